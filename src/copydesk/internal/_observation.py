"""What a check reports."""

from dataclasses import dataclass

from ..text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something that does not fit: where it stands, its words, what is wrong, and what it disagrees with."""

    check: str
    span: Span
    value: str
    what: str
    other: Span | None = None
