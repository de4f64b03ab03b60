"""What an article says in a claim's own verb that people did, or was done to them, whatever either calls them."""

from collections.abc import Sequence

from ..article.layout import Figure, Index, upward
from ..claims.model import GENERIC, Query
from .places import Places

SLIGHT = frozenset({"have", "carry-out", "use", "employ", "work-verb", "include"})
"""Verbs that tell no deed."""


def done_to(query: Query, index: Index, found: Sequence[Places], figure: Figure) -> bool:
    """Whether the claim counts people of no kind, or whom it does not name, and the article tells in the claim's own verb what
    those did, or was done to them, whom the figure counts: "rescues 277" where 177 migrants were rescued."""
    if figure.counted is None or any(term.counted and term.weight > GENERIC for term in query.words):
        return False
    if not any("person" in upward(index.lexicon, index.keys[at]) for at in range(*figure.counted)):
        return False
    segment = index.segment(figure)
    return any(
        term.act and term.weight > GENERIC and not any(key in SLIGHT for key in term.concepts)
        and places.within(figure.sentence, segment.start, segment.stop)
        for term, places in zip(query.terms, found, strict=True)
    )
