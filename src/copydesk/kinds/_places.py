"""Whose pesos: names that several currencies share, told by the country that the text names nearest."""

from bisect import bisect_left

from ..units import families
from . import View
from ._tables import Tables


def currency_of(view: View, name: str, at: int, words: Tables) -> str:
    """The code of the currency that `name` stands for at `at`, or what stands for it where no country is named."""
    if name not in families() or name not in words.places:
        return name
    named = view.places.get(name)
    if named is None:
        stems, pattern = words.places[name]
        named = view.places[name] = [
            (found.start(), stems[found.group()]) for found in pattern.finditer(view.folded, view.start, view.end)
        ]
    if not named:
        return words.place_default.get(name, name)
    i = bisect_left(named, (at, ""))
    return min(named[max(0, i - 1):i + 1], key=lambda place: abs(place[0] - at))[1]
