"""Dates: templates from `languages/<code>/dates.toml`, read at a trigger and resolved against the publication date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from .. import languages
from ..mentions import Mention
from . import View
from ._date_context import Left, Right, Tense, Years
from ._date_resolve import Fields, resolve
from ._date_templates import FIGURE, Ahead, Grammar, Pattern, Slot

ORDER = 10

# A figure that goes on is no date: "2024,5", "11/13/7", "2020 %", "2019-3"
_TAIL: Final = r"(?!\w)(?:(?<!\d)|(?![.,/:']\d|[-–]\d| ?[%€$£]))"
_STICKS: Final = frozenset("-.,/:+$€£#°_@&=%−")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of the data, compiled."""

    name: str
    pattern: "_Lazy"
    slots: Sequence[Slot]
    fixed: Fields
    left: Left | None
    needs: bool
    followed: Right | None
    unfollowed: Right | None
    lead: tuple[str, ...]
    check: str
    case: str
    each: bool


class _Lazy:
    """A pattern compiled when it is first asked for: most triggers of a language stand in no given text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.made: re.Pattern[str] | None = None

    def make(self) -> re.Pattern[str]:
        """The pattern; `made` holds it from now on."""
        self.made = re.compile(self._source)
        return self.made


class _Choices:
    """The rules that may begin at one trigger, in the order of the data; the first that holds is taken."""

    def __init__(self, rules: list[tuple[_Rule, Pattern]]) -> None:
        self.rules = [rule for rule, _ in rules]
        # Each branch ends in an empty group of its own, so that `lastindex` names the rule
        self.any = _Lazy("|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", _closed(p)) + "()" for _, p in rules))


def _closed(pattern: Pattern) -> str:
    return f"(?:{pattern.source}){_TAIL}"


_Rules = list[tuple[_Rule, Pattern]]


class _Made:
    """What triggers share: January and March are followed by the same words."""

    def __init__(self) -> None:
        self.guards: dict[str, _Lazy] = {}
        self.choices: dict[tuple[int, ...], _Choices] = {}


class _Trigger:
    """The rules that may begin at a trigger, and of those the ones that go on with what stands behind it."""

    def __init__(self, trigger: str | int, rules: _Rules, made: _Made) -> None:
        self._some = [(rule, pattern, pattern.ahead[trigger]) for rule, pattern in rules]
        self._made = made
        whole = Ahead()
        for _, _, ahead in self._some:
            whole.near |= ahead.near
            whole.far |= ahead.far
        source = whole.source()
        self._ahead = made.guards.setdefault(source, _Lazy(source)) if source else None
        self._known: dict[str, _Choices | None] = {}

    def choices(self, folded: str, end: int, limit: int) -> _Choices | None:
        """The rules that may hold for the trigger that ends at `end`."""
        ahead = self._ahead
        sign = folded[end] if ahead and (ahead.made or ahead.make()).match(folded, end, limit) else ""
        if sign not in self._known:
            self._known[sign] = self._choose(sign)
        return self._known[sign]

    def _choose(self, sign: str) -> _Choices | None:
        """The rules that go on with `sign` (a space: behind a gap; none: nowhere), and those the trigger may be all of."""
        gap, figure = sign in (" ", "\n"), sign.isdecimal()
        some = [
            (rule, pattern) for rule, pattern, ahead in self._some if ahead.alone or (gap and ahead.far) or any(
                form[0] == sign or (figure and form == FIGURE) for form in ahead.near
            )
        ]
        return self._made.choices.setdefault(tuple(id(rule) for rule, _ in some), _Choices(some)) if some else None


class DateReader:
    """Reads the dates of one language."""

    exclusive = True

    def __init__(self, lang: str, data: dict[str, Any]) -> None:
        self._capital = bool(data.get("capital"))
        self._years = Years(data["year"])
        self._tense = Tense(data.get("tense", {}))
        grammar = Grammar(data["slots"], data.get("macros", {}))
        phrases = data.get("phrases", {})
        rules: dict[str | int, _Rules] = {}
        for spec in data["rules"]:
            for form in spec["forms"]:
                pattern = grammar.compile(form)
                rule = _rule(lang, spec, _Lazy(_closed(pattern)), pattern.slots, phrases)
                for trigger in pattern.ahead:
                    rules.setdefault(trigger, []).append((rule, pattern))
        made = _Made()
        self._rules = {trigger: _Trigger(trigger, some, made) for trigger, some in rules.items()}
        words = sorted(trigger for trigger in self._rules if isinstance(trigger, str))
        self.triggers: Iterable[str] = [*words, *(["0"] if len(words) < len(self._rules) else [])]

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The date at the trigger, or nothing."""
        folded, limit = view.folded, view.end
        figure = "0" <= folded[start] <= "9"
        trigger = self._rules.get(end - start if figure else folded[start:end])
        if trigger is None:
            return ()
        choices = trigger.choices(folded, end, limit)
        if choices is None:
            return ()
        if start > view.start and ((before := folded[start - 1]) in _STICKS or before.isalnum() if figure else (
            folded[start - 1] == "-"
        )):
            return ()
        hit = (choices.any.made or choices.any.make()).match(folded, start, limit)
        if hit is None or hit.lastindex is None:
            return ()
        for rule in choices.rules[hit.lastindex - 1:]:
            found = (rule.pattern.made or rule.pattern.make()).match(folded, start, limit)
            if found and (mentions := self._make(view, rule, found)):
                return mentions
        return ()

    def finish(self, view: View) -> Sequence[Mention]:
        """Dates need nothing from the others."""
        return ()

    def _make(self, view: View, rule: _Rule, found: re.Match[str]) -> Sequence[Mention]:
        start, end = found.span()
        if (
            (rule.left is not None and not _fits(rule, rule.left.label(view, start)))
            or (rule.followed is not None and not rule.followed.stands(view, end))
            or (rule.unfollowed is not None and rule.unfollowed.stands(view, end))
            or ((self._capital or rule.case) and not self._cased(view, rule, found))
        ):
            return ()
        sides, spans = _fields(rule, found)
        if rule.check in ("year", "edge") and not self._years.accept(
            view, start, end, [s["year"] for s in sides if "year" in s], sure=rule.check == "edge"
        ):
            return ()
        if rule.check == "bare" and view.folded[max(view.start, start - 2):start - 1].isdigit():
            return ()
        if rule.check == "day_number" and self._years.counts(view, end):
            return ()
        if rule.check == "late_clock" and sides[0]["hour"] < 10 and not view.folded.startswith("0", start):
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
        return tuple.__new__(Mention, (
            start, end, "date", rule.name, None, None, None, "range" if both else "exact", None, False, None,
            None, None, None, None, date, None, None, None, None, None,
        ))

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


def _rule(lang: str, spec: dict[str, Any], pattern: _Lazy, slots: Sequence[Slot], phrases: Any) -> _Rule:
    known = {"name", "forms", "set", "when", "unless", "followed", "unfollowed", "lead", "check", "case", "each"}
    if spec.keys() - known:
        raise ValueError(f"{lang} dates.toml, rule {spec['name']}: unknown {', '.join(sorted(spec.keys() - known))}")

    sides: dict[str, list[str]] = {
        label: [p for name in spec[label] for p in phrases[name]]
        for label in ("when", "unless") if label in spec
    }
    right: dict[str, Right | None] = {
        label: Right([p for name in spec[label] for p in phrases[name]]) if label in spec else None
        for label in ("followed", "unfollowed")
    }
    return _Rule(
        f"{lang}.dates.{spec['name']}", pattern, slots, spec.get("set", {}),
        Left(sides) if sides else None, "when" in spec, right["followed"], right["unfollowed"],
        tuple(spec.get("lead", ())), spec.get("check", ""), spec.get("case", ""), spec.get("each", False),
    )


def _fits(rule: _Rule, label: str | None) -> bool:
    return label == "when" if rule.needs else label is None


def _fields(rule: _Rule, found: re.Match[str]) -> tuple[list[Fields], list[tuple[int, int]]]:
    """What the template filled, by side, and where each side stands."""
    sides: dict[int, Fields] = {}
    spans: dict[int, tuple[int, int]] = {}
    for i, slot in enumerate(rule.slots, 1):
        text = found[i]
        if text is None:
            continue
        side = sides.get(slot.side)
        if side is None:
            side = sides[slot.side] = dict(rule.fixed)
            spans[slot.side] = found.span(i)
        else:
            spans[slot.side] = min(spans[slot.side][0], found.start(i)), max(spans[slot.side][1], found.end(i))
        side[slot.field] = int(text) if slot.values is None else slot.values[text]
    if len(sides) > 1:
        return [sides[s] for s in sorted(sides)], [spans[s] for s in sorted(spans)]
    return list(sides.values()) or [dict(rule.fixed)], []


_PARTS: Final = frozenset({"weekday", "month", "season", "quarter", "half", "unit"})


def _open(f: Fields) -> bool:
    """Whether the year (or week) is left to the context."""
    return "year" not in f and "yy" not in f and not _PARTS.isdisjoint(f)


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
