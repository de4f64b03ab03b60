"""How closely a figure that says what a claim asserts must be tied to it, to say that the article agrees."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ...mentions import Mention
from ..judge import MEASURED, Comparison, digits
from ..links.link import Link
from .single import Judged, Needs, meets


class Grade(NamedTuple):
    """The ties that it takes to agree."""

    agree: Needs
    """In the same written number."""
    telling: Needs
    """In a number of three digits or more, which hardly stands there by chance."""
    miscounted: Needs
    """In a telling number of what the article calls otherwise ("812,000 tickets", "812 000 spectateurs")."""
    named: Needs
    """In a measure (`measures`) beside the very names of the claim, whatever the article calls the rest."""
    fit: Needs
    """In another number, which the asserted one fits ("more than 10,000" and 12,000)."""
    measures: frozenset[str]


FIRM: Final = Grade(
    Needs(0.5, 0.4, 0.3), Needs(0.4, 0.25, 0.3), Needs(0.5, 0.3, 0.7), Needs(0.4, 0.0, 0.9), Needs(0.62, 0.55, 0.5), MEASURED
)
ALONE: Final = Grade(
    Needs(0.45, 0.35, 0.3), Needs(0.36, 0.1, 0.3), Needs(0.45, 0.2, 0.6), Needs(0.4, 0.0, 0.7), FIRM.fit,
    MEASURED | {"money", "percent"},
)
"""Where nothing else of the article decides."""
LEAST: Final = min(needs.score for grade in (FIRM, ALONE) for needs in grade[:-1])


def agrees(link: Link, comparison: Comparison, expected: Mention, grade: Grade) -> bool:
    """Whether a figure that fits the asserted value is tied closely enough."""
    if link.miscounted:
        exactly = comparison.same and telling(link) and link.beside > 0 and not link.rivalled
        return exactly and meets(link, grade.miscounted)
    if not comparison.same or link.rivalled:
        return meets(link, grade.fit)
    very = expected.kind in MEASURED or expected.low == link.figure.mention.low  # 31.7% is no 32% of who knows what
    if very and expected.kind in grade.measures and link.weakest >= grade.named.names:
        return meets(link, grade.named)
    return meets(link, grade.telling if telling(link) else grade.agree)


def foremost(judged: Sequence[Judged], expected: Mention) -> tuple[Link, Comparison] | None:
    """The figure that says what the claim asserts, where it is the closest tied of all that may answer, loosely as it is; a
    share only in the very number."""
    live = [(link, comparison) for link, comparison in judged if link.lost is None]
    link, comparison = max(live, key=lambda entry: entry[0].score, default=(None, None))
    if link is None or comparison is None or not comparison.same or comparison.verdict != "consistent" or link.rivalled:
        return None
    if expected.kind == "percent" and expected.low != link.figure.mention.low:
        return None  # 32% is no 31.7% of who knows what
    return link, comparison


def telling(link: Link) -> bool:
    """Whether a number or a day hardly stands in an article by chance."""
    mention = link.figure.mention
    if mention.kind == "date":
        return len(mention.date or "") == 10
    return mention.low is not None and mention.low == mention.high and digits(mention.low) >= 3
