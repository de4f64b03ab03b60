"""Laws of intervals and of the comparison, and what modifiers make of a written figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.values import Interval, Modifier, Relation, bounds

MIRROR: dict[Relation, Relation] = {
    "equal": "equal", "inside": "covers", "covers": "inside", "overlaps": "overlaps", "disjoint": "disjoint",
}
numbers = st.integers(-50, 50).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval(low, high)
    return Interval(
        draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None])), draw(st.booleans()), draw(st.booleans())
    )


def holds(interval: Interval, value: Decimal) -> bool:
    """Membership, written without the class's own methods."""
    over = interval.low is None or value > interval.low or (value == interval.low and not interval.low_open)
    under = interval.high is None or value < interval.high or (value == interval.high and not interval.high_open)
    return over and under


# halves between the whole ends tell open ends from closed ones
PROBES = [Decimal(n) / 2 for n in range(-102, 103)]


@given(intervals(), intervals())
def test_the_comparison_mirrors(one: Interval, other: Interval) -> None:
    assert one.relation(other) == MIRROR[other.relation(one)]


@given(intervals())
def test_an_interval_equals_itself(one: Interval) -> None:
    assert one.relation(one) == "equal"


@given(intervals(), intervals())
def test_the_relation_agrees_with_membership(one: Interval, other: Interval) -> None:
    ones, others = ({v for v in PROBES if holds(i, v)} for i in (one, other))
    relation = one.relation(other)
    if relation == "disjoint":
        assert not ones & others
    elif relation == "inside":
        assert ones <= others
    elif relation == "covers":
        assert others <= ones
    elif relation == "equal":
        assert ones == others


@pytest.mark.parametrize(("modifier", "holds_these", "not_these"), [
    ("exact", ["100"], ["99", "101"]),
    ("approx", ["90", "100", "110"], ["89", "111"]),
    ("at_least", ["100", "5000"], ["99"]),
    ("more_than", ["101", "5000"], ["100", "99"]),
    ("at_most", ["0", "100"], ["101", "-1"]),
    ("less_than", ["0", "99"], ["100"]),
])
def test_modifiers(modifier: Modifier, holds_these: list[str], not_these: list[str]) -> None:
    interval = bounds(Decimal(100), Decimal(100), modifier)
    assert all(holds(interval, Decimal(v)) for v in holds_these)
    assert not any(holds(interval, Decimal(v)) for v in not_these)


def test_decimals_before_a_scale_word_carry_their_precision() -> None:
    interval = bounds(Decimal("9.2E9"), Decimal("9.2E9"), "exact", step=Decimal("1E8"))
    assert holds(interval, Decimal("9.15E9"))
    assert holds(interval, Decimal("9.25E9"))
    assert not holds(interval, Decimal("9.26E9"))


def test_a_collective_is_wider_and_a_vague_plural_spans() -> None:
    assert holds(bounds(Decimal(10), Decimal(10), "approx", collective=True), Decimal(12))
    assert not holds(bounds(Decimal(10), Decimal(10), "approx"), Decimal(12))
    hundreds = bounds(None, None, "approx", several=Decimal(100))
    assert holds(hundreds, Decimal(200))
    assert not holds(hundreds, Decimal(1000))
