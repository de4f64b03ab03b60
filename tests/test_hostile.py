"""Hostile input through the commands: bounded, refused with file, place and remedy, nothing half-written, no network.

The fuzz targets run here for a short while with a fixed seed; `benchmarks/fuzz.py` runs them long.
"""

import cProfile
import gzip
import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest
from tests import desk, processes
from tests.fuzz.mutants import mutants
from tests.fuzz.targets import run, targets

from copydesk.commands import commands
from copydesk.commands.ingest import _DATES
from copydesk.corpus import LARGEST, load_corpus, parse_article, read_article
from copydesk.errors import InputError, Problem, visible
from copydesk.jsonl import LONGEST_LINE
from copydesk.periods import Period
from copydesk.reports import github, terminal
from copydesk.settings import read_settings

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
FRENCH = "Le ministre a annoncé que les travaux du pont de 300 m commenceraient au printemps, selon la mairie de la ville."
MOST = 1 << 30


def called(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, which may take 3 GB of address space and no more."""
    return processes.copydesk(*arguments, cwd=cwd, stdin=stdin, limits={resource.RLIMIT_AS: 3 * MOST})


def one_line_each(errors: bytes, *, beside: str = r"\A\Z") -> list[str]:
    """The messages: every one with file, place, what and remedy, and nothing that moves a cursor."""
    lines = [line for line in errors.decode().splitlines() if not re.search(beside, line)]
    for line in lines:
        assert re.match(r"[^:]+.*?:\d+:\d+: [^;]+; .", line), line
        assert visible(line) == line
        assert "Traceback" not in line
    return lines


def news(text: str = FRENCH) -> bytes:
    return f"Un pont de 300 m\n\n{text}\n".encode()


# -- fuzzing, in short


@pytest.mark.parametrize("name", sorted(targets()))
def test_a_short_while_of_fuzzing(name: str) -> None:
    target = targets()[name]
    count = max(8, min(150, round(40 * target.weight)))
    for data in islice(mutants(target.seeds, target.words, Random(f"short {name}")), count):
        run(target, data)


def test_mutation_is_the_same_every_time() -> None:
    first, second = (list(islice(mutants([b"abc", b"defg"], [b"x"], Random("1")), 50)) for _ in range(2))
    assert first == second
    assert len(set(first)) > 30


# -- files for ingest


def _hostile_files(folder: Path) -> dict[str, str]:
    """Hostile sources, and what is said of each."""
    made: dict[str, tuple[bytes, str]] = {
        "bomb.txt.gz": (gzip.compress(b"a" * 60_000_000), "looks like a decompression bomb"),
        "again.txt.gz": (gzip.compress(gzip.compress(gzip.compress(b"Texte."))), "compressed again and again"),
        "laughs.xml": (b"<!DOCTYPE r [<!ENTITY a 'a'><!ENTITY b '&a;&a;'>]><rss><channel/></rss>", "entities are not expanded"),
        "fetch.xml": (
            b"<!DOCTYPE r [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><rss><channel><item>&b;</item></channel></rss>",
            "entities are not expanded",
        ),
        "deep.rss": (b"<rss>" + b"<a>" * 100_000, "more than 200 elements in each other"),
        "line.jsonl": (b'{"text": "' + b"x" * 50_000_000 + b'"}\n', "a line of more than 8 MB"),
        "nested.json": (b"[" * 100_000, "nested too deep"),
        "lines.txt": (b"x" * 34_000_000, "more than 32 MB"),
        "null.txt": (b"Un texte\0 de 300 m.", "there is U+0000 in it"),
        "turned.txt": ("Un texte \u202ede 300 m.".encode(), "a bidirectional override (U+202E)"),
        "half.jsonl": (b'{"text": "Un texte \\ud800 de 300 m."}', "half a surrogate pair (U+D800)"),
        "length.warc": (
            b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 9999999999\r\n\r\nx\r\n\r\n",
            "a length of 9999999999 bytes",
        ),
        "set/none.parquet": (b"PAR1" + b"\0" * 50 + b"PAR1", "cannot be read"),
    }
    (folder / "set").mkdir()
    for name, (data, _) in made.items():
        (folder / name).write_bytes(data)
    with (folder / "big.html").open("wb") as file:
        file.write(b"<html>")
        file.truncate(100_000_000)
    (folder / "deep.html").write_bytes(b"<!doctype html><p>Texte</p>" + b"<div>" * 100_000)
    return {name: said for name, (_, said) in made.items()} | {
        "big.html": "more than 32 MB", "deep.html": "this page is built too deep",
    }


@posix
def test_ingest_refuses_each_and_reads_the_others(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    pytest.importorskip("pyarrow")
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    expected = _hostile_files(folder)
    (folder / "good.txt").write_bytes(news())
    (folder / "also.jsonl").write_text(json.dumps({"title": "Un autre pont", "text": FRENCH, "id": "b"}), "utf-8")
    (outside / "secret.txt").write_bytes(news("Un secret."))
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "broken.txt").symlink_to(outside / "nothing")
    (folder / "loop").symlink_to(folder)
    (folder / "new\nline.txt").write_bytes(news("Un nom sur deux lignes."))
    (folder / "\x1b[2Jred\u202e.txt").write_bytes(news("Un nom en couleurs."))
    os.mkfifo(folder / "pipe.txt")
    done = called("ingest", "in", "--into", "corpus", cwd=tmp_path)
    assert done.returncode == 1
    said = one_line_each(done.stderr.replace(_DATES.encode(), b""), beside="no date of publication|^$")
    for name, what in expected.items():
        assert any(line.startswith(f"in/{name.removesuffix('.gz')}") and what in line for line in said), (name, what)
    for name in ("link.txt", "broken.txt", "loop"):
        assert any(line.startswith(f"in/{name}:1:1: this link leads out of the folder") for line in said) or name == "loop"
    assert sum("holds characters that no name should" in line for line in said) == 2
    written = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "corpus").rglob("*") if path.is_file())
    assert written == ["corpus/fr/un-autre-pont.md", "corpus/fr/un-pont-de-300-m.md"]
    assert len(load_corpus(tmp_path / "corpus")) == 2


def test_memory_stays_bounded_whatever_the_files_are(tmp_path: Path) -> None:
    """The peak of all commands of this file's processes so far, and of one that is given a gigabyte of zeros."""
    with (tmp_path / "zeros.txt").open("wb") as file:
        file.truncate(MOST)
    (tmp_path / "zeros.jsonl").symlink_to(tmp_path / "zeros.txt")
    shutil.copy(__file__, tmp_path / "more.txt")
    for arguments in (
        ["extract", "zeros.txt"], ["extract", "--format", "jsonl", "zeros.jsonl"], ["ingest", "zeros.txt", "--dry-run"],
        ["check", "--claim", "a 5 km", "zeros.txt"],
    ):
        done = called(*arguments, cwd=tmp_path)
        assert done.returncode == 1, done
        assert re.search(rb"more than \d+ MB", done.stderr), done.stderr
    assert 0 < max(processes.peaks) < MOST


def test_letters_with_separate_accents_are_the_same_letters(tmp_path: Path) -> None:
    apart = "Le budget a été voté en février 2024 : 300 millions d'euros."
    import unicodedata

    (tmp_path / "a.txt").write_text(unicodedata.normalize("NFD", apart), "utf-8")
    done = called("ingest", "a.txt", "--into", "corpus", cwd=tmp_path)
    (article,) = load_corpus(tmp_path / "corpus")
    assert done.returncode == 0
    assert article.text == apart
    matter = b"---\nlang: fr\n---\n"
    read = parse_article(matter + unicodedata.normalize("NFD", apart).encode(), "a.md", "a")
    assert read is not None
    assert read.text == apart


# -- the corpus


@pytest.mark.parametrize(("text", "what"), [
    ("Un texte\0.", "a.md:5:9: there is U+0000"), ("Un \u202etexte.", "a.md:5:4: there is a bidirectional override"),
    ("x" * 600_000, "a.md:5:1: a line of 600,000 characters"),
    ("xy\n" * 1_000_001, "more than 2,000,000 characters in one article"),
])
def test_what_no_article_holds_is_refused_with_its_place(text: str, what: str) -> None:
    with pytest.raises(InputError, match=re.escape(what)):
        parse_article(f"---\nlang: fr\n---\n\n{text}\n".encode(), "a.md", "a")


@posix
def test_files_of_the_corpus_that_are_none(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    (tmp_path / "other.md").write_bytes(b"---\nlang: fr\n---\nUn secret.\n")
    (root / "inside.md").write_bytes(b"---\nlang: fr\n---\nDu texte.\n")
    (root / "a-link.md").symlink_to("inside.md")
    (root / "out.md").symlink_to(tmp_path / "other.md")
    (root / "two\nlines.md").write_bytes(b"---\nlang: fr\n---\nDu texte.\n")
    (root / "folder.md").mkdir()
    os.mkfifo(root / "pipe.md")
    with (root / "zeros.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError) as refused:
        load_corpus(root)
    said = [str(problem).rpartition("corpus/")[2] for problem in refused.value.problems]
    assert said == [
        "out.md:1:1: this link leads out of the corpus; put the file itself here",
        "pipe.md:1:1: this is neither a file nor a folder; give a regular file",
        "two lines.md:1:1: the file's name holds characters that no name should; rename the file",
        "zeros.md:1:1: the file has more than 16 MB; give one article a file",
    ]
    linked = read_article(root / "a-link.md", root)
    assert linked is not None
    assert linked.text == "Du texte."


@posix
def test_a_run_over_a_hostile_corpus_names_each_and_judges_the_others(tmp_path: Path) -> None:
    desk.make(tmp_path)
    folder = tmp_path / "corpus" / "fr"
    head = b"---\nlang: fr\npublished: 2024-05-01\n---\n"
    (folder / "null.md").write_bytes(head + b"Les missiles ATACMS ont\0 une port\xc3\xa9e de 500 km.\n")
    (folder / "bytes.md").write_bytes(head + b"Les missiles \xff\xfe.\n")
    (folder / "turned.md").write_bytes(head + "Une portée\u202e de 500 km.\n".encode())
    (folder / "colours.md").write_bytes(head + b"Les missiles ATACMS\x1b[2J ont une port\xc3\xa9e de 500 km.\n")
    (tmp_path / "secret.md").write_bytes(head + b"Un secret.\n")
    (folder / "out.md").symlink_to(tmp_path / "secret.md")
    os.mkfifo(folder / "pipe.md")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"], cwd=tmp_path,
        capture_output=True, timeout=600,
    )
    said = done.stdout.decode()
    for what in (
        "null.md:5:24: there is U+0000", "bytes.md:5:1: this is not UTF-8", "turned.md:5:11: there is a bidirectional",
        "out.md:1:1: this link leads out of the corpus",
    ):
        assert f"corpus/fr/{what}" in said
    assert "500 km" in said
    assert "Un secret" not in said
    assert visible(said) == said
    assert b"INTERNALERROR" not in done.stdout
    report = called("report", "--into", "out", cwd=tmp_path)
    assert b"Traceback" not in report.stderr
    assert "Un secret" not in "".join(page.read_text("utf-8") for page in (tmp_path / "out").rglob("*.html"))


# -- assertions


@posix
def test_lint_refuses_bombs_and_what_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "assertions"
    folder.mkdir()
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for name, data in {
        "laughs.yaml": bomb.encode(), "merge.yaml": b"- &a {a: b}\n" + b"- {<<: [*a, *a, *a]}\n" * 200,
        "deep.yaml": b"[" * 100_000, "big.yaml": b"- a 5 km\n" * 200_000, "null.yaml": b"- a\0 5 km\n",
        "turned.yaml": "- a \u202e5 km\n".encode(), "bytes.yaml": b"- a \xff 5 km\n", "call.yaml": b"- !!python/object:a {}\n",
        "half.yaml": b'- "a \\ud800 5 km"\n', "new\nline.yaml": b"- [a]\n",
    }.items():
        (folder / name).write_bytes(data)
    (tmp_path / "x.yaml").write_bytes(b"- secret 5 km\n")
    (folder / "link.yaml").symlink_to(tmp_path / "x.yaml")
    (folder / "broken.yaml").symlink_to("nothing.yaml")
    (folder / "dir.yaml").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for arguments in (["lint", "--fix"], ["lint"]):
        done = called(*arguments, cwd=tmp_path)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        if "--fix" in arguments:
            continue
        said = one_line_each(done.stdout)
        for path in before:
            shown = path.name.replace("\n", " ")
            assert any(line.startswith(f"assertions/{shown}:") for line in said), path
        for name, what in {
            "deep.yaml": "nested more than 50 deep", "big.yaml": "larger than 1 MB", "null.yaml": "invisible character U+0000",
            "link.yaml": "link out of the folder", "pipe.yaml": "no file that can be read",
            "broken.yaml": "no file that can be read",
        }.items():
            assert any(line.startswith(f"assertions/{name}:") and what in line for line in said), name
    ended = {path: data if data.endswith(b"\n") else data + b"\n" for path, data in before.items()}
    assert {path: path.read_bytes() for path in before} == ended  # --fix ends a last line, and leaves the rest


def test_a_period_of_many_ends_is_refused() -> None:
    for written in ("2024/" * 5000, "/" * 5000, "2024/2025/2026", "/", "../.."):
        with pytest.raises(ValueError, match=r"more than two ends|says nothing"):
            Period.parse(written)
    assert str(Period.parse("0001/0002")) == "0001/0002"
    assert Period.parse(str(Period.parse("0001-02/0012"))) == Period.parse("0001-02/0012")


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ncopydesk = 1", "a = " + "[" * 5000, "[tool.copydesk]\nfail-on = [1]"])
def test_settings_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    if text == "tool = 1":
        read_settings(tmp_path)
    else:
        with pytest.raises(InputError, match=r"^pyproject\.toml:\d+:\d+: "):
            read_settings(tmp_path)


def test_a_curated_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(news())
    for data in (b"\xff\xfe", b"a = " + b"[" * 5000):
        (tmp_path / "sources.toml").write_bytes(data)
        done = called("ingest", ".", "--into", "corpus", cwd=tmp_path)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert b"sources.toml:1:1: " in done.stderr


# -- JSON Lines


@pytest.mark.parametrize("command", ["extract", "check"])
def test_bad_lines_cost_only_themselves(tmp_path: Path, command: str) -> None:
    def record(text: str) -> bytes:
        article = {"text": text, "lang": "fr", "published": "2024-05-01"}
        whole = {"id": 1, **article} if command == "extract" else {"id": 1, "claim": "pont 300 m", "article": article}
        return json.dumps(whole).encode()

    bad = [
        b'{"text": "' + b"x" * (LONGEST_LINE + 100) + b'"}', b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b"[]", b"3",
        b'{"text": ' + b"9" * 10_000 + b"}", record("x" * 2_000_001), b'{"id": NaN, "text": ["a"]}', b"\x1b[2J{",
    ]
    good = [record(FRENCH), record("Un \ud800 texte \0 de \u202e 300 m."), record("3 km, " * 3_000)]
    lines = [line for pair in zip(bad, [good[0]] * len(bad), strict=True) for line in pair] + good
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    done = called(command, "--format", "jsonl", "a.jsonl", cwd=tmp_path)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    said = done.stderr.decode().splitlines()
    assert [int(line.split(":")[1]) for line in said] == list(range(1, 2 * len(bad), 2))
    assert len(answers) == len(bad) + len(good)
    assert done.returncode == 1
    assert not any("internal error" in line for line in said)
    assert all(visible(line) == line for line in said)


def test_no_sentence_is_longer_than_writers_write() -> None:
    """Work inside a sentence grows with the square, so a list of figures without a point is cut."""
    from copydesk.sentences import LONGEST, sentences
    from copydesk.text import Article

    for unit in ("3 km, ", "un pont ", "x", " " * 50 + "a", "pont;"):
        text = unit * (20_000 // len(unit))
        spans = sentences(Article(id="a", text=text, lang="fr"))
        assert all(0 < end - start <= LONGEST for start, end in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        left = "".join(text[one.end:other.start] for one, other in pairwise(spans))
        assert not left.strip()


# -- one line without an end: work grows with the text, counted in calls


REPEATED = {
    "fr": (
        "chômage de 12 % contre 13 % en France, ", "en Espagne 12 morts (3 disparus), ", "3, 4, 5 et ", "(((12 morts [(1) ",
        "Lyon : 12 morts\n", "Lyon a 12 morts (1). ",
    ),
    "en": ("12,000 people evacuated in Valencia, ",),
    "es": ("«12 muertos» en Valencia, entre 3 y ",),
}
ASKED = ("Chômage en France : 12 %", "Valencia: 12,000 people dead", "morts de Lyon " * 200 + "12")


def calls(work: Callable[..., object], *given: object) -> int:
    """How many functions are called, those of the interpreter too."""
    profile = cProfile.Profile()
    profile.runcall(work, *given)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(("lang", "unit"), [(lang, unit) for lang, units in REPEATED.items() for unit in units])
def test_work_grows_no_faster_than_a_line(lang: str, unit: str) -> None:
    """Twice the text takes twice the calls; a cost that grew with the square would take four times as many."""
    from copydesk.annotate import annotate
    from copydesk.matching.check import check_all, claim_assertion
    from copydesk.text import Article

    asked = [claim_assertion(claim) for claim in ASKED]
    counted = []
    for size in (300, 5_000, 10_000):
        article = Article(id="a", text=(unit * (size // len(unit) + 1))[:size], lang=lang)
        annotated = annotate(article)
        counted.append((calls(annotate, article), calls(check_all, annotated, asked)))
    _, half, whole = counted
    assert whole[0] < 2.6 * half[0]
    assert whole[1] < 2.6 * half[1]


# -- spreadsheets


def test_spreadsheets_that_are_bombs(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    desk.make(tmp_path)
    book = openpyxl.Workbook()
    book.active.append(["fact"])
    packed = io.BytesIO()
    book.save(packed)
    swollen = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            more = b"<!--" + b" " * 250_000_000 + b"-->" if entry.endswith("sheet1.xml") else b""
            new.writestr(entry, old.read(entry) + more)
    for name, data, what in (
        ("a.xlsx", swollen.getvalue(), b"unpacks to"), ("b.xlsx", b"PK\x03\x04" + b"\0" * 100, b"this is not XLSX"),
        ("c.csv", b"fact\n" + b"x" * 70_000_000, b"more than 64 MB"), ("d.csv", b"fact\n" + b"x" * 30_000_000, b"d.csv"),
        ("e.csv", b"fact\n" + b"a 5 km\n" * 200_000, b"more than 100000 rows"), ("f.csv", b"\0" * 1000, b"f.csv"),
    ):
        (tmp_path / name).write_bytes(data)
        done = called("sheet", "import", name, "--into", "assertions", "--replace", cwd=tmp_path)
        assert done.returncode == 1, name
        assert what in done.stderr, (name, done.stderr[:300])
        assert b"Traceback" not in done.stderr
    assert not (tmp_path / "assertions" / "facts.yaml").exists()


# -- the cache


@pytest.mark.parametrize("row", [
    '[{"0": 1}]', '[[0, 5, "count", []]]', '[[0, 5, "count", "r", "NaN"]]', '[[0, 5, "count", "r", "Infinity"]]',
    '[[0, 5, "nothing", "r"]]', '[[0, 5, "count", "r", null, null, null, "perhaps"]]', '[["0", 5, "count", "r"]]',
    '[[-1, 5, "count", "r"]]', '[[0, 5, "count", null]]', "[" * 100_000,
])
def test_a_row_of_a_foreign_cache_is_read_again(row: str) -> None:
    from copydesk.cache import _mentions

    assert _mentions('[[0, 5, "count", "r", "1", "1"]]', 10)
    assert _mentions(row, 10) is None


# -- messages


def test_messages_move_no_cursor() -> None:
    problem = Problem(file="a\n\x1b[2J.md", line=1, column=1, what="\u202etop\x07", remedy="\ud800")
    assert str(problem) == "a �[2J.md:1:1: �top�; �"
    assert visible("été\t«10\u202f000»\n") == "été\t«10\u202f000»\n"
    record = {
        "verdict": "contradicted", "severity": "error", "file": "a.md", "line": 1, "column": 2, "reason": "\x1b[31mred",
        "assertion": "a", "status": "failed", "article": "a", "source": "s", "value": "v",
    }
    assert all(visible(line) == line for line in github.lines([record]))


def test_what_an_article_says_moves_no_cursor() -> None:
    from copydesk.annotate import annotate
    from copydesk.matching.check import check, claim_assertion
    from copydesk.text import Article

    article = Article(id="a", text="Les missiles ATACMS\x1b[2J\u202e ont une portée de 500\x07 km.", lang="fr")
    finding = check(annotate(article), claim_assertion("ATACMS range 300 km"))
    for shown in (terminal.line(finding), terminal.evidence(finding, "waivers.yaml")):
        assert visible(shown) == shown


# -- no network


BLOCKED = """
import runpy, socket, sys
def refuse(*given, **more):
    raise AssertionError("a command asks for the network")
class Refused(socket.socket):
    def __new__(cls, family=-1, *given, **more):
        if family == socket.AF_UNIX:
            return super().__new__(cls)
        refuse()
socket.socket = Refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = socket.create_server = refuse
sys.argv = ["copydesk", *sys.argv[1:]]
runpy.run_module("copydesk", run_name="__main__", alter_sys=True)
"""
OFFLINE: dict[str, Callable[[Path], Sequence[str]]] = {
    "baseline": lambda root: ["--until", "2099", "--by", "x"],
    "batch": lambda root: ["extract", "sources", "--into", "out", "--workers", "1"],
    "check": lambda root: ["--claim", "ATACMS range 300 km", "corpus/fr/2024-05-01-first.md"],
    "conflicts": lambda root: [],
    "explain": lambda root: ["fr/2024-05-01-first"],
    "extract": lambda root: ["corpus/fr/2024-05-01-first.md", "sources/fetch.xml", "sources/page.html"],
    "ingest": lambda root: ["sources", "--into", "more"],
    "lint": lambda root: ["--fix"],
    "mutate": lambda root: ["corpus/fr/2024-05-01-first.md"],
    "report": lambda root: ["--into", "pages"],
    "sheet": lambda root: ["export", "a.csv"],
    "stale": lambda root: [],
    "suggest": lambda root: ["fr/2024-05-01-first"],
    "try": lambda root: ["ATACMS range 300 km"],
}


def test_every_command_is_tried_without_a_network() -> None:
    """`review` listens on this machine alone, which is what it is for; every other command is in the table."""
    assert set(OFFLINE) == set(commands()) - {"review"}


@pytest.mark.parametrize("command", sorted(OFFLINE))
def test_no_command_asks_for_the_network(tmp_path: Path, command: str) -> None:
    desk.make(tmp_path)
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "fetch.xml").write_bytes(
        b"<!DOCTYPE rss SYSTEM 'http://example.org/a.dtd'><rss><channel><item><title>A</title><description>Le pont de "
        b"300 m.</description><link>http://example.org/a</link></item></channel></rss>"
    )
    shutil.copy(Path(__file__).parent / "readers" / "page.html", folder)
    (tmp_path / "blocked.py").write_text(BLOCKED, "utf-8")
    done = subprocess.run(
        [sys.executable, "blocked.py", command, *OFFLINE[command](tmp_path)], cwd=tmp_path, capture_output=True, timeout=600
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"asks for the network" not in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr, done.stderr.decode()


def test_the_block_blocks() -> None:
    code = BLOCKED.replace('runpy.run_module("copydesk", run_name="__main__", alter_sys=True)', "socket.socket(socket.AF_INET)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert b"asks for the network" in done.stderr
