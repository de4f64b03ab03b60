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
from .article import index as _index
from .claims import query as _query
from .claims.model import GENERIC, Look, Query, Term
from .judge import MEASURED
from .links.field import LEAST, is_home, lacking

_WORD = re.compile(terms.WORD)
_ENOUGH = 0.5
"""How much of a claim's words, by weight, must occur."""
SLACK = 1e-9
"""What sums of the same weights in another order may differ by."""
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
    return [assertion for number, assertion in asked.occurring(words, article.lang) if holding[number]]


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


class Asked:
    """Assertions by their words, laid out once for all articles."""

    def __init__(self, assertions: Sequence[Assertion], lexicon: Lexicon) -> None:
        self.assertions = assertions
        self._numbers: dict[Look, int] = {}
        self._by_key: dict[str, list[int]] = {}
        self._wholes: dict[int, list[tuple[int, Look, tuple[int, ...]]]] = {}
        """Names and phrases of several words, by each of their parts."""
        self._by_name: dict[int, list[int]] = {}
        """The claims with names, by the first."""
        self._by_word: dict[int, list[int]] = {}
        """The claims without, by each of their words; the positions, by each word of the office."""
        self._at_home: dict[str, list[int]] = {}
        self._names = [number for number, assertion in enumerate(assertions) if assertion.kind == "name"]
        self._claims: dict[int, list[_Claim]] = {}
        self._offices: dict[int, list[tuple[int, Term]]] = {}
        for number, assertion in enumerate(assertions):
            if assertion.kind == "position":
                self._add_office(number, assertion, lexicon)
            elif assertion.kind != "name":
                self._claims[number] = [self._claim(number, query) for query in _queries(assertion, lexicon)]

    def _add_office(self, number: int, assertion: Assertion, lexicon: Lexicon) -> None:
        claim = Claim(text=assertion.position or "", lang=assertion.claim.lang)
        terms = _query.of(replace(assertion, claim=claim, valid=None), lexicon).terms
        wanted = self._offices[number] = [(self._number(term.look), term) for term in terms]
        for at in {at for at, _ in wanted}:
            self._by_word.setdefault(at, []).append(number)

    def _claim(self, number: int, query: Query) -> "_Claim":
        claim = _Claim(query, [self._number(term.look) for term in query.terms])
        if query.names:
            self._by_name.setdefault(claim.numbers[0], []).append(number)
        else:
            for at in set(claim.numbers):
                self._by_word.setdefault(at, []).append(number)
        return claim

    def _number(self, look: Look) -> int:
        number = self._numbers.get(look)
        if number is None:
            parts = tuple(map(self._number, look.parts))
            number = self._numbers[look] = len(self._numbers)
            for key in look.keys:
                self._by_key.setdefault(key, []).append(number)
            for part in set(parts):
                self._wholes.setdefault(part, []).append((number, look, parts))
        return number

    def occurring(self, words: Vocabulary, lang: str) -> list[tuple[int, Assertion]]:
        """The assertions that an article in a language, of these words, may speak of, with their places in the order given."""
        there: set[int] = set()
        for key in self._by_key.keys() & words.keys:
            there.update(self._by_key[key])
        whole, named, partly = set(there), set(there), set(there)
        for part in self._wholes.keys() & there:
            for number, look, parts in self._wholes[part]:
                partly.add(number)
                have = [one in there for one in parts]
                if all(have):
                    whole.add(number)
                if _stands(look, have):
                    named.add(number)
        found = {*self._homely(lang), *_union(self._by_name, named), *_union(self._by_word, partly)}
        made = {n for n in found if self._meant(n, whole, named, partly, lang)}
        made.update(n for n in self._names if _spelled(self.assertions[n], words))
        return [(n, self.assertions[n]) for n in sorted(made)]

    def _homely(self, lang: str) -> list[int]:
        """The claims whose first name is a country that an article in the language need not name."""
        found = self._at_home.get(lang)
        if found is None:
            home = _query.home(lang)
            found = self._at_home[lang] = [] if not home else [
                n for n, claims in self._claims.items()
                if any(claim.query.names and is_home(claim.query.names[0], home) for claim in claims)
            ]
        return found

    def _meant(self, number: int, whole: set[int], named: set[int], partly: set[int], lang: str) -> bool:
        office = self._offices.get(number)
        if office is not None:
            home = _query.home(lang)
            return all(at in whole or is_home(term, home) for at, term in office)
        return any(claim.meant(named, partly, lang) for claim in self._claims[number])


def _union(by: dict[int, list[int]], there: set[int]) -> set[int]:
    return set().union(*map(by.__getitem__, there & by.keys()))


def _queries(assertion: Assertion, lexicon: Lexicon) -> list[Query]:
    """What an assertion asks: its claim, and of a total every part."""
    parts = [replace(assertion, kind="claim", claim=part, parts=()) for part in assertion.parts]
    return [_query.of(one, lexicon) for one in (assertion, *parts)]


def _stands(look: Look, there: Sequence[bool]) -> bool:
    """Whether a name or phrase may stand in an article that has these of its words (`places` tells where)."""
    if look.name:
        there = [have for have, part in zip(there, look.parts, strict=True) if have or not part.short]
    if look.surname and len(there) > 1:
        return there[-1] or len(there) == 2
    return bool(there) and (all(there) or (len(there) > 2 and sum(there) * 3 >= len(there) * 2))


class _Claim:
    """What of a claim must occur that an article can be about it, by the numbers of its terms: its first name, half of
    its names, half of its words that another article would not say otherwise, one of them that says something, and so
    much of all that a figure may be tied to it (`field`)."""

    __slots__ = ("_weighed", "numbers", "query", "worded", "words")

    def __init__(self, query: Query, numbers: list[int]) -> None:
        self.query, self.numbers = query, numbers
        self.worded = query.telling and query.expected is not None and query.expected.kind not in MEASURED
        """Whether one of its words must occur that says something; a unit of measure says much by itself."""
        self.words = _ENOUGH if query.telling else 0.0
        self._weighed: dict[str, tuple[list[tuple[int, float, bool]], list[tuple[int, float, float, bool]]]] = {}

    def meant(self, there: set[int], partly: set[int], lang: str) -> bool:
        """Whether an article that has these terms, or parts of them, may be about it."""
        names, words = self._weighed.get(lang) or self._weigh(lang)
        named = tied = total = 0.0
        missing = 0
        for number, weight, home in names:
            if home or number in there:
                named += weight
            elif not named:
                return False
            else:
                missing += 1
        if missing * 2 > len(names):
            return False
        told = not self.worded
        for number, weight, otherwise, telling in words:
            if number in partly:
                tied += weight
                total += weight
                told = told or telling
            else:
                total += otherwise
        if not told or tied + SLACK < self.words * total:
            return False
        return named + tied > 0 and named + tied + SLACK >= LEAST * (named + total)

    def _weigh(self, lang: str) -> tuple[list[tuple[int, float, bool]], list[tuple[int, float, float, bool]]]:
        """Its names, each with its weight and whether it need not be named; its words, each with what it weighs where it
        occurs, and where it does not, and whether it says something."""
        query, home, first = self.query, _query.home(lang), len(self.query.names)
        made = self._weighed[lang] = (
            [(n, term.weight, is_home(term, home)) for n, term in zip(self.numbers, query.names, strict=False)],
            [
                (n, term.weight, lacking(term, query, lang)[0], term.weight > GENERIC)
                for n, term in zip(self.numbers[first:], query.words, strict=True)
            ],
        )
        return made


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
