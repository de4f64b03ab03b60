"""A day that no calendar has: "31 juin", "29 février 2023".

Only days up to 31 are looked at, and only behind a word that dates stand behind: "in June 31 people died" is no date.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from ..annotate import Annotated
from ..languages import available, data
from ..text import Span, fold
from ._observation import Observation
from ._reading import any_of, cues, runs

_LEAP = 2024
_YEAR = re.compile(r"(?:,? (?:[a-z]{2,3} )?)(\d{4})(?!\w|[.,]\d)")


def check(annotated: Annotated) -> Iterator[Observation]:
    """Days of a month that it does not have."""
    article = annotated.article
    for start, end, lang in runs(annotated):
        if lang not in available() or not cues(lang, "dates"):
            continue
        for found in _pattern(lang).finditer(annotated.folded, start, end):
            groups = {key.rstrip("0123456789"): value for key, value in found.groupdict().items() if value}
            day, month = int(groups["day"]), _months(lang)[groups["month"]]
            year = _YEAR.match(annotated.folded, found.end(), end)
            longest = monthrange(int(year[1]) if year and int(year[1]) else _LEAP, month)[1]
            if not longest < day <= 31:
                continue
            span = Span(found.end() - len(found["date"]), year.end() if year else found.end())
            what = f"that month has {longest} days" + (f" in {year[1]}" if year else "")
            yield Observation(check="dates", span=span, value=article.text[span.start:span.end], what=what)


@cache
def _months(lang: str) -> dict[str, int]:
    slot = data(lang, "dates").get("slots", {}).get("month", {})
    return {fold(name): int(number) for number, names in slot.items() for name in names}


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """The language's forms of a day with its month: the last two days of a month only, and the 29th of February."""
    table = cues(lang, "dates")
    months = any_of(_months(lang))
    forms = []
    for number, form in enumerate(table.get("forms", [])):
        day = rf"(?<![\d.,])(?P<day{number}>29|30|31)(?:st|nd|rd|th|er|º|\.)?(?![\d.,]\d|\d|\w)"
        forms.append(re.escape(form).replace(r"\{day\}", day).replace(r"\{month\}", rf"(?P<month{number}>{months})"))
    return re.compile(rf"{any_of(table.get('joined', []))} (?P<date>{'|'.join(forms)})")
