"""What an assertion is once it has been read. The loader makes these; matching and judging only read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from ..mentions import Mention
from ..periods import Period

Severity = Literal["error", "warning", "info"]
Quoted = Literal["count", "warn"]
"""What a discrepancy is that stands in a quotation or is given to a source: like any other, or a warning at most."""


class Place(NamedTuple):
    """Where something stands in a file; line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence that an assertion rests on: an article's id and a quotation that stands in it, word for word."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the fact comes from."""

    name: str
    url: str | None = None
    on: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim's wording and what the parsers read in it.

    `expected` is the value (a figure or a date), None for names and positions. `lang` is the language it is written in.
    `subject` and `attribute` are given only where the claim's own words will not do (`about:`); otherwise empty, and
    matching takes the claim's remaining words.
    """

    text: str
    lang: str
    expected: Mention | None = None
    mentions: Sequence[Mention] = ()
    subject: Sequence[str] = ()
    attribute: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One curated fact.

    Exactly one of these shapes: a claim with a value (`claim.expected`); a position (`person` holds `position` during
    `valid`; `shared` allows a second holder); a name (`name` with accepted spellings `also`); a total (`claim` is the
    total, `parts` are claims that add up to it).
    `quoted` None leaves it to the settings.
    `tolerance` is a share of the expected value (2% is Decimal("0.02")).
    """

    id: str
    kind: Literal["claim", "position", "name", "total"]
    claim: Claim
    place: Place
    valid: Period | None = None
    tolerance: Decimal | None = None
    severity: Severity = "error"
    quoted: Quoted | None = None
    evidence: Evidence | None = None
    source: Source | None = None
    checked_by: str | None = None
    checked_on: Period | None = None
    note: str | None = None
    topic: str = ""
    person: str | None = None
    position: str | None = None
    shared: bool = False
    name: str | None = None
    also: Sequence[str] = ()
    parts: Sequence[Claim] = ()
