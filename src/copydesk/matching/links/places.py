"""Where a claim's terms stand in an article, and how near that is to a figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..article.epithets import EPITHETS, of_epithet
from ..article.layout import Figure, Index, upward
from ..claims.model import BROADER, CAPITAL, LOOSE, NOWHERE, Look, Term
from .resumed import resumed

NEAR = {
    # place of the term:        (word, name)
    "own": (1.0, 1.0),          # beside the figure, in its part of the sentence
    "shared": (0.9, 0.95),      # in the sentence, beside no other figure
    "opening": (0.75, 0.9),     # at the head of the sentence, before every figure of the kind
    "other": (0.45, 0.75),      # in the sentence, beside another figure
    "before1": (0.55, 0.85),    # one sentence before
    "before2": (0.4, 0.75),
    "before3": (0.3, 0.65),
    "topic": (0.45, 0.75),      # in the headline or the lead
    "apart": (0.15, 0.35),      # anywhere else
}
FORENAMES = 4
"""How many letters a word has at least that must be a first name, and no title."""
FORENAME = 0.55
"""How well the first word of an unknown name answers the whole ("Betis" for "Betis Séville")."""

DEAD, LOSE, CARRY_OFF, LOST_WITHIN = "dead", "lose", "carry-off", 4
BORDER, BORDERS = "border", 3
"""What parts two countries, and how many words before a country's name it stands at most."""
PEOPLE = frozenset({"person"})
SOLDIERS = frozenset({"troops", "~troops", "militia", "police-officer", "firefighter"})
"""Whom an army or a force loses, and how many words behind the verb their number stands at most."""

BASED = ("ratio", "date", "name", "position")
"""Families of figures that what a percentage is of may well be said of too."""
_SURE = 0.85
"""A tie in the sentence itself as close as this is not outdone by the sentences before."""
_BEFORE = (
    ((1, "before1", NEAR["before1"][0]), (2, "before2", NEAR["before2"][0]), (3, "before3", NEAR["before3"][0])),
    ((1, "before1", NEAR["before1"][1]), (2, "before2", NEAR["before2"][1]), (3, "before3", NEAR["before3"][1])),
)
"""How many sentences before, the place's name, and what it is worth: for a word, for a name."""

Spot = tuple[float, int]
"""How well a word answers a term, and which word it is."""
Tie = tuple[float, int, str]
"""How much a word ties a figure, which word it is, and where it stands."""


@dataclass(slots=True)
class Places:
    """Where one term stands: its words sentence by sentence, the best of each sentence, of the topic, and of all."""

    sentences: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    best: dict[int, Spot] = field(default_factory=dict)
    topic: Spot = (0.0, -1)
    anywhere: Spot = (0.0, -1)
    parts: tuple["Places", ...] = ()
    known: dict[int, Tie] = field(default_factory=dict)
    """Ties to figures asked for before; those to sentences that it does not stand in."""
    around: dict[int, Tie] = field(default_factory=dict)
    ceilings: dict[int, float] = field(default_factory=dict)

    def sentences_near(self, found: set[int]) -> None:
        """Add the sentences that the term or a part of it stands in, and those right behind them."""
        for number in self.sentences:
            found.add(number)
            found.add(number + 1)
        for part in self.parts:
            part.sentences_near(found)

    def ceiling(self, sentence: int) -> float:
        """The closest that the term can tie any figure of a sentence."""
        most = self.ceilings.get(sentence)
        if most is None:
            most = _around(self, sentence, 1)[0]
            if spots := self.sentences.get(sentence):
                most = max(most, NEAR["shared"][0], *(strength for _, strength in spots))
            if self.parts:
                parts = [part.ceiling(sentence) for part in self.parts]
                most = max(most, sum(parts) / len(parts))
                if any(sentence in part.sentences for part in self.parts):
                    most = max(most, NEAR["shared"][0])
            self.ceilings[sentence] = most
        return most

    def anything(self) -> bool:
        """Whether the term or a part of it stands in the article."""
        return bool(self.sentences) or (bool(self.parts) and any(part.anything() for part in self.parts))

    def within(self, sentence: int, begin: int, end: int) -> bool:
        """Whether the term, or a part of it, is one of the words `begin` up to `end` of a sentence."""
        for at, _ in self.sentences.get(sentence, ()):
            if begin <= at < end:
                return True
        return bool(self.parts) and any(part.within(sentence, begin, end) for part in self.parts)

    def passed_on(self, figure: Figure, index: Index) -> bool:
        """Whether the term, or a part of it, is in what a figure takes over from one before, in its sentence or the last."""
        taken = figure.carried
        return taken is not None and self.within(index.sentence_of[taken[0]], *taken)

    def means(self, sentence: int, begin: int, end: int) -> bool:
        """Whether one of the words `begin` up to `end` of a sentence says what the term does, and not only something wider."""
        return any(begin <= at < end and strength > BROADER for at, strength in self.sentences.get(sentence, ()))

    def words(self) -> list[tuple[int, float]]:
        """Every word, in order."""
        return [spot for number in sorted(self.sentences) for spot in self.sentences[number]]


Found = dict[int, float]


def find(term: Look, index: Index) -> Places:
    """Where a term stands in the article; looked up once for all terms that look alike."""
    places = index.found.get(term)
    if places is None:
        places = index.found[term] = _find(term, index)
    return places


def _find(term: Look, index: Index) -> Places:
    found = _words(term, index)
    if not found and not term.parts:
        return index.found.setdefault(NOWHERE, Places())
    places = Places()
    if term.parts and not term.together:
        places.parts = tuple(find(part, index) for part in term.parts)
        for at, strength in resumed(found, index).items():
            found[at] = max(found.get(at, 0.0), strength)
    sentence_of, topics = index.sentence_of, index.topics
    bordered = BORDER in index.where
    owned = term.name and any(key in index.where for key in EPITHETS)
    excepting = not term.excepted and "!excepted" in index.where
    for at, strength in sorted(found.items()):
        if excepting and _excepted(index, at):
            continue
        number = sentence_of[at]
        spot = (strength, at)
        places.sentences.setdefault(number, []).append((at, strength))
        if strength > places.anywhere[0]:
            places.anywhere = spot
        if (bordered and _bordering(index, at)) or (owned and of_epithet(index, at)):
            continue
        if number not in places.best or strength > places.best[number][0]:
            places.best[number] = spot
        if number in topics and strength > places.topic[0]:
            places.topic = spot
    return places


def _bordering(index: Index, at: int) -> bool:
    """Whether a name only says where a border is, which is no place of the news: "near the border with Niger"."""
    for back in range(at - 1, max(index.first_word[index.sentence_of[at]], at - BORDERS) - 1, -1):
        if BORDER in index.keys[back]:
            return True
        if not index.function[back]:
            return False
    return False


def outside(places: Places, words: frozenset[int], index: Index) -> Places:
    """Where a term stands but for some words."""
    if not words:
        return places
    parts = tuple(outside(part, words, index) for part in places.parts)
    spots = places.words()
    kept = [spot for spot in spots if spot[0] not in words]
    if len(kept) == len(spots) and all(one is other for one, other in zip(parts, places.parts, strict=True)):
        return places
    made = Places(parts=parts)
    for at, strength in kept:
        _put(made, at, strength, index)
    return made


def numbered_otherwise(term: Term, index: Index, at: int) -> bool:
    """Whether a name bears another number than the claim's: "Vega-2"."""
    behind = at + index.lengths[at]
    if not term.number or behind >= len(index.keys) or index.sentence_of[behind] != index.sentence_of[at]:
        return False
    tied = index.annotated.folded[index.ends[behind - 1] : index.starts[behind]]
    number = index.text(behind, behind + 1)
    return tied in ("-", " ") and number.isdigit() and number != term.number


def _put(places: Places, at: int, strength: float, index: Index) -> None:
    """Add a word, behind all others."""
    number, spot = index.sentence_of[at], (strength, at)
    places.sentences.setdefault(number, []).append((at, strength))
    if number not in places.best or strength > places.best[number][0]:
        places.best[number] = spot
    if strength > places.anywhere[0]:
        places.anywhere = spot
    if number in index.topics and strength > places.topic[0]:
        places.topic = spot


def _excepted(index: Index, at: int) -> bool:
    """Whether a word is what others are told of without: "Asia outside Japan"."""
    segment = index.segment_of
    for back in (at - 1, at - 2):
        if back < 0 or segment[back] != segment[at]:
            return False
        if "!excepted" in index.keys[back]:
            return True
        if not index.function[back]:
            return False
    return False


def _words(term: Look, index: Index) -> Found:
    where = index.where
    found: Found = dict.fromkeys(fallen(index), LOOSE) if DEAD in term.keys else {}
    answering = where.keys() & term.keys.keys()
    for key in answering if len(answering) > 1 else answering - {CAPITAL}:
        strength = term.keys[key]
        for at in where[key]:
            if strength > found.get(at, 0.0) and not (key == CAPITAL and _of_another(term, index, at)):
                found[at] = strength
    if term.parts:
        weight = 1.0 if term.together else 0.95
        for at, strength in _together(term, index).items():
            found[at] = max(found.get(at, 0.0), strength * weight)
    return found


def fallen(index: Index) -> list[int]:
    """Where it is said that an army lost men, or that a flood or a disease carried people off: "lost 12 soldiers"."""
    if LOSE not in index.where and CARRY_OFF not in index.where:
        return []
    found: list[int] = []
    for verb, kinds in ((LOSE, SOLDIERS), (CARRY_OFF, PEOPLE)):
        for at in index.where.get(verb, ()):
            found.extend(
                at for figure in index.figures[index.sentence_of[at]]
                if 0 < figure.first - at <= LOST_WITHIN and figure.family == "count" and any(
                    not kinds.isdisjoint(upward(index.lexicon, index.keys[word])) for word in range(*figure.counted or (0, 0))
                )
            )
    return found


def _of_another(term: Look, index: Index, at: int) -> bool:
    """Whether a capital is that of another country: "the Yemeni capital", "the capital of Yemen"."""
    first = index.first_word[index.sentence_of[at]]
    around = [word for word in range(max(first, at - 1), min(at + 3, len(index.keys))) if word != at]
    named = [key for word in around for key in index.keys[word] if key[0] not in "!*=#@~" and index.lexicon.is_entity(key)]
    return bool(named) and not any(key in term.keys for key in named)


def _together(term: Look, index: Index) -> Found:
    """Where the parts of a name or phrase stand side by side; a long name may lack a part, a person the first name."""
    parts = [_words(part, index) for part in term.parts]
    if len(parts) > 1 and term.name:
        # "Les Marées": the article of a name is no word that another language would carry
        parts = [found for part, found in zip(term.parts, parts, strict=True) if found or not part.short]
    if not term.name:
        # "people died" are not "children killed", though children are people
        parts = [{at: strength for at, strength in found.items() if strength > BROADER} for found in parts]
    count = len(parts)
    if count == 1:
        return parts[0]
    if not count:
        return {}
    found: Found = {}
    for at, strength in parts[-1].items():
        hit = 1 + _behind(at, parts[:-1])
        if hit == count:
            found[at] = strength
        elif (count > 2 and hit * 3 >= count * 2) or (term.surname and not _of_relative(term.parts[0], index, at)):
            found[at] = strength * 0.85
    if not found and count == 2 and term.surname:
        found = {at: strength * FORENAME for at, strength in parts[0].items()}
    if not found and term.name and term.meant:
        found = {at: strength for at, strength in parts[0].items() if _around_it(at, parts[1:])}
    if not found and count > 2 and term.name:
        for at, strength in parts[-2].items():
            if 1 + _behind(at, parts[:-2]) == count - 1:
                found[at] = strength * 0.8
    return found


def _of_relative(forename: Look, index: Index, at: int) -> bool:
    """Whether a surname stands behind another first name than the claim's: "Sergei Skripal", where it speaks of Yulia."""
    before = at - 1
    if before < index.first_word[index.sentence_of[at]] or index.segment_of[before] != index.segment_of[at]:
        return False
    if not index.capital[before] or index.function[before] or index.ends[before] - index.starts[before] < FORENAMES:
        return False
    theirs = {key[1] for key in index.keys[before] if key[0] in "*@"}
    return all(key[0] in "*=@#" for key in index.keys[before]) and bool(theirs) and not any(
        key[1] in theirs for key in forename.keys if key[0] in "*@"
    )


def _around_it(at: int, parts: list[Found]) -> bool:
    """Whether all other parts stand within a few words of one, in any order: "université de Téhéran"."""
    near = range(at - len(parts) - 2, at + len(parts) + 3)
    return all(any(other in places for other in near if other != at) for places in parts)


def _behind(at: int, parts: list[Found]) -> int:
    """How many of the parts stand right before a word, in their order."""
    hit = 0
    for back, places in enumerate(reversed(parts), 1):
        hit += any(other in places for other in range(at - back - 2, at))
    return hit


def nearest(places: Places, figure: Figure, index: Index, which: int) -> Tie:
    """The best of a term's places for a figure. `which` is 0 for a word, 1 for a name."""
    asked = figure.number * 2 + which
    tie = places.known.get(asked)
    if tie is None:
        around = places.around.get(figure.sentence * 2 + which)
        if around is None:
            around = places.around[figure.sentence * 2 + which] = _around(places, figure.sentence, which)
        spots = places.sentences.get(figure.sentence)
        tie = around if spots is None else _beside(spots, figure, index, which, around)
        if which and tie[0] < NEAR["topic"][1] and figure.mention.kind != "age":
            tie = _introduced(places, figure.sentence, index) or tie
        if figure.family == "date" and tie[0] < NEAR["opening"][which]:
            tie = _of_that_day(places, figure.sentence, index, which) or tie
        places.known[asked] = tie
    return tie


def _beside(spots: Sequence[tuple[int, float]], figure: Figure, index: Index, which: int, around: Tie) -> Tie:
    """The best of a term's places in the figure's sentence and `around` it."""
    best, best_at, best_place = 0.0, -1, ""
    for at, strength in spots:
        place = _place(at, figure, index)
        value = NEAR[place][which] * strength
        if value > best:
            best, best_at, best_place = value, at, place
    return around if best < _SURE and around[0] > best else (best, best_at, best_place)


def _around(places: Places, sentence: int, which: int) -> Tie:
    """The best of a term's places outside a sentence: in those before it, the lead, or anywhere."""
    best, best_at, best_place = 0.0, -1, ""
    if not places.sentences:
        return best, best_at, best_place
    for back, place, near in _BEFORE[which]:
        spot = places.best.get(sentence - back)
        if spot and near * spot[0] > best:
            best, best_at, best_place = near * spot[0], spot[1], place
    for place, spot in (("topic", places.topic), ("apart", places.anywhere)):
        if NEAR[place][which] * spot[0] > best:
            best, best_at, best_place = NEAR[place][which] * spot[0], spot[1], place
    return best, best_at, best_place


def _introduced(places: Places, sentence: int, index: Index) -> Tie | None:
    """The tie of a name that the next sentence begins with and that is told there for the first time, where this one names
    nobody: "A grain merchant was sentenced to 14 years. Martin Voss showed no emotion"."""
    spot = places.best.get(sentence + 1)
    if spot is None or min(places.sentences) <= sentence or spot[1] > index.first_word[sentence + 1] + 1:
        return None
    if any(one.kind == "name" for one in index.entities[sentence]) or not any(
        one.at == spot[1] and one.kind == "name" for one in index.entities[sentence + 1]
    ):
        return None
    return NEAR["topic"][1] * spot[0], spot[1], "topic"


def goes_on(index: Index, sentence: int) -> bool:
    """Whether a sentence opens with "that day", and so goes on about the day of the one before."""
    first, last = index.words(sentence)
    return any("!that_day" in index.keys[at] for at in range(first, min(first + 2, last)))


def _of_that_day(places: Places, sentence: int, index: Index, which: int) -> Tie | None:
    """The tie of a word of the next sentence, where that goes on about the day: "It was on 18 November. That morning, three men
    entered the jeweller's"."""
    spot = places.best.get(sentence + 1)
    if spot is None or not goes_on(index, sentence + 1):
        return None
    return NEAR["opening"][which] * spot[0], spot[1], "opening"


def _place(at: int, figure: Figure, index: Index) -> str:
    """Where a word of the figure's sentence stands to it."""
    if figure.paired is not None and figure.listed[0] <= at < figure.listed[1]:
        return "own" if figure.paired[0] <= at < figure.paired[1] else "other"
    low, high = figure.region
    if figure.counted and figure.counted[0] <= at < figure.counted[1]:
        return "own"
    if any(a <= at < b for a, b in figure.ceded):
        return "apart"
    if low <= at < high:
        return "other" if at in index.bases and figure.family not in BASED else "own"
    if figure.whole[0] <= at < figure.whole[1]:
        return "opening"
    for a, b in figure.shared:
        if a <= at < b:
            return "shared"
    if at < figure.opening and index.segment_of[at] <= index.segment_of[figure.first]:
        return "opening"
    return "other"
