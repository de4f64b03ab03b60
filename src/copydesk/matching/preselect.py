"""Which assertions an article is asked about: those whose words occur in it, told from its raw text alone.

No mention is read here, so a change to the parsers renames no test.
"""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from .. import terms
from ..assertions.model import Assertion, Claim
from ..periods import Period
from ..terms import Lexicon
from ..text import Article
from . import index as _index
from . import query as _query
from .claim import Look, Term

_WORD = re.compile(terms.WORD)
_ENOUGH = 0.5
_ALIKE = 0.8
_NAME = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an article's words mean: every key of the lexicon, and the capitalised words by their first letter."""

    keys: Set[str]
    capitalised: dict[str, frozenset[str]]


def vocabulary(article: Article, lexicon: Lexicon) -> Vocabulary:
    """The article's words, each read in its passage's language."""
    capitalised: dict[str, set[str]] = {}
    words, text = _index.words(article, lexicon), article.text
    for start, end in zip(words.starts, words.ends, strict=True):
        if text[start].isupper() and end - start >= _NAME:
            word = terms.simple(text[start:end])
            capitalised.setdefault(word[0], set()).add(word)
    return Vocabulary(words.meant, {letter: frozenset(words) for letter, words in capitalised.items()})


def select(
    assertions: Iterable[Assertion], article: Article, lexicon: Lexicon, words: Vocabulary | None = None
) -> list[Assertion]:
    """The assertions that hold when the article was published and whose terms occur in it, in their order."""
    asked = _asked(_Set(tuple(assertions), lexicon))
    published = Period.parse(article.published) if article.published else None
    holding = [a.valid is None or published is None or a.valid.meets(published) for a in asked.assertions]
    if not any(holding):
        return []
    words = words or vocabulary(article, lexicon)
    return [assertion for number, assertion in asked.occurring(words) if holding[number]]


class _Set:
    """Assertions as a cache key: the very same ones, in the same order."""

    __slots__ = ("assertions", "ids", "lexicon")

    def __init__(self, assertions: tuple[Assertion, ...], lexicon: Lexicon) -> None:
        self.assertions, self.lexicon = assertions, lexicon
        self.ids = (*map(id, assertions), id(lexicon))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Set) and self.ids == other.ids


@lru_cache(maxsize=4)
def _asked(given: _Set) -> "Asked":
    return Asked(given.assertions, given.lexicon)


Group = tuple[tuple[tuple[int, float], ...], float]
"""Terms with what each weighs, and how much of them must occur."""


class Asked:
    """Assertions by their words, laid out once for all articles."""

    def __init__(self, assertions: Sequence[Assertion], lexicon: Lexicon) -> None:
        self.assertions = assertions
        self._numbers: dict[Look, int] = {}
        self._by_key: dict[str, list[int]] = {}
        self._wholes: list[tuple[int, tuple[int, ...]]] = []
        """Terms of several parts, each behind its parts."""
        self._by_term: dict[int, list[int]] = {}
        """For each term, the assertions of which one such term must occur at least: one of their names, if they have any."""
        self._names: list[int] = []
        self._groups: dict[int, list[Group]] = {}
        for number, assertion in enumerate(assertions):
            if assertion.kind == "name":
                self._names.append(number)
                continue
            groups = self._groups[number] = [self._group(terms, share) for terms, share in _needs(assertion, lexicon)]
            for at in next(({at for at, _ in members} for members, least in groups if least), ()):
                self._by_term.setdefault(at, []).append(number)

    def _group(self, wanted: Sequence[Term], share: float) -> Group:
        members = tuple((self._number(term.look), term.weight) for term in wanted)
        return members, share * sum(weight for _, weight in members)

    def _number(self, look: Look) -> int:
        number = self._numbers.get(look)
        if number is None:
            parts = tuple(map(self._number, look.parts))
            number = self._numbers[look] = len(self._numbers)
            for key in look.keys:
                self._by_key.setdefault(key, []).append(number)
            if parts:
                self._wholes.append((number, parts))
        return number

    def occurring(self, words: Vocabulary) -> list[tuple[int, Assertion]]:
        """The assertions whose terms stand somewhere among the words, with their places in the order given."""
        there: set[int] = set()
        for key in self._by_key.keys() & words.keys:
            there.update(self._by_key[key])
        for number, parts in self._wholes:
            if number not in there and all(part in there for part in parts):
                there.add(number)
        asked = set().union(*map(self._by_term.__getitem__, there & self._by_term.keys()))
        found = {n for n in asked if self._enough(n, there)}
        found.update(n for n in self._names if _spelled(self.assertions[n], words))
        return [(n, self.assertions[n]) for n in sorted(found)]

    def _enough(self, number: int, there: set[int]) -> bool:
        for members, least in self._groups[number]:
            got = 0.0
            for at, weight in members:
                if at in there:
                    got += weight
            if got < least:
                return False
        return True


def _needs(assertion: Assertion, lexicon: Lexicon) -> list[tuple[Sequence[Term], float]]:
    """The terms of an assertion in groups, each with the share of it, by weight, that must occur: half of the names and
    half of the other words; all of an office."""
    if assertion.kind == "position":
        claim = Claim(text=assertion.position or "", lang=assertion.claim.lang)
        return [(_query.of(replace(assertion, claim=claim, valid=None), lexicon).terms, 1.0)]
    terms = _query.of(assertion, lexicon).terms
    named = [term for term in terms if term.kind == "name" or term.text.isupper()]
    return [(named, _ENOUGH), ([term for term in terms if term not in named], _ENOUGH)]


def _spelled(assertion: Assertion, words: Vocabulary) -> bool:
    return any(_named(name, words) for name in (assertion.name or "", *assertion.also))


def _named(name: str, words: Vocabulary) -> bool:
    """Whether the name's last word occurs, or a word so like it that it may be meant."""
    parts = _WORD.findall(name)
    if not parts:
        return False
    last = terms.simple(parts[-1])
    return any(
        word == last or (len(last) > _NAME and SequenceMatcher(None, word, last).ratio() >= _ALIKE)
        for word in words.capitalised.get(last[0], ())
    )
