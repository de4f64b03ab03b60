"""Names of two words, of which an article has others that share one: "Tours-Bordeaux" beside "Bordeaux-Dax", "the Tubbs Fire"
beside "the Camp Fire"."""

from collections.abc import Sequence
from itertools import pairwise

from ...languages import data
from ..article.layout import Index
from ..claims.model import Query, Term
from .places import Places

TIES = ("-", "–")
"""What joins two names to one."""


def of_others(query: Query, index: Index, found: Sequence[Places]) -> frozenset[int]:
    """The words of the article that stand in another such name than the claim's, which the article has too."""
    made: set[int] = set()
    places = dict(zip(map(id, query.terms), found, strict=True))
    terms = sorted(query.terms, key=lambda term: term.place)
    for first, second in pairwise(terms):
        if second.place - second.size != first.place or not (first.text[:1].isupper() and second.text[:1].isupper()):
            continue
        one, two = ({at for at, _ in places[id(term)].words()} for term in (first, second))
        if any(at + 1 in two or (at - 1 in two and _tied(index, at - 1)) for at in one):
            made.update(at for at in one if _in_another(index, at, two))
            made.update(at for at in two if _in_another(index, at, one))
    for term in query.names:
        if term.parts and not term.surname:
            made.update(_of_phrase(term, index, places[id(term)]))
    return frozenset(made)


def _of_phrase(term: Term, index: Index, places: Places) -> set[int]:
    """The words of a name of two that stand in another, where the article has the whole name."""
    if len(term.parts) != len(places.parts) or len(term.parts) != 2:
        return set()
    one, two = ({at for at, _ in part.words()} for part in places.parts)
    if not any(at + 1 in two for at in one):
        return set()
    return {at for at in one if _in_another(index, at, two)} | {at for at in two if _in_another(index, at, one)}


def _in_another(index: Index, at: int, partners: set[int]) -> bool:
    """Whether a word makes up a name with another than its partner in the claim's."""
    if at - 1 in partners or at + 1 in partners or not index.capital[at] or index.lengths[at] > 1:
        return False
    if any(_name(index, other) and _tied(index, low) for other, low in ((at - 1, at - 1), (at + 1, at))):
        return True
    if not _common(index, at):
        return False
    other, low = (at - 1, at - 1) if data(index.lang_of(at), "match").get("head_last") else (at + 1, at)
    return _name(index, other) and not _common(index, other) and _between(index, low) == " "


def _name(index: Index, at: int) -> bool:
    return 0 <= at < len(index.keys) and index.capital[at] and not index.function[at]


def _common(index: Index, at: int) -> bool:
    """Whether a word is one of the language, and no name by itself."""
    return any(key[0] not in "!*=#@~" and not index.lexicon.is_entity(key) for key in index.keys[at])


def _tied(index: Index, at: int) -> bool:
    """Whether a hyphen joins a word to the next."""
    return _between(index, at) in TIES


def _between(index: Index, at: int) -> str:
    if at < 0 or at + 1 >= len(index.keys) or index.sentence_of[at] != index.sentence_of[at + 1]:
        return ""
    return index.annotated.folded[index.ends[at] : index.starts[at + 1]]
