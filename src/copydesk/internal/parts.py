"""Parts that do not fit their total: "290 dead, including 150 women and 160 children".

Parts of "including" may be fewer than the total but never more; parts that are said to make up the total must do so,
within rounding. Parts are added up only where they exclude each other: amounts of money, people of one group's rows
("women", "children"), nationalities, places. What may overlap (strangers and students), or may be part of something
else than the figure before, is left alone.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from ..annotate import Annotated
from ..mentions import Mention
from ..sentences import sentence_at, sentences
from ..text import Span
from ._observation import Observation
from ._partition import (
    DIGIT,
    ENDS,
    FILLER,
    KINDS,
    Words,
    adds_up,
    alike_parts,
    exclusive,
    highest_of,
    joined,
    may_be_total,
    nested,
    parts_words,
    people,
    report,
    state,
)
from ._reading import after, between, exact, lang_at
from ._totals import ballots, makes, totals


def check(annotated: Annotated) -> Iterator[Observation]:
    """Lists of parts that are more than their total, or that should make it up and do not."""
    spans: list[Span] | None = None
    figures = [m for m in annotated.mentions if m.kind in KINDS and m.per is None and m.several is None]
    told: set[int] = set()
    for place, mention in enumerate(figures):
        lang_words = parts_words(lang_at(annotated, mention.start))
        if place == 0 or lang_words is None or mention.start in told:
            continue
        spans = spans if spans is not None else sentences(annotated.article)
        seen = _one(annotated, figures, place, lang_words, spans)
        if seen is not None:
            told.update(m.start for m in between(figures, *seen.span))
            yield seen
    yield from totals(annotated, told)
    yield from ballots(annotated)


def _one(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, spans: list[Span]
) -> Observation | None:
    """What is wrong with the parts that begin with a figure, or with the total that it is."""
    folded, mention, before = annotated.folded, figures[place], figures[place - 1]
    sentence = sentence_at(spans, mention.start)
    if sentence is None or mention.start - before.end > 400:
        return None
    if before.start >= sentence.start:
        gap = folded[after(before):mention.start]
        found = said.opens.match(gap)
        if (found and not said.breaks.search(found["gap"]) and not DIGIT.search(found["gap"])) or (
            said.then.match(gap) and said.of_these.search(folded, sentence.start, before.start)
        ):
            return _including(annotated, figures, place, said, sentence)
        if said.sums.match(gap) or (said.restates.match(gap) and said.totals.match(folded, after(mention))):
            return _summed(annotated, figures, place, said, sentence)
        if said.all.match(gap) and (people(before, said) or not nested(folded, before)):
            return _made_up(annotated, figures, place, said, sentence)
        return None
    if said.of_it.match(folded[sentence.start:mention.start]):
        return _of_it(annotated, figures, place, said, sentence, spans)
    return None


def _chain(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, end: int, loose: bool
) -> list[Mention]:
    """The figures that are listed from one on; money may have some words behind it, a counted thing none.

    "and" ends the list; a comma before it lets go of it ("including a child, and three injured"), and so does what
    became of people where the first part says nothing of it.
    """
    folded, chain, joined = annotated.folded, [figures[place]], False
    for mention in islice(figures, place + 1, None):
        last = chain[-1]
        if joined or mention.start >= end or mention.start - after(last) > FILLER:
            break
        gap = folded[after(last):mention.start]
        pattern = said.joins if loose or said.bare.match(folded, after(last)) else said.adjacent
        found = pattern.match(gap)
        if found is None or (mention.counted and mention.counted_span is None and mention.counted != last.counted):
            break
        if state(chain[0], said) is None and state(mention, said) is not None:
            break
        joined = found["join"] is not None
        if joined and gap[found.start("join"):].startswith(",") and len(chain) == 1:
            break
        chain.append(mention)
    return chain


def _including(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, sentence: Span
) -> Observation | None:
    """Parts behind "including" or "of the 290 dead": those that exclude each other are not more than the total."""
    folded, total = annotated.folded, figures[place - 1]
    parts = alike_parts(total, _chain(annotated, figures, place, said, sentence.end, total.kind == "money"))
    if not parts or any(said.more.match(folded, after(m)) for m in parts):
        return None
    if not may_be_total(annotated, total, parts, said):
        return None
    near = between(figures, sentence.start, figures[place].start)
    highest = highest_of(joined(annotated, near, said, sentence))
    if highest is None:
        return None
    wide = [m for m in near if m.kind == total.kind and m.unit == total.unit]
    limits = [m.interval.high for m in wide]
    if None in limits:
        return None
    highest = max(highest, *(limit for limit in limits if limit is not None))
    return _more_than(annotated, total, parts, said, highest)


def _made_up(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, sentence: Span
) -> Observation | None:
    """Parts behind "namely" or a colon: to the sentence's end they make up the total."""
    folded, total = annotated.folded, figures[place - 1]
    listed = _chain(annotated, figures, place, said, sentence.end, total.kind == "money")
    parts = alike_parts(total, listed)
    if len(parts) < 2 or parts != listed or not ENDS.match(folded, after(parts[-1])):
        return None
    if any(said.more.match(folded, after(m)) for m in parts) or not exclusive(annotated, total, parts, said):
        return None
    last = folded[after(parts[-2]):parts[-1].start]
    if not said.joins.match(last) or "," in last:
        return None
    if total.kind == "count" and not people(total, said):
        return None
    return None if adds_up(total, parts) else report(annotated, total, parts, "should be")


def _summed(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, sentence: Span
) -> Observation | None:
    """Parts before "for a total of": all figures of the sentence up to it."""
    total = figures[place]
    first = place - len(between(figures, sentence.start, total.start))
    parts = alike_parts(total, figures[first:place])
    if len(parts) < 2 or len(parts) != place - first:
        return None
    if not exclusive(annotated, total, parts, said) and any(m.counted_span and m.counted != parts[0].counted for m in parts):
        return None
    if _chain(annotated, figures, first, said, total.start, True)[:len(parts)] != parts:
        return None
    right = makes(total, parts) if exact(total) and all(map(exact, parts)) else adds_up(total, parts)
    return None if right else report(annotated, total, parts, "should be")


def _of_it(
    annotated: Annotated, figures: Sequence[Mention], place: int, said: Words, sentence: Span, spans: list[Span]
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
    parts = alike_parts(total, _chain(annotated, figures, place, said, sentence.end, total.kind == "money"))
    if not parts or any(said.more.match(annotated.folded, after(m)) for m in parts):
        return None
    high = highest_of([total])
    return None if high is None else _more_than(annotated, total, parts, said, high)


def _more_than(
    annotated: Annotated, total: Mention, parts: list[Mention], said: Words, highest: Decimal
) -> Observation | None:
    """The parts together, or the first where they may overlap or the list may have gone on to something else."""
    if not exclusive(annotated, total, parts, said):
        parts = parts[:1]
    if sum(m.interval.low or Decimal(0) for m in parts) <= highest:
        return None
    return report(annotated, total, parts, "is more than")


