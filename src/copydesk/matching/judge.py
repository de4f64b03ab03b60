"""The one comparison: what a mention says against what an assertion expects.

The article's value equals, lies inside or covers the asserted one: consistent. Disjoint: contradicted. Partly
overlapping: unclear. Values are converted into the assertion's unit first. On top of that:

- A tolerance widens the asserted value by a share of itself.
- Two bounds of one direction compare the numbers they are written with: "over 18 tonnes" and "plus de 18 tonnes" say
  the same, "over 81" and "plus de 18" do not, though a value may satisfy both.
- "Up to X" of something measured (a range, gusts, a temperature) states X: it is compared as X with an exact value.
- A rise of 5 and "-5" compare by size; which way it went is for the matching.
- Written precision counts on both sides: "9,2 milliards" covers 9.15 to 9.25 billion.
- A date compares as a period: "July 1988" covers 3 July 1988, another day or year is disjoint. From which day to which is
  one statement: "from 6 to 24 May" contradicts "from 16 to 24 May".
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from ..findings import Verdict
from ..mentions import Mention
from ..periods import Period
from ..units import comparable, convert
from ..values import Interval, Relation, bounds

MEASURED = frozenset({"length", "area", "volume", "mass", "speed", "temperature", "duration", "age"})
LOWER = ("at_least", "more_than")
UPPER = ("at_most", "less_than")
ROUNDING = Decimal("0.005")
"""How far two bounds or rounded figures may lie apart and still be the same figure, as a share: half a percent."""

HEDGED = Decimal("0.05")
"""How far two hedged numbers may lie apart and agree, as a share; beyond twice that they contradict each other."""
CLEAR = 1.2
"""Two numbers so many times apart are not one number rounded, however they are written."""
FEW = 20
"""Up to this, one number being several times another says nothing: one dead, four dead."""
SPELLED = 10
"""From here on the same number in another unit is a slip of the unit: 17 months, 17 years."""
SLIP = Decimal("2.5")
"""How many times the smaller the larger of two numbers may be that one is taken for a slip of the other."""
LONG = 92
"""How many days a time has at most that bears out a day of it."""
SECOND, DAY, WEEK = "s", "d", "wk"
HOUR = 3600
"""So many seconds are what a timer shows, to the second."""
WEEKS = frozenset({(Decimal(8), Decimal(1)), (Decimal(15), Decimal(2))})
"""So many days are so many weeks in French and Spanish, the first and the last counted."""
REACH = Decimal("1.3")
"""How many times a bound the number may be that it still speaks of: "more than 10,000" fits 12,000 and not 85,000."""

_VERDICTS: dict[Relation, Verdict] = {
    "equal": "consistent", "inside": "consistent", "covers": "consistent", "disjoint": "contradicted",
    "overlaps": "unclear",
}


class Comparison(NamedTuple):
    """How a mention compares; `same` says that the written numbers are the same, not merely compatible. `numbers` are
    the two, of figures that have no value in common, or of a bound and a number far from it."""

    verdict: Verdict
    relation: Relation
    same: bool = False
    numbers: tuple[Decimal, Decimal] | None = None

    @property
    def apart(self) -> Decimal:
        """How many times larger the larger of two numbers is; 1 where that says nothing, or the digits are the same."""
        return Decimal(1) if self.numbers is None else _times(*self.numbers)


_OPPOSITE = {"more_than", "less_than"}
_ONE = Comparison("consistent", "equal", True)
_OTHER = Comparison("contradicted", "disjoint")


class Value:
    """A mention made ready to compare: what does not depend on the other side is worked out once."""

    __slots__ = (
        "_intervals", "_numbers", "_period", "below", "even", "guessed", "mention", "plain", "rough", "side", "size", "unit",
    )

    def __init__(self, mention: Mention, guessed: bool = False) -> None:
        self.mention, self.unit, self.guessed = mention, mention.unit, guessed
        """`guessed`: a date whose year is none that is written, but that nearest to the article's day."""
        low = mention.low
        self.plain = low if (
            mention.modifier == "exact" and low is not None and low == mention.high
            and not mention.change and mention.several is None
        ) else None
        """The number, where it is just that, written to some precision."""
        self.size = None if self.plain is None else abs(self.plain)
        self.below = self.plain is not None and self.plain < 0
        self.even = self.size is not None and mention.step is None
        """Whether it is written in full, to no precision."""
        self.rough = float(self.size) if self.size is not None else 0.0
        self.side = LOWER if mention.modifier in LOWER else UPPER if mention.modifier in UPPER else None
        self._numbers: dict[str | None, Decimal | None] = {}
        self._intervals: dict[tuple[str | None, bool], Interval] = {}
        self._period: Period | Literal[False] | None = False

    def number(self, unit: str | None) -> Decimal | None:
        """The number written, in a unit; None for ranges and vague figures."""
        if unit not in self._numbers:
            self._numbers[unit] = _number(self.mention, unit)
        return self._numbers[unit]

    def interval(self, asked: "Value") -> Interval:
        """The values a mention stands for, in the unit of the one it is compared with."""
        kind = asked.unit, _signed(asked.mention)
        if kind not in self._intervals:
            self._intervals[kind] = _interval(self.mention, *kind)
        return self._intervals[kind]

    @property
    def period(self) -> Period | None:
        """The time that a date stands for."""
        if self._period is False:
            try:
                self._period = Period.parse(self.mention.date or "")
            except ValueError:
                self._period = None
        return self._period


def judge(mention: Mention, expected: Mention, tolerance: Decimal | None = None) -> Comparison | None:
    """Compare; None when the two are not comparable."""
    return compare(Value(mention), Value(expected), tolerance)


def compare(got: Value, asked: Value, tolerance: Decimal | None = None) -> Comparison | None:
    """`judge`, of what is ready to compare."""
    if got.unit == asked.unit and tolerance is None and got.plain is not None and asked.plain is not None:
        compared = _plainly(got, asked)
        if compared is not None:
            return compared
    mention, expected = got.mention, asked.mention
    if mention.kind == "date" or expected.kind == "date":
        compared = _clock(mention, expected) or _dates(got.period, asked.period)
        return _lasting(mention, expected) if compared and days(expected) else compared
    if got.unit != asked.unit and not comparable(got.unit, asked.unit):
        return None
    wanted = asked.interval(asked)
    if tolerance is not None:
        wanted = _widen(wanted, tolerance)
    if mention.modifier != "exact" and expected.modifier != "exact":
        written = _bounds(got, asked, tolerance) or _hedged(got, asked) or _reaches(got, asked)
        if written is not None:
            return written
    relation = got.interval(asked).relation(wanted)
    if relation in ("inside", "covers") and _out_of_reach(got, asked):
        return Comparison("unclear", relation, False, _both(got, asked))
    same = _written(got, asked) and {mention.modifier, expected.modifier} != _OPPOSITE
    if same and relation == "disjoint" and asked.side and got.plain is not None and got.unit != asked.unit == "1":
        same = False  # 47.5% is not more than half
    if same and relation in ("disjoint", "overlaps"):
        relation = "equal"
    return Comparison(_VERDICTS[relation], relation, same, _apart(got, asked) if relation == "disjoint" else None)


def _plainly(got: Value, asked: Value) -> Comparison | None:
    """What `compare` comes to for two plain numbers of one unit, without intervals; None where that takes them."""
    one, other = got.size, asked.size
    assert one is not None and other is not None
    if got.even and asked.even and got.below is asked.below:
        if got.rough > asked.rough * CLEAR or asked.rough > got.rough * CLEAR:
            return Comparison("contradicted", "disjoint", False, (one, other))
        if one == other or _rounded(one, other, asked.unit):
            return _ONE
        return Comparison("contradicted", "disjoint", False, (one, other))
    steps = got.mention.step, asked.mention.step
    if got.below != asked.below:
        return None if any(steps) else Comparison("contradicted", "disjoint", False, (one, other))
    if one == other:
        return _ONE if steps[0] == steps[1] else None
    if steps[0] != steps[1] and abs(one - other) * 2 <= sum(step for step in steps if step):
        return None
    if _rounded(one, other, asked.unit):
        return _ONE
    return Comparison("contradicted", "disjoint", False, (one, other))


def _interval(mention: Mention, unit: str | None, signed: bool) -> Interval:
    interval = mention.interval
    if mention.modifier == "approx" and not mention.collective and mention.low is not None and digits(mention.low) >= 3:
        # three digits are no guess: "some 17,500" is not 16,200
        interval = Interval(mention.low * (1 - HEDGED), (mention.high or mention.low) * (1 + HEDGED))
    if mention.modifier == "at_most" and mention.kind in MEASURED and mention.high is not None:
        interval = bounds(mention.high, mention.high, "exact", step=mention.step)
    if mention.change and mention.low is not None and mention.low < 0 and not signed:
        interval = _mirrored(interval)
    if mention.unit == unit:
        return interval
    return Interval(
        None if interval.low is None else convert(interval.low, mention.unit, unit),
        None if interval.high is None else convert(interval.high, mention.unit, unit),
        interval.low_open, interval.high_open,
    )


def _signed(expected: Mention) -> bool:
    return expected.low is not None and expected.low < 0 and not expected.change


def _mirrored(interval: Interval) -> Interval:
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high, interval.high_open, interval.low_open)


def _widen(interval: Interval, tolerance: Decimal) -> Interval:
    def by(value: Decimal | None, sign: int) -> Decimal | None:
        return None if value is None else value + sign * abs(value) * tolerance

    return Interval(by(interval.low, -1), by(interval.high, 1))


def _number(mention: Mention, unit: str | None) -> Decimal | None:
    value = mention.low if mention.low is not None else mention.high
    if value is None or (mention.low is not None and mention.high is not None and mention.low != mention.high):
        return None
    return abs(convert(value, mention.unit, unit))


def _both(got: Value, asked: Value) -> tuple[Decimal, Decimal] | None:
    """The two numbers, in one unit, where both are."""
    one, other = got.number(asked.unit), asked.number(asked.unit)
    return None if one is None or other is None else (one, other)


def _apart(got: Value, asked: Value) -> tuple[Decimal, Decimal] | None:
    """The two numbers in the finer of their units, where few is not little: 23 hours and 14 weeks."""
    numbers = _both(got, asked)
    if numbers is None:
        return _gap(got.interval(asked), asked.interval(asked))
    if got.unit == asked.unit:
        return numbers
    if got.plain is not None and got.plain == asked.plain and got.plain >= SPELLED:
        return asked.plain, asked.plain
    finer = _both(asked, got)
    return finer if finer is not None and max(finer) > max(numbers) else numbers


def _gap(one: Interval, other: Interval) -> tuple[Decimal, Decimal] | None:
    """The ends between which two ranges of positive numbers lie apart: "7.9 to 17.2 billion" and 1,400."""
    for low, high in ((one, other), (other, one)):
        if low.high is not None and high.low is not None and 0 < low.high <= high.low:
            return low.high, high.low
    return None


def _written(got: Value, asked: Value) -> bool:
    numbers = _both(got, asked)
    return numbers is not None and _close(*numbers, got.mention, asked.mention, None)


def _close(one: Decimal, other: Decimal, a: Mention, b: Mention, tolerance: Decimal | None) -> bool:
    """Whether two written numbers are one: the same, within the precision or tolerance given, or the other rounded."""
    slack = max(abs(one), abs(other)) * (tolerance or Decimal(0))
    for mention in (a, b):
        if mention.step is not None and _linear(mention, b):
            slack = max(slack, abs(convert(mention.step, mention.unit, b.unit)) / 2)
    if {a.unit, b.unit} == {DAY, WEEK} and _counted_in(a, b):
        return True
    if a.unit != b.unit:
        coarse = "1" in (a.unit, b.unit) or min(digits(_written_in(mention)) for mention in (a, b)) == 1
        slack = max(slack, abs(other) * (HEDGED if coarse else 2 * ROUNDING))
    return abs(one - other) <= slack or _rounded(one, other, a.unit if a.unit == b.unit else None)


def _counted_in(a: Mention, b: Mention) -> bool:
    """Whether days are the weeks that newspapers count them for: 8 days, one week."""
    days, weeks = (a, b) if a.unit == DAY else (b, a)
    return (days.low, weeks.low) in WEEKS and days.low == days.high and weeks.low == weeks.high


def _written_in(mention: Mention) -> Decimal:
    """The number as it is written, in its own unit."""
    return mention.low or mention.high or Decimal(0)


def _rounded(one: Decimal, other: Decimal, unit: str | None) -> bool:
    """Whether one number is the other rounded: "851,000" for 851,071, "1 million" for 1,000,048, "31" for 31.4; but no 2:01:48
    for 2:02:00."""
    if unit == SECOND and min(one, other) >= HOUR:
        return one // 1 == other // 1
    less, more = (one, other) if one < other else (other, one)
    if more * 10 > less * 11:
        return False
    count, most = digits(one), digits(other)
    if count > most:
        one, other, count, most = other, one, most, count
    if not one or count == most:
        return one == other
    if abs(one - other) <= abs(other) * ROUNDING:
        return True
    return count >= 2 and round(other, count - 1 - other.adjusted()) == one


def digits(value: Decimal) -> int:
    """How many digits carry the value: 3 for 851000, 1 for 1000000, 3 for 31.4."""
    return len(digits_of(value))


def _linear(mention: Mention, other: Mention) -> bool:
    return mention.kind != "temperature" or mention.unit == other.unit


def _hedged(got: Value, asked: Value) -> Comparison | None:
    """Two hedged numbers compare more narrowly than a hedged and an exact one: "près de 6 500", "near 7,500"."""
    if got.mention.modifier != "approx" or asked.mention.modifier != "approx":
        return None
    numbers = _both(got, asked)
    if numbers is None or got.mention.collective or asked.mention.collective:
        return None
    one, other = numbers
    apart = abs(one - other) / max(one, other) if one or other else Decimal(0)
    if apart <= HEDGED:
        return Comparison("consistent", "overlaps", apart == 0)
    return _OTHER if apart > 2 * HEDGED else None


def _bounds(got: Value, asked: Value, tolerance: Decimal | None) -> Comparison | None:
    """Two bounds of one direction compare their numbers."""
    if got.side is None or got.side != asked.side:
        return None
    numbers = _both(got, asked)
    if numbers is None:
        return None
    if _close(*numbers, got.mention, asked.mention, tolerance):
        return _ONE
    # "more than 25 million" is what "more than 25.5 million" comes to, written more shortly
    said, wanted = numbers
    below = said - wanted if got.side == LOWER else wanted - said
    step = Decimal(1).scaleb(wanted.adjusted() - digits(wanted) + 1) if wanted else Decimal(0)
    near = digits(wanted) > 1 or below * 10 <= abs(wanted)  # "more than 50" is what "at least 52" comes to
    return Comparison("consistent", "inside") if near and 0 <= below < step else _OTHER


def _reaches(got: Value, asked: Value) -> Comparison | None:
    """Something measured that is said to go up to a number compares with the end of a range: "2 to 21 days", "up to 12"."""
    mention, expected = got.mention, asked.mention
    if expected.modifier != "at_most" or expected.kind not in MEASURED or mention.modifier != "range" or mention.high is None:
        return None
    wanted = asked.number(asked.unit)
    if wanted is None:
        return None
    most = abs(convert(mention.high, mention.unit, asked.unit))
    if _close(most, wanted, mention, expected, None):
        return _ONE
    return Comparison("contradicted", "disjoint", False, (most, wanted))


def _times(one: Decimal, other: Decimal) -> Decimal:
    """How many times larger the larger of two numbers is; 1 where that says nothing."""
    less, more = (one, other) if one < other else (other, one)
    if not less:
        return Decimal(1)
    times = more / less
    if more <= FEW:
        return min(times, Decimal(3))
    return Decimal(1) if times > 3 and digits_of(one) == digits_of(other) else times


def alike(mention: Mention, expected: Mention) -> bool:
    """Whether two numbers are so near that one may be a slip for the other: less than `SLIP` apart, or the same digits."""
    one, other = _number(mention, expected.unit), _number(expected, expected.unit)
    if not one or not other:
        return False
    return max(one, other) <= min(one, other) * SLIP or digits_of(one) == digits_of(other)


def digits_of(value: Decimal) -> tuple[int, ...]:
    """The digits of a value, wherever its point stands."""
    return value.normalize().as_tuple().digits


def _out_of_reach(got: Value, asked: Value) -> bool:
    """Whether a bound lies so far from the number that nobody would have written it ("more than 10,000" for 85,000)."""
    if got.side is None and asked.side is None:
        return False
    numbers = _both(got, asked)
    return numbers is not None and max(numbers) > min(numbers) * REACH


def _lasting(got: Mention, asked: Mention) -> Comparison | None:
    """From which day to which: one of the two days alone is not enough, and none decides nothing where they overlap."""
    one, other = ((mention.date or "").split("/") for mention in (got, asked))
    if not days(got):
        return Comparison("consistent", "inside") if one[0] in other else None
    if one == other:
        return _ONE
    apart = one[1] < other[0] or other[1] < one[0]
    return _OTHER if apart or one[0] == other[0] or one[1] == other[1] else Comparison("unclear", "overlaps")


def days(mention: Mention) -> bool:
    """Whether a date says from which day to which: "from 6 to 24 May"."""
    first, _, last = (mention.date or "").partition("/")
    return len(first) == len(last) == len("2024-05-06")


def clock(mention: Mention) -> str:
    """The time of day that a date tells, or ""."""
    return (mention.date or "").partition("T")[2]


def _clock(got: Mention, asked: Mention) -> Comparison | None:
    """Two times of day, where one is asked for and no day; none where the article has a day alone."""
    if not (asked.date or "").startswith("T") or not clock(got) or "/" in f"{got.date}{asked.date}":
        return None
    return _ONE if clock(got) == clock(asked) else _OTHER


def _dates(got: Period | None, asked: Period | None) -> Comparison | None:
    if got is None or asked is None:
        return None
    if not got.meets(asked):
        return _OTHER
    if got == asked:
        return _ONE
    if got.holds(asked):
        if asked.days == 1 and (got.days or LONG + 1) > LONG and asked.first not in (got.first, got.last):
            return None  # "in 2021" says nothing of 14 February
        # "from 7 September to 18 December" tells the day that it began, and the day that it ended
        return Comparison("consistent", "covers", asked.first == asked.last and asked.first in (got.first, got.last))
    if asked.holds(got):
        return Comparison("consistent", "inside", True)
    return Comparison("unclear", "overlaps")
