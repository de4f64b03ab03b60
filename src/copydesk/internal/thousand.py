"""Millions for billions: one figure a thousand times another."""

from collections.abc import Iterator
from decimal import Decimal

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ._observation import Observation
from ._reading import FIGURES, thing

_THOUSAND = Decimal(1000)


def check(annotated: Annotated) -> Iterator[Observation]:
    """One figure a thousand times another, same digits, same unit, same thing: millions for billions."""
    article = annotated.article
    seen: list[Mention] = []
    for mention in annotated.mentions:
        if mention.kind not in FIGURES or mention.low is None or mention.low != mention.high or not mention.low:
            continue
        if len(mention.low.normalize().as_tuple().digits) < 2:
            continue
        for other in seen:
            assert other.low is not None
            if mention.unit != other.unit or mention.per != other.per or thing(mention) != thing(other):
                continue
            if other.unit is None and not thing(other):
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
