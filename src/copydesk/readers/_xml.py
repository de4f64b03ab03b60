"""XML from strangers: no entity is expanded or fetched, and size, depth and number of elements are bounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from ..errors import InputError
from ..text import Role
from . import Source
from ._markup import BLOCKS, ROLES, Lines
from ._text import decode

_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)*+",
    re.DOTALL,
)
XML_LANG = "http://www.w3.org/XML/1998/namespace lang"


@dataclass(slots=True, kw_only=True)
class Element:
    """An element: its name without its namespace, and where it begins and whether it has ended."""

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    line: int = 1
    ended: bool = False

    def all(self, *path: str) -> Iterator["Element"]:
        """The elements at the end of a path of names, from here down, in order."""
        if not path:
            yield self
            return
        for child in self.children:
            if isinstance(child, Element) and child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> "Element | None":
        """The first element at the end of a path."""
        return next(self.all(*path), None)

    def text(self, *path: str) -> str:
        """All text of the first element at the end of a path, "" without one."""
        found = self.first(*path)
        return "".join(found.strings()).strip() if found else ""

    def strings(self) -> Iterator[str]:
        """Every piece of text in it, in order."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.strings()

    def walk(self) -> Iterator["Element"]:
        """Itself and every element in it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def get(self, name: str) -> str:
        """An attribute, "" without it."""
        return self.attributes.get(name, "").strip()


def root_name(head: bytes) -> str:
    """The name of the root element, "" when these are not the first bytes of XML."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = decode(head[: len(head) // 2 * 2]).encode("utf-8", "replace")
    prolog = _PROLOG.match(head)
    found = _ROOT.match(head, prolog.end() if prolog else 0)
    return found[1].decode("ascii", "replace") if found else ""


def parse(source: Source) -> Element:
    """The root element. What is complete of a file that breaks off is kept (`ended`), and the break reported.

    Raises InputError when nothing is there, or when the file does what no news does: entities, depth, size.
    """
    data = source.data()
    declared = _DECLARED.match(data[:400])
    text = decode(data, declared[1].decode("ascii") if declared else source.charset)
    builder = _Builder(source)
    try:
        builder.parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        problem = source.problem(
            f"this is not well-formed XML ({expat.ErrorString(error.code)})", "make the file again",
            error.lineno, error.offset + 1,
        )
        if builder.root is None or builder.root.ended:
            raise InputError([problem]) from None
        source.report(problem)
    if builder.root is None:
        raise source.refusal("there is no element in this XML", "make the file again")
    return builder.root


class _Builder:
    """Builds the tree as the parser goes, and stops it where a limit is passed."""

    def __init__(self, source: Source) -> None:
        self.root: Element | None = None
        self._source = source
        self._open: list[Element] = []
        self._count = 0
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        # As if a DTD stood elsewhere: names that XML does not know (&nbsp;) are then handed over, not fatal.
        parser.UseForeignDTD(True)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._skipped
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = lambda *given: 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        limits = self._source.limits
        self._count += 1
        line = self.parser.CurrentLineNumber
        if len(self._open) >= limits.depth:
            raise self._source.refusal(f"more than {limits.depth} elements in each other", "no news is built so", line)
        if self._count > limits.elements:
            raise self._source.refusal(f"more than {limits.elements:,} elements", "split the file", line)
        space, _, local = name.rpartition(" ")
        element = Element(name=local, space=space, attributes=attributes, line=line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop().ended = True

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            self._text(html5.get(f"{name};", f"&{name};"))

    def _entity(self, name: str, *given: object) -> None:
        what = f"the entity {name!r} is declared in the file: entities are not expanded"
        raise self._source.refusal(what, "write the text itself", self.parser.CurrentLineNumber)


_CAPTIONS = frozenset(("figcaption", "media-caption"))
_HEADS: dict[str, Role] = {**ROLES, "hl2": "subhead"}
_NOT_TEXT = frozenset((
    "script", "style", "head", "media-metadata", "media-reference", "media-object", "media-producer",
))
_MORE_BLOCKS = BLOCKS | {
    "block", "media", "media-caption", "hl1", "hl2", "note", "fn", "body.content", "body.head", "body.end",
}


def block_lines(element: Element) -> tuple[list[str], dict[int, Role]]:
    """The text of (X)HTML or NITF elements, a block a line, with the roles that the tags state."""
    out = Lines()
    _blocks(element, None, out)
    out.end()
    return out.lines, out.roles


def _blocks(element: Element, role: Role | None, out: Lines) -> None:
    if element.name in _NOT_TEXT:
        return
    block = element.name in _MORE_BLOCKS
    if block:
        out.end(role)
    inner: Role | None = "caption" if element.name in _CAPTIONS else _HEADS.get(element.name, role)
    for child in element.children:
        if isinstance(child, str):
            out.add(child)
        else:
            _blocks(child, inner, out)
    if block:
        out.end(inner)
