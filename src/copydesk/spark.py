"""The batch on a cluster: the same function as on one machine, through Spark's `mapInArrow`, into partitioned Parquet.

Nothing of copydesk has to be installed on the executors: code and data travel as one archive (`ship`). They need Python,
pyarrow, and what the formats that are read need.
"""

import atexit
import io
import pickle
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import CopydeskError, InputError, Problem
from .readers import Source
from .scale import plan
from .scale.engine import Engine, Row
from .scale.forms import arrow, schema
from .scale.job import Job

ROWS = 1000
"""How many rows are handed to Spark at a time."""
TASKS = 100_000
"""How many tasks a stage has at most."""
_URL = re.compile(r"[A-Za-z][\w+.-]*:/")
_LOCAL = re.compile(r"file:/+")
_DATA = (".py", ".toml", ".tsv")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def run(
    spark: Any, job: Job, sources: Sequence[str], into: str, *, partition: Sequence[str] = ("lang",),
    size: int = plan.SHARD,
) -> None:
    """Write the rows of a job as Parquet below `into`: `outcome=read` by `partition`, `outcome=problem` what was bad.

    `into` must not exist. Sources are paths that every executor sees alike, then big files are read in parts; or
    URLs (`hdfs://…`, `s3a://…`, `file:///…`), read by Spark, each file by one task. Raises InputError, CopydeskError.
    """
    arrow()
    ship(spark)
    setting = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(setting)
    spark.conf.set(setting, "1")  # a row is a whole file: one at a time is what fits into memory
    try:
        rows(spark, job, sources, size=size).write.partitionBy("outcome", *partition).parquet(into)
    finally:
        spark.conf.set(setting, before)


def rows(spark: Any, job: Job, sources: Sequence[str], *, size: int = plan.SHARD) -> Any:
    """The rows as a DataFrame, not yet computed; `ship` goes before. Raises InputError, CopydeskError, OSError."""
    if job.task not in ("extract", "check"):
        raise CopydeskError(f"{job.task} compares articles with one another; run `copydesk batch` for it")
    urls = [source for source in sources if _URL.match(source)]
    if urls and len(urls) < len(sources):
        raise CopydeskError("some sources are URLs and some are paths; give one kind at a time")
    frame = _contents(spark, urls) if urls else _parts(spark, sources, size)
    return frame.mapInArrow(Batch(job), ddl(_schema(job.task)))


def ship(spark: Any) -> None:
    """Give the executors copydesk's code and data, once for a session."""
    context = spark.sparkContext
    if not any(Path(name).name == _NAME for name in getattr(context, "_python_includes", ())):
        folder = tempfile.mkdtemp(prefix="copydesk-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # executors may fetch it as long as we run
        context.addPyFile(str(archive(Path(folder) / _NAME)))


_NAME = "copydesk.zip"


def archive(path: Path) -> Path:
    """Write the package as an archive that Python imports from; the same bytes for the same files."""
    root = Path(__file__).parent
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for file in sorted(file for file in root.rglob("*") if file.suffix in _DATA):
            made.writestr(zipfile.ZipInfo(f"{root.name}/{file.relative_to(root).as_posix()}", _EPOCH), file.read_bytes())
    return path


@dataclass(frozen=True, slots=True)
class Batch:
    """The function that Spark calls with batches of files or parts of files; it gives batches of rows."""

    job: Job

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        pa, made = arrow(), _schema(self.job.task)
        waiting: list[Row] = []
        for row in self._rows(batches):
            waiting.append(row)
            if len(waiting) >= ROWS:
                yield pa.RecordBatch.from_pylist(waiting, schema=made)
                waiting = []
        if waiting:
            yield pa.RecordBatch.from_pylist(waiting, schema=made)

    def _rows(self, batches: Iterable[Any]) -> Iterator[Row]:
        problems: list[Problem] = []
        engine = Engine(self.job, problems.append)
        for batch in batches:
            for given in batch.to_pylist():
                for source in _sources(given, problems.append, self.job.columns):
                    with source.stream:
                        for row in engine.rows(source):
                            yield {**row, "problem": None, "outcome": "read"}
                for problem in problems:
                    told = {"file": problem.file, "line": problem.line, "problem": str(problem)}
                    yield {**told, "outcome": "problem"}
                problems.clear()


def _sources(given: Row, report: Callable[[Problem], None], columns: dict[str, str]) -> Iterator[Source]:
    """What a row of the input stands for: the content of a file, or the parts of files of one shard."""
    if "content" in given:
        stream = io.BufferedReader(io.BytesIO(given["content"]))
        yield Source(name=_LOCAL.sub("/", given["path"]), stream=stream, report=report, columns=columns)
        return
    for unit in pickle.loads(given["units"]):
        try:
            yield plan.source(unit, report, columns)
        except OSError as error:
            what = f"the file cannot be read ({error.strerror or error})"
            remedy = "make it readable on every executor"
            report(Problem(file=unit.path, line=1, column=1, what=what, remedy=remedy))


def _parts(spark: Any, sources: Sequence[str], size: int) -> Any:
    """Each shard as a row, and a task of its own."""
    problems: list[Problem] = []
    shards = plan.plan(plan.files(map(Path, sources), problems.append), problems.append, size)
    if problems:
        raise InputError(problems)
    given = [(shard.number, bytearray(pickle.dumps(shard.units))) for shard in shards]
    spread = spark.sparkContext.parallelize(given, max(1, min(len(given), TASKS)))
    return spark.createDataFrame(spread, "number BIGINT, units BINARY")


def _contents(spark: Any, urls: list[str]) -> Any:
    """Each file as a row: its path and its bytes."""
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return reader.load(urls).select("path", "content")


def _schema(task: str) -> Any:
    pa = arrow()
    made = schema(task)
    for name in ("problem", "outcome"):
        made = made.append(pa.field(name, pa.string()))
    return made


def ddl(made: Any) -> str:
    """An Arrow schema in Spark's words."""
    return ", ".join(f"{field.name} {_type(field.type)}" for field in made)


def _type(kind: Any) -> str:
    types = arrow().types
    if types.is_list(kind):
        return f"ARRAY<{_type(kind.value_type)}>"
    if types.is_struct(kind):
        return f"STRUCT<{', '.join(f'{field.name}: {_type(field.type)}' for field in kind)}>"
    return "BIGINT" if types.is_int64(kind) else "STRING"
