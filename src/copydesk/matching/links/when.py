"""The time that a figure is of, by its part of the sentence and the sentences before, against the time a claim asks for."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from ...periods import Period
from ..article.layout import NO_FIGURES, Figure, Index
from ..claims.model import GENERIC, Query
from .places import Places

YEAR = 365
MONTH = 31
PART = 80
"""How many days a time has that reports are of, a quarter or longer."""
RECORD = 8
"""How many words before "since" the superlative stands at most."""
CARRIED, OPENING = 3, 5
"""How many sentences a day that opens one is carried on, and how many words it may stand behind the head."""
ASIDE = 5
"""How many words an aside has before "since" at most: "the first in the city since 2019"."""
ORIGIN = frozenset({"create", "birth", "build", "open", "launch", "set-up"})
"""Concepts of how something began."""
SPOKEN = 2
"""A sentence with so many of a claim's words speaks of what the claim does."""
HISTORIC = timedelta(days=330)
"""How long before the article a time lies that its figures are history rather than news."""
LEVEL = "!levels"
BASES = frozenset({"!earlier", LEVEL})
"""Words of comparison."""
DATELINE = 60
"""How many characters stand before the date of a dateline at most."""
_AGENCY = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[.:]?\s*[-–—]+\s")


def of_time(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a date right beside the figure, which stands beside no other, is the claim's time."""
    low, high = figure.region
    return any(
        low <= date.first < high and _asked(query, period) for date, period in index.dates.get(figure.sentence, ())
    )


def of_another_time(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a claim names its time, and all those that a figure is said of are others, or longer."""
    published = index.published
    spoken = [day for day in dates(index, figure) if not (published and news(day, published))]
    return query.period is not None and bool(spoken) and not any(_asked(query, day) for day in spoken)


def _asked(query: Query, period: Period) -> bool:
    if query.period is not None:
        return period.meets(query.period) and (period.days or 0) <= 2 * (query.period.days or 0)
    if query.day is not None:
        return period.days == 1 and period.meets(query.day)
    return query.month is not None and (period.days or YEAR) <= MONTH and period.first is not None and (
        period.first.month == query.month
    )


def of_year_before(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a claim asks for a time of the year before the one that a figure's sentence, headline or lead speaks of:
    "against 17 billion a year earlier"."""
    asked, published = query.period, index.published
    if asked is None or asked.first is None or asked.last is None or published is None or published.last is None:
        return False
    spoken = [
        day for number in (*index.topics, figure.sentence) for date, day in index.dates.get(number, ())
        if not _looks_back(index, date) and day.first and day.last and day.first <= published.last and (day.days or 0) >= PART
    ]
    base = max((day.first.year for day in spoken if day.first), default=published.last.year)
    return asked.first.year == asked.last.year == base - 1


def dateline(index: Index, figure: Figure) -> bool:
    """Whether a date is that of the article itself, which opens it: "LIMA, 17 July 2024 - "."""
    text, mention = index.annotated.article.text, figure.mention
    head = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    return "," in head[:DATELINE] == head and head[0].isupper() and _AGENCY.match(text, mention.end) is not None and (
        index.published is not None and any(date is figure and day.meets(index.published) for date, day in index.dates.get(
            figure.sentence, ()))
    )


def dates(index: Index, figure: Figure) -> list[Period]:
    """The times that a figure's part of the sentence speaks of, else those of the sentence beside no other figure.

    A date behind the figure bears on it within the same segment: "1.5 km from the reactor, which exploded in 1986".
    """
    if figure.dates is not None:
        return figure.dates
    if figure.closed is not None:
        figure.dates = dates(index, figure.closed)
        return figure.dates
    own: list[Period] = []
    shared: list[tuple[Figure, Period]] = []
    low, high = figure.region
    for date, period in index.dates.get(figure.sentence, ()):
        if date is figure or _looks_back(index, date) or _since_aside(index, figure, date) or _baseline(index, figure, date):
            continue
        if date.first > figure.first and index.segment_of[date.first] != index.segment_of[figure.last - 1]:
            continue
        if low <= date.first < high:
            own.append(period)
        elif date.first < low and not ("moved" in figure.cues and _behind_other(index, figure, date)):
            shared.append((date, period))
    shared = [(date, one) for date, one in shared if begins(index, date) < 0] or shared  # "30 since 1977: in that of 2017"
    if not own and any(
        not (one.meets(other) or all(index.function[at] for at in range(date.last, behind.first)))
        for (date, one), (behind, other) in pairwise(shared)
    ):
        shared = []  # "rose from 7 in 1990 to 9 in 2021, and will reach 12": each time is another figure's
    figure.dates = own or [period for _, period in shared]
    return figure.dates


def _behind_other(index: Index, figure: Figure, date: Figure) -> bool:
    """Whether a date stands right behind an earlier figure, and that of something is moved on from there: "put at 8.6 billion
    in 2012, it was revised to 11.1"."""
    return any(
        other.family == figure.family and other.last <= date.first < other.region[1]
        and index.segment_of[date.first] == index.segment_of[other.last - 1] != index.segment_of[figure.first]
        for other in index.figures[figure.sentence]
    )


def opened(index: Index, figure: Figure) -> bool:
    """Whether a time opens the figure's sentence: "In November, a bridge …"."""
    head = index.first_word[figure.sentence]
    return any(
        date.first < figure.first and index.segment_of[date.first] == index.segment_of[head] and date.first - head <= OPENING
        for date, _ in index.dates.get(figure.sentence, ())
    )


def _looks_back(index: Index, date: Figure) -> bool:
    """Whether a date only says how far back a record goes: "at 7.4%, the lowest since 2008"."""
    since = begins(index, date)
    begin = index.first_word[date.sentence]
    return since > begin and any("!summits" in index.keys[at] for at in range(max(begin, since - RECORD), since))


def begins(index: Index, date: Figure) -> int:
    """Where "since" stands before a date, with only small words between: the date begins a time. Else -1."""
    at, low = date.first - 1, index.first_word[date.sentence]
    while at > low and index.function[at] and "!since" not in index.keys[at]:
        at -= 1
    return at if at >= low and "!since" in index.keys[at] else -1


def _baseline(index: Index, figure: Figure, date: Figure) -> bool:
    """Whether a date only says what is compared with: "70 million less than in 2019"; or what a figure before is: "17% more
    than in 2019, while births fell by 5%"."""
    if date.first < figure.first:
        return any(
            LEVEL in index.keys[other.last] and date.first - other.last <= RECORD
            and all(index.function[word] for word in range(other.last + 1, date.first))
            for other in index.figures[figure.sentence] if other.last < date.first and other.family not in NO_FIGURES
        )
    return any(
        not BASES.isdisjoint(index.keys[at])
        and all(index.function[word] or "!function" in index.keys[word] for word in range(at + index.lengths[at], date.first))
        for at in range(max(figure.last, date.first - RECORD), date.first)
    )


def _since_aside(index: Index, figure: Figure, date: Figure) -> bool:
    """Whether a date only says since when, in an aside: "the fair, the first since 2019, expects 20,000"."""
    before, head = date.first - 1, index.first_word[date.sentence]
    if before <= head or date.last >= figure.first or "!since" not in index.keys[before]:
        return False
    first = before
    while index.segment_of[first - 1] == index.segment_of[before]:
        first -= 1
    opened = index.annotated.folded[index.ends[first - 1] : index.starts[first]]
    if first <= head or before - first > ASIDE or "," not in opened:
        return False
    return index.segment_of[date.first] != index.segment_of[figure.first]


def carried(index: Index, figure: Figure) -> tuple[Period, int] | None:
    """The day of the past that a sentence shortly before opens with, and which sentence: "On 4 October 2001 an airliner
    crashed. All 78 people aboard died." None where the figure's own sentence names a time."""
    made, text = index.spans, index.annotated.article.text
    if figure.sentence in index.dates:
        return None
    for number in range(figure.sentence - 1, max(-1, figure.sentence - CARRIED - 1), -1):
        if "\n" in text[made[number].end : made[number + 1].start]:
            return None
        for date, period in index.dates.get(number, ()):
            if date.first - index.first_word[number] > OPENING or (period.days or YEAR * 2) > YEAR + 1:
                return None
            return None if _recent(index, period) else (period, number)
    return None


def other_time(query: Query, index: Index, figure: Figure) -> str | None:
    """Whether a figure is of another time than the claim."""
    asked = query.period
    if figure.mention.kind == "date" or (
        asked is None and query.valid is None and query.month is None and "cumulative" not in query.cues
    ):
        return None
    spoken = dates(index, figure)
    if "cumulative" in figure.cues and "cumulative" not in query.cues and _of_month(query):
        return "adds up many months"
    if "cumulative" in query.cues and "cumulative" not in figure.cues and spoken and not since(index, figure) and all(
        (day.days or YEAR) <= MONTH and not _recent(index, day) for day in spoken
    ):
        return f"speaks of {spoken[0]}"
    if not spoken and (told := carried(index, figure)):
        spoken = [told[0]]
    if "cumulative" in query.cues and query.month is None and since(index, figure):
        return None
    if query.month is not None:
        months = {day.month for d in spoken if (d.days or 999) <= 31 for day in (d.first, d.last) if day}
        return f"speaks of {spoken[0]}" if months and query.month not in months else None
    if asked is not None:
        if index.published and (asked.days or 99) > 27:
            # "said on Thursday it would": the day of the news is not what the figure is of
            spoken = [d for d in spoken if not news(d, index.published)]
        if spoken:
            return None if any(d.meets(asked) for d in spoken) else f"speaks of {spoken[0]}"
        published = index.published
        if published and published.first and asked.last and published.first - asked.last > HISTORIC * 2 and not (
            _of_topics(index, asked) and not any(day.meets(asked) for _, day in index.dates.get(figure.sentence, ()))
        ):
            return f"is of the article's own time, {published}"
    elif query.valid is not None:
        years = [d for d in spoken if d.days is None or d.days >= 365]
        if years and not any(d.meets(query.valid) for d in years):
            return f"speaks of {years[0]}"
    return None


def _of_topics(index: Index, asked: Period) -> bool:
    """Whether the headline or the lead is dated by a claim's year: the article is about "his 2012 campaign"."""
    return any(
        day.meets(asked) and (day.days or 0) <= 2 * YEAR for number in index.topics for _, day in index.dates.get(number, ())
    )


def since(index: Index, figure: Figure) -> bool:
    """Whether a date of the figure's sentence begins a time that lasts: "since 17 November"."""
    return any(begins(index, date) >= 0 for date, _ in index.dates.get(figure.sentence, ()))


def _recent(index: Index, day: Period) -> bool:
    return index.published is not None and news(day, index.published)


def _of_month(query: Query) -> bool:
    """Whether the claim speaks of one month or less."""
    return query.month is not None or (query.period is not None and (query.period.days or YEAR) <= MONTH)


def news(day: Period, published: Period) -> bool:
    """Whether a date is one of the days of the news itself."""
    return (
        day.first is not None and published.last is not None and (day.days or 99) <= 3
        and abs(published.last - day.first) <= timedelta(days=7)
    )


def wider_time(query: Query, index: Index, figure: Figure) -> bool:
    """Whether the figure is of a longer time than the claim's: a year's where it asks for a month's."""
    asked = query.period
    if asked is None or asked.days is None or figure.mention.kind == "date":
        return False
    published = index.published
    spoken = [d for d in dates(index, figure) if not (published and news(d, published))]
    longer = asked.days * (1.5 if asked.days >= PART else 3)
    return bool(spoken) and all(d.days is None or (d.holds(asked) and d.days > longer) for d in spoken)


def narrower_time(query: Query, index: Index, figure: Figure) -> bool:
    """Whether the figure is of a part of the claim's time: a month's where it asks for the year's."""
    asked = query.period
    if asked is None or asked.days is None or asked.days < YEAR or figure.mention.kind == "date":
        return False
    published = index.published
    if published and published.first and asked.last and published.first - asked.last > HISTORIC:
        return False  # of a year long past, the day of an event is told, and no part of a year's total
    spoken = [d for d in dates(index, figure) if not (published and news(d, published))]
    return bool(spoken) and all(
        # "since 1 January" begins the year and is no part of it
        d.days is not None and d.days * 3 < asked.days and asked.holds(d) and not (d.days == 1 and d.first == asked.first)
        for d in spoken
    )


def historic(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether the figure belongs to a time long before the article, and the claim asks for none, nor for what the sentence
    that tells the time speaks of."""
    if query.period is not None or query.expected is None or query.expected.kind == "date":
        return False
    published = index.published
    if not published or not published.first or _dated_behind(index, figure):
        return False
    spoken = dates(index, figure)
    if spoken and _aside(index, figure):
        return False
    if not spoken and (told := carried(index, figure)):
        period, number = told
        if any(number in places.best for places in found[: len(query.names)]):
            return False
        telling = [places for term, places in zip(query.terms, found, strict=True) if term.weight > GENERIC]
        if sum(number in places.best for places in telling) >= SPOKEN:
            return False
        spoken = [period]
    if "part" in figure.cues and _lasting(index, figure):
        return False
    return bool(spoken) and all(d.last is not None and published.first - d.last > HISTORIC for d in spoken)


def _lasting(index: Index, figure: Figure) -> bool:
    """Whether every date before a part begins a time that lasts: "85 million since 2018, of which 52 million"."""
    placed = [date for date, _ in index.dates.get(figure.sentence, ()) if date.first < figure.first]
    return bool(placed) and all(begins(index, date) >= 0 for date in placed)


def _aside(index: Index, figure: Figure) -> bool:
    """Whether the dates before a figure all stand in asides ("the firm, wound up in October 2014, was fined 2 million"), or
    tell first since when there is what the sentence goes on about: "Founded in 1947, the firm employs 860"."""
    text, low = index.annotated.folded, index.first_word[figure.sentence]
    placed = [date for date, _ in index.dates.get(figure.sentence, ()) if date is not figure]
    for date in placed:
        first, last = date.first, date.last
        opening = not ORIGIN.isdisjoint(index.keys[low]) and first - low <= OPENING
        if first > figure.first or index.segment_of[first] == index.segment_of[figure.first] or (
            index.segment_of[first] == index.segment_of[low] and not opening
        ):
            return False
        while first > low and index.segment_of[first - 1] == index.segment_of[date.first]:
            first -= 1
        while last < figure.first and index.segment_of[last] == index.segment_of[date.first]:
            last += 1
        opened, closed = text[index.ends[first - 1] : index.starts[first]], text[index.ends[last - 1] : index.starts[last]]
        if last >= figure.first or "," not in closed or ("," not in opened and first > low):
            return False
        if all(index.function[at] for at in range(first, last) if not date.first <= at < date.last):
            return False  # "In the worst, in 2014, a ferry with 250 aboard": nothing but a time
    return bool(placed)


def _dated_behind(index: Index, figure: Figure) -> bool:
    """Whether a date beside the figure only says since when: "4.5 million people since 2019"."""
    return any(
        date.first > figure.first and index.segment_of[date.first] == index.segment_of[figure.last - 1]
        and begins(index, date) >= 0
        for date, _ in index.dates.get(figure.sentence, ())
    )
