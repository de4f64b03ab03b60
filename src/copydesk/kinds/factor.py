"""Verbs that name a factor: "les ventes ont doublé", "prices trebled", "se triplicaron"; a mention with the unit "times"."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..languages import data
from ..mentions import Mention
from . import View
from . import _phrases as phrases
from ._figures import NEXT_WORD
from ._tables import Tables, tables

ORDER = 40  # behind the figures, which note these words as words of a rise


class FactorReader:
    """Reads verbs that multiply; the words before and behind tell them from nouns and other senses."""

    exclusive = True

    def __init__(self, lang: str, table: Mapping[str, Any], words: Tables) -> None:
        self.rule = f"{lang}.modifiers.multiples"
        self.tables = words
        self.adverbs = frozenset(table.get("adverbs", ()))
        self.more: tuple[str, ...] = tuple(f" {form}" for form in table.get("more", ())) or ("\0",)
        self.not_before = frozenset(table.get("not_before", ()))
        self.values: dict[str, tuple[Decimal, frozenset[str]]] = {}
        for group in table["groups"]:
            behind = frozenset(group.get("behind", ()))
            for value, forms in group["values"].items():
                self.values.update(dict.fromkeys(forms, (Decimal(value), behind)))
        self.triggers: Iterable[str] = self.values

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        value, behind = self.values[view.folded[start:end]]
        following = NEXT_WORD.match(view.folded, end, view.end)
        if following is not None and following.group(1) in self.not_before:
            return ()
        modifier, first = phrases.modifier_before(view, start, self.tables)
        if modifier is None and view.folded.endswith(self.more, view.start, start - 1):
            modifier = "more_than"  # "a plus que doublé"
        word, first = phrases.last_word(view.folded, view.start, first)
        while word in self.adverbs:
            word, first = phrases.last_word(view.folded, view.start, first)
        if behind and word not in behind:
            return ()
        return (Mention(start, end, "other", self.rule, value, value, "times", modifier or "exact", change="up"),)

    def finish(self, view: View) -> Sequence[Mention]:
        return ()


def reader(lang: str) -> FactorReader | None:
    """The reader of a language, or None where it has no such verbs."""
    table, words = data(lang, "modifiers").get("multiples"), tables(lang)
    return FactorReader(lang, table, words) if table and words else None
