"""Personal names: known by a first name, a courtesy title, an office beside them, an age, or the full name elsewhere in the text."""

import re
from collections.abc import Iterable, Sequence

from ..languages import data
from ..mentions import Mention
from . import Reader, View
from ._person import SPACE, Name, any_of, people

ORDER = 90

_FEW = 48
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class _Names:
    exclusive = False

    def __init__(self, lang: str) -> None:
        raw = data(lang, "names")
        self.lang = lang
        self.people = people(lang)
        self.triggers: Iterable[str] = frozenset(raw["courtesy_lower"])
        self.age = re.compile(rf",{SPACE}\d{{1,3}}[ \u00a0-](?:{any_of(raw['ages'])})(?!\w)")
        ending = any_of(raw["surname_endings"])
        self.ending = re.compile(rf"{ending}\Z")
        self.speech = re.compile(rf",?{SPACE}(?:{any_of(raw['speech'])})(?!\w)")
        self._last: tuple[str, list[Name], dict[str, str]] = ("", [], {})

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The name after a courtesy title in lower case."""
        if view.folded[end:end + 1] != " " or not view.text[end + 1:end + 2].isupper():
            return ()
        name = self.people.read(view.text, end + 1, view.end)
        return (self._mention(view.text, name.start, name.end, "courtesy"),) if name else ()

    def finish(self, view: View) -> Sequence[Mention]:
        """Every name of the passage that the pass has not found yet."""
        text = view.text
        taken = {m.start: m.end for m in view.found if m.kind == "name"}
        made: list[Mention] = []
        named: dict[str, None] = {}

        def add(start: int, end: int, rule: str) -> None:
            if taken.get(start, -1) < 0:
                taken[start] = end
                made.append(self._mention(text, start, end, rule))

        full, surnames = self._known(text)
        for name in full:
            if view.start <= name.start and name.end <= view.end:
                add(name.start, name.end, "courtesy" if name.titled else "first_name" if name.known else "context")
        for mention in view.found:
            if mention.kind == "position" and mention.person_span:
                add(*mention.person_span, "position")
                if mention.person and mention.person not in surnames:
                    named.update(dict.fromkeys(self._surnames(mention.person)))
        for start, end in self._places(text, view.start, view.end, [*surnames, *(n for n in named if n not in surnames)]):
            if start not in taken and self._alone(text, start, end):
                add(start, end, "surname")
        return _without_overlaps(made)

    def _known(self, text: str) -> tuple[list[Name], dict[str, str]]:
        """The full names of the whole text, and the family names that they allow to stand alone."""
        if self._last[0] is text:
            return self._last[1], self._last[2]
        full: list[Name] = []
        surnames: dict[str, str] = {word: "" for word in sorted(self.people.famous) if word in text}
        for run in self.people.multiple.finditer(text):
            name = self._in_run(text, run)
            if name:
                full.append(name)
                if name.words > 1:
                    for surname in self._surnames(text[name.start:name.end]):
                        surnames[surname] = ""
        self._last = (text, full, surnames)
        return full, surnames

    def _in_run(self, text: str, run: re.Match[str]) -> Name | None:
        """The person that a run of capitalised words names."""
        who = self.people
        guess: Name | None = None
        for count, piece in enumerate(who.pieces.finditer(text, *run.span())):
            start, word = piece.start("word"), piece["word"]
            if word in who.place_words and not piece["particle"]:
                return None
            if word in who.courtesy or who.is_first(word):
                name = who.cut(text, start, run.end())
                if name and who.is_person(text, name):
                    return name
            elif count == 0 and word not in who.common:
                guess = who.cut(text, start, run.end())
        return guess if guess and self._shown(text, guess) else None

    def _shown(self, text: str, name: Name) -> bool:
        """Whether the text around an unknown pair of words shows a person."""
        if name.words < 2 or not self.people.could_be(text, name) or self.people.after_place_word(text, name.start):
            return False
        if self.age.match(text, name.end):
            return True
        return bool(self.speech.match(text, name.end)) and bool(self.ending.search(text[name.start:name.end]))

    def _surnames(self, name: str) -> list[str]:
        """The parts of a full name that may stand alone for it."""
        words = name.split()
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

    def _places(self, text: str, start: int, end: int, surnames: list[str]) -> Iterable[tuple[int, int]]:
        """Where the family names stand in the passage; linear in the text however many there are."""
        if len(surnames) > _FEW:
            chosen = set(surnames)
            for found in _WORD.finditer(text, start, end):
                if found.group() in chosen:
                    yield found.span()
            return
        for surname in surnames:
            at = text.find(surname, start, end)
            while at >= 0:
                yield at, at + len(surname)
                at = text.find(surname, at + len(surname), end)

    def _alone(self, text: str, start: int, end: int) -> bool:
        """Whether a family name stands by itself, not inside a word or a longer run of capitals."""
        before, after = text[start - 1:start], text[end:end + 2]
        if before and (before.isalnum() or before in "-_.&@#" or before in "\u2010\u2011"):
            return False
        if after and (after[0].isalnum() or after[0] in "_&@" or after[0] in "-\u2010\u2011" and after[1:].isalnum()):
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
        return not word[:1].isupper() or word in self.people.common or word in self.people.courtesy or word[-1] in ",.;:!?»”\")" \
            or word.lower() in self._heads()

    def _heads(self) -> frozenset[str]:
        from ._offices import offices

        return offices(self.lang).heads if data(self.lang, "positions") else frozenset()

    def _mention(self, text: str, start: int, end: int, rule: str) -> Mention:
        return Mention(start, end, "name", f"{self.lang}.names.{rule}", person=text[start:end])


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
