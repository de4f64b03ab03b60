"""Ministries told without the word: "At Culture, Jane Smith replaces John Brown", "the Justice portfolio goes to Ana Paz"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ..languages import data
from ..mentions import Mention
from ..text import Span
from . import Reader, View
from ._offices import offices
from ._person import SPACE, Name, any_of
from ._phrases import span

ORDER = 81

_REACH: Final = 70
_END: Final = re.compile(r"\s*(?:[,.;:!?)»”\"\n]|\Z)")
_OPENING: Final = re.compile(r"(?:\A|[.;:!?»”\"\n(] ?|[,] )\Z")


class _Portfolios:
    """Reads who takes, keeps or gets the ministry of a field that is named alone."""

    exclusive = False

    def __init__(self, lang: str, raw: Mapping[str, str]) -> None:
        self.lang = lang
        self.people = offices(lang).people
        self.handover: Mapping[str, str] = offices(lang).handover
        fields = _list(raw["fields"])
        self.field = re.compile(rf"{any_of(fields)}(?!\w)")
        self.triggers: Iterable[str] = {field.split(" ")[0].split("-")[0] for field in fields}
        self.capital = raw["capital"] == "yes"
        self.at = re.compile(rf"(?:\A|(?<=[\s,.;:(«\"“]))(?:{_opening(raw['at'])})\Z")
        self.article = re.compile(rf"(?<!\w)(?:{_opening(raw['article'])})?\Z")
        self.hands = re.compile(rf"(?<!\w){any_of(_list(raw['hands']))}{SPACE}\Z" if raw.get("hands") else r"(?!)")
        self.one = re.compile(rf"(?<!\w){any_of(_list(raw.get('one', '')))}{SPACE}\Z")
        self.to = re.compile(rf"{SPACE}{any_of(_list(raw['to']))}{SPACE}" if raw.get("to") else r"(?!)")
        self.called = re.compile(rf"(?:{SPACE}{any_of(_list(raw['called']))})?(?!\w)" if raw["called"] else "")
        self.takes = re.compile(rf"{SPACE}{any_of(_list(raw['takes']))}{SPACE}\Z")
        self.placed = re.compile(rf",?(?:{SPACE}{any_of(_list(raw['placed']))})?{SPACE}\Z")
        self.given = re.compile(rf"{SPACE}{any_of(_list(raw['given']))}{SPACE}")
        self.comes = re.compile(rf"{SPACE}{any_of([*self.handover, *_list(raw['comes'])])}(?!\w)")
        self.succeeds = re.compile(rf"{SPACE}(?P<verb>{any_of(self.handover)}){SPACE}")
        self.ended = re.compile(rf"{SPACE}(?P<verb>{any_of(self.handover)}){SPACE}\Z")
        self.source = re.compile(rf"{SPACE}{any_of(_list(raw['from']))}{SPACE}" if raw["from"] else r"(?!)")

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The people whom the field that stands at `start` is given to, or taken from."""
        small = self.capital and not view.text[start].isupper()
        found = self.field.match(view.folded, start, view.end)
        if not found or (small and not self.to.match(view.folded, found.end(), view.end)):
            return ()
        place = span(start, found.end())
        floor = max(view.start, start - _REACH)
        before = view.folded[floor:start]
        stop = self.called.match(view.folded, place.end, view.end)
        after = stop.end() if stop else place.end
        if (lead := self.article.search(before)) and self.hands.search(view.folded, floor, floor + lead.start()) and (
            handed := self.to.match(view.folded, after, view.end)
        ):
            name = self._name(view, handed.end())
            return (self._mention(view, place, name, "current"),) if name else ()
        if small:
            return ()
        if lead and self.one.search(view.folded, floor, floor + lead.start()) and view.folded[place.end:place.end + 2] == ", ":
            name = self._name(view, place.end + 2)
            if name and _END.match(view.text, name.end, view.end):
                return (self._mention(view, place, name, "current"),)
        if given := self.given.match(view.folded, after, view.end):
            name = self._name(view, given.end())
            if name and _END.match(view.text, name.end, view.end):
                return (self._mention(view, place, name, "current"),)
        if lead := self.at.search(before):
            return self._at(view, place, floor, floor + lead.start(), after)
        lead = self.article.search(before)
        if lead is None or not self._named(view, place, after):
            return ()
        took = self.takes.search(view.folded, floor, floor + lead.start())
        name = self._ending(view, took.start()) if took else None
        if name is None:
            return ()
        old = self._name(view, source.end()) if (source := self.source.match(view.folded, after, view.end)) else None
        return self._both(view, place, name, old, "current")

    def _at(self, view: View, place: Span, floor: int, stop: int, after: int) -> Sequence[Mention]:
        """Who goes where: "Jane Smith succeeds John Brown at Culture", "At Culture, Jane Smith replaces John Brown"."""
        edge = stop - 1 if view.folded[stop - 1:stop] == " " else stop
        if old := self._ending(view, edge):
            verb = self.ended.search(view.folded, floor, old.start)
            new = self._ending(view, verb.start()) if verb else None
            if verb and new:
                return self._both(view, place, new, old, self.handover[verb["verb"]])
        if _OPENING.search(view.text[max(view.start, stop - 2):stop]) and view.folded[place.end:place.end + 2] == ", ":
            new = self._name(view, place.end + 2)
            if new and self.comes.match(view.folded, new.end, view.end):
                verb = self.succeeds.match(view.folded, new.end, view.end)
                status = self.handover[verb["verb"]] if verb else "current"
                return self._both(view, place, new, self._name(view, verb.end()) if verb else None, status)
            return ()
        placed = self.placed.search(view.folded, floor, stop)
        name = self._ending(view, placed.start()) if placed else None
        if name is None or placed is None or not self._named(view, place, after):
            return ()
        if not placed.group().strip(" ,") and not _END.match(view.text, after, view.end):
            return ()
        return (self._mention(view, place, name, "current"),)

    def _named(self, view: View, place: Span, after: int) -> bool:
        """Whether a field is named as a ministry: by a capital, by what it is called, or for nothing comes behind it."""
        return self.capital or after > place.end or _END.match(view.text, after, view.end) is not None

    def _both(self, view: View, place: Span, new: Name, old: Name | None, status: str) -> Sequence[Mention]:
        """Who comes and, where the text says it, who goes."""
        came = self._mention(view, place, new, status)
        if old is None or old.words < 2:
            return (came,)
        return came, self._mention(view, place, old, "former" if status == "current" else "current")

    def _name(self, view: View, at: int) -> Name | None:
        """The full name that begins at `at`."""
        if not view.text[at:at + 1].isupper():
            return None
        name = self.people.read(view.text, at, view.end)
        return name if name and name.words > 1 and self.people.could_be(view.text, name) else None

    def _ending(self, view: View, stop: int) -> Name | None:
        """The full name that ends at `stop`."""
        return next((
            name for name in self.people.ending(view.text, stop, view.start)
            if name.words > 1 and self.people.could_be(view.text, name)
        ), None)

    def _mention(self, view: View, place: Span, name: Name, status: str) -> Mention:
        return tuple.__new__(Mention, (
            min(place.start, name.start), max(place.end, name.end), "position", f"{self.lang}.portfolio",
            None, None, None, "exact", None, False, None, None, None, None, None, None,
            view.text[name.start:name.end], span(name.start, name.end), view.text[place.start:place.end], place, status,
        ))

    def finish(self, view: View) -> Sequence[Mention]:
        """Nothing is left to do after the pass."""
        return ()


def _list(value: str) -> list[str]:
    return [word.strip() for line in value.strip().splitlines() for word in line.split("|") if word.strip()]


def _opening(value: str) -> str:
    """Any of some openings; one that ends with an apostrophe has no space behind it."""
    return "|".join(re.escape(word) if word.endswith("'") else rf"{re.escape(word)}{SPACE}" for word in _list(value))


def reader(lang: str) -> Reader | None:
    """Reads portfolios in `lang`, or None where the language has no data for them."""
    raw = data(lang, "positions").get("portfolios")
    return _Portfolios(lang, raw) if raw else None
