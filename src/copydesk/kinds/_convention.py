"""Languages that write numbers in two ways: "2,300" and "2.300" mean what the rest of the text says."""

import re
from decimal import Decimal
from typing import Final

from . import View
from ._numerals import Numeral
from ._tables import Tables

_REACH: Final = 20_000
# Each begins with its first character, so that `re` steps over all others
_POINT: Final = re.compile(
    r"[\d$](?:(?<=\d)(?:(?<![\d.,:].)\d{0,2}(?:,\d{3})*\.(?:\d(?![\d.,:])|\d\d ?%)|,\d{3},\d{3}(?!\d))"
    r"|(?<=\$) ?\d[\d,]{0,12}\.\d\d?(?!\d))"
)
_COMMA: Final = re.compile(r"\d(?:(?<![\d.,:].)\d{0,2}(?:\.\d{3})*,\d\d?(?!\d)|\.\d{3}\.\d{3}(?!\d))")


def in_convention(view: View, numeral: Numeral, words: Tables) -> Numeral:
    """A number like "2,300" or "18.450" as the text's convention has it.

    Without a word from the text, the language's own convention holds; only "2,300 million" is never 2.3 million, which
    nobody writes with zeros behind.
    """
    written = view.folded[numeral.start:numeral.end]
    sign, digits = written[-4], written[:-4] + written[-3:]
    if not digits.isdecimal() or digits[0] == "0":
        return numeral
    decimal = view.decimal = view.decimal or _decimal(view, words)
    groups = sign != decimal or written.endswith("00") or (
        written.endswith("0") and words.scale_word.match(view.folded, numeral.end) is not None
    )
    if groups:
        return Numeral(numeral.start, numeral.end, Decimal(digits), True, grouped=True)
    return Numeral(numeral.start, numeral.end, Decimal(written.replace(",", ".")), True, decimals=3)


def _decimal(view: View, words: Tables) -> str:
    stop = min(view.end, view.start + _REACH)
    point = sum(1 for _ in _POINT.finditer(view.folded, view.start, stop))
    comma = sum(1 for _ in _COMMA.finditer(view.folded, view.start, stop))
    return words.decimal if point == comma else "." if point > comma else ","
