"""The verdict on a claim, from the figures that its words tie: which agree, which disagree, and which of them is meant."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ..findings import Verdict
from ..mentions import Mention
from .claims.asked import BOUNDS
from .doubts import dating as _dating
from .doubts import doubts as _doubts
from .doubts import misdated
from .doubts.agree import ALONE, FIRM, agrees, foremost, telling
from .doubts.agree import LEAST as LEAST_TO_AGREE
from .doubts.nature import aimed
from .doubts.outdone import ROOM, bygone, counts_there, is_part, told_exactly
from .doubts.several import sourced, told_otherwise
from .doubts.single import ONLY, SOLE, Judged, Needs, compared, meets, only, sole
from .doubts.sisters import astray
from .doubts.slips import is_slip, slipped, superseded
from .judge import Comparison, Value, compare
from .links import match
from .links.field import Field
from .links.link import Link

CONTRADICT = (
    (3, Needs(0.66, 0.45, 0.5)),
    (12, Needs(0.72, 0.5, 0.6)),
    (100, Needs(0.86, 0.85, 0.8)),
    (None, Needs(2, 2, 2)),
)
"""To say that the article is wrong. The more one number exceeds the other (3 times, 12 times, 100 times; beyond that
never), the closer the tie must be: two numbers that are so unlike hardly speak of one thing."""
CLOSE = Needs(0.62, 0.42, 0.7)
"""The same where several words of the claim stand right beside the figure."""
LOOSEST = min(CLOSE.score, *(needs.score for _, needs in CONTRADICT))
CLEARLY = 0.05
"""How much closer a disagreeing mention must be tied than an agreeing one to beat it."""
DECIDES: dict[Verdict, float] = {
    "consistent": LEAST_TO_AGREE - CLEARLY,
    "contradicted": min(CLOSE.score, ONLY.score, SOLE.score, *(needs.score for _, needs in CONTRADICT)),
    "unclear": CONTRADICT[0][1].score,
}
"""A tie that is looser than this cannot decide anything, whatever the mention says."""
HELD = 40
"""How many figures that agree, and how many that do not, are held against each other, best first."""
LITTLE = 0.1
"""A figure that agrees, tied so much less closely than one that does not, leaves it open which one is meant."""
MOST = 0.5
"""How many of the claim's words must tie it then, at least."""
EQUALLY = 0.03
"""Within this, two ties are equal, and if they disagree the verdict is unclear."""
SLIP, OUTDATED = "the two are alike: perhaps a slip", "that was true before, by the same sentence"
"""What a claim's number is mistaken for."""
MISDATED = "of another year: perhaps a slip"
"""What is wrong with a claim that has the article's number."""
OF_YEAR = Needs(0.8, 0.75, 0.7)
"""How closely a figure is tied that says what a claim does and is of another year."""
Entry = tuple[float, Link, Comparison]
"""A figure that may decide, with how closely it is tied."""


def weigh(within: Field, asked: Value, tolerance: Decimal | None) -> list[Judged]:
    """The figures that the claim's words tie, best first, and how each compares; none where no figure can decide."""
    index = within.index
    if within.live is None:
        for most, figure in within.candidates:
            comparison = compare(_dating.value(within.query, index, figure, asked), asked, tolerance)
            if comparison and (most >= DECIDES[comparison.verdict] or is_slip(figure.mention, asked.mention, comparison)) and (
                _decides(match.link_of(within, figure), comparison, asked.mention)
            ):
                break
        else:
            return []
    judged = [
        (link, compare(_dating.value(within.query, index, link.figure, asked), asked, tolerance)) for link in match.live(within)
    ]
    return judged if any(comparison and _decides(link, comparison, asked.mention) for link, comparison in judged) else []


def _decides(link: Link, comparison: Comparison, expected: Mention) -> bool:
    """Whether a figure is tied closely enough to decide something."""
    return link.lost is None and (
        link.score >= DECIDES[comparison.verdict] or is_slip(link.figure.mention, expected, comparison)
    )


class _Sides(NamedTuple):
    """Figures that may decide, best first: those that agree, those that would do if nothing else decides, and those that
    disagree; those that do so in part, as they come; and some that disagree, however loosely tied."""

    agreeing: list[Entry]
    faint: list[Entry]
    against: list[Entry]
    partly: list[Entry]
    rivals: list[Link]


class Decision(NamedTuple):
    """A verdict, the figure that gives it, how it compares; the one that it is unclear against; and what the claim's number is
    mistaken for, where that decides."""

    verdict: Verdict
    link: Link | None = None
    comparison: Comparison | None = None
    other: Link | None = None
    mistake: str = ""


def decide(within: Field, expected: Mention, judged: Sequence[Judged]) -> Decision:
    """The verdict that the figures of a claim give."""
    if not judged:
        return _misdated(within, expected)
    index = within.index
    agreeing, faint, against, partly, rivals = _sides(within, expected, judged)
    outdone = astray(within, [*agreeing, *faint], [link for _, link, _ in against], rivals, judged)
    if outdone:
        agreeing = [entry for entry in agreeing if entry[1] not in outdone]
        faint = [entry for entry in faint if entry[1] not in outdone]
        judged = [entry for entry in judged if entry[0] not in outdone]
    best = max(agreeing, key=_first, default=None)
    worst = next((entry for entry in against if _sound(within, entry[1], expected, judged)), None)
    if not best and not faint and (others := told_otherwise(within, Value(expected))):
        return Decision("contradicted", *others)
    if best and worst and _dating.better_dated(index, best[1], worst[1], expected):
        return Decision("contradicted", worst[1], worst[2])
    if best and worst and _dating.vaguer(worst[1], expected):
        return Decision("consistent", best[1], best[2])
    if best and worst and (bygone(within, best[1], worst[1]) or told_exactly(best, worst, expected)):
        return Decision("contradicted", worst[1], worst[2])
    if worst and (told := _told(within, judged, worst[1], best)):
        return told
    if best and worst and best[2].same and best[1].called(worst[1]) and (
        not worst[1].tells(best[1]) or sourced(within, best[1].figure)
    ):
        return Decision("consistent", best[1], best[2])
    ahead = _ahead(best[1], best[2], expected) if best else 0.0
    if best and (not worst or best[0] > worst[0] - ahead):
        return Decision("consistent", best[1], best[2])
    if best and worst and ahead > -ROOM and abs(best[0] - worst[0]) <= EQUALLY:
        return Decision("unclear", best[1], best[2], worst[1])
    if worst and (near := _near(judged, worst[1])):
        return Decision("unclear", *near, worst[1])
    if worst:
        return Decision("contradicted", worst[1], worst[2])
    if partly:
        chosen = max(partly, key=_first)
        against_it = compared(within, chosen[1], expected, {"earlier"}) and match.anchored(within, chosen[1])
        return Decision("contradicted" if against_it and not best else "unclear", chosen[1], chosen[2])
    single = None if best else only(within, expected, judged) or sole(within, expected, judged)
    if single and _sound(within, single[0], expected, judged):
        return Decision("contradicted", *single)
    if not best and not faint and (mistaken := _mistaken(within, expected, judged)):
        return mistaken
    if faint:
        return Decision("consistent", faint[0][1], faint[0][2])
    if first := foremost(judged, expected):
        return Decision("consistent", *first)
    return _misdated(within, expected)


def _misdated(within: Field, expected: Mention) -> Decision:
    """No verdict, unless a figure that says what the claim does, and is tied by all of it, is of a year that the claim's may be
    a slip for."""
    if expected.kind == "date" or within.query.period is None:
        return Decision("not_mentioned")
    asked = Value(expected)
    for _, figure in within.candidates:
        comparison = compare(Value(figure.mention), asked, None)
        if comparison is None or not comparison.same or not misdated.of_slipped_year(within, figure):
            continue
        link = match.tied(within, figure)
        if link.beside and meets(link, OF_YEAR) and link.weakest >= OF_YEAR.names and not link.rivalled:
            return Decision("contradicted", link, comparison._replace(verdict="contradicted"), mistake=MISDATED)
    return Decision("not_mentioned")


def _mistaken(within: Field, expected: Mention, judged: Sequence[Judged]) -> Decision | None:
    """A figure that the claim's number is mistaken for: by a slip, or as what its own sentence says was true before."""
    for link, comparison, sure in slipped(within, expected, judged):
        if sure or _sound(within, link, expected, judged):
            return Decision("contradicted", link, comparison, mistake=SLIP)
    for link, comparison in superseded(within, expected, judged):
        if _doubt(within, link, expected, judged) in (None, _doubts.LACKS, _doubts.BESIDE_ASKED):
            return Decision("contradicted", link, comparison, mistake=OUTDATED)
    return None


def _sides(within: Field, expected: Mention, judged: Sequence[Judged]) -> _Sides:
    """The figures that are tied closely enough to decide something, by what they say."""
    index = within.index
    sides = _Sides([], [], [], [], [])
    for link, comparison in judged:
        if link.lost or comparison is None:
            continue
        if comparison.verdict == "consistent":
            if comparison.same and _dating.relative(index, link) and not (link.beside and link.weakest >= _dating.SURE):
                comparison = comparison._replace(same=False)
            entry = (link.score - CLEARLY if link.miscounted else link.score, link, comparison)
            if not comparison.same and aimed(within, link.figure):
                continue
            if agrees(link, comparison, expected, FIRM):
                sides.agreeing.append(entry)
            elif agrees(link, comparison, expected, ALONE):
                sides.faint.append(entry)
        elif link.miscounted:
            continue
        elif comparison.verdict == "contradicted":
            if not link.rivalled and len(sides.rivals) < HELD:
                sides.rivals.append(link)
            if match.anchored(within, link) and _contradicts(link, comparison) and _dating.exact_enough(index, link, expected):
                sides.against.append((link.score, link, comparison))
        elif meets(link, CONTRADICT[0][1]) and (comparison.numbers is None or _contradicts(link, comparison)):
            sides.partly.append((link.score, link, comparison))
    for entries in (sides.agreeing, sides.against, sides.faint):
        entries.sort(key=_first, reverse=True)
        del entries[HELD:]
    return sides


def _near(judged: Sequence[Judged], worst: Link) -> tuple[Link, Comparison] | None:
    """A figure of another sentence that says what the claim does, to which nothing objects, and which is tied little less
    closely."""
    return next((
        (link, comparison) for link, comparison in judged
        if comparison is not None and comparison.same and comparison.verdict == "consistent" and link.lost is None
        and link.figure.sentence != worst.figure.sentence
        and link.beside and link.words >= MOST and worst.score - link.score <= LITTLE
        and not link.unsure
    ), None)


def _ahead(link: Link, comparison: Comparison, expected: Mention) -> float:
    """By how much a figure that disagrees must be tied more closely than one that agrees; negative: it may be tied less.

    "More than 10,000" leaves room for what the exact figure of the same article does not.
    """
    if comparison.same:
        return CLEARLY
    return -ROOM if expected.modifier == "exact" and link.figure.mention.modifier in BOUNDS else -CLEARLY


def _sound(within: Field, link: Link, expected: Mention, judged: Sequence[Judged]) -> bool:
    """Whether nothing speaks against a contradiction."""
    return _doubt(within, link, expected, judged) is None


def _doubt(within: Field, link: Link, expected: Mention, judged: Sequence[Judged]) -> str | None:
    same = [other for other, found in judged if other.lost is None and found is not None and found.same]
    return _doubts.doubt(within, link, expected, same)


def _told(
    within: Field, judged: Sequence[Judged], worst: Link, best: Entry | None
) -> Decision | None:
    """No contradiction where a figure that agrees is told from the other by a rare word of the claim beside it."""
    if best and (is_part(within, best[1], worst) or (
        (best[1].tells(worst) or best[1].sited(worst)) and not worst.tells(best[1])
    ) or (best[2].same and telling(best[1]) and counts_there(best[1], worst))):
        return Decision("consistent", best[1], best[2])
    for link, comparison in judged:
        if link.lost is None and comparison is not None and comparison.verdict == "consistent":
            if best is None and link.score >= (worst.score - CLEARLY if comparison.same else worst.score):
                return Decision("not_mentioned")
            if link.miscounted and all(term.kind == "name" for term in link.own):
                continue
            if link.tells(worst) and not worst.tells(link) and not (within.query.aged and link.rivalled):
                return Decision("not_mentioned")
    return None


def _first(entry: Entry) -> float:
    return entry[0]


def _contradicts(link: Link, comparison: Comparison) -> bool:
    """Whether a mention that disagrees is tied closely enough to say so."""
    if link.score < LOOSEST or (link.rivalled and link.weakest <= match.RIVAL):
        return False
    apart = comparison.apart
    needs = next(needs for times, needs in CONTRADICT if times is None or apart <= times)
    if link.beside > 1 and needs is CONTRADICT[0][1] and link.weakest >= CLOSE.names and meets(link, CLOSE):
        return True
    return meets(link, needs) and link.weakest >= needs.names
