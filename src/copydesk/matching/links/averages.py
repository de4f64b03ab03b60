"""Whether a figure is an average, and a claim asks for one."""

from ..article.layout import Figure, Index
from ..claims.model import WEIGHTS, Query, Term

NEAR = 10
"""How many words from a figure the word stands that makes it an average."""
SPANS, YEAR = "calendar", "a"
MANY = 30
"""An average is over fewer years, or seasons, than these."""
HEAD, BESIDE = 4, 4
"""Where a span of years makes an average one of these: how many words into the sentence, or from the word that says so."""
AVERAGE = frozenset({"average", "average-wage"})


def asked(query: Query) -> bool:
    """Whether a claim asks for an average."""
    return "averages" in query.cues or any(not AVERAGE.isdisjoint(term.concepts) for term in query.words)


def averaged(index: Index, figure: Figure) -> bool:
    """Whether a word in a figure's own clause says that it is an average."""
    return said(index, figure) is not None


def said(index: Index, figure: Figure) -> int | None:
    """Where the word stands that says in a figure's own clause that it is an average; None: no word does."""
    if "!averages" not in index.where:
        return None
    low, high = figure.region
    segment = index.segment_of[figure.first]
    return next((
        at
        for begin, end in ((max(low, figure.first - NEAR), figure.first), (figure.last, min(high, figure.last + NEAR)))
        for at in index.steering(begin, end)
        if "!averages" in index.keys[at] and index.segment_of[at] == segment
    ), None)


def meant(term: Term, index: Index, figure: Figure) -> int | None:
    """Where a word says that a figure is the average that a claim's word asks for: "by an average of 3.4 metres"."""
    return None if AVERAGE.isdisjoint(term.concepts) else said(index, figure)


def of_other(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a figure is told to be the average of what the claim does not name, and its clause lacks what that names: "the
    average age at motherhood", where the claim asks for that of the population."""
    at = said(index, figure) if asked(query) else None
    if at is None or at >= figure.first:
        return False
    noun = at + 1
    while noun < figure.first and index.function[noun] and index.segment_of[noun] == index.segment_of[at]:
        noun += 1
    if noun >= figure.first or not any("!prepositions" in index.keys[word] for word in range(at + 1, noun)):
        return False
    if not query.asked.isdisjoint(index.keys[noun]) or not query.own.isdisjoint(index.keys[noun]):
        return False
    here = {key for word in index.segment(figure) for key in index.keys[word]}
    return any(
        not term.verb and term.known and term.weight >= WEIGHTS["word"] and not term.parts and here.isdisjoint(term.keys)
        for term in query.words
    )


def no_average(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a claim asks for an average, the figure is none, and another is: "26.3 million tonnes, against a five-year
    average of 34.9"."""
    if "!averages" not in index.where or not asked(query) or figure.mention.kind == "date" or averaged(index, figure):
        return False
    return any(averaged(index, other) for other in index.families.get(figure.family, ()) if other is not figure)


def of_years(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a figure is an average over several years, and the claim asks for none: "over the five previous years, the
    harvest stood at 1.9 million tonnes on average"."""
    if figure.family == SPANS or not averaged(index, figure) or asked(query):
        return False
    head = index.first_word[figure.sentence]
    segment = index.segment_of[figure.first]
    if any(
        other.sentence == figure.sentence and other.first - head < HEAD and 1 < (other.mention.high or 0) < MANY
        for other in index.families.get("count", ()) if other is not figure
    ):
        return True  # "over the five previous seasons"
    return any(
        span.sentence == figure.sentence and span.mention.unit == YEAR and (span.mention.high or 0) > 1
        and (span.first - head < HEAD or (index.segment_of[span.first] == segment and any(
            "!averages" in index.keys[at] for at in index.steering(span.first - BESIDE, span.last + BESIDE)
        )))
        for span in index.families.get(SPANS, ())
    )
