"""What was read is not read again, and a cache that is broken, locked or foreign breaks nothing."""

import json
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import annotate as reading
from copydesk import cache
from copydesk.annotate import Annotated, annotate
from copydesk.cache import Cache, key, version
from copydesk.mentions import Mention
from copydesk.text import Article, Passage, Span

TEXT = "Les missiles ATACMS ont une portée de 300 km. Environ 10 000 soldats sont là depuis lundi, selon Mark Rutte."


def _article(text: str = TEXT, **more: object) -> Article:
    return Article(id="a", text=text, published="2024-05-03", **more)  # type: ignore[arg-type]


def _read(path: Path, article: Article) -> tuple[Annotated, Cache]:
    made = Cache(path)
    with made.used():
        annotated = annotate(article)
    made.close()
    return annotated, made


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """No language's readers may be made: whoever reads, fails."""

    def refuse(lang: str) -> None:
        raise AssertionError(f"read in {lang}")

    monkeypatch.setattr(reading, "_engine", refuse)


def test_the_second_time_gives_the_same_and_reads_nothing(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / ".copydesk" / "cache.sqlite"
    first, one = _read(path, _article())
    assert (one.hits, one.misses, len(first.mentions) > 2) == (0, 1, True)
    request.getfixturevalue("unread")
    second, two = _read(path, _article())
    assert (two.hits, two.misses) == (1, 0)
    assert second == first
    assert all(type(m) is Mention for m in second.mentions)


def test_an_id_or_a_place_is_not_read_again_but_a_change_is(tmp_path: Path) -> None:
    same = Article(id="b", text=TEXT, published="2024-05-03", path="corpus/fr/b.md", first_line=9, title="T")
    assert key(same) == key(_article())
    others = [
        _article(TEXT + " "), _article(lang="en"), Article(id="a", text=TEXT, published="2024-05-04"),
        _article(passages=(Passage(start=0, end=10, lang="es"),)),
    ]
    assert len({*(key(a) for a in [same, *others]), key(same, True)}) == 6


def test_outside_nothing_is_kept(tmp_path: Path) -> None:
    made = Cache(tmp_path / "c.sqlite")
    annotate(_article())
    assert (made.hits, made.misses) == (0, 0)


def test_another_version_of_the_rules_reads_again_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.sqlite"
    for name in "abcde":
        monkeypatch.setattr(cache, "version", lambda name=name: name)
        assert _read(path, _article())[1].misses == 1
    rows = sqlite3.connect(path).execute("SELECT version FROM articles ORDER BY version").fetchall()
    assert rows == [("c",), ("d",), ("e",)]
    monkeypatch.setattr(cache, "version", lambda: "d")
    assert _read(path, _article())[1].hits == 1


def test_the_version_is_that_of_rules_and_data() -> None:
    assert version() == version.__wrapped__()
    assert len(version()) == 32


@pytest.mark.parametrize("data", [b"", b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(data)
    annotated, one = _read(path, _article())
    assert annotated == annotate(_article())
    assert one.problem is None
    assert _read(path, _article())[1].hits == 1


def test_a_file_broken_in_use_ends_the_caching_only(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    _read(path, _article())
    made = Cache(path)
    path.write_bytes(b"\x00" * path.stat().st_size)
    with made.used():
        assert annotate(_article()).mentions
        assert annotate(_article("Il y a 20 km.")).mentions
    made.close()
    assert _read(path, _article())[0] == annotate(_article())


@pytest.mark.parametrize("written", [
    "{", "[[1]]", '[["a", 2, "count", "r"]]', '[[0, 9999, "count", "r"]]', '[[0, 1, "count", "r", "x"]]', "7", "null",
    "[" * 100_000,
])
def test_a_row_that_is_not_ours_is_read_again(tmp_path: Path, written: str) -> None:
    path = tmp_path / "c.sqlite"
    _read(path, _article())
    with sqlite3.connect(path) as db:
        db.execute("UPDATE articles SET mentions = ?", (written,))
    annotated, one = _read(path, _article())
    assert (one.misses, annotated) == (1, annotate(_article()))
    assert _read(path, _article())[1].hits == 1


def test_a_locked_cache_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.05)
    path = tmp_path / "c.sqlite"
    db = sqlite3.connect(path)
    db.execute("PRAGMA locking_mode=EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    annotated, one = _read(path, _article())
    assert annotated == annotate(_article())
    assert one.problem is not None and "locked" in one.problem
    db.rollback()
    db.close()


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    annotated, one = _read(tmp_path / "file" / "c.sqlite", _article())
    assert annotated == annotate(_article())
    assert one.problem is not None


def test_several_processes_write_one_cache(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    code = (
        "import sys; from pathlib import Path; from copydesk.cache import Cache; from copydesk.text import Article\n"
        "from copydesk.annotate import Annotated\n"
        "c = Cache(Path(sys.argv[1])); n = int(sys.argv[2])\n"
        "for i in range(500):\n"
        "    c.annotated(Article(id='a', text=f'{n} {i}'), False, lambda a, t: Annotated(a, a.text, []))\n"
        "    i % 50 or c.flush()\n"
        "c.close(); print(c.problem)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(n)], stdout=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    assert [process.communicate()[0].strip() for process in running] == ["None"] * 3
    assert sqlite3.connect(path).execute("SELECT count(*) FROM articles").fetchone() == (1500,)


_decimals = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
_spans = st.none() | st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda pair: Span(*sorted(pair)))
_words = st.none() | st.text(max_size=5)


@given(st.builds(
    Mention, start=st.just(0), end=st.just(1), kind=st.just("count"), rule=st.text(max_size=5), low=_decimals,
    high=_decimals, step=_decimals, several=_decimals, counted=_words, counted_span=_spans, person=_words,
    person_span=_spans, position=_words, position_span=_spans, collective=st.booleans(), status=_words,
))
def test_a_mention_comes_back_as_it_was(mention: Mention) -> None:
    read = cache._mentions(json.dumps([cache._plain(mention)]), 5)
    assert read == [mention]
    assert str(read) == str([mention])
    assert read[0].low is None or isinstance(read[0].low, Decimal)
