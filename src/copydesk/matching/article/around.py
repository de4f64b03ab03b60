"""What an article says of each figure in it, as it can be compared with what another article says."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ...mentions import Mention
from ...periods import Period
from ...text import Span
from .layout import Figure, Index

KINDS = frozenset({"money", "count", "length", "area", "volume", "mass", "speed", "temperature", "percent", "other"})
_OUT = frozenset({"earlier", "prior", "supposed", "negation", "part"})
_BACK = 2
"""How many sentences before a figure may name its subject."""


class Word(NamedTuple):
    """A word by everything it may mean; `shown` as written."""

    means: frozenset[str]
    shown: str


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what its sentence and the sentences before say about it."""

    article: int
    mention: Mention
    sentence: Span
    family: str
    heads: tuple[Word, ...]
    """What is counted, without names and words that fit everything ("people")."""
    close: tuple[Word, ...]
    """The words of the figure's own clause, heads left out."""
    around: tuple[Word, ...]
    """The words of its part of the sentence, heads left out."""
    context: tuple[Word, ...]
    names: tuple[Word, ...]
    """Places, organisations and people in its part of the sentence."""
    origins: tuple[Word, ...]
    """Adjectives of places beside the figure: "Russian"."""
    nearby: tuple[Word, ...]
    """Names in the sentences before, and in those that say what the article is about."""
    people: frozenset[str]
    contrasts: frozenset[tuple[str, str]]
    """(contrast set, concept) of the words of the figure's clause."""
    dates: tuple[Period, ...]


_MOST = 400
"""Figures of one article that are compared: what has more is a table, and pairs grow with the square."""


def told(index: Index, article: int) -> list[Told]:
    """Every figure of an article that may be compared with another article's."""
    found = []
    for figures in index.families.values():
        for figure in figures:
            mention = figure.mention
            if mention.kind not in KINDS or figure.cues & _OUT or figure.label or mention.several is not None:
                continue
            if (mention.low is None and mention.high is None) or mention.modifier == "range":
                continue
            found.append(figure)
    reader = _Reader(index)
    return [reader.figure(figure, article) for figure in sorted(found, key=lambda one: one.mention.start)[:_MOST]]


class _Reader:
    """One article's words, as they are compared."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.said: dict[int, Word | None] = {}
        self.before: dict[int, tuple[tuple[Word, ...], tuple[Word, ...]]] = {}
        """For each sentence, the words and the names of those before it and of the topic."""
        self.people: dict[int, str] = {}
        taken = [m for m in index.annotated.mentions if m.kind not in ("name", "position")]
        self.taken = {at for m in taken for at in self._range(m.start, m.end)}
        for mention in index.annotated.mentions:
            if mention.kind == "name" and mention.person:
                words = self._range(mention.start, mention.end)
                self.people.update(dict.fromkeys(words, " ".join(_sounds(index, words[-1:]))))
        self.named = {e.at: e for entities in index.entities for e in entities}

    def _range(self, start: int, end: int) -> range:
        first = self.index.word_at(start)
        last = first
        while last < len(self.index.starts) and self.index.starts[last] < end:
            last += 1
        return range(first, last)

    def figure(self, figure: Figure, article: int) -> Told:
        index = self.index
        begin, _ = index.words(figure.sentence)
        low, high = figure.region
        own = [*range(low, high), *(at for a, b in figure.shared for at in range(a, b))]
        own += [at for at in range(begin, figure.opening) if not low <= at < high]
        segment = index.segment_of[figure.first]
        clause = [at for at in range(low, high) if index.segment_of[at] == segment]
        counted = figure.counted or figure.carried
        head = range(*counted) if counted else range(0)
        clause += [at for at in head if at not in clause]
        heads = tuple(self.words(head))
        context, nearby = self.about(figure.sentence)
        own = sorted({*own, *head})
        rest = [at for at in own if at not in head]
        return Told(
            article, figure.mention, index.spans[figure.sentence], figure.family, heads,
            tuple(self.words(at for at in clause if at not in head)), tuple(self.words(rest)),
            context, tuple(self.names(own)), tuple(self.origins(clause)), nearby,
            frozenset(self.people[at] for at in clause if at in self.people),
            frozenset(self.contrasts(clause)), tuple(self.dates(figure, own)),
        )

    def about(self, sentence: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The words and the names of the sentences before one, and of those that say what the article is about."""
        known = self.before.get(sentence)
        if known is None:
            numbers = self.index.topics | set(range(max(0, sentence - _BACK), sentence))
            places = [at for n in sorted(numbers) if n != sentence for at in range(*self.index.words(n))]
            known = self.before[sentence] = tuple(self.words(places)), tuple(self.names(places))
        return known

    def words(self, places: Iterable[int]) -> Iterator[Word]:
        """The words that say something: no names, figures, dates, nor words that hold the sentence together."""
        for at in places:
            if at not in self.said:
                self.said[at] = self.word(at)
            word = self.said[at]
            if word is not None:
                yield word

    def word(self, at: int) -> Word | None:
        keys = self.index.keys[at]
        if at in self.taken or at in self.named or at in self.people or "!generic" in keys or self.silent(at):
            return None
        means = _means(keys)
        return Word(means, sys.intern(self.index.text(at, at + 1))) if means else None

    def silent(self, at: int) -> bool:
        """Whether a word only holds the sentence together; one that begins a phrase does not ("a livré")."""
        index = self.index
        return index.function[at] and not (index.lengths[at] > 1 and any(k[0] not in "!=*@#" for k in index.keys[at]))

    def names(self, places: Iterable[int]) -> Iterator[Word]:
        """The names, each by the concept it stands for, or by its sound."""
        index, seen = self.index, set()
        for at in places:
            if at in self.taken:
                continue
            entity = self.named.get(at)
            if at in self.people:
                word = Word(frozenset({"@" + self.people[at]}), index.text(at, at + 1))
            elif entity and entity.noun:
                means = self._concepts(at) or frozenset(_sounds(index, range(at, at + 1)))
                word = Word(means, index.text(at, at + index.lengths[at]))
            else:
                continue
            if word.means and word.means not in seen:
                seen.add(word.means)
                yield word

    def origins(self, places: Iterable[int]) -> Iterator[Word]:
        for at in places:
            entity = self.named.get(at)
            if entity and not entity.noun and (means := self._concepts(at)):
                yield Word(means, self.index.text(at, at + 1))

    def _concepts(self, at: int) -> frozenset[str]:
        keys = [k.lstrip("~") for k in self.index.keys[at] if k[0] not in "!*=#@"]
        return frozenset(k for k in keys if self.index.lexicon.is_entity(k))

    def contrasts(self, places: Iterable[int]) -> Iterator[tuple[str, str]]:
        """What the words exclude; names do so by themselves."""
        lexicon = self.index.lexicon
        covered = -1
        for at in places:
            if at in self.named or at in self.taken or at < covered or self.silent(at):
                continue
            covered = at + self.index.lengths[at]
            for key in self.index.keys[at]:
                concept = lexicon.concept(key) if key[0] not in "!*=#@~" else None
                if concept and concept.contrast:
                    yield concept.contrast, concept.id

    def dates(self, figure: Figure, own: Sequence[int]) -> Iterator[Period]:
        for date in self.index.families.get("date", ()):
            if date.sentence == figure.sentence and date.first in own:
                try:
                    yield Period.parse(date.mention.date or "")
                except ValueError:
                    continue


@lru_cache(maxsize=1 << 16)
def _means(keys: tuple[str, ...]) -> frozenset[str]:
    """What a word means by its keys: one object for all articles, since a corpus's figures are kept together."""
    return frozenset(key.lstrip("~") for key in keys if key[0] not in "!@#")


def _sounds(index: Index, places: Iterable[int]) -> list[str]:
    found = []
    for at in places:
        keys = [k for k in index.keys[at] if k[0] == "@"] or [k for k in index.keys[at] if k[0] in "*=#"]
        found += [k.lstrip("@") if k[0] == "@" else k for k in keys[:1]]
    return ["@" + found[0].lstrip("@")] if found else []
