"""Telling an article from the page around it: which lines go, and what each line that stays is."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from .languages import available, data
from .text import Role, fold

_WORD = re.compile(r"[^\W_]")
_TOKEN = re.compile(r"[^\W_]+(?:['’:.-][^\W_]+)*[.]?")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SEPARATED = re.compile(r"\s*[:|>»→•/]|\s+[–—-]\s")
_BREAK = re.compile(r"[,|•·:/–—-]\s*\Z")
_COUNT = re.compile(r"[(\[]?\b\d{1,5}\b[)\]]?")
_TIME = re.compile(r"\b\d{1,2}\s?(?:h|:)\s?\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BULLET = re.compile(r"\s*[⇒→►▶•●▪■‣◦*–—-]\s+\S")
_FINAL = re.compile(r"[.,;:…]\s*[\"'”»)\]]*\s*\Z")
_WORDY = re.compile(r"[?!;%$€]")
_TAIL = 80
_HEADLINE = 160
_SUBHEAD = 110
_STAMP = 160
_BYLINE_WORDS = 8


def _plain(line: str) -> str:
    return " ".join(fold(line).split()).rstrip(": ").strip()


@cache
def _phrases(name: str) -> frozenset[str]:
    return frozenset(_plain(phrase) for code in available() for phrase in data(code, "furniture").get(name, ()))


@cache
def _ordered(name: str) -> tuple[str, ...]:
    """Phrases in folded form, the longest first; final spaces and colons stay: they tell a pointer from a sentence."""
    found = {fold(phrase) for code in available() for phrase in data(code, "furniture").get(name, ())}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _dating() -> frozenset[str]:
    """Words that stand in a date or beside one: months, weekdays, and what the language's furniture adds."""
    words = set(_phrases("stamp_words")) | {word for phrase in _phrases("stamps") for word in phrase.split()}
    for code in available():
        slots = data(code, "dates").get("slots", {})
        for name in ("month", "month_short", "weekday"):
            words.update(fold(word) for listed in slots.get(name, {}).values() for word in listed)
    return frozenset(words)


def _is_caption(line: str) -> bool:
    """Whether the line ends with a picture's credit."""
    folded = fold(line).strip()
    tail = folded[-_TAIL:]
    if any(mark in tail for mark in _ordered("credits")):
        return True
    return "/" in tail and tail.rsplit("/", 1)[1].strip(" .)") in _phrases("agencies")


def strip_furniture(lines: Sequence[str]) -> list[int]:
    """Numbers (from 0) of the lines that belong to the article; lines between them that are blank stay.

    A line without any letter or digit is ornament. What ends a page counts only once a paragraph has been seen. A label
    of links ("Read also") takes the titles below it with it, up to the next paragraph.
    """
    kept: list[int] = []
    begun = pointing = False
    shares = [_shares(line) for line in lines]
    texts = [number for number, line in enumerate(lines) if line.strip()]
    beside = {after: before for before, after in pairwise(texts)}, dict(pairwise(texts))
    for number, line in enumerate(lines):
        if not line.strip():
            kept.append(number)
            continue
        plain = _plain(_COUNT.sub("", line)) or _plain(line)
        if plain in _phrases("ends"):
            if begun:
                break
            continue
        paragraph = len(plain) > _HEADLINE or bool(_FINAL.search(line))
        if plain in _phrases("pointers"):
            pointing = True
            continue
        pointing = pointing and not paragraph
        if pointing or not _WORD.search(line) or _is_page(line) or (not begun and plain in _phrases("top")):
            continue
        around = [shares[place[number]] for place in beside if number in place]
        if shares[number] > 1 or (shares[number] and any(around)):
            continue
        begun = begun or paragraph
        kept.append(number)
    return kept


def _is_page(line: str) -> bool:
    """Whether the line by itself is the page's: a label, a pointer to another page, when it was published."""
    folded = fold(line).strip()
    if _plain(line) in _phrases("lines") or folded.startswith(_ordered("starts")):
        return True
    return _is_pointer(line, folded) or (len(line) <= _STAMP and _is_stamp(folded))


def _is_pointer(line: str, folded: str) -> bool:
    """Whether the line is "Read also" and a title: a separator between them, or a capital letter and no full stop."""
    start = next((found.start() for found in _WORD.finditer(folded)), 0)
    for phrase in _ordered("pointers"):
        if folded.startswith(phrase, start):
            rest = folded[start + len(phrase) :]
            if _SEPARATED.match(rest):
                return True
            title = line.strip()[start + len(phrase) :]
            return bool(title[:1].isspace() and title.strip()[:1].isupper() and not _FINAL.search(title))
    return False


def _is_stamp(folded: str) -> bool:
    """Whether the line says when the page was published, with a byline before it or not.

    With anything before it, it takes a year and a time of day: "the decree, published on 12 May" is news.
    """
    parts = _stamped(folded)
    if parts is None:
        return False
    before, _, after = parts
    if not any(char.isdigit() for char in after) or not all(map(_is_dating, _TOKEN.findall(after))):
        return False
    sure = bool(_YEAR.search(after) and _TIME.search(after))
    byline = before.startswith(_ordered("by")) or (sure and bool(_BREAK.search(before)))
    return not before or (byline and len(before.split()) <= _BYLINE_WORDS)


def _stamped(folded: str) -> tuple[str, str, str] | None:
    """What stands before the first word of publishing, that word, and what stands behind it."""
    found = [(at, phrase) for phrase in _ordered("stamps") if (at := _word_at(folded, phrase)) >= 0]
    if not found:
        return None
    at, phrase = min(found, key=lambda pair: (pair[0], -len(pair[1])))
    return folded[:at].strip(), phrase, folded[at + len(phrase) :]


def stamp(line: str, *, bare: bool = True) -> str | None:
    """What a line says of the day of publication, folded; None when it says something else, or when it was updated.

    With `bare`, a line with nothing but a date says so too.
    """
    folded = fold(line).strip()
    if len(line) > _STAMP:
        return None
    if _is_stamp(folded):
        parts = _stamped(folded)
        return parts[2] if parts and parts[1] not in _phrases("updates") else None
    tokens = _TOKEN.findall(folded)
    if bare and _YEAR.search(folded) and not _WORDY.search(folded) and all(map(_is_dating, tokens)):
        return folded
    return None


def _word_at(folded: str, phrase: str) -> int:
    """Where the phrase stands between words, -1 where it does not."""
    found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
    return found.start() if found else -1


def _is_dating(token: str) -> bool:
    return token[0].isdigit() or token in _dating() or token.rstrip(".") in _dating()


def _shares(line: str) -> int:
    """How much of a line of share links this is: 0 no, 1 the name of one network, 2 surely."""
    if len(line) > _SUBHEAD:
        return 0
    tokens = _WORDS.findall(fold(line))
    networks = sum(token in _phrases("networks") for token in tokens)
    known = _phrases("networks") | _phrases("share_verbs") | _phrases("share_words")
    if not tokens or not all(token in known for token in tokens):
        return 0
    if networks > 1 or (len(tokens) > 1 and tokens[0] in _phrases("share_verbs")):
        return 2
    return 1 if networks == len(tokens) else 0


def roles(lines: Sequence[str], hints: Mapping[int, Role] | None = None) -> list[Role | None]:
    """What each line is; None for a blank one. `hints` are roles that the source's own markup states.

    A headline is a short first line that is no sentence; a subhead is another such line with text below it.
    """
    hints = hints or {}
    texts = [number for number, line in enumerate(lines) if line.strip()]
    marked: list[Role | None] = [None] * len(lines)
    in_points = False
    for position, number in enumerate(texts):
        line = lines[number]
        stated = hints.get(number)
        label = _plain(line) in _phrases("key_points")
        in_points = label or (in_points and bool(_BULLET.match(line)))
        if stated is not None and not in_points:
            marked[number] = stated
        elif in_points:
            marked[number] = "key_point"
        elif _is_caption(line):
            marked[number] = "caption"
        elif _FINAL.search(line) or _BULLET.match(line) or position == len(texts) - 1:
            marked[number] = "body"
        elif position == 0 and "headline" not in hints.values() and len(line.strip()) <= _HEADLINE:
            marked[number] = "headline"
        elif position > 0 and len(line.strip()) <= _SUBHEAD and not _is_quotation(line):
            marked[number] = "subhead"
        else:
            marked[number] = "body"
    return marked


def _is_quotation(line: str) -> bool:
    """Whether the whole line is one quotation: a pulled quote is body."""
    folded = fold(line).strip()
    return folded.startswith('"') and folded.endswith('"') and folded.count('"') == 2
