"""Which assertions an article is asked about: those whose words occur in it, told from its raw text alone.

No mention is read here, so a change to the parsers renames no test.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from .. import terms
from ..assertions.model import Assertion, Claim
from ..periods import Period
from ..terms import Lexicon
from ..text import Article
from . import query as _query
from .query import Term

_WORD = re.compile(terms.WORD)
_ENOUGH = 0.5
_ALIKE = 0.8
_NAME = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an article's words mean: every key of the lexicon, and the capitalised words by their first letter."""

    keys: frozenset[str]
    capitalised: dict[str, frozenset[str]]


def vocabulary(article: Article, lexicon: Lexicon) -> Vocabulary:
    """The article's words, each read in its passage's language."""
    keys: set[str] = set()
    capitalised: dict[str, set[str]] = {}
    whole = [(0, len(article.text), article.lang)]
    runs = [(p.start, p.end, p.lang or article.lang) for p in article.passages] or whole
    for start, end, lang in runs:
        texts = _WORD.findall(article.text[start:end])
        for reading in lexicon.read(lang, texts):
            keys.update(reading.keys)
        for text in texts:
            if text[0].isupper() and len(text) >= _NAME:
                word = terms.simple(text)
                capitalised.setdefault(word[0], set()).add(word)
    return Vocabulary(frozenset(keys), {letter: frozenset(words) for letter, words in capitalised.items()})


def select(
    assertions: Iterable[Assertion], article: Article, lexicon: Lexicon, words: Vocabulary | None = None
) -> list[Assertion]:
    """The assertions that hold when the article was published and whose terms occur in it, in their order."""
    published = Period.parse(article.published) if article.published else None
    holding = [a for a in assertions if a.valid is None or published is None or a.valid.meets(published)]
    if not holding:
        return []
    words = words or vocabulary(article, lexicon)
    return [assertion for assertion in holding if occurs(assertion, words, lexicon)]


def occurs(assertion: Assertion, words: Vocabulary, lexicon: Lexicon) -> bool:
    """Whether the assertion's terms stand somewhere among the words."""
    if assertion.kind == "name":
        return any(_named(name, words) for name in (assertion.name or "", *assertion.also))
    if assertion.kind == "position":
        claim = Claim(text=assertion.position or "", lang=assertion.claim.lang)
        query = _query.of(replace(assertion, claim=claim, valid=None), lexicon)
        return bool(query.terms) and all(_present(term, words.keys) for term in query.terms)
    query = _query.of(assertion, lexicon)
    named = [term for term in query.terms if term.kind == "name" or term.text.isupper()]
    others = [term for term in query.terms if term not in named]
    return bool(query.terms) and _enough(named, words.keys) and _enough(others, words.keys)


def _enough(wanted: Sequence[Term], keys: frozenset[str]) -> bool:
    """Whether at least half of the terms, by weight, occur; none wanted is enough."""
    total = sum(term.weight for term in wanted)
    return total == 0 or sum(term.weight for term in wanted if _present(term, keys)) >= _ENOUGH * total


def _present(term: Term, keys: frozenset[str]) -> bool:
    if any(key in keys for key in term.keys):
        return True
    return bool(term.parts) and all(_present(part, keys) for part in term.parts)


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
