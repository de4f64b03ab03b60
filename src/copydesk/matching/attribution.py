"""Who says it: whether a place of a text is inside a quotation, and who a sentence gives it to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from .. import _trie, terms
from ..assertions.model import Claim
from ..languages import data
from ..terms import Lexicon
from ..text import Span, fold

REACH = 2_000
"""How many characters back a quotation may have begun."""
_LONGEST = 60
"""How long the words that name a source are shown at most."""
_LITTLE = 1
"""How many words stand at most between what is set in and the verb."""

_CLOSING = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’"}
_MARKS = re.compile("[\n\"'«»“”„‹›‘’]")
_SENTENCE_END = ".!?…»”\"’"
_DASH = "—―"


def quoted(text: str, at: int) -> bool:
    """Whether a place is inside a quotation: « », “ ”, " ", ‘ ’, ' ' or the speech behind a dash that opens a line."""
    floor = max(0, at - REACH)
    floor = max(floor, text.rfind("\n\n", floor, at) + 1)
    opened: list[str] = []
    for hit in _MARKS.finditer(text, floor, at):
        place, mark = hit.start(), hit[0]
        if mark == "\n":
            if text[place - 1 : place] in _SENTENCE_END:
                opened.clear()
        elif opened and mark in opened[-1] and not (mark in "'’" and text[place + 1 : place + 2].isalnum()):
            opened.pop()
        elif _opens(text, place):
            opened.append(_CLOSING.get(mark, mark))
    return bool(opened) or _spoken(text, at)


def _opens(text: str, place: int) -> bool:
    """Whether a quotation begins at a place; marks that may be an apostrophe need a partner behind them."""
    mark = text[place]
    if mark in "«“„‹":
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark == '"':
        return not before or not before.isalnum()
    if mark in "'‘" and not before.isalnum() and before not in ("s", "’") and after.isalnum():
        closing = "’" if mark == "‘" else "'"
        line = text.find("\n", place)
        stop = min(len(text) if line < 0 else line, place + REACH)
        return any(
            not text[found + 1 : found + 2].isalnum() and not text[found - 1].isspace()
            for found in _places(text, closing, place + 2, stop)
        )
    return False


def _places(text: str, mark: str, start: int, stop: int) -> list[int]:
    return [place for place in range(start, stop) if text[place] == mark]


def _spoken(text: str, at: int) -> bool:
    """ "—Son cinco los muertos —dijo el alcalde—": the speech of a line that a dash opens, without what is set in."""
    line = text.rfind("\n", max(0, at - REACH), at) + 1
    if not text.startswith(tuple(_DASH), line) or text[line + 1 : line + 2].isspace():
        return False
    return sum(text.count(dash, line, at) for dash in _DASH) % 2 == 1


def source(text: str, sentence: Span, start: int, end: int, lang: str, others: Iterable[int] = ()) -> Span | None:
    """The words of a sentence that give what stands at `start`..`end` to somebody ("selon la police"); None: nobody. `others`:
    where its other figures begin."""
    words = _words(lang)
    if words is None:
        return None
    folded = fold(text[sentence.start : sentence.end])
    first, last = start - sentence.start, end - sentence.start
    behind = [other - sentence.start for other in others if other > start]
    place = words.behind(folded, last, behind) or words.ahead(folded, first)
    if place is None:
        return None
    return Span(sentence.start + place[0], sentence.start + place[1])


class _Words:
    """A language's words of attribution, as patterns."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        says, sources = _trie.pattern(table["says"]), _trie.pattern(table["sources"])
        others = _trie.pattern(table["not_sources"])
        self.named = re.compile(rf"(?<![\w'-])(?:{sources})(?<=[\w' ])(?![\w-])(?! ?(?:{others})(?!\w))")
        self.that = re.compile(
            rf"(?<!\w)(?:{says})(?!\w)(?: [\w'.-]+){{0,4}}?(?: ?(?:{_trie.pattern(table['that'])})(?!\w)| ?:)"
            rf"|(?<!\w)(?:{_trie.pattern([*_with_asides(table['reports'], table['asides'])])})(?:(?<=')|(?!\w))"
            rf"|(?<!\w)(?:{_trie.pattern(table['sets'])})(?:,? [\w'-]+){{0,7}}?,? (?:{_trie.pattern(table['at'])})(?<=\w)(?!\w)"
        )
        self.valued = re.compile(rf"(?<!\w)(?:{_trie.pattern(table['valued'])})(?!\w)")
        self.by = re.compile(rf"(?: [\w'-]+){{0,3}}? (?:{_trie.pattern(table['by'])}) ")
        speech = [*table["sources"], *table["says"], *table["reports"], *table["sets"]]
        self.speech = re.compile(rf"(?<!\w)(?:{_trie.pattern(speech)})(?:(?<=')|(?!\w))")
        self.tallies = re.compile(rf"(?<!\w)(?:{says}|{_trie.pattern([*table['tallies'], *table['sets']])})(?!\w)")
        self.said = re.compile(rf"[,\"–—-] ?(?:[\w'.-]+ ){{0,6}}?(?:{says})(?!\w)")

    def behind(self, folded: str, end: int, others: Sequence[int]) -> tuple[int, int] | None:
        """A source that is named behind a mention: "…, selon la police", "…, the minister said"."""
        if (hit := self.by.match(folded, end)) and self.valued.search(folded, 0, end):
            return _trimmed(folded, hit.end(), _stop(folded, hit.end(), others))
        found = [hit for hit in (self.named.search(folded, end), self._remark(folded, end, others)) if hit]
        hit = min(found, key=lambda hit: hit.start(), default=None)
        if hit is None or ";" in folded[end : hit.start()] or self._of_another(folded, end, hit.start()):
            return None
        return _trimmed(folded, hit.start(), _stop(folded, hit.end(), others))

    def _remark(self, folded: str, end: int, others: Sequence[int]) -> re.Match[str] | None:
        """Words behind a mention that say who says it, and not who says the next: "18,000, while they claimed 40,000"."""
        for hit in self.said.finditer(folded, end):
            stop = _stop(folded, hit.end())
            if not any(hit.start() < other < stop for other in others):
                return hit
        return None

    def ahead(self, folded: str, start: int) -> tuple[int, int] | None:
        """A source that is named before it: "Selon la police, …", "The minister said that …"."""
        found: tuple[int, int] | None = None
        for hit in self.named.finditer(folded, 0, start):
            if not folded[: hit.start()].strip(" \"'–—-") or folded[: hit.start()].rstrip()[-1] in ",;:(\"–—":
                found = _trimmed(folded, hit.start(), min(start, _stop(folded, hit.end())))
        for hit in self.that.finditer(folded, 0, start):
            found = _trimmed(folded, _begin(folded, hit.start()), hit.end())
        return None if found is None or ";" in folded[found[1] : start] else found

    def claimed(self, folded: str, start: int, end: int) -> tuple[int, int] | None:
        """Who says what a claim says: a source, or a subject before a verb of counting ("police put the march at 2,800")."""
        place = self.behind(folded, end, ())
        if place is None and (hit := self.tallies.search(folded, 0, start)) and start - hit.end() <= _LONGEST:
            place = _begin(folded, hit.start()), hit.start()
        if place is None or place[0] >= place[1]:
            place = self.ahead(folded, start)
        if place is None and (hit := _ASIDE.search(folded, end)):
            place = hit.span(1)
        return place if place and place[0] < place[1] else None

    def _of_another(self, folded: str, end: int, place: int) -> bool:
        """Whether another figure stands right before the source: "31 000, et 270 000 selon les syndicats"."""
        begin = max(folded.rfind(mark, end, place) for mark in (", ", "; ", ": ", "("))
        return begin >= end and any(char.isdigit() for char in folded[begin:place])


def _with_asides(phrases: Iterable[str], asides: Sequence[str]) -> Iterator[str]:
    """Phrases, and the same with an aside before their last word: "parle, pour sa part, de"."""
    for phrase in phrases:
        yield phrase
        head, _, last = phrase.rpartition(" ")
        if head:
            yield from (f"{head}{mark} {aside}{mark} {last}" for aside in asides for mark in ("", ","))


def _begin(folded: str, at: int) -> int:
    """Where the subject of a verb begins: at the last mark before it, but for what is set in ("the union, for its part, says"),
    or so many words back."""
    floor = max(0, at - _LONGEST)
    marks = [hit.end() for hit in _MARK.finditer(folded, max(0, at - 2 * _LONGEST), at)]
    if len(marks) > 1 and len(folded[marks[-1] : at].split()) <= _LITTLE and (
        folded[marks[-1] - 1] == "," == folded[marks[-2] - 1]
    ):
        return max(marks[-3] if len(marks) > 2 else 0, _word(folded, max(0, marks[-2] - _LONGEST)))
    marks = [mark for mark in marks if mark > floor]
    if marks:
        return marks[-1]
    return _word(folded, floor) if floor < at else at


def _word(folded: str, at: int) -> int:
    """Where the next word begins."""
    return 0 if not at else folded.find(" ", at) + 1 or at


def _stop(folded: str, at: int, others: Iterable[int] = ()) -> int:
    """Where the words that name a source end: at the next mark or figure, or after so many characters."""
    mark = _MARK.search(folded, at)
    stop = min([mark.start() if mark else len(folded), *(other for other in others if other > at)])
    if stop - at > _LONGEST:
        stop = folded.rfind(" ", at, at + _LONGEST)
    return max(at, stop)


def _trimmed(folded: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and folded[start] in " ,;:'\"–—-":
        start += 1
    while stop > start and folded[stop - 1] in " ,;:\"–—-(":
        stop -= 1
    return start, stop


_MARK = re.compile(r"[,.;:()\"\n–—](?!\w)")


@cache
def _words(lang: str) -> _Words | None:
    table = data(lang, "attribution")
    return _Words(table) if table else None


def sources(claim: Claim, lang: str, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """The keys of those who say what a claim says, word by word; their country only where nothing else tells who they are."""
    value, words = claim.expected, _words(lang)
    span = value and words and words.claimed(fold(claim.text), value.start, value.end)
    if not span or not words:
        return ()
    return _who(claim.text, words, Span(*span), lang, lexicon)


def label(claim: Claim, lang: str, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """The same of what stands before a colon, which may be who says it: "Fire service: 74 killed"."""
    value, words, hit = claim.expected, _words(lang), _LABEL.match(claim.text)
    if value is None or words is None or hit is None or value.start < hit.end():
        return ()
    return _who(claim.text, words, Span(*hit.span(1)), lang, lexicon)


def _who(text: str, words: _Words, span: Span, lang: str, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    silent = words.speech.sub(lambda hit: "," * len(hit[0]), fold(text))
    readings = lexicon.read(lang, terms.words("".join(text[at] if silent[at] != "," else "," for at in range(*span))))
    found = [reading for reading in readings if not reading.function and reading.keys]
    telling = [reading for reading in found if not any(_is_place(lexicon, key) for key in reading.keys)] or found
    return tuple(frozenset(key for key in reading.keys if key[0] not in "!=") for reading in telling)


_LABEL = re.compile(r"([^:,]{2,50}?) ?: ")
_ASIDE = re.compile(r"\(([^()\d]+)\)\Z")


def _is_place(lexicon: Lexicon, key: str) -> bool:
    concept = None if key[0] in "!*=#@" else lexicon.concept(key.lstrip("~"))
    return concept is not None and concept.kind == "place"
