"""Big inputs: the same bytes for any number of workers, and only whole shards whatever is killed and when."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests import processes

from copydesk.__main__ import main
from copydesk.errors import Problem
from copydesk.jsonl import mention_forms
from copydesk.readers import read_file
from copydesk.scale import plan, pool, store, windows
from copydesk.scale.engine import Step
from copydesk.scale.job import Job, job
from copydesk.scale.plan import Shard
from copydesk.scale.progress import Progress, clock
from copydesk.scale.run import Outcome, batch

RANGES = "- ATACMS range 300 km\n- claim: Kalibr range 1,500 km\n  id: kalibr\n"
TEXT = "Les missiles ATACMS ont une portée de {km} km. Il y avait {many} personnes dans la salle, le 3 mai 2024."
NAME = "Ursule Vandermeersch"


def record(number: int, **more: Any) -> dict[str, Any]:
    text = TEXT.format(km=300 if number % 7 else 500, many=number + 10)
    return {"id": f"a{number}", "text": text, "published": f"2024-05-{number % 28 + 1:02}", **more}


def lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return path


def refuse(problem: object) -> None:
    pytest.fail(str(problem))


@pytest.fixture(autouse=True)
def workers_start_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the runs of this process; those that the command line starts have workers that start as everywhere."""
    if os.name == "posix":
        monkeypatch.setattr(pool, "CONTEXT", processes.forked())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """160 articles of one file, and two assertions about them."""
    lines(tmp_path / "in" / "news.jsonl", [record(number) for number in range(160)])
    (tmp_path / "assertions").mkdir()
    (tmp_path / "assertions" / "ranges.yaml").write_text(RANGES, "utf-8")
    return tmp_path


def asked(desk: Path, task: Any = "check", **more: Any) -> Job:
    return job(task, folder=desk / "assertions" if task == "check" else None, **more)


def ran(desk: Path, into: str, task: Any = "check", workers: int = 2, size: int = 3000, **more: Any) -> Outcome:
    said: list[str] = []
    outcome = batch(
        asked(desk, task), [desk / "in"], desk / into, workers=workers, say=said.append, size=size, **more
    )
    outcome.failed.extend(said if outcome.failed else [])
    return outcome


def shards(folder: Path) -> dict[str, bytes]:
    """All that a run leaves for others, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("shard-*"))}


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for data in shards(folder).values() for line in data.splitlines()]


# -- plans


@pytest.mark.parametrize("size", [1, 100, 1000, 1 << 20])
def test_parts_of_a_file_are_whole_lines_and_all_of_them(tmp_path: Path, size: int) -> None:
    path = lines(tmp_path / "news.jsonl", [record(number) for number in range(50)])
    units = [unit for shard in plan.plan([path], refuse, size) for unit in shard.units]
    data = path.read_bytes()
    parts = [data[unit.start : unit.end] for unit in units]
    assert b"".join(parts) == data
    assert all(part.endswith(b"\n") for part in parts)
    assert [unit.first for unit in units] == [1 + data[: unit.start].count(b"\n") for unit in units]


def test_a_last_line_without_its_end_and_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text": "b"}')
    units = [unit for shard in plan.plan([path], refuse, 3) for unit in shard.units]
    assert [(unit.start, unit.end) for unit in units] == [(0, 14), (14, 27)]
    path.write_bytes(b"")
    (shard,) = plan.plan([path], refuse, 3)
    assert shard.size == 0


def test_names_and_places_do_not_depend_on_the_parts(desk: Path) -> None:
    path = desk / "in" / "news.jsonl"
    records: list[Any] = [{"text": r["text"]} for r in (record(n) for n in range(60))]
    records[41] = {"text": ""}
    lines(path, records)
    told = []
    for size in (500, 1 << 20):
        outcome = ran(desk, f"out{size}", "extract", size=size)
        found = rows(desk / f"out{size}")
        told.append([(row["id"], row["line"], row["mentions"]) for row in found])
        assert (outcome.articles, outcome.problems) == (59, 1)
        kept = [json.loads(p.read_bytes()) for p in sorted((desk / f"out{size}" / "_manifest").glob("shard-*"))]
        (problem,) = [problem for entry in kept for problem in entry["problems"]]
        assert "news.jsonl:42:1: " in problem
        assert "record 42" in problem
    assert told[0] == told[1]
    assert told[0][40:42] != told[0][41:43]
    assert told[0][41][1] == 43


def test_small_files_share_a_shard(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text("Il y a 12 personnes.\n" * 10)
    made = plan.plan(plan.files([tmp_path], refuse), refuse, 1000)
    assert [len(shard.units) for shard in made] == [4] * 7 + [2]


def test_every_part_of_the_files_is_read_by_one_machine(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text("x")
    parts = [plan.files([tmp_path], refuse, (k, 3)) for k in (1, 2, 3)]
    assert sorted(path.name for part in parts for path in part) == [f"{n}.txt" for n in range(7)]


# -- runs


def test_findings_are_those_of_single_articles(desk: Path) -> None:
    outcome = ran(desk, "out")
    found = rows(desk / "out")
    assert outcome.articles == 160
    assert outcome.counts == Counter(row["verdict"] for row in found)
    wrong = {row["id"] for row in found if row["verdict"] == "contradicted"}
    assert wrong == {f"a{n}" for n in range(0, 160, 7)}
    assert {row["assertion"] for row in found} == {"atacms-range"}
    first = found[0]
    text = record(0)["text"]
    assert text[first["mention"]["start"] : first["mention"]["end"]] == first["mention"]["text"] == "500 km"
    assert first["sentence"] in text


def test_extract_agrees_with_the_command_for_one_file(desk: Path) -> None:
    from copydesk.annotate import annotate
    from copydesk.jsonl import article_of

    ran(desk, "out", "extract")
    for row in rows(desk / "out")[::16]:
        article = article_of(record(int(row["id"][1:])))
        assert row["mentions"] == mention_forms(annotate(article).mentions, article.text)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("task", ["extract", "check", "conflicts"])
def test_one_and_three_workers_make_the_same_bytes(desk: Path, task: str, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    ran(desk, "one", task, workers=1, form=form)
    ran(desk, "three", task, workers=3, form=form)
    made = shards(desk / "one")
    assert made
    assert made == shards(desk / "three")
    manifests = [sorted((desk / into / "_manifest").glob("*.json")) for into in ("one", "three")]
    assert [p.read_bytes() for p in manifests[0]] == [p.read_bytes() for p in manifests[1]]


@pytest.mark.parametrize("task", ["extract", "check"])
def test_parquet_holds_the_same_rows(desk: Path, task: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    ran(desk, "lines", task)
    ran(desk, "tables", task, form="parquet")
    table = [row for path in sorted((desk / "tables").glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]
    assert table == rows(desk / "lines")


def test_parquet_in_row_groups_is_read_in_parts(desk: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pa.Table.from_pylist([{"text": record(n)["text"]} for n in range(200)])
    (desk / "in" / "news.jsonl").unlink()
    parquet.write_table(table, desk / "in" / "news.parquet", row_group_size=20)
    size = (desk / "in" / "news.parquet").stat().st_size
    ran(desk, "parts", "extract", size=size // 4)
    ran(desk, "whole", "extract", size=1 << 20)
    assert len(shards(desk / "parts")) > 3
    assert rows(desk / "parts") == rows(desk / "whole")
    assert [row["line"] for row in rows(desk / "parts")] == list(range(1, 201))


def test_formats_side_by_side(desk: Path) -> None:
    body = "".join(f"<p>{TEXT.format(km=300, many=5 + n)}</p>" for n in range(9))
    page = f"<html><body><article><h1>Un titre</h1>{body}</article></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: {len(http)}\r\n"
    head += "Content-Type: application/http; msgtype=response\r\n\r\n"
    (desk / "in" / "pages.warc.gz").write_bytes(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    (desk / "in" / "one.md").write_text("---\nid: one\nlang: fr\n---\n" + TEXT.format(km=500, many=5), "utf-8")
    outcome = ran(desk, "out")
    found = {row["id"]: row["verdict"] for row in rows(desk / "out")}
    assert outcome.articles == 162
    assert found["one"] == "contradicted"
    assert found[f"{(desk / 'in' / 'pages.warc.gz').as_posix()}#https://example.org/a"] == "consistent"


def test_silent_findings_are_written_when_asked(desk: Path) -> None:
    loud = asked(desk, silent=True)
    outcome = batch(loud, [desk / "in"], desk / "out", workers=1, say=refuse)
    assert outcome.rows == 320
    assert outcome.counts["not_mentioned"] >= 160


def test_one_bad_article_is_told_with_its_place_and_the_others_are_read(desk: Path) -> None:
    path = desk / "in" / "news.jsonl"
    written = path.read_text("utf-8").splitlines()
    written[9] = '{"text" 3}'
    written[19] = json.dumps({"id": "x", "text": "Il y a 12\x00 personnes."})
    written[29] = "[1, 2]"
    path.write_text("\n".join(written), "utf-8")
    said: list[str] = []
    outcome = batch(asked(desk), [desk / "in"], desk / "out", workers=2, say=said.append, size=2000)
    assert (outcome.articles, outcome.problems) == (157, 3)
    assert sorted(int(line.split("news.jsonl:")[1].split(":")[0]) for line in said) == [10, 20, 30]


def test_an_error_of_our_own_costs_one_article(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from copydesk.scale import engine

    def check_all(annotated: Any, *more: Any, **named: Any) -> Any:
        if annotated.article.id == "a7":
            raise ZeroDivisionError("oh")
        return []

    monkeypatch.setattr(engine, "check_all", check_all)
    problems: list[Problem] = []
    made = engine.Engine(asked(desk), problems.append)
    (shard,) = plan.plan([desk / "in" / "news.jsonl"], refuse)
    source = plan.source(shard.units[0], refuse, {})
    with source.stream:
        assert list(made.rows(source)) == []
    assert made.articles == 160
    assert [(p.line, "ZeroDivisionError" in p.what) for p in problems] == [(8, True)]


def test_a_file_that_is_gone_is_a_problem_and_not_the_end(desk: Path) -> None:
    work = desk / "in" / "gone.jsonl"
    lines(work, [record(1)])
    made = plan.plan([work, desk / "in" / "news.jsonl"], refuse)
    work.unlink()
    problems: list[Problem] = []
    plan.plan([work], problems.append)
    assert [p.file for p in problems] == [work.as_posix()]
    assert len(made) == 1


# -- going on


def test_finished_shards_are_kept_and_lost_ones_made_again(desk: Path) -> None:
    first = ran(desk, "out")
    before = shards(desk / "out")
    (desk / "out" / "shard-00001.jsonl").unlink()
    (desk / "out" / "_manifest" / "shard-00002.json").unlink()
    with (desk / "out" / "shard-00003.jsonl").open("ab") as file:
        file.write(b"{}\n")
    second = ran(desk, "out")
    assert first.shards > 5
    assert (second.kept, second.rows, second.counts) == (first.shards - 3, first.rows, first.counts)
    assert shards(desk / "out") == before


def test_only_what_the_input_changed_is_made_again(desk: Path) -> None:
    first = ran(desk, "out")
    path = desk / "in" / "news.jsonl"
    changed = path.read_bytes().splitlines(keepends=True)
    changed[-1] = changed[-1].replace(b"la salle", b"la cave")
    path.write_bytes(b"".join(changed))
    assert ran(desk, "out").kept == first.shards - 1
    path.write_bytes(b"".join(changed[:60]))
    fewer = ran(desk, "out")
    assert fewer.shards < first.shards
    assert len(shards(desk / "out")) == len(list((desk / "out" / "_manifest").glob("shard-*"))) == fewer.shards


def test_other_assertions_and_other_rules_make_all_again(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ran(desk, "out")
    assert ran(desk, "out").kept == first.shards
    (desk / "assertions" / "ranges.yaml").write_text(RANGES.replace("300", "500"), "utf-8")
    again = ran(desk, "out")
    assert again.kept == 0
    assert again.counts["contradicted"] > first.counts["contradicted"]
    from copydesk.scale import run

    monkeypatch.setattr(run, "version", lambda: "another")
    assert ran(desk, "out").kept == 0


def test_a_folder_keeps_to_one_task_and_one_form(desk: Path) -> None:
    from copydesk.errors import CopydeskError

    ran(desk, "out")
    before = shards(desk / "out")
    pytest.importorskip("pyarrow")
    for task, form in (("extract", "jsonl"), ("check", "parquet")):
        with pytest.raises(CopydeskError, match="choose another folder"):
            ran(desk, "out", task, form=form)
    (desk / "mine").mkdir()
    (desk / "mine" / "shard-00000.jsonl").write_text("mine")
    with pytest.raises(CopydeskError, match="no record explains"):
        ran(desk, "mine")
    assert shards(desk / "out") == before


def test_two_runs_at_once_on_one_folder(desk: Path) -> None:
    place = store.Store(desk / "out", "jsonl")
    with place.held(), pytest.raises(store.Busy, match="another run"):
        ran(desk, "out")
    ran(desk, "out")


# -- kills


def command(desk: Path, into: str, *more: str, task: str = "check") -> list[str]:
    facts = ("--assertions", str(desk / "assertions")) if task == "check" else ()
    return [
        sys.executable, "-m", "copydesk", "batch", task, str(desk / "in"), *facts,
        "--into", str(desk / into), "--workers", "2", "--shard", "0.003", *more,
    ]


def workers_of(process: int) -> list[int]:
    """The worker processes that a run has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"spawn_main" in folder.joinpath("cmdline").read_bytes():
                found.append(int(folder.name))
        except (OSError, IndexError, ValueError):
            continue
    return found


def until(happens: Callable[[], Any], process: "subprocess.Popen[bytes]") -> bool:
    """Waits for it; False when the process ended before."""
    while not happens():
        if process.poll() is not None:
            return False
        time.sleep(0.005)
    return True


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers through /proc")


@linux
def test_killed_workers_cost_a_retry_each(desk: Path) -> None:
    lines(desk / "in" / "news.jsonl", [record(number) for number in range(400)])
    ran(desk, "whole", size=round(0.003 * (1 << 20)))
    process = subprocess.Popen(command(desk, "out"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    killed = 0
    for wanted in (1, 4, 8):
        if until(lambda: len(list((desk / "out").glob("shard-*"))) >= wanted, process):  # noqa: B023
            for victim in workers_of(process.pid)[:1]:
                os.kill(victim, signal.SIGKILL)
                killed += 1
    out, err = process.communicate(timeout=300)
    assert killed
    assert process.returncode == 1, err
    assert b"killed by signal 9; the shard is read again" in err
    assert b"0 passed over" in out
    assert shards(desk / "out") == shards(desk / "whole")


@linux
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_kill_at_any_moment_leaves_whole_shards_and_the_next_run_goes_on(desk: Path, how: signal.Signals) -> None:
    lines(desk / "in" / "news.jsonl", [record(number) for number in range(400)])
    ran(desk, "whole", "extract", size=round(0.003 * (1 << 20)))
    whole = shards(desk / "whole")
    moments: list[Callable[[], Any]] = [
        lambda: (desk / "out" / "_manifest" / "lock").exists(),
        lambda: list((desk / "out").glob(".shard-*.part")),
        lambda: len(list((desk / "out").glob("shard-*"))) > 3,
        lambda: len(list((desk / "out" / "_manifest").glob("shard-*"))) > 6,
    ]
    stopped = 0
    for moment in moments:
        process = subprocess.Popen(command(desk, "out", task="extract"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if until(moment, process):
            process.send_signal(how)
            stopped += 1
        err = process.communicate(timeout=300)[1]
        for name, data in shards(desk / "out").items():
            assert data == whole[name]
        if how is signal.SIGTERM and process.returncode == 143:
            assert b"goes on from there" in err
            assert not list((desk / "out").glob(".shard-*"))
    assert stopped
    last = ran(desk, "out", "extract", size=round(0.003 * (1 << 20)))
    assert last.kept > 3
    assert not list((desk / "out").glob(".shard-*"))
    assert shards(desk / "out") == whole


@linux
def test_workers_end_with_their_supervisor(desk: Path) -> None:
    process = subprocess.Popen(command(desk, "out"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert until(lambda: workers_of(process.pid) and list((desk / "out").glob("shard-*")), process)
    workers = workers_of(process.pid)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and any(Path(f"/proc/{worker}").exists() for worker in workers):
        time.sleep(0.05)
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def _deadly(marks: Path, always: int) -> pool.Work:
    """Dies once on every third article, and each time on one of them."""

    def work(shard: Shard, step: Step) -> tuple[int, Any]:
        read = []
        for number in range(1, 11):
            if step(number, f"place {number}"):
                mark = marks / f"{shard.number}-{number}"
                if number == always or (number == 3 and not mark.exists()):
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
                read.append(number)
        return len(read), read

    return work


def _shards(count: int) -> list[Shard]:
    return [Shard(number=number, units=(), size=1) for number in range(count)]


def test_an_article_that_kills_its_worker_is_passed_over_and_no_other(tmp_path: Path) -> None:
    news = list(pool.run(_shards(3), partial(_deadly, tmp_path, 7), 2))
    done = {item.shard.number: item for item in news if item.result}
    assert {n: item.result for n, item in done.items()} == {key: [1, 2, 3, 4, 5, 6, 8, 9, 10] for key in range(3)}
    assert all(item.passed == ["place 7"] for item in done.values())


def test_a_worker_killed_once_passes_over_nothing(tmp_path: Path) -> None:
    news = list(pool.run(_shards(3), partial(_deadly, tmp_path, 0), 2))
    assert sum(1 for item in news if item.retry) == 3
    assert [item.result for item in news if item.result] == [list(range(1, 11))] * 3


def _fatal() -> pool.Work:
    os._exit(3)


def test_workers_that_cannot_start_end_the_run() -> None:
    news = list(pool.run(_shards(2), _fatal, 2))
    assert sorted(item.shard.number for item in news if item.failure) == [0, 1]
    assert all("ended with 3" in item.failure for item in news if item.failure)


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid"), reason="needs a limit on file sizes")
def test_a_full_disk_fails_the_shard_and_leaves_nothing_half_written(desk: Path) -> None:
    limited = ["bash", "-c", 'ulimit -f 1; trap "" XFSZ; exec "$@"', "-", *command(desk, "out", "--shard", "1")]
    done = subprocess.run(limited, capture_output=True, timeout=300)
    assert done.returncode == 1, done.stderr
    assert b"File too large" in done.stderr
    assert not list((desk / "out").glob("*shard-*"))
    assert not (desk / "out" / "_manifest" / "done.json").exists()


# -- conflicts


def said(identifier: str, published: str | None, held: int) -> dict[str, Any]:
    person = ("Mark Rutte", "Jens Stoltenberg")[held]
    text = f"Le secrétaire général de l'Otan, {person}, est arrivé à Paris."
    return {"id": identifier, "text": text, "published": published, "lang": "fr"}


def test_conflicts_in_windows_are_those_of_the_whole(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from copydesk.annotate import annotate
    from copydesk.conflicts import conflicts
    from copydesk.jsonl import article_of

    records = [said(f"a{day:02}", f"2024-03-{day:02}", day % 5 // 3) for day in range(1, 29, 4)]
    lines(desk / "in" / "news.jsonl", records)
    expected = conflicts(annotate(article_of(r)) for r in records)
    monkeypatch.setattr(windows, "WINDOW", 2)
    outcome = ran(desk, "out", "conflicts", workers=1, size=300)
    found = rows(desk / "out")
    assert expected
    assert outcome.shards > 2
    assert outcome.articles == len(records)
    assert sorted((r["kind"], r["a"]["id"], r["a"]["start"], r["b"]["id"], r["b"]["start"]) for r in found) == sorted(
        (c.kind, c.a.article.id, c.a.span.start, c.b.article.id, c.b.span.start) for c in expected
    )
    again = ran(desk, "out", "conflicts", workers=1, size=300)
    assert again.kept == again.shards


# -- the command line, and what a terminal sees


def test_the_command_counts_and_says_nothing_else(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(command(desk, "out")[3:]) == 1
    said = capfd.readouterr()
    assert said.err == ""
    assert said.out.startswith("160 articles, 160 rows, 137 consistent, 23 contradicted")
    assert json.loads((desk / "out" / "_manifest" / "done.json").read_bytes())["articles"] == 160


@pytest.mark.parametrize("wrong", [("--part", "3/2"), ("--shard", "0"), ("--workers", "-1"), ("--columns", "text")])
def test_wrong_options_are_refused(desk: Path, wrong: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command(desk, "out", *wrong)[3:])
    assert ended.value.code == 2
    assert wrong[1] in capfd.readouterr().err
    assert not (desk / "out").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "rich", None)
    yield


def test_a_terminal_sees_rate_and_time_left(plain: None) -> None:
    shown = Terminal()
    bar = Progress("check", 1000, shown)
    bar.done(0, 20, 250)
    bar.close()
    assert "check: 25.0 %, 20 articles, " in shown.getvalue()
    assert "/s, 0:00:" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[K")


def test_rich_shows_the_same() -> None:
    pytest.importorskip("rich")
    shown = Terminal()
    bar = Progress("check", 1000, shown)
    bar.done(0, 20, 250)
    bar.close()
    assert "20 articles" in shown.getvalue()


def test_files_see_nothing() -> None:
    shown = io.StringIO()
    bar = Progress("check", 1000, shown)
    bar.done(0, 20, 250)
    bar.close()
    assert shown.getvalue() == ""
    assert clock(3723.4) == "1:02:03"


def test_readers_know_parts(tmp_path: Path) -> None:
    path = lines(tmp_path / "news.jsonl", [{"text": "a"}, {"text": "b"}])
    assert [document.line for document in read_file(path)] == [1, 2]
