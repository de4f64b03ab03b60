"""A batch: sources → shards → workers → an output folder, going on where an earlier run stopped."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ..cache import version
from ..errors import Problem
from . import plan, pool, store, windows
from .engine import Engine, Row, Step
from .forms import arrow, writer
from .job import Job
from .plan import Shard, Unit
from .progress import Progress
from .store import Record, Store

ARTICLES = "_articles"
_SHOWN = 20


@dataclass(slots=True)
class Outcome:
    """What came of a run. `kept` shards were there already; `failed` says why a shard is missing."""

    shards: int = 0
    kept: int = 0
    articles: int = 0
    rows: int = 0
    problems: int = 0
    retries: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def batch(
    job: Job, sources: Sequence[Path], into: Path, *, workers: int = 0, form: str = "jsonl", size: int = plan.SHARD,
    share: tuple[int, int] = (1, 1), say: Callable[[str], None] | None = None,
) -> Outcome:
    """Read every article of the sources and write the rows of the job below `into`, a file a shard.

    The same sources make the same bytes, whatever `workers` is (0: one for each processor). What is there already and
    was made from the same input by the same rules, data and assertions is kept. Raises InputError, CopydeskError,
    OSError; what is wrong with single articles is said and counted.
    """
    workers = workers or _processors()
    if form == "parquet":
        arrow()
    found: list[Problem] = []
    paths = plan.files(sources, found.append, share)
    shards = plan.plan(paths, found.append, size)
    if job.task == "conflicts":
        return _conflicts(job, shards, found, into, workers, form, say)
    return _stage(job, shards, found, Store(into, form), workers, say)


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _conflicts(
    job: Job, shards: list[Shard], found: list[Problem], into: Path, workers: int, form: str,
    say: Callable[[str], None] | None,
) -> Outcome:
    first = Job(task="articles", lang=job.lang, published=job.published, columns=job.columns)
    sorted_by_day = Store(into / ARTICLES, "jsonl")
    read = _stage(first, shards, found, sorted_by_day, workers, say)
    if read.failed:
        return read
    records = [(sorted_by_day.shard(s.number), json.loads(sorted_by_day.record(s.number).read_bytes())) for s in shards]
    made = _stage(job, windows.plan(records, job.days), [], Store(into, form), workers, say)
    made.articles, made.problems = read.articles, made.problems + read.problems
    made.retries += read.retries
    return made


def _stage(
    job: Job, shards: list[Shard], found: Sequence[Problem], place: Store, workers: int,
    say: Callable[[str], None] | None,
) -> Outcome:
    rules = version()
    key = job.key(rules)
    with place.held():
        place.begin({"task": job.task, "form": place.form, "rules": rules, "facts": job.facts, "job": key})
        place.keep(len(shards))
        made = Outcome(shards=len(shards), problems=len(found))
        bar = Progress(job.task, sum(shard.size for shard in shards))
        shown = _Shown(say or bar.say)
        for problem in found:
            shown(str(problem))
        waiting = []
        for shard in shards:
            record = place.finished(shard.number, f"{key} {shard.digest}")
            if record:
                made.kept += 1
                _add(made, record)
                bar.done(shard.number, record["articles"], shard.size)
            else:
                waiting.append(shard)
        try:
            with contextlib.closing(pool.run(waiting, partial(_work, job, place, key), workers)) as news:
                for item in news:
                    _hear(item, made, bar, shown)
        finally:
            bar.close()
            for left in place.folder.glob(".shard-*.part"):
                left.unlink(missing_ok=True)
        shown.end()
        if not made.failed:
            told = {"articles": made.articles, "rows": made.rows, "problems": made.problems, "counts": made.counts}
            store.write(place.folder / store.MANIFEST / "done.json", {"job": key, "shards": len(shards), **told})
    return made


class _Shown:
    """Says the first messages, and at the end how many more there were."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._count = 0

    def __call__(self, message: str) -> None:
        self._count += 1
        if self._count <= _SHOWN:
            self._say(message)

    def end(self) -> None:
        if self._count > _SHOWN:
            self._say(f"… and {self._count - _SHOWN} more; all of them are in {store.MANIFEST}/")


def _hear(news: pool.News, made: Outcome, bar: Progress, shown: Callable[[str], None]) -> None:
    number = news.shard.number
    if news.retry:
        made.retries += 1
        bar.lost(number)
        shown(f"shard {number}: its worker was {news.retry}; the shard is read again")
    elif news.failure:
        made.failed.append(f"shard {number}: {news.failure}")
        bar.lost(number)
        shown(made.failed[-1])
    elif news.result is None:
        bar.read(number, news.articles)
    else:
        _add(made, news.result)
        for place in news.passed:
            made.problems += 1
            shown(f"{place}: two workers died reading this article; it is passed over")
        bar.done(number, news.result["articles"], news.shard.size)
        for message in news.result["problems"]:
            shown(message)


def _add(made: Outcome, record: Record) -> None:
    made.articles += record["articles"]
    made.rows += record["rows"]
    made.problems += len(record["problems"])
    for name, count in record["counts"].items():
        made.counts[name] = made.counts.get(name, 0) + count


def _work(job: Job, place: Store, key: str) -> pool.Work:
    """What a worker does, made once in each process."""

    def work(shard: Shard, step: Step) -> tuple[int, Record]:
        record: Record = {
            "key": f"{key} {shard.digest}", "articles": 0, "rows": 0, "problems": [], "counts": {},
            "input": [list(unit.told) for unit in shard.units],
        }
        part = place.folder / f".shard-{shard.number:05}.{os.getpid()}.part"
        with store.opened(part) as file:
            if job.task == "articles":
                lines, record["days"] = windows.by_day(_counted(_rows(job, shard, step, record), record))
                file.write(lines)
            else:
                with writer(file, place.form, job.task) as write:
                    for row in _counted(_rows(job, shard, step, record), record):
                        write(row)
        return record["articles"], place.finish(shard.number, part, record)

    return work


def _counted(rows: Iterator[Row], record: Record) -> Iterator[Row]:
    for row in rows:
        record["rows"] += 1
        name = row.get("verdict") or row.get("kind")
        if name:
            record["counts"][name] = record["counts"].get(name, 0) + 1
        yield row


def _rows(job: Job, shard: Shard, step: Step, record: Record) -> Iterator[Row]:
    def report(problem: Problem) -> None:
        record["problems"].append(str(problem))

    if job.task == "conflicts":
        def count() -> None:
            record["articles"] += 1

        for window in shard.units:
            yield from windows.rows(window, job, step, count)
        return
    engine = Engine(job, report, step)
    for unit in shard.units:
        yield from _read(unit, engine, report, job)
        record["articles"] = engine.articles


def _read(unit: Unit, engine: Engine, report: Callable[[Problem], None], job: Job) -> Iterator[Any]:
    try:
        source = plan.source(unit, report, job.columns)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or error})"
        report(Problem(file=unit.path, line=1, column=1, what=what, remedy="make it readable"))
        return
    with source.stream:
        yield from engine.rows(source)
