"""Date templates from data, compiled to anchored patterns.

A template is text with slots: `{day} {month}[ {year}]`. `{name}` is a macro or a slot of the language, or a numeric
slot below; `{name:2}` belongs to the second side of a range; `[a|b]` is optional, `(a|b)` a choice; a space is a gap.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .. import _trie

FIGURE: Final = r"\d"
GAP: Final = r"(?: {1,3}\n?| ?\n) ?"
_NUMERIC: Final = {  # slot: pattern, field, digits that the run may have
    "day": (r"(?:3[01]|[12]\d|0?[1-9])(?!\d)", "day", (1, 2)),
    "month_number": (r"(?:1[0-2]|0?[1-9])(?!\d)", "month", (1, 2)),
    "day_two": (r"(?:3[01]|[12]\d|0[1-9])(?!\d)", "day", (2,)),
    "month_two": (r"(?:1[0-2]|0[1-9])(?!\d)", "month", (2,)),
    "year": (r"(?:(?:1\d|20)\d\d|2100)(?!\d)", "year", (4,)),
    "year_two": (r"\d\d(?!\d)", "yy", (2,)),
    "hour": (r"(?:2[0-4]|1\d|0?\d)(?!\d)", "hour", (1, 2)),
    "minute": (r"[0-5]\d(?!\d)", "minute", (2,)),
    "decade": (r"(?:1[5-9]|20)\d0(?!\d)", "decade", (4,)),
    "decade_two": (r"[2-9]0(?!\d)", "decade", (2,)),
}
_TOKEN: Final = re.compile(r"\{(\w+)(?::(\d))?\}|([\[\](|)])|( +)|([^{}\[\](|) ]+)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A capturing group: the field it fills, on which side of a range, and the value of each word (None: a number)."""

    field: str
    side: int
    values: Mapping[str, int] | None


@dataclass(slots=True)
class Ahead:
    """What follows a trigger where a template goes on behind it: one of `near` right there, or one of `far` behind a gap.

    A form with a space behind it is a whole word, another one a beginning; `FIGURE` is any digit. `alone`: the trigger
    may be all of it.
    """

    near: set[str] = field(default_factory=set)
    far: set[str] = field(default_factory=set)
    alone: bool = False

    def source(self) -> str:
        """A pattern for it; empty where nothing may follow."""
        gap = rf"[ \n]++(?:{_any(self.far)})" if self.far else ""
        return "|".join(filter(None, (_any(self.near), gap)))


def _any(forms: set[str]) -> str:
    whole = {form[:-1] for form in forms if form[-1] == " "}
    begun = {form for form in forms if form[-1] != " " and form != FIGURE}
    sources = [rf"{_trie.pattern(whole)}(?!\w)"] if whole else []
    sources += [_trie.pattern(begun)] if begun else []
    return "|".join(sources + [FIGURE] * (FIGURE in forms))


@dataclass(slots=True)
class Pattern:
    """What a template becomes: the pattern, its slots in the order of its groups, and what follows each trigger.

    A trigger is a word, or the length of a run of digits.
    """

    source: str
    slots: list[Slot]
    ahead: dict[str | int, Ahead]


@dataclass(slots=True)
class _Part:
    """A part of a template: its pattern, where in the template it may begin and end, and whether it may be left out."""

    source: str
    first: set[int]
    last: set[int]
    empty: bool


class Grammar:
    """The slots and macros of one language."""

    def __init__(self, slots: Mapping[str, Mapping[str, list[str]]], macros: Mapping[str, str]) -> None:
        self._macros = macros
        self._values = {
            name: {form: int(value) for value, forms in table.items() for form in forms}
            for name, table in slots.items()
        }
        self._sources = {name: _trie.pattern(values) for name, values in self._values.items()}

    def compile(self, template: str) -> Pattern:
        """Read one template. Raises ValueError when it is malformed or names no slot or macro."""
        tokens = self._expand(template, 1, 0)
        slots: list[Slot] = []
        follow: dict[int, set[int]] = {}
        whole, rest = self._choice(tokens, 0, slots, follow)
        if rest != len(tokens):
            raise ValueError(f"template {template!r}: unbalanced brackets")
        made = Pattern(whole.source, slots, {})
        for place in whole.first:
            self._note(made, tokens, place, follow, place in whole.last)
        return made

    def _expand(self, template: str, side: int, depth: int) -> "list[tuple[str, str, int]]":
        """Tokens (type, text, side) with macros written out."""
        if depth > 8:
            raise ValueError(f"macro in {template!r} refers to itself")
        out: list[tuple[str, str, int]] = []
        at = 0
        for found in _TOKEN.finditer(template):
            if found.start() != at:
                break
            at = found.end()
            name, own, bracket, gap, literal = found.groups()
            here = int(own) if own else side
            if name in self._macros:
                inner = self._expand(self._macros[name], here, depth + 1)
                out += [("op", "(", 0), *inner, ("op", ")", 0)]
            elif name:
                if name not in self._values and name not in _NUMERIC:
                    raise ValueError(f"template {template!r}: no slot or macro {name!r}")
                out.append(("slot", name, here))
            elif bracket:
                out.append(("op", bracket, 0))
            else:
                out.append(("gap", "", 0) if gap else ("text", literal, 0))
        if at != len(template):
            raise ValueError(f"template {template!r}: cannot read from {template[at:]!r}")
        return out

    def _choice(
        self, tokens: "list[tuple[str, str, int]]", at: int, slots: list[Slot], follow: dict[int, set[int]]
    ) -> tuple[_Part, int]:
        """Alternatives up to a closing bracket, and the place after them. `follow` collects what may stand behind what."""
        branches = [_Part("", set(), set(), True)]
        while at < len(tokens):
            kind, text, side = tokens[at]
            branch = branches[-1]
            if kind == "op" and text in ")]":
                break
            if kind == "op" and text == "|":
                branches.append(_Part("", set(), set(), True))
            elif kind == "op":
                part, at = self._choice(tokens, at + 1, slots, follow)
                if at == len(tokens):
                    raise ValueError("template: a bracket is not closed")
                part.source = f"(?:{part.source})" + ("?" if text == "[" else "")
                part.empty = part.empty or text == "["
                _append(branch, part, follow)
            else:
                _append(branch, _Part(self._atom(kind, text, side, slots), {at}, {at}, False), follow)
            at += 1
        return _Part(
            "|".join(branch.source for branch in branches), set().union(*(branch.first for branch in branches)),
            set().union(*(branch.last for branch in branches)), any(branch.empty for branch in branches),
        ), at

    def _atom(self, kind: str, text: str, side: int, slots: list[Slot]) -> str:
        if kind == "gap":
            return GAP
        if kind == "text":
            return re.escape(text)
        if text in _NUMERIC and text not in self._values:
            source, name, _ = _NUMERIC[text]
            slots.append(Slot(name, side, None))
            return f"({source})"
        slots.append(Slot(text.partition("_")[0], side, self._values[text]))
        return f"({self._sources[text]})(?!\\w)"

    def _note(
        self, made: Pattern, tokens: "list[tuple[str, str, int]]", place: int, follow: dict[int, set[int]], last: bool
    ) -> None:
        """Note the triggers at a place where the template may begin, and what follows them."""
        kind, text, _ = tokens[place]
        behind = Ahead(alone=last)
        for near in follow.get(place, ()):
            if tokens[near][0] == "gap":
                behind.far |= self._beyond(tokens, near, follow)
            else:
                behind.near |= self._beginnings(*tokens[near][:2])
        if kind == "slot" and text in _NUMERIC and text not in self._values:
            triggers: list[tuple[str | int, str]] = [(length, "") for length in _NUMERIC[text][2]]
        else:
            triggers = [_trigger(form) for form in ([text] if kind == "text" else self._values[text])]
        for trigger, rest in triggers:
            ahead = made.ahead.setdefault(trigger, Ahead())
            if rest[:1] == " ":
                ahead.far.add(_opening(rest[1:]))
            elif rest:
                ahead.near.add(rest[0])
            else:
                ahead.near |= behind.near
                ahead.far |= behind.far
                ahead.alone = ahead.alone or behind.alone

    def _beyond(self, tokens: "list[tuple[str, str, int]]", gap: int, follow: dict[int, set[int]]) -> set[str]:
        """What may stand behind a gap, and behind the gap of an optional part that is left out."""
        found: set[str] = set()
        for place in follow.get(gap, ()):
            kind, text, _ = tokens[place]
            found |= self._beyond(tokens, place, follow) if kind == "gap" else self._beginnings(kind, text)
        return found

    def _beginnings(self, kind: str, text: str) -> set[str]:
        """How the text begins that an atom matches."""
        if kind == "text":
            return {text}
        if text in _NUMERIC and text not in self._values:
            return {FIGURE}
        return {_opening(form) for form in self._values[text]}


def _append(branch: _Part, part: _Part, follow: dict[int, set[int]]) -> None:
    branch.source += part.source
    for place in branch.last:
        follow.setdefault(place, set()).update(part.first)
    if branch.empty:
        branch.first |= part.first
    branch.last = part.last | branch.last if part.empty else part.last
    branch.empty = branch.empty and part.empty


def _opening(form: str) -> str:
    """The first word of a form, whole, or the sign that it begins with."""
    found = re.match(r"\w+", form)
    return f"{found[0]} " if found else form[0]


def _trigger(form: str) -> tuple[str | int, str]:
    """The trigger that `form` gives, its first word or the length of its digit run, and what of the form follows it."""
    digits = len(form) - len(form.lstrip("0123456789"))
    if digits:
        return digits, form[digits:]
    word = form.split(" ")[0]
    while word and not word[-1].isalnum():
        word = word[:-1]
    return word, form[len(word):]
