"""Whether a figure is of another place, body or thing than a claim names, by the names that stand about it."""

from collections.abc import Iterable

from ..article.epithets import of_epithet
from ..article.layout import Entity, Figure, holding, unclosed, upward
from ..claims.model import Term
from ..judge import MEASURED
from ..links.field import Field, always_name
from ..links.link import Link
from ..links.places import Places
from ..links.rivals import BUSINESSES
from ..links.rivals import HERE as INSIDE
from .closer import spots_of
from .nature import HERE, Spots

NEXT = 3
"""How many words apart two names that are joined stand at most."""
TOLD = 0.4
"""How closely a figure must be tied by words that a place ties to a claim."""
NAMED, AHEAD = 0.85, 0.1
"""How closely a figure that stands by the claim's names must be tied by them, and how much more than another."""
AWAY = ("", "apart", "before2", "before3", "topic")
"""Where a term stands that nothing binds to a figure."""
OPENING = frozenset({"!pronouns", "!definite", "!pointing", "!possessives", "!prepositions", "!copula"})
"""Cues of words that are no name, and stand right behind none."""
OPENS = 3
"""How many words into a sentence a figure opens it at most: "Aged only 56"."""
HEAD = 6
"""How many words into a sentence its subject is named at most."""


def misplaced(within: Field, spots: Spots, agreeing: Iterable[Link]) -> bool:
    """Whether a name of the claim stands right beside a figure that agrees, and not in the sentence of this one (unless the
    article is about it), or there joined to another place: "23 tonnes in Hamburg and Antwerp; in Hamburg, 16"."""
    return any(
        term.kind == "name" and (
            (tie[2] not in INSIDE and untitled(within, places))
            or (term.entity == "place" and together(within, term, tie[1]))
        ) and any(sited(within, other, at) for other in agreeing)
        for at, (term, places, tie) in enumerate(spots)
    )


def nearer(within: Field, link: Link, other: Link, spots: Spots) -> bool:
    """Whether a figure that agrees stands by the claim's names, and one that disagrees does not: a share in a list of shares
    belongs to the name beside it, a number of seats to the party beside it. Or whether that stands in brackets behind
    something else of the sentence, or is so many of the very number that agrees, and nothing of the claim is said of it."""
    if other.miscounted:
        return False
    if link.figure.mention.kind == "percent" and other.weakest >= NAMED and other.names > link.names + AHEAD:
        return True
    if other.figure.sentence == link.figure.sentence and (
        bracketed(within, link.figure, spots) or _out_of(link.figure, other.figure, spots)
    ):
        return True
    if _local(within, link.figure, other, spots):
        return True
    return any(
        term.kind == "name" and term.entity != "place" and there[2] == "own" and here[2] in AWAY
        for (term, _, here), (_, _, there) in zip(spots, spots_of(within, other.figure), strict=True)
    )


def ahead_of_other(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure opens its sentence, and another name stands between it and the claim's: "Aged 56, Mr Solih had beaten
    the outgoing president, Abdulla Yameen"."""
    index = within.index
    if figure.first - index.first_word[figure.sentence] > OPENS:
        return False
    others = [
        entity.at for entity in index.entities[figure.sentence]
        if entity.kind == "name" and entity.noun and index.capital[entity.at] and figure.last <= entity.at
        and within.query.own.isdisjoint(index.keys[entity.at])
    ]
    return bool(others) and any(
        term.kind == "name" and term.entity != "place" and (
            tie[2] not in (*HERE, "other")
            or (tie[1] > others[0] and index.segment_of[others[0]] != index.segment_of[tie[1]])
        )
        for term, _, tie in spots
    )


def _local(within: Field, figure: Figure, other: Link, spots: Spots) -> bool:
    """Whether a share is one in a place, where the claim names none and one that agrees is told of none: of the votes in a
    state, where it asks for those in all."""
    if figure.mention.kind != "percent" or any(term.entity == "place" for term, _, _ in spots) or other.weakest < NAMED:
        return False
    def placed(told: Figure) -> bool:
        low, high = told.region
        return any(entity.kind == "place" and entity.noun and low <= entity.at < high
                   for entity in within.index.entities[told.sentence])
    return placed(figure) and not placed(other.figure)


def bracketed(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure opens a bracket behind words that are none of the claim's: "the highest summit (5,671 metres)"."""
    index = within.index
    text, first = index.annotated.folded, index.starts[figure.first]
    opening = unclosed(text, index.spans[figure.sentence].start, first)
    if opening < 0 or text[opening + 1 : first].strip():
        return False
    segment = index.segment_of[index.word_at(opening) - 1]
    return not any(tie[2] == "own" and tie[1] < figure.first and index.segment_of[tie[1]] == segment for _, _, tie in spots)


def _out_of(figure: Figure, whole: Figure, spots: Spots) -> bool:
    """Whether a figure is so many of another, and nothing of the claim but what that counts stands beside it: "700,000 of
    the 1.2 million inhabitants", where the claim says how many live there."""
    return "share" in figure.cues and "whole" in whole.cues and whole.counted is not None and all(
        whole.counted[0] <= tie[1] < whole.counted[1] for _, _, tie in spots if tie[2] == "own"
    )


def untitled(within: Field, places: Places) -> bool:
    """Whether a name stands neither in the headline nor in the lead: what the article is about is far from many figures."""
    return places.sentences.keys().isdisjoint(within.index.topics)


def sited(within: Field, link: Link, at: int) -> bool:
    """Whether a term of the claim stands right beside a figure that its words tie as well, and beside no other."""
    return link.words >= TOLD and spots_of(within, link.figure)[at][2][2] in ("own", "shared")


def together(within: Field, term: Term, at: int) -> bool:
    """Whether another place stands beside a place's name, behind or before a word that joins the two."""
    index = within.index
    return any(
        1 < abs(other.at - at) <= NEXT for other in named_others(within, term, index.entities[index.sentence_of[at]])
        if any("!coordinators" in index.keys[word] for word in range(min(at, other.at) + 1, max(at, other.at)))
    )


def joined(within: Field, spots: Spots) -> bool:
    """Whether a place of the claim stands far from the figure, joined to another there: "plants in Cholet and Vannes will
    close. In all, 1,254 workers are affected"."""
    return any(
        term.entity == "place" and tie[2] not in HERE and tie[0] and together(within, term, tie[1]) for term, _, tie in spots
    )


def beside_other(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a country or a body that the figure's sentence lacks has another in the figure's part of it."""
    if not any(term.entity in ("place", "org") and tie[2] not in HERE for term, _, tie in spots):
        return False
    index = within.index
    low, high = figure.region
    close = range(figure.first - 1, figure.counted[1] + 1 if figure.counted else figure.last + 1)
    segment = index.segment_of[figure.first]
    beside = [
        entity for entity in index.entities[figure.sentence]
        if low <= entity.at < high and (entity.noun or entity.at in close)
        and (entity.kind == "org" or index.segment_of[entity.at] == segment)
        and not (entity.kind == "org" and of_epithet(index, entity.at))
    ]
    own = max((tie[1] for term, _, tie in spots if term.entity == "place" and tie[2] == "own"), default=-1)
    ahead = [
        entity for entity in index.entities[figure.sentence]
        if entity.noun and entity.kind == "place" and entity.at < figure.opening and entity.at < low
        and not (entity.at < own < figure.first and figure.family != "ratio")  # "Spain sent 47 experts, Colombia 101"
    ]
    leading = [
        entity for entity in index.entities[figure.sentence]
        if entity.kind == "org" and entity.at < figure.opening and not of_epithet(index, entity.at)
    ]
    return any(
        tie[2] not in HERE and (
            (named_others(within, term, beside) and (
                term.entity == "org" or (term.entity == "place" and not _leading(within, term, places))
            ))
            or (term.entity == "place" and _elsewhere(within, term, ahead))
            or (term.entity == "org" and tie[2] != "before1" and bool(named_others(within, term, leading)))
        )
        for term, places, tie in spots
    )


def behind(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether what is derived from a place's name stands behind the figure in another clause, as what that is about: "employs
    9,000 people, and the Norwegian state holds 15%"."""
    index = within.index
    return any(
        term.entity == "place" and tie[2] == "own" and tie[1] >= figure.last
        and any("!coordinators" in index.keys[at] for at in range(max(figure.last, tie[1] - NEXT), tie[1]))
        and any(entity.at == tie[1] and not entity.noun for entity in index.entities[figure.sentence])
        for term, _, tie in spots
    )


def compounded(within: Field, spots: Spots) -> bool:
    """Whether a name stands by the figure only as a part of a longer one that the claim does not name, and elsewhere alone:
    "Louvre-Lens"."""
    return any(
        term.kind == "name" and tie[2] in HERE and _joined(within, tie[1])
        and any(not _joined(within, at) for at, _ in places.words())
        for term, places, tie in spots
    )


def of_twin(within: Field, figure: Figure) -> bool:
    """Whether the last name before a figure in its sentence shares a word with the claim's, and is another: "the Tubbs Fire
    destroyed 5,600 homes", where the claim asks for the Camp Fire."""
    index = within.index
    twin = max((at for at in within.twins if index.first_word[figure.sentence] <= at < figure.first), default=-1)
    return twin >= 0 and not any(
        index.capital[at] and twin < at < figure.first
        for term, places in zip(within.query.terms, within.found, strict=True)
        for there in (places, *places.parts) for at, _ in there.sentences.get(figure.sentence, ())
    )


def _joined(within: Field, at: int) -> bool:
    """Whether a hyphen, or nothing but a space where no preposition stands before, ties a name to another behind it."""
    index = within.index
    last = at + index.lengths[at] - 1
    if last + 1 >= len(index.keys) or index.segment_of[last] != index.segment_of[last + 1]:
        return False
    if not index.capital[last + 1] or index.function[last + 1] or not within.query.own.isdisjoint(index.keys[last + 1]):
        return False
    return index.annotated.folded[index.ends[last] : index.starts[last + 1]] == "-"


def _elsewhere(within: Field, term: Term, ahead: Iterable[Entity]) -> bool:
    """Whether places that open a figure's sentence are others than the claim's, and none lies in it or holds it."""
    own = upward(within.index.lexicon, term.concepts)
    others = named_others(within, term, ahead)
    return bool(others) and all(own.isdisjoint(holding(within.index, other.at)) for other in others)


def continues_other(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim's country stands far away, the figure's sentence names none and the one before another: "Russia
    passed a million cases. It counts 17,000 dead"."""
    far = [term for term, _, tie in spots if term.entity == "place" and tie[2] in ("", "apart", "before3")]
    entities = within.index.entities
    if not far or not figure.sentence or any(entity.kind == "place" for entity in entities[figure.sentence]):
        return False
    return any(_elsewhere(within, term, entities[figure.sentence - 1]) for term in far)


def continues_named(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether the claim's body, person or unknown name stands far away, no name before the figure in its sentence, and
    another at the head of the one before: "Verd ordered 20 planes. Ostra is to buy 12. It operates 53"."""
    index = within.index
    if _begins(within, figure, spots):
        return True
    opening = index.first_word[figure.sentence]
    told, whose = "!pronouns" in index.keys[opening], "!possessives" in index.keys[opening]
    if not figure.sentence or not (told or whose) or not any(
        tie[2] in AWAY and term.entity in ("org", "")
        and (told or tie[2] != "topic")
        and (term.kind == "name" or (term.initial and always_name(places, index))) for term, places, tie in spots
    ):
        return False
    before = index.keys[index.first_word[figure.sentence - 1]]
    if "!pronouns" in before or "!possessives" in before or any(
        entity.kind != "place" and entity.at < figure.first for entity in index.entities[figure.sentence]
    ):
        return False
    head = index.first_word[figure.sentence - 1] + HEAD
    ahead = [entity for entity in index.entities[figure.sentence - 1] if entity.kind != "place" and entity.noun]
    return any(entity.at <= head for entity in ahead) and all(
        within.query.own.isdisjoint(index.keys[entity.at]) for entity in ahead
    )


def heads_described(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure's sentence opens with a company that is only said to be of some country, and the claim's is another
    than the news is about: "The Irish airline lost 815 million", where it asks for a rival's loss."""
    index, first = within.index, within.index.first_word[figure.sentence]
    if first + 2 >= figure.first or "!pointing" not in index.keys[first]:
        return False
    described = any(BUSINESSES.intersection(index.keys[at]) for at in (first + 1, first + 2)) and any(
        entity.at in (first + 1, first + 2) and entity.kind == "place" and not entity.noun
        for entity in index.entities[figure.sentence]
    )
    return described and any(
        term.kind == "name" and term.entity != "place" and tie[2] not in INSIDE
        and places.sentences and 0 not in places.sentences
        for term, places, tie in spots
    )


def _begins(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether another name begins the figure's sentence, where the claim begins with an unknown one of another sentence."""
    index, begin = within.index, within.index.first_word[figure.sentence]
    return any(
        term.initial and term.kind == "word" and tie[2] not in INSIDE and always_name(places, index)
        for term, places, tie in spots
    ) and any(
        entity.noun and entity.kind in ("name", "org") and entity.at <= begin + 1 and entity.at < figure.first
        and within.query.own.isdisjoint(index.keys[entity.at])
        and not any(places.within(figure.sentence, entity.at, entity.at + 1) for places in within.found)
        for entity in index.entities[figure.sentence]
    )


def heads_other(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a figure's sentence opens with another of what the sentence before was about, which the claim does not name:
    "That of Farnwick, in May 2012, killed 27", "Another, in 2009"."""
    index = within.index
    first, stop = index.words(figure.sentence)
    opening = [at for at in range(first, min(first + 2, stop, figure.first)) if "!demonstratives" in index.keys[at]]
    if not opening or not any(term.kind == "name" and tie[2] not in INSIDE for term, _, tie in spots):
        return False
    head = [entity for entity in index.entities[figure.sentence] if opening[0] < entity.at <= opening[0] + HEAD and entity.noun]
    return bool(head) and all(within.query.own.isdisjoint(index.keys[entity.at]) for entity in head)


def heads_named(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a measure's sentence opens with the name of a thing that the claim does not name, and has nothing that the claim
    names: "Hubble, launched in 1990, weighs 11 tonnes", where it asks for a rocket's mass."""
    index, first = within.index, within.index.first_word[figure.sentence]
    names = [tie for term, _, tie in spots if term.kind == "name" and term.entity != "place"]
    if figure.mention.kind not in MEASURED or not names or any(tie[2] in INSIDE for tie in names) or first + 1 >= figure.first:
        return False
    keys, behind = index.keys[first], index.keys[first + 1]
    if not index.capital[first] or index.function[first] or not within.query.own.isdisjoint(keys):
        return False
    if any(key in OPENING for key in keys) or any(key in within.query.asked for key in keys):
        return False
    if (index.function[first + 1] or not OPENING.isdisjoint(behind)) and "!relatives" not in behind:
        return False
    written, lang = index.text(first, first + 1), index.lang_of(first)
    known = [concept for key in keys if (concept := index.lexicon.concept(key.lstrip("~"))) is not None]
    return bool(keys) and all(any(written in form.split() for form in concept.forms.get(lang, ())) for concept in known)


def _leading(within: Field, term: Term, places: Places) -> bool:
    """Whether no other of its class stands before a name in the article: it is what the article is about."""
    first = places.sentences.get(0)
    return first is not None and not any(
        other.at < first[0][0] for other in named_others(within, term, within.index.entities[0])
    )


def named_others(within: Field, term: Term, entities: Iterable[Entity]) -> list[Entity]:
    """The entities of a term's class that the claim does not name."""
    keys = within.index.keys
    return [
        entity for entity in entities
        if entity.kind == term.entity and within.query.own.isdisjoint(keys[entity.at])
    ]
