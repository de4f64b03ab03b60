"""What keeps a figure from answering a claim, however near its words stand."""

from collections.abc import Sequence

from ...mentions import Mention
from ...shown import rate
from ...units import comparable, rates
from ..article.epithets import GENITIVE
from ..article.layout import Figure, Index
from ..claims.model import BROADER, GENERIC, Query, Term
from . import averages, deeds, wholes
from .moves import MOVES, PER_TIME
from .places import Places
from .when import dateline, dates, of_time, of_year_before, other_time

GOVERNING = 7
"""How many words in front of a sum the noun that governs it may begin: "a quarterly net profit of almost"."""
SIDE_BY_SIDE = frozenset({"result-financial", "balance", "income-spending", "money-penalty", "spent-left"})
"""Contrasts of the nouns whose sums newspapers set side by side."""
COPULA = 4
"""How many words there are at most between a counted noun and the participle that is said of it."""
SHORT_PART = 2
"""How many words behind a figure it may be said that it is a part."""
NAMED = 4
"""How many words behind "last year's" the name stands at most of what that is of."""
NEARBY = 2
"""How many sentences apart an earlier and a later toll stand at most."""
OFTEN = {"h": "per-hour", "d": "per-day", "wk": "per-week", "mo": "per-month", "a": "per-year"}
"""How often, by the unit that a figure is a rate over."""
FORESIGHT = frozenset({"expect", "planned", "forecast", "forecast-raised", "forecast-cut"})
"""What a claim says of a number that is foreseen."""
CAPACITIES = frozenset({"capacity", "megawatt-capacity", "power-output", "production-capacity"})
"""What a claim says of what something can hold or make."""
UNITS = frozenset({"metric-ton", "barrel", "litre", "troy-ounce"})
"""What goods are priced by."""
STAFF = frozenset({"employee", "worker"})
BRACKET = 32
"""How many characters of a bracket are short."""

SUPPOSED, MORE = "is foreseen or supposed, not stated", "says how many more or fewer, not how many"
PLANNED, DENIED, CHANGE = "is what was planned at first", "is denied", "is a change, not a level"
_CUES = (
    ("earlier", "is what another figure is compared with"), ("surpassed", "is what was surpassed"),
    ("prior", "is an earlier figure"),
    ("increment", MORE), ("supposed", SUPPOSED), ("capacities", SUPPOSED),
    ("forecasts", SUPPOSED), ("initials", PLANNED), ("replaced", "is what was fixed at first, and no more"),
    ("negation", DENIED),
)

BY_WORDING = frozenset({SUPPOSED, MORE, PLANNED, DENIED, CHANGE})
"""Why a figure is out by a word beside it, which may bear on something else; and the cues that such words leave."""
WORDED = frozenset({"supposed", "capacities", "forecasts", "initials", "negation", "increment", "moved"})


def unfit(query: Query, index: Index, figure: Figure) -> str | None:
    """Why a figure cannot answer, whatever stands near it; None when it can."""
    mention, expected = figure.mention, query.expected
    assert expected is not None
    if mention.kind != "date" and mention.low is None and mention.high is None and mention.several is None:
        return "says no number"
    if mention.kind == "date" and dateline(index, figure):
        return "dates the article"
    if mention.unit != expected.unit and (mention.unit is None or expected.unit is None or not _alike(mention, expected)):
        return "has another unit"
    if figure.label and expected.kind == "count" and any(term.counted for term in query.words) and not any(
        key in term.keys for key in index.keys[figure.first - 1] for term in query.words
    ):
        return "is part of a name"
    if mention.per and expected.per and not _one_rate(mention.per, expected.per) and not _dated(index, figure):
        return f"is per {rate(mention.per)}"
    if figure.cues:
        for cue, why in _CUES:
            if cue == "increment" and query.change:
                continue  # "budget up 1.53 billion" asks for the "1,53 milliard supplémentaires"
            if cue == "increment" and _added(query, index, figure):
                continue
            if cue not in figure.cues or cue in query.cues or (cue == "prior" and _latest(query, index, figure)):
                continue
            if cue == "supposed" and "demands" in query.cues:
                continue  # "prosecutors sought five years" is what a claim of their demand asks for
            if cue == "capacities" and not query.asked.isdisjoint(CAPACITIES):
                continue
            if cue == "supposed" and "initials" in figure.cues and "initials" in query.cues:
                continue
            if cue == "forecasts" and foreseen(query, index):
                continue  # "growth of 1.2% expected in 2024"
            if cue == "earlier" and averages.asked(query) and averages.averaged(index, figure):
                continue  # "against a five-year average of 34.9 million" is what a claim of the average asks for
            if cue == "surpassed" and of_time(query, index, figure):
                continue
            if cue == "earlier" and (of_time(query, index, figure) or "prior" in query.cues):
                continue  # "against 735 in 2023" is what a claim of 2023 asks for
            if "prior" in figure.cues and of_year_before(query, index, figure):
                continue
            return why
    if query.change and figure.family == "ratio" and figure.last - figure.first > 2 and mention.kind != "percent":
        return "is a share, not a change"
    if averages.no_average(query, index, figure):
        return "is no average"
    if averages.of_years(query, index, figure):
        return "is an average of years"
    return other_time(query, index, figure)


def foreseen(query: Query, index: Index) -> bool:
    """Whether a claim speaks of what is expected, or of a time that is not over yet."""
    if not query.asked.isdisjoint(FORESIGHT):
        return True
    asked, published = query.period, index.published
    return bool(asked and asked.last and published and published.last and asked.last > published.last)


def _added(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a count of things that come on top may be all that a claim asks for: "6,000 extra troops"."""
    if figure.mention.kind != "count" or figure.counted is None or figure.generic or "increment" in query.cues:
        return False
    return any("!additions" in index.keys[at] for at in range(figure.last, min(figure.counted[1] + 1, len(index.keys))))


def _alike(mention: Mention, expected: Mention) -> bool:
    """Whether money is of one currency; other units of a family always compare."""
    return mention.kind != "money" or comparable(mention.unit, expected.unit)


def _one_rate(one: str, other: str) -> bool:
    """Whether two rates are over the same, or one leaves out a part of it ("per person", "per person and year")."""
    parts, others = rates(one), rates(other)
    return parts <= others or others <= parts


def _latest(query: Query, index: Index, figure: Figure) -> bool:
    """Whether "last year" is the claim's own time, or the only one that its sentence has a figure of."""
    asked = query.period
    if asked is not None:
        return any(day.meets(asked) for day in dates(index, figure))
    first = index.first_word[figure.sentence]
    if any(  # "last year's Tubbs Fire killed 22"
        not query.own.isdisjoint(index.keys[word])
        for at in range(first, figure.first) if "!prior" in index.keys[at]
        for word in range(at + 1, min(at + NAMED, figure.first))
    ):
        return True
    return not any(
        other is not figure and (other.sentence == figure.sentence or _updates(index, other, figure))
        for other in index.families.get(figure.family, ())
    )


def _updates(index: Index, other: Figure, figure: Figure) -> bool:
    """Whether another figure, in a sentence close by, is of the very thing that an earlier one is of."""
    if abs(other.sentence - figure.sentence) > NEARBY or "prior" in other.cues or other.mention.kind == "date":
        return False
    theirs = {key for at in index.segment(other) for key in index.keys[at] if key[0] not in "!*=#@"}
    return any(key in theirs for at in range(*(figure.counted or (0, 0))) for key in index.keys[at])


PRICES = frozenset({"price", "~price", "dividend", "~dividend"})
"""What is told per something, though a claim need not say so: "gas at a record price of 80 euros"."""


def rated(query: Query, index: Index, figure: Figure) -> bool:
    """Whether only one of figure and claim says per what it is: "18.20 euros" in a list of rents per square metre."""
    asked = query.expected.per if query.expected else None
    if bool(rates(figure.mention.per)) == bool(rates(asked)) or _dated(index, figure):
        return False
    if not rates(asked):
        return query.asked.isdisjoint(PRICES) and not _names_rate(query, index, figure)
    if any(key in UNITS and key in query.asked for at in index.segment(figure) for key in index.keys[at]):
        return False  # "a tonne was worth 205 euros"
    # "every year measles kills 110,000 people"
    often = {key for term in query.words if PER_TIME in term.contrasts for key in term.keys if key[0] not in "!*=#@~"}
    often.update(OFTEN[unit] for unit in rates(asked) if unit in OFTEN)
    return not any(key in often for at in range(*index.words(figure.sentence)) for key in index.keys[at])


def _names_rate(query: Query, index: Index, figure: Figure) -> bool:
    """Whether the claim names what the figure is per: "the barrel of Brent" where the article has "$64 a barrel"."""
    first = figure.counted[1] if figure.counted and figure.counted[0] >= figure.last else figure.last  # "298 cases per 100,000"
    behind = range(first, min(first + 3, len(index.keys)))
    return any(
        key[0] not in "!*=#@" and any(key in t.keys for term in query.words for t in (term, *term.parts))
        for at in behind for key in index.keys[at]
    )


def _dated(index: Index, figure: Figure) -> bool:
    """Whether what looks like a rate is a date: "781 planes last year"."""
    return any(figure.last <= date.first < figure.last + 5 for date, _ in index.dates.get(figure.sentence, ()))


def contrasted(query: Query, index: Index, figure: Figure) -> str | None:
    """Whether a figure is said of what the claim's word excludes: the injured where it asks for the dead."""
    asked = query.asked
    spots: tuple[range, ...] | None = None
    for term in query.words:
        for contrast in term.contrasts:
            if contrast == MOVES and figure.family == "date":
                continue  # "it goes back to 21 May, when the ferry went down"
            rivals = index.rivals.get(contrast)
            if rivals is None:
                rivals = index.rivals[contrast] = frozenset(index.where.keys() & index.lexicon.contrast(contrast))
            if rivals <= asked:
                continue
            if spots is None:
                spots = wholes.spoken(index, figure)
            theirs = _excluded(index, rivals, term, asked, spots)
            if theirs is not None:
                return f"is about “{index.text(theirs, theirs + 1)}”, not “{term.text}”"
    return None


def _excluded(
    index: Index, rivals: frozenset[str], term: Term, asked: frozenset[str], spots: tuple[range, ...]
) -> int | None:
    excluded = rivals - asked
    for spot in spots:
        found = None
        inside = -1
        for at in spot:
            if at < inside:
                continue  # "operating profit" says no profit but that
            keys = index.keys[at]
            strict = not excluded.isdisjoint(keys)
            for key in keys:
                if key in term.keys and not (strict and (
                    term.keys[key] <= BROADER or (key[0] == "~" and term.keys.get(key[1:]) != 1.0)
                )):  # "freight trains" are trains, and no passenger trains
                    return None
            if found is None and strict:
                found, inside = at, at + index.lengths[at]
        if found is not None:
            return found
    return None


def named_behind(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a comparison is with the claim's own subject: "against 22% for the Greens", "against 22% (-3) for them", or
    with what the claim names in a word that stands nowhere before: "against 2% in the euro zone"."""
    end, first = _past_bracket(index, index.segment(figure).stop), index.first_word[figure.sentence]
    return any(places.within(figure.sentence, figure.last, end) for places in found[: len(query.names)]) or any(
        places.within(figure.sentence, figure.last, end) and not places.within(figure.sentence, first, figure.first)
        for term, places in zip(query.terms, found, strict=True)
        if term.kind == "word" and len(term.parts) > 1 and not (term.verb or term.counted) and term.weight > GENERIC
    )


def _past_bracket(index: Index, end: int) -> int:
    """Where a clause ends that goes on behind a short bracket, if one opens where it seems to end."""
    text = index.annotated.folded
    if end >= len(index.starts) or "(" not in text[index.ends[end - 1] : index.starts[end]]:
        return end
    close = text.find(")", index.starts[end], index.starts[end] + BRACKET)
    behind = index.word_at(close) if close >= 0 else end
    if close < 0 or behind >= len(index.starts) or text[close + 1 : index.starts[behind]] != " ":
        return end
    return next((at for at in range(behind, len(index.starts)) if index.segment_of[at] != index.segment_of[behind]), behind)


def of_part(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether one of the claim's terms says what part it is: it stands between the cue and the end of the clause."""
    begin, end = figure.first, _past_bracket(index, index.segment(figure).stop)
    for at in range(begin - 1, figure.region[0] - 1, -1):
        if "!part" in index.keys[at]:
            begin = at
            break
    if any("!part" in index.keys[at] for at in range(figure.last, min(figure.last + SHORT_PART, end))):
        begin = index.segment(figure).start  # "arresting 14 of them"
    return any(
        places.within(figure.sentence, begin, end) and (term.kind != "name" or _itself(index, term, begin, end))
        and not _narrower(places, figure.sentence, begin, end)
        for term, places in zip(query.terms, found, strict=True) if term.weight > GENERIC
    )


def _narrower(places: Places, sentence: int, begin: int, end: int) -> bool:
    """Whether a part is called by a narrower word than its whole, which has the claim's: "wines and spirits brought in 13.2
    billion, of which 3.2 billion for cognac"."""
    spots = places.sentences.get(sentence, ())
    inside = max((strength for at, strength in spots if begin <= at < end), default=1.0)
    return inside < 1.0 and any(strength == 1.0 for at, strength in spots if at < begin)


def _itself(index: Index, term: Term, begin: int, end: int) -> bool:
    """Whether a place is named itself, not one that lies in it: "34 of them in Paris" is a part of those in France."""
    if term.entity != "place":
        return True
    return any(key in term.concepts for at in range(begin, end) for key in index.keys[at])


def of_other(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether the figure's own noun is one that the claim does not name ("31 billion in savings")."""
    if figure.family == "ratio" and figure.last - figure.first > 2:
        return _names_other(index, found, figure)  # "one train in eight" is a share of trains
    if figure.counted is None or figure.mention.kind == "percent":
        return False
    if figure.generic:
        return False
    if all(index.function[at] for at in range(*figure.counted)):
        return False
    begin, end = figure.counted
    stop = index.words(figure.sentence)[1]
    if end + 1 < stop and "!coordinators" in index.keys[end]:
        end += 1  # "219,000 refugees and migrants"
    if end < stop and index.function[end] and index.capital[end]:
        end += 1  # "61 députés Les Républicains"
    end = max(end, said_of(index, figure))
    if any(places.within(figure.sentence, begin, end + 1) for places in found):
        return False
    # "forced 36,750 residents to leave their homes", where the claim counts the evacuated
    segment = index.segment(figure)
    if query.headed or any(
        term.counted and term.verb and places.within(figure.sentence, segment.start, segment.stop)
        for term, places in zip(query.terms, found, strict=True)
    ):
        return query.headed
    return not deeds.done_to(query, index, found, figure)


def governed(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a sum is, by the noun right before it, one of those that newspapers set side by side, and not one that the
    claim names: "a net profit of 486 million euros, thanks to the sale of its subsidiary"."""
    noun = _governing(index, figure)
    concepts = [index.lexicon.concept(key) for word in noun for key in index.keys[word] if key[0] not in "!*=#@~"]
    if not any(concept is not None and concept.contrast in SIDE_BY_SIDE for concept in concepts):
        return False
    return not any(places.within(figure.sentence, noun.start, noun.stop) for places in found)


def of_sum(index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether the noun right before a sum says what sum it is, and the claim does not name it: "on a budget of 1.1 million"."""
    noun = _governing(index, figure)
    return any("!sums" in index.keys[word] for word in noun) and not any(
        places.within(figure.sentence, noun.start, noun.stop) for places in found
    )


def of_other_span(index: Index, found: Sequence[Places], figure: Figure, other: Figure) -> bool:
    """Whether a noun that the claim lacks says what the first of two spans of time of a sentence is of, and none does of the
    other: "22 years in prison, with a minimum term of 14"."""
    return figure.sentence == other.sentence and _of_span(index, found, figure) and not _of_span(index, found, other)


def _of_span(index: Index, found: Sequence[Places], figure: Figure) -> bool:
    noun = _governing(index, figure, "duration")
    return bool(noun) and not GENITIVE.isdisjoint(index.keys[figure.first - 1]) and not any(
        places.within(figure.sentence, noun.start, noun.stop) for places in found
    )


def _governing(index: Index, figure: Figure, kind: str = "money") -> range:
    """The words of the noun right before a figure of a kind, which small words tie to it; empty where there is none."""
    low = max(index.words(figure.sentence)[0], figure.first - GOVERNING)
    at = figure.first - 1
    while at >= low and index.function[at]:
        at -= 1
    if figure.mention.kind != kind or at == figure.first - 1 or at < low:
        return range(0)
    end = at + 1
    while at > low and not index.function[at - 1]:
        at -= 1
    return range(at, end)


def sizes(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a count only says how large a thing is that the claim does not name: "the 141-seat assembly"."""
    if figure.mention.kind != "count" or figure.counted is None or figure.counted[0] < figure.last:
        return False
    if index.annotated.folded[index.ends[figure.last - 1] : index.starts[figure.last]] != "-":
        return False
    behind = figure.counted[1]
    named = any(places.within(figure.sentence, behind, behind + 2) for places in found)
    return not named and behind < index.first_word[figure.sentence + 1] and not index.function[behind]


def said_of(index: Index, figure: Figure) -> int:
    """Where what is said of the counted noun begins: "ingresados" in "31 pacientes se encuentran ingresados"; where the
    noun ends, if no such word stands between."""
    end = figure.counted[1] if figure.counted else figure.last
    stop = min(end + COPULA, index.first_word[figure.sentence + 1])
    at = end
    while at < stop and index.segment_of[at] == index.segment_of[figure.last - 1] and (
        index.function[at] or "!copula" in index.keys[at]
    ):
        at += 1
    return at if any("!copula" in index.keys[word] for word in range(end, at)) else end


def employs(term: Term, index: Index, figure: Figure) -> int | None:
    """Where a verb says that the people whom a figure counts are staff, which a claim asks for: "employs 50,000 people"."""
    if not figure.generic or STAFF.isdisjoint(term.concepts):
        return None
    return next((at for at in index.segment(figure) if "employ" in index.keys[at]), None)


def _names_other(index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a figure's own words name a thing, and none that the claim names."""
    things = [at for at in range(figure.first, figure.last) if any(key[0] not in "!*=#@~" for key in index.keys[at])]
    return bool(things) and not any("!generic" in index.keys[at] for at in things) and not any(
        places.within(figure.sentence, at, at + 1) for at in things for places in found
    )
