"""Figures of what was before the news, in an article about something alike: the last earthquake, the crash of last year."""

from datetime import timedelta

from ..article.layout import Figure, Index
from ..claims.model import GENERIC
from ..links import when as _when
from ..links.field import Field
from ..links.link import Link
from ..links.places import NEAR
from .closer import spots_of
from .elsewhere import HEAD
from .nature import HERE
from .untimely import of_day

HALF = 0.5
"""The least that a figure of the news must be tied to stand against one of a day before it."""
NOW = "current"
"""The concept of what is now."""
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


def of_bygone(within: Field, figure: Figure) -> bool:
    """Whether a figure is of a time long past, in an article whose headline or lead has one alike, and no name of the claim
    stands by it nor any word but what it counts that the article's own news has not: the crash of another airline in 2014.
    Or whether the claim asks for what is now."""
    query, index = within.query, within.index
    if figure.sentence in index.topics or query.month is not None or not query.cues.isdisjoint(("prior", "cumulative")):
        return False
    if not any(_alike(index, other, figure) for other in within.figures):
        return False
    if NOW in query.asked:
        return of_earlier(within, figure)
    if not _when.historic(query, index, within.found, figure) and not (
        query.names and of_earlier(within, figure) and _headed(index, figure)
    ):
        return False
    spots = spots_of(within, figure)
    if any(term.kind == "name" and tie[2] in HERE for term, _, tie in spots):
        return False
    return all(
        places.topic[0] > 0 or any(part.topic[0] > 0 for part in places.parts)
        or (bool(query.names) and (term.counted or term.verb or tie[2] not in HERE))
        for term, places, tie in spots
    )


def _headed(index: Index, figure: Figure) -> bool:
    """Whether a name stands at the head of a figure's sentence: "The hospital of Corbeil, hit in August 2022"."""
    head = index.first_word[figure.sentence]
    return any(entity.noun and entity.at < min(figure.first, head + HEAD) for entity in index.entities[figure.sentence])


def of_earlier(within: Field, figure: Figure) -> bool:
    """Whether a figure's own part of the sentence names a day or a year well before the news, and the claim names no time."""
    query, index = within.query, within.index
    published = index.published
    if query.period is not None or query.month is not None or query.day is not None or query.cues & {"prior", "cumulative"}:
        return False
    if published is None or published.first is None or figure.mention.kind == "date":
        return False
    if _lasts(index, figure):
        return False
    spoken = _when.dates(index, figure)
    return bool(spoken) and all(
        (day.days or _when.YEAR * 2) <= _when.YEAR + 1 and day.last and published.first - day.last > STALE for day in spoken
    )


def _lasts(index: Index, figure: Figure) -> bool:
    """Whether "since" stands before the last date ahead of a figure, or any behind it, and no other date between: not "30
    outbreaks since 1977: in that of 2017 there were 114 deaths"."""
    dates = [date for date, _ in index.dates.get(figure.sentence, ())]
    ahead = [date for date in dates if date.last <= figure.first]
    head = ahead[-2].last if len(ahead) > 1 else index.first_word[figure.sentence]
    return any("!since" in index.keys[at] for date in ahead[-1:] or dates for at in range(head, date.first))


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
