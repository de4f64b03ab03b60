"""Parts that do not fit their total: "290 dead, including 150 women and 160 children".

Parts of "including" may be fewer than the total but never more; parts that are said to make up the total must do so,
within rounding. Parts are added up only where they exclude each other: amounts of money, people of one group's rows
("women", "children"), nationalities, places. What may overlap (strangers and students), or may be part of something
else than the figure before, is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import NamedTuple

from ..annotate import Annotated
from ..mentions import Mention
from ..sentences import sentence_at, sentences
from ..text import Span
from ..values import Interval
from ._observation import Observation
from ._reading import after, any_of, between, cues, hedges, lang_at, plain, quote, rounding, words

_KINDS = ("count", "money")
_SCALED = 1_000_000
_FILLER = 60
_ENDS = re.compile(r" ?(?:[.;!?\n)]|\Z)")
_DIGIT = re.compile(r"\d")


class _Words(NamedTuple):
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
def _words(lang: str) -> _Words | None:
    table = cues(lang, "parts")
    if not table:
        return None
    hedge = hedges(lang)
    link = rf"(?:(?P<join>,? {any_of(table['joins'])} )|, ?)"
    return _Words(
        opens=re.compile(rf"(?P<gap>[^.;:!?()\n]*?)[,;]? ?\(?(?P<cue>{any_of(table['opens'])}),? {hedge}\Z"),
        of_it=re.compile(rf"{any_of(table['of_it'])},? (?P<rest>[^\d.;:!?()\n]{{0,30}})\Z"),
        of_these=re.compile(rf"{any_of(table['of_these'])} {hedge}\Z"),
        then=re.compile(rf", [^.;:!?()\n\d]{{0,24}}(?<!\w){hedge}\Z"),
        all=re.compile(rf"(?:,? ?\(?{any_of(table['all'])}|,? ?:),? {hedge}\Z"),
        sums=re.compile(rf",? {any_of(table['sums'])} {hedge}\Z"),
        restates=re.compile(rf", {any_of(table['restates'])} {hedge}\Z"),
        totals=re.compile(rf" {any_of(table['totals'])}"),
        joins=re.compile(rf"(?P<filler>[^.;:!?()\n\d]*?){link}{hedge}\Z"),
        adjacent=re.compile(rf"{link}{hedge}\Z"),
        more=re.compile(rf" (?:\w+ )?{any_of(table['more'])}"),
        breaks=re.compile(any_of(table["breaks"])),
        bare=re.compile(rf" (?P<word>{any_of(table['bare'])})"),
        people=frozenset(table["people"]),
        groups=tuple(tuple(frozenset(row) for row in group) for group in table["groups"]),
    )


def check(annotated: Annotated) -> Iterator[Observation]:
    """Lists of parts that are more than their total, or that should make it up and do not."""
    spans: list[Span] | None = None
    figures = [m for m in annotated.mentions if m.kind in _KINDS and m.per is None and m.several is None]
    told: set[int] = set()
    for place, mention in enumerate(figures):
        lang_words = _words(lang_at(annotated, mention.start))
        if place == 0 or lang_words is None or mention.start in told:
            continue
        spans = spans if spans is not None else sentences(annotated.article)
        seen = _one(annotated, figures, place, lang_words, spans)
        if seen is not None:
            told.update(m.start for m in between(figures, *seen.span))
            yield seen


def _one(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: _Words, spans: list[Span]
) -> Observation | None:
    """What is wrong with the parts that begin with a figure, or with the total that it is."""
    folded, mention, before = annotated.folded, figures[place], figures[place - 1]
    sentence = sentence_at(spans, mention.start)
    if sentence is None or mention.start - before.end > 400:
        return None
    if before.start >= sentence.start:
        gap = folded[after(before):mention.start]
        found = said.opens.match(gap)
        if (found and not said.breaks.search(found["gap"]) and not _DIGIT.search(found["gap"])) or (
            said.then.match(gap) and said.of_these.search(folded, sentence.start, before.start)
        ):
            return _including(annotated, figures, place, said, sentence)
        if said.sums.match(gap) or (said.restates.match(gap) and said.totals.match(folded, after(mention))):
            return _summed(annotated, figures, place, said, sentence)
        if said.all.match(gap) and (_people(before, said) or not _nested(folded, before)):
            return _made_up(annotated, figures, place, said, sentence)
        return None
    if said.of_it.match(folded[sentence.start:mention.start]):
        return _of_it(annotated, figures, place, said, sentence, spans)
    return None


def _chain(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: _Words, end: int, loose: bool
) -> list[Mention]:
    """The figures that are listed from one on; money may have some words behind it, a counted thing none.

    "and" ends the list; a comma before it lets go of it ("including a child, and three injured"), and so does what
    became of people where the first part says nothing of it.
    """
    folded, chain, joined = annotated.folded, [figures[place]], False
    for mention in islice(figures, place + 1, None):
        last = chain[-1]
        if joined or mention.start >= end or mention.start - after(last) > _FILLER:
            break
        gap = folded[after(last):mention.start]
        pattern = said.joins if loose or said.bare.match(folded, after(last)) else said.adjacent
        found = pattern.match(gap)
        if found is None or (mention.counted and mention.counted_span is None and mention.counted != last.counted):
            break
        if _state(chain[0], said) is None and _state(mention, said) is not None:
            break
        joined = found["join"] is not None
        if joined and gap[found.start("join"):].startswith(",") and len(chain) == 1:
            break
        chain.append(mention)
    return chain


def _including(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: _Words, sentence: Span
) -> Observation | None:
    """Parts behind "including" or "of the 290 dead": those that exclude each other are not more than the total."""
    folded, total = annotated.folded, figures[place - 1]
    parts = _alike(total, _chain(annotated, figures, place, said, sentence.end, total.kind == "money"))
    if not parts or any(said.more.match(folded, after(m)) for m in parts):
        return None
    if not _may_be_total(annotated, total, parts, said):
        return None
    near = between(figures, sentence.start, figures[place].start)
    highest = _highest(_joined(annotated, near, said, sentence))
    if highest is None:
        return None
    wide = [m for m in near if m.kind == total.kind and m.unit == total.unit]
    limits = [m.interval.high for m in wide]
    if None in limits:
        return None
    highest = max(highest, *(limit for limit in limits if limit is not None))
    return _more_than(annotated, total, parts, said, highest)


def _made_up(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: _Words, sentence: Span
) -> Observation | None:
    """Parts behind "namely" or a colon: to the sentence's end they make up the total."""
    folded, total = annotated.folded, figures[place - 1]
    listed = _chain(annotated, figures, place, said, sentence.end, total.kind == "money")
    parts = _alike(total, listed)
    if len(parts) < 2 or parts != listed or not _ENDS.match(folded, after(parts[-1])):
        return None
    if any(said.more.match(folded, after(m)) for m in parts) or not _exclusive(annotated, total, parts, said):
        return None
    last = folded[after(parts[-2]):parts[-1].start]
    if not said.joins.match(last) or "," in last:
        return None
    if total.kind == "count" and not _people(total, said):
        return None
    return None if _adds_up(total, parts) else _note(annotated, total, parts, "should be")


def _summed(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: _Words, sentence: Span
) -> Observation | None:
    """Parts before "for a total of": all figures of the sentence up to it."""
    total = figures[place]
    first = place - len(between(figures, sentence.start, total.start))
    parts = _alike(total, figures[first:place])
    if len(parts) < 2 or len(parts) != place - first or not _exclusive(annotated, total, parts, said):
        return None
    if _chain(annotated, figures, first, said, total.start, True)[:len(parts)] != parts:
        return None
    return None if _adds_up(total, parts) else _note(annotated, total, parts, "should be")


def _of_it(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: _Words, sentence: Span, spans: list[Span]
) -> Observation | None:
    """Parts behind "of that total": the only figure of its kind in the sentence before."""
    at = spans.index(sentence)
    if at == 0:
        return None
    before = between(figures, spans[at - 1].start, figures[place].start)
    money = [m for m in before if m.kind == "money"] or before
    if len(money) != 1 or money[0].interval.high is None:
        return None
    total = money[0]
    parts = _alike(total, _chain(annotated, figures, place, said, sentence.end, total.kind == "money"))
    if not parts or any(said.more.match(annotated.folded, after(m)) for m in parts):
        return None
    high = _highest([total])
    return None if high is None else _more_than(annotated, total, parts, said, high)


def _more_than(
    annotated: Annotated, total: Mention, parts: list[Mention], said: _Words, highest: Decimal
) -> Observation | None:
    """The parts together, or the first where they may overlap or the list may have gone on to something else."""
    if not _exclusive(annotated, total, parts, said):
        parts = parts[:1]
    if sum(m.interval.low or Decimal(0) for m in parts) <= highest:
        return None
    return _note(annotated, total, parts, "is more than")


# --- what parts and totals may be ----------------------------------------------------------------------------------


def _alike(total: Mention, chain: Sequence[Mention]) -> list[Mention]:
    """The first figures of a list that can be parts of the total: "9,2 milliards de dollars, dont 7,1 milliards"."""
    parts: list[Mention] = []
    for mention in chain:
        same = mention.kind == total.kind and mention.unit == total.unit
        bare = total.kind == "money" and mention.kind == "count" and (mention.low or 0) >= _SCALED
        if not (same or bare) or mention.interval.low is None or mention.modifier in ("at_most", "less_than"):
            break
        parts.append(mention)
    return parts


def _may_be_total(annotated: Annotated, total: Mention, parts: Sequence[Mention], said: _Words) -> bool:
    """Whether the figure, and not a word before it, is what the parts are parts of."""
    if total.kind == "money":
        return not _nested(annotated.folded, total)
    if not total.counted:
        return False
    if _people(total, said):
        return all(_people(m, said) or _is_name(annotated, m) or _place(annotated, m, said) for m in parts)
    return not _nested(annotated.folded, total) and len({_place(annotated, m, said) for m in parts} - {""}) == 1


_PREPOSED = re.compile(r"[\w']+ ?\Z")


def _nested(folded: str, total: Mention) -> bool:
    """Whether the figure hangs on a short word before it ("à 12 pays", "of 12 countries") that is no article."""
    found = _PREPOSED.search(folded, max(0, total.start - 16), total.start)
    return found is not None and len(found.group().strip(" '")) < 4


def _people(mention: Mention, said: _Words) -> bool:
    heads = words((mention.counted or "").lower())
    return any(word in said.people or any(word in row for group in said.groups for row in group) for word in heads[:2])


def _state(mention: Mention, said: _Words) -> int | None:
    """Which row of the last group, what became of people, the counted words stand in: "trois hommes blessés"."""
    heads = words((mention.counted or "").lower())
    return next((n for n, row in enumerate(said.groups[-1]) if any(head in row for head in heads)), None)


def _is_name(annotated: Annotated, mention: Mention) -> bool:
    """Whether a people is counted: "15 Français"."""
    span = mention.counted_span
    if span is None or " " in (mention.counted or "").strip():
        return False
    return annotated.article.text[span.start].isupper()


def _place(annotated: Annotated, mention: Mention, said: _Words) -> str:
    """The preposition behind a figure that counts nothing itself: "90 à Kiev"."""
    if mention.counted_span is not None:
        return ""
    found = said.bare.match(annotated.folded, mention.end)
    return found["word"] if found else ""


def _exclusive(annotated: Annotated, total: Mention, parts: Sequence[Mention], said: _Words) -> bool:
    """Whether nothing can be in two of the parts."""
    if len(parts) < 2 or total.kind == "money":
        return True
    heads = [words((m.counted or "").lower())[:1] for m in parts]
    if all(_is_name(annotated, m) for m in parts):
        return len({head[0] for head in heads}) == len(parts)
    places = {_place(annotated, m, said) for m in parts}
    if len(places) == 1 and "" not in places:
        return True
    for group in said.groups:
        rows = [next((n for n, row in enumerate(group) if head and head[0] in row), None) for head in heads]
        if None not in rows and len(set(rows)) == len(parts):
            return True
    return False


def _joined(annotated: Annotated, figures: Sequence[Mention], said: _Words, sentence: Span) -> list[Mention]:
    """The total with the figures that stand in one list with it: "12 dead and 290 injured, including"."""
    joined = [figures[-1]]
    for mention in reversed(figures[:-1]):
        gap = annotated.folded[after(mention):joined[-1].start]
        if mention.start < sentence.start or not said.joins.match(gap):
            break
        joined.append(mention)
    return joined


def _highest(figures: Sequence[Mention]) -> Decimal | None:
    """The most that the figures can be together; None when one has no upper end."""
    total = Decimal(0)
    for mention in figures:
        high = mention.interval.high
        if high is None:
            return None
        total += high + rounding(high if mention.step is None else Decimal(0))
    return total


def _adds_up(total: Mention, parts: Sequence[Mention]) -> bool:
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


def _note(annotated: Annotated, total: Mention, parts: Sequence[Mention], how: str) -> Observation:
    said = " + ".join(quote(annotated, m.start, m.end) for m in parts)
    known = [m.low for m in parts if m.low is not None]
    whole = f"{said} = {plain(sum(known, Decimal(0)))}" if len(parts) > 1 else said
    what = f"{whole} {how} {quote(annotated, total.start, after(total))}"
    span = Span(min(m.start for m in parts), max(m.end for m in parts))
    return Observation(
        check="parts", span=span, value=annotated.article.text[span.start:span.end], what=what,
        other=Span(total.start, total.end),
    )
