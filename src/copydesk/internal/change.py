"""A rise or fall in percent that is not that of its two figures: "de 12.500 à 15.000, soit une hausse de 12 %".

The percentage and the figures must stand in one construction: from one to the other and then the percentage, or the
percentage, the value reached and the value before. What compares with another thing than the value before (a forecast,
constant prices, the quarter before) is left alone. Figures are as exact as they are written.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..annotate import Annotated
from ..mentions import Mention
from ..sentences import sentence_at, sentences
from ..text import Span
from ._observation import Observation
from ._reading import after, between, cues, lang_at, last_place, note, patterns, plain, quote, rounding

_HUNDRED = Decimal(100)
_SCALED = 1_000_000
_KINDS = frozenset(("money", "count", "length", "area", "volume", "mass", "other"))
_YEAR = re.compile(r"[^.;:!?()\n\d]{0,16}\b((?:19|20)\d\d)\b")
_BACK = 2
"""Years: an article of 2025 on results of 2024 compares them with 2023."""
_MOST = Decimal(2000)
"""Percent; beyond it, "20 times" and the like were meant."""


class _Words(NamedTuple):
    restates: re.Pattern[str]
    closes: re.Pattern[str]
    reached: re.Pattern[str]
    before: re.Pattern[str]
    than: re.Pattern[str]
    rises: re.Pattern[str]
    falls: re.Pattern[str]
    other: re.Pattern[str]


@cache
def _words(lang: str) -> _Words | None:
    if not cues(lang, "change"):
        return None
    return _Words(**patterns(
        lang, "change",
        restates=r"[^\d.;:!?()\n]{0,40}(?:\(|,? {restates})[^\d.;:!?()\n]{0,24}\Z",
        closes=r" ?(?:[),;:.!?\n–—]|\Z|{spans}|{rises}|{falls}|{than})",
        reached=r"(?: {spans})?,? {reached} {hedge}\Z",
        before=r"[^\d.;:!?()\n]{0,40}{before} {hedge}\Z",
        than=r"(?: {spans})? {than} {hedge}\Z",
        rises="{rises}",
        falls="{falls}",
        other="{other}",
    ))


def check(annotated: Annotated) -> Iterator[Observation]:
    """Percentages of change that disagree with the figures that they stand between or behind."""
    percents = [m for m in annotated.mentions if m.kind == "percent" and m.unit == "%" and m.low is not None]
    spans: list[Span] | None = None
    for percent in percents:
        said = _words(lang_at(annotated, percent.start))
        if said is None:
            continue
        spans = spans if spans is not None else sentences(annotated.article)
        sentence = sentence_at(spans, percent.start)
        if sentence is None or said.other.search(annotated.folded, *sentence):
            continue
        figures = [m for m in between(annotated.mentions, *sentence) if m.kind in _KINDS or m is percent]
        found = _pair(annotated, figures, figures.index(percent), said, sentence)
        if found is not None and (seen := _judge(annotated, percent, *found)) is not None:
            yield seen


def _pair(
    annotated: Annotated, figures: list[Mention], at: int, said: _Words, sentence: Span
) -> tuple[Decimal, Decimal, Decimal, Decimal, bool | None, Span] | None:
    """The values before and after, each as lowest and highest; whether the text says that it rose; where they stand."""
    folded, percent = annotated.folded, figures[at]
    last = figures[at - 1] if at else None
    rises = _rises(annotated, percent, said, sentence)
    if last is not None and last.rule.endswith(".from_to") and last.low is not None and last.high is not None:
        if rises is None or not said.closes.match(folded, percent.end):
            return None
        if not any(said.restates.match(folded, end, percent.start) for end in (after(last), last.end)):
            return None
        start, end = _ends(annotated, last)
        return (*start, *end, rises, Span(last.start, last.end))
    if rises is None or at + 1 >= len(figures):
        return None
    following = figures[at + 1]
    if at + 2 < len(figures) and said.reached.match(folded, percent.end, following.start):
        reached, former = following, figures[at + 2]
        if not _same(reached, former) or not _links(folded, reached, former, said.before) or _of_old(annotated, former):
            return None
    elif last is not None and said.than.match(folded, percent.end, following.start) and _same(last, following):
        reached, former = last, following
        if not re.match(r"[^\d.;:!?()\n]{0,30}\Z", folded[after(last):percent.start]) and (
            not re.match(r"[^.;:!?()\n]{0,12}, [^\d.;:!?()\n]{0,30}\Z", folded[last.end:percent.start])
        ):
            return None
    else:
        return None
    span = Span(min(reached.start, former.start), max(reached.end, former.end))
    first, second = _range(former), _range(reached)
    return None if first is None or second is None else (*first, *second, rises, span)


def _rises(annotated: Annotated, percent: Mention, said: _Words, sentence: Span) -> bool | None:
    """Whether the percentage is of a rise; None where nothing tells."""
    folded = annotated.folded
    if folded[percent.start] in "+-–" or percent.change:
        return folded[percent.start] == "+" or (percent.change == "up" and folded[percent.start] not in "-–")
    behind = folded[percent.end:min(sentence.end, percent.end + 16)]
    for pattern, value in ((said.rises, True), (said.falls, False)):
        if found := pattern.search(behind):
            return value if found.start() <= 1 else None
    return None


def _same(reached: Mention, former: Mention) -> bool:
    """Whether the two may be one thing at two times; of the second the unit may be left out."""
    if reached.modifier not in ("exact", "approx") or former.modifier not in ("exact", "approx"):
        return False
    bare = former.kind == "count" and not former.counted and (former.low or 0) >= _SCALED
    return former.unit == reached.unit or (reached.kind == "money" and bare)


def _of_old(annotated: Annotated, former: Mention) -> bool:
    """Whether a year stands behind the value before that is longer ago than results compare with."""
    told = _YEAR.match(annotated.folded, former.end)
    published = (annotated.article.published or "")[:4]
    return told is not None and (not published.isdigit() or int(told[1]) < int(published) - _BACK)


def _links(folded: str, reached: Mention, former: Mention, before: re.Pattern[str]) -> bool:
    return any(before.match(folded, end, former.start) for end in (reached.end, after(reached)))


def _range(mention: Mention) -> tuple[Decimal, Decimal] | None:
    """The values that one figure may stand for, as exact as it is written."""
    spread = mention.interval
    if spread.low is None or spread.high is None or mention.several is not None:
        return None
    slack = max(rounding(spread.low), Decimal(0)) if mention.step is None else Decimal(0)
    return spread.low - slack, spread.high + slack


def _ends(annotated: Annotated, mention: Mention) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    """The two ends of "de 2,1 à 2,3 milliards", each with what its last digit leaves open; the first may be the larger."""
    assert mention.low is not None and mention.high is not None
    ends = []
    for value in (mention.low, mention.high):
        exponent = value.as_tuple().exponent
        written = Decimal(10) ** exponent / 2 if isinstance(exponent, int) and (exponent < 0 or abs(value) >= _SCALED) else 0
        slack = max(rounding(value), Decimal(written), last_place(value) / 2 if abs(value) >= _SCALED else Decimal(0))
        ends.append((value - slack, value + slack))
    return ends[0], ends[1]


def _judge(
    annotated: Annotated, percent: Mention, low: Decimal, high: Decimal, least: Decimal, most: Decimal,
    rises: bool | None, span: Span,
) -> Observation | None:
    """What is wrong with a percentage between a value before (lowest, highest) and a value after."""
    if low <= 0 or least <= 0 or percent.low is None:
        return None
    first, second = (least / high - 1) * _HUNDRED, (most / low - 1) * _HUNDRED
    told = percent.interval
    if told.low is None or told.high is None:
        return None
    middle = ((least + most) / (low + high) - 1) * _HUNDRED
    exponent = percent.low.as_tuple().exponent
    unit = Decimal(10) ** min(exponent, 0) if isinstance(exponent, int) else Decimal(1)
    ends = sorted((abs(told.low), abs(told.high)))
    lowest, highest = ends[0] - unit, ends[1] + unit
    if rises is False:
        first, second = -second, -first
    if abs(middle) > _MOST or (first <= highest and second >= lowest):
        return None
    what = f"“{quote(annotated, *span)}” is a {'rise' if middle > 0 else 'fall'} of {plain(abs(middle))} %"
    return note(annotated, "change", percent, what, span)
