"""Which part of its sentence belongs to each figure: from the break before it to the break after it."""

from collections.abc import Sequence
from itertools import pairwise

from ...languages import data
from . import shares
from .layout import Figure, Index, unclosed

YEAR = 4
"""How many letters a year is written with."""
QUOTED = 2
"""A quotation mark and a space."""
JOINTS = frozenset({
    "!shares", "!before", "!after", "!part", "!earlier", "!versus", "!coordinators", "!among", "!sides", "!relatives",
    "!others",
})
"""Cues of words before a figure that set it against the one before, or make one of both."""
COMPLEMENT = 2
"""How many words stand before a figure that completes another: "by the three"."""
AGED = 2
"""How many words stand before an age in its clause at most: "âgé de 57 ans"."""
VICTIMS = "victims"
"""The contrast of what becomes of people, which is told of them wherever they stand."""
LONG = 10
"""How many words tell at most what became of a number before the next one follows."""
ANTECEDENT = 9
"""How many words a phrase has at most that a clause behind it is about."""


def share_out(made: Index, figures: Sequence[Figure], begin: int, end: int, others: Sequence[Figure] = ()) -> None:
    """Give every figure of one family its part of the sentence: from the break before it to the break after it."""
    segment = made.segment_of
    edges: list[tuple[int, int]] = []
    unbroken: dict[int, tuple[int, int]] = {}
    ages = {age.last: _segment_start(segment, age.first) - 1 for age in apposed(made, made.figures[figures[0].sentence])}
    for left, right in pairwise(figures):
        if (stop := _completed(made, left, right)) > right.first:
            unbroken[left.number] = (right.first, stop)
        # the words between two figures: those of the left one's segment are its own, those of the right one's segment
        # are the right one's, what lies between belongs to both sides' sentence
        after = left.last
        while after < right.first and segment[after] == segment[left.last - 1]:
            after += 1
        before = right.first
        while before > after and (segment[before - 1] == segment[before] or _in_quotes(made, before)):
            before -= 1
        if before in ages:
            before = max(after, _segment_start(segment, ages[before]))
        if after == right.first and segment[left.last - 1] == segment[right.first]:
            after = before = right.first
            # "thousands of containers, against sanctions that bind six countries": the nearer half is of both
            ends = max(left.last, left.counted[1] if left.counted else 0)
            unbroken[right.number] = ((ends + right.first + 1) // 2, right.first)
        elif _goes_with(made, left, others) and _goes_with(made, right, others) and before > after:
            before = after  # "the Greens 8% and 15 seats, the Reds 6% and 11"
        elif before == right.first:
            before = max(after, _named_ahead(made, before))
        elif before > after and all(made.function[at] for at in range(before, right.first)):
            before = max(after, _clause_ahead(made, before, right, others))
        elif "!relatives" in made.keys[before]:
            before = max(after, _antecedent(made, before))
        edges.append((after, before))
    counted = None
    for number, figure in enumerate(figures):
        low = edges[number - 1][1] if number else begin
        high = edges[number][0] if number < len(edges) else end
        opened = _opened(made, figure, low) if number else None
        if opened is not None:
            edges[number - 1] = _bracketed(made, figures[number - 1], figure, opened, edges[number - 1][0], begin)
            low = edges[number - 1][1]
            for ahead in figures[:number]:
                ahead.ceded = (*ahead.ceded, (low, figure.first))
        figure.region = (low, high)
        figure.opening = figures[0].region[0] if number == 0 else figures[0].first
        proform = figure.counted is not None and any("!proforms" in made.keys[at] for at in range(*figure.counted))
        parted = number > 0 and not proform and _parted(made, figures[number - 1], figure)
        figure.carried = counted if figure.counted is None or proform or parted else None
        if parted:
            continue
        counted = figure.counted or counted
    shares.mark(made, figures)
    gaps = tuple((a, b) for a, b in edges if b > a)
    for figure in figures:
        figure.shared = (*gaps, unbroken[figure.number]) if figure.number in unbroken else gaps


def labelled(made: Index, figures: Sequence[Figure]) -> list[Figure]:
    """The years that only say which thing a noun beside them is ("the 2022 budget"), and are no time of what is told."""
    return [figure for figure in figures if len(figure.mention.date or "") == YEAR and _labels(made, figure)]


def apposed(made: Index, figures: Sequence[Figure]) -> list[Figure]:
    """The ages that stand right behind a name between commas, and part nothing that is told of its bearer from it: "Dirkse, 57,
    got 11 years"."""
    return [figure for figure in figures if _apposed(made, figure)]


def _apposed(made: Index, figure: Figure) -> bool:
    first, end = made.words(figure.sentence)
    segment = made.segment_of
    start = _segment_start(segment, figure.first)
    return (
        figure.mention.kind == "age" and start > first and figure.last < end and segment[figure.last] != segment[figure.first]
        and figure.first - start <= AGED and made.capital[start - 1]
    )


def _labels(made: Index, figure: Figure) -> bool:
    before, behind = figure.first - 1, figure.last
    if figure.last - figure.first != 1:
        return False
    first, end = made.words(figure.sentence)
    if data(made.lang_of(figure.first), "match").get("head_last"):
        beside, opened = behind, before >= first and made.function[before] and "!prepositions" not in made.keys[before]
        between = made.annotated.folded[made.ends[behind - 1] : made.starts[behind]] if behind < end else ""
    else:
        beside, opened = before, True
        between = made.annotated.folded[made.ends[before] : made.starts[figure.first]] if before >= first else ""
    if not opened or between != " ":
        return False
    return not made.function[beside] and not made.capital[beside] and "!prepositions" not in made.keys[beside]


def _bracketed(made: Index, left: Figure, figure: Figure, opened: int, least: int, begin: int) -> tuple[int, int]:
    """The edge between two figures of which the second stands in brackets and belongs to what stands before them."""
    if _opened(made, left, begin) is not None:
        return least, least  # one of a series in brackets
    if left.counted and figure.counted is None and figure.family == "count":
        least = min(least, max(left.counted[1], _named_before(made, opened)))  # "80 dead in Finland (33)"
        left.region = (left.region[0], least)
    return least, max(least, _named_before(made, opened) or _segment_start(made.segment_of, opened - 1))


def _in_quotes(made: Index, at: int) -> bool:
    """Whether nothing but a quotation mark parts a word from the one before: 'the "Aisling" 455'."""
    between = made.annotated.folded[made.ends[at - 1] : made.starts[at]]
    return between.strip() == '"' and len(between) <= QUOTED


def _completed(made: Index, left: Figure, right: Figure) -> int:
    """Where a phrase with a figure ends that completes what is said of the one before: "450 by three boats chartered by
    charities"; 0 where there is none."""
    ends = max(left.last, left.counted[1] if left.counted else 0)
    between = range(ends, right.first)
    if not 0 < len(between) <= COMPLEMENT or "!prepositions" not in made.keys[ends] or not all(
        made.function[at] and JOINTS.isdisjoint(made.keys[at]) for at in between
    ):
        return 0
    stop, end = right.first, made.first_word[right.sentence + 1]
    while stop < end and made.segment_of[stop] == made.segment_of[right.first]:
        stop += 1
    return stop if made.segment_of[left.last - 1] == made.segment_of[right.first] else 0


def _parted(made: Index, whole: Figure, figure: Figure) -> bool:
    """Whether what a figure seems to count is but a verb that tells what part of those before it is: "45,000 shells, of which
    17,000 taken from stocks and 28,000 bought", "23,000 homes were destroyed and 61,000 damaged"."""
    if figure.counted is None or figure.counted[1] - figure.counted[0] != 1 or figure.counted[0] < figure.last:
        return False
    between = range(whole.last, figure.first)
    if not any("!part" in made.keys[at] for at in between) and not (
        whole.counted is not None and any("!coordinators" in made.keys[at] for at in between)
        and (whole.carried is not None or _suffered(made, whole, figure))
    ):
        return False
    return shares.happened(made, figure)


def taken_up(made: Index, figure: Figure) -> tuple[int, int] | None:
    """What the sentence before counts, that a bare number counts again: "28 dead. They put it at 43 in the evening"."""
    said = figure.mention.counted
    if said is None or figure.sentence == 0:
        return None
    return next((
        other.counted for other in reversed(made.figures[figure.sentence - 1])
        if other.family == figure.family and other.counted is not None and other.mention.counted == said
    ), None)


def _suffered(made: Index, whole: Figure, figure: Figure) -> bool:
    """Whether a verb that something binds is the first to stand behind what a number counts, things or those that nothing
    happened to but what becomes of things: "were destroyed by the storm and"."""
    behind = whole.counted[1] if whole.counted else whole.last
    verb = next((at for at in range(behind, figure.first) if not made.function[at]), behind)
    if whole.generic or verb == behind or figure.first - behind > LONG or figure.counted is None:
        return False
    return any(
        concept.kind == "verb" for key in made.keys[verb] if (concept := made.lexicon.concept(key))
    ) and not any(
        concept.contrast == VICTIMS for key in made.keys[figure.counted[0]] if (concept := made.lexicon.concept(key))
    )


def _goes_with(made: Index, figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure of another kind stands right before it and the word that joins the two: "8% and 15 seats"."""
    at = figure.first
    while at > made.first_word[figure.sentence] and "!coordinators" not in made.keys[at - 1] and made.function[at - 1]:
        at -= 1
    joined = at - 1
    if joined < made.first_word[figure.sentence] or "!coordinators" not in made.keys[joined]:
        return False
    return any(joined in (other.last, other.counted[1] if other.counted else other.last) for other in others)


def _clause_ahead(made: Index, at: int, figure: Figure, others: Sequence[Figure]) -> int:
    """Where a clause begins that a word joins, which says by how much something changed, and a figure behind it what it came
    to: "exports rose by 3.8%, to 491 billion, and imports by 3.7%, to 551"; `at` when there is none."""
    first = _segment_start(made.segment_of, at - 1)
    came_to = any("!after" in made.keys[word] for word in range(at, figure.first))
    return first if came_to and "!coordinators" in made.keys[first] and any(
        first < other.first < at and other.family == "ratio" for other in others
    ) else at


def _named_ahead(made: Index, at: int) -> int:
    """Where a name begins, with a comma behind it and nothing else before the break, whose a figure at `at` is: "Seck has
    20%, and Ousmane Sonko, 15%"; `at` when there is none."""
    text = made.annotated.folded
    if at < 2 or "," not in text[made.ends[at - 1] : made.starts[at]]:
        return at
    first = _segment_start(made.segment_of, at - 1)
    words = range(first, at)
    named = [word for word in words if made.capital[word] and not made.function[word]]
    if not named or not all(word in named or made.function[word] or "!coordinators" in made.keys[word] for word in words):
        return at
    return first


def _antecedent(made: Index, at: int) -> int:
    """Where a short phrase begins that ends in an unknown name, right before the clause about it at `at`: "and of the former
    mayor Jane Smith, who serves five years"; `at` when there is none."""
    first = _segment_start(made.segment_of, at - 1)
    if at < 2 or not made.capital[at - 1] or at - first > ANTECEDENT or any(key[0] not in "*=@#" for key in made.keys[at - 1]):
        return at
    return first if "!coordinators" in made.keys[first] else at


def _opened(made: Index, figure: Figure, low: int) -> int | None:
    """The first word in the brackets that a figure stands in, where they open at `low` or behind it."""
    opening = unclosed(made.annotated.folded, made.starts[max(low - 1, 0)], figure.mention.start)
    if opening < 0:
        return None
    word = made.word_at(opening)
    return word if word > made.first_word[figure.sentence] else None


def _named_before(made: Index, at: int) -> int:
    """Where a name begins that ends right before a word and has a verb or noun before it in its segment; 0: none does.

    "twice the means of Norvik (15 million)": only Norvik has the figure.
    """
    first = at
    while first and made.capital[first - 1] and not made.function[first - 1] and (
        made.segment_of[first - 1] == made.segment_of[at - 1]
    ):
        first -= 1
    start = _segment_start(made.segment_of, at - 1)
    behind = first - 1
    if first == at or behind <= start or not made.function[behind]:
        return 0
    return first if sum(not made.function[word] for word in range(start, behind)) > 1 else 0


def _segment_start(segment: Sequence[int], at: int) -> int:
    while at and segment[at - 1] == segment[at]:
        at -= 1
    return at
