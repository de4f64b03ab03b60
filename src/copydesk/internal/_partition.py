"""What parts and totals are: the words that open and close a list of parts, which parts exclude each other, and sums."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ..values import Interval
from ._observation import Observation
from ._reading import after, cues, patterns, plain, quote, rounding, words

KINDS = ("count", "money")
_SCALED = 1_000_000
FILLER = 60
ENDS = re.compile(r" ?(?:[.;!?\n)]|\Z)")
_FILLED = r"[^.,;:!?()\n\d]{0,40}"
"""Where and of what the last part is: "160 en Espagne, soit 500 au total"."""
_LINK = r"(?:(?P<join>,? {joins} )|, ?)"
DIGIT = re.compile(r"\d")


class Words(NamedTuple):
    """One language's cues, as patterns over what stands before, between and behind figures."""

    opens: re.Pattern[str]
    of_it: re.Pattern[str]
    of_these: re.Pattern[str]
    then: re.Pattern[str]
    all: re.Pattern[str]
    sums: re.Pattern[str]
    restates: re.Pattern[str]
    totals: re.Pattern[str]
    joins: re.Pattern[str]
    adjacent: re.Pattern[str]
    more: re.Pattern[str]
    breaks: re.Pattern[str]
    bare: re.Pattern[str]
    people: frozenset[str]
    groups: tuple[tuple[frozenset[str], ...], ...]


@cache
def parts_words(lang: str) -> Words | None:
    table = cues(lang, "parts")
    if not table:
        return None
    return Words(
        people=frozenset(table["people"]),
        groups=tuple(tuple(frozenset(row) for row in group) for group in table["groups"]),
        **patterns(
            lang, "parts",
            opens=r"(?P<gap>[^.;:!?()\n]*?)[,;]? ?\(?(?P<cue>{opens}),? {hedge}\Z",
            of_it=r"{of_it},? (?P<rest>[^\d.;:!?()\n]{0,30})\Z",
            of_these=r"{of_these} {hedge}\Z",
            then=r", [^.;:!?()\n\d]{0,24}(?<!\w){hedge}\Z",
            all=r"(?:,? ?\(?{all}|,? ?:),? {hedge}\Z",
            sums=_FILLED + r",? {sums} {hedge}\Z",
            restates=_FILLED + r", {restates} {hedge}\Z",
            totals=" {totals}",
            joins=r"(?P<filler>[^.;:!?()\n\d]*?)" + _LINK + r"{hedge}\Z",
            adjacent=_LINK + r"{hedge}\Z",
            more=r" (?:\w+ )?{more}",
            breaks="{breaks}",
            bare=" (?P<word>{bare})",
        ),
    )


def alike_parts(total: Mention, chain: Sequence[Mention]) -> list[Mention]:
    """The first figures of a list that can be parts of the total: "9,2 milliards de dollars, dont 7,1 milliards"."""
    parts: list[Mention] = []
    for mention in chain:
        same = mention.kind == total.kind and mention.unit == total.unit
        bare = total.kind == "money" and mention.kind == "count" and (mention.low or 0) >= _SCALED
        if not (same or bare) or mention.interval.low is None or mention.modifier in ("at_most", "less_than"):
            break
        parts.append(mention)
    return parts


def may_be_total(annotated: Annotated, total: Mention, parts: Sequence[Mention], said: Words) -> bool:
    """Whether the figure, and not a word before it, is what the parts are parts of."""
    if total.kind == "money":
        return not nested(annotated.folded, total)
    if not total.counted:
        return False
    if people(total, said):
        return all(people(m, said) or is_name(annotated, m) or place_of(annotated, m, said) for m in parts)
    return not nested(annotated.folded, total) and len({place_of(annotated, m, said) for m in parts} - {""}) == 1


_PREPOSED = re.compile(r"[\w']+ ?\Z")


def nested(folded: str, total: Mention) -> bool:
    """Whether the figure hangs on a short word before it ("à 12 pays", "of 12 countries") that is no article."""
    found = _PREPOSED.search(folded, max(0, total.start - 16), total.start)
    return found is not None and len(found.group().strip(" '")) < 4


def people(mention: Mention, said: Words) -> bool:
    heads = words((mention.counted or "").lower())
    return any(word in said.people or any(word in row for group in said.groups for row in group) for word in heads[:2])


def state(mention: Mention, said: Words) -> int | None:
    """Which row of the last group, what became of people, the counted words stand in: "trois hommes blessés"."""
    heads = words((mention.counted or "").lower())
    return next((n for n, row in enumerate(said.groups[-1]) if any(head in row for head in heads)), None)


def is_name(annotated: Annotated, mention: Mention) -> bool:
    """Whether a people is counted: "15 Français"."""
    span = mention.counted_span
    if span is None or " " in (mention.counted or "").strip():
        return False
    return annotated.article.text[span.start].isupper()


def place_of(annotated: Annotated, mention: Mention, said: Words) -> str:
    """The preposition behind a figure that counts nothing itself: "90 à Kiev"."""
    if mention.counted_span is not None:
        return ""
    found = said.bare.match(annotated.folded, mention.end)
    return found["word"] if found else ""


def exclusive(annotated: Annotated, total: Mention, parts: Sequence[Mention], said: Words) -> bool:
    """Whether nothing can be in two of the parts."""
    if len(parts) < 2 or total.kind == "money":
        return True
    heads = [words((m.counted or "").lower())[:1] for m in parts]
    if all(is_name(annotated, m) for m in parts):
        return len({head[0] for head in heads}) == len(parts)
    places = {place_of(annotated, m, said) for m in parts}
    if len(places) == 1 and "" not in places:
        return True
    for group in said.groups:
        rows = [next((n for n, row in enumerate(group) if head and head[0] in row), None) for head in heads]
        if None not in rows and len(set(rows)) == len(parts):
            return True
    return False


def joined(annotated: Annotated, figures: Sequence[Mention], said: Words, sentence: Span) -> list[Mention]:
    """The total with the figures that stand in one list with it: "12 dead and 290 injured, including"."""
    joined = [figures[-1]]
    for mention in reversed(figures[:-1]):
        gap = annotated.folded[after(mention):joined[-1].start]
        if mention.start < sentence.start or not said.joins.match(gap):
            break
        joined.append(mention)
    return joined


def highest_of(figures: Sequence[Mention]) -> Decimal | None:
    """The most that the figures can be together; None when one has no upper end."""
    total = Decimal(0)
    for mention in figures:
        high = mention.interval.high
        if high is None:
            return None
        total += high + rounding(high if mention.step is None else Decimal(0))
    return total


def adds_up(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the sum may be the total, each figure being as exact as it is written."""
    low = high = Decimal(0)
    for mention in parts:
        spread = mention.interval
        if spread.low is None or spread.high is None:
            return True
        slack = Decimal(0) if mention.step is not None else rounding(spread.low)
        low, high = low + spread.low - slack, high + spread.high + slack
    wanted = total.interval
    if wanted.low is None or wanted.high is None:
        return True
    slack = Decimal(0) if total.step is not None else rounding(wanted.high)
    return Interval(low, high).meets(Interval(wanted.low - slack, wanted.high + slack))


def report(annotated: Annotated, total: Mention, parts: Sequence[Mention], how: str) -> Observation:
    said = " + ".join(quote(annotated, m.start, m.end) for m in parts)
    known = [m.low for m in parts if m.low is not None]
    whole = f"{said} = {plain(sum(known, Decimal(0)))}" if len(parts) > 1 else said
    what = f"{whole} {how} {quote(annotated, total.start, after(total))}"
    span = Span(min(m.start for m in parts), max(m.end for m in parts))
    return Observation(
        check="parts", span=span, value=annotated.article.text[span.start:span.end], what=what,
        other=Span(total.start, total.end),
    )
