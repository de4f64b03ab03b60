"""Votes: the sides that one sentence sets side by side ("by 289 votes to 267"), shares of votes and of voters."""

from collections.abc import Sequence
from itertools import pairwise

from ..claims.called import VOTE
from ..claims.model import Query
from .layout import Figure, Index

FOR, AGAINST, NEITHER = "votes-for", "votes-against", "abstention-vote"
"""Concepts of the term table: either side of a vote, and what is none of them."""
SIDES = frozenset({FOR, AGAINST})
PASSED, REFUSED = frozenset({"law-adopted", "approve"}), "refuse"
"""Concepts of what became of a text that more were for, or against."""
WON, CONFIDENCE = "win", "confidence-vote"
MEMBERS = frozenset({"deputy", VOTE, "senator"})
"""Concepts of those that vote, and of what they give."""
TURNOUT = frozenset({"turnout", "abstention"})
VOTERS = frozenset({"voter", "registered-voter", "attend"})
POLLED = frozenset({"vote-share", "vote-cast"})
"""Concepts of how many came to vote, of those who may, and of what they gave."""
BALLOTS = frozenset({"vote-cast", "referendum", *PASSED, REFUSED})
"""Concepts by which a sentence tells of a vote."""
GIVEN = 3
"""How many words behind a share the name stands at most of whose it is."""
CLOSE = 2
"""How many words stand between the two figures and their noun at most."""


def tell(made: Index, figures: Sequence[Figure]) -> None:
    """Say of two figures of a sentence that are the two sides of a vote which side each is, where no word beside them does."""
    for left, right in pairwise(figures):
        shares = left.mention.kind == right.mention.kind == "percent"
        if shares and _given(made, right):
            continue
        shares = shares and _polled(made, left)
        if not shares and (
            not _votes(made, left) or (right.counted and right.counted != left.counted and not _votes(made, right))
        ):
            continue
        begin, stop = left.counted or (0, 0)
        stop = max(left.last, stop)
        if not 0 < right.first - stop <= CLOSE or not any("!sides" in made.keys[at] for at in range(stop, right.first)):
            continue
        if shares:  # "by 66.4 percent to 33.6 percent to repeal the ban"
            left.region = right.region = (left.region[0], right.region[1])
        said = {key for at in made.segment(left) for key in made.keys[at]}
        if REFUSED not in said and said.isdisjoint(PASSED):  # "rejected on Tuesday, by 484 votes to 70, the bill"
            said |= {key for at in range(made.first_word[left.sentence], left.first) for key in made.keys[at]}
        if REFUSED in said and not said.isdisjoint(PASSED):
            continue
        made.keys, made.where = [*made.keys], {**made.where}  # the words are others' too
        for at in range(begin, right.first):
            _drop(made, at)
        sides = (AGAINST, FOR) if REFUSED in said else (FOR, AGAINST)
        for figure, side in zip((left, right), sides, strict=True):
            made.keys[figure.first] = (*made.keys[figure.first], side)
            made.where[side] = sorted([*made.where.get(side, ()), figure.first])
        right.carried = None if right.counted else left.counted
        right.cues -= {"earlier"}


def _polled(made: Index, figure: Figure) -> bool:
    """Whether a percentage is of those who vote, by its part of the sentence before it."""
    return any(
        key in BALLOTS for at in range(figure.region[0], figure.first) for key in made.keys[at]
    )


def _given(made: Index, figure: Figure) -> bool:
    """Whether a name behind a share says whose it is: "47.3% of the vote, against 44.1% for the Greens"."""
    return any(figure.last <= entity.at <= figure.last + GIVEN and entity.noun for entity in made.entities[figure.sentence])


def _votes(made: Index, figure: Figure) -> bool:
    return figure.counted is not None and any(VOTE in made.keys[at] for at in range(*figure.counted))


def named(query: Query) -> frozenset[str]:
    """What a claim's words mean, and nothing narrower."""
    return frozenset(concept for term in query.words for concept in term.concepts)


def claimed(query: Query) -> frozenset[str]:
    """The sides of a vote that a claim asks for."""
    if REFUSED in query.asked and not MEMBERS.isdisjoint(named(query)):
        return frozenset({AGAINST})  # "267 deputies rejected the bill"
    sides = query.asked & {*SIDES, NEITHER}
    if not sides and VOTE in named(query) and (
        not query.asked.isdisjoint(PASSED) or (WON in query.asked and CONFIDENCE in named(query))
    ):
        return frozenset({FOR})  # "passed by 289 votes"
    return sides


def sideless(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a claim asks who were not for it, or in no word of the table which side, and the figure does not say that."""
    asked = claimed(query)
    if not asked and not (MEMBERS - {VOTE}).isdisjoint(named(query)):
        return not _stated(index, figure).isdisjoint(SIDES)  # "484 MPs against the deal": a small word says which side
    return len(asked) == 1 and FOR not in asked and asked.isdisjoint(_stated(index, figure))


def other_side(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a figure says how many were of another side than the claim's: "31 abstained", where the claim says who backs."""
    asked = claimed(query)
    if not asked and not MEMBERS.isdisjoint(named(query)):
        return _stated(index, figure) == {NEITHER}  # "50 members abstained", where the claim says who took part
    if len(asked) != 1:
        return False
    said = _stated(index, figure)
    if said:
        return said.isdisjoint(asked)
    return any(  # "105 voted for him to go, 19 were against it"
        not asked.isdisjoint(_stated(index, other)) for other in index.figures[figure.sentence]
        if other is not figure and other.family == figure.family == "count"
    )


def _stated(index: Index, figure: Figure) -> set[str]:
    """The sides that a figure's own words name, or else what became of the text: "approved it with 289 votes"."""
    said = {key for at in index.segment(figure) for key in index.keys[at]}
    if sides := said & {*SIDES, NEITHER}:
        return sides
    if not _votes(index, figure):
        return set()
    return {AGAINST} if REFUSED in said else {FOR} if not said.isdisjoint(PASSED) else set()


def other_base(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a percentage is of those who came to vote, where the claim asks for votes, or the other way round."""
    said = {key for at in index.segment(figure) for key in index.keys[at]}
    voters, asked = TURNOUT | VOTERS, named(query)
    if not said.isdisjoint(TURNOUT):  # "participation" is also what somebody holds of a company
        return asked.isdisjoint(voters) and not index.where.keys().isdisjoint(("voter", "registered-voter", *POLLED))
    if asked.isdisjoint(voters):
        return False
    told = {key for at in range(*index.words(figure.sentence)) for key in index.keys[at]}
    return not told.isdisjoint(POLLED) and said.isdisjoint(voters)


def candidate(query: Query, index: Index, figure: Figure, place: str) -> bool:
    """Whether a figure is a share of votes, or a number of them, and may be that of a person whom the claim does not name;
    `place`: where its own candidate is."""
    said = {key for at in index.segment(figure) for key in index.keys[at]}
    if said.isdisjoint(POLLED):
        return False
    if place != "before1":
        return any(_others(query, index, number) for number in range(len(index.spans)))
    before = figure.sentence - 1
    others = _others(query, index, before)
    if not others or "!pronouns" not in index.keys[index.first_word[figure.sentence]]:
        return bool(others)
    own = [at for at in range(*index.words(before)) if not query.own.isdisjoint(index.keys[at])]
    return not own or min(own) > min(others)


def _others(query: Query, index: Index, sentence: int) -> list[int]:
    """Where a sentence names a person whom the claim does not, in two words."""
    named = {
        entity.at for entity in index.entities[sentence]
        if entity.kind == "name" and index.capital[entity.at] and query.own.isdisjoint(index.keys[entity.at])
    }
    return [at for at in sorted(named) if at + 1 in named and index.segment_of[at] == index.segment_of[at + 1]]


def _drop(made: Index, at: int) -> None:
    """A word between the two does not say that the votes before it are against: "289 voix contre 267"."""
    kept = tuple(key for key in made.keys[at] if key not in SIDES)
    if len(kept) < len(made.keys[at]):
        made.keys[at] = kept
        for side in SIDES:
            spots = [spot for spot in made.where.pop(side, ()) if spot != at]
            made.where.update({side: spots} if spots else {})

