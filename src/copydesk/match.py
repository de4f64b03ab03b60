"""Which mentions of an article answer an assertion: how closely its words tie each figure to the claim.

Every candidate gets a score between 0 and 1: the share of the claim's terms that the article links to the figure, each
weighted by how near it stands (`NEAR`). What disqualifies a candidate is named in `Link.lost`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from . import _query
from ._index import Figure, Index, family
from ._query import Query, Term
from .periods import Period

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
RIVAL = 0.5
"""What remains of a name's tie where another name of its class stands beside the figure."""

HISTORIC = timedelta(days=330)


@dataclass(slots=True)
class Link:
    """How a figure is tied to a claim. `words` and `names` are the two parts of `score`; `lost` says why it is out."""

    figure: Figure
    score: float = 0.0
    words: float = 0.0
    names: float = 0.0
    weakest: float = 1.0
    """The tie of the name that is tied least."""
    beside: int = 0
    """How many of the claim's words stand in the figure's own part of the sentence."""
    ties: list[tuple[int, Term]] = field(default_factory=list)
    lost: str | None = None
    historic: bool = False


Places = list[tuple[int, float]]


def links(query: Query, index: Index) -> list[Link]:
    """Every comparable mention with its tie to the claim, best first; none when the article lacks what it is about."""
    expected = query.expected
    if expected is None:
        return []
    figures = index.families.get(family(expected))
    if not figures:
        return []
    places = _places(query, index)
    if places is None:
        return []
    found = [_link(query, index, places, figure) for figure in figures]
    found.sort(key=lambda link: (link.lost is not None, -link.score, link.figure.first))
    return found


def _places(query: Query, index: Index) -> list[Places] | None:
    """Where each term stands in the article; None when its names are not there, so it cannot be meant."""
    found: list[Places] = []
    names = missing = 0
    for number, term in enumerate(query.terms):
        places = _find(term, index)
        found.append(places)
        if number < len(query.names):
            names += 1
            if not places and not _at_home(term, query, index):
                if number == 0:
                    return None
                missing += 1
    if names and missing * 2 > names:
        return None
    if query.words and not any(found[len(query.names) :]):
        return None
    return found


def _at_home(term: Term, query: Query, index: Index) -> bool:
    """Whether a name is the country that the newspaper is read in: nobody names it."""
    article = index.annotated.article.lang
    return any(c in _query.home(article) for c in term.concepts)


def _find(term: Term, index: Index) -> Places:
    where = index.where
    if term.together:
        return _find_together(term, index)
    if len(term.keys) == 1:
        for key, strength in term.keys.items():
            return [(at, strength) for at in where.get(key, ())]
    found: dict[int, float] = {}
    if len(term.keys) < len(where):
        for key, strength in term.keys.items():
            for at in where.get(key, ()):
                if strength > found.get(at, 0.0):
                    found[at] = strength
    if term.parts:
        for at, strength in _find_together(term, index):
            found[at] = max(found.get(at, 0.0), strength * 0.95)
    return sorted(found.items())


def _find_together(term: Term, index: Index) -> Places:
    """Where the parts of a name or phrase stand side by side; a long name may lack a part, a person the first name."""
    parts = [_find(part, index) for part in term.parts]
    count = len(parts)
    if count == 1:
        return parts[0]
    last = parts[-1]
    found: Places = []
    for at, strength in last:
        hit = 1
        for back, places in enumerate(reversed(parts[:-1]), 1):
            if any(0 < at - other <= back + 2 for other, _ in places):
                hit += 1
        if hit == count:
            found.append((at, strength))
        elif count > 2 and hit * 3 >= count * 2:
            found.append((at, strength * 0.85))
        elif term.surname:
            found.append((at, strength * 0.85))
    if not found and count > 2 and term.kind == "name":
        head = parts[:-1]
        for at, strength in head[-1]:
            hit = 1 + sum(
                any(0 < at - other <= back + 2 for other, _ in places) for back, places in enumerate(reversed(head[:-1]), 1)
            )
            if hit == count - 1:
                found.append((at, strength * 0.8))
    return found


def _link(query: Query, index: Index, places: Sequence[Places], figure: Figure) -> Link:
    link = Link(figure)
    link.lost = _unfit(query, index, figure)
    total_words = sum_words = total_names = sum_names = 0.0
    names = len(query.names)
    head = heads = False
    for number, term in enumerate(query.terms):
        found = places[number]
        name = number < names
        at_home = name and _at_home(term, query, index)
        if not found and at_home:
            continue
        near, at, place = _nearest(found, figure, index, name)
        if not name and term.parts:
            near, at, place = max((near, at, place), _in_parts(term, query, index, figure))
        if name and near and _rival(query, term, index, figure, at, place):
            near *= RIVAL
        elif at_home:
            near = max(near, NEAR["topic"][1])
        if near > 0.3:
            link.ties.append((at, term))
        if name:
            total_names += term.weight
            link.weakest = min(link.weakest, near)
            sum_names += term.weight * near
            continue
        total_words += term.weight
        sum_words += term.weight * near
        if term.weight <= _query.WEIGHTS["generic"]:
            continue
        carried = figure.carried and any(figure.carried[0] <= at < figure.carried[1] for at, _ in found)
        if term.counted:
            heads = True
            head = head or bool(carried) or (near >= 0.6 and _heads(found, figure, index, at, place))
        if place == "own" or carried:
            link.beside += 1
            if carried and place != "own":
                sum_words += term.weight * (0.9 - near)
    link.words = sum_words / total_words if total_words else 1.0
    link.names = sum_names / total_names if total_names else 1.0
    total = total_words + total_names
    link.score = (sum_words + sum_names) / total if total else 0.0
    if link.lost is None and heads and not head:
        link.lost = "counts something else"
    if link.lost is None and "part" in figure.cues and "part" not in query.cues and not link.beside:
        link.lost = "is a part of another figure"
    if link.lost is None:
        link.lost = _contrasted(query, index, figure) or _counts_other(query, index, places, figure)
    link.historic = _historic(query, index, figure)
    return link


def _nearest(found: Places, figure: Figure, index: Index, name: bool) -> tuple[float, int, str]:
    """The best of a term's places for a figure: how much it ties, which word it is, and where that stands."""
    best, best_at, best_place = 0.0, -1, ""
    which = 1 if name else 0
    sentence_of = index.sentence_of
    low, high = figure.region
    for at, strength in found:
        sentence = sentence_of[at]
        if sentence == figure.sentence:
            if figure.counted and figure.counted[0] <= at < figure.counted[1]:
                place = "own"
            elif low <= at < high:
                place = "own"
            elif any(a <= at < b for a, b in figure.shared):
                place = "shared"
            elif at < figure.opening and index.segment_of[at] <= index.segment_of[figure.first]:
                place = "opening"
            else:
                place = "other"
        else:
            back = figure.sentence - sentence
            place = f"before{back}" if 0 < back <= 3 else "apart"
            if sentence in index.topics and NEAR["topic"][which] > NEAR[place][which]:
                place = "topic"
        value = NEAR[place][which] * strength
        if value > best:
            best, best_at, best_place = value, at, place
            if value >= 1.0:
                break
    return best, best_at, best_place


def _heads(found: Places, figure: Figure, index: Index, at: int, place: str) -> bool:
    """Whether the figure counts what a term names: its noun says so, or it has none of its own and the term stands near."""
    if figure.counted is None or any("!generic" in index.keys[word] for word in range(*figure.counted)):
        return place == "own" or 0 <= at - figure.last <= 6
    begin, end = figure.counted
    return any(begin <= word <= end + 1 for word, _ in found)


def _in_parts(term: Term, query: Query, index: Index, figure: Figure) -> tuple[float, int, str]:
    """A phrase by its words, wherever each stands ("medical aid" in "aid, above all medical")."""
    total = 0.0
    best = (0.0, -1, "")
    for part in term.parts:
        found = _nearest(_find(part, index), figure, index, False)
        total += found[0]
        best = max(best, found)
    return total / len(term.parts) * 0.95, best[1], best[2]


def _rival(query: Query, term: Term, index: Index, figure: Figure, at: int, place: str) -> bool:
    """Whether another name of the term's class stands beside the figure, nearer than the term, and takes it."""
    low, high = figure.region
    wanted = ("place",) if term.entity == "place" else ("org", "name")
    own = place == "own"
    head = index.first_word[figure.sentence] + 3
    for other, kind, noun in index.entities[figure.sentence]:
        if not noun or not low <= other < high:
            continue
        if kind not in wanted and not (kind == "name" and other <= head and _adjunct(index, other)):
            continue
        if own:
            if not _takes(index, at, other, figure):
                continue
        elif not _governs(index, other, figure):
            continue
        if kind == "name" and kind in wanted and (
            other > figure.first or index.segment_of[other] != index.segment_of[figure.first]
        ):
            continue
        keys = index.keys[other]
        if any(key in query.own for key in keys):
            continue
        if kind == "place" and any(_within(key, term, index) for key in keys):
            continue
        return True
    return False


def _takes(index: Index, at: int, other: int, figure: Figure) -> bool:
    """Whether a name takes a figure from the claim's name beside it: "After India, Brazil …", "Brazil with 121, India …"."""
    segment = index.segment_of
    if other >= figure.first:
        return False
    if at < figure.first:
        return at < other and segment[at] != segment[other] and not _adjunct(index, other)
    return segment[at] != segment[figure.last - 1]


def _governs(index: Index, other: int, figure: Figure) -> bool:
    """Whether a name is what a figure's clause is about: in its segment, a subject, or the place at the sentence's head."""
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


def _within(key: str, term: Term, index: Index) -> bool:
    if key[0] in "!*=#@":
        return False
    broader = index.lexicon.ancestors(key.lstrip("~"))
    return any(concept in broader for concept in term.concepts)


def _unfit(query: Query, index: Index, figure: Figure) -> str | None:
    """Why a figure cannot answer, whatever stands near it; None when it can."""
    mention, expected = figure.mention, query.expected
    assert expected is not None
    if mention.kind != "date" and mention.low is None and mention.high is None and mention.several is None:
        return "says no number"
    if mention.unit != expected.unit and (mention.unit is None or expected.unit is None):
        return "has another unit"
    if (mention.per or None) != (expected.per or None):
        return f"is per {mention.per}" if mention.per else "is no rate"
    if mention.kind == "percent" and mention.change and not query.change:
        return "is a change, not a level"
    for cue, why in _CUES:
        if cue in figure.cues and cue not in query.cues:
            return why
    return _other_time(query, index, figure)


_CUES = (
    ("earlier", "is what it is compared with"), ("prior", "is an earlier one"),
    ("supposed", "is supposed, not stated"), ("negation", "is denied"),
)


def _counts_other(query: Query, index: Index, places: Sequence[Places], figure: Figure) -> str | None:
    """Whether a bare number is asked for ("magnitude 7.8") and the figure counts something that the claim does not name."""
    expected = query.expected
    if expected is None or expected.kind != "count":
        return None
    if figure.counted is None:
        return "is a label" if figure.label and any(term.counted for term in query.words) else None
    if any("!generic" in index.keys[at] for at in range(*figure.counted)):
        return None
    if any(figure.counted[0] <= at < figure.counted[1] for found in places for at, _ in found):
        return None
    if any(term.counted for term in query.words):
        return None
    return "counts something else"


def _dates(index: Index, figure: Figure) -> list[Period]:
    """The times that a figure's part of the sentence speaks of, else those of the sentence beside no other figure."""
    known: list[Period] | None = index.memo.get(("dates", id(figure)))
    if known is not None:
        return known
    own: list[Period] = []
    shared: list[Period] = []
    low, high = figure.region
    for date in index.families.get("date", ()):
        if date.sentence != figure.sentence or date is figure:
            continue
        try:
            period = Period.parse(date.mention.date or "")
        except ValueError:
            continue
        if date.first > figure.first and index.segment_of[date.first] != index.segment_of[figure.last - 1]:
            continue
        if low <= date.first < high:
            own.append(period)
        elif date.first < low:
            shared.append(period)
    index.memo["dates", id(figure)] = own or shared
    return own or shared


def _published(index: Index) -> Period | None:
    try:
        return Period.parse(index.annotated.article.published or "")
    except ValueError:
        return None


def _other_time(query: Query, index: Index, figure: Figure) -> str | None:
    asked = query.period
    if figure.mention.kind == "date":
        return None
    if asked is not None:
        dates = _dates(index, figure)
        if dates:
            return None if any(d.meets(asked) for d in dates) else f"speaks of {dates[0]}"
        published = _published(index)
        if published and published.first and asked.last and published.first - asked.last > HISTORIC * 2:
            return f"the article is of {published}"
    if query.valid is not None:
        dates = _dates(index, figure)
        years = [d for d in dates if d.days is None or d.days >= 365]
        if years and not any(d.meets(query.valid) for d in years):
            return f"speaks of {years[0]}"
    return None


def _historic(query: Query, index: Index, figure: Figure) -> bool:
    """Whether the figure belongs to a time long before the article, and the claim asks for none."""
    if query.period is not None or query.expected is None or query.expected.kind == "date":
        return False
    published = _published(index)
    dates = _dates(index, figure)
    if not published or not published.first or not dates:
        return False
    return all(d.last is not None and published.first - d.last > HISTORIC for d in dates)


def _contrasted(query: Query, index: Index, figure: Figure) -> str | None:
    """Whether a figure is said of what the claim's word excludes: the injured where it asks for the dead."""
    for term in query.words:
        for contrast in term.contrasts:
            rivals = _members(index, contrast)
            own = range(*figure.counted) if figure.counted else range(*figure.region)
            for spot in (own, range(*figure.region)):
                mine = any(key in term.keys for at in spot for key in index.keys[at])
                theirs = next(
                    (at for at in spot for key in index.keys[at] if key in rivals and key not in term.keys), None
                )
                if mine:
                    break
                if theirs is not None:
                    return f"is about {index.text(theirs, theirs + 1)}, not {term.text}"
    return None


def _members(index: Index, contrast: str) -> frozenset[str]:
    """The concepts of a contrast set."""
    known: frozenset[str] | None = index.memo.get(("contrast", contrast))
    if known is None:
        known = frozenset(c.id for c in index.lexicon.concepts.values() if c.contrast == contrast)
        index.memo["contrast", contrast] = known
    return known
