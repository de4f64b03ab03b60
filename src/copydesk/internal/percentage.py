"""A percentage that is not that of its counts: "12 of the 40 lawmakers, or 25 percent".

The percentage must restate the counts: in brackets or behind "soit", "or", "es decir", with nothing of its own behind
it ("(25 % en 2019)", "(25 % of women)" are other percentages). Rounding and cutting off are forgiven, so are hedges.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ._observation import Observation
from ._reading import after, cues, lang_at, note, patterns, plain, quote, rounding

_REACH = 80
_NUMBER = re.compile(r"\d+(?: \d{3})*")
_HUNDRED = Decimal(100)


class _Counts(NamedTuple):
    """A part and its whole as a percentage, its lowest and highest value, and where they stand."""

    share: Decimal
    low: Decimal
    high: Decimal
    span: Span


def check(annotated: Annotated) -> Iterator[Observation]:
    """Percentages that disagree with the counts that stand right before or behind them."""
    figures = [m for m in annotated.mentions if m.kind not in ("date", "name", "position", "ordinal")]
    for place, mention in enumerate(figures):
        if mention.kind != "percent" or mention.unit != "%" or annotated.folded[mention.start] in "+-–":
            continue
        lang = lang_at(annotated, mention.start)
        if not cues(lang, "percentage"):
            continue
        counts = _before(annotated, figures[max(0, place - 2):place], mention, lang)
        counts = counts or _behind(annotated, mention, figures[place + 1:place + 3], lang)
        if counts is None or _meets(mention, counts):
            continue
        what = f"“{quote(annotated, *counts.span)}” makes {plain(counts.share)} %"
        yield note(annotated, "percentage", mention, what, counts.span)


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    return patterns(
        lang, "percentage",
        restates=r"(?:,? ?\((?:{restates},? )?|,? [–—-] (?:{restates},? )?|,? {restates},? ){hedge}\Z",
        acts=r"[^\d.;:!?()\n,]{1,50},? {restates},? {hedge}\Z",
        share=r" {shares} {hedge}\Z",
        first=r"{firsts} {hedge}\Z",
        then=r", {hedge}\Z",
        opens=r" ?\({hedge}\Z",
        closes=r" ?(?:[),;:.!?\n–—]|\Z| {whole})",
    )


def _before(annotated: Annotated, figures: list[Mention], percent: Mention, lang: str) -> _Counts | None:
    """The counts that the percentage restates: "12 of the 40 lawmakers (30 %)", "of the 40 lawmakers, 12, or 30 %"."""
    folded, said = annotated.folded, _patterns(lang)
    if not figures or percent.start - figures[-1].end > _REACH or not said["closes"].match(folded, percent.end):
        return None
    last = figures[-1]
    gaps = folded[after(last):percent.start], folded[last.end:percent.start]
    if not any(said["restates"].match(gap) for gap in gaps):
        first = figures[0] if len(figures) > 1 else None
        if first is None or not said["acts"].match(gaps[0]) or not _of_these(folded, first, last, said):
            return None
    if last.rule.endswith(".ratio"):
        return _ratio(annotated, last)
    if len(figures) < 2:
        return None
    first = figures[0]
    if _shared(folded, first, last, said):
        return _counts(first, last, Span(first.start, after(last)))
    return _counts(last, first, Span(first.start, after(last))) if _of_these(folded, first, last, said) else None


def _of_these(folded: str, whole: Mention, part: Mention, said: dict[str, re.Pattern[str]]) -> bool:
    """Whether it says "of the 40 lawmakers, 12"."""
    before = folded[max(0, whole.start - 40):whole.start]
    return said["first"].search(before) is not None and (
        said["then"].match(folded[after(whole):part.start]) is not None
    )


def _behind(annotated: Annotated, percent: Mention, figures: list[Mention], lang: str) -> _Counts | None:
    """The counts in brackets behind the percentage: "30 % of the lawmakers (12 of 40)"."""
    folded, said = annotated.folded, _patterns(lang)
    if not figures or figures[0].start - percent.end > _REACH:
        return None
    first = figures[0]
    gaps = [folded[end:first.start] for end in (percent.end, after(percent))]
    if not any(said["opens"].match(gap) for gap in gaps):
        return None
    ratio = first.rule.endswith(".ratio")
    last = first if ratio or len(figures) < 2 else figures[1]
    if not any(folded[end:end + 1] == ")" for end in (last.end, after(last))):
        return None
    if ratio:
        return _ratio(annotated, first)
    if len(figures) < 2 or not _shared(folded, first, last, said):
        return None
    return _counts(first, last, Span(first.start, after(last)))


def _shared(folded: str, part: Mention, whole: Mention, said: dict[str, re.Pattern[str]]) -> bool:
    if whole.start - part.end > _REACH:
        return False
    return any(said["share"].match(folded[end:whole.start]) for end in (part.end, after(part)))


def _counts(part: Mention, whole: Mention, span: Span) -> _Counts | None:
    """The share that two figures of one unit make; None where they cannot be part and whole."""
    if part.unit != whole.unit or part.kind != whole.kind or part.kind not in ("count", "money", "area"):
        return None
    a, b = part.interval, whole.interval
    if None in (a.low, a.high, b.low, b.high, part.low, whole.low) or part.several or whole.several:
        return None
    assert part.low is not None and whole.low is not None
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
    if not 0 < part.low <= whole.low:
        return None
    slack, wide = rounding(part.low), rounding(whole.low)
    low, high = (a.low - slack) / (b.high + wide), (a.high + slack) / (b.low - wide)
    return _Counts(_HUNDRED * part.low / whole.low, _HUNDRED * low, _HUNDRED * high, span)


def _ratio(annotated: Annotated, mention: Mention) -> _Counts | None:
    """The share of "12 sur 40"; half a part more or less, since "7 sur 10" rounds. Words ("one in four") say less."""
    numbers = [Decimal(n.replace(" ", "")) for n in _NUMBER.findall(annotated.folded[mention.start:mention.end])]
    if len(numbers) != 2 or not numbers[0] < numbers[1]:
        return None
    part, whole = numbers
    half = Decimal("0.5")
    low, share, high = (_HUNDRED * value / whole for value in (part - half, part, part + half))
    return _Counts(share, low, high, Span(mention.start, mention.end))


def _meets(percent: Mention, counts: _Counts) -> bool:
    """Whether the percentage may be that share, rounded or cut off at its last digit."""
    spread = percent.interval
    decimals = 0
    if percent.low is not None:
        exponent = percent.low.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    unit = Decimal(10) ** -decimals
    return (spread.low is None or spread.low - unit <= counts.high) and (
        spread.high is None or counts.low <= spread.high + unit
    )
