"""Abbreviations that an article explains: "Alliance pour le changement (APC)" is what APC means in all of it."""

import re
from bisect import bisect_left, insort

from ...terms import plain
from ...text import fold
from .layout import Words

_SHORT = re.compile(r"\((?P<letters>[^\W\d_a-zà-ÿ]{2,7})\)")
MOST = 3
"""How many words an explained name has at most for each letter of its abbreviation."""


def spell_out(made: Words) -> None:
    """Give every abbreviation that stands in brackets behind the words whose initials it is the keys of these words."""
    text = made.article.text
    for found in _SHORT.finditer(text):
        at = bisect_left(made.starts, found.start("letters"))
        if at >= len(made.starts) or made.starts[at] != found.start("letters") or at in made.spelled:
            continue
        own = made.keys[at]
        if any(key[0] not in "!*=#@~" for key in own):
            continue
        name = _name(made, at, plain(fold(found["letters"])))
        meant = tuple(dict.fromkeys(key for word in name for key in made.keys[word] if key[0] not in "!#" and key not in own))
        if not meant:
            continue
        spots = {spot for key in own for spot in made.where.get(key, ())}
        for spot in sorted(spots):
            if text[made.starts[spot] : made.ends[spot]] != found["letters"]:
                continue
            made.spelled[spot] = own
            made.keys[spot] = (*own, *meant)
            for key in meant:
                insort(made.where[key], spot)


def _name(made: Words, at: int, letters: str) -> list[int]:
    """The words before an abbreviation that begin with its letters, in their order; none where they do not."""
    first = made.first_word[made.sentence_of[at]]
    left = list(letters)
    words: list[int] = []
    for word in range(at - 1, max(first, at - MOST * len(letters)) - 1, -1):
        initial = _initial(made, word)
        if initial == left[-1] and not (made.function[word] and len(left) > 1 and _next(made, word, first) == left[-1]):
            left.pop()
            if not made.function[word]:
                words.append(word)
        elif not made.function[word]:
            return []
        if not left:
            return words
    return []


def _initial(made: Words, word: int) -> str:
    return plain(fold(made.article.text[made.starts[word]]))


def _next(made: Words, word: int, first: int) -> str:
    """The initial of the word before, or "" at the head of the sentence."""
    return _initial(made, word - 1) if word > first else ""
