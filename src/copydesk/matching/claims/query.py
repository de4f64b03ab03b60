"""Taking an assertion's claim apart: which of its words are names, what is counted, which time it speaks of."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from ... import terms
from ...annotate import annotate
from ...assertions.model import Assertion, Claim
from ...languages import data
from ...mentions import Mention
from ...periods import Period
from ...terms import Lexicon, Reading
from ...text import Article, Span, fold
from .. import attribution as _attribution
from . import asked as _asked
from . import called, phrases
from . import times as _times
from .model import WEIGHTS, Query, Term, complete, mark_head, question

__all__ = ["Query", "Term", "home", "of"]

_WORD = re.compile(terms.WORD)
_BARE_YEAR = re.compile(r", ((?:19|20)\d\d) ?:")
_YEAR_OF_NOUN = re.compile(r"(?:(?<=[a-z] )|(?<='s )|(?<=’s )|\A)((?:19|20)\d\d)(?= [a-z]|(?<=\A\d{4}) [A-Z])")
EXTENT = "extent"
"""The contrast of totals, averages and records."""
BEFORE = "last-year"
"""The concept of the year before the article's."""


def of(assertion: Assertion, lexicon: Lexicon) -> Query:
    """The query of an assertion with a value; made once for each claim."""
    return _lately(_This(assertion.claim, assertion.valid, lexicon))


class _This:
    """A claim as a cache key: the very same one."""

    __slots__ = ("claim", "lexicon", "valid")

    def __init__(self, claim: Claim, valid: Period | None, lexicon: Lexicon) -> None:
        self.claim, self.valid, self.lexicon = claim, valid, lexicon

    def __hash__(self) -> int:
        return id(self.claim)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _This) and self.claim is other.claim and self.lexicon is other.lexicon
            and self.valid == other.valid
        )


@lru_cache(maxsize=1 << 15)
def _lately(this: _This) -> Query:
    return _of(_Bare(this.claim, this.valid, this.lexicon))


class _Bare:
    """A claim as a cache key: two claims with one wording make one query."""

    __slots__ = ("claim", "key", "lexicon", "valid")

    def __init__(self, claim: Claim, valid: Period | None, lexicon: Lexicon) -> None:
        self.claim, self.valid, self.lexicon = claim, valid, lexicon
        about = (tuple(claim.subject), tuple(claim.attribute))
        self.key = (claim.text, claim.lang, claim.expected, about, valid, id(lexicon))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bare) and self.key == other.key


@cache
def _of(bare: _Bare) -> Query:
    query = _Builder(bare.claim, bare.valid, bare.lexicon).build()
    query.question = question(query)
    return query


class _Builder:
    def __init__(self, claim: Claim, valid: Period | None, lexicon: Lexicon) -> None:
        self.claim, self.valid, self.lexicon = claim, valid, lexicon
        self.lang = claim.lang or lexicon.likeliest(claim.text)[0]

    def build(self) -> Query:
        claim = self.claim = _asked.labelled(_asked.aged(self.claim, self.lang, self.lexicon), self.lang, self.lexicon)
        mentions = claim.mentions or annotate(Article(id="claim", text=claim.text, lang=self.lang)).mentions
        dates = [m for m in mentions if m.kind == "date" and not _same(m, claim.expected)]
        undated = [] if dates else _times.undated(claim, self.lang)
        self._note_numbers(mentions)
        names, words, cues = self._taken_apart(dates, undated)
        period = next(filter(None, map(_times.period, dates)), None) or self._bare_year()
        month, longer = _times.month_of(undated)
        if longer:
            cues.add("cumulative")
        if _asked.compares(claim, self.lang, self.lexicon):
            cues.add("increment")
        arrives = _asked.arrives(claim, self.lang, self.lexicon)
        direction = any(phrases.DIRECTION in term.contrasts for term in words)
        if arrives and (direction or "moved" in cues):
            cues.add("arrived")
        if "surpassed" in cues or any(BEFORE in term.concepts for term in words):
            cues.add("prior")
        headed = mark_head(words, self.lang)
        _asked.mark_bearers(claim, names, words, self.lexicon)
        called.cast(words)
        words.sort(key=lambda term: term.head)
        complete(names, words)
        return Query(
            claim.text, self.lang, claim.expected, tuple(names), tuple(words), period, month, self.valid,
            frozenset(k for term in names for t in (term, *term.parts) for k in t.keys),
            bool(direction or (claim.expected and claim.expected.change)) and "arrived" not in cues, "prior" in cues,
            frozenset(cues), headed,
            _asked.shares(claim, self.lang, self.lexicon),
            claim.expected is not None and claim.expected.kind == "age",
            frozenset(k for term in words for t in (term, *term.parts) for k in t.keys if k not in term.siblings),
            _times.named_part([*dates, *undated]),
            tuple(
                (m.low, m.unit) for m in mentions
                if m.kind != "ordinal" and (m.start, m.end) in self.numbers and m.low is not None and m.low == m.high
            ),
            sources := _attribution.sources(claim, self.lang, self.lexicon),
            () if sources else _attribution.label(claim, self.lang, self.lexicon),
            period is None and _times.names_day(undated or _times.undated(claim, self.lang)),
        )

    def _note_numbers(self, mentions: Iterable[Mention]) -> None:
        """The claim's other numbers than its value, and what they count."""
        others = [
            m for m in mentions if m.kind not in ("date", "name", "position") and not _same(m, self.claim.expected)
        ]
        self.numbers = [(m.start, m.end) for m in others]
        self.parts = [(m.start, m.counted_span.end if m.counted_span else m.end) for m in others if m.kind == "count"]
        self.nouns = [m.counted_span for m in others if m.counted_span]

    def _taken_apart(
        self, dates: Iterable[Mention], undated: Iterable[Mention]
    ) -> tuple[list[Term], list[Term], set[str]]:
        """The claim's names, its words and its cues."""
        claim = self.claim
        names: list[Term] = []
        words: list[Term] = []
        cues: set[str] = set()
        if claim.subject or claim.attribute:
            for text in [*claim.subject, *claim.attribute]:
                self._terms(text, (), None, names, words, cues)
        else:
            taken = [(m.start, m.end) for m in (*dates, *(m for m in undated if not _times.part_of_year(m)))]
            if claim.expected:
                taken.extend(_asked.spans(claim.text, claim.expected, self.lang, self.lexicon))
            self._terms(claim.text, taken, claim.expected, names, words, cues)
        fates = {contrast for term in words if term.counted for contrast in term.contrasts}
        words = [term for term in words if not term.beside or term.counted or fates.isdisjoint(term.contrasts)]
        return names, words, cues

    def _bare_year(self) -> Period | None:
        """The year that stands between a comma and a colon ("Bam, 2003 : …"), or before a noun ("the 2023 deficit")."""
        text, expected = self.claim.text, self.claim.expected
        found = _BARE_YEAR.search(text) or next((
            year for year in _YEAR_OF_NOUN.finditer(text)
            if not (expected and year.start(1) < expected.end and expected.start < year.end(1))
            and not any(begin <= year.start(1) < end for begin, end in self.numbers)
        ), None)
        return Period.parse(found.group(1)) if found else None

    def _terms(
        self, text: str, taken: Iterable[tuple[int, int]], expected: Mention | None,
        names: list[Term], words: list[Term], cues: set[str],
    ) -> None:
        hits = list(_WORD.finditer(text))
        texts = [h.group() for h in hits]
        readings = self.lexicon.read(self.lang, texts)
        free = [not any(h.start() < end and h.end() > start for start, end in taken) for h in hits]
        if expected:
            self._drop_modifier(hits, readings, free, expected)
        quoted = {} if self.claim.subject or self.claim.attribute else phrases.titles(text, hits, readings, free)
        titled = sum(t[:1].isupper() for t in texts) > 0.7 * len(texts) and len(texts) > 4
        silent = -1
        at = 0
        while at < len(hits):
            reading = readings[at]
            if "!part" in reading.keys and (behind := self._part(hits, readings, at)) > at:
                at = behind
                continue
            cues.update(k[1:] for k in reading.keys if k[0] == "!")
            if "!function" in reading.keys:
                silent = at + reading.length
            if at not in quoted and (not free[at] or at < silent):
                at += 1
                continue
            group = quoted.get(at) or self._name_group(text, hits, readings, free, at, titled)
            if group > at + 1 or at in quoted:
                names.append(self._name(texts, readings, at, group))
                at = group
                continue
            length = phrases.extent(self.lexicon, self.claim.expected, hits, readings, free, at)
            if reading.function and length == 1 and not reading.concepts:
                at += 1
                continue
            if reading.function and length == 1 and not any(self._is_entity(k) for k in reading.keys):
                at += 1
                continue
            term = self._term(
                texts, readings, at, length, self._initial(text, hits, at, titled),
                any(a <= hits[at].start() < b for a, b in self.numbers),
                text[hits[at + length - 1].end() :].lstrip().startswith(":") or phrases.follows(readings, at, "!locatives"),
            )
            self._place(term, hits, readings, at, length, expected)
            (names if term.kind == "name" else words).append(term)
            at = phrases.behind(self.lexicon, readings, free, at, length)
            if not term.known and (numbered := self._numbered(text, hits, free, at)):
                term.number = numbered
                at += 1

    def _place(
        self, term: Term, hits: Sequence[re.Match[str]], readings: Sequence[Reading], at: int, length: int,
        expected: Mention | None,
    ) -> None:
        """Note where a term stands in the claim, and what it is there: counted, among whom, beside another number."""
        term.place, term.size = at + length - 1, length
        term.among = phrases.follows(readings, at, "!among")
        term.owned = phrases.follows(readings, at, "!before") or phrases.follows(readings, at, "!shares")
        term.excepted = phrases.follows(readings, at, "!excepted")
        term.beside = any(noun.start <= hits[at].start() < noun.end for noun in self.nouns)
        # the base of a share ("du PIB") is a phrase that tells, and nothing that is counted
        last = at + length - 1 if expected and expected.kind == "count" else at
        span = expected.counted_span if expected else None
        within = span is not None and hits[at].start() < span.end and hits[last].end() > span.start
        if within and term.kind == "word" and not self._behind_people(hits, readings, at, span):
            term.counted = True
            if term.weight >= WEIGHTS["word"]:
                term.weight += WEIGHTS["counted"] - WEIGHTS["word"]
        elif term.entity == "place":
            term.qualifies = within

    def _behind_people(
        self, hits: Sequence[re.Match[str]], readings: Sequence[Reading], at: int, span: Span | None
    ) -> bool:
        """Whether a number counts people by their country, and a word stands behind a preposition: "209 Frenchmen evacuated
        from the islands", in languages that put what qualifies a noun behind it."""
        if span is None or data(self.lang, "match").get("head_last"):
            return False
        first = next((n for n in range(at) if hits[n].end() > span.start), at)
        if not any("!prepositions" in readings[n].keys for n in range(first + 1, at)):
            return False
        return called.entity(self.lexicon, called.keys(self.lexicon, readings[first])[1]) == "place"

    def _numbered(self, text: str, hits: Sequence[re.Match[str]], free: Sequence[bool], at: int) -> str:
        """The number that a hyphen ties to a name before it ("Vega-1"), or ""."""
        if at >= len(hits) or not free[at] or not hits[at].group().isdigit() or not hits[at - 1].group()[:1].isupper():
            return ""
        return hits[at].group() if text[hits[at - 1].end() : hits[at].start()] == "-" else ""

    def _part(self, hits: Sequence[re.Match[str]], readings: Sequence[Reading], at: int) -> int:
        """Where a part ends that a claim gives besides its value: "121 injured, including 38 policemen"; `at` without one."""
        first = at + max(1, readings[at].length)
        part = next((end for start, end in self.parts if first < len(hits) and hits[first].start() == start), None)
        if part is None:
            return at
        end = next((n for n in range(first, len(hits)) if hits[n].start() >= part), len(hits))
        while end < len(hits) and not readings[end].function and hits[end].start() - hits[end - 1].end() == 1 and (
            self.claim.text[hits[end - 1].end()] == " "
        ):
            end += 1  # "police officers"
        return end

    def _drop_modifier(
        self, hits: Sequence[re.Match[str]], readings: Sequence[Reading], free: list[bool], expected: Mention
    ) -> None:
        """Words right before the figure that only bind it ("up to", "verges on") are no terms."""
        before = [n for n, h in enumerate(hits) if h.end() <= expected.start]
        if expected.kind == "date":  # "à partir du 13 octobre"
            begin = next((n for n in before[-3:] if "!beginning" in readings[n].keys and readings[n].function), len(hits))
            for at in range(begin, len(before)):
                free[at] = False
        if expected.modifier in ("exact", "range"):
            return
        for at in reversed(before[-3:]):
            bound = readings[at].function or "!function" in readings[at].keys
            free[at] = free[at] and not bound
            if not bound:
                free[at] = free[at] and fold(hits[at].group()) not in _bounds(self.lang)
                break

    def _common(self, reading: Reading) -> bool:
        """Whether the table knows the word, and not as a name."""
        concepts = reading.concepts
        return bool(concepts) and not any(self._is_entity(c) for c in concepts)

    def _is_entity(self, key: str) -> bool:
        return self.lexicon.is_entity(key)

    def _initial(self, text: str, hits: Sequence[re.Match[str]], at: int, titled: bool) -> bool:
        """Whether a capital at this word says nothing: the first word of a sentence, or a headline in capitals."""
        if titled:
            return True
        if at:
            return False
        following = text[hits[at].end() : hits[at].end() + 3].lstrip()
        word = hits[at].group()
        return not following.startswith((":", ",")) and not any(c.isdigit() or c.isupper() for c in word[1:])

    def _name_group(
        self, text: str, hits: Sequence[re.Match[str]], readings: Sequence[Reading], free: Sequence[bool], at: int,
        titled: bool,
    ) -> int:
        """Where a run of capitalised words that is no single known entity ends; `at` when there is none."""
        texts = [hit.group() for hit in hits]
        if titled or not texts[at][:1].isupper() or readings[at].function:
            return at
        if readings[at].phrase or (at == 0 and self._common(readings[at])):
            return at
        stop = at
        while stop < len(texts) and free[stop] and texts[stop][:1].isupper() and not readings[stop].function:
            if stop > at and text[hits[stop - 1].end() : hits[stop].start()].strip(" -\u00a0\u2011"):
                break
            if stop > at and (readings[stop].phrase or (texts[stop].isupper() and self._common(readings[stop]))):
                break
            stop += 1
        run = range(at, stop)
        if len(run) < 2 or (at == 0 and self._qualifies(texts[0], readings[1 : stop])):
            return at
        # demonyms and places side by side with a common capitalised word still make a name ("Iran Air"); known
        # entities alone do not ("US Airbus")
        if all(any(self._is_entity(k) for k in readings[i].keys) for i in run):
            return at
        return stop

    def _qualifies(self, word: str, behind: Sequence[Reading]) -> bool:
        """Whether the first word of a claim says of what kind the place behind it is: "Small French towns"."""
        rules = data(self.lang, "match")
        told = word.lower() in rules.get("qualifiers", ()) or word.lower().endswith(tuple(rules.get("qualifier_endings", ())))
        return told and all(any(self._is_entity(key) for key in reading.keys) for reading in behind)

    def _name(self, texts: Sequence[str], readings: Sequence[Reading], start: int, stop: int) -> Term:
        parts = tuple(
            Term(texts[i], "name", 1.0, called.keys(self.lexicon, readings[i])[0]) for i in range(start, stop)
        )
        lettered = any(len(texts[i]) == 1 or not texts[i].isalpha() for i in range(start, stop))  # "RER B" is no person
        person = stop - start in (2, 3) and not lettered and not any(readings[i].concepts for i in range(start, stop))
        return Term(" ".join(texts[start:stop]), "name", WEIGHTS["name"], {}, parts, together=True, surname=person)

    def _measures(self, word: str) -> bool:
        """Whether a capital is a month's ("Spain's August heatwave") or that of what the value is per ("MWh")."""
        value = self.claim.expected
        return word.lower() in _times.calendar(self.lang) or (value is not None and value.per == word)

    def _term(
        self, texts: Sequence[str], readings: Sequence[Reading], at: int, length: int, initial: bool,
        numeral: bool = False, sited: bool = False,
    ) -> Term:
        reading = readings[at]
        keys, concepts = called.keys(self.lexicon, reading, whole=length > 1)
        known = [c for c in (self.lexicon.concept(k) for k in concepts) if c]
        strict = [c for c in known if c.id in reading.keys] or known
        entity = called.entity(self.lexicon, concepts)
        if entity == "place" and sited:
            keys = called.itself(keys, self.lexicon)
        text = " ".join(texts[at : at + length])
        kind = "word"
        if entity or (not known and texts[at][:1].isupper() and not initial and not self._measures(texts[at])):
            kind = "name"
        parts: tuple[Term, ...] = ()
        if length > 1:
            parts = tuple(
                Term(texts[i], kind, 1.0, called.keys(self.lexicon, readings[i])[0])
                for i in range(at, at + length) if not readings[i].function
            )
        weight = WEIGHTS[kind]
        if "!generic" in reading.keys and (length == 1 or not known):
            weight = WEIGHTS["generic"]
        elif texts[at].isdigit() or numeral:
            weight = WEIGHTS["number"]
        elif kind == "word" and parts:
            weight += 0.75 * (len(parts) - 1)
        generic = weight == WEIGHTS["generic"]  # "Belgium records 112,000 deaths" asks for no record
        contrasts = tuple(c.contrast for c in known if c.contrast and not (generic and c.contrast == EXTENT))
        return Term(
            text, kind, weight, keys, parts, concepts=tuple(concepts), contrasts=contrasts, entity=entity,
            verb=any(c.kind == "verb" for c in known), known=bool(known),
            act=bool(known) and all(c.kind == "verb" for c in strict),
            initial=initial and not known and at == 0 and texts[0][:1].isupper(), siblings=called.siblings(self.lexicon, known),
        )


@cache
def _bounds(lang: str) -> frozenset[str]:
    """The single words of a language that bind the number behind them."""
    groups = data(lang, "modifiers").get("before", {}).values()
    return frozenset(fold(phrase) for group in groups for phrase in group if " " not in phrase)


def _same(mention: Mention, expected: Mention | None) -> bool:
    return expected is not None and (mention.start, mention.end) == (expected.start, expected.end)


@cache
def home(lang: str) -> frozenset[str]:
    """The countries that newspapers in a language need not name."""
    return frozenset(data(lang, "match").get("home", []))
