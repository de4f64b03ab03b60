"""Kinds of mention, one module each. The engine discovers them; no list is edited for a new one.

A kind's module defines `ORDER` (an int; lower reads first where two could begin at the same place) and
`reader(lang) -> Reader | None` (None where the language has no data for the kind).
"""

import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol

from ..mentions import Mention
from ..periods import Period


@dataclass(slots=True)
class View:
    """One run of text in one language, as the readers see it.

    `text` is the article's whole text and `folded` the same with case, spaces, apostrophes, hyphens and quotation marks
    folded one for one (`text.fold`): all offsets are the article's. Readers must stay within `start`..`end`.
    `cursor` is where the last exclusive mention ended, `start` at first: nothing before it may be claimed again.
    `found` holds the mentions so far, in order. `published` is the publication period, or None. `terse` says that the
    text is a claim, where a bare number is the value, whatever stands before it ("North Korean troops in Russia 12,000").
    `decimal` is the decimal sign that the text uses, where its language has two; "" until it was looked for.
    `changed` is where the last word of a rise or fall that the pass went over ended. `behind` holds the word before the
    place that was asked about last (`_phrases.word_before`): several rules ask for the same one. `places` holds where
    the text names the countries of a shared currency name (`_places.currency_of`), once that was asked.
    """

    text: str
    folded: str
    start: int
    end: int
    lang: str
    published: Period | None = None
    cursor: int = 0
    terse: bool = False
    decimal: str = ""
    changed: int = -1
    behind: tuple[int, int, str] = (-1, 0, "")
    places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    found: list[Mention] = field(default_factory=list)

    @property
    def today(self) -> date | None:
        """The last day on which the article may have been published."""
        return self.published.last if self.published else None


class Reader(Protocol):
    """Reads one kind in one language.

    `triggers`: folded words or signs at which a mention may begin. A word matches as a whole word; the string "0"
    stands for any digit run. A reader may have `stems` too: words that open a compound written in one word (German).
    `exclusive`: its mentions take their text away from readers that come later.
    """

    triggers: Iterable[str]
    exclusive: bool

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin at the trigger at `start`..`end`, in order, or () if there is none.

        A mention may begin before `start` (a currency sign, a minus) but not before `view.cursor`.
        """

    def finish(self, view: View) -> Sequence[Mention]:
        """Called once after the pass, with `view.found` filled: mentions that need the others (or none)."""


@cache
def modules() -> tuple[str, ...]:
    """Names of the modules in this package that define `reader`, in reading order."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    loaded = [import_module(f"{__name__}.{name}") for name in names]
    kinds = [m for m in loaded if hasattr(m, "reader")]
    return tuple(m.__name__ for m in sorted(kinds, key=lambda m: (m.ORDER, m.__name__)))


def readers(lang: str) -> list[Reader]:
    """Fresh readers of every kind that has data for `lang`, in reading order."""
    made = [import_module(name).reader(lang) for name in modules()]
    return [r for r in made if r is not None]
