"""Units with language-neutral ids, a dimension each and exact factors; data in `units.toml`, names in the languages.

Money is ISO 4217: every currency is a dimension of its own, so currencies never convert into each other.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from .mentions import Kind

_CODE = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` and `offset` give the value in the dimension's base unit: base = value * factor + offset."""

    id: str
    dimension: str
    kind: Kind
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))


@cache
def _table() -> dict[str, Unit]:
    table = dict(_data())
    kinds: dict[str, Kind] = table.pop("kinds")
    units = {name: Unit(name, name, "money") for name in table.pop("families")}
    del table["rates"], table["shown"]
    for dimension, members in table.items():
        kind = kinds.get(dimension, "other")
        for name, entry in members.items():
            if isinstance(entry, str):
                entry = {"factor": entry}
            units[name] = Unit(
                name, dimension, kind, Fraction(entry["factor"]), Fraction(entry.get("offset", "0"))
            )
    return units


@cache
def families() -> Mapping[str, Sequence[str]]:
    """Names that several currencies share ("peso"), with the codes of those currencies."""
    table: dict[str, Sequence[str]] = _data()["families"]
    return table


@cache
def unit(name: str) -> Unit | None:
    """The unit with that id, or None. Three capital letters that are no unit name a currency."""
    known = _table().get(name)
    if known is None and _CODE.match(name):
        return Unit(name, name, "money")
    return known


@cache
def family(name: str) -> str | None:
    """What a unit may be compared with: its dimension, of a currency the name that it shares with others."""
    shared = next((shared for shared, codes in families().items() if name in codes), None)
    found = unit(name)
    return shared or (found.dimension if found else None)


def shown(name: str, *, one: bool = False) -> str:
    """How messages write a unit: "years" for "a", "°C" for "Cel"; `one`: of one of them. What has no entry is its id."""
    single, several = _data()["shown"].get(name, (name, name))
    return str(single if one else several)


def rates(per: str | None) -> frozenset[str]:
    """What a figure is a rate over, of what all languages know: "person.a" is both; a noun ("seat") is none of it, and of
    "100000 inhabitants" it is the number."""
    if per is None:
        return frozenset()
    if per[0].isdigit():
        return frozenset({per.partition(" ")[0]})
    names = _data()["rates"]["names"]
    return frozenset(
        part for part in (per, *per.split(".")) if part in names or _table().get(part) is not None
    )


def known() -> tuple[str, ...]:
    """Ids of every unit of measure (currencies are not listed)."""
    return tuple(_table())


def comparable(one: str | None, other: str | None) -> bool:
    """Whether values in the two units can be compared. No unit (a count) compares with no unit only."""
    if one == other:
        return True
    if one is None or other is None:
        return False
    a, b = unit(one), unit(other)
    if a is None or b is None:
        return False
    return a.dimension == b.dimension or other in families().get(one, ()) or one in families().get(other, ())


def convert(value: Decimal, source: str | None, target: str | None) -> Decimal:
    """`value` in another unit of the same dimension, to 28 digits. Raises ValueError where they do not compare."""
    if source == target:
        return value
    if not comparable(source, target):
        raise ValueError(f"{source} does not convert to {target}")
    a, b = unit(source or ""), unit(target or "")
    assert a is not None and b is not None
    exact = (Fraction(value) * a.factor + a.offset - b.offset) / b.factor
    return Decimal(exact.numerator) / Decimal(exact.denominator)
