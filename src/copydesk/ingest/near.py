"""Near-duplicates: one agency story in two outlets. Told by the runs of five words that two texts share.

Of all runs those are kept whose checksum is divisible by four: the same ones in every text, in every run, on every
machine. The share is of the shorter text, so a story that was cut still counts.
"""

import re
import zlib
from collections import Counter

from ..text import fold

_WORD = re.compile(r"[^\W_]+")
_RUN = 5
_KEPT = 4
_FEWEST = 8
_COMMON = 200
_ALIKE = 0.5


class Near:
    """The texts seen so far, and which of them a new one resembles."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._sizes: list[int] = []
        self._holders: dict[int, list[int]] = {}

    def add(self, name: str, text: str) -> None:
        """Remember a text."""
        kept = sketch(text)
        number = len(self._names)
        self._names.append(name)
        self._sizes.append(len(kept))
        for run in kept:
            self._holders.setdefault(run, []).append(number)

    def like(self, text: str) -> list[tuple[str, float]]:
        """The texts that share half of the shorter one with this one, the most alike first."""
        kept = sketch(text)
        if len(kept) < _FEWEST:
            return []
        shared: Counter[int] = Counter()
        for run in kept:
            holders = self._holders.get(run, ())
            if len(holders) <= _COMMON:  # what hundreds share is a formula of theirs
                shared.update(holders)
        found = [
            (self._names[number], count / min(len(kept), self._sizes[number]))
            for number, count in shared.items() if self._sizes[number] >= _FEWEST
        ]
        return sorted(((name, share) for name, share in found if share >= _ALIKE), key=lambda pair: (-pair[1], pair[0]))


def sketch(text: str) -> frozenset[int]:
    """The checksums that stand for a text."""
    words = _WORD.findall(fold(text))
    runs = (zlib.crc32(" ".join(words[n : n + _RUN]).encode("utf-8", "replace")) for n in range(len(words) - _RUN + 1))
    return frozenset(run for run in runs if run % _KEPT == 0)
