"""Periods: what dates, validities and publication dates are. Written in EDTF outside, a pair of days inside."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ONE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[~?%]?\Z|(?P<decade>\d{3})X\Z|(?P<century>\d\d)XX\Z"
)
_TIME = re.compile(r"(?<=\d)T\d\d:\d\d(?::\d\d)?\Z")
_SLASHED = re.compile(r"\d\d?/\d\d?/\d{4}\Z")
# EDTF level 2 sub-year groupings: seasons (21-24 and 25-28 northern), quarters 33-36, halves 40-41
_GROUPS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12),
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None is an open end."""

    first: date | None
    last: date | None

    @classmethod
    def parse(cls, edtf: str) -> "Period":
        """Read an EDTF date or interval ("2024-11", "2024-10-01/..", "202X", "2024-21"). Raises ValueError.

        A time of day after a day ("2024-11-13T20:50") is left out: periods count days.
        """
        text = _TIME.sub("", edtf.strip())
        if "/" in text:
            left, _, right = text.partition("/")
            if _SLASHED.match(text):
                raise ValueError(f"{edtf!r} is not a date (write the year first, as 2024-11-13)")
            if "/" in right:
                raise ValueError(f"{edtf[:40]!r} has more than two ends")
            first = None if left in ("..", "") else cls.parse(left).first
            last = None if right in ("..", "") else cls.parse(right).last
            if first is None and last is None:
                raise ValueError(f"{edtf!r} says nothing")
            if first and last and last < first:
                raise ValueError(f"{edtf!r} ends before it begins")
            return cls(first, last)
        found = _ONE.match(text)
        if not found:
            raise ValueError(f"{edtf!r} is not a date (write 2024, 2024-11, 2024-11-13 or 2024-10-01/..)")
        if found["decade"]:
            return cls(date(int(found["decade"]) * 10 or 1, 1, 1), date(int(found["decade"]) * 10 + 9, 12, 31))
        if found["century"]:
            return cls(date(int(found["century"]) * 100 or 1, 1, 1), date(int(found["century"]) * 100 + 99, 12, 31))
        year = int(found["year"])
        if year == 0:
            raise ValueError(f"{edtf!r}: there is no year 0")
        if not found["month"]:
            return cls(date(year, 1, 1), date(year, 12, 31))
        month = int(found["month"])
        if not found["day"] and month in _GROUPS:
            start, end = _GROUPS[month]
            end_year, end_month = (year, end) if end <= 12 else (year + 1, end - 12)
            return cls(date(year, start, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))
        if not 1 <= month <= 12:
            raise ValueError(f"{edtf!r}: there is no month {month}")
        if not found["day"]:
            return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        try:
            day = date(year, month, int(found["day"]))
        except ValueError as error:
            raise ValueError(f"{edtf!r}: {error}") from None
        return cls(day, day)

    def meets(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return not (
            (self.last is not None and other.first is not None and self.last < other.first)
            or (other.last is not None and self.first is not None and other.last < self.first)
        )

    def holds(self, other: "Period") -> bool:
        """Whether every day of `other` lies in this period."""
        return (self.first is None or (other.first is not None and self.first <= other.first)) and (
            self.last is None or (other.last is not None and other.last <= self.last)
        )

    @property
    def days(self) -> int | None:
        """How many days, or None when an end is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1

    def __str__(self) -> str:
        """The shortest EDTF that says the same."""
        first, last = self.first, self.last
        if first is None or last is None:
            return f"{first or '..'}/{last or '..'}"
        if first == last:
            return f"{first}"
        after = last + timedelta(days=1) if last < date.max else last
        if first.day == 1 and after.day == 1:
            if first.year == last.year and first.month == last.month:
                return f"{first}"[:7]  # strftime writes the year 1 as "1"
            if first.month == 1 and after.month == 1:
                return f"{first}"[:4] if first.year == last.year else f"{first}"[:4] + "/" + f"{last}"[:4]
            return f"{first}"[:7] + "/" + f"{last}"[:7]
        return f"{first}/{last}"


_NAMES = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of",
    35: "third quarter of", 36: "fourth quarter of", 40: "first half of", 41: "second half of",
}


def in_words(edtf: str) -> str:
    """A date of EDTF with its seasons, quarters and halves in words ("spring 2024"); the rest stays as written."""
    return _GROUP.sub(lambda found: f"{_NAMES[int(found[2])]} {found[1]}", edtf)


_GROUP = re.compile(rf"(\d{{4}})-({'|'.join(map(str, _NAMES))})(?![\d-])")
