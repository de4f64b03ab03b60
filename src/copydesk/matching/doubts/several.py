"""Figures that are of several together, that another source gives, or that leave out the unit of the one before."""

from itertools import pairwise

from ..article import told
from ..article.layout import Figure
from ..links.field import Field
from .nature import HERE, Spots

LISTED = 3
"""How many small words may part two names of a list."""


def of_measure(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a bare number goes on from a measure, and what the claim counts stands in another sentence: "18 seconds ahead
    of Aru, and 51 of Bardet"."""
    if figure.family != "count" or figure.counted is not None or figure.carried is not None:
        return False
    if not any(term.head and tie[2] not in HERE for term, _, tie in spots):
        return False
    last = max(
        (other for other in within.index.figures[figure.sentence]
         if other.last <= figure.first and (other.mention.unit is not None or other.family == "count")),
        key=lambda other: other.first, default=None,
    )
    before = within.index.keys[figure.first - 1]
    return last is not None and last.mention.unit not in (None, "%") and "!coordinators" in before


def relayed(within: Field, figure: Figure) -> bool:
    """Whether right behind a figure stands whose number it is, and the claim does not name them: "1.5 million, according to
    the union"."""
    source = _source(within, figure)
    return bool(source) and not any(places.within(figure.sentence, source.start, source.stop) for places in within.found)


def sourced(within: Field, figure: Figure) -> bool:
    """Whether that is a name of the claim."""
    source = _source(within, figure)
    names = within.found[: len(within.query.names)]
    return bool(source) and any(places.within(figure.sentence, source.start, source.stop) for places in names)


def _source(within: Field, figure: Figure) -> range:
    """The words right behind a figure that say according to whom it is; none where nobody is named so."""
    index, at = within.index, figure.counted[1] if figure.counted else figure.last
    said_by = told.of(index, figure.mention).said_by if figure.family == "count" else None
    if said_by is None:
        return range(0)
    first, last = index.word_at(said_by.start), index.word_at(said_by.end - 1)
    if not 0 <= first - at <= 1 or not (index.function[first] or "!prepositions" in index.keys[first]):
        return range(0)
    return range(first, last + 1)


def of_several(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim's name is one of several behind a figure that is of all of them: "17 dead at Orval, at Morvelle and
    at the market"."""
    index = within.index
    names = {tie[1] for term, _, tie in spots if term.kind == "name" and tie[1] > figure.last}
    if not names or figure.paired is not None or figure.counted is None or figure.family != "count":
        return False
    entities = [entity for entity in index.entities[figure.sentence] if entity.noun and entity.at >= figure.last]
    run, joined = entities[:1], False
    for before, entity in pairwise(entities):
        between = range(before.at + index.lengths[before.at], entity.at)
        both = any("!coordinators" in index.keys[at] for at in between)
        led = before.kind == entity.kind or any("!prepositions" in index.keys[at] for at in between)
        if len(between) <= LISTED and led and all(index.function[at] or "!coordinators" in index.keys[at] for at in between):
            run, joined = [*run, entity], joined or both
        elif joined:
            break
        else:
            run = [entity]
    mine = sum(not within.query.own.isdisjoint(index.keys[entity.at]) for entity in run)
    return joined and 0 < mine < len(run) and not any(
        other is not figure and other.sentence == figure.sentence and figure.last <= other.first <= run[-1].at + LISTED
        for other in within.figures
    )
