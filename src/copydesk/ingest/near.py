"""Near-duplicates: one agency story in two outlets. Told by the runs of five words that two texts share.

Of all runs those are kept whose checksum is divisible by four: the same ones in every text, in every run, on every
machine. The share is of the shorter text, so a story that was cut still counts.
"""

import re
import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import CopydeskError
from ..text import fold

_WORD = re.compile(r"[^\W_]+")
_RUN = 5
_KEPT = 4
_FEWEST = 8
_COMMON = 200
_ALIKE = 0.5
_MEMORY = 64_000  # KB


class Near:
    """The texts seen so far, and which of them a new one resembles. Kept in a file for the moment, so that memory does not
    grow with a corpus. Raises CopydeskError when there is no room for it."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._sizes = array("I")
        self._db = sqlite3.connect("", isolation_level=None)
        for line in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_MEMORY}"):
            self._db.execute(f"PRAGMA {line}")
        self._db.execute("CREATE TABLE runs(run INTEGER, text INTEGER, PRIMARY KEY (run, text)) WITHOUT ROWID")

    def add(self, name: str, text: str) -> None:
        """Remember a text."""
        kept = sketch(text)
        number = len(self._names)
        self._names.append(name)
        self._sizes.append(len(kept))
        with _room():
            self._db.executemany("INSERT INTO runs VALUES (?, ?)", ((run, number) for run in sorted(kept)))

    def close(self) -> None:
        """Take the file away."""
        self._db.close()

    def like(self, text: str) -> list[tuple[str, float]]:
        """The texts that share half of the shorter one with this one, the most alike first."""
        kept = sketch(text)
        if len(kept) < _FEWEST:
            return []
        shared: Counter[int] = Counter()
        for run in kept:
            with _room():
                holders = self._db.execute("SELECT text FROM runs WHERE run = ? LIMIT ?", (run, _COMMON + 1)).fetchall()
            if len(holders) <= _COMMON:  # what hundreds share is a formula of theirs
                shared.update(number for number, in holders)
        found = [
            (self._names[number], count / min(len(kept), self._sizes[number]))
            for number, count in shared.items() if self._sizes[number] >= _FEWEST
        ]
        return sorted(((name, share) for name, share in found if share >= _ALIKE), key=lambda pair: (-pair[1], pair[0]))


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        remedy = "make room in the folder for temporary files, or name another in TMPDIR"
        raise CopydeskError(f"near-duplicates cannot be looked for ({error}); {remedy}") from None


def sketch(text: str) -> frozenset[int]:
    """The checksums that stand for a text."""
    words = _WORD.findall(fold(text))
    runs = (zlib.crc32(" ".join(words[n : n + _RUN]).encode("utf-8", "replace")) for n in range(len(words) - _RUN + 1))
    return frozenset(run for run in runs if run % _KEPT == 0)
