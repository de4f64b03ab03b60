"""A measure and its conversion that do not agree: "seven miles (14 km)".

Rounding is forgiven as newspapers round: a figure stands for what its last written digit leaves open. Currencies do not
convert, times and shares are left alone, and what is in the brackets must be a whole figure and nothing else.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ..units import comparable, convert
from ..values import Interval
from ._observation import Observation
from ._reading import cues, lang_at, note, patterns, plain

_KINDS = frozenset(("length", "area", "volume", "mass", "speed", "temperature"))
_CLOSES = re.compile(r" ?(?:[)\]]|,? ?(?:[);.!?\n]|\Z))")
_REACH = 40
_LEAST = Decimal("0.03")
_MOST = Decimal("0.1")
_DEGREE = Decimal("1.5")

# One name for two units: nautical miles, imperial gallons and pints, short and long tons.
_NAMESAKES = {
    "[mi_i]": ("1.150779",), "[nmi_i]": ("0.868976",), "[gal_us]": ("1.200950",), "[pt_us]": ("1.200950",),
    "[foz_us]": ("0.960760",), "t": ("0.907185", "1.016047"), "[mi_i]/h": ("1.150779",), "[oz_av]": ("1.097143",),
}


def check(annotated: Annotated) -> Iterator[Observation]:
    """Figures in brackets behind a figure of the same dimension in another unit that are not the same."""
    previous: Mention | None = None
    for mention in annotated.mentions:
        if mention.kind not in _KINDS:
            continue
        if previous is not None and _converts(annotated, previous, mention) and not _agree(previous, mention):
            text = annotated.article.text
            other = Span(previous.start, previous.end)
            what = f"{text[other.start:other.end]} is {_should(previous, mention)}"
            yield note(annotated, "conversion", mention, what, other)
        previous = mention


@cache
def _join(lang: str) -> re.Pattern[str]:
    return patterns(lang, "conversion", join=r" ?(?:\((?:{restates} )?|\[|,? {restates} ){hedge}\Z")["join"]


def _converts(annotated: Annotated, one: Mention, two: Mention) -> bool:
    """Whether the second figure restates the first in another unit."""
    if not 0 < two.start - one.end < _REACH or one.unit == two.unit or not comparable(one.unit, two.unit):
        return False
    if one.per != two.per or None in (one.low, one.high, two.low, two.high) or one.several or two.several:
        return False
    lang = lang_at(annotated, one.start)
    if not cues(lang, "conversion") or not _join(lang).match(annotated.folded[one.end:two.start]):
        return False
    return _CLOSES.match(annotated.folded, two.end) is not None


def _agree(one: Mention, two: Mention) -> bool:
    """Whether the two figures may be one measure."""
    wanted = _spread(two)
    found = _moved(_spread(one), one, two)
    if found.meets(wanted):
        return True
    assert one.unit is not None and two.unit is not None
    if one.kind == "temperature":
        return _difference(one, two).meets(wanted)
    low, high = (convert(value, one.unit, two.unit) for value in (one.low or Decimal(0), one.high or Decimal(0)))
    factors = [Decimal(f) for f in _NAMESAKES.get(one.unit, ())]
    factors += [1 / Decimal(f) for f in _NAMESAKES.get(two.unit, ())]
    for factor in factors:
        if Interval(low * factor * (1 - _LEAST), high * factor * (1 + _LEAST)).meets(wanted):
            return True
    return not (_customary(one.unit) or _customary(two.unit)) and not _tenfold(one, two)


def _customary(unit: str) -> bool:
    return unit.startswith("[")


def _tenfold(one: Mention, two: Mention) -> bool:
    """Whether two metric figures have the same digits: "10 hectares (1 km²)"; other digits may be another measure."""
    assert one.low is not None and two.low is not None
    return one.low == one.high and two.low == two.high and _digits(one.low) == _digits(two.low)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _spread(mention: Mention) -> Interval:
    """The values that the figure may be rounded from."""
    low, high = mention.low, mention.high
    assert low is not None and high is not None
    share = Decimal(2) if mention.modifier != "exact" or mention.collective else Decimal(1)
    return Interval(low - share * _slack(low, mention), high + share * _slack(high, mention))


def _slack(value: Decimal, mention: Mention) -> Decimal:
    size = abs(value)
    if mention.kind == "temperature":
        return max(_DEGREE, size * _LEAST)
    exponent = value.as_tuple().exponent
    half = Decimal(10) ** (int(exponent) if isinstance(exponent, int) and exponent < 0 else 0) / 2
    if mention.step is not None:
        half = max(half, mention.step / 2)
    if size >= 10 and size == size.to_integral_value():
        digits = str(int(size))
        half = max(half, Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) / 2)
        half = min(half, size * _MOST)
    return max(half, size * _LEAST)


def _moved(spread: Interval, one: Mention, two: Mention) -> Interval:
    assert spread.low is not None and spread.high is not None
    return Interval(convert(spread.low, one.unit, two.unit), convert(spread.high, one.unit, two.unit))


def _difference(one: Mention, two: Mention) -> Interval:
    """A difference of temperatures in the other unit: "a warming of 1.5 °C (2.7 °F)"."""
    spread = _spread(one)
    assert spread.low is not None and spread.high is not None
    zero = convert(Decimal(0), one.unit, two.unit)
    return Interval(convert(spread.low, one.unit, two.unit) - zero, convert(spread.high, one.unit, two.unit) - zero)


def _should(one: Mention, two: Mention) -> str:
    """The first figure in the second's unit."""
    assert one.low is not None and one.high is not None
    low, high = (plain(convert(value, one.unit, two.unit)) for value in (one.low, one.high))
    unit = (two.unit or "").strip("[]").removesuffix("_i").removesuffix("_us").removesuffix("_av")
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"
