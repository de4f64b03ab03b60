"""Articles and the places in them. Every offset counts code points of `Article.text`, half-open."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Role = Literal["headline", "key_point", "caption", "subhead", "body"]


class Span(NamedTuple):
    """A half-open range of code points: `article.text[start:end]` is the mention's text, always."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of an article's text with one role and one language. Passages are in order and do not overlap."""

    start: int
    end: int
    role: Role = "body"
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news item: decoded text and what is known about it.

    `published` is an EDTF date or interval ("2024-11-13", "2024-05-30/2024-05-31", "2025-07") or None.
    `passages` cover the text; none given means one body passage in `lang`.
    `path` and `first_line` place the text in the file it was read from, for `path:line:column`.
    """

    id: str
    text: str
    lang: str = "fr"
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    source: str | None = None
    passages: Sequence[Passage] = ()
    path: str | None = None
    first_line: int = 1
    _lines: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1) of an offset, in the file that the article was read from."""
        if not self._lines:
            self._lines.append(0)
            self._lines.extend(m.end() for m in re.finditer("\n", self.text))
        line = bisect_right(self._lines, offset) - 1
        return line + self.first_line, offset - self._lines[line] + 1


# Folding is one character for one character, so a place in the folded text is the same place in the text.
_FOLDS = (
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\u2002", " "), ("\u2003", " "),
    ("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-"),
    ("\u2212", "-"), ("\u2013", "–"), ("\u2014", "—"), ("\u00ad", "-"),
    ("\t", " "), ("\u201c", '"'), ("\u201d", '"'), ("\u00ab", '"'), ("\u00bb", '"'),
)


def fold(text: str) -> str:
    """The text in lower case with one kind of space, apostrophe, hyphen and quotation mark; same length, same offsets.

    Newlines stay. En and em dashes stay as they are: they join ranges and open asides.
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if folded.isascii():
        return folded.replace("\t", " ")
    for old, new in _FOLDS:
        if old in folded:
            folded = folded.replace(old, new)
    return folded
