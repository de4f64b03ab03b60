"""What came out: article + assertion + verdict + statements + reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .assertions.model import Assertion
from .mentions import Mention
from .text import Article, Span

Verdict = Literal["consistent", "contradicted", "not_mentioned", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an article says about an assertion: the mention that answers it, and why it does.

    `ties` are the words of the article that linked the mention to the assertion, with the claim word each answers.
    `comparison` is one line an editor can read: "500 km against 300 km: no value in common".
    """

    mention: Mention
    sentence: Span
    ties: Sequence[tuple[Span, str]] = ()
    comparison: str = ""
    verdict: Verdict = "unclear"
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The verdict on one assertion in one article, with everything needed to explain it.

    `statement` is the one that decided, `others` the ones considered and why each lost (one line each). `agreeing` are
    those of the others that say the same as well: the fact stated again, the parts of a total.
    """

    article: Article
    assertion: Assertion
    verdict: Verdict
    reason: str
    statement: Statement | None = None
    others: Sequence[tuple[Mention, str]] = ()
    agreeing: Sequence[Mention] = ()
