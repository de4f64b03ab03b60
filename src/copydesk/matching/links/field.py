"""What of an article a claim can be about: its comparable figures, where the claim's terms stand, what each weighs there."""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from ... import terms
from ..article.layout import Figure, Index, family
from ..claims import query as _query
from ..claims.model import GENERIC, LOOSE, METONYM, WEIGHTS, Query, Term
from ..judge import MEASURED, days
from . import compounds
from . import places as _places
from .places import NEAR, Places, Tie, nearest

if TYPE_CHECKING:
    from ..doubts.nature import Spots
    from .link import Link

BARE = ("money", "percent", "count")
"""Kinds whose unit says little of what is measured."""

STAFF = frozenset({"employ", "employee"})
"""What a claim asks for that says how many people work for somebody."""

UNKNOWN, UNSEEN = 0.4, 0.75
"""What a word weighs that is neither in the article nor in the table: another language may have any word for it."""

UNTOLD = 0.5
"""What a verb of the table weighs that is not in the article: things happen in more words than any table has."""

FEW = 2
"""An article with so few figures of a measure (one temperature) hardly means another thing by them."""

LEAST = 0.35
"""Candidates tied less than this decide nothing, and are looked at no further."""

MOST = 200
"""Candidates that are looked at, those that may be tied most closely: news has fewer, and each is held against the others."""


MOVES = {"up": "increase", "down": "decrease"}
"""What a word of a claim says of a figure that is itself read as a rise or a fall, whatever verb the article has."""


class Wanted(NamedTuple):
    """A term of the claim as an article stands to it: where it is, what it weighs there, and what else is asked of it."""

    term: Term
    places: Places
    weight: float
    which: int
    """1 where it is tied like a name, 0 like a word."""
    at_home: bool = False
    """Whether it is a country that the article need not name."""
    absent: bool = False
    """Whether the table has it and the article does not."""


class Field:
    """The comparable figures of an article that speaks of what a claim is about, and where the claim's terms stand.

    `query` is a question (`Query.question`), whose number is left out: all claims that ask it share this.
    """

    __slots__ = (
        "absent", "candidates", "deeds_only", "figures", "found", "index", "known", "live", "names", "near", "of_names",
        "of_words", "query", "spots", "sums", "twins", "values", "words",
    )

    def __init__(
        self, query: Query, index: Index, found: list[Places], figures: Sequence[Figure], twins: frozenset[int]
    ) -> None:
        self.query, self.index, self.found, self.figures = query, index, found, figures
        self.twins = twins
        """The words of names that share a word with one of the claim's, and are others."""
        self.known: dict[int, Link] = {}
        """Figures looked at so far, by their numbers, and how each is tied, whatever the others say of it."""
        self.live: list[Link] | None = None
        """Those of the candidates that may decide something, best first, once asked for."""
        self.spots: dict[int, Spots] = {}
        """For each figure asked for so far, by its number, where each term is nearest to it."""
        self.values: dict[int, Decimal] | None = None
        """The number that each figure says, in the claim's unit, once asked for."""
        self.sums: dict[tuple[int, bool], list[Decimal]] = {}
        """What figures add up to (`reckoned`), once asked for."""
        self.near = self._near()
        """The sentences that the claim's words stand in, and those right behind them."""
        home = _query.home(index.annotated.article.lang)
        number = len(query.names)
        self.names = [
            Wanted(term, places, term.weight, 1, at_home)
            for term, places in zip(query.names, found, strict=False)
            if not (at_home := is_home(term, home)) or places.sentences
        ]
        self.words = [self._word(term, places) for term, places in zip(query.words, found[number:], strict=True)]
        self.of_names = self.of_words = missing = 0.0
        for wanted in self.names:
            self.of_names += wanted.weight
        for wanted in self.words:
            self.of_words += wanted.weight
            missing += wanted.weight if wanted.absent else 0.0
        self.deeds_only = bool(self.words) and len(self.names) > 1 and all(w.absent and w.term.act for w in self.words)
        """Whether the article tells what two or more names did in none of the claim's words."""
        self.absent = missing / self.of_words if self.of_words else 0.0
        """The share of the claim's words that the table has and the article does not."""
        self.candidates = self._candidates()
        """The figures that may decide something, each with the closest that it can be tied."""

    def _near(self) -> set[int]:
        near: set[int] = set()
        for places in self.found:
            places.sentences_near(near)
        expected = self.query.expected
        if expected is not None and expected.kind in MEASURED and len(self.figures) <= FEW:
            near.update(figure.sentence for figure in self.figures)
        if expected is not None and expected.kind == "date":
            count = len(self.index.spans)
            near.update([number - 1 for number in near if number < count and _places.goes_on(self.index, number)])
        lasting = [figure.sentence for figure in self.figures if days(figure.mention)]
        if len(lasting) <= FEW:
            near.update(lasting)  # what the article is about lasts "from 6 to 8 May", wherever that stands
        return near

    def _word(self, term: Term, places: Places) -> Wanted:
        weight, absent = term.weight, False
        if not (places.sentences or places.anything()):
            weight, absent = lacking(term, self.query, self.index.annotated.article.lang)
        return Wanted(
            term, places, weight, int(term.initial and always_name(places, self.index)), absent=absent
        )

    def _candidates(self) -> list[tuple[float, Figure]]:
        total = self.of_names + self.of_words
        made = []
        for figure in self.figures if total else ():
            if figure.sentence in self.near:
                most = self._most(figure) / total
                if most >= LEAST:
                    made.append((most, figure))
        if len(made) > MOST:
            least = sorted((most for most, _ in made), reverse=True)[MOST - 1]
            made = [entry for entry in made if entry[0] >= least][:MOST]
        return made

    def _most(self, figure: Figure) -> float:
        """The most that the terms together can tie a figure."""
        index, sentence, number = self.index, figure.sentence, figure.number * 2
        tied = 0.0
        for _, places, weight, which, at_home, _ in self.names:
            near = (places.known.get(number + which) or nearest(places, figure, index, which))[0]
            tied += weight * (max(near, NEAR["topic"][1]) if at_home else near)
        if self.query.aged and figure.mention.kind == "age":
            return tied + self.of_words  # right behind a name it takes no words
        for term, places, weight, which, _, _ in self.words:
            if places.parts:
                near = places.ceiling(sentence)
            elif moved(self.query, term, figure):
                near = 1.0
            else:
                near = (places.known.get(number + which) or nearest(places, figure, index, which))[0]
            if figure.carried is not None and index.sentence_of[figure.carried[0]] in places.best:
                near = max(near, NEAR["shared"][0])
            tied += weight * near
        return tied


def moved(query: Query, term: Term, figure: Figure) -> bool:
    """Whether a word of a claim that asks by how much something rose or fell says what the figure is read as."""
    change = figure.mention.change
    return change is not None and query.change and "arrived" not in query.cues and MOVES[change] in term.concepts


def near_to(within: Field, term: Term, places: Places, figure: Figure, which: int) -> Tie:
    """The best of a term's places for a figure; what moves it is the word before it, where another of the claim's terms
    stands there too."""
    index = within.index
    tie = nearest(places, figure, index, which)
    if tie[0] >= NEAR["shared"][0] or not moved(within.query, term, figure):
        return tie
    if not any(
        other.term is not term and other.term.weight >= WEIGHTS["word"] and not moved(within.query, other.term, figure)
        and (there := nearest(other.places, figure, index, other.which))[2] == "own" and there[0] >= NEAR["shared"][0]
        for other in (*within.names, *within.words)
    ):
        return tie
    first = index.first_word[figure.sentence]
    at = next((at for at in range(figure.first - 1, first - 1, -1) if not index.function[at]), max(first, figure.first - 1))
    return NEAR["shared"][0], at, "own"


def lacking(term: Term, query: Query, lang: str) -> tuple[float, bool]:
    """What a word of a claim weighs that an article in a language lacks: less where it may well say it otherwise. And
    whether it counts as absent."""
    if not term.known:
        return term.weight * (UNKNOWN if query.lang != lang else UNSEEN), False
    if implied(term, query):
        return GENERIC, False
    if term.weight <= GENERIC:
        return term.weight, False
    return term.weight * (UNTOLD if term.act and not term.counted else 1.0), True


def implied(term: Term, query: Query) -> bool:
    """Whether a word says no more than that there is a figure, or what its unit says: how long, how much it costs."""
    expected = query.expected
    if expected is None or not term.concepts:
        return False
    if not _light(family(expected)).isdisjoint(term.concepts):
        return True
    return not query.asked.isdisjoint(STAFF) and of_staff(term)


def of_staff(term: Term) -> bool:
    """Whether a word says where those who work for somebody may be: anywhere."""
    return not _slight()["of_staff"].isdisjoint(term.concepts)


def levels(term: Term) -> bool:
    """Whether a word says only that a figure is reached or exceeded, which may be said of any."""
    return not _slight()["levels"].isdisjoint(term.concepts)


@cache
def _light(measured: str) -> frozenset[str]:
    """The concepts that an article may well leave out beside a figure of a dimension or kind."""
    table = _slight()
    return table["any"] | table.get(measured, frozenset())


@cache
def _slight() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files(terms.__name__).joinpath("data", "light.toml").read_text("utf-8"))
    return {name: frozenset(concepts) for name, concepts in table.items()}


class Fields:
    """What of one article the questions asked so far can be about. Nothing in the article's own layout leads here, so
    that both are gone as soon as another article comes."""

    __slots__ = ("_known", "index")

    def __init__(self, index: Index) -> None:
        self.index = index
        self._known: dict[Query, Field | None] = {}

    def of(self, query: Query) -> Field | None:
        """What a claim can be about; None where the article has no comparable figure or lacks what the claim names."""
        question = query.question
        if question is None:
            return None
        if question not in self._known:
            self._known[question] = _field(question, self.index)
        return self._known[question]


def _field(query: Query, index: Index) -> Field | None:
    if query.expected is None:
        return None
    figures = index.families.get(family(query.expected))
    if not figures:
        return None
    found = _find(query, index)
    if found is None:
        return None
    twins = compounds.of_others(query, index, found)
    if twins:
        found = [_places.outside(places, twins, index) for places in found]
    return Field(query, index, found, figures, twins)


def _find(query: Query, index: Index) -> list[Places] | None:
    """Where each term stands in the article; None when its names are not there, so it cannot be meant."""
    found: list[Places] = []
    missing = 0
    home = _query.home(index.annotated.article.lang)
    for number, term in enumerate(query.names):
        places = _of_number(term, _places.find(term.look, index), index)
        found.append(places)
        if not places.sentences and not is_home(term, home):
            if number == 0:
                return None
            missing += 1
    if missing * 2 > len(query.names):
        return None
    inside = _named(index, found)
    words = [
        _of_number(term, _places.outside(_places.find(term.look, index), inside, index), index) for term in query.words
    ]
    words = _once(query, words, index)
    telling = [(t, p) for t, p in zip(query.words, words, strict=True) if t.weight > GENERIC]
    expected = query.expected
    if telling and expected and expected.kind not in MEASURED and not any(p.anything() for _, p in telling):
        # names with a percentage, or two, say enough where the article tells the deed otherwise: "Verd falls to 12%"
        named = len(query.names) > (expected.kind != "percent") and all(t.act for t, _ in telling)
        foreign = query.lang != index.annotated.article.lang and not any(term.known for term in query.words)
        if not named and (not foreign or len(query.names) < 2 or missing):
            return None
    return found + words


def _of_number(term: Term, places: Places, index: Index) -> Places:
    """Where a name stands but for those that bear another number."""
    if not term.number:
        return places
    return _places.outside(
        places, frozenset(at for at, _ in places.words() if _places.numbered_otherwise(term, index, at)), index
    )


def _once(query: Query, found: list[Places], index: Index) -> list[Places]:
    """Where each word of the claim stands, but for words that answer another one in full and it only by the way: "employs"
    says no unemployment where the claim speaks of the job market too."""
    sure = [
        {at for at, strength in places.words() if strength == 1.0} if term.known and term.weight > GENERIC else set()
        for term, places in zip(query.words, found, strict=True)
    ]
    if sum(map(bool, sure)) < 1 or len(found) < 2:
        return found
    kept = list(found)
    for number, (term, places) in enumerate(zip(query.words, found, strict=True)):
        if term.weight > GENERIC and term.known and not term.verb and not places.parts:
            others = {at for other, spots in enumerate(sure) if other != number for at in spots}
            lost = frozenset(at for at, strength in places.words() if strength <= LOOSE and at in others)
            kept[number] = _places.outside(places, lost, index)
    return kept


def _named(index: Index, found: Sequence[Places]) -> frozenset[int]:
    """The words of names of several words that answer a claim: no word of "Bank of Farwell" says anything by itself."""
    spots = [at for places in found for there in places.sentences.values() for at, _ in there if index.lengths[at] > 1]
    return frozenset(word for at in spots for word in range(at, at + index.lengths[at]))


def is_home(term: Term, home: frozenset[str]) -> bool:
    """Whether a name is the country itself that an article need not name, not its capital."""
    return not home.isdisjoint(term.keys) and any(term.keys.get(country, 0.0) > METONYM for country in home)


def always_name(places: Places, index: Index) -> bool:
    """Whether the article writes a word with a capital wherever it stands."""
    return bool(places.sentences) and all(index.capital[at] for spots in places.sentences.values() for at, _ in spots)
