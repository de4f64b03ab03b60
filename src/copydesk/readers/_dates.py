"""Dates of publication as feeds, pages and agencies write them, to EDTF days."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from ..periods import Period

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\s*\d\d?(?::?\d\d).*)?\Z", re.DOTALL)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?\Z")
_SLASHED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?:[T ].*)?\Z")
_ENDED = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})(?:[T ,].*)?\Z")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?\Z|\d{13}\Z")


def day(written: str) -> str | None:
    """The day of a date and time, as its own time zone counts; EDTF stays; None when it cannot be told for certain.

    "03/04/2024" is two dates and none: only a day over 12 tells which is which.
    """
    text = written.strip()
    if _SECONDS.match(text):
        seconds = float(text) / (1000 if len(text) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    for pattern in (_ISO, _SLASHED, _BASIC):
        if found := pattern.match(text):
            return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _ENDED.match(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12 or first == second or "." in found[0][:6]:
            return _made(year, second, first)
        return _made(year, first, second) if second > 12 else None
    try:
        Period.parse(text)
    except ValueError:
        pass
    else:
        return text
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _made(year: int, month: int, number: int) -> str | None:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None
