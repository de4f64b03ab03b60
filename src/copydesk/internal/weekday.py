"""A day of the week that is not that date's."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from .. import _trie
from ..annotate import Annotated
from ..languages import available, data
from ..text import Span, fold
from ._observation import Observation
from ._reading import lang_at


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

    Where the year is not written, the years about it are tried before anything is said.
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
        years = (day.year,) if str(day.year) in written else (day.year - 1, day.year, day.year + 1)
        wanted = _weekdays(lang)[named[0]]
        if wanted in [_weekday_in(day, year) for year in years]:
            continue
        said = article.text[mention.start : mention.end]
        what = f"{day} was a {day:%A}"
        yield Observation(check="weekday", span=Span(mention.start, mention.end), value=said, what=what)


def _weekday_in(day: date, year: int) -> int | None:
    try:
        return day.replace(year=year).weekday()
    except ValueError:
        return None
