"""Bodies told with the one who leads them: "the Bakers' Federation, chaired by Jane Smith", "Jane Smith leads the party".

The mention's position is the body; the last part of its rule is what leading it comes to, as the language names it
("president" of a body that somebody presides), so that it compares with offices in nouns (`office_of`).
"""

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

ORDER = 82

_RULE: Final = ".leader."
_REACH: Final = 100
_BETWEEN: Final = 64
_BREAK: Final = re.compile(r"[\n,.;:!?()»”\"«“–—]")
_BRACKET: Final = re.compile(r" \([^()\n]{2,40}\)\Z")
_RUN: Final = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w'’.-]*(?:[ \u00a0][^\W\d_a-zà-öø-ÿ][\w'’.-]*)*")
_ELIDED: Final = re.compile(r"[^\W\d_]['’](?=\w)")
_CAPITALS: Final = "[^\\W\\d_a-zà-öø-ÿ][\\w'’-]*(?:[ \u00a0][^\\W\\d_a-zà-öø-ÿ][\\w'’-]*){0,5}"
_SMALL: Final = "[^\\W\\d_A-ZÀ-ÖØ-Þ]"
_LOWER: Final = f"{_SMALL}[\\w'’-]*"


def leads(mention: Mention) -> bool:
    """Whether a mention's position is a body that its person leads."""
    return _RULE in mention.rule


def office_of(mention: Mention) -> str:
    """What a mention's person is, in words: of a body with its leader, what leading it comes to, and the body."""
    position = mention.position or ""
    return f"{mention.rule.partition(_RULE)[2]} {position}" if leads(mention) else position


class _Leaders:
    """Reads who presides, leads or runs a body."""

    exclusive = False

    def __init__(self, lang: str, raw: Mapping[str, Any]) -> None:
        self.lang = lang
        grammar = offices(lang)
        self.grammar, self.people = grammar, grammar.people
        self.led: Mapping[str, str] = raw["led"]
        self.leads: Mapping[str, str] = raw["leads"]
        self.at: Mapping[str, str] = raw["at"]
        self.past = frozenset(_list(raw["past"]))
        self.ends = {phrase.rpartition(" ")[2]: phrase for phrase in self.at}
        self.triggers: Iterable[str] = {*self.led, *self.leads, *self.ends}
        since = any_of(_list(raw["since"]))
        self.by = re.compile(rf"(?:{SPACE}{since}(?:{SPACE}[\w'’]+){{0,3}}?)?{SPACE}{any_of(_list(raw['by']))}{SPACE}")
        self.titled = re.compile(rf"(?:{_LOWER}(?:{SPACE}|(?<=['’]))){{1,5}}(?=[^\W\d_a-zà-ÿ])")
        aged = data(lang, "positions")["words"].get("aged", "")
        self.being: Mapping[str, str] = raw["being"]
        self.aside = re.compile(
            (rf"(?:,{SPACE}{aged}(?=,))?" if aged else "")
            + rf"(?:,?{SPACE}(?P<who>{any_of(_list(raw['who']))}))?(?:,?{SPACE}(?P<being>{any_of(self.being)}))?"
            rf"(?P<comma>,)?{SPACE}\Z"
        )
        self.whom = re.compile(rf",?{SPACE}{any_of(_list(raw['whom']))}{SPACE}\Z")
        self.both = re.compile(rf"{SPACE}{any_of(_list(raw['both']))}{SPACE}\Z")
        articles = _opening(_list(raw["articles"]))
        self.article = re.compile(rf"(?<![\w'’]){articles}")
        self.opening = re.compile(articles)
        nouns = {*grammar.bodies, *_list(raw["bodies"])}
        self.body, self.ending = _body(nouns, articles if grammar.premodified else "", data(lang, "positions")["words"])
        self.pending: list[tuple[int, int]] = []

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """Nothing yet: who leads may be told with an office of his or her own, which is read by the end."""
        self.pending.append((start, end))
        return ()

    def finish(self, view: View) -> Sequence[Mention]:
        """The people who lead a body, by each word of leading that the pass met."""
        pending, self.pending = self.pending, []
        found = (self._passive(view, *at) or self._active(view, *at) for at in pending)
        return [mention for mention in found if mention]

    def _passive(self, view: View, start: int, end: int) -> Mention | None:
        """Whom a body is led by: "the Federation, chaired by Jane Smith"."""
        noun = self.led.get(view.folded[start:end])
        by = self.by.match(view.folded, end, view.end) if noun else None
        name = self._person(view, by.end()) if by else None
        if noun is None or name is None:
            return None
        floor = max(view.start, start - _REACH)
        if both := self.both.search(view.folded, floor, start):  # "the party, founded in 2019 and led by"
            stop = view.text.rfind(", ", max(floor, start - _BETWEEN), both.start())
            if stop < 0 or _BREAK.search(view.text, stop + 2, both.start()) or not view.text[stop + 2].islower():
                return None
            status = "current"
        else:
            aside = self.aside.search(view.folded, floor, start)
            if not aside:
                return None
            stop, status = aside.start(), self.being.get(aside["being"] or "", "current")
        place = self._before(view, floor, stop)
        return self._mention(view, place, name, noun, status) if place else None

    def _active(self, view: View, start: int, end: int) -> Mention | None:
        """Who leads a body: "Jane Smith leads the party", "the party that Jane Smith leads" where the verb comes first."""
        word = view.folded[start:end]
        if (phrase := self.ends.get(word)) and view.folded.endswith(phrase, max(view.start, end - len(phrase) - 1), end):
            word, start = phrase, end - len(phrase)
        noun = self.leads.get(word) or self.at.get(word)
        if noun is None:
            return None
        floor, status = max(view.start, start - _REACH), "former" if word in self.past else "current"
        if whom := self.whom.search(view.folded, floor, start):
            name, place = self._person(view, end + 1), self._before(view, floor, whom.start())
            return self._mention(view, place, name, noun, status) if name and place else None
        aside = self.aside.search(view.folded, floor, start)
        if not aside or (word in self.at and not (aside["comma"] or aside["being"])):
            return None
        status = self.being.get(aside["being"] or "", status) if status == "current" else status
        name = next((
            name for name in self.people.ending(view.text, aside.start(), floor)
            if name.words > 1 and self._fits(view, name)
        ), None)
        place = self._after(view, end) if name else None
        return self._mention(view, place, name, noun, status) if name and place else None

    def _person(self, view: View, at: int) -> Name | None:
        """Who is named at `at`, behind a title or with an office before the name."""
        for mention in reversed(view.found):
            who = mention.person_span
            if mention.kind == "position" and who and at <= mention.start < who.start < at + _BETWEEN and not _BREAK.search(
                view.text, at, who.start
            ):
                return Name(who.start, who.end, 2, True, False)
        start = at
        if titled := self.titled.match(view.text, at, view.end):
            if self.grammar.kinship.search(view.folded, at, titled.end()):
                return None
            start = titled.end()
        name = self.people.read(view.text, start, view.end) if view.text[start:start + 1].isupper() else None
        return name if name and (name.words > 1 or name.titled) and self._fits(view, name) else None

    def _before(self, view: View, floor: int, stop: int) -> Span | None:
        """The body that ends at `stop`."""
        if bracket := _BRACKET.search(view.text, floor, stop):
            stop = bracket.start()
        low = floor
        for found in _BREAK.finditer(view.text, floor, stop):
            low = found.end()
        for found in self.article.finditer(view.folded, low, stop):
            if self.ending.fullmatch(view.text, found.end(), stop):
                return self._named(view, found.end(), stop)
        run = next((run for run in _RUN.finditer(view.text, low, stop) if run.end() == stop), None)
        if run is None or (run.start() == floor and floor > view.start):
            return None
        return self._named(view, run.start(), stop)

    def _named(self, view: View, start: int, stop: int) -> Span | None:
        """The body at a place, unless it is a person, or any body ("a team")."""
        if " " not in view.text[start:stop] and not view.text[start].isupper():
            return None
        if opening := _ELIDED.match(view.text, start, stop):
            return None if view.text[opening.end()].islower() else span(opening.end(), stop)
        name = self.people.read(view.text, start, stop) if view.text[start].isupper() else None
        return None if name and self.people.is_person(view.text, name) else span(start, stop)

    def _after(self, view: View, at: int) -> Span | None:
        """The body that begins behind a word of leading."""
        at += 1
        opening = self.opening.match(view.folded, at, view.end)
        start = opening.end() if opening else at
        if not opening and not view.text[start:start + 1].isupper():
            return None
        found = self.body.match(view.text, start, min(view.end, start + _REACH))
        return self._named(view, start, found.end()) if found else None

    def _fits(self, view: View, name: Name) -> bool:
        return self.people.could_be(view.text, name) and not self.grammar.is_head(view.text, name)

    def _mention(self, view: View, place: Span, name: Name, noun: str, status: str) -> Mention:
        return tuple.__new__(Mention, (
            min(place.start, name.start), max(place.end, name.end), "position", f"{self.lang}{_RULE}{noun}",
            None, None, None, "exact", None, False, None, None, None, None, None, None,
            view.text[name.start:name.end], span(name.start, name.end), view.text[place.start:place.end], place, status,
        ))


def _body(nouns: Iterable[str], articles: str, words: Mapping[str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A body by name or by what it is, with what it is over; and the same where it must end at a known place.

    `articles`: those that may stand inside, in a language that sets what a noun is of before it.
    """
    noun = rf"{any_of(nouns)}(?![\w'’-])"
    stop = rf"(?!{any_of(_list(words['stop']))}(?![\w'’-]))"
    if articles:
        adjective = rf"{any_of(_list(words['adjectives']))}(?![\w'’-])"
        token = rf"(?:{_CAPITALS}|{noun}|\d+(?:st|nd|rd|th)|{_LOWER}-{_LOWER}|{adjective})"
        link = _opening(_list(words["links"]))
        made = rf"{token}(?:{SPACE}(?:{link})?{articles}?{token})*"
        return re.compile(made), re.compile(made)
    ended = rf"{_SMALL}\w{{2,24}}{any_of(_list(words['adjective_endings']))}"
    adjective = rf"(?:{any_of(_list(words['adjectives']))}|{ended})(?![\w'’-])"
    inner = rf"(?:{any_of(_list(words['inner']))}{SPACE})*"
    plain = rf"{stop}{_LOWER}"
    more = rf"(?:{SPACE}(?:{_opening(_list(words['links']))})(?:{inner}(?:{_CAPITALS}|{plain}))(?:{SPACE}{adjective})*)"
    made = rf"(?:{_CAPITALS}|{noun})(?:{SPACE}{adjective})*{more}*"
    named = rf"{noun}(?:{SPACE}{adjective})*{more}*{SPACE}{_CAPITALS}"
    return re.compile(rf"{named}|{made}"), re.compile(rf"{named}(?:{SPACE}[\w'’-]+){{0,3}}|{made}(?:{SPACE}{plain}){{0,2}}")


def _list(value: str) -> list[str]:
    return [word.strip() for line in value.strip().splitlines() for word in line.split("|") if word.strip()]


def _opening(words: Iterable[str]) -> str:
    """Any of some openings; one that ends with an apostrophe has no space behind it."""
    return "(?:" + "|".join(
        rf"{re.escape(word)}" if word.endswith("'") else rf"{re.escape(word)}{SPACE}"
        for word in sorted(words, key=len, reverse=True)
    ) + ")"


def reader(lang: str) -> Reader | None:
    """Reads leaders in `lang`, or None where the language has no data for them."""
    raw = data(lang, "positions").get("leaders")
    return _Leaders(lang, raw) if raw else None
