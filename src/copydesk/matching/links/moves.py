"""Rises and falls: whether one is what a claim asks for, and what it came to."""

from collections.abc import Sequence

from ..article.layout import Figure, Index
from ..claims.model import GENERIC, Query
from .places import Places

TOLD_BY_VERBS = ("money", "percent", "count")
"""Kinds of a change that any verb beside it asks for, and not only one that moves: a harvest cut by 3 million tonnes is no
harvest of so many."""
MOVES = "direction"
PER_TIME = "per-time"
"""The contrast of how often: a day, a month, a year."""
SHORT = 4
"""How many words from a figure a verb of earning stands, or how often."""


def change_named(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a rise or a fall is what the claim asks for, by its own words or a verb that stands beside the figure."""
    if not figure.mention.change:
        return True
    if "arrived" in query.cues and _by_how_much(index, figure):
        return False
    if query.change or not query.cues.isdisjoint(("increment", "increments")):
        return True
    if figure.mention.modifier == "range" and "moved" in figure.cues:
        return True
    if figure.mention.kind == "duration" and figure.last < len(index.keys) and "!elapsed" in index.keys[figure.last]:
        return True  # "crashed six minutes after take-off"
    if arrived(index, figure) or _earned(index, figure):
        return True
    if "arrived" in query.cues:
        return False  # "falls to 15%" asks for no fall
    low, high = figure.region
    money = figure.mention.kind == "money"
    told = figure.mention.kind in TOLD_BY_VERBS
    for term, places in zip(query.words, found[len(query.names) :], strict=True):
        if (told or MOVES in term.contrasts) and term.verb and places.within(figure.sentence, low, high):
            return True
        # "a net loss of 141 million" is what a claim of the net loss asks for
        if money and term.weight > GENERIC and places.within(figure.sentence, max(low, figure.first - 3), figure.first):
            return True
    return False


def of_any_verb(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether a rise or a fall in percent is what the claim asks for by no word but a verb that tells of none: "seized 26
    tonnes, up by 100%", where it says how pure what was seized is."""
    if not figure.mention.change or figure.mention.kind != "percent" or figure.mention.modifier == "range":
        return False
    if query.change or not query.cues.isdisjoint(("increment", "increments")) or arrived(index, figure):
        return False
    begin = max(index.first_word[figure.sentence], figure.first - SHORT)
    return not any(
        MOVES in term.contrasts or (term.verb and places.within(figure.sentence, begin, figure.first))
        for term, places in zip(query.words, found[len(query.names) :], strict=True)
    )


def _by_how_much(index: Index, figure: Figure) -> bool:
    """Whether a figure says by how much something rose or fell, and the next one of the sentence what it came to: "net debt
    fell by 1.1 billion, to 9.2 billion"."""
    if figure.mention.modifier == "range" or arrived(index, figure):
        return False
    following = next((other for other in index.figures[figure.sentence] if other.first > figure.first), None)
    return following is not None and following.family == figure.family and arrived(index, following)


def arrived(index: Index, figure: Figure) -> bool:
    """Whether a change came to the figure: "has declined to 479"."""
    for at in range(figure.first - 1, max(index.first_word[figure.sentence], figure.first - 4) - 1, -1):
        if "!after" in index.keys[at]:
            return True
        if not index.function[at]:
            return False
    return False


def _earned(index: Index, figure: Figure) -> bool:
    """Whether what looks like a gain is a wage: "a teacher earns (gagne) 27,000 euros gross a year"."""
    begin = max(index.first_word[figure.sentence], figure.first - SHORT)
    if figure.mention.kind != "money" or not any("earn" in index.keys[at] for at in range(begin, figure.first)):
        return False
    often = index.lexicon.contrast(PER_TIME)
    return bool(figure.mention.per) or any(
        key in often for at in range(figure.last, min(figure.last + SHORT, len(index.keys))) for key in index.keys[at]
    )
