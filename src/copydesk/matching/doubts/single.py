"""The one figure of an article that can answer a claim, though its words tie it loosely."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from ...mentions import Mention
from ..article.layout import Figure, Index
from ..judge import Comparison, Value, alike, compare, digits, digits_of
from ..links.field import Field
from ..links.link import Link
from ..links.match import aside, doubtful, unlike
from ..links.places import Places
from ..links.when import narrower_time
from .changes import said

Judged = tuple[Link, Comparison | None]


@dataclass(frozen=True, slots=True)
class Needs:
    """The least that a verdict needs: overall tie, of the claim's words, of its names."""

    score: float
    words: float
    names: float


ONLY = Needs(0.55, 0.4, 0.5)
"""To say that the article is wrong where no other figure comes near: see `only`."""
SOLE = Needs(0.55, 0.4, 0.5)
"""The same of the one figure that counts what the claim counts."""
NAMELESS = 0.7
"""How closely its words must tie it where the claim names nobody and no place."""
TOLD = 0.8
"""How closely its words must tie a figure of a time long past."""
MEANT = 0.85
"""How well a noun must answer the claim's to be the very thing."""
ASIDE = frozenset({"earlier", "prior", "part"})
"""Cues of figures that stand beside the one that a sentence states."""
MOST = 100
"""Two numbers that are further apart hardly speak of one thing, unless what they count is named beside."""
AHEAD, FAR_AHEAD = 0.1, 0.25
"""How much closer than all others such a figure must be tied."""


def meets(link: Link, needs: Needs) -> bool:
    return link.score >= needs.score and link.words >= needs.words and link.names >= needs.names


def only(within: Field, expected: Mention, judged: Sequence[Judged]) -> tuple[Link, Comparison] | None:
    """The one figure that can answer the claim, loosely tied as it is: none other comes near it, and either the claim's
    number is another of the article, or the two are so near that they must speak of one thing."""
    link, comparison = max(judged, key=_tied, default=(None, None))
    if link is None or link.miscounted or comparison is None or comparison.verdict != "contradicted":
        return None
    if comparison.apart > MOST and not counts_asked(within, link.figure):
        return None
    if expected.kind == "date" or not meets(link, ONLY) or link.weakest < ONLY.names or unlike(within, link) or (
        link.rivalled and link.weakest <= ONLY.names
    ):
        return None
    mention = link.figure.mention
    if mention.several is not None and expected.several is None:
        return None
    rivals = [
        other.score - (AHEAD if link.beside and not other.beside else 0) for other, _ in judged
        if not other.miscounted and (other.figure.mention.low, other.figure.mention.high) != (mention.low, mention.high)
    ]
    ahead = link.score - max(rivals, default=0.0)
    if ahead < AHEAD:
        return None
    if link.beside and compared(within, link, expected):
        return link, comparison
    if doubtful(within, link) and not (ahead >= FAR_AHEAD and _of_then(within, link)):
        return None
    asked = Value(expected)
    alone = expected.kind == "count" and not link.beside and not within.query.names  # nothing ties it but the sentence before
    if not alone and any(_same(figure, asked) for figure in within.figures if figure is not link.figure):
        return link, comparison
    if ahead >= FAR_AHEAD and link.beside and alike(mention, expected) and not _written(within.index, expected):
        return link, comparison
    return None


def counts_asked(within: Field, figure: Figure, least: float = 0.0) -> bool:
    """Whether a figure's own noun is one that the claim counts, and that weighs more than `least`."""
    return figure.counted is not None and any(
        term.counted and term.weight > least and places.within(figure.sentence, *figure.counted)
        for term, places in zip(within.query.terms, within.found, strict=True)
    )


def _of_then(within: Field, link: Link) -> bool:
    """Whether nothing but its time, long past, makes a figure doubtful that nearly all words of the claim stand beside:
    "the drug, sold from 1984 to 2011, was prescribed to 1.2 million patients"."""
    return (
        len({at for at, _ in link.ties}) > 1 and link.words >= TOLD and not link.doubted and within.absent == 0
        and len(within.names) == len(within.query.names)
        and not narrower_time(within.query, within.index, link.figure)
    )


def sole(within: Field, expected: Mention, judged: Sequence[Judged]) -> tuple[Link, Comparison] | None:
    """The one figure of an article that counts what the claim counts, by its own noun, and whose number is near the claim's:
    "150 rescuers", where nothing else counts any."""
    if expected.kind != "count":
        return None
    head = next(((term, places) for term, places in zip(within.query.terms, within.found, strict=True) if term.head), None)
    if head is None:
        return None
    counting = [
        (link, comparison) for link, comparison in judged
        if link.lost is None and link.figure.counted and _counts(head[1], link.figure)
    ]
    link, comparison = max(counting, key=_tied, default=(None, None))
    if link is None or comparison is None or comparison.verdict != "contradicted" or link.miscounted or link.rivalled:
        return None
    mention = link.figure.mention
    if mention.several is not None or not link.beside or not meets(link, SOLE) or link.weakest < SOLE.names:
        return None
    if _beside(within, expected, mention, link) and not aside(within, link):
        return link, comparison
    if any((other.figure.mention.low, other.figure.mention.high) != (mention.low, mention.high) for other, _ in counting):
        return None
    if doubtful(within, link) or not alike(mention, expected) or (not within.query.names and link.words < NAMELESS):
        return None
    bare = any(figure.counted is None and figure.mention.low == expected.low for figure in within.figures)
    return None if bare else (link, comparison)


def _beside(within: Field, expected: Mention, mention: Mention, link: Link) -> bool:
    """Whether the claim's number stands beside the figure as that of other things: "22,000 tents, 52,000 blankets"."""
    return any(
        other.sentence == link.figure.sentence and other.counted is not None and not other.generic
        and other.mention.low == other.mention.high == expected.low != mention.low
        and not any(places.within(other.sentence, *other.counted) for places in within.found)
        for other in within.figures
    )


def _counts(places: Places, figure: Figure) -> bool:
    """Whether a figure's own noun is the very thing."""
    begin, end = figure.counted or (0, 0)
    return any(begin <= at < end and strength >= MEANT for at, strength in places.sentences.get(figure.sentence, ()))


def compared(within: Field, link: Link, expected: Mention, cues: Set[str] = ASIDE) -> bool:
    """Whether the sentence compares the figure with the claim's number, or gives that as a part of it: "22 euros,
    against 17 before"."""
    asked = Value(expected)
    for figure in within.index.figures[link.figure.sentence]:
        if figure is link.figure or not figure.cues & cues:
            continue
        mention = figure.mention
        if _same(figure, asked) or (mention.unit is None and mention.low == mention.high == expected.low is not None):
            return True
    return False


def _written(index: Index, expected: Mention) -> bool:
    """Whether the article has the claim's digits as a bare number, which may be the figure with its unit left out."""
    asked = expected.low if expected.low is not None else expected.high
    if asked is None:
        return False
    for figure in index.families.get("count", ()):
        found = figure.mention.low
        if found and (found == asked or (digits(found) > 1 and digits_of(found) == digits_of(asked))):
            return True
    return False


def _same(figure: Figure, asked: Value) -> bool:
    found = compare(said(figure), asked)
    return found is not None and found.verdict == "consistent" and found.same


def _tied(entry: Judged) -> tuple[bool, float]:
    return entry[0].lost is None, entry[0].score
