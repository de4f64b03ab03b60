"""Whether two figures of two articles speak of one thing.

Precision first: the two must count the same, name the same places and people, speak of the same time and share words.
Whatever one side names beside its figure and the other nowhere near takes the pair away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from ..matching.article.around import Told, Word
from ..matching.judge import LOWER, MEASURED, digits, judge
from ..mentions import Mention
from ..periods import Period
from ..units import comparable, convert

LASTING = frozenset({"length", "area", "volume", "mass", "speed"})
"""What is measured of a thing rather than of an event: it needs no date to be compared a few days later."""
NEEDED = 2.0
"""How much two figures must share: a name beside both is 1, a country half of it, a word beside both a half."""
NEEDED_IN_STORY = 1.5
"""The same where the two articles agree on other figures, so that they are known to tell one story."""
SWAPPED = 0.5
"""What it adds that two figures have the same digits in another order, as a slip of the fingers leaves them."""
TOLD = 1.3
"""How much two figures that agree must share to show that two articles tell one story."""
REACH = Decimal(4)
"""How many times one figure may be the other, unless the digits are the same and only the scale differs."""
_BOUNDS = frozenset({"at_least", "at_most", "more_than", "less_than"})
"""Of a share these tell an aim or a rule, which is no other share: "une marge d'au moins 7 %"."""
_SHORT = 3
"""Letters of what stands before a ship's name and is none of its own."""
LOOSE = Decimal("1.5")
"""The same where the two share less than `NEEDED`."""
CLOSE = Decimal("1.25")
"""The same of shares in one story, and where one is said to be reached by a rise or fall and the other just is."""
_THOUSAND = Decimal(1000)
CONVERTED = Decimal("0.05")
"""How far two figures in different units may lie apart and be one, as a share: 190 miles, 300 km."""
_SOON = timedelta(days=1)


class Tie(NamedTuple):
    """That two figures speak of one thing: how closely, and by which words of the first."""

    score: float
    words: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class World:
    """What the comparison must know beside the two: how places lie in each other, and when the articles appeared."""

    within: dict[str, frozenset[str]]
    countries: frozenset[str]
    published: Sequence[Period | None]


def tie(one: Told, other: Told, world: World, story: bool = False) -> Tie | None:
    """How two figures are tied and how they compare; None when they speak of different things.

    `story`: the two articles are known to tell one story. What one of them leaves unsaid is then no other thing.
    """
    if not _comparable(one.mention, other.mention, story) or not _one_time(one, other, world, story):
        return None
    if not _one_kind(one, other, story):
        return None
    shared = _shared_words(one, other, story)
    if shared is None or not _one_subject(one, other, world, story):
        return None
    compared = judge(one.mention, other.mention)
    if compared is None:
        return None
    anchors = _anchors(one, other, world)
    if not anchors:
        return None
    further = _common(one.context, other.context)
    score = sum(value for _, value in anchors) + 0.5 * min(4, len(shared)) + 0.1 * min(5, len(further))
    score += 0.5 * bool(one.dates and other.dates) + 0.5 * (len(shared) >= _fewest(one, other))
    score += SWAPPED * _swapped(one.mention, other.mention)
    shown = tuple(dict.fromkeys([*(w.shown for w, _ in anchors), *(w.shown for w in shared)]))
    verdict = "consistent" if _converted(one.mention, other.mention) else compared.verdict
    return Tie(score, shown, verdict)


def _swapped(one: Mention, other: Mention) -> bool:
    """Whether two figures of one unit have the same digits in another order: 8,500 and 5,800."""
    if one.low is None or other.low is None or one.low == other.low or one.unit != other.unit:
        return False
    ours, theirs = (sorted(m.normalize().as_tuple().digits) for m in (one.low, other.low))
    return len(ours) > 1 and ours == theirs and one.low.adjusted() == other.low.adjusted()


def _fewest(one: Told, other: Told) -> int:
    """How many words the figure with the shorter sentence could share."""
    return min(len({w.means for w in (*f.heads, *f.around)}) for f in (one, other))


def _converted(one: Mention, other: Mention) -> bool:
    """Whether one figure is the other in a unit of another system, rounded as newspapers do."""
    a, b = (_number(m, one.unit) for m in (one, other))
    return one.unit != other.unit and a is not None and b is not None and abs(a - b) <= max(a, b) * CONVERTED


def _comparable(one: Mention, other: Mention, story: bool) -> bool:
    return (
        comparable(one.unit, other.unit) and (one.unit is None) == (other.unit is None) and one.per == other.per
        and (one.kind == other.kind or {one.kind, other.kind} <= MEASURED)
        and (one.kind != "percent" or not {one.modifier, other.modifier} & _BOUNDS)
        and (one.change == other.change or (story and None in (one.change, other.change) and near(one, other, CLOSE)))
    )


def near(one: Mention, other: Mention, reach: Decimal = REACH) -> bool:
    """Whether two numbers are close enough to be one figure: within `reach`, or a slip of the scale."""
    a, b = (_number(m, one.unit) for m in (one, other))
    if not a or not b:
        return False
    low, high = min(a, b), max(a, b)
    if high <= low * reach:
        return True
    if low.normalize().as_tuple().digits != high.normalize().as_tuple().digits:
        return False
    return digits(low) >= 2 or (low >= _THOUSAND and high >= low * _THOUSAND)


def _number(mention: Mention, unit: str | None) -> Decimal | None:
    value = mention.low if mention.low is not None else mention.high
    return None if value is None else abs(convert(value, mention.unit, unit))


def _one_time(one: Told, other: Told, world: World, story: bool) -> bool:
    """Whether both speak of one time: the same dates, or none and the articles as near as their kind of figure asks."""
    if one.dates and other.dates:
        return any(_same_period(a, b) for a in one.dates for b in other.dates)
    first, second = world.published[one.article], world.published[other.article]
    if first is None or second is None:
        return False
    if one.dates or other.dates:
        dated, published = (one.dates, second) if one.dates else (other.dates, first)
        return any(_fresh(date, published) for date in dated)
    if first.meets(second) or one.mention.kind in LASTING:
        return True
    if not story and (one.mention.kind == "percent" or one.mention.change or other.mention.change or one.mention.per):
        return False
    return _apart(first, second) <= _SOON or grows(one, other, world)


def _same_period(one: Period, other: Period) -> bool:
    if one == other:
        return True
    short = (one.days or 99) <= 2 and (other.days or 99) <= 2
    return short and one.meets(other)


def _fresh(date: Period, published: Period) -> bool:
    """Whether what happened on a day is news in an article that names no day: published then, or the day after."""
    if date.days is None or date.days > 2 or date.first is None or date.last is None:
        return False
    if published.first is None or published.last is None:
        return False
    return date.first <= published.last and published.first - date.last <= _SOON


def _apart(one: Period, other: Period) -> timedelta:
    if one.first and other.last and one.first > other.last:
        return one.first - other.last
    if other.first and one.last and other.first > one.last:
        return other.first - one.last
    return timedelta(0)


_HARD = frozenset({"victims", "turnout-side", "dimension", "net-gross", "plan"})
"""Contrasts that are not left unsaid: a figure without a word of them is of something else."""


def _one_kind(one: Told, other: Told, story: bool) -> bool:
    """Whether nothing in one figure's clause is excluded by the other's ("injured", "killed").

    What the other's clause does not say at all may stand in the sentences before it.
    """
    for mine, theirs in ((one, other), (other, one)):
        groups, against = _groups(mine), _groups(theirs)
        heard = {m for w in (*theirs.heads, *theirs.around, *theirs.context) for m in w.means}
        for group, concepts in groups.items():
            if not concepts & (against.get(group) or heard) and (group in against or group in _HARD or not story):
                return False
    return True


def _groups(one: Told) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for group, concept in one.contrasts:
        groups.setdefault(group, set()).add(concept)
    return groups


def _shared_words(one: Told, other: Told, story: bool) -> list[Word] | None:
    """The words beside both figures; None where they do not count the same, or are said of different acts."""
    heads = _heads(one, other)
    if heads is None:
        return None
    close = _common(one.close, (*other.close, *other.heads)) + [
        w for w in one.heads if w not in heads and _holds(other.close, w)
    ]
    acts = _common(one.around, (*other.around, *other.heads))
    if heads and one.heads and other.heads:
        dated = story and one.dates and other.dates
        if not dated and not close and one.close and other.close:
            return None
        if not dated and not close and not acts and not _common(one.context, other.context):
            return None
    elif one.mention.kind == "count":
        if not close and not heads:
            return None
    else:
        least = 1 if story and one.mention.kind in LASTING else min(2, _fewest(one, other))
        if (not close and not heads) or len({*heads, *close, *acts}) < least:
            return None
    found = list(dict.fromkeys([*heads, *close, *acts]))
    if len(found) * 4 < min(len(one.around) + len(one.heads), len(other.around) + len(other.heads)):
        return None
    return found


def _heads(one: Told, other: Told) -> list[Word] | None:
    """The counted words that both share; None when each counts something of its own."""
    shared = _common(one.heads, other.heads)
    for mine, theirs in ((one, other), (other, one)):
        for word in mine.heads:
            if not _holds((*theirs.heads, *theirs.around), word):
                return None
    if one.heads and other.heads and not shared:
        return None
    return shared or [w for w in one.heads if _holds(other.around, w)]


def _common(some: Iterable[Word], others: Sequence[Word]) -> list[Word]:
    meant = frozenset[str]().union(*[word.means for word in others])
    found: dict[frozenset[str], Word] = {}
    for word in some:
        if not meant.isdisjoint(word.means) and word.means not in found:
            found[word.means] = word
    return list(found.values())


def _holds(words: Iterable[Word], word: Word) -> bool:
    means = word.means
    for other in words:  # noqa: SIM110 - asked for every word of every pair of figures, where a generator costs half
        if not means.isdisjoint(other.means):
            return True
    return False


def _one_subject(one: Told, other: Told, world: World, story: bool) -> bool:
    """Whether neither names a place, body or person beside its figure that the other does not."""
    if one.names and other.names and not _common(one.names, other.names):
        return False
    for mine, theirs in ((one, other), (other, one)):
        known = (*theirs.names, *theirs.nearby)
        for name in mine.names:
            if story and len(name.shown) <= _SHORT and name.shown.isupper() and all(m[0] == "@" for m in name.means):
                continue  # "MV Santa Rita"
            if not _holds(known, name) and not any(_wider(name, n, world) for n in theirs.names) \
                    and not any(_wider(name, n, world) for n in mine.names):
                return False
    if one.origins and other.origins:
        # "Russian soldiers", "Ukrainian soldiers"; "a Russian strike" and "a strike" may be one
        return bool(_common(one.origins, other.origins)) or _holds(other.names, one.origins[0])
    return True


def _wider(name: Word, narrow: Word, world: World) -> bool:
    """Whether a name is where another one lies."""
    return any(name.means & world.within.get(concept, frozenset()) for concept in narrow.means)


def _anchors(one: Told, other: Told, world: World) -> list[tuple[Word, float]]:
    """The names that both share, with their weight; the most telling first."""
    found: list[tuple[Word, float]] = []
    for name in one.names:
        weight = 0.5 if name.means & world.countries else 1.0
        if _holds(other.names, name):
            found.append((name, weight))
        elif _holds(other.nearby, name):
            found.append((name, weight * 0.75))
    for name in other.names:
        if not _holds(one.names, name) and _holds(one.nearby, name):
            found.append((name, 0.375 if name.means & world.countries else 0.75))
    if not one.names or not other.names:
        near_both = [n for n in _common(one.nearby, other.nearby) if not _holds((w for w, _ in found), n)]
        found += [(n, 0.2 if n.means & world.countries else 0.5) for n in near_both[:2]]
    return sorted(found, key=lambda pair: -pair[1])


def grows(one: Told, other: Told, world: World) -> bool:
    """Whether the later of the two articles counts more, as tolls and fires do."""
    first, second = world.published[one.article], world.published[other.article]
    if one.mention.kind not in ("count", "area") or first is None or second is None or first.meets(second):
        return False
    early, late = (one, other) if _before(first, second) else (other, one)
    a, b = _number(early.mention, early.mention.unit), _number(late.mention, early.mention.unit)
    return a is not None and b is not None and (a < b or late.mention.modifier in LOWER)


def _before(one: Period, other: Period) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first
