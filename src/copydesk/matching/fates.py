"""What becomes of whom: whether an article tells it of the people that a claim speaks of."""

from collections.abc import Sequence

from .claim import BROADER, GENERIC, Term
from .field import Field
from .places import Places, Tie

FATES = frozenset({"victims", "custody", "court-outcome", "loot-fate", "sentence-stage"})
"""What becomes of people: an article that tells it says so in a word of the table."""
PERSON, PEOPLE = "person", ("person", "role")


def untold(spots: Sequence[tuple[Term, Places, Tie]]) -> bool:
    """Whether the claim says what became of people, and no word of the article does: "three people arrested"."""
    return any(
        term.verb and term.kind == "word" and not FATES.isdisjoint(term.contrasts)
        and not any(strength > BROADER for _, strength in places.words()) and not any(p.anything() for p in places.parts)
        for term, places, _ in spots
    )


def of_other_person(within: Field, spots: Sequence[tuple[Term, Places, Tie]]) -> bool:
    """Whether the claim says of whom a span of time is, and the article has at most a wider word for such people: "the owner
    faces ten years in prison", where it speaks of a manager."""
    lexicon = within.index.lexicon
    return any(
        term.kind == "word" and term.known and not term.verb and term.weight > GENERIC
        and not any(strength > BROADER for _, strength in places.words()) and not any(p.anything() for p in places.parts)
        and all((known := lexicon.concept(concept)) is not None and (
            known.kind in PEOPLE or PERSON in lexicon.ancestors(concept)) for concept in term.concepts)
        for term, places, _ in spots
    )
