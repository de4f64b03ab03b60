"""A figure that is so many of a whole ("18 of the 24 drones launched"): what is said of the whole is not said of it."""

from collections.abc import Sequence

from ...languages import data
from ..article.cues import JOINING
from ..article.layout import Figure, Index
from ..claims.model import GENERIC, Query
from .places import Places

SAID = 0.85
"""How well a word must answer one of the claim to say it."""
FEW, LARGE = 2, 1_000_000
"""How many small words may part a number and those of whom it is so many; and a number
from which on languages join it to its noun by the same word."""


def spoken(index: Index, figure: Figure) -> tuple[range, ...]:
    """The words that say what a figure is: those of what it counts, and its own part of the sentence. What is said of the
    whole behind it is not said of it: "18 des 24 drones lancés"."""
    counted, segment = range(*figure.counted or (0, 0)), index.segment(figure)
    behind = of_whole(index, figure)
    if not behind:
        return counted, segment
    return counted[:1], range(segment.start, behind.start)


def of_whole(index: Index, figure: Figure) -> range:
    """The words of the noun phrase of a whole that qualify it, where a figure is so many of that."""
    if "share" not in figure.cues or figure.counted is None:
        return range(0)
    begin, end = figure.counted
    if begin < figure.last or data(index.lang_of(begin), "match").get("head_last"):
        return range(0)
    return range(begin + 1, end)


def told_of_part(query: Query, index: Index, found: Sequence[Places], whole: Figure, part: Figure) -> bool:
    """Whether a claim says of a whole what the sentence says of a part of it: "dug 40 of the 164 kilometres"."""
    if "whole" not in whole.cues or "share" not in part.cues or whole.sentence != part.sentence or query.share:
        return False
    low, high = part.region
    if whole.first < part.first:  # "Of the 13 accused, nine were convicted"
        behind = max(part.last, part.counted[1] if part.counted else 0)
        return any(
            places.within(part.sentence, behind, high) and not places.within(part.sentence, low, part.first)
            for term, places in zip(query.terms, found, strict=True)
            if term.kind == "word" and term.verb and not term.head and term.weight > GENERIC
        )
    end = max(whole.last, whole.counted[1] if whole.counted else 0)
    verb = next((at for at in range(end, high) if index.function[at] and JOINING.isdisjoint(index.keys[at])), high)
    if data(index.lang_of(whole.first), "match").get("head_last"):
        verb = high  # "of the 56 reactors that it runs"
    return part.first < whole.first and any(
        (low <= at < part.first or verb < at < high) and strength >= SAID
        for term, places in zip(query.terms, found, strict=True)
        if term.kind == "word" and not term.counted and term.weight > GENERIC
        for at, strength in places.sentences.get(part.sentence, ())
    )


def of_all(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a claim tells a deed that the sentence tells of the whole alone, of which the figure is a part."""
    behind = of_whole(index, figure)
    if not behind or query.share:
        return False
    low, high = figure.region
    deeds = [places for term, places in zip(query.terms, found, strict=True) if term.act and term.weight > GENERIC]
    return any(places.within(figure.sentence, behind.start, behind.stop) for places in deeds) and not any(
        places.within(figure.sentence, low, behind.start) or places.within(figure.sentence, behind.stop, high)
        for places in deeds
    )


def only_part(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a figure is so many of those whom its sentence speaks of, and the claim says nothing of what it says of these:
    "Eight of the injured are in a serious condition", where the claim has eight injured."""
    if query.share or figure.counted is None or not {"part", "among"}.isdisjoint(query.cues) or any(
        term.act and not term.counted for term in query.words
    ):
        return False
    noun = _of_those(index, figure)
    if not noun:
        return False
    counted = False
    for term, places in zip(query.terms, found, strict=True):
        spots = places.sentences.get(figure.sentence, ())
        inside = max((strength for at, strength in spots if at in noun), default=0.0)
        if term.weight > GENERIC and any(strength > inside for _, strength in spots):
            return False
        counted = counted or (term.counted and inside > 0.0)
    return counted


def _of_those(index: Index, figure: Figure) -> range:
    """The noun of those of whom a figure is so many, where no number says how many they are."""
    assert figure.counted is not None
    first, end = figure.counted
    if figure.cues & {"share", "whole"}:
        return range(0)
    between = range(figure.last, first)
    if not 0 < len(between) <= FEW or not all(index.function[at] for at in between):
        return range(0)
    of = index.keys[figure.last]
    low = figure.mention.low
    alone = len(between) == 1 and "!shares" in of and low is not None and low < LARGE  # "1,2 millones de hogares"
    known = "!shares" in of and any("!pointing" in index.keys[at] for at in between[1:])
    return range(first, end) if alone or known else range(0)
