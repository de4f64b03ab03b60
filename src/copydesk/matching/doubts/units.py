"""A claim's number that the article has in another currency, or per another span of time: "671 billion yen", "1,200 euros a
year"."""

from collections.abc import Callable
from dataclasses import replace

from ...annotate import Annotated, annotate
from ...assertions.model import Assertion
from ...findings import Finding
from ...languages import data
from ...mentions import Mention
from ...text import Article
from ...units import rates
from ..judge import digits

LEAST = 2
"""So many digits are not the same by mere chance."""
NOUN_FIRST = "fr"
"""A language that names a currency by its coin first: "dollar canadien"."""


def mistaken(
    finding: Finding, assertion: Assertion, annotated: Annotated, ask: Callable[[Assertion], Finding]
) -> Finding | None:
    """What an article that has nothing on a claim says where the very number is asked for in the unit that it has there."""
    expected = assertion.claim.expected
    if finding.verdict != "not_mentioned" or expected is None or not (expected.kind == "money" or expected.per):
        return None
    if expected.low is None or expected.low != expected.high or digits(expected.low) < LEAST:
        return None
    alike = [m for m in annotated.mentions if m.kind == expected.kind and m.low == m.high == expected.low]
    if any(not _paid_otherwise(mention, expected) and not _told_otherwise(mention, expected) for mention in alike):
        return None
    for mention in alike:
        claim = replace(assertion.claim, expected=expected._replace(unit=mention.unit, per=mention.per))
        other = ask(replace(assertion, claim=claim))
        if other.verdict != "consistent" or other.statement is None or other.statement.mention != mention:
            continue
        if _told_otherwise(mention, expected) or _written(mention, annotated.article):
            return replace(other, assertion=assertion)
    return None


def _paid_otherwise(mention: Mention, expected: Mention) -> bool:
    """Whether two sums are of currencies that nobody calls alike; all dollars may be just that."""
    return mention.kind == "money" and _coin(mention.unit) != _coin(expected.unit)


def _told_otherwise(mention: Mention, expected: Mention) -> bool:
    """Whether two figures of one unit are per another span of time."""
    return mention.unit == expected.unit and mention.per != expected.per and bool(rates(mention.per) and rates(expected.per))


def _coin(currency: str | None) -> str:
    """The noun that a currency has in common with those of other countries: "dollar", "couronne"."""
    names = data(NOUN_FIRST, "currencies").get(currency or "")
    return str(names[0]).partition(" ")[0] if names else currency or ""


def _written(mention: Mention, article: Article) -> bool:
    """Whether the currency of a sum stands beside it, and is not taken over from the sum before."""
    alone = annotate(Article(id="figure", text=article.text[mention.start : mention.end], lang=article.lang)).mentions
    return any(read.unit == mention.unit for read in alone)
