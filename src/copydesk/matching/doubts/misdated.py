"""A claim's date that is one of an article's but for a slip: another year, another month, a digit of the day more or less."""

import re

from ...mentions import Mention
from ...periods import Period
from ..article.layout import Figure, Index
from ..claims.times import period
from ..links.field import Field
from . import dating as _dating

DAY, MONTH = 10, 7
"""How many characters a day has that is told in full, and a month of a year."""
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
        edges = all(len(date) == MONTH or int(date[8:]) in EDGES for date in (one, other))
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
    if chance is None:
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
