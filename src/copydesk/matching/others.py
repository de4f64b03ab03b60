"""Why a figure that was considered did not decide, in words that an editor reads."""

from collections.abc import Iterable

from ..assertions.model import Claim
from .claims.model import GENERIC, Term
from .doubts.doubts import doubt
from .judge import Comparison
from .links.counting import ELSE
from .links.field import LEAST, Field
from .links.link import Link
from .reason import written

NAMED = 3
"""So many words of a claim are named as far from a figure."""


def why(
    within: Field, link: Link, comparison: Comparison | None, claim: Claim, winner: Link | None, agreeing: Iterable[Link]
) -> str:
    """Why a figure did not decide. `winner`: the one that did; `agreeing`: those that say what the claim says."""
    if link.lost or link.miscounted:
        return _counted(within, link) if link.miscounted or link.lost == ELSE else str(link.lost)
    if comparison is None and link.score >= LEAST:
        return "cannot be compared"
    far = [term for term in _telling(within) if term not in link.near and (winner is None or term in winner.near)]
    disagrees = comparison is not None and comparison.verdict == "contradicted"
    if disagrees and claim.expected is not None and not (winner and far):
        against = doubt(within, link, claim.expected, agreeing)
        if against:
            return against
    if winner is not None and link.score > winner.score:
        return "may be another figure" if disagrees else "says it less exactly"
    stands = "stands farther from" if winner else "stands too far from"
    if not far:
        return f"{stands} the claim's words"
    words = [f"“{written(claim, term.text)}”" for term in far[:NAMED]]
    return f"{stands} {', '.join(words[:-1])}{' and ' if words[:-1] else ''}{words[-1]}"


def _counted(within: Field, link: Link) -> str:
    """What it counts, by the article's words."""
    counted = link.figure.counted
    words = " ".join(within.index.text(*counted).split()) if counted else ""
    return f"{ELSE} (“{words}”)" if words else ELSE


def _telling(within: Field) -> list[Term]:
    """The terms of a claim that say something."""
    return [term for term in within.query.terms if term.weight > GENERIC]
