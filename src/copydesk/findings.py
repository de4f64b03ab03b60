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
    `quoted`: it stands in a quotation; `said_by`: the words that give it to somebody ("selon la police").
    """

    mention: Mention
    sentence: Span
    ties: Sequence[tuple[Span, str]] = ()
    comparison: str = ""
    verdict: Verdict = "unclear"
    quoted: bool = False
    said_by: Span | None = None

    @property
    def reported(self) -> bool:
        """Whether the article does not say it in its own words: it quotes, or names who says so."""
        return self.quoted or self.said_by is not None


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

    @property
    def told(self) -> str:
        """How the article tells what decided: `in a quotation`, `attributed: “selon la police”`; empty in its own words."""
        statement = self.statement
        if statement is None:
            return ""
        parts = ["in a quotation"] if statement.quoted else []
        if statement.said_by is not None:
            parts.append(f"attributed: “{' '.join(self.article.text[slice(*statement.said_by)].split())}”")
        return ", ".join(parts)
