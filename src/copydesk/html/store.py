"""Writing below the assertions folder: never elsewhere, never over another's work, never what does not load."""

import difflib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..assertions import load_assertions
from ..errors import CopydeskError, InputError, Problem

_NAME = 60


class ChangedError(CopydeskError):
    """The file is not as it was when the page was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file before and after. `seen` names the content that `before` is."""

    name: str
    seen: str
    before: str
    after: str

    def diff(self) -> list[tuple[str, str]]:
        """Lines with what they are: plus, minus, head or same."""
        kinds = {"+": "plus", "-": "minus", "@": "head"}
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), n=3, lineterm="")
        return [
            (kinds.get(line[:1], "same"), re.sub(r"\A@@ -\S+ \+(\d+)\S* @@\Z", r"line \1", line))
            for number, line in enumerate(lines) if number > 1
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The YAML files of one assertions folder."""

    root: Path
    folder: Path
    languages: Sequence[str]

    def names(self) -> list[str]:
        """The topic files, below the folder."""
        found = (p.relative_to(self.folder) for p in sorted(self.folder.rglob("*.yaml")) if p.is_file())
        return [
            p.as_posix() for p in found
            if p.name not in ("waivers.yaml", "terms.yaml") and not any(part.startswith(".") for part in p.parts)
        ]

    def path(self, name: str) -> Path:
        """Where a file of the folder is, links followed. Raises CopydeskError for what is none of it."""
        parts = Path(name).parts
        path = (self.folder / name.replace("\0", "")).resolve()
        if (
            not parts or len(name) > _NAME * len(parts) or Path(name).is_absolute() or "\0" in name
            or any(part.startswith(".") for part in parts) or path.suffix != ".yaml"
            or not path.is_relative_to(self.folder.resolve())
        ):
            raise CopydeskError(f"{name!r} is no file of {self.folder.name}/")
        return path

    def read(self, name: str) -> tuple[str, str]:
        """A file's text and the name of its content; a file that does not exist is empty."""
        path = self.path(name)
        data = path.read_bytes() if path.exists() else b""
        try:
            return data.decode("utf-8"), _content(data)
        except UnicodeDecodeError:
            raise CopydeskError(f"{name} is not UTF-8; save it as UTF-8") from None

    @contextmanager
    def trial(self, change: Change) -> Iterator[Path]:
        """A copy of the folder as it would be, for as long as it is looked at."""
        with tempfile.TemporaryDirectory(prefix="copydesk-") as made:
            copy = Path(made) / self.folder.name
            copy.mkdir()
            for path in sorted(self.folder.rglob("*.yaml")):
                target = copy / path.relative_to(self.folder)
                if path.is_file() and path.resolve().is_relative_to(self.folder.resolve()):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
            target = copy / change.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(change.after.encode("utf-8"))
            yield copy

    def problems(self, change: Change) -> list[Problem]:
        """The mistakes that the change would bring."""
        known = {(p.file, p.what) for p in load_assertions(self.folder, languages=self.languages).problems}
        with self.trial(change) as copy:
            found = load_assertions(copy, languages=self.languages).problems
        return [problem for problem in found if (problem.file, problem.what) not in known]

    def write(self, change: Change) -> None:
        """Write it, if the file still is what was seen and the result loads. Raises ChangedError, InputError."""
        path = self.path(change.name)
        with _alone(self.folder):
            if self.read(change.name)[1] != change.seen:
                raise ChangedError(f"{change.name} was changed by somebody else since you opened this page")
            problems = self.problems(change)
            if problems:
                raise InputError(problems)
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, change.after.encode("utf-8"))


def _content(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time, over processes where the system can; a reader never waits."""
    try:
        import fcntl
    except ImportError:  # Windows: the server writes from one thread only
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, data: bytes) -> None:
    """A new file in the place of the old one, all of it or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".copydesk-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
