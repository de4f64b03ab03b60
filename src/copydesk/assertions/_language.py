"""Which language a claim is written in: a few words, so endings, letters and numerals count beside function words.

The data are `languages/<code>/claims.toml` and the function words of `detect.toml`.
"""

import re
from dataclasses import dataclass
from functools import cache

from ..languages import available, data
from ..text import fold

DEFAULT = "en"
"""The language of a claim that shows none ("ATACMS 300 km")."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells a language in a short text, and what its claims are made of besides subject, attribute and value.

    `words` are its function words and number words, `endings` and `letters` lesser marks. A figure behind one of
    `adjunct` only places or compares ("in 3 days", "of 145"): it is seldom what a claim asserts.
    """

    words: frozenset[str]
    endings: tuple[str, ...]
    letters: frozenset[str]
    adjunct: tuple[str, ...]


@cache
def marks(code: str) -> Marks:
    """The marks of one language; empty when it has no `claims.toml`."""
    table = data(code, "claims")
    words = f"{table.get('words', '')} {data(code, 'detect').get('words', '')}".split()
    return Marks(
        frozenset(words), tuple(table.get("endings", ())), frozenset(table.get("letters", ())),
        tuple(table.get("adjunct", ())),
    )


def ranked(text: str) -> tuple[str, ...]:
    """Codes of the languages that claims are read in, the likeliest first; without evidence English comes first."""
    words = [(word := m.group(), fold(word)) for m in _WORD.finditer(text)]
    scores = {}
    for code in available():
        if not data(code, "claims"):
            continue
        known = marks(code)
        score = 0
        for word, folded in words:
            if folded in known.words and not (len(word) > 1 and word.isupper()):
                score += 4
            elif len(folded) > 4 and folded.endswith(known.endings):
                score += 2
            score += sum(char in known.letters for char in folded)
        scores[code] = score
    return tuple(sorted(scores, key=lambda code: (-scores[code], code != DEFAULT, code)))


def detect(text: str) -> str:
    """The likeliest language of a short text; English when nothing tells."""
    best = ranked(text)
    return best[0] if best else DEFAULT


def is_function_word(word: str, code: str) -> bool:
    """Whether a word as written is only grammar in that language; "US" and "OTAN" in capitals never are."""
    return fold(word) in marks(code).words and not (len(word) > 1 and word.isupper())
