"""Figures that are of several together, that another source gives, or that leave out the unit of the one before."""

from itertools import pairwise

from ...mentions import Mention
from ..article import told
from ..article.layout import Figure, Index, concepts
from ..judge import Comparison, Value, compare
from ..links.field import Field
from ..links.link import Link
from ..links.match import link_of
from .changes import said
from .nature import HERE, Spots

BEHIND = 4
"""How many words behind an opponent's figure who that is stands at most."""
TIED, TIMES = 0.6, 12
"""How closely the claim must tie what its source says, and how many times as much at most it says."""
LISTED = 3
"""How many small words may part two names of a list."""
POLLS = frozenset({"opinion-poll", "exit-poll", "vote-intention"})
"""What gives figures of a vote that are none of its result."""


def of_measure(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a bare number goes on from a measure, and what the claim counts stands in another sentence: "18 seconds ahead
    of Aru, and 51 of Bardet"."""
    if figure.family != "count" or figure.counted is not None or figure.carried is not None:
        return False
    if not any(term.head and tie[2] not in HERE for term, _, tie in spots):
        return False
    last = max(
        (other for other in within.index.figures[figure.sentence]
         if other.last <= figure.first and (other.mention.unit is not None or other.family == "count")),
        key=lambda other: other.first, default=None,
    )
    before = within.index.keys[figure.first - 1]
    return last is not None and last.mention.unit not in (None, "%") and "!coordinators" in before


def of_opponent(within: Field, figure: Figure, expected: Mention, spots: Spots) -> bool:
    """Whether a figure is told against another's that is the asserted one, and the sentence names nobody of the claim: "she
    would get 47%, against 53% for the former minister"."""
    index = within.index
    names = [tie[2] for term, _, tie in spots if term.kind == "name" or (term.initial and not within.query.names)]
    if expected.kind != "percent" or not names or any(place in (*HERE, "other") for place in names):
        return False
    return any(
        "earlier" in other.cues and other.mention.low == expected.low and other.mention.kind == expected.kind
        and _to_somebody(index, other.counted[1] if other.counted else other.last, figure)
        for other in index.figures[figure.sentence]
    )


def _to_somebody(index: Index, at: int, figure: Figure) -> bool:
    """Whether a preposition and a person or a party stand at a word: "for the former minister"."""
    stop = index.words(figure.sentence)[1]
    if at >= stop or "!prepositions" not in index.keys[at]:
        return False
    named = next((word for word in range(at + 1, min(at + BEHIND, stop)) if not index.function[word]), None)
    if named is None:
        return False
    known = [concept for key in index.keys[named] if (concept := index.lexicon.concept(key.lstrip("~"))) is not None]
    return any(c.kind in ("role", "person", "org") or c.contrast in ("party", "us-party") for c in known) or (
        not known and index.capital[named]
    )


def relayed(within: Field, figure: Figure) -> bool:
    """Whether right behind a figure stands whose number it is, and the claim does not name them: "1.5 million, according to
    the union"."""
    source = _source(within, figure)
    return bool(source) and not any(places.within(figure.sentence, source.start, source.stop) for places in within.found)


def polled(within: Field, figure: Figure) -> bool:
    """Whether a figure's sentence speaks of a poll, and neither the claim nor the headline and lead of any: "the last survey
    gave Reform 42 seats"."""
    index = within.index
    if not within.query.asked.isdisjoint(POLLS) or POLLS.isdisjoint(concepts(index, range(*index.words(figure.sentence)))):
        return False
    return all(POLLS.isdisjoint(concepts(index, range(*index.words(number)))) for number in index.topics)


def told_together(within: Field, other: Figure, figure: Figure) -> bool:
    """Whether what stands behind a figure, and a comma, says whose both numbers are: "lost 12,450 and 31,872, the institute
    said"."""
    source = _source(within, figure)
    if not source or other.sentence != figure.sentence or not other.first < figure.first or _source(within, other):
        return False
    return within.index.segment_of[source.start] != within.index.segment_of[source.start - 1]


def sourced(within: Field, figure: Figure) -> bool:
    """Whether that is a name of the claim."""
    source = _source(within, figure)
    names = within.found[: len(within.query.names)]
    return bool(source) and any(places.within(figure.sentence, source.start, source.stop) for places in names)


def _source(within: Field, figure: Figure) -> range:
    """The words right behind a figure that say according to whom it is; none where nobody is named so."""
    index, at = within.index, figure.counted[1] if figure.counted else figure.last
    said_by = told.of(index, figure.mention).said_by if figure.family == "count" else None
    if said_by is None:
        return range(0)
    first, last = index.word_at(said_by.start), index.word_at(said_by.end - 1)
    if not 0 <= first - at <= 1 or not (index.function[first] or "!prepositions" in index.keys[first]):
        return range(0)
    return range(first, last + 1)


def told_otherwise(within: Field, asked: Value) -> tuple[Link, Comparison] | None:
    """What the claim's source says, where the claim's number is what another says of the same: "31 dead according to the
    police, 44 according to the Red Cross"."""
    query, index = within.query, within.index
    if not (query.sources or query.label):
        return None
    found = []
    for figure in within.figures:
        comparison = compare(said(figure), asked)
        if comparison is None or not comparison.same:
            continue
        for other in told.instead(query, index, figure, within.figures):
            against = compare(said(other), asked)
            if abs(other.sentence - figure.sentence) > 1 or against is None:
                continue
            if against.verdict != "contradicted":
                return None
            found.append((link_of(within, other), against))
    link, comparison = max(found, key=lambda entry: entry[0].score, default=(None, None))
    if link is None or comparison is None or link.lost or link.score < TIED or comparison.apart > TIMES:
        return None
    return link, comparison


def of_several(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim's name is one of several behind a figure that is of all of them: "17 dead at Orval, at Morvelle and
    at the market"."""
    index = within.index
    names = {tie[1] for term, _, tie in spots if term.kind == "name" and tie[1] > figure.last}
    if not names or figure.paired is not None or figure.counted is None or figure.family != "count":
        return False
    entities = [entity for entity in index.entities[figure.sentence] if entity.noun and entity.at >= figure.last]
    run, joined = entities[:1], False
    for before, entity in pairwise(entities):
        between = range(before.at + index.lengths[before.at], entity.at)
        both = any("!coordinators" in index.keys[at] for at in between)
        led = before.kind == entity.kind or any("!prepositions" in index.keys[at] for at in between)
        if len(between) <= LISTED and led and all(index.function[at] or "!coordinators" in index.keys[at] for at in between):
            run, joined = [*run, entity], joined or both
        elif joined:
            break
        else:
            run = [entity]
    mine = sum(not within.query.own.isdisjoint(index.keys[entity.at]) for entity in run)
    return joined and 0 < mine < len(run) and not any(
        other is not figure and other.sentence == figure.sentence and figure.last <= other.first <= run[-1].at + LISTED
        for other in within.figures
    )
