"""Whether a figure says how many jobs there are, or how many go, where the claim asks for the other."""

from collections.abc import Sequence

from ..article import ballots
from ..article.layout import Figure, concepts
from ..claims.model import Term
from ..links.field import Field
from ..links.places import Places, Tie

STAFF = frozenset({"employee", "job", "workforce", "worker"})
EMPLOY, EMPLOYED = "employ", frozenset({"employ", "employee", "workforce"})
LOST = frozenset({"layoffs", "disappear"})
FEWER = frozenset({"decrease", "dismissal-office", "lose"})
"""Those that work, that they do, and that they no longer do."""
HIRED = frozenset({"hiring", "job-creation"})
"""That some begin to."""


def other_jobs(within: Field, figure: Figure, spots: Sequence[tuple[Term, Places, Tie]]) -> bool:
    """Whether a figure says how many jobs go, where the claim asks how many people there are, or the other way round."""
    asked = ballots.named(within.query)
    if not asked.isdisjoint(HIRED) and asked.isdisjoint(LOST):
        return not concepts(within.index, within.index.segment(figure)).isdisjoint(LOST)
    if asked.isdisjoint(STAFF) or any(
        term.act and tie[2] == "own" and not LOST.isdisjoint(within.index.keys[tie[1]]) for term, _, tie in spots
    ):
        return False  # a verb of the claim says that they go
    said = concepts(within.index, within.index.segment(figure))
    if asked.isdisjoint(LOST | FEWER):
        loose = {key[1:] for at in within.index.segment(figure) for key in within.index.keys[at] if key[0] == "~"}
        return not said.isdisjoint(LOST) or not loose.isdisjoint(LOST)
    return not said.isdisjoint(EMPLOYED) and said.isdisjoint(LOST | FEWER)


def of_staff(within: Field, figure: Figure) -> bool:
    """Whether a figure says how many jobs go, where the claim says how many people there are, or by a verb how many are
    employed, where it says that jobs go, or that somebody hires."""
    query, asked = within.query, ballots.named(within.query)
    if figure.family != "count" or asked.isdisjoint(STAFF | HIRED):
        return False
    index = within.index
    segment = index.segment(figure)
    said = concepts(index, segment)
    if asked.isdisjoint(LOST | FEWER):
        return not said.isdisjoint(LOST) and not (asked.isdisjoint(HIRED) and any(
            term.act and EMPLOYED.isdisjoint(term.concepts) for term in query.words
        ))
    counted = range(*(figure.counted or (0, 0)))
    return said.isdisjoint(LOST | FEWER) and any(
        EMPLOY in index.keys[at] and not index.function[at] for at in segment if at not in counted
    )
