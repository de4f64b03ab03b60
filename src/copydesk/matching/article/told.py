"""How a mention of an article is told: in a quotation, by a source; and whether by the source that a claim names."""

from collections.abc import Iterable

from ...mentions import Mention
from .. import attribution
from ..claims.model import Query
from .layout import NO_FIGURES, Figure, Index, Told


def of(index: Index, mention: Mention) -> Told:
    """How a mention of the article is told; worked out once for all claims."""
    place = mention.start, mention.end
    known = index.told.get(place)
    if known is None:
        known = index.told[place] = _of(index, mention)
    return known


NEAR = 3
"""How many sentences part at most two figures that two sources give for one thing."""


def instead(query: Query, index: Index, figure: Figure, figures: Iterable[Figure]) -> list[Figure]:
    """The figures nearby that the claim's source gives, where the article gives a figure to others than the claim does: "15,000
    according to the police, 40,000 according to the unions"."""
    if figure.family == "date" or not (query.sources or query.label):
        return []
    sources = query.sources or [keys for keys in query.label if _tells(index, keys)]
    words = source(index, figure)
    mine = _said(sources, index, words)
    if not words or mine == len(sources):
        return []
    return [
        other for other in figures
        if other is not figure and abs(other.sentence - figure.sentence) <= NEAR and _alike(index, figure, other)
        and (theirs := source(index, other)) and theirs != words and _said(sources, index, theirs) > mine
    ]


def _said(sources: Iterable[frozenset[str]], index: Index, words: range) -> int:
    """How many of the words that name a claim's source some words of the article answer."""
    return sum(any(key in keys for at in words for key in index.keys[at]) for keys in sources)


def _alike(index: Index, figure: Figure, other: Figure) -> bool:
    """Whether two figures may be of one thing, by the nouns that they count."""
    if figure.counted is None or other.counted is None or figure.generic or other.generic:
        return True
    one, two = (
        {key for at in range(*counted) for key in index.keys[at] if key[0] != "!"}
        for counted in (figure.counted, other.counted)
    )
    return not one.isdisjoint(two)


def _tells(index: Index, keys: Iterable[str]) -> bool:
    """Whether words stand in the article mostly as the source of its figures."""
    if index.tellers is None:
        index.tellers = frozenset(
            at for figures in index.figures for figure in figures if figure.family not in NO_FIGURES
            for at in source(index, figure)
        )
    spots = {at for key in keys for at in index.where.get(key, ())}
    return 2 * len(spots & index.tellers) > len(spots)


def source(index: Index, figure: Figure) -> range:
    """The words that say who gives a figure; none where the article does not tell."""
    said_by = of(index, figure.mention).said_by
    return range(0) if said_by is None else range(index.word_at(said_by.start), index.word_at(said_by.end - 1) + 1)


def _of(index: Index, mention: Mention) -> Told:
    text, at = index.annotated.article.text, min(index.word_at(mention.start), len(index.starts) - 1)
    number = index.sentence_of[at]
    sentence = index.spans[number]
    others = [figure.mention.start for figure in index.figures[number] if figure.family not in NO_FIGURES]
    return Told(
        attribution.quoted(text, mention.start),
        attribution.source(text, sentence, mention.start, mention.end, index.lang_of(at), others),
    )
