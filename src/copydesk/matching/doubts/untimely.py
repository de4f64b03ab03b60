"""Whether a figure is of another time than a claim asks for, by what its sentence and those around it say of the time."""

from collections.abc import Iterable

from ...periods import Period
from ..article.layout import Figure
from ..links import when as _when
from ..links.field import Field
from .nature import Spots

YEAR = 365
MONTH = (28, 31)
PART = (80, 190)
"""How many days a month has, and a quarter or a half of a year."""
DAYS, WEEK = 3, 6
"""How many days a day that is told spans at most, and how far from it the days of one piece of news lie."""
BEFORE = 1
"""How many sentences before a figure the day may stand that it is of."""
ADDING = frozenset({"!cumulative", "!since", "!totals"})
"""Cues of what adds up."""
FORMER = frozenset({"earlier", "prior"})
"""Cues of figures of what was before."""


def untimely(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure is of another time than the claim's, or nothing says that it is of that."""
    return (
        _unread(within, spots) or _of_other_month(within, figure) or _undated(within, figure)
        or _of_other_part(within, figure) or _of_now(within, figure) or _in_all(within, figure)
        or _named_elsewhere(within, figure) or _of_other_day(within, figure)
        or _at_once(within, figure) or _of_no_month(within, figure)
    )


def of_day(within: Field, figure: Figure) -> bool:
    """Whether a figure's clause names the day that the claim asks for, or else its sentence does, or the one before it, and
    no other day."""
    index, asked = within.index, within.query.day
    if asked is None:
        return False
    spoken = _when.dates(index, figure)
    if own := [day for day in spoken if (day.days or YEAR) <= DAYS]:
        return any(day.meets(asked) for day in own)
    if spoken and not any(day.meets(asked) for day in spoken):
        return False  # "On 21 June it cost 146 euros. In June 2021 it came to 118"
    for number in range(figure.sentence, max(-1, figure.sentence - BEFORE - 1), -1):
        named = [day for _, day in index.dates.get(number, ()) if (day.days or YEAR) <= DAYS]
        if named:
            return any(day.meets(asked) for day in named)
    return False


def _of_other_day(within: Field, figure: Figure) -> bool:
    """Whether the claim asks for a day, not its own, that the article names, neither in its headline and lead nor by the
    figure; or the figure's own clause names a day long before or after it."""
    index, asked = within.index, within.query.day
    if asked is None or asked.first is None or figure.mention.kind == "date" or of_day(within, figure):
        return False
    if _when.of_time(within.query, index, figure):
        return False
    spoken = [day for day in _when.dates(index, figure) if (day.days or YEAR) <= DAYS]
    if spoken and all(day.first and abs((day.first - asked.first).days) > WEEK for day in spoken):
        return True
    if figure.sentence in index.topics and asked == index.published:
        return False
    named = {number for number, days in index.dates.items() if any(day.days == 1 and day.meets(asked) for _, day in days)}
    return bool(named) and named.isdisjoint(index.topics)


def _in_all(within: Field, figure: Figure) -> bool:
    """Whether a figure adds up since some day, and the claim asks for a short time: "11,000 cases since January", where the
    claim tells of a week."""
    asked = within.query.period
    return (
        asked is not None and (asked.days or 999) <= MONTH[1]
        and "cumulative" in figure.cues and "cumulative" not in within.query.cues
    )


def _at_once(within: Field, figure: Figure) -> bool:
    """Whether the claim adds up since some day, and nothing says that the figure does: of one boat, where the claim tells
    of all since January."""
    index = within.index
    if "cumulative" not in within.query.cues or "cumulative" in figure.cues or figure.mention.kind == "date":
        return False
    here = range(max(0, figure.sentence - BEFORE), figure.sentence + 1)
    return not any(
        not ADDING.isdisjoint(index.keys[at]) for at in range(index.first_word[here[0]], index.words(figure.sentence)[1])
    ) and not any((day.days or YEAR) > MONTH[1] for day in _around(within, figure, BEFORE))


def _of_no_month(within: Field, figure: Figure) -> bool:
    """Whether the claim asks for a month that is not the article's own, and the article names it nowhere."""
    index, month = within.index, within.query.month
    published = index.published
    if month is None or published is None or published.first is None or figure.mention.kind == "date":
        return False
    if published.first.month == month or "cumulative" in within.query.cues:
        return False
    named = (day for days in index.dates.values() for _, day in days)
    return not any(month in (day.first and day.first.month, day.last and day.last.month) for day in named)


def _named_elsewhere(within: Field, figure: Figure) -> bool:
    """Whether the article names the short time before it that the claim asks for, neither in its headline and lead nor in
    the figure's sentence, but in another."""
    index, asked = within.index, within.query.period
    published = index.published
    if asked is None and within.query.month is not None:
        return _month_elsewhere(within, figure)
    if asked is None or published is None or figure.mention.kind == "date" or (asked.days or 999) > MONTH[1]:
        return False
    if not (asked.last and published.first and asked.last < published.first) or _when.carried(index, figure):
        return False
    named = {number for number, days in index.dates.items() if any(day == asked for _, day in days)}
    return bool(named) and figure.sentence not in named and named.isdisjoint(index.topics)


def _month_elsewhere(within: Field, figure: Figure) -> bool:
    """Whether the article is of another month than the claim asks for, and names that, neither in its headline and lead nor in
    the figure's sentence, but in another: "in May, 55 people had been killed", says it in June."""
    index, month = within.index, within.query.month
    published = index.published
    if published is None or published.first is None or figure.mention.kind == "date" or _when.carried(index, figure):
        return False
    if "cumulative" in within.query.cues:
        return False  # "since January": what the article adds up to its own day
    if month in (published.first.month, published.last and published.last.month) or _of_day_in(within, figure, month):
        return False
    named = {
        number for number, days in index.dates.items()
        if any(_long(day, MONTH) and day.first and day.first.month == month for _, day in days)
    }
    return bool(named) and named.isdisjoint({figure.sentence, figure.sentence - 1, *index.topics})


def _unread(within: Field, spots: Spots) -> bool:
    """Whether the claim names a year that neither the article nor its date does."""
    published = within.index.published
    today = str(published.first.year) if published and published.first else ""
    return any(
        term.text.isdigit() and len(term.text) == 4 and term.text != today and not places.anything()
        for term, places, _ in spots
    )


def _of_other_month(within: Field, figure: Figure) -> bool:
    """Whether the claim asks for a month and the figure is of a longer time, or stands where only others are named."""
    month = within.query.month
    if month is None:
        return False
    spoken = _when.dates(within.index, figure)
    if spoken and all((day.days or 999) > MONTH[1] for day in spoken):
        return True
    if _of_day_in(within, figure, month):
        return False
    return "cumulative" not in within.query.cues and _only_other(_around(within, figure, 3), MONTH, month)


def _of_day_in(within: Field, figure: Figure, month: int | None) -> bool:
    """Whether a figure is of a day of the month: "1.9 billion on 30 June" is of the end of June."""
    return any(day.days == 1 and day.first and day.first.month == month for day in _when.dates(within.index, figure))


def _of_other_part(within: Field, figure: Figure) -> bool:
    """Whether the claim asks for a quarter or a half of a year, and only others are named about the figure."""
    part = within.query.part
    if part is None or part.first is None:
        return False
    spoken = [day for day in _when.dates(within.index, figure) if _long(day, PART)] or _around(within, figure, 3)
    length = part.days or 0
    alike = (length - 5, length + 5)
    return any(_long(day, PART) for day in spoken) and not any(
        _long(day, alike) and day.first and day.first.month == part.first.month for day in spoken
    )


def _undated(within: Field, figure: Figure) -> bool:
    """Whether the claim speaks of another time than the article's, and nothing says that the figure does."""
    asked, published = within.query.period, within.index.published
    if asked is None or published is None or figure.mention.kind == "date" or _when.carried(within.index, figure):
        return False
    if not all(_when.news(day, published) for day in _when.dates(within.index, figure)):
        return False
    if asked.last and published.first and asked.last < published.first:
        if (published.first - asked.last).days > YEAR:
            return True
        return (asked.days or 0) >= PART[0] and not any(day.meets(asked) for day in _around(within, figure, 1))
    if asked.first and published.last and asked.first > published.last:
        return not any(day.meets(asked) for days in within.index.dates.values() for _, day in days)
    return False


def _of_now(within: Field, figure: Figure) -> bool:
    """Whether the claim asks for what was before, the article gives such figures, and this is none of them, nor in a
    sentence that tells of then."""
    if "prior" not in within.query.cues or not figure.cues.isdisjoint(FORMER):
        return False
    former = [other for other in within.figures if not other.cues.isdisjoint(FORMER)]
    return bool(former) and not any("prior" in other.cues for other in within.index.figures[figure.sentence])


def _around(within: Field, figure: Figure, back: int) -> list[Period]:
    """The times named in the headline and the lead, in a figure's sentence, and in so many before it."""
    index = within.index
    numbers = index.topics | set(range(max(0, figure.sentence - back), figure.sentence + 1))
    return [day for number in sorted(numbers) for _, day in index.dates.get(number, ())]


def _only_other(days: Iterable[Period], length: tuple[int, int], month: int) -> bool:
    """Whether times of a length are named, and none that begins in a month."""
    months = {day.first.month for day in days if day.first and _long(day, length)}
    return bool(months) and month not in months


def _long(day: Period, length: tuple[int, int]) -> bool:
    return length[0] <= (day.days or 0) <= length[1]
