"""JSON Lines, and JSON with one record or a list of them. A record is ninjs, or is read by the names of its fields."""

import json
from collections.abc import Iterator
from typing import Any

from . import Document, Source, _records, ninjs, suffix
from ._lines import text_lines
from ._text import decode

SUFFIXES = (".jsonl", ".ndjson", ".json")
_LISTS = ("articles", "items", "documents", "results", "entries", "data")


def read(source: Source) -> Iterator[Document]:
    """A document for each record. A bad record is reported with its line and the others are read."""
    if suffix(source.name) == ".json":
        yield from _whole(source)
        return
    for number, text in text_lines(source):
        record = _parsed(text.rstrip(), source, number)
        if record is not None:
            yield from _document(record, source, str(number), number)


def _whole(source: Source) -> Iterator[Document]:
    record = _parsed(decode(source.data()).rstrip(), source)
    if isinstance(record, dict) and not ninjs.is_ninjs(record):
        record = next((record[key] for key in _LISTS if isinstance(record.get(key), list)), record)
    if isinstance(record, list):
        for number, item in enumerate(record, 1):
            yield from _document(item, source, str(number), 1)
    elif record is not None:
        yield from _document(record, source, "", 1)


def _parsed(text: str, source: Source, number: int | None = None) -> Any:
    """What the text says; None after its problem has been reported. `number` is that of the line that it is, if it is one."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = f"this is not JSON ({error.msg})"
        place = (error.lineno, error.colno) if number is None else (number, error.pos + 1)
        source.report(source.problem(what, "write one JSON object a line", *place))
    except (ValueError, RecursionError) as error:
        what = "this JSON is nested too deep" if isinstance(error, RecursionError) else f"this is not JSON ({error})"
        source.report(source.problem(what, "write one JSON object a line", number or 1))
    return None


def _document(record: Any, source: Source, name: str, number: int) -> Iterator[Document]:
    shown = f"record {name}" if name else "the record"
    if not isinstance(record, dict):
        source.report(source.problem(f"{shown} is no object", 'write {"text": …, "title": …}', number))
        return
    if ninjs.is_ninjs(record) and not source.columns:
        yield from ninjs.documents_of(record, source, name, number)
        return
    there = [key for key, value in record.items() if not isinstance(value, dict | list)]
    columns = _records.try_mapping(there, source, number)
    made = _records.document(record, columns, source, shown, number) if columns else None
    if made is not None:
        yield made
