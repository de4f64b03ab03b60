"""Which of two figures a claim's words tie more closely, where one says what the claim says and the other does not."""

from ...mentions import Mention
from ..article.layout import Figure
from ..claims.model import GENERIC
from ..links import when as _when
from ..links.field import Field, levels, near_to
from ..links.fit import employs
from ..links.moves import PER_TIME, arrived
from .nature import HERE, NEARBY, Spots

AWAY = ("", "apart", "topic", "before2", "before3")
MEANT = 0.6
"""How well a word must answer a term to tie a figure better than another."""
TIMES = (("cumulative", frozenset({"cumulative"})), ("prior", frozenset({"earlier", "prior"})))
"""Cues of a claim's time, and what of them a figure of that time has."""
TELLING = 1000
"""A number from here on hardly stands in a sentence by chance."""


def spots_of(within: Field, figure: Figure) -> Spots:
    spots = within.spots.get(figure.number)
    if spots is None:
        number = len(within.query.names)
        spots = within.spots[figure.number] = [
            (term, places, near_to(within, term, places, figure, int(at < number)))
            for at, (term, places) in enumerate(zip(within.query.terms, within.found, strict=True))
            if term.weight > GENERIC
        ]
    return spots


def read_otherwise(within: Field, expected: Mention, figure: Figure, spots: Spots) -> bool:
    """Whether the asserted number stands near, tied as well, as another kind of figure: "9.2 billion remains"."""
    if expected.unit is not None and expected.low is not None and expected.low % 1 and any(
        other.mention.kind == "count" and other.counted is None and other.mention.low == expected.low
        for other in within.index.figures[figure.sentence]
    ):
        return True  # "82.3 years: 79.6 for men and 85.1 for women"
    if expected.kind not in ("money", "count", "volume", "mass") or expected.low is None or expected.low < TELLING:
        return False
    for figures in within.index.families.values():
        for other in figures:
            mention = other.mention
            if mention.low != expected.low or mention.high != expected.low or mention.kind == expected.kind:
                continue
            if mention.kind not in ("money", "count"):
                continue
            if other.sentence == figure.sentence and _nearer(within, other, figure, spots):
                return True
            if better(within, other, figure, spots):
                return True
    return False


def _nearer(within: Field, other: Figure, figure: Figure, spots: Spots) -> bool:
    """Whether a word of the claim beside a figure stands nearer to another one."""
    return any(
        tie[2] == "own" and _distance(within, other, tie[1]) < _distance(within, figure, tie[1]) for _, _, tie in spots
    )


def _distance(within: Field, figure: Figure, at: int) -> tuple[int, bool]:
    """How many words part a word from a figure, and whether more than words do."""
    apart = figure.first - at if at < figure.first else at - figure.last + 1
    segment = within.index.segment_of
    return apart, segment[at] != segment[figure.first]


def gapped(within: Field, figure: Figure, other: Figure) -> bool:
    """Whether nothing but a name or a word of the claim stands before a figure in its clause, which has its verb from the one
    before, of another figure: "Spain sent 47 experts, Colombia 101", "speed plays a part in 29% of crashes, drink in 22%"."""
    index = within.index
    if other.sentence != figure.sentence or not other.last <= figure.first:
        return False
    first = figure.first
    while first > other.last and index.segment_of[first - 1] == index.segment_of[figure.first]:
        first -= 1
    words = range(first, figure.first)
    if _left_bare(within, figure, other, words):
        return True
    if not words or any(not index.function[at] and not index.capital[at] for at in words) or any(
        "!prepositions" in index.keys[at] or "!part" in index.keys[at] for at in words
    ):
        return False
    return any(
        term.kind == "name" and here[2] == "own" and here[1] in words and there[2] != "own"
        for (term, _, here), (_, _, there) in zip(spots_of(within, figure), spots_of(within, other), strict=True)
    )


def _left_bare(within: Field, figure: Figure, other: Figure, words: range) -> bool:
    """Whether of the words of the claim only one stands before a share in its clause, with nothing else, and not by the share
    before it, which has it from others what both are of."""
    index, spots = within.index, spots_of(within, figure)
    if figure.mention.kind != "percent" or figure.counted is not None:
        return False
    full = [at for at in words if not index.function[at] and "!coordinators" not in index.keys[at]]
    if len(full) != 1 or any("!part" in index.keys[at] for at in words):
        return False
    return any(
        here[2] == "own" and here[1] == full[0] and here[0] >= MEANT and there[2] != "own"
        for (_, _, here), (_, _, there) in zip(spots, spots_of(within, other), strict=True)
    )


def better(within: Field, other: Figure, figure: Figure, spots: Spots) -> bool:
    """Whether a figure that agrees is tied by something of the claim that the one which disagrees lacks, and not the
    other way round."""
    if particular(within, figure, other) or gapped(within, figure, other):
        return False
    if particular(within, other, figure):
        return True  # "48 lots offered, of which 41 sold"
    gains, losses = _weighed(within, other, figure, spots)
    if "part" in figure.cues and "part" not in within.query.cues and other.sentence == figure.sentence and not any(
        here[2] == "own" and there[2] == "other"
        for (_, _, here), (_, _, there) in zip(spots, spots_of(within, other), strict=True)
    ):
        gains += 1  # "83 injured, nine of them in a critical state"
    if of_asked_time(within, other, figure) or (
        timely(within, other) and _when.of_another_time(within.query, within.index, figure)
    ):
        return losses <= 1
    if not losses and timely(within, other) and not timely(within, figure) and not any(
        term.kind == "name" and term.entity != "place" and here[2] == "own" and there[2] == "other"
        for (term, _, here), (_, _, there) in zip(spots, spots_of(within, other), strict=True)
    ):
        gains += 1
    return gains > 0 and losses < 1


def particular(within: Field, part: Figure, whole: Figure) -> bool:
    """Whether a figure is a part of another, and the claim names what it is a part by: "30,000 homes damaged, 12,000 of them
    destroyed". What the whole is and where, and what became of it, is told of the part too."""
    if "part" not in part.cues or "part" in whole.cues:
        return False
    if part.sentence != whole.sentence:
        return _told_again(within, part, whole)
    if not whole.first < part.first:
        return False
    if any(whole.first < other.first < part.first and "part" not in other.cues for other in within.figures):
        return False
    counted = part.counted
    if counted and not part.generic and not any(places.within(part.sentence, *counted) for places in within.found):
        return False
    clause = within.index.segment(part)
    by: set[str] = set()
    lost = False
    for (term, places, here), (_, _, there) in zip(spots_of(within, part), spots_of(within, whole), strict=True):
        if here[1] in clause and here[2] == "own" and here[0] >= MEANT and (
            there[2] not in HERE or (term.act and not term.parts and _event(within, whole, there[1]))
        ):
            first = min(places.sentences, default=0)
            if term.kind == "name" and places.topic[0] and first < part.sentence and not any(
                other.mention.low == part.mention.low for other in within.index.figures[first]
            ):
                return False  # what the article is about, and so the whole too
            by.add("counted" if term.counted else term.kind)
        elif there[2] == "own" and term.kind == "word":
            lost = lost or not (whole.counted is not None and whole.counted[0] <= there[1] < whole.counted[1])
    return not by.isdisjoint(("name", "counted")) or (bool(by) and not lost)


def _told_again(within: Field, part: Figure, again: Figure) -> bool:
    """Whether a figure is told in another sentence, without what the part is by, of which a part is: "to cut 3,400 jobs", says
    the headline, and the lead "3,400 jobs, 1,150 of them in France"."""
    low, high = again.mention.low, again.mention.high
    whole = next((
        figure for figure in reversed(within.figures)
        if figure.sentence == part.sentence and figure.first < part.first and figure.family == again.family
        and (figure.mention.low, figure.mention.high) == (low, high)
    ), None)
    return whole is not None and particular(within, part, whole) and not any(
        here[2] == "own" and there[2] == "own"
        for (term, _, here), (_, _, there) in zip(spots_of(within, part), spots_of(within, again), strict=True)
        if term.kind == "name"
    )


def _event(within: Field, figure: Figure, at: int) -> bool:
    """Whether a word in another clause than a figure names, with an article, what the sentence is about: "the sale brought in
    350 million for 48 lots, of which 41 sold"."""
    index = within.index
    return index.segment_of[at] != index.segment_of[figure.first] and at < figure.first and at > 0 and (
        "!definite" in index.keys[at - 1]
    )


def of_kind(within: Field, part: Figure, whole: Figure) -> bool:
    """Whether a part counts, by its own noun, what the claim counts, and its whole people or things of every kind: "to hire
    6,000 people, among them 700 pilots"."""
    if "part" not in part.cues or part.sentence != whole.sentence or not whole.first < part.first:
        return False
    if not whole.generic or part.generic or part.counted is None:
        return False
    return any(
        term.head and here[2] == "own" and here[0] >= MEANT and part.counted[0] <= here[1] < part.counted[1]
        and there[0] < MEANT and employs(term, within.index, whole) is None
        for (term, _, here), (_, _, there) in zip(spots_of(within, part), spots_of(within, whole), strict=True)
    )


def picked(within: Field, other: Figure, figure: Figure) -> bool:
    """Whether a figure that agrees counts by its own noun, in the same sentence, what the claim does, and this one does not:
    "7,623 suspected cases, 805 of them confirmed", where the claim counts confirmed cases."""
    held = figure.counted or figure.carried
    if other.counted is None or held is None or other.sentence != figure.sentence or other.family != "count":
        return False
    gained, part = False, "part" in other.cues and figure.first < other.first
    for term, found in zip(within.query.terms, within.found, strict=True):
        for places in (found, *found.parts) if term.counted else ():
            here, there = places.means(figure.sentence, *held), places.means(other.sentence, *other.counted)
            if here and not there and not part:
                return False
            gained = gained or there > here
    return gained


def began(within: Field, figure: Figure, other: Figure) -> bool:
    """Whether the claim says what something comes to, and of two figures of a sentence only the other is that: "The hall,
    12,000 seats now, will be cut to 5,000"."""
    return (
        "arrived" in within.query.cues and other.sentence == figure.sentence and other.family == figure.family
        and figure.first < other.first and "moved" in other.cues and "moved" not in figure.cues
        and arrived(within.index, other)
    )


def moved_on(within: Field, before: Figure, after: Figure) -> bool:
    """Whether a figure's own sentence says that it came to another: "put at 8.6 billion in 2012, it was revised to 11.1"."""
    return (
        before.sentence == after.sentence and before.first < after.first and "moved" in after.cues
        and "moved" not in before.cues and arrived(within.index, after)
    )


def taken_up(within: Field, before: Figure, after: Figure) -> bool:
    """Whether a noun takes a figure up and brings it to another, which is all that is said of the first too, but for what
    stands behind it: "had 4,000 workers, a number since fallen to 650"; not where the claim has of that: "50,000 people before
    the war, a number that fell to 12,000"."""
    index = within.index
    if not moved_on(within, before, after) or not any("!resuming" in index.keys[at] for at in range(before.last, after.first)):
        return False
    behind = before.counted[1] if before.counted else before.last
    return not any(
        tie[2] == "own" and tie[1] >= behind and term.kind == "word" and not term.counted and PER_TIME not in term.contrasts
        for term, _, tie in spots_of(within, before)
    )


def of_asked_time(within: Field, other: Figure, figure: Figure) -> bool:
    """Whether the claim asks for a sum since January or for last year, and only the other figure is one."""
    return any(
        cue in within.query.cues and not cues.isdisjoint(other.cues) and cues.isdisjoint(figure.cues) for cue, cues in TIMES
    )


def _weighed(within: Field, other: Figure, figure: Figure, spots: Spots) -> tuple[float, float]:
    """How many terms tie the other figure where this one lacks them, and the reverse."""
    gains = losses = 0.0
    together = other.sentence == figure.sentence
    seen: set[int] = set()
    for (term, _, here), (_, _, there) in zip(spots, spots_of(within, other), strict=True):
        if there[2] == "own" and here[2] in HERE and here[1] != there[1]:
            answered = together and bool(term.parts) and not seen.isdisjoint((here[1], here[1] - 1))
            gains += answered or here[0] < 1.0 == there[0]  # a word that answers another term, or a narrower one
        seen.add(here[1])
        if there[2] == "own" and there[0] >= MEANT and here[2] not in NEARBY:
            gains += not levels(term)
        elif here[2] in ("own", "shared"):
            if there[2] in AWAY or (there[2] == "other" and not together):
                losses += 1
            elif there[2] == "before1" and term.kind == "word" and not together:
                losses += 0.5
    return gains, losses


def timely(within: Field, figure: Figure) -> bool:
    """Whether the figure's own part of the sentence names the claim's time."""
    return _when.of_time(within.query, within.index, figure)


def of_other_deed(within: Field, date: Figure, other: Figure) -> bool:
    """Whether of two dates of a sentence only the other stands by what the claim says happened, and this one by a deed of its
    own: "bought in 2012 and closed in 2019"."""
    if date.sentence != other.sentence:
        return False
    pairs = [
        (term, here[2], there)
        for (term, _, here), (_, _, there) in zip(spots_of(within, date), spots_of(within, other), strict=True)
        if term.verb and term.known
    ]
    deeds = [(here, there) for term, here, there in pairs if term.act] or [(here, there) for _, here, there in pairs]
    if not any(here != "own" and there[2] == "own" and there[0] >= MEANT for here, there in deeds) or any(
        here == "own" and there[2] != "own" for here, there in deeds
    ):
        return False
    index = within.index
    return any(
        (concept := index.lexicon.concept(key)) is not None and concept.kind == "verb" and concept.id not in within.query.asked
        for at in range(*date.region) for key in index.keys[at] if key[0] not in "!*=#@~"
    )
