"""Fact coverage: the share of an article's figures that some assertion speaks about."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .annotate import Annotated
from .findings import Finding

_NO_FIGURE = ("date", "ordinal", "position", "name")


def figures(annotated: Annotated) -> list[tuple[int, int]]:
    """The places of the article's figures; dates, ordinals, positions and names are none, nor are vague plurals."""
    return [
        (m.start, m.end) for m in annotated.mentions
        if m.kind not in _NO_FIGURE and (m.low is not None or m.high is not None)
    ]


def covered(annotated: Annotated, finding: Finding) -> list[int]:
    """Where the figures begin that a finding answers for: the one that decided, and those that say the same."""
    if finding.statement is None:
        return []
    found = {m.start for m in (finding.statement.mention, *finding.agreeing)}
    return [start for start, _ in figures(annotated) if start in found]


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
