"""A day of the week that is not that date's."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from .. import _trie
from ..annotate import Annotated
from ..languages import available, data
from ..mentions import Mention
from ..periods import Period
from ..text import Span, fold
from ._observation import Observation
from ._reading import lang_at

_NEWS, _FAR = timedelta(days=31), timedelta(days=300)
"""A day as near as the first is not of another year that is as far as the second."""
_SOON = 200
"""How far behind a date the year may stand that it is of: "le lundi 6 juin, jour du débarquement de 1944"."""
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


@cache
def _weekdays(lang: str) -> dict[str, int]:
    """The days of the week by name, Monday 0."""
    slot = data(lang, "dates").get("slots", {}).get("weekday", {})
    return {fold(name): int(number) - 1 for number, names in slot.items() for name in names}


@cache
def _weekday_pattern(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_trie.pattern(_weekdays(lang))})(?!\w)")


def check(annotated: Annotated) -> Iterator[Observation]:
    """A day of the week that is not that date's: "lundi 13 novembre 2024" was a Wednesday.

    Where the year is not written, every year that may be meant is tried before anything is said.
    """
    article = annotated.article
    for mention in annotated.mentions:
        if mention.kind != "date" or not mention.date:
            continue
        try:
            day = date.fromisoformat(mention.date)
        except ValueError:
            continue
        lang = lang_at(annotated, mention.start)
        if lang not in available():
            continue
        written = annotated.folded[mention.start : mention.end]
        named = _weekday_pattern(lang).findall(written)
        if len(named) != 1 or not any(char.isdigit() for char in written):
            continue
        wanted = _weekdays(lang)[named[0]]
        if str(day.year) not in written:
            days = _days(annotated, mention, day)
            if not days or any(other.weekday() == wanted for other in days):
                continue
            day = days[0]
        elif day.weekday() == wanted:
            continue
        said = article.text[mention.start : mention.end]
        what = f"{day} was a {day:%A}"
        yield Observation(check="weekday", span=Span(mention.start, mention.end), value=said, what=what)


def _days(annotated: Annotated, mention: Mention, day: date) -> list[date]:
    """The days that a date without a year may be, the likeliest first: those about the article's, and those of years
    that the text has spoken of.

    A day a few weeks from the article's is not that of a year ago or ahead: nobody would leave the year out.
    """
    try:
        published = Period.parse(annotated.article.published or "")
    except ValueError:
        return []
    if published.first is None:
        return []
    near = published.first
    about = [other for year in (near.year - 1, near.year, near.year + 1) if (other := _in_year(day, year))]
    days = sorted(about, key=lambda other: abs(other - near))
    if days and abs(days[0] - near) <= _NEWS:
        days = [other for other in days if abs(other - near) < _FAR]
    for told in annotated.mentions:
        if told.start > mention.end + _SOON:
            break
        if told.kind == "date" and told is not mention:
            years = map(int, _YEAR.findall(annotated.folded, told.start, told.end))
            days += [other for year in years if (other := _in_year(day, year))]
    return days


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
