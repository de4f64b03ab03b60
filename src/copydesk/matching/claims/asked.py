"""Which part of a claim is the value that it asserts, and what kind of value the words about it make of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ... import terms
from ...assertions.model import Claim
from ...languages import data
from ...mentions import Mention
from ...terms import Lexicon, Reading
from ...text import fold
from ...units import rates
from .model import Term

_WORD = re.compile(terms.WORD)
NEXT = 2
"""How many words behind an age the noun stands that it is said of: "64-year-old pastor"."""
YOUNGEST, OLDEST = Decimal(3), Decimal(120)
"""What a bare number may be as an age."""
_PERSON = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ][\w'’-]+(?: [^\W\d_a-zà-ÿ][\w'’.-]+)+, \Z")
"""A name in full, set off from what comes behind: "Matthias Ohlsen, 38"."""
SIZES = frozenset({"length", "area", "volume", "mass", "temperature", "speed"})
"""Kinds of values by which something may be longer, larger or heavier."""
BOUNDS = frozenset({"more_than", "less_than", "at_least", "at_most"})
EXTEND = "extend"
"""What makes something last longer."""
PENALTIES = frozenset({"sentence", "sentence-sought", "prison"})
"""Who is sentenced to so many years is not of that age, nor who may be."""
PENALTY_BEHIND = 2
"""How many words behind a number of years say that they are spent in prison."""
PEOPLE = frozenset({"person", "role"})
"""Kinds of concepts that name people."""
GENITIVE = frozenset({"!shares"})
"""Cues of the word that says what years are of."""


def aged(claim: Claim, lang: str, lexicon: Lexicon) -> Claim:
    """The claim with its value as an age, where it says so in few words: "a 34 ans", "Dirkse is 57"."""
    value = claim.expected
    if value is None or value.low is None or not YOUNGEST <= value.low <= OLDEST or value.counted_span:
        return claim
    if not (value.unit is None and value.kind == "count") and not (value.unit == "a" and value.kind == "duration"):
        return claim
    readings = lexicon.read(lang, terms.words(claim.text[: value.start]))
    if value.unit is None and claim.text[value.end :].strip(" .!"):
        return claim
    told = bool(readings) and ("!aging" in readings[-1].keys or _of_person(readings, lexicon))
    before = claim.text[: value.start]
    told = told or (value.end == len(claim.text) and (
        _set_off(before, readings) if value.unit else bool(_PERSON.search(before)) and not readings[-1].concepts
    ))
    if not told and not any("!ages" in reading.keys for reading in readings):
        return claim
    behind = lexicon.read(lang, terms.words(claim.text[value.end :])[:PENALTY_BEHIND])
    if behind and claim.text[value.end : value.end + 1] == " " and not GENITIVE.isdisjoint(behind[0].keys):
        return claim  # "45 ans de règne"
    at_age = value.unit is None and any("!ages" in reading.keys for reading in readings[-2:])  # "jailed at 63"
    if not at_age and any(not PENALTIES.isdisjoint(reading.concepts) for reading in (*readings, *behind)):
        return claim  # "condamné à sept ans de prison"
    return replace(claim, expected=value._replace(kind="age", unit="a"))


def _of_person(readings: Sequence[Reading], lexicon: Lexicon) -> bool:
    """Whether a verb like "was" stands behind a noun for one person: "the murdered shopkeeper was 43"."""
    if "!been" not in readings[-1].keys or len(readings) < 2:
        return False
    known = [concept for key in readings[-2].concepts if (concept := lexicon.concept(key))]
    return bool(known) and any(concept.kind in PEOPLE for concept in known)


def mark_bearers(claim: Claim, names: Sequence[Term], words: Sequence[Term], lexicon: Lexicon) -> None:
    """Find the nouns that say whose age a claim gives, where no name does: the last before it that owns nothing, and the first
    behind it that stands by ("the victim was a 64-year-old pastor")."""
    value = claim.expected
    if value is None or value.kind != "age" or any(_person(term, claim.text) for term in names):
        return
    people = [t for t in words if any((c := lexicon.concept(key)) and c.kind in PEOPLE for key in t.concepts)]
    at = len(_WORD.findall(claim.text[: value.start]))
    before = [term for term in people if term.place < at]
    for term in ([term for term in before if not term.owned] or before)[-1:]:
        term.bearer = True
    behind = at + len(_WORD.findall(claim.text[value.start : value.end])) + NEXT
    for term in people[len(before) :][:1]:
        term.bearer = not before or term.place <= behind


def _person(term: Term, text: str) -> bool:
    """Whether a name may be a person's: of no known place or body, and no "Laffrey:" or "of Laffrey"."""
    return not term.entity and not term.owned and not text.partition(term.text)[2].lstrip().startswith(":")


def labelled(claim: Claim, lang: str, lexicon: Lexicon) -> Claim:
    """The claim with a value that is a point of a scale, and so counts nothing: "de magnitud 6,8 sacude Marruecos"."""
    value = claim.expected
    if value is None or value.kind != "count" or value.counted_span is None or value.counted_span.start < value.end:
        return claim
    readings = lexicon.read(lang, terms.words(claim.text[: value.start])[-1:])
    if value.low == int(value.low or 0) or not any("!scales" in reading.keys for reading in readings):
        return claim
    return replace(claim, expected=value._replace(counted=None, counted_span=None))


def _set_off(before: str, readings: Sequence[Reading]) -> bool:
    """Whether a value stands behind a comma, or behind one with "of": "Antonio Guterres, de 76 años"."""
    if before.endswith(", "):
        return True
    return bool(readings) and "!before" in readings[-1].keys and before.rstrip().rpartition(" ")[0].endswith(",")


def shares(claim: Claim, lang: str, lexicon: Lexicon) -> bool:
    """Whether a count is followed by what it is a part of."""
    if claim.expected is None or claim.expected.kind != "count":
        return False
    texts = terms.words(claim.text[claim.expected.end :])[:2]
    readings = lexicon.read(lang, texts)
    return len(readings) > 1 and "!shares" in readings[0].keys and (readings[1].function or texts[1].isdigit())


def arrives(claim: Claim, lang: str, lexicon: Lexicon) -> bool:
    """Whether a claim's value is what a change comes to: "cut to 5,000"."""
    before = terms.words(claim.text[: claim.expected.start])[-1:] if claim.expected else []
    return any("!after" in reading.keys for reading in lexicon.read(lang, before))


def compares(claim: Claim, lang: str, lexicon: Lexicon) -> bool:
    """Whether the value is how many more or fewer: "six planes more than in 2014", "another 1,000 soldiers"."""
    value = claim.expected
    if value is None or value.kind in ("date", "ordinal"):
        return False
    end = value.counted_span.end if value.counted_span and value.counted_span.end > value.end else value.end
    before = claim.text[: value.start]
    if value.kind == "duration" and _extends(before, lang, lexicon):
        return True
    if value.kind in SIZES and _last(before) in data(lang, "claims").get("differences", ()):
        return True  # "shortened by 87 metres"
    readings = lexicon.read(lang, terms.words(claim.text[value.end : end]))
    behind = lexicon.read(lang, terms.words(claim.text[end:])[:2])
    ahead = lexicon.read(lang, terms.words(claim.text[: value.start])[-1:])
    if value.modifier == "exact" and any("!others" in reading.keys for reading in ahead):
        return True
    if any(mention.start > end and mention.modifier in BOUNDS for mention in claim.mentions):
        behind = []  # "61,800 jobless of more than 50"
    return any("!increments" in reading.keys for reading in (*readings, *behind))


def _last(before: str) -> str:
    """The word right before a value that does not open the claim."""
    words = fold(before).split()
    return words[-1] if len(words) > 1 else ""


def _extends(before: str, lang: str, lexicon: Lexicon) -> bool:
    """Whether a time is how much longer something lasts: "the truce is extended by 45 days", and not "extended to"."""
    readings = lexicon.read(lang, terms.words(before))
    return any(EXTEND in reading.concepts for reading in readings) and "!after" not in readings[-1].keys


def spans(text: str, expected: Mention, lang: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """What of a claim is its value: all but what a ratio is of ("one pupil in five")."""
    of, end = expected.counted_span, _end(text, expected, lang, lexicon)
    if of is None or not expected.start < of.start < of.end < expected.end:
        return [(expected.start, end)]
    return [(expected.start, of.start), (of.end, end)]


def _end(text: str, expected: Mention, lang: str, lexicon: Lexicon) -> int:
    """Where the value ends, with what it is per ("barrels a day")."""
    if not rates(expected.per):
        return expected.end
    hits = list(_WORD.finditer(text, expected.end))[:3]
    end = expected.end
    noun = expected.counted_span
    if noun and hits and noun.start <= hits[0].start() < noun.end:
        return end  # "12,000 deaths a year"
    for hit, reading in zip(hits, lexicon.read(lang, [h.group() for h in hits]), strict=True):
        if not reading.function and end > expected.end and not hit.group()[0].isdigit():
            break
        end = hit.end()
        if not reading.function:
            break
    return end
