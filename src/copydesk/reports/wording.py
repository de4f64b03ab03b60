"""A sentence with a mention underlined."""

import unicodedata


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
