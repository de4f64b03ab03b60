"""Checks that need no assertion: what an article says against itself and against the calendar.

A check is a function of an annotated article that gives observations; `CHECKS` names them, in order.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from . import _trie
from ._people import parts
from .annotate import Annotated
from .languages import available, data
from .mentions import Mention
from .names import same_person
from .terms import simple
from .text import Passage, Span, fold
from .units import comparable, convert
from .values import Interval

_FIGURES = (
    "money", "count", "length", "area", "volume", "mass", "speed", "temperature", "duration", "percent", "other",
)
_HEADS = ("headline", "key_point", "subhead", "caption")
_THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something that does not fit: where it stands, its words, what is wrong, and what it disagrees with."""

    check: str
    span: Span
    value: str
    what: str
    other: Span | None = None


Check = Callable[[Annotated], Iterator[Observation]]


def observe(annotated: Annotated, check: str) -> list[Observation]:
    """What one check finds, in order of place."""
    return sorted(CHECKS[check](annotated), key=lambda o: o.span)


@cache
def _weekdays(lang: str) -> dict[str, int]:
    """The days of the week by name, Monday 0."""
    slot = data(lang, "dates").get("slots", {}).get("weekday", {})
    return {fold(name): int(number) - 1 for number, names in slot.items() for name in names}


@cache
def _weekday_pattern(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_trie.pattern(_weekdays(lang))})(?!\w)")


def weekday(annotated: Annotated) -> Iterator[Observation]:
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
        lang = _lang_at(annotated, mention.start)
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


def headline(annotated: Annotated) -> Iterator[Observation]:
    """A figure of headline, key points, subheads or captions that the body gives otherwise for the same thing."""
    article = annotated.article
    heads = [p for p in article.passages if p.role in _HEADS]
    if not heads:
        return
    upper = [m for m in annotated.mentions if m.kind in _FIGURES and _within(m, heads)]
    body = [m for m in annotated.mentions if m.kind in _FIGURES and not _within(m, heads)]
    for mention in upper:
        thing = _thing(mention)
        same = [m for m in body if thing and _thing(m) == thing and comparable(m.unit, mention.unit)]
        if same and not any(_interval(m, mention.unit).meets(mention.interval) for m in same):
            said = article.text[mention.start : mention.end]
            other = article.text[same[0].start : same[0].end]
            what = f"the article's body says {other} ({same[0].counted})"
            yield Observation(
                check="headline", span=Span(mention.start, mention.end), value=said, what=what,
                other=Span(same[0].start, same[0].end),
            )


def thousand(annotated: Annotated) -> Iterator[Observation]:
    """One figure a thousand times another, same digits, same unit, same thing: millions for billions."""
    article = annotated.article
    seen: list[Mention] = []
    for mention in annotated.mentions:
        if mention.kind not in _FIGURES or mention.low is None or mention.low != mention.high or not mention.low:
            continue
        if len(mention.low.normalize().as_tuple().digits) < 2:
            continue
        for other in seen:
            assert other.low is not None
            if mention.unit != other.unit or mention.per != other.per or _thing(mention) != _thing(other):
                continue
            if other.unit is None and not _thing(other):
                continue
            if mention.low in (other.low * _THOUSAND, other.low / _THOUSAND):
                said = article.text[mention.start : mention.end]
                what = f"a thousand times more or less than {article.text[other.start : other.end]}"
                yield Observation(
                    check="thousand", span=Span(mention.start, mention.end), value=said, what=what,
                    other=Span(other.start, other.end),
                )
                break
        seen.append(mention)


def names(annotated: Annotated) -> Iterator[Observation]:
    """One person spelled two ways; the spelling that stands there less often is reported, where it stands first.

    Accents alone are no other spelling, nor is a name with more parts or fewer: those may be other people.
    """
    article = annotated.article
    spellings: dict[tuple[str, ...], list[Mention]] = {}
    for mention in annotated.mentions:
        if mention.kind == "name" and mention.person and len(parts(mention.person)) > 1:
            spellings.setdefault(tuple(map(simple, parts(mention.person))), []).append(mention)
    said: set[tuple[str, ...]] = set()
    for one, ones in spellings.items():
        for other, others in spellings.items():
            if one == other or other in said or not _one_person(one, other):
                continue
            if len(ones) > len(others) or (len(ones) == len(others) and ones[0].start < others[0].start):
                continue
            mention, usual = ones[0], others[0]
            line, column = article.place(usual.start)
            what = f"also written {usual.person} ({line}:{column})"
            said.add(one)
            yield Observation(
                check="names", span=Span(mention.start, mention.end), value=mention.person or "", what=what,
                other=Span(usual.start, usual.end),
            )
            break


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two spellings with as many words are one person's."""
    return len(one) == len(other) and same_person(" ".join(one), " ".join(other)) != "different"


CHECKS: dict[str, Check] = {"weekday": weekday, "headline": headline, "thousand": thousand, "names": names}


def _within(mention: Mention, passages: Sequence[Passage]) -> bool:
    return any(p.start <= mention.start < p.end for p in passages)


def _thing(mention: Mention) -> str:
    """What is counted, as it can be compared: folded, without the last letter of a plural."""
    return " ".join(word.rstrip("sx") for word in fold(mention.counted or "").split())


def _interval(mention: Mention, unit: str | None) -> Interval:
    """The mention's values in another unit."""
    if mention.unit == unit:
        return mention.interval
    moved = mention._replace(
        low=None if mention.low is None else convert(mention.low, mention.unit, unit),
        high=None if mention.high is None else convert(mention.high, mention.unit, unit),
        step=None if mention.step is None else abs(convert(mention.step, mention.unit, unit)),
    )
    return moved.interval


def _lang_at(annotated: Annotated, offset: int) -> str:
    article = annotated.article
    found = next((p.lang for p in article.passages if p.start <= offset < p.end), "")
    return found or article.lang
