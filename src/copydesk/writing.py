"""Files that are whole: written beside their place and renamed, so that there is the old one or the new one, never half
of one. And one writer at a time in a folder, over processes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG

_PREFIX, _SUFFIX = ".copydesk-", ".tmp"


def write(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` into a file, all of it or nothing; links are followed and permissions kept. Raises OSError.

    `durable`: on disk when this returns. A place that is no file (a pipe, /dev/stdout) is written to as it is.
    """
    path = path.resolve()
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not S_ISREG(mode):
        path.write_bytes(data)
        return
    handle, name = _opened(path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(handle)
            made.chmod(0o666 & ~_umask() if mode is None else mode & 0o7777)
            made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Other processes that write here wait until the block has ended; readers never wait. What killed writers left
    beside their places is taken away."""
    handle = os.open(folder, os.O_RDONLY) if os.name == "posix" else -1
    try:
        _hold(handle)
        for left in folder.rglob(f"{_PREFIX}*{_SUFFIX}"):
            _sweep(left)
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _opened(folder: Path) -> tuple[int, str]:
    """A new file, held so that nobody sweeps it away."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
        _hold(handle)
        if Path(name).exists():
            return handle, name
        os.close(handle)


def _sweep(left: Path) -> None:
    """Take away a file whose writer is gone: nobody holds it."""
    with suppress(OSError):
        handle = os.open(left, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            _hold(handle, wait=False)
            left.unlink(missing_ok=True)
        finally:
            os.close(handle)


def _hold(handle: int, *, wait: bool = True) -> None:
    """Hold an open file until it is closed or the process ends. Raises OSError when another has it and `wait` is False."""
    try:
        import fcntl
    except ImportError:  # Windows: two writers at once are the user's to avoid, and nothing is swept
        if not wait:
            raise OSError("files cannot be held here") from None
        return
    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
