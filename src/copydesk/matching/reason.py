"""A finding in one line that an editor can read: what the article says against what the assertion says."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import terms
from ..assertions.model import Claim
from ..languages import data
from ..mentions import Mention
from ..shown import amount, bound
from ..terms import Lexicon
from ..text import Span, fold
from ..units import convert
from ..values import Relation
from .judge import Comparison

if TYPE_CHECKING:
    from .article.layout import Index
    from .claims.model import Term

_RELATIONS: dict[Relation, str] = {
    "equal": "equal", "inside": "the article's lies inside", "covers": "the article's covers it",
    "overlaps": "they overlap in part", "disjoint": "no value in common",
}
_PLAIN = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?(/\d{4}-\d\d-\d\d)?")
"""A date in EDTF that anybody can read: no season."""
_PHRASE = 8
"""Words that a phrase of the term table may have."""
_LONGEST = 40
"""A longer phrase of what is counted is left out: the line names the value, the evidence has the sentence."""


def reason(
    text: str, mention: Mention, claim: Claim, comparison: Comparison, *, lexicon: Lexicon, other: Mention | None = None,
    mistake: str = "",
) -> str:
    """What an article says in `mention`, and what the claim says. `other`: what it also says, as clearly. `mistake`: what the
    claim's number is taken for."""
    expected = claim.expected
    assert expected is not None
    said = f"the article says {_said(text, mention)}{_converted(mention, expected)}"
    right = _asserted(claim, expected, lexicon)
    if other is not None:
        return f"{said} and, as clearly, {_said(text, other)}; {right}"
    if comparison.verdict != "unclear":
        return f"{said}, {right}; {mistake}" if mistake else f"{said}, {right}"
    loose = "the two overlap only in part"
    if comparison.relation != "overlaps":
        loose = "the two fit, but lie so far apart that something else may be meant"
    return f"{said}, {right}; {loose}"


def compared(text: str, mention: Mention, expected: Mention, relation: Relation) -> str:
    """`up to 500 km against 300 km: no value in common`; of another unit also what it comes to: `7 miles (11.27 km)`."""
    said = _dated(f"{bound(mention)}{_opener(text, mention)}{text[mention.start : mention.end]}", mention)
    return f"{said}{_converted(mention, expected)} against {amount(expected)}: {_RELATIONS[relation]}"


def _converted(mention: Mention, expected: Mention) -> str:
    """A plain number in the unit of the other, to four digits."""
    if not mention.unit or expected.unit in (None, "1", mention.unit) or mention.low is None or (
        mention.low != mention.high or mention.kind == "money"
    ):
        return ""
    number = convert(mention.low, mention.unit, expected.unit)
    rounded = round(number, 3 - number.adjusted())
    return f" ({amount(expected._replace(low=rounded, high=rounded, modifier='exact'))})"


def _asserted(claim: Claim, expected: Mention, lexicon: Lexicon) -> str:
    """`ATACMS range is 300 km` where the claim is a measure and its value, else the value and the claim's words."""
    before, after = claim.text[: expected.start].strip(" :,;–-"), claim.text[expected.end :].strip(" .")
    if not after and expected.modifier == "exact" and expected.unit and _ends_in_a_measure(before, claim.lang, lexicon):
        are = "are" if before.endswith("s") and not before.endswith(("as", "is", "ss", "us")) else "is"
        return f"{before} {are} {claim.text[expected.start : expected.end]}"
    return f"the assertion says {_words(claim.text, expected)}: \"{' '.join(claim.text.split())}\""


@lru_cache(maxsize=4096)
def _ends_in_a_measure(text: str, lang: str, lexicon: Lexicon) -> bool:
    """Whether an English phrase ends in the name of what is measured ("range"), which " is " may follow."""
    words = terms.words(text)
    if lang != "en" or len(words) < 2:
        return False
    last = lexicon.read(lang, words)[-1]
    concepts = [lexicon.concept(key) for key in last.keys if key[0] not in "!*=#@"]
    return not last.function and any(concept is not None and concept.kind == "measure" for concept in concepts)


def _said(text: str, mention: Mention) -> str:
    """The article's words; of a date that they do not tell in full, the date as well: `jeudi (2024-05-30)`."""
    return _dated(_words(text, mention), mention)


def _dated(words: str, mention: Mention) -> str:
    if mention.kind == "date" and mention.date and _PLAIN.fullmatch(mention.date) and mention.date[:4] not in words:
        return f"{words} ({mention.date})"
    return words


def _words(text: str, mention: Mention) -> str:
    """The value as it is written, with how it binds and, where it follows at once, what is counted."""
    end, counted = mention.end, mention.counted_span
    between = text[end : counted.start] if counted else "-"
    if counted and not between.strip() and end <= counted.start and counted.end - counted.start <= _LONGEST:
        end = counted.end
    return f"{bound(mention)}{_opener(text, mention)}{' '.join(text[mention.start : end].split())}"


def _opener(text: str, mention: Mention) -> str:
    """The word right before a range that belongs to it: "between 45 and 50"."""
    if mention.modifier != "range":
        return ""
    before = fold(text[max(0, mention.start - _LONGEST) : mention.start])
    pairs = data(mention.rule.partition(".")[0], "numbers").get("ranges", {}).get("between", [])
    openers = [f"{opener} " for opener, _ in pairs if before.endswith(f"{opener} ")]
    return max(openers, key=len, default="")


def written(claim: Claim, words: str) -> str:
    """Words of a claim as they stand there: `de l'UE` for "de l UE"."""
    if " " not in words:
        return words
    found = re.search(r"[^\w\n]+".join(map(re.escape, words.split())), claim.text)
    return found[0] if found else words


def tied(index: "Index", at: int, term: "Term") -> Span:
    """The words of the article that answer a term: from the one where it was found to the end of its phrase."""
    if index.lengths[at] == 1:
        return Span(index.starts[at], index.ends[at])
    reading = index.phrases.get(at)
    if reading is None:
        end = min(at + _PHRASE, index.words(index.sentence_of[at])[1])
        words = [index.text(n, n + 1) for n in range(at, end)]
        reading = index.phrases[at] = index.lexicon.read(index.lang_of(at), words)[0]
    phrase = any(key in part.keys for part in (term, *term.parts) for key in reading.phrase)
    return Span(index.starts[at], index.ends[at + reading.length - 1 if phrase else at])
