"""Fact coverage: the share of an article's figures that some assertion speaks about."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .annotate import Annotated
from .check import check_all
from .findings import Finding
from .judge import judge
from .mentions import Mention
from .terms import Lexicon, simple

_NO_FIGURE = ("date", "ordinal", "position", "name")
_TIED = "tied"
"""What `check` says of every mention that was tied to the claim, though another one decided."""


def figures(annotated: Annotated) -> list[tuple[int, int]]:
    """The places of the article's figures; dates, ordinals, positions and names are none, nor are vague plurals."""
    return [
        (m.start, m.end) for m in annotated.mentions
        if m.kind not in _NO_FIGURE and (m.low is not None or m.high is not None)
    ]


def covered(annotated: Annotated, finding: Finding, lexicon: Lexicon | None = None) -> list[int]:
    """Where the figures begin that a finding answers for: the one that decided, those that say the same of the same
    thing, and of a total its parts."""
    here = {start for start, _ in figures(annotated)}
    assertion = finding.assertion
    found = _answering(finding)
    if assertion.kind == "total" and assertion.parts:
        whole = replace(assertion, kind="claim", parts=())
        claims = [replace(whole, claim=claim) for claim in (assertion.claim, *assertion.parts)]
        for part in check_all(annotated, claims, lexicon=lexicon):
            found |= _answering(part)
    return sorted(found & here)


def _answering(finding: Finding) -> set[int]:
    """Where the mentions stand that state what the assertion is about."""
    if finding.statement is None:
        return set()
    decided = finding.statement.mention
    found = {decided.start}
    if finding.verdict == "consistent":
        found.update(m.start for m, why in finding.others if _TIED in why and _agrees(m, decided, finding))
    return found


def _agrees(mention: Mention, decided: Mention, finding: Finding) -> bool:
    """Whether another mention gives the asserted number of the same thing."""
    wanted = finding.assertion.claim.expected
    compared = judge(mention, wanted, finding.assertion.tolerance) if wanted else None
    if compared is None or compared.verdict != "consistent" or not compared.same:
        return False
    return _things(mention) == _things(decided) or not (mention.counted and decided.counted)


def _things(mention: Mention) -> list[str]:
    """What is counted, as it can be compared: its words without the last letter of a plural."""
    return [simple(word).rstrip("sx") for word in (mention.counted or "").split()]


@dataclass(slots=True)
class Coverage:
    """How many of each article's figures were answered for, gathered finding by finding."""

    figures: dict[str, int] = field(default_factory=dict)
    covered: dict[str, set[int]] = field(default_factory=dict)

    def add(self, article: str, total: int, starts: Iterable[int]) -> None:
        """Take in one check of an article that has `total` figures; `starts` are the figures it spoke about."""
        self.figures[article] = total
        self.covered.setdefault(article, set()).update(starts)

    def of(self, article: str) -> tuple[int, int]:
        """Figures covered and figures there are."""
        total = self.figures.get(article, 0)
        return min(len(self.covered.get(article, ())), total), total

    def all(self) -> tuple[int, int]:
        """The same over every article."""
        pairs = [self.of(article) for article in self.figures]
        return sum(covered for covered, _ in pairs), sum(total for _, total in pairs)

    def share(self) -> float | None:
        """Per cent of all figures that are covered; None when there are no figures."""
        covered, total = self.all()
        return 100 * covered / total if total else None
