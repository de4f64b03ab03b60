"""Units that the text leaves out because the figure before has them."""

from ..mentions import Mention
from . import View
from ._figures import Figure
from ._tables import Tables

_CARRIED = frozenset({"money", "percent", "length", "area", "mass", "speed", "temperature", "volume"})
_BESIDE = frozenset({"date", "ordinal", "position", "name", "age", "duration"})
_NEAR = 60
_FAR = 200


def carried_unit(view: View, figure: Figure, begin: int, words: Tables) -> str | None:
    """The unit of the figure before, for a bare number that takes it over; `begin` is where its modifier starts.

    Large numbers are money where money was spoken of ("32,3 milliards d'euros … 50 milliards"); any number is what it is
    compared with ("10.000 euros, contre 9.500 un an plus tôt").
    """
    numeral = figure.numeral
    if numeral.collective or numeral.fraction or numeral.several is not None:
        return None
    large = numeral.exponent >= 6
    earlier = next((m for m in reversed(view.found[-5:]) if m.kind == "money"), None) if large else _earlier(view)
    if earlier is None or earlier.unit is None or earlier.kind not in _CARRIED:
        return None
    gap = view.folded[earlier.end:begin]
    if "\n" in gap:
        return None
    if large:
        return earlier.unit if len(gap) < _FAR and gap.count(". ") < 2 else None
    compared = len(gap) < _NEAR and ". " not in gap and ";" not in gap and gap.rstrip(" ").endswith(words.compared)
    return earlier.unit if compared else None


def _earlier(view: View) -> Mention | None:
    return next((m for m in reversed(view.found[-5:]) if m.kind not in _BESIDE), None)


def points(view: View, figure: Figure, words: Tables) -> int | None:
    """Where "0,3 point" ends, when the points are of a percentage: a small decimal, or a percentage stands near."""
    found = words.points.match(view.folded, figure.end, view.end)
    if found is None:
        return None
    numeral = figure.numeral
    if numeral.decimals and abs(figure.high) < 10:
        return found.end()
    earlier = _earlier(view)
    near = earlier is not None and earlier.kind == "percent" and figure.start - earlier.end < _NEAR and (
        ". " not in view.folded[earlier.end:figure.start]
    )
    return found.end() if near and abs(figure.high) < 30 else None
