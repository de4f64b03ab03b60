"""Figures of what was before the news, in an article about something alike: the last earthquake, the crash of last year."""

from datetime import timedelta

from ..article.layout import Figure, Index
from ..claims.model import GENERIC
from ..links import when as _when
from ..links.field import Field
from ..links.link import Link
from ..links.places import NEAR
from .untimely import of_day

HALF = 0.5
"""The least that a figure of the news must be tied to stand against one of a day before it."""
STALE = timedelta(days=10)
"""How long before the article an event lies that is not its news."""

def of_background(within: Field, figure: Figure) -> bool:
    """Whether a figure is of a day weeks before the news, or of a month that opens its sentence, in an article whose headline
    and lead speak of all that the claim does: of the last earthquake, where this one is asked for."""
    query, index = within.query, within.index
    published = index.published
    if query.period is not None or query.month is not None or published is None or published.first is None:
        return False
    if figure.sentence in index.topics or figure.mention.kind == "date" or of_day(within, figure):
        return False
    spoken = _when.dates(index, figure)
    longest = _when.MONTH if _when.opened(index, figure) else 1
    if not spoken or not all(
        (day.days or _when.YEAR) <= longest and day.last and published.first - day.last > STALE for day in spoken
    ):
        return False
    if _when.since(index, figure) or not any(_alike(index, other, figure) for other in within.figures):
        return False
    return all(
        places.topic[0] > 0 or any(part.topic[0] > 0 for part in places.parts)
        for term, places in zip(query.terms, within.found, strict=True) if term.weight > GENERIC and not term.verb
    )


def of_earlier(within: Field, figure: Figure) -> bool:
    """Whether a figure's own part of the sentence names a day or a year well before the news, and the claim names no time."""
    query, index = within.query, within.index
    published = index.published
    if query.period is not None or query.month is not None or query.day is not None or query.cues & {"prior", "cumulative"}:
        return False
    if published is None or published.first is None or figure.mention.kind == "date":
        return False
    head = index.first_word[figure.sentence]
    if any("!since" in index.keys[at] for date, _ in index.dates.get(figure.sentence, ()) for at in range(head, date.first)):
        return False
    spoken = _when.dates(index, figure)
    return bool(spoken) and all(
        (day.days or _when.YEAR * 2) <= _when.YEAR + 1 and day.last and published.first - day.last > STALE for day in spoken
    )


def overtaken(within: Field, link: Link, other: Link) -> bool:
    """Whether a figure is of a day or a year well before the news, by its own words, and one told before it, which agrees, is
    not."""
    return (
        other.weakest >= NEAR["topic"][1] and other.beside > 0 and other.score >= HALF
        and other.figure.sentence <= link.figure.sentence
        and of_earlier(within, link.figure) and not of_earlier(within, other.figure)
    )


def _alike(index: Index, other: Figure, figure: Figure) -> bool:
    """Whether the headline or the lead has a figure of what another counts or measures."""
    if other.sentence not in index.topics:
        return False
    if other.counted is None or figure.counted is None or other.generic or figure.generic:
        return True
    theirs = {key for at in range(*other.counted) for key in index.keys[at] if key[0] not in "!*=#@"}
    return any(key in theirs for at in range(*figure.counted) for key in index.keys[at])
