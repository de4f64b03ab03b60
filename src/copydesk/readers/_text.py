"""Bytes to text: which encoding it is, and what is the same in every text that is stored."""

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is called Latin-1 is Windows-1252 on the web and in most archives.
_REALLY = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_EIGHT_BIT = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_SAMPLE = 20_000
_OTHER = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION = frozenset("«»“”‘’‚„–—…•·°€£§©®\u00a0\u202f\u2009")


def decode(data: bytes, declared: str = "") -> str:
    """The text of bytes: as their mark says, as UTF-8 if they are UTF-8, as declared, else in the likeliest 8-bit code.

    Letters are composed (NFC) and lines end with a newline.
    """
    return settle(_decoded(data, declared))


def settle(text: str) -> str:
    """The text with composed letters and plain line ends: what every stored text is."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def lines_of(text: str) -> list[str]:
    """The lines of a text that some other program wrote."""
    return settle(text).split("\n")


def one_line(text: str) -> str:
    """The text with every run of spaces, line ends and control characters as one space; no-break spaces stay."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", settle(text)).strip()


def _decoded(data: bytes, declared: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    named = _codec(declared)
    wide = named if named.startswith(("utf-16", "utf-32", "iso2022")) else _wide(data)
    for name in (wide, "utf-8", named):
        if name:
            try:
                return data.decode(name)
            except UnicodeError:
                continue
    return data.decode(_eight_bit(data), errors="replace")


def _codec(declared: str) -> str:
    """Python's name of a declared encoding, "" when it is none of text."""
    try:
        found = codecs.lookup(declared.strip().strip("\"'"))
    except (LookupError, ValueError):
        return ""
    return _REALLY.get(found.name, found.name) if found._is_text_encoding else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    head = data[:1000]
    if len(head) < 4 or head.count(0) < len(head) // 3:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _eight_bit(data: bytes) -> str:
    """The 8-bit encoding in which the other letters stand where letters stand."""
    scores: list[tuple[int, int, str]] = []
    sample = data[:_SAMPLE] if _OTHER.search(data[:_SAMPLE].decode("latin-1")) else data
    for order, name in enumerate(_EIGHT_BIT):
        try:
            scores.append((-_score(sample.decode(name)), order, name))
        except UnicodeDecodeError:
            continue
    return min(scores)[2]


def _score(text: str) -> int:
    score = 0
    for found in _OTHER.finditer(text):
        char, place = found[0], found.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if char.islower():
            score += 2
        elif char.isupper():
            score += -6 if before.islower() else 1
        elif char in _PUNCTUATION:
            score += -4 if before.isalpha() and after.isalpha() and char not in "’‘" else 1
        else:
            score += -6 if before.isalpha() and after.isalpha() else -3
    return score


def likely(head: bytes) -> str:
    """The 8-bit encoding to take for a file that begins so, should it not be UTF-8; "" while nothing tells."""
    try:
        head[: head.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(head)
    return ""
