"""Markdown with front matter: headings become headline and subheads, pictures' descriptions become captions."""

import re
from collections.abc import Iterator

from ..frontmatter import split
from ..text import Role
from . import Document, Source
from ._text import decode

SUFFIXES = (".md", ".markdown")

# Everything between marks is bounded, so that a line of marks without their ends costs no more than its length.
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)\Z")
_IMAGE = re.compile(r"!\[([^\[\]]{0,1000})\]\([^()]{0,2000}\)\Z")
_LINK = re.compile(r"!?\[([^\[\]]{0,1000})\]\([^()]{0,2000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*]{1,1000}?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_]{1,1000}?)(?<=\S)_(?!\w)"
)
_QUOTE = re.compile(r">[ \t]?")
_NAMES = {"date": "published", "language": "lang"}
_KNOWN = ("id", "guid", "title", "lang", "published", "updated", "publisher", "url", "slug")


def read(source: Source) -> Iterator[Document]:
    """The one article. Raises InputError for front matter that cannot be read."""
    text = decode(source.data(), source.charset)
    matter = split(text, source.name)
    values = matter.values if matter else {}
    meta = {_NAMES.get(key, key): value for key, value in values.items() if isinstance(value, str) and value}
    lines: list[str] = []
    roles: dict[int, Role] = {}
    for number, line in enumerate(text[matter.start if matter else 0 :].split("\n")):
        line, role = _line(line)
        if role:
            roles[number] = role
        lines.append(line)
    first = matter.first_line if matter else 1
    yield Document(lines=lines, meta={key: meta[key] for key in _KNOWN if key in meta}, roles=roles, line=first)


def _line(line: str) -> tuple[str, Role | None]:
    """A line without its markup, and the role that the markup gives it."""
    role: Role | None = None
    if found := _HEADING.match(line):
        role = "headline" if len(found[1]) == 1 else "subhead"
        line = found[2].rstrip(" \t").rstrip("#").rstrip(" \t")
    elif found := _IMAGE.match(line.strip()):
        role, line = "caption", found[1]
    line = _LINK.sub(r"\1", _QUOTE.sub("", line, count=1) if line.startswith(">") else line)
    line = _STRONG.sub(r"\2", line)
    return _EMPHASIS.sub(lambda m: m[1] or m[2], line), role
