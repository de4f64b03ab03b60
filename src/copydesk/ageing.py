"""Facts that grow old: assertions whose validity ended, that nobody has checked for long, or that nothing matches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .assertions import Assertion
from .errors import CopydeskError
from .hygiene import check_assertion
from .session import Desk

Sign = Literal["ended", "unchecked", "unmatched"]
SIGNS: tuple[Sign, ...] = ("ended", "unchecked", "unmatched")

_SPAN = re.compile(r"(\d{1,5}) ?(d|w|m|mo|y)\Z")
_SHORT = timedelta(days=31)
_DAYS = {"d": 1, "w": 7, "m": 30, "mo": 30, "y": 365}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """One sign of age in one assertion, and since when; `since` is None where there is no day."""

    assertion: Assertion
    sign: Sign
    what: str
    since: date | None = None


def span(text: str) -> timedelta:
    """A stretch of time as options give it: `180d`, `26w`, `6m` (30 days each), `2y`. Raises CopydeskError."""
    found = _SPAN.match(text.strip().lower())
    if not found:
        raise CopydeskError(f"{text!r} is no stretch of time; write days, weeks, months or years, as 180d, 26w, 6m or 2y")
    return timedelta(days=int(found[1]) * _DAYS[found[2]])


def aged(desk: Desk, assertion: Assertion, older_than: timedelta, *, match: bool = True) -> Iterator[Aged]:
    """Every sign of age in an assertion, as of the desk's day; `match`: the articles are asked too."""
    ended = assertion.valid.last if assertion.valid else None
    if not _past(assertion, desk.today):
        if ended is not None and ended < desk.today:
            yield Aged(assertion=assertion, sign="ended", what=f"held until {ended}", since=ended)
        yield from _unchecked(assertion, desk.today, older_than)
    if match and check_assertion(desk, assertion).record["matched"] is False:
        yield Aged(assertion=assertion, sign="unmatched", what="no article of the corpus speaks of it")


def _past(assertion: Assertion, today: date) -> bool:
    """Whether it tells of a day or a month that is over: what happened then stays as it was. An office may pass on."""
    valid = assertion.valid
    if assertion.kind == "position" or valid is None or valid.first is None or valid.last is None:
        return False
    return valid.last < today and valid.last - valid.first <= _SHORT


def _unchecked(assertion: Assertion, today: date, older_than: timedelta) -> Iterator[Aged]:
    """Whether the last day on which somebody looked at the source lies too far back."""
    checked = assertion.checked_on.last if assertion.checked_on else None
    if checked is not None:
        if today - checked > older_than:
            who = f" by {assertion.checked_by}" if assertion.checked_by else ""
            what = f"checked{who} on {assertion.checked_on}, {(today - checked).days} days ago"
            yield Aged(assertion=assertion, sign="unchecked", what=what, since=checked)
        return
    source = assertion.source.on.last if assertion.source and assertion.source.on else None
    if source is None:
        yield Aged(assertion=assertion, sign="unchecked", what="never checked, and its source has no date")
    elif today - source > older_than:
        what = f"never checked, its source is of {assertion.source.on if assertion.source else ''}"
        yield Aged(assertion=assertion, sign="unchecked", what=f"{what}, {(today - source).days} days ago", since=source)
