"""Which language a claim is written in: a few words, so endings, letters and numerals count beside function words.

The data are `languages/<code>/claims.toml` and the function words of `detect.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..languages import available, data
from ..text import fold

DEFAULT = "en"
"""The language of a claim that shows none ("ATACMS 300 km")."""

_WORD = re.compile(r"[^\W\d_]+")
_KNOWN = 3
"""What a word of the term table tells, beside 4 for a function word and 2 for an ending."""
_CLOSE = 12
"""Languages within this many points are told apart by the words that the term table knows."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells a language in a short text, and what its claims are made of besides subject, attribute and value.

    `words` are its function words and number words, `endings` and `letters` lesser marks. A figure behind one of
    `adjunct` only places or compares ("in 3 days"), and so does one behind another figure and one of `whole` ("34 of
    145"): it is seldom what a claim asserts. One of `sides` behind a figure that stands behind one of `scored` opens the
    other side of a vote ("by 195 votes to 112"). `grammar` are the
    function words, `empty` those of them that no two facts differ by, `modifiers` the hedges before a figure, the
    longest first, `measures` the names of units, currencies and scales.
    """

    words: frozenset[str]
    endings: tuple[str, ...]
    letters: frozenset[str]
    adjunct: tuple[str, ...]
    grammar: frozenset[str]
    empty: frozenset[str]
    modifiers: tuple[str, ...]
    whole: tuple[str, ...]
    scored: tuple[str, ...]
    sides: tuple[str, ...]
    measures: frozenset[str]


@cache
def marks(code: str) -> Marks:
    """The marks of one language; empty when it has no `claims.toml`."""
    table = data(code, "claims")
    grammar = frozenset(data(code, "detect").get("words", "").split())
    before = data(code, "modifiers").get("before", {})
    measures = _measures(code)
    words = grammar.union(table.get("words", "").split(), measures, data(code, "numbers").get("words", ()))
    return Marks(
        words.difference(table.get("unlikely", "").split()), tuple(table.get("endings", ())),
        frozenset(table.get("letters", ())), tuple(table.get("adjunct", ())), grammar,
        frozenset(table.get("empty", "").split()),
        tuple(sorted((phrase for phrases in before.values() for phrase in phrases), key=lambda p: (-len(p), p))),
        tuple(table.get("whole", ())), tuple(table.get("scored", ())), tuple(table.get("sides", ())), measures,
    )


def _measures(code: str) -> frozenset[str]:
    """Names of units and currencies and scale words, one word each, without signs and abbreviations."""
    numbers, units = data(code, "numbers"), data(code, "units")
    names = [name for table in ("names", "currencies") for names in units.get(table, {}).values() for name in names]
    scales = [scale for table in ("hundreds", "thousands", "scales", "collectives") for scale in numbers.get(table, ())]
    return frozenset(word for name in (*names, *scales) for word in _WORD.findall(name) if len(word) > 3)


def ranked(text: str) -> tuple[str, ...]:
    """Codes of the languages that claims are read in, the likeliest first; without evidence English comes first."""
    words = [(word := m.group(), fold(word)) for m in _WORD.finditer(text)]
    scores = {}
    for code in available():
        if not data(code, "claims"):
            continue
        own = marks(code)
        score = 0
        for word, folded in words:
            if folded in own.words and not (len(word) > 1 and word.isupper()):
                score += 4
            elif len(folded) > 4 and folded.endswith(own.endings):
                score += 2
            score += sum(char in own.letters for char in folded)
        scores[code] = score
    best = max(scores.values(), default=0)
    near = [code for code in scores if scores[code] >= best - _CLOSE]
    known = _concepts([word for word, _ in words], near) if len(near) > 1 else {}
    return tuple(sorted(
        scores,
        key=lambda code: (-scores[code] - _KNOWN * known.get(code, 0), -known.get(code, 0), code != DEFAULT, code),
    ))


def own_letters(text: str, code: str) -> int:
    """How many letters of a text the language has to itself or shares with few; names, in any language, tell none."""
    letters = marks(code).letters
    return sum(char in letters for word in _WORD.findall(text) if word[0].islower() for char in fold(word))


def _concepts(words: Sequence[str], codes: Sequence[str]) -> dict[str, int]:
    """How many of the words the term table knows in each language: what tells "Fuerzas rusas 12.000"."""
    from ..terms import lexicon

    table = lexicon()
    return {
        code: sum(
            any(table.concept(key) for key in reading.keys) and not is_function_word(word, code)
            for word, reading in zip(words, table.read(code, words), strict=True)
        )
        for code in codes
    }


def detect(text: str) -> str:
    """The likeliest language of a short text; English when nothing tells."""
    best = ranked(text)
    return best[0] if best else DEFAULT


def is_function_word(word: str, code: str) -> bool:
    """Whether a word as written is only grammar in that language; "US" and "OTAN" in capitals never are."""
    return fold(word) in marks(code).grammar and not (len(word) > 1 and word.isupper())


def is_empty_word(word: str, code: str) -> bool:
    """Whether two claims that differ by this word only say the same thing."""
    return fold(word) in marks(code).empty and not (len(word) > 1 and word.isupper())
