"""What a figure is about: the noun phrases that its clause ties it to, found by the words around it, without a parser.

"Revenue rose to $7.4 billion" → Revenue; "turnover of 1.3 billion" → turnover; "Fiat makes 60 per cent of its sales
abroad" → sales Fiat.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..languages import data
from ..mentions import Mention
from ..text import fold
from .clause import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    BREAK,
    FIGURE,
    JOIN,
    NOUN,
    NUMBER,
    OF,
    PREPOSITION,
    RELATIVE,
    VERB,
    Token,
    content,
    phrase_after,
    phrase_before,
    tagged,
    tokens,
)
from .subject import YEAR, subject_of, told_apart
from .words import Words, verb_form, words_of

_END = re.compile(r"[.!?;](?=\s+[^a-z])|\n|(?<=[a-zà-ÿ]{2}[.!?])(?=[A-ZÀ-Ý])|[;](?=\s)|--")
_FULL_END = re.compile(r"[.!?](?=\s+[^a-z])|\n|(?<=[a-zà-ÿ]{2}[.!?])(?=[A-ZÀ-Ý])")  # where not even a list goes on
_CONVERTED = re.compile(r"[^\s()]*\d[^()]{0,30} ?\([^()]{0,12}\Z")
_GLUED = re.compile(r"-\w+(?:-\w+)*")
_OWNER = re.compile(r"['’]s\Z|s['’]\Z")
_REACH = 400


def concept_words(text: str, mention: Mention) -> list[str]:
    """The content words that a figure is about, as far as its sentence says it, in order; [] where it does not."""
    lang = mention.rule.partition(".")[0]
    words = words_of(lang)
    if words is None:
        return (mention.counted or "").split()
    if mention.low == mention.high == 1 and mention.kind == "count":
        return []  # "one of the largest"
    low, high = _sentence(text, mention)
    found = _about(_scene(text, mention, low, high, lang, words))
    wide = low if found else _sentence(text, mention, _FULL_END)[0]
    if wide == low:
        return found
    # "Homes up to $1 million stay 70 days; to $2 million, 99 days"
    opening = tagged(tokens(text, wide, low, words), lang, words)
    return content(opening[:phrase_after(opening, 0)], words)


def _sentence(text: str, mention: Mention, end: re.Pattern[str] = _END) -> tuple[int, int]:
    low = max(0, mention.start - _REACH)
    starts = [m.end() for m in end.finditer(text, low, mention.start)]
    following = _END.search(text, mention.end, mention.end + _REACH)
    return (starts[-1] if starts else low), (following.start() if following else min(len(text), mention.end + _REACH))


class _Scene(NamedTuple):
    """The words of a figure's sentence, where the figure stands among them, and the figure."""

    found: Sequence[Token]
    figure: int
    mention: Mention
    words: Words


_Answer = tuple[Sequence[Token], Sequence[Token]]  # a phrase that the figure belongs to, and a subject


def _scene(text: str, mention: Mention, low: int, high: int, lang: str, words: Words) -> _Scene:
    start, end = mention.start, mention.end
    counted = mention.counted_span if mention.unit is None else None
    if converted := _CONVERTED.search(text, low, start):  # "7 miles (11 km) of tunnels"
        start, end = converted.start(), end + (text[end:end + 1] == ")")
    elif glued := _GLUED.match(text, end, high):  # "a 50-year-old man"
        end = glued.end()
    after = tokens(text, max(end, counted.end) if counted else end, high, words)
    if after and after[0].text == "(":  # "a 1.8 billion-mile (2.8bn km) journey"
        after = after[next((i for i, t in enumerate(after[:9]) if t.text == ")"), -1) + 1:]
    if mention.kind == "money" and after and after[0].text.isupper() and len(after[0].text) < 4:  # "$31 US"
        after = after[1:]
    if mention.per and len(after) > 1 and (after[0].kind in (ARTICLE, ADVERB) or after[0].word in words.rates):
        after = after[phrase_after(after, 1) if after[0].word in words.rates else 2:]
    before = tokens(text, low, _unhedged(text, low, start, mention.modifier, lang), words)
    figure = Token(start, end, text[start:end], "", FIGURE)
    return _Scene(tagged([*before, figure, *after], lang, words), len(before), mention, words)


def _unhedged(text: str, low: int, start: int, modifier: str, lang: str) -> int:
    """Where the figure begins with its hedge ("just over")."""
    before = fold(text[low:start])
    for _ in range(2):
        before = before.rstrip()
        for phrase in _hedges(lang, modifier):
            if before.endswith(phrase) and (len(phrase) == len(before) or not before[-len(phrase) - 1].isalnum()):
                before = before[:-len(phrase)]
                break
    return low + len(before)


@cache
def _hedges(lang: str, modifier: str) -> tuple[str, ...]:
    """The hedges of a modifier without a verb among their words, longest first."""
    before = data(lang, "modifiers").get("before", {})
    phrases = {fold(p) for key in (modifier, "exact") for p in before.get(key, ())}
    bare = {p for p in phrases if not any(verb_form(lang, w)[0] for w in p.split())}
    bare -= {p for p in bare if p.partition(" ")[2] in bare}  # of "at about" only "about"
    return tuple(sorted(bare, key=lambda p: (-len(p), p)))


def _about(scene: _Scene) -> list[str]:
    """What the figure measures, then the subject of its clause."""
    found, figure, mention, words = scene.found, scene.figure, scene.mention, scene.words
    first = figure
    while first and (found[first - 1].kind == ADVERB or found[first - 1].word in words.own):
        first -= 1
    measured = _measured(scene)
    start = _opening(found, first, mention.kind) if measured or mention.unit is None else first
    own = [t for t in found[start:figure] if t.word not in words.own]
    parts = content([*own, *measured], words) if measured else []
    if not measured and first and found[first - 1].kind in (RELATIVE, BREAK) and figure + 1 < len(found) and (
        found[figure + 1].acts
    ):
        return []  # "a region where 300 were moved"
    if measured:
        start = _coordinated(scene, start)
        if start and found[start - 1].kind == OF:
            outer = phrase_before(found, start - 1)
            if outer == start - 1 or content(found[outer:start - 1], words):
                return parts
            start = outer  # "a total of $3 million of claims"
    owner, subject = _left(scene, start, bool(parts))
    parts = list(dict.fromkeys([*parts, *content(owner, words), *content(subject, words)]))
    if not parts and mention.kind == "duration":  # "we cooked each sample for 3 minutes": without a subject, the object
        parts = content(_left(scene._replace(mention=mention._replace(kind="other")), start, False)[0], words)
    return parts or content(_beside(scene), words)


def _coordinated(scene: _Scene, start: int) -> int:
    """Where the first figure begins of several: "several hundred or even 1,000 megawatts of capacity"."""
    found = scene.found
    while start > 1 and found[start - 1].kind == JOIN and found[start - 2].kind == NUMBER:
        start -= 2
        while start and (found[start - 1].kind in (NUMBER, ADVERB) or found[start - 1].word in scene.words.empty):
            start -= 1
    return start


def _beside(scene: _Scene) -> Sequence[Token]:
    """Where nothing else is said: "shooting 47% from the field"."""
    found, at, mention = scene.found, scene.figure + 1, scene.mention
    if at >= len(found) or mention.kind == "duration":
        return ()
    ties = found[at].kind == OF or (mention.unit is not None and found[at].word in scene.words.aims)
    return found[at + 1:phrase_after(found, at + 1)] if ties else ()


def _measured(scene: _Scene) -> Sequence[Token]:
    """The phrase behind a measure: "60 per cent of its revenue", "a 25% tax on imported wine", "$4 million in fees"."""
    found, at, mention, words = scene.found, scene.figure + 1, scene.mention, scene.words
    if at >= len(found) or (mention.unit is None and (mention.counted or "") not in words.multiples):
        return ()
    if found[at].kind == OF and mention.kind == "length" and at + 1 < len(found) and found[at + 1].text[:1].isupper():
        return ()  # "within 40 km of Leeds"
    if found[at].kind == OF:
        return found[at + 1:phrase_after(found, at + 1)]
    if found[at].word in words.of_money and mention.kind == "money" and at + 1 < len(found) and found[at + 1].small and (
        found[at + 1].kind == NOUN
    ):
        return found[at + 1:phrase_after(found, at + 1)]
    if not words.adjoins or found[at].kind != NOUN or found[at].word in words.empty:
        return ()
    if mention.kind == "percent" and not found[at].small and (at < 2 or found[at - 2].kind != ARTICLE):
        return ()  # "Acme +2% Norwell +3%"
    last = phrase_after(found, at)
    if not content(found[at:last], words):
        return ()
    if last + 1 < len(found) and found[last].word in words.aims and found[last].kind == PREPOSITION:
        further = phrase_after(found, last + 1)
        if content(found[last + 1:further], words):
            last = further
    return found[at:last]


def _opening(found: Sequence[Token], first: int, kind: str) -> int:
    """Where the phrase begins that the figure stands in: at its article, over a few adjectives ("a sharp 3% drop")."""
    if first and _OWNER.search(found[first - 1].text):  # "the tower's 3-ton bell"
        return phrase_before(found, first)
    if first and found[first - 1].kind == NOUN and found[first - 1].text[:1].isupper() and kind not in ("percent", "count"):
        return phrase_before(found, first)  # "Acme 500mg tablets"
    for at in range(first - 1, max(-1, first - 5), -1):
        if found[at].kind == ARTICLE:
            return at
        if found[at].kind != NOUN or not found[at].small:
            break
    return first


def _left(scene: _Scene, start: int, measured: bool) -> _Answer:
    """What stands before the figure: the phrase that it belongs to, and the subject of the clause."""
    found, at = scene.found, start
    while at:
        left = found[at - 1]
        step: int | _Answer = at - 1
        if left.acts:
            return (), _share(found, at, start, subject_of(found, at - 1, scene.words), scene.words)
        if left.kind == OF:
            step = _behind_of(scene, at)
        elif left.kind in (PREPOSITION, BREAK) and left.word in scene.words.prepositions:
            step = _behind_preposition(scene, at, start, measured)
        elif left.kind in (NOUN, NUMBER):
            step = _behind_noun(scene, at, start, measured)
        elif left.kind == "," and not measured:
            step = _behind_comma(scene, at)
        elif left.kind == BREAK or (left.kind == RELATIVE and at < start):
            return (), ()
        if not isinstance(step, int):
            return step
        at = step
    return (), ()


def _behind_of(scene: _Scene, at: int) -> int | _Answer:
    """ "turnover of 1.3 billion"."""
    found = scene.found
    first = phrase_before(found, at - 1)
    if first == at - 1:
        return at - 1
    return first if _counts(found, first, at - 1) else (found[first:at - 1], _doer(found, first, scene.words))


def _behind_preposition(scene: _Scene, at: int, start: int, measured: bool) -> int | _Answer:
    """ "cut its forecast to 5%", "firms such as Norwell up 9%", "A rose 3% and B by 4%"."""
    found, words, at = scene.found, scene.words, at - 1
    link = found[at].word
    if link in words.moves and (name := _mover(found, at)):
        return (), name
    first = phrase_before(found, at)
    timed = scene.mention.kind == "duration" and (at + 1 < start or link not in words.levels)
    if timed or not content(found[first:at], words) or _counts(found, first, at):
        return first
    before = _before(found, first)
    verb = found[before] if before >= 0 else None
    acts = verb is not None and verb.acts
    if link in words.absolute and not acts and not (
        verb is not None and verb.kind in (PREPOSITION, JOIN) and found[at - 1].text[:1].isupper()  # "to Oslo with 298 aboard"
    ):
        return (), found[first:at]
    if acts and verb is not None and verb.word not in words.be:
        if measured:
            return (), ()
        return found[first:_phrases_end(found, at, start)], subject_of(found, before, words)
    if not measured and (verb is None or verb.kind in (",", JOIN, ":") or verb.word in words.absolute):
        return (), found[first:at]
    return first


def _behind_noun(scene: _Scene, at: int, start: int, measured: bool) -> int | _Answer:
    """ "pulled the index 3% lower", "Acme 4%, Norwell 3%", "Ann Roe a 50-year-old teacher"."""
    found, words = scene.found, scene.words
    first = phrase_before(found, at)
    before = found[first - 1] if first else None
    acts = before is not None and before.acts
    if first == at:
        return at - 1
    if measured and at == start and found[at].kind == ARTICLE and before and not acts and found[at - 1].text[:1].isupper():
        return (), found[first:at]
    if measured or scene.mention.kind == "duration" or found[start - 1].kind == JOIN or _counts(found, first, at):
        return first
    if before is not None and acts and (before.word in words.two_objects or before.word in words.be):
        return (), subject_of(found, first - 1, words)
    if before is not None and before.kind == PREPOSITION and before.word not in words.absolute:
        return first
    return (), found[first:at]


def _behind_comma(scene: _Scene, at: int) -> int | _Answer:
    """ "has a larger battery, 4500 mAh"."""
    found = scene.found
    first = phrase_before(found, at - 1)
    if first and found[first - 1].kind == PREPOSITION:
        return first
    if not content(found[first:at - 1], scene.words) or _counts(found, first, at - 1):
        return at - 1
    acts = first > 0 and found[first - 1].acts
    return found[first:at - 1], subject_of(found, first - 1, scene.words) if acts else ()


def _share(found: Sequence[Token], verb: int, figure: int, subject: Sequence[Token], words: Words) -> Sequence[Token]:
    """ "A and B rose 3% and 4% respectively": the member of the subject that the figure is told of."""
    if not any(t.word in words.respective for t in found[figure:]):
        return subject
    figures = sum(
        found[i].kind == NUMBER and found[i - 1].kind in (JOIN, PREPOSITION, VERB, AUXILIARY, ",")
        for i in range(verb, figure)
    )
    return told_apart(subject, figures)


def _mover(found: Sequence[Token], at: int) -> Sequence[Token]:
    """ "such as Norwell up 9.4 per cent", "the fallers were Acme, down 3%": the name before a word of rise or fall."""
    comma = at > 0 and found[at - 1].kind == ","
    end = at - 1 if comma else at
    first = phrase_before(found, end)
    if first == end or found[first].small:
        return ()
    return () if comma and first and found[first - 1].kind in (PREPOSITION, VERB) else found[first:end]


def _doer(found: Sequence[Token], first: int, words: Words) -> Sequence[Token]:
    """The subject of the verb whose object, or whose own prepositional phrase, begins at `first`."""
    at = _before(found, first)
    while at > 0 and not found[at].acts:
        kind, outer = found[at].kind, phrase_before(found, at)
        before = _before(found, outer)
        if kind == PREPOSITION and found[at].word not in words.times:
            own = outer < at and not _counts(found, outer, at)
            if own and found[at].word in words.absolute and (before < 0 or not found[before].acts):
                return found[outer:at]  # "brothers with a fortune of"
            if own and (before < 0 or (found[before].kind not in (PREPOSITION, JOIN) and found[before].word not in words.be)):
                return ()  # "gave the staff access to the data of 300": the object's own
        elif kind not in (JOIN, OF, NUMBER, NOUN, "%"):
            return ()
        at = before if outer < at else at - 1
    return subject_of(found, at, words) if at >= 0 and found[at].acts else ()


def _before(found: Sequence[Token], first: int) -> int:
    """The place of the nearest word before `first` that is no adverb; -1 at the start."""
    at = first - 1
    while at >= 0 and found[at].kind == ADVERB:
        at -= 1
    return at


def _phrases_end(found: Sequence[Token], at: int, end: int) -> int:
    """Where the prepositional phrases end that follow an object: "a shot at the goal"."""
    while at < end and found[at].kind == PREPOSITION:
        last = phrase_after(found, at + 1)
        if last == at + 1 or last >= end:
            break
        at = last
    return at


def _counts(found: Sequence[Token], first: int, end: int) -> bool:
    """Whether a phrase is another figure with what it counts."""
    return any(
        found[i].kind == NUMBER and not YEAR.fullmatch(found[i].text)
        and (i == first or found[i - 1].kind == ARTICLE or found[i - 1].small)
        for i in range(first, end)
    )
