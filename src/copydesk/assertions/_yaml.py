"""A strict reader of YAML: events in, a tree of strings with places out, every mistake collected.

Scalars stay strings (YAML 1.1 would make other things of `no`, `12:30`, `9.20` and dates). Anchors, aliases,
tags, merges, duplicate keys, several documents, deep nesting, big files, other encodings and invisible characters
are refused.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..errors import Problem

DEPTH = 50
SIZE = 1_000_000

# YAML's own printable set, less the characters that end lines only for YAML and those that hide or reorder text.
_HIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_COLON = "a second colon in one line"
_PLAINLY = {"mapping values are not allowed in this context": _COLON, "mapping values are not allowed here": _COLON}
_QUOTE = "put all that stands behind the first colon in quotation marks (`copydesk lint --fix` does)"
_INDENT = (
    "check the indentation (spaces, no tabs); put text that has `: ` or ` #` in it, or begins with a sign, in quotation marks"
)


@dataclass(slots=True)
class Scalar:
    """A string as written (escapes resolved); line and column from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys with values, in the order of the file; keys are distinct."""

    line: int
    column: int
    entries: list[tuple[Scalar, "Node"]] = field(default_factory=list)


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    column: int
    entries: list["Node"] = field(default_factory=list)


Node = Scalar | Mapping | Items


@cache
def _parser() -> Any:
    """The class that turns text into events: libyaml's where PyYAML was built with it, else the pure one."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        from yaml import BaseLoader
        return BaseLoader
    return CParser


def parse(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one file and what is wrong with it; None when the file is empty or cannot be read at all."""
    if len(data) > SIZE:
        return None, [_problem(file, 1, 1, f"the file is larger than {SIZE // 1_000_000} MB", "split it by topic")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[:error.start].decode("utf-8")
        return None, [_problem(
            file, before.count("\n") + 1, len(before) - before.rfind("\n"),
            f"the byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8",
        )]
    text = text.removeprefix("\ufeff")
    hidden = [
        _problem(
            file, text.count("\n", 0, m.start()) + 1, m.start() - text.rfind("\n", 0, m.start()),
            f"the invisible character U+{ord(m.group()):04X}", "delete it",
        )
        for _, m in zip(range(20), _HIDDEN.finditer(text), strict=False)
    ]
    if hidden:
        return None, hidden
    builder = _Builder(file)
    return builder.build(text), builder.problems


def _problem(file: str, line: int, column: int, what: str, remedy: str) -> Problem:
    return Problem(file=file, line=line, column=column, what=what, remedy=remedy)


class _Builder:
    """Makes the tree of one document from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.stack: list[Mapping | Items] = []
        self.keys: list[Scalar | None] = []  # for each open container, the key that waits for its value
        self.seen: list[dict[str, Scalar]] = []

    def say(self, line: int, column: int, what: str, remedy: str) -> None:
        self.problems.append(_problem(self.file, line, column, what, remedy))

    def build(self, text: str) -> Node | None:
        from yaml import YAMLError
        from yaml.events import DocumentStartEvent, StreamEndEvent

        try:
            parser = _parser()(text)
            documents = 0
            while True:
                event = parser.get_event()
                kind = type(event)
                if kind is StreamEndEvent:
                    return None if isinstance(self.root, Scalar) and not self.root.text else self.root
                mark = event.start_mark
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self.say(mark.line + 1, mark.column + 1, "a second document begins here",
                                 "delete the `---` line, or make it a file of its own")
                        return self.root
                elif not self.take(event, kind.__name__, mark.line + 1, mark.column + 1):
                    return None
        except (YAMLError, ValueError, OverflowError) as error:  # the pure parser lets bad escapes raise the last two
            mark = getattr(error, "problem_mark", None)
            said = getattr(error, "problem", None) or "a character escape that does not exist"
            self.say(
                mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, f"this is not YAML ({_PLAINLY.get(said, said)})",
                _QUOTE if said in _PLAINLY else _INDENT,
            )
            return None

    def take(self, event: Any, kind: str, line: int, column: int) -> bool:
        """Put one event in its place; False when the rest of the file is not worth reading."""
        if kind == "ScalarEvent":
            self.refuse(event, line, column)
            text = event.value
            hidden = _HIDDEN.search(text)
            if hidden:
                self.say(line, column, f"the invisible character U+{ord(hidden.group()):04X}", "delete its escape")
                text = _HIDDEN.sub("", text)
            self.put(Scalar(text, line, column), plain=event.implicit[0])
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self.refuse(event, line, column)
            node: Mapping | Items = (Mapping if kind == "MappingStartEvent" else Items)(line, column)
            if len(self.stack) >= DEPTH:
                self.say(line, column, f"lists and mappings are nested more than {DEPTH} deep", "write it flat")
                return False
            self.put(node)
            self.stack.append(node)
            self.keys.append(None)
            self.seen.append({})
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
            self.keys.pop()
            self.seen.pop()
        elif kind == "AliasEvent":
            self.say(line, column, f"the alias *{event.anchor}", "write the text out, or put it in quotation marks")
            self.put(Scalar("", line, column), drop=True)
        return True

    def refuse(self, event: Any, line: int, column: int) -> None:
        if event.anchor is not None:
            self.say(line, column, f"the anchor &{event.anchor}", "delete it, or put the text in quotation marks")
        if event.tag is not None:
            self.say(line, column, f"the tag {event.tag}", "delete it, or put the text in quotation marks")

    def put(self, node: Node, *, plain: bool = False, drop: bool = False) -> None:
        """Hand a node to the container that is open; `drop` leaves it out, and of a key its value too."""
        if not self.stack:
            self.root = None if drop else node
            return
        parent = self.stack[-1]
        if isinstance(parent, Items):
            if not drop:
                parent.entries.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self.key(node, plain, drop)
            return
        self.keys[-1] = None
        if self.seen[-1].get(key.text) is key and not drop:
            parent.entries.append((key, node))

    def key(self, node: Node, plain: bool, drop: bool) -> Scalar:
        """The node as a key. One that is not in `seen` afterwards takes its value with it."""
        if not isinstance(node, Scalar):
            self.say(node.line, node.column, "a list or a mapping as a key", "write a word as the key")
            return Scalar("", node.line, node.column)
        if plain and node.text == "<<":
            self.say(node.line, node.column, "the merge key <<", "write the keys out")
        elif not drop:
            first = self.seen[-1].setdefault(node.text, node)
            if first is not node:
                self.say(node.line, node.column, f"the key `{node.text}` stands here for the second time, first on "
                         f"line {first.line}", "keep one of them")
        return node
