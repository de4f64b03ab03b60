"""What a word of a claim may be called in an article: the keys of the term table that answer it, and how well."""

from collections.abc import Iterable, Mapping, Sequence

from ...terms import Concept, Lexicon, Reading
from .model import BROADER, CAPITAL, COGNATE, LOOSE, MANY, METONYM, NARROWER, Term

MEMBERS, VOTE = frozenset({"deputy", "senator"}), "vote-cast"
VOTING = frozenset({VOTE, "votes-for", "votes-against", "no-confidence"})
"""Those who vote in a parliament, what each of them gives, and words of votes."""
SITED = 0.5
"""How well a country answers its capital where something is said to be there: "Dakar: 61% turnout"."""


def keys(lexicon: Lexicon, reading: Reading, whole: bool = False) -> tuple[dict[str, float], list[str]]:
    keys: dict[str, float] = {}
    concepts: list[str] = []

    def put(key: str, strength: float) -> None:
        keys[key] = max(keys.get(key, 0.0), strength)

    strict = any(lexicon.is_entity(key) for key in reading.keys if key[0] not in "!*=#@~")
    for key in reading.phrase if whole else [k for k in reading.keys if k not in reading.phrase]:
        if key[0] == "!":
            continue
        if key[0] in "*=#@":
            put(key, COGNATE if key[0] == "*" else 1.0)
            continue
        loose = key[0] == "~"
        concept = key.lstrip("~")
        strength = 1.0 if not loose else METONYM if strict and lexicon.is_entity(concept) else LOOSE
        concepts.append(concept)
        put(concept, strength)
        put(f"~{concept}", strength * LOOSE)
        if lexicon.is_entity(concept):
            continue
        for narrower in lexicon.descendants(concept):
            put(narrower, strength * NARROWER)
            put(f"~{narrower}", strength * NARROWER * LOOSE)
        for wider in lexicon.ancestors(concept)[:1]:
            put(wider, strength * BROADER)
    if any(concept != city and concept in lexicon.ancestors(city)[:1] and keys[concept] == METONYM
           for city in concepts for concept in concepts if lexicon.is_entity(city)):
        put(CAPITAL, LOOSE)  # "27 dead in the capital"
    return keys, concepts


def cast(words: Sequence[Term]) -> None:
    """Members of a parliament answer votes where a claim says how many of them voted: "484 MPs oppose the deal"."""
    if any(not VOTING.isdisjoint(term.concepts) for term in words):
        for term in words:
            if term.counted and not MEMBERS.isdisjoint(term.concepts):
                term.keys[VOTE] = max(term.keys.get(VOTE, 0.0), NARROWER)


def itself(keys: Mapping[str, float], lexicon: Lexicon) -> dict[str, float]:
    """What a capital may be called where a claim says that something is there, and does not speak of its government."""
    return {key: min(strength, SITED) if strength <= METONYM and key[0] not in "!*=#@" and lexicon.is_entity(key) else strength
            for key, strength in keys.items()}


def entity(lexicon: Lexicon, concepts: Sequence[str]) -> str:
    """The class of the entity that a word names: what it is rather than what it may stand for ("Brussels")."""
    known = [c for key in concepts if (c := lexicon.concept(key)) and lexicon.is_entity(key)]
    return next((c.kind for c in sorted(known, key=lambda c: c.kind != "place")), "")


def siblings(lexicon: Lexicon, known: Sequence[Concept]) -> frozenset[str]:
    found: set[str] = set()
    for concept in known:
        if concept.contrast:
            group: Iterable[str] = lexicon.contrast(concept.contrast)
        elif concept.broader and concept.kind == "noun":
            group = lexicon.narrower(concept.broader)
        else:
            continue
        members = list(group)
        if len(members) <= MANY:
            found.update(members)
    own = {c.id for c in known}
    related = {n for c in own for n in (*lexicon.descendants(c), *lexicon.ancestors(c))}
    return frozenset(found - own - related)
