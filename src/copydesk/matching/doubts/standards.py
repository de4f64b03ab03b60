"""Numbers that others are measured by: what something can hold, the record, what is usual. And numbers of others in a sentence
that leaves out their unit."""

from collections.abc import Iterable

from ..article.layout import Figure
from ..links.field import Field
from ..links.link import Link
from .nature import ABILITIES, SEATS, Spots

RECORD = frozenset({"record", "~record"})
DEFINITE = frozenset({"!definite", "!pointing"})
BEFORE = 6
"""How many words before a figure it may be said that it is what something can hold."""
BEHIND = 4
"""How many words behind a figure it may be said that it is usual."""
BARE = 8
"""How many words behind a name a bare number stands at most that is its."""
AS_WELL = 0.3
"""How much less than a number that others are measured by one of those may be tied."""


def is_standard(within: Field, figure: Figure) -> bool:
    """Whether a figure is what others are measured by, and the claim does not ask for that."""
    return of_capacity(within, figure) or _of_record(within, figure) or _usual(within, figure)


def of_standard(within: Field, link: Link, others: Iterable[Link]) -> bool:
    """Whether a figure that agrees is what others are measured by, and one of those is tied nearly as well."""
    return is_standard(within, link.figure) and any(
        other.score >= link.score - AS_WELL and not other.miscounted and not is_standard(within, other.figure)
        for other in others
    )


def of_capacity(within: Field, figure: Figure) -> bool:
    """Whether a count is of whom something can hold: "had 362 people aboard, and its capacity was 221"."""
    query, index = within.query, within.index
    if figure.family != "count" or "abilities" in query.cues or not (
        ABILITIES.isdisjoint(query.asked) and SEATS.isdisjoint(query.asked)
    ):
        return False
    first = max(index.segment(figure).start, figure.first - BEFORE)
    return any(not ABILITIES.isdisjoint(index.keys[at]) for at in range(first, figure.first))


def _of_record(within: Field, figure: Figure) -> bool:
    """Whether a figure is the record that stood: "it was 42.6 degrees, beating the record of 40.4"."""
    query, index = within.query, within.index
    if not RECORD.isdisjoint(query.asked) or figure.family == "date":
        return False
    at = figure.first - 1
    while at > index.first_word[figure.sentence] and index.function[at]:
        at -= 1
    if at == figure.first - 1 or RECORD.isdisjoint(index.keys[at]) or at == index.first_word[figure.sentence]:
        return False
    return any(not DEFINITE.isdisjoint(index.keys[word]) for word in range(max(0, at - 2), at)) and (
        index.segment_of[at] == index.segment_of[figure.first]
    )


def _usual(within: Field, figure: Figure) -> bool:
    """Whether a figure is what is usual: "at 120 km/h on lines where they usually run at 200"."""
    index = within.index
    if "usual" in within.query.cues or figure.family == "date":
        return False
    segment = index.segment(figure)
    return any("!usual" in index.keys[at] for at in range(segment.start, min(segment.stop, figure.last + BEHIND)))


def elliptical(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a name of the claim stands in another clause behind a figure, and a bare number behind it: "the plane had logged
    1,200 hours, while its captain, Yared Nega, had more than 8,000"."""
    index = within.index
    bare = [
        other.first for other in index.figures[figure.sentence]
        if other.first >= figure.last and other.counted is None and other.mention.unit is None and other.family == "count"
    ]
    if not bare or figure.family == "date" or figure.mention.unit is None:
        return False
    return any(
        term.kind == "name" and figure.last <= tie[1] and index.segment_of[tie[1]] != index.segment_of[figure.last - 1]
        and tie[2] == "own" and any(
            tie[1] < at <= tie[1] + BARE
            and not any(tie[1] < other.first < at for other in within.figures if other.sentence == figure.sentence)
            for at in bare
        )
        for term, _, tie in spots
    )
