"""A figure's parts: the sign in front, the number, the unit behind."""

import re
from decimal import Decimal
from typing import Final

from ..units import unit as unit_of
from . import View
from ._convention import in_convention
from ._forms import UnitName
from ._numerals import MAX_DIGITS, Numeral, extend, read_digits, read_slash, read_words
from ._phrases import last_word
from ._places import currency_of
from ._tables import Tables

NEXT_WORD: Final = re.compile(r"[^\S\n]{1,2}([^\W\d_]+)")
_SLIP: Final = re.compile(r"(\d{1,3}), (\d{1,2})(?= [^\W\d_])(?!\d)")
# Most numbers: nothing stands behind that could go on with the digits
_PLAIN: Final = re.compile(rf"\d{{1,{MAX_DIGITS}}}(?![\d/⁄,]|[ '.·]\d|  \d)")
_LETTERS: Final = re.compile(r"(?<!\w)([A-Za-z]{1,4})([^\S\n]?)\Z")
_FEET: Final = re.compile(r"(\d{1,2})' ?(\d{1,2}(?:\.5)?)(?:\"|''|″)")
_TIMED: Final = re.compile(r"(\d{1,3})'([0-5]\d)(?:\"|''|″)(\d{1,2}(?!\d))?")
_SPORT: Final = re.compile(r'(\d{1,2})"(\d\d)(?!\d)')
_CLOCKED: Final = re.compile(r"(\d{1,3})h([0-5]\d)(?:'([0-5]\d)(?:''|\"|″)?)?(?![\w'])")
_TIMER: Final = re.compile(r"(\d{1,2})(h|:)([0-5]\d):([0-5]\d)(?:[.,](\d{1,2}))?(?![\w:]|[.,]\d| ?[ap]\.?m\b)")
_LASTING: Final = 24
_NEAR: Final = "4"
_MARKED: Final = 4  # letters of the longest sign or country mark before a sign
_BRACKET: Final = re.compile(r"[^\S\n]\((?:[^\W\d]{1,8} ){0,2}\d[\d., ]{0,12}(?<=\d)")
_CHAIN: Final = re.compile(r"-(?:,|(?= ))(?: ?[^\W_]+-,?){0,3}(?: [^\W\d_]{2,3})? [^\W_]+[ -](?=[^\W\d_]{3})")


class NamedUnit:
    """A unit as named in the text, and where its name ends."""

    __slots__ = ("end", "name")

    def __init__(self, name: UnitName, end: int) -> None:
        self.name = name
        self.end = end


class Figure:
    """A number (or a range of two) with its unit, before anything around it is looked at."""

    __slots__ = ("cents", "end", "fallen", "high", "low", "numeral", "rule", "start", "unit")

    def __init__(
        self, start: int, end: int, low: Decimal, high: Decimal, unit: str | None, numeral: Numeral, rule: str,
        cents: bool = False, fallen: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.low = low
        self.high = high
        self.unit = unit
        self.numeral = numeral
        self.rule = rule
        self.cents = cents
        self.fallen = fallen


class Sign:
    """A currency sign or code in front of a number. `weak` ones need a number that money is written with."""

    __slots__ = ("code", "start", "weak")

    def __init__(self, code: str, start: int, weak: bool = False) -> None:
        self.code = code
        self.start = start
        self.weak = weak


def number(view: View, at: int, words: Tables, *, money: bool = False) -> Numeral | None:
    """A number with its scale words at `at`, in digits or in words; `money` when a currency sign stands in front."""
    folded, end = view.folded, view.end
    if at >= end:
        return None
    numeral: Numeral | None
    if folded[at].isdecimal():
        if plain := _PLAIN.match(folded, at, end):
            numeral = Numeral(at, plain.end(), Decimal(plain[0]), True)
            return extend(numeral, view.text, folded, end, words, money=money)
        head = folded[at:at + 5]
        slip = _SLIP.match(folded, at, end) if "," in head and words.decimal == "," else None
        if slip and words.scale_word.match(folded, slip.end(), end):
            value = Decimal(f"{slip[1]}.{slip[2]}")
            numeral = Numeral(at, slip.end(), value, True, decimals=len(slip[2]))
        else:
            numeral = read_slash(folded, at, end) if "/" in head or "⁄" in head else None
            numeral = numeral or read_digits(folded, at, end, words)
            if words.two_decimals and numeral and 4 < numeral.end - at < 8 and folded[numeral.end - 4] in ".,":
                numeral = in_convention(view, numeral, words)
    else:
        numeral = read_words(folded, at, end, words)
    return extend(numeral, view.text, folded, end, words, money=money) if numeral else None


def marked_measure(view: View, start: int, words: Tables) -> Figure | None:
    """Two numbers that a mark makes one measure: 5'2" is 62 inches, 9"58, 2'05"41 and 2:06:21 times in seconds, "in 2h04"
    one in minutes."""
    ahead = view.folded[start:start + 3]
    if "'" in ahead and (time := _TIMED.match(view.folded, start, view.end)) and (time[3] or words.decimal == ","):
        value, unit, end = Decimal(time[1]) * 60 + Decimal(f"{time[2]}.{time[3] or 0}"), "s", time.end()
    elif "'" in ahead and (feet := _FEET.match(view.folded, start, view.end)):
        value, unit, end = Decimal(feet[1]) * 12 + Decimal(feet[2]), "[in_i]", feet.end()
    elif '"' in ahead and (time := _SPORT.match(view.folded, start, view.end)):
        value, unit, end = Decimal(f"{time[1]}.{time[2]}"), "s", time.end()
    elif time := timer(view, start, words):
        value = Decimal(time[1]) * 3600 + Decimal(time[3]) * 60 + Decimal(f"{time[4]}.{time[5]}" if time[5] else time[4])
        unit, end = "s", time.end()
    elif "h" in ahead and (time := _CLOCKED.match(view.folded, start, view.end)) and _lasts(view, start, time.end(), words):
        value, unit, end = Decimal(time[1]) * 60 + Decimal(time[2]), "min", time.end()
        if time[3]:
            value, unit = value * 60 + Decimal(time[3]), "s"
    else:
        return None
    return Figure(start, end, value, value, unit, Numeral(start, end, value, True), "compound")


def _lasts(view: View, start: int, end: int, words: Tables) -> bool:
    """Whether hours and minutes are how long something lasts, and no time of the day."""
    return view.folded.endswith(words.lasting, max(view.start - 1, 0, start - _LASTING), start) or (
        view.folded.startswith(words.lasting_behind, end)
    ) or _apart(view, start, end, words)


def _apart(view: View, start: int, end: int, words: Tables) -> bool:
    """Whether a few hours are how far one place is from another: "la ligne met Rennes à 1H25 de Paris"."""
    if not "1" <= view.folded[start] <= _NEAR or view.folded[start + 1] != "h":
        return False
    if not view.folded.endswith(words.apart, max(view.start - 1, 0, start - _LASTING), start):
        return False
    cue = next((cue for cue in words.apart_from if view.folded.startswith(cue, end)), None)
    return cue is not None and view.text[end + len(cue) : end + len(cue) + 1].isupper()


def timer(view: View, start: int, words: Tables) -> re.Match[str] | None:
    """What a timer shows: "2:06:21", "2h06:21"; no time of the day, as "at 5:52:13" or "14:05:30" may be."""
    ahead = view.folded[start:start + 3]
    time = _TIMER.match(view.folded, start, view.end) if ":" in ahead or "h" in ahead else None
    if time is None or _lasts(view, start, time.end(), words):
        return time
    before = last_word(view.folded, max(view.start, start - _LASTING), start)[0]
    return None if len(time[1]) > 1 or before in words.timer_not_behind else time


def sign_before(view: View, at: int, words: Tables) -> Sign | None:
    """The currency sign or code in front of a number."""
    text = view.text
    low = view.cursor if view.cursor > view.start else view.start
    stop = at - 1 if at > low and view.folded[at - 1] == " " else at
    if stop <= low:
        return None
    last = text[stop - 1]
    if last.islower() and last not in words.last_signs:
        return None
    if last in words.last_signs:
        for size in (4, 3, 2, 1):
            first = stop - size
            if first < low or (code := words.currencies.get(text[first:stop])) is None:
                continue
            if text[first].isalpha() and first > low and text[first - 1].isalnum():
                continue
            if size == 1 and last in words.dollar_signs:
                return _country(view, first, low, code, words)
            return Sign(code, first)
        weak = words.agency_signs.get(text[max(low, stop - 2):stop])
        if weak and stop == at and not (stop - 2 > low and text[stop - 3].isalnum()):
            return Sign(weak, stop - 2, weak=last.isalpha())
    code = text[stop - 3:stop]
    if stop - 3 >= low and code in words.codes and not (stop - 3 > low and text[stop - 4].isalnum()):
        return Sign(code, stop - 3, weak=code in words.weak_codes)
    return None


def _country(view: View, first: int, low: int, code: str, words: Tables) -> Sign:
    """ "US $", "hk $", "mxn$": the letters before a sign that several countries share."""
    letters = _LETTERS.search(view.text, max(low, first - _MARKED - 2), first)
    if letters is None:
        return Sign(code, first)
    written = letters[1]
    if len(written) == 1 and letters[2] and written not in words.spaced_marks:
        return Sign(code, first)  # "exceeds a $4 billion"
    marked = words.dollar_marks.get(written.upper())
    return Sign(marked, letters.start()) if marked else Sign(code, first)


def _converted(view: View, stop: int, words: Tables) -> bool:
    """Whether a sum stands in a bracket right behind: "30 coronas (2,60 euros)"."""
    bracket = _BRACKET.match(view.folded, stop, view.end)
    found = words.unit.match(view.folded, bracket.end(), view.end) if bracket else None
    return found is not None and any(
        (known := unit_of(name.id)) is not None and known.kind == "money" for name in words.unit_names[found.group(1)]
    )


def unit_behind(view: View, numeral: Numeral, words: Tables) -> NamedUnit | None:
    """The unit behind a number."""
    linked = numeral.exponent >= 6 or numeral.collective or numeral.several is not None
    pattern = words.fraction_unit if numeral.fraction else words.linked_unit if linked else words.unit
    found = pattern.match(view.folded, numeral.end, view.end)
    if found is None:
        after = view.folded[numeral.end:numeral.end + 1]
        return None if numeral.fraction or after not in (" ", "-") else _spaced_unit(view, numeral, after, words)
    first, stop = found.span(1)
    attached = first == numeral.end
    written = view.text[first:stop]
    for name in words.unit_names[found.group(1)]:
        if found.group(1) in words.only_placed and currency_of(view, name.id, numeral.start, words) == name.id and (
            not _converted(view, stop, words)
        ):
            continue  # "300 coronas" of flowers
        if name.symbol is None:
            if (not attached or not numeral.digits or len(written) > 1) and _suits(view, numeral, name, stop, words):
                return NamedUnit(name, stop)
        elif written == name.symbol or (len(written) > 2 and not written[0].isupper() and name.symbol.islower()):
            if attached and numeral.decimals == 0 and name.id == "s":
                continue  # "2018s", "Model 3s"
            if stop < view.end and view.folded[stop] in "-/" and name.symbol.isalpha() and view.folded[
                stop + 1:stop + 2
            ].isdigit():
                continue  # "24703 L-202"
            if stop < view.end and view.folded[stop] == "'" and name.symbol.isalpha():
                continue  # "139 s'y sont opposés"
            if written in words.verb_symbols and (verb := NEXT_WORD.match(view.folded, stop, view.end)) and (
                verb.group(1).endswith(words.verb_symbols[written])
            ):
                continue  # "el Juzgado número 3 ha pedido"
            if len(name.symbol) == 1 and name.symbol.isalpha() and view.folded.startswith("/ ", stop):
                continue  # "14.7C/ per security"
            if numeral.digits or numeral.exponent or not name.symbol.isalpha() or (
                not attached and name.id in words.spoken_symbols
            ):
                return NamedUnit(name, stop)
    return None


def _suits(view: View, numeral: Numeral, name: UnitName, stop: int, words: Tables) -> bool:
    """Whether a name that two units share means this one here ("500-pound bomb" against "500 pounds")."""
    if not name.cued:
        return True
    folded = view.folded
    if folded[numeral.end:numeral.end + 1] == "-":
        return True
    if words.mass_of and folded.startswith(words.mass_of, stop):
        return True
    low = max(view.start, numeral.start - 40)
    behind = folded[stop:min(view.end, stop + 12)]
    before = folded[low:numeral.start]
    return any(cue in before or cue in behind for cue in words.mass_cues)


def _spaced_unit(view: View, numeral: Numeral, after: str, words: Tables) -> NamedUnit | None:
    """A unit of time behind an adjective: "12 derniers mois", "two more weeks"; or shared: "four- and five-year"."""
    folded = view.folded
    if after == "-":
        chain = _CHAIN.match(folded, numeral.end, min(view.end, numeral.end + 48)) if words.hyphen_nouns else None
        found = words.unit.match(folded, chain.end(), view.end) if chain else None
        return NamedUnit(words.unit_names[found.group(1)][0], numeral.end) if found else None
    if words.spaced is not None and not words.spaced.match(folded, numeral.end, view.end):
        return None
    following = NEXT_WORD.match(folded, numeral.end, view.end)
    if following is None:
        return None
    word = following.group(1)
    if word not in words.skips and not (words.noun_last and len(word) > 3 and word not in words.stops):
        return None
    found = words.unit.match(folded, following.end(), view.end)
    if found is None or folded[following.end()] != " ":
        return None
    name = words.unit_names[found.group(1)][0]
    known = unit_of(name.id)
    return NamedUnit(name, found.end(1)) if name.symbol is None and known and known.kind in (
        "duration", "length", "mass", "area", "volume"
    ) and not name.cued else None
