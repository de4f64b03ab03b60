"""Faults that really happen: a full disk, a folder that cannot be written, a kill at any moment, two processes at once.

Nothing may be lost or half-written: a file is the old one or the new one, whatever happens to its writer.
"""

import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from tests import desk, processes

from copydesk import writing
from copydesk.assertions import load_assertions
from copydesk.baseline import plan, write
from copydesk.corpus import load_corpus
from copydesk.errors import CopydeskError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals, limits and mounts as POSIX has them")
TEXT = "Le pont numéro {n} mesure {n} mètres, a dit le maire de la ville {n}, et {n} personnes y étaient lundi.\n"
KILLS = 6


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "copydesk", *arguments]


called = processes.copydesk


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and what it holds; what runs leave in caches aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
        if path.is_file() and ".copydesk" not in path.relative_to(folder).parts
    }


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(".") and ".tmp" in path.name]


def sources(folder: Path, count: int, start: int = 0) -> Path:
    folder.mkdir(parents=True)
    for n in range(start, start + count):
        (folder / f"a{n:04}.txt").write_text(f"Le pont {n}\n\n" + TEXT.format(n=n) * 8, "utf-8")
    return folder


# -- a full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KB."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", place], capture_output=True)
    if made.returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def fill(place: Path) -> None:
    """Leave a few bytes at most."""
    with (place / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def refused(done: subprocess.CompletedProcess[bytes], message: bytes = b"No space left on device") -> None:
    assert done.returncode == 1, done
    assert re.search(message, done.stderr), done.stderr
    assert b"Traceback" not in done.stderr, done.stderr


def test_ingest_on_a_full_disk_writes_whole_articles_or_none(tmp_path: Path, small_disk: Path) -> None:
    sources(tmp_path / "in", 200)
    refused(called("ingest", str(tmp_path / "in"), "--into", "corpus", cwd=small_disk))
    written = state(small_disk / "corpus")
    assert called("ingest", "in", "--into", "corpus", cwd=tmp_path).returncode == 0
    whole = state(tmp_path / "corpus")
    assert 0 < len(written) < len(whole) == 200
    assert written.items() <= whole.items()
    assert not leftovers(small_disk)


WRITERS: dict[str, tuple[list[str], str]] = {
    "baseline": (["baseline", "--until", "2099", "--by", "x"], "assertions/waivers.yaml"),
    "lint --fix": (["lint", "--fix"], "assertions/untidy.yaml"),
    "sheet csv": (["sheet", "export", "a.csv", "--replace"], "a.csv"),
    "sheet xlsx": (["sheet", "export", "a.xlsx", "--replace"], "a.xlsx"),
    "suggest": (["suggest", "fr/2024-05-01-first", "--into", "drafts.yaml"], "assertions/drafts.yaml"),
    "report": (["report", "--into", "pages"], "pages/index.html"),
}


def _desk(root: Path) -> dict[str, bytes]:
    """A desk on which every writer has something to write."""
    desk.make(root)
    untidy = "- Kalibr weight 1,400 kg  \n" + "# a comment without end   \n" * 300
    (root / "assertions" / "untidy.yaml").write_text(untidy, "utf-8")
    for name in ("a.csv", "a.xlsx"):
        (root / name).write_bytes(b"what was there before")
    return state(root)


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize("how", ["disk", "limit"])
def test_a_full_disk_leaves_every_file_as_it_was(name: str, how: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """On a full file system, and where no file may grow beyond a few bytes (which needs no rights)."""
    arguments, target = WRITERS[name]
    root = request.getfixturevalue("small_disk") if how == "disk" else tmp_path / "desk"
    before = _desk(root)
    if how == "disk":
        fill(root)
        before["filler"] = (root / "filler").read_bytes()
        refused(called(*arguments, cwd=root, environment={"TMPDIR": str(tmp_path)}))
    else:
        done = called(*arguments, cwd=root, limits={resource.RLIMIT_FSIZE: 0})
        refused(done, b"File too large|No usable temporary directory")
    after = state(root)
    assert after.get(target) == before.get(target)
    assert {name: data for name, data in after.items() if name in before} == before
    assert not leftovers(root)


@pytest.mark.parametrize("arguments", [["extract", "--format", "jsonl"], ["extract"], ["conflicts"]])
def test_output_that_cannot_be_written_is_said(tmp_path: Path, arguments: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    desk.make(tmp_path)
    shutil.copytree(tmp_path / "corpus", tmp_path / "more")
    for path in (tmp_path / "more").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("500 km", "700 km").replace("\nlang", "\nid: other\nlang"), "utf-8")
    files = ["corpus/fr/2024-05-01-first.md"] if arguments[0] == "extract" else ["corpus", "more/fr/2024-05-01-first.md"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(*arguments, *files), cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, timeout=600
        )
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_run_goes_on_when_its_cache_finds_no_room(small_disk: Path) -> None:
    desk.make(small_disk)
    (small_disk / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    fill(small_disk)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=small_disk, capture_output=True, timeout=600
    )
    assert b"500 km, ATACMS range is 300 km" in done.stdout
    assert b"INTERNALERROR" not in done.stdout
    assert b"1 failed" in done.stdout.splitlines()[-1]


# -- folders that cannot be written


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Makes a folder one that cannot be written: for root, whom no permission stops, by a mount that is read only."""
    mounted: list[Path] = []

    def lock(root: Path) -> None:
        if os.geteuid():
            for path in (*root.rglob("*"), root):
                path.chmod(0o555 if path.is_dir() else 0o444)
            return
        for options in (["--bind", str(root), str(root)], ["-o", "remount,ro,bind", str(root)]):
            made = subprocess.run(["mount", *options], capture_output=True)
            if made.returncode:
                pytest.skip("file systems cannot be mounted here")
            mounted[:] = [root]

    try:
        yield lock
    finally:
        for root in mounted:
            subprocess.run(["umount", "-l", root], check=True)
        for path in (tmp_path, *tmp_path.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("name", [*sorted(WRITERS), "ingest"])
def test_a_folder_that_cannot_be_written_is_named(name: str, tmp_path: Path, locked: Callable[[Path], None]) -> None:
    root = tmp_path / "desk"
    _desk(root)
    (root / "new.txt").write_text("Un pont\n\n" + TEXT.format(n=7), "utf-8")
    before = state(root)
    locked(root)
    done = called(*(WRITERS[name][0] if name != "ingest" else ["ingest", "new.txt", "--into", "corpus"]), cwd=root)
    assert done.returncode == 1, done
    assert b"Permission denied" in done.stderr or b"Read-only file system" in done.stderr, done.stderr
    assert b"Traceback" not in done.stderr, done.stderr
    assert state(root) == before
    assert not leftovers(root)


# -- a kill at any moment


def killed(code: str, *arguments: str, cwd: Path, seed: str) -> Iterator[int]:
    """Run Python again and again, and end it at some moment after it has said that it begins."""
    random = Random(seed)
    for number in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first == b"now\n", process.communicate()[1].decode()
        time.sleep(random.uniform(0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it had ended before it was killed"
        yield number


INGEST = """
import sys
from copydesk.__main__ import main
import copydesk.ingest, copydesk.readers
copydesk.readers.modules()
print("now", flush=True)
for number in range(10_000):
    main(["ingest", "in", "--into", f"corpus-{number}" if number else "corpus"])
"""


def test_ingest_killed_at_any_moment_is_taken_up_again(tmp_path: Path) -> None:
    sources(tmp_path / "in", 60)
    assert called("ingest", "in", "--into", "whole", cwd=tmp_path).returncode == 0
    whole = state(tmp_path / "whole")
    for _ in killed(INGEST, cwd=tmp_path, seed="ingest"):
        for corpus in tmp_path.glob("corpus*"):
            there = {name: data for name, data in state(corpus).items() if not name.rpartition("/")[2].startswith(".")}
            assert there.items() <= whole.items()
        assert called("ingest", "in", "--into", "corpus", cwd=tmp_path).returncode == 0
        assert state(tmp_path / "corpus") == whole
        for corpus in tmp_path.glob("corpus*"):
            shutil.rmtree(corpus)


CACHE = """
import sys
from pathlib import Path
from copydesk.cache import Cache
from copydesk.annotate import annotate
from copydesk.text import Article
cache = Cache(Path("cache.sqlite"))
print("now", flush=True)
for number in range(1_000_000):
    with cache.used():
        annotate(Article(id="a", text=f"Il y a {number} ponts de {number} km.", lang="fr"))
    if number % 7 == 0:
        cache.flush()
"""


def test_a_cache_killed_at_any_moment_stays_whole(tmp_path: Path) -> None:
    from copydesk.annotate import annotate
    from copydesk.cache import Cache, _mentions
    from copydesk.text import Article

    for _ in killed(CACHE, cwd=tmp_path, seed="cache"):
        with sqlite3.connect(tmp_path / "cache.sqlite") as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            for (row,) in db.execute("SELECT mentions FROM articles"):
                assert _mentions(row, 100) is not None
        db.close()
    cache = Cache(tmp_path / "cache.sqlite")
    article = Article(id="a", text="Il y a 0 ponts de 0 km.", lang="fr")
    with cache.used():
        assert annotate(article).mentions
    cache.close()
    assert cache.problem is None


BASELINE = """
import sys
from datetime import date
from pathlib import Path
from copydesk import writing
from copydesk.baseline import plan, write
sys.path.insert(0, sys.argv[1])
from tests import desk, processes
root, before = Path.cwd(), Path("assertions/waivers.yaml").read_bytes()
print("now", flush=True)
while True:
    found = desk.read(root)
    write(found, plan(found), by="x", until="2099", on=date(2026, 11, 22))
    writing.write(root / "assertions" / "waivers.yaml", before)
"""
FIX = """
from pathlib import Path
from copydesk import writing
from copydesk.__main__ import main
before = Path("assertions/untidy.yaml").read_bytes()
print("now", flush=True)
while True:
    main(["lint", "--fix", "assertions/untidy.yaml"])
    writing.write(Path("assertions/untidy.yaml"), before)
"""
REVIEW = """
from pathlib import Path
from copydesk.html import edits
from copydesk.html.store import Change, Store
store = Store(root=Path.cwd(), folder=Path.cwd() / "assertions", languages=("fr",))
before, _ = store.read("untidy.yaml")
after = edits.replace(before, 1, None, "Kalibr weight 1,500 kg")
print("now", flush=True)
while True:
    for old, new in ((before, after), (after, before)):
        store.write(Change(name="untidy.yaml", seen=store.read("untidy.yaml")[1], before=old, after=new))
"""


@pytest.mark.parametrize(("name", "code", "needs"), [
    ("waivers", BASELINE, "copydesk"), ("untidy", FIX, "copydesk"), ("untidy", REVIEW, "ruamel.yaml"),
], ids=["baseline", "lint --fix", "review"])
def test_an_edit_killed_at_any_moment_is_made_or_not(tmp_path: Path, name: str, code: str, needs: str) -> None:
    pytest.importorskip(needs)
    before = _desk(tmp_path)
    path = f"assertions/{name}.yaml"
    ended = _ended(tmp_path, before, path, code)
    seen = set()
    for _ in killed(code, str(Path(__file__).parent.parent), cwd=tmp_path, seed=f"{name} {needs}"):
        after = {key: data for key, data in state(tmp_path).items() if not key.rpartition("/")[2].startswith(".")}
        assert after[path] in (before[path], ended)
        assert {**after, path: b""} == {**before, path: b""}
        seen.add(after[path])
        (tmp_path / path).write_bytes(before[path])
    with writing.alone(tmp_path):
        pass
    assert not [left for left in leftovers(tmp_path) if left.name.startswith(".copydesk-") and "review" not in code]
    assert seen


def _ended(root: Path, before: dict[str, bytes], path: str, code: str) -> bytes:
    """What the file is after the whole edit."""
    if code is REVIEW:
        from copydesk.html import edits

        return edits.replace(before[path].decode(), 1, None, "Kalibr weight 1,500 kg").encode()
    arguments = ["baseline", "--until", "2099", "--by", "x", "--today", "2026-11-22"] if code is BASELINE else [
        "lint", "--fix", path
    ]
    called(*arguments, cwd=root)
    made = (root / path).read_bytes()
    assert made != before[path]
    (root / path).write_bytes(before[path])
    return made


def test_what_killed_writers_left_is_taken_away_and_nothing_of_living_ones(tmp_path: Path) -> None:
    dead = tmp_path / "fr" / ".copydesk-dead.tmp"
    dead.parent.mkdir()
    dead.write_bytes(b"half")
    handle, living = writing._opened(tmp_path / "fr")
    with writing.alone(tmp_path):
        assert not dead.exists()
        assert Path(living).exists()
    os.close(handle)
    with writing.alone(tmp_path):
        assert not Path(living).exists()


# -- two processes at once


def test_two_ingests_at_once_lose_and_overwrite_nothing(tmp_path: Path) -> None:
    """Stories of one headline and day from several sources: every one has a place of its own in the end."""
    for source in range(4):
        folder = tmp_path / f"in{source}"
        folder.mkdir()
        records = [
            {"id": f"https://example.org/{source}/{n}", "title": f"Le pont {n}", "text": TEXT.format(n=n + 100 * source)}
            for n in range(20)
        ]
        (folder / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    running = [
        subprocess.Popen(command("ingest", f"in{source % 4}", "--into", "corpus"), cwd=tmp_path, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
        for source in range(5)
    ]
    for process in running:
        _, errors = process.communicate(timeout=600)
        assert process.returncode == 0, errors
    articles = load_corpus(tmp_path / "corpus")
    texts = [article.text.split("\n")[-1] for article in articles]
    assert sorted(texts) == sorted(TEXT.format(n=n + 100 * source).strip() for n in range(20) for source in range(4))
    assert not leftovers(tmp_path)


def test_two_runs_at_once_share_a_cache(tmp_path: Path) -> None:
    desk.make(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    running = [
        subprocess.Popen([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=tmp_path,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(3)
    ]
    ends = {process.communicate(timeout=600)[0].splitlines()[-1].split(b" in ")[0] for process in running}
    assert len(ends) == 1
    assert b"1 failed" in ends.pop()
    with sqlite3.connect(tmp_path / ".copydesk" / "cache.sqlite") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_a_baseline_does_not_write_over_what_somebody_changed_meanwhile(tmp_path: Path) -> None:
    from datetime import date

    found = desk.make(tmp_path)
    made = plan(found)
    path = tmp_path / "assertions" / "waivers.yaml"
    changed = path.read_text("utf-8").replace("the desk", "somebody else")
    path.write_text(changed, "utf-8")
    with pytest.raises(CopydeskError, match="somebody has changed it meanwhile; run this again"):
        write(found, made, by="x", until="2099", on=date(2026, 11, 22))
    assert path.read_text("utf-8") == changed
    again = desk.read(tmp_path)
    write(again, plan(again), by="x", until="2099", on=date(2026, 11, 22))
    assert len(load_assertions(tmp_path / "assertions").waivers) == 1 + len(made.added)


def test_writers_in_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    """Many processes count in one file, reading and writing it; no count is lost."""
    code = (
        "from pathlib import Path; from copydesk import writing; path = Path('count')\n"
        "for _ in range(50):\n"
        "    with writing.alone(Path()):\n"
        "        writing.write(path, str(int(path.read_text()) + 1).encode(), durable=False)\n"
    )
    (tmp_path / "count").write_text("0")
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path) for _ in range(4)]
    assert [process.wait(timeout=600) for process in running] == [0] * 4
    assert (tmp_path / "count").read_text() == "200"


def test_permissions_links_and_places_that_are_no_files_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(b"old")
    real.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(real)
    writing.write(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)
    writing.write(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()
