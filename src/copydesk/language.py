"""Which language a passage is written in, told by its function words."""

import re
from functools import cache

from .languages import available, data

_WORDS = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 5
_SHARE = 0.15
_LEAD = 1.5


@cache
def _weights() -> dict[str, dict[str, float]]:
    """For each function word, how much it speaks for each language that has it."""
    words = {code: frozenset(data(code, "detect").get("words", "").split()) for code in available()}
    shared = {word: [code for code in words if word in words[code]] for word in frozenset().union(*words.values())}
    return {word: {code: 1 / len(codes) for code in codes} for word, codes in shared.items()}


def detect(text: str) -> str | None:
    """The language's code, or None where the text is too short or too mixed to tell."""
    words = _WORDS.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    weights = _weights()
    scores: dict[str, float] = {}
    for word in words:
        for code, weight in weights.get(word, {}).items():
            scores[code] = scores.get(code, 0.0) + weight
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _SHARE * len(words):
        return None
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return None
    return ranked[0][0]
