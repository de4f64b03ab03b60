"""Reading an article once: bytes are decided, no assertion is known, every mention comes out with its place."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final

from . import _trie
from .kinds import Reader, View, readers
from .languages import available
from .mentions import Mention
from .periods import Period
from .text import Article, fold

_START, _END = itemgetter(0), itemgetter(1)
_EDGE, _INSIDE = re.compile(r"(?<!\w)\w"), re.compile(r"(?<=\w)\w")
_KEPT: Final = 20_000
"""Tokens whose triggers an engine keeps: words come back in every article of an archive."""
_LONG: Final = 40
"""Characters of the longest token that may be a word or two."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its folded text (same offsets) and its mentions in order of place."""

    article: Article
    folded: str
    mentions: Sequence[Mention]


_Able = Sequence[Reader]
_Hit = tuple[int, int, _Able]
_Found = tuple[int, int, _Able, frozenset[str]]
_NONE: frozenset[str] = frozenset()


class _Engine:
    """One language's readers behind one look at each token, which is what stands between two spaces."""

    def __init__(self, lang: str) -> None:
        self.readers = readers(lang)
        words: dict[str, list[Reader]] = {}
        for reader in self.readers:
            for trigger in reader.triggers:
                words.setdefault(trigger, []).append(reader)
        self.digits: _Able = words.pop("0", [])
        self.words: dict[str, list[Reader]] = words
        self.stems: _Able = [r for r in self.readers if getattr(r, "stems", ())]
        signs = [w for w in words if not w[0].isalnum()]
        stems = {stem for reader in self.stems for stem in getattr(reader, "stems", ())}
        opened = rf"|(?:{_trie.pattern(stems)})\w+" if stems else ""
        word = rf"(?:{_trie.pattern(w for w in words if w[0].isalnum())})(?!\w){opened}"
        self.anywhere = re.compile(rf"(?<!\w)(?:{word})|{_trie.pattern(signs)}|\d+")
        seconds: dict[str, set[str]] = {}
        for word in words:
            opening, space, second = word.partition(" ")
            if space:
                seconds.setdefault(opening, set()).add(second[0])
        self._seconds = {opening: frozenset(ways) for opening, ways in seconds.items()}
        self._longest = max(map(len, words), default=0) + 1
        self._known: dict[str, tuple[_Found, ...]] = {}

    def hits(self, folded: str, start: int, end: int) -> Iterator[_Hit]:
        """Every trigger within `start`..`end`, in order: a word, a sign or a run of digits, and the readers it is for."""
        known, last = self._known, -1
        if start and _INSIDE.match(folded, start):  # a passage that begins in a word: its first token is none
            for found in self.anywhere.finditer(folded, start, end):
                yield *found.span(), self._able(folded, *found.span())
            return
        at = start
        for token in folded[start:end].split(" "):
            hits = known.get(token)
            if hits is None:
                if len(token) > _LONG:  # no word: looked through and not kept
                    stop = at + len(token)
                    for found in self.anywhere.finditer(folded, max(at, last), min(end, stop + self._longest)):
                        if found.start() >= stop:
                            break
                        last = found.end()
                        yield *found.span(), self._able(folded, *found.span())
                    at = stop + 1
                    continue
                hits = self._look(token)
            if hits:
                for first, stop, able, seconds in hits:
                    if at + first < last:
                        continue
                    if seconds and folded[at + len(token) + 1:at + len(token) + 2] in seconds:
                        hit = self.anywhere.match(folded, at + first, end)
                        if hit:
                            last = hit.end()
                            yield at + first, last, self._able(folded, at + first, last)
                    elif stop:
                        last = at + stop
                        yield at + first, last, able
            at += len(token) + 1

    def _look(self, token: str) -> tuple[_Found, ...]:
        """The triggers in a token, and of a word that may open a longer one how the next token then begins."""
        spans = {hit.start(): hit.end() for hit in self.anywhere.finditer(token)}
        opened = {
            m.start(): self._seconds[word] for m in _EDGE.finditer(token)
            if (word := token[m.start():]) in self._seconds and not any(a < m.start() < b for a, b in spans.items())
        }
        found = tuple(
            (first, stop := spans.get(first, 0), self._able(token, first, stop) if stop else (), opened.get(first, _NONE))
            for first in sorted({*spans, *opened})
        )
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[token] = found
        return found

    def _able(self, folded: str, start: int, end: int) -> _Able:
        return self.digits if folded[start].isdecimal() else self.words.get(folded[start:end]) or self.stems

    def run(self, view: View) -> list[Mention]:
        found = view.found
        view.cursor = view.start
        for start, end, able in self.hits(view.folded, view.start, view.end):
            if start < view.cursor:
                continue
            for reader in able:
                mentions = reader.read(view, start, end)
                if mentions:
                    found.extend(mentions)
                    if reader.exclusive:
                        view.cursor = mentions[0].end if len(mentions) == 1 else max(m.end for m in mentions)
                        break
        for reader in self.readers:
            found.extend(reader.finish(view))
        return found


Reading = Callable[[Article, bool], Annotated]


@cache
def _engine(lang: str) -> _Engine:
    return _Engine(lang)


through: ContextVar["Callable[[Article, bool, Reading], Annotated] | None"] = ContextVar("through", default=None)
"""What reading goes through, where something was read before (`cache.Cache.used`); by default nothing."""


def annotate(article: Article, *, terse: bool = False) -> Annotated:
    """Every mention of the article, in order of place. Passages in a language without data are not read.

    `terse`: the text is a claim and no running prose (`View.terse`).
    """
    store = through.get()
    return store(article, terse, _annotate) if store else _annotate(article, terse)


@lru_cache(maxsize=1024)
def _published(edtf: str) -> Period | None:
    try:
        return Period.parse(edtf)
    except ValueError:
        return None


def _annotate(article: Article, terse: bool) -> Annotated:
    folded = fold(article.text)
    published = _published(article.published) if article.published else None
    mentions: list[Mention] = []
    runs = [(p.start, p.end, p.lang or article.lang) for p in article.passages] or [(0, len(folded), article.lang)]
    for start, end, lang in runs:
        if lang in available():
            mentions.extend(_engine(lang).run(View(article.text, folded, start, end, lang, published, terse=terse)))
    mentions.sort(key=_END, reverse=True)
    mentions.sort(key=_START)
    return Annotated(article, folded, mentions)
