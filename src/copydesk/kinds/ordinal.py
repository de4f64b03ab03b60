"""Ordinals: "4e", "80th", "deuxième", "vingt-troisième"; not those that are part of a title ("premier ministre")."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from ..mentions import Mention
from . import View
from . import _phrases as phrases
from ._numerals import read_words
from ._tables import Tables, tables

ORDER = 20

_DOTTED: Final = re.compile(r"\. [^\W\d_]")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ .,]\d{3})*")
_NEXT_WORD: Final = re.compile(r"[ ]{1,2}([^\W\d_]+(?:[-'][^\W\d_]+)*)")


class OrdinalReader:
    """Reads ordinals in digits and in words."""

    exclusive = True

    def __init__(self, lang: str, words: Tables) -> None:
        self.rule = f"{lang}.numbers.ordinal"
        self.tables = words
        self.triggers: Iterable[str] = {"0", *words.ordinals, *words.numeral_words}

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        folded, words = view.folded, self.tables
        if folded[start].isdecimal():
            if words.ordinal_dotted and _DOTTED.match(folded, end, view.end) and end - start < 5 and (
                phrases.last_word(folded, view.cursor, start)[0] in words.ordinal_dotted
            ):
                return self._mention(view, start, end + 1, int(folded[start:end]), dotted=True)
            if folded[end:end + 1] not in words.ordinal_first:
                return ()
            if start and (folded[start - 1].isalnum() or folded[start - 1] in "-_/.,"):
                return ()
            suffix = words.ordinal_suffix.match(folded, end, view.end)
            if suffix is None or not (suffix.group().isalpha() or suffix.group() in words.ordinal_signs):
                return ()
            if end - start > 12:
                return ()
            return self._mention(view, start, suffix.end(), int(folded[start:end]))
        word = folded[start:end]
        if word in words.ordinals:
            if folded[end:end + 1] == "-":  # "third-party"
                return ()
            return self._mention(view, start, end, words.ordinals[word])
        if words.compound or words.ordinal_ahead.match(folded, end, view.end):
            return self._in_words(view, start)
        return ()

    def finish(self, view: View) -> Sequence[Mention]:
        return ()

    def _in_words(self, view: View, start: int) -> Sequence[Mention]:
        """A compound that ends in an ordinal: "vingt et unième", "one hundred and first"."""
        folded, words = view.folded, self.tables
        numeral = read_words(folded, start, view.end, words)
        if numeral is None:
            return ()
        tail = words.ordinal_tail.match(folded, numeral.end, view.end)
        if tail is None or numeral.article:
            return ()
        value: int
        last = words.ordinal_values[tail.group(1)]
        whole = int(numeral.value)
        if last >= 100:
            value = whole * last if whole < last else whole + last
        elif whole % 100 == 0 or (whole % 10 == 0 and last < 10) or whole % 100 in words.vigesimal:
            value = whole + last
        else:
            return ()
        return self._mention(view, start, tail.end(), value)

    def _mention(
        self, view: View, start: int, end: int, value: int, *, dotted: bool = False
    ) -> Sequence[Mention]:
        words = self.tables
        following = _NEXT_WORD.match(view.folded, end, min(view.end, end + 40))
        if following and following.group(1) in words.ordinal_not_before:
            return ()
        if any(view.folded.startswith(name, end) for name in words.ordinal_not_phrases):
            return ()
        word, _ = phrases.last_word(view.folded, view.cursor, start)
        if word in words.ordinal_not_behind and not dotted:
            return ()
        if word in words.articles and words.fraction_ahead.match(view.folded, end, view.end):
            return ()
        if following is None and view.folded[start:end] in words.ordinal_weak:
            return ()
        counted = phrases.counted_after(view, end, words, measure=False, single=True)
        number = Decimal(value)
        return (Mention(
            start, end, "ordinal", self.rule, low=number, high=number,
            counted=counted.phrase if counted else None, counted_span=counted.span if counted else None,
        ),)


def reader(lang: str) -> OrdinalReader | None:
    """The ordinal reader of a language, or None when it has no ordinals."""
    words = tables(lang)
    return OrdinalReader(lang, words) if words and words.ordinals else None
