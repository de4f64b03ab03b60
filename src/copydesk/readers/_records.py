"""Records of tables, JSON and data sets: which field is the text, the title, the date … (`columns.toml`)."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from ..errors import InputError
from . import Document, Source
from ._dates import day
from ._headed import headed
from ._markup import is_markup
from ._markup import lines as markup_lines
from ._text import lines_of

FIELDS = ("text", "title", "lang", "published", "updated", "url", "guid", "publisher", "lead")
_MARKED_UP = 3


@cache
def _names() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))
    return {field: tuple(table[field]) for field in FIELDS}


def mapping(columns: Iterable[str], source: Source, line: int = 1) -> dict[str, str]:
    """Which column holds which of our fields: as the user said, else as the column is called. Raises InputError."""
    there = list(columns)
    lower = {column.strip().lower(): column for column in reversed(there)}
    found: dict[str, str] = {}
    for field, column in source.columns.items():
        if column not in there:
            what = f"there is no column {column!r} (for {field}); there are: {_listed(there)}"
            raise source.refusal(what, "correct the mapping", line)
        found[field] = column
    taken = set(found.values())
    for field, names in _names().items():
        if field not in found:
            named = next((lower[name] for name in names if name in lower and lower[name] not in taken), None)
            if named is not None:
                found[field] = named
                taken.add(named)
    if "text" not in found:
        remedy = "name it: --columns text=COLUMN,title=COLUMN,published=COLUMN"
        raise source.refusal(f"no column is known as the text; there are: {_listed(there)}", remedy, line)
    return found


def _listed(columns: list[str]) -> str:
    return ", ".join(map(ascii, columns[:20])) + (" …" if len(columns) > 20 else "")


def document(
    record: Mapping[str, Any], columns: Mapping[str, str], source: Source, name: str, line: int
) -> Document | None:
    """The document in a record, or None after its problem has been reported."""
    values = {field: _string(record.get(column)) for field, column in columns.items()}
    text = values.pop("text", "")
    if not isinstance(record.get(columns["text"]), str) or not text.strip():
        what = f"{name}: there is no text in {columns['text']!r}"
        source.report(source.problem(what, "give one, or leave it out", line))
        return None
    marked_up = text.count("</") + text.count("<br") >= _MARKED_UP and is_markup(text)
    lines, roles = markup_lines(text) if marked_up else (lines_of(text), {})
    title, lead = (" ".join(values.get(field, "").split()) for field in ("title", "lead"))
    values.pop("lead", "")
    lines, roles = headed(title, lines, roles, lead=lead)
    for field in ("published", "updated"):
        if written := values.pop(field, ""):
            if read := day(written):
                values[field] = read
            else:
                place = f"{source.name}:{line}: {name}"
                source.note(f"{place}: {written!r} is no date that can be told for certain; left out")
    return Document(lines=lines, name=name, meta=values, roles=roles, line=line)


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def try_mapping(columns: Iterable[str], source: Source, line: int) -> dict[str, str] | None:
    """As `mapping`; what is wrong is reported."""
    try:
        return mapping(columns, source, line)
    except InputError as error:
        for problem in error.problems:
            source.report(problem)
        return None
