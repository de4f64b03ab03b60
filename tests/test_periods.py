"""Periods: EDTF in and out, and how they lie to one another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.periods import Period, in_words

_DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-11-13", date(2024, 11, 13), date(2024, 11, 13)),
        ("2024-11-13T20:50", date(2024, 11, 13), date(2024, 11, 13)),
        ("2024-11-09/2024-11-10", date(2024, 11, 9), date(2024, 11, 10)),
        ("2024-21", date(2024, 3, 1), date(2024, 5, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("2022-35", date(2022, 7, 1), date(2022, 9, 30)),
        ("2022-41", date(2022, 7, 1), date(2022, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2024-10-01/..", date(2024, 10, 1), None),
        ("../2024-09-30", None, date(2024, 9, 30)),
    ],
)
def test_parse(edtf: str, first: date | None, last: date | None) -> None:
    assert Period.parse(edtf) == Period(first, last)


@pytest.mark.parametrize(
    "edtf",
    ["", "..", "../..", "2024-13", "2023-02-29", "0000", "2024-10/2024-09", "13/11/2024", "T20:50", "XXXX-08-04"],
)
def test_parse_refuses(edtf: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(edtf)


@given(_DAYS, st.integers(0, 4000))
def test_written_form_reads_back(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days))
    assert Period.parse(str(period)) == period
    assert period.days == days + 1


@given(_DAYS, st.integers(0, 400), _DAYS, st.integers(0, 400))
def test_holding_means_meeting(a: date, m: int, b: date, n: int) -> None:
    left, right = Period(a, a + timedelta(m)), Period(b, b + timedelta(n))
    assert left.meets(right) == right.meets(left)
    assert not left.holds(right) or left.meets(right)
    assert (left.holds(right) and right.holds(left)) == (left == right)


def test_open_ends() -> None:
    since = Period.parse("2024-10-01/..")
    assert since.holds(Period.parse("2025")) and not since.holds(Period.parse("2024"))
    assert since.meets(Period.parse("2024")) and not since.meets(Period.parse("../2024-09-30"))
    assert since.days is None and str(since) == "2024-10-01/.."


@pytest.mark.parametrize(("edtf", "words"), [
    ("2024-21", "spring 2024"), ("2024-34", "second quarter of 2024"), ("2023-24/2024-21", "winter 2023/spring 2024"),
    ("2024-11", "2024-11"), ("2024-11-21", "2024-11-21"), ("2024-12-24/..", "2024-12-24/.."),
])
def test_groups_of_months_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words
