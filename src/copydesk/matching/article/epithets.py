"""Names that only say what a company owns or makes, which is called so: "the owner of Zara", "the iPhone maker"."""

from .layout import Index

GENITIVE = frozenset({"!before", "!shares"})
EPITHETS = frozenset({"owner", "parent-company", "maker-firm", "subsidiary"})
"""Cues of the word before what a company is called by that it owns or makes ("the owner of Zara"), and such words."""


def of_epithet(index: Index, at: int) -> bool:
    """Whether a name only says what a company owns or makes, which is called so: "the owner of Zara", "the iPhone maker"."""
    behind, first = at + max(1, index.lengths[at]), index.first_word[index.sentence_of[at]]
    segment = index.segment_of[at]
    while at > first and index.capital[at - 1] and not index.function[at - 1] and index.segment_of[at - 1] == segment:
        at -= 1  # "British Airways"
    named = _joined(index, at)
    if named is not None and of_epithet(index, named):
        return True  # "the owner of Zara and Lefties"
    words = [at - 2] if at - 2 >= first and not GENITIVE.isdisjoint(index.keys[at - 1]) else []
    if behind < len(index.keys) and index.segment_of[behind] == index.segment_of[at] and not index.capital[behind]:
        words.append(behind)
    return any(key.lstrip("~") in EPITHETS for word in words for key in index.keys[word])


def _joined(index: Index, at: int) -> int | None:
    """The name that a word joins to the one at a word, right before it; None without one."""
    before = at - 1
    if before <= index.first_word[index.sentence_of[at]] or "!coordinators" not in index.keys[before]:
        return None
    return next((
        entity.at for entity in index.entities[index.sentence_of[at]]
        if entity.noun and entity.at + max(1, index.lengths[entity.at]) == before
    ), None)
