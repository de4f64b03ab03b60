"""The times that a claim speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from ...annotate import annotate
from ...assertions.model import Claim
from ...languages import data
from ...mentions import Mention
from ...periods import Period
from ...text import Article
from .model import Query, question

MONTH = 31
WEEK = timedelta(days=7)


def undated(claim: Claim, lang: str) -> list[Mention]:
    """Dates that only an article's date could place: "in June", "on Monday". The year they are read in is none."""
    read = annotate(Article(id="claim", text=claim.text, lang=lang, published="2001-07-01"))
    return [m for m in read.mentions if m.kind == "date" and not _overlaps(m, claim.expected)]


def month_of(mentions: Sequence[Mention]) -> tuple[int | None, bool]:
    """The one month that dates without a year speak of, and whether they span more than one."""
    spans = [spoken for spoken in map(period, mentions) if spoken and spoken.first and (spoken.days or 0) >= 28]
    months = {spoken.first.month for spoken in spans if spoken.first}
    if len(months) == 1 and all((spoken.days or 0) <= MONTH for spoken in spans):
        return months.pop(), False
    return None, bool(months)


def names_day(mentions: Sequence[Mention]) -> bool:
    """Whether one day is named among dates without a year."""
    return sum((spoken.days or 0) == 1 for mention in mentions if (spoken := period(mention))) == 1


def placed(query: Query, published: Period | None, named: Iterable[Period] = ()) -> Query:
    """A claim with the day that it names, as an article of that date means it which itself names some times."""
    if not query.dated or published is None:
        return query
    read = _day(query, str(published))
    return query if read is None else _of_day(query, _meant(*read, named))


def _meant(day: Period, written: bool, named: Iterable[Period]) -> Period:
    """The day of the article that a claim's stands for: where it names the very day nowhere, its only one of another year or
    week. "Thursday" is the next one in news of a strike to come, "7 October" that of 2023."""
    days = {one for one in named if one.days == 1}
    first = day.first
    if first is None or day in days:
        return day
    alike = {one for one in days if one.first and (
        (one.first.month, one.first.day) == (first.month, first.day) if written else abs(one.first - first) == WEEK
    )}
    return alike.pop() if len(alike) == 1 else day


@cache
def _day(query: Query, published: str) -> tuple[Period, bool] | None:
    """The one day that a claim names, read by the date of an article, and whether in figures."""
    read = annotate(Article(id="claim", text=query.text, lang=query.lang, published=published)).mentions
    days = [
        (spoken, any(char.isdigit() for char in query.text[m.start : m.end]))
        for m in read if m.kind == "date" and not _overlaps(m, query.expected) and (spoken := period(m)) and spoken.days == 1
    ]
    return days[0] if len(days) == 1 else None


@cache
def _of_day(query: Query, day: Period) -> Query:
    made = replace(query, day=day)
    made.question = query.question and question(made)
    return made


def period(mention: Mention) -> Period | None:
    """The period of a date; None where it is none."""
    try:
        return Period.parse(mention.date) if mention.date else None
    except ValueError:
        return None


def part_of_year(mention: Mention) -> bool:
    """Whether a date is a quarter or a half of a year, which other words tell as well."""
    spoken = period(mention)
    return spoken is not None and 80 <= (spoken.days or 0) <= 190


def named_part(mentions: Sequence[Mention]) -> Period | None:
    """The first quarter or half of a year among dates."""
    return next((period(mention) for mention in mentions if part_of_year(mention)), None)


@cache
def calendar(lang: str) -> frozenset[str]:
    """The names of months and weekdays."""
    slots = data(lang, "dates").get("slots", {})
    return frozenset(w for name in ("month", "weekday") for words in slots.get(name, {}).values() for w in words)


def _overlaps(mention: Mention, expected: Mention | None) -> bool:
    return expected is not None and mention.start < expected.end and expected.start < mention.end
