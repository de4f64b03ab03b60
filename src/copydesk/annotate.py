"""Reading an article once: bytes are decided, no assertion is known, every mention comes out with its place."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter

from . import _trie
from .kinds import Reader, View, readers
from .languages import available
from .mentions import Mention
from .periods import Period
from .text import Article, fold

_START, _END = itemgetter(0), itemgetter(1)
_LETTERS = "_a-zß-öø-ÿ"
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
        # Group 1 is a word or a sign; without it, the match is a run of digits
        self.anywhere = re.compile(rf"((?<!\w)(?:{word})|{_trie.pattern(signs)})|\d+")
        # Twice as fast: between words only, so it cannot see a word at the very start nor one right behind a sign
        between = re.compile(rf"[^{_LETTERS}](?:(?<=\d)\d*|(?<=\W)({word}))")
        self.pattern = self.anywhere if signs or any(w[0].isdecimal() for w in words) else between

    def hits(self, folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Every trigger within `start`..`end`, in order."""
        first = self.anywhere.match(folded, start, end)
        others = self.pattern.finditer(folded, first.end() if first else start, end)
        return chain((first,), others) if first else others

    def run(self, view: View) -> list[Mention]:
        found = view.found
        view.cursor = view.start
        words, digits, stems = self.words, self.digits, self.stems
        for hit in self.hits(view.folded, view.start, view.end):
            start, end = hit.span(1)
            if start < 0:
                start, end = hit.span()
                able = digits
            else:
                able = words.get(hit[1]) or stems
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


def _annotate(article: Article, terse: bool) -> Annotated:
    folded = fold(article.text)
    try:
        published = Period.parse(article.published) if article.published else None
    except ValueError:
        published = None
    mentions: list[Mention] = []
    runs = [(p.start, p.end, p.lang or article.lang) for p in article.passages] or [(0, len(folded), article.lang)]
    for start, end, lang in runs:
        if lang in available():
            mentions.extend(_engine(lang).run(View(article.text, folded, start, end, lang, published, terse=terse)))
    mentions.sort(key=_END, reverse=True)
    mentions.sort(key=_START)
    return Annotated(article, folded, mentions)
