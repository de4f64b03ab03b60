"""A figure of headline, key points, subheads or captions that the body gives otherwise.

It speaks only where the body knows one figure for the same thing, and the headline's figure stands nowhere in the body:
neither with another noun ("cent morts", "cent personnes ont péri") nor as the sum of the body's figures for that thing.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ..units import comparable
from ._observation import Observation
from ._reading import FIGURES, HEADS, in_unit, note, rounding, thing, within


def check(annotated: Annotated) -> Iterator[Observation]:
    """Figures of the heads that no figure of the body can mean."""
    article = annotated.article
    heads = [p for p in article.passages if p.role in HEADS]
    if not heads:
        return
    figures = [m for m in annotated.mentions if m.kind in FIGURES]
    body = [m for m in figures if not within(m, heads)]
    for mention in figures:
        counted = thing(mention)
        if not counted or mention.change or not within(mention, heads):
            continue
        alike = [m for m in body if comparable(m.unit, mention.unit)]
        same = [m for m in alike if thing(m) == counted and m.per == mention.per and not m.change]
        if not same or len({(m.low, m.high, m.unit) for m in same}) > 1:
            continue
        if any(_meet(m, mention) for m in alike) or _sum(same, mention):
            continue
        other = Span(same[0].start, same[0].end)
        what = f"the article's body says {article.text[other.start:other.end]} ({same[0].counted})"
        yield note(annotated, "headline", mention, what, other)


def _meet(one: Mention, two: Mention) -> bool:
    """Whether two figures may mean one value, a headline being rounder than a body."""
    left, right = in_unit(one, two.unit), two.interval
    if left.meets(right):
        return True
    if one.unit != two.unit or one.low is None or two.low is None or one.high is None or two.high is None:
        return False
    slack = rounding(two.low)
    return one.low <= two.high + slack and two.low - slack <= one.high


def _sum(same: Sequence[Mention], mention: Mention) -> bool:
    """Whether the body's figures make up the headline's together."""
    lows = [m.low for m in same]
    if len(lows) < 2 or None in lows or mention.low is None or mention.high is None:
        return False
    total = sum((low for low in lows if low is not None), Decimal(0))
    return mention.low <= total <= mention.high
