"""What figures are besides what they say: sums of money of which the text leaves the currency out, days as months."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ... import terms
from ...mentions import Mention
from ..claims.model import Query
from .layout import Index

DAY, MONTH, THIRTY = "d", "mo", Decimal(30)
"""Thirty days are told as a month."""
MILLION = Decimal(10**6)
ONE_SIZE = 6
"""How many times a bare number may be the number of the sum before it, or the reverse, to be of its unit."""
CARRIED = frozenset({"area", "mass", "volume", "length"})
"""Kinds of measures of which parts are told without their unit."""
SCALES = frozenset(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
_LEADING = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})*|\d+)(?:[.,](\d{1,2})(?!\d))?")
_GROUPED = re.compile(r"(\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?(?=[^\W\d_ ]* ?[^\W\d_])")
"""A number in thousands of a scale: "5.400 millones"."""


def with_sums(made: Index) -> Iterable[Mention]:
    """The mentions, and again as money each bare number that follows a sum: of millions ("from 8 billion euros to 6
    billion"), or of the same size in its sentence ("22 euros, against 17", "128 million euros, 83 of it for flu")."""
    mentions = list(_with_parts(made))
    currency = next((m.unit for m in mentions if m.kind == "money"), None)
    if currency is None:
        return mentions
    found = list(mentions)
    shift = 0
    before: Mention | None = None
    for at, mention in enumerate(mentions):
        if mention.kind == "money":
            currency = mention.unit
        elif mention.kind == "count" and mention.counted_span and _is_sum(made, mention):
            shift += 1
            found.insert(at + shift, mention._replace(kind="money", unit=currency))
        elif mention.kind == "count" and mention.unit is None and mention.counted is None and mention.low is not None:
            paid = before is None or before.kind in ("money", "percent") or _apart(made, before, mention)
            meant = mention._replace(kind="money", unit=currency) if paid and mention.low >= MILLION else None
            if meant is None and before is not None and before.kind == "money" and not _apart(made, before, mention):
                meant = _in_units_of(made.annotated.article.text, before, mention)
            if meant is not None:
                shift += 1
                found.insert(at + shift, meant)
                before = meant
                continue
        if mention.unit or mention.counted:
            before = mention
    return found


def _with_parts(made: Index) -> Iterable[Mention]:
    """The mentions, and again as a measure each bare number that is a part of the measure before it in its sentence:
    "500,000 hectares, of which 400,000 in the province"."""
    before: Mention | None = None
    for mention in made.annotated.mentions:
        yield mention
        if (days := mention.low) is not None and mention.unit == DAY and days == mention.high and days and days % THIRTY == 0:
            months = days / THIRTY  # "for 90 days" are three months
            yield mention._replace(unit=MONTH, low=months, high=months, step=None)
        if mention.kind in CARRIED:
            before = mention
        elif mention.unit or mention.kind not in ("count", "date", "name", "position"):
            before = None
        elif before is not None and mention.kind == "count":
            if mention.counted or _apart(made, before, mention):
                before = None
            elif "!part" in made.keys[made.word_at(mention.start) - 1] and mention.low is not None:
                yield mention._replace(kind=before.kind, unit=before.unit)


def _is_sum(made: Index, mention: Mention) -> bool:
    """Whether a figure of millions counts what only money is counted of: "3.8 billion in savings"."""
    if mention.unit or mention.low is None or mention.low < MILLION or mention.counted_span is None:
        return False
    return "!sums" in made.keys[min(made.word_at(mention.counted_span.start), len(made.keys) - 1)]


def in_currency(query: Query, index: Index) -> Query:
    """The claim in the article's currency where it speaks of a sum and names none: "a debt of 35 billion"."""
    expected = query.expected
    if expected is None or expected.kind != "count" or expected.unit or "sums" not in query.cues or (
        expected.low is None or expected.low < MILLION
    ):
        return query
    if expected.counted_span is not None:
        texts = terms.words(expected.counted or "")[:1]
        if not any("!sums" in reading.keys for reading in index.lexicon.read(query.lang, texts)):
            return query
    paid = Counter(m.unit for m in index.annotated.mentions if m.kind == "money" and m.unit)
    if not paid:
        return query
    return _paid(query, paid.most_common(1)[0][0])


@cache
def _paid(query: Query, currency: str | None) -> Query:
    assert query.expected is not None
    expected = query.expected._replace(kind="money", unit=currency)
    return replace(query, expected=expected, question=query.question and _paid(query.question, currency))


def _in_units_of(text: str, before: Mention, bare: Mention) -> Mention | None:
    """A bare number as so many of what the sum before it is counted in, where the two are of one size."""
    written = text[before.start : before.end].strip("$€£¥ ")
    number = (_GROUPED.match(written) if (before.low or 0) >= MILLION else None) or _LEADING.match(written)
    if number is None or before.low is None or not before.low or bare.low is None or bare.high is None:
        return None
    whole = "".join(c for c in number.group(1) if c.isdigit())
    size = Decimal(f"{whole}.{number.group(2) or 0}")
    if not size or not size / ONE_SIZE <= bare.low <= size * ONE_SIZE:
        return None
    scale = before.low / size
    if scale not in SCALES:
        return None
    return bare._replace(
        kind="money", unit=before.unit, low=bare.low * scale, high=bare.high * scale,
        step=None if bare.step is None else bare.step * scale,
    )


def _apart(made: Index, one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in different sentences."""
    last = len(made.sentence_of) - 1
    return made.sentence_of[min(last, made.word_at(one.start))] != made.sentence_of[min(last, made.word_at(other.start))]
