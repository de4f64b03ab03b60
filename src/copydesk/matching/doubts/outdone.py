"""Figures that agree with a claim by their number only, where another is tied to its words as they are not."""

from collections.abc import Sequence

from ...mentions import Mention
from ..article.layout import Figure
from ..claims.model import GENERIC, WEIGHTS
from ..judge import REACH, Comparison
from ..links import when as _when
from ..links.field import Field
from ..links.link import Link
from ..links.match import RIVAL, doubtful
from ..links.places import nearest
from .agree import telling
from .closer import gapped, moved_on, particular, spots_of, timely
from .earlier import of_background
from .fates import FATES
from .several import sourced
from .single import Judged
from .untimely import of_day

CLEARLY = 0.05
"""How much less closely a figure may be tied than one that it outdoes."""
MORE = 0.1
"""How much closer its words must be tied than that one's."""
NAMED = 0.9
"""A figure whose names are all tied as closely as this stands by them."""
FAR = 0.4
"""A figure whose names are tied no closer than this stands far from all of them."""
ROOM = 0.25
"""How much closer than an exact figure a bound must be tied that fits the asserted number."""
OF_DAY = 0.6
"""How closely a figure of the very day that a claim asks for must be tied to outdo others."""
BEHIND = 0.3
"""How much less closely a figure may be tied than another to be meant."""
LISTED = ("count", "ratio", "calendar")
"""The families of figures that sentences list by name."""
PHRASE = 3
"""How many words a name has at most with the noun before it."""
AS_WELL = 0.1
"""How much less than a figure of long ago one of the article's own time may be tied to outdo it."""


def outdoes(within: Field, link: Link, other: Link) -> bool:
    """Whether a rare word of the claim beside a figure tells that the claim is of it, and not of one that agrees only by
    its number: "at a depth of 51 km, 120 km from the capital". Or the one is of the news, the other of what was before."""
    if "others" in link.figure.cues and _is_rest(within, link):
        return False
    if link.figure.sentence in within.index.topics and of_background(within, other.figure):
        return not other.tells(link)
    if particular(within, link.figure, other.figure):
        return True
    if _of_time(within, other, link):
        return False
    listed = link.figure.family in LISTED and link.figure.sentence == other.figure.sentence
    room = CLEARLY if link.weakest >= NAMED > other.weakest else 0.0
    if listed and link.score >= other.score - AS_WELL and gapped(within, link.figure, other.figure):
        return True
    if listed and link.called(other) and link.score >= other.score - room:
        return True
    if sourced(within, other.figure) and not sourced(within, link.figure):
        return False
    if "part" in link.figure.cues or not link.tells(other) or other.tells(link) or is_part(within, other, link):
        return False
    if link.words < other.words + MORE or link.score < other.score - CLEARLY:
        return False
    return all(
        nearest(places, other.figure, within.index, 0)[0] <= nearest(places, link.figure, within.index, 0)[0]
        for term, places, *_ in within.words if term.weight > GENERIC
    )


def _is_rest(within: Field, link: Link) -> bool:
    """Whether a figure is all that is left: "the 293 others were picked up by two cargo ships"."""
    before = link.figure.first - 1
    return before >= 0 and any(key in ("!definite", "!pointing") for key in within.index.keys[before])


def displaces(within: Field, link: Link, other: Link) -> bool:
    """Whether a word of the claim stands beside a figure of the sentence, and none beside the one that agrees: "net profit
    rose to 11 billion, sales to 53 billion"."""
    return _told_of(within, link, other) or (
        link.figure.sentence == other.figure.sentence and link.figure.family != "date"
        and other.beside == 0 and any(term.weight >= WEIGHTS["word"] for term in link.own) and not doubtful(within, link)
        and link.score >= other.score + CLEARLY and link.words >= other.words + MORE and not other.tells(link)
        and not _of_time(within, other, link)
    )


def _told_of(within: Field, link: Link, other: Link) -> bool:
    """Whether a figure stands in a clause about a name of the claim right before it, with a word of the claim, and one that
    agrees before all that by none: "the craft of 577 kilos left its mother ship TGO, which weighs 3.7 tonnes"."""
    index, figure = within.index, link.figure
    opening = figure.first
    while opening > index.first_word[figure.sentence] and index.segment_of[opening - 1] == index.segment_of[figure.first]:
        opening -= 1
    if "part" in other.figure.cues or link.words < other.words + MORE or doubtful(within, link):
        return False
    if other.figure.sentence != figure.sentence or other.figure.last >= opening or any(
        term.kind == "word" and tie[2] == "own" and not opening - PHRASE <= tie[1] < opening
        for term, _, tie in spots_of(within, other.figure)
    ):
        return False
    return "!relatives" in index.keys[opening] and link.beside > 0 and any(
        places.within(figure.sentence, opening - 1, opening)
        for term, places in zip(within.query.terms, within.found, strict=True) if term.kind == "name"
    )


def _of_time(within: Field, link: Link, other: Link) -> bool:
    """Whether only one of two figures is of the claim's time by its own part of the sentence, and no name of the claim tells
    for the other: "53% of drivers, against 77% in early April"."""
    if "moved" in within.query.cues and "earlier" in link.figure.cues:
        return False  # "brought down to 30%" asks for no number of before
    return timely(within, link.figure) and not timely(within, other.figure) and not any(
        term.kind == "name" and term not in link.near for term in other.own
    )


def far_behind(within: Field, link: Link, other: Link) -> bool:
    """Whether no word of the claim stands beside a figure that agrees, and several, or its only one, beside another: an
    inflation of 6.75%, where the next sentence has an unemployment of 4.9%."""
    return (
        link.figure.mention.kind == "percent" and not doubtful(within, link)
        and other.beside == 0 and link.beside > 0 and link.score >= max(NAMED, other.score + BEHIND)
        and not other.own and not other.tells(link)
    )


def of_that_day(within: Field, link: Link, other: Link) -> bool:
    """Whether the claim asks for a day and a figure is of it that is tied well enough, and what agrees is not: "1.3 million
    on 16 February", where the headline has a number of today."""
    return (
        within.query.day is not None and link.beside > 0 and link.score >= OF_DAY and "part" not in link.figure.cues
        and of_day(within, link.figure) and not of_day(within, other.figure)
        and (timely(within, link.figure) or not _told_with_day(within, other.figure))
    )


def _told_with_day(within: Field, figure: Figure) -> bool:
    """Whether a sentence that names the claim's day says the same as a figure: "eleven dead, by a count of Tuesday"."""
    index, asked, mention = within.index, within.query.day, figure.mention
    return asked is not None and any(
        (other.mention.low, other.mention.high) == (mention.low, mention.high)
        and any(day.days == 1 and day.meets(asked) for _, day in index.dates.get(other.sentence, ()))
        for other in within.figures
    )


def is_part(within: Field, link: Link, whole: Link) -> bool:
    """Whether a figure beside the claim's place is given as a part of another, or of the same number again: "84,000
    protesters", says the headline, and the lead "84,000 people, of whom 8,000 in Paris"."""
    mention = whole.figure.mention
    if link.figure.counted is None and link.figure.sentence == whole.figure.sentence + 1 and any(
        term.act and not FATES.isdisjoint(term.contrasts) and term not in whole.near for term in link.own
    ):
        return True  # "A car hit nine cyclists. Three of them died."
    return "part" in link.figure.cues and link.sited(whole) and any(
        other.sentence == link.figure.sentence and (other.mention.low, other.mention.high) == (mention.low, mention.high)
        for other in within.figures
    )


def counts_there(link: Link, other: Link) -> bool:
    """Whether of two counts only the one stands right beside a place of the claim: "Berlin is to base 4,800 soldiers there"."""
    return link.figure.family == "count" and link.sited(other) and not other.sited(link)


def nameless(agreeing: Sequence[tuple[float, Link, Comparison]], judged: Sequence[Judged]) -> list[Link]:
    """The figures that agree and stand far from the claim's names, where another stands by them: "magnitude 7.8" says
    nothing of Peru beside "7.4 in Peru"."""
    if not agreeing:
        return []
    named = [link for link, _ in judged if link.weakest >= NAMED and not link.miscounted]
    return [
        link for score, link, _ in agreeing
        if link.weakest <= RIVAL and not (link.figure.family == "date" and telling(link) and link.words >= NAMED)
        and any(other.score >= score and not (link.names > FAR and link.tells(other)) for other in named)
    ]


def bygone(within: Field, best: Link, worst: Link) -> bool:
    """Whether what agrees is of a time long past, and what disagrees is tied as well and of none: "57 this year, after 89
    in 2017" for a claim that names no year."""
    query, index = within.query, within.index
    return (
        _when.historic(query, index, within.found, best.figure) and not _when.historic(query, index, within.found, worst.figure)
        and not doubtful(within, worst) and not best.sited(worst)
    ) and (moved_on(within, best.figure, worst.figure) or (
        not best.tells(worst) and worst.score >= best.score - AS_WELL and worst.words >= best.words - AS_WELL
        and worst.names >= best.names - AS_WELL
    ))


def told_exactly(
    best: tuple[float, Link, Comparison], worst: tuple[float, Link, Comparison], expected: Mention
) -> bool:
    """Whether what agrees is but a bound, and what disagrees the number that it is the bound of: "more than 10,000 dead",
    says the headline, and the text "10,328"."""
    bound, told = best[1].figure.mention, worst[1].figure.mention
    least = bound.low if bound.low is not None else bound.high
    if best[2].same or bound.modifier not in ("more_than", "at_least") or expected.modifier != "exact":
        return False
    if told.modifier != "exact" or told.low is None or told.low != told.high or told.unit != bound.unit or not least:
        return False
    return least <= told.low <= least * REACH and worst[0] >= best[0] - ROOM
