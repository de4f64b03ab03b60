"""CSV and TSV with a header: the separator is told from the first line, the fields by their names."""

import csv
from collections.abc import Iterator

from . import Document, Source, _records, suffix
from ._lines import text_lines

SUFFIXES = (".csv", ".tsv")
_SEPARATORS = (",", ";", "\t", "|")


def read(source: Source) -> Iterator[Document]:
    """A document for each row. A row that cannot be read is reported with its line and the others are read."""
    lines = (line for _, line in text_lines(source, whole=True))
    first = next(lines, "")
    separator = "\t" if suffix(source.name) == ".tsv" else max(_SEPARATORS, key=first.count)
    rows = csv.reader(_with(first, lines), delimiter=separator, strict=True)
    header: list[str] | None = None
    columns: dict[str, str] = {}
    while True:
        line = rows.line_num + 1
        try:
            row = _next(rows, source.limits.record)
        except csv.Error as error:
            source.report(source.problem(f"this row cannot be read ({error})", "quote fields as RFC 4180 says", line))
            continue
        if row is None:
            return
        if header is None:
            header = row
            columns = _records.mapping(header, source)
        elif row and len(row) != len(header):
            what = f"{len(row)} fields where the header has {len(header)}"
            source.report(source.problem(what, "quote fields that hold the separator or line ends", line))
        elif row:
            made = _records.document(dict(zip(header, row, strict=True)), columns, source, f"row {line}", line)
            if made is not None:
                yield made


def _next(rows: Iterator[list[str]], longest: int) -> list[str] | None:
    """The next row. The csv module's limit on fields is one for the process: it is ours only while a row is read."""
    before = csv.field_size_limit(longest)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(before)


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
