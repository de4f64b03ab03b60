"""Figures: counts, money, measures, shares, ages, ranges. One grammar; every word stands in the language's tables."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..mentions import Kind, Mention
from ..units import unit as unit_of
from ..values import Modifier
from . import View
from . import _phrases as phrases
from . import _standing as standing
from ._elision import carried_unit, cents_of, listed_before, millions_again, points
from ._figures import Figure, NamedUnit, marked_measure, number, sign_before, unit_behind
from ._numerals import Numeral, extend, read_words, vulgar
from ._ranges import compound, ranged, ratio, share
from ._tables import Tables, tables

ORDER = 30

_RUN = re.compile(r"\d+")
_OPEN = frozenset(" \n(['\"«:;,/")
_FIGURE_UNITS = ("duration", "age", "length", "area", "speed", "temperature")
_NOTHING = (None, None)
_PRIMES = frozenset("'′″\"")
_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞⅙"


class QuantityReader:
    """Reads every figure that is not a date or an ordinal."""

    exclusive = True

    def __init__(self, lang: str, words: Tables) -> None:
        self.lang = lang
        self.tables = words
        self.stems: Iterable[str] = words.stems
        figures = {"0", *words.numeral_words, *words.portions, *words.several, *_VULGAR}
        self.cues = words.change_words - figures
        self.triggers: Iterable[str] = figures | self.cues

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        first = view.folded[start]
        words = self.tables
        if first.isdecimal():
            if not standing.may_begin(view, start, end, words) or standing.rated_before(view, start):
                return ()
            return self._digits(view, start)
        if not first.isalpha() and (value := vulgar(first)) is not None:
            return self._finish(view, self._unit(view, Numeral(start, start + 1, value, True, fraction=True)))
        word = view.folded[start:end]
        if word in words.plain_articles and self._plainly_article(view, start, end):
            return ()
        if word in words.change_words:
            view.changed = end
            if word in self.cues:
                return ()
        if word in words.portions and word not in words.small:
            return self._portion(view, start)
        if word in words.several:
            return self._several(view, start, word)
        if word in words.scale_alone and (read := self._vague_scale(view, start, word)) is not None:
            return read
        if not standing.opens_word(view, start, words) or standing.is_homograph(view, start, end, words):
            return ()
        numeral = read_words(view.folded, start, view.end, words)
        if numeral is None:
            return self._portion(view, start) if word in words.portions else ()
        return () if standing.rated_before(view, start) else self._words(view, numeral)

    def finish(self, view: View) -> Sequence[Mention]:
        return ()

    def _plainly_article(self, view: View, start: int, end: int) -> bool:
        """Whether "un", "a" is no number: nothing ahead that it could count, nothing behind that makes it count."""
        words, folded = self.tables, view.folded
        if words.article_ahead.match(folded, end, view.end):
            return False
        if phrases.word_before(view, start, view.cursor)[0] in words.article_behind:
            return False
        near = folded[end:end + 48]
        return not any(cue in near for cue in words.ratio_cues)

    # --- numbers -------------------------------------------------------------------------------------------------

    def _digits(self, view: View, start: int) -> Sequence[Mention]:
        words = self.tables
        folded = view.folded
        low = view.cursor
        if start - 2 > low and folded[start - 1] == " " and folded[start - 2].isalpha() and (
            (last := view.text[start - 2]).islower() and last not in words.last_signs
        ) and "'" not in (ahead := folded[start:start + 3]) and '"' not in ahead:  # most numbers: a word stands before
            numeral = number(view, start, words)
            return self._signed(view, self._unit(view, numeral, None, start), False) if numeral else ()
        sign = sign_before(view, start, words)
        negative_between = False
        if sign is None and start - 1 > low and folded[start - 1] == "-" and view.text[start - 2] in words.last_signs:
            sign = sign_before(view, start - 1, words)  # "$-50.8bn"
            negative_between = sign is not None
        if marked := marked_measure(view, start):
            return self._finish(view, marked)
        numeral = self._leading_point(view, start) or number(view, start, words, money=sign is not None)
        if numeral is None:
            return ()
        if sign and sign.weak and not (numeral.exponent or numeral.decimals or numeral.value >= 100):
            return ()  # "PS5" is a console, "PS8.1bn" is money
        begin = sign.start if sign else numeral.start
        negative = negative_between
        if begin - 2 > low and folded[begin - 1] == " " and folded[begin - 2] in "+-–" and (
            folded[begin - 3] == "(" or (folded[begin - 2] == "+" and folded[begin - 3] == " ")
        ):  # "(- 2,3 %)", "après + 0,1 %"
            negative = folded[begin - 2] != "+"
            begin -= 2
        elif begin > low and folded[begin - 1] in "+-–" and (
            begin - 1 == view.start or folded[begin - 2] in _OPEN or folded[begin - 2] == "+"
        ):
            negative = folded[begin - 1] != "+" and not folded.startswith("+/", max(low, begin - 3))
            begin -= 1
        return self._signed(view, self._unit(view, numeral, sign.code if sign else None, begin), negative)

    def _leading_point(self, view: View, start: int) -> Numeral | None:
        """ ".001 per cent", ",08"."""
        folded = view.folded
        if start <= view.cursor or folded[start - 1] != self.tables.decimal or (
            start > 1 and folded[start - 2] not in _OPEN
        ):
            return None
        digits = _RUN.match(folded, start)
        assert digits is not None
        value = Decimal(f"0.{digits.group()[:24]}")
        numeral = Numeral(start - 1, digits.end(), value, True, decimals=len(digits.group()))
        return extend(numeral, view.text, folded, view.end, self.tables)

    def _signed(self, view: View, figure: Figure, negative: bool) -> Sequence[Mention]:
        """The figure with its sign: of a range, the sign is the first number's."""
        words = self.tables
        if not negative:
            word, first = phrases.word_before(view, figure.start, view.cursor)
            word = word.rstrip("-")
            if phrases.last_word(view.folded, view.cursor, first)[0] in words.plus_or:
                pass  # "plus or minus 3 points"
            elif word in words.negative:
                negative, figure = True, figure._replace(start=first)
            elif word in words.negative_of_degrees and figure.unit:
                known = unit_of(figure.unit)
                if known and known.dimension in ("temperature", "angle"):
                    negative, figure = True, figure._replace(start=first)
        if negative:
            ends = (-figure.low, figure.high) if figure.low != figure.high else (-figure.low, -figure.low)
            figure = figure._replace(low=min(ends), high=max(ends))
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
            if numeral.article and found.group(1) in words.ordinals and standing.counts_in_order(view, found.end(), words):
                return ()  # "un cinquième avion"
            numeral.value /= words.fractions[found.group(1)]
            if folded[found.end():found.end() + 1] == "-" and not (
                words.scale_word.match(folded, found.end()) or words.point_parts.match(folded, found.end())
            ):
                return ()  # "a third-party evaluation"
            numeral.end, numeral.fraction, numeral.article = found.end(), True, False
            numeral = self._of_scale(view, numeral)
        if numeral.article and not standing.counts(view, numeral, words):
            return ()
        return self._signed(view, self._unit(view, numeral), False)

    def _portion(self, view: View, start: int) -> Sequence[Mention]:
        """ "la moitié", "half": a share by itself."""
        words = self.tables
        found = words.portion_word.match(view.folded, start, view.end)
        if found is None:
            return ()
        word, _ = phrases.last_word(view.folded, view.cursor, start)
        if word in words.portions_not_behind:
            return ()
        value = words.portions[found.group()]
        numeral = self._of_scale(view, Numeral(start, found.end(), value, fraction=True))
        if numeral.fraction and found.group() in words.portions_of_scale and unit_behind(view, numeral, words) is None and (
            not words.point_parts.match(view.folded, numeral.end, view.end)
        ):
            alone = found.group().split(" ")[0]
            if alone in words.portions_of_scale or alone not in words.portions:
                return ()
            numeral = Numeral(start, start + len(alone), words.portions[alone], fraction=True)
        return self._finish(view, self._unit(view, numeral))

    def _of_scale(self, view: View, numeral: Numeral) -> Numeral:
        """ "half a million", "trois quarts de million": a fraction of a scale word is a number."""
        words = self.tables
        found = words.linked_scale.match(view.folded, numeral.end, view.end)
        if found and (numeral.value > 1 or found.group(1) not in words.several):
            size = words.size(found.group(1))
            numeral.value *= size
            numeral.end, numeral.fraction, numeral.exponent = found.end(), False, size.adjusted()
        return numeral

    def _several(self, view: View, start: int, word: str) -> Sequence[Mention]:
        """ "des centaines de", "plusieurs milliards": a scale with no number in front."""
        words = self.tables
        opener, _ = phrases.last_word(view.folded, view.cursor, start)
        if words.several_openers and opener not in words.several_openers:
            return ()
        return self._vague(view, start, start + len(word), words.size(word))

    def _vague(self, view: View, start: int, end: int, scale: Decimal) -> Sequence[Mention]:
        words = self.tables
        numeral = Numeral(start, end, scale, several=scale)
        higher = words.linked_scale.match(view.folded, end, view.end)
        if higher:
            numeral.several = scale * words.size(higher.group(1))
            numeral.end = higher.end()
        return self._finish(view, self._unit(view, numeral))

    def _vague_scale(self, view: View, start: int, word: str) -> Sequence[Mention] | None:
        """ "several hundred", "a few thousand": vague; a scale word alone is no number. None: read it as one."""
        words = self.tables
        before, _ = phrases.last_word(view.folded, view.cursor, start)
        if before in words.vague_openers:
            return self._vague(view, start, start + len(word), words.size(word))
        alone = words.scale_needs_number and not words.scale_word.match(view.folded, start + len(word), view.end)
        return () if alone else None

    # --- units ---------------------------------------------------------------------------------------------------

    def _unit(self, view: View, numeral: Numeral, money: str | None = None, begin: int | None = None) -> Figure:
        """The figure that begins with `numeral`: its range, its unit, the second part of a compound measure."""
        words = self.tables
        start = numeral.start if begin is None else begin
        unit = None if money else unit_behind(view, numeral, words)
        name: str | None
        if unit is not None and millions_again(view, numeral, unit, words):
            unit = None
        if unit is not None:
            name, end = unit.name.id, self._scale_behind(view, numeral, unit)
            if unit.name.cents and view.found and view.folded[numeral.end:unit.end].strip(" -") in words.shared_cents:
                name = cents_of(view, start, name)
            half = words.half.match(view.folded, end, view.end) if numeral.decimals == 0 else None
            if half and view.folded[end] == " ":  # "3 ans et demi", "two years and a half"
                numeral.value, end = numeral.value + words.halves[half.group(1)].scaleb(numeral.exponent), half.end()
        else:
            name, end = money, numeral.end
            if numeral.exponent and words.scaled_units:
                name = words.scaled_units.get(view.folded[end - 4:end].lstrip(" 0123456789"), money)
            if money is None and (found := ratio(view, numeral, words)):
                return share(view, numeral, start, found[0])
        figure = Figure(start, end, numeral.value, numeral.value, name, numeral, "number",
                        cents=unit is not None and unit.name.cents)
        found_range = ranged(view, figure, unit, money, words)
        if found_range is not None:
            return found_range
        if unit is not None:
            return compound(view, figure, words)
        if money is not None:  # "€5 million", "$3.2m", "US$ 5 billion dollars"
            again = unit_behind(view, numeral, words)
            if again and again.name.id in (money, words.currencies.get(money)) and not _amount_ahead(view, again.end):
                return figure._replace(end=again.end)
        return figure

    def _scale_behind(self, view: View, numeral: Numeral, unit: NamedUnit) -> int:
        """Where the unit ends; a scale word behind a sign of money counts too ("75 USD million")."""
        scale = self.tables.scale_word.match(view.folded, unit.end, view.end)
        if scale is None or numeral.exponent or not unit.name.symbol or scale.group(1) not in self.tables.scales:
            return unit.end
        known = unit_of(unit.name.id)
        if known is None or known.kind != "money":
            return unit.end
        numeral.exponent = self.tables.scales[scale.group(1)]
        numeral.value = numeral.value.scaleb(numeral.exponent)
        return scale.end()

    # --- the whole mention ---------------------------------------------------------------------------------------

    def _finish(self, view: View, figure: Figure) -> Sequence[Mention]:
        """The mention, or nothing where the number is part of a name, a score, a version."""
        words, folded = self.tables, view.folded
        end, numeral = figure.end, figure.numeral
        last = view.found[-1] if view.found else None
        if last and last.unit == "deg" and folded[end:end + 1] in _PRIMES and figure.start - last.end < 12:
            return ()  # minutes and seconds of an angle
        if end < view.end and folded[end].isalnum() and (figure.unit is None or folded[end - 1].isalnum()):
            return ()
        if figure.unit is None and not numeral.digits and not numeral.fraction and not words.hyphen_nouns and (
            folded[end:end + 1] == "-" and folded[end + 1:end + 2].isalpha()
        ):
            view.cursor = end
            return ()  # "un trois-pièces"
        low, high = figure.low, figure.high
        if figure.cents:
            low, high = low / 100, high / 100
        if figure.unit is None and (stop := points(view, figure, words)):
            end, figure = stop, figure._replace(unit="pp")
        kind, name = _kind(figure)
        if kind == "temperature" and any(
            cue in folded[max(view.start, figure.start - 32):end + 16] for cue in words.angle_cues
        ):
            kind, name = "other", "deg"  # "rotate 90°"
        listed = listed_before(view, figure.start, words) if name and last and last.kind == "count" else 0
        first = view.found[-listed].start if listed else figure.start
        modifier, begin = phrases.modifier_before(view, first, words)
        if modifier is None and folded[end:end + 1] in (" ", ",", "-"):
            modifier = phrases.modifier_after(view, end, words)
        if kind == "duration" and name in ("a", "mo") and standing.is_age(view, first, begin, end, words):
            kind = "age"
        if kind == "duration" and modifier is not None and words.span_words and (
            standing.is_span(view, first, begin, end, words)
        ):
            modifier, begin = None, first
        for i in range(-listed, 0):
            view.found[i] = view.found[i]._replace(kind=kind, unit=name)
        per, per_end = phrases.per(view, end, words)
        counted = None
        if kind == "count" and name is None and standing.is_bare_age(view, figure, begin, words):
            kind, name = "age", "a"
        elif kind not in _FIGURE_UNITS:
            if figure.rule == "ratio":  # "sept Français sur dix", "three in ten voters"
                counted = phrases.counted_after(view, numeral.end, words, measure=False, single=False)
            counted = counted or phrases.counted_after(
                view, per_end, words, measure=kind != "count" and figure.rule != "ratio", single=low == 1 and high == 1
            )
        if kind == "count" and name is None:
            if standing.is_name(view, figure, modifier is not None, counted, words):
                return ()
            if counted is None and (carried := carried_unit(view, figure, begin, words)):
                kind, name = _kind(figure._replace(unit=carried))
            counted = phrases.elided(view, counted, words)
            if view.folded.endswith(words.factors, max(view.start, begin - 32), begin):  # "multiplié par cinq"
                kind, name, counted = "other", "times", None
        if per is None and counted and counted.span:
            per, _ = phrases.per(view, counted.span.end, words)
        change = self._change(view, figure, begin)
        original = self._converted(view, figure, kind, name) if name and view.found else None
        change = change or (original.change if original else None)
        if figure.rule == "range" or figure.low != figure.high:
            modifier = "range"
        else:
            modifier = self._modifier(figure, kind, modifier, original)
        phrase, span = counted or _NOTHING
        if (several := numeral.several) is not None:
            return (Mention(
                figure.start, end, kind, f"{self.lang}.numbers.{figure.rule}", None, None, name, modifier, numeral.step,
                numeral.collective, several, phrase, span, per, change,
            ),)
        return (Mention(
            figure.start, end, kind, f"{self.lang}.numbers.{figure.rule}", low, high, name, modifier, numeral.step,
            numeral.collective, None, phrase, span, per, change,
        ),)

    def _converted(self, view: View, figure: Figure, kind: Kind, name: str) -> Mention | None:
        """The figure that this one converts: "30 miles (48 km)"."""
        before = view.found[-1]
        if before.kind != kind or before.unit == name or before.several is not None or before.collective:
            return None
        return before if view.folded[before.end:figure.start] in self.tables.conversion_gaps else None

    def _modifier(
        self, figure: Figure, kind: Kind, modifier: Modifier | None, original: Mention | None
    ) -> Modifier:
        """The modifier of a single figure; a conversion in brackets shares that of the figure it converts."""
        words, numeral = self.tables, figure.numeral
        if modifier is None and original is not None and original.modifier != "range":
            modifier = original.modifier
        if modifier is None:
            modifier = "approx" if numeral.collective or numeral.several is not None else "exact"
        if kind == "duration" and modifier in words.not_of_duration:
            modifier = words.not_of_duration[modifier]
        return modifier

    def _change(self, view: View, figure: Figure, begin: int) -> str | None:
        sign = view.folded[figure.start]
        if sign == "+":
            return "up"
        if sign in "-–":
            return "down"
        if figure.rule == "from_to":
            return "down" if figure.fallen else "up"
        return phrases.change(view, begin, figure.end, self.tables)


def _kind(figure: Figure) -> tuple[Kind, str | None]:
    name = figure.unit
    known = unit_of(name) if name else None
    if known is not None:
        return ("other" if known.kind == "percent" and name == "1" else known.kind), name
    return ("other", "1") if figure.numeral.fraction else ("count", name)


def _amount_ahead(view: View, at: int) -> bool:
    """Whether the sign that ends at `at` belongs to the next amount: "$ 20,000.00 $ 37,305.97"."""
    return view.folded[at:at + 1].isdigit() or (view.folded[at:at + 1] == " " and view.folded[at + 1:at + 2].isdigit())


def reader(lang: str) -> QuantityReader | None:
    """The figure reader of a language, or None when it has no numbers."""
    words = tables(lang)
    return QuantityReader(lang, words) if words else None
