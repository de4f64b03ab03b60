"""Whether an article lacks what a claim speaks of: its words, its name, what it says became of those that it counts."""

from collections.abc import Iterable

from ...mentions import Mention
from ..article.layout import Figure
from ..claims.model import BROADER, WEIGHTS
from ..judge import MEASURED
from ..links import places as _places
from ..links.field import BARE, Field, implied, of_staff
from ..links.link import Link
from ..links.places import Places
from .closer import MEANT, spots_of
from .elsewhere import untitled
from .nature import HERE, Spots

LACKING = 0.66
"""A figure that lacks more than this of a claim's words, one of them known and nowhere in the article, may be of another
thing."""
HALF_TOLD = 0.8
"""The same where that word is a thing, and no number of things: "hotel prices", where the article has prices only."""
TOLD_OF = 0.75
"""How closely a figure must be tied by words that lacks what the claim says happened."""
BY_NAME = 1.0
"""Unless every name of the claim stands right beside it: it does what the sentence says, in whatever word."""
AS_WELL = 0.1
"""How much less closely words may tie a date, and tie it as well."""
FAINT = 0.3
"""Words that are tied less than this stand elsewhere."""


def lacks(within: Field, link: Link, spots: Spots) -> bool:
    """Whether a word of the claim that any article of its languages would write is not in the article."""
    expected = within.query.expected
    if expected is None:
        return False
    if any(of_staff(term) and not places.anything() for term, places, _ in spots) and _placed(within, link.figure):
        return True  # "employs 5,000 people in France", where a claim says how many a firm has worldwide
    if link.words >= HALF_TOLD:
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


def undone(within: Field, link: Link, agreeing: Iterable[Link]) -> bool:
    """Whether the article tells in no word what a claim says happened on a day, and another date, which agrees, stands by as
    many of its words: "The mill dates from 1961", where one day it is to close."""
    acts = [(term, places) for term, places, _ in spots_of(within, link.figure) if term.act and term.known]
    return link.figure.family == "date" and bool(acts) and not any(places.anything() for _, places in acts) and any(
        other.words >= link.words - AS_WELL and any(term.kind == "word" for term in other.near) for other in agreeing
    )


def lacks_part(within: Field, spots: Spots) -> bool:
    """Whether the article has not even the pieces of a phrase that the table knows: a "nature park"."""
    return any(
        term.known and term.parts and term.kind == "word" and not term.verb
        and not (_itself(places) if term.counted else places.sentences)
        and not implied(term, within.query)
        and term.weight >= WEIGHTS["word"]
        and not all((_itself(part) if term.counted else part.anything()) for part in places.parts)
        for term, places, _ in spots
    )


def _placed(within: Field, figure: Figure) -> bool:
    """Whether a place stands in a figure's part of the sentence."""
    low, high = figure.region
    return any(entity.kind == "place" and low <= entity.at < high for entity in within.index.entities[figure.sentence])


def _itself(places: Places) -> bool:
    """Whether a word stands anywhere, and not only a wider one."""
    return any(strength > BROADER for _, strength in places.words())


def unheard(within: Field, link: Link, expected: Mention, spots: Spots) -> bool:
    """Whether the article tells in no word what a claim says became of those that it counts, and has not its number."""
    return (
        expected.kind == "count" and link.words < TOLD_OF and link.weakest < BY_NAME
        and any(term.act and term.known and not term.counted and not places.anything() for term, places, _ in spots)
        and not any(other.mention.low == expected.low for other in within.figures)
    )


def nameless(within: Field, spots: Spots) -> bool:
    """Whether the only name that a claim may have, an unknown word that opens it, is not in the article, or far away."""
    expected = within.query.expected
    near = expected is None or expected.kind == "date"
    return not within.query.names and any(
        term.initial and (not places.anything() or (tie[2] == "apart" and not near and untitled(within, places)))
        for term, places, tie in spots
    )


def resumed(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a noun of the claim opens the figure's sentence with a definite article, and so goes on about what was named
    before: "The mission costs 40 million"."""
    first = within.index.first_word[figure.sentence]
    return "!pointing" in within.index.keys[first] and any(
        tie[1] == first + 1 and tie[2] in HERE and term.kind == "word" and not term.verb and tie[0] == 1.0
        for term, _, tie in spots
    ) and all(places.anything() for term, places, _ in spots if term.initial)


def _named_measure(within: Field, spots: Spots) -> bool:
    """Whether something is measured right beside every name of the claim, in whatever verb: "52.2C in Sanbao, China"."""
    expected = within.query.expected
    places = [tie[2] for term, _, tie in spots if term.kind == "name"]
    return expected is not None and expected.kind in MEASURED and bool(places) and all(place in HERE for place in places)


def wordless(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether all the words of the claim stand far away, but for a piece of a phrase ("rate" of "refinancing rate")."""
    measured = _named_measure(within, spots)
    words = [
        (term, places, tie) for term, places, tie in spots
        if term.kind == "word" and (places.anything() or not (implied(term, within.query) or (measured and term.act)))
    ]
    for _, places, tie in words:
        if tie[0] >= FAINT:
            return False
        if places.parts and any(part.passed_on(figure, within.index) for part in places.parts):
            return False
        if places.parts and min(_places.nearest(part, figure, within.index, 0)[0] for part in places.parts) >= MEANT:
            return False
    return bool(words)
