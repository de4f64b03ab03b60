"""Lists of names with a list of figures, in one order: "China, India and Brazil will have 627, 450 and 214 million"."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from .layout import Figure, Index

CLOSE = 3
"""How many small words may part two members of a list."""
JOINED = 4
"""How many words, with the one that joins them, part two counts of one place at most: "55 dead and at least 170"."""
LONG = 3
"""Lists of this length on need no word like "respectively"."""


def adjoin(made: Index, figures: Sequence[Figure]) -> None:
    """Give what stands behind two counts that a word joins to both: "55 dead and 170 injured in Hodeida"."""
    for left, right in reversed(list(pairwise(figures))):
        if left.family != "count" or left.counted is None or right.counted is None or right.counted[0] < right.last:
            continue
        at = left.counted[1]
        if right.first - at > JOINED or at >= right.first or "!coordinators" not in made.keys[at]:
            continue
        behind, end = right.counted[1], made.segment(right).stop
        if behind < end and made.segment_of[behind] == made.segment_of[right.first]:
            left.shared = (*left.shared, (behind, end))


def pair(made: Index, figures: Sequence[Figure]) -> None:
    """Give each figure of a list the name of its place in a list of names as long, in the same sentence."""
    if len(figures) < 2:
        return
    names = _names(made, figures[0].sentence)
    if not names:
        return
    told = any("!respectively" in made.keys[at] for at in range(*made.words(figures[0].sentence)))
    for run in _runs(made, [(figure.first, figure.last) for figure in figures]):
        members = [figure for figure in figures if run[0][0] <= figure.first <= run[-1][0]]
        for listed in names:
            if len(listed) == len(run) and (told or len(run) >= LONG or _bare(made, run, members)) and not _mixed(listed, run):
                for figure, name in zip(members, listed, strict=True):
                    figure.paired, figure.listed = name, (listed[0][0], listed[-1][1])
                    figure.cues -= {"prior"}  # "last year" behind the list is the time of all
                    if figure.counted is None:
                        figure.carried = figure.carried or members[-1].counted
                    if figure is not members[-1]:
                        figure.closed = members[-1]
                break


def _bare(made: Index, run: Sequence[tuple[int, int]], members: Sequence[Figure]) -> bool:
    """Whether a list of two figures has one unit or noun, which the second has, and no list of two times behind it: "Lima and
    Quito have 12 and 9 bridges"."""
    first, last = members
    if run[1][0] - run[0][1] != 1 or first.counted is not None or last.mention.modifier == "range":
        return False
    if not made.annotated.folded[first.mention.end - 1].isdecimal() or not last.cues.isdisjoint(("part", "earlier")):
        return False
    if last.counted is None and last.mention.unit is None:
        return False
    times = [(date.first, date.last) for date, _ in made.dates.get(last.sentence, ()) if date.first >= last.last]
    return not _runs(made, times)


def _names(made: Index, sentence: int) -> list[list[tuple[int, int]]]:
    """The lists of names of a sentence."""
    spans: list[tuple[int, int]] = []
    for entity in made.entities[sentence]:
        begin, end = entity.at, entity.at + made.lengths[entity.at]
        if not entity.noun:
            continue
        if spans and begin <= spans[-1][1] and made.segment_of[begin] == made.segment_of[spans[-1][0]]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return _runs(made, spans)


def _runs(made: Index, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans that follow each other with nothing but small words between, two and more."""
    runs = [[spans[0]]] if spans else []
    for left, right in pairwise(spans):
        between = range(left[1], right[0])
        if len(between) <= CLOSE and all(made.function[at] or "!coordinators" in made.keys[at] for at in between):
            runs[-1].append(right)
        else:
            runs.append([right])
    return [run for run in runs if len(run) > 1]


def _mixed(listed: Sequence[tuple[int, int]], run: Sequence[tuple[int, int]]) -> bool:
    """Whether names and figures alternate: "Brazil 12, Chile 14"."""
    return listed[0][0] < run[-1][0] and run[0][0] < listed[-1][0]


def apposed(index: Index, at: int, words: Iterable[int]) -> bool:
    """Whether a name stands in apposition right behind one of some words: "the hackers, the Duskbit group, asked"."""
    begin, low = at, index.first_word[index.sentence_of[at]]
    while begin > low and index.segment_of[begin - 1] == index.segment_of[at]:
        begin -= 1
    return begin > low and begin - 1 in words
