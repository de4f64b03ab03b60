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

from ..annotate import Annotated
from ..matching.holders.people import parts
from ..mentions import Mention
from ..periods import Period
from ..sentences import sentence_at, sentences
from ..terms import simple
from ..text import Span
from ._lives import lives
from ._observation import Observation
from ._reading import between, cues, lang_at, note, patterns

_CLOSES = re.compile(r" ?(?:[,);:.!?\n–—]|\Z)")
_PERSONS = ("name", "position")
_BETWEEN = 4
"""How many words may stand between an age and the birth: "née à Lyon en", "was born in", "à Lyon, elle"."""
_REACH = 200
_LONGEST = 800
"""A longer sentence is a list or no sentence, and tells of many."""
_OLDEST = 120
_EARLIEST = 1890
_SLACK = timedelta(days=31)
"""An article of January may have been written, and its people asked, in December."""


class _Age(NamedTuple):
    person: tuple[str, ...]
    years: int
    mention: Mention
    name: Mention


def check(annotated: Annotated) -> Iterator[Observation]:
    """Ages that fit neither the birth year beside them nor the age that the article gave before."""
    ages = [m for m in annotated.mentions if _is_age(m)]
    if not ages:
        return
    spans = sentences(annotated.article)
    named = list(_named(annotated, ages, spans))
    yield from _two_ages(annotated, named)
    yield from _births(annotated, ages, {age.mention: age.name for age in named}, spans)


def _is_age(mention: Mention) -> bool:
    if mention.kind != "age" and not (mention.kind == "duration" and mention.unit == "a"):
        return False
    low = mention.low
    return low is not None and mention.modifier == "exact" and low == low.to_integral_value() and 0 < low < _OLDEST


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    return patterns(
        lang, "age", aged=r"(?:,? ?\(|, )(?:{aged} )?\Z", now=r"{now} \Z", born=r"{born} {hedge}\Z", past="{past}"
    )


def _named(annotated: Annotated, ages: list[Mention], spans: list[Span]) -> Iterator[_Age]:
    """Ages that stand right behind a full name, of today."""
    folded = annotated.folded
    names = [m for m in annotated.mentions if m.kind in _PERSONS and m.person]
    for age in ages:
        lang = lang_at(annotated, age.start)
        if not cues(lang, "age") or not _CLOSES.match(folded, age.end):
            continue
        for name in between(names, age.start - _REACH, age.start):
            end = name.person_span.end if name.person_span else name.end
            if not 0 < age.start - end < 40 or not _patterns(lang)["aged"].match(folded[end:age.start]):
                continue
            person = tuple(map(simple, parts(name.person or "")))
            if len(person) > 1 and not _past(annotated, age, lang, spans):
                yield _Age(person, int(age.low or 0), age, name)
                break


def _past(annotated: Annotated, age: Mention, lang: str, spans: list[Span]) -> bool:
    """Whether the sentence speaks of another time, or of another kind of years."""
    sentence = sentence_at(spans, age.start)
    if sentence is None or sentence.end - sentence.start > _LONGEST:
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
    annotated: Annotated, ages: list[Mention], named: dict[Mention, Mention], spans: list[Span]
) -> Iterator[Observation]:
    """Ages that do not fit the birth year of the same sentence or, behind "he is", of the sentence before."""
    try:
        published = Period.parse(annotated.article.published or "")
    except ValueError:
        return
    if published.first is None or published.last is None:
        return
    said: set[Mention] = set()
    for birth in annotated.mentions:
        year = _birth_year(annotated, birth, spans)
        if year is None:
            continue
        lowest = (published.first - _SLACK).year - year - 1
        highest = published.last.year - year
        for age in between(ages, birth.start - _REACH, birth.end + _REACH):
            if _belongs(annotated, age, birth, named, spans) and not lowest <= int(age.low or 0) <= highest:
                said.add(age)
                what = f"born in {year}, that is {max(0, highest - 1)} or {highest} years when the article appeared"
                yield note(annotated, "age", age, what, Span(birth.start, birth.end))
    for life in lives(annotated, ages, named, spans, published):
        if life.age not in said and not life.fits():
            said.add(life.age)
            year = max(life.years)
            what = f"born in {life.born}, that is {max(0, year - life.born - 1)} or {year - life.born} years in {year}"
            yield note(annotated, "age", life.age, what, Span(life.birth.start, life.birth.end))


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
    inside = between(annotated.mentions, sentence.start, sentence.end)
    return None if any(m.kind == "date" and m != birth for m in inside) else year


def _belongs(
    annotated: Annotated, age: Mention, birth: Mention, named: dict[Mention, Mention], spans: list[Span]
) -> bool:
    """Whether the age is that of the person whose birth the sentence tells: no other person stands about."""
    folded, lang = annotated.folded, lang_at(annotated, age.start)
    sentence, own = sentence_at(spans, birth.start), sentence_at(spans, age.start)
    if sentence is None or own is None or not cues(lang, "age") or not _CLOSES.match(folded, age.end):
        return False
    now = _patterns(lang)["now"].search(folded, own.start, age.start)
    subjects = cues(lang, "age").get("subjects", [])
    if now is not None and birth.end <= now.start():
        gap = folded[birth.end if own == sentence else own.start:now.start()]
        if own != sentence and folded[sentence.end:own.start].strip():
            return False
        most = _BETWEEN if own == sentence else 1
        told = re.findall(r"[\w-]+", gap)
        close = len(told) <= most and (not gap.rstrip(" ,") or gap.rstrip()[-1] == "," or told[-1] in subjects)
    elif age in named and own == sentence:
        name = named[age]
        first, second = (age.end, birth.start) if age.end <= birth.start else (birth.end, name.start)
        gap = folded[first:second]
        close = first <= second and len(re.findall(r"\w+", gap)) <= (_BETWEEN if age.end <= birth.start else 0)
    else:
        return False
    return close and not _past(annotated, age, lang, spans) and _one_person(annotated, sentence.start, own.end)


def _one_person(annotated: Annotated, start: int, end: int) -> bool:
    """Whether at most one person is named there."""
    people = [m.person for m in between(annotated.mentions, start, end) if m.person and m.kind in _PERSONS]
    return len({simple(parts(person)[-1]) for person in people if parts(person)}) <= 1
