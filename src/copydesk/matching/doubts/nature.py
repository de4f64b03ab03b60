"""What a figure is by the words of its own clause, where that is not what a claim asks for."""

from collections.abc import Sequence

from ...languages import data
from ..article import ballots
from ..article.epithets import GENITIVE
from ..article.layout import Figure, Index, concepts, holding, upward
from ..article.lists import apposed
from ..claims import query as _query
from ..claims.asked import EXTEND
from ..claims.model import BROADER, Term
from ..links.ages import aged
from ..links.field import Field, always_name
from ..links.fit import employs
from ..links.places import Places, Tie
from . import fates
from .fates import PEOPLE, PERSON
from .jobs import other_jobs

HERE = ("own", "shared", "opening")
"""Places of a term that bind it to a figure."""
NEARBY = (*HERE, "before1")
FATED = frozenset({"count", "money", "duration"})
"""The kinds of figures that tell what became of whom, or of what was stolen, or how long a sentence is."""
KINDS = frozenset({"origin", "sex", "age-group", "child-sex", "employment-status", "road-user"})
"""Kinds of people, of whom there are fewer than of people."""
AGES = frozenset({"age-group", "child-sex"})
RESIDENTS = frozenset({"population", "resident"})
"""People of no kind: anybody lives somewhere."""
DIMENSION, SIZES = "dimension", frozenset({"size"})
MAJORITY = frozenset({"majority", "majority-seats", "two-thirds-majority"})
GROWTH, MOVES = "economic-growth", frozenset({"increase", "decrease"})
OUTPUT = frozenset({"gdp", "share-of-gdp", "economy"})
"""What an economy makes, of which sums are a share, and by how much it grows."""
TIMES = frozenset({"time", "calendar"})
"""The families of spans of time."""
LOOSE = 0.4
"""People who are tied less than this stand elsewhere."""
PASSING = 1
"""A place in so few sentences, and not in the lead, is not what an article is about."""
BESIDE = 5
"""How far from a figure the word stands that says which dimension it is."""
AIM = 6
"""How many words before a figure a word of aiming stands at most."""
AROUND = 4
"""How many words behind a figure it may be said to be of the whole world."""
WORLD = "world"
"""What all countries lie in."""

ABILITIES = frozenset({"!abilities", "!capacities", "capacity", "production-capacity"})
"""Words and cues of what something can hold or do."""
SEATS = frozenset({"seat-place", "place-capacity", "hospital-bed"})
"""What is counted of something that can hold so many."""

Spots = Sequence[tuple[Term, Places, Tie]]
"""Where each term of a claim is nearest to a figure."""


def other_nature(within: Field, figure: Figure, spots: Spots) -> str | None:
    """Why a figure is by its own words no answer to the claim; None where it may be one."""
    if figure.family == "length" and _dimension(within, figure, spots):
        return "is another measure of it"
    if figure.family == "length" and _of_length(within, figure, spots):
        return "is the length of something else"
    if figure.mention.kind in FATED and fates.untold(within, spots):
        return "does not say what became of them"
    if figure.mention.kind == "duration" and fates.of_other_person(within, spots):
        return "is somebody else's time"
    if figure.family == "count":
        if _of_all(within, figure, spots):
            return "counts people of every kind"
        if fates.bare(within, figure, spots):
            return "may count other people"
        if other_jobs(within, figure, spots):
            return "is not of the same jobs"
        if _other_people(within, figure):
            return "counts people of another country"
        if _times(within.index, figure, spots):
            return "says how many times, not how many"
        if ballots.sideless(within.query, within.index, figure):
            return "is not said of that side of the vote"
        if _threshold(within, figure, spots):
            return "is what a majority takes"
        if not any(term.kind == "word" for term, _, _ in spots) and any(tie[2] not in HERE for _, _, tie in spots):
            return "has nothing of the claim but a name"
    if figure.family in TIMES and _spent(within, figure, spots):
        return "is a time of something else"
    if figure.family == "ratio" and (
        _of_others(within, spots) or _of_kind(within, spots) or ballots.other_base(within.query, within.index, figure)
    ):
        return "is a share of something else"
    if figure.family == "ratio" and _of_output(within, figure):
        return "is a share of the economy"
    if of_candidate(within, figure, spots):
        return "may be said of somebody or something else"
    if _of_ages(within, figure):
        return "counts those of one age"
    if _among(within, spots):
        return "is not among those that the claim speaks of"
    if _beside_name(within, figure, spots):
        return "stands beside another name"
    if _in_passing(within, spots):
        return "is of another place"
    return "is where a change began" if _began(within.index, figure) else None


def _dimension(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a length is said to be a dimension that the claim does not name, and the claim speaks of something else:
    "48 metres long", where it asks how deep the water is."""
    index, asked = within.index, within.query.asked
    dimensions = index.lexicon.contrast(DIMENSION)
    segment = index.segment(figure)
    named = concepts(index, range(max(segment.start, figure.first - BESIDE), min(segment.stop, figure.last + BESIDE - 1)))
    named &= dimensions
    if not named or named & asked or asked & SIZES:
        return False
    here = [tie[2] in HERE for term, _, tie in spots if term.kind == "word"]
    # "a high-speed line" asks for no height
    asks = any(
        not dimensions.isdisjoint(part.keys) for term in within.query.words
        for part in ((term,) if term.known else (term, *term.parts))
    )
    return asks or 2 * sum(here) < len(here) or not here


def _of_all(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim counts people of one kind, and the figure just people: "twelve foreigners killed"."""
    return figure.generic and any(
        (term.head and tie[0] <= BROADER and RESIDENTS.isdisjoint(term.concepts)
        and (not KINDS.isdisjoint(term.contrasts) or bool(figure.counted and figure.counted[0] <= tie[1] < figure.counted[1])))
        or (term.head and not KINDS.isdisjoint(term.contrasts) and tie[2] == "own" and _of_part(figure, tie[1]))
        for term, _, tie in spots if employs(term, within.index, figure) is None
    )


def _other_people(within: Field, figure: Figure) -> bool:
    """Whether the claim counts people of one country, and the figure people or things of another: "12 Belarusian diplomats",
    where the claim speaks of expelled Poles."""
    index, query = within.index, within.query
    expected = query.expected
    named = (expected.counted or "").split() if expected and not any(t.counted and not t.verb for t in query.words) else []
    own = {c for term in query.names if term.entity == "place" and term.text in named for c in term.concepts}
    if not own or figure.counted is None:
        return False
    words = [at for at in range(*figure.counted) if any(index.lexicon.is_entity(key) for key in index.keys[at])]
    return bool(words) and all(own.isdisjoint(holding(index, at)) for at in words)


def _of_length(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a length is that of a thing beside it which the claim does not name, and of the claim's words none stands there:
    "after a breakaway of 80 km", where the claim says how long a stage is."""
    index = within.index
    if any(term.kind == "word" and tie[2] in HERE for term, _, tie in spots):
        return False
    at = figure.last
    if "-" not in index.text(figure.first, figure.last) or not data(index.lang_of(figure.first), "match").get("head_last"):
        at = figure.first - 2
        if at < index.first_word[figure.sentence] or GENITIVE.isdisjoint(index.keys[at + 1]):
            return False
    if at >= index.words(figure.sentence)[1] or index.segment_of[at] != index.segment_of[figure.first]:
        return False
    known = [concept for key in index.keys[at] if (concept := index.lexicon.concept(key.lstrip("~"))) is not None]
    return any(c.kind not in ("verb", "place") for c in known) and all(c.id not in within.query.asked for c in known)


def _times(index: Index, figure: Figure, spots: Spots) -> bool:
    """Whether a figure counts neither people nor the claim's things, but in a word of no kind: "57 times the limit"."""
    counted = figure.counted
    if not figure.generic or counted is None or any(PERSON in upward(index.lexicon, index.keys[at]) for at in range(*counted)):
        return False
    return any(
        term.head and PERSON not in term.keys and not places.within(figure.sentence, *counted) for term, places, _ in spots
    )


def _of_part(figure: Figure, at: int) -> bool:
    """Whether a word stands so far behind a figure and its noun that it is of another: "18 people are in danger, among them
    a child"."""
    return figure.counted is not None and at >= figure.counted[1] + BESIDE


def _threshold(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure is how many a majority takes, and stands by none of the claim's names."""
    index = within.index
    return (
        within.query.asked.isdisjoint(MAJORITY) and not MAJORITY.isdisjoint(concepts(index, index.segment(figure)))
        and any(term.kind == "name" for term, _, _ in spots)
        and all(tie[2] not in HERE for term, _, tie in spots if term.kind == "name")
    )


def _spent(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a span of time is said to be of what the claim does not name ("four years in prison"), and a word of the
    claim stands elsewhere."""
    index = within.index
    at, stop = figure.last, index.segment(figure).stop
    if at + 1 >= stop or "!prepositions" not in index.keys[at]:
        return False
    named = {key for key in index.keys[at + 1] if key[0] not in "!*=#@~" and not index.lexicon.is_entity(key)}
    end = at + 2
    if any((concept := index.lexicon.concept(key.lstrip("~"))) and concept.kind == "verb" for key in named):
        end = stop  # "seven days to lodge an appeal"
    if not named or any(places.within(figure.sentence, at + 1, end) for _, places, _ in spots):
        return False
    return any(term.kind == "word" and tie[2] not in HERE for term, _, tie in spots)


def _of_others(within: Field, spots: Spots) -> bool:
    """Whether the claim gives a share of a people ("64% of the French"), and the figure stands nowhere near them."""
    expected = within.query.expected
    counted = expected.counted if expected else None
    return bool(counted) and any(
        term.entity == "place" and tie[2] not in NEARBY and term.text in (counted or "").split()
        and _people(within, term) for term, _, tie in spots
    )


def _of_output(within: Field, figure: Figure) -> bool:
    """Whether a percentage is one of a country's output, and the claim says by how much that grows: "a deficit of 4.3% of
    GDP", where it asks for growth."""
    index, query = within.index, within.query
    counted = query.expected.counted_span if query.expected else None
    if counted is not None or figure.counted is None or figure.mention.change or "moved" in figure.cues:
        return False  # "a fall of 9% of gross domestic product" is one
    grows = GROWTH in query.asked or not (OUTPUT.isdisjoint(query.asked) or MOVES.isdisjoint(query.asked))
    return grows and not OUTPUT.isdisjoint(concepts(index, range(figure.counted[0] - 1, figure.counted[1])))


def of_candidate(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim says how many voted for somebody who stands far from the figure, and the article names others."""
    return any(
        term.kind == "name" and term.entity == "" and tie[2] not in HERE
        and ballots.candidate(within.query, within.index, figure, tie[2]) for term, _, tie in spots
    )


def _of_kind(within: Field, spots: Spots) -> bool:
    """Whether the claim gives a share or a rate of people of one kind, and they stand nowhere near the figure: "8% of
    managers on strike"."""
    lexicon = within.index.lexicon
    return any(
        term.kind == "word" and 0 < tie[0] < LOOSE and tie[2] not in HERE
        and any(
            (known := lexicon.concept(concept)) is not None and (known.kind in PEOPLE or PERSON in lexicon.ancestors(concept))
            for concept in term.concepts
        )
        for term, _, tie in spots
    )


def _of_ages(within: Field, figure: Figure) -> bool:
    """Whether a figure is of those of some age, by the words before it in its clause, where the claim speaks of no age:
    "joblessness among the under-25s fell by 2.9%"."""
    query, index = within.query, within.index
    if figure.family not in ("ratio", "count") or query.aged or not AGES.isdisjoint(
        contrast for term in query.terms for contrast in term.contrasts
    ) or any(unit == "a" and value > 1 for value, unit in query.numbers):
        return False
    return any(
        other.sentence == figure.sentence and other.last <= figure.first and other.mention.unit == "a"
        and other.mention.kind == "age" and other.mention.modifier not in ("exact", "approx")
        and not any(  # "29 children under 15, and 77 injured"
            one.counted and other.first - BESIDE <= one.counted[1] <= other.first for one in index.figures[figure.sentence]
        )
        for family in TIMES for other in index.families.get(family, ())
    )


def _people(within: Field, term: Term) -> bool:
    """Whether a word of a place is not its name: "Français"."""
    known = [concept for key in term.concepts if (concept := within.index.lexicon.concept(key)) is not None]
    return all(
        term.text not in word.split() for concept in known for word in concept.forms.get(within.query.lang, ())[:1]
    )


def _among(within: Field, spots: Spots) -> bool:
    """Whether the claim's figure is one among people or things of whom the article says nothing."""
    own = within.query.lang == within.index.annotated.article.lang
    return any(
        term.among and term.kind == "word" and (term.known or own) and not places.anything() for term, places, _ in spots
    )


def _beside_name(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether an unknown name of the claim stands far away, and another before the figure that is no person's full name:
    "the airport of Barajas ... 417 flights", where the claim speaks of the storm. The headline and the lead tell of one event:
    "A small plane crashes", and whose it was."""
    index, query = within.index, within.query
    event = figure.sentence in index.topics
    if not any(
        not term.entity and tie[2] not in NEARBY and not (event and places.topic[0] > 0)
        and (term.kind == "name" or (term.initial and always_name(places, index))) for term, places, tie in spots
    ):
        return False
    named = {entity.at for entity in index.entities[figure.sentence]}
    return any(
        figure.region[0] <= entity.at < figure.first and entity.kind == "name" and entity.noun
        and not index.function[entity.at] and query.own.isdisjoint(index.keys[entity.at])
        and query.asked.isdisjoint(index.keys[entity.at])
        and not any(at in named and index.capital[at] for at in (entity.at - 1, entity.at + 1))
        and not apposed(index, entity.at, [tie[1] for term, _, tie in spots if term.kind == "word" and tie[2] == "own"])
        for entity in index.entities[figure.sentence]
    )


def _in_passing(within: Field, spots: Spots) -> bool:
    """Whether a place of the claim is named in passing, and not by the figure; an article need not name its own country."""
    home = _query.home(within.index.annotated.article.lang)
    return any(
        term.entity == "place" and tie[2] not in NEARBY and len(places.sentences) <= PASSING and not places.topic[0]
        and home.isdisjoint(term.concepts) for term, places, tie in spots
    )


def _began(index: Index, figure: Figure) -> bool:
    """Whether a change began at the figure, and another of its clause says what it came to: "from 8,800 billion in 2022 to
    6,200"; not "falls by 12.8% a decade, and permafrost could shrink to 69%"."""
    if "moved" not in figure.cues or "!before" not in index.keys[figure.first - 1] or figure.mention.modifier == "range":
        return False
    segment = index.segment_of[figure.last - 1]
    return any(
        index.segment_of[other.first] == segment and other.first > figure.last and "!after" in index.keys[other.first - 1]
        for family in {figure.family, "count"} for other in index.families.get(family, ())
        if family == figure.family or (figure.mention.kind == "money" and other.mention.unit is None)
    )


def changed(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim says how many more or fewer, by such a word or a verb of loss or gain that stands nowhere near, and
    the figure how many."""
    query, mention = within.query, figure.mention
    if mention.change or "increment" in figure.cues:
        return False
    if "increment" in query.cues:
        return not any(term.verb and tie[2] == "own" and EXTEND in term.concepts for term, _, tie in spots)
    if query.expected is None or not query.expected.change or query.expected.kind != "count" or "moved" in query.cues:
        return False
    verbs = [tie for term, _, tie in spots if term.verb and term.kind == "word"]
    return bool(verbs) and all(tie[0] < LOOSE or tie[2] not in HERE for tie in verbs)


def needed(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure says how many it takes, where the claim does not ask for that: "a majority of 289 seats"."""
    index = within.index
    thresholds = [at for at in index.segment(figure) if "!thresholds" in index.keys[at]]
    return bool(thresholds) and not any(tie[1] in thresholds for _, _, tie in spots)


def held(within: Field, figure: Figure) -> bool:
    """Whether the claim says how many something can hold or do, and the figure how many it did: "carried 60 passengers", where
    it asks how many it can carry."""
    index = within.index
    if "abilities" not in within.query.cues or figure.family != "count" or figure.mention.modifier == "at_most":
        return False
    here = range(*index.words(figure.sentence))
    counted = range(*figure.counted or (0, 0))
    return ABILITIES.isdisjoint(key for at in here for key in index.keys[at]) and SEATS.isdisjoint(
        key for at in counted for key in index.keys[at]
    )


def aimed(within: Field, figure: Figure) -> bool:
    """Whether a figure is what somebody aims at, where the claim speaks of no aim: "an annual target of 860 deliveries"."""
    if "aims" in within.query.cues:
        return False
    index = within.index
    segment = index.segment_of[figure.first]
    first = index.first_word[figure.sentence]
    return any(
        "!aims" in index.keys[at] and index.segment_of[at] == segment
        for at in index.steering(max(figure.region[0], figure.first - AIM), figure.first)
    ) or (figure.region[0] <= first and any("!aims" in index.keys[at] for at in range(first, min(first + 2, figure.first))))


def of_world(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure counts, or is a share of, what the world has, and the claim's country stands elsewhere: "15,000 jobs
    across the world, 4,600 of them in France"."""
    if WORLD in within.query.asked or not any(term.entity == "place" and tie[2] not in HERE for term, _, tie in spots):
        return False
    return worldwide(within, figure)


def worldwide(within: Field, figure: Figure) -> bool:
    """Whether a figure counts what the world has, or is said of all of it."""
    index = within.index
    stop = index.segment(figure).stop
    begin, end = figure.counted or (figure.last, figure.last)
    behind = range(max(end, figure.last), min(max(end, figure.last) + AROUND, stop))
    return any(WORLD in index.keys[at] for at in (*range(begin, end), *behind))


def among_some(within: Field, figure: Figure) -> bool:
    """Whether the figure's sentence says before it among whom it is, and the claim does not name those: "among patients who
    are treated early, mortality falls to 6%"."""
    index = within.index
    head = index.first_word[figure.sentence]
    for at in range(figure.first - 1, head, -1):
        cues = index.keys[at]
        if "!among" in cues and "!part" not in cues and index.segment_of[at] != index.segment_of[at - 1]:
            head = at  # "among the young she has 46%; among workers, 58%"
            break
    if "!among" not in index.keys[head] or (figure.mention.kind in ("age", "duration") and aged(index, figure)):
        return False  # "among the dead are two children and the driver, 49"
    end = head + 1
    while end < figure.first and index.segment_of[end] == index.segment_of[head]:
        end += 1
    spoken = range(head + 1, end)
    if end == figure.first or any(index.capital[at] for at in spoken) or not any(
        key[0] not in "!*=#@~" for at in spoken for key in index.keys[at]
    ):
        return False
    return not any(places.within(figure.sentence, head + 1, end) for places in within.found)
