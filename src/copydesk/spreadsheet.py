"""Assertions as a table and back without loss, and tables as CSV and XLSX files.

A row is one assertion, a cell that holds several texts has one a line. What is wrong with a table comes out all at once,
by row and column. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which is taken off again.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import writing
from .assertions import _checks
from .assertions._entries import FORMS, read_topic
from .assertions._fields import Sheet
from .assertions._yaml import _HIDDEN, Items, Mapping, Node, Scalar
from .assertions.model import Assertion
from .assertions.write import share
from .errors import InputError, MissingExtra, Problem

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

# column, the key it fills (after a point the key inside that one), whether it may hold several texts
_COLUMNS: tuple[tuple[str, str, bool], ...] = (
    ("topic", "", False), ("form", "", False), ("fact", "", False), ("person", "person", False),
    ("parts", "parts", True), ("also", "also", True), ("id", "id", False), ("valid", "valid", False),
    ("tolerance", "tolerance", False), ("subject", "about.subject", True), ("attribute", "about.attribute", True),
    ("shared", "shared", False), ("severity", "severity", False), ("quoted", "quoted", False),
    ("evidence article", "evidence.article", False),
    ("evidence quote", "evidence.quote", False), ("source", "source.name", False), ("source url", "source.url", False),
    ("source on", "source.on", False), ("checked by", "checked.by", False), ("checked on", "checked.on", False),
    ("note", "note", False),
)
COLUMNS = tuple(name for name, _, _ in _COLUMNS)
TOPIC = "facts"
"""The topic of rows that name none."""

MOST_ROWS = 100_000
_MOST_COLUMNS = 200
_MOST_BYTES = 200_000_000
_IDLE = 1_000
_TOPIC = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
_GUARDED = re.compile(r"'*[=+\-@\t\r\n]|'+[＝＋－＠]|[＝＋－＠]")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellProblem(Problem):
    """A mistake in a table: `line` is the row, `column` the column, both from 1, `header` the column's name."""

    header: str = ""

    def __str__(self) -> str:
        column = f"column {letters(self.column)}" + (f" ({self.header})" if self.header else "")
        return self._shown(f"{self.file}: row {self.line}, {column}")


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    made = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def rows(assertions: Iterable[Assertion]) -> Iterator[list[str]]:
    """The header, then a row for each assertion; cells as they are, not yet guarded."""
    yield list(COLUMNS)
    for assertion in assertions:
        values = _values(assertion)
        yield [values.get(name, "") for name in COLUMNS]


def _values(assertion: Assertion) -> dict[str, str]:
    evidence, source, claim = assertion.evidence, assertion.source, assertion.claim
    fact = assertion.position or assertion.name or claim.text
    return {
        "topic": assertion.topic, "form": assertion.kind, "fact": fact, "person": assertion.person or "",
        "parts": "\n".join(part.text for part in assertion.parts), "also": "\n".join(assertion.also),
        "id": assertion.id, "valid": str(assertion.valid or ""),
        "tolerance": "" if assertion.tolerance is None else share(assertion.tolerance),
        "subject": "\n".join(claim.subject), "attribute": "\n".join(claim.attribute),
        "shared": "yes" if assertion.shared else "", "severity": assertion.severity,
        "quoted": assertion.quoted or "",
        "evidence article": evidence.article if evidence else "", "evidence quote": evidence.quote if evidence else "",
        "source": source.name if source else "", "source url": (source.url if source else "") or "",
        "source on": str(source.on or "") if source else "", "checked by": assertion.checked_by or "",
        "checked on": str(assertion.checked_on or ""), "note": assertion.note or "",
    }


def read_rows(table: Iterable[Sequence[str]], file: str) -> tuple[Assertion, ...]:
    """The assertions of a table whose first row is the header; `topic` as the rows give it. Raises InputError."""
    lines = iter(table)
    reader = _Reader(file, [" ".join(cell.split()).lower() for cell in next(lines, [])])
    made = [found for number, line in enumerate(lines, 2) if (found := reader.row(number, line)) is not None]
    problems = [*reader.problems(), *_cells(_checks.check(made), reader.header)]
    if problems:
        raise InputError(problems)
    return tuple(made)


class _Reader:
    """One table's rows, read as the loader reads entries; the places are cells."""

    def __init__(self, file: str, header: Sequence[str]) -> None:
        self.sheet, self.header = Sheet(file), header
        self.at: dict[str, int] = {}
        for column, name in enumerate(header, 1):
            node = Scalar(name, 1, column)
            if name in self.at:
                self.sheet.say(node, f"a second column {name!r}", "keep one of them")
            elif name in COLUMNS:
                self.at[name] = column
            elif name:
                near = get_close_matches(name, COLUMNS, 1, 0.6)
                remedy = f"did you mean {near[0]!r}?" if near else f"name it one of {', '.join(COLUMNS)}"
                self.sheet.say(node, f"there is no column {name!r}", remedy)
        if "fact" not in self.at:
            self.sheet.say(Scalar("", 1, 1), "there is no column 'fact'", "name the column of claims and offices so")

    def problems(self) -> list[Problem]:
        return _cells(self.sheet.problems, self.header)

    def row(self, number: int, line: Sequence[str]) -> Assertion | None:
        """The assertion of a row; None for an empty one and for one that cannot be made out."""
        cells = {}
        for column, text in enumerate(line, 1):
            if not text.strip():
                continue
            name = self.header[column - 1] if column <= len(self.header) else ""
            if self.at.get(name) == column:
                cells[name] = self._cell(text, number, column)
            elif not name:
                self.sheet.say(Scalar("", number, column), "a cell without a column name", "name its column, or clear it")
        if not cells or "fact" not in self.at:
            return None
        topic = cells.pop("topic", None)
        if topic and not _TOPIC.match(topic.text):
            self.sheet.say(topic, f"the topic {topic.text!r} is no file name", "use small letters, digits and hyphens")
        entry = self._entry(cells, number)
        made = read_topic(self.sheet, Items(number, 1, [entry]), topic.text if topic else TOPIC) if entry else []
        return made[0] if made else None

    def _cell(self, text: str, row: int, column: int) -> Scalar:
        node = Scalar(text, row, column)
        hidden = _HIDDEN.search(text)
        if hidden:
            self.sheet.say(node, f"the invisible character U+{ord(hidden.group()):04X}", "delete it")
            node.text = _HIDDEN.sub("", text)
        return node

    def _entry(self, cells: dict[str, Scalar], number: int) -> Mapping | None:
        """The row as the mapping that a topic file would have."""
        form = cells.pop("form", None)
        kind = form.text.strip().lower() if form else "claim"
        if form and kind not in FORMS:
            near = get_close_matches(kind, FORMS, 1, 0.6)
            remedy = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(FORMS)}"
            self.sheet.say(form, f"there is no form {form.text!r}", remedy)
            return None
        fact = cells.pop("fact", None)
        if fact is None:
            self.sheet.say(Scalar("", number, self.at["fact"]), "the fact is missing", "write it, or clear the row")
            return None
        entry = Mapping(number, fact.column, [(Scalar(kind, number, fact.column), fact)])
        inner: dict[str, Mapping] = {}
        for name, key, several in _COLUMNS:
            cell = cells.get(name)
            if cell is None:
                continue
            value: Node = _listed(cell) if several else cell
            outer, _, last = key.partition(".")
            if last:
                if outer not in inner:
                    inner[outer] = Mapping(number, cell.column)
                    entry.entries.append((Scalar(outer, number, cell.column), inner[outer]))
                inner[outer].entries.append((Scalar(last, number, cell.column), value))
            else:
                entry.entries.append((Scalar(key, number, cell.column), value))
        return entry


def _listed(cell: Scalar) -> Items:
    texts = [text for text in cell.text.split("\n") if text.strip()]
    return Items(cell.line, cell.column, [Scalar(text, cell.line, cell.column) for text in texts])


def _cells(problems: Iterable[Problem], header: Sequence[str]) -> list[Problem]:
    """The problems, each naming its column."""
    return [
        CellProblem(
            file=p.file, line=p.line, column=p.column, what=p.what, remedy=p.remedy,
            header=header[p.column - 1] if p.column <= len(header) else "",
        )
        for p in problems
    ]


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text[1:]) else text


def write_csv(assertions: Iterable[Assertion]) -> str:
    """The table as CSV, with a byte order mark so that spreadsheets read it as UTF-8."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([guarded(cell) for cell in row] for row in rows(assertions))
    return f"\ufeff{made.getvalue()}"


def read_csv(data: bytes, file: str) -> tuple[Assertion, ...]:
    """The assertions of a CSV file: UTF-8; commas, semicolons or tabs. Raises InputError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(file, f"the byte 0x{data[error.start]:02x} is not UTF-8", "save it as CSV UTF-8", row) from None
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=lambda sign: (first.count(sign), -_SEPARATORS.index(sign)))
    table: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            table.append([unguarded(cell) for cell in line])
            _bounded(table, file)
    except csv.Error as error:
        raise _unreadable(file, f"this is not CSV ({error})", "write quotation marks twice", len(table) + 1) from None
    return read_rows(table, file)


def write_xlsx(assertions: Iterable[Assertion], path: Path) -> None:
    """The table as an XLSX file; every cell is text, so that no date or formula comes of it. Raises MissingExtra."""
    book = _openpyxl().Workbook()
    sheet = book.active
    sheet.title = "assertions"
    for number, row in enumerate(rows(assertions), 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.number_format = "@"
            if text:
                cell.value = guarded(text)
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[letters(column)].width = 60 if name in ("fact", "evidence quote") else 18
    packed = io.BytesIO()
    book.save(packed)
    writing.write(path, packed.getvalue())


def read_xlsx(data: bytes, file: str) -> tuple[Assertion, ...]:
    """The assertions of the first sheet of an XLSX file. Raises InputError, MissingExtra."""
    library = _openpyxl()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > _MOST_BYTES:
            raise _unreadable(file, f"the file unpacks to {size} bytes", "split it")
        book = library.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        table: list[list[str]] = []
        idle = 0
        for row in book.worksheets[0].iter_rows(max_col=_MOST_COLUMNS):
            table.append([unguarded(_text(cell)) for cell in row])
            idle = 0 if any(table[-1]) else idle + 1
            if idle > _IDLE:
                break
            _bounded(table, file)
    except InputError:
        raise
    except Exception as error:  # whatever a broken file makes zipfile, the XML parser or openpyxl raise
        raise _unreadable(file, f"this is not XLSX ({type(error).__name__})", "save it as .xlsx again") from None
    return read_rows(table, file)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra("reading and writing .xlsx files", "sheets") from None
    return openpyxl


def _text(cell: "ReadOnlyCell") -> str:
    """What a person sees in the cell: dates in EDTF, as precisely as they are shown, percentages with their sign."""
    value: Any = cell.value
    style = str(getattr(cell, "number_format", "") or "").lower()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        shown = re.sub(r'"[^"]*"|\[[^\]]*\]', "", style)
        return f"{value:%Y-%m-%d}" if "d" in shown or "m" not in shown else f"{value:%Y-%m}"
    if isinstance(value, int | float):
        number = Decimal(str(value))
        written = f"{(number * 100 if style.endswith('%') else number).normalize():f}"
        return f"{written}%" if style.endswith("%") else written
    return str(value)


def _bounded(table: Sequence[object], file: str) -> None:
    if len(table) > MOST_ROWS + 1:
        raise _unreadable(file, f"there are more than {MOST_ROWS} rows", "split it", MOST_ROWS + 1)


def _unreadable(file: str, what: str, remedy: str, row: int = 1) -> InputError:
    return InputError([CellProblem(file=file, line=row, column=1, what=what, remedy=remedy)])
