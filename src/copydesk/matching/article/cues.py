"""Words before or behind a figure that say it is a former, supposed, denied or partial one."""

from functools import cache

from ...languages import data
from ...terms import words
from ...text import fold
from .layout import NO_FIGURES, Figure, Index

KNOWN = frozenset({"!pointing", "!possessives"})
"""Cues of the words before things that are known."""
COMPARING = frozenset({"!earlier", "!versus"})
_LONGEST = 60
"""How many characters a phrase of comparison has at most."""

_SPAN_OF_NOUN = 7
"""How many words before a figure in brackets a word of comparison may stand."""
_SPAN_OF_PLAN = 6
"""How many words before a sum the word stands that says that it was planned at first."""
JOINING = frozenset({
    "!prepositions", "!coordinators", "!definite", "!pointing", "!locatives", "!shares", "!before", "!after", "!pronouns",
    "!possessives", "!others", "!part", "!earlier", "!among", "!increments", "!negation", "!only",
})
"""Cues of words that join nouns, or stand before one, and are no verb."""
_SPAN_OF_OPENING = 4
"""How many words into a sentence a time still opens it."""
_PRIOR, _SURPASSED = frozenset({"prior"}), frozenset({"prior", "surpassed"})
_SPAN_OF_CUE = 4
"""How many words before a figure a cue that bears on it may end (modifiers stand between)."""


def _words(made: Index, at: int) -> int:
    """How many words the longest phrase of comparison has that begins at a word: "instead of", "compared with"."""
    behind = made.annotated.folded[made.starts[at] : made.starts[at] + _LONGEST]
    return max((size for phrase, size in _phrases(made.lang_of(at)) if behind.startswith(phrase)), default=1)


@cache
def _phrases(lang: str) -> tuple[tuple[str, int], ...]:
    """The words of comparison of a language, folded, each with how many words it has."""
    return tuple((f"{fold(phrase)} ", len(words(phrase))) for phrase in data(lang, "match")["earlier"])


def _compared(made: Index, at: int, figure: Figure) -> bool:
    """Whether nothing but what binds the number stands between a word of comparison and the figure."""
    if figure.mention.modifier == "range" or figure.mention.kind == "date":
        return False
    if made.annotated.folded[made.ends[at] : made.ends[at] + 1] == "-":
        return False  # "un contre-la-montre de 31 km"
    if _proceeded(made, at, figure):
        return False
    if "!elapsed" in made.keys[at] and figure.mention.kind == "duration":
        return False  # "back after 53 days"
    if "!elapsed" in made.keys[at] and _clause(made, figure):
        return False  # "neared 20 million after 368,147 new cases were reported"
    between = range(at + max(made.lengths[at], _words(made, at)), figure.first)
    return all(made.function[word] or "!function" in made.keys[word] for word in between)


def _proceeded(made: Index, at: int, figure: Figure) -> bool:
    """Whether those whom a figure counts are known, or things in the past, and no number of theirs stands before them to
    compare: "nine years sought against the twelve defendants", "he retires after 358 matches"."""
    if figure.counted is None or figure.mention.kind != "count":
        return False
    if "!versus" in made.keys[at]:
        if KNOWN.isdisjoint(made.keys[at + 1]):
            return False
    elif "!elapsed" not in made.keys[at] or any(
        date.first >= figure.last and made.segment_of[date.first] == made.segment_of[figure.last - 1]
        for date, _ in made.dates.get(figure.sentence, ())
    ):
        return False
    return not any(other.first < at and other.family == figure.family for other in made.figures[figure.sentence])


def _clause(made: Index, figure: Figure) -> bool:
    """Whether what a figure counts has a verb of its own right behind it: "after twelve people were arrested"."""
    if figure.counted is None:
        return False
    at = figure.counted[1]
    if at >= len(made.keys) or made.segment_of[at] != made.segment_of[figure.counted[1] - 1] or not made.function[at]:
        return False
    return JOINING.isdisjoint(made.keys[at])


def _bracketed(made: Index, at: int, figure: Figure) -> bool:
    """Whether a figure in brackets is that of the noun behind a word of comparison: "compared with the first round (44%)"."""
    first = figure.first
    if made.annotated.folded[made.ends[first - 1] : made.starts[first]].strip() != "(" or first - at > _SPAN_OF_NOUN:
        return False
    return all(made.segment_of[word] == made.segment_of[at] for word in range(at, first))


def cues(made: Index, figure: Figure, after: int) -> frozenset[str]:
    """Words before or beside the figure that say it is a former, supposed, denied or partial one.

    `after` is where the figure before it ends: "to 9.9% from 13.8%".
    """
    found: set[str] = set()
    low, high = figure.region
    if not made.steering(made.first_word[figure.sentence], high):
        return frozenset()
    segment = made.segment_of[figure.first]
    affirmed = 0
    for at in made.steering(made.first_word[figure.sentence], figure.first):
        keys = made.keys[at]
        if "!moved" in keys:
            found.add("moved")
        if at < min(low, max(after, figure.first - _SPAN_OF_CUE)):
            continue
        near = figure.first - at <= _SPAN_OF_CUE
        here = made.segment_of[at] == segment
        if "!affirming" in keys:
            affirmed = at + 4
        if ("!earlier" in keys and near and here and _compared(made, at, figure)) or (
            ("!earlier" in keys or "!levels" in keys) and _bracketed(made, at, figure)
        ) or (not COMPARING.isdisjoint(keys) and here and _of_forecast(made, at, figure)):
            found.add("earlier")
        if "!part" in keys and (here or at == low or _of_which(made, at, low)) and (
            figure.mention.kind != "date" and not _relative(made, at, figure)
        ):
            found.add("part")
        if "!supposed" in keys and figure.first - at <= 8:
            found.add("supposed")
        if "!capacities" in keys and figure.first - at <= 8 and (figure.counted is None or figure.generic):
            found.add("capacities")
        if "!initials" in keys and here and figure.mention.kind == "money" and figure.first - at <= _SPAN_OF_PLAN:
            found.add("initials")
        if "!replaced" in keys and figure.mention.kind == "date" and figure.first - at <= _SPAN_OF_CUE and (here or at >= low):
            found.add("replaced")
        if "!forecasts" in keys and figure.first - at <= 8 and not _grounds(made, at):
            found.add("forecasts")
        if "!negation" in keys and here and at >= affirmed and figure.mention.kind not in ("date", "ordinal") and (
            not _presupposed(made, figure)
        ):
            found.add("negation")
        if "!only" in keys:
            found.discard("negation")
    if any("!others" in made.keys[at] for at in range(max(low, figure.first - 2), figure.first)):
        found.add("others")
    for at in made.steering(low, high):
        if "!rivals" in made.keys[at]:
            found.add("rivals")
        if "!cumulative" in made.keys[at]:
            found.add("cumulative")
        if "!prior" in made.keys[at] and made.segment_of[at] == segment and not made.between(figure, at):
            found.add("prior")
        if "!surpassed" in made.keys[at] and 0 < figure.first - at <= _SPAN_OF_PLAN and made.segment_of[at] == segment:
            found |= _SURPASSED
    if figure.mention.kind != "date":
        found |= _opened(made, figure)
    _cues_behind(made, figure, high, found)
    return frozenset(found)


def _of_forecast(made: Index, at: int, figure: Figure) -> bool:
    """Whether a figure is the forecast that another is compared with: "0.2% in 2023, against a June forecast of 1.1%"."""
    between = range(at + 1, figure.first)
    return len(between) <= _SPAN_OF_PLAN and any(
        "!forecasts" in made.keys[word] for word in between
    )


def joined(made: Index, left: Figure, right: Figure) -> bool:
    """Whether two figures each count something, and only small words join them: "480 dead and some 2,560 injured"."""
    return left.counted is not None and right.counted is not None and left.counted[1] < right.first and all(
        made.function[at] for at in range(left.counted[1], right.first)
    )


def _opened(made: Index, figure: Figure) -> frozenset[str]:
    """What it says of a figure that its sentence opens with a time of before, or with what is surpassed, and it is the first:
    "A year earlier, it had reached 12%", "The previous record, 44.1 degrees"."""
    first = made.first_word[figure.sentence]
    for at in made.steering(first, min(first + _SPAN_OF_OPENING, figure.first)):
        told = _SURPASSED if "!surpassed" in made.keys[at] else _PRIOR if "!prior" in made.keys[at] else frozenset()
        if told:
            if made.segment_of[at] == made.segment_of[figure.first] or any(
                at < other.first < figure.first for other in made.figures[figure.sentence] if other.family not in NO_FIGURES
            ):
                break
            between = (word for word in range(at, figure.first) if made.segment_of[word] != made.segment_of[at])
            return told if told is _PRIOR or all(made.function[word] for word in between) else frozenset()
    return frozenset()


def _of_which(made: Index, at: int, low: int) -> bool:
    """Whether a word that names a part is the preposition before the pronoun that a clause begins with: "of which 40"."""
    return at == low - 1 and "!relatives" in made.keys[low] and "!prepositions" in made.keys[at]


def _relative(made: Index, at: int, figure: Figure) -> bool:
    """Whether a word that may name a part only says whose: "the film, whose budget (dont le budget) came to 8 million"."""
    noun = at + 2
    return noun < figure.first and "!definite" in made.keys[at + 1] and bool(made.keys[noun]) and not made.function[noun]


def _presupposed(made: Index, figure: Figure) -> bool:
    """Whether a number is that of known things, whatever is denied of them: "none of the 38 sites"."""
    before = figure.first - 1
    return figure.mention.kind == "count" and before >= made.first_word[figure.sentence] and (
        made.segment_of[before] == made.segment_of[figure.first] and not KNOWN.isdisjoint(made.keys[before])
    )


def _grounds(made: Index, at: int) -> bool:
    """Whether a forecast is only whom a sentence goes by: "according to its forecasts, GDP will grow by 1.2%"."""
    low = max(made.first_word[made.sentence_of[at]], at - _SPAN_OF_CUE)
    return any("!bases" in made.keys[word] for word in range(low, at))


def _sum(made: Index, at: int) -> bool:
    """Whether a number follows a word of addition: "45 millones de euros más 8 en variables"."""
    behind = at + 1
    return (
        behind < len(made.starts) and made.segment_of[behind] == made.segment_of[at]
        and made.annotated.folded[made.starts[behind]].isdecimal()
    )


def _cues_behind(made: Index, figure: Figure, high: int, found: set[str]) -> None:
    """What stands right behind a figure and the noun it counts: "nine of them", "105 more than", "20 fewer"."""
    if figure.mention.kind == "date":
        if any("!replaced" in made.keys[at] for at in range(figure.last, min(high, figure.last + _SPAN_OF_PLAN))):
            found.add("replaced")
        return
    if figure.mention.kind == "ordinal":
        return
    stop = figure.counted[1] if figure.counted and figure.counted[0] >= figure.last - 1 else figure.last
    for at in range(figure.last, min(stop + 1, high)):
        keys = made.keys[at]
        same = made.segment_of[at] == made.segment_of[figure.last - 1]
        if "!part" in keys and at == figure.last and same and figure.mention.kind != "percent":
            found.add("part")
        if "!increments" in keys and not _sum(made, at):
            found.add("increment")
        if "!others" in keys:
            found.add("others")
