"""A claim's number that is a figure's but for a slip of the pen: digits in another order, another digit, another
scale or unit; or what its own sentence says was true before."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

from ...mentions import Mention
from ...units import convert
from ..claims.model import GENERIC
from ..judge import LOWER, Comparison, digits_of
from ..links.field import Field
from ..links.link import Link
from ..links.match import anchored, unlike
from . import misdated
from .single import Judged, compared

BEFORE = frozenset({"earlier", "prior"})
"""Cues of figures that were true before."""
CHANCE = 0.012
"""How often a number may be so like another by mere chance: two digits in another order, or the same two at another scale."""
CHANCES = 0.1
"""How often one of the figures that may answer the claim may be."""
DOUBTED = 0.3
"""The same where nothing else speaks against the figure."""
LEAST, LEAST_OF_WORDS = 0.4, 0.35
"""How closely the claim must tie it, at least, and how closely its words."""
LEAST_OF_NAMED, NAMED = 0.15, 0.75
"""How closely its words, where its names tie the figure so closely and nothing speaks against it."""
LACKING, MOST = 0.4, 0.6
"""How much of what the claim speaks of the article may lack, and may where hardly any number is so like."""
TIES = 2
"""How many words tie it then, at least."""
NOUNS = frozenset({"decade", "100.a"})
"""Units that are nouns, told without a number: "a decade" is no slip for "twelve months"."""
SCALES = frozenset({1, 3, 6, 9})
"""How many noughts a number may have too many or too few: one, or those of a scale word."""
LONGEST = 15
"""How many digits a number has that somebody may mistake for another."""
UNIQUE = 0.004
"""How seldom a number must be so like, to be the one meant whatever it counts."""


def slipped(within: Field, expected: Mention, judged: Sequence[Judged]) -> Iterator[tuple[Link, Comparison, bool]]:
    """The figures that a claim's number is but for a slip, the closest tied first, and whether that is sure whatever speaks
    against them; none where the article has the number itself."""
    if expected.kind == "date":
        yield from _misdated(within, expected, judged)
        return
    lacking = _lacking(within)
    if expected.modifier == "range" or lacking > MOST or any(_same(one.mention, expected) for one in within.figures):
        return
    for link, comparison in judged:
        if comparison is None or comparison.verdict != "contradicted" or link.lost or not _tied(link) or unlike(within, link):
            continue
        chance = likeness(link.figure.mention, expected)
        if chance is None or chance > (UNIQUE if link.miscounted or lacking > LACKING else CHANCE):
            continue
        if lacking > LACKING and len({at for at, _ in link.ties}) < TIES:
            continue
        chances = chance * sum(1 for other, _ in judged if not other.lost and not other.miscounted and _tied(other))
        if chances <= DOUBTED:
            yield link, comparison, chances <= CHANCES and link.words >= LEAST_OF_WORDS


def superseded(within: Field, expected: Mention, judged: Sequence[Judged]) -> Iterator[tuple[Link, Comparison]]:
    """The figures that their sentence compares with the claim's number, which was true before: "186 million pounds, against 211
    million a year earlier"."""
    if not BEFORE.isdisjoint(within.query.cues) or _lacking(within) > LACKING:
        return
    for link, comparison in judged:
        if (
            comparison is not None and comparison.verdict == "contradicted" and not link.lost and not link.miscounted
            and BEFORE.isdisjoint(link.figure.cues) and _tied(link) and anchored(within, link)
            and compared(within, link, expected, BEFORE)
        ):
            yield link, comparison


def _misdated(
    within: Field, expected: Mention, judged: Sequence[Judged]
) -> Iterator[tuple[Link, Comparison, bool]]:
    """`slipped`, of dates."""
    if _lacking(within) > LACKING or misdated.stands(within, expected):
        return
    for link, comparison in judged:
        if comparison is None or comparison.verdict != "contradicted" or link.lost or link.score < LEAST or not link.ties:
            continue
        chances = misdated.chances(within, link.figure, expected)
        if chances is not None and chances <= DOUBTED:
            yield link, comparison, chances <= CHANCES


def is_slip(mention: Mention, expected: Mention, comparison: Comparison) -> bool:
    """Whether a claim's number may be a figure's but for a slip."""
    if comparison.verdict != "contradicted":
        return False
    if expected.kind == "date":
        return misdated.likeness(mention.date or "", expected.date or "") is not None
    chance = likeness(mention, expected)
    return chance is not None and chance <= CHANCE


def _lacking(within: Field) -> float:
    """How much of what the claim speaks of the article lacks; all where it lacks what the claim names."""
    terms = [*within.names, *within.words]
    lacking = [wanted for wanted in terms if not wanted.places.anything()]
    if any(wanted.term.initial or wanted.term.kind == "name" for wanted in lacking):
        return 1.0
    return sum(wanted.term.weight for wanted in lacking) / sum(wanted.term.weight for wanted in terms)


def _tied(link: Link) -> bool:
    if link.score < LEAST or link.words < (LEAST_OF_NAMED if link.weakest >= NAMED else LEAST_OF_WORDS):
        return False
    return any(
        term.weight > GENERIC and term.kind == "word" for _, term in link.ties
    )


def _same(mention: Mention, expected: Mention) -> bool:
    return mention.unit == expected.unit and _number(mention) == _number(expected)


def likeness(mention: Mention, expected: Mention) -> float | None:
    """Which share of all numbers would be as like an asserted one, that is not the same; None where they are not alike."""
    got, asked = _number(mention), _number(expected)
    if not got or not asked or max(len(digits_of(got)), len(digits_of(asked))) > LONGEST:
        return None
    if mention.unit != expected.unit:
        if got == asked:
            return _share(len(digits_of(asked)), 1)
        if mention.unit in NOUNS or expected.unit in NOUNS:
            return None
        got = abs(convert(got, mention.unit, expected.unit))
        if abs(got.adjusted() - asked.adjusted()) > 1:
            return None
    return min(
        (share for written in _as_written(got, asked, mention, expected) if (share := _alike(written, asked)) is not None),
        default=None,
    )


def _number(mention: Mention) -> Decimal | None:
    if mention.low is not None and mention.high is not None and mention.low != mention.high:
        return None
    number = mention.low if mention.low is not None else mention.high
    return abs(number) if number is not None else None


def _as_written(got: Decimal, asked: Decimal, mention: Mention, expected: Mention) -> Iterator[Decimal]:
    """A number as it stands, and as it reads with as many digits as the asserted one has."""
    yield got
    count = len(digits_of(asked))
    if len(digits_of(got)) > count >= 2 and (mention.unit != expected.unit or expected.modifier != "exact"):
        last = Decimal(1).scaleb(got.adjusted() - count + 1)
        yield got.quantize(last, ROUND_DOWN if expected.modifier in LOWER else ROUND_HALF_EVEN)


def _alike(one: Decimal, other: Decimal) -> float | None:
    mine, theirs = digits_of(one), digits_of(other)
    if mine == theirs:
        return _share(len(mine), 1) if abs(one.adjusted() - other.adjusted()) in SCALES else None
    if one.adjusted() == other.adjusted():
        if len(mine) != len(theirs) and not (_is_whole(one) and _is_whole(other)):
            return None
        length = max(len(mine), len(theirs))
        mine, theirs = (digits + (0,) * (length - len(digits)) for digits in (mine, theirs))
        differing = [at for at in range(length) if mine[at] != theirs[at]]
        if len(differing) == 1:
            return _share(length, 9 * length)
        if len(differing) == 2 and sorted(mine) == sorted(theirs):
            return _share(length, length * (length - 1) // 2)
        return None
    if abs(one.adjusted() - other.adjusted()) != 1 or not (_is_whole(one) and _is_whole(other)):
        return None
    shorter, longer = sorted((mine, theirs), key=len)
    if len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1:] == shorter for at in range(len(longer))):
        return _share(len(longer), 9 * len(longer))
    return None


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _share(length: int, like: int) -> float:
    """The share of numbers of so many digits that so many are."""
    return like / (9 * 10.0 ** (length - 1))
