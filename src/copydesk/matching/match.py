"""Which mentions of an article answer an assertion: how closely its words tie each figure to the claim.

Every candidate gets a score between 0 and 1: the share of the claim's terms that the article links to the figure, each
weighted by how near it stands (`_places.NEAR`). What disqualifies a candidate is named in `Link.lost`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from . import fit as _fit
from . import places as _places
from . import query as _query
from .claim import GENERIC, IMPLIED, Query, Term
from .layout import Figure, Index, family
from .places import NEAR, Places, nearest

MEASURED = frozenset({"length", "area", "volume", "mass", "speed", "temperature", "duration", "age"})
"""Kinds whose unit says much of what is measured."""

RIVAL = 0.5
"""What remains of a name's tie where another name of its class stands beside the figure."""

WHOLE = 0.85
"""What remains of a figure's tie where it is the whole that another is a part of ("26 of the 35 seats")."""

UNKNOWN, UNSEEN = 0.4, 0.75
"""What a word weighs that is neither in the article nor in the table: another language may have any word for it."""

UNTOLD = 0.5
"""What a verb of the table weighs that is not in the article: things happen in more words than any table has."""

ABSENT, ABSENT_OF_MEASURE = 0.4, 0.5
"""An article that lacks more of the claim's words than this speaks of something else; a unit says much by itself."""

NAMED = 0.8
"""Unless the rest, mostly its names, ties the figure as closely as this."""

FEW = 2
"""An article with so few figures of a measure (one temperature) hardly means another thing by them."""

RARE = 2
"""A term in so few sentences of the article tells the figures beside it from all others."""

LEAST = 0.35
"""Candidates tied less than this decide nothing, and are looked at no further."""


@dataclass(slots=True)
class Link:
    """How a figure is tied to a claim. `words` and `names` are the two parts of `score`; `lost` says why it is out."""

    figure: Figure
    within: "Field"
    score: float = 0.0
    words: float = 0.0
    names: float = 0.0
    weakest: float = 1.0
    """The tie of the name that is tied least."""
    beside: int = 0
    """How many of the claim's words stand in the figure's own part of the sentence."""
    ties: list[tuple[int, Term]] = field(default_factory=list)
    own: list[Term] = field(default_factory=list)
    """Terms that stand right beside the figure."""
    sites: list[Term] = field(default_factory=list)
    """Places of the claim that stand right beside the figure: "84,000 in the country, 8,000 of them in Paris"."""
    near: list[Term] = field(default_factory=list)
    """Terms that stand in its sentence, and beside no other figure."""
    far: list[Term] = field(default_factory=list)
    """Terms that stand neither in its sentence, nor in the one before, nor in the lead."""

    def tells(self, other: "Link") -> bool:
        """Whether a rare term stands beside this figure that the other's part of its sentence lacks, or a name of the
        claim in its sentence that is nowhere near the other. A part is of what its whole is of."""
        part = "part" in other.figure.cues and other.figure.sentence == self.figure.sentence
        return any(term not in other.near and not (part and term.kind == "word") for term in self.own) or any(
            term.kind == "name" and term in other.far for term in self.near
        )

    def sited(self, other: "Link") -> bool:
        """Whether a place of the claim stands right beside this figure, and not in the other's part of its sentence."""
        return any(term not in other.near for term in self.sites)

    lost: str | None = None
    miscounted: bool = False
    """Whether it counts, by its words, another thing than the claim."""
    rivalled: bool = False
    """Whether another name stands nearer than one of the claim's."""
    doubted: bool = False
    contested: bool = False
    """Whether a rare word of the claim stands far from it beside another, and another such word the other way round."""

    @property
    def doubtful(self) -> bool:
        """Good enough to agree with, not to contradict: of a time long past or longer, or counting another thing."""
        return self.doubted or _doubtful(self)

    @property
    def unlike(self) -> bool:
        """Doubtful by what stands beside it."""
        return _unlike(self)


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
    """The comparable figures of an article that speaks of what a claim is about, and where the claim's terms stand."""

    __slots__ = ("absent", "figures", "found", "index", "names", "near", "of_names", "of_words", "query", "words")

    def __init__(self, query: Query, index: Index, found: list[Places], figures: Sequence[Figure]) -> None:
        self.query, self.index, self.found, self.figures = query, index, found, figures
        self.near = self._near()
        """The sentences that the claim's words stand in, and those right behind them."""
        home = _query.home(index.annotated.article.lang)
        number = len(query.names)
        self.names = [
            Wanted(term, places, term.weight, 1, at_home)
            for term, places in zip(query.names, found, strict=False)
            if not (at_home := bool(home) and not home.isdisjoint(term.concepts)) or places.sentences
        ]
        self.words = [self._word(term, places) for term, places in zip(query.words, found[number:], strict=True)]
        self.of_names = self.of_words = missing = 0.0
        for wanted in self.names:
            self.of_names += wanted.weight
        for wanted in self.words:
            self.of_words += wanted.weight
            missing += wanted.weight if wanted.absent else 0.0
        self.absent = missing / self.of_words if self.of_words else 0.0
        """The share of the claim's words that the table has and the article does not."""

    def _near(self) -> set[int]:
        near: set[int] = set()
        for places in self.found:
            places.sentences_near(near)
        expected = self.query.expected
        if expected is not None and expected.kind in MEASURED and len(self.figures) <= FEW:
            near.update(figure.sentence for figure in self.figures)
        return near

    def _implied(self, term: Term) -> bool:
        """Whether a word only says what the claim's unit says: an area, a weight, how long."""
        expected = self.query.expected
        return expected is not None and not IMPLIED.get(family(expected), frozenset()).isdisjoint(term.concepts)

    def _word(self, term: Term, places: Places) -> Wanted:
        """A word of the claim with what it weighs: less where the article may well say it otherwise."""
        weight, absent = term.weight, False
        if not (places.sentences or places.anything()):
            if not term.known:
                weight *= UNKNOWN if self.query.lang != self.index.annotated.article.lang else UNSEEN
            else:
                absent = weight > GENERIC
                if self._implied(term):
                    weight, absent = GENERIC, False
                elif absent and term.act and not term.counted:
                    weight *= UNTOLD
        return Wanted(
            term, places, weight, int(term.initial and _always_name(places, self.index)), absent=absent
        )

    def candidates(self) -> list[tuple[float, Figure]]:
        """The figures that may decide something, each with the closest that it can be tied."""
        total = self.of_names + self.of_words
        made = []
        for figure in self.figures if total else ():
            if figure.sentence in self.near:
                most = self._most(figure) / total
                if most >= LEAST:
                    made.append((most, figure))
        return made

    def _most(self, figure: Figure) -> float:
        """The most that the terms together can tie a figure."""
        index, sentence, number = self.index, figure.sentence, figure.number * 2
        tied = 0.0
        for _, places, weight, which, at_home, _ in self.names:
            near = (places.known.get(number + which) or nearest(places, figure, index, which))[0]
            tied += weight * (max(near, NEAR["topic"][1]) if at_home else near)
        for _, places, weight, which, _, _ in self.words:
            if places.parts:
                near = places.ceiling(sentence)
            else:
                near = (places.known.get(number + which) or nearest(places, figure, index, which))[0]
            if figure.carried is not None and sentence in places.best:
                near = max(near, NEAR["shared"][0])
            tied += weight * near
        return tied


def field_of(query: Query, index: Index) -> Field | None:
    """What of the article a claim can be about; None where it has no comparable figure or lacks what the claim names."""
    if query.expected is None:
        return None
    figures = index.families.get(family(query.expected))
    if not figures:
        return None
    found = _find(query, index)
    if found is None:
        return None
    return Field(query, index, found, figures)


def links(within: Field, figures: Iterable[Figure] | None = None) -> list[Link]:
    """Figures with their ties to the claim, best first: those given, or all."""
    made = [
        _link(within, figure) if figure.sentence in within.near
        else Link(figure, within, lost="stands by none of the claim's words")
        for figure in (within.figures if figures is None else figures)
    ]
    return made if figures is not None else ranked(within, made)


def ranked(within: Field, made: list[Link]) -> list[Link]:
    """Links, best first, each with what the others say of it."""
    _part_terms(within.query, made, within.found)
    made.sort(key=lambda link: (link.lost is not None, -link.score, link.figure.first))
    return made


def _part_terms(query: Query, made: Sequence[Link], found: Sequence[Places]) -> None:
    """A figure is doubtful where a term of the claim that is rare in the article stands far from it, beside another."""
    live = [link for link in made if link.lost is None and link.score >= LEAST]
    rare: list[Term] = []
    for term, places in zip(query.terms, found, strict=True):
        if term.weight <= GENERIC or not places.sentences or len(places.sentences) > RARE:
            for link in live:
                if term in link.own:
                    link.own.remove(term)
        elif not term.verb:
            rare.append(term)
    for term in rare:
        owners = [link for link in live if term in link.own and not link.miscounted]
        for link in live if owners else ():
            if term not in link.far:
                continue
            if term.kind != "name" and all(_apart(link, owner) for owner in owners):
                link.contested = True
            else:
                link.doubted = True


def _apart(link: Link, owner: Link) -> bool:
    """Whether a rare term stands beside one figure and far from another."""
    return any(term in owner.far for term in link.own)


def _find(query: Query, index: Index) -> list[Places] | None:
    """Where each term stands in the article; None when its names are not there, so it cannot be meant."""
    found: list[Places] = []
    missing = 0
    home = _query.home(index.annotated.article.lang)
    for number, term in enumerate(query.names):
        places = _places.find(term.look, index)
        found.append(places)
        if not places.sentences and not home.intersection(term.concepts):
            if number == 0:
                return None
            missing += 1
    if missing * 2 > len(query.names):
        return None
    words = [_places.find(term.look, index) for term in query.words]
    telling = [p for t, p in zip(query.words, words, strict=True) if t.weight > GENERIC]
    if telling and query.expected and query.expected.kind not in MEASURED and not any(p.anything() for p in telling):
        return None
    return found + words


def _link(within: Field, figure: Figure) -> Link:
    query, index, found = within.query, within.index, within.found
    link = Link(figure, within)
    link.lost = _fit.unfit(query, index, figure)
    if link.lost and not ("earlier" in figure.cues and _fit.named_behind(query, index, found, figure)):
        return link
    _tie_names(within, link)
    heads, head = _tie_words(within, link)
    if link.score < LEAST:
        return link
    if heads and not head:
        link.miscounted = True
    if "part" in figure.cues and "part" not in query.cues and not _fit.of_part(query, index, found, figure):
        link.lost = "is a part of another figure"
    else:
        link.lost = _fit.contrasted(query, index, figure)
        if link.lost is None:
            link.lost = _fit.counts_mentioned(query, found, figure)
        if link.lost is None and not link.beside:
            link.lost = _fit.counts_other(query, index, found, figure)
    if link.lost is None and query.words and not _fit.change_named(query, index, found, figure):
        link.lost = "is a change, not a level"
    return link


def _doubtful(link: Link) -> bool:
    """Whether a figure may well be another one than the claim's, though its words stand near."""
    figure, within = link.figure, link.within
    query, index = within.query, within.index
    counts = query.expected is not None and query.expected.kind == "count"
    return (
        (link.names < 0.85 and _fit.historic(query, index, figure))
        or _fit.narrower_time(query, index, figure)
        or (within.absent > (ABSENT if counts else ABSENT_OF_MEASURE) and link.score < NAMED)
        or _unlike(link)
    )


def _unlike(link: Link) -> bool:
    """Whether a figure says, by what stands beside it, another thing than the claim's."""
    figure, within = link.figure, link.within
    query, index = within.query, within.index
    return (
        _fit.wider_time(query, index, figure)
        or _fit.of_other(query, index, within.found, figure)
        or _fit.rated(query, index, figure)
        or _fit.of_age(query, index, figure)
        or (query.aged and not _fit.aged(index, figure))
        or (query.share and not figure.cues & {"part", "share"})
    )


def _tie_names(within: Field, link: Link) -> None:
    figure, index, query = link.figure, within.index, within.query
    tied = 0.0
    for term, places, weight, which, at_home, _ in within.names:
        near, at, place = nearest(places, figure, index, which)
        rivalled = _rival(query, term, index, figure, at, place) or (place != "own" and _sibling(term, index, figure))
        if near and rivalled:
            near *= RIVAL
            link.rivalled = True
        elif at_home:
            near = max(near, NEAR["topic"][1])
        if place not in ("own", "shared") and term.entity == "place" and _part_of(term, index, figure):
            link.doubted = True
        if near > 0.3:
            link.ties.append((at, term))
        _note(link, term, place, near)
        tied += weight * near
        link.weakest = min(link.weakest, near)
    link.names = tied / within.of_names if within.of_names else 1.0
    link.score = tied


def _tie_words(within: Field, link: Link) -> tuple[bool, bool]:
    """Tie the words and finish the score; whether the claim counts something, and whether the figure counts that."""
    figure, index, query = link.figure, within.index, within.query
    tied = 0.0
    heads = head = headless = besides = False
    base = query.expected is not None and query.expected.kind == "percent"
    for term, places, weight, which, _, _ in within.words:
        near, at, place = nearest(places, figure, index, which)
        if places.parts and near < 1.0:
            near, at, place = max((near, at, place), _in_parts(places, index, figure))
        if place not in ("own", "shared") and _sibling(term, index, figure):
            near *= RIVAL
            link.rivalled = link.doubted = True
        if near > 0.3:
            link.ties.append((at, term))
        tied += weight * near
        carried = figure.carried is not None and places.within(figure.sentence, *figure.carried)
        _note(link, term, "shared" if carried and place != "own" else place, near)
        if term.weight <= GENERIC:
            continue
        if term.head and near < 0.4:
            headless = True
        if term.counted and not term.head and place == "own" and near >= NEAR["shared"][0]:
            besides = True
        if term.counted and not base and (term.head or not query.headed or (figure.counted is None and figure.carried is None)):
            heads = True
            # "27 people died" are migrants where the claim's "dead" stands there too
            least = 0.4 if place in ("topic", "before1", "other") or (figure.generic and besides) else 0.6
            head = head or carried or (near >= least and _heads(places, figure, index, at, place))
        if place == "own" or carried:
            link.beside += 1
            if carried and place != "own":
                tied += weight * (NEAR["shared"][0] - near)
    names, total = within.of_names, within.of_words
    link.words = tied / total if total else 1.0
    link.score = (tied + link.score) / (total + names) if total + names else 0.0
    if "whole" in figure.cues:
        link.score *= WHOLE
    return heads, head and not (headless and not base)


def _note(link: Link, term: Term, place: str, near: float) -> None:
    if place == "own":
        link.own.append(term)
        if term.entity == "place":
            link.sites.append(term)
    if place in ("own", "shared") or (place == "opening" and not (term.kind == "word" and link.figure.family == "date")):
        link.near.append(term)
    elif near < NEAR["before1"][0]:
        link.far.append(term)


def _heads(places: Places, figure: Figure, index: Index, at: int, place: str) -> bool:
    """Whether the figure counts what a term names: its noun says so, or it has none and the term stands near."""
    if figure.counted is None or figure.generic:
        if figure.carried is not None and place in ("opening", "other") and _generic(figure.carried, index):
            return True  # "killed 80,000 people, 17,127 of them in Italy"
        return place in ("own", "opening", "shared", "topic", "before1") or 0 <= at - figure.last <= 6
    begin, end = figure.counted
    return places.within(figure.sentence, begin, end + 2)


def _generic(counted: tuple[int, int], index: Index) -> bool:
    return any("!generic" in index.keys[at] for at in range(*counted))


def _in_parts(places: Places, index: Index, figure: Figure) -> tuple[float, int, str]:
    """A phrase by its words, wherever each stands ("medical aid" in "aid, above all medical")."""
    spots = [nearest(part, figure, index, 0) for part in places.parts]
    best = max(spots)
    return sum(spot[0] for spot in spots) / len(spots) * 0.95, best[1], best[2]


def _always_name(places: Places, index: Index) -> bool:
    """Whether the article writes a word with a capital wherever it stands."""
    return bool(places.sentences) and all(index.capital[at] for spots in places.sentences.values() for at, _ in spots)


def _sibling(term: Term, index: Index, figure: Figure) -> bool:
    """Whether the sentence, up to the figure, speaks of another thing of the term's kind: of flu, where it is Covid."""
    siblings = term.siblings
    if not siblings:
        return False
    return not siblings.isdisjoint(index.said(figure))


def _rival(query: Query, term: Term, index: Index, figure: Figure, at: int, place: str) -> bool:
    """Whether another name of the term's class stands beside the figure, nearer than the term, and takes it."""
    if figure.paired is not None and figure.listed[0] <= at < figure.listed[1]:
        return not figure.paired[0] <= at < figure.paired[1]
    low, high = figure.region
    wanted = ("place",) if term.entity == "place" else ("org", "name")
    own = place == "own"
    if not own and "rivals" in figure.cues and "rivals" not in query.cues:
        return True
    head = index.first_word[figure.sentence] + 3
    for other, kind, noun in index.entities[figure.sentence]:
        if not noun or not low <= other < high:
            continue
        if kind not in wanted and not (kind == "name" and other <= head and _adjunct(index, other)):
            continue
        if own:
            if not _takes(index, at, other, figure) or _bracketed(index, at, other, figure):
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
        return True
    return False


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
        return at < other and segment[at] != segment[other] and not _adjunct(index, other)
    return segment[at] != segment[figure.last - 1]


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
    if other - index.first_word[figure.sentence] <= 3:
        return True
    return other < figure.first and not _adjunct(index, other)


def _adjunct(index: Index, at: int) -> bool:
    """Whether a preposition stands before a name, or before its article."""
    first = index.first_word[index.sentence_of[at]]
    for back in (at - 1, at - 2):
        if back < first:
            return False
        if "!prepositions" in index.keys[back]:
            return True
        if not index.function[back]:
            return False
    return False


def _part_of(term: Term, index: Index, figure: Figure) -> bool:
    """Whether a figure is said of a part of the claim's place only: of a city, where the claim asks for the country."""
    low, high = figure.region
    return any(
        entity.kind == "place" and low <= entity.at < high and any(_within(key, term, index) for key in index.keys[entity.at])
        for entity in index.entities[figure.sentence]
    )


def _within(key: str, term: Term, index: Index) -> bool:
    if key[0] in "!*=#@":
        return False
    broader = index.lexicon.ancestors(key.lstrip("~"))
    return any(concept in broader for concept in term.concepts)
