"""How a figure is tied to a claim."""

from dataclasses import dataclass, field

from ...text import Span
from ..article.layout import Figure
from ..claims.model import Term


@dataclass(slots=True)
class Link:
    """How a figure is tied to a claim. `words` and `names` are the two parts of `score`; `lost` says why it is out."""

    figure: Figure
    score: float = 0.0
    words: float = 0.0
    names: float = 0.0
    weakest: float = 1.0
    """The tie of the name that is tied least."""
    beside: int = 0
    """How many of the claim's words stand in the figure's own part of the sentence."""
    ties: list[tuple[int, Term]] = field(default_factory=list)
    own: list[Term] = field(default_factory=list)
    """Terms that stand right beside the figure."""
    sites: list[Term] = field(default_factory=list)
    """Places of the claim that stand right beside the figure: "84,000 in the country, 8,000 of them in Paris"."""
    near: list[Term] = field(default_factory=list)
    """Terms that stand in its sentence, and beside no other figure."""
    far: list[Term] = field(default_factory=list)
    """Terms that stand neither in its sentence, nor in the one before, nor in the lead."""

    def tells(self, other: "Link") -> bool:
        """Whether a rare term stands beside this figure that the other's part of its sentence lacks, or a name of the
        claim in its sentence that is nowhere near the other. A part is of what its whole is of."""
        part = "part" in other.figure.cues and other.figure.sentence == self.figure.sentence
        return any(term not in other.near and not (part and term.kind == "word") for term in self.own) or any(
            term.kind == "name" and term in other.far for term in self.near
        )

    def sited(self, other: "Link") -> bool:
        """Whether a place of the claim stands right beside this figure, and not in the other's part of its sentence."""
        return any(term not in other.near for term in self.sites)

    def called(self, other: "Link") -> bool:
        """Whether a name of the claim, no place, stands in this figure's part of its sentence, and none in the other's."""
        return any(term.kind == "name" and term.entity != "place" for term in self.near) and not any(
            term.kind == "name" and term.entity != "place" for term in other.near
        )

    @property
    def unsure(self) -> bool:
        """Whether it may be another figure than the claim's, by what it counts or by what stands beside it."""
        return self.miscounted or self.rivalled or self.doubted

    lost: str | None = None
    misread: bool = False
    """Whether it is out by words beside it, which may bear on something else, and not by its time, unit or place."""
    miscounted: bool = False
    """Whether it counts, by its words, another thing than the claim."""
    rivalled: bool = False
    """Whether another name stands nearer than one of the claim's."""
    doubted: bool = False
    contested: bool = False
    """Whether a rare word of the claim stands far from it beside another, and another such word the other way round."""
    strange: bool | None = None
    """Whether it may well be another figure than the claim's, though its words stand near; None: not asked yet."""
    foreign: bool | None = None
    """Whether it says, by what stands beside it, another thing than the claim's; None: not asked yet."""
    firm: bool | None = None
    """Whether more than one word or name of the claim ties it, and nothing makes it doubtful."""
    told: tuple[tuple[Span, str], ...] | None = None
    """The words of the article that tie it, with those of the claim that they answer, once asked for."""
    doubt: str | None = None
    """What speaks against a contradiction, whatever number the claim asserts; empty: nothing. None: not asked yet."""
