"""Sentences: where each begins and ends in an article, found in one compiled pass over the text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from . import _trie
from .languages import data
from .text import Article, Span

_CLOSERS = "\"'»”’)\\]"
_GUILLEMET = "(?:[ \u00a0\u202f]?[»”])?"
LONGEST = 1_500
"""Characters of a sentence. No writer's is so long; a list without a point is cut, since work grows with the square."""
_BULLET = r"[-–—•*⇒►]"


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """Matches from the last character of one sentence to the first of the next.

    Groups name the kinds that need a second look: `dot` a point (abbreviations, initials), `glued` an opening word that
    sticks to the word before it ("travailLe ministère").
    """
    openers: list[str] = data(lang, "match").get("openers", [])
    glued = rf"|(?P<glued>(?<=[a-zà-ÿ])(?:{_trie.pattern(openers)})\b)" if openers else ""
    return re.compile(
        rf"(?P<dot>\.){_GUILLEMET}[{_CLOSERS}]{{0,2}}(?:[ \t\u00a0\u202f]+(?=[^\W_a-zà-ÿ]|[\"'«“‘(\[]|{_BULLET} )"
        rf"|(?=[\"«“A-ZÀ-Þ]|{_BULLET} ?[A-ZÀ-Þ]|{_BULLET} [\d\"«“]))"
        rf"|(?:[!?…]|\.{{2,}}){_GUILLEMET}[{_CLOSERS}]{{0,2}}[ \t\u00a0\u202f]*(?=[A-ZÀ-Þ\d\"«“‘¿¡(]|{_BULLET} )"
        rf"|(?<![ \t])[ \t]*\n\s*"
        rf"|(?<=[\w\"»”)]){_BULLET} (?=[A-ZÀ-Þ])| -(?=[A-ZÀ-Þ][a-zà-ÿ'’ ]|[\"«“][A-ZÀ-Þ]){glued}"
    )


@cache
def _abbreviations(lang: str) -> frozenset[str]:
    return frozenset(data(lang, "match").get("abbreviations", []))


_LAST_WORD = re.compile(r"[\w.'’-]*\Z")


def _abbreviated(text: str, dot: int, after: int, lang: str) -> bool:
    """Whether the point at `dot` ends an abbreviation or an initial rather than a sentence."""
    found = _LAST_WORD.search(text, max(0, dot - 20), dot)
    word = re.split(r"['’]", found.group())[-1] if found else ""
    if not word:
        return False
    if len(word) == 1 and word.isupper():
        return True
    if word in _abbreviations(lang) or word.lower() in _abbreviations(lang):
        # what ends in an abbreviation may still end: only a name, a number or a small letter goes on
        return after < len(text)
    return "." in word and len(word) <= 6 and word.replace(".", "").isalpha()


def _split(text: str, start: int, end: int, lang: str) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for hit in _pattern(lang).finditer(text, start, end):
        stop, resume = hit.span()
        kind = hit.lastgroup
        if kind == "dot" and _abbreviated(text, hit.start("dot"), resume, lang):
            continue
        if kind == "dot" and resume == hit.start("dot") + 1 and not _glued_sentence(text, resume):
            continue
        if kind == "glued":
            resume = stop
        elif text[stop] in "\n \t" and resume > stop and "\n" in text[stop:resume]:
            if _continues(text, stop, resume):
                continue
        elif text[stop] in ".!?…":
            stop = resume
        _add(spans, text, begin, stop)
        begin = resume
    _add(spans, text, begin, end)
    return spans


def _glued_sentence(text: str, at: int) -> bool:
    """Whether what stands right after a point looks like a sentence ("mer.Un Boeing") and not like "U.S.A"."""
    if text[at] in "\"«“-–—•*⇒►":
        return True
    return text[at + 1 : at + 2].islower() or not text[at + 1 : at + 2].isalnum()


def _continues(text: str, stop: int, resume: int) -> bool:
    """Whether a line break stands inside a sentence: one newline, no closing mark before, a small letter after."""
    return (
        text.count("\n", stop, resume) == 1 and resume < len(text) and text[resume].islower()
        and stop > 0 and (text[stop - 1].islower() or text[stop - 1] in ",;-'’")
    )


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        room = start + LONGEST // 2, start + LONGEST
        cut = max(text.rfind(sign, *room) for sign in (", ", "; ", "\n")) + 1 or text.rfind(" ", *room)
        spans.append(Span(start, cut if cut > start else room[1]))
        start = spans[-1].end
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        spans.append(Span(start, end))


def sentences(article: Article) -> list[Span]:
    """The sentences of an article, in order; they do not overlap and never cross a passage's edge."""
    text = article.text
    runs = [(p.start, p.end, p.lang or article.lang) for p in article.passages] or [(0, len(text), article.lang)]
    found: list[Span] = []
    for start, end, lang in runs:
        found.extend(_split(text, start, end, lang))
    return found


def sentence_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The sentence that holds an offset, or else the one before it; None when there is none."""
    index = bisect_right(spans, (offset, 1 << 60)) - 1
    return spans[index] if index >= 0 else None
