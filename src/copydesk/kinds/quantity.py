"""Figures: counts, money, measures, shares, ages, ranges. One grammar; every word stands in the language's tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ..mentions import Kind, Mention
from ..text import Span
from ..units import unit as unit_of
from ..values import Modifier
from . import View
from . import _phrases as phrases
from ._numerals import Numeral, extend, read_digits, read_slash, read_words, vulgar
from ._tables import Tables, UnitName, symbols, tables

ORDER = 30

_PHONE = re.compile(r"(?:\+\d{1,3}[ .-]?)?(?:\(?\d{1,4}\)?)(?:[ .-]\d{2}){4,}(?!\d)|\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|\d{3}-\d{4}(?!\d)")
_SLIP = re.compile(r"(\d{1,3}), (\d{1,2})(?= [^\W\d_])(?!\d)")
_LIST_NUMBER = re.compile(r"\d{1,2}(?:\.|\)|°|/) ")
_SCORE = re.compile(r"\d{1,3}[-–:]\d{1,3}(?!\d)")
_NEXT_WORD = re.compile(r"[ ]{1,2}([^\W\d_]+)")
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+ (?:[a-z]{2,3} )?[^\W\d_a-z][\w'’-]+\Z")
_RUN = re.compile(r"\d+")
_OPEN = frozenset(" \n(['\"«:;,/")
_DOT_CHAIN = re.compile(r"\d+(?:[.:]\d+){2,}")


class _Unit(NamedTuple):
    name: UnitName
    end: int


class _Figure(NamedTuple):
    """A number (or a range of two) with its unit, before anything around it is looked at."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None
    numeral: Numeral
    rule: str
    cents: bool = False
    fallen: bool = False


class QuantityReader:
    """Reads every figure that is not a date or an ordinal."""

    exclusive = True

    def __init__(self, lang: str, words: Tables) -> None:
        self.lang = lang
        self.tables = words
        self.triggers: Iterable[str] = {
            "0", *words.numeral_words, *words.portions, *(w for w in words.several),
            *"½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞⅙",
        }
        self._currencies: dict[str, str] = symbols()["currencies"]
        self._codes = frozenset(symbols()["codes"]["codes"])
        self._last_signs = frozenset(sign[-1] for sign in self._currencies)

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        first = view.folded[start]
        if first.isdecimal():
            if not self._may_begin(view, start, end):
                return ()
            return self._digits(view, start)
        if (value := vulgar(first)) is not None:
            return self._finish(view, self._unit(view, Numeral(start, start + 1, value, True, fraction=True)))
        word = view.folded[start:end]
        if word in self.tables.portions and word not in self.tables.small:
            return self._portion(view, start)
        if word in self.tables.several:
            return self._several(view, start, word)
        numeral = read_words(view.folded, start, view.end, self.tables)
        if numeral is None:
            return self._portion(view, start) if word in self.tables.portions else ()
        return self._words(view, numeral)

    def finish(self, view: View) -> Sequence[Mention]:
        return ()

    # --- what may begin a figure ---------------------------------------------------------------------------------

    def _may_begin(self, view: View, start: int, end: int) -> bool:
        folded = view.folded
        if start == 0:
            before = " "
        else:
            before = folded[start - 1]
        if before.isalnum() or before in "_@#\\=&%":
            return before.isalpha() and self._sign_before(view, start) is not None
        if before in "-–/.,:'" and start > 1:
            further = folded[start - 2]
            if before in "-–" and further.isalpha():
                word, _ = phrases.last_word(folded, max(view.start, start - 12), start - 1)
                return word.rstrip("-") in self.tables.negative
            if before in "./:" and further.isalnum():
                return False
            if before == "," and further.isdigit():
                return False
        phone = _PHONE.match(folded, start, view.end)
        if phone:
            view.cursor = phone.end()
            return False
        chain = _DOT_CHAIN.match(folded, start, view.end)
        if chain and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", chain.group()):
            view.cursor = chain.end()
            return False
        if _LIST_NUMBER.match(folded, start, view.end):
            line = folded.rfind("\n", max(0, start - 8), start) + 1 or max(view.start, start - 8)
            if not folded[line:start].strip(" *-•(\n") and (line == view.start or folded[line - 1] == "\n"):
                return False
        return True

    def _sign_before(self, view: View, at: int) -> tuple[str, int] | None:
        """The currency sign or code in front of a number, and where it starts."""
        text, low = view.text, max(view.start, view.cursor)
        stop = at
        if stop > low and view.folded[stop - 1] == " ":
            stop -= 1
        if stop <= low:
            return None
        if text[stop - 1] in self._last_signs:
            for size in (4, 3, 2, 1):
                first = stop - size
                if first >= low and (code := self._currencies.get(text[first:stop])):
                    if text[first].isalpha() and first > low and text[first - 1].isalnum():
                        continue
                    if text[first - 3:first] == "US " and size == 1 and first - 3 >= low:
                        first -= 3
                    return code, first
        code = text[stop - 3:stop]
        if stop - 3 >= low and code in self._codes and not (stop - 3 > low and text[stop - 4].isalnum()):
            return code, stop - 3
        return None

    # --- numbers -------------------------------------------------------------------------------------------------

    def _number(self, view: View, at: int, *, money: bool = False) -> Numeral | None:
        """A number with its scale words at `at`, in digits or in words; `money` when a currency sign stands in front."""
        folded, end = view.folded, view.end
        if at >= end:
            return None
        if folded[at].isdecimal():
            slip = _SLIP.match(folded, at, end)
            if slip and self.tables.decimal == "," and self.tables.scale_word.match(folded, slip.end(), end):
                number = Decimal(f"{slip[1]}.{slip[2]}")
                numeral: Numeral | None = Numeral(at, slip.end(), number, True, decimals=len(slip[2]))
            else:
                numeral = read_slash(folded, at, end) or read_digits(folded, at, end, self.tables)
        else:
            numeral = read_words(folded, at, end, self.tables)
        return extend(numeral, view.text, folded, end, self.tables, money=money) if numeral else None

    def _digits(self, view: View, start: int) -> Sequence[Mention]:
        sign = self._sign_before(view, start)
        folded = view.folded
        if start > view.cursor and folded[start - 1] == "." and self.tables.decimal == "." and (
            start < 2 or folded[start - 2] in _OPEN
        ):  # ".001 per cent"
            digits = _RUN.match(folded, start)
            assert digits is not None
            value = Decimal(f"0.{digits.group()[:24]}")
            numeral: Numeral | None = Numeral(start - 1, digits.end(), value, True, decimals=len(digits.group()))
            start -= 1
        else:
            numeral = self._number(view, start, money=sign is not None)
        if numeral is None:
            return ()
        begin = sign[1] if sign else start
        negative = False
        if begin > max(view.start, view.cursor) and folded[begin - 1] in "+-–" and (
            begin - 1 == view.start or folded[begin - 2] in _OPEN or folded[begin - 2] == "+"
        ):
            negative = folded[begin - 1] != "+"
            begin -= 1
        figure = self._unit(view, numeral, sign[0] if sign else None, begin)
        if not negative and (word_start := self._negative_word(view, figure)) is not None:
            negative, figure = True, figure._replace(start=word_start)
        if negative:
            figure = figure._replace(low=-figure.high, high=-figure.low)
        return self._finish(view, figure)

    def _words(self, view: View, numeral: Numeral) -> Sequence[Mention]:
        folded, words = view.folded, self.tables
        was_article = numeral.article
        numeral = extend(numeral, view.text, folded, view.end, words)
        numeral.article = was_article and numeral.exponent == 0 and not numeral.collective and numeral.value == 1
        found = words.fraction_word.match(folded, numeral.end, view.end)
        if found and numeral.exponent == 0 and not numeral.collective and (
            0 < numeral.value < words.fractions[found.group(1)]
            or (found.group(1).endswith("s") and not numeral.digits and numeral.value > 1)
        ):
            numeral.value /= words.fractions[found.group(1)]
            if folded[found.end():found.end() + 1] == "-":  # "a third-party evaluation"
                return ()
            numeral.end, numeral.fraction, numeral.article = found.end(), True, False
            numeral = self._of_scale(view, numeral)
        if numeral.article and not self._counts(view, numeral):
            return ()
        figure = self._unit(view, numeral)
        if (word_start := self._negative_word(view, figure)) is not None:
            figure = figure._replace(start=word_start, low=-figure.high, high=-figure.low)
        return self._finish(view, figure)

    def _negative_word(self, view: View, figure: _Figure) -> int | None:
        """Where a word that negates the figure begins ("minus 5", "moins 15 degrés"), if there is one."""
        words = self.tables
        word, first = phrases.last_word(view.folded, max(view.start, view.cursor), figure.start)
        word = word.rstrip("-")
        if word in words.negative:
            return first
        known = unit_of(figure.unit) if figure.unit and word in words.negative_of_degrees else None
        return first if known and known.dimension in ("temperature", "angle") else None

    def _counts(self, view: View, numeral: Numeral) -> bool:
        """Whether "un", "une", "a" is a number here and no article."""
        folded, words = view.folded, self.tables
        if self._ratio(view, numeral):
            return True
        modifier, _ = phrases.modifier_before(view, numeral.start, words)
        if modifier in ("at_least", "more_than", "less_than", "at_most"):
            return True
        low = max(view.start, view.cursor)
        word, _ = phrases.last_word(folded, low, numeral.start)
        if folded[numeral.start:numeral.end] in words.pronouns and word not in words.pronouns_not_behind:
            following = phrases.counted_after(view, numeral.end, words, measure=False, single=True)
            if following or words.unit.match(folded, numeral.end, view.end) or folded.startswith(" of the ", numeral.end):
                return True
        if words.bare_units.match(folded, numeral.end, view.end):
            return word not in words.bare_not_behind and (
                not words.bare_behind or word in words.bare_behind
            )
        after = _NEXT_WORD.match(folded, numeral.end, view.end)
        if after is None:
            return False
        if after.group(1) in words.bare_nouns and word not in words.bare_not_behind:
            return True
        earlier = phrases.last_count(view)
        return (
            word in words.coordination and earlier is not None and earlier.low is not None and earlier.low > 1
            and numeral.start - earlier.end < 24 and not re.search(r"[.;:\n,]", folded[earlier.end:numeral.start])
        )

    def _portion(self, view: View, start: int) -> Sequence[Mention]:
        """ "la moitié", "half": a share by itself."""
        found = self.tables.portion_word.match(view.folded, start, view.end)
        if found is None:
            return ()
        word, _ = phrases.last_word(view.folded, max(view.start, view.cursor), start)
        if word in self.tables.portions_not_behind:
            return ()
        value = self.tables.portions[found.group()]
        return self._finish(view, self._unit(view, self._of_scale(view, Numeral(start, found.end(), value, fraction=True))))

    def _of_scale(self, view: View, numeral: Numeral) -> Numeral:
        """ "half a million", "trois quarts de million": a fraction of a scale word is a number."""
        words = self.tables
        found = words.linked_scale.match(view.folded, numeral.end, view.end)
        if found and found.group(1) not in words.several:
            numeral.value *= words.size(found.group(1))
            numeral.end, numeral.fraction, numeral.exponent = found.end(), False, 3
        return numeral

    def _several(self, view: View, start: int, word: str) -> Sequence[Mention]:
        """ "des centaines de", "plusieurs milliards": a scale with no number in front."""
        words = self.tables
        opener, opener_start = phrases.last_word(view.folded, max(view.start, view.cursor), start)
        if words.several_openers and opener not in words.several_openers:
            return ()
        scale = words.size(word)
        numeral = Numeral(start, start + len(word), scale, several=scale)
        higher = words.linked_scale.match(view.folded, numeral.end, view.end)
        if higher:
            numeral.several = scale * words.size(higher.group(1))
            numeral.end = higher.end()
        return self._finish(view, self._unit(view, numeral))

    # --- units ---------------------------------------------------------------------------------------------------

    def _unit_at(self, view: View, numeral: Numeral) -> _Unit | None:
        """The unit behind a number."""
        words = self.tables
        linked = numeral.exponent >= 6 or numeral.collective or numeral.several is not None or numeral.fraction
        found = (words.linked_unit if linked else words.unit).match(view.folded, numeral.end, view.end)
        if found is None:
            return self._spaced_unit(view, numeral)
        first, stop = found.span(1)
        attached = first == numeral.end
        written = view.text[first:stop]
        for name in words.unit_names[found.group(1)]:
            if attached and name.id == "s" and numeral.decimals == 0 and name.symbol is not None:
                continue  # "2018s", "Model 3s"
            if name.symbol is None:
                if not attached or not numeral.digits or len(written) > 1:
                    return _Unit(name, stop)
            elif written == name.symbol or (len(written) > 2 and not written[0].isupper() and name.symbol.islower()):
                if numeral.digits or not name.symbol.isalpha():
                    return _Unit(name, stop)
        return None

    def _spaced_unit(self, view: View, numeral: Numeral) -> _Unit | None:
        """A unit of time behind an adjective: "12 derniers mois", "two more weeks"."""
        words, folded = self.tables, view.folded
        if folded[numeral.end:numeral.end + 1] != " " or numeral.fraction:
            return None
        following = _NEXT_WORD.match(folded, numeral.end, view.end)
        if following is None or following.group(1) not in words.skips:
            return None
        found = words.unit.match(folded, following.end(), view.end)
        if found is None:
            return None
        name = words.unit_names[found.group(1)][0]
        known = unit_of(name.id)
        return _Unit(name, found.end(1)) if name.symbol is None and known and known.kind == "duration" else None

    def _unit(self, view: View, numeral: Numeral, money: str | None = None, begin: int | None = None) -> _Figure:
        """The figure that begins with `numeral`: its range, its unit, the second part of a compound measure."""
        start = numeral.start if begin is None else begin
        unit = None if money else self._unit_at(view, numeral)
        if unit is not None:
            name, end = unit.name.id, unit.end
        else:
            name, end = money, numeral.end
            if money is None and self._ratio(view, numeral):
                return self._share(view, numeral, start)
        figure = _Figure(start, end, numeral.value, numeral.value, name, numeral, "number",
                         cents=unit is not None and unit.name.cents)
        ranged = self._range(view, figure, unit, money)
        if ranged is not None:
            return ranged
        if unit is not None:
            return self._compound(view, figure)
        if money is not None:  # "€5 million", "$3.2m", "US$ 5 billion dollars"
            again = self._unit_at(view, numeral)
            if again and unit_of(again.name.id) and again.name.id == money:
                return figure._replace(end=again.end)
        return figure

    def _ratio(self, view: View, numeral: Numeral) -> tuple[Numeral, int] | None:
        """ "sept sur dix", "one in five", "un Français sur quatre": the second number."""
        words = self.tables
        found = words.ratio.match(view.folded, numeral.end, min(view.end, numeral.end + 48))
        if found is None or numeral.exponent or numeral.collective or numeral.value < 1:
            return None
        if words.ratio_noun_of_one and numeral.value != 1 and found["noun"]:
            return None
        second = self._number(view, found.end())
        if second is None or second.exponent or second.collective or second.value <= numeral.value or second.decimals:
            return None
        if second.value > 1000 or (second.digits and not numeral.digits and second.value > 100):
            return None
        tail = view.folded[second.end:second.end + 24]
        if any(cue in tail for cue in words.scale_cues):
            return None
        word, _ = phrases.last_word(view.folded, max(view.start, view.cursor), numeral.start)
        return None if word in words.level_cues else (second, found.start())

    def _share(self, view: View, numeral: Numeral, start: int) -> _Figure:
        found = self._ratio(view, numeral)
        assert found is not None
        second, _ = found
        value = numeral.value / second.value
        return _Figure(start, second.end, value, value, "1", replace_numeral(numeral, fraction=True), "ratio")

    def _range(self, view: View, figure: _Figure, unit: _Unit | None, money: str | None) -> _Figure | None:
        """The range that begins with `figure`: "de 8 à 9 millions", "40-45 %", "between $5 and $6 million"."""
        words, folded = self.tables, view.folded
        join = words.range_join.match(folded, figure.end, min(view.end, figure.end + 16))
        if join is None or figure.numeral.several is not None or figure.numeral.fraction:
            return None
        at = join.end()
        joiner = join.group().strip(" ,")
        sign = None
        if at < view.end and view.text[at] in self._last_signs or view.text[at:at + 3] in self._codes:
            digits = re.compile(r"[^\d\s]{1,4} ?(?=\d)").match(folded, at, view.end)
            if digits:
                sign = self._currencies.get(view.text[at:digits.end()].strip()) or view.text[at:at + 3]
                at = digits.end()
        second = self._number(view, at, money=sign is not None or money is not None)
        if second is None or second.collective != figure.numeral.collective:
            return None
        if second.article and joiner not in words.loose_joins:
            return None
        second_unit = self._unit_at(view, second)
        first = figure.numeral
        opener = self._opener(view, figure.start, joiner)
        tight = joiner in "-–"
        if unit and second_unit is None and not sign and not (opener and first.exponent == second.exponent == 0):
            return None
        if unit and (sign or (second_unit and unit.name.id != second_unit.name.id)):
            return None
        if second_unit and money and second_unit.name.id != money:
            return None
        low, high, step_exponent = figure.low, second.value, first.exponent
        if first.exponent == 0 and second.exponent >= 3 and low < 1000 and not unit and not first.collective and (
            low < high.scaleb(-second.exponent) or opener is None
        ):
            low, step_exponent = low.scaleb(second.exponent), second.exponent
        name = second_unit.name.id if second_unit else (sign or figure.unit or money)
        if money and sign and money != sign:
            return None
        if opener is None:
            behind, _ = phrases.last_word(folded, max(view.start, view.cursor), figure.start)
            own = unit is not None or money is not None or first.exponent > 0
            if own and not tight and (behind in words.range_not_behind or behind in words.change):
                return None  # "rose by $43 billion to $419 billion"
            if tight:
                if low >= high or not (first.digits and second.digits):
                    return None
                if name is None and not second.exponent and phrases.counted_after(
                    view, second.end, words, measure=False, single=False
                ) is None:
                    return None
            elif joiner in words.range_joins:
                if low >= high:
                    return None
                if joiner in words.loose_joins and high - low > max(Decimal(1), low):
                    return None
                if name is None and not second.exponent and first.digits != second.digits:
                    return None
            else:
                return None
        if second.end < view.end and folded[second.end].isalnum() and second_unit is None:
            return None
        if name is None and not first.grouped and not second.grouped and 1500 <= low < 2100 and 1500 <= high < 2100:
            return None  # two years are the date reader's
        end = second_unit.end if second_unit else second.end
        numeral = replace_numeral(first, exponent=step_exponent)
        rule = "from_to" if opener == "change" else "range"
        return _Figure(figure.start, end, min(low, high), max(low, high), name, numeral, rule,
                       cents=bool(second_unit and second_unit.name.cents), fallen=low > high)

    def _opener(self, view: View, start: int, joiner: str) -> str | None:
        """ "range" or "change" when the words before the figure open a range that `joiner` continues."""
        words, folded = self.tables, view.folded
        low = max(view.start, view.cursor, start - 24)
        before = folded[low:start].rstrip(" ")
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

    def _compound(self, view: View, figure: _Figure) -> _Figure:
        """ "2 h 40", "six feet two", "12 euros et 15 centimes": two figures that make one value."""
        if figure.numeral.exponent or figure.numeral.decimals or figure.numeral.collective:
            return figure
        kind = unit_of(figure.unit or "")
        smaller = {"h": ("min", 60), "min": ("s", 60), "[ft_i]": ("[in_i]", 12)}.get(figure.unit or "")
        money = kind is not None and kind.kind == "money" and not figure.cents
        if smaller is None and not money:
            return figure
        at = figure.end
        folded = view.folded
        joined = self.tables.compound_join.match(folded, at, view.end)
        if joined is None:
            return figure
        at = joined.end()
        second = self._number(view, at) if at < view.end else None
        if second is None or second.exponent or second.decimals or second.article or second.collective:
            return figure
        unit = self._unit_at(view, second)
        linked = joined.group().strip(" ") != ""
        if money:
            good = unit is not None and unit.name.cents and unit.name.id == figure.unit
            bare = unit is None and linked and second.digits and 10 <= second.value < 100 and (
                phrases.counted_after(view, second.end, self.tables, measure=False, single=False) is None
            )
            if (good or bare) and second.value < 100:
                value = figure.low + second.value / 100
                return figure._replace(end=unit.end if unit else second.end, low=value, high=value, rule="compound")
            return figure
        assert smaller is not None
        name, ratio = smaller
        if second.value >= ratio:
            return figure
        if unit is not None and unit.name.id == name:
            end = unit.end
        elif unit is None and not linked and (second.digits == figure.numeral.digits) and not (
            second.digits and second.value < 10 and figure.unit == "h" and folded[at] != "0"
        ) and phrases.counted_after(view, second.end, self.tables, measure=False, single=False) is None:
            end = second.end
        else:
            return figure
        value = figure.low * ratio + second.value
        return figure._replace(end=end, low=value, high=value, unit=name, rule="compound")

    # --- the whole mention ---------------------------------------------------------------------------------------

    def _finish(self, view: View, figure: _Figure) -> Sequence[Mention]:
        """The mention, or nothing where the number is part of a name, a score, a version."""
        words, folded = self.tables, view.folded
        end, numeral = figure.end, figure.numeral
        if end < view.end and folded[end].isalnum() and (figure.unit is None or folded[end - 1].isalnum()):
            return ()
        low, high = figure.low, figure.high
        if figure.cents:
            low, high = low / 100, high / 100
        kind: Kind = "count"
        name = figure.unit
        known = unit_of(name) if name else None
        if known is not None:
            kind = known.kind
        elif numeral.fraction:
            kind, name = "other", "1"
        if kind == "percent" and name == "1":
            kind = "other"
        modifier, begin = phrases.modifier_before(view, figure.start, words)
        if modifier is None:
            modifier = phrases.modifier_after(view, end, words)
        if kind == "duration" and name in ("a", "mo") and self._is_age(view, figure.start, begin, end):
            kind = "age"
        per, per_end = self._per(view, end)
        measure = kind != "count"
        counted = phrases.counted_after(
            view, per_end, words, measure=measure, single=low == 1 and high == 1
        )
        if kind == "count" and name is None and self._is_bare_age(view, figure):
            kind, name = "age", "a"
        if kind == "count" and figure.unit is None:
            if self._is_name(view, figure, modifier, counted):
                return ()
            counted = phrases.elided(view, counted, words)
            if per is None and counted and counted.span:
                per, _ = self._per(view, counted.span.end)
        if kind in ("duration", "age", "length", "area", "speed", "temperature"):
            counted = None
        if figure.rule == "range" or figure.low != figure.high:
            modifier = "range"
        elif modifier is None:
            modifier = "approx" if numeral.collective or numeral.several is not None else "exact"
        if kind == "duration" and modifier in words.not_of_duration:
            modifier = words.not_of_duration[modifier]
        several = numeral.several
        return (Mention(
            figure.start, end, kind, f"{self.lang}.numbers.{figure.rule}",
            low=None if several is not None else low, high=None if several is not None else high,
            unit=name, modifier=modifier, step=numeral.step, collective=numeral.collective, several=several,
            counted=counted.phrase if counted else None, counted_span=counted.span if counted else None,
            per=per,
            change=self._change(view, figure, begin),
        ),)

    def _change(self, view: View, figure: _Figure, begin: int) -> str | None:
        sign = view.folded[figure.start]
        if sign == "+":
            return "up"
        if sign in "-–":
            return "down"
        if figure.rule == "from_to":
            return "down" if figure.fallen else "up"
        return phrases.change(view, begin, figure.end, self.tables)

    def _per(self, view: View, at: int) -> tuple[str | None, int]:
        """What the figure is a rate over, and where that ends."""
        words = self.tables
        found = words.per.match(view.folded, at, min(view.end, at + 40))
        if found and not (found.end() < view.end and view.folded[found.end()].isalnum()):
            return words.per_names[found.group(1)], found.end()
        return None, at

    def _is_age(self, view: View, start: int, begin: int, end: int) -> bool:
        """Whether a span of years or months is somebody's age."""
        words, folded = self.tables, view.folded
        low = max(view.start, begin - 24)
        before = folded[low:begin].rstrip(" ")
        if any(before.endswith(cue) and not before[:-len(cue)][-1:].isalnum() for cue in words.age_behind):
            return True
        if any(folded.startswith(cue, end) for cue in words.age_suffixes):
            return True
        if before.endswith(",") and folded[end:end + 1] in (",", ")", ".", ";") and before[:-1][-1:].isalpha():
            word, first = phrases.last_word(folded, max(view.start, low - 24), low + len(before) - 1)
            return bool(word) and (view.text[first].isupper() or word in words.age_nouns)
        if before.endswith("(") and folded[end:end + 1] == ")":
            return True
        word, first = phrases.last_word(folded, view.start, begin)
        if word in words.age_links:
            word, _ = phrases.last_word(folded, max(view.start, first - 24), first)
            return word in words.age_nouns
        return False

    def _is_bare_age(self, view: View, figure: _Figure) -> bool:
        """ "Jamie Dupont, 25, said": a bare number between commas behind a full name."""
        numeral, text = figure.numeral, view.text
        if not numeral.digits or figure.end - figure.start > 3 or not 1 <= numeral.value < 120 or numeral.decimals:
            return False
        if text[figure.end:figure.end + 1] not in (",", ")") or text[figure.start - 2:figure.start] != ", ":
            return False
        return _FULL_NAME.search(text, max(view.start, figure.start - 40), figure.start - 2) is not None

    def _is_name(self, view: View, figure: _Figure, modifier: Modifier | None, counted: phrases.Counted | None) -> bool:
        """Whether a bare number belongs to a name, a score, a list or a year rather than counting something."""
        folded, numeral = view.folded, figure.numeral
        if numeral.exponent or figure.low != figure.high or not (numeral.digits or counted is None):
            return False
        low = max(view.start, figure.start - 24)
        word, first = phrases.last_word(folded, low, figure.start)
        if word and word.rstrip("°.") in self.tables.name_heads:
            of = self.tables.ratio.match(folded, figure.end, min(view.end, figure.end + 48))
            if of and (limit := self._number(view, of.end())):  # "catégorie 4 sur 5"
                view.cursor = limit.end
            return True
        if modifier is not None or not numeral.digits:
            return False
        if folded[figure.start - 1:figure.start] == "°":
            return True
        whole = numeral.value == numeral.value.to_integral_value()
        if whole and 1800 <= numeral.value < 2100 and not numeral.grouped and (
            counted is None or self.tables.year_before_noun
        ):
            return True
        if _SCORE.match(folded, figure.start, view.end):
            view.cursor = _SCORE.match(folded, figure.start, view.end).end()  # type: ignore[union-attr]
            return True
        if folded[figure.end:figure.end + 1] in "-/" and folded[figure.end + 1:figure.end + 2].isalnum():
            return self.tables.hyphen_noun.match(folded, figure.end, view.end) is None
        if counted is not None:
            return False
        if folded[figure.start - 1:figure.start] == "(" and folded[figure.end:figure.end + 1] == ")":
            return True
        if word and view.text[first].isupper():
            before = folded[max(view.start, first - 2):first]
            return bool(before.strip(" ")) is False and first > view.start and before[-2:-1] not in (".", "\n", ":") \
                or "-" in word
        return False


def replace_numeral(numeral: Numeral, **changes: object) -> Numeral:
    """A copy with some fields changed."""
    return replace(numeral, **changes)  # type: ignore[arg-type]


def reader(lang: str) -> QuantityReader | None:
    """The figure reader of a language, or None when it has no numbers."""
    words = tables(lang)
    return QuantityReader(lang, words) if words else None
