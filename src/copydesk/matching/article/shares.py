"""So many of so many: the figure that is said and the whole that it is a part of."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from .layout import Figure, Index

CLOSE = 3
"""How many words may part the two: "26 of the 35 seats"."""
LONG = 6
"""How many words may stand before the whole that opens a sentence, or between two with a total."""


def mark(made: Index, figures: Sequence[Figure]) -> None:
    """Give the figures of a sentence that are so many of another its noun and the cue of a share, and that of the whole to
    the other."""
    for left, right in pairwise(figures):
        between = range(left.last, right.first)
        of = next((at for at in reversed(between) if "!shares" in made.keys[at]), -1)
        total = next((at for at in between if "total" in made.keys[at]), -1)  # "800,000 ducks, out of a total of"
        if of >= 0 and (len(between) <= CLOSE or 0 < right.first - total <= CLOSE < len(between) <= LONG) and not any(
            "!part" in made.keys[at] for at in between  # "300 million, of which 120 million"
        ) and not any(
            "!earlier" in made.keys[at] for at in range(of + 1, right.first)  # "41% of votes, against 27%"
        ) and all(
            made.function[at] or "!shares" in made.keys[at] or at == total
            or (left.counted is not None and at < left.counted[1])
            for at in between  # "two contracts worth", no "two of"
        ):
            # both count seats, and the first is what is said
            left.carried = left.counted or right.counted
            left.cues, right.cues = frozenset({"share"}), frozenset({"whole"})
            left.region = (left.region[0], right.region[1])
    if len(figures) > 1 and _opens(made, figures[0]) and figures[1].counted is None and (
        figures[1].family == "count" and made.segment_of[figures[0].first] != made.segment_of[figures[1].first]
    ):
        whole, part = figures[:2]
        part.carried = whole.counted
        part.cues, whole.cues = part.cues | {"share"}, frozenset({"whole"})
        part.region = (whole.region[0], part.region[1])
        for other in figures[2:]:  # "of the 38 passengers, 13 were killed and 21 rescued"
            if (other.counted is not None and not happened(made, other)) or other.family != "count" or "whole" in other.cues:
                break
            other.carried, other.cues = whole.counted, other.cues | {"share"}


def happened(made: Index, figure: Figure) -> bool:
    """Whether what a figure seems to count is but what became of them: "21 rescued"."""
    if figure.counted is None or figure.counted[0] < figure.last:
        return False
    known = [made.lexicon.concept(key) for key in made.keys[figure.counted[0]] if key[0] not in "!*=#@"]
    return bool(known) and all(concept is not None and concept.kind == "verb" for concept in known)


def _opens(made: Index, figure: Figure) -> bool:
    """Whether a sentence opens with the whole: "Of the 64 lots, 57 were sold", and not "De 12 alumnos pasó a 15"."""
    before = range(made.first_word[figure.sentence], figure.first)
    if figure.family != "count" or figure.counted is None or not 0 < len(before) <= LONG:
        return False
    if "!shares" not in made.keys[before[0]] or not all(made.function[at] or made.capital[at] for at in before):
        return False  # "of the utility's 56 reactors, 32 stand still"
    return "!before" not in made.keys[before[0]] or any("!pointing" in made.keys[at] for at in before[1:])


def of_agreeing(figure: Figure, agreeing: Iterable[Figure], bare: bool) -> bool:
    """Whether a figure is so many of a whole that agrees and is told first, or that is a total, where a claim is `bare` of
    names and deeds."""
    return "share" in figure.cues and any(
        "whole" in other.cues and other.sentence == figure.sentence
        and (other.first < figure.first or (bare and other.counted is None)) for other in agreeing
    )
