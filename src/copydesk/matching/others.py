"""Why a figure that was considered did not decide, in words that an editor reads."""

from collections.abc import Iterable, Sequence

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
CLOSELY = 0.6
"""A figure that is tied less than this is too far to be doubted for anything else."""
NEAR = 0.03
"""Figures whose ties differ by less than this are tied alike."""
NOWHERE = "the article does not speak of"


def why(
    within: Field, link: Link, comparison: Comparison | None, claim: Claim, winner: Link | None, agreeing: Iterable[Link]
) -> str:
    """Why a figure did not decide. `winner`: the one that did; `agreeing`: those that say what the claim says."""
    if link.lost or link.miscounted:
        return _counted(within, link) if link.miscounted or link.lost == ELSE else str(link.lost)
    if comparison is None and link.score >= LEAST:
        return "cannot be compared"
    absent = [] if winner else [
        term for term, places in zip(within.query.terms, within.found, strict=True)
        if not places.sentences and term.weight > GENERIC
    ]
    far = [
        term for term in within.query.terms
        if term.weight > GENERIC and term not in link.near and term not in absent and (winner is None or term in winner.near)
    ]
    disagrees = comparison is not None and comparison.verdict == "contradicted"
    if disagrees and claim.expected is not None and not absent and not (
        far and (winner or link.score < CLOSELY)
    ):
        against = doubt(within, link, claim.expected, agreeing)
        if against:
            return against
    if winner is not None and link.score > winner.score:
        return "may be of another time or thing than the claim" if disagrees else "says it less exactly"
    if far:
        stands = f"stands {'farther' if winner else 'too far'} from {_listed(claim, far)}"
        return f"{stands}; {NOWHERE} {_listed(claim, absent)}" if absent else stands
    if absent:
        return f"{NOWHERE} {_listed(claim, absent)}"
    if winner is None and len(link.ties) == 1:
        return f"is tied by {_listed(claim, [link.ties[0][1]])} alone"
    if disagrees and winner and winner.score - link.score < NEAR:
        return "differs, but one that agrees stands as near"
    return f"stands {'farther' if winner else 'too far'} from the claim's words"


def _listed(claim: Claim, terms: Sequence[Term]) -> str:
    """The first of some words of a claim: `“Morocco” and “wheat”`."""
    words = [f"“{written(claim, term.text)}”" for term in terms[:NAMED]]
    return f"{', '.join(words[:-1])}{' and ' if words[:-1] else ''}{words[-1]}"


def _counted(within: Field, link: Link) -> str:
    """What it counts, by the article's words."""
    counted = link.figure.counted
    words = " ".join(within.index.text(*counted).split()) if counted else ""
    return f"{ELSE} (“{words}”)" if words else ELSE
