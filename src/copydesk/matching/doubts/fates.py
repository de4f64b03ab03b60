"""What becomes of whom: whether an article tells it of the people that a claim speaks of."""

from collections.abc import Sequence

from ..article.layout import Figure
from ..claims.model import BROADER, GENERIC, Term
from ..links.field import Field
from ..links.places import Places, Tie

FATES = frozenset({"victims", "custody", "court-outcome", "loot-fate", "sentence-stage"})
"""What becomes of people: an article that tells it says so in a word of the table."""
PERSON, PEOPLE = "person", ("person", "role")
BODY, DEAD = "body-found", "dead"
"""The concepts of a dead body, found or recovered, and of whoever died."""
AFAR = ("topic", "apart", "before2", "before3")
"""Places of a term that do not bind it to a figure."""


def untold(within: Field, spots: Sequence[tuple[Term, Places, Tie]]) -> bool:
    """Whether the claim says what became of people, in a word that says nothing else, and no word of the article does: "three
    people arrested"."""
    return any(
        term.verb and term.kind == "word" and not FATES.isdisjoint(term.contrasts) and not _ambiguous(within, term)
        and not any(strength > BROADER for _, strength in places.words()) and not any(p.anything() for p in places.parts)
        for term, places, _ in spots
    )


def _ambiguous(within: Field, term: Term) -> bool:
    """Whether a word has another sense that is nobody's fate: "serves customers"."""
    known = [concept for key in term.concepts if (concept := within.index.lexicon.concept(key)) is not None]
    return any(concept.kind == "verb" and not concept.contrast for concept in known)


def of_other_person(within: Field, spots: Sequence[tuple[Term, Places, Tie]]) -> bool:
    """Whether the claim says of whom a span of time is, and the article has at most a wider word for such people: "the owner
    faces ten years in prison", where it speaks of a manager."""
    return any(
        term.kind == "word" and term.known and not term.verb and term.weight > GENERIC
        and not any(strength > BROADER for _, strength in places.words()) and not any(p.anything() for p in places.parts)
        and _people(within, term)
        for term, places, _ in spots
    )


def _people(within: Field, term: Term) -> bool:
    """Whether a word of the table names people of a kind, and nothing else."""
    lexicon = within.index.lexicon
    known = [lexicon.concept(concept) for concept in term.concepts]
    return bool(known) and all(
        concept is not None and (concept.kind in PEOPLE or PERSON in lexicon.ancestors(concept.id)) for concept in known
    )


def of_the_dead(within: Field, figure: Figure) -> bool:
    """Whether a claim counts bodies, and the figure's sentence tells of none: "some 800 died", where it says that 24 were
    recovered."""
    if figure.family != "count" or not any(term.counted and term.keys.get(BODY) == 1.0 for term in within.query.words):
        return False
    index = within.index
    return not any(
        BODY in index.keys[at] or (f"~{BODY}" in index.keys[at] and DEAD not in index.keys[at])
        for at in range(*index.words(figure.sentence))
    )


def bare(within: Field, figure: Figure, spots: Sequence[tuple[Term, Places, Tie]]) -> bool:
    """Whether a figure has no noun, and the people of a kind that the claim counts are named only far away: "killed 1,621
    since last March", where it says that twelve rescuers were killed."""
    if figure.counted is not None:
        return False
    return any(
        term.head and tie[2] in AFAR and _people(within, term)
        and not places.passed_on(figure, within.index)
        for term, places, tie in spots
    )
