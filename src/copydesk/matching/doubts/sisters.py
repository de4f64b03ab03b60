"""Figures that say what a claim asserts, and are other figures of the article than the one it is of: another's, of another
year, of other jobs. They confirm nothing; the figure that the claim is of may still contradict."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from ..article import told
from ..article.layout import Figure, concepts
from ..claims.model import GENERIC
from ..judge import Comparison
from ..links import when as _when
from ..links import wholes
from ..links.field import Field
from ..links.fit import foreseen, of_other_span
from ..links.link import Link
from ..links.match import unlike
from ..links.places import Places
from . import doubts as _doubts
from .agree import telling
from .closer import AWAY, MEANT, began, of_kind, of_other_deed, particular, spots_of, taken_up, timely
from .dating import relative
from .doubts import SEVERAL
from .earlier import NOW, of_bygone
from .elsewhere import of_twin
from .fates import FATES
from .jobs import of_staff
from .nature import HERE, Spots, of_world
from .outdone import FAR, displaces, far_behind, nameless, of_that_day, outdoes
from .reckoned import one_of_two
from .single import Judged, counts_asked
from .standards import elliptical, is_standard, of_standard
from .untimely import FORMER, of_day
from .wider import summed

FORERUNNERS, OPENING = "!forerunners", 4
"""The cue of what was before, and how many words into a sentence its subject stands at most."""
NEAR = 3
"""How many sentences part at most two figures that are told side by side."""
YEAR, STALE = 365, timedelta(days=120)
"""How many days a year has, and how long before the article one ended that its figures are no news of."""
TIED, FAR_BEHIND = 0.6, 6
"""How closely a figure must be tied that is of the claim's year, and how many sentences away it may be."""
LESS = 0.3
"""How much less closely the figure of the claim's own year may be tied than one of another."""


def astray(
    within: Field, agreeing: Sequence[tuple[float, Link, Comparison]], against: Sequence[Link], rivals: Sequence[Link],
    judged: Sequence[Judged],
) -> list[Link]:
    """The figures that agree by their number only: one of `against`, `rivals` or the others that do not agree is tied to the
    claim as they are not, or is what the claim is of."""
    if within.query.day is not None:  # "32 bodies on Tuesday and 16 today", where the claim asks for those of that day
        agreeing = [entry for entry in agreeing if not of_day(within, entry[1].figure) or (
            is_standard(within, entry[1].figure)
        )]
    agreeing = [entry for entry in agreeing if not any(_doubts.rounds(other.figure, entry[1].figure) for other in against)]
    if not agreeing:
        return []
    if any(link.figure.family == "date" and not relative(within.index, link) for _, link, _ in agreeing):
        against, rivals = ([link for link in links if not relative(within.index, link)] for links in (against, rivals))
    far = nameless(agreeing, judged)
    others = [link for link, found in judged if link.lost is None and found is not None and found.verdict == "contradicted"]
    return [
        link for _, link, comparison in agreeing
        if link in far
        or any(outdoes(within, other, link) and not _doubts.yields(within, other, link) for other in against if not (
            _day(within, link) and (link.words == 1.0 > other.words or _told_in_part(within, link, other))
        ))
        or (not comparison.same and any(_doubts.rounds(link.figure, other.figure) for other in against))
        or any(other.score >= link.score and particular(within, other.figure, link.figure) for other in rivals)
        or any(began(within, link.figure, other.figure) for other in rivals)
        or any(
            other.tells(link) and not other.unsure and taken_up(within, link.figure, other.figure) for other in rivals
        )
        or any(displaces(within, other, link) and not _doubts.yields(within, other, link) for other in rivals)
        or any(far_behind(within, other, link) for other in rivals)
        or any(of_that_day(within, other, link) for other in against)
        or _strays(within, link, others)
    ]


def _day(within: Field, link: Link) -> bool:
    """Whether a figure is a day that is told in figures."""
    return link.figure.family == "date" and telling(link) and not relative(within.index, link)


def _told_in_part(within: Field, link: Link, other: Link) -> bool:
    """Whether two are of one sentence, and the article has for a word of the claim none of its own: what is said of the one may
    be that."""
    return other.figure.sentence == link.figure.sentence and any(
        term.kind == "word" and not places.anything() for term, places, _ in spots_of(within, link.figure)
    )


def _strays(within: Field, link: Link, others: Sequence[Link]) -> bool:
    """Whether a figure is another than the claim's, by what it lacks and one of the others has."""
    figure = link.figure
    if not others:
        return False
    if of_staff(within, figure) or _of_forerunner(within, figure) or _of_fate(within, figure, others) or (
        of_bygone(within, figure) or one_of_two(within, figure)
    ) or of_standard(within, link, others):
        return True
    if figure.family == "date" and any(
        of_other_deed(within, figure, other.figure) for other in others
        if relative(within.index, link) or not relative(within.index, other)  # "announced on Monday a cull by 20 January"
    ):
        return True
    if figure.family == "count" and wholes.only_part(within.query, within.index, within.found, figure):
        return True
    if link.miscounted and any(_counts(within, other, link) for other in others):
        return True
    spots = spots_of(within, figure)
    if elliptical(within, figure, spots) or of_world(within, figure, spots) or of_twin(within, figure):
        return True
    if any(
        of_kind(within, other.figure, figure) or of_other_span(within.index, within.found, figure, other.figure)
        or wholes.told_of_part(within.query, within.index, within.found, figure, other.figure) for other in others
    ):
        return True
    return _of_another(within, link, others) or _of_other_day(within, link, others) or any(
        _of_source(within, link, other) for other in others
    ) or any(
        _of_year(within, link, other) or _of_time(within, link, other) or _of_then(within, link, other)
        or _of_now(within, link, other)
        for other in others
    )


def _of_source(within: Field, link: Link, other: Link) -> bool:
    """Whether somebody else says the figure than the claim names as its source, and the other figure is theirs: "a magnitude of
    7 according to the USGS, of 6.6 according to the Turkish authorities"."""
    figure, index = link.figure, within.index
    if abs(other.figure.sentence - figure.sentence) > NEAR or other.miscounted or figure.family == "date":
        return False
    mine, theirs = told.source(index, figure), told.source(index, other.figure)
    return bool(mine) and bool(theirs) and mine != theirs and any(
        places.within(other.figure.sentence, theirs.start, theirs.stop)
        and not places.within(figure.sentence, mine.start, mine.stop)
        and (any(not keys.isdisjoint(term.keys) for keys in within.query.sources) or _only_tells(within, places))
        for term, places in zip(within.query.terms, within.found, strict=True) if term.entity != "place"
    )


def _only_tells(within: Field, places: Places) -> bool:
    """Whether an article names somebody only as the source of its figures."""
    index = within.index
    return all(
        any(
            (said := told.source(index, figure)) and places.within(number, said.start, said.stop)
            for figure in index.figures[number]
        ) for number in places.sentences
    )


def _of_other_day(within: Field, link: Link, others: Iterable[Link]) -> bool:
    """Whether the claim asks for a day that another figure is of, and this one is by its own words of a time months before or
    after it: "On 21 June it cost 146 euros. In June 2021 it came to 118"."""
    asked = within.query.day
    if asked is None or asked.first is None or link.figure.family == "date":
        return False
    first, spoken = asked.first, _when.dates(within.index, link.figure)
    return bool(spoken) and all(
        day.first is not None and not day.meets(asked) and abs(day.first - first) > STALE for day in spoken
    ) and any(of_day(within, other.figure) for other in others)


def _of_then(within: Field, link: Link, other: Link) -> bool:
    """Whether the claim asks for a year long past, of which only the other figure is, and this one of the news: "35 million
    passengers, says the airport. In 2021 it had 12 million"."""
    query, index, figure = within.query, within.index, link.figure
    asked, published = query.period, index.published
    if asked is None or asked.last is None or published is None or published.first is None or figure.family == "date":
        return False
    if published.first - asked.last <= STALE or (asked.days or 0) < YEAR or other.score < TIED or other.unsure:
        return False
    if _when.dates(index, figure) or any(asked.meets(day) for number in index.topics for _, day in index.dates.get(number, ())):
        return False
    return abs(other.figure.sentence - figure.sentence) <= FAR_BEHIND and timely(within, other.figure)


def _of_now(within: Field, link: Link, other: Link) -> bool:
    """Whether the claim asks for what is to come, and this figure is by its own words of now, the other of the sentence beside
    it not: "it has 6,000 troops for now. It is due to have 12,600"."""
    index, figure = within.index, link.figure
    if figure.family != other.figure.family or figure.family == "date" or other.unsure or other.beside <= link.beside:
        return False
    if abs(other.figure.sentence - figure.sentence) > 1 or NOW in within.query.asked or not foreseen(within.query, index):
        return False
    theirs = range(*index.words(other.figure.sentence))
    return NOW in concepts(index, index.segment(figure)) and NOW not in concepts(index, theirs)


def _of_another(within: Field, link: Link, others: Iterable[Link]) -> bool:
    """Whether a figure may well be another's, and a name or a party of the claim that stands far from it right beside one of
    the others: "the centrist took 53%", where the claim asks for her opponent's share."""
    spots = spots_of(within, link.figure)
    far = [
        at for at, (term, _, tie) in enumerate(spots)
        if (tie[2] in AWAY if term.entity == "place" else tie[2] not in HERE)
        and (term.kind == "name" or not SEVERAL.isdisjoint(term.contrasts))
    ]
    near = [other for other in others if abs(other.figure.sentence - link.figure.sentence) <= NEAR]
    return bool(far) and any(_beside(within, other, far) for other in near) and _doubts.of_another(within, link.figure, spots)


def _beside(within: Field, other: Link, names: Iterable[int]) -> bool:
    """Whether one of some terms stands right beside a figure."""
    spots: Spots = spots_of(within, other.figure)
    return any(spots[at][2][2] == "own" and spots[at][2][0] >= MEANT for at in names)


def _of_year(within: Field, link: Link, other: Link) -> bool:
    """Whether the claim asks for the year before, and only the other figure of the sentence is of that: "a margin of 14.1%,
    against 11.4% a year earlier"."""
    query, index, figure = within.query, within.index, link.figure
    if other.figure.sentence != figure.sentence or other.figure.cues.isdisjoint(FORMER) or not figure.cues.isdisjoint(FORMER):
        return False
    if other.score < link.score - LESS or other.miscounted:
        return False
    asked = query.period
    if asked is None:
        return "prior" in query.cues
    return _when.of_year_before(query, index, other.figure) and not any(
        day.meets(asked) for day in _when.dates(index, figure)
    )


def _of_time(within: Field, link: Link, other: Link) -> bool:
    """Whether only the other figure of the sentence names the claim's time, and nothing of the claim tells for this one: "8.1%
    in 2022 and 5.5% in 2023, against 6.8% and 3.5%"."""
    figure = link.figure
    if other.figure.sentence != figure.sentence or figure.family == "date" or other.miscounted or other.score < link.score:
        return False
    if summed(within, other.figure, figure):
        return False
    if "part" in figure.cues or "earlier" in other.figure.cues or timely(within, figure) or not timely(within, other.figure):
        return False
    return all(
        there[2] in HERE or here[2] not in HERE or here[0] < FAR
        for (_, _, here), (_, _, there) in zip(spots_of(within, figure), spots_of(within, other.figure), strict=True)
    )


def _counts(within: Field, other: Link, link: Link) -> bool:
    """Whether another figure of the sentence, tied as closely, counts by its own noun what the claim does: "148 infections, and
    41 deaths", "8,006 civilians, among them 487 children"."""
    figure = other.figure
    if figure.sentence != link.figure.sentence or other.miscounted or other.score < link.score or unlike(within, other):
        return False
    return link.figure.counted is not None and counts_asked(within, figure, GENERIC)


def _of_forerunner(within: Field, figure: Figure) -> bool:
    """Whether the figure's sentence opens with what was before, as its subject, and no name of the claim stands there: "the
    previous record, of 8 tonnes", "its predecessor had brought back 1.7 kg"."""
    index = within.index
    head = index.first_word[figure.sentence]
    at = next((at for at in range(head, min(head + OPENING, figure.first)) if FORERUNNERS in index.keys[at]), None)
    if at is None or figure.family == "date" or "prior" in within.query.cues:
        return False
    if any(date.first <= at < date.last for date, _ in index.dates.get(figure.sentence, ())):
        return False  # "the previous year"
    same = index.families.get(figure.family, ())
    if any(at < other.first < figure.first for other in same if other.sentence == figure.sentence):
        return False  # "the previous toll was of 22 dead and two missing out of 28 aboard"
    return not any(
        tie[2] == "own" and (term.kind == "name" or not term.known or (tie[1] == at and tie[0] >= MEANT))
        for term, _, tie in spots_of(within, figure)
    )


def _of_fate(within: Field, figure: Figure, others: Iterable[Link]) -> bool:
    """Whether the figure's clause says what became of people, which the claim does not speak of, and another figure counts
    what the claim does: "612,000 people died", where it asks for births."""
    if figure.family != "count" or any(not FATES.isdisjoint(term.contrasts) for term in within.query.words):
        return False
    head = [at for at, (term, _, tie) in enumerate(spots_of(within, figure)) if term.head and tie[2] not in HERE]
    if not head or not any(_beside(within, other, head) for other in others):
        return False
    index = within.index
    return any(
        (concept := index.lexicon.concept(key)) is not None and concept.contrast in FATES
        for at in index.segment(figure) for key in index.keys[at] if key[0] not in "!*=#@~"
    )
