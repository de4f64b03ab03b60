"""Worker processes and their supervisor: a killed worker costs its shard's retry and nothing else."""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from ..errors import CopydeskError
from .engine import Step
from .plan import Shard

CARELESS = 2
"""How often a shard is tried again as it is; after that its worker names each article before it reads it."""
DEATHS = 8
"""How many workers one shard may cost."""
CONTEXT: Any = multiprocessing.get_context("spawn")
"""How workers are started."""
_EVERY = 20
_SELDOM = 50_000, 20, 100
"""How often a worker looks for cycles: its tables are large and stay, and each time all of them would be gone through."""


Work = Callable[[Shard, Step], tuple[int, Any]]
"""What a worker does with a shard: how many articles it read, and the result. It asks `Step` before each article."""


@dataclass(slots=True)
class Trial:
    """A shard and what it has cost so far."""

    shard: Shard
    deaths: int = 0
    suspect: tuple[int, str] | None = None
    passing: dict[int, str] = field(default_factory=dict)

    @property
    def careful(self) -> bool:
        return self.deaths >= CARELESS


@dataclass(frozen=True, slots=True)
class News:
    """What the supervisor tells: a shard's progress in articles, its result, or why there will be none."""

    shard: Shard
    articles: int = 0
    result: Any = None
    failure: str | None = None
    retry: str | None = None
    passed: Sequence[str] = ()


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    trial: Trial | None = None
    named: tuple[int, str] | None = None


def run(shards: Iterable[Shard], make: Callable[[], Work], workers: int) -> Generator[News, None, None]:
    """Every shard through `make()`'s work, in `workers` processes; news as they come.

    `make` is pickled and called once in each process. Closing the iterator ends the processes.
    """
    waiting = deque(Trial(shard) for shard in shards)
    busy: list[_Worker] = []
    try:
        busy = [_start(make) for _ in range(min(workers, len(waiting)))]
        for worker in busy:
            _give(worker, waiting)
        while any(worker.trial for worker in busy):
            for pipe in wait([worker.pipe for worker in busy if worker.trial]):
                worker = next(w for w in busy if w.pipe is pipe)
                try:
                    message = worker.pipe.recv()
                except (EOFError, OSError):
                    yield from _died(worker, waiting)
                    _stop([worker])
                    busy.remove(worker)
                    if waiting:
                        busy.append(_start(make))
                        _give(busy[-1], waiting)
                    continue
                news = _heard(worker, message)
                if news is not None:
                    yield news
                if worker.trial is None:
                    _give(worker, waiting)
    finally:
        _stop(busy)


def _heard(worker: _Worker, message: tuple[Any, ...]) -> News | None:
    kind, *rest = message
    trial = worker.trial
    if trial is None:
        return None
    if kind == "next":
        worker.named = (rest[0], rest[1])
        return None
    if kind == "read":
        return News(trial.shard, articles=rest[0])
    worker.trial = worker.named = None
    if kind == "failed":
        return News(trial.shard, failure=rest[0])
    return News(trial.shard, articles=rest[0], result=rest[1], passed=list(trial.passing.values()))


def _died(worker: _Worker, waiting: deque[Trial]) -> Iterator[News]:
    """Put the shard back; an article that two workers died on is passed over from then on."""
    trial = worker.trial
    if trial is None:
        return
    worker.process.join()
    code = worker.process.exitcode
    how = f"killed by signal {-code}" if code is not None and code < 0 else f"ended with {code}"
    trial.deaths += 1
    if worker.named and worker.named == trial.suspect:
        trial.passing[worker.named[0]] = worker.named[1]
    trial.suspect = worker.named
    if trial.deaths >= DEATHS:
        yield News(trial.shard, failure=f"{trial.deaths} workers died on it, the last {how}")
        return
    waiting.appendleft(trial)
    yield News(trial.shard, retry=how)


def _give(worker: _Worker, waiting: deque[Trial]) -> None:
    if not waiting:
        return
    worker.trial = waiting.popleft()
    with suppress(OSError):  # it may have died already, which the next reading of its pipe tells
        worker.pipe.send((worker.trial.shard, worker.trial.careful, tuple(worker.trial.passing)))


def _start(make: Callable[[], Work]) -> _Worker:
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_serve, args=(theirs, make), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _stop(workers: Iterable[_Worker]) -> None:
    stopped = list(workers)
    for worker in stopped:
        worker.process.terminate()
    for worker in stopped:
        worker.process.join(5)
        if worker.process.exitcode is None:
            worker.process.kill()
            worker.process.join()
        worker.pipe.close()


def _serve(pipe: Connection, make: Callable[[], Work]) -> None:
    """A worker: shards in, results out, until the pipe closes; when its supervisor is gone, so is it."""
    gc.set_threshold(*_SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    work: Work | None = None
    while True:
        try:
            shard, careful, passing = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        step = _stepping(pipe, careful, frozenset(passing))
        try:
            try:
                work = work or make()
                articles, result = work(shard, step)
            except BrokenPipeError:
                raise
            except CopydeskError as error:
                pipe.send(("failed", str(error)))
            except OSError as error:
                pipe.send(("failed", f"{error.filename or 'a file'}: {error.strerror or error}"))
            except Exception as error:
                pipe.send(("failed", f"internal error, please report it: {error!r}"))
            else:
                pipe.send(("done", articles, result))
        except (BrokenPipeError, ConnectionResetError):
            os._exit(1)


def _stepping(pipe: Connection, careful: bool, passing: frozenset[int]) -> Step:
    """Tells the supervisor how far the worker is; careful, each article before it is read."""
    told = 0

    def step(number: int, place: str) -> bool:
        nonlocal told
        if number in passing:
            return False
        if careful:
            pipe.send(("next", number, place))
        elif number - told >= _EVERY:
            told = number
            pipe.send(("read", number))
        return True

    return step
