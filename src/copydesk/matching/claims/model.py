"""What a claim looks for: its terms, what each may be called, and how much each counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ...languages import available, data
from ...mentions import Mention
from ...periods import Period
from ...text import Span, fold

if TYPE_CHECKING:
    from ..judge import Value

NARROWER, BROADER, LOOSE, COGNATE, METONYM = 0.95, 0.55, 0.85, 0.9, 0.7
"""How well a narrower or wider concept, a loose form, or a like spelling answers a term that asks for one thing, and
how well a country answers its capital ("Washington")."""

CAPITAL = "capital-city"
"""What an article that names a capital's country calls it."""

MANY = 60
"""A kind with more members than this leaves nothing out by naming one of them."""

WEIGHTS = {"name": 2.5, "word": 1.5, "counted": 2.0, "generic": 0.3, "number": 0.5}
GENERIC = WEIGHTS["generic"]
"""What a word weighs that says nothing by itself: people, number, according to."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """All of a term that decides where in an article it stands: terms that look alike share one, and what was found.

    `keys`, `parts`, `together`, `surname`: as the term's. `short`: a name's part that another language may not carry.
    `meant`: a name with a word that the table knows, which another language may put in another order. `excepted`: what the
    claim leaves out.
    """

    keys: Mapping[str, float]
    parts: tuple["Look", ...]
    together: bool
    surname: bool
    name: bool
    short: bool
    meant: bool
    excepted: bool


_ARTICLE = 3
"""The letters at most of an article ("Les Marées") or of what is added to a name ("RD Congo"); "Air Europa" is no Europe."""


@cache
def _small() -> frozenset[str]:
    """The words that hold sentences together, of all languages: no name's part but its article is one."""
    return frozenset(fold(word) for lang in available() for word in data(lang, "match").get("function", []))


def look(term: "Term") -> Look:
    """The look of a term."""
    return _look(
        tuple(term.keys.items()), tuple(map(look, term.parts)), term.together, term.surname, term.kind == "name",
        len(term.text) <= _ARTICLE and (term.text.isupper() or fold(term.text) in _small()),
        not term.surname and any(any(key[0] not in "*=#@" for key in part.keys) for part in term.parts),
        term.excepted,
    )


@cache
def _look(
    keys: tuple[tuple[str, float], ...], parts: tuple[Look, ...], together: bool, surname: bool, name: bool, short: bool,
    meant: bool, excepted: bool,
) -> Look:
    return Look(dict(keys), parts, together, surname, name, short, meant, excepted)


NOWHERE = _look((), (), False, False, False, False, False, False)


@dataclass(slots=True, eq=False)
class Term:
    """One thing that a claim names.

    `keys` maps what it may be called to how well that answers; a name or phrase of several words has `parts`, and
    `together` when they must stand side by side. `kind`: "name" (a place, body, person or unknown name) or "word".
    """

    text: str
    kind: str
    weight: float
    keys: dict[str, float] = field(default_factory=dict)
    parts: tuple["Term", ...] = ()
    together: bool = False
    counted: bool = False
    concepts: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    initial: bool = False
    """An unknown word that opens the claim: its capital does not tell whether it is a name."""
    verb: bool = False
    act: bool = False
    """A word that is nothing but a verb, or the noun of one."""
    known: bool = True
    """Whether the table has it: then its absence says something, in any language."""
    place: int = 0
    """Which word of the claim it is (the last of a phrase)."""
    size: int = 1
    """How many words it has there."""
    head: bool = False
    """The noun that the claim counts, where it counts by one ("soldiers" in "soldiers killed")."""
    siblings: frozenset[str] = frozenset()
    """Other concepts of the same kind that leave it out: other diseases, other oils."""
    owned: bool = False
    """Whether a preposition says that something is of it: "the sister of the victim"."""
    bearer: bool = False
    """Whose age the claim gives."""
    among: bool = False
    """Those whom the claim's figure is said to be among: "12% on strike among managers"."""
    excepted: bool = False
    """What the claim leaves out: "outside China"."""
    beside: bool = False
    """What another number of the claim counts: "8 dead and 26 injured"."""
    surname: bool = False
    """A name whose last part alone may stand for it: a person's."""
    qualifies: bool = False
    """A place within what the claim counts: "60 billion of American goods"."""
    number: str = ""
    """The number that tells it from others of its name: "1" in "Vega-1"."""
    entity: str = ""
    """The class of a known entity: place, org, person; "" for an unknown name."""
    look: Look = NOWHERE
    """Filled once the term is complete."""


@dataclass(slots=True, eq=False)
class Query:
    """A claim taken apart. `names` and `words` are its terms; `period` the time that its own words speak of."""

    text: str
    lang: str
    expected: Mention | None
    names: tuple[Term, ...]
    words: tuple[Term, ...]
    period: Period | None
    month: int | None
    """The month alone, where the claim names no year."""
    valid: Period | None
    own: frozenset[str]
    """Every key of the claim's names: an entity of the article that bears one is no competitor."""
    change: bool
    prior: bool
    cues: frozenset[str]
    headed: bool = False
    share: bool = False
    """Whether the claim's figure is so many of a greater number ("22 of the injured")."""
    aged: bool = False
    """Whether the claim's value is somebody's age."""
    asked: frozenset[str] = frozenset()
    """Every key of the claim's words."""
    part: Period | None = None
    """The quarter or half of a year that it speaks of; the year is no part of it."""
    numbers: tuple[tuple[Decimal, str | None], ...] = ()
    """The claim's other numbers, each with its unit."""
    sources: tuple[frozenset[str], ...] = ()
    """The keys of each word of who says it: "according to the police"."""
    label: tuple[frozenset[str], ...] = ()
    """The keys of each word of what may be who says it: "Fire service: 74 killed"."""
    dated: bool = False
    """Whether it names a day that only an article's date can place: "on 31 January", "on Saturday"."""
    day: Period | None = None
    """That day, once an article is asked."""
    question: "Query | None" = None
    """The claim without its number: one object for all claims that differ in nothing else. What an article has to say
    about it, but for the comparison, is found once for all of them."""

    terms: tuple[Term, ...] = field(init=False)
    """Names and words."""
    telling: bool = field(init=False)
    """Whether any word says what the figure is about."""
    value: "Value | None" = field(default=None, init=False)
    """What it expects, ready to compare, once asked for."""

    def __post_init__(self) -> None:
        self.terms = self.names + self.words
        self.telling = any(term.weight > GENERIC for term in self.words)


def question(query: Query) -> Query:
    """A claim without its number: one and the same for all that differ in nothing else."""
    return _shared(_Question(query))


class _Question:
    """A claim without its number as a cache key."""

    __slots__ = ("key", "query")

    def __init__(self, query: Query) -> None:
        expected = query.expected and query.expected._replace(
            start=0, end=0, rule="", low=None, high=None, step=None, date=None,
            counted_span=query.expected.counted_span and Span(0, 0),
        )
        self.query = replace(query, expected=expected)
        self.key = _values(self.query, ("text", "terms", "value"))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Question) and self.key == other.key


@cache
def _shared(question: _Question) -> Query:
    return question.query


def _values(made: Query | Term, but: Sequence[str]) -> tuple[object, ...]:
    """All that a query or a term is made of, as a key; where in the claim it stands is no part of that."""
    return tuple(
        tuple(_values(term, ("keys", "place")) for term in value) if field.name in ("names", "words", "parts") else value
        for field in fields(made) if field.name not in but for value in [getattr(made, field.name)]
    )


def mark_head(words: Sequence[Term], lang: str) -> bool:
    """Find the counted noun: the last in languages that put what qualifies it first, else the first."""
    counted = [t for t in words if t.counted]
    if any(t.weight <= WEIGHTS["generic"] for t in counted):
        return False
    last = data(lang, "match").get("head_last")
    if counted and not counted[-1 if last else 0].known:
        return False  # it may well be the noun, and any word of another language answer it
    if last:
        # what an "of" parts from the noun is not counted: "doses of dengue vaccine"
        run = counted[:1]
        for before, term in pairwise(counted):
            if term.place - term.size - before.place != 0:
                break
            run.append(term)
        counted = run[::-1]
    elif counted and counted[0].verb:
        return False  # "morts du Covid" counts the dead, and no Covid
    # "opposition supporters" are people: a noun that is a verb too is none behind another
    noun = next((t for t in counted if t.known and not (t.act if last else t.verb)), None)
    if noun:
        noun.head = True
    return noun is not None


def complete(names: Sequence[Term], words: Sequence[Term]) -> None:
    """Settle what depends on a claim's other terms: what no longer answers or leaves out a term, and its look."""
    _tell_apart(names)
    for term in words:
        if term.siblings and not term.counted:
            term.siblings -= {k for other in words if other is not term for k in other.concepts}
    for term in (*names, *words):
        term.look = look(term)


def _tell_apart(names: Sequence[Term]) -> None:
    """Where a claim names both a country and its capital, the one does not answer the other."""
    for narrow in names:
        for wide in names:
            if wide.concepts and set(wide.concepts) < set(narrow.concepts):
                for key in wide.keys.keys() & narrow.keys.keys():
                    del narrow.keys[key]
