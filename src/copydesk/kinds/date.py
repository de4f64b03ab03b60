"""Dates: templates from `languages/<code>/dates.toml`, read at a trigger and resolved against the publication date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .. import languages
from ..mentions import Mention
from . import View
from ._date_context import Left, Right, Tense, Years
from ._date_resolve import Fields, resolve
from ._date_templates import Grammar, Slot

ORDER = 10

# A figure that goes on is no date: "2024,5", "11/13/7", "2020 %", "2019-3"
_TAIL = r"(?!\w)(?:(?<!\d)|(?![.,/:']\d|[-–]\d| ?[%€$£]))"
_STICKS = frozenset("-.,/:+$€£#°_@&=%−")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of the data, compiled."""

    name: str
    match: re.Pattern[str]
    slots: Sequence[Slot]
    fixed: Fields
    when: Left | None
    unless: Left | None
    unfollowed: Right | None
    followed: Right | None
    lead: tuple[str, ...]
    check: str
    case: str
    each: bool


class _Choices:
    """The rules that may begin at one trigger, in the order of the data; the first that holds is taken."""

    def __init__(self, rules: list[tuple[_Rule, str]]) -> None:
        self.rules = [r for r, _ in rules]
        self.any = re.compile("|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", s) for _, s in rules)).match


class DateReader:
    """Reads the dates of one language."""

    exclusive = True

    def __init__(self, lang: str, data: dict[str, Any]) -> None:
        self._lang = lang
        self._capital = bool(data.get("capital"))
        self._years = Years(data["year"])
        self._tense = Tense(data.get("tense", {}))
        grammar = Grammar(data["slots"], data.get("macros", {}))
        phrases = data.get("phrases", {})
        words: dict[str, list[tuple[_Rule, str]]] = {}
        digits: dict[int, list[tuple[_Rule, str]]] = {}
        for spec in data["rules"]:
            for form in spec["forms"]:
                pattern = grammar.compile(form)
                source = f"(?:{pattern.source}){_TAIL}"
                rule = _rule(lang, spec, re.compile(source), pattern.slots, phrases)
                for word in pattern.words:
                    words.setdefault(word, []).append((rule, source))
                for length in pattern.digits:
                    digits.setdefault(length, []).append((rule, source))
        made: dict[str, _Choices] = {}

        def choices(rules: list[tuple[_Rule, str]]) -> _Choices:
            key = "\n".join(source for _, source in rules)
            return made.setdefault(key, _Choices(rules))

        self._words = {word: choices(rules) for word, rules in sorted(words.items())}
        self._digits = {length: choices(rules) for length, rules in digits.items()}
        self.triggers: Iterable[str] = [*self._words, *(["0"] if digits else [])]

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The date at the trigger, or nothing."""
        folded = view.folded
        if "0" <= folded[start] <= "9":
            choices = self._digits.get(end - start)
            if choices is None or not choices.any(folded, start, view.end):
                return ()
            if start > view.start and ((before := folded[start - 1]) in _STICKS or before.isalnum()):
                return ()
        else:
            choices = self._words.get(folded[start:end])
            if choices is None or not choices.any(folded, start, view.end):
                return ()
            if start > view.start and folded[start - 1] == "-":
                return ()
        for rule in choices.rules:
            found = rule.match.match(folded, start, view.end)
            if found and (mentions := self._make(view, rule, found)):
                return mentions
        return ()

    def finish(self, view: View) -> Sequence[Mention]:
        """Dates need nothing from the others."""
        return ()

    def _make(self, view: View, rule: _Rule, found: re.Match[str]) -> Sequence[Mention]:
        start, end = found.span()
        if (
            (rule.unless and rule.unless.label(view, start))
            or (rule.unfollowed and rule.unfollowed.stands(view, end))
            or (rule.when and not rule.when.label(view, start))
            or (rule.followed and not rule.followed.stands(view, end))
            or not self._cased(view, rule, found)
        ):
            return ()
        sides, spans = _fields(rule, found)
        if rule.check in ("year", "edge") and not self._years.accept(
            view, start, end, [s["year"] for s in sides if "year" in s], sure=rule.check == "edge"
        ):
            return ()
        if rule.check == "late_clock" and sides[0]["hour"] < 10:
            return ()
        if rule.each:
            return self._each(view, rule, sides, spans)
        way = self._tense.way(view, start, end) if _open(sides[-1]) else 0
        date = resolve(sides, view.published, way)
        if date is None:
            return ()
        if rule.check in ("clock", "late_clock") and len(sides) == 1:
            date = _at_day(view, start) + date
        for lead in rule.lead:
            if view.folded.startswith(lead, start - len(lead)) and start - len(lead) >= view.cursor:
                start -= len(lead)
                break
        return (self._mention(rule, start, end, date, len(sides) > 1),)

    def _each(self, view: View, rule: _Rule, sides: list[Fields], spans: list[tuple[int, int]]) -> Sequence[Mention]:
        """ "3 et 4 mars": two days, the first with the month of the second."""
        out = []
        way = self._tense.way(view, spans[0][0], spans[-1][1])
        for side, (start, end) in zip(sides, spans, strict=True):
            date = resolve([{**sides[-1], **side}], view.published, way)
            if date is None:
                return ()
            out.append(self._mention(rule, start, end, date, False))
        return out

    def _mention(self, rule: _Rule, start: int, end: int, date: str, both: bool) -> Mention:
        name = f"{self._lang}.dates.{rule.name}"
        return Mention(start, end, "date", name, date=date, modifier="range" if both else "exact")

    def _cased(self, view: View, rule: _Rule, found: re.Match[str]) -> bool:
        """Months and weekdays have a capital where the language writes one; `case` asks for one or the other."""
        if rule.case == "lower" and not view.text[found.start()].islower():
            return False
        if not self._capital:
            return True
        return all(
            found.start(i) < 0 or slot.field not in ("month", "weekday") or slot.values is None
            or view.text[found.start(i)].isupper()
            for i, slot in enumerate(rule.slots, 1)
        )


def _rule(lang: str, spec: dict[str, Any], match: re.Pattern[str], slots: Sequence[Slot], phrases: Any) -> _Rule:
    known = {"name", "forms", "set", "when", "unless", "unfollowed", "followed", "lead", "check", "case", "each"}
    if spec.keys() - known:
        raise ValueError(f"{lang} dates.toml, rule {spec['name']}: unknown {', '.join(sorted(spec.keys() - known))}")

    def left(key: str) -> Left | None:
        return Left({name: phrases[name] for name in spec[key]}) if key in spec else None

    def right(key: str) -> Right | None:
        return Right([p for name in spec[key] for p in phrases[name]]) if key in spec else None

    return _Rule(
        spec["name"], match, slots, spec.get("set", {}), left("when"), left("unless"), right("unfollowed"),
        right("followed"), tuple(spec.get("lead", ())), spec.get("check", ""), spec.get("case", ""),
        spec.get("each", False),
    )


def _fields(rule: _Rule, found: re.Match[str]) -> tuple[list[Fields], list[tuple[int, int]]]:
    """What the template filled, by side, and where each side stands."""
    sides: dict[int, Fields] = {}
    spans: dict[int, tuple[int, int]] = {}
    for i, slot in enumerate(rule.slots, 1):
        text = found.group(i)
        if text is None:
            continue
        side = sides.setdefault(slot.side, dict(rule.fixed))
        side[slot.field] = int(text) if slot.values is None else slot.values[text]
        first, last = spans.get(slot.side, found.span(i))
        spans[slot.side] = min(first, found.start(i)), max(last, found.end(i))
    return [sides[s] for s in sorted(sides)] or [dict(rule.fixed)], [spans[s] for s in sorted(spans)]


def _open(f: Fields) -> bool:
    """Whether the year (or week) is left to the context."""
    return "year" not in f and "yy" not in f and bool(
        f.keys() & {"weekday", "month", "season", "quarter", "half", "unit"}
    )


def _at_day(view: View, start: int) -> str:
    """The day written just before a time of day, if it is one day."""
    before = view.found[-1] if view.found else None
    if before is None or before.kind != "date" or not 0 <= start - before.end <= 7:
        return ""
    day = before.date or ""
    return day if len(day) == 10 and "X" not in day and "\n" not in view.folded[before.end:start] else ""


@cache
def _data(lang: str) -> dict[str, Any]:
    return languages.data(lang, "dates")


@cache
def reader(lang: str) -> DateReader | None:
    """The reader for `lang`, or None where it has no dates.toml."""
    data = _data(lang)
    return DateReader(lang, data) if data else None
