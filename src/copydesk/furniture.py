"""Telling an article from the page around it: which lines go, and what each line that stays is."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from .languages import available, data
from .text import Role, fold

_WORD = re.compile(r"[^\W_]")
_BULLET = re.compile(r"\s*[⇒→►▶•●▪■‣◦*–—-]\s+\S")
_FINAL = re.compile(r"[.,;:…]\s*[\"'”»)\]]*\s*\Z")
_TAIL = 80
_HEADLINE = 160
_SUBHEAD = 110


def _plain(line: str) -> str:
    return " ".join(fold(line).split()).rstrip(": ").strip()


@cache
def _phrases(name: str) -> frozenset[str]:
    return frozenset(_plain(phrase) for code in available() for phrase in data(code, "furniture").get(name, ()))


@cache
def _starts() -> tuple[str, ...]:
    """Openings keep their final space or colon: they are what tells a pointer from a sentence."""
    found = {fold(phrase) for code in available() for phrase in data(code, "furniture").get("starts", ())}
    return tuple(sorted(found))


def _is_caption(line: str) -> bool:
    """Whether the line ends with a picture's credit."""
    folded = fold(line).strip()
    tail = folded[-_TAIL:]
    if any(mark in tail for mark in _phrases("credits")):
        return True
    return "/" in tail and tail.rsplit("/", 1)[1].strip(" .)") in _phrases("agencies")


def strip_furniture(lines: Sequence[str]) -> list[int]:
    """Numbers (from 0) of the lines that belong to the article; lines between them that are blank stay.

    A line without any letter or digit is ornament. What ends a page counts only once a paragraph has been seen.
    """
    kept: list[int] = []
    begun = False
    for number, line in enumerate(lines):
        if not line.strip():
            kept.append(number)
            continue
        plain = _plain(line)
        if plain in _phrases("ends"):
            if begun:
                break
            continue
        if not _WORD.search(line) or plain in _phrases("lines") or fold(line).lstrip().startswith(_starts()):
            continue
        if not begun and plain in _phrases("top"):
            continue
        begun = begun or len(plain) > _HEADLINE or bool(_FINAL.search(line))
        kept.append(number)
    return kept


def roles(lines: Sequence[str], hints: Mapping[int, Role] | None = None) -> list[Role | None]:
    """What each line is; None for a blank one. `hints` are roles that the source's own markup states.

    A headline is a short first line that is no sentence; a subhead is another such line with text below it.
    """
    hints = hints or {}
    texts = [number for number, line in enumerate(lines) if line.strip()]
    marked: list[Role | None] = [None] * len(lines)
    in_points = False
    for position, number in enumerate(texts):
        line = lines[number]
        stated = hints.get(number)
        label = _plain(line) in _phrases("key_points")
        in_points = label or (in_points and bool(_BULLET.match(line)))
        if stated is not None and not in_points:
            marked[number] = stated
        elif in_points:
            marked[number] = "key_point"
        elif _is_caption(line):
            marked[number] = "caption"
        elif _FINAL.search(line) or _BULLET.match(line) or position == len(texts) - 1:
            marked[number] = "body"
        elif position == 0 and "headline" not in hints.values() and len(line.strip()) <= _HEADLINE:
            marked[number] = "headline"
        elif position > 0 and len(line.strip()) <= _SUBHEAD and not _is_quotation(line):
            marked[number] = "subhead"
        else:
            marked[number] = "body"
    return marked


def _is_quotation(line: str) -> bool:
    """Whether the whole line is one quotation: a pulled quote is body."""
    folded = fold(line).strip()
    return folded.startswith('"') and folded.endswith('"') and folded.count('"') == 2
