"""HTML fragments in feeds and agency formats: their text, a block a line, with the roles that the tags state.

No library is needed and the time is linear in the length, whatever the fragment holds.
"""

import re
from collections.abc import Mapping
from html import unescape

from ..text import Role
from ._text import settle

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)([^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*)*+)>")
_HIDDEN = frozenset((
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "title",
))
BLOCKS = frozenset((
    "address", "article", "aside", "audio", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul", "video",
))
ROLES: Mapping[str, Role] = {
    "h1": "headline", "h2": "subhead", "h3": "subhead", "h4": "subhead", "h5": "subhead", "h6": "subhead",
    "figcaption": "caption",
}


def lines(fragment: str) -> tuple[list[str], dict[int, Role]]:
    """The fragment's blocks as lines, and the roles of those that have one."""
    out = Lines()
    place = 0
    role: list[tuple[str, Role]] = []
    while place < len(fragment):
        start = fragment.find("<", place)
        if start < 0:
            out.add(unescape(fragment[place:]))
            break
        out.add(unescape(fragment[place:start]))
        place, tag, closing = _markup(fragment, start)
        if tag is None:
            out.add(fragment[start:place])
        elif tag in BLOCKS:
            out.end(role[-1][1] if role else None)
            if closing and role and role[-1][0] == tag:
                role.pop()
            elif not closing and tag in ROLES and len(role) < 8:
                role.append((tag, ROLES[tag]))
    out.end(role[-1][1] if role else None)
    return out.lines, out.roles


def _markup(text: str, start: int) -> tuple[int, str | None, bool]:
    """What stands at a "<": where it ends, its tag (None: plain text, "": nothing to see), whether it closes."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return (len(text) if end < 0 else end + 3), "", False
    if text.startswith("<![CDATA[", start):
        return start + 9, "", False
    if text.startswith(("<!", "<?"), start):
        end = text.find(">", start)
        return (len(text) if end < 0 else end + 1), "", False
    found = _TAG.match(text, start)
    if not found:
        return start + 1, None, False
    tag = found[2].lower().rsplit(":", 1)[-1]
    if not found[1] and tag in _HIDDEN and not found[3].rstrip().endswith("/"):
        last = re.compile(rf"</{re.escape(tag)}\s*>", re.IGNORECASE).search(text, found.end())
        return (last.end() if last else len(text)), "", False
    return found.end(), tag, bool(found[1])


class Lines:
    """Blocks as they come together: text is added, a block's end makes a line of it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.roles: dict[int, Role] = {}
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """More text of the block; its line breaks are spaces."""
        if text:
            self._parts.append(text)

    def end(self, role: Role | None = None) -> None:
        """The block is over. Blank ones leave nothing; spaces that a browser would not show go."""
        line = squeezed("".join(self._parts))
        self._parts.clear()
        if line:
            if role:
                self.roles[len(self.lines)] = role
            self.lines.append(line)


def squeezed(text: str) -> str:
    """The text as a browser shows it: runs of plain white space are one space; no-break spaces stay."""
    return settle(re.sub(r"[ \t\n\r\f]+", " ", text)).strip()


def is_markup(text: str) -> bool:
    """Whether a text has tags or entities in it."""
    return bool(re.search(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+|#x[\dA-Fa-f]+);", text))
