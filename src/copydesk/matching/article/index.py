"""Laying out an article for matching, sentence by sentence: made once, used by all assertions."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ... import terms
from ...annotate import Annotated
from ...periods import Period
from ...sentences import sentences
from ...terms import Lexicon
from ...text import Article, fold
from . import abbreviations, ballots
from .cues import cues, joined
from .layout import NO_FIGURES, SETTLED, Entity, Figure, Index, Words, family, of_settled
from .lists import adjoin, pair
from .regions import apposed, labelled, share_out, taken_up
from .sums import with_sums

_TOKEN = re.compile(rf"(?P<word>{terms.WORD})|[,;:()\"–—\[\]…]")


def index(annotated: Annotated, lexicon: Lexicon | None = None) -> Index:
    """Lay out an annotated article."""
    lexicon = lexicon or terms.lexicon()
    made = Index(annotated, lexicon, words(annotated.article, lexicon), _period(annotated.article.published))
    _find_entities(made)
    _place_figures(made)
    return made


def words(article: Article, lexicon: Lexicon) -> Words:
    """The words of an article, read once for pre-selection and matching."""
    return _words(_This(article, lexicon))


class _This:
    """An article as a cache key: the very same one."""

    __slots__ = ("article", "lexicon")

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article, self.lexicon = article, lexicon

    def __hash__(self) -> int:
        return id(self.article)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.article is other.article and self.lexicon is other.lexicon


@lru_cache(maxsize=2)
def _words(this: _This) -> Words:
    return _read_words(Words(this.article), this.lexicon)


@lru_cache(maxsize=1 << 12)
def _period(edtf: str | None) -> Period | None:
    try:
        return Period.parse(edtf) if edtf else None
    except ValueError:
        return None


def _read_words(made: Words, lexicon: Lexicon) -> Words:
    article = made.article
    text = article.text
    bare = terms.plain(fold(text))
    made.spans = sentences(article)
    langs = made.langs = [(p.start, p.lang or article.lang) for p in article.passages] or [(0, article.lang)]
    edges = [start for start, _ in langs]
    starts, ends, segment_of, segment = made.starts, made.ends, made.segment_of, 0
    run: list[str] = []
    current = langs[0][1]
    for number, span in enumerate(made.spans):
        begin = len(starts)
        made.first_word.append(begin)
        lang = langs[max(0, bisect_right(edges, span.start) - 1)][1] if len(langs) > 1 else current
        if lang != current:
            segment = _read_run(made, current, run, lexicon)
            run.clear()
            current = lang
        segment += 1
        for hit in _TOKEN.finditer(bare, span.start, span.end):
            if hit.lastgroup is None:
                segment += 1
                continue
            start, end = hit.span()
            starts.append(start)
            ends.append(end)
            segment_of.append(segment)
            run.append(bare[start:end])
        made.sentence_of.extend([number] * (len(starts) - begin))
    made.first_word.append(len(starts))
    _read_run(made, current, run, lexicon)
    abbreviations.spell_out(made)
    made.topics = _topics(made)
    return made


def _read_run(made: Words, lang: str, run: list[str], lexicon: Lexicon) -> int:
    """Read the words gathered so far in one language, and part segments at coordinators; the last segment."""
    base = len(made.keys)
    text, where, segment_of = made.article.text, made.where, made.segment_of
    texts = [text[start:end] for start, end in zip(made.starts[base:], made.ends[base:], strict=True)]
    readings = lexicon.read(lang, texts, [word if word.isascii() else terms.simple(word) for word in run])
    bump = silent = inside = 0
    hushed = -1
    for at, reading in enumerate(readings, base):
        keys = reading.keys
        if at < inside and any(lexicon.is_body(key) for key in lexicon.read(lang, [texts[at - base]])[0].keys):
            keys = ()
        elif reading.length > 1 and reading.capitals and any(lexicon.is_body(key) for key in reading.phrase):
            inside = at + reading.length  # "Air France-KLM" speaks neither of Air France nor of KLM
        if "!function" in keys:
            silent = max(silent, at + reading.length)
        if "!idioms" in keys:
            silent, hushed = max(silent, at + reading.length), at
        if at < silent and at != hushed:
            made.meant.update(keys)
            keys = tuple(k for k in keys if k[0] == "!")
        if "!coordinators" in keys:
            bump += 1
        if bump:
            segment_of[at] += bump
        made.keys.append(keys)
        for key in keys:
            if key in where:
                where[key].append(at)
            else:
                where[key] = [at]
    made.function.extend([reading.function for reading in readings])
    made.lengths.extend([reading.length for reading in readings])
    made.capital.extend([reading.capitals for reading in readings])
    made.meant.update(where)
    return segment_of[-1] if segment_of else 0


def _topics(made: Words) -> frozenset[int]:
    """The sentences that say what the whole article is about: headline, key points, or the first two."""
    article = made.article
    heads = [p for p in article.passages if p.role in ("headline", "key_point")]
    found = {0, 1}
    for passage in heads:
        found |= {n for n, s in enumerate(made.spans) if passage.start <= s.start < passage.end}
    return frozenset(n for n in found if n < len(made.spans))


def _find_entities(made: Index) -> None:
    lexicon, text = made.lexicon, made.annotated.article.text
    dates, paid = made.within("date"), made.within("money")
    covered = 0
    elsewhere: dict[tuple[str, ...], bool] = {}
    for at, keys in enumerate(made.keys):
        if at in paid:
            continue  # "8.3 million Swiss francs" says nothing of Switzerland
        if at in made.spelled:
            keys = made.spelled[at]
        kind, noun, known, named = _naming(lexicon, keys)
        if kind:
            if not noun and named:
                written, lang = text[made.starts[at] : made.ends[at]], made.lang_of(at)
                noun = any(lexicon.own_name(key, written, lang) for key in named)
            covered = max(covered, at + made.lengths[at])
            made.entities[made.sentence_of[at]].append(Entity(at, kind, noun))
        elif known or not made.capital[at] or at in dates:
            continue
        elif at >= covered and keys:
            if at == made.first_word[made.sentence_of[at]]:
                if keys not in elsewhere:
                    elsewhere[keys] = _name_elsewhere(made, keys)
                if not elsewhere[keys]:
                    continue
            made.entities[made.sentence_of[at]].append(Entity(at, "place" if _of_place(made, at) else "name", True))


def _of_place(made: Index, at: int) -> bool:
    """Whether an unknown name is a place's: "the town of Farnwick", "Farnwick province"."""
    behind = at + 1 < len(made.keys) and made.segment_of[at + 1] == made.segment_of[at]
    return of_settled(made, at) < at or (behind and any(key in SETTLED for key in made.keys[at + 1]))


def _name_elsewhere(made: Index, keys: Sequence[str]) -> bool:
    """Whether an unknown word that opens a sentence stands in others too, with a capital everywhere."""
    spots = {at for key in keys if key[0] == "@" for at in made.where.get(key, ())}
    return all(made.capital[at] for at in spots) and any(at != made.first_word[made.sentence_of[at]] for at in spots)


@lru_cache(maxsize=1 << 16)
def _naming(lexicon: Lexicon, keys: tuple[str, ...]) -> tuple[str, bool, bool, tuple[str, ...]]:
    """What a word names, by its keys: the kind of entity, whether it must be the name itself, whether the table has it,
    and the keys that it may be the name of."""
    kind, noun, known = "", False, False
    named: list[str] = []
    for key in keys:
        if key[0] in "!=*@":
            continue
        if key[0] == "#":
            if not key[1].isdigit() and not kind:
                kind, noun = "name", True
            continue
        concept = lexicon.concept(key)
        if concept is not None and lexicon.is_entity(key):
            kind = concept.kind if concept.kind in ("place", "org") else "name"
            named.append(key)
        known = True
    return kind, noun, known, tuple(named)


def _place_figures(made: Index) -> None:
    sentence_figures: dict[tuple[int, str], list[Figure]] = {}
    for place, mention in enumerate(with_sums(made)):
        first = made.word_at(mention.start)
        last = bisect_left(made.starts, mention.end)
        if last <= first:
            last = first + 1
        if first >= len(made.starts):
            continue
        number = made.sentence_of[first]
        counted = None
        if mention.counted_span:
            counted = (made.word_at(mention.counted_span.start), bisect_left(made.starts, mention.counted_span.end))
        figure = Figure(mention, first, last, number, family(mention), counted, place)
        if counted is not None:
            figure.generic = any("!generic" in made.keys[at] for at in range(*counted))
        if counted is not None and mention.kind == "percent" and counted[0] >= last:
            made.bases.update(range(*counted))
        if counted is None and mention.kind == "count" and mention.modifier == "exact" and first > made.first_word[number]:
            figure.label = _numbers(made, first)
        made.families.setdefault(figure.family, []).append(figure)
        made.figures[number].append(figure)
        period = _period(mention.date) if mention.kind == "date" else None
        if period:
            made.dates.setdefault(number, []).append((figure, period))
        if figure.family not in ("name", "position"):
            sentence_figures.setdefault((number, figure.family), []).append(figure)
    for (number, _), figures in sentence_figures.items():
        family_of = figures[0].family
        others = [other for other in made.figures[number] if other.family != family_of and other.family not in NO_FIGURES]
        share_out(made, figures, *made.words(number), others)
        if family_of == "count" and figures[0].counted is None:
            figures[0].carried = figures[0].carried or taken_up(made, figures[0])
        if family_of == "date" and 0 < len(labels := labelled(made, figures)) < len(figures):
            share_out(made, [figure for figure in figures if figure not in labels], *made.words(number), others)
        if family_of == "calendar" and 0 < len(ages := apposed(made, figures)) < len(figures):
            share_out(made, [figure for figure in figures if figure not in ages], *made.words(number), others)
        after = made.first_word[number]
        for figure in figures:
            figure.cues |= cues(made, figure, after)
            after = figure.last
        for left, right in pairwise(figures):
            if "prior" in left.cues and joined(made, left, right):
                right.cues |= {"prior"}
            if "part" in right.cues:
                right.cues |= left.cues & {"cumulative"}
                right.whole = left.whole if "part" in left.cues else left.region
        pair(made, figures)
        adjoin(made, figures)
        ballots.tell(made, figures)
        for left, right in pairwise(figures):
            if _moved(made, left, right):
                left.cues |= {"earlier"}


def _numbers(made: Index, first: int) -> bool:
    """Whether the word right before a number is a scale that it is a point of ("magnitude 4")."""
    before = first - 1
    keys = made.keys[before]
    if made.segment_of[before] != made.segment_of[first] or not keys or made.function[before]:
        return False
    if not made.annotated.folded[made.ends[before] : made.starts[first]].isspace():
        return False
    return "!scales" in keys


def _moved(made: Index, left: Figure, right: Figure) -> bool:
    """Whether two figures are the ends of a change: "from 12 to 15"."""
    return (
        right.first - left.last <= 4 and made.segment_of[left.last - 1] == made.segment_of[right.first]
        and any("!after" in made.keys[at] for at in range(left.last, right.first))
        and any("!before" in made.keys[at] for at in range(max(0, left.first - 2), left.first))
    )
