"""Totals that the parts listed behind them nearly make up, and do not.

A list behind a colon, or behind words that say that something is split up ("se décompose en"), or who they were ("the dead
were"), mostly names all parts. Whether it does is told by the sum: one that comes near to the total without meeting it is
a slip, one far from it is a list of something else.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..annotate import Annotated
from ..mentions import Mention
from ..sentences import sentence_at, sentences
from ..text import Span
from ._observation import Observation
from ._partition import KINDS, Words, alike_parts, exclusive, parts_words, people, report
from ._reading import after, between, cues, exact, lang_at, last_place, note, patterns, plain, quote, rounding, words

_NEAR = Decimal("0.15")
"""How far, as a share of it, the parts' sum may lie from a total that they are meant to make up."""
_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
_NEARLY = Decimal("0.05")
"""The same of large numbers that only a colon makes parts: the list may be of the first few."""
_MOST = 12
_COLON = re.compile(r"[^.;:!?()\n\d]{0,60}: ?[^.;:!?()\n\d]{0,24}\Z")
_BRACKET = re.compile(r"(?: [^.;:!?()\n\d]{0,24})? ?\(\Z")
_GAP = re.compile(r"[^.;:!?()\n\d]*\Z")
_SPLIT = 60
_BACK = 2
"""How many sentences before the parts may tell the total."""


class _Cues(NamedTuple):
    splits: re.Pattern[str]
    were: re.Pattern[str]
    joins: re.Pattern[str]
    tails: re.Pattern[str]
    runoff: re.Pattern[str]
    against: re.Pattern[str]
    votes: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _cues(lang: str) -> _Cues | None:
    if not cues(lang, "parts"):
        return None
    return _Cues(**patterns(
        lang, "parts",
        splits=r"{splits}[^.;:!?()\n\d]{0,24}\Z",
        were=r"{were} {hedge}\Z",
        joins=r"[^.;:!?()\n\d]*(?<!\w){joins}(?!\w)[^.;:!?()\n\d]*\Z",
        tails="{tails}",
        runoff="{runoff}",
        against=r"[^.;:!?()\n\d]{0,40}{against} {hedge}\Z",
        votes="{votes}",
        before=r"{before}|(?<!\d)(?:19|20)\d\d(?!\d)",
    ))


def totals(annotated: Annotated, told: set[int]) -> Iterator[Observation]:
    """The totals that are nearly made up; `told` are the places of figures that were reported already."""
    figures = [m for m in annotated.mentions if m.kind in KINDS and m.per is None and m.several is None]
    spans: list[Span] | None = None
    for place, mention in enumerate(figures):
        lang = lang_at(annotated, mention.start)
        said, cue = parts_words(lang), _cues(lang)
        if said is None or cue is None or not place or mention.start in told:
            continue
        spans = spans if spans is not None else sentences(annotated.article)
        sentence = sentence_at(spans, mention.start)
        if sentence is None:
            continue
        found = _colon(annotated, figures, place, said, cue, sentence) or _split(
            annotated, figures, place, said, cue, sentence, spans
        )
        if found is not None:
            told.update(m.start for m in between(figures, *found.span))
            yield found


def _listed(annotated: Annotated, figures: Sequence[Mention], place: int, cue: _Cues, end: int) -> list[Mention]:
    """The figures from one on that one sentence lists, the last behind "and"; [] where it ends otherwise."""
    folded, listed = annotated.folded, [figures[place]]
    for mention in figures[place + 1:place + _MOST]:
        gap = folded[listed[-1].end:mention.start]
        if mention.start >= end or len(gap) > _SPLIT + 40 or not _GAP.match(gap):
            break
        listed.append(mention)
        if cue.joins.match(gap):
            return listed
        if "," not in gap:
            break
    return []


def _colon(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, cue: _Cues, sentence: Span
) -> Observation | None:
    """ "Seize personnes ont été blessées : quatre grièvement et onze légèrement", "onze titres (sept sur terre et trois sur
    gazon)"."""
    total, folded, end = figures[place - 1], annotated.folded, sentence.end
    if total.start < sentence.start:
        return None
    bracket = _BRACKET.match(folded, after(total), figures[place].start) is not None
    if bracket:
        closes = folded.find(")", figures[place].end, end)
        end = closes if closes > 0 else end
    elif not _COLON.match(folded, after(total), figures[place].start):
        return None
    listed = _listed(annotated, figures, place, cue, end)
    rest = between(figures, listed[-1].end if listed else 0, end)
    bare = all(m.counted_span is None or m.counted == total.counted for m in listed)
    if rest or not listed or cue.tails.search(folded, after(listed[-1]), end):
        return None
    if not (total.kind == "money" or bare or (people(total, said) and not bracket)):
        return None
    return _judge(annotated, total, listed, said, bare)


def _split(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, cue: _Cues, sentence: Span,
    spans: Sequence[Span],
) -> Observation | None:
    """ "L'enveloppe se décompose en …", "The dead were …": the total is the figure before that the sum comes nearest to."""
    before = annotated.folded[sentence.start:figures[place].start]
    money = figures[place].kind == "money"
    if not (cue.splits.search(before) if money else cue.were.search(before)):
        return None
    listed = _listed(annotated, figures, place, cue, sentence.end)
    if len(listed) < 2 or between(figures, listed[-1].end, sentence.end):
        return None
    if cue.tails.search(annotated.folded, after(listed[-1]), sentence.end):
        return None
    at = spans.index(sentence)
    earlier = [
        m for m in between(figures, spans[max(0, at - _BACK)].start, figures[place].start)
        if m.kind == figures[place].kind and m.unit == figures[place].unit and (money or people(m, said))
    ]
    known = [m for m in earlier if len(alike_parts(m, listed)) == len(listed)]
    if any(makes(m, listed) for m in known):
        return None
    for total in reversed(known):
        if found := _judge(annotated, total, listed, said, all_told=money):
            return found
    return None


def _judge(
    annotated: Annotated, total: Mention, listed: list[Mention], said: Words, bare: bool = False, all_told: bool = False
) -> Observation | None:
    """The parts where they are all of the total's kind, come near to it and do not make it up."""
    parts = alike_parts(total, listed)
    if parts != listed or not exact(total) or not all(exact(m) for m in parts) or makes(total, parts):
        return None
    if any(said.more.match(annotated.folded, after(m)) for m in parts):
        return None
    whole, known = total.low or Decimal(0), [m.low for m in parts if m.low is not None]
    missing = whole - sum(known)
    small = total.kind == "count" and whole < _THOUSAND
    near = _NEAR if small or all_told or missing < 0 else _NEARLY
    if abs(missing) > max(whole * near, Decimal(1)) or max(known) >= whole:
        return None
    nouns = [" ".join(words((m.counted or "").lower())) for m in parts]
    apart = total.kind == "money" or bare or not any(nouns) or exclusive(annotated, total, parts, said)
    return report(annotated, total, parts, "should be") if apart or (missing > 0 and len(set(nouns)) == len(nouns)) else None


def makes(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the parts make up the total: parts of one list are as exact as the most exact of them, the total as it is
    written; what is counted, up to a thousand, is exact."""
    known = [m.low for m in parts if m.low]
    whole = total.low or Decimal(0)
    if total.kind == "count" and whole < _THOUSAND and whole == whole.to_integral_value():
        return sum(known) == whole
    slack = len(known) * min(map(last_place, known)) / 2 if min(known) >= _HUNDRED or min(known) % 1 else Decimal(0)
    return abs(whole - sum(known)) <= slack + max(rounding(whole), last_place(whole) / 2 if whole % 1 else Decimal(0))


def ballots(annotated: Annotated) -> Iterator[Observation]:
    """Two shares of the votes of a second round that are more than all votes: "54 % des voix, contre 47 %"."""
    shares = [m for m in annotated.mentions if m.kind == "percent" and m.unit == "%" and exact(m) and not m.change]
    spans: list[Span] | None = None
    for one, other in pairwise(shares):
        cue = _cues(lang_at(annotated, other.start))
        if cue is None or not cue.against.match(annotated.folded, one.end, other.start):
            continue
        spans = spans if spans is not None else sentences(annotated.article)
        sentence = sentence_at(spans, one.start)
        if sentence is None or sentence_at(spans, other.start) != sentence:
            continue
        start, end = sentence
        if not cue.runoff.search(annotated.folded, start, end) or not cue.votes.search(annotated.folded, start, end):
            continue
        total = (one.low or Decimal(0)) + (other.low or Decimal(0))
        if cue.before.search(annotated.folded, other.start, end) or not 100 < total - Decimal("0.15") < 115:
            continue
        what = f"together with {quote(annotated, one.start, one.end)} that makes {plain(total)} % of the votes"
        yield note(annotated, "parts", other, what, Span(one.start, one.end))
