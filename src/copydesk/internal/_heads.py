"""The figures of headline, key points, subheads and captions, and what of the body may mean them.

The title that only the front matter holds is a head too; it is no part of the text, so what is said of it is said at the
body's figure.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..annotate import Annotated, annotate
from ..mentions import Mention
from ..text import Article, Span, fold
from ..units import comparable
from ._observation import Observation
from ._reading import FIGURES, HEADS, in_unit, last_place, note, quote, rounding, thing, within

_SCALED = 1_000_000
_LEAD = 60
"""Characters that a first paragraph has at least; what is shorter is a dateline or another head."""
_OPEN = Decimal(3)
"""How many times a head's "plus de 5" may be, and how small a part of the body's "jusqu'à 5" the head's figure."""


class Head(NamedTuple):
    """A figure of a head, with the text that it stands in: the article, or the title alone."""

    annotated: Annotated
    mention: Mention


def heads(annotated: Annotated) -> tuple[list[Head], list[Mention]]:
    """The figures of the heads, and those of the body; no body where the article has no head."""
    article = annotated.article
    passages = [p for p in article.passages if p.role in HEADS]
    title = _title(annotated)
    if not passages and title is None:
        return [], []
    figures = [m for m in annotated.mentions if m.kind in FIGURES]
    found = [Head(annotated, m) for m in figures if within(m, passages)]
    if title is not None:
        found += [Head(title, m) for m in title.mentions if m.kind in FIGURES]
    return found, [m for m in figures if not within(m, passages)]


def _title(annotated: Annotated) -> Annotated | None:
    """The title, where it holds a figure and is not in the text anyway."""
    article = annotated.article
    title = article.title or ""
    start = " ".join(fold(title).rstrip(" .…").split())
    if not start or start in " ".join(annotated.folded[:len(title) * 4 + 400].split()):
        return None
    read = _read(article.id, title, article.lang, article.published)
    return read if any(m.kind in FIGURES for m in read.mentions) else None


@lru_cache(maxsize=4)
def _read(name: str, title: str, lang: str, published: str | None) -> Annotated:
    """The title's figures; two checks ask for them one after the other."""
    return annotate(Article(id=name, text=title, lang=lang, published=published))


def lead(annotated: Annotated, body: Sequence[Mention]) -> list[Mention]:
    """The body's figures of the first paragraph, which tells what the headline tells."""
    article = annotated.article
    start = next((p.start for p in article.passages if p.role not in HEADS), 0)
    end = start
    while 0 <= end < len(article.text) and end - start < _LEAD:
        end = article.text.find("\n", end + 1)
    end = len(article.text) if end < 0 else end
    return [m for m in body if start <= m.start < end]


def alike(one: Mention, two: Mention) -> bool:
    """Whether two figures can be compared; "1.350 millones" may be money that does not say so."""
    if comparable(one.unit, two.unit):
        return True
    return {one.kind, two.kind} == {"count", "money"} and all(
        m.kind == "money" or ((m.low or 0) >= _SCALED and not m.counted) for m in (one, two)
    )


def meet(one: Mention, two: Mention) -> bool:
    """Whether a figure of the body may mean the value of a head's that is alike; heads are rounder."""
    plain = comparable(one.unit, two.unit)
    body, head = in_unit(one, two.unit) if plain else one.interval, two.interval
    low, high = body.low, body.high
    if plain and one.unit == two.unit and two.low is not None and two.low in (one.low, one.high):
        return True
    if two.low is None or two.low != two.high:
        return body.meets(head)
    if two.modifier != "exact":
        return body.meets(head) and (low is None or high is None or (two.low / _OPEN <= high and low <= two.low * _OPEN))
    if low is None or not low:
        return high is None or two.low <= high <= two.low * _OPEN
    if high is None:
        return low <= two.low <= low + last_place(low)
    if low != high and not loose(one) and (one.counted and two.counted and thing(one) != thing(two)):
        return False
    if body.meets(head):
        return True
    slack = last_place(two.low) if _places(low) > _places(two.low) else Decimal(0)
    if two.low == two.low.to_integral_value() and two.low % 10 == 0:
        slack = max(slack / 2, rounding(two.low))
    return low - slack <= two.low <= high + slack


def loose(mention: Mention) -> bool:
    """Whether it is one figure with what its scale word leaves open: "9,2 milliards"."""
    return mention.low == mention.high and mention.modifier == "exact"


def _places(value: Decimal) -> int:
    """How many digits a number has without the zeros at its end."""
    return len(value.normalize().as_tuple().digits)


def values(figures: Sequence[Mention]) -> set[tuple[Decimal | None, Decimal | None, str | None]]:
    """The different values among figures."""
    return {(m.low, m.high, m.unit) for m in figures}


def told(annotated: Annotated, check: str, head: Head, body: Mention, why: str = "") -> Iterator[Observation]:
    """What a head's figure and the body's disagree on, at the head's place or, of a mere title, at the body's."""
    if head.annotated is annotated:
        what = f"the article's body says {shown(annotated, body)}{why}"
        yield note(annotated, check, head.mention, what, Span(body.start, body.end))
    else:
        yield note(annotated, check, body, f"the title says {shown(head.annotated, head.mention)}{why}")


def shown(annotated: Annotated, mention: Mention) -> str:
    """A figure with what it counts, as written; what was carried over from an earlier figure in brackets."""
    span = mention.counted_span
    if span is not None and mention.end <= span.start < mention.end + 8:
        return quote(annotated, mention.start, span.end)
    counted = f" ({mention.counted})" if mention.counted else ""
    return quote(annotated, mention.start, mention.end) + counted
