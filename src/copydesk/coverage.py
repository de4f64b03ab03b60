"""Fact coverage: the share of an article's figures that some assertion speaks about."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .annotate import Annotated

_NO_FIGURE = ("date", "ordinal", "position", "name")


def figures(annotated: Annotated) -> list[tuple[int, int]]:
    """The places of the article's figures; dates, ordinals, positions and names are none, nor are vague plurals."""
    return [
        (m.start, m.end) for m in annotated.mentions
        if m.kind not in _NO_FIGURE and (m.low is not None or m.high is not None)
    ]


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
