"""What speaks against calling a figure wrong though a claim's words tie it: asked only of figures that would contradict.

A false alarm costs more than a miss. A figure that several things in one article could be said of must be tied by every
word of the claim that tells these things apart.
"""

from collections.abc import Iterable

from ...mentions import Mention
from ..article import shares
from ..article.layout import Figure
from ..claims.model import GENERIC, NARROWER
from ..judge import MEASURED, Value, compare, days, digits
from ..links import ages as _ages
from ..links import averages
from ..links import bearers as _bearers
from ..links import when as _when
from ..links.field import Field
from ..links.fit import BY_WORDING, WORDED, of_other_span, of_sum
from ..links.link import Link
from ..links.match import link_of, other_number, tied
from ..links.places import NEAR
from . import earlier, fates, misdated, standards
from .changes import value
from .closer import AWAY, began, better, moved_on, of_asked_time, of_other_deed, picked, read_otherwise, spots_of, taken_up
from .dating import SURE, begins_nothing, in_year, of_no_event, relative, untold, vaguer
from .elsewhere import (
    ahead_of_other,
    behind,
    beside_other,
    compounded,
    continues_named,
    continues_other,
    heads_described,
    heads_named,
    heads_other,
    joined,
    misplaced,
    nearer,
    of_twin,
    sited,
    together,
)
from .lacking import lacks, lacks_part, nameless, resumed, undone, unheard, wordless
from .nature import HERE, Spots, aimed, among_some, changed, held, needed, of_candidate, of_world, other_nature, worldwide
from .reckoned import one_of_two, reckoned
from .several import of_measure, of_opponent, of_several, polled, relayed, told_together
from .untimely import of_day, untimely
from .wider import broader, of_other_base, of_relatives, of_some, summed, sums_up

ROOM = 0.2
"""How much less closely a figure of the article's time may be tied by words than one of long ago."""
FULL = 10
"""How many characters a day has that is told in full."""
AUXILIARIES = 3
"""How many small words may stand between a noun and its verb."""
SEVERAL = frozenset({"party", "us-party", "political-side"})
"""Parties, and the sides that they are of, which an article lists with a figure for each."""
RIVALLED = 0.45
"""The most that a name ties a figure beside which another name of its class stands, a sentence behind it."""
YEARS = "a"
"""The unit of ages: "61,800 jobless of more than 50"."""
TWO_DIGITS = 10
"""A smaller number may stand anywhere."""

ROUNDED = 3
"""How many digits of another a rounded number has at most."""
FEW_DEGREES, TIMES_AS_MANY = 5, 3
"""So few degrees are a difference, where a claim has so many times as many."""
LACKS, BESIDE_ASKED = "lacks what the claim speaks of", "stands beside the asserted number"
"""Two doubts that mean little where the asserted number is told to be out of date."""


def doubt(within: Field, link: Link, expected: Mention, agreeing: Iterable[Link]) -> str | None:
    """Why a figure that is tied to a claim had better not contradict it; `agreeing` are those that say what it says."""
    figure = link.figure
    agreeing = [other for other in agreeing if figure.family != "date" or not _wordless(within, figure, other.figure)]
    if link.contested and not all(other.rivalled for other in agreeing):
        return "shares the claim's words with one that agrees"
    if link.doubt is None:
        link.doubt = _standing(within, link) or ""
    if link.doubt:
        return link.doubt
    if unheard(within, link, expected, spots_of(within, figure)):
        return "says what else became of them"
    if undone(within, link, agreeing):
        return "lacks what the claim says happened"
    if any(sums_up(within, figure, other.figure) for other in agreeing):
        return "is a total of which one that agrees is a part"
    if _of_sum(within, link, agreeing):
        return "is another sum than one that agrees"
    if any(picked(within, other.figure, figure) for other in agreeing):
        return "counts the claim's things less than one that agrees"
    bare = not within.query.names and not any(term.verb for term in within.query.words)
    if shares.of_agreeing(figure, (other.figure for other in agreeing), bare) or any(
        summed(within, figure, other.figure) for other in agreeing
    ):
        return "is a part of what agrees"
    spots = spots_of(within, figure)
    sites = [other for other in agreeing if expected.kind not in MEASURED or not link.tells(other)]
    if misplaced(within, spots, sites) or any(yields(within, link, other) for other in agreeing):
        return "stands farther from the claim's place than one that agrees"
    if _bygone(within, link, agreeing):
        return "is of a time long past"
    if within.query.day is not None and any(of_day(within, other.figure) for other in agreeing) and not of_day(within, figure):
        return "is of another day than one that agrees"
    if figure.family == "date" and (dated := _by_date(within, link, expected, agreeing)):
        return dated
    if figure.family == "count" and of_several(within, figure, spots):
        return "is of several together"
    if not any(term.entity == "place" for term, _, _ in spots) and not worldwide(within, figure) and any(
        worldwide(within, other.figure) and other.figure.sentence == figure.sentence for other in agreeing
    ):
        return "is of one place, and one that agrees of the world"
    if within.query.aged and figure.mention.kind == "duration" and any(
        other.figure.mention.kind == "age" for other in agreeing
    ):
        return "is a span of time, and no age"
    if _by_degrees(figure.mention, expected):
        return "says by how many degrees"
    if of_opponent(within, figure, expected, spots):
        return "is another's, who is compared with the claim's"
    if any(not other.miscounted and not told_together(within, other.figure, figure) for other in agreeing) and (
        relayed(within, figure)
    ):
        return "is told by another source"
    if agreeing and polled(within, figure) and not all(polled(within, other.figure) for other in agreeing):
        return "is of a poll, and one that agrees is not"
    if any(numbered(within, other.figure) > numbered(within, figure) for other in agreeing):
        return "stands by fewer of the claim's numbers than one that agrees"
    if read_otherwise(within, expected, figure, spots):
        return BESIDE_ASKED
    if any(
        better(within, other.figure, figure, spots) for other in agreeing
        if not _beside_another(link, other) and not _past(within, link, other)
    ):
        return "stands farther from the claim's words than one that agrees"
    if any(nearer(within, link, other, spots) for other in agreeing):
        return "stands farther from the claim's names than one that agrees"
    if figure.counted is not None and any(
        other.figure.carried == figure.counted and other.figure.sentence != figure.sentence for other in agreeing
    ):
        return "is brought up to date by one that agrees"
    if any(rounds(figure, other.figure) for other in agreeing):
        return "rounds one that agrees"
    if one_of_two(within, figure) or reckoned(within, figure, expected):
        return "is only a part of what the claim reckons"
    if _said(within, link, expected):
        return "is tied no closer than one that says it and is out"
    return None


def _by_degrees(mention: Mention, expected: Mention) -> bool:
    """Whether so few degrees are a difference, where the claim has many times as many: "a record by two degrees"."""
    if mention.kind != "temperature" or mention.high is None or expected.low is None:
        return False
    return 0 < mention.high <= FEW_DEGREES and expected.low >= FEW_DEGREES * TIMES_AS_MANY


def rounds(figure: Figure, exact: Figure) -> bool:
    """Whether a figure is another in fewer digits: "six tonnes" in the headline, 6.3 in the text; not beside it."""
    one, other = figure.mention, exact.mention
    if figure.sentence == exact.sentence:
        return False
    if one.unit != other.unit or one.low != one.high or other.low != other.high or not one.low or not other.low:
        return False
    count = digits(one.low)
    return count <= ROUNDED and count < digits(other.low) and one.low == round(other.low, count - 1 - other.low.adjusted())


def _of_sum(within: Field, link: Link, agreeing: Iterable[Link]) -> bool:
    """Whether the noun before a sum says that it is another than the claim asks for, and none before one that agrees and has as
    many of its words."""
    index, found = within.index, within.found
    return link.figure.mention.kind == "money" and bool(agreeing) and of_sum(index, found, link.figure) and any(
        other.words >= link.words and not of_sum(index, found, other.figure) for other in agreeing
    )


def _by_date(within: Field, link: Link, expected: Mention, agreeing: Iterable[Link]) -> str | None:
    """Whether another date speaks against a date: the asserted one beside it, or one that is told more exactly."""
    figure = link.figure
    if relative(within.index, link) and any(full(within, other) for other in agreeing):
        return "is told less exactly than one that agrees"
    if any(
        ((other.sentence == figure.sentence and not _apart(within, figure, other)) or vaguer(link, expected)
         or (other.sentence != figure.sentence and _dated(within, other)))
        and (expected.date == other.mention.date or expected.date in (other.mention.date or "").split("/"))
        for other in within.figures if other is not figure and "replaced" not in other.cues
    ):
        return "stands beside the asserted date"
    if _strange(within, link, expected):
        return "is quite another date"
    if any(_itself_told(within, other) for other in agreeing):
        return "stands farther from the claim's words than one that agrees"
    return None


def _itself_told(within: Field, other: Link) -> bool:
    """Whether a day that agrees stands in one clause with every word of the claim but its names and those of the headline."""
    spots = [(term, places, tie) for term, places, tie in spots_of(within, other.figure) if term.kind == "word"]
    return other.beside > 0 and len(other.figure.mention.date or "") == FULL and all(
        tie[2] in HERE or places.topic[0] for _, places, tie in spots
    )


def _strange(within: Field, link: Link, expected: Mention) -> bool:
    """Whether a date is by nothing like the asserted one, which the article does not tell, and not tied by all that the claim
    says: of another event, most likely."""
    asked = in_year(expected, within.index.published).date or ""
    if misdated.akin(link.figure.mention.date or "", asked) or misdated.stands(within, expected) or (
        misdated.anniversary(within, asked)
    ):
        return False
    return link.score < SURE or any(
        tie[0] < (NARROWER if term.verb else 1.0) or tie[2] not in HERE for term, _, tie in spots_of(within, link.figure)
    ) or any(term.act and not places.anything() for term, places in zip(within.query.terms, within.found, strict=True))


def _beside_another(link: Link, other: Link) -> bool:
    """Whether what agrees stands beside another name than the claim's, which is by what disagrees, and right beside it where
    both are in one sentence: "Spain sent 47 experts, Colombia 101"; or in one list with it."""
    if not other.rivalled or link.rivalled:
        return False
    if other.figure.paired is not None and other.figure.listed == link.figure.listed:
        return True
    if other.figure.sentence == link.figure.sentence and not (link.sited(other) or link.called(other)):
        return False
    return other.weakest <= RIVALLED and link.weakest >= NEAR["opening"][1]


def _past(within: Field, link: Link, other: Link) -> bool:
    """Whether only what agrees is of a time long past, and what disagrees is tied as closely."""
    return link.score >= other.score and _historic(within, other.figure) and not _historic(within, link.figure)


def _historic(within: Field, figure: Figure) -> bool:
    return _when.historic(within.query, within.index, within.found, figure)


def _wordless(within: Field, figure: Figure, other: Figure) -> bool:
    """Whether a date has none of a claim's words in its sentence, and another has one right beside it."""
    here, there = (
        [tie[2] for term, _, tie in spots_of(within, date) if term.kind == "word" and term.weight > GENERIC]
        for date in (figure, other)
    )
    return "own" in here and not any(place in HERE for place in there)


def _apart(within: Field, figure: Figure, other: Figure) -> bool:
    """Whether another date of the sentence is in a clause of its own that has none of the claim's words, and the figure's has
    them: "results are due on 1 March; a second round would be held on the 24th"."""
    index = within.index
    if index.segment_of[other.first] == index.segment_of[figure.first] or not within.query.telling:
        return False
    if any(not places.anything() for term, places, _ in spots_of(within, figure) if term.kind == "word"):
        return False  # "recorded on 3 May, the concert came out on 8 June", where a claim says when it was taped
    if of_other_deed(within, other, figure):
        return True
    here, there = (
        [tie[2] == "own" for term, _, tie in spots_of(within, date) if term.kind == "word"] for date in (figure, other)
    )
    return all(here) and not any(there)


def _said(within: Field, link: Link, expected: Mention) -> bool:
    """Whether a figure that is out by what it is (supposed, a change, another's) says what the claim does, and the claim's
    words tie it as closely: it may be out wrongly, and the claim right."""
    asked = Value(expected)
    return any(
        (found := compare(value(within.index, other), asked, None)) is not None and found.same
        and link_of(within, other).misread and tied(within, other).score >= link.score
        for other in within.figures if other is not link.figure
    )


def numbered(within: Field, figure: Figure) -> bool:
    """Whether another number of the claim stands in the figure's sentence: "75,000 people, half the population"."""
    numbers = {(value, unit) for value, unit in within.query.numbers if unit in (None, YEARS) and value >= TWO_DIGITS}
    return bool(numbers) and any(
        other is not figure and (other.mention.low, other.mention.unit) in numbers
        for other in within.index.figures[figure.sentence]
    )


def full(within: Field, link: Link) -> bool:
    """Whether a date is written in full, with every telling word of the claim in its sentence or what the article is about."""
    mention = link.figure.mention
    return len(mention.date or "") == FULL and not relative(within.index, link) and link.beside > 0 and all(
        tie[2] in HERE or tie[2] == "topic" or places.topic[0] for term, places, tie in spots_of(within, link.figure)
    )


def _dated(within: Field, figure: Figure) -> bool:
    """Whether a date says in figures from which day to which: no "last week"."""
    return days(figure.mention) and any(char.isdigit() for char in within.index.text(figure.first, figure.last))


def yields(within: Field, link: Link, other: Link) -> bool:
    """Whether a figure that disagrees is of another time than the claim's, of two places together, of a time that a noun says,
    or where a change began, and one that agrees is of what the claim asks for."""
    figure = link.figure
    if began(within, figure, other.figure) or of_other_span(within.index, within.found, figure, other.figure) or (
        moved_on(within, figure, other.figure) and _historic(within, figure)
    ) or taken_up(within, figure, other.figure):
        return True
    return of_asked_time(within, other.figure, figure) or earlier.overtaken(within, link, other) or any(
        term.entity == "place" and together(within, term, tie[1]) and sited(within, other, at)
        for at, (term, _, tie) in enumerate(spots_of(within, figure))
    )


def _bygone(within: Field, link: Link, agreeing: Iterable[Link]) -> bool:
    """Whether a figure is of a time long past, and one that agrees is not, nor apart from the claim's names."""
    return _historic(within, link.figure) and any(
        other.weakest >= NEAR["topic"][1] and other.words >= link.words - ROOM and not _historic(within, other.figure)
        for other in agreeing
    )


def _standing(within: Field, link: Link) -> str | None:
    """What speaks against a figure whatever number the claim asserts."""
    figure = link.figure
    spots = spots_of(within, figure)
    if lacks(within, link, spots) or lacks_part(within, spots) or wordless(within, figure, spots):
        return LACKS
    if _of_other_act(within, figure, spots):
        return "says what else became of them"
    if fates.of_the_dead(within, figure):
        return "counts the dead, and no bodies"
    if averages.of_other(within.query, within.index, figure):
        return "is the average of something else"
    if of_measure(within, figure, spots):
        return "may leave out a unit"
    if _ranks_others(within, figure, spots):
        return "is a place in another ranking"
    if figure.family == "date" and of_no_event(within, link, spots):
        return "lacks what the claim says happened"
    if figure.family == "date" and untold(link, spots):
        return "lacks what the claim says happened"
    if figure.family == "date" and begins_nothing(within, figure, spots):
        return "says not since when"
    if figure.family == "date" and "since" not in within.query.cues and _when.begins(within.index, figure) >= 0:
        return "says since when"
    if of_some(within, figure, spots):
        return "counts only some of them"
    if (figure.mention.kind == "age" and ahead_of_other(within, figure, spots)) or (
        within.query.aged and (
            _bearers.of_somebody(within.query, within.index, figure) or _of_nobody_here(within, spots)
            or _of_some_name(within, figure, spots)
        )
    ):
        return "is the age of another"
    if of_other_base(within, figure):
        return "is a share of something else"
    if among_some(within, figure):
        return "is of only some of them"
    if of_relatives(within, figure, spots):
        return "counts somebody's own"
    if nameless(within, spots) and not resumed(within, figure, spots):
        return "may be of another thing of that name"
    if broader(within, figure, spots):
        return "is of a wider thing"
    if _among_rivals(within, figure, spots):
        return "may be said of somebody or something else"
    if figure.family == "count" and joined(within, spots):
        return "may be of several places together"
    if named := _by_name(within, figure, spots):
        return named
    if needed(within, figure, spots):
        return "is what is needed, not what was reached"
    if untimely(within, figure, spots):
        return "is of another time than the claim"
    if other_number(within.query, figure):
        return "is another number of the claim"
    if aimed(within, figure):
        return "is what is aimed at"
    if held(within, figure):
        return "says how many there were, not how many there can be"
    if standards.is_standard(within, figure):
        return "is what others are measured by"
    if standards.elliptical(within, figure, spots):
        return "is another's, in a clause of its own"
    if changed(within, figure, spots):
        return "says how many, not how many more"
    if earlier.of_background(within, figure) or earlier.of_bygone(within, figure):
        return "is of an earlier event"
    if _meant(within, figure, spots):
        return "stands farther from the claim's words than one that is out"
    return other_nature(within, figure, spots)


def _of_nobody_here(within: Field, spots: Spots) -> bool:
    """Whether a claim says no more than how old somebody is, whom neither the age's own sentence nor the one before names."""
    return not within.query.telling and not any(
        term.kind == "name" and (tie[2] in HERE or tie[2] in ("other", "before1")) for term, _, tie in spots
    )


def _of_some_name(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether an age stands right behind a name that the claim has not, and nothing that the claim calls its bearer in its
    sentence: "Haidar, 36, said", where a claim tells how old the bomber was."""
    return _ages.of_named(within.index, figure) and not any(
        tie[2] in HERE or tie[2] == "other" for term, _, tie in spots if "age" not in term.concepts
    )


def _by_name(within: Field, figure: Figure, spots: Spots) -> str | None:
    """Whether another place or name than the claim's speaks against a figure."""
    if continues_other(within, figure, spots):
        return "goes on about another place, named before"
    if heads_named(within, figure, spots) or heads_described(within, figure, spots):
        return "is of another thing"
    if heads_other(within, figure, spots) or of_world(within, figure, spots):
        return "is of another place"
    if continues_named(within, figure, spots):
        return "goes on about another, named before"
    if beside_other(within, figure, spots) or behind(within, figure, spots):
        return "stands beside another name"
    return "is about another of that name" if compounded(within, spots) or of_twin(within, figure) else None


def _meant(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim's words stand beside another figure that is out by what it is (supposed, denied, a change), and none
    beside this one that the other lacks: a list of ministries, of which the headline names several."""
    if not any(tie[2] in AWAY for _, _, tie in spots):
        return False
    return any(
        other is not figure and not WORDED.isdisjoint(other.cues) and other.family == figure.family
        and link_of(within, other).lost in BY_WORDING
        and _closer(spots, spots_of(within, other))
        for other in within.figures
    )


def _closer(here: Spots, there: Spots) -> bool:
    """Whether a term stands beside the one figure and far from the other, and none the other way round."""
    pairs = [(mine[2], theirs[2]) for (_, _, mine), (_, _, theirs) in zip(here, there, strict=True)]
    return any(mine in AWAY and theirs in HERE for mine, theirs in pairs) and not any(
        mine in HERE and theirs in AWAY for mine, theirs in pairs
    )


def of_another(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure may well be another's: of another candidate or party, or of whom its sentence goes on about."""
    return (
        _among_rivals(within, figure, spots) or of_candidate(within, figure, spots)
        or continues_other(within, figure, spots) or continues_named(within, figure, spots)
        or (nameless(within, spots) and not resumed(within, figure, spots))
    )


def _of_other_act(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a claim says what became of those that it counts, the article nowhere or of others, and the figure something
    else of them: officers suspended, where officers are injured."""
    expected = within.query.expected
    if expected is None or expected.kind != "count" or figure.counted is None:
        return False
    if not any(
        term.act and term.known and (not places.anything() or (tie[2] == "other" and figure.generic))
        for term, places, tie in spots
    ):
        return False
    index, asked = within.index, within.query.asked
    stop = index.words(figure.sentence)[1]
    end = figure.counted[1]
    while end < min(stop, figure.counted[1] + AUXILIARIES) and index.function[end]:
        end += 1  # "twelve riders have abandoned"
    for at in range(figure.counted[0] + 1, min(end + 1, stop)):
        if index.capital[at] or index.segment_of[at] != index.segment_of[figure.counted[1] - 1]:
            continue
        known = [concept for key in index.keys[at] if (concept := index.lexicon.concept(key))]
        suffered = at == end > figure.counted[1] and any(concept.kind == "verb" for concept in known)  # "were sanctioned"
        if known and all((suffered or concept.kind == "verb") and concept.id not in asked for concept in known):
            return True
    return False


def _ranks_others(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a bare place stands apart from what the claim ranks: "he is seventh overall", where it asks for a stage."""
    return figure.family == "ordinal" and figure.counted is None and any(
        term.head and tie[2] not in HERE for term, _, tie in spots
    )


def _among_rivals(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a party stands far from the figure, in an article that speaks of others, or in a sentence that names one."""
    index, query = within.index, within.query
    far = [term for term, _, tie in spots if tie[2] not in HERE and not SEVERAL.isdisjoint(term.contrasts)]
    if not far:
        return False
    if any(
        member in index.where and member not in query.own
        for term in far if term.kind == "name"
        for group in SEVERAL.intersection(term.contrasts) for member in index.lexicon.contrast(group)
    ):
        return True
    here = {key for at in range(*index.words(figure.sentence)) for key in index.keys[at]}
    return any(
        member in here and member not in query.own and member not in query.asked
        for group in SEVERAL for member in index.lexicon.contrast(group)
    )
