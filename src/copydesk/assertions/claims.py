"""Reading a claim: the same parsers as for articles, then the choice of the value that the claim asserts.

Which value a claim asserts:

1. A figure beats a date or an ordinal. Positions and names are no values.
2. Among figures, the one that only places or compares loses: behind a preposition ("in 24 hours", "34 of 145"), in
   brackets or a title in quotation marks, a duration or an age beside another figure, and "one", which may be an article.
   One behind a colon wins, then one with a unit of measure or a currency, then one with a modifier, then one in digits;
   among equals, the last.
3. Without a figure the last date or ordinal.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..annotate import annotate
from ..mentions import Mention
from ..text import Article, Span, fold
from ._language import Marks, is_empty_word, is_function_word, marks, ranked
from .model import Claim

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_TITLE = re.compile(r"[\"'«“‘][^\"'»”’:]*\Z")
_TITLE_END = re.compile(r"[^\"'«“‘:]*[\"'»”’]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_ID = 80
_NO_FIGURE = frozenset({"date", "ordinal", "position", "name"})
# Letters that decomposition leaves alone; the rest of the Latin alphabet loses its accents.
_LATIN = str.maketrans({
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i", "ħ": "h", "ŋ": "n",
})


def read_claim(
    text: str, lang: str | None = None, *, subject: Sequence[str] = (), attribute: Sequence[str] = ()
) -> Claim:
    """The claim with its expected value, in the likeliest language that finds one; else `expected` is None.

    A claim without a value is one about an office, if any language finds one in it.
    """
    codes = (lang,) if lang else ranked(text)
    first: Claim | None = None
    placed: Claim | None = None
    for code in codes:
        mentions = tuple(annotate(Article(id="claim", text=text, lang=code), terse=True).mentions)
        claim = Claim(
            text=text, lang=code, expected=expected(text, code, mentions), mentions=mentions,
            subject=subject, attribute=attribute,
        )
        if claim.expected is not None:
            return claim
        first = first or claim
        if placed is None and any(m.kind == "position" for m in mentions):
            placed = claim
    return placed or first or Claim(text=text, lang=lang or "", subject=subject, attribute=attribute)


def plain_claim(text: str) -> Claim:
    """A claim that asserts no value (a name, a position), in its likeliest language, unread."""
    best = ranked(text)
    return Claim(text=text, lang=best[0] if best else "")


def expected(text: str, lang: str, mentions: Sequence[Mention]) -> Mention | None:
    """The value that a claim asserts, by the policy above."""
    figures = [m for m in mentions if m.kind not in _NO_FIGURE and _has_value(m)]
    if not figures:
        others = [m for m in mentions if m.kind in ("date", "ordinal")]
        return others[-1] if others else None
    if len(figures) == 1:
        dates = [m for m in mentions if m.kind == "date"] if _numbers_name(text, figures[0]) else []
        return dates[-1] if dates else figures[0]
    folded = fold(text)
    timed = any(m.kind not in ("duration", "age") for m in figures)
    ends = tuple(folded[m.start:m.end] for m in figures)
    return max(figures, key=lambda m: (_weight(m, folded, lang, timed, ends) - _named(text, m), m.start))


def _named(text: str, mention: Mention) -> int:
    """What a bare number loses that may end a name ("Les Indestructibles 2", "Ligue 1 clubs"): the word before it has a
    capital."""
    if mention.kind != "count" or mention.modifier != "exact" or mention.low is None:
        return 0
    before = text[:mention.start].rstrip().rpartition(" ")[2]
    bare = mention.counted is None or (mention.low < 10 and before.isalpha())
    return 12 * (bare and before[:1].isupper())


def _numbers_name(text: str, mention: Mention) -> bool:
    """Whether a small number that counts nothing may end a name that opens the claim: "Penly 1 to restart on 20 March"."""
    return bool(_named(text, mention)) and mention.counted is None and mention.low is not None and mention.low < 10 and (
        " " not in text[:mention.start].strip() and mention.unit is None
    )


def _has_value(mention: Mention) -> bool:
    return mention.low is not None or mention.high is not None or mention.several is not None


def _weight(mention: Mention, folded: str, lang: str, timed: bool, figures: tuple[str, ...]) -> int:
    before = folded[:mention.start].rstrip(" $€£¥\"'")
    weight = 0
    if before.endswith((":", "=")):
        weight += 16
    if before.endswith(("(", "[")):
        weight -= 8
    words = f" {before}"
    if mention.modifier == "exact":
        own = marks(lang)
        wholes = tuple(f"{figure} {word}" for figure in figures for word in own.whole)
        if words.endswith((*(f" {word}" for word in own.adjunct), *wholes)):
            weight -= 8
        if mention.unit is None and own.sides and _other_side(words, figures, own):
            weight -= 16
    if timed and mention.kind in ("duration", "age"):
        weight -= 8
    if mention.unit is None and mention.modifier == "exact":
        if mention.low == 1 and not folded[mention.start].isdigit():
            weight -= 32
        elif _TITLE.search(folded, 0, mention.start) and _TITLE_END.match(folded, mention.end):
            weight -= 16
        elif _YEAR.fullmatch(folded[mention.start:mention.end]):
            weight -= 12  # "the 2019 budget passed by 182 votes", "Budget 2019 adopté par 182 voix"
    if mention.unit is not None:
        weight += 4
    if mention.modifier != "exact":
        weight += 2
    if mention.low == 1 and len(figures) > 1 and mention.modifier == "at_least" and before and folded[mention.start].isalpha():
        weight -= 8  # "11.3 million have had at least one dose"
    return weight + folded[mention.start:mention.end].strip("$€£¥ ")[:1].isdigit()


def _other_side(before: str, figures: Sequence[str], own: Marks) -> bool:
    """Whether what stands before a figure makes it the other side of a vote: "passed by 195 votes to 112"."""
    by, sides = "|".join(map(re.escape, own.scored)), "|".join(map(re.escape, own.sides))
    return any(
        re.search(rf" (?:{by}) {re.escape(figure)}(?: \w+)? (?:{sides})\Z", before)
        for figure in figures if figure[-1].isdigit()
    )


def words(claim: Claim) -> Iterator[str]:
    """The claim's words as written, without its value and the hedge before it."""
    start, end = value_span(claim)
    for found in _WORD.finditer(claim.text):
        if not (found.start() < end and found.end() > start):
            yield found.group()


def value_span(claim: Claim) -> Span:
    """Where the claim's value stands, with the hedge before it ("up to 285 km/h"); empty at 0 without a value."""
    value = claim.expected
    if value is None:
        return Span(0, 0)
    before = f" {fold(claim.text[:value.start]).rstrip()}"
    hedge = next((p for p in marks(claim.lang).modifiers if before.endswith(f" {p}")), None)
    return Span(len(before) - 1 - len(hedge) if hedge else value.start, value.end)


def same_fact(claim: Claim) -> tuple[str, ...]:
    """What two claims about one thing have in common: the words of `about:`, else their own, folded, in order."""
    if claim.subject or claim.attribute:
        return (*map(fold, claim.subject), "", *map(fold, claim.attribute))
    return tuple(fold(word) for word in words(claim) if not is_empty_word(word, claim.lang))


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, cut at a word near 80 characters; "" when none is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LATIN))
    parts = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    made = ""
    for part in parts:
        longer = f"{made}-{part}" if made else part
        if len(longer) > _LONGEST_ID:
            return made or part[:_LONGEST_ID]
        made = longer
    return made


def claim_id(claim: Claim) -> str:
    """The id that a claim makes for itself: its words without the value ("atacms-range")."""
    return slug(" ".join(word for word in words(claim) if not is_function_word(word, claim.lang)))
