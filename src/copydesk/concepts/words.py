"""One language's words that shape a clause, and what a word can be by itself."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ..languages import data
from ..terms._inflection import simple

# What a word form can be: a form that no rule makes, a base form, its third person, its past, its participle; "" no verb.
Form = Literal["", "fixed", "base", "third", "past", "present"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The closed classes and the verbs of a language (`languages/<code>/concepts.toml`)."""

    of: frozenset[str]
    prepositions: frozenset[str]
    breakers: frozenset[str]
    relatives: frozenset[str]
    articles: frozenset[str]
    demonstratives: frozenset[str]
    pronouns: frozenset[str]
    personal: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    joins: frozenset[str]
    infinitive: frozenset[str]
    absolute: frozenset[str]
    of_money: frozenset[str]
    aims: frozenset[str]
    moves: frozenset[str]
    particles: frozenset[str]
    own: frozenset[str]
    nearest: frozenset[str]
    rates: frozenset[str]
    multiples: frozenset[str]
    times: frozenset[str]
    compound: frozenset[str]
    levels: frozenset[str]
    noun_participles: frozenset[str]
    homographs: frozenset[str]
    raising: frozenset[str]
    two_objects: frozenset[str]
    respective: frozenset[str]
    numbers: frozenset[str]
    elisions: frozenset[str]
    empty: frozenset[str]
    adverbs: frozenset[str]
    not_adverbs: frozenset[str]
    verbs: frozenset[str]
    verb_bases: frozenset[str]
    verb_nouns: frozenset[str]
    not_verbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    present_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    adjoins: bool


_SIMPLE = ("verb_bases", "verb_nouns")
_TUPLES = ("participle_endings", "adverb_endings", "verb_endings", "past_endings", "present_endings")


@cache
def words_of(lang: str) -> Words | None:
    """The words of a language; None where it has no table."""
    table = data(lang, "concepts")
    if not table:
        return None
    members: dict[str, Any] = {
        key: frozenset(simple(w) if key in _SIMPLE else w for w in table.get(key, ()))
        for key in Words.__slots__ if key not in (*_TUPLES, "endings", "adjoins")
    }
    members |= {key: tuple(table.get(key, ())) for key in _TUPLES}
    endings = tuple((ending, base) for ending, base in data(lang, "inflection").get("verb", ()))
    return Words(**members, endings=endings, adjoins=bool(table.get("adjoins")))


@cache
def verb_form(lang: str, word: str) -> tuple[Form, bool]:
    """What form of a verb the word can be, and whether it can be a noun as well."""
    words = words_of(lang)
    if words is None or word in words.not_verbs:
        return "", False
    if word in words.verbs:
        return "fixed", word in words.verb_nouns or word in words.homographs
    written = simple(word)
    if written in words.verb_bases:
        return "base", False
    if written in words.verb_nouns:
        return "base", True
    for ending, base in words.endings:
        if written.endswith(ending) and len(written) > len(ending) + 1:
            stem = written[:len(written) - len(ending)] + base
            if stem in words.verb_bases or stem in words.verb_nouns:
                kind = _kind(words, word)
                return kind, word in words.noun_participles if kind == "present" else (
                    stem in words.verb_nouns or word in words.homographs)
    if len(word) > 6 and words.participle_endings and word.endswith(words.participle_endings):
        return "present", word in words.noun_participles
    if len(word) > 3 and words.verb_endings and word.endswith(words.verb_endings):
        return _kind(words, word), False
    return "", False


def _kind(words: Words, word: str) -> Form:
    if words.present_endings and word.endswith(words.present_endings):
        return "present"
    return "past" if words.past_endings and word.endswith(words.past_endings) else "third"
