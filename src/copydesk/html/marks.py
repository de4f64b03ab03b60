"""An article's text in pieces: plain words, and figures marked by what became of them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..annotate import Annotated
from ..coverage import figures
from ..text import Article, Passage, Role, Span

if TYPE_CHECKING:
    from .view import Entry

GRAVITY = ("contradicted", "waived", "unclear", "consistent", "uncovered")
REACH = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of an article's text. `state` is "" for plain words; `entries` are the checks that speak of it."""

    text: str
    start: int
    state: str = ""
    entries: "Sequence[Entry]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of an article with its role and language; `notes` are the entries to be told beside it."""

    role: Role
    lang: str
    line: int
    pieces: Sequence[Piece]

    @property
    def notes(self) -> "list[Entry]":
        """The entries of its marks that an editor has to look at, each once."""
        found: dict[int, Entry] = {}
        for piece in self.pieces:
            for entry in piece.entries:
                span, end = entry.span, piece.start + len(piece.text)
                told = entry.state in ("contradicted", "waived", "unclear")
                if told and span and span.start < end and piece.start < span.end:
                    found[id(entry)] = entry
        return list(found.values())


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    state: str
    entries: "list[Entry]"


def paragraphs(annotated: Annotated, answered: "Sequence[Entry]") -> list[Paragraph]:
    """The article line by line. `answered` are the checks that speak of a place in it."""
    article = annotated.article
    marks = _marks(annotated, answered)
    passages = list(article.passages) or [Passage(start=0, end=len(article.text), lang=article.lang)]
    made: list[Paragraph] = []
    start = 0
    for text in article.text.split("\n"):
        end = start + len(text)
        if text.strip():
            passage = next((p for p in passages if p.start < end and start < p.end), None)
            made.append(Paragraph(
                role=passage.role if passage else "body", lang=(passage.lang if passage else "") or article.lang,
                line=article.place(start)[0], pieces=list(_pieces(article.text, start, end, marks)),
            ))
        start = end + 1
    return made


def excerpt(article: Article, span: Span, sentence: Span | None = None) -> tuple[str, str, str]:
    """The words around a span, cut where they are many: before, the span itself, after."""
    text = article.text
    if sentence is None:
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        sentence = Span(start, end if end >= 0 else len(text))
    first, last = min(sentence.start, span.start), max(sentence.end, span.end)
    before = text[max(first, span.start - REACH) : span.start]
    after = text[span.end : min(last, span.end + REACH)]
    if first < span.start - REACH:
        before = "…" + before.partition(" ")[2]
    if last > span.end + REACH:
        after = after.rpartition(" ")[0] + "…"
    return before.lstrip(), text[span.start : span.end], after.rstrip()


def _marks(annotated: Annotated, answered: "Sequence[Entry]") -> list[_Mark]:
    """Marks in order of place that do not overlap; what lies under a graver mark is told by that one."""
    wanted: dict[tuple[int, int], _Mark] = {}
    for start, end in figures(annotated):
        wanted[start, end] = _Mark(start, end, "uncovered", [])
    for entry in answered:
        if entry.span is not None and entry.state in GRAVITY:
            start, end = entry.span
            mark = wanted.setdefault((start, end), _Mark(start, end, entry.state, []))
            mark.entries.append(entry)
            mark.state = min(mark.state, entry.state, key=GRAVITY.index)
    begun = {mark.start: mark for mark in wanted.values()}
    for entry in answered:
        for start in entry.covered:
            if start in begun and begun[start].state == "uncovered":
                begun[start].state = entry.state
                begun[start].entries.append(entry)
    owner: dict[int, _Mark] = {}
    placed: list[_Mark] = []
    for mark in sorted(wanted.values(), key=lambda m: (GRAVITY.index(m.state), m.start - m.end, m.start)):
        over = next((owner[at] for at in range(mark.start, mark.end) if at in owner), None)
        if over:
            over.entries.extend(mark.entries)
        elif mark.start < mark.end:
            placed.append(mark)
            owner.update(dict.fromkeys(range(mark.start, mark.end), mark))
    return sorted(placed, key=lambda m: m.start)


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Piece]:
    at = start
    for mark in marks[bisect_left(marks, start, key=lambda m: m.start) :]:
        if mark.start >= end:
            break
        if at < mark.start:
            yield Piece(text=text[at : mark.start], start=at)
        at = min(mark.end, end)
        yield Piece(text=text[mark.start : at], start=mark.start, state=mark.state, entries=tuple(mark.entries))
    if at < end:
        yield Piece(text=text[at:end], start=at)
