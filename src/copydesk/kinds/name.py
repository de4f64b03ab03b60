"""Personal names: by a first name, a courtesy title, an office, an age, or the full name elsewhere in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from .. import _trie
from ..languages import data
from ..mentions import Mention
from . import Reader, View
from ._person import CAPITAL, SPACE, Name, any_of, people

ORDER = 90

_FEW: Final = 50
"""Names that are looked for one by one; of more, every place of a capital is noted first, so that the cost stays linear."""
_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")


class _Known(NamedTuple):
    """What one text says about names, whatever the passage: it holds for the text alone."""

    text: str
    full: list[Name]
    surnames: list[str]


class _Names:
    exclusive = False

    def __init__(self, lang: str) -> None:
        raw = data(lang, "names")
        self.lang = lang
        self.people = people(lang)
        self.triggers: Iterable[str] = frozenset(raw["courtesy_lower"])
        self.age = re.compile(rf",{SPACE}\d{{1,3}}[ \u00a0-](?:{any_of(raw['ages'])})(?!\w)")
        self.capital = re.compile(rf"{CAPITAL}(?<![\w\u2010\u2011-].)\w*(?:\.{CAPITAL}\.)?")
        self.initials = re.compile(rf"\.{CAPITAL}\.")
        titles = {title.rstrip(".") for title in self.people.courtesy}
        alone = {first.split("-")[0] for first in self.people.first} | titles | self.people.famous
        opening = _trie.opening(alone, r"(?<![\w\u2010\u2011-].)")
        self.opening = re.compile(rf"{opening}(?!\w|\.{CAPITAL}\.)")
        self._last = _Known("", [], [])

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The name after a courtesy title in lower case."""
        if view.folded[end:end + 1] != " " or not view.text[end + 1:end + 2].isupper():
            return ()
        name = self.people.read(view.text, end + 1, view.end)
        return (self._mention(view.text, name.start, name.end, "courtesy"),) if name else ()

    def finish(self, view: View) -> Sequence[Mention]:
        """Every name of the passage that the pass has not found yet."""
        text = view.text
        taken = {m.start for m in view.found if m.kind == "name"}
        found: dict[int, tuple[int, str]] = {}
        known = self._last if self._last.text is text else self._know(text)
        for name in known.full:
            if view.start <= name.start and name.end <= view.end:
                found[name.start] = name.end, "courtesy" if name.titled else "first_name" if name.known else "context"
        alone = dict.fromkeys(known.surnames)
        for mention in view.found:
            if mention.kind == "position" and mention.person_span and mention.person:
                start, end = mention.person_span
                found.setdefault(start, (end, "position"))
                if " " in mention.person:
                    alone.update(dict.fromkeys(self._surnames(mention.person)))
        capitals = self._capitals(text) if len(alone) > _FEW else None
        for surname in alone:
            for start in self._places(text, surname, view.start, view.end, capitals):
                if start not in found:
                    found[start] = start + len(surname), "surname"
        return _without_overlaps([
            self._mention(text, start, end, rule) for start, (end, rule) in found.items() if start not in taken
        ])

    def _know(self, text: str) -> "_Known":
        """The full names of the whole text, and the family names that may stand alone."""
        who = self.people
        full: list[Name] = []
        surnames: dict[str, None] = {}
        at = 0
        for found in self.opening.finditer(text):
            start, word = found.start(), found[0]
            if start < at:
                continue
            if word in who.famous:
                surnames[word] = None
                continue
            name = who.read(text, start, len(text))
            if name and who.is_person(text, name):
                at = name.end
                full.append(name)
        for age in self.age.finditer(text):
            if name := self._aged(text, age.start()):
                full.append(name)
        for name in full:
            if name.words > 1:
                surnames.update(dict.fromkeys(self._surnames(text[name.start:name.end])))
        self._last = _Known(text, full, list(surnames))
        return self._last

    def _places(
        self, text: str, surname: str, low: int, high: int, capitals: dict[str, list[int]] | None
    ) -> Iterator[int]:
        """Where a family name stands by itself within `low`..`high`; among `capitals` where they are known."""
        length = len(surname)
        lead = surname.rfind(" ") + 1
        first = surname[lead:].partition("-")[0]  # behind particles, its first part
        if not self.capital.fullmatch(first):
            return
        starts = _finds(text, surname, low, high) if capitals is None else (
            place - lead for place in capitals.get(first, ()) if text.startswith(surname, place - lead)
        )
        for start in starts:
            end = start + length
            if low <= start and end <= high and self._alone(text, start, end) and not (
                text[end:end + 1] == "." and self.initials.match(text, end)
            ):
                yield start

    def _capitals(self, text: str) -> dict[str, list[int]]:
        """Where each capitalised word stands: one pass, where many names would each look through the text."""
        places: dict[str, list[int]] = {}
        for found in self.capital.finditer(text):
            places.setdefault(found[0], []).append(found.start())
        return places

    def _aged(self, text: str, stop: int) -> Name | None:
        """The name before a person's age ("Prénom Nom, 45 ans")."""
        for name in self.people.ending(text, stop, 0):
            if not name.known and name.words > 1 and self.people.could_be(text, name):
                return name
        return None

    def _surnames(self, name: str) -> list[str]:
        """The parts of a full name that may stand alone for it."""
        words = name.split()
        who = self.people
        if len(words) == 2 and words[0] not in who.surname_first:
            word = words[1].strip("“\"")
            return [word] if len(word) > 1 and word not in who.places and word not in who.common else []
        if len(words) < 2:
            return [name] if name not in self.people.places else []
        if words[0] in self.people.surname_first:
            parts = [words[0]]
        else:
            at = len(words) - 1
            if words[at].isupper() and len(words) > 2 and len(words[at]) < 4:
                return []
            while at > 1 and (words[at - 1].islower() or words[at - 1] in self.people.capital_particles):
                at -= 1
            parts = [" ".join(words[at:])]
            if len(words) == 4 and self.people.is_first(words[1]):
                parts.append(" ".join(words[2:]))
        plain = [p.strip("“\"") for p in parts]
        return [p for p in plain if len(p) > 1 and p not in self.people.places and p not in self.people.common]

    def _alone(self, text: str, start: int, end: int) -> bool:
        """Whether a family name stands by itself, not inside a word or a longer run of capitals."""
        before, after = text[start - 1:start], text[end:end + 2]
        if before and (before.isalnum() or before in "-_.&@#" or before in "\u2010\u2011"):
            return False
        if after and (after[0].isalnum() or after[0] in "_&@" or (after[0] in "-\u2010\u2011" and after[1:].isalnum())):
            return False
        if len(after) == 2 and after[0] in " \u00a0" and after[1].isupper():
            following = _WORD.match(text, end + 1)
            if following and following.group() not in self.people.common:
                return False
        if before not in (" ", "\u00a0"):
            return True
        previous = text[max(0, start - 32):start - 1].split()
        word = previous[-1].lstrip("«“\"(") if previous else ""
        if word in self.people.place_words:
            return False
        who = self.people
        if not word[:1].isupper() or not word[-1].isalnum():
            return True
        return word in who.common or word in who.courtesy or word in who.offices

    def _mention(self, text: str, start: int, end: int, rule: str) -> Mention:
        return tuple.__new__(Mention, (
            start, end, "name", f"{self.lang}.names.{rule}", None, None, None, "exact", None, False, None,
            None, None, None, None, None, text[start:end], None, None, None, None,
        ))


def _finds(text: str, word: str, low: int, high: int) -> Iterator[int]:
    start = text.find(word, low, high)
    while start >= 0:
        yield start
        start = text.find(word, start + 1, high)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, without those that stand inside another."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def reader(lang: str) -> Reader | None:
    """Reads names in `lang`, or None where the language has no data for them."""
    return _Names(lang) if data(lang, "names") else None
