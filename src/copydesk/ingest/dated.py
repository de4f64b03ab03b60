"""The day that a document gives itself: a line with nothing but a date, one that says when it was published, a dateline."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..furniture import stamp
from ..languages import available, data
from ..readers._dates import day
from ..text import fold

_OPENING = 8
"""Lines with text among which such a line is looked for."""
_PARAGRAPH = 160
_FINAL = re.compile(r"[.;:…!?][\"'”»)\]]*\s*\Z")
_NUMERIC = re.compile(r"(?<!\d)(?:\d{4}[-/]\d\d?[-/]\d\d?|\d\d?[./]\d\d?[./]\d{4})(?!\d)")
_NAME_OF_PLACE = r"[^\W\d_a-zß-ÿ][\w'’.-]*"
_PLACE = re.compile(rf"{_NAME_OF_PLACE}(?:[ /]{{1,3}}(?:{_NAME_OF_PLACE}|\w{{1,3}}))*, (?:\w+ )?\Z")
"""What stands before the date of a dateline: "Oslo, ", "NEW YORK / Rio de Janeiro, ", "Lyon, vendredi "."""
_AGENCY = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[.:]?\s*[-–—]+\s+(?=\D)")
_FARTHEST = 60
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")


def stated(lines: Sequence[str]) -> tuple[str, int] | None:
    """The day of publication and the number of the line that gives nothing else, -1 where it opens the text. None where none
    does, or the day is unsure."""
    texts = [number for number, line in enumerate(lines) if line.strip()][: _OPENING + 1]
    begun = False
    for at, number in enumerate(texts[:_OPENING]):
        # above the text itself, a date is the headline
        bare = not begun and (at > 0 or (len(texts) > 1 and not _is_paragraph(lines[texts[1]])))
        said = stamp(lines[number], bare=bare)
        found = _day(said) if said else None
        if found:
            return found, number
        if not begun and _is_paragraph(lines[number]):
            begun = True
            if found := _dateline(lines[number]):
                return found, -1
    return None


def _dateline(line: str) -> str | None:
    """The day in what opens a text: "Oslo, 12 mars 2025 –", "PARIS, March 12, 2025 (AB) -"."""
    opening = fold(line[:_FARTHEST])
    found = next(filter(None, (pattern.search(opening) for pattern in (_NUMERIC, *_patterns()))), None)
    if found is None or not _PLACE.match(line[:found.start()]):
        return None
    return _day(found.group()) if _AGENCY.match(line, found.end()) else None


def _is_paragraph(line: str) -> bool:
    return len(line) > _PARAGRAPH or bool(_FINAL.search(line))


def named(file: str) -> str | None:
    """The day that a file's name begins with: `2025-03-14-bridge.txt`."""
    found = _NAME.match(file)
    return day(found[1]) if found else None


def _day(text: str) -> str | None:
    """The first day with its year in a folded text."""
    found = _NUMERIC.search(text)
    if found:
        return day(found[0])
    for pattern in _patterns():
        if found := pattern.search(text):
            return day(f"{found['year']}-{_months()[found['month']]:02}-{int(found['day']):02}")
    return None


@cache
def _months() -> dict[str, int]:
    made: dict[str, int] = {}
    for code in available():
        slots = data(code, "dates").get("slots", {})
        for name in ("month", "month_short"):
            for number, words in slots.get(name, {}).items():
                made.update((fold(word).rstrip("."), int(number)) for word in words)
    return made


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """ "14 mars 2025", "14 de marzo de 2025", "March 14th, 2025"."""
    month = rf"(?P<month>{_any(_months())})\.?"
    number, year = r"(?<!\d)(?P<day>\d{1,2})(?!\d)[^\W\d_]{0,3}\.?", r"(?P<year>(?:19|20)\d\d)(?!\d)"
    between = r"(?:,?\s+(?:[^\W\d_]{2,3}\s+)?)"
    return (
        re.compile(rf"{number}{between}{month}{between}{year}"), re.compile(rf"(?<!\w){month}\s+{number}{between}{year}"),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
