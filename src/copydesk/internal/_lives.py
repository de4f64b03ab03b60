"""Births beside ages: the age that somebody is said to be, or to have died at, and the year of birth that goes with it.

Three ways of saying it are read: an age that the birth follows or goes before at once ("un homme de 43 ans né en 1968",
"born in 1949, the 68-year-old"), the age at death in the sentence of the birth or right before it, and the age behind a
name in the sentence before one that opens with the birth.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from ..annotate import Annotated
from ..mentions import Mention
from ..periods import Period
from ..sentences import sentence_at
from ..text import Span
from ._reading import between, cues, lang_at, patterns

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WORD = re.compile(r"[\w-]+")
_TOUCHING, _APART = 3, 6
"""How many words may stand between an age and the birth behind it ("a 43-year-old plumber born in"), between a birth and
the age or the death behind it."""
_CUE, _FEW, _NEXT = 60, 3, 20
_RECENT = timedelta(days=40)
_EARLIEST = 1850


class Life(NamedTuple):
    """An age, the birth that it goes with, and the years that the age may be of."""

    age: Mention
    birth: Mention
    born: int
    years: tuple[int, ...]

    def fits(self) -> bool:
        """Whether somebody born that year was of that age in one of the years."""
        return any(year - self.born - 1 <= int(self.age.low or 0) <= year - self.born for year in self.years)


class _Words(NamedTuple):
    born: re.Pattern[str]
    died: re.Pattern[str]
    at: re.Pattern[str]
    kin: re.Pattern[str]
    that: re.Pattern[str]
    then: re.Pattern[str]
    joins: re.Pattern[str]


@cache
def _words(lang: str) -> _Words | None:
    if not cues(lang, "age"):
        return None
    return _Words(**patterns(
        lang, "age",
        born=r"(?:{born}|{births} {places} ?[^\d.,;:!?()\n]{1,24} {links}) {hedge}\Z",
        died="{died}",
        at=r"{at} \Z",
        kin="{kin}",
        that=r", {that} \Z",
        then="{then}",
        joins="{subjects}",
    ))


def lives(
    annotated: Annotated, ages: Sequence[Mention], named: dict[Mention, Mention], spans: list[Span], published: Period
) -> Iterator[Life]:
    """The ages that go with a birth, each with the years that it may be of."""
    for birth in annotated.mentions:
        said = _words(lang_at(annotated, birth.start)) if birth.kind == "date" else None
        sentence = sentence_at(spans, birth.start) if said else None
        if said is None or sentence is None:
            continue
        written = _YEAR.findall(annotated.folded, birth.start, birth.end)
        cue = said.born.search(annotated.folded, max(sentence.start, birth.start - _CUE), birth.start)
        if len(written) != 1 or cue is None or int(written[0]) < _EARLIEST:
            continue
        at = spans.index(sentence)
        before = spans[at - 1] if at and _opens(annotated, sentence, cue.start(), spans[at - 1]) else None
        for age in between(ages, before.start if before else sentence.start, sentence.end):
            years = _years(annotated, age, birth, cue.start(), sentence, before, named, said, published)
            if years:
                yield Life(age, birth, int(written[0]), years)


def _opens(annotated: Annotated, sentence: Span, cue: int, before: Span) -> bool:
    """Whether a sentence opens with the birth, or with the name of who was spoken of before and then the birth."""
    opening = annotated.folded[sentence.start:cue]
    told = _WORD.findall(opening)
    if len(told) < _FEW and (not told or told[0] in cues(lang_at(annotated, cue), "age").get("subjects", [])):
        return True
    if len(opening) > _CUE or not opening.rstrip().endswith(","):
        return False
    last = re.findall(r"\w+", opening)[-1:]
    return bool(last) and last[0] in _WORD.findall(annotated.folded[before.start:before.end])


def _years(
    annotated: Annotated, age: Mention, birth: Mention, cue: int, sentence: Span, before: Span | None,
    named: dict[Mention, Mention], said: _Words, published: Period,
) -> tuple[int, ...]:
    """The years that an age may be of, where it is that of whose birth is told; () where it is not."""
    folded = annotated.folded
    assert published.first is not None and published.last is not None
    now = (published.first.year, published.last.year, (published.first - _RECENT).year)
    told = before if before is not None and age.start < before.end else sentence
    if told != sentence and said.kin.search(folded, birth.end, min(sentence.end, birth.end + _NEXT)):
        return ()  # "Né en 1990, leur fils"
    others = between(annotated.mentions, told.start, told.end)
    own = [m for m in others if m.kind == "date" and m is not birth]
    if death := _death(annotated, age, birth, told, said):
        between_them = folded[birth.end:death] if told == sentence and birth.end < death else ""
        if len(_WORD.findall(between_them)) > _APART or said.kin.search(folded, told.start, age.start):
            return ()
        years = tuple(int(year) for m in own for year in _YEAR.findall(folded, m.start, m.end))
        return years or (now if any(_recent(m, published) for m in own) else ())
    if said.then.search(folded, told.start, told.end) or said.died.search(folded, told.start, told.end):
        return ()
    named_years = tuple(int(year) for m in own for year in _YEAR.findall(folded, m.start, m.end))
    if told == sentence and age.end <= cue:
        gap = folded[age.end:cue]
        close = len(_WORD.findall(gap)) <= _TOUCHING and not re.search(r"[,;:.!?()]\s*\w", gap.lstrip(", "))
        close = close and not said.at.search(folded, told.start, age.start)
        close = close and not said.kin.search(gap) and not said.joins.search(gap)
    elif told == sentence:
        gap = folded[birth.end:age.start]
        close = len(_WORD.findall(gap)) <= _APART and said.that.search(gap) is not None
    else:
        people = {named[age].person} if age in named else set()
        close = len(people) == 1 and _alone(others, named[age])
    return (*now, *named_years) if close else ()


def _death(annotated: Annotated, age: Mention, birth: Mention, sentence: Span, said: _Words) -> int | None:
    """Where the sentence speaks of the death at that age: "est mort mercredi à l'âge de 71 ans"."""
    folded = annotated.folded
    if not said.at.search(folded, sentence.start, age.start):
        return None
    start = birth.end if sentence.start <= birth.start < age.start else sentence.start
    found = list(said.died.finditer(folded, start, age.start))
    if not found or any(m.kind == "age" for m in between(annotated.mentions, found[-1].start(), age.start)):
        return None
    return found[-1].start()


def _recent(date: Mention, published: Period) -> bool:
    """Whether a date is of the days before the article."""
    try:
        told = Period.parse(date.date or "")
    except ValueError:
        return False
    if told.first is None or published.first is None or published.last is None:
        return False
    return published.first - _RECENT <= told.first <= published.last


def _alone(mentions: Sequence[Mention], name: Mention) -> bool:
    """Whether no other person is named there."""
    last = (name.person or "").split()[-1]
    return all(not m.person or m.kind not in ("name", "position") or m.person.split()[-1] == last for m in mentions)
