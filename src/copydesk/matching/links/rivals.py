"""Other names that take a figure from the claim's: beside it, governing its clause, of its kind."""

import re
from collections.abc import Iterable

from ..article.epithets import of_epithet
from ..article.layout import Figure, Index, holding, of_settled, unclosed, upward
from ..claims.model import Query, Term
from .places import numbered_otherwise

SPEAKERS = frozenset({"lawyer", "spokesperson"})
"""Those who speak for somebody else."""
AUTHORITIES = frozenset({"army", "security-forces"})
"""What acts for a country and is no body of the table."""
BUSINESSES = frozenset({"company", "airline", "league", "publisher", "organisation", "ngo"})
"""What a country's adjective only says more of: "the Irish airline" is whom the news is about."""
_CODE = re.compile(r"[A-Za-z]{2}\d{2,4}")
"""A flight's number, written as one word."""
HERE = ("own", "shared", "opening", "other")
"""Places of a term in a figure's own sentence."""
AFAR = ("", "apart", "topic", "before1", "before2", "before3")
"""Places of a term outside a figure's sentence."""
OPPONENT = 7
"""How many words behind a figure the name of an opponent stands at most."""
VERSUS = 3
"""How many words before a name a word like "against" stands at most."""
OBJECT = 4
"""How many words before its object a verb stands at most."""
NAMED = 3
"""How many words before a place may say that it is not what the clause is about."""
HEAD = 3
"""How many words into a sentence a name still stands at its head."""


def sibling(term: Term, index: Index, figure: Figure, at: int) -> bool:
    """Whether the sentence, up to the figure, speaks of another thing of the term's kind: of flu, where it is Covid; of
    Vega-2, where it is Vega-1. Unless it speaks of the term's own behind that: "exports rose, while imports fell by 3% in May
    and 5% in June"."""
    siblings = term.siblings
    if term.number and any(
        numbered_otherwise(term, index, word)
        for word in range(index.first_word[figure.sentence], figure.first) if not term.keys.keys().isdisjoint(index.keys[word])
    ):
        return True
    if not siblings or siblings.isdisjoint(index.said(figure)):
        return False
    if term.parts or not index.first_word[figure.sentence] <= at < figure.first:
        return True
    end = index.segment(figure).stop
    return any(not siblings.isdisjoint(index.keys[word]) for word in range(at + 1, end))


def only_code(index: Index, term: Term, at: int) -> bool:
    """Whether a name is a code, as of a flight, and the only such one of the article: what it is about."""
    if not _CODE.fullmatch(term.text):
        return False
    return not any(key != own and _CODE.fullmatch(key[1:]) for own in index.keys[at] if own[0] == "#" for key in index.where)


def rival(query: Query, term: Term, index: Index, figure: Figure, at: int, place: str) -> bool:
    """Whether another name of the term's class stands beside the figure, nearer than the term, and takes it."""
    if figure.paired is not None and figure.listed[0] <= at < figure.listed[1]:
        return not figure.paired[0] <= at < figure.paired[1]
    low, high = figure.region
    wanted: tuple[str, ...] = ("place",) if term.entity == "place" else ("org", "name")
    own = place == "own"
    if not own and term.entity == "" and place not in ("shared", "opening", "other") and _located(index, at):
        wanted = ("place", "org", "name")
    if _of_bracket(query, index, figure, at, wanted) or (place in HERE and _outranked(index, at, figure)):
        return True
    if not own and term.entity != "place" and "rivals" in figure.cues and "rivals" not in query.cues and (
        not _is_rival(index, figure, at)
    ):
        return True  # "fighting between rival gangs" is no rival of a country
    if term.entity == "" and place in AFAR and _of_relation(query, index, figure):
        return True
    head = index.first_word[figure.sentence] + HEAD
    for other, kind, noun in index.entities[figure.sentence]:
        if not (noun or (place in AFAR and _acts(index, other, figure))) or (kind != "place" and of_epithet(index, other)):
            continue
        if left_out(index, other) or _outranked(index, other, figure):
            continue
        if place not in HERE and kind == "name" and kind in wanted and _versus(index, other, figure) and (
            query.own.isdisjoint(index.keys[other])
        ):
            return True
        if not (low <= other < high or (place not in ("own", "shared") and _opens(query, index, other, figure, at))):
            continue
        if kind not in wanted and not (kind == "name" and other <= head and _sited(index, other)) and not (
            kind == "place" and place in AFAR and _subject(index, other, figure)
        ):
            continue
        if own:
            taken = _takes(index, at, other, figure) or _beats(index, at, other, figure)
            if not taken or _bracketed(index, at, other, figure):
                continue
        elif not _governs(index, other, figure):
            continue
        if kind == "name" and kind in wanted and (
            other > figure.first
            or (index.segment_of[other] != index.segment_of[figure.first] and not _leads(index, other, figure))
        ):
            continue
        keys = index.keys[other]
        if any(key in query.own or (key in query.asked and key[0] not in "!~") for key in keys):
            continue
        if kind == "place" and figure.mention.kind != "percent" and any(_within(key, term, index) for key in keys):
            continue
        if place == "topic" and figure.sentence in index.topics and _around(keys, term, index):
            continue
        return True
    return False


def _of_relation(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a sentence opens with somebody who is somebody's, and no lawyer, and whom the claim does not name: "His partner,
    David Illard, was given five years"."""
    first, stop = index.words(figure.sentence)
    if "!possessives" not in index.keys[first] or figure.first - first < 2:
        return False
    segment = index.segment_of[first]
    noun = [at for at in range(first + 1, min(first + 1 + NAMED, figure.first)) if index.segment_of[at] == segment]
    known = [index.lexicon.concept(key) for at in noun for key in index.keys[at] if key[0] not in "!*=#@~"]
    if any(key in query.asked for at in noun for key in index.keys[at] if key[0] != "!") or any(
        concept is not None and concept.id in SPEAKERS for concept in known
    ):
        return False
    if any(concept is not None and concept.kind in ("person", "role") for concept in known):
        return True
    behind = next((at for at in range(first, min(stop, figure.first)) if index.segment_of[at] != segment), stop)
    return any(
        entity.at == behind and entity.kind == "name" and query.own.isdisjoint(index.keys[behind])
        for entity in index.entities[figure.sentence]
    )


def _acts(index: Index, at: int, figure: Figure) -> bool:
    """Whether a country's authorities are the subject of a figure's clause: "where the Belgian police seized 90 tonnes"."""
    if at >= figure.first or index.segment_of[at] != index.segment_of[figure.first]:
        return False
    return any(
        (concept := index.lexicon.concept(key)) is not None and concept.id not in BUSINESSES
        and (concept.kind == "org" or concept.id in AUTHORITIES)
        for beside in (at - 1, at + 1) if index.sentence_of[beside] == figure.sentence
        for key in index.keys[beside] if key[0] not in "!*=#@~"
    )


def _is_rival(index: Index, figure: Figure, at: int) -> bool:
    """Whether the claim's name is that of the rival: "its main rival, Jane Smith, came second with 29%"."""
    return index.sentence_of[at] == figure.sentence and any(
        "!rivals" in index.keys[before] for before in range(max(index.first_word[figure.sentence], at - NAMED), at)
    )


def left_out(index: Index, at: int) -> bool:
    """Whether a name only says in an aside what something does not lie in: "Ukraine, outside the EU, expels 13"."""
    first = index.first_word[index.sentence_of[at]]
    return any(
        "!excepted" in index.keys[before] and index.segment_of[before] == index.segment_of[at]
        for before in range(max(first, at - 2), at)
    )


def _around(keys: Iterable[str], term: Term, index: Index) -> bool:
    """Whether a name is that of what the claim's place lies in: a headline's Germany, where the lead has Bavaria."""
    wider = {above for concept in term.concepts for above in index.lexicon.ancestors(concept)}
    return any(key in wider for key in keys)


def _located(index: Index, at: int) -> bool:
    """Whether an unknown name stands where a place would: "42 degrees in Farnwick"."""
    return at > 0 and "!locatives" in index.keys[at - 1] and index.sentence_of[at - 1] == index.sentence_of[at]


def _versus(index: Index, at: int, figure: Figure) -> bool:
    """Whether a name behind a figure is that of an opponent: "58% against Mrs Verd"."""
    behind = range(max(figure.last, at - VERSUS), at)
    return at - figure.last <= OPPONENT and any("!versus" in index.keys[before] for before in behind) and not any(
        figure.last <= other.first < at for other in index.figures[figure.sentence] if other.family == figure.family
    )


def _opens(query: Query, index: Index, other: int, figure: Figure, at: int) -> bool:
    """Whether a name at the head of the sentence, before every figure of the kind, is what all of them are of: "Ukraine
    recorded 72,408 cases and 14 deaths". Unless the claim's stands there too: "L'ONG Temblores", or one of its names right
    before the figure, behind all others: "France expels four, while Ukraine, outside the EU, expels 13"."""
    head = index.first_word[figure.sentence] + HEAD
    before = [one.last for one in index.figures[figure.sentence] if one.family == figure.family and one.first < figure.first]
    if before and any(not query.own.isdisjoint(index.keys[word]) for word in range(max(before), figure.first)):
        return False
    return other < figure.opening and other <= head and not other <= at <= head


def _of_bracket(query: Query, index: Index, figure: Figure, at: int, wanted: tuple[str, ...]) -> bool:
    """Whether a figure stands in brackets right behind another name: "after Egypt (24 of them, 5.2 billion euros)"."""
    text = index.annotated.folded
    opening = unclosed(text, index.spans[figure.sentence].start, index.starts[figure.first])
    if opening < 0:
        return False
    before = index.word_at(opening) - 1
    if index.ends[before] > opening or text[index.ends[before] : opening].strip() or 0 <= before < at:
        return False
    return any(
        entity.kind in wanted and entity.noun and entity.at <= before < entity.at + max(1, index.lengths[entity.at])
        and not any(key in query.own for key in index.keys[entity.at])
        for entity in index.entities[figure.sentence]
    )


def _leads(index: Index, other: int, figure: Figure) -> bool:
    """Whether nothing but small words stands between a name and the figure: "the Greens, with 6%"."""
    return figure.first - other <= 4 and all(
        index.function[at] or "!prepositions" in index.keys[at] for at in range(other + 1, figure.first)
    )


def _takes(index: Index, at: int, other: int, figure: Figure) -> bool:
    """Whether a name takes a figure from the claim's name: "After India, Brazil …", "Brazil with 121, India …"."""
    segment = index.segment_of
    if other >= figure.first:
        return False
    if at < figure.first:
        return at < other and segment[at] != segment[other] and not _adjunct(index, other) and not _own(index, at, other)
    return segment[at] != segment[figure.last - 1]


def _own(index: Index, at: int, other: int) -> bool:
    """Whether a name is joined to the claim's as something of it: "will buy Norvik and its brand Vestal for 1.3 billion"."""
    first = other
    while first > at and index.segment_of[first - 1] == index.segment_of[other]:
        first -= 1
    return "!coordinators" in index.keys[first] and "!possessives" in index.keys[first + 1] and (
        index.segment_of[first - 1] == index.segment_of[at]
    )


def _beats(index: Index, at: int, other: int, figure: Figure) -> bool:
    """Whether a share is that of whoever beats the claim's name: "Brunel would beat Paul Vannier with 41%"."""
    if figure.family != "ratio" or not other < at < figure.first or index.segment_of[at] != index.segment_of[figure.first]:
        return False
    verb = next((word for word in range(at - 1, max(other, at - OBJECT) - 1, -1) if "!beating" in index.keys[word]), -1)
    if verb < 0 or any("!prepositions" in index.keys[word] for word in range(verb + 1, at) if index.lang_of(at) != "es"):
        return False  # "was beaten by Vannier with 41%"
    return unclosed(index.annotated.folded, index.starts[at], index.starts[figure.first]) < 0


def _outranked(index: Index, at: int, figure: Figure) -> bool:
    """Whether the claim's name is only whom the subject of the sentence is ahead of, or behind, and the figure that of the
    subject: "the Tories fell behind Labour, with 33%"."""
    if not index.first_word[figure.sentence] < at < figure.first or index.segment_of[at] == index.segment_of[figure.first]:
        return False
    if not any("!having" in index.keys[word] for word in range(max(at + 1, figure.first - VERSUS), figure.first)):
        return False
    first = index.first_word[figure.sentence]
    for word in range(at - 1, max(first, at - OBJECT) - 1, -1):
        if "!outranked" in index.keys[word]:
            return True
        if not index.function[word] and not index.capital[word]:
            return False
    return False


def _bracketed(index: Index, at: int, other: int, figure: Figure) -> bool:
    """Whether a name only says in brackets what the claim's name is: "Ferrand (Greens), 31%"."""
    text = index.annotated.folded
    opening = text.find("(", index.ends[at], index.starts[other])
    return opening >= 0 and not text[index.ends[at] : opening].strip() and (
        text.find(")", index.ends[other], index.starts[figure.first]) > 0
    )


def _governs(index: Index, other: int, figure: Figure) -> bool:
    """Whether a name is what a figure's clause is about: in its segment, a subject, or at the sentence's head."""
    if index.segment_of[other] == index.segment_of[figure.first]:
        return True
    other = of_settled(index, other)
    if other - index.first_word[figure.sentence] <= HEAD:
        return True
    return other < figure.first and not _adjunct(index, other)


def _subject(index: Index, at: int, figure: Figure) -> bool:
    """Whether a place is what a figure's clause is about: "Tokyo fell by 3%"."""
    if at >= figure.first or index.segment_of[at] != index.segment_of[figure.first] or "!coordinators" in index.keys[at - 1]:
        return False
    return not any(
        "!prepositions" in index.keys[word] or "!definite" in index.keys[word]
        for word in range(max(at - NAMED, index.first_word[figure.sentence]), at)
        if index.segment_of[word] == index.segment_of[at]
    )


def _adjunct(index: Index, at: int) -> bool:
    """Whether a preposition stands before a name, or before its article: "in Brazil", "by the agency Frontex"."""
    first = index.first_word[index.sentence_of[at]]
    if at > first and not index.function[at - 1] and not index.capital[at - 1] and _known_noun(index, at - 1):
        at -= 1
    for back in (at - 1, at - 2):
        if back < first:
            return False
        if "!prepositions" in index.keys[back]:
            return True
        if not index.function[back]:
            return False
    return False


def _sited(index: Index, at: int) -> bool:
    """Whether a preposition of place stands before an unknown name: "In Farnwick", but "the staff of Donald Trump", and
    "d'après le BNRC", who says it."""
    first = index.first_word[index.sentence_of[at]]
    while at - 1 > first and index.capital[at - 1] and not index.function[at - 1] and (
        index.segment_of[at] == index.segment_of[at - 1]
    ):
        at -= 1
    return _adjunct(index, at) and "!before" not in index.keys[at - 1] and not any(
        "!bases" in index.keys[before] for before in range(max(first, at - NAMED), at)
    )


def _known_noun(index: Index, at: int) -> bool:
    """Whether a word, right before the next, is a thing or a body of the table."""
    if index.segment_of[at] != index.segment_of[at + 1] or any(key[0] == "!" for key in index.keys[at]):
        return False
    known = [concept for key in index.keys[at] if (concept := index.lexicon.concept(key.lstrip("~")))]
    return bool(known) and all(concept.kind != "verb" for concept in known)


def part_of(query: Query, term: Term, index: Index, figure: Figure) -> bool:
    """Whether a figure is said of a part of the claim's place only: of a city that the claim does not name, where it asks
    for the country."""
    low, high = figure.region
    return any(
        entity.kind == "place" and low <= entity.at < high and query.own.isdisjoint(index.keys[entity.at])
        and not _of_aside(index, entity.at, figure)
        and any(_within(key, term, index) for key in index.keys[entity.at])
        for entity in index.entities[figure.sentence]
    )


def _of_aside(index: Index, at: int, figure: Figure) -> bool:
    """Whether a place only says where something else happened, in an aside that a verb opens: "The epidemic, declared in the
    north, has killed 1,600"."""
    begin, segment = at, index.segment_of
    while begin > 0 and segment[begin - 1] == segment[at]:
        begin -= 1
    if at > figure.first or begin <= index.first_word[figure.sentence] or segment[at] == segment[figure.first]:
        return False
    known = [index.lexicon.concept(key) for key in index.keys[begin] if key[0] not in "!*=#@~"]
    return any(concept is not None and concept.kind == "verb" for concept in known)


def _within(key: str, term: Term, index: Index) -> bool:
    if key[0] in "!*=#@":
        return False
    broader = index.lexicon.ancestors(key.lstrip("~"))
    return any(concept in broader for concept in term.concepts)


def of_other_place(query: Query, index: Index, figure: Figure) -> str | None:
    """Whether the claim says of which place those are that it counts, and the figure says another: American goods, where
    Chinese ones are asked for."""
    qualifiers = [term for term in query.names if term.qualifies]
    if not qualifiers or figure.counted is None:
        return None
    named = [
        entity.at for entity in index.entities[figure.sentence]
        if entity.kind == "place" and figure.counted[0] <= entity.at < figure.counted[1]
    ]
    own = {above for term in qualifiers for above in upward(index.lexicon, term.concepts)}
    if not named or any(
        not holding(index, at).isdisjoint(term.concepts) or not own.isdisjoint(index.keys[at])
        for at in named for term in qualifiers
    ):
        return None
    return f"counts those of “{index.text(named[0], named[0] + 1)}”"
