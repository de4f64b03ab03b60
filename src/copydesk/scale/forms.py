"""Rows on disk: JSON Lines, or Parquet with the same names in the same order."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from ..readers._extra import load
from .engine import Row

_GROUP = 2000
_TEXTS = ("text", "kind", "low", "high", "unit", "modifier", "counted", "per", "date", "person", "position")
Write = Callable[[Row], None]


def line(row: Row) -> str:
    """A row as one line of JSON."""
    written = json.dumps(row, ensure_ascii=False)
    if not written.isascii() and any("\ud800" <= char <= "\udfff" for char in written):
        written = json.dumps(row)  # lone surrogates, which UTF-8 cannot carry, leave as escapes
    return written + "\n"


def schema(task: str) -> Any:
    """The Arrow schema of a task's rows. Raises MissingExtra."""
    pa = arrow()
    text, number = pa.string(), pa.int64()
    mention = pa.struct([("start", number), ("end", number), *((name, text) for name in _TEXTS)])
    head = [("id", text), ("file", text), ("line", number), ("lang", text), ("published", text)]
    side = pa.struct([
        *head, ("start", number), ("end", number), ("text", text), ("sentence", text),
    ])
    return pa.schema({
        "extract": [*head, ("mentions", pa.list_(mention))],
        "check": [
            *head, ("assertion", text), ("verdict", text), ("reason", text), ("mention", mention), ("sentence", text),
        ],
        "conflicts": [("kind", text), ("a", side), ("b", side), ("reason", text)],
    }[task])


def arrow() -> Any:
    """pyarrow. Raises MissingExtra."""
    load("pyarrow.parquet", "writing Parquet files", "parquet")
    return load("pyarrow", "writing Parquet files", "parquet")


@contextmanager
def writer(file: BinaryIO, form: str, task: str) -> Iterator[Write]:
    """Writes rows to an open file; whole when the block has ended without an error."""
    if form == "jsonl":

        def put(row: Row) -> None:
            file.write(line(row).encode("utf-8"))

        yield put
        return
    pa, made = arrow(), schema(task)
    rows: list[Row] = []
    with pa.parquet.ParquetWriter(file, made, compression="zstd") as parquet:

        def write(row: Row) -> None:
            rows.append(row)
            if len(rows) >= _GROUP:
                flush()

        def flush() -> None:
            parquet.write_table(pa.Table.from_pylist(rows, schema=made))
            rows.clear()

        yield write
        if rows:
            flush()
