"""One number grammar for all languages: digits with separators, words, scale words, halves, fractions, collectives."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ._tables import Tables

MAX_DIGITS: Final = 24
MAX_GROUPS: Final = 8

# Groups of three behind one kind of separator, with or without decimals; the language says what point and comma mean.
_DIGITS: Final = re.compile(
    r"(?P<grouped>\d{1,3}(?:(?P<sep>[ '.,])\d{3})(?:(?P=sep)\d{3}){0,9})(?![\d])(?:(?P<mark>[.,])(?P<tail>\d+))?"
    r"|(?P<lakhs>\d{1,2}(?:,\d\d){1,6},\d{3}(?:\.\d+)?)(?!\d)"
    r"|(?P<whole>\d+)(?:(?P<point>[.,·])(?P<decimals>\d+))?"
)
_PLAIN: Final = re.compile(rf"\d{{1,{MAX_DIGITS}}}(?!\d|[ '.,·]\d|  \d)")  # most numbers: nothing that could go on
_VULGAR: Final = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333333333333333333333333333", "⅔": "0.6666666666666666666666666667",
    "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
    "⅙": "0.1666666666666666666666666667",
}
_MIXED: Final = re.compile(r"[ ]{1,2}(\d)[/⁄](\d{1,2})(?![\d/])")
_WORD: Final = re.compile(r"[^\S\n]([^\W\d_]+)")
_SLASH: Final = re.compile(r"(\d{1,3})[/⁄](\d{1,4})(?![\d/])")


class Numeral:
    """A number as read: where, its value, and how it was written.

    `exponent` is the power of ten of the scale word (0 = none), `decimals` how many decimals stood before it.
    No dataclass, here and for what else is made for every figure: where reading is compiled, this is made ten times faster.
    """

    __slots__ = (
        "article", "collective", "decimals", "digits", "end", "exponent", "fraction", "grouped", "several", "start", "value",
    )

    def __init__(
        self, start: int, end: int, value: Decimal, digits: bool = False, exponent: int = 0, decimals: int = 0,
        several: Decimal | None = None, article: bool = False, fraction: bool = False, grouped: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.digits = digits
        self.exponent = exponent
        self.decimals = decimals
        self.collective = False
        self.several = several
        self.article = article
        self.fraction = fraction
        self.grouped = grouped

    @property
    def step(self) -> Decimal | None:
        """The precision that decimals before a scale word are written with: 9,2 milliards → 100 million."""
        return Decimal(1).scaleb(self.exponent - self.decimals) if self.decimals and self.exponent else None


def read_digits(folded: str, start: int, end: int, tables: Tables) -> Numeral | None:
    """The number in digits at `start`, without sign or scale word; None for a run of digits that is no number."""
    if plain := _PLAIN.match(folded, start, end):
        return Numeral(start, plain.end(), Decimal(plain.group()), True)
    found = _DIGITS.match(folded, start, end)
    if found is None:
        return None
    stop = found.end()
    if found["grouped"]:
        grouped, sep, tail = found["grouped"], found["sep"], found["tail"]
        groups = grouped.count(sep)
        if groups > MAX_GROUPS or (tail and len(tail) > MAX_DIGITS):
            return None
        rounded = grouped.endswith("000") and tail is None and grouped[0] != "0"
        if sep == tables.decimal and groups == 1 and not rounded:
            if tail is not None:  # "1,234.5" where the comma is the decimal sign: the other convention
                return Numeral(start, stop, Decimal(f"{grouped.replace(sep, '')}.{tail}"), True, decimals=len(tail))
            return Numeral(start, stop, Decimal(grouped.replace(sep, ".")), True, decimals=3)
        if grouped[0] == "0" and sep in ".,":  # 0.125 is never a group
            return Numeral(start, stop, Decimal(grouped.replace(sep, ".", 1).replace(sep, "")), True, decimals=3)
        if sep == " " and grouped[0] == "0":
            first = grouped.index(" ")
            return Numeral(start, start + first, Decimal(grouped[:first]), True)
        whole = grouped.replace(sep, "")
        if tail is None or found["mark"] == sep:
            if tail is not None:  # "1.234.5": a version, a date
                return None
            return Numeral(start, stop, Decimal(whole), True, grouped=True)
        return Numeral(start, stop, Decimal(f"{whole}.{tail}"), True, decimals=len(tail), grouped=True)
    if found["lakhs"]:
        return Numeral(start, stop, Decimal(found["lakhs"].replace(",", "")), True, grouped=True)
    whole, decimals = found["whole"], found["decimals"]
    if len(whole) > MAX_DIGITS:
        return None
    if decimals is None:
        part = _MIXED.match(folded, stop, end) if folded[stop:stop + 1] == " " and len(whole) < 4 else None
        if part and 0 < int(part[1]) < int(part[2]):  # "10 1/2"
            value = Decimal(whole) + Decimal(part[1]) / Decimal(part[2])
            return Numeral(start, part.end(), value, True)
        return Numeral(start, stop, Decimal(whole), True)
    if len(decimals) > MAX_DIGITS:
        return None
    return Numeral(start, stop, Decimal(f"{whole}.{decimals}"), True, decimals=len(decimals))


def read_slash(folded: str, start: int, end: int) -> Numeral | None:
    """A fraction in digits: "3/4", "2⁄3"."""
    found = _SLASH.match(folded, start, end)
    if found is None or not 0 < int(found[1]) < int(found[2]) or len(found[2]) > 3:
        return None  # "261/2004" numbers a law
    return Numeral(start, found.end(), Decimal(int(found[1])) / Decimal(int(found[2])), True, fraction=True)


def vulgar(char: str) -> Decimal | None:
    """The value of a sign like ½."""
    value = _VULGAR.get(char)
    return None if value is None else Decimal(value)


def read_words(folded: str, start: int, end: int, tables: Tables) -> Numeral | None:
    """The longest number in words at `start`: "quatre-vingt-dix mille", "two hundred and fifty", "einundzwanzig"."""
    run = tables.word_run.match(folded, start, end)
    if run is None:
        return None
    limit = run.end()
    alone = run.group()
    if alone in tables.small:
        return Numeral(start, limit, Decimal(tables.small[alone]), article=alone in tables.articles)
    number = _Sum(tables)
    at = stop = start
    joined = False
    count = 0
    before: tuple[int, int, int] | None = None  # the end, value and exponent of what stood before the last joiner
    while at < limit:
        found = tables.word.match(folded, at, limit)
        if found is None or not number.take(found.group(), joined):
            break
        count += 1
        stop = found.end()
        at = _gap_end(folded, stop, limit)
        link = tables.joined.match(folded, at, limit)
        joined = link is not None
        if link:
            if tables.mixed.match(folded, stop):
                break
            before = stop, number.value, number.exponent
            at = _gap_end(folded, link.end(), limit)
    if stop == start:
        return None
    value, exponent = number.value, number.exponent
    if number.overrun and before and before[0] < stop:  # "between one thousand and two thousand": two numbers
        stop, value, exponent = before
    article = count == 1 and folded[start:stop] in tables.articles
    return Numeral(start, stop, Decimal(value), exponent=exponent, article=article)


def _gap_end(folded: str, at: int, limit: int) -> int:
    """Where the spaces and hyphens at `at` end."""
    while at < limit and folded[at] in " -":
        at += 1
    return at


@dataclass(slots=True)
class _Sum:
    """A number in words, added up word by word."""

    tables: Tables
    total: int = 0
    """What the scale words from a million on have closed; the rest may still be multiplied by one."""
    thousands: int = 0
    hundreds: int = 0
    small: int = 0
    scale: int = 0
    scale_left: int = 10**30
    """The next scale word must be smaller."""
    thousand_used: bool = False
    any_small: bool = False
    pending: bool = False
    """Whether anything stands before a scale word for it to multiply."""
    overrun: bool = False
    """Whether a word was refused because its rank was taken: it belongs to a second number."""

    @property
    def value(self) -> int:
        return self.total + self.thousands + self.hundreds + self.small

    @property
    def exponent(self) -> int:
        """The power of ten of the last scale word, if nothing stands behind it."""
        return self.scale if self.value == self.total else 0

    def take(self, word: str, joined: bool) -> bool:
        """Add a word, `joined` by "and" to what stands before it; False when the number ends before it."""
        tables = self.tables
        if word in tables.small:
            return self._below_thousand(tables.small[word], joined)
        if word in tables.hundreds:
            return self._hundred(joined)
        if word in tables.thousands:
            return self._thousand(joined)
        return self._scale(tables.scales[word])

    def _below_thousand(self, value: int, joined: bool) -> bool:
        if value >= 100:
            if self.hundreds or self.small or self.any_small:
                return False
            self.hundreds = value
        else:
            if not self.any_small:
                self.small = value
            elif _fits(self.small, value, self.tables) or (
                self.tables.units_first and joined and _turned(self.small, value)
            ):
                self.small += value
            else:
                return False
            self.any_small = True
        self.pending = True
        return True

    def _hundred(self, joined: bool) -> bool:
        if self.hundreds or (self.any_small and not 0 < self.small < self.tables.hundreds_below) or joined:
            self.overrun = self.hundreds > 0
            return False
        self.hundreds = (self.small or 1) * 100
        self.small, self.any_small, self.pending = 0, False, True
        return True

    def _thousand(self, joined: bool) -> bool:
        if self.thousand_used or (joined and not self.pending):
            self.overrun = self.thousand_used
            return False
        self.thousands = (self.hundreds + self.small or 1) * 1000
        self.hundreds = self.small = 0
        self.thousand_used, self.any_small, self.pending = True, False, True
        return True

    def _scale(self, exponent: int) -> bool:
        size = 10**exponent
        amount = self.thousands + self.hundreds + self.small
        self.overrun = size >= self.scale_left or (size <= 1000 and self.thousand_used)
        if self.overrun or not self.pending or amount == 0:
            return False
        self.total += amount * size
        self.scale_left, self.scale = size, exponent
        self.thousands = self.hundreds = self.small = 0
        self.thousand_used = self.any_small = self.pending = False
        return True


def _turned(small: int, value: int) -> bool:
    """Whether units stand before tens: "einundzwanzig"."""
    return 0 < small < 10 and 20 <= value < 100 and value % 10 == 0


def _fits(small: int, value: int, tables: Tables) -> bool:
    """Whether a word below 100 can stand behind `small`: vingt-trois, soixante-quinze, but not trois-vingt."""
    if small >= 20 and small % 10 == 0 and 0 < value < 10:
        return True
    return small in tables.vigesimal and 10 <= value < 20


def extend(
    numeral: Numeral, text: str, folded: str, end: int, tables: Tables, *, money: bool = False
) -> Numeral:
    """The numeral with the scale words, collectives and halves that stand behind it.

    `money`: a currency sign stands in front, so "3m" is three million and no length.
    """
    if not tables.extendable.match(folded, numeral.end, end):
        return numeral
    numeral = _halved(numeral, folded, end, tables)
    for _ in range(2):  # "mille milliards", "2.5 thousand billion", "4 hundred million"
        found = tables.scale_word.match(folded, numeral.end, end)
        if found is None:
            break
        word = found.group(1)
        exponent = tables.scales.get(word) or (3 if word in tables.thousands else 2)
        if exponent < 6 and not numeral.digits and numeral.exponent == 0:
            break
        if exponent == 2 and (numeral.value >= 100 or numeral.decimals or word in tables.unit_names):
            break
        numeral.value = numeral.value.scaleb(exponent)
        numeral.exponent += exponent
        numeral.end = found.end()
    if numeral.exponent == 0:
        found = tables.collective_word.match(folded, numeral.end, end)
        if found and (folded[numeral.end] == " "):
            size = tables.collectives[found.group(1)]
            numeral.value *= size
            numeral.collective = True
            numeral.end = found.end()
            higher = tables.linked_scale.match(folded, numeral.end, end)
            if higher and (tables.size(higher.group(1)) >= 1000):  # "une trentaine de millions"
                numeral.exponent = tables.size(higher.group(1)).adjusted()
                numeral.value, numeral.end = numeral.value.scaleb(numeral.exponent), higher.end()
            return numeral
    if numeral.digits and numeral.exponent == 0:
        found = tables.short_scale.match(text, numeral.end, end)
        if found and (money or found.group(1) not in tables.unit_like_scales or (
            len(found.group(1)) == 1 and _scales(text, found.end(), tables)
        )):
            numeral.exponent = tables.short_scales[found.group(1)]
            numeral.value = numeral.value.scaleb(numeral.exponent)
            numeral.end = found.end()
    if numeral.exponent:
        numeral = _halved(numeral, folded, end, tables)
    if (numeral.exponent and numeral.decimals == 0) or (tables.thousand_then_digits and not numeral.digits):
        numeral = _added(numeral, folded, end, tables)
    return _mixed(numeral, folded, end, tables)


def _added(numeral: Numeral, folded: str, end: int, tables: Tables) -> Numeral:
    """ "3 milliards 200 millions", "4 thousand 3 hundred and 21", "mil 200": lower parts in digits behind a scale."""
    lowest = numeral.exponent or (3 if numeral.value % 1000 == 0 and numeral.value else 0)
    while lowest >= 2 and folded[numeral.end:numeral.end + 1] == " ":
        at = numeral.end + 1
        link = tables.joined.match(folded, at, end)
        if link:
            at = link.end() + 1
        if not folded[at:at + 1].isdecimal():
            small = read_words(folded, at, end, tables) if link and numeral.digits and lowest == 2 else None
            if small is not None and 0 < small.value < 100:  # "3 hundred and one"
                numeral.value, numeral.end, numeral.exponent = numeral.value + small.value, small.end, 0
            break
        part = read_digits(folded, at, end, tables)
        if part is None or part.decimals:
            break
        found = tables.scale_word.match(folded, part.end, end)
        if found:
            exponent = tables.scales.get(found.group(1)) or (3 if found.group(1) in tables.thousands else 2)
            if exponent >= 6 and lowest == 3 and part.value < 1000 and not numeral.decimals:  # "12 mil 300 millones"
                numeral.value, numeral.end = (numeral.value + part.value).scaleb(exponent), found.end()
                numeral.exponent = exponent
                break
            if exponent >= lowest or part.value.scaleb(exponent) >= Decimal(10) ** lowest:
                break
            numeral.value, numeral.end, lowest = numeral.value + part.value.scaleb(exponent), found.end(), exponent
            continue
        size = part.end - at
        if (size == 3 and lowest == 3 and not link) or (size <= 2 and lowest == 2 and link):
            numeral.value, numeral.end, numeral.exponent = numeral.value + part.value, part.end, 0
        break
    return numeral


def _mixed(numeral: Numeral, folded: str, end: int, tables: Tables) -> Numeral:
    """ "cinq et trois quarts", "two and two thirds", "deux cent virgule trois": a fraction or decimals in words."""
    found = tables.mixed.match(folded, numeral.end, end)
    if found:
        part = Decimal(tables.small[found.group(1)]) / tables.fractions[found.group(2)]
        if part < 1:
            numeral.value += part.scaleb(numeral.exponent)
            numeral.end = found.end()
    elif numeral.digits or numeral.exponent:
        return numeral
    elif found := tables.spoken_decimal.match(folded, numeral.end, end):
        after = read_words(folded, found.end(), end, tables)
        if after is not None and after.value < 1000:
            zeros = 0
            while after.value == 0 and folded[after.end:after.end + 1] == " ":
                following = read_words(folded, after.end + 1, end, tables)
                if following is None:
                    break
                zeros, after = zeros + 1, following
            numeral.value += after.value.scaleb(-len(str(int(after.value))) - zeros)
            numeral.end = after.end
    return numeral


def _scales(text: str, at: int, tables: Tables) -> bool:
    """Whether "37m" is millions: money or a noun follows ("37m people"), and no "long", "(121ft)", "and"."""
    if at < len(text) and text[at] in tables.currency_signs:
        return True
    word = _WORD.match(text, at)
    return word is not None and word.group(1).islower() and word.group(1) not in tables.stops


def _halved(numeral: Numeral, folded: str, end: int, tables: Tables) -> Numeral:
    """ "deux millions et demi", "two and a half", "3½"."""
    if numeral.end < end and numeral.exponent == 0 and (sign := vulgar(folded[numeral.end])) is not None:
        numeral.value += sign
        numeral.end += 1
        return numeral
    found = tables.half.match(folded, numeral.end, end)
    if found:
        size = Decimal(1).scaleb(numeral.exponent)
        numeral.value += tables.halves[found.group(1)] * size
        numeral.end = found.end()
    return numeral
