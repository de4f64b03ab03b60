"""Reading an article once: bytes are decided, no assertion is known, every mention comes out with its place."""

import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from . import _trie
from .kinds import Reader, View, readers
from .languages import available
from .mentions import Mention
from .periods import Period
from .text import Article, fold


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
        plain = [w for w in words if w[0].isalnum()]
        stems = {stem for reader in self.stems for stem in getattr(reader, "stems", ())}
        opened = rf"|(?<!\w)(?:{_trie.pattern(stems)})\w+" if stems else ""
        self.pattern = re.compile(rf"(?<!\w)(?:{_trie.pattern(plain)})(?!\w){opened}|\d+|{_trie.pattern(signs)}")

    def run(self, view: View) -> list[Mention]:
        found = view.found
        view.cursor = view.start
        words, digits = self.words, self.digits
        for hit in self.pattern.finditer(view.folded, view.start, view.end):
            start, end = hit.span()
            if start < view.cursor:
                continue
            for reader in words.get(hit.group()) or (digits if view.folded[start].isdecimal() else self.stems):
                mentions = reader.read(view, start, end)
                if mentions:
                    found.extend(mentions)
                    if reader.exclusive:
                        view.cursor = max(m.end for m in mentions)
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
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Annotated(article, folded, mentions)
