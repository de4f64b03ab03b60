"""Numbers that an article states without writing them: what its figures come to, added up or compared."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from ...mentions import Mention
from ...units import comparable
from ..article.layout import Figure
from ..judge import HEDGED, LOWER, ROUNDING, UPPER, digits
from ..links.field import Field
from .changes import said
from .closer import MEANT, spots_of

FEWEST = 10
"""Sums and differences below this come about by chance."""
SUBTRACTED = 100
"""The same of differences of things that are counted, unless the claim says how many more."""
MOST = 6
"""The longest run of figures that is added up."""
NEAR = Decimal("0.9"), Decimal("1.1")
"""How far from the asserted number, as a share of it, one may lie that it is when rounded, or that is hedged."""
TELLING = 3
"""A number of so many digits hardly is the sum of figures by chance."""
REACH = 50
"""How many figures apart two of one sentence stand at most that are added up or compared; news has fewer in all."""
JOINED = 4
"""How many words may part two figures of one list."""
SAID = 3
"""How many names and words a claim has at least that a headline states in full."""
UNFIT = frozenset({"date", "age", "ordinal", "temperature"})


def reckoned(within: Field, figure: Figure, expected: Mention) -> bool:
    """Whether the asserted number is written nowhere, and is what figures of one sentence come to, or how far apart they
    are: the figure and those beside it; those of any sentence for a number of three digits; and for one that is so many
    more or fewer, any two of the article."""
    asked = expected.low if expected.low is not None else expected.high
    if asked is None or expected.kind in UNFIT or (expected.high is not None and expected.high != asked):
        return False
    cued = "increment" in within.query.cues
    if asked < FEWEST and expected.unit is None and not cued:
        return False
    values = _values(within, expected)
    if _announced(within, figure):
        return False
    if figure.number not in values or any(abs(value - asked) <= asked * ROUNDING for value in values.values()):
        return False
    least, most = asked * NEAR[0], asked * NEAR[1]

    def meant(value: Decimal) -> bool:
        return least <= value <= most and _meant(value, asked, expected)

    own = values[figure.number]
    if any(map(meant, _others(figure, own, within, values))) or (
        cued and any(meant(abs(own - value)) for value in values.values())
    ):
        return True
    sums = _sums(within, None if digits(asked) >= TELLING else figure, values, cued or asked >= SUBTRACTED or (
        expected.unit is not None
    ))
    return any(meant(value) for value in sums[bisect_left(sums, least) : bisect_right(sums, most)])


def one_of_two(within: Field, figure: Figure) -> bool:
    """Whether two figures of a sentence, which count things of different kinds, come to just what the article gives elsewhere
    for the claim's very noun, and this is one of them: "60 passengers, one of them a child, and six crew", where "66 people
    were on board"."""
    expected = within.query.expected
    if figure.family != "count" or figure.counted is None or expected is None or not any(t.head for t in within.query.words):
        return False
    values = _values(within, expected)
    return figure.number in values and not _headed(within, figure) and any(
        other is not figure and other.sentence == figure.sentence and other.number in values and other.counted is not None
        and not {"part", "share"} & (figure.cues | other.cues)
        and _coordinated(within, min(figure, other, key=_place), max(figure, other, key=_place))
        and any(
            values.get(total.number) == values[figure.number] + values[other.number] and _headed(within, total)
            for total in within.figures
        )
        for other in within.figures
    )


def _headed(within: Field, figure: Figure) -> bool:
    """Whether a figure counts the very thing that the claim does."""
    return any(term.head and tie[0] >= MEANT and tie[2] == "own" for term, _, tie in spots_of(within, figure))


def _place(figure: Figure) -> int:
    return figure.first


def _coordinated(within: Field, left: Figure, right: Figure) -> bool:
    """Whether a word that joins two things of one list stands right before the second figure."""
    return any("!coordinators" in within.index.keys[at] for at in range(max(left.last, right.first - SAID), right.first))


def _sums(within: Field, needed: Figure | None, values: Mapping[int, Decimal], apart: bool) -> list[Decimal]:
    """What the figures of each sentence come to, from the least: once for all claims that differ in their number alone."""
    key = -1 if needed is None else needed.number, apart
    sums = within.sums.get(key)
    if sums is None:
        sentences: dict[int, list[Figure]] = {}
        for other in within.figures:
            if other.number in values and (needed is None or other.sentence == needed.sentence):
                sentences.setdefault(other.sentence, []).append(other)
        sums = within.sums[key] = sorted(chain.from_iterable(
            _together(within, figures, values, needed, apart=apart) for figures in sentences.values()
        ))
    return sums


def _announced(within: Field, figure: Figure) -> bool:
    """Whether a headline or a lead gives the figure with every name and word of the claim beside it: what others come to
    then belies the article itself."""
    spots = spots_of(within, figure)
    return figure.sentence in within.index.topics and len(spots) >= SAID and all(tie[2] == "own" for _, _, tie in spots)


def _together(
    within: Field, figures: Sequence[Figure], values: Mapping[int, Decimal], needed: Figure | None, *, apart: bool
) -> Iterator[Decimal]:
    """What figures of a sentence come to: every two of them, added up and `apart`, and every run of more; only with the
    figure `needed`, if any."""
    pairs = ((at, beside) for at in range(len(figures)) for beside in range(at + 1, min(len(figures), at + REACH)))
    for at, beside in pairs:
        one, other = figures[at], figures[beside]
        if needed is None or needed in (one, other):
            if not (_includes(figures, at, beside) or _elsewhere(within, one, other) or _elsewhere(within, other, one)):
                yield values[one.number] + values[other.number]
            if apart:
                yield abs(values[one.number] - values[other.number])
    for begin in range(len(figures)):
        for end in range(begin + 3, min(len(figures), begin + MOST) + 1):
            run = figures[begin:end]
            if (needed is None or needed in run) and not _includes(run, 0, len(run) - 1):
                yield sum((values[one.number] for one in run), Decimal(0))


def _includes(figures: Sequence[Figure], one: int, other: int) -> bool:
    """Whether a figure is said to have one behind it as a part, so that nobody adds the two: "60 survivors, including 56 men
    and four women"."""
    if one > other:
        one, other = other, one
    if "part" in figures[one].cues:
        return False
    while "part" not in figures[other].cues:
        if other - 1 <= one or figures[other].first - figures[other - 1].last > JOINED:
            return False
        other -= 1
    return True


def _elsewhere(within: Field, one: Figure, other: Figure) -> bool:
    """Whether a name of the claim stands beside one figure, and beside the other only another: "Nampula had 38 deaths, Cabo
    Delgado 19"."""
    return any(
        term.kind == "name" and here[2] == "own" and there[2] != "own" and _of_another(within, other)
        for (term, _, here), (_, _, there) in zip(spots_of(within, one), spots_of(within, other), strict=True)
    )


def _of_another(within: Field, figure: Figure) -> bool:
    """Whether a figure's part of its sentence has a name, and none of the claim's."""
    index = within.index
    begin, end = figure.paired or figure.region
    return any(begin <= entity.at < end and entity.noun for entity in index.entities[figure.sentence]) and all(
        within.query.own.isdisjoint(index.keys[at]) for at in range(begin, end)
    )


def _others(figure: Figure, own: Decimal, within: Field, values: Mapping[int, Decimal]) -> Iterator[Decimal]:
    """What "the thirteen other defendants" come to with the one, or those, of the sentence before."""
    if "others" in figure.cues:
        yield own + 1
        yield from (own + values[other.number] for other in within.figures if other.number in values and (
            other.sentence == figure.sentence - 1
        ))


def _values(within: Field, expected: Mention) -> dict[int, Decimal]:
    """The one number that each figure says, in the asserted unit."""
    if within.values is None:
        within.values = {
            figure.number: value for figure in within.figures if figure.mention.low == figure.mention.high
            and figure.mention.low is not None and comparable(figure.mention.unit, expected.unit)
            and (value := said(figure).number(expected.unit)) is not None
        }
    return within.values


def _meant(value: Decimal, asked: Decimal, expected: Mention) -> bool:
    """Whether the asserted number is this one, rounded as it is written."""
    if not value:
        return False
    if expected.modifier in LOWER or expected.modifier in UPPER or expected.modifier == "approx":
        return abs(value - asked) <= HEDGED * value
    return value == asked or (digits(asked) > 1 and round(value, digits(asked) - 1 - value.adjusted()) == asked)
