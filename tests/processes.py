"""Processes of copydesk that need not start anew: forked from a server that has read its tables.

They are processes of their own as those that an interpreter starts are; what an interpreter does at its start (reading its
options and its environment, choosing an encoding) is left out. The tests of just that start real ones.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Limits = Mapping[int, int]
"""Of `resource`: which, and how much."""
peaks = [0]
"""How many bytes of memory each process held at most."""


@cache
def forked() -> ForkServerContext:
    """Where processes are forked from, once in a test process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warm"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), before)))
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return context


def copydesk(
    *arguments: str, cwd: Path, stdin: bytes = b"", limits: Limits | None = None, environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """What a command of copydesk says and how it ends, in a process of its own."""
    (given, giving), (heard, out), (told, errors), (held, holding) = (forked().Pipe(duplex=False) for _ in range(4))
    theirs = (given, out, errors, holding)
    process = forked().Process(
        target=_command, args=(arguments, cwd, *theirs, limits or {}, {**os.environ, **(environment or {})})
    )
    process.start()
    for pipe in theirs:
        pipe.close()
    with ThreadPoolExecutor(3) as threads:
        threads.submit(_write, giving, stdin)
        said = [threads.submit(_read, pipe) for pipe in (heard, told)]
        process.join()
        made, complaints = (one.result() for one in said)
    with held:
        peaks.extend([held.recv()] if held.poll() else [])
    code = process.exitcode
    process.close()
    return subprocess.CompletedProcess(arguments, -1 if code is None else code, made, complaints)


def _write(pipe: Connection, data: bytes) -> None:
    with pipe, open(pipe.fileno(), "wb", closefd=False) as file:
        file.write(data)


def _read(pipe: Connection) -> bytes:
    with pipe, open(pipe.fileno(), "rb", closefd=False) as file:
        return file.read()


def _command(
    arguments: Sequence[str], cwd: Path, given: Connection, out: Connection, errors: Connection, holding: Connection,
    limits: Limits, environment: Mapping[str, str],
) -> None:
    import resource

    from copydesk.__main__ import main

    for number, pipe in enumerate((given, out, errors)):
        os.dup2(pipe.fileno(), number)
        pipe.close()
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, "r" if number == 0 else "w", closefd=False) for number in range(3)  # noqa: SIM115
    )
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    tempfile.tempdir = None
    for which, most in limits.items():
        resource.setrlimit(which, (most, most))

    try:
        code = main(arguments)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    holding.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    os._exit(code)
