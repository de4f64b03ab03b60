"""Personal names at a place in a text: runs of capitalised words, and what the language data know about such words."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from .. import _trie
from ..languages import available, data

_CAPITALS: Final = "".join(re.escape(c) for c in map(chr, range(0x24F)) if c.isupper())
CAPITAL: Final = f"[{_CAPITALS}]"
SPACE: Final = "[ \u00a0\u202f]"
# Initials ("J.D.", "W."), or a capitalised word with its hyphens and apostrophes ("O'Brien", "Jean-Luc").
_WORD: Final = rf"(?:(?:{CAPITAL}\.-?)+(?!\w)|{CAPITAL}\w*(?:['’\u2010\u2011-]\w+)*)"
_ROMAN: Final = re.compile(r"[IVX]+\Z")
_MOST_WORDS: Final = 5
_REACH: Final = 64


class Name:
    """A run that may name a person: its place without courtesy title, its words, and what speaks for a person.

    `known`: it begins with a known first name (or a family name that stands first). `titled`: a courtesy title stands
    before. `clear`: a first name and one word that is nothing else.
    """

    __slots__ = ("clear", "end", "known", "start", "titled", "words")

    def __init__(self, start: int, end: int, words: int, known: bool, titled: bool, clear: bool = False) -> None:
        self.start = start
        self.end = end
        self.words = words
        self.known = known
        self.titled = titled
        self.clear = clear


def _words(lang: str, key: str) -> list[str]:
    value = data(lang, "names").get(key, "")
    return value.split() if isinstance(value, str) else list(value)


def _union(key: str) -> frozenset[str]:
    return frozenset(word for lang in available() for word in _words(lang, key))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, with either apostrophe; never matches when there are none."""
    both = {w for word in words for w in (word, word.replace("'", "’"))}
    return _trie.pattern(sorted(both))


def _acronym(word: str) -> bool:
    return 1 < len(word) < 5 and word.isalpha() and word.isupper() and not _ROMAN.match(word)


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")


class People:
    """The words and patterns of one language's names."""

    def __init__(self, lang: str) -> None:
        first = _union("first_names")
        self.surname_first = _union("surname_first")
        never = _union("never_first")
        self.first = (first | frozenset(map(_unaccented, first)) | self.surname_first) - never
        self.ambiguous = frozenset(_words(lang, "ambiguous_first_names"))
        self.common = frozenset(_words(lang, "common_words"))
        self.plain_first = self.first - self.surname_first - self.common - _union("courtesy")
        self.institutions = _union("institution_words")
        self.place_words = _union("place_words")
        self.places = _union("places")
        self.streets = _union("streets")
        self.multiword_places = _union("multiword_places")
        self.famous = _union("famous")
        self.courtesy = frozenset(_words(lang, "courtesy"))
        self.capital_particles = _union("capital_particles")
        self.inner = frozenset(_words(lang, "never_inner"))
        self.offices = frozenset(
            word.strip().capitalize() for group in data(lang, "positions").get("heads", {}).values()
            for word in group.replace("\n", "|").split("|") if word.strip().isalpha()
        )
        self.special = (
            self.common | self.places | self.institutions | self.courtesy | self.capital_particles | self.offices
        )
        self.genitive = frozenset(_words(lang, "genitive_particles"))
        particles = _words(lang, "particles")
        elided = [p for p in particles if p.endswith("'")]
        plain = [p for p in particles if not p.endswith("'")]
        particle = rf"(?:{any_of(plain)}{SPACE}|{any_of(elided)})"
        joined = rf"(?:{any_of(_words(lang, 'joined_particles'))}[-\u2011])?"
        dotted = [c for c in self.courtesy if c.endswith(".")]
        word = rf"(?:{any_of(dotted)}(?!\w)|{joined}{_WORD})"
        self.run = rf"{word}(?:{SPACE}{particle}?[“\"]?{word}){{0,7}}"
        self.anchored = re.compile(self.run)
        self.pieces = re.compile(rf"(?P<particle>{particle})?[“\"]?(?P<word>{word})")
        self.capitals = re.compile(rf"{_WORD}(?:{SPACE}{_WORD}){{0,7}}")

    def is_first(self, word: str) -> bool:
        """Whether the word is a known first name; of a double name, one known part will do."""
        if word in self.first:
            return True
        return ("-" in word or "\u2011" in word) and _plain(word).split("-")[0] in self.first

    def read(self, text: str, start: int, end: int) -> Name | None:
        """The name in the run that stands at `start`, cut where it ceases to be one; `end` bounds it."""
        found = self.anchored.match(text, start, end)
        if not found:
            return None
        run = found.group()
        parts = run.split(" ")
        if len(parts) == 2 and parts[0] in self.plain_first and self._is_surname(parts[1]):
            return Name(start, found.end(), 2, True, False, True)
        return self.cut(text, start, found.end())

    def _is_surname(self, word: str) -> bool:
        return word.isalpha() and word not in self.special and not _acronym(word)

    def cut(self, text: str, start: int, end: int) -> Name | None:
        """The name with which a run begins, or None when its first words cannot be one."""
        titled = known = eastern = bound = False
        first = last = start
        words = named = 0
        for piece in self.pieces.finditer(text, start, end):
            word = piece["word"]
            if not words:
                if word in self.courtesy:
                    titled = True
                    continue
                forename = len(word) > 2 and word in self.first and piece.end() < end  # "Noël Petit"
                if (word in self.common and not forename) or (word in self.places and not titled):
                    return None
                if "-" in word and not self.inner.isdisjoint(word.split("-")[1:]):
                    return None  # "Écologie-Les Verts" is a party
                if _acronym(word) and word not in self.first:
                    return None
                first, known = piece.start("word"), self.is_first(word)
                eastern = word in self.surname_first
                named = 1 if known and not eastern else 0
            elif bound or (bound := word in self.capital_particles and words == max(named, 1) and piece.end() < end):
                bound = word in self.capital_particles
            elif not self._goes_on(piece["particle"], word, words, named, eastern):
                break
            elif word in self.institutions:
                if piece["particle"]:
                    break
                return None
            elif named == words and self.is_first(word):
                named += 1
            words += 1
            last = piece.end()
            if word[-2:] in ("'s", "’s") and words > bool(named):
                last -= 2
                break
            if words == _MOST_WORDS:
                break
        return Name(first, last, words, known, titled) if words else None

    def _goes_on(self, particle: str | None, word: str, words: int, named: int, eastern: bool) -> bool:
        titled = word in self.courtesy and not (words == named and not word.endswith("."))  # "Hassan Sheikh Mohamud"
        if (word in self.common or titled) and not (eastern and words == 2 and len(word) < 4):
            return False
        if word in self.places and (particle or words > 1):
            return False
        if words > 1 and (word in self.offices or _acronym(word)):
            return False
        return not (particle and words > max(named, 1) and particle.strip() in self.genitive)

    def ending(self, text: str, stop: int, floor: int) -> Iterator[Name]:
        """The names that end at `stop`, longest first."""
        run = None
        for found in self.anchored.finditer(text, max(floor, stop - _REACH), stop):
            run = found
        if run is None or run.end() != stop:
            return
        for piece in self.pieces.finditer(text, run.start(), stop):
            name = self.cut(text, piece.start("word"), stop)
            if name and name.end == stop:
                yield name

    def is_person(self, text: str, name: Name) -> bool:
        """Whether the words alone show a person: a first name, a family name, and nothing that makes it a thing."""
        if name.titled:
            return True
        if not name.known or name.words < 2:
            return False
        if name.clear:
            word = text[name.start:text.index(" ", name.start)]
            if word not in self.ambiguous and not word.isupper():
                return not self.after_place_word(text, name.start)
        words = text[name.start:name.end].split()
        if words[1] in self.places or (words[0] in self.ambiguous and opens_sentence(text, name.start)):
            return False
        if text[name.start:name.end].isupper():
            return False
        return not self.after_place_word(text, name.start)

    def after_place_word(self, text: str, start: int) -> bool:
        """Whether the word before makes the run the name of a street, a school, a ship."""
        if text[start - 1:start] not in (" ", "\u00a0", "’", "'"):
            return False
        last = text[max(0, start - 32):start].rstrip(" \u00a0")
        word = last[last.rfind(" ") + 1:]
        if word.islower() and "'" not in word and "’" not in word:
            return word in self.place_words
        line = text.rfind("\n", max(0, start - 32), start) + 1
        for word in reversed(text[max(line, start - 32):start].split()):
            if word.rpartition("’")[2].rpartition("'")[2].rstrip(".") in self.place_words:
                return True
            if not word[0].isupper():
                break
        return False

    def could_be(self, text: str, name: Name) -> bool:
        """Whether nothing in the words speaks against a person (for runs that a position or a verb stands beside)."""
        if name.clear:
            return True
        words = text[name.start:name.end].split()
        named = name.known and words[0] in self.plain_first  # "Marine Le Pen"
        if any((w in self.institutions and (at or not named)) or w in self.places for at, w in enumerate(words)):
            return False
        return all(len(w) > 1 and not (w.isupper() and len(w) < 6 and not _ROMAN.match(w)) for w in words[-1:])


def opens_sentence(text: str, start: int) -> bool:
    """Whether nothing but the end of another sentence stands before."""
    before = text[max(0, start - 3):start].rstrip(" \u00a0«\"“")
    return not before or before[-1] in ".!?\n:"


def _unaccented(word: str) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def people(lang: str) -> People:
    """The language's name reader, made once."""
    return People(lang)
