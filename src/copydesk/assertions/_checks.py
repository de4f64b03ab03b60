"""What can be wrong between assertions: one id twice, facts that exclude each other, parts that miss their total."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..errors import Problem
from ..mentions import Mention
from ..periods import Period
from ..text import fold
from ..units import comparable, convert
from ..values import Interval
from ..values import figure as in_words
from .claims import same_fact
from .model import Assertion, Claim

_MOST_PAIRS = 50
"""In a group of assertions about the same thing, each is compared with this many of its successors."""


def check(assertions: Sequence[Assertion]) -> Iterator[Problem]:
    """Every problem between assertions, and between the parts of one."""
    yield from _ids(assertions)
    yield from _claims(assertions)
    yield from _positions(assertions)
    yield from _names(assertions)
    for assertion in assertions:
        if assertion.kind == "total":
            yield from _total(assertion)


def _problem(at: Assertion, what: str, remedy: str) -> Problem:
    return Problem(file=at.place.file, line=at.place.line, column=at.place.column, what=what, remedy=remedy)


def _ids(assertions: Iterable[Assertion]) -> Iterator[Problem]:
    first: dict[str, Assertion] = {}
    for assertion in assertions:
        other = first.setdefault(assertion.id, assertion)
        if other is not assertion:
            yield _problem(assertion, f"the id `{assertion.id}` is taken by {other.place}",
                           "give one of the two an `id` of its own")


def _pairs(groups: Iterable[Sequence[Assertion]]) -> Iterator[tuple[Assertion, Assertion]]:
    for group in groups:
        if len(group) > 1:
            for at, one in enumerate(group):
                yield from ((one, other) for other in group[at + 1:at + 1 + _MOST_PAIRS])


def _overlap(one: Period | None, other: Period | None) -> bool:
    return one is None or other is None or one.meets(other)


def _claims(assertions: Iterable[Assertion]) -> Iterator[Problem]:
    """The same words, the same time, other values."""
    groups: dict[tuple[str, ...], list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        claim = assertion.claim
        if claim.expected is not None:
            groups[same_fact(claim)].append(assertion)
    for one, other in _pairs(group for key, group in groups.items() if key):
        if _overlap(one.valid, other.valid) and _disjoint(one, other):
            yield _problem(
                other, f"{other.claim.text!r} contradicts {one.claim.text!r} at {one.place}",
                "correct one of them, or say with `valid` when each holds",
            )


def _disjoint(one: Assertion, other: Assertion) -> bool:
    a, b = one.claim.expected, other.claim.expected
    assert a is not None and b is not None
    if a.date is not None and b.date is not None:
        try:
            return not Period.parse(a.date).meets(Period.parse(b.date))
        except ValueError:  # a date without its year
            return False
    if a.date is not None or b.date is not None or (a.kind == "ordinal") != (b.kind == "ordinal"):
        return False
    if not comparable(a.unit, b.unit) or a.per != b.per or a.change != b.change:
        return False
    return not _values(a, one.tolerance, a.unit).meets(_values(b, other.tolerance, a.unit))


def _values(figure: Mention, tolerance: Decimal | None, unit: str | None) -> Interval:
    """What a figure stands for in `unit`, widened by the tolerance."""
    written = figure.interval
    low, high = (None if end is None else convert(end, figure.unit, unit) for end in (written.low, written.high))
    share = tolerance or Decimal(0)
    return Interval(
        None if low is None else low - abs(low) * share, None if high is None else high + abs(high) * share,
        written.low_open, written.high_open,
    )


def _positions(assertions: Iterable[Assertion]) -> Iterator[Problem]:
    """One office, two holders on the same days; the day of the handover belongs to both."""
    groups: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        if assertion.kind == "position" and assertion.position:
            groups[fold(assertion.position)].append(assertion)
    for one, other in _pairs(groups.values()):
        if one.shared or other.shared or fold(one.person or "") == fold(other.person or ""):
            continue
        if _overlap(one.valid, other.valid) and not _handover(one.valid, other.valid):
            yield _problem(
                other, f"{other.person} and {one.person} ({one.place}) are both {other.position} at the same time",
                "end one `valid` before the other begins, or write `shared: yes`",
            )


def _handover(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and (
        (one.last is not None and one.last == other.first and one.first != one.last)
        or (other.last is not None and other.last == one.first and other.first != other.last)
    )


def _names(assertions: Iterable[Assertion]) -> Iterator[Problem]:
    """One spelling that belongs to two names."""
    first: dict[str, Assertion] = {}
    for assertion in assertions:
        if assertion.kind != "name" or assertion.name is None:
            continue
        for spelling in (assertion.name, *assertion.also):
            other = first.setdefault(spelling, assertion)
            if other is not assertion:
                yield _problem(assertion, f"{spelling!r} is a spelling of {other.name!r} too ({other.place})",
                               "list it under one of the two")


def _total(assertion: Assertion) -> Iterator[Problem]:
    """Parts must be able to add up to the total, as precisely as all of them are written."""
    total = assertion.claim.expected
    figures = [(part, part.expected) for part in assertion.parts]
    if total is None or not figures or any(figure is None for _, figure in figures):
        return
    ends: list[list[Decimal | None]] = []
    for part, figure in figures:
        assert figure is not None
        if figure.date is not None or total.date is not None or not comparable(figure.unit, total.unit):
            yield _problem(assertion, f"{part.text!r} does not add up with {assertion.claim.text!r}",
                           "write all parts in the total's dimension or currency")
            return
        values = _values(figure, None, total.unit)
        ends.append([values.low, values.high])
    low, high = (None if None in column else sum(column, Decimal(0)) for column in map(list, zip(*ends, strict=True)))
    slack = _rounding(total, [figure for _, figure in figures if figure is not None])
    sums = Interval(None if low is None else low - slack, None if high is None else high + slack)
    if not sums.meets(_values(total, assertion.tolerance, total.unit)):
        written = " + ".join(_figure(part) for part, _ in figures)
        added = _sum([figure for _, figure in figures if figure is not None], total.unit)
        yield _problem(assertion, f"the parts do not add up: {written} is {added}, not {_figure(assertion.claim)}",
                       "correct a part or the total, or allow a `tolerance`")


def _rounding(total: Mention, parts: Sequence[Mention]) -> Decimal:
    """How far a total may be rounded: half its last digit where a part is written more finely, else nothing."""
    def last_digit(figure: Mention) -> Decimal:
        ends = [int(end.as_tuple().exponent) for end in (figure.low, figure.high) if end is not None]
        return convert(Decimal(10) ** min(ends, default=0), figure.unit, total.unit)

    coarse = last_digit(total)
    return coarse / 2 if any(last_digit(part) < coarse for part in parts) else Decimal(0)


def _figure(claim: Claim) -> str:
    assert claim.expected is not None
    return claim.text[claim.expected.start:claim.expected.end]


def _sum(figures: Sequence[Mention], unit: str | None) -> str:
    """The sum of what is written, in the total's unit: "9.4 billion USD", "300 to 350"."""
    ends = []
    for at in ("low", "high"):
        values = [getattr(figure, at) for figure in figures]
        known = [convert(v, figure.unit, unit) for v, figure in zip(values, figures, strict=True) if v is not None]
        ends.append("…" if None in values else in_words(sum(known, Decimal(0))))
    written = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    return f"{written} {unit}" if unit else written
