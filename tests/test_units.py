"""Units: exact factors, conversion inverts, currencies stand alone."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.units import comparable, convert, known, unit

_PAIRS = [(a, b) for a in known() for b in known() if a < b and comparable(a, b)]


@given(st.sampled_from(_PAIRS), st.decimals(-10**6, 10**6, places=3))
def test_conversion_inverts(pair: tuple[str, str], value: Decimal) -> None:
    there = convert(value, *pair)
    back = convert(there, pair[1], pair[0])
    assert abs(back - value) <= Decimal("1e-15") * max(Decimal(1), abs(value), abs(there))


@given(st.sampled_from(_PAIRS), st.decimals(-10**6, 10**6, places=3), st.decimals(-10**6, 10**6, places=3))
def test_conversion_keeps_order(pair: tuple[str, str], one: Decimal, other: Decimal) -> None:
    if one < other:
        assert convert(one, *pair) <= convert(other, *pair)


@pytest.mark.parametrize(("value", "source", "target", "wanted"), [
    ("1", "km", "m", "1000"), ("100", "Cel", "[degF]", "212"), ("0", "Cel", "K", "273.15"),
    ("1", "[mi_i]", "m", "1609.344"),
    ("62", "[in_i]", "cm", "157.48"), ("2", "a", "mo", "24"), ("36", "km/h", "m/s", "10"), ("1", "t", "kg", "1000"),
    ("1", "ha", "m2", "10000"), ("25", "bp", "pp", "0.25"), ("3", "h", "min", "180"), ("1", "km2", "ha", "100"),
    ("50", "[ppth]", "%", "5"), ("1", "[bbl_us]", "L", "158.987294928"), ("1", "[lb_av]", "g", "453.59237"),
    ("12", "hm3", "m3", "12000000"), ("1", "hL", "L", "100"), ("8", "bit", "By", "1"), ("1", "hPa", "Pa", "100"),
])
def test_known_conversions(value: str, source: str, target: str, wanted: str) -> None:
    assert convert(Decimal(value), source, target) == Decimal(wanted)


def test_currencies_do_not_convert() -> None:
    assert not comparable("EUR", "USD")
    assert comparable("EUR", "EUR")
    with pytest.raises(ValueError, match="EUR does not convert to USD"):
        convert(Decimal(1), "EUR", "USD")


def test_a_count_compares_with_a_count_only() -> None:
    assert comparable(None, None)
    assert not comparable(None, "km")
    assert not comparable("pp", "%")


def test_years_are_not_days() -> None:
    assert not comparable("a", "d")


def test_every_unit_has_a_positive_factor() -> None:
    for name in known():
        entry = unit(name)
        assert entry is not None and entry.factor > Fraction(0)


def test_three_capitals_name_a_currency_and_nothing_else_does() -> None:
    assert (found := unit("CHF")) is not None and found.kind == "money"
    assert unit("francs") is None
    assert unit("eur") is None
