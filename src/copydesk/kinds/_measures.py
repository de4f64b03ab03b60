"""A number and what it measures: the unit or currency around it, its range, its second part."""

from decimal import Decimal
from typing import Final

from ..units import unit as unit_of
from . import View
from ._elision import cents_of, millions_again
from ._figures import Figure, NamedUnit, unit_behind
from ._numerals import Numeral
from ._ranges import compound, ranged, ratio, share
from ._tables import Tables

_HALF: Final = Decimal("0.5")


def measured(view: View, numeral: Numeral, words: Tables, money: str | None = None, begin: int | None = None) -> Figure:
    """The figure that begins with `numeral`: its range, its unit, the second part of a compound measure.

    `money`: the currency whose sign stands in front; `begin`: where that or a plus or minus stands.
    """
    start = numeral.start if begin is None else begin
    unit = None if money else unit_behind(view, numeral, words)
    name: str | None
    if unit is not None and millions_again(view, numeral, unit, words):
        unit = None
    if unit is not None:
        name, end = unit.name.id, _scale_behind(view, numeral, unit, words)
        if unit.name.cents and view.found and view.folded[numeral.end:unit.end].strip(" -") in words.shared_cents:
            name = cents_of(view, start, name)
        half = words.half.match(view.folded, end, view.end) if numeral.decimals == 0 else None
        if half and view.folded[end] == " ":  # "3 ans et demi", "two years and a half"
            numeral.value, end = numeral.value + words.halves[half.group(1)].scaleb(numeral.exponent), half.end()
    elif money is None and not numeral.decimals and (half := words.half_times.match(view.folded, numeral.end, view.end)):
        numeral.value, name, end = numeral.value + _HALF, "times", half.end()  # "deux fois et demie la normale"
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
        if again and again.name.id in words.places and words.currencies.get(view.folded[numeral.start - 1:numeral.start]):
            figure.end, figure.unit = again.end, again.name.id  # "$500 pesos"
        elif again and again.name.id in (money, words.currencies.get(money)) and not _amount_ahead(view, again.end):
            figure.end = again.end
    return figure


def _scale_behind(view: View, numeral: Numeral, unit: NamedUnit, words: Tables) -> int:
    """Where the unit ends; a scale word behind a sign of money counts too ("75 USD million")."""
    scale = words.scale_word.match(view.folded, unit.end, view.end)
    if scale is None or numeral.exponent or not unit.name.symbol or scale.group(1) not in words.scales:
        return unit.end
    known = unit_of(unit.name.id)
    if known is None or known.kind != "money":
        return unit.end
    numeral.exponent = words.scales[scale.group(1)]
    numeral.value = numeral.value.scaleb(numeral.exponent)
    return scale.end()


def _amount_ahead(view: View, at: int) -> bool:
    """Whether the sign that ends at `at` belongs to the next amount: "$ 20,000.00 $ 37,305.97"."""
    return view.folded[at:at + 1].isdigit() or (view.folded[at:at + 1] == " " and view.folded[at + 1:at + 2].isdigit())


def of_scale(view: View, numeral: Numeral, words: Tables) -> Numeral:
    """ "half a million", "trois quarts de million": a fraction of a scale word is a number."""
    found = words.linked_scale.match(view.folded, numeral.end, view.end)
    if found and (numeral.value > 1 or found.group(1) not in words.several):
        size = words.size(found.group(1))
        numeral.value *= size
        numeral.end, numeral.fraction, numeral.exponent = found.end(), False, size.adjusted()
        numeral.collective = found.group(1) in words.collectives
    return numeral
