"""Waivers: known discrepancies, accepted by a named person for a stated reason until a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Literal, get_args

from ..periods import Period
from ..text import fold
from .model import Place

Fault = Literal["article", "assertion", "parser", "accepted"]
FAULTS: tuple[str, ...] = get_args(Fault)
INTERNAL = "internal."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One accepted discrepancy.

    `article` is an id, a path or a pattern ("*", "fr/2024-*"); `assertion` an assertion's id or an internal check's
    ("internal.names"; "internal.*" for all). `value` is the article's figure or spelling as it stands there; without it
    every value is waived. `verdict` says who is wrong. It ends with the last day of `until`.
    """

    article: str
    assertion: str
    verdict: Fault
    reason: str
    by: str
    until: Period
    place: Place
    value: str | None = None
    on: Period | None = None

    def expired(self, today: date) -> bool:
        """Whether `until` lies before that day."""
        return self.until.last is not None and self.until.last < today

    def covers(self, article: str, check: str, value: str | None = None, path: str | None = None) -> bool:
        """Whether it speaks of this discrepancy: the article's id or path, the check's id, the mention's text."""
        if not (check == self.assertion or (self.assertion.startswith(INTERNAL) and fnmatchcase(check, self.assertion))):
            return False
        if not any(name is not None and fnmatchcase(name, _pattern(self.article)) for name in (article, path)):
            return False
        return self.value is None or (value is not None and _plain(value) == _plain(self.value))


def find(
    waivers: Sequence[Waiver], article: str, check: str, value: str | None = None, *, path: str | None = None
) -> Waiver | None:
    """The first waiver that covers a discrepancy, expired or not; one that names the value comes before one that does not."""
    found = [w for w in waivers if w.covers(article, check, value, path)]
    return next((w for w in found if w.value is not None), found[0] if found else None)


def _pattern(article: str) -> str:
    """Brackets stand for themselves: only * and ? are wild."""
    return article.replace("[", "[[]")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip()
