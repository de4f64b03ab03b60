"""Front matter: the lines between two `---` at the top of a file, in a small part of YAML with strings only.

`key: value`, `key: "value"`, `key: [a, b]` and `key: {a: b, c: d}` on one line each. Blocks that belong to other
programs (indented lines under a key) are passed over. What `render` writes is YAML that any reader takes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .errors import InputError, Problem

Value = str | list[str] | dict[str, str]

_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?\Z")
_PIECE = re.compile(r'\s*((?:[\w-]+:[ \t]*)?(?:"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^,"\'][^,]*))\s*(?:,|\Z)')
_ESCAPE = re.compile(r"\\(.)")
_PLAIN = re.compile(r"[\w«“‘(/][\w«»“”‘’().…/+ \u00a0\u202f:–-]*\Z")
_ENDS_KEY = re.compile(r":(?!\w)|\s\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The values, the line that each key stands on (from 1), and where the text begins (offset and line)."""

    values: Mapping[str, Value]
    lines: Mapping[str, int]
    start: int
    first_line: int


def split(text: str, file: str) -> FrontMatter | None:
    """The front matter at the top of `text`, or None when there is none. Raises InputError."""
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---\n", 3)
    if end < 0:
        if not text.endswith("\n---"):
            return None
        end = len(text) - 4
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    problems = []
    for number, line in enumerate(text[4 : end + 1].split("\n"), 2):
        if not line.strip() or line[0] in " \t#" or line.startswith("- "):
            continue
        found = _KEY.match(line.rstrip())
        if not found:
            problems.append(_problem(file, number, 1, "this is not front matter", "write `key: value`"))
        elif found[1] in values:
            remedy = f"it stands on line {lines[found[1]]} too; keep one"
            problems.append(_problem(file, number, 1, f"{found[1]} is given twice", remedy))
        else:
            lines[found[1]] = number
            values[found[1]] = _value((found[2] or "").strip())
    if problems:
        raise InputError(problems)
    start = min(end + len("\n---\n"), len(text))
    return FrontMatter(values=values, lines=lines, start=start, first_line=text.count("\n", 0, start) + 1)


def render(values: Mapping[str, Value]) -> str:
    """The front matter with its two `---` lines."""
    return "---\n" + "".join(f"{key}: {_render(value)}\n" for key, value in values.items()) + "---\n"


def _problem(file: str, line: int, column: int, what: str, remedy: str) -> Problem:
    return Problem(file=file, line=line, column=column, what=what, remedy=remedy)


def _value(written: str) -> Value:
    if written.startswith("[") and written.endswith("]"):
        return _pieces(written[1:-1])
    if written.startswith("{") and written.endswith("}"):
        pairs = (piece.partition(":") for piece in _pieces(written[1:-1], quoted=True))
        return {_scalar(key.strip()): _scalar(value.strip()) for key, _, value in pairs}
    return _scalar(written)


def _pieces(written: str, quoted: bool = False) -> list[str]:
    pieces = [found[1].strip() for found in _PIECE.finditer(written)]
    return pieces if quoted else [_scalar(piece) for piece in pieces]


def _scalar(written: str) -> str:
    if len(written) > 1 and written[0] == written[-1] == '"':
        return _ESCAPE.sub(r"\1", written[1:-1])
    if len(written) > 1 and written[0] == written[-1] == "'":
        return written[1:-1].replace("''", "'")
    return written


def _render(value: Value) -> str:
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_quote(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_quote, value)) + "]"


def _quote(value: str) -> str:
    """The string as it is where YAML reads it back so, else between double quotes."""
    if _PLAIN.match(value) and not _ENDS_KEY.search(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
