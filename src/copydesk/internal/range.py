"""A range written backwards: "between 45 and 40 percent".

Only "between" opens such a range; "from 45 to 40" is a fall. Hours, ages and temperatures may run backwards
("entre 22 heures et 6 heures", "entre 8 °C et -3 °C"), and a gap or a choice lies between any two figures.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ..annotate import Annotated
from ..mentions import Mention
from ..text import Span
from ._observation import Observation
from ._reading import any_of, cues, lang_at, note

_KINDS = frozenset(("percent", "money", "count", "length", "area", "volume", "mass", "speed"))
_NUMBER = re.compile(r"\d+(?:[ .,]\d+)*")
_REACH = 90


def check(annotated: Annotated) -> Iterator[Observation]:
    """Ranges behind "between" whose first number is the larger one."""
    previous: Mention | None = None
    for mention in annotated.mentions:
        if mention.kind not in _KINDS:
            continue
        if mention.modifier == "range" and _backwards(annotated.folded[mention.start:mention.end], mention):
            if _between(annotated, mention) is not None:
                yield note(annotated, "range", mention, "the first number is the larger one")
        elif previous is not None and _apart(annotated, previous, mention):
            text = annotated.article.text[previous.start:mention.end]
            yield Observation(
                check="range", span=Span(previous.start, mention.end), value=text,
                what="the first number is the larger one",
            )
        previous = mention


def _backwards(written: str, mention: Mention) -> bool:
    """Whether the two numbers stand in the other order than their values, told from figures of one scale only."""
    numbers = [_value(n) for n in _NUMBER.findall(written)]
    if len(numbers) != 2 or mention.low is None or mention.high is None:
        return False
    first, second = numbers
    if first is None or second is None:
        return False
    return first > second > 0 and first * mention.low == second * mention.high


def _value(written: str) -> Decimal | None:
    """A number whose marks can mean one thing only: groups of three, or a decimal part of another length."""
    parts = re.split(r"[ .,]", written)
    marks = {c for c in written if not c.isdigit()}
    if len(marks) > 1:
        return None
    if marks and all(len(p) == 3 for p in parts[1:]):
        return Decimal("".join(parts))
    return Decimal(".".join(parts)) if len(parts) <= 2 else None


@cache
def _opener(lang: str, second: str | None = None) -> re.Pattern[str]:
    """ "between" right before a figure; with the words that join the second figure when they are asked for."""
    table = cues(lang, "range")
    pairs: list[list[str]] = table.get("between", [])
    article = rf"(?:{any_of(table.get('articles', []))} ?)?"
    if second is None:
        return re.compile(rf"{any_of(first for first, _ in pairs)} {article}\Z")
    return re.compile(rf" {any_of(join for _, join in pairs)} {article}\Z")


@cache
def _gap(lang: str) -> re.Pattern[str]:
    return re.compile(any_of(cues(lang, "range").get("gap", [])))


def _between(annotated: Annotated, mention: Mention) -> int | None:
    """Where "between" begins before a figure, unless what stands before it speaks of a gap or a choice."""
    lang = lang_at(annotated, mention.start)
    if not cues(lang, "range"):
        return None
    floor = max(annotated.folded.rfind("\n", 0, mention.start) + 1, mention.start - _REACH)
    before = annotated.folded[floor:mention.start]
    found = _opener(lang).search(before)
    if found is None or _gap(lang).search(before[:found.start()]):
        return None
    return floor + found.start()


def _apart(annotated: Annotated, one: Mention, two: Mention) -> bool:
    """Whether two whole figures form a backward range: "entre el 45 % y el 40 %"."""
    if one.unit is None or one.unit != two.unit or one.low is None or one.low != one.high or two.low is None:
        return False
    if two.low != two.high or not one.low > two.low > 0 or two.start - one.end > 16 or one.change or two.change:
        return False
    lang = lang_at(annotated, one.start)
    if not cues(lang, "range") or not _opener(lang, "second").match(annotated.folded[one.end:two.start]):
        return False
    return _between(annotated, one) is not None
