"""Written forms and what they name: units, currencies, phrases; accents left out as hurried writers do."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from ..text import fold
from ..units import unit


def unaccented(word: str) -> str:
    """The word without accents, as hurried writers write it."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def with_unaccented(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table with an unaccented twin of each key, where that is not another word of it."""
    twins = {unaccented(key): value for key, value in table.items()}
    return {**twins, **table}


def decimal(text: str) -> Decimal:
    """A Decimal from "1/3" or "2.5"; fractions to 28 digits."""
    exact = Fraction(text)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


@dataclass(frozen=True, slots=True)
class UnitName:
    """A written unit: `symbol` is its exact spelling where case matters, else None; `cents` means hundredths.

    `cued`: another unit shares the name, and this one needs a word beside it that says so.
    """

    id: str
    symbol: str | None = None
    cents: bool = False
    cued: bool = False


@cache
def symbols() -> dict[str, Any]:
    """The signs that all languages share."""
    return tomllib.loads(files("copydesk").joinpath("symbols.toml").read_text("utf-8"))


def unit_names(tables: Mapping[str, Any], currencies: Mapping[str, list[str]]) -> dict[str, list[UnitName]]:
    """Folded form → what it may name, the surest first."""
    names: dict[str, list[UnitName]] = {}

    def add(form: str, entry: UnitName) -> None:
        rows = names.setdefault(fold(form), [])
        if entry not in rows:
            rows.append(entry)

    for name, forms in tables.get("shared", {}).get("names", {}).items():
        for form in forms:
            add(form, UnitName(name, cued=True))
    for name, forms in tables.get("names", {}).items():
        if unit(name) is None:
            raise ValueError(f"units.toml names an unknown unit {name!r}")
        for form in forms:
            add(form, UnitName(name))
    for code, forms in tables.get("currencies", {}).items():
        for form in forms:
            add(form, UnitName(code))
    for code, forms in tables.get("cents", {}).items():
        for form in forms:
            add(form, UnitName(code, cents=True))
    for code, forms in tables.get("cent_symbols", {}).items():
        for form in forms:
            add(form, UnitName(code, form, cents=True))
    for code, forms in currencies.items():
        for form in forms:
            if fold(form) not in names:
                add(form, UnitName(code))
    shared = symbols()
    for name, forms in {**shared["units"], **tables.get("symbols", {})}.items():
        for form in forms:
            add(form, UnitName(name, form))
    for sign, code in shared["currencies"].items():
        add(sign, UnitName(code, sign))
    for code in shared["codes"]["codes"]:
        add(code, UnitName(code, code))
    for code in shared["codes"]["lower"]:
        add(code, UnitName(code.upper(), code))
    for form in tables.get("words_not_symbols", ()):  # Italian "ha": has
        names.pop(form, None)
    for form in list(names):
        names.setdefault(unaccented(form), names[form])
    return names


def by_last_word(groups: Mapping[str, Iterable[str]]) -> dict[str, list[tuple[str, str]]]:
    """Last word of each phrase → [(phrase, group)], longest phrase first."""
    index: dict[str, list[tuple[str, str]]] = {}
    for group, phrases in groups.items():
        for phrase in phrases:
            for form in dict.fromkeys((phrase, unaccented(phrase))):
                last = form.rstrip("'").replace("'", " ").split(" ")[-1]
                index.setdefault(last, []).append((form, group))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return index
