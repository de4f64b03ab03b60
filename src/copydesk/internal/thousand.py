"""Millions for billions: one figure a thousand times another."""

from collections.abc import Iterator
from decimal import Decimal

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ._heads import Head, alike, heads, meet, shown, told
from ._observation import Observation
from ._reading import FIGURES, note, thing

_THOUSAND = Decimal(1000)
_WHY = ", a thousand times as much or as little"


def check(annotated: Annotated) -> Iterator[Observation]:
    """One figure a thousand times another, same digits, same unit, same thing: millions for billions."""
    seen: dict[tuple[str | None, str | None, str, Decimal], Mention] = {}
    said: set[int] = set()
    for mention in annotated.mentions:
        low, counted = mention.low, thing(mention)
        if not _plain(mention) or low is None or (mention.unit is None and not counted):
            continue
        same = mention.unit, mention.per, counted
        other = seen.get((*same, low * _THOUSAND)) or seen.get((*same, low / _THOUSAND))
        if other is not None:
            said |= {mention.start, other.start}
            what = f"the article also says {shown(annotated, other)}{_WHY}"
            yield note(annotated, "thousand", mention, what, Span(other.start, other.end))
        seen.setdefault((*same, low), mention)
    figures, body = heads(annotated)
    for head in figures:
        if _plain(head.mention) and not (head.annotated is annotated and head.mention.start in said):
            yield from _head(annotated, head, body)


def _plain(mention: Mention) -> bool:
    """Whether it is one figure of at least two digits."""
    low = mention.low
    if mention.kind not in FIGURES or low is None or low != mention.high or not low:
        return False
    return len(low.normalize().as_tuple().digits) > 1


def _head(annotated: Annotated, head: Head, body: list[Mention]) -> Iterator[Observation]:
    """A figure of headline or key points that the body has only a thousand times as large or as small."""
    mention = head.mention
    near = [m for m in body if alike(m, mention)]
    if any(meet(m, mention) for m in near):
        return
    assert mention.low is not None
    wanted = mention.low * _THOUSAND, mention.low / _THOUSAND
    for other in near:
        if _plain(other) and other.low in wanted and other.per == mention.per \
                and (not thing(other) or not thing(mention) or thing(other) == thing(mention)):
            yield from told(annotated, "thousand", head, other, _WHY)
            return
