"""The other numbers of a claim: "24 planes for 5.2 billion euros" is wrong too where the sum is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ...assertions.model import Assertion
from ...findings import Finding
from ...mentions import Mention
from ..judge import judge

KINDS = frozenset({"money", "percent", "count", "length", "area", "mass"})
"""What a second number of a claim may be that is held against the article."""


def belied(
    finding: Finding, assertion: Assertion, mentions: Sequence[Mention], ask: Callable[[Assertion], Finding]
) -> Finding | None:
    """What speaks against another number of a claim whose value agrees: the article has that number nowhere, and another
    in the very sentence that agrees."""
    claim = assertion.claim
    if finding.verdict != "consistent" or finding.statement is None or claim.subject or claim.attribute:
        return None
    expected = claim.expected
    for mention in claim.mentions:
        if mention.kind not in KINDS or mention.low is None or mention.low != mention.high or mention == expected:
            continue
        if expected is not None and mention.start < expected.end and expected.start < mention.end:
            continue
        other = ask(replace(assertion, claim=replace(claim, expected=mention)))
        if other.verdict != "contradicted" or other.statement is None:
            continue
        if other.statement.sentence == finding.statement.sentence and not _said(mention, mentions):
            return replace(other, assertion=assertion)
    return None


def _said(asked: Mention, mentions: Iterable[Mention]) -> bool:
    """Whether a number stands anywhere."""
    return any(
        (compared := judge(mention, asked)) is not None and compared.verdict == "consistent" for mention in mentions
        if mention.kind not in ("date", "name", "position")
    )
