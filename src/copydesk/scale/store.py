"""The output folder: shards that are whole or not there, and a record of each that says what it was made from.

    shard-00000.jsonl               one file a shard
    _manifest/run.json              what is asked; made first
    _manifest/shard-00000.json      what the shard was made from, what is in it; made after the shard itself
    _manifest/done.json             all of it in sum; made last
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import CopydeskError

MANIFEST = "_manifest"
Record = dict[str, Any]


class Busy(CopydeskError):
    """Another run is writing into the folder."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of shards in one format."""

    folder: Path
    form: str

    def shard(self, number: int) -> Path:
        """Where a shard is written."""
        return self.folder / f"shard-{number:05}.{self.form}"

    def record(self, number: int) -> Path:
        """Where its record is written."""
        return self.folder / MANIFEST / f"shard-{number:05}.json"

    def finished(self, number: int, key: str) -> Record | None:
        """The record of a shard that is there, whole, and made from exactly this; None otherwise."""
        try:
            record = json.loads(self.record(number).read_bytes())
            if record["key"] != key:
                return None
            with self.shard(number).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return record if record.get("sha256") == digest else None

    def finish(self, number: int, part: Path, record: Record) -> Record:
        """Make a part file the shard, and say what it is. Raises OSError."""
        with part.open("rb") as file:
            record = {**record, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
        part.replace(self.shard(number))
        write(self.record(number), record)
        return record

    @contextmanager
    def held(self) -> Iterator[None]:
        """The folder, made and kept for this run alone, without what a killed one left. Raises Busy, OSError."""
        (self.folder / MANIFEST).mkdir(parents=True, exist_ok=True)
        with (self.folder / MANIFEST / "lock").open("wb") as file:
            lock(file, self.folder)
            for left in (*self.folder.glob(".shard-*.part"), *(self.folder / MANIFEST).glob(".*.part")):
                left.unlink(missing_ok=True)
            yield

    def keep(self, count: int) -> None:
        """Take away shards of ours beyond the last one: they are of an earlier, larger input."""
        for path in (self.folder / MANIFEST).glob("shard-*.json"):
            number = path.stem.removeprefix("shard-")
            if number.isdigit() and int(number) >= count:
                self.shard(int(number)).unlink(missing_ok=True)
                path.unlink()

    def begin(self, run: Record) -> None:
        """Say what is asked. Raises CopydeskError when the folder holds the answers to something else."""
        path = self.folder / MANIFEST / "run.json"
        try:
            before = json.loads(path.read_bytes())
        except (OSError, ValueError):
            before = None
        if before is None and any(self.folder.glob("shard-*.*")):
            raise CopydeskError(f"{self.folder}: it holds shards that no record explains; choose another folder")
        if before is not None and [before.get(k) for k in ("task", "form")] != [run["task"], run["form"]]:
            what = f"it holds the output of `{before.get('task')}` in {before.get('form')}"
            raise CopydeskError(f"{self.folder}: {what}; choose another folder")
        (self.folder / MANIFEST / "done.json").unlink(missing_ok=True)
        write(path, run)


def write(path: Path, record: Record) -> None:
    """A JSON file, whole or not at all. Raises OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with opened(part) as file:
        file.write(json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace"))
    part.replace(path)


@contextmanager
def opened(part: Path) -> Iterator[BinaryIO]:
    """A file to write; on disk when the block has ended, gone when it has failed."""
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def lock(file: BinaryIO, folder: Path) -> None:
    """Hold the file until it is closed or the process ends. Raises Busy."""
    try:
        import fcntl
    except ImportError:  # where there is no such lock, two runs at once are the user's to avoid
        return
    take: Callable[[int, int], None] = fcntl.flock
    try:
        take(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Busy(f"{folder}: another run is writing here; wait for it, or choose another folder") from None
