"""Ministries told without the word: "At Culture, Jane Smith replaces John Brown", "the Justice portfolio goes to Ana Paz"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ..languages import data
from ..mentions import Mention
from ..text import Span
from . import Reader, View
from ._offices import offices
from ._person import SPACE, Name, any_of
from ._phrases import span

ORDER = 81

_REACH: Final = 130
_NEAR: Final = 44
_ASIDE: Final = 80
_SENTENCE: Final = 200
_ACCENTED: Final = "éèêà"
_PLAIN: Final = str.maketrans(_ACCENTED, "eeea")
_OPENED: Final = 24
_MANY: Final = 60
_RULE: Final = ".portfolio"
_STOP: Final = re.compile(r"[.!?] ?(?=[^\W\d_a-zà-ÿ])|\n")
_END: Final = re.compile(r"\s*(?:[,.;:!?)»”\"\n]|\Z)")
_OPENING: Final = re.compile(r"(?:\A|[.;:!?»”\"\n(] ?|[,] )\Z")


def holds(mention: Mention) -> bool:
    """Whether a mention's position is the field of a ministry alone."""
    return mention.rule.endswith(_RULE)


class _Portfolios:
    """Reads who takes, keeps or gets the ministry of a field that is named alone."""

    exclusive = False

    def __init__(self, lang: str, raw: Mapping[str, Any]) -> None:
        self.lang = lang
        self.people = offices(lang).people
        self.handover: Mapping[str, str] = offices(lang).handover
        fields = fields_of(raw)
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
        # "Jane Smith at Culture and John Brown at Trade": what may stand behind a field that no verb gives to anybody
        several, keep = any_of(_list(raw["several"])), any_of(_list(raw["keep"]))
        self.closed = re.compile(rf"{_END.pattern}|{SPACE}{several}{SPACE}(?=[^\W\d_a-zà-ÿ])|{SPACE}{keep}(?!\w)")
        self.gone = re.compile(rf"(?<!\w){any_of(_list(raw['gone']))}(?!\w)")
        self.instead = re.compile(rf",?{SPACE}{any_of(_list(raw['instead']))}{SPACE}")
        self.replaced = re.compile(rf",?{SPACE}(?P<verb>{any_of(raw['replaced'])}){SPACE}")
        self.status: Mapping[str, str] = raw["replaced"]
        # "He is replaced by Jane Smith", "She succeeds John Brown": the office is that of the sentence before
        self.again = {**{verb: "former" if status == "current" else "current" for verb, status in self.handover.items()},
                      **self.status}
        self.triggers = {*self.triggers, *self.again}
        self.taken_up = re.compile(rf"(?:\A|[.!?»”\"\n] ?){any_of(_list(raw['pronouns']))}{SPACE}\Z")
        self.pending: list[tuple[int, int]] = []
        self.source = re.compile(rf"{SPACE}{any_of(_list(raw['from']))}{SPACE}" if raw["from"] else r"(?!)")

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The people whom the field that stands at `start` is given to, or taken from."""
        if view.folded[start:end] in self.again:
            self.pending.append((start, end))
            return ()
        small = self.capital and not view.text[start].isupper()
        found = self.field.match(view.folded, start, view.end)
        if not found or (small and not self.to.match(view.folded, found.end(), view.end)):
            return ()
        place = span(start, found.end())
        floor = max(view.start, start - _REACH)
        near = max(view.start, start - _NEAR)
        before = view.folded[near:start]
        stop = self.called.match(view.folded, place.end, view.end)
        after = stop.end() if stop else place.end
        if view.text[start - 2:start] == " (":
            return self._bracketed(view, place)
        if (lead := self.article.search(before)) and self.hands.search(view.folded, floor, near + lead.start()) and (
            handed := self.to.match(view.folded, after, view.end)
        ):
            name = self._name(view, handed.end())
            return (self._mention(view, place, name, "current"),) if name else ()
        if small:
            return ()
        if lead and self.one.search(view.folded, floor, near + lead.start()) and view.folded[place.end:place.end + 2] == ", ":
            name = self._name(view, place.end + 2)
            if name and _END.match(view.text, name.end, view.end):
                return (self._mention(view, place, name, "current"),)
        if given := self.given.match(view.folded, after, view.end):
            name = self._name(view, given.end())
            if name and _END.match(view.text, name.end, view.end):
                return (self._mention(view, place, name, "current"),)
        if lead := self.at.search(before):
            return self._at(view, place, floor, near + lead.start(), after)
        lead = self.article.search(before)
        if lead is None or not self._named(view, place, after):
            return ()
        took = self.takes.search(view.folded, floor, near + lead.start())
        name = self._subject(view, floor, took.start()) if took else self._gapped(view, floor, near + lead.start())
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
            if new and self._comes(view, new.end):
                verb = self.succeeds.match(view.folded, new.end, view.end)
                status = self.handover[verb["verb"]] if verb else "current"
                return self._both(view, place, new, self._name(view, verb.end()) if verb else None, status)
            return ()
        placed = self.placed.search(view.folded, floor, stop)
        name = self._subject(view, floor, placed.start()) if placed and placed.group().strip(" ,") else None
        name = name or (self._ending(view, placed.start()) if placed else None)
        if name is None or placed is None or not self._named(view, place, after):
            return ()
        if not placed.group().strip(" ,") and not self.closed.match(view.text, after, view.end):
            return ()
        return (self._mention(view, place, name, "current"),)

    def _bracketed(self, view: View, place: Span) -> Sequence[Mention]:
        """Whose field stands in brackets: "Jane Smith (Culture) and John Brown (Trade) leave"."""
        if not view.text[place.start].isupper() or view.text[place.end:place.end + 1] != ")":
            return ()
        name = self._ending(view, place.start - 2)
        if name is None:
            return ()
        first, end = max(view.start, name.start - _SENTENCE), min(view.end, place.end + _SENTENCE)
        for stop in _STOP.finditer(view.text, first, name.start):
            first = stop.end()
        last = _STOP.search(view.text, place.end, end)
        gone = self.gone.search(view.folded, first, last.start() if last else end)
        return (self._mention(view, place, name, "former" if gone else "current"),)

    def _subject(self, view: View, floor: int, stop: int) -> Name | None:
        """The name that ends at `stop`, or before what is said of it between commas: "Jane Smith, a nurse, takes"."""
        name = self._ending(view, stop)
        stop += view.text[stop:stop + 1] == ","
        if name or view.text[stop - 1:stop] != ",":
            return name
        comma = view.text.rfind(", ", max(floor, stop - _ASIDE), stop - 1)
        if comma < 0 or not view.text[comma + 2].islower() or _STOP.search(view.text, comma, stop):
            return None
        return self._ending(view, comma)

    def _gapped(self, view: View, floor: int, stop: int) -> Name | None:
        """Who takes a field by the verb before: "Jane Smith takes Culture, and John Brown, a lawyer, Trade"."""
        if view.text[stop - 2:stop] != ", ":
            return None
        told = next((m for m in reversed(view.found) if holds(m)), None)
        if told is None or told.end < floor or _STOP.search(view.text, told.end, stop):
            return None
        name = self._ending(view, stop - 2) or self._subject(view, told.end, stop - 1)
        return name if name and name.start > told.end else None

    def _comes(self, view: View, at: int) -> bool:
        """Whether somebody is said to come or to stay, behind what is said of him or her between commas."""
        if self.comes.match(view.folded, at, view.end):
            return True
        if view.text[at:at + 2] != ", ":
            return False
        stop = _STOP.search(view.text, at, min(view.end, at + _SENTENCE))
        end = stop.start() if stop else min(view.end, at + _SENTENCE)
        comma = view.text.find(",", at + 2, end)
        return comma > 0 and view.text[at + 2].islower() and self.comes.match(view.folded, comma + 1, end) is not None

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

    def _mention(self, view: View, place: Span, name: Name, status: str, rule: str = "") -> Mention:
        return tuple.__new__(Mention, (
            min(place.start, name.start), max(place.end, name.end), "position", rule or f"{self.lang}{_RULE}",
            None, None, None, "exact", None, False, None, None, None, None, None, None,
            view.text[name.start:name.end], span(name.start, name.end), view.text[place.start:place.end], place, status,
        ))

    def finish(self, view: View) -> Sequence[Mention]:
        """Who goes, where it is told behind who comes ("as minister of culture in place of John Brown"), and the other way
        round ("John Brown, the minister, is replaced by Jane Smith")."""
        pending, self.pending = self.pending, []
        made = [made for mention in view.found if mention.kind == "position" for made in self._other(view, mention)]
        return made + [again for at in pending for again in self._again(view, *at)]

    def _again(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """Who comes or goes by a sentence about the only office holder of the sentence before: "She succeeds John Brown"."""
        opening = self.taken_up.search(view.folded, max(view.start, start - _OPENED), start)
        name = self._name(view, end + 1) if opening else None
        if opening is None or name is None:
            return ()
        stop = opening.start()
        told = [
            m for m in view.found[-_MANY:] if m.kind == "position" and m.end <= stop + 1 and stop - m.end < _SENTENCE
            and not _STOP.search(view.text, m.end, stop)
        ]
        place = told[-1].position_span if told else None
        if place is None or len({m.person for m in told}) > 1 or not view.text[stop:stop + 1].strip():
            return ()
        return (self._mention(view, place, name, self.again[view.folded[start:end]], told[-1].rule),)

    def _other(self, view: View, mention: Mention) -> Sequence[Mention]:
        place, person = mention.position_span, mention.person_span
        if place is None or person is None or mention.status not in ("current", "next"):
            return ()
        if instead := self.instead.match(view.folded, mention.end, view.end):
            old, status = self._name(view, instead.end()), "former" if mention.status == "current" else "current"
        elif verb := self.replaced.match(view.folded, mention.end, view.end):
            old, status = self._name(view, verb.end()), self.status[verb["verb"]]
        else:
            return ()
        return (self._mention(view, place, old, status, mention.rule),) if old else ()


def fields_of(raw: Mapping[str, Any]) -> list[str]:
    """The fields, those that begin with an accent also without it, as capitals are often written."""
    fields = _list(raw["fields"])
    return fields + [field[0].translate(_PLAIN) + field[1:] for field in fields if field[0] in _ACCENTED]


def _list(value: str) -> list[str]:
    return [word.strip() for line in value.strip().splitlines() for word in line.split("|") if word.strip()]


def _opening(value: str) -> str:
    """Any of some openings; one that ends with an apostrophe has no space behind it."""
    return "|".join(re.escape(word) if word.endswith("'") else rf"{re.escape(word)}{SPACE}" for word in _list(value))


def reader(lang: str) -> Reader | None:
    """Reads portfolios in `lang`, or None where the language has no data for them."""
    raw = data(lang, "positions").get("portfolios")
    return _Portfolios(lang, raw) if raw else None
