"""When two numbers are so alike that one is a slip for the other, and by how much chance."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.matching.doubts.slips import CHANCE, likeness
from copydesk.mentions import Kind, Mention
from copydesk.values import Modifier


def figure(number: str, unit: str | None = None, kind: Kind = "count", modifier: Modifier = "exact") -> Mention:
    value = Decimal(number)
    return Mention(
        start=0, end=1, kind=kind, rule="test", low=value, high=value, unit=unit, modifier=modifier,
    )


@pytest.mark.parametrize(("said", "asserted"), [
    ("18", "81"), ("1242", "2142"), ("101.8", "108.1"), ("15.3", "1.53"), ("38500000", "385000000"), ("12", "12000"),
    ("7431", "7437"), ("7431", "74310"), ("7431", "741"),
])
def test_a_slip_is_seldom_chance(said: str, asserted: str) -> None:
    chance = likeness(figure(said), figure(asserted))
    assert chance is not None
    assert chance <= CHANCE


@pytest.mark.parametrize(("said", "asserted"), [
    ("12", "12"), ("12", "13"), ("158", "58"), ("440", "540"), ("3", "13"), ("20", "70"), ("10.6", "16"), ("130", "103.5"),
    ("0", "5"), ("450", "1300"),
])
def test_numbers_that_are_as_alike_by_chance_are_no_slip(said: str, asserted: str) -> None:
    chance = likeness(figure(said), figure(asserted))
    assert chance is None or chance > CHANCE


def test_another_unit_is_a_slip_where_the_digits_tell() -> None:
    tonnes, kilos = figure("512", "t", "mass"), figure("512", "kg", "mass")
    assert (likeness(tonnes, kilos) or 1) <= CHANCE
    assert (likeness(figure("5", "t", "mass"), figure("5", "kg", "mass")) or 1) > CHANCE
    assert likeness(figure("6.4", "ha", "area"), figure("64000", "m2", "area")) is None  # the same, in other words


def test_a_bound_is_compared_as_it_is_written() -> None:
    assert (likeness(figure("1260"), figure("12000", modifier="more_than")) or 1) <= CHANCE
    assert likeness(figure("1260"), figure("13000", modifier="more_than")) is None


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False))
def test_any_two_numbers_are_compared(one: Decimal, other: Decimal) -> None:
    chance = likeness(figure(str(one)), figure(str(other)))
    assert chance is None or 0 < chance < 1
    assert chance == likeness(figure(str(other)), figure(str(one)))
