"""Nouns that take up alone what the article told in full before: "the recovery plan ... under the plan"."""

from bisect import bisect_right
from collections.abc import Mapping

from ...languages import data
from ..article.epithets import GENITIVE
from ..article.layout import Index

ARTICLES = frozenset({"!definite", "!pointing", "!before", "!after"})
"""Cues of articles, alone or with a preposition ("du", "al")."""
RESUMED = 0.85
"""How well a noun alone answers the phrase that it takes up."""
SURE = 0.85
"""How well the whole phrase must answer a term."""


def resumed(found: Mapping[int, float], index: Index) -> dict[int, float]:
    """Where a noun alone takes up a phrase that the article told in full before, and nothing else begins so in between: "the
    recovery plan ... under the plan"."""
    again: dict[int, float] = {}
    for at, strength in sorted(found.items()):
        head, stem = _head(index, at)
        if not stem or strength < SURE:
            continue
        spots = index.where.get(stem, ())
        for number in range(bisect_right(spots, head), len(spots)):
            word = spots[number]
            if word in found:
                if found[word] >= SURE and _head(index, word) == (word, stem):
                    break  # told in full again, which goes on from there
                continue
            if not _bare(index, word):
                break
            again[word] = strength * RESUMED
    return again


def _head(index: Index, at: int) -> tuple[int, str | None]:
    """The head of the phrase that begins at a word, and its stem; None where no phrase does."""
    if index.lengths[at] < 2:
        return at, None
    head = at + index.lengths[at] - 1 if data(index.lang_of(at), "match").get("head_last") else at
    return head, next((key for key in index.keys[head] if key[0] in "*="), None)


def _bare(index: Index, word: int) -> bool:
    """Whether a noun has an article and nothing else that says which it is."""
    before, behind = index.keys[word - 1], word + 1
    if ARTICLES.isdisjoint(before) or index.segment_of[word - 1] != index.segment_of[word]:
        return False
    if behind >= len(index.keys) or index.segment_of[behind] != index.segment_of[word]:
        return True
    keys = index.keys[behind]
    if index.function[behind]:
        return GENITIVE.isdisjoint(keys)
    return any((concept := index.lexicon.concept(key)) is not None and concept.kind == "verb" for key in keys)
