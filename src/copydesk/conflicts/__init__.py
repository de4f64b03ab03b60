"""What two articles of a corpus say differently about the same thing at the same time.

Articles are read one at a time and kept as profiles (`profile`); figures meet only where their articles appeared within
a few days of each other and where they share a name and a word: the work grows with the corpus, not with its square.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar

from .. import terms
from ..annotate import Annotated
from ..matching.article.around import Told, told
from ..matching.article.index import index
from ..mentions import Mention
from ..periods import Period
from ..terms import Lexicon
from ..text import Article, Span
from . import people as _conflict_people
from .figures import CLOSE, LOOSE, NEEDED, NEEDED_IN_STORY, REACH, TOLD, World, grows, near, tie
from .people import Aged, Held, Named, published

_Person = TypeVar("_Person", Held, Aged)
Kind = Literal["figure", "update", "office", "person", "age", "spelling"]
DAYS = 7
"""How many days apart two articles may have appeared to be compared."""
_STORY = 3
"""How many days one story is told for."""
_CROWD = 60
"""How many figures of the days around may share a name and a word before these two say nothing about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one of the two articles says, and where."""

    article: Article
    mention: Mention
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two articles that disagree. `a` is the earlier one; an `update` is a count that the later one gives higher."""

    kind: Kind
    a: Side
    b: Side
    reason: str
    ties: Sequence[str] = ()


Number = tuple[str, Decimal | None, Decimal | None, str | None]


def number(family: str, mention: Mention) -> Number:
    """A figure as it can be found again."""
    return family, mention.low, mention.high, mention.unit


@dataclass(slots=True)
class Profile:
    """What is kept of an article to compare it with others."""

    article: Article
    published: Period | None
    figures: list[Told] = field(default_factory=list)
    numbers: frozenset[Number] = frozenset()
    offices: list[Held] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    ages: list[Aged] = field(default_factory=list)


def profile(annotated: Annotated, at: int, lexicon: Lexicon | None = None) -> Profile:
    """One article, ready to be compared; `at` is its place in the corpus."""
    laid = index(annotated, lexicon)
    article = annotated.article
    if not laid.starts:
        return Profile(article, published(article.published))
    return Profile(
        article, published(article.published), told(laid, at),
        frozenset(number(f.family, f.mention) for figures in laid.families.values() for f in figures),
        list(_conflict_people.held(laid, at)), _conflict_people.named(laid, at), list(_conflict_people.aged(laid, at)),
    )


def conflicts(
    articles: Iterable[Annotated], *, days: int = DAYS, updates: bool = False,
    accepted: Sequence[Iterable[str]] = (), lexicon: Lexicon | None = None,
) -> list[Conflict]:
    """Every conflict, by the place of its two sides in the corpus; `articles` in any order, each id once.

    `days`: how far apart two articles may have appeared. `updates`: also counts that only grew. `accepted`: sets of
    spellings of one name that may stand side by side. Without a publication date, an article is compared by
    its spellings only.
    """
    known = lexicon or terms.lexicon()
    profiles = [profile(annotated, at, known) for at, annotated in enumerate(articles)]
    order = sorted(range(len(profiles)), key=lambda n: (_day(profiles[n].published), profiles[n].article.id, n))
    rank = {number: place for place, number in enumerate(order)}
    found = [
        *_figures(profiles, rank, days, known, updates), *_people(profiles, rank, days, known),
        *_spellings(profiles, accepted),
    ]
    return sorted(found, key=lambda c: (
        _day(published(c.a.article.published)), c.a.article.id, c.a.span, c.b.article.id, c.b.span, c.kind
    ))


def _day(period: Period | None) -> int:
    """A publication as a number that sorts; those without one come last."""
    return period.first.toordinal() if period and period.first else 1 << 30


def _meet(one: Period | None, other: Period | None, days: int) -> bool:
    """Whether two publications are near enough; unknown ones are not."""
    if one is None or other is None:
        return False
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    reach = timedelta(days=days)
    return one.first - other.last <= reach and other.first - one.last <= reach


class _Candidate(NamedTuple):
    score: float
    one: Told
    other: Told
    words: tuple[str, ...]
    verdict: str


def _figures(
    profiles: Sequence[Profile], rank: dict[int, int], days: int, lexicon: Lexicon, updates: bool
) -> Iterator[Conflict]:
    world = _world(profiles, lexicon)
    pairs: dict[tuple[int, int], list[tuple[Told, Told]]] = {}
    for one, other in _blocks(profiles, rank, days):
        pairs.setdefault((one.article, other.article), []).append((one, other))
    for pair in sorted(pairs):
        candidates = _tied(pairs[pair], world, False)
        story = _one_story(candidates, profiles, pair, world)
        if story:
            candidates = _tied(pairs[pair], world, True)
        for chosen in _chosen(candidates, profiles, NEEDED_IN_STORY if story else NEEDED):
            one, other = chosen.one, chosen.other
            kind: Kind = "update" if grows(one, other, world) else "figure"
            if kind == "figure" or updates:
                yield Conflict(
                    kind=kind, a=_side(profiles, one), b=_side(profiles, other), ties=chosen.words,
                    reason=_reason(kind, profiles, one.mention, other.mention, chosen.words),
                )


def _tied(pairs: Sequence[tuple[Told, Told]], world: World, story: bool) -> list[_Candidate]:
    found = ((one, other, tie(one, other, world, story)) for one, other in pairs)
    return [_Candidate(tied.score, one, other, tied.words, tied.verdict) for one, other, tied in found if tied]


def _one_story(
    candidates: Sequence[_Candidate], profiles: Sequence[Profile], pair: tuple[int, int], world: World
) -> bool:
    """Whether two articles of the same days agree on a figure and share names, or agree on two figures."""
    if not _meet(profiles[pair[0]].published, profiles[pair[1]].published, _STORY):
        return False
    agreed = [
        c for c in candidates
        if c.verdict == "consistent" and c.score >= TOLD and c.one.mention.low == c.other.mention.low
    ]
    count = min(len({id(c.one) for c in agreed}), len({id(c.other) for c in agreed}))
    names = [{m for f in profiles[n].figures for w in (*f.names, *f.nearby) for m in w.means} for n in pair]
    shared = (names[0] & names[1]) - world.countries
    return count > 1 or (count == 1 and bool(shared)) or len(shared) > 2


def _chosen(
    candidates: Sequence[_Candidate], profiles: Sequence[Profile], needed: float = NEEDED
) -> Iterator[_Candidate]:
    """The pairs that disagree: each the best of both its figures, and neither told by the other article as well."""
    best: dict[int, float] = {}
    settled: set[int] = set()
    for candidate in candidates:
        for figure in (candidate.one, candidate.other):
            best[id(figure)] = max(best.get(id(figure), 0.0), candidate.score)
        if candidate.verdict != "contradicted":
            settled |= {id(candidate.one), id(candidate.other)}
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.one.mention.start, c.other.mention.start)):
        one, other = candidate.one, candidate.other
        if candidate.verdict != "contradicted" or candidate.score < needed:
            continue
        if not near(one.mention, other.mention, REACH if candidate.score >= NEEDED else LOOSE):
            continue
        if needed < NEEDED and one.mention.kind == "percent" and not near(one.mention, other.mention, CLOSE):
            continue
        if {id(one), id(other)} & settled or max(best[id(one)], best[id(other)]) > candidate.score:
            continue
        if _repeated(one, profiles[other.article]) or _repeated(other, profiles[one.article]):
            continue
        settled |= {id(one), id(other)}
        yield candidate


def _repeated(figure: Told, profile: Profile) -> bool:
    """Whether the other article has the number too, whatever it says of it: it knows both."""
    return number(figure.family, figure.mention) in profile.numbers


def _world(profiles: Sequence[Profile], lexicon: Lexicon) -> World:
    names = {m for p in profiles for f in p.figures for w in (*f.names, *f.nearby) for m in w.means}
    within = {name: frozenset(lexicon.ancestors(name)) for name in names if lexicon.concept(name)}
    countries = frozenset(
        n for n in names if (c := lexicon.concept(n)) and c.contrast in ("country", "continent")
    )
    return World(within, countries, [p.published for p in profiles])


def _blocks(profiles: Sequence[Profile], rank: dict[int, int], days: int) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures of two articles near in time that share a name and a word; the earlier article first."""
    posted: dict[tuple[str, str, str], list[Told]] = {}
    order = sorted(rank, key=lambda n: rank[n])
    longest = max((p.published.days or 1 for p in profiles if p.published), default=1)
    for number in order:
        for figure in profiles[number].figures:
            for token in _tokens(figure):
                posted.setdefault(token, []).append(figure)
    seen: set[tuple[int, int]] = set()
    for token in sorted(posted):
        figures = posted[token]
        starts = [_day(profiles[f.article].published) for f in figures]
        for at, figure in enumerate(figures):
            begin = bisect_left(starts, starts[at] - days - longest)
            if at - begin > _CROWD:
                continue
            for other in figures[begin:at]:
                key = (id(other), id(figure))
                if other.article != figure.article and key not in seen \
                        and _meet(profiles[other.article].published, profiles[figure.article].published, days):
                    seen.add(key)
                    yield other, figure


def _tokens(figure: Told) -> set[tuple[str, str, str]]:
    names = {m for n in (*figure.names, *figure.nearby) for m in n.means}
    words = {m for w in (*figure.heads, *figure.close) for m in w.means}
    return {(figure.family, name, word) for name in names for word in words}


def _people(
    profiles: Sequence[Profile], rank: dict[int, int], days: int, lexicon: Lexicon
) -> Iterator[Conflict]:
    order = sorted(rank, key=lambda n: rank[n])
    offices: dict[str, list[Held]] = {}
    ages: dict[str, list[Aged]] = {}
    for number in order:
        for held in profiles[number].offices:
            for key in {*held.office.roles, _family(held.person)}:
                offices.setdefault(key, []).append(held)
        for aged in profiles[number].ages:
            ages.setdefault(_family(aged.person), []).append(aged)
    seen: set[tuple[str, int, int, str, str]] = set()
    for key in sorted(offices):
        for one, other in _near(offices[key], profiles, days):
            kind: Kind | None = "office" if _conflict_people.one_office(one, other, lexicon) else None
            if kind is None and _conflict_people.two_offices(one, other, lexicon):
                kind = "person"
            mark = (kind or "", one.article, other.article, _family(one.person), _family(other.person))
            if kind and mark not in seen:
                seen.add(mark)
                yield _disagree(kind, profiles, one, other)
    for key in sorted(ages):
        for age, again in _near(ages[key], profiles, days):
            if _conflict_people.two_ages(age, again):
                yield _disagree("age", profiles, age, again)


def _family(person: str) -> str:
    from ..names import normalise

    return "@" + (normalise(person) or ("",))[-1]


def _near(said: Sequence[_Person], profiles: Sequence[Profile], days: int) -> Iterator[tuple[_Person, _Person]]:
    """Pairs of two articles near in time, among what is sorted by time."""
    starts = [_day(profiles[s.article].published) for s in said]
    longest = max((p.published.days or 1 for p in profiles if p.published), default=1)
    for at, other in enumerate(said):
        for one in said[bisect_left(starts, starts[at] - days - longest) : at]:
            if one.article != other.article \
                    and _meet(profiles[one.article].published, profiles[other.article].published, days):
                yield one, other


def _spellings(profiles: Sequence[Profile], accepted: Sequence[Iterable[str]]) -> Iterator[Conflict]:
    allowed = [frozenset(terms.simple(" ".join(terms.words(n))) for n in names) for names in accepted]
    names = (name for p in profiles for name in p.names)
    for rare, usual in _conflict_people.spellings(names, allowed):
        yield _disagree("spelling", profiles, rare, usual)


def _side(profiles: Sequence[Profile], said: Told | Held | Named | Aged) -> Side:
    mention = said.mention
    return Side(
        article=profiles[said.article].article, mention=mention, span=Span(mention.start, mention.end),
        sentence=said.sentence,
    )


def _disagree(
    kind: Kind, profiles: Sequence[Profile], one: Held | Named | Aged, other: Held | Named | Aged
) -> Conflict:
    return Conflict(
        kind=kind, a=_side(profiles, one), b=_side(profiles, other),
        reason=_reason(kind, profiles, one.mention, other.mention, (one.person,) if isinstance(one, Aged) else ()),
    )


def _reason(kind: Kind, profiles: Sequence[Profile], one: Mention, other: Mention, words: Sequence[str]) -> str:
    """One line that an editor can read."""
    from ..shown import value

    if kind == "spelling":
        return f"one name spelled two ways: {one.person}, {other.person}"
    if kind == "office":
        return f"one office, two holders: {one.person} and {other.person} as {one.position}"
    if kind == "person":
        return f"one person, two offices: {one.person} as {one.position} and as {other.position}"
    both = f"{value(one)} against {value(other)}"
    if kind == "age":
        return f"{words[0]} has two ages: {both}"
    told = [word for word in words if len(word) > 2]
    shared = f"; both speak of {', '.join(told)}" if told else ""
    if kind == "update":
        return f"the later article says more: {both}{shared}"
    return f"{both}{shared}"
