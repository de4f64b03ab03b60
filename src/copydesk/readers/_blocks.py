"""The blocks of text on a page, in order, each with what its element says about it."""

import re
from dataclasses import dataclass
from typing import Any

from ..text import Role
from ._markup import BLOCKS, ROLES, squeezed

_HIDDEN = frozenset((
    "script", "style", "noscript", "template", "iframe", "svg", "math", "head", "nav", "button", "select", "textarea",
    "object", "canvas", "dialog", "menu",
))
_ASIDE = frozenset(("aside", "nav", "footer", "form"))
_SPACE = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad]+")
_CAPTION = re.compile(r"caption(?:[-_]?text)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block: its text, the same without white space (`key`), its element, and the numbers of the elements above."""

    text: str
    key: str
    tag: str
    role: Role | None
    parent: int
    path: tuple[int, ...]
    aside: bool
    linked: float


def key(text: str) -> str:
    """A text without anything that is not seen, to tell it again in another program's output."""
    return _SPACE.sub("", squeezed(text))


def blocks_of(tree: Any) -> list[Block]:
    """The blocks in a page's body."""
    body = next(iter(tree.iter("body")), tree)
    walk = _Walk()
    walk.element(body, (), "body", None, False, False)
    walk.end()
    return walk.blocks


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._linked = 0
        self._count = 0
        self._place: tuple[tuple[int, ...], str, Role | None, bool] = ((), "body", None, False)

    def element(
        self, element: Any, path: tuple[int, ...], tag: str, role: Role | None, aside: bool, linked: bool
    ) -> None:
        """The text of an element and of all in it."""
        self._count += 1
        block = tag in BLOCKS
        linked = linked or tag == "a"
        role = _role(element, tag) or role
        outer = self._place
        aside = aside or tag in _ASIDE
        if block or role != outer[2]:
            self.end()
            path = (*path, self._count)
            self._place = (path, tag, role, aside)
        self._add(element.text, linked)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _HIDDEN and not _is_hidden(child):
                self.element(child, path, child.tag, role, aside, linked)
            self._add(child.tail, linked)
        if block or role != outer[2]:
            self.end()
            self._place = outer

    def _add(self, text: str | None, linked: bool) -> None:
        if text:
            self._parts.append(text)
            self._linked += len(text) if linked else 0

    def end(self) -> None:
        """The block is over; one without text leaves nothing."""
        text = squeezed("".join(self._parts))
        linked, self._linked = self._linked, 0
        self._parts.clear()
        if text:
            path, tag, role, aside = self._place
            self.blocks.append(Block(
                text=text, key=key(text), tag=tag, role=role, parent=path[-2] if len(path) > 1 else 0, path=path,
                aside=aside, linked=linked / len(text),
            ))


def _role(element: Any, tag: str) -> Role | None:
    if tag in ROLES:
        return ROLES[tag]
    classes = (element.get("class") or "").split()
    return "caption" if element.get("itemprop") == "caption" or any(map(_CAPTION.search, classes)) else None


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower()
