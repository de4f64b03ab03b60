"""What several checks share: the language at a place, its cues, figures and what they count, rounding."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from .. import _trie
from ..annotate import Annotated
from ..languages import data
from ..mentions import Mention
from ..text import Passage, Span, fold
from ..units import convert
from ..values import Interval
from ._observation import Observation

FIGURES = frozenset((
    "money", "count", "length", "area", "volume", "mass", "speed", "temperature", "duration", "percent", "other",
))
HEADS = frozenset(("headline", "key_point", "subhead", "caption"))


def lang_at(annotated: Annotated, offset: int) -> str:
    """The language of the passage that holds an offset."""
    article = annotated.article
    found = next((p.lang for p in article.passages if p.start <= offset < p.end), "")
    return found or article.lang


def runs(annotated: Annotated) -> list[tuple[int, int, str]]:
    """The article's passages: start, end, language."""
    article = annotated.article
    whole = [(0, len(article.text), article.lang)]
    return [(p.start, p.end, p.lang or article.lang) for p in article.passages] or whole


def cues(lang: str, check: str) -> dict[str, Any]:
    """A check's table in the language's `internal.toml`; {} when it has none."""
    table: dict[str, Any] = data(lang, "internal").get(check, {})
    return table


def within(mention: Mention, passages: Sequence[Passage]) -> bool:
    """Whether the mention begins in one of the passages."""
    return any(p.start <= mention.start < p.end for p in passages)


def thing(mention: Mention) -> str:
    """What is counted, as it can be compared: folded, without the last letter of a plural."""
    return " ".join(singular(word) for word in fold(mention.counted or "").split())


def singular(word: str) -> str:
    """A folded word without the ending of a plural; good for comparing only."""
    return word.rstrip("sx")


def words(text: str) -> list[str]:
    """The words of a folded text, without the ending of a plural."""
    return [singular(word) for word in re.findall(r"\w+", text)]


def after(mention: Mention) -> int:
    """Where the figure and what it counts end."""
    return max(mention.end, mention.counted_span.end if mention.counted_span else 0)


def between(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions that begin in a stretch of text; mentions are in order of place."""
    first = bisect_left(mentions, start, key=lambda m: m.start)
    return mentions[first:bisect_left(mentions, end, first, key=lambda m: m.start)]


def in_unit(mention: Mention, unit: str | None) -> Interval:
    """The mention's values in another unit of its dimension."""
    if mention.unit == unit:
        return mention.interval
    return mention._replace(
        low=None if mention.low is None else convert(mention.low, mention.unit, unit),
        high=None if mention.high is None else convert(mention.high, mention.unit, unit),
        step=None if mention.step is None else abs(convert(mention.step, mention.unit, unit)),
    ).interval


def rounding(value: Decimal) -> Decimal:
    """Half the precision that a whole number seems to be written with: 290 is meant to 5, 1,000 to 50, 12 to 0.

    Two digits always count, and a number below 100 is exact.
    """
    size = abs(value)
    if size < 100 or size != size.to_integral_value():
        return Decimal(0)
    digits = str(int(size))
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    return Decimal(10) ** zeros / 2 if zeros else Decimal(0)


def last_place(value: Decimal) -> Decimal:
    """What the last digit of a number that is no zero stands for: 1 of 34, 10 of 460, 0.1 of 9.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(0)


def exact(mention: Mention) -> bool:
    """Whether it is one plain figure: no range, no bound, no hedge."""
    return mention.modifier == "exact" and mention.low is not None and mention.low == mention.high


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases as whole words."""
    listed = sorted(set(phrases))
    return rf"(?:(?<!\w){_trie.pattern(listed)}(?:(?<=')|(?!\w)))" if listed else "(?!)"


@cache
def hedges(lang: str) -> str:
    """A pattern for what may stand right before a figure: nothing, modifier words, an article."""
    modifiers = [phrase for group in data(lang, "modifiers").get("before", {}).values() for phrase in group]
    articles = data(lang, "internal").get("articles", [])
    return rf"(?:(?:{any_of([*modifiers, *articles])}) ?){{0,3}}"


_LIST = re.compile(r"\{([a-z_]+)\}")


def patterns(lang: str, check: str, **written: str) -> dict[str, re.Pattern[str]]:
    """Patterns in which a name in braces stands for any phrase of that list of the check's cues.

    `{hedge}` is what may stand right before a figure. A language without the check has no phrases.
    """
    table = cues(lang, check)

    def filled(found: re.Match[str]) -> str:
        name = found.group(1)
        return hedges(lang) if name == "hedge" else any_of(table[name] if table else ())

    return {name: re.compile(_LIST.sub(filled, pattern)) for name, pattern in written.items()}


def note(annotated: Annotated, check: str, mention: Mention, what: str, other: Span | None = None) -> Observation:
    """An observation on a mention, with its words."""
    span = Span(mention.start, mention.end)
    value = annotated.article.text[span.start:span.end]
    return Observation(check=check, span=span, value=value, what=what, other=other)


def quote(annotated: Annotated, start: int, end: int) -> str:
    """The article's words there, on one line."""
    return " ".join(annotated.article.text[start:end].split())


def plain(value: Decimal) -> str:
    """A number for people: no exponent, thousands apart, millions and billions in words, at most one decimal."""
    for exponent, word in ((12, " trillion"), (9, " billion"), (6, " million")):
        size = Decimal(10) ** exponent
        if abs(value) >= size and value % (size / 1000) == 0:
            return f"{(value / size).normalize():,f}{word}"
    rounded = value.quantize(Decimal("0.1"))
    whole = rounded == rounded.to_integral_value()
    return f"{rounded.to_integral_value():,}" if whole else f"{rounded:,}"
