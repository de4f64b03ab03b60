"""The comparison, row by row, and its laws."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.matching.judge import judge
from copydesk.mentions import Mention

C, X, U = "consistent", "contradicted", "unclear"


def figure(
    low: str, modifier: str = "exact", unit: str | None = None, *, high: str | None = None, step: str | None = None,
    kind: str = "count", change: str | None = None,
) -> Mention:
    first, last = Decimal(low), Decimal(high or low)
    return Mention(
        start=0, end=1, kind=kind, rule="test", low=None if modifier in ("at_most", "less_than") else first,  # type: ignore[arg-type]
        high=None if modifier in ("at_least", "more_than") else last, unit=unit, modifier=modifier,  # type: ignore[arg-type]
        step=None if step is None else Decimal(step), change=change,
    )


def day(edtf: str) -> Mention:
    return Mention(start=0, end=1, kind="date", rule="test", date=edtf)


CASES = [
    (figure("300", unit="km", kind="length"), figure("300", unit="km", kind="length"), C),
    (figure("300000", unit="m", kind="length"), figure("300", unit="km", kind="length"), C),
    (figure("186", unit="[mi_i]", kind="length"), figure("300", unit="km", kind="length"), C),
    (figure("500", unit="km", kind="length"), figure("300", unit="km", kind="length"), X),
    (figure("300", "at_most", "km", kind="length"), figure("300", unit="km", kind="length"), C),
    (figure("300", "at_most", "km", kind="length"), figure("200", unit="km", kind="length"), X),
    (figure("12000", "at_most"), figure("12000", "at_most"), C),
    (figure("12000", "at_most"), figure("22000", "at_most"), X),
    (figure("10000", "more_than"), figure("12000"), C),
    (figure("10000", "more_than"), figure("8000"), X),
    (figure("10000", "more_than"), figure("85000"), U),
    (figure("18", "more_than", "t", kind="mass"), figure("18", "more_than", "t", kind="mass"), C),
    (figure("18", "more_than", "t", kind="mass"), figure("81", "more_than", "t", kind="mass"), X),
    (figure("158", "at_least"), figure("58"), X),
    (figure("9.2E9", unit="USD", step="1E8", kind="money"), figure("9.23E9", unit="USD", kind="money"), C),
    (figure("9.2E9", unit="USD", step="1E8", kind="money"), figure("7.1E9", unit="USD", kind="money"), X),
    (figure("851071"), figure("851000"), C),
    (figure("1000048"), figure("1000000"), C),
    (figure("4.2", unit="%", kind="percent"), figure("4", unit="%", kind="percent"), X),
    (figure("31.4", unit="%", kind="percent"), figure("31", unit="%", kind="percent"), C),
    (figure("6500", "approx"), figure("7500", "approx"), X),
    (figure("6500", "approx"), figure("6500"), C),
    (figure("17500", "approx"), figure("16200"), X),
    (figure("8", "range", high="9"), figure("8.5"), C),
    (figure("-363", change="down"), figure("363"), C),
    (day("1988-07"), day("1988-07-03"), C),
    (day("1988-07-03"), day("1983-07-03"), X),
    (day("2024-11-09/2024-11-10"), day("2024-11-10/2024-11-12"), U),
]


@pytest.mark.parametrize(("article", "expected", "verdict"), CASES)
def test_judge(article: Mention, expected: Mention, verdict: str) -> None:
    compared = judge(article, expected)
    assert compared is not None and compared.verdict == verdict


def test_currencies_do_not_compare() -> None:
    assert judge(figure("9", unit="EUR", kind="money"), figure("9", unit="USD", kind="money")) is None


def test_tolerance_is_a_share() -> None:
    got = judge(figure("102"), figure("100"), Decimal("0.02"))
    assert got is not None and got.verdict == C
    got = judge(figure("103"), figure("100"), Decimal("0.02"))
    assert got is not None and got.verdict == X


def test_a_scale_error_is_one_figure_gone_wrong_and_another_size_is_not() -> None:
    scale, size = judge(figure("2000"), figure("2000000")), judge(figure("7"), figure("1557"))
    assert scale is not None and size is not None
    assert scale.apart == 1 and size.apart > 200


numbers = st.integers(min_value=1, max_value=10**9).map(str)
modifiers = st.sampled_from(["exact", "approx", "at_least", "at_most", "more_than", "less_than"])


@given(numbers, modifiers)
def test_every_figure_agrees_with_itself(value: str, modifier: str) -> None:
    got = judge(figure(value, modifier), figure(value, modifier))
    assert got is not None and got.verdict == C


@given(numbers, modifiers, numbers, modifiers)
def test_the_comparison_mirrors(one: str, first: str, other: str, second: str) -> None:
    left, right = judge(figure(one, first), figure(other, second)), judge(figure(other, second), figure(one, first))
    assert left is not None and right is not None
    assert left.verdict == right.verdict
