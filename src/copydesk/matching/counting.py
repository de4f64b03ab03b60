"""Whether a figure counts what the claim counts, by the nouns of both."""

from collections.abc import Sequence

from .claim import Query, Term
from .layout import Figure, Index, upward
from .places import Places

PERSON, VICTIMS, FATES = "person", "victims", frozenset({"victims", "custody"})
"""People, and the contrasts of what becomes of them."""


def mentioned(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> str | None:
    """Whether the figure counts what the claim only mentions: "five strikes" where "the strike killed 5 people"."""
    expected = query.expected
    if expected is None or expected.kind != "count" or figure.counted is None or figure.generic or figure.carried is not None:
        return None
    if not any(term.counted for term in query.words):
        return None
    begin, end = figure.counted
    inside = [
        term for term, places in zip(query.terms, found, strict=True) if places.within(figure.sentence, begin, end)
    ]
    if not inside or any(term.counted or term.contrasts for term in inside):
        return None
    if any(term.verb for term in inside) and _fated(index, range(begin, end)):
        return None  # "98 survivors", where the claim says that people are rescued
    return "counts something else"


def befell(term: Term, index: Index, figure: Figure) -> bool:
    """Whether a word says what became of people, and the figure counts people of some kind: "twelve passengers are missing"."""
    if FATES.isdisjoint(term.contrasts) or figure.counted is None:
        return False
    return any(PERSON in upward(index.lexicon, index.keys[at]) for at in range(*figure.counted))


def _fated(index: Index, words: range) -> bool:
    """Whether a word names people by what became of them."""
    known = [index.lexicon.concept(key) for at in words for key in index.keys[at] if key[0] not in "!*=#@~"]
    return any(concept is not None and concept.contrast == VICTIMS for concept in known)


def other(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> str | None:
    """Whether a bare number is asked for ("magnitude 7.8") and the figure counts what the claim does not name."""
    expected = query.expected
    if expected is None or expected.kind != "count":
        return None
    if figure.counted is None:
        return None
    if figure.generic:
        return None
    begin, end = figure.counted
    if any(places.within(figure.sentence, begin, end) for places in found):
        return None
    if any(term.counted for term in query.words):
        return None
    return "counts something else"
