"""Figures that agree with a claim by their number only, where another is tied to its words as they are not."""

from .claim import GENERIC
from .earlier import of_background
from .field import Field
from .match import Link
from .places import nearest

CLEARLY = 0.05
"""How much less closely a figure may be tied than one that it outdoes."""
MORE = 0.1
"""How much closer its words must be tied than that one's."""


def outdoes(within: Field, link: Link, other: Link) -> bool:
    """Whether a rare word of the claim beside a figure tells that the claim is of it, and not of one that agrees only by
    its number: "at a depth of 51 km, 120 km from the capital". Or the one is of the news, the other of what was before."""
    if link.figure.sentence in within.index.topics and of_background(within, other.figure):
        return not other.tells(link)
    if "part" in link.figure.cues or not link.tells(other) or other.tells(link) or is_part(within, other, link):
        return False
    if link.words < other.words + MORE or link.score < other.score - CLEARLY:
        return False
    return all(
        nearest(places, other.figure, within.index, 0)[0] <= nearest(places, link.figure, within.index, 0)[0]
        for term, places, *_ in within.words if term.weight > GENERIC
    )


def is_part(within: Field, link: Link, whole: Link) -> bool:
    """Whether a figure beside the claim's place is given as a part of another, or of the same number again: "84,000
    protesters", says the headline, and the lead "84,000 people, of whom 8,000 in Paris"."""
    mention = whole.figure.mention
    return "part" in link.figure.cues and link.sited(whole) and any(
        other.sentence == link.figure.sentence and (other.mention.low, other.mention.high) == (mention.low, mention.high)
        for other in within.figures
    )
