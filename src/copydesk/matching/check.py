"""From (assertion, annotated article) to a finding: the best linked mention, compared, with the reasons.

The article is on trial and the assertion is the evidence. A false alarm costs more than a miss, so to contradict takes
a much closer tie than to agree: see `CONTRADICT` and the grades of `agree`.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

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
from .claims.model import Query
from .decision import decide, weigh
from .doubts import dating as _dating
from .doubts.agree import FIRM
from .doubts.also import belied
from .doubts.single import meets
from .doubts.units import mistaken
from .judge import Comparison, compare
from .later import Later
from .links import match
from .links.field import Fields
from .links.link import Link
from .others import why

UNIT = "the number is the same, the unit is not: perhaps a slip"

__all__ = ["Finding", "check", "check_all", "claim_assertion"]


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
    annotated = fields.index.annotated

    def ask(other: Assertion) -> Finding:
        return _check_value(fields, other)

    if told := mistaken(finding, assertion, annotated, ask):
        return _contradicting(told, fields.index.lexicon)
    return belied(finding, assertion, annotated.mentions, ask) or finding


def _contradicting(finding: Finding, lexicon: Lexicon) -> Finding:
    """A finding that agrees but for the unit."""
    article, claim, statement = finding.article, finding.assertion.claim, finding.statement
    assert claim.expected is not None and statement is not None
    apart = Comparison("contradicted", "disjoint")
    return replace(
        finding, verdict="contradicted", agreeing=[],
        reason=_reason.reason(article.text, statement.mention, claim, apart, lexicon=lexicon, mistake=UNIT),
        statement=replace(
            statement, verdict="contradicted",
            comparison=_reason.compared(article.text, statement.mention, claim.expected, apart.relation),
        ),
    )


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
    query = _asks(assertion, index)
    within = fields.of(query)
    if within is None:
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned", reason="the article does not speak of it"
        )
    others = _later(index, assertion)
    asked = _dating.asked(query, expected, published)
    judged = weigh(within, asked, assertion.tolerance)
    verdict, link, comparison, other, mistake = decide(within, asked.mention, judged)
    if link is None or comparison is None:
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned",
            reason="no figure of the article clearly belongs to this claim", others=others,
        )
    return Finding(
        article=article, assertion=assertion, verdict=verdict,
        reason=_reason.reason(
            article.text, link.figure.mention, assertion.claim, comparison, lexicon=index.lexicon,
            other=other.figure.mention if other else None, mistake=mistake,
        ),
        statement=_statement(index, link, comparison, assertion.claim, asked.mention, verdict), others=others,
        agreeing=[again.figure.mention for again, compared in judged if again is not link and _again(again, compared)],
    )


def _asks(assertion: Assertion, index: Index) -> Query:
    """What an assertion asks of an article."""
    query = in_currency(_query.of(assertion, index.lexicon), index)
    return _times.placed(query, index.published, (day for days in index.dates.values() for _, day in days))


def _explained(fields: Fields, assertion: Assertion) -> list[tuple[Mention, str]]:
    """Every comparable mention but the one that decides, and why it does not."""
    index = fields.index
    query = _asks(assertion, index)
    within = fields.of(query)
    if within is None or assertion.claim.expected is None:
        return []
    asked, tolerance = _dating.asked(query, assertion.claim.expected, index.published), assertion.tolerance
    judged = [
        (link, compare(_dating.value(query, index, link.figure, asked), asked, tolerance) if match.is_live(link) else None)
        for link in match.links(within)
    ]
    winner = decide(within, asked.mention, [entry for entry in judged if match.is_live(entry[0])]).link
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
