"""Whether a figure is of a wider thing than the claim's, or only of some of what it counts."""

from ...languages import data
from ..article.layout import Figure, upward
from ..claims.model import BROADER, GENERIC, Term
from ..links.deeds import done_to
from ..links.field import BARE, Field
from ..links.fit import employs
from ..links.places import Places
from .closer import spots_of
from .nature import HERE, RESIDENTS, Spots

CARRIED = frozenset({"passenger", "tourist", "visitor", "spectators"})
"""What anybody is who is carried or comes: "carried 130 million people"."""
ANYBODY = "person"
"""People of no kind."""
FAMILY = 20
"""Nobody has more relatives than this."""
BEFORE, OPENING = 2, 2
"""How many sentences before its total a part stands at most, and how many words into a sentence the words that say so begin."""
TOTAL = 4
"""How many words long what says that a figure behind it is the total is at most."""
ELECTION = "election"
"""What an article may call by its kind once, and then by this word."""


def of_some(within: Field, figure: Figure, spots: Spots) -> bool:
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


def of_relatives(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a small number counts those who are somebody's ("her three daughters"), and a word of the claim is elsewhere."""
    index, mention, before = within.index, figure.mention, figure.first - 1
    if figure.counted is None or mention.kind != "count" or mention.low is None or mention.low >= FAMILY:
        return False
    if before < index.first_word[figure.sentence] or "!possessives" not in index.keys[before]:
        return False
    return any(tie[2] not in HERE for _, _, tie in spots)


def sums_up(within: Field, figure: Figure, part: Figure) -> bool:
    """Whether a figure is what a sentence that opens with "in total" adds up to, in which a word of the claim is missing, and a
    smaller one just before it agrees and stands by that word as near: "312,000 euros at his home. In total, 890,000"."""
    index = within.index
    head = index.first_word[figure.sentence]
    if not 0 <= figure.sentence - part.sentence <= BEFORE or part.first > figure.first or "totals" in within.query.cues:
        return False
    if not any("!totals" in index.keys[at] for at in range(head, min(head + OPENING, figure.first))):
        return False
    least, most = part.mention.low, figure.mention.low
    return least is not None and most is not None and part.mention.unit == figure.mention.unit and least < most and any(
        tie[2] not in HERE for term, _, tie in spots_of(within, figure) if term.kind == "word"
    )


def summed(within: Field, part: Figure, total: Figure) -> bool:
    """Whether right before the greater of two figures of a sentence stands that it is the total: "1,640 badly injured, for a
    total of 24,300 injured"."""
    index = within.index
    least, most = part.mention.low, total.mention.low
    return (
        part.sentence == total.sentence and part.last <= total.first and part.mention.unit == total.mention.unit
        and least is not None and most is not None and least < most
        and any("!totals" in index.keys[at] for at in range(max(part.last, total.first - TOTAL), total.first))
    )


def of_other_base(within: Field, figure: Figure) -> bool:
    """Whether the claim says what its share is a part of, and the figure is one of something else that the table knows:
    "58% of the men", where 64% of the Spaniards are told of."""
    expected, index = within.query.expected, within.index
    if expected is None or expected.kind != "percent" or expected.counted_span is None or figure.counted is None:
        return False
    terms = list(zip(within.query.terms, within.found, strict=True))
    if not any(
        (term.counted or term.qualifies or (term.kind == "word" and term.text.endswith(expected.counted or " "))) and term.known
        for term, _ in terms
    ):
        return False
    known = {key for at in range(*figure.counted) for key in index.keys[at] if key[0] not in "!*=#@~"}
    if any(term.qualifies for term, _ in terms) and (RESIDENTS & known or any(
        (concept := index.lexicon.concept(key)) and concept.kind == "place" for key in known if not index.lexicon.is_entity(key)
    )):
        return False  # "75% of the population" are so many of the Yemenis
    begin = figure.counted[0]
    phrase = range(begin + 1, begin + index.lengths[begin])  # "bureaux de vote" are no votes
    return bool(known) and not any(at not in phrase for _, places in terms for at in _within(places, figure))


def _within(places: Places, figure: Figure) -> list[int]:
    """Where a term or a part of it stands in what a figure counts."""
    begin, end = figure.counted or (0, 0)
    own = [at for at, _ in places.sentences.get(figure.sentence, ()) if begin <= at < end]
    return own + [at for part in places.parts for at in _within(part, figure)]


def broader(within: Field, figure: Figure, spots: Spots) -> bool:
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
