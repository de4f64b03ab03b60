"""What an article laid out for matching is made of: its words with what they mean, and its figures among them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...annotate import Annotated
from ...mentions import Mention
from ...periods import Period
from ...terms import Lexicon, Reading
from ...text import Article, Span
from ...units import family as comparable_family
from ..claims.model import Look

if TYPE_CHECKING:
    from ..holders.offices import Office
    from ..judge import Value
    from ..links.places import Places


QUIET = frozenset({"!function", "!prepositions", "!coordinators", "!definite", "!pointing", "!locatives", "!demands", "!sides"})
"""Cues of words that hold sentences together, and say nothing by themselves of a figure."""
SETTLED = frozenset({
    "city", "village", "district", "region", "county", "department-area", "island", "port", "suburb", "valley",
    "peninsula-land",
})
"""What a place is called that is no building."""
NO_FIGURES = frozenset({"date", "name", "position"})
"""Families of mentions that are no figures."""


@dataclass(slots=True)
class Figure:
    """A mention and where it stands among the article's words (`first`..`last`, half-open)."""

    mention: Mention
    first: int
    last: int
    sentence: int
    family: str
    counted: tuple[int, int] | None
    number: int
    """Which of the article's figures it is."""
    cues: frozenset[str] = frozenset()
    region: tuple[int, int] = (0, 0)
    shared: tuple[tuple[int, int], ...] = ()
    """Words of the sentence that belong to no other figure of the family."""
    ceded: tuple[tuple[int, int], ...] = ()
    """Words behind it that belong to a figure in brackets: "ahead of Japan (27)"."""
    whole: tuple[int, int] = (0, 0)
    """The words of the figure that it is a part of, which speak of it too."""
    opening: int = 0
    """Where the first figure of the family stands in the sentence: a subject before it is that of all."""
    label: bool = False
    """A bare number right behind a noun, which it numbers rather than counts: "magnitude 7.8", "phase 3"."""
    generic: bool = False
    """Whether what it counts is people or things of no kind."""
    said: frozenset[str] | None = None
    """Every key of its sentence up to it and its segment's end, once asked for."""
    dates: list[Period] | None = None
    """The times it is said of, once asked for."""
    paired: tuple[int, int] | None = None
    """The name that it is given in a list of names as long as its list of figures, and `listed` that list."""
    listed: tuple[int, int] = (0, 0)
    closed: "Figure | None" = None
    """The last of that list, behind which stands what is said of all."""
    value: "Value | None" = None
    """What it comes to, ready to compare, once asked for; `said_value`: what it says."""
    said_value: "Value | None" = None
    carried: tuple[int, int] | None = None
    """What the figure before it counts, where it names nothing itself ("Brazil with 121 deaths, India (65)")."""


class Told(NamedTuple):
    """How a mention is told: `quoted` inside quotation marks; `said_by` the words that give it to somebody."""

    quoted: bool
    said_by: Span | None


class Entity(NamedTuple):
    """A word that names something: a "place", an "org", or any other "name"; `noun` when it is the name itself."""

    at: int
    kind: str
    noun: bool


@dataclass(slots=True)
class Words:
    """An article's words, whatever its mentions: parallel lists, and `where` every key stands."""

    article: Article
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    segment_of: list[int] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    function: list[bool] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    where: dict[str, list[int]] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)
    """Every key, those of words that only hold the sentence together too."""
    spans: list[Span] = field(default_factory=list)
    first_word: list[int] = field(default_factory=list)
    langs: list[tuple[int, str]] = field(default_factory=list)
    topics: frozenset[int] = frozenset()
    spelled: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """What the letters of an abbreviation mean by themselves, where the article says what it stands for."""


class Index:
    """An annotated article laid out for matching: its `Words`, and its figures among them."""

    __slots__ = (
        "annotated", "bases", "capital", "cued", "dates", "ends", "entities", "families", "figures", "first_word", "found",
        "function", "held", "keys", "langs", "lengths", "lexicon", "people", "phrases", "published", "rivals", "segment_of",
        "sentence_of", "spans", "spelled", "starts", "tellers", "told", "topics", "where",
    )

    def __init__(self, annotated: Annotated, lexicon: Lexicon, words: Words, published: Period | None) -> None:
        self.annotated, self.lexicon, self.published = annotated, lexicon, published
        self.starts, self.ends, self.where = words.starts, words.ends, words.where
        self.keys, self.function, self.capital, self.lengths = words.keys, words.function, words.capital, words.lengths
        self.sentence_of, self.segment_of, self.first_word = words.sentence_of, words.segment_of, words.first_word
        self.spans, self.langs, self.topics, self.spelled = words.spans, words.langs, words.topics, words.spelled
        self.cued = sorted({at for key, spots in self.where.items() if key[0] == "!" and key not in QUIET for at in spots})
        """The words with a cue, but for those whose only cues are the `QUIET` ones."""
        self.dates: dict[int, list[tuple[Figure, Period]]] = {}
        """For each sentence, its dates."""
        self.families: dict[str, list[Figure]] = {}
        self.figures: list[list[Figure]] = [[] for _ in words.spans]
        """For each sentence, its figures of every family, in order."""
        self.bases: set[int] = set()
        """The words that say what percentages are of: "8.9% of sales"."""
        self.entities: list[list[Entity]] = [[] for _ in words.spans]
        """For each sentence, its words that name something."""
        self.rivals: dict[str, frozenset[str]] = {}
        """For each contrast asked for so far, its concepts that the article has."""
        self.told: dict[tuple[int, int], Told] = {}
        """For each mention asked for so far, by its place, who says it."""
        self.tellers: frozenset[int] | None = None
        """The words that say who gives a figure, once asked for."""
        self.held: list[tuple[Mention, Office, bool]] | None = None
        """The offices that it gives people, once asked for."""
        self.people: list[tuple[int, int, str]] | None = None
        """The people whom it names, by their words, once asked for."""
        self.phrases: dict[int, Reading] = {}
        """For each word asked for so far, what it means with those behind it."""
        self.found: dict[Look, Places] = {}
        """Where the terms asked for so far stand."""

    def steering(self, begin: int, end: int) -> list[int]:
        """The words from `begin` up to `end` that may steer what a figure is said of."""
        return self.cued[bisect_left(self.cued, begin) : bisect_left(self.cued, end)]

    def within(self, kind: str) -> set[int]:
        """The words of mentions of a kind: "Monday" is no name."""
        found: set[int] = set()
        for mention in self.annotated.mentions:
            if mention.kind == kind:
                found.update(range(self.word_at(mention.start), bisect_left(self.starts, mention.end)))
        return found

    def between(self, figure: Figure, at: int) -> bool:
        """Whether another figure stands between a figure and a word behind it."""
        return any(
            figure.last <= other.first and other.last <= at
            for other in self.figures[figure.sentence] if other.family not in NO_FIGURES
        )

    def lang_of(self, at: int) -> str:
        """The language of a word."""
        return self.langs[bisect_right(self.langs, (self.starts[at], "~")) - 1][1]

    def words(self, sentence: int) -> tuple[int, int]:
        """The range of words of a sentence."""
        return self.first_word[sentence], self.first_word[sentence + 1]

    def word_at(self, offset: int) -> int:
        """The first word that ends after the offset."""
        return bisect_right(self.ends, offset)

    def segment(self, figure: Figure) -> range:
        """The words of a figure's region that no comma, coordinator or bracket parts from it."""
        low, high = figure.region
        begin, end = figure.first, figure.last  # "thirty and one": words of its own may part it
        while begin > low and self.segment_of[begin - 1] == self.segment_of[figure.first]:
            begin -= 1
        while end < high and self.segment_of[end] == self.segment_of[figure.last - 1]:
            end += 1
        return range(begin, end)

    def said(self, figure: Figure) -> frozenset[str]:
        """Every key of a figure's sentence, up to the end of its segment."""
        if figure.said is None:
            end = self.segment(figure).stop
            figure.said = frozenset(k for at in range(self.first_word[figure.sentence], end) for k in self.keys[at])
        return figure.said

    def text(self, start: int, end: int) -> str:
        """The article's text from word `start` up to word `end`."""
        return self.annotated.article.text[self.starts[start] : self.ends[end - 1]] if end > start else ""


def family(mention: Mention) -> str:
    """What a mention can be compared with: the dimension of its unit, or its kind."""
    if mention.unit:
        return comparable_family(mention.unit) or f"unit {mention.unit}"
    if mention.kind == "age":
        return "time"
    return mention.kind


def unclosed(text: str, begin: int, end: int) -> int:
    """Where the bracket opens that is still open at `end`, at `begin` or behind it; -1 where none is."""
    opening = text.rfind("(", begin, end)
    return -1 if opening < 0 or text.find(")", opening, end) >= 0 else opening


def of_settled(index: Index, at: int) -> int:
    """Where the noun stands that says what place a name is ("district" in "the district of Farnwick"); the name itself where
    none does."""
    noun = at - 2
    if noun < 0 or "!prepositions" not in index.keys[at - 1] or not index.segment_of[noun] == index.segment_of[at - 1] == (
        index.segment_of[at]
    ):
        return at
    return noun if any(key in SETTLED for key in index.keys[noun]) else at


def holding(index: Index, at: int) -> set[str]:
    """What a word names, and all that this lies in."""
    return upward(index.lexicon, (key.lstrip("~") for key in index.keys[at] if key[0] not in "!*=#@"))


def upward(lexicon: Lexicon, concepts: Iterable[str]) -> set[str]:
    """Concepts, and all that is broader than they are."""
    return {wider for concept in concepts for wider in (concept, *lexicon.ancestors(concept))}


def concepts(index: Index, words: range) -> frozenset[str]:
    """The concepts of some words that are no loose ones."""
    return frozenset(key for at in words for key in index.keys[at] if key[0] not in "!*=#@~")
