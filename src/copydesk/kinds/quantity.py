"""Figures: counts, money, measures, shares, ages, ranges. One grammar; every word stands in the language's tables."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from ..mentions import Kind, Mention
from ..units import unit as unit_of
from ..values import Modifier
from . import View
from . import _ages as ages
from . import _phrases as phrases
from . import _standing as standing
from ._elision import carried_unit, counted_elsewhere, listed_before, pass_on, points, shared_change
from ._figures import Figure, marked_measure, number, sign_before, unit_behind
from ._measures import measured, of_scale
from ._numerals import Numeral, extend, read_words, vulgar
from ._places import currency_of
from ._tables import Tables, tables

ORDER = 30

_RUN: Final = re.compile(r"\d+")
_THOUSANDS: Final = re.compile("(?<=\\d[ \u202f\xa0])0\\d\\d")
_OPEN: Final = frozenset(" \n(['\"«:;,/")
_FIGURE_UNITS: Final = ("duration", "age", "length", "area", "speed", "temperature")
_PRIMES: Final = frozenset("'′″\"")
_VULGAR: Final = "½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞⅙"


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
            return self._finish(view, measured(view, Numeral(start, start + 1, value, True, fraction=True), self.tables))
        word = view.folded[start:end]
        if word in words.change_words:
            view.changed = end
            if word in self.cues:
                return ()
        if word in words.plain_articles and self._plainly_article(view, start, end):
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
        return words.ratio_cue.search(folded, end, end + 48) is None

    # --- numbers -------------------------------------------------------------------------------------------------

    def _digits(self, view: View, start: int) -> Sequence[Mention]:
        words = self.tables
        folded = view.folded
        low = view.cursor
        if start - 2 > low and folded[start - 1] == " " and folded[start - 2].isalpha() and (  # most: a word stands before
            (last := view.text[start - 2]).islower() and last not in words.last_signs
        ) and "'" not in (ahead := folded[start:start + 3]) and '"' not in ahead and "h" not in ahead and (
            ":" not in ahead
        ):
            numeral = number(view, start, words)
            return self._signed(view, measured(view, numeral, words, None, start), False) if numeral else ()
        sign = sign_before(view, start, words)
        negative_between = False
        if sign is None and start - 1 > low and folded[start - 1] == "-" and view.text[start - 2] in words.last_signs:
            sign = sign_before(view, start - 1, words)  # "$-50.8bn"
            negative_between = sign is not None
        if marked := marked_measure(view, start, words):
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
        return self._signed(view, measured(view, numeral, words, sign.code if sign else None, begin), negative)

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
            negative = word in words.negative
            if not negative and word in words.negative_of_degrees and figure.unit:
                known = unit_of(figure.unit)
                negative = known is not None and known.dimension in ("temperature", "angle")
            if negative and phrases.last_word(view.folded, view.cursor, first)[0] in words.plus_or:
                negative = False  # "plus or minus 3 points"
            elif negative:
                figure.start = first
        if not negative and figure.unit and (below := words.below_zero.match(view.folded, figure.end, view.end)):
            known = unit_of(figure.unit)
            negative = known is not None and known.dimension in ("temperature", "angle")
            figure.end = below.end() if negative else figure.end
        if negative:
            low = -figure.low
            high = figure.high if figure.low != figure.high else low
            figure.low, figure.high = min(low, high), max(low, high)
        return self._finish(view, figure)

    def _words(self, view: View, numeral: Numeral) -> Sequence[Mention]:
        folded, words = view.folded, self.tables
        was_article = numeral.article
        numeral = extend(numeral, view.text, folded, view.end, words)
        numeral.article = was_article and numeral.exponent == 0 and not numeral.collective and numeral.value == 1
        found = words.fraction_word.match(folded, numeral.end, view.end)
        if found and numeral.exponent == 0 and not numeral.collective and (
            (0 < numeral.value < words.fractions[found.group(1)]
             and not words.fraction_never.match(folded, numeral.end, view.end))
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
            numeral = of_scale(view, numeral, words)
        if numeral.article and not standing.counts(view, numeral, words):
            return ()
        return self._signed(view, measured(view, numeral, words), False)

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
        numeral = of_scale(view, Numeral(start, found.end(), value, fraction=True), words)
        if numeral.fraction and found.group() in words.portions_of_scale and unit_behind(view, numeral, words) is None and (
            not words.point_parts.match(view.folded, numeral.end, view.end)
        ):
            alone = found.group().split(" ")[0]
            if alone in words.portions_of_scale or alone not in words.portions:
                return ()
            numeral = Numeral(start, start + len(alone), words.portions[alone], fraction=True)
        return self._finish(view, measured(view, numeral, words))

    def _half_more(self, view: View, end: int) -> bool:
        """Whether a half stands on top of a unit: "its first year and a half", but "between a third and a half"."""
        words = self.tables
        form = next((form for form in words.halves_behind if view.folded.endswith(form, view.cursor, end)), None)
        if form is None:
            return False
        before = phrases.last_word(view.folded, view.start, end - len(form))[0]
        return before not in words.fractions and before not in words.portions

    def _several(self, view: View, start: int, word: str) -> Sequence[Mention]:
        """ "des centaines de", "plusieurs milliards": a scale with no number in front."""
        words = self.tables
        opener, _ = phrases.last_word(view.folded, view.cursor, start)
        if words.several_openers and opener not in words.several_openers:
            return ()
        if view.folded[start + len(word) + 1:start + len(word) + 2].isdecimal():
            return ()  # "scores 3 goals"
        return self._vague(view, start, start + len(word), words.size(word))

    def _vague(self, view: View, start: int, end: int, scale: Decimal) -> Sequence[Mention]:
        words = self.tables
        numeral = Numeral(start, end, scale, several=scale)
        higher = words.linked_scale.match(view.folded, end, view.end)
        if higher:
            numeral.several = scale * words.size(higher.group(1))
            numeral.end = higher.end()
        return self._finish(view, measured(view, numeral, words))

    def _vague_scale(self, view: View, start: int, word: str) -> Sequence[Mention] | None:
        """ "several hundred", "a few thousand": vague; a scale word alone is no number. None: read it as one."""
        words = self.tables
        before, _ = phrases.last_word(view.folded, view.cursor, start)
        if before in words.vague_openers:
            return self._vague(view, start, start + len(word), words.size(word))
        alone = words.scale_needs_number and not words.scale_word.match(view.folded, start + len(word), view.end)
        return () if alone else None

    # --- the whole mention ---------------------------------------------------------------------------------------

    def _finish(self, view: View, figure: Figure) -> Sequence[Mention]:
        """The mention, or nothing where the number is part of a name, a score, a version."""
        if self._glued(view, figure):
            return ()
        words, end, numeral = self.tables, figure.end, figure.numeral
        low: Decimal | None = figure.low / 100 if figure.cents else figure.low
        high: Decimal | None = figure.high / 100 if figure.cents else figure.high
        if figure.unit is None and (stop := points(view, figure, words)):
            end, figure.unit = stop, "pp"
        if figure.unit in words.places:
            figure.unit = currency_of(view, figure.unit, figure.start, words)
        kind, name = _kind(figure.unit, numeral.fraction)
        if kind == "duration" and words.capital_spans and self._titled(view, figure):
            view.cursor = end
            return ()
        if kind == "temperature" and _is_angle(view, figure, end, words):
            kind, name = "other", "deg"
        listed = listed_before(view, figure.start, words) if name or numeral.exponent >= 6 else 0
        first = view.found[-listed].start if listed else figure.start
        modifier, begin, kind = self._modified(view, first, end, kind, name)
        pass_on(view, listed, figure, begin, kind, name, words)
        per, per_end = phrases.per(view, end, words)
        counted = None
        if kind == "count" and name is None and ages.is_bare_age(view, figure, begin, words):
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
            kind, name, counted = _bare(view, figure, begin, end, counted, words)
        if per is None and counted and counted.span:
            per, _ = phrases.per(view, counted.span.end, words)
        original = self._converted(view, figure, kind, name) if name and view.found else None
        per = original.per if per is None and original else per
        change = None
        if kind != "duration" or phrases.last_word(view.folded, view.start, begin)[0] not in words.within:
            change = self._change(view, figure, begin) or (original.change if original else None)
        if figure.rule == "range" or figure.low != figure.high:
            modifier = "range"
        else:
            modifier = self._modifier(figure, kind, modifier, original)
        phrase, span = (counted.phrase, counted.span) if counted else (None, None)
        low, high = (low, high) if numeral.several is None else (None, None)
        return (tuple.__new__(Mention, (  # three times faster than by name
            figure.start, end, kind, f"{self.lang}.numbers.{figure.rule}", low, high, name, modifier, numeral.step,
            numeral.collective, numeral.several, phrase, span, per, change, None, None, None, None, None, None,
        )),)

    def _glued(self, view: View, figure: Figure) -> bool:
        """Whether the number is the part of something else; moves the cursor over "un trois-pièces"."""
        folded, end = view.folded, figure.end
        if folded[end:end + 1] in _PRIMES and any(one.unit == "deg" and figure.start - one.end < 12 for one in view.found[-1:]):
            return True  # minutes and seconds of an angle
        if figure.numeral.fraction and figure.unit is None and self._half_more(view, end):
            return True
        if (end < view.end and folded[end].isalnum() and (figure.unit is None or folded[end - 1].isalnum())) or (
            _THOUSANDS.match(folded, figure.start)  # "pour 100 000 habitants", whose beginning is read with what is before it
        ):
            return True
        if figure.unit is None and not (figure.numeral.digits or figure.numeral.fraction or self.tables.hyphen_nouns) and (
            folded[end:end + 1] == "-" and folded[end + 1:end + 2].isalpha()
        ):
            view.cursor = end
            return True
        return False

    def _titled(self, view: View, figure: Figure) -> bool:
        """Whether the unit of a span of time has a capital, as in the name of a paper or a programme: "24 Heures"."""
        last, first = phrases.last_word(view.folded, figure.start, figure.end)
        written = view.text[first:figure.end]
        return len(last) > 2 and figure.numeral.digits and written[0].isupper() and written[1:].islower()

    def _modified(
        self, view: View, first: int, end: int, kind: Kind, name: str | None
    ) -> tuple[Modifier | None, int, Kind]:
        """The modifier around a figure and where it begins; and its kind, since a span of time may be an age."""
        words = self.tables
        modifier, begin = phrases.modifier_before(view, first, words)
        if modifier is None and view.folded[end:end + 1] in (" ", ",", "-"):
            modifier = phrases.modifier_after(view, end, words)
        if kind in ("count", "duration") and modifier and words.of_units and (
            view.folded[begin:first].rstrip(" ") in words.of_units
        ):
            modifier, begin = None, first  # "dans les 198 attaques", "dans les 30 jours"
        if kind == "duration":
            if name in ("a", "mo") and ages.is_age(view, first, begin, end, words):
                kind = "age"
            elif modifier is not None and words.span_words and ages.is_span(view, first, begin, end, words):
                modifier, begin = None, first
        elif kind == "length" and modifier is not None and ages.is_course(view, first, begin, words):
            modifier, begin = None, first
        return modifier, begin, kind

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
        if figure.rule == "from_to" or figure.fallen:
            return "down" if figure.fallen else "up"
        told = phrases.change(view, begin, figure.end, self.tables, figure.unit)
        if told is None and view.found and (last := view.found[-1]).change:
            end = last.counted_span.end if last.counted_span else last.end
            if view.folded[end:begin] in self.tables.restated:  # "lost 545 points, or 2.1 percent"
                return last.change
        return told or shared_change(view, figure, begin, self.tables)


def _is_angle(view: View, figure: Figure, end: int, words: Tables) -> bool:
    """Whether degrees are those of an angle: "rotate 90°"."""
    around = view.folded[max(view.start, figure.start - 32):end + 16]
    return any(cue in around for cue in words.angle_cues)


def _bare(
    view: View, figure: Figure, begin: int, end: int, counted: phrases.Counted | None, words: Tables
) -> tuple[Kind, str | None, phrases.Counted | None]:
    """What a number without a unit is, and what it counts: a sum of money told before, what stands elsewhere, a factor."""
    kind: Kind = "count"
    name: str | None = None
    numeral = figure.numeral
    bare = words.scales_linked and numeral.exponent >= 6 and not phrases.linked(view, end, words)
    if bare and counted and counted.span:
        counted = None  # "un programme de 6 milliards conclu en 2019"
    told = counted is None or (numeral.exponent >= 6 and counted.phrase.lower().split(" ")[0] in words.sums_of)
    if told and (carried := carried_unit(view, figure, begin, words)):
        kind, name = _kind(carried, numeral.fraction)
    if view.folded.endswith(words.factors, max(view.start, begin - 32), begin):  # "multiplié par cinq"
        return "other", "times", None
    return kind, name, phrases.elided(view, counted, words) or counted_elsewhere(view, figure, begin, words)


def _kind(name: str | None, fraction: bool) -> tuple[Kind, str | None]:
    known = unit_of(name) if name else None
    if known is not None:
        return ("other" if known.kind == "percent" and name == "1" else known.kind), name
    return ("other", "1") if fraction else ("count", name)


def reader(lang: str) -> QuantityReader | None:
    """The figure reader of a language, or None when it has no numbers."""
    words = tables(lang)
    return QuantityReader(lang, words) if words else None
