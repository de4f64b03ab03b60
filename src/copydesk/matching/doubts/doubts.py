"""What speaks against calling a figure wrong though a claim's words tie it: asked only of figures that would contradict.

A false alarm costs more than a miss. A figure that several things in one article could be said of must be tied by every
word of the claim that tells these things apart.
"""

from collections.abc import Iterable

from ...languages import data
from ...mentions import Mention
from ..article import shares
from ..article.layout import Figure, upward
from ..claims.model import BROADER, GENERIC, WEIGHTS, Term
from ..judge import days
from ..links import places as _places
from ..links import when as _when
from ..links.deeds import done_to
from ..links.field import MEASURED, Field, implied
from ..links.fit import employs
from ..links.match import Link, other_number
from ..links.places import NEAR, Places
from . import earlier
from .closer import MEANT, began, better, of_asked_time, read_otherwise, spots_of
from .dating import vaguer
from .elsewhere import (
    ahead_of_other,
    behind,
    beside_other,
    compounded,
    continues_named,
    continues_other,
    heads_other,
    joined,
    misplaced,
    nearer,
    sited,
    together,
    untitled,
)
from .nature import HERE, Spots, aimed, among_some, changed, needed, of_candidate, of_world, other_nature
from .reckoned import reckoned
from .several import of_measure, of_several, relayed
from .untimely import untimely

LACKING = 0.66
"""A figure that lacks more than this of a claim's words, one of them known and nowhere in the article, may be of another
thing."""
HALF_TOLD = 0.8
"""The same where that word is a thing, and no number of things: "hotel prices", where the article has prices only."""
TOLD_OF = 0.75
"""How closely a figure must be tied by words that lacks what the claim says happened."""
BY_NAME = 1.0
"""Unless every name of the claim stands right beside it: it does what the sentence says, in whatever word."""
ROOM = 0.2
"""How much less closely a figure of the article's time may be tied by words than one of long ago."""
FAINT = 0.3
"""Words that are tied less than this stand elsewhere."""
AUXILIARIES = 3
"""How many small words may stand between a noun and its verb."""
SEVERAL = frozenset({"party", "us-party", "political-side"})
"""Parties, and the sides that they are of, which an article lists with a figure for each."""
CARRIED = frozenset({"passenger", "tourist", "visitor", "spectators"})
"""What anybody is who is carried or comes: "carried 130 million people"."""
WHOLES = frozenset({"population", "resident"})
"""What all the people of a place are called."""
ANYBODY = "person"
"""People of no kind."""
TWO_DIGITS = 10
"""A smaller number may stand anywhere."""
ELECTION = "election"
"""What an article may call by its kind once, and then by this word."""
BARE = ("money", "percent", "count")
"""Kinds whose unit says little of what is measured."""


def doubt(within: Field, link: Link, expected: Mention, agreeing: Iterable[Link]) -> str | None:
    """Why a figure that is tied to a claim had better not contradict it; `agreeing` are those that say what it says."""
    figure = link.figure
    agreeing = list(agreeing)
    if link.contested and not all(other.rivalled for other in agreeing):
        return "shares the claim's words with one that agrees"
    if link.doubt is None:
        link.doubt = _standing(within, link) or ""
    if link.doubt:
        return link.doubt
    if _unheard(within, link, expected, spots_of(within, figure)):
        return "says what else became of them"
    if shares.of_agreeing(figure, (other.figure for other in agreeing)):
        return "is a part of what agrees"
    spots = spots_of(within, figure)
    sites = [other for other in agreeing if expected.kind not in MEASURED or not link.tells(other)]
    if misplaced(within, spots, sites) or any(yields(within, link, other) for other in agreeing):
        return "stands farther from the claim's place than one that agrees"
    if _bygone(within, link, agreeing):
        return "is of a time long past"
    if figure.family == "date" and any(
        (other.sentence == figure.sentence or vaguer(link, expected) or _dated(within, other))
        and (expected.date == other.mention.date or expected.date in (other.mention.date or "").split("/"))
        for other in within.figures if other is not figure
    ):
        return "stands beside the asserted date"
    if figure.family == "count" and of_several(within, figure, spots):
        return "is of several together"
    if any(not other.miscounted for other in agreeing) and relayed(within, figure):
        return "is told by another"
    if any(numbered(within, other.figure) > numbered(within, figure) for other in agreeing):
        return "stands by fewer of the claim's numbers than one that agrees"
    if read_otherwise(within, expected, figure, spots):
        return "stands beside the asserted number"
    if any(better(within, other.figure, figure, spots) for other in agreeing):
        return "is tied less than one that agrees"
    if any(nearer(within, link, other, spots) for other in agreeing):
        return "stands farther from the claim's names than one that agrees"
    if reckoned(within, figure, expected):
        return "is only a part of what the claim reckons"
    return None


def numbered(within: Field, figure: Figure) -> bool:
    """Whether another number of the claim stands in the figure's sentence: "75,000 people, half the population"."""
    numbers = {value for value, unit in within.query.numbers if unit is None and value >= TWO_DIGITS}
    return bool(numbers) and any(
        other is not figure and other.mention.unit is None and other.mention.low in numbers
        for other in within.index.figures[figure.sentence]
    )


def _dated(within: Field, figure: Figure) -> bool:
    """Whether a date says in figures from which day to which: no "last week"."""
    return days(figure.mention) and any(char.isdigit() for char in within.index.text(figure.first, figure.last))


def yields(within: Field, link: Link, other: Link) -> bool:
    """Whether a figure that disagrees is of another time than the claim's, of two places together, or where a change began,
    and one that agrees is of what the claim asks for."""
    figure = link.figure
    if began(within, figure, other.figure):
        return True
    return of_asked_time(within, other.figure, figure) or earlier.overtaken(within, link, other) or any(
        term.entity == "place" and together(within, term, tie[1]) and sited(within, other, at)
        for at, (term, _, tie) in enumerate(spots_of(within, figure))
    )


def _bygone(within: Field, link: Link, agreeing: Iterable[Link]) -> bool:
    """Whether a figure is of a time long past, and one that agrees is not, nor apart from the claim's names."""
    def historic(figure: Figure) -> bool:
        return _when.historic(within.query, within.index, within.found, figure)
    return historic(link.figure) and any(
        other.weakest >= NEAR["topic"][1] and other.words >= link.words - ROOM and not historic(other.figure)
        for other in agreeing
    )


def _standing(within: Field, link: Link) -> str | None:
    """What speaks against a figure whatever number the claim asserts."""
    figure = link.figure
    spots = spots_of(within, figure)
    if _lacks(within, link, spots) or _lacks_part(within, spots) or _wordless(within, figure, spots):
        return "lacks what the claim speaks of"
    if _of_other_act(within, figure, spots):
        return "says what else became of them"
    if of_measure(within, figure, spots):
        return "may leave out a unit"
    if _ranks_others(within, figure, spots):
        return "is a place in another ranking"
    if figure.family == "date" and "since" not in within.query.cues and _when.begins(within.index, figure) >= 0:
        return "says since when"
    if _of_some(within, figure, spots):
        return "counts only some of them"
    if figure.mention.kind == "age" and ahead_of_other(within, figure, spots):
        return "is the age of another"
    if _of_other_base(within, figure):
        return "is a share of others"
    if among_some(within, figure):
        return "is of some of them"
    if _nameless(within, spots) and not _resumed(within, figure, spots):
        return "may be of another thing of that name"
    if _broader(within, figure, spots):
        return "is of a wider thing"
    if _among_rivals(within, figure, spots):
        return "may be another's"
    if figure.family == "count" and joined(within, spots):
        return "may be of several places together"
    if continues_other(within, figure, spots):
        return "goes on about another place"
    if heads_other(within, figure, spots) or of_world(within, figure, spots):
        return "is of another place"
    if continues_named(within, figure, spots):
        return "goes on about another"
    if beside_other(within, figure, spots) or behind(within, figure, spots):
        return "stands beside another name"
    if compounded(within, spots):
        return "is of another of that name"
    if needed(within, figure, spots):
        return "is what it takes"
    if untimely(within, figure, spots):
        return "is of another time"
    if other_number(within.query, figure):
        return "is another number of the claim"
    if aimed(within, figure):
        return "is what is aimed at"
    if changed(within, figure, spots):
        return "says how many, not how many more"
    if earlier.of_background(within, figure):
        return "is of an earlier event"
    return other_nature(within, figure, spots)


def of_another(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure may well be another's: of another candidate or party, or of whom its sentence goes on about."""
    return (
        _among_rivals(within, figure, spots) or of_candidate(within, figure, spots)
        or continues_other(within, figure, spots) or continues_named(within, figure, spots)
        or (_nameless(within, spots) and not _resumed(within, figure, spots))
    )


def _lacks(within: Field, link: Link, spots: Spots) -> bool:
    """Whether a word of the claim that any article of its languages would write is not in the article."""
    expected = within.query.expected
    if expected is None or link.words >= HALF_TOLD:
        return False
    if expected.kind not in BARE and (expected.kind != "age" or any(not wanted.at_home for wanted in within.names)):
        return False
    whole = range(*link.figure.whole)
    if any(term.head and tie[0] >= MEANT and tie[1] not in whole for term, _, tie in spots):
        return False
    lacking = [
        term for term, places, _ in spots
        if term.known and term.kind == "word" and not places.anything() and not implied(term, within.query)
    ]
    if link.words >= LACKING:
        return any(not term.verb and not term.head and term.weight >= WEIGHTS["word"] for term in lacking)
    return bool(lacking)


def _lacks_part(within: Field, spots: Spots) -> bool:
    """Whether the article has not even the pieces of a phrase that the table knows: a "nature park"."""
    return any(
        term.known and term.parts and term.kind == "word" and not term.verb
        and not (_itself(places) if term.counted else places.sentences)
        and not implied(term, within.query)
        and term.weight >= WEIGHTS["word"]
        and not all((_itself(part) if term.counted else part.anything()) for part in places.parts)
        for term, places, _ in spots
    )


def _itself(places: Places) -> bool:
    """Whether a word stands anywhere, and not only a wider one."""
    return any(strength > BROADER for _, strength in places.words())


def _unheard(within: Field, link: Link, expected: Mention, spots: Spots) -> bool:
    """Whether the article tells in no word what a claim says became of those that it counts, and has not its number."""
    return (
        expected.kind == "count" and link.words < TOLD_OF and link.weakest < BY_NAME
        and any(term.act and term.known and not term.counted and not places.anything() for term, places, _ in spots)
        and not any(other.mention.low == expected.low for other in within.figures)
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
        if known and all(concept.kind == "verb" and concept.id not in asked for concept in known):
            return True
    return False


def _ranks_others(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a bare place stands apart from what the claim ranks: "he is seventh overall", where it asks for a stage."""
    return figure.family == "ordinal" and figure.counted is None and any(
        term.head and tie[2] not in HERE for term, _, tie in spots
    )


def _of_some(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim counts people or things of no kind, and the figure those of a kind that it does not name:
    118,000 employees, where 2,000 engineers are hired."""
    expected = within.query.expected
    if expected is None or expected.kind != "count" or figure.counted is None or figure.generic:
        return False
    if expected.counted_span is None or any(term.counted for term, _, _ in spots):
        return False
    if done_to(within.query, within.index, within.found, figure):
        return False  # "rescues 277 people", where 177 migrants were rescued
    begin, end = figure.counted
    if any(term.verb and tie[2] == "own" for term, _, tie in spots) and any(
        key in CARRIED for at in range(begin, end) for key in within.index.keys[at]
    ):
        return False
    if end - begin > 1 and not within.index.function[begin] and any(
        term.counted and term.weight <= GENERIC for term in within.query.terms
    ):
        # "4,600 job cuts", where the claim counts people who have jobs
        last = data(within.index.lang_of(begin), "match").get("head_last")
        begin, end = (end - 1, end) if last else (begin, begin + 1)
    theirs = {key for at in range(begin, end) for key in within.index.keys[at]}
    if any(
        term.counted and ANYBODY not in term.concepts and not theirs.isdisjoint(term.concepts)
        for term in within.query.terms
    ):
        return False  # "members", in whatever language
    return not any(places.within(figure.sentence, begin, end) for _, places, _ in spots)


def _of_other_base(within: Field, figure: Figure) -> bool:
    """Whether the claim says what its share is a part of, and the figure is one of something else that the table knows:
    "58% of the men", where 64% of the Spaniards are told of."""
    expected, index = within.query.expected, within.index
    if expected is None or expected.kind != "percent" or expected.counted_span is None or figure.counted is None:
        return False
    terms = list(zip(within.query.terms, within.found, strict=True))
    if not any((term.counted or term.qualifies) and term.known for term, _ in terms):
        return False
    known = {key for at in range(*figure.counted) for key in index.keys[at] if key[0] not in "!*=#@~"}
    if any(term.qualifies for term, _ in terms) and (WHOLES & known or any(
        (concept := index.lexicon.concept(key)) and concept.kind == "place" for key in known if not index.lexicon.is_entity(key)
    )):
        return False  # "75% of the population" are so many of the Yemenis
    return bool(known) and not any(places.within(figure.sentence, *figure.counted) for _, places in terms)


def _nameless(within: Field, spots: Spots) -> bool:
    """Whether the only name that a claim may have, an unknown word that opens it, is not in the article, or far away."""
    expected = within.query.expected
    near = expected is None or expected.kind == "date"
    return not within.query.names and any(
        term.initial and (not places.anything() or (tie[2] == "apart" and not near and untitled(within, places)))
        for term, places, tie in spots
    )


def _resumed(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a noun of the claim opens the figure's sentence with a definite article, and so goes on about what was named
    before: "The mission costs 40 million"."""
    first = within.index.first_word[figure.sentence]
    return "!pointing" in within.index.keys[first] and any(
        tie[1] == first + 1 and tie[2] in HERE and term.kind == "word" and not term.verb and tie[0] == 1.0
        for term, _, tie in spots
    ) and all(places.anything() for term, places, _ in spots if term.initial)


def _wordless(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether all the words of the claim stand far away, but for a piece of a phrase ("rate" of "refinancing rate")."""
    words = [
        (term, places, tie) for term, places, tie in spots
        if term.kind == "word" and (places.anything() or not implied(term, within.query))
    ]
    for _, places, tie in words:
        if tie[0] >= FAINT:
            return False
        if places.parts and figure.carried and any(part.within(figure.sentence, *figure.carried) for part in places.parts):
            return False
        if places.parts and min(_places.nearest(part, figure, within.index, 0)[0] for part in places.parts) >= MEANT:
            return False
    return bool(words)


def _broader(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the article has only the wider word beside the figure: cars, where the claim speaks of electric cars."""
    expected = within.query.expected
    if expected is None or expected.kind not in BARE:
        return False
    if figure.generic and figure.counted and any(
        _only_wider(within, term, places, figure)
        for term, places in zip(within.query.terms, within.found, strict=True) if term.counted and term.weight <= GENERIC
    ):
        return True
    return any(
        term.kind == "word" and not term.verb and tie[2] in HERE and 0 < tie[0] <= BROADER and term.known
        and not (places.anywhere[0] > BROADER and ELECTION in upward(within.index.lexicon, term.concepts))
        and employs(term, within.index, figure) is None and not (_event(within, term) and places.topic[0] > BROADER)
        and not _taken_up(within, places, tie[1])
        and not (
            figure.generic and figure.counted and figure.counted[0] <= tie[1] < figure.counted[1] and places.anything()
            and any(strength > BROADER for _, strength in places.words())
        )
        for term, places, tie in spots
    )


def _taken_up(within: Field, places: Places, at: int) -> bool:
    """Whether a wider word opens a sentence and takes up what was named just before: "The disease kills 4,000"."""
    index = within.index
    number = index.sentence_of[at]
    if at - 1 != index.first_word[number] or "!pointing" not in index.keys[at - 1]:
        return False
    return any(
        strength > BROADER for before in (number - 1, number - 2) for _, strength in places.sentences.get(before, ())
    )


def _event(within: Field, term: Term) -> bool:
    """Whether a word names an event, as what the article is about: a cyclone, which it goes on to call the disaster."""
    known = [concept for key in term.concepts if (concept := within.index.lexicon.concept(key)) is not None]
    return not term.counted and any(concept.kind == "event" for concept in known)


def _only_wider(within: Field, term: Term, places: Places, figure: Figure) -> bool:
    """Whether what a figure counts answers a word only as the wider thing: people, where women are asked for."""
    begin, end = figure.counted or (0, 0)
    answers = [strength for at, strength in places.sentences.get(figure.sentence, ()) if begin <= at < end]
    return term.known and max(answers, default=0.0 if term.contrasts else 1.0) <= BROADER


def _among_rivals(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a party stands far from the figure, in an article that speaks of others, or in a sentence that names one."""
    index, query = within.index, within.query
    far = [term for term, _, tie in spots if tie[2] not in HERE and not SEVERAL.isdisjoint(term.contrasts)]
    if any(
        member in index.where and member not in query.own
        for term in far if term.kind == "name"
        for group in SEVERAL.intersection(term.contrasts) for member in index.lexicon.contrast(group)
    ):
        return True
    here = {key for at in range(*index.words(figure.sentence)) for key in index.keys[at]} if far else set()
    return any(
        member in here and member not in query.own and member not in query.asked
        for group in SEVERAL for member in index.lexicon.contrast(group)
    )
