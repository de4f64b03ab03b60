"""Writing a figure otherwise: its value in other words, or another value in its form. Tables in `rewrites.toml`."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009.,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_LARGEST = 999_999


@cache
def table() -> dict[str, dict[str, Any]]:
    """The tables by language."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A written figure taken apart: `before` + numeral + `gap` + `scale` + `after`; `value` is the numeral's alone."""

    lang: str
    before: str
    numeral: str
    value: Decimal
    gap: str
    scale: str
    power: int
    after: str

    @property
    def total(self) -> Decimal:
        return self.value.scaleb(self.power)

    @property
    def spelled(self) -> bool:
        return not self.numeral[:1].isdigit()

    def written(self, numeral: str, scale: str | None = None, after: str | None = None) -> str:
        """The figure with parts of it written otherwise; a scale of "" goes away with its gap."""
        scale = self.scale if scale is None else scale
        after = self.after if after is None else after
        return self.before + numeral + (self.gap or " " if scale else "") + scale + after


def take_apart(text: str, lang: str, value: Decimal) -> Figure | None:
    """The figure `text`, known to be worth `value`; None where it is written in a way that is not handled here."""
    found = _DIGITS.search(text)
    if found:
        start, end, candidates = found.start(), found.end(), _readings(found[0], lang)
    else:
        start, end, candidates = _spelled(text, lang, value)
    rest = text[end:]
    gap, scale, power = _scale(rest, lang)
    after = rest[len(gap) + len(scale):]
    for reading in candidates:
        if reading.scaleb(power) == value:
            return Figure(lang, text[:start], text[start:end], reading, gap, scale, power, after)
    return None


def _scale(rest: str, lang: str) -> tuple[str, str, int]:
    """The scale word that `rest` begins with, the spaces before it and its power of ten; empty where there is none."""
    found = re.match(r"([ \u00a0\u202f-]*)([^\W\d_]+)", rest)
    for many, one, power in table()[lang]["scales"]:
        if found and found[2] in (many, one):
            return found[1], found[2], power
    return "", "", 0


def _readings(numeral: str, lang: str) -> list[Decimal]:
    """What a numeral in digits may be worth, first as the language writes it."""
    plain = re.sub(r"[ \u00a0\u202f\u2009]", "", numeral)
    decimal = table()[lang]["decimal"]
    group = "." if decimal == "," else ","
    readings = [plain.replace(group, "").replace(decimal, ".")]
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        readings.append(re.sub(r"\D", "", plain))
    readings.append(plain.replace(",", "."))
    return [Decimal(r) for r in readings if re.fullmatch(r"\d+(?:\.\d+)?", r)]


def _spelled(text: str, lang: str, value: Decimal) -> tuple[int, int, list[Decimal]]:
    lowered = text.lower()
    for power in (0, 3, 6, 9):
        reading = value.scaleb(-power)
        if reading != int(reading) or not 0 < reading <= _LARGEST:
            continue
        forms = table()[lang]["ones"] if reading == 1 else [spell(int(reading), lang)]
        for form in forms:
            hit = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", lowered)
            if hit:
                return hit.start(), hit.end(), [reading]
    return 0, 0, []


def spell(number: int, lang: str) -> str:
    """A whole number up to 999,999 in words."""
    if not 0 <= number <= _LARGEST:
        raise ValueError(f"{number} is not spelled here")
    words = table()[lang]
    if number < 1000:
        return _below_thousand(number, words, last=True)
    thousands, rest = divmod(number, 1000)
    head: str = "" if thousands == 1 and words["bare_thousand"] else _below_thousand(thousands, words, last=False) + " "
    tail = ""
    if rest:
        joint = words["and"] if rest < 100 else " "
        tail = joint + _below_thousand(rest, words, last=True)
    return f"{head}{words['thousand']}{tail}"


def _below_thousand(number: int, words: dict[str, Any], *, last: bool) -> str:
    """`last`: nothing follows, so that plural endings stand ("deux cents", but "deux cent mille")."""
    hundreds, rest = divmod(number, 100)
    small: str = words["small"][rest]
    if rest == 80 and not last and "*" in words["round_hundreds"]:
        small = small.removesuffix(words["round_hundreds"]["*"])
    if not hundreds:
        return small
    head: str = words["hundreds"][hundreds]
    if rest:
        return f"{head}{words['and']}{small}"
    forms: dict[str, str] = words["round_hundreds"]
    return forms.get(head) or (head + forms.get("*", "") if last else head)


def digits(value: Decimal, lang: str, group: str) -> str:
    """A number in digits, in groups of three joined by `group`, with the language's decimal sign."""
    whole, _, fraction = format(value.normalize(), "f").partition(".")
    if len(whole) > 4 or (len(whole) == 4 and group.strip()):
        whole = f"{int(whole):,}".replace(",", group)
    return whole + (table()[lang]["decimal"] + fraction if fraction else "")


def like(figure: Figure, value: Decimal) -> str | None:
    """`value` in the form of the numeral: spelled, or in digits with its separators; None where neither fits."""
    if figure.spelled:
        return spell(int(value), figure.lang) if value == int(value) and 1 < value <= _LARGEST else None
    found = re.search(r"\d([ \u00a0\u202f\u2009.,])\d{3}(?!\d)", figure.numeral)
    group = found[1] if found and figure.value >= 1000 else table()[figure.lang]["groups"][0]
    return digits(value, figure.lang, group)


def rewrites(figure: Figure, unit: str | None, *, hedged: bool) -> Iterator[tuple[str, str]]:
    """The same value written otherwise: what was done, and the new wording."""
    words = table()[figure.lang]
    whole = figure.value == int(figure.value)
    symbol = bool(figure.after.strip()) and figure.after.strip()[0] in "%°€$"
    if whole and 1 < figure.value <= _LARGEST and not figure.before.strip():
        after = figure.after if not symbol else f" {words['percent']}" if unit == "%" else None
        short = unit is not None and unit != "%" and len(figure.after.strip()) < 3
        if not figure.spelled and after is not None and not short:
            yield "words", figure.written(spell(int(figure.value), figure.lang), after=after)
        if figure.spelled:
            yield "digits", figure.written(digits(figure.value, figure.lang, words["groups"][0]))
    if not figure.spelled and whole and figure.value >= 1000:
        for group in ["", *words["groups"]]:
            written = f"{int(figure.value):,}".replace(",", group)
            if written != figure.numeral:
                yield "separators", figure.written(written)
    yield from _converted(figure, unit, words)
    rounded = figure.value if len(str(figure.value).replace(".", "").strip("0")) <= 2 else _two_digits(figure.value)
    numeral = like(figure, rounded)
    if not hedged and numeral and not figure.before.strip():
        yield "rounding", f"{words['about']} {figure.written(numeral)}"


def _converted(figure: Figure, unit: str | None, words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    other = words["units"].get(unit)
    if other and not figure.scale and figure.value < 10_000:
        amount = digits(figure.value * other[3], figure.lang, words["groups"][0])
        yield "unit", figure.written(amount, after=f" {other[2]}")
    large, small = words["scales"][0][:2], words["scales"][1][0]
    if figure.scale in large and words["scales"][1][2] == 6 and not figure.spelled:
        yield "unit", figure.written(digits(figure.value * 1000, figure.lang, words["groups"][0]), scale=small)


def _two_digits(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 1))


def changes(figure: Figure, unit: str | None) -> Iterator[tuple[str, str, Decimal, str | None]]:
    """Another value in the same form: what was done, the new wording, its value and its unit."""
    words = table()[figure.lang]
    for name, value in (("number", _other(figure.value, unit)), ("last digit", _next(figure.value))):
        numeral = like(figure, value)
        if numeral and not (unit == "%" and value > 100):
            yield name, figure.written(numeral), value.scaleb(figure.power), unit
    if figure.scale:
        for many, one, power in words["scales"]:
            if power != figure.power and power >= 6 and min(len(many), len(one)) > 2:
                scale = many if figure.value >= 2 or figure.lang == "en" else one
                yield "scale", figure.written(figure.numeral, scale=scale), figure.value.scaleb(power), unit
    elif figure.value >= 1000 and figure.value % 1000 == 0 and not figure.spelled:
        value = figure.value / 1000
        yield "scale", figure.written(digits(value, figure.lang, "")), value, unit
    other = words["units"].get(unit)
    if other and not figure.scale and figure.value > 1 and not figure.after.startswith("-"):
        yield "unit", figure.written(figure.numeral, after=f" {other[2]}"), figure.value, other[1]


def _other(value: Decimal, unit: str | None) -> Decimal:
    """Three times as much, or a third of it where that would pass 100 %."""
    if unit == "%" and value * 3 > 100:
        return (value / 3).quantize(Decimal(1).scaleb(_exponent(value)))
    return value * 3


def _next(value: Decimal) -> Decimal:
    """One more in the last digit that is not zero, two in a decimal (whose rounding covers the next); another one more
    where that would make a rounder number, which the old one may be rounded to."""
    exponent = _exponent(value.normalize())
    step = Decimal(1).scaleb(exponent)
    other = value + step * (1 if exponent >= 0 else 2)
    return other if _exponent(other.normalize()) <= exponent else other + step


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent
