"""Whether a document is fit to be stored: what no text of a newspaper holds is refused with its place."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace

from ..errors import Problem
from . import Document, Limits, Source
from ._text import one_line, settle

_REFUSED = re.compile("[\x00\ud800-\udfff\u202d\u202e]")
_OVERRIDE = "a bidirectional override"
_NAMES = {"\x00": "U+0000", "\u202d": f"{_OVERRIDE} (U+202D)", "\u202e": f"{_OVERRIDE} (U+202E)"}
_META = 2000


def shown(name: str) -> str:
    """A name as a message may print it: nothing in it moves the cursor or cannot be encoded."""
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
        lambda found: ascii(found[0])[1:-1], name,
    )


def fit(document: Document, source: Source) -> Document | None:
    """The document with tidy meta values, or None after its problem has been reported."""
    problem = _problem(document, source)
    if problem:
        source.report(problem)
        return None
    if not any(line.strip() for line in document.lines):
        source.report(source.problem(f"{_called(document)}there is no text", "leave it out", document.line))
        return None
    return replace(document, name=one_line(document.name), meta=_tidy(document.meta))


def unfit(text: str, file: str, first_line: int) -> Problem | None:
    """What makes a text that stands in a corpus already unfit, with its place in the file."""
    limits = Limits()
    if not _REFUSED.search(text) and len(text) <= limits.article and (
        len(text) <= limits.line or all(len(line) <= limits.line for line in text.split("\n"))
    ):
        return None
    source = Source(name=file, stream=io.BufferedReader(io.BytesIO()))
    return _problem(Document(lines=text.split("\n"), line=first_line), source)


def _called(document: Document) -> str:
    return f"{shown(document.name)}: " if document.name else ""


def _tidy(meta: Mapping[str, str]) -> dict[str, str]:
    kept = {key: one_line(value)[:_META].strip() for key, value in meta.items()}
    return {key: value for key, value in kept.items() if value}


def _problem(document: Document, source: Source) -> Problem | None:
    limits = source.limits
    length = 0
    for number, line in enumerate(document.lines):
        place = document.line + number if not document.name else document.line
        length += len(line)
        if len(line) > limits.line or length > limits.article:
            what = f"{_called(document)}a line of {len(line):,} characters" if len(line) > limits.line else (
                f"{_called(document)}more than {limits.article:,} characters in one article"
            )
            return source.problem(what, "give one article a record, one paragraph a line", place)
        if found := _REFUSED.search(line):
            column = 1 if document.name else found.start() + 1
            return _forbidden(found[0], _called(document), source, place, column)
    for key, value in {"name": document.name, **document.meta}.items():
        if found := _REFUSED.search(settle(value)):
            return _forbidden(found[0], f"{_called(document)}{key}: ", source, document.line, 1)
    return None


def _forbidden(char: str, where: str, source: Source, line: int, column: int) -> Problem:
    called = _NAMES.get(char, f"half a surrogate pair (U+{ord(char):04X})")
    return source.problem(f"{where}there is {called} in it", "take it out: no text needs it", line, column)
