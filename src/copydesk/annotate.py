"""Reading an article once: bytes are decided, no assertion is known, every mention comes out with its place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from . import _trie
from .kinds import Reader, View, readers
from .languages import available
from .mentions import Mention
from .periods import Period
from .text import Article, fold

_START, _END = itemgetter(0), itemgetter(1)
_LETTERS = "_a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĳĵķĸĺļľŀłńņňŉŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž"
"""Most of what goes on with a word, so that the pass steps over it quickly."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its folded text (same offsets) and its mentions in order of place."""

    article: Article
    folded: str
    mentions: Sequence[Mention]


class _Engine:
    """One language's readers behind one trigger pattern."""

    def __init__(self, lang: str) -> None:
        self.readers = readers(lang)
        words: dict[str, list[Reader]] = {}
        for reader in self.readers:
            for trigger in reader.triggers:
                words.setdefault(trigger, []).append(reader)
        self.digits = words.pop("0", [])
        self.words = words
        self.stems = [r for r in self.readers if getattr(r, "stems", ())]
        signs = [w for w in words if not w[0].isalnum()]
        stems = {stem for reader in self.stems for stem in getattr(reader, "stems", ())}
        opened = rf"|(?:{_trie.pattern(stems)})\w+" if stems else ""
        word = rf"(?:{_trie.pattern(w for w in words if w[0].isalnum())})(?!\w){opened}"
        self.anywhere = re.compile(rf"(?<!\w)(?:{word})|{_trie.pattern(signs)}|\d+")
        # Twice as fast: between words only, so it cannot see a word at the very start nor one right behind a sign.
        # One branch for each first letter, which `re` passes over without entering it
        branches = "|".join(rf"{_trie.pattern(group)}(?!\w)" for group in _by_initial(w for w in words if w[0].isalnum()))
        self.between = None if signs or any(w[0].isdecimal() for w in words) else re.compile(
            rf"[^{_LETTERS}](?:{branches}{opened}|(?<=\d)\d*)"
        )

    def hits(self, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where every trigger within `start`..`end` stands, in order: a word, a sign or a run of digits."""
        if self.between is None:
            for hit in self.anywhere.finditer(folded, start, end):
                yield hit.span()
            return
        if first := self.anywhere.match(folded, start, end):
            yield first.span()
            start = first.end()
        while start < end:
            for hit in self.between.finditer(folded, start, end):
                at, stop = hit.span()
                before = folded[at]
                if not before.isalnum():
                    yield at + 1, stop
                elif folded[stop - 1].isdecimal():
                    yield at, stop
                else:  # a word that sticks to what stands before it ("3mars") is none, but words within it may be
                    if before.isdecimal():
                        yield at, at + 1
                    start = at + 1
                    break
            else:
                return

    def run(self, view: View) -> list[Mention]:
        found = view.found
        view.cursor = view.start
        words, digits, stems = self.words, self.digits, self.stems
        folded = view.folded
        for start, end in self.hits(folded, view.start, view.end):
            if start < view.cursor:
                continue
            able = digits if folded[start].isdecimal() else words.get(folded[start:end]) or stems
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


def _by_initial(words: Iterable[str]) -> list[list[str]]:
    """The words in groups that share their first letter, in order."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words):
        groups.setdefault(word[0], []).append(word)
    return list(groups.values())


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
