"""Who is what, where no table knows the office: what an article says of somebody right beside the name, word by word.

"The agency's head of flight safety, Jane Smith", "Jane Smith, in charge of flight safety": an apposition is compared with the
description that a claim gives, in any language, by the words that link claims to articles.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from ...assertions.model import Assertion, Claim
from ...languages import data
from ...mentions import Mention
from ...terms import words
from ...text import Span
from ..article.layout import Index, holding
from ..claims import query as _query
from ..claims.model import GENERIC, LOOSE, Term
from ..links import places as _places
from . import offices
from .offices import Office, families, listed
from .owners import headline_bodies
from .people import parts, same

QUALIFYING = 4
"""How many words say of somebody what is said by the way: "the former judge"."""
BEFORE, AFTER = 14, 12
"""How many words before and behind a name may say who it is."""
MOST = 0.5
"""How much of a description an article must give that names one of its bodies or places too."""
SMALL = 3
"""How many letters a small word of another language has at most, within a name: "Transat des Alizés"."""
ENOUGH = 2
"""How many words or names a description has at least that means one person."""
_QUOTES = frozenset("\"«»“”")

Person = tuple[int, int, str]
"""The first word of a name, the one behind it, and the name."""


def weigh(index: Index, assertion: Assertion, wanted: Office) -> tuple[Mention | None, Mention | None]:
    """The mention that gives the claim's person the claim's description, and one that gives it somebody else."""
    terms = _terms(index, assertion)
    if not terms:
        return None, None
    own: Mention | None = None
    other: Mention | None = None
    named = assertion.person or ""
    bodies = {word.lower() for term in terms if term.kind == "name" for word in words(term.text)}
    taken = {
        at for first, last, _ in _people(index) for at in range(first, last) if index.text(at, at + 1).lower() not in bodies
    }
    never = not wanted.roles.isdisjoint(listed("described", "never"))
    telling = len(terms) >= ENOUGH and not never
    for person in _people(index):
        mine = same(named, person[2])
        if not mine and (other is not None or not telling or set(parts(named)) & set(parts(person[2]))):
            continue
        for window in _windows(index, person, taken):
            set_off = window.stop <= person[0] or _apposed(index, window)
            if mine and own is None and _said(index, terms, window) and (not never or _whole(index, terms, window)):
                own = _mention(index, person, _told(index, terms, window))
            elif not mine and other is None and set_off and _means(index, terms, window):
                other = _mention(index, person, _told(index, terms, window))
    return own, other


def _apposed(index: Index, window: range) -> bool:
    """Whether a sign sets words off from those before them: "Jane Smith, coach", not "with Jane Smith as player and coach"."""
    before = index.ends[window.start - 1] if window.start else 0
    return bool(index.annotated.article.text[before : index.starts[window.start]].strip()) and (
        "!coordinators" not in index.keys[window.start]
    )


def told_otherwise(index: Index, assertion: Assertion, mention: Mention) -> bool:
    """Whether a claim tells more of its person than who that is, and the sentence of a mention and those beside it nothing of
    that: "President Chakwera was vaccinated against cholera"."""
    before, _, behind = assertion.claim.text.partition(assertion.person or "")
    if not assertion.position or not before.rstrip().endswith(assertion.position):
        return False
    told = {word.lower() for word in words(behind)}
    query = _query.of(assertion, index.lexicon)
    more = [
        term for term in query.terms
        if term.kind == "word" and term.weight > GENERIC and term.known
        and not told.isdisjoint(word.lower() for word in words(term.text))
    ]
    number = index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]
    near = range(number - 1, number + 2)
    return len(more) >= ENOUGH and not any(
        sentence in _places.find(term.look, index).sentences for term in more for sentence in near
    )


def _terms(index: Index, assertion: Assertion) -> list[Term]:
    """What a claim says that its person is, taken apart; none where that is too little."""
    text = _description(assertion)
    claim = Claim(text=text, lang=assertion.claim.lang, attribute=(text,))
    query = _query.of(replace(assertion, kind="claim", claim=claim), index.lexicon)
    terms = [
        term for term in query.terms
        if term.weight > GENERIC and (term.known or term.kind == "name" or len(term.text) > SMALL)
    ]
    if len(terms) < ENOUGH or not any(term.kind == "word" for term in terms):
        return []
    return [term for term in terms if not _leads(index, term, claim.lang)] or terms


def _leads(index: Index, term: Term, lang: str) -> bool:
    """Whether a term of a claim says only that somebody leads: "head", "chief", and not "chief of staff"."""
    readings = index.lexicon.read(lang, words(term.text))
    return any("!bosses" in reading.keys for reading in readings) and all(
        "!bosses" in reading.keys or reading.function for reading in readings
    )


def _description(assertion: Assertion) -> str:
    """All that a claim says of who its person is, up to the next comma: "Jane Smith, head of research at the institute"."""
    text, said, person = assertion.claim.text, assertion.position or "", assertion.person or ""
    behind = text.partition(person)[2] if person else ""
    if behind.startswith(", "):
        whole = behind[2:].partition(",")[0].strip(" .")
        if said in whole:
            return whole
    return said


def _people(index: Index) -> list[Person]:
    """The people whom an article names, in order."""
    if index.people is None:
        spans = {
            (m.person_span.start, m.person_span.end) if m.person_span else (m.start, m.end)
            for m in index.annotated.mentions if m.kind == "name" or (m.kind == "position" and m.person)
        }
        text = index.annotated.article.text
        found = {
            (first := index.word_at(start)): (first, bisect_left(index.starts, end), text[start:end]) for start, end in spans
        }
        inside = {at for first, last, _ in found.values() for at in range(first, last)}
        for first, last in _runs(index):
            if inside.isdisjoint(range(first, last)):
                found[first] = first, last, index.text(first, last)
        index.people = [found[first] for first in sorted(found)]
    return index.people


def _runs(index: Index) -> Iterator[tuple[int, int]]:
    """Two or three words with a capital, side by side, that the table does not know."""
    at, count = 0, len(index.keys)
    while at < count:
        stop = at
        while stop < count and _unknown(index, stop) and (stop == at or _joined(index, stop)):
            stop += 1
        if stop - at in (2, 3):
            yield at, stop
        at = max(stop, at + 1)


def _unknown(index: Index, at: int) -> bool:
    return index.capital[at] and not index.function[at] and all(key[0] in "*=@" for key in index.keys[at])


def _joined(index: Index, at: int) -> bool:
    return index.annotated.article.text[index.ends[at - 1] : index.starts[at]] == " "


def _windows(index: Index, person: Person, taken: Set[int]) -> list[range]:
    """The words right before and right behind a name that may say who it is; `taken`: the words of people's names."""
    first, last, _ = person
    begin, end = index.words(index.sentence_of[first])
    return [*_ahead(index, first, begin, taken), *_behind(index, last, end, taken)]


def _ahead(index: Index, first: int, begin: int, others: Set[int]) -> list[range]:
    """The words before a name: those of its segment, and of the one before where the first only qualify the name ("The head of
    the union, former judge Jane Smith")."""
    segment = index.segment_of
    found: list[range] = []
    stop = first
    for _ in range(2):
        start = stop
        while start - 1 >= begin and stop - start < BEFORE and start - 1 not in others and not _quoted(index, start) and (
            segment[start - 1] == segment[stop - 1]
        ):
            start -= 1
        apart = segment[stop - 1] != segment[stop]
        if start == stop or (apart and start - 1 >= begin and start - 1 in others):
            break
        found.append(range(start, stop))
        if apart or stop - start > QUALIFYING or _quoted(index, start):
            break
        stop = start
    return found


def _behind(index: Index, last: int, end: int, others: Set[int]) -> list[range]:
    """The words behind a name: those of its segment, and of the next, or the one behind its age."""
    segment = index.segment_of
    found: list[range] = []
    stop = last
    while stop < end and segment[stop] == segment[last - 1] and stop not in others:
        stop += 1
    if stop > last:
        found.append(range(last, stop))
    behind = stop
    for _ in range(2):  # the age stands between: "Jane Smith, 47, head of research"
        stop = behind
        while stop < end and stop - behind < AFTER and segment[stop] == segment[behind] and stop not in others and not (
            _quoted(index, stop)
        ):
            stop += 1
        if stop == behind or (stop in others and segment[stop] == segment[stop - 1]):
            break
        found.append(range(behind, stop))
        if not any(key[0] == "#" for at in range(behind, stop) for key in index.keys[at]):
            break
        behind = stop
    return found


def _quoted(index: Index, at: int) -> bool:
    """Whether a quotation mark stands before a word."""
    return at > 0 and not _QUOTES.isdisjoint(index.annotated.article.text[index.ends[at - 1] : index.starts[at]])


def _spots(index: Index, term: Term, window: range) -> list[int]:
    """The words of a window that say what a term does."""
    places = _places.find(term.look, index)
    number = index.sentence_of[window.start]
    found = [at for at, strength in places.sentences.get(number, ()) if at in window and strength >= LOOSE]
    if found or not places.parts:
        return found
    inside = [[at for at, strength in part.sentences.get(number, ()) if at in window] for part in places.parts]
    return [at for spots in inside for at in spots] if all(inside) else []


def _within(index: Index, term: Term, window: range) -> bool:
    return bool(_spots(index, term, window))


def _told(index: Index, terms: Sequence[Term], window: range) -> range:
    """A window from the first word that says what the claim does; behind a name, up to the last."""
    spots = [at for term in terms for at in _spots(index, term, window)]
    return range(min(spots), window.stop) if spots else window


def _said(index: Index, terms: Sequence[Term], window: range) -> bool:
    """Whether the words beside a name give enough of a description, and the article names the bodies and places of it."""
    wanted = [term for term in terms if term.kind == "word"]
    names = [term for term in terms if term.kind == "name"]
    here = [term for term in wanted if _within(index, term, window)]
    if _past(index, window) or not all(_named(index, term, window) for term in names):
        return False
    if len(here) == len(wanted) and here:
        return True
    near = len(here) + sum(_within(index, term, window) for term in names)
    told = sum(term.weight for term in here) >= MOST * sum(term.weight for term in wanted)
    return told and near + any(_single(index, at) for at in window) > 1


def _whole(index: Index, terms: Sequence[Term], window: range) -> bool:
    """Whether the words beside a name give all of a description but for its places."""
    return all(term.entity == "place" or _within(index, term, window) for term in terms)


def _means(index: Index, terms: Sequence[Term], window: range) -> bool:
    """Whether the words beside a name give all of a description that only one person fits."""
    first = next((term for term in terms if term.kind == "word"), None)
    if not all(
        _within(index, term, window) or (term.kind == "name" and _topic(index, term) and _named(index, term, window))
        or (term is first and _commands(index, term, window)) for term in terms
    ):
        return False
    if not any(_single(index, at) for at in window) or _past(index, window):
        return False
    if any(term.kind == "name" and not _within(index, term, window) for term in terms) and _names(index, terms, window):
        return False
    if not any(_within(index, term, window) for term in terms if term.entity != "place"):
        return False
    indefinite = data(index.lang_of(window.start), "numbers").get("rules", {}).get("articles", ())
    return not any(index.text(at, at + 1).lower() in indefinite for at in window)


def _names(index: Index, terms: Sequence[Term], window: range) -> bool:
    """Whether the words beside a name have a capital that the description does not: another body's name."""
    said = {at for term in terms for at in _spots(index, term, window)}
    return any(
        index.capital[at] and not index.function[at] and at not in said and at != index.first_word[index.sentence_of[at]]
        and not any(key == "!bosses" or ((c := index.lexicon.concept(key)) and c.kind == "role") for key in index.keys[at])
        for at in window
    )


def _topic(index: Index, term: Term) -> bool:
    """Whether a name is a known place, or stands in the headline or the lead, and the headline names no other body: what is
    told of is of it."""
    if term.entity == "place":
        return True
    bodies = headline_bodies(index)
    return _places.find(term.look, index).topic[0] > 0 and (
        not bodies or any(not term.keys.keys().isdisjoint(index.keys[at]) for at in bodies)
    )


def _commands(index: Index, term: Term, window: range) -> bool:
    """Whether a word of a claim is an office that leads a body, which another language calls its chief: not "finance chief"."""
    leading = any(families().get(concept, concept) in listed("leading", "offices") for concept in term.concepts)
    return leading and any("!bosses" in index.keys[at] for at in window) and not any(
        key in listed("described", "one") for at in window for key in index.keys[at]
    )


def _single(index: Index, at: int) -> bool:
    """Whether a word is an office that one person holds in a body."""
    if "!bosses" in index.keys[at] and _qualified(index, at):
        return False
    return any(
        key == "!bosses" or key in listed("leading", "offices") or key in listed("described", "one") for key in index.keys[at]
    )


def _qualified(index: Index, at: int) -> bool:
    """Whether a noun right before a word says what it is over: "sales boss"."""
    if not at or not data(index.lang_of(at), "match").get("head_last") or not _joined(index, at):
        return False
    return not (index.function[at - 1] or index.capital[at - 1]) and any(
        (c := index.lexicon.concept(key)) is not None and c.kind not in ("adj", "place", "role", "org")
        for key in index.keys[at - 1]
    )


def _named(index: Index, term: Term, window: range) -> bool:
    """Whether the article names a place or body of a description where it may be meant: a known one anywhere, another in the
    sentence or the one before."""
    places = _places.find(term.look, index)
    if not _within(index, term, window) and _of_another(index, term, window):
        return False
    if term.entity:
        return places.anything()
    number = index.sentence_of[window.start]
    return number in places.sentences or number - 1 in places.sentences or places.topic[0] > 0


def _of_another(index: Index, term: Term, window: range) -> bool:
    """Whether the words beside a name give another body or place of a term's kind: the one party's secretary, not the
    other's."""
    kinds = ("place",) if term.entity == "place" else ("org", "name")
    return any(
        entity.kind in kinds and entity.at in window and term.keys.keys().isdisjoint(index.keys[entity.at])
        and not (term.entity == "place" and not holding(index, entity.at).isdisjoint(term.concepts))
        for entity in index.entities[index.sentence_of[window.start]]
    )


def _past(index: Index, window: range) -> bool:
    """Whether the words say of an office that it is not held now: "former"."""
    said, _ = offices.status(index.text(window.start, window.stop), index.lang_of(window.start))
    return bool(said)


def _mention(index: Index, person: Person, window: range) -> Mention:
    first, last, name = person
    begin, end = index.starts[window.start], index.ends[window.stop - 1]
    mine = Span(index.starts[first], index.ends[last - 1])
    return Mention(
        start=min(begin, mine.start), end=max(end, mine.end), kind="position", rule=f"{index.lang_of(first)}.described",
        person=name, person_span=mine, position=index.annotated.article.text[begin:end], position_span=Span(begin, end),
        status="current",
    )
