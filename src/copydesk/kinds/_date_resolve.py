"""From the fields that a date template filled to EDTF, relative to a day. No clock: without that day some stay unknown.

Fields: year, yy, month, day, weekday, season (21-24), quarter (33-36), half (40, 41), decade, century, edge (-1 early,
0 middle, 1 late), shift (-1 last, 0 this, 1 next), yearshift, unit (1 day, 2 week, 3 month, 4 year, 5 weekend),
offset (days), hour, minute, noon (0 a.m., 12 p.m.), since (1: the point at which a period begins).
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from ..periods import Period

Fields = dict[str, int]
LAST: Final = 32
"""The day that stands for the last of its month."""
_FAR: Final = 120
_TOLD: Final = 40  # days from which on the tense tells, where the sentence has one
"""Days beyond which a day and month without a year follow the tense of the sentence, or else stay in the year of
publication, and are not drawn to the nearest year."""


def resolve(sides: list[Fields], published: Period | None, way: int) -> str | None:
    """EDTF for one or two sides; None when unknown. `way` is 1 when the sentence looks ahead, -1 back, 0 open.

    A publication period is tried day by day: one answer is the answer, several give the interval that covers them.
    """
    if published is not None and published.first == published.last and published.first:
        ref = published.first
        return _resolved(tuple(tuple(f.items()) for f in sides), ref if 2 < ref.year < 9997 else None, way)
    answers = {_resolve(sides, ref, way) for ref in _days(published)}
    if len(answers) == 1:
        return answers.pop()
    if None in answers:
        return None
    periods = [Period.parse(a) for a in answers if a]
    firsts, lasts = [p.first for p in periods if p.first], [p.last for p in periods if p.last]
    return str(Period(min(firsts), max(lasts)))


@lru_cache(maxsize=4096)
def _resolved(sides: tuple[tuple[tuple[str, int], ...], ...], ref: date | None, way: int) -> str | None:
    """`_resolve`, kept: an archive says "mardi" and "en novembre" of few days."""
    return _resolve([dict(side) for side in sides], ref, way)


def _days(published: Period | None) -> Iterable[date | None]:
    if published is None or published.first is None or published.last is None:
        return (None,)
    if published.first.year < 3 or published.last.year > 9996:
        return (None,)
    span = (published.last - published.first).days
    if span > 14:
        return (published.first, published.last)
    return [published.first + timedelta(n) for n in range(span + 1)]


def _resolve(sides: list[Fields], ref: date | None, way: int) -> str | None:
    if len(sides) == 1:
        return _one(sides[0], ref, way)
    a, b = sides
    if "hour" in b:
        left, right = clock({**a, "noon": b["noon"]} if "noon" in b and "noon" not in a else a), clock(b)
        return f"{left}/{right}" if left and right else None
    if "yy" in b:
        b = {"year": a["year"] // 100 * 100 + b["yy"]}
        if b["year"] != a["year"] + 1:
            return None
    if "weekday" in a and "weekday" in b and "day" not in b:
        return _weekdays(a, b, ref, way)
    for name in ("month", "shift"):
        if name in b and name not in a and not (name == "month" and "day" not in a):
            a = {**a, name: b[name]}
    if "day" in b and "month" not in b:
        b = {**b, "month": a["month"]}
    if "year" in a and "year" not in b and "month" in b:
        b = {**b, "year": a["year"]}
    last = _one(b, ref, way)
    if last is None:
        return None
    if "year" not in a and last[:4].isdigit() and "month" in a:
        a = {**a, "year": int(last[:4])}
        if (a["month"], a.get("day", 0)) > (b.get("month", 12), b.get("day", 31)):
            a["year"] -= 1
    first = _one(a, ref, way)
    if first is None:
        return None
    if "X" in first[:4] and "X" in last[:4] and len(first) > 4:
        over = len(first) == len(last) == 10 and first[5:7] != last[5:7]  # "18 December to 4 January"
        return f"{first}/{last}" if first < last or over else None
    try:
        whole = Period(Period.parse(first).first, Period.parse(last).last)
    except ValueError:
        return None
    if whole.first is None or whole.last is None or whole.first >= whole.last:
        return None
    return str(whole) if len(first) > 5 or "X" in first else f"{first}/{last}"


def _weekdays(a: Fields, b: Fields, ref: date | None, way: int) -> str | None:
    """Two weekdays: the last of them decides, the first is the one before it."""
    end = _weekday(b, ref, way)
    if end is None:
        return None
    return f"{end - timedelta((end.isoweekday() - a['weekday']) % 7 or 7)}/{end}"


def _one(f: Fields, ref: date | None, way: int) -> str | None:
    if "hour" in f:
        return clock(f)
    if "offset" in f:
        return f"{ref + timedelta(f['offset'])}" if ref else None
    if "unit" in f:
        return _unit(f, ref, way) if ref else None
    if "yearshift" in f and "year" not in f:
        if ref is None:
            return None
        f = {**f, "year": ref.year + f["yearshift"]}
    if "decade" in f:
        decade = f["decade"] if f["decade"] > 99 else 1900 + f["decade"]
        return f"{decade // 10}X"
    if "century" in f:
        return f"{f['century'] - 1:02}XX"
    if "day" in f:
        return _day(f, ref, way) if "month" in f else _near_day(f, ref)
    for name in ("month", "season", "quarter", "half"):
        if name in f:
            return _part(f, f[name], ref, way)
    if "weekday" in f:
        day = _weekday(f, ref, way)
        return f"{day}" if day else None
    return _year(f["year"], f.get("edge")) if "year" in f else None


def clock(f: Fields) -> str | None:
    """The time of day as EDTF writes it, "T20:50"; None when there is no such time."""
    hour, minute = f["hour"], f.get("minute", 0)
    if "noon" in f:
        if not 1 <= hour <= 12:
            return None if f["noon"] == 0 or hour > 23 else f"T{hour:02}:{minute:02}"
        hour = hour % 12 + f["noon"]
    return f"T{hour:02}:{minute:02}" if hour < 24 or minute == 0 else None


def _year(year: int, edge: int | None) -> str:
    if edge is None:
        return f"{year:04}"
    return {-1: f"{year:04}-01/{year:04}-04", 0: f"{year:04}-04/{year:04}-09", 1: f"{year:04}-09/{year:04}-12"}[edge]


def _day(f: Fields, ref: date | None, way: int) -> str | None:
    month, day = f["month"], f["day"]
    if "yy" in f and "year" not in f:
        f = {**f, "year": f["yy"] + (2000 if f["yy"] < 60 else 1900)}
    if "year" in f:
        made = _make(f["year"], month, day)
        return f"{made}" if made else None
    if _make(2024, month, day) is None:
        return None
    if ref is None:
        day = monthrange(2023, month)[1] if day == LAST else day
        return f"XXXX-{month:02}-{day:02}"
    near = [d for y in range(ref.year - 1, ref.year + 2) if (d := _make(y, month, day))]
    if "weekday" in f:
        near = [d for d in near if d.isoweekday() == f["weekday"]] or near
    shift = f.get("shift", 0)
    if shift:
        near = [d for d in near if (d - ref).days * shift > 0] or near
    elif all(abs((d - ref).days) > (_TOLD if way else _FAR) for d in near):
        near = [d for d in near if ((d - ref).days * way > 0 if way else d.year == ref.year)] or near
    return f"{min(near, key=lambda d: (abs((d - ref).days), d))}" if near else f"XXXX-{month:02}-{day:02}"


def _near_day(f: Fields, ref: date | None) -> str | None:
    """ "dimanche 17" without a month: the nearest day within six weeks on which weekday and number agree."""
    if ref is None:
        return None
    for n in range(45):
        for day in (ref - timedelta(n), ref + timedelta(n)):
            if day.day == f["day"] and day.isoweekday() == f["weekday"]:
                return f"{day}"
    return None


def _make(year: int, month: int, day: int) -> date | None:
    if day == LAST:
        day = monthrange(year, month)[1]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _part(f: Fields, part: int, ref: date | None, way: int) -> str | None:
    """A month, season, quarter or half year: the latest that has begun, or the next when the sentence looks ahead."""
    if "year" in f:
        return f"{f['year']:04}-{part:02}"
    if ref is None:
        return None
    start = Period.parse(f"{ref.year:04}-{part:02}").first
    assert start is not None
    end = Period.parse(f"{ref.year:04}-{part:02}").last
    assert end is not None
    shift = f.get("shift")
    if shift == 0:
        # "this winter" said in January is the one that began in December
        year = ref.year - (part == 24 and ref.month < 3)
    elif shift == -1:
        year = ref.year - (end >= ref)
    elif shift == 1:
        year = ref.year + (start <= ref)
    elif way > 0:
        year = ref.year + (end < ref)
    else:
        year = ref.year - (start > ref)
    return f"{year:04}-{part:02}"


def _weekday(f: Fields, ref: date | None, way: int) -> date | None:
    if ref is None:
        return None
    back = (ref.isoweekday() - f["weekday"]) % 7
    shift = f.get("shift")
    if shift == -1:
        return ref - timedelta(back or 7)
    if shift == 1 or (way > 0 and back):
        return ref + timedelta(7 - back)
    if shift == 0 and way == 0 and back > 2:
        return ref + timedelta(7 - back)
    return ref - timedelta(back)


def _unit(f: Fields, ref: date, way: int) -> str:
    """A day, week, month, year or weekend around `ref`: "last week", "the end of the year"."""
    unit, shift = f["unit"], f.get("shift", 0)
    if unit == 4:
        year = ref.year + shift
        return f"{year:04}-01-01" if "since" in f else _year(year, f.get("edge"))
    if unit == 3:
        count = ref.year * 12 + ref.month - 1 + shift
        month = f"{count // 12:04}-{count % 12 + 1:02}"
        return f"{month}-01" if "since" in f else month
    if unit == 1:
        return f"{ref + timedelta(shift)}"
    monday = ref - timedelta(ref.isoweekday() - 1) + timedelta(7 * shift)
    if unit == 5:
        if shift == 0 and ref.isoweekday() < 6 and (way < 0 or (way == 0 and ref.isoweekday() < 3)):
            monday -= timedelta(7)
        return f"{monday + timedelta(5)}/{monday + timedelta(6)}"
    return f"{monday}" if "since" in f else f"{monday}/{monday + timedelta(6)}"
