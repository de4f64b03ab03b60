"""A claim's date that is one of an article's but for a slip: another year, another month, a digit of the day more or less."""

import re
from datetime import date

from ...mentions import Mention
from ...periods import Period
from ..article.layout import Figure, Index
from ..claims.times import period
from ..links import when as _when
from ..links.field import Field
from . import dating as _dating

DAY, MONTH, YEAR = 10, 7, 4
"""How many characters a day has that is told in full, a month of a year, and a year."""
YEARLY, MONTHLY, OF_MONTHS, DAILY = 1 / 365, 1 / 30, 1 / 12, 1 / 20
"""How often a day is by mere chance that of another year, and of another month; a month that of another year; and a day of the
same month the other with a digit more, or with its digits turned round."""
SAME = 1 / 60
"""How often some days begin or end as others by chance, which as a rule are of the same month."""
EDGES = frozenset({1, 28, 29, 30, 31})
"""Days that a month is said for: the end of January, 31 January."""
NEAR = 15
"""How many days from the article's own a day is that may be the anniversary it speaks of."""
_YEAR = re.compile(r"\d{4}")
LONG = 400
"""How many days a time has at least that is longer than a year."""
DAYS = 7
"""How many days apart two days are at most that somebody may take one for the other."""


def akin(got: str, asked: str) -> bool:
    """Whether one date may have been written for the other: but for one of year, month and day they are the same, and years
    are alike in all digits but one."""
    return any(_akin(one[:DAY], other) for one in got.split("/") for other in asked.split("/"))


def _akin(got: str, asked: str) -> bool:
    size = min(len(got), len(asked))
    if size not in (YEAR, MONTH, DAY) or not (got + asked).replace("-", "").isdigit():
        return True
    if size == DAY and abs((date.fromisoformat(got) - date.fromisoformat(asked)).days) <= DAYS:
        return True
    same = [one == other for one, other in zip(got[:size].split("-"), asked[:size].split("-"), strict=True)]
    same[0] = _years(got[:YEAR], asked[:YEAR])
    return sum(same) >= max(1, len(same) - 1)


def likeness(got: str, asked: str) -> float | None:
    """How often a date is so like an asserted one, and not the same, by mere chance; None where they are not alike."""
    mine, theirs = got.split("/"), asked.split("/")
    if len(mine) != len(theirs) or got == asked:
        return None
    chance = 1.0
    for one, other in zip(mine, theirs, strict=True):
        share = SAME if one == other and len(one) == DAY else _alike(one, other)
        if share is None:
            return None
        chance *= share
    return chance


def _alike(one: str, other: str) -> float | None:
    if min(len(one), len(other)) < MONTH or not (one + other).replace("-", "").isdigit():
        return None
    year, month, day = one[:4] == other[:4], one[5:7] == other[5:7], one[8:] == other[8:]
    if not (len(one) == len(other) == DAY):
        edges = all(len(day) == MONTH or int(day[8:]) in EDGES for day in (one, other))
        return OF_MONTHS if month and not year and edges else None
    if (year, month, day) == (False, True, True):
        return YEARLY
    if (year, month, day) == (True, False, True):
        return MONTHLY
    return DAILY if year and month and _slip(int(one[8:]), int(other[8:])) else None


def _slip(one: int, other: int) -> bool:
    """Whether one number of a day is another with a digit more, or with its digits turned round: 5 and 15, 12 and 21."""
    less, more = sorted((f"{one}", f"{other}"), key=len)
    return less != more and (more[::-1] == less if len(less) == len(more) else less in more)


def chances(within: Field, figure: Figure, expected: Mention) -> float | None:
    """How often one of the article's dates would be so like the asserted one by mere chance; None where this is not, or its
    year is told by the article's day alone, or it is of a yearly event."""
    index = within.index
    meant = _dating.in_year(expected, index.published)
    asked = meant.date or ""
    got = figure.mention.date or ""
    chance = likeness(got, asked)
    if chance is None or not _figured(index, figure):
        return None
    if got[:4] != asked[:4] and (not _told(index, figure) or expected.date != asked or _of_now(meant, index.published)):
        return None
    size = min(map(len, got.split("/")))
    return chance * sum(
        size <= min(map(len, (other.mention.date or "").split("/"))) and _figured(index, other)
        for other in within.figures if other.family == "date"
    )


def stands(within: Field, expected: Mention) -> bool:
    """Whether the article tells the asserted date, in whatever words, or a time about as short that holds it."""
    asked = period(_dating.in_year(expected, within.index.published))
    if asked is None:
        return True
    longest = max(31, 2 * (asked.days or 0))
    return any(
        day.meets(asked) and (day.days or longest + 1) <= longest for days in within.index.dates.values() for _, day in days
    )


def of_slipped_year(within: Field, figure: Figure) -> bool:
    """Whether a claim names a year or a part of one, and a figure is of another that it may be a slip for: "25 soldiers died in
    1966", where the article speaks of the claim's year nowhere."""
    index, asked = within.index, within.query.period
    if asked is None or asked.first is None or index.published is None or asked.meets(index.published):
        return False
    spoken = _when.dates(index, figure)
    if not spoken or any(
        day.meets(asked) and (day.days or LONG) < LONG for days in index.dates.values() for _, day in days
    ):
        return False
    year = str(asked.first.year)
    return all(
        day.first is not None and (day.days or LONG) < LONG and _years(str(day.first.year), year) for day in spoken
    )


def _years(one: str, other: str) -> bool:
    """Whether two years are the same but for a digit, or for the order of the last two."""
    return sum(a != b for a, b in zip(one, other, strict=True)) <= 1 or (
        one[:2] == other[:2] and sorted(one) == sorted(other)
    )


def anniversary(within: Field, asked: str) -> bool:
    """Whether the article tells an asserted day of about its own year as that of another year."""
    published = within.index.published
    return len(asked) == DAY and published is not None and published.first is not None and (
        abs(published.first.year - int(asked[:YEAR])) <= 1
    ) and any((other.mention.date or "")[YEAR:] == asked[YEAR:] for other in within.figures)


def _figured(index: Index, figure: Figure) -> bool:
    return any(char.isdigit() for char in index.text(figure.first, figure.last))


def _told(index: Index, figure: Figure) -> bool:
    return _YEAR.search(index.text(figure.first, figure.last)) is not None


def _of_now(asked: Mention, published: Period | None) -> bool:
    day = period(asked)
    return (
        day is not None and day.first is not None and published is not None and published.first is not None
        and abs((day.first - published.first).days) <= NEAR
    )
