"""Intervals over exact decimals, the modifiers that make them, and the one comparison that every kind of fact uses."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Modifier = Literal["exact", "approx", "at_least", "at_most", "more_than", "less_than", "range"]
Relation = Literal["equal", "inside", "covers", "overlaps", "disjoint"]

APPROXIMATELY = Decimal("0.1")
"""Half-width of a hedged value, as a share of it: "environ 9,2 milliards" spans 8.28 to 10.12 billion."""

ROUND_APPROXIMATELY = Decimal("0.2")
"""Half-width of a collective numeral ("une dizaine", "a dozen"), as a share: 8 to 12."""

SEVERAL = (Decimal(2), Decimal(10))
"""What "plusieurs", "des centaines de" multiply their scale by: 200 up to (not including) 1,000."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from `low` to `high`; None is an open end; `*_open` leaves the end itself out."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, other: "Interval") -> bool:
        """Whether every value of `other` lies in this interval."""
        if self.low is not None and (
            other.low is None or other.low < self.low
            or (other.low == self.low and self.low_open and not other.low_open)
        ):
            return False
        return self.high is None or not (
            other.high is None or other.high > self.high
            or (other.high == self.high and self.high_open and not other.high_open)
        )

    def meets(self, other: "Interval") -> bool:
        """Whether the two share a value."""
        for a, b in ((self, other), (other, self)):
            if a.high is not None and b.low is not None and (
                a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))
            ):
                return False
        return True

    def relation(self, other: "Interval") -> Relation:
        """How this interval lies to `other`; "inside" mirrors "covers", the rest mirror themselves."""
        if not self.meets(other):
            return "disjoint"
        inside, covers = other.holds(self), self.holds(other)
        if inside and covers:
            return "equal"
        return "inside" if inside else "covers" if covers else "overlaps"


def bounds(
    low: Decimal | None,
    high: Decimal | None,
    modifier: Modifier,
    *,
    step: Decimal | None = None,
    collective: bool = False,
    several: Decimal | None = None,
) -> Interval:
    """The values that a written figure stands for.

    `step` is the precision it is written with ("9,2 milliards": 100 million), `collective` marks "une dizaine",
    `several` is the scale of a vague plural ("des centaines": 100; "plusieurs": 1).
    """
    if several is not None:
        return Interval(several * SEVERAL[0], several * SEVERAL[1], high_open=True)
    if low is None or high is None:
        return Interval(low, high)
    slack = Decimal(0) if step is None else step / 2
    if modifier == "at_least":
        return Interval(low - slack, None)
    if modifier == "more_than":
        return Interval(low, None, low_open=True)
    if modifier == "at_most":
        return Interval(Decimal(0) if high >= 0 else None, high + slack)
    if modifier == "less_than":
        return Interval(Decimal(0) if high >= 0 else None, high, high_open=True)
    if modifier == "approx":
        share = ROUND_APPROXIMATELY if collective else APPROXIMATELY
        return Interval(low - abs(low) * share, high + abs(high) * share)
    return Interval(low - slack, high + slack)


_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def figure(value: Decimal) -> str:
    """A number as it is easiest to read: `12,000`, `9.2 billion`."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{_short(value / scale)} {word}"
    return _short(value)


def _short(value: Decimal) -> str:
    written = format(value, ",f")
    return written.rstrip("0").rstrip(".") if "." in written else written
