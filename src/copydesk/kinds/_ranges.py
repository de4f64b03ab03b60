"""Two numbers that make one figure: ranges, shares like "seven in ten", compound measures like "2 h 40"."""

import re
from decimal import Decimal
from typing import Final

from ..units import unit as unit_of
from . import View
from . import _phrases as phrases
from ._ages import parts
from ._figures import Figure, NamedUnit, number, unit_behind
from ._numerals import Numeral
from ._tables import Tables

_SIGNED: Final = re.compile(r"[^\d\s]{1,4} ?(?=\d)")
_SMALLER: Final = {"a": ("mo", 12), "h": ("min", 60), "min": ("s", 60), "[ft_i]": ("[in_i]", 12)}
_HUNDREDTHS: Final = re.compile(r" (\d\d)(?![\w%]|[.,]\d)")
_JOINING: Final = frozenset(" ,-–")
_YEARS: Final = (1000, 2200)
_ALIKE: Final = 10
"""How many times the second number of a fall the first is at most."""
_SHARED: Final = (20, 100, 1000)
"""Totals above ten that shares are told of."""


def ratio(view: View, numeral: Numeral, words: Tables) -> tuple[Numeral, int] | None:
    """ "sept sur dix", "one in five", "un Français sur quatre": the second number."""
    ahead = numeral.end
    if view.folded[ahead:ahead + 1] != " " or not words.ratio_cue.search(view.folded, ahead, ahead + 48):
        return None
    found = words.ratio.match(view.folded, numeral.end, min(view.end, numeral.end + 48))
    if found is None or numeral.exponent or numeral.collective or numeral.value < 1:
        return None
    if words.ratio_noun_of_one and numeral.value != 1 and found["noun"]:
        return None
    second = number(view, found.end(), words)
    if second is None or second.exponent or second.collective or second.value <= numeral.value or second.decimals:
        return None
    if second.value > 1000 or (second.digits and not numeral.digits and second.value > 100):
        return None
    if found["noun"] and numeral.digits and second.digits and second.value > 10 and second.value not in _SHARED:
        return None  # "331 voix sur 577" counts votes
    if found["noun"] and _counts(view, second, words):
        return None  # "un accord portant sur 36 avions" is of so many
    if numeral.article and words.share_sign.match(view.folded, second.end, view.end):
        return None  # "a factor in 22% of crashes"
    tail = view.folded[second.end:second.end + 24]
    if any(cue in tail for cue in words.scale_cues) or tail.lstrip(" ").startswith("%"):
        return None  # "a factor in 22% of crashes"
    word, _ = phrases.word_before(view, numeral.start, view.cursor)
    return None if word in words.level_cues else (second, found.start())


def _counts(view: View, second: Numeral, words: Tables) -> bool:
    """Whether what stands behind the second number is a noun in the plural that it counts."""
    counted = phrases.counted_after(view, second.end, words, measure=False, single=False)
    if counted is None or counted.span is None or second.end + 1 < counted.span.start:
        return False
    return phrases.is_plural(view.folded[counted.span.start : counted.span.end].split(" ")[0], words)


def share(view: View, numeral: Numeral, start: int, second: Numeral) -> Figure:
    """The figure of a ratio: the quotient, without a unit."""
    value = numeral.value / second.value
    numeral.fraction = True
    return Figure(start, second.end, value, value, "1", numeral, "ratio")


def ranged(view: View, figure: Figure, unit: NamedUnit | None, money: str | None, words: Tables) -> Figure | None:
    """The range that begins with `figure`: "de 8 à 9 millions", "40-45 %", "between $5 and $6 million"."""
    folded = view.folded
    behind = folded[figure.end:figure.end + 2]
    if behind[:1] not in _JOINING or (behind[0] == " " and behind[1:] not in words.range_first):
        return None
    join = words.range_join.match(folded, figure.end, min(view.end, figure.end + 16))
    if join is None or figure.numeral.several is not None or figure.numeral.fraction:
        return None
    at = join.end()
    joiner = join.group(1) or join.group(2)
    if folded[figure.end] == "," and joiner not in words.loose_joins:  # "+47 %, à 298 000 unités"
        return None
    sign, at = _sign(view, at, words)
    second = number(view, at, words, money=sign is not None or money is not None)
    if second is None or second.collective != figure.numeral.collective:
        return None
    if second.article and joiner not in words.loose_joins:
        return None
    second_unit = unit_behind(view, second, words)
    if unit and second_unit and unit.name.id != second_unit.name.id and not sign and not figure.numeral.collective:
        return _of_two_units(view, figure, unit, second, second_unit, joiner, words)
    if not _units_agree(figure, unit, money, sign, second, second_unit):
        return None
    if second.end < view.end and folded[second.end].isalnum() and second_unit is None:
        return None
    opener = _opener(view, figure.start, joiner, words)
    first = figure.numeral
    if unit and second_unit is None and not sign and not (opener and first.exponent == second.exponent == 0):
        return None
    if unit and second_unit is None and not sign and _counts(view, second, words):
        return None  # "de 180 jours à huit pays"
    low, high, exponent = figure.low, second.value, first.exponent
    if first.exponent == 0 and second.exponent >= 3 and not unit and not first.collective and (
        low < high.scaleb(-second.exponent) or (low < 1000 and (opener is None or _of_scale(first, low, second)))
    ):
        low, exponent = low.scaleb(second.exponent), second.exponent
    name = second_unit.name.id if second_unit else (sign or figure.unit or money)
    if opener is None and not _plain_range(view, figure, joiner, low, high, second, name, unit, money, words):
        return None
    if name is None and not exponent and _two_years(view, first, low, second, words):
        return None  # the date reader's
    end = second_unit.end if second_unit else second.end
    years = opener == "range" and unit is not None and second_unit is not None and name == "a"
    if years and unit and parts(view, figure.start, unit.end, end, low > high, words):
        return None
    rule = "from_to" if opener == "change" else "range"
    first.exponent = exponent
    return Figure(figure.start, end, min(low, high), max(low, high), name, first, rule,
                  cents=bool(second_unit and second_unit.name.cents), fallen=low > high)


def _sign(view: View, at: int, words: Tables) -> tuple[str | None, int]:
    """The currency whose sign or code stands before the second number, and where the number begins."""
    if at < view.end and (view.text[at] in words.last_signs or view.text[at:at + 3] in words.codes):
        signed = _SIGNED.match(view.folded, at, view.end)
        if signed:
            code = view.text[at:at + 3]
            sign = words.currencies.get(view.text[at:signed.end()].strip()) or (code if code in words.codes else None)
            return sign, signed.end() if sign else at
    return None, at


def _two_years(view: View, first: Numeral, low: Decimal, second: Numeral, words: Tables) -> bool:
    """Whether two bare numbers may be years and count nothing."""
    if not first.digits or first.grouped or second.grouped or not all(
        _YEARS[0] <= number < _YEARS[1] for number in (low, second.value)
    ):
        return False
    return words.year_before_noun or phrases.counted_after(view, second.end, words, measure=False, single=False) is None


def _of_scale(first: Numeral, low: Decimal, second: Numeral) -> bool:
    """Whether the first number of a fall is in the scale of the second: "de 37,5 à 17,5 milliards"; but "from 300 to a
    million"."""
    return first.digits and (first.decimals > 0 or low < _ALIKE * second.value.scaleb(-second.exponent))


def _of_two_units(
    view: View, figure: Figure, unit: NamedUnit, second: Numeral, second_unit: NamedUnit, joiner: str, words: Tables
) -> Figure | None:
    """ "de six mois à deux ans", "between 500 metres and 2 km": the range in the smaller unit."""
    one, other = unit_of(unit.name.id), unit_of(second_unit.name.id)
    if one is None or other is None or one.dimension != other.dimension or one.offset or other.offset or (
        one.factor >= other.factor or unit.name.cents or second_unit.name.cents
    ):
        return None
    factor = other.factor / one.factor
    high = second.value * factor.numerator / factor.denominator
    if high <= figure.low or _opener(view, figure.start, joiner, words) is None:
        return None
    return Figure(figure.start, second_unit.end, figure.low, high, one.id, figure.numeral, "range")


def _units_agree(
    figure: Figure, unit: NamedUnit | None, money: str | None, sign: str | None, second: Numeral,
    second_unit: NamedUnit | None,
) -> bool:
    if unit and (sign or (second_unit and unit.name.id != second_unit.name.id)):
        return False
    if second_unit and money and second_unit.name.id != money:
        return False
    return not (money and sign and money != sign)


def _plain_range(
    view: View, figure: Figure, joiner: str, low: Decimal, high: Decimal, second: Numeral, name: str | None,
    unit: NamedUnit | None, money: str | None, words: Tables,
) -> bool:
    """Whether two numbers without "between" or "from" are a range: "40-45 %", "8 à 9 millions"."""
    first = figure.numeral
    if joiner in "-–~":
        if low >= high or not (first.digits and second.digits):
            return False
        return name is not None or second.exponent > 0 or _round(low, high) or phrases.counted_after(
            view, second.end, words, measure=False, single=False
        ) is not None
    behind, _ = phrases.last_word(view.folded, view.cursor, figure.start)
    if low > 0 and high > 20 * low and (
        (unit is not None and unit.name.id == name) or behind in words.range_not_behind or behind in words.change
    ):
        return False  # "1,20 m à 2 000 mètres", "shrank by 850,000 to 1.41 billion"
    own = unit is not None or money is not None or first.exponent > 0 or (first.grouped and second.exponent > 0)
    if own and (behind in words.range_not_behind or behind in words.change):
        return False  # "rose by $43 billion to $419 billion"
    if joiner not in words.range_joins or low >= high:
        return False
    if joiner in words.loose_joins and high - low > max(Decimal(1), low):
        return False
    return name is not None or second.exponent > 0 or first.digits == second.digits


def _round(low: Decimal, high: Decimal) -> bool:
    """Two round numbers that are no score, telephone number or pair of years: "1000-5000", "200 – 300"."""
    return low >= 100 and low % 100 == 0 == high % 100 and not (low >= 1000 and high < 2200)


def _opener(view: View, start: int, joiner: str, words: Tables) -> str | None:
    """ "range" or "change" when the words before the figure open a range that `joiner` continues."""
    folded = view.folded
    low = max(view.cursor, start - 24)
    before = folded[low:start].rstrip(" ")
    word, first = phrases.last_word(folded, low, start)
    if word in words.negative:
        before = folded[low:first].rstrip(" ")
    for phrase, second in words.between:
        if second == joiner and before.endswith(phrase):
            return "range"
    for phrase, second in words.from_to:
        if second == joiner and before.endswith(phrase):
            first = low + len(before) - len(phrase)
            if first > 0 and folded[first - 1].isalnum():
                continue
            word, _ = phrases.last_word(folded, max(view.start, first - 24), first)
            last = phrase.split(" ")[0]
            return "change" if word in words.change_cues or last in words.change_cues else "range"
    return None


def compound(view: View, figure: Figure, words: Tables) -> Figure:
    """ "2 h 40", "six feet two", "12 euros et 15 centimes": two figures that make one value."""
    first = figure.numeral
    if first.exponent or first.decimals or first.collective or first.fraction:
        return figure
    if figure.unit == "s":
        return _with_hundredths(view, figure, words)
    smaller = _SMALLER.get(figure.unit or "")
    known = None if smaller or figure.unit is None else unit_of(figure.unit)
    money = known is not None and known.kind == "money" and not figure.cents
    if smaller is None and not money:
        return figure
    joined = words.compound_join.match(view.folded, figure.end, view.end)
    second = number(view, joined.end(), words) if joined else None
    if joined is None or second is None or second.exponent or second.decimals or second.article or second.collective:
        return figure
    linked = joined.group().strip(" ") != ""
    unit = unit_behind(view, second, words)
    if money:
        return _with_cents(view, figure, second, unit, words)
    assert smaller is not None
    whole = _with_smaller(view, figure, second, unit, smaller, linked, words)
    return _with_hundredths(view, whole, words) if whole.unit == "s" and unit is not None else whole


def _whole(figure: Figure, end: int, value: Decimal) -> Figure:
    """The figure with its second part."""
    figure.end, figure.low, figure.high, figure.rule = end, value, value, "compound"
    return figure


def _with_hundredths(view: View, figure: Figure, words: Tables) -> Figure:
    """ "9 sec 95", "1 min 44 sec 67": what a clock stopped at."""
    if spoken := words.hundredths.match(view.folded, figure.end, view.end):
        return _whole(figure, spoken.end(), figure.low + Decimal(spoken.group(1)) / 100)  # "49 secondes et 86 centièmes"
    found = _HUNDREDTHS.match(view.folded, figure.end, view.end)
    if found is None or (hundredths := number(view, found.start(1), words)) is None or hundredths.end != found.end() or (
        unit_behind(view, hundredths, words) is not None
    ):
        return figure
    if phrases.counted_after(view, found.end(), words, measure=False, single=False) is not None:
        return figure
    return _whole(figure, found.end(), figure.low + Decimal(found.group(1)) / 100)


def _with_cents(view: View, figure: Figure, second: Numeral, unit: NamedUnit | None, words: Tables) -> Figure:
    cents = unit is not None and unit.name.cents and second.value < 100
    after = view.folded[second.end:second.end + 1]
    bare = unit is None and second.digits == figure.numeral.digits and 10 <= second.value < 100 and (
        second.end - second.start == 2 or not second.digits
    ) and not after.isalnum() and after not in ("%", "-", "/", ":") and (
        phrases.counted_after(view, second.end, words, measure=False, single=False) is None
    )
    if not (cents or bare):
        return figure
    return _whole(figure, unit.end if unit else second.end, figure.low + second.value / 100)


def _with_smaller(
    view: View, figure: Figure, second: Numeral, unit: NamedUnit | None, smaller: tuple[str, int], linked: bool,
    words: Tables,
) -> Figure:
    name, size = smaller
    if second.value >= size:
        return figure
    if unit is not None and unit.name.id == name:
        end = unit.end
    elif (symbol := words.smaller_symbol.match(view.text, second.end, view.end)) and name == "[in_i]":
        end = symbol.end()
    elif unit is None and figure.unit != "a" and not linked and _alone_behind(view, figure, second, words):
        end = second.end
    else:
        return figure
    hours, figure.unit = figure.unit == "h", name
    figure = _whole(figure, end, figure.low * size + second.value)
    if not hours or unit is None:
        return figure
    seconds = number(view, joined.end(), words) if (joined := words.compound_join.match(view.folded, end, view.end)) else None
    last = unit_behind(view, seconds, words) if seconds else None
    if seconds is None or last is None or last.name.id != "s" or seconds.value >= 60 or seconds.exponent:
        return figure
    figure.unit = "s"
    return _whole(figure, last.end, figure.low * 60 + seconds.value)  # "2 h 03 min 12 s"


def _alone_behind(view: View, figure: Figure, second: Numeral, words: Tables) -> bool:
    """Whether a number without a unit is the smaller part: "3 heures 45", "1 h 42 face à …", but no "2 h 15 personnes"."""
    folded = view.folded
    if second.digits != figure.numeral.digits or folded[second.end:second.end + 1].isalnum():
        return False
    if second.digits and figure.unit == "h" and second.end - second.start == 1:
        return False
    counted = phrases.counted_after(view, second.end, words, measure=False, single=False)
    if counted is None or (figure.unit == "h" and folded[figure.end - 2:figure.end] == " h"):
        return True
    return counted.span is not None and folded[second.end:counted.span.start].strip(" ") in words.of_measure
