"""Date templates from data, compiled to anchored patterns.

A template is text with slots: `{day} {month}[ {year}]`. `{name}` is a macro or a slot of the language, or a numeric
slot below; `{name:2}` belongs to the second side of a range; `[a|b]` is optional, `(a|b)` a choice; a space is a gap.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .. import _trie

GAP = r"(?: {1,3}\n?| ?\n) ?"
_NUMERIC = {  # slot: pattern, field, digits that the run may have
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
_TOKEN = re.compile(r"\{(\w+)(?::(\d))?\}|([\[\](|)])|( +)|([^{}\[\](|) ]+)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A capturing group: the field it fills, on which side of a range, and the value of each word (None: a number)."""

    field: str
    side: int
    values: Mapping[str, int] | None


@dataclass(slots=True)
class Pattern:
    """What a template becomes: the pattern, its slots in the order of its groups, where it begins, the forms in it."""

    source: str
    slots: list[Slot]
    words: set[str] = field(default_factory=set)
    digits: set[int] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    literals: set[str] = field(default_factory=set)
    bare: bool = False
    least: int = 0


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
        made = Pattern("", [])
        tokens = list(self._expand(template, 1, 0))
        source, rest, least = self._choice(tokens, 0, made.slots, made)
        if rest != len(tokens):
            raise ValueError(f"template {template!r}: unbalanced brackets")
        made.source, made.least = source, least
        made.bare = least == 1 and any(slot.values is None for slot in made.slots)  # one figure may be all of it
        for kind, text, _ in tokens:
            if kind == "text":
                made.literals.add(text)
            elif kind == "slot":
                made.forms.update(self._values.get(text, ()))
        made.forms |= made.literals
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
        self, tokens: "list[tuple[str, str, int]]", at: int, slots: list[Slot], first: Pattern | None
    ) -> tuple[str, int, int]:
        """Alternatives up to a closing bracket. `first` collects where it may begin; None: something stands before.

        Gives the pattern, the place after it and the least number of parts that it matches.
        """
        branches, least = [""], [0]
        start: Pattern | None = first
        while at < len(tokens):
            kind, text, side = tokens[at]
            if kind == "op" and text in ")]":
                break
            if kind == "op" and text == "|":
                branches.append("")
                least.append(0)
                start = first
            elif kind == "op":
                inner, at, parts = self._choice(tokens, at + 1, slots, start)
                if at == len(tokens):
                    raise ValueError("template: a bracket is not closed")
                branches[-1] += f"(?:{inner})" + ("?" if text == "[" else "")
                if text == "(":
                    start = None
                    least[-1] += parts
            else:
                branches[-1] += self._atom(kind, text, side, slots, start)
                least[-1] += 1
                start = None
            at += 1
        return "|".join(branches), at, min(least)

    def _atom(self, kind: str, text: str, side: int, slots: list[Slot], first: Pattern | None) -> str:
        if kind == "gap":
            return GAP
        if kind == "text":
            if first is not None:
                _begin(first, text)
            return re.escape(text)
        if text in _NUMERIC and text not in self._values:
            source, name, lengths = _NUMERIC[text]
            slots.append(Slot(name, side, None))
            if first is not None:
                first.digits.update(lengths)
            return f"({source})"
        slots.append(Slot(text.partition("_")[0], side, self._values[text]))
        if first is not None:
            for form in self._values[text]:
                _begin(first, form)
        return f"({self._sources[text]})(?!\\w)"


def _begin(pattern: Pattern, form: str) -> None:
    """Note the trigger that `form` gives: its first word, or the length of its digit run."""
    digits = len(form) - len(form.lstrip("0123456789"))
    if digits:
        pattern.digits.add(digits)
    else:
        word = form.split(" ")[0]
        while word and not word[-1].isalnum():
            word = word[:-1]
        pattern.words.add(word)
