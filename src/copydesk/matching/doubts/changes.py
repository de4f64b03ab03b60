"""What a change came to: the end of a rise or a fall that is written as a range."""

import re

from ...mentions import Mention
from ..article.layout import Figure, Index
from ..judge import MEASURED, Value

_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]*")
_DIGITS = re.compile(r"\D")


def value(index: Index, figure: Figure) -> Value:
    """What a figure comes to, ready to compare."""
    if figure.value is None:
        mention = arrived(index, figure)
        figure.value = said(figure) if mention is figure.mention else Value(mention)
    return figure.value


def said(figure: Figure) -> Value:
    """What a figure says, ready to compare."""
    if figure.said_value is None:
        figure.said_value = Value(figure.mention)
    return figure.said_value


def arrived(index: Index, figure: Figure) -> Mention:
    """The mention; of a change written as a range ("went up from 12 to 15 million"), what it came to."""
    mention = figure.mention
    if "moved" not in figure.cues or mention.modifier not in ("range", "at_most") or (
        mention.modifier == "at_most" and mention.kind in MEASURED
    ):
        return mention
    value = mention.low if mention.change == "down" else mention.high
    if mention.change is None and mention.low is not None and mention.high is not None:
        ends = _NUMBER.findall(index.annotated.article.text[mention.start : mention.end])
        first = _DIGITS.sub("", ends[0]) if len(ends) > 1 else ""
        if first and first.strip("0") == "".join(map(str, mention.high.normalize().as_tuple().digits)).strip("0"):
            value = mention.low
    return mention._replace(low=value, high=value, modifier="exact")
