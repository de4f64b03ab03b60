"""From sources to shards: parts of files of about the same size, the same for every number of workers."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError, Problem
from ..ingest.files import Report, find
from ..readers import HEAD, Source, suffix
from ..readers._extra import load
from ..readers._text import likely

SHARD = 8 << 20
"""Bytes of articles in one shard: some 1,600 articles, and what a killed worker costs."""
FILES = 2000
"""How many small files one shard may have."""
_LINES = (".jsonl", ".ndjson")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PARQUET = b"PAR1"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A file, or the part of it from byte `start` to byte `end`, or some of its row groups.

    `first` is the number of its first line or row in the whole file; `digest` is of the bytes that it stands for.
    """

    path: str
    start: int
    end: int
    digest: str
    size: int
    first: int = 1
    groups: tuple[int, ...] = ()
    charset: str = ""

    @property
    def told(self) -> tuple[Any, ...]:
        """What decides the rows that come out of it."""
        return self.path, self.start, self.first, self.groups, self.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """What one worker reads at a time and one output file holds."""

    number: int
    units: tuple[Any, ...]
    size: int

    @property
    def digest(self) -> str:
        """One name for all that goes in."""
        return hashlib.blake2b(repr([unit.told for unit in self.units]).encode(), digest_size=16).hexdigest()


class Part(io.RawIOBase):
    """The bytes of a file from `start` to `end`, read like a file."""

    def __init__(self, path: Path, start: int, end: int) -> None:
        self._file = path.open("rb", buffering=0)
        self._file.seek(start)
        self._left = end - start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def files(sources: Iterable[Path], report: Report, share: tuple[int, int] = (1, 1)) -> list[Path]:
    """The files that sources stand for; of several machines, the K-th of N takes every N-th. Raises OSError."""
    number, of = share
    found = [file for group in find(sources, report).values() for file in group]
    return found[number - 1 :: of]


def plan(paths: Iterable[Path], report: Report, size: int = SHARD) -> list[Shard]:
    """The shards of some files, in order. A file that cannot be opened goes to `report`. Raises MissingExtra."""
    shards: list[Shard] = []
    held: list[Unit] = []
    for unit in _all(paths, report, size):
        if held and (sum(u.size for u in held) + unit.size > size or len(held) >= FILES):
            shards.append(_shard(len(shards), held))
            held = []
        held.append(unit)
    return [*shards, _shard(len(shards), held)] if held else shards


def _shard(number: int, units: Sequence[Unit]) -> Shard:
    return Shard(number=number, units=tuple(units), size=sum(unit.size for unit in units))


def _all(paths: Iterable[Path], report: Report, size: int) -> Iterator[Unit]:
    for path in paths:
        try:
            yield from _units(path, size)
        except OSError as error:
            what = f"the file cannot be read ({error.strerror or error})"
            report(Problem(file=path.as_posix(), line=1, column=1, what=what, remedy="make it readable"))
        except InputError as error:
            for problem in error.problems:
                report(problem)


def _units(path: Path, size: int) -> Iterator[Unit]:
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        ending = suffix(path.name)
        if ending in _LINES and head[:2] not in _UTF16 and head.lstrip()[:1] in (b"{", b"\xef"):
            yield from _by_line(path, file, size, likely(head))
            return
        digest = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
        whole = file.tell()
    if head.startswith(_PARQUET) and whole > size:
        yield from _by_group(path, digest, whole, size)
    else:
        yield Unit(path=path.as_posix(), start=0, end=whole, digest=digest, size=whole)


def _by_line(path: Path, file: io.BufferedReader, size: int, charset: str) -> Iterator[Unit]:
    """Parts that end where a line ends, each at least `size` long but the last."""
    start, first = 0, 1
    while True:
        made = hashlib.blake2b(digest_size=16)
        lines = length = 0
        while length < size and (data := file.read(min(_CHUNK, size - length))):
            made.update(data)
            lines, length = lines + data.count(b"\n"), length + len(data)
        while length and not data.endswith(b"\n") and (data := file.readline(_CHUNK)):
            made.update(data)
            lines, length = lines + data.count(b"\n"), length + len(data)
        if not length and start:
            return
        yield Unit(
            path=path.as_posix(), start=start, end=start + length, digest=made.hexdigest(), size=length, first=first,
            charset=charset,
        )
        if not length:
            return
        start, first = start + length, first + lines


def _by_group(path: Path, digest: str, whole: int, size: int) -> Iterator[Unit]:
    """Some row groups at a time; a file that is damaged is left to its reader to refuse."""
    pyarrow, parquet = (
        load(name, "reading Parquet and Arrow files", "parquet") for name in ("pyarrow", "pyarrow.parquet")
    )
    try:
        meta = parquet.ParquetFile(path).metadata
        rows = [meta.row_group(number).num_rows for number in range(meta.num_row_groups)]
    except (pyarrow.ArrowException, OSError):
        rows = []
    if len(rows) < 2:
        yield Unit(path=path.as_posix(), start=0, end=whole, digest=digest, size=whole)
        return
    together = max(1, len(rows) * size // whole)
    for start in range(0, len(rows), together):
        groups = tuple(range(start, min(start + together, len(rows))))
        yield Unit(
            path=path.as_posix(), start=0, end=whole, digest=digest, size=whole * len(groups) // len(rows),
            first=1 + sum(rows[:start]), groups=groups,
        )


def source(unit: Unit, report: Report, columns: dict[str, str]) -> Source:
    """The bytes of a unit, for a reader. Raises OSError."""
    path = Path(unit.path)
    whole = unit.groups or (not unit.start and unit.size == path.stat().st_size)
    raw = path.open("rb", buffering=0) if whole else Part(path, unit.start, unit.end)
    return Source(
        name=unit.path, stream=io.BufferedReader(raw, HEAD), report=report, columns=columns, charset=unit.charset,
        first=unit.first, groups=unit.groups,
    )
