"""Whether a figure counts what the claim counts, by the nouns of both."""

from collections.abc import Sequence

from ..article.ballots import NEITHER
from ..article.layout import Figure, Index, upward
from ..claims.model import GENERIC, Query, Term
from .fit import said_of
from .places import Places

PERSON, VICTIMS, FATES = "person", "victims", frozenset({"victims", "custody"})
"""People, and the contrasts of what becomes of them."""
PEOPLE = frozenset({PERSON, "voter", "registered-voter"})
MEMBER = "deputy"
THINGS = frozenset({"vehicle", "ship", "aircraft", "weapon", "company"})
"""Kinds of things that people are in, carry or work for, and are not counted like."""
ELSE = "counts something else"


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
    if "part" in figure.cues and all(term.act for term in inside):
        return None  # "more than 40,000 victims, of whom 4,000 identified"
    counted = [term for term in query.words if term.counted]
    if all(term.weight <= GENERIC for term in counted) and any(
        not PEOPLE.isdisjoint(upward(index.lexicon, term.concepts)) for term in inside
    ):
        return None  # "6.7 million voters", where the claim counts people who may vote
    if any(term.verb for term in inside) and _fated(index, range(begin, end)):
        return None  # "98 survivors", where the claim says that people are rescued
    if any(PERSON in upward(index.lexicon, index.keys[at]) for at in range(begin, end)) and any(
        term.counted and term.verb and not FATES.isdisjoint(term.contrasts) and places.within(figure.sentence, *figure.region)
        for term, places in zip(query.terms, found, strict=True)
    ):
        return None  # "104 castaways were saved", where the claim counts the survivors of a shipwreck
    return ELSE


def befell(term: Term, index: Index, figure: Figure) -> bool:
    """Whether a word says what became of people, and the figure counts people of some kind: "twelve passengers are missing"."""
    if figure.counted is None:
        return False
    if NEITHER in term.concepts:
        return any(MEMBER in index.keys[at] for at in range(*figure.counted))
    if FATES.isdisjoint(term.contrasts):
        return False
    return any(PERSON in upward(index.lexicon, index.keys[at]) for at in range(*figure.counted))


def fated(index: Index, figure: Figure, loosely: bool = False) -> bool:
    """Whether a figure counts people by what became of them; loosely: or may do so ("victims")."""
    return figure.counted is not None and _fated(index, range(*figure.counted), loosely)


def _fated(index: Index, words: range, loosely: bool = False) -> bool:
    """Whether a word names people by what became of them."""
    keys = [key.lstrip("~") if loosely else key for at in words for key in index.keys[at]]
    known = [index.lexicon.concept(key) for key in keys if key[0] not in "!*=#@~"]
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
    return ELSE


def heads(term: Term, places: Places, figure: Figure, index: Index, at: int, place: str) -> bool:
    """Whether the figure counts what a term names: its noun says so, or it has none and the term stands near."""
    if figure.generic and term.head and figure.counted and _thing(term, index) and not places.within(
        figure.sentence, *figure.counted
    ):
        return False  # "a boat with 87 people" is no number of boats
    if figure.counted is None or figure.generic:
        if figure.carried is not None and place in ("opening", "other") and any(
            "!generic" in index.keys[word] for word in range(*figure.carried)
        ):
            return True  # "killed 80,000 people, 17,127 of them in Italy"
        return place in ("own", "opening", "shared", "topic", "before1") or 0 <= at - figure.last <= 6
    stop = said_of(index, figure)
    text = index.annotated.folded
    behind = index.starts[stop] if stop < len(index.starts) else len(text)
    # "15 deputies, the party of the minority": no number of parties
    end = stop if not figure.generic and "," in text[index.ends[stop - 1] : behind] else stop + 2
    return places.within(figure.sentence, figure.counted[0], end)


def _thing(term: Term, index: Index) -> bool:
    """Whether a term names something that carries people or arms, or employs them, and no people."""
    return not THINGS.isdisjoint(upward(index.lexicon, term.concepts))
