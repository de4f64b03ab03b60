"""A figure of headline, key points, subheads or captions that the body gives otherwise.

It speaks only where the head's figure stands nowhere in the body: neither with another noun ("cent morts", "cent
personnes ont péri") nor as the sum of the body's figures for that thing. The body's figure is then the only one that it
has for that thing, or the only one of the first paragraph, or one with the same digits in another order.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ..annotate import Annotated
from ..mentions import Mention
from ..units import comparable
from ._heads import Head, alike, heads, lead, meet, told, values
from ._observation import Observation
from ._reading import exact, in_unit, thing

if TYPE_CHECKING:
    from ..matching.article.around import Told

_WRITTEN = re.compile(r"(?:19|20)\d\d")
_REACH = Decimal(4)
"""How many times one of two figures may be the other and mean the same."""


def check(annotated: Annotated) -> Iterator[Observation]:
    """Figures of the heads that no figure of the body can mean."""
    figures, body = heads(annotated)
    figures = [head for head in figures if head.mention.kind != "duration" and not _year(head)]
    first: list[Mention] | None = None
    for head in figures:
        mention = head.mention
        near = [m for m in body if alike(m, mention)]
        if mention.change or not near or any(meet(m, mention) for m in near):
            continue
        counted = thing(mention)
        same = [m for m in near if counted and thing(m) == counted and m.per == mention.per and not m.change]
        if _sum(same, mention):
            continue
        first = lead(annotated, body) if first is None else first
        found = _in_lead(annotated, head, [m for m in near if m in first])
        found = found or (same[0] if len(values(same)) == 1 else _swapped(mention, near) or _worded(annotated, head, near))
        if found is not None:
            yield from told(annotated, "headline", head, found)


def _in_lead(annotated: Annotated, head: Head, first: Sequence[Mention]) -> Mention | None:
    """The only figure of the first paragraph that may be the head's: of the same unit and about as large, or of people of
    whom the same became, or of the same thing."""
    mention = head.mention
    if not first:
        return None
    if mention.unit is not None:
        near = [m for m in first if m.per == mention.per and not m.change]
        return near[0] if len(values(near)) == 1 and _near(near[0], mention) else None
    ours, said = _read(head.annotated).get(mention.start), _read(annotated)
    fate = _fate(ours)
    same = [
        m for m in first
        if m.per == mention.per and not m.change and (
            _fate(said.get(m.start)) == fate and not _one_more(m, mention) if fate
            else thing(m) == thing(mention) != ""
        )
    ]
    return same[0] if len(values(same)) == 1 else None


def _worded(annotated: Annotated, head: Head, body: Sequence[Mention]) -> Mention | None:
    """The only figure of the body that is said of what the head's noun means and has all digits but one: "3.600 évacués"."""
    mention = head.mention
    ours = _read(head.annotated).get(mention.start)
    if ours is None or not ours.heads or len(_digits(mention)) < 2:
        return None
    wanted = frozenset().union(*(word.means for word in ours.heads))
    said = _read(annotated)
    found = [
        m for m in body if exact(m) and m.per == mention.per and not m.change and _size(mention, m) and _one_off(mention, m)
        and (other := said.get(m.start)) and any(wanted & word.means for word in (*other.heads, *other.close))
    ]
    return found[0] if len(values(found)) == 1 else None


def _read(annotated: Annotated) -> dict[int, "Told"]:
    """What the article says of each figure, by its place."""
    from ..matching.article.around import told as read
    from ..matching.article.index import index

    return {one.mention.start: one for one in read(index(annotated), 0)}


def _fate(one: "Told | None") -> frozenset[str]:
    """What became of the people that a figure counts, where the words of its clause tell one fate and no other."""
    fates = frozenset(concept for contrast, concept in one.contrasts if contrast == "victims") if one else frozenset()
    return fates if len(fates) == 1 else frozenset()


def _year(head: Head) -> bool:
    """Whether a number is written as a year is: "the 2019 bridge collapse"."""
    written = head.annotated.article.text[head.mention.start:head.mention.end]
    return _WRITTEN.fullmatch(written) is not None


def _one_more(one: Mention, two: Mention) -> bool:
    """Whether two figures of different nouns are one apart: the gunman is counted among the dead, or is not."""
    return one.low is not None and two.low is not None and abs(one.low - two.low) == 1 and thing(one) != thing(two)


def _near(one: Mention, two: Mention) -> bool:
    """Whether two figures are about as large."""
    left, right = in_unit(one, two.unit) if comparable(one.unit, two.unit) else one.interval, two.interval
    ends = [value for value in (left.low, left.high, right.low, right.high) if value is not None]
    return min(ends) > 0 and max(ends) <= min(ends) * _REACH


def _swapped(mention: Mention, body: Sequence[Mention]) -> Mention | None:
    """A figure of the body with two neighbouring digits the other way round: 1,350 and 1,530."""
    ours = _digits(mention)
    if len(ours) < 3:
        return None
    for other in body:
        theirs = _digits(other)
        if not exact(other) or other.change or len(theirs) != len(ours) or not _size(mention, other):
            continue
        differ = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
        if len(differ) == 2 and differ[1] == differ[0] + 1 and ours[differ[0]] == theirs[differ[1]] \
                and ours[differ[1]] == theirs[differ[0]]:
            return other
    return None


def _one_off(one: Mention, two: Mention) -> bool:
    """Whether two figures of as many digits differ in one."""
    ours, theirs = _digits(one), _digits(two)
    return len(ours) == len(theirs) and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1


def _size(one: Mention, two: Mention) -> bool:
    """Whether two figures are as large and of one unit."""
    assert one.low is not None and two.low is not None
    same = one.unit == two.unit or not comparable(one.unit, two.unit)
    return same and one.low.adjusted() == two.low.adjusted()


def _digits(mention: Mention) -> str:
    """The digits of one plain figure, without zeros at the end."""
    if not exact(mention) or not mention.low:
        return ""
    return "".join(map(str, abs(mention.low).normalize().as_tuple().digits))


def _sum(same: Sequence[Mention], mention: Mention) -> bool:
    """Whether the body's figures make up the headline's together."""
    lows = [m.low for m in same]
    if len(lows) < 2 or None in lows or mention.low is None or mention.high is None:
        return False
    total = sum((low for low in lows if low is not None), Decimal(0))
    return mention.low <= total <= mention.high
