"""Words and their base forms, by rule: the endings are data (`languages/<code>/inflection.toml`)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..languages import data

_SHORTEST = 3
_PLAIN = {
    code: base
    for code in range(0xC0, 0x250)
    if len(base := unicodedata.normalize("NFD", chr(code))[0]) == 1 and base != chr(code)
} | {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i", ord("Ø"): "O", ord("Ł"): "L"}


def plain(text: str) -> str:
    """The text without accents; same length, so places stay."""
    return text if text.isascii() else text.translate(_PLAIN)


def simple(word: str) -> str:
    """A word as the tables compare it: small letters, no accents, ligatures spelled out."""
    return plain(word.lower()).replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")


@dataclass(frozen=True, slots=True)
class Inflection:
    """One language's endings. Words come in as `simple` gives them."""

    endings: tuple[tuple[str, str], ...]
    stems: dict[str, str]
    cognates: dict[str, str]
    longest: int
    nouns: int
    """How many of the endings, the first ones, are those of nouns and adjectives."""

    def bases(self, word: str, *, nominal: bool = False) -> Iterator[str]:
        """Every base form that the word may be an inflection of; as a noun or adjective only, if `nominal`."""
        for ending, base in self.endings[: self.nouns] if nominal else self.endings:
            if word.endswith(ending):
                kept = word[: len(word) - len(ending)]
                if len(kept) + len(base) >= _SHORTEST:
                    yield kept + base

    def stem(self, word: str) -> str:
        """What two forms of one word share; good for words of one language only."""
        return self._cut(word, self.stems)

    def cognate(self, word: str) -> str:
        """What one international word has in common across languages ("compensation", "compensación")."""
        cut = self._cut(word, self.cognates)
        for pattern, spelling in _SPELLINGS:
            cut = pattern.sub(spelling, cut)
        return cut

    def _cut(self, word: str, endings: dict[str, str]) -> str:
        for size in range(min(self.longest, len(word) - _SHORTEST), 0, -1):
            rest = endings.get(word[-size:])
            if rest is not None:
                return word[:-size] + rest
        return word


_SPELLINGS = [
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"ph", "f"), (r"([tr])h", r"\1"), (r"y", "i"), (r"k|qu|q", "c"), (r"(.)\1", r"\1"), (r"^es(?=[ptc])", "s"),
        (r"^h", ""), (r"w", "v"), (r"ou", "u"), (r"x", "cs"),
    )
]


@cache
def inflection(lang: str) -> Inflection:
    """The endings of a language; none where it has no data."""
    table = data(lang, "inflection")

    def pairs(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((ending, base) for ending, base in table.get(name, []))

    stems, cognates = dict(pairs("stem")), dict(pairs("cognate"))
    longest = max(map(len, [*stems, *cognates]), default=0)
    nominal = pairs("nominal")
    return Inflection(nominal + pairs("verb"), stems, cognates, longest, len(nominal))
