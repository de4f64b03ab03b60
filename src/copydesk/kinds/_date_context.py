"""What stands around a date: phrases to its left and right, whether a number is a year, which way the tense points."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from .. import _trie
from . import View

_WINDOW: Final = 40
_CLAUSE: Final = 120
_NEXT: Final = re.compile(r"(?: {1,2}\n?|\n)\"?(?:([^\W\d_]+'?)|(\d))")
_LAST: Final = re.compile(r"[ \n\"]{0,3}(?:[^\W\d_]|[(\n]|$)|[ \n]{1,2}\"?[.!?]")


class Left:
    """Phrases that may stand directly before a place, each with a label; the longest one counts."""

    def __init__(self, labels: Mapping[str, Iterable[str]]) -> None:
        self._labels = {phrase[::-1]: label for label, phrases in labels.items() for phrase in phrases}
        self._ends = frozenset(phrase[-1] for phrases in labels.values() for phrase in phrases) | frozenset(' \n"')
        self._match = re.compile(rf" ?\n?[ \"]{{0,2}}({_trie.pattern(self._labels)})(?:(?!\w)|(?<=%))").match

    def label(self, view: View, at: int) -> str | None:
        """The label of the phrase that ends at `at`, or None."""
        last = view.folded[at - 2:at]  # a look at two characters settles most places
        if last and (last[0] if last[-1] == " " else last[-1]) not in self._ends:
            return None
        found = self._match(view.folded[max(view.start, at - _WINDOW):at][::-1])
        return self._labels[found.group(1)] if found else None


class Right:
    """Phrases that may stand directly after a place."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._match = re.compile(rf"[ \n]{{0,2}}(?:{_trie.pattern(phrases)})(?!\w)").match

    def stands(self, view: View, at: int) -> bool:
        """Whether one of them begins at `at`."""
        return self._match(view.folded, at, view.end) is not None


class Years:
    """Whether four digits are a year: what comes before speaks for it, or nothing that is counted comes after."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._left = Left({k: data[k] for k in ("sure", "of", "weak", "join", "deny", "det") if k in data})
        self._function = frozenset(data["function"])
        self._counted = frozenset(data["counted"])
        self._plural = tuple(data["plural"])

    def accept(self, view: View, start: int, end: int, years: list[int], sure: bool = False) -> bool:
        """`years` are those written at `start`..`end`. Round numbers and rare centuries need more than likely ones."""
        label = "sure" if sure else self._left.label(view, start)
        if label == "deny":
            return False
        after = _NEXT.match(view.folded, end, view.end)
        word, digit = after.groups() if after else (None, None)
        if word in self._counted:
            return False
        content = after is not None and word is not None and word not in self._function
        low = content and view.text[after.start(1)].islower() if after else False
        pair = len(years) == 2
        likely = all(1900 <= y < 2060 and y != 2000 for y in years) or (
            pair and 1700 <= years[0] < years[1] < 2100 and years[1] - years[0] < 150
        )
        if label == "sure":
            return not low or (all(1800 <= y < 2100 and y % 100 for y in years))
        if digit:
            return False
        if label == "det":
            return likely and word is not None
        if low:
            # A count takes a plural: "de 2024 soldats"; "le budget de 2024 baisse" does not
            return likely and (pair or (label == "of" and years[0] >= 1990)) and not str(word).endswith(self._plural)
        if pair and likely:
            return True
        if label in ("of", "weak"):
            return all(1700 <= y <= 2100 for y in years)
        if label == "join":
            before = view.found[-1] if view.found else None
            return before is not None and before.kind == "date" and 0 <= start - before.end <= 8
        return likely and not content and self._alone(view, start)

    def counts(self, view: View, end: int) -> bool:
        """Whether a number ending at `end` counts something: a word that is no function word follows, or a figure."""
        after = _NEXT.match(view.folded, end, view.end)
        if after is None:
            return False
        word = after.group(1)
        return word is None or (word not in self._function and view.text[after.start(1)].islower())

    def _alone(self, view: View, start: int) -> bool:
        """No cue at all: a word or a bracket or nothing may stand before, no digit and no other sign."""
        return _LAST.match(view.folded[max(view.start, start - _WINDOW):start][::-1]) is not None


class Tense:
    """Which way the sentence looks from a date: 1 ahead, -1 back, 0 open. The nearest cue before the date decides."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        ahead, back, endings = data.get("ahead", []), data.get("back", []), data.get("endings", [])
        self._subject = data.get("subject", 20)  # how much may stand before a date in what opens a sentence
        self._cues = {**dict.fromkeys(ahead, 1), **dict.fromkeys(back, -1)}
        self._mirror = {cue[::-1]: way for cue, way in self._cues.items()}
        near = _trie.pattern([cue[::-1] for cue in data.get("ahead_next", [])])
        tail = _trie.pattern([e[::-1] for e in endings])
        past = _trie.pattern([e[::-1] for e in data.get("endings_back", [])])
        self._before = re.compile(
            rf"(?P<near>\A[ \n]{{0,2}}{near}(?!\w))|(?P<stop>[.!?;\n])"
            rf"|(?<!\w)(?:(?P<cue>{_trie.pattern(self._mirror)})(?!\w)|(?P<end>{tail}\w{{2,20}})|(?P<past>{past}\w{{2,20}}))"
        )
        ends = _trie.pattern(endings)
        self._after = re.compile(
            rf"(?P<stop>[.!?;\n])|(?<!\w)(?:(?P<cue>{_trie.pattern(self._cues)})|(?P<end>\w{{2,20}}?{ends}))(?!\w)"
        )

    def way(self, view: View, start: int, end: int) -> int:
        """Looks back from the date, and ahead of it only where the date is in what opens the sentence."""
        floor = max(view.start, start - _CLAUSE)
        stop = floor
        for found in self._before.finditer(view.folded[floor:start][::-1]):
            if found.lastgroup == "stop":
                stop = start - found.start()
                break
            if found.lastgroup == "cue":
                return self._mirror[found.group()]
            if found.lastgroup == "near":
                return 1
            if view.text[start - found.end()].islower():
                return -1 if found.lastgroup == "past" else 1
        if start - stop > self._subject:
            return 0
        for found in self._after.finditer(view.folded, end, min(view.end, end + _CLAUSE)):
            if found.lastgroup == "stop":
                break
            if found.lastgroup == "cue":
                return self._cues[found.group()]
            if view.text[found.start()].islower():
                return 1
        return 0
