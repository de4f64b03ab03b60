"""From (assertion, annotated article) to a finding: the best linked mention, compared, with the reasons.

The article is on trial and the assertion is the evidence. A false alarm costs more than a miss, so to contradict takes
a much closer tie than to agree: see `CONTRADICT` and the grades of `agree`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..annotate import Annotated
from ..assertions.model import Assertion, Claim
from ..findings import Finding, Statement, Verdict
from ..mentions import Mention
from ..terms import Lexicon
from . import reason as _reason
from .article import index as _index
from .article import told as _tellings
from .article.layout import Index
from .article.sums import in_currency
from .claims import query as _query
from .claims import times as _times
from .claims.bare import claim_assertion
from .doubts import dating as _dating
from .doubts import doubts as _doubts
from .doubts.agree import ALONE, FIRM, agrees, telling
from .doubts.agree import LEAST as LEAST_TO_AGREE
from .doubts.also import belied
from .doubts.nature import aimed
from .doubts.outdone import ROOM, bygone, counts_there, is_part, told_exactly
from .doubts.several import sourced
from .doubts.single import ONLY, SOLE, Judged, Needs, compared, meets, only, sole
from .doubts.sisters import astray
from .judge import Comparison, Value, compare
from .later import Later
from .links import match
from .links.field import Field, Fields
from .links.link import Link
from .others import why

__all__ = ["Finding", "check", "check_all", "claim_assertion"]


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
BOUNDS = frozenset({"more_than", "less_than", "at_least", "at_most"})
HELD = 40
"""How many figures that agree, and how many that do not, are held against each other, best first."""
LITTLE, HALF = 0.1, 0.5
"""A figure that agrees, tied so much less closely and by so many of the claim's words, leaves it open which one is meant."""
EQUALLY = 0.03
"""Within this, two ties are equal, and if they disagree the verdict is unclear."""
Entry = tuple[float, Link, Comparison]
"""A figure that may decide, with how closely it is tied."""


def check(annotated: Annotated, assertion: Assertion, *, lexicon: Lexicon | None = None) -> Finding:
    """What an article says about one assertion."""
    return check_all(annotated, [assertion], lexicon=lexicon)[0]


def check_all(
    annotated: Annotated, assertions: Iterable[Assertion], *, lexicon: Lexicon | None = None
) -> list[Finding]:
    """What an article says about each assertion; the article is laid out once."""
    fields = _laid_out(_Asked(annotated, lexicon))
    return [_check(fields, assertion) for assertion in assertions]


class _Asked:
    """An article and a lexicon as a cache key: the very same ones."""

    __slots__ = ("annotated", "lexicon")

    def __init__(self, annotated: Annotated, lexicon: Lexicon | None) -> None:
        self.annotated, self.lexicon = annotated, lexicon

    def __hash__(self) -> int:
        return hash((id(self.annotated), id(self.lexicon)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.annotated is other.annotated and self.lexicon is other.lexicon


@lru_cache(maxsize=1)
def _laid_out(asked: _Asked) -> Fields:
    """The article laid out; that of the one asked about last is still there when its findings are shown."""
    return Fields(_index.index(asked.annotated, asked.lexicon))


def _check(fields: Fields, assertion: Assertion) -> Finding:
    if assertion.kind == "position":
        from .holders import positions as _positions

        return _positions.check(fields.index, assertion)
    if assertion.kind == "name":
        from .holders import names as _names

        return _names.check(fields.index, assertion)
    if assertion.kind == "total" and assertion.parts:
        return _check_total(fields, assertion)
    finding = _check_value(fields, assertion)
    mentions = fields.index.annotated.mentions
    return belied(finding, assertion, mentions, lambda other: _check_value(fields, other)) or finding


def _check_total(fields: Fields, assertion: Assertion) -> Finding:
    """The total, and every part: whatever of it the article contradicts decides, then what it confirms."""
    whole = _check_value(fields, assertion)
    parts = [_check_value(fields, replace(assertion, kind="claim", claim=part, parts=())) for part in assertion.parts]
    others = whole.others
    for verdict in ("contradicted", "consistent", "unclear"):
        for finding in (whole, *parts):
            if finding.verdict == verdict:
                reason = finding.reason if finding is whole else f"a part of the total: {finding.reason}"
                agreeing = [m for found in (whole, *parts) for m in _stated(found)]
                return replace(finding, assertion=assertion, reason=reason, others=others, agreeing=agreeing)
    return whole


def _check_value(fields: Fields, assertion: Assertion) -> Finding:
    index = fields.index
    article = index.annotated.article
    expected = assertion.claim.expected
    if expected is None:
        return Finding(article=article, assertion=assertion, verdict="not_mentioned", reason="the claim states no value")
    published = index.published
    if assertion.valid and published and not assertion.valid.meets(published):
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned",
            reason=f"the assertion holds for {assertion.valid}, the article is of {published}",
        )
    query = _times.placed(in_currency(_query.of(assertion, index.lexicon), index), index.published)
    within = fields.of(query)
    if within is None:
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned", reason="the article does not speak of it"
        )
    others = _later(index, assertion)
    asked = _dating.asked(query, expected, published)
    judged = _judged(within, asked, assertion.tolerance)
    verdict, link, comparison = _decide(within, asked.mention, judged)
    if link is None or comparison is None:
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned",
            reason="no figure of the article clearly belongs to this claim", others=others,
        )
    return Finding(
        article=article, assertion=assertion, verdict=verdict,
        reason=_reason.reason(
            article.text, link.figure.mention, assertion.claim, comparison, lexicon=index.lexicon,
            other=_against(judged) if verdict == "unclear" and comparison.verdict == "consistent" else None,
        ),
        statement=_statement(index, link, comparison, assertion.claim, asked.mention, verdict), others=others,
        agreeing=[other.figure.mention for other, compared in judged if other is not link and _again(other, compared)],
    )


def _against(judged: Sequence[Judged]) -> Mention | None:
    """The figure, of those that disagree, which is tied most closely."""
    return next((
        link.figure.mention for link, found in judged
        if found is not None and found.verdict == "contradicted" and link.lost is None and not link.miscounted
    ), None)


def _judged(within: Field, asked: Value, tolerance: Decimal | None) -> list[Judged]:
    """The figures that the claim's words tie, best first, and how each compares; none where no figure can decide."""
    index = within.index
    if within.live is None:
        for most, figure in within.candidates:
            comparison = compare(_dating.value(within.query, index, figure, asked), asked, tolerance)
            if comparison and most >= DECIDES[comparison.verdict] and _decides(match.link_of(within, figure), comparison):
                break
        else:
            return []
    judged = [
        (link, compare(_dating.value(within.query, index, link.figure, asked), asked, tolerance)) for link in match.live(within)
    ]
    return judged if any(comparison and _decides(link, comparison) for link, comparison in judged) else []


def _decides(link: Link, comparison: Comparison) -> bool:
    """Whether a figure is tied closely enough to decide something."""
    return link.lost is None and link.score >= DECIDES[comparison.verdict]


def _explained(fields: Fields, assertion: Assertion) -> list[tuple[Mention, str]]:
    """Every comparable mention but the one that decides, and why it does not."""
    index = fields.index
    query = _times.placed(in_currency(_query.of(assertion, index.lexicon), index), index.published)
    within = fields.of(query)
    if within is None or assertion.claim.expected is None:
        return []
    asked, tolerance = _dating.asked(query, assertion.claim.expected, index.published), assertion.tolerance
    judged = [
        (link, compare(_dating.value(query, index, link.figure, asked), asked, tolerance) if match.is_live(link) else None)
        for link in match.links(within)
    ]
    _, winner, _ = _decide(within, asked.mention, [entry for entry in judged if match.is_live(entry[0])])
    same = [link for link, found in judged if link.lost is None and found is not None and found.same]
    return [
        (link.figure.mention, why(within, link, compared, assertion.claim, winner, same))
        for link, compared in judged if link is not winner
    ]


def _later(index: Index, assertion: Assertion) -> Later[tuple[Mention, str]]:
    """`_explained`, when somebody asks, since hardly anybody does. Until then little is kept: an article that another came
    after is laid out anew."""
    annotated, lexicon = index.annotated, index.lexicon
    return Later(lambda: _explained(_laid_out(_Asked(annotated, lexicon)), assertion))


def _again(link: Link, comparison: Comparison | None) -> bool:
    """Whether a mention states the fact again: in the same number, with a word of the claim beside it."""
    if link.lost or link.miscounted or comparison is None:
        return False
    if comparison.verdict != "consistent" or not comparison.same:
        return False
    return meets(link, FIRM.agree) and link.beside > 0


def _stated(finding: Finding) -> list[Mention]:
    """The mentions that a finding rests on, when it agrees."""
    if finding.statement is None or finding.verdict != "consistent":
        return []
    return [finding.statement.mention, *finding.agreeing]


class _Sides(NamedTuple):
    """Figures that may decide, best first: those that agree, those that would do if nothing else decides, and those that
    disagree; those that do so in part, as they come; and some that disagree, however loosely tied."""

    agreeing: list[Entry]
    faint: list[Entry]
    against: list[Entry]
    partly: list[Entry]
    rivals: list[Link]


def _decide(
    within: Field, expected: Mention, judged: Sequence[Judged]
) -> tuple[Verdict, Link | None, Comparison | None]:
    if not judged:
        return "not_mentioned", None, None
    index = within.index
    agreeing, faint, against, partly, rivals = _sides(within, expected, judged)
    outdone = astray(within, [*agreeing, *faint], [link for _, link, _ in against], rivals, judged)
    if outdone:
        agreeing = [entry for entry in agreeing if entry[1] not in outdone]
        faint = [entry for entry in faint if entry[1] not in outdone]
        judged = [entry for entry in judged if entry[0] not in outdone]
    best = max(agreeing, key=_first, default=None)
    worst = next((entry for entry in against if _sound(within, entry[1], expected, judged)), None)
    if best and worst and _dating.better_dated(index, best[1], worst[1], expected):
        return "contradicted", worst[1], worst[2]
    if best and worst and _dating.vaguer(worst[1], expected):
        return "consistent", best[1], best[2]
    if best and worst and (bygone(within, best[1], worst[1]) or told_exactly(best, worst, expected)):
        return "contradicted", worst[1], worst[2]
    if worst and (told := _told(within, judged, worst[1], best)):
        return told
    if best and worst and best[2].same and best[1].called(worst[1]) and (
        not worst[1].tells(best[1]) or sourced(within, best[1].figure)
    ):
        return "consistent", best[1], best[2]
    ahead = _ahead(best[1], best[2], expected) if best else 0.0
    if best and (not worst or best[0] > worst[0] - ahead):
        return "consistent", best[1], best[2]
    if best and worst and ahead > -ROOM and abs(best[0] - worst[0]) <= EQUALLY:
        return "unclear", best[1], best[2]
    if worst and (near := _near(judged, worst[1])):
        return "unclear", *near
    if worst:
        return "contradicted", worst[1], worst[2]
    if partly:
        chosen = max(partly, key=_first)
        against_it = compared(within, chosen[1], expected, {"earlier"}) and match.anchored(within, chosen[1])
        return "contradicted" if against_it and not best else "unclear", chosen[1], chosen[2]
    single = None if best else only(within, expected, judged) or sole(within, expected, judged)
    if single and _sound(within, single[0], expected, judged):
        return "contradicted", *single
    if faint:
        return "consistent", faint[0][1], faint[0][2]
    return "not_mentioned", None, None


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
        and link.beside and link.words >= HALF and worst.score - link.score <= LITTLE
        and not (link.doubted or link.rivalled or link.miscounted)
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
    same = [other for other, found in judged if other.lost is None and found is not None and found.same]
    return _doubts.doubt(within, link, expected, same) is None


def _told(
    within: Field, judged: Sequence[Judged], worst: Link, best: Entry | None
) -> tuple[Verdict, Link | None, Comparison | None] | None:
    """No contradiction where a figure that agrees is told from the other by a rare word of the claim beside it."""
    if best and (is_part(within, best[1], worst) or (
        (best[1].tells(worst) or best[1].sited(worst)) and not worst.tells(best[1])
    ) or (best[2].same and telling(best[1]) and counts_there(best[1], worst))):
        return "consistent", best[1], best[2]
    for link, comparison in judged:
        if link.lost is None and comparison is not None and comparison.verdict == "consistent":
            if best is None and link.score >= (worst.score - CLEARLY if comparison.same else worst.score):
                return "not_mentioned", None, None
            if link.miscounted and all(term.kind == "name" for term in link.own):
                continue
            if link.tells(worst) and not worst.tells(link):
                return "not_mentioned", None, None
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


def _statement(
    index: Index, link: Link, comparison: Comparison, claim: Claim, expected: Mention, verdict: Verdict
) -> Statement:
    figure = link.figure
    if link.told is None:
        ties = sorted(link.ties, key=lambda tie: tie[0])
        link.told = tuple((_reason.tied(index, at, term), term.text) for at, term in ties)
    text = index.annotated.article.text
    quoted, said_by = _tellings.of(index, figure.mention)
    return Statement(
        mention=figure.mention, sentence=index.spans[figure.sentence],
        ties=tuple((span, _reason.written(claim, words)) for span, words in link.told),
        comparison=_reason.compared(text, figure.mention, expected, comparison.relation),
        verdict=verdict, quoted=quoted, said_by=said_by,
    )
