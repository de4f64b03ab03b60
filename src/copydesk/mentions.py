"""A mention: one typed value found in a text."""

from decimal import Decimal
from typing import Literal, NamedTuple

from .text import Span
from .values import Interval, Modifier, bounds

Kind = Literal[
    "money", "count", "length", "area", "volume", "mass", "speed", "temperature", "duration", "age", "percent",
    "ordinal", "date", "position", "name", "other",
]


class Mention(NamedTuple):
    """One value with its place. `start`/`end` cover numeral, scale word and unit, not modifier nor counted noun.

    `rule` names the rule that made it, as `<lang>.<file>.<rule>`.
    Figures: `low`/`high` as written, multiplied out in `unit` (None = open or vague), `modifier`; `step`, `collective`
    and `several` as in `values.bounds`; `counted` the noun phrase that is counted ("soldats nord-coréens"); of a measure
    what is measured ("tonnes de blé": "blé"); `counted_span` where it stands (None when it was elided and carried
    over from an earlier figure); `per` what it is a rate over ("a" for a year, "d" a day, or a noun); `change` is
    "up" or "down" when the text says that the figure is a rise or a fall.
    Dates: `date` in EDTF ("2024-11-13", "2022-02", "2024-11-09/2024-11-10", "XXXX-08-04").
    Positions: `person`, `position` as written; `status` one of current, former, acting, elected, candidate, next.
    Names: `person` holds the name as written; `counted` is None.

    A named tuple and no dataclass: an archive holds dozens of mentions an article, and this is made three times faster.
    """

    start: int
    end: int
    kind: Kind
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    modifier: Modifier = "exact"
    step: Decimal | None = None
    collective: bool = False
    several: Decimal | None = None
    counted: str | None = None
    counted_span: Span | None = None
    per: str | None = None
    change: str | None = None
    date: str | None = None
    person: str | None = None
    person_span: Span | None = None
    position: str | None = None
    position_span: Span | None = None
    status: str | None = None

    @property
    def interval(self) -> Interval:
        """The values it stands for, in `unit`; meaningful for figures only."""
        return bounds(
            self.low, self.high, self.modifier, step=self.step, collective=self.collective, several=self.several
        )
