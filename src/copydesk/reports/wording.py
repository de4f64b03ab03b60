"""Values in the words of an editor, and a sentence with a mention underlined."""

import unicodedata

from ..mentions import Mention
from ..periods import in_words
from ..values import figure

_MODIFIERS = {
    "exact": "", "range": "", "approx": "about ", "at_least": "at least ", "at_most": "at most ",
    "more_than": "more than ", "less_than": "less than ",
}


def value(mention: Mention) -> str:
    """What a mention says: value, unit and modifier; the date; the person and the position."""
    if mention.kind == "date":
        return in_words(mention.date or "no certain date")
    if mention.kind == "position":
        return f"{mention.person} – {mention.position}"
    if mention.kind == "name":
        return mention.person or ""
    if mention.low is None and mention.high is None:
        number = f"several × {figure(mention.several)}" if mention.several else "several"
    elif mention.low is None or mention.high is None or mention.low == mention.high:
        single = mention.low if mention.low is not None else mention.high
        number = figure(single) if single is not None else ""
    else:
        number = f"{figure(mention.low)} to {figure(mention.high)}"
    unit = f" {mention.unit}" if mention.unit else ""
    per = f" per {mention.per}" if mention.per else ""
    counted = f" ({mention.counted})" if mention.counted else ""
    change = f", {mention.change}" if mention.change else ""
    return f"{_MODIFIERS[mention.modifier]}{number}{unit}{per}{counted}{change}"


def underlined(text: str, start: int, end: int, mark: tuple[int, int], *, width: int = 110) -> list[str]:
    """The stretch `start`..`end` on one line, cut to `width` around the marked span, and ^ under that span."""
    left, right = mark
    room = max(20, width - (right - left))
    first = start if left - start <= room * 2 // 3 else left - room * 2 // 3
    last = min(end, max(right, first + width))
    # a line that begins with :: would be a command to GitHub's runner
    before = "…" if first > start or text[first:last].lstrip().startswith("::") else ""
    after = "…" if last < end else ""
    line = f"{before}{_flat(text[first:last])}{after}"
    carets = max(1, _columns(_flat(text[left:right])))
    return [line, " " * _columns(before + _flat(text[first:left])) + "^" * carets]


def _flat(text: str) -> str:
    """The text with every space, and every character that would move the line, as one blank; one for one."""
    return "".join(" " if char.isspace() or unicodedata.category(char) in ("Cc", "Cf") else char for char in text)


def _columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
