"""An age that does not fit: the year of birth, or another age of the same person in the article.

Ages count where they are stated as of today: between commas or in brackets behind a name, or behind "has" or "is". What
a text says of an earlier time ("alors âgé de 20 ans", "mort à 42 ans"), or a sentence that names another year, is left
alone.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from .._people import parts
from ..annotate import Annotated
from ..mentions import Mention
from ..periods import Period
from ..sentences import sentence_at, sentences
from ..terms import simple
from ..text import Span
from ._observation import Observation
from ._reading import any_of, cues, hedges, lang_at, note

_CLOSES = re.compile(r" ?(?:[,);:.!?\n–—]|\Z)")
_OLDEST = 120
_EARLIEST = 1890
_SLACK = timedelta(days=31)
"""An article of January may have been written, and its people asked, in December."""


class _Age(NamedTuple):
    person: tuple[str, ...]
    years: int
    mention: Mention


def check(annotated: Annotated) -> Iterator[Observation]:
    """Ages that fit neither the birth year beside them nor the age that the article gave before."""
    ages = [m for m in annotated.mentions if _is_age(m)]
    if not ages:
        return
    spans = sentences(annotated.article)
    named = list(_named(annotated, ages, spans))
    yield from _two_ages(annotated, named)
    yield from _births(annotated, ages, {age.mention: age.person for age in named}, spans)


def _is_age(mention: Mention) -> bool:
    if mention.kind != "age" and not (mention.kind == "duration" and mention.unit == "a"):
        return False
    low = mention.low
    return low is not None and mention.modifier == "exact" and low == low.to_integral_value() and 0 < low < _OLDEST


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    table = cues(lang, "age")
    return {
        "aged": re.compile(rf"(?:,? ?\(|, )(?:{any_of(table.get('aged', []))} )?\Z"),
        "now": re.compile(rf"{any_of(table.get('now', []))} \Z"),
        "born": re.compile(rf"{any_of(table.get('born', []))} {hedges(lang)}\Z"),
        "past": re.compile(any_of(table.get("past", []))),
    }


def _named(annotated: Annotated, ages: list[Mention], spans: list[Span]) -> Iterator[_Age]:
    """Ages that stand right behind a full name, of today."""
    folded = annotated.folded
    names = [m for m in annotated.mentions if m.kind in ("name", "position") and m.person]
    for age in ages:
        lang = lang_at(annotated, age.start)
        if not cues(lang, "age") or not _CLOSES.match(folded, age.end):
            continue
        for name in names:
            end = name.person_span.end if name.person_span else name.end
            if not 0 < age.start - end < 40 or not _patterns(lang)["aged"].match(folded[end:age.start]):
                continue
            person = tuple(map(simple, parts(name.person or "")))
            if len(person) > 1 and not _past(annotated, age, lang, spans):
                yield _Age(person, int(age.low or 0), age)
                break


def _past(annotated: Annotated, age: Mention, lang: str, spans: list[Span]) -> bool:
    """Whether the sentence speaks of another time, or of another kind of years."""
    sentence = sentence_at(spans, age.start)
    if sentence is None:
        return True
    return _patterns(lang)["past"].search(annotated.folded, sentence.start, sentence.end) is not None


def _two_ages(annotated: Annotated, named: list[_Age]) -> Iterator[Observation]:
    first: dict[tuple[str, ...], _Age] = {}
    for age in named:
        known = first.setdefault(age.person, age)
        if known.years != age.years:
            other = Span(known.mention.start, known.mention.end)
            line, column = annotated.article.place(other.start)
            said = annotated.article.text[other.start:other.end]
            yield note(annotated, "age", age.mention, f"the same person is {said} at {line}:{column}", other)


def _births(
    annotated: Annotated, ages: list[Mention], named: dict[Mention, tuple[str, ...]], spans: list[Span]
) -> Iterator[Observation]:
    """Ages that do not fit the birth year of the same sentence or, behind "he is", of the sentence before."""
    try:
        published = Period.parse(annotated.article.published or "")
    except ValueError:
        return
    if published.first is None or published.last is None:
        return
    for birth in annotated.mentions:
        year = _birth_year(annotated, birth, spans)
        sentence = sentence_at(spans, birth.start)
        if year is None or sentence is None:
            continue
        lowest = (published.first - _SLACK).year - year - 1
        highest = published.last.year - year
        for age in ages:
            if _belongs(annotated, age, named, sentence, spans) and not lowest <= int(age.low or 0) <= highest:
                what = f"born in {year}, that is {max(0, highest - 1)} or {highest} years when the article appeared"
                yield note(annotated, "age", age, what, Span(birth.start, birth.end))


def _birth_year(annotated: Annotated, birth: Mention, spans: list[Span]) -> int | None:
    """The year of a date that stands behind "born", when no other year stands in the sentence and nothing is past."""
    if birth.kind != "date" or not birth.date:
        return None
    lang = lang_at(annotated, birth.start)
    sentence = sentence_at(spans, birth.start)
    if sentence is None or not cues(lang, "age"):
        return None
    before = annotated.folded[max(sentence.start, birth.start - 40):birth.start]
    if not _patterns(lang)["born"].search(before) or _past(annotated, birth, lang, spans):
        return None
    written = annotated.folded[birth.start:birth.end]
    try:
        born = Period.parse(birth.date)
    except ValueError:
        return None
    if born.first is None or born.last is None or born.first.year != born.last.year:
        return None
    year = born.first.year
    if str(year) not in written or year < _EARLIEST:
        return None
    inside = [m for m in annotated.mentions if sentence.start <= m.start < sentence.end]
    return None if any(m.kind == "date" and m != birth for m in inside) else year


def _belongs(
    annotated: Annotated, age: Mention, named: dict[Mention, tuple[str, ...]], sentence: Span, spans: list[Span]
) -> bool:
    """Whether the age is that of the person whose birth the sentence tells: no other person stands between."""
    lang = lang_at(annotated, age.start)
    own = sentence_at(spans, age.start)
    if own is None or not cues(lang, "age") or not _CLOSES.match(annotated.folded, age.end):
        return False
    now = _patterns(lang)["now"].search(annotated.folded, own.start, age.start)
    if own != sentence:
        follows = spans.index(own) == spans.index(sentence) + 1
        if not follows or now is None or len(annotated.folded[own.start:now.start()].split()) != 1:
            return False
    elif now is None and age not in named:
        return False
    people = {tuple(map(simple, parts(m.person))) for m in annotated.mentions if (
        m.person and m.kind in ("name", "position") and sentence.start <= m.start < max(own.end, sentence.end)
    )}
    return len({person[-1] for person in people if person}) <= 1 and not _past(annotated, age, lang, spans)
