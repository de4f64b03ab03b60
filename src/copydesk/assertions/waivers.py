"""Waivers: known discrepancies, accepted by a named person for a stated reason until a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from typing import Literal, get_args

from ..languages import available
from ..mentions import Mention
from ..periods import Period
from ..text import Article, fold
from ..units import comparable, convert
from ._fields import Sheet
from ._yaml import Items, Node
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

    def covers(
        self, article: str, check: str, value: str | None = None, path: str | None = None, mention: Mention | None = None
    ) -> bool:
        """Whether it speaks of this discrepancy: the article's id or path, the check's id, the mention's text.

        Given the mention itself, another writing of the same value will do: "500 km" waives "cinq cents kilomètres".
        """
        if check != self.assertion and not (
            self.assertion.startswith(INTERNAL) and fnmatchcase(check, self.assertion)
        ):
            return False
        if not any(name is not None and fnmatchcase(name, _pattern(self.article)) for name in (article, path)):
            return False
        if self.value is None or (value is not None and _plain(value) == _plain(self.value)):
            return True
        return mention is not None and any(_same(mention, read) for read in _read_value(self.value))


def find(
    waivers: Sequence[Waiver], article: str, check: str, value: str | None = None, *, path: str | None = None,
    mention: Mention | None = None,
) -> Waiver | None:
    """The waiver that covers a discrepancy, expired or not: the first that names its value, else the first."""
    found = [w for w in waivers if w.covers(article, check, value, path, mention)]
    return next((w for w in found if w.value is not None), found[0] if found else None)


def _pattern(article: str) -> str:
    """Brackets stand for themselves: only * and ? are wild."""
    return article.replace("[", "[[]")


@cache
def _read_value(value: str) -> tuple[Mention, ...]:
    """What a waiver's value says in any language, where all of it is one mention."""
    from ..annotate import annotate

    read = (annotate(Article(id="", text=value, lang=lang)).mentions for lang in available())
    return tuple(m for mentions in read for m in mentions if _plain(value) == _plain(value[m.start : m.end]))


def _same(one: Mention, other: Mention) -> bool:
    """Whether two mentions give the same number, in whatever unit, or the same date."""
    if one.kind == "date" or other.kind == "date":
        return one.date is not None and one.date == other.date
    if not comparable(one.unit, other.unit):
        return False
    ends = [
        tuple(None if v is None else convert(v, m.unit, other.unit) for v in (m.low, m.high)) for m in (one, other)
    ]
    return ends[0] == ends[1] != (None, None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip()


KEYS = ("article", "assertion", "value", "verdict", "reason", "by", "on", "until")
NEEDED = ("article", "assertion", "verdict", "reason", "by", "until")


def read_waivers(sheet: Sheet, root: Node | None) -> list[Waiver]:
    """Every complete waiver of a waiver file; the problems go to the sheet."""
    if root is None:
        return []
    if not isinstance(root, Items):
        sheet.say(root, "the file is not a list", "begin every waiver with `- `")
        return []
    read = (_read(sheet, node) for node in root.entries)
    return [waiver for waiver in read if waiver is not None]


def _read(sheet: Sheet, node: Node) -> Waiver | None:
    fields = sheet.fields(node, "a waiver", KEYS, NEEDED)
    if fields is None:
        return None
    names = ("article", "assertion", "value", "reason", "by")
    lines = {name: sheet.text(fields[name], name) for name in names if name in fields}
    verdict = sheet.choice(fields["verdict"], "verdict", FAULTS) if "verdict" in fields else None
    until, on = (sheet.period(fields[name], name) if name in fields else None for name in ("until", "on"))
    if until is not None and until.last is None:
        sheet.say(fields["until"], "`until` has no end", "write the last day on which the waiver holds")
        until = None
    article, assertion, reason, by = (lines.get(name) for name in ("article", "assertion", "reason", "by"))
    if not (article and assertion and reason and by and verdict and until):
        return None
    return Waiver(
        article=article, assertion=assertion, verdict=verdict,  # type: ignore[arg-type]
        reason=reason, by=by, until=until, place=sheet.place(node), value=lines.get("value"), on=on,
    )
