"""Spark in local mode: the rows of one machine, whatever the format, and after a worker's death."""

import gzip
import json
import os
import shutil
import signal
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import CopydeskError
from copydesk.scale.forms import line, schema
from copydesk.scale.job import Job, job
from copydesk.scale.run import batch

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'copydesk[spark]'")
pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'copydesk[spark]'")
parquet = pytest.importorskip("pyarrow.parquet")
dataset = pytest.importorskip("pyarrow.dataset")
pytest.importorskip("pandas", reason="pandas, which Spark asks for, is not installed: pip install 'copydesk[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("there is no Java for Spark", allow_module_level=True)

from copydesk import spark as cluster  # noqa: E402 - what is skipped need not import

pytestmark = pytest.mark.filterwarnings("default")  # Spark's own
TEXT = "Les missiles ATACMS ont une portée de {km} km. Il y avait {many} personnes dans la salle, le 3 mai 2024."
TERMS = "- ATACMS range 300 km\n"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    names = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    kept = {name: os.environ[name] for name in names if name in os.environ}
    os.environ.update(names)
    pyspark.cloudpickle.register_pickle_by_value(sys.modules[__name__])  # executors cannot import this file
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        builder = SparkSession.builder.master("local[2,4]").appName("copydesk")
        for name, value in {
            "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "1g", "spark.log.level": "OFF",
        }.items():
            builder = builder.config(name, value)
        made = builder.getOrCreate()
        yield made
        made.stop()
    for name in names:
        os.environ.pop(name)
    os.environ.update(kept)


def text(number: int) -> str:
    return TEXT.format(km=300 if number % 7 else 500, many=number + 10)


def warc(texts: list[str]) -> bytes:
    made = []
    for number, body in enumerate(texts):
        paragraphs = f"<h1>Titre {number}</h1><p>{body}</p>" + "".join(f"<p>{text(7 * n + 1)}</p>" for n in range(1, 9))
        page = f"<html><body><article>{paragraphs}</article></body></html>".encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        made.append(gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0))
    return b"".join(made)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The same kind of articles as JSON Lines, Parquet and WARC, one of them bad."""
    (tmp_path / "in").mkdir()
    (tmp_path / "ranges.yaml").write_text(TERMS, "utf-8")
    records = [{"id": f"j{n}", "text": text(n), "published": f"2024-05-{n % 28 + 1:02}"} for n in range(60)]
    written = [json.dumps(record, ensure_ascii=False) for record in records]
    written[20] = '{"text" 3}'
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(written) + "\n", "utf-8")
    table = pa.Table.from_pylist([{"text": text(n), "guid": f"p{n}"} for n in range(60)])
    parquet.write_table(table, tmp_path / "in" / "b.parquet", row_group_size=20)
    (tmp_path / "in" / "c.warc.gz").write_bytes(warc([text(n) for n in range(10)]))
    return tmp_path


def asked(desk: Path, task: Any) -> Job:
    return job(task, folder=desk / "ranges.yaml" if task == "check" else None)


def alone(desk: Path, task: Any) -> list[str]:
    """The rows that one machine makes, sorted."""
    batch(asked(desk, task), [desk / "in"], desk / "alone", workers=2, say=lambda message: None)
    return sorted(
        entry for path in (desk / "alone").glob("shard-*") for entry in path.read_text("utf-8").splitlines(True)
    )


def together(desk: Path, task: str) -> list[str]:
    """The rows in the Parquet files that Spark has made, sorted, with the fields in the order of the schema."""
    names = schema(task).names
    made = dataset.dataset(desk / "out" / "outcome=read", partitioning="hive").to_table().to_pylist()
    return sorted(line({name: row[name] for name in names}) for row in made)


@pytest.mark.parametrize("task", ["extract", "check"])
@pytest.mark.parametrize("through", ["paths", "urls"])
def test_the_same_rows_as_on_one_machine_byte_for_byte(session: Any, desk: Path, task: str, through: str) -> None:
    source = (desk / "in").as_posix() if through == "paths" else (desk / "in").as_uri()
    cluster.run(session, asked(desk, task), [source], (desk / "out").as_uri(), size=4000)
    made = together(desk, task)
    assert len(made) == 129
    assert made == alone(desk, task)


def test_what_is_bad_is_written_beside_with_its_place(session: Any, desk: Path) -> None:
    cluster.run(session, asked(desk, "extract"), [(desk / "in").as_posix()], (desk / "out").as_uri())
    (row,) = dataset.dataset(desk / "out" / "outcome=problem").to_table().to_pylist()
    assert row["file"] == (desk / "in" / "a.jsonl").as_posix()
    assert row["line"] == 21
    assert "this is not JSON" in row["problem"]


def test_executors_run_what_was_shipped(session: Any, desk: Path) -> None:
    cluster.ship(session)
    cluster.ship(session)
    frame = session.range(1).mapInArrow(_where, "file STRING")
    ((file,),) = frame.collect()
    assert f"{os.sep}copydesk.zip{os.sep}" in file


def _where(batches: Iterable[Any]) -> Iterator[Any]:
    from copydesk import annotate

    for _ in batches:
        yield pa.RecordBatch.from_pylist([{"file": annotate.__file__}])


@dataclass(frozen=True)
class Dying:
    """The batch function, killed once in the middle of its first task."""

    batch: cluster.Batch
    mark: str

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        for made in self.batch(batches):
            try:
                os.close(os.open(self.mark, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                yield made
            else:
                os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_worker_is_tried_again(session: Any, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = desk / "killed"
    function = cluster.Batch
    monkeypatch.setattr(cluster, "Batch", lambda asked: Dying(function(asked), str(mark)))
    cluster.run(session, asked(desk, "check"), [(desk / "in").as_posix()], (desk / "out").as_uri(), size=4000)
    assert mark.exists()
    assert together(desk, "check") == alone(desk, "check")


def test_what_is_there_is_not_written_over(session: Any, desk: Path) -> None:
    (desk / "out").mkdir()
    (desk / "out" / "mine").write_text("mine")
    with pytest.raises(Exception, match=r"(?i)already.exists"):
        cluster.run(session, asked(desk, "extract"), [(desk / "in").as_posix()], (desk / "out").as_uri())
    assert [path.name for path in (desk / "out").iterdir()] == ["mine"]


def test_what_cannot_be_asked_of_it(session: Any, desk: Path) -> None:
    with pytest.raises(CopydeskError, match="copydesk batch"):
        cluster.rows(session, asked(desk, "conflicts"), ["in"])
    with pytest.raises(CopydeskError, match="one kind at a time"):
        cluster.rows(session, asked(desk, "extract"), ["in", "hdfs://host/in"])


def test_the_archive_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    one, other = cluster.archive(tmp_path / "one.zip"), cluster.archive(tmp_path / "other.zip")
    assert one.read_bytes() == other.read_bytes()
