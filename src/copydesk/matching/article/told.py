"""How a mention of an article is told: in a quotation, by a source; and whether by the source that a claim names."""

from collections.abc import Iterable

from ...mentions import Mention
from .. import attribution
from .layout import Figure, Index, Told


def of(index: Index, mention: Mention) -> Told:
    """How a mention of the article is told; worked out once for all claims."""
    place = mention.start, mention.end
    known = index.told.get(place)
    if known is None:
        known = index.told[place] = _of(index, mention)
    return known


def by_others(sources: frozenset[str], index: Index, figure: Figure, figures: Iterable[Figure]) -> bool:
    """Whether the article gives a figure to others than the claim does, and one beside it to those: "15,000 according to the
    police, 40,000 according to the unions"."""
    return _by(sources, index, figure) is False and any(
        other is not figure and other.sentence == figure.sentence and _by(sources, index, other) for other in figures
    )


def _by(sources: frozenset[str], index: Index, figure: Figure) -> bool | None:
    """Whether those say a figure whom the claim names; None where the article does not tell who says it."""
    words = source(index, figure)
    return any(key in sources for at in words for key in index.keys[at]) if words else None


def source(index: Index, figure: Figure) -> range:
    """The words that say who gives a figure; none where the article does not tell."""
    said_by = of(index, figure.mention).said_by
    return range(0) if said_by is None else range(index.word_at(said_by.start), index.word_at(said_by.end - 1) + 1)


def _of(index: Index, mention: Mention) -> Told:
    text, at = index.annotated.article.text, min(index.word_at(mention.start), len(index.starts) - 1)
    sentence = index.spans[index.sentence_of[at]]
    return Told(
        attribution.quoted(text, mention.start),
        attribution.source(text, sentence, mention.start, mention.end, index.lang_of(at)),
    )
