"""A claim worded from an article's sentence: the words that a figure is about, and its value in neutral notation.

No word of any language stands here: hedges, scale words and separators come from the language's data.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from . import terms
from .annotate import Annotated
from .assertions._language import marks
from .assertions.claims import read_claim
from .concepts import concept_words
from .languages import data
from .mentions import Mention
from .terms import Lexicon
from .text import Span, fold

_WORD = re.compile(terms.WORD)
_BREAK = re.compile(r"[,;:()\[\]«»“”\"!?]|\s[-–—]\s")
_SIGN = re.compile(r"(?:[a-z]{1,2}[23]?|km/h|%|[A-Z]{3})\Z")
_YEAR = re.compile(r"\d{4}")
_SCALED = re.compile(r"[^\W\d_]+\Z")
_NEAR = 7
_LONGEST = 14
_TOO_LONG = 300
_LINK = re.compile(r"[\s\w'’-]{0,24}\Z")


class Word(NamedTuple):
    """A word of the sentence; `name` a place, body, person or unknown name; `known` one that the table has; `empty` it
    only holds others together; `link` it may stay between two words that are kept; `joins` it parts two figures."""

    start: int
    end: int
    text: str
    name: bool
    known: bool
    empty: bool
    link: bool
    joins: bool


class _Scene(NamedTuple):
    """What a claim about one figure is made from: the value in neutral notation, and the stretch it stands for with its
    hedge; the sentence's words, those of its clause, and the names of the sentences before."""

    text: str
    mention: Mention
    value: str
    start: int
    end: int
    words: Sequence[Word]
    clause: Sequence[Word]
    core: Sequence[Word]
    earlier: Sequence[Sequence[Word]]


def wordings(
    annotated: Annotated, mention: Mention, sentences: Sequence[Span], at: int, lexicon: Lexicon, *, dated: bool = False
) -> list[str]:
    """Claims about one figure of sentence `at`, the tersest first; `dated`: with the year that the sentence gives, none
    where it gives none."""
    year = _year(annotated, mention, sentences[at]) if dated else None
    if dated and year is None:
        return []
    scene = _scene(annotated, mention, sentences, at, lexicon, year)
    made: dict[str, int] = {}
    for chosen, front in _choices(scene):
        said = [word for word in (*chosen, *front) if not word.empty and not word.text.isdecimal()]
        claim = _joined(scene, chosen, front)
        if len(said) > 1 and len(claim) < _TOO_LONG:
            # one word besides names seldom says what a figure is of
            made.setdefault(claim, min(2, sum(not word.name for word in said)))
    return sorted(made, key=lambda claim: -made[claim])


def _year(annotated: Annotated, mention: Mention, sentence: Span) -> Mention | None:
    """The nearest date of the sentence that gives its year."""
    text = annotated.article.text
    dates = [
        m for m in annotated.mentions
        if m.kind == "date" and sentence.start <= m.start < sentence.end and _YEAR.search(text, m.start, m.end)
    ]
    return min(dates, key=lambda m: min(abs(m.start - mention.end), abs(mention.start - m.end)), default=None)


def _scene(
    annotated: Annotated, mention: Mention, sentences: Sequence[Span], at: int, lexicon: Lexicon, year: Mention | None
) -> _Scene:
    text, lang = annotated.article.text, mention.rule.partition(".")[0]
    value, sentence = neutral(text, mention, lang), sentences[at]
    others = [
        m for m in annotated.mentions
        if m.kind not in ("position", "name") and m.start < sentence.end and sentence.start < m.end
    ]
    taken = [(_hedge_start(text, m, lang), m.end) for m in others if m is not year]
    start = _hedge_start(text, mention, lang)
    words = [
        w for w in _words(text, sentence, lang, lexicon) if not any(a < w.end and w.start < b for a, b in taken)
    ]
    low, high = _clause(text, mention, words, [m for m in others if m.start != mention.start])
    clause = [w for w in words if not w.empty and low <= w.start < high]
    about = {fold(word) for phrase in concept_words(text, mention) for word in _WORD.findall(phrase)}
    span = mention.counted_span
    core = [w for w in words if not w.empty and (
        (span and w.start < span.end and span.start < w.end)
        or (year and year.start <= w.start < year.end)
        or (fold(w.text) in about and low - 60 <= w.start < high + 30)
    )]
    earlier: list[Sequence[Word]] = []
    for number in range(at - 1, max(-1, at - 4), -1):
        earlier.extend(_names(_words(text, sentences[number], lang, lexicon), text)[::-1])
    earlier.sort(key=lambda run: not any(w.known for w in run))
    return _Scene(text, mention, value, start, mention.end, words, clause, core, earlier)


def neutral(text: str, mention: Mention, lang: str) -> str:
    """The value as a claim has it ("9,2 milliards USD", "300 km", "plus de 10 000"): what reads back as the same."""
    written = " ".join(text[mention.start : mention.end].split())
    hedges = _hedges(text, mention, lang)
    for value in (*_values(mention, written, lang), written):
        for hedge in hedges:
            made = f"{hedge}{value}" if hedge.endswith("'") or not hedge else f"{hedge} {value}"
            if _reads_back(made, mention, lang):
                return made
    # in its own sentence a figure may need words beside it to be read at all: then the sentence's own notation
    return f"{hedges[0]} {written}".strip() if not hedges[0].endswith("'") else hedges[0] + written


def _reads_back(value: str, mention: Mention, lang: str) -> bool:
    found = read_claim(value, lang).expected
    return found is not None and (found.low, found.high, found.unit, found.modifier, found.several) == (
        mention.low, mention.high, mention.unit, mention.modifier, mention.several
    )


def _hedges(text: str, mention: Mention, lang: str) -> list[str]:
    """What may stand before the number for its modifier: the article's own words first."""
    if mention.modifier in ("exact", "range"):
        return [""]
    phrases: list[str] = data(lang, "modifiers").get("before", {}).get(mention.modifier, [])
    before = f" {fold(text[max(0, mention.start - 60) : mention.start]).rstrip()}"
    own = next((p for p in marks(lang).modifiers if before.endswith((f" {p}", f"'{p}"))), None)
    return [*([own] if own else []), *(p for p in phrases[:12] if p != own), ""]


def _values(mention: Mention, written: str, lang: str) -> Iterator[str]:
    """Ways to write the number with its unit, the most neutral first."""
    unit = mention.unit
    numbers = list(_numbers(mention, lang, written))
    if unit is None:
        yield from numbers
        return
    if _SIGN.match(unit) and (mention.kind not in ("duration", "age", "temperature")):
        glue = " " if lang != "en" or unit != "%" else ""
        yield from (f"{number}{glue}{unit}" for number in numbers)
    # "cinq heures": the number in digits before the sentence's own name of the unit
    parts = written.split()
    for first in range(1, len(parts)):
        rest = " ".join(parts[first:])
        if _WORD.match(rest) and not any(c.isdigit() for c in rest):
            yield from (f"{number} {rest}" for number in numbers)


def _numbers(mention: Mention, lang: str, written: str) -> Iterator[str]:
    """The number, or the two ends of a range, in digits: with a scale word where that is shorter."""
    ends = [v for v in (mention.low, mention.high) if v is not None]
    if not ends or (len(ends) == 2 and ends[0] != ends[1] and mention.modifier != "range"):
        return
    for digits in zip(*(list(_digits(end, lang, written)) for end in dict.fromkeys(ends)), strict=False):
        yield "-".join(digits)


def _digits(value: Decimal, lang: str, written: str) -> Iterator[str]:
    table = data(lang, "numbers")
    point = table.get("decimal", ".")
    scales: dict[str, int] = table.get("scales", {})
    for power in (12, 9, 6):
        mantissa = (value.scaleb(-power)).normalize()
        words = [w for w, p in scales.items() if p == power and _SCALED.match(w)]
        if words and abs(value) >= 10**power and len(mantissa.as_tuple().digits) <= 5:
            own = next((w for w in written.casefold().split() if w in words), None)
            yield f"{_plain(mantissa, point)} {own or max(words, key=len)}"
    whole = f"{value.normalize():f}"
    if abs(value) >= 10_000 and "." not in whole:
        group = table.get("group", ",")
        yield f"{int(value):,}".replace(",", " " if group == "." else group)
    yield whole.replace(".", point)


def _plain(value: Decimal, point: str) -> str:
    return f"{value:f}".replace(".", point)


def _hedge_start(text: str, mention: Mention, lang: str) -> int:
    """Where the mention begins with the hedge before it."""
    if mention.modifier in ("exact", "range"):
        return mention.start
    first = max(0, mention.start - 60)
    before = fold(text[first : mention.start]).rstrip()
    hedge = next((p for p in marks(lang).modifiers if f" {before}".endswith((f" {p}", f"'{p}"))), "")
    return first + len(before) - len(hedge) if hedge else mention.start


def _words(text: str, sentence: Span, lang: str, lexicon: Lexicon) -> list[Word]:
    hits = list(_WORD.finditer(text, *sentence))
    readings = lexicon.read(lang, [h.group() for h in hits])
    links, joins, relatives = _grammar(lang)
    found = []
    for at, (hit, reading) in enumerate(zip(hits, readings, strict=True)):
        entity = any(lexicon.is_entity(key) for key in reading.keys)
        word = fold(hit.group())
        name = hit.group()[0].isupper() and (entity or (at > 0 and not reading.function))
        empty = (reading.function or word in relatives or len(word) < 2) and not name
        found.append(Word(*hit.span(), hit.group(), name, entity, empty, word in links, word in joins))
    return found


@cache
def _grammar(lang: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words that may stay between two others (prepositions, articles, elided ones by their letter); coordinators; words
    that open a clause."""
    table = data(lang, "concepts")
    links = (*table.get("of", ()), *table.get("articles", ()), *data(lang, "match").get("prepositions", ()))
    opening = (*table.get("relatives", ()), *table.get("breakers", ()), *table.get("pronouns", ()))
    return frozenset(w.rstrip("'") for w in links), frozenset(table.get("joins", ())), frozenset(opening)


def _names(words: Sequence[Word], text: str) -> list[list[Word]]:
    """Runs of names that make one: "Igor Terekhov", "Extrême-Orient"."""
    runs: list[list[Word]] = []
    for word in words:
        if word.name and runs and runs[-1][-1].end + 1 == word.start and text[word.start - 1] in " -\u2011\u00a0":
            runs[-1].append(word)
        elif word.name:
            runs.append([word])
    return runs


def _choices(scene: _Scene) -> Iterator[tuple[list[Word], list[Word]]]:
    """Which words to keep in their place, and which names to put in front; few words first."""
    mention = scene.mention
    clause = sorted(scene.clause, key=lambda w: _distance(w, mention))
    runs = sorted(_names(scene.words, scene.text), key=lambda run: _distance(run[0], mention))
    inside = set(scene.clause)
    own = [run for run in runs if run[0] in inside]
    before = [run for run in runs if run[0] not in inside and run[0].end <= mention.start]
    after = [run for run in runs if run[0] not in inside and run[0].start >= mention.end]
    near, nearer = clause[:_NEAR], clause[:3]
    subject = _flat(own[:2])
    fronts = [_flat(some[:1]) for some in (before, scene.earlier, after) if some]
    if subject:
        for kept in (nearer, near, clause):
            yield _kept(scene.core, kept, subject), []
    for kept in (nearer, near, clause):
        for front in fronts:
            yield _kept(scene.core, kept, subject), front
    if len(scene.earlier) > 1:
        yield _kept(scene.core, near, subject), _flat(scene.earlier[:2])
    yield _kept(scene.core, clause, _flat(own)), _flat(before[:2] or scene.earlier[:1])
    full = [w for w in scene.words if not w.empty]
    for front in ([], _flat(scene.earlier[:1])):
        yield _kept(full[:_LONGEST]), front
        yield _kept(scene.core, near), front


def _flat(runs: Sequence[Sequence[Word]]) -> list[Word]:
    return [word for run in runs for word in run]


def _kept(*groups: Sequence[Word]) -> list[Word]:
    """The words of the groups, each once, in their order; the first groups first where there are too many."""
    return sorted(list(dict.fromkeys(word for group in groups for word in group))[:_LONGEST])


def _distance(word: Word, mention: Mention) -> int:
    """How far a word stands off; one behind the figure says more of it than one before."""
    return 2 * (mention.start - word.end) if word.end <= mention.start else word.start - mention.end


def _clause(text: str, mention: Mention, words: Sequence[Word], others: Sequence[Mention]) -> tuple[int, int]:
    """The stretch around the figure that no comma or dash parts, nor a coordinator before the next figure."""
    first, last = (words[0].start, words[-1].end) if words else (mention.start, mention.end)
    low = max((m.end() for m in _BREAK.finditer(text, min(first, mention.start), mention.start)), default=first)
    found = _BREAK.search(text, mention.end, max(last, mention.end))
    high = found.start() if found else last
    joins = [w for w in words if w.joins]
    figures = [m for m in others if m.kind != "date"]
    for other in figures:
        if other.end <= mention.start:
            low = max([low, *(w.end for w in joins if other.end <= w.start < mention.start)])
        else:
            high = min([high, *(w.start for w in joins if mention.end <= w.start < other.start)])
    return low, high


def _joined(scene: _Scene, chosen: Sequence[Word], front: Sequence[Word]) -> str:
    """The kept words in the sentence's order with the value in its place, joined by what joins them there."""
    inside = set(scene.clause)
    moved = [w for w in chosen if w.name and w not in inside and w not in scene.core]
    parts = [w.text for w in (*front, *(w for w in moved if w not in front))]
    made = ""
    end = None
    said = {w.text for w in (*front, *moved)}
    spans = [(w.start, w.end, w.text) for w in chosen if w.text not in said]
    for start, stop, text in sorted([*spans, (scene.start, scene.end, scene.value)]):
        made += _gap(scene, end, start) if end is not None else ""
        made += text
        end = stop
    return " ".join(" ".join([*parts, made]).split())


def _gap(scene: _Scene, start: int, end: int) -> str:
    """What stands between two kept words, where it is short and only prepositions and articles; else one blank."""
    between = scene.text[start:end]
    held = [w for w in scene.words if start <= w.start < end]
    if not _LINK.match(between) or any(c.isdigit() for c in between) or not all(w.link for w in held):
        return " "
    return between
