"""Millions for billions: one figure a thousand times another."""

from collections.abc import Iterator
from decimal import Decimal

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ._observation import Observation
from ._reading import FIGURES, note, thing

_THOUSAND = Decimal(1000)


def check(annotated: Annotated) -> Iterator[Observation]:
    """One figure a thousand times another, same digits, same unit, same thing: millions for billions."""
    text = annotated.article.text
    seen: dict[tuple[str | None, str | None, str, Decimal], Mention] = {}
    for mention in annotated.mentions:
        low, counted = mention.low, thing(mention)
        if mention.kind not in FIGURES or low is None or low != mention.high or not low:
            continue
        if len(low.normalize().as_tuple().digits) < 2 or (mention.unit is None and not counted):
            continue
        same = mention.unit, mention.per, counted
        other = seen.get((*same, low * _THOUSAND)) or seen.get((*same, low / _THOUSAND))
        if other is not None:
            what = f"a thousand times more or less than {text[other.start:other.end]}"
            yield note(annotated, "thousand", mention, what, Span(other.start, other.end))
        seen.setdefault((*same, low), mention)
