"""Formats in: every format on documents written after its specification, and on broken and hostile ones."""

import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import ingest, readers
from copydesk.__main__ import main
from copydesk.errors import CopydeskError, InputError, MissingExtra, Problem
from copydesk.ingest.make import Made, identity
from copydesk.readers import Document, Limits, Source, documents, formats, modules, read, read_file
from copydesk.readers._dates import day
from copydesk.readers._markup import lines as markup_lines
from copydesk.readers._text import decode

SAMPLES = Path(__file__).resolve().parent / "readers"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
EXTRAS = ("trafilatura", "lxml", "pyarrow", "zstandard", "fastwarc")
FRENCH = "Le ministre a annoncé que les travaux du pont commenceraient au printemps, selon la mairie de la ville. "


def _all(data: bytes, name: str, **more: Any) -> tuple[list[Document], list[str]]:
    problems: list[str] = []
    found: list[Document] = []
    try:
        found.extend(read(data, name, report=lambda problem: problems.append(str(problem)), **more))
    except InputError as error:
        problems.extend(map(str, error.problems))
    return found, problems


def _texts(found: list[Document]) -> list[str]:
    return ["\n".join(document.lines) for document in found]


def _small(data: bytes, name: str, **limits: int) -> tuple[list[Document], list[str]]:
    problems: list[str] = []
    stream = io.BufferedReader(io.BytesIO(data), readers.HEAD)
    source = Source(
        name=name, stream=stream, report=lambda p: problems.append(str(p)), limits=Limits(**limits)
    )
    found: list[Document] = []
    try:
        found.extend(documents(source))
    except InputError as error:
        problems.extend(map(str, error.problems))
    return found, problems


# Samples


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_format_reads_as_its_specification_says(name: str) -> None:
    if name.endswith(".html"):
        pytest.importorskip("trafilatura")
    problems: list[str] = []
    notes: list[str] = []
    found = [
        {
            "name": document.name, "line": document.line, "meta": dict(document.meta),
            "text": [f"{document.roles.get(n) or 'text'}: {line}" for n, line in enumerate(document.lines) if line],
        }
        for document in read_file(SAMPLES / name, name, report=lambda p: problems.append(str(p)), note=notes.append)
    ]
    assert {"documents": found, "problems": problems, "notes": notes} == EXPECTED[name]


def test_every_sample_has_its_expected_reading() -> None:
    assert {path.name for path in SAMPLES.iterdir()} - {"expected.json"} == set(EXPECTED)


def test_content_goes_before_the_suffix() -> None:
    for name in ("rss2.xml", "atom.xml", "nitf.xml", "newsml-g2.xml"):
        data = (SAMPLES / name).read_bytes()
        assert _texts(_all(data, "x.txt")[0]) == _texts(_all(data, name)[0])
        assert _texts(_all(data, "without-suffix")[0]) == _texts(_all(data, name)[0])


def test_no_two_formats_claim_the_same_content() -> None:
    for path in SAMPLES.iterdir():
        head = path.read_bytes()[: readers.HEAD]
        assert sum(module.sniff(head) for module in modules() if hasattr(module, "sniff")) <= 1


def test_a_format_is_one_module_with_suffixes_and_a_reader() -> None:
    for module in modules():
        assert module.SUFFIXES
        assert all(suffix.startswith(".") and suffix in formats() for suffix in module.SUFFIXES)
        assert callable(module.read)


def test_xml_and_json_of_no_known_kind_are_refused() -> None:
    for data, name, message in (
        (b"<a/>", "a.xml", "the content is none of what .xml files may hold; give one of: feed, newsml, nitf"),
        (b'{"a": 1}', "a.json", "no column is known as the text; there are: 'a'"),
        (b"<NewsML Version='1.2'/>", "a.xml", "this is NewsML 1, which is not read"),
        (b"text", "a.xyz", "no reader for .xyz; formats that can be read: .arrow"),
    ):
        assert message in _all(data, name)[1][0]


# Encodings


@pytest.mark.parametrize("encoding", [
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859-15", "mac-roman", "cp850",
])
def test_encodings_are_told_from_the_bytes(encoding: str) -> None:
    text = "L'été dernier, à Nîmes, le maire a été élu; où ? Là-bas, au cœur du maïs français."
    text = text.replace("œ", "oe") if encoding == "cp850" else text
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_is_believed_unless_it_is_wrong() -> None:
    assert decode("été".encode("cp1250"), "windows-1250") == "été"
    assert decode("été".encode(), "iso-8859-1") == "été"
    assert decode("été".encode("latin-1"), "utf-8") == "été"
    assert decode("“été”".encode("cp1252"), "iso-8859-1") == "“été”"
    assert decode(b"abc", "no-such-code") == decode(b"abc", "rot13") == "abc"


def test_no_break_spaces_and_letters_stay_and_are_composed() -> None:
    assert decode("10\u202f000\u00a0e\u0301".encode()) == "10\u202f000\u00a0é"
    assert markup_lines("<p>10&nbsp;000  \n €</p>")[0] == ["10\u00a0000 €"]


@pytest.mark.parametrize(("written", "read_as"), [
    ("2024-11-13", "2024-11-13"), ("2024-11-13T23:30:00+02:00", "2024-11-13"), ("2024-11-13 08:00:00", "2024-11-13"),
    ("20241113T101500+0100", "2024-11-13"), ("20241113", "2024-11-13"), ("Wed, 13 Nov 2024 23:30:00 GMT", "2024-11-13"),
    ("13 Nov 2024 10:00 +0100", "2024-11-13"), ("13/11/2024", "2024-11-13"), ("11/13/2024", "2024-11-13"),
    ("13.11.2024", "2024-11-13"), ("03.04.2024", "2024-04-03"), ("2024/11/13", "2024-11-13"), ("1731492000", "2024-11-13"),
    ("1731492000000", "2024-11-13"), ("2024-11", "2024-11"), ("2024-11-12/2024-11-13", "2024-11-12/2024-11-13"),
    ("03/04/2024", None), ("04/04/2024", "2024-04-04"), ("2024-02-30", None), ("20241340", None), ("yesterday", None),
    ("", None), ("32 Nov 2024", None), ("99999999999999", None),
])
def test_dates_of_publication(written: str, read_as: str | None) -> None:
    assert day(written) == read_as


# XML


@pytest.mark.parametrize("text", [
    '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY a "a"><!ENTITY b SYSTEM "file:///etc/passwd">',
    '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;',
])
def test_entities_are_neither_expanded_nor_fetched(text: str) -> None:
    feed = f"<!DOCTYPE r [{text}]><rss><channel><item><title>&b;</title></item></channel></rss>"
    found, problems = _all(feed.encode(), "a.xml")
    assert not found
    assert "entities are not expanded; write the text itself" in problems[0]


def test_names_that_xml_does_not_know_are_read() -> None:
    text = b"<rss><channel><item><description>A&nbsp;B &eacute;&nosuch;</description></item></channel></rss>"
    (found,), problems = _all(text, "a.rss")
    assert (list(found.lines), problems) == (["A\u00a0B é&nosuch;"], [])


def test_a_feed_that_breaks_off_keeps_the_items_before_the_break() -> None:
    data = (SAMPLES / "rss2.xml").read_bytes()
    found, problems = _all(data[: data.index(b"Sans texte entier")], "a.rss")
    assert [document.meta["guid"] for document in found] == ["journal-1"]
    assert len(problems) == 1
    assert problems[0].startswith("a.rss:17:14: this is not well-formed XML")


def test_xml_is_bounded() -> None:
    deep = b"<rss>" + b"<a>" * 100_000
    assert "more than 200 elements in each other" in _all(deep, "a.rss")[1][0]
    assert "more than 10 elements" in _small(b"<rss>" + b"<a/>" * 20 + b"</rss>", "a.rss", elements=10)[1][0]
    assert "more than 0 MB" in _small(b"<rss>" + b" " * 100, "a.rss", file=50)[1][0]


# Records


def test_columns_are_named_by_hand() -> None:
    data = b'{"a": "Un texte.", "b": "Titre", "text": "pas ici"}\n'
    (found,), _ = _all(data, "a.jsonl", columns={"text": "a", "title": "b"})
    assert list(found.lines) == ["Titre", "", "Un texte."]
    (problem,) = _all(data, "a.jsonl", columns={"text": "z"})[1]
    assert "there is no column 'z' (for text); there are: 'a', 'b', 'text'" in problem


def test_a_line_that_is_too_long_costs_only_itself() -> None:
    lines = [b'{"text": "Un."}', b'{"text": "' + b"x" * 5000 + b'"}', b'{"text": "Deux."}']
    found, problems = _small(b"\n".join(lines), "a.jsonl", record=1000)
    assert _texts(found) == ["Un.", "Deux."]
    assert problems == ["a.jsonl:2:1: a line of more than 0 MB; write one article a record"]
    assert "a line of 5,000 characters" in _small(b"\n".join(lines), "a.jsonl", line=1000)[1][0]
    assert "more than 1,000 characters in one article" in _small(b"\n".join([b"ab"] * 900), "a.txt", article=1000)[1][0]


def test_a_line_of_fifty_megabytes() -> None:
    found, problems = _all(b'{"text": "' + b"x" * 50_000_000 + b'"}\n{"text": "Deux."}\n', "a.jsonl")
    assert _texts(found) == ["Deux."]
    assert problems == ["a.jsonl:1:1: a line of more than 8 MB; write one article a record"]
    assert "the file has more than 32 MB" in _all(b"x" * 50_000_000, "a.txt")[1][0]
    assert "a line of more than 8 MB" in _all(b"text\n" + b"x" * 50_000_000, "a.csv")[1][0]


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b'{"text": ' + b"9" * 5000 + b"}", b"{", b"\xff\xfe{"])
def test_json_that_is_none(data: bytes) -> None:
    for name in ("a.json", "a.jsonl", "a.ninjs"):
        found, problems = _all(data, name)
        assert not found
        assert problems


def test_fields_that_are_longer_than_the_csv_module_allows_are_read() -> None:
    text = FRENCH * 2000
    (found,), problems = _all(f'title,text\nT,"{text}"\n'.encode(), "a.csv")
    assert (found.lines[-1], problems) == (text, [])


def test_a_quote_that_is_never_closed_is_reported_where_it_opens() -> None:
    found, problems = _all(b'title,text\nA,B\nC,"D\nE,F\n', "a.csv")
    assert _texts(found) == ["A\n\nB"]
    assert problems[0].startswith("a.csv:3:1: this row cannot be read")


# Compression


def test_compressed_files_read_as_what_stands_inside() -> None:
    for name in ("rss2.xml", "records.jsonl", "table.csv"):
        data = (SAMPLES / name).read_bytes()
        plain, problems = _all(data, name)
        for packed in (gzip.compress(data), gzip.compress(data[:50]) + gzip.compress(data[50:])):
            assert _all(packed, f"{name}.gz") == (plain, problems)


def test_zstandard() -> None:
    zstandard = pytest.importorskip("zstandard")
    data = (SAMPLES / "records.jsonl").read_bytes()
    packed = zstandard.compress(data)
    assert _all(packed, "records.jsonl.zst") == _all(data, "records.jsonl")
    assert "damaged" in _all(packed[:40] + b"xxxx" + packed[44:], "records.jsonl.zst")[1][-1]
    assert "looks like a decompression bomb" in _all(zstandard.compress(b"a" * 60_000_000), "a.txt.zst")[1][0]


def test_bombs_and_damage_are_refused() -> None:
    assert "looks like a decompression bomb" in _all(gzip.compress(b"a" * 60_000_000, 9), "a.txt.gz")[1][0]
    assert "damaged" in _all(gzip.compress(FRENCH.encode())[:-9], "a.txt.gz")[1][0]
    assert "damaged" in _all(b"\x1f\x8b\x08" + b"a" * 30, "a.txt.gz")[1][0]
    assert "this is neither gzip nor Zstandard data" in _all(b"hello", "a.txt.gz")[1][0]
    packed = b"Texte."
    for _ in range(5):
        packed = gzip.compress(packed)
    assert "compressed again and again" in _all(packed, "a.txt.gz")[1][0]


# WARC


def _record(
    body: bytes, url: str, *, length: int | None = None, kind: str = "conversion", media: str = "text/plain"
) -> bytes:
    size = len(body) if length is None else length
    headers = {"WARC-Type": kind, "WARC-Target-URI": url, "Content-Type": media, "Content-Length": size}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + body + b"\r\n\r\n"


def _response(
    page: bytes, url: str, headers: str = "", status: str = "200 OK", media: str = "text/html; charset=utf-8"
) -> bytes:
    body = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + page
    return _record(body, url, kind="response", media="application/http; msgtype=response")


def _urls(found: list[Document]) -> list[str]:
    return [document.meta["url"] for document in found]


def test_warc_texts() -> None:
    data = _record(b"software: x", "", kind="warcinfo")
    data += _record(b"Un.", "http://x.test/1") + _record(b"Deux.", "http://x.test/2")
    for name, packed in (("a.warc", data), ("a.warc.gz", gzip.compress(data)), ("a", data)):
        found, problems = _all(packed, name)
        assert (_texts(found), _urls(found), problems) == (["Un.", "Deux."], ["http://x.test/1", "http://x.test/2"], [])


@pytest.mark.parametrize("length", [0, 1, 30, 70, 200, 5000, 10**9, 10**18, -5])
def test_a_wrong_length_costs_its_record_only(length: int) -> None:
    text = b"Une phrase de soixante-dix lettres, pas une de plus et pas une de moins"
    wrong = _record(text, "http://x.test/0", length=length)
    right = b"".join(_record(b"Texte %d." % n, f"http://x.test/{n}") for n in (1, 2))
    found, problems = _all(wrong + right, "a.warc")
    assert _urls(found) == ["http://x.test/1", "http://x.test/2"]
    assert len(problems) == 1
    assert "a.warc:1:1: record 1: " in problems[0]


@pytest.mark.parametrize("data", [
    b"WARC/1.1\r\n", b"WARC/1.1\r\n" + b"A: b\r\n" * 10_000, b"WARC/1.1\r\n" + b"A" * 200_000,
    b"WARC/1.1\r\nContent-Length: 5",
])
def test_warc_headers_that_do_not_end(data: bytes) -> None:
    found, problems = _all(data, "a.warc")
    assert not found
    assert "its headers are cut off or far too many" in problems[0]


def test_pages_in_archives() -> None:
    pytest.importorskip("trafilatura")
    page = (SAMPLES / "page.html").read_bytes()
    chunked = b"%x\r\n" % len(page) + page + b"\r\n0\r\n\r\n"
    data = b"".join((
        _response(page, "http://x.test/1"),
        _response(gzip.compress(page), "http://x.test/2", "Content-Encoding: gzip\r\n"),
        _response(chunked, "http://x.test/3", "Transfer-Encoding: chunked\r\n"),
        _response(page, "http://x.test/4", status="404 Not Found"),
        _response(b"\xff\xd8", "http://x.test/5", media="image/jpeg"),
        _response(b"<html><body>Menu</body></html>", "http://x.test/6"),
        _response(gzip.compress(b"a" * 50_000_000), "http://x.test/7", "Content-Encoding: gzip\r\n"),
        _response(b"x", "http://x.test/8", "Content-Encoding: br\r\n"),
        _record(b"no http", "u", kind="response", media="application/http"),
    ))
    notes: list[str] = []
    problems: list[str] = []
    stream = io.BufferedReader(io.BytesIO(data))
    source = Source(name="a.warc", stream=stream, report=lambda p: problems.append(str(p)), note=notes.append)
    found = list(documents(source))
    assert [document.name for document in found] == ["http://x.test/1", "http://x.test/2", "http://x.test/3"]
    assert len({tuple(document.lines) for document in found}) == 1
    assert notes == ["a.warc: 6 of 9 pages gave no article"]
    assert [problem.split(": ", 2)[2].split(";")[0] for problem in problems] == [
        "it decompresses to more than a page can hold", "the content encoding 'br' is not read",
        "no HTTP response stands in it",
    ]


# Pages


def test_a_page_without_its_furniture(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_bytes((SAMPLES / "page.html").read_bytes())
    (made,) = ingest.make([tmp_path])
    assert made.path == "fr/2024-11-12-le-pont-rouvre-apres-trois-ans.md"
    furniture = ("Publié le", "Partager", "lire aussi", "tunnel", "Commentaires", "Enfin", "Mentions", "Accueil", "maire d")
    assert [gone for gone in furniture if gone in made.text] == []
    assert [line for line, (role, _) in zip(made.lines, made.marks, strict=True) if role == "caption"] == [
        "Le pont du port, mardi 12 novembre. © Le Journal"
    ]
    assert "12\u00a0millions" in made.text
    assert "10\u202f000" in made.text


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul"])
def test_pages_nested_a_hundred_thousand_deep(tag: str) -> None:
    pytest.importorskip("trafilatura")
    found, problems = _all(b"<!doctype html><p>Texte</p>" + f"<{tag}>".encode() * 100_000, "a.html")
    assert not found
    assert "this page is built too deep" in problems[0]


def test_pages_that_hold_nothing_or_far_too_much() -> None:
    pytest.importorskip("trafilatura")
    assert "no article is found in this page" in _all(b"<html></html>", "a.html")[1][0]
    assert "no article is found in this page" in _all(b"", "a.html")[1][0]
    assert "a page of more than 50,000 elements" in _all(b"<html>" + b"<p>a" * 60_000, "a.html")[1][0]
    assert "a page of more than 8 MB" in _all(b"<html>" + b"<p>a</p>" * 2_000_000, "a.html")[1][0]
    assert "the file has more than 32 MB" in _all(b"<html>" + b" " * 100_000_000, "a.html")[1][0]


def test_the_encoding_of_a_page_is_the_one_it_declares() -> None:
    pytest.importorskip("trafilatura")
    page = (SAMPLES / "page.html").read_text("utf-8").replace("\u202f", " ")
    (plain,), _ = _all(page.encode(), "a.html")
    for declared, encoding in (("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("utf-8", "cp1252")):
        changed = page.replace('charset="utf-8"', f'charset="{declared}"')
        (other,), _ = _all(changed.encode(encoding, "xmlcharrefreplace"), "a.html")
        assert list(other.lines) == list(plain.lines)


@pytest.mark.parametrize(("fragment", "lines"), [
    ("<p>A<p>B", ["A", "B"]), ("a < b & c", ["a < b & c"]), ("<p>a<br>b</p>", ["a", "b"]), ("a<!-- b --!> c", ["a"]),
    ("<script>x</p>", []), ("<b title='a > b'>c</b>", ["c"]), ("<p", ["<p"]), ("&lt;p&gt;", ["<p>"]),
])
def test_fragments_of_markup(fragment: str, lines: list[str]) -> None:
    assert markup_lines(fragment)[0] == lines


# Parquet


def test_parquet_and_data_set_folders(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    ipc, parquet = import_module("pyarrow.ipc"), import_module("pyarrow.parquet")
    table = pyarrow.table({"text": [FRENCH, None, "Deux."], "title": ["A", "B", "C"], "id": [1, 2, 3]})
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    found, problems = _all(buffer.getvalue(), "a.parquet")
    assert [document.meta["guid"] for document in found] == ["1", "3"]
    assert problems == ["a.parquet:2:1: row 2: there is no text in 'text'; give one, or leave it out"]
    assert len(_all(gzip.compress(buffer.getvalue()), "a.parquet.gz")[0]) == 2
    saved = tmp_path / "saved"
    saved.mkdir()
    with (saved / "data-00000-of-00001.arrow").open("wb") as file, ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    (saved / "state.json").write_text('{"_data_files": [{"filename": "data-00000-of-00001.arrow"}]}')
    (saved / "dataset_info.json").write_text("{}")
    hub = tmp_path / "hub"
    (hub / "data").mkdir(parents=True)
    (hub / "README.md").write_text("---\nlicense: x\n---\n# Card\n")
    (hub / "data" / "train-00000-of-00001.parquet").write_bytes(buffer.getvalue())
    for folder in (saved, hub):
        reported: list[Problem] = []
        assert len(ingest.make([folder], report=reported.append)) == 2
        assert len(reported) == 1


@pytest.mark.parametrize("spoil", [
    lambda data: data[:-20], lambda data: data[:30] + b"\xff" * 60 + data[90:], lambda data: data[:8], lambda data: b"hello",
])
def test_damaged_parquet(spoil: Callable[[bytes], bytes]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    buffer = io.BytesIO()
    import_module("pyarrow.parquet").write_table(pyarrow.table({"text": ["Un texte."] * 50}), buffer)
    found, problems = _all(spoil(buffer.getvalue()), "a.parquet")
    assert not found
    assert "fetch or make the file again" in problems[0]


# Extras


@pytest.mark.parametrize(("module", "name", "data", "extra"), [
    ("lxml.html", "a.html", b"<html><p>a</p></html>", "html"), ("pyarrow", "a.parquet", b"PAR1", "parquet"),
    ("zstandard", "a.txt.zst", b"\x28\xb5\x2f\xfd", "zstd"),
])
def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, module: str, name: str, data: bytes, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf"run: pip install 'copydesk\[{extra}\]'"):
        list(read(data, name))


def test_a_folder_of_what_needs_extras_costs_those_files_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.html", "b.html"):
        (tmp_path / "in" / name).write_text("<html><p>a</p></html>", "utf-8")
    (tmp_path / "in" / "c.txt").write_text(f"Le tunnel\n{FRENCH}", "utf-8")
    monkeypatch.setitem(sys.modules, "lxml.html", None)
    assert main(["ingest", (tmp_path / "in").as_posix(), "--into", (tmp_path / "corpus").as_posix()]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [Path(line.split(":")[0]).name for line in lines if "copydesk[html]" in line] == ["a.html", "b.html"]
    assert len(list((tmp_path / "corpus").rglob("*.md"))) == 1


def test_where_a_line_of_json_breaks_off() -> None:
    for data, place in ((b'{"text": "a"', 13), (b'{"text": "a"\n', 13), (b'{"text": "a"\r\n', 13), (b'{"text": "a\n', 10)):
        assert _all(data, "a.jsonl")[1][0].startswith(f"a.jsonl:1:{place}: this is not JSON")
    assert _all(b'{"text":\n "a"\n', "a.json")[1][0].startswith("a.json:2:5: ")


def test_the_core_imports_no_extra() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom copydesk.ingest import make\nfrom copydesk.readers import formats\n"
        "formats()\n"
        "import copydesk.commands.ingest\nmake([Path(sys.argv[1])])\nprint(sorted(set(sys.argv[2:]) & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(SAMPLES.parent.parent / "seeds"), *EXTRAS]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


# Files and folders


def test_what_a_folder_must_not_make_us_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "b.txt").write_text(f"Le tunnel\n{FRENCH}", "utf-8")
    (folder / "a\nb.txt").write_text(FRENCH, "utf-8")
    (folder / "x\u202etxt.txt").write_text(FRENCH, "utf-8")
    (folder / ".hidden.txt").write_text(FRENCH, "utf-8")
    (tmp_path / "outside.txt").write_text(FRENCH, "utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "in.txt").symlink_to(folder / "sub" / "b.txt")
    os.mkfifo(folder / "pipe.txt")
    reported: list[Problem] = []
    made = ingest.make([folder], report=reported.append)
    assert [item.path for item in made] == ["fr/le-tunnel.md"]
    told = sorted((Path(problem.file).name, problem.what) for problem in reported)
    assert told == [
        ("a\\nb.txt", "the file's name holds characters that no name should"),
        ("loop.txt", "this link leads out of the folder"),
        ("out.txt", "this link leads out of the folder"),
        ("up", "this link leads out of the folder"),
        ("x\\u202etxt.txt", "the file's name holds characters that no name should"),
    ]


def test_patterns(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(f"Titre {name[0]}\n{FRENCH}", "utf-8")
    assert len(ingest.make([tmp_path / "*.txt"])) == 2
    with pytest.raises(InputError, match="no file is called so"):
        ingest.make([tmp_path / "*.zip"])
    with pytest.raises(FileNotFoundError):
        ingest.make([tmp_path / "none.txt"])


# Ingest


def _story(number: int, count: int) -> str:
    sentence = "Phrase {0} du récit {1} : le pont {0} a coûté {2} millions d'euros à la ville."
    return "\n".join(sentence.format(n, number, n + number) for n in range(count))


def _jsonl(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def _ingest(source: Path, into: Path, **how: bool) -> ingest.Written:
    return ingest.write(ingest.make([source]), into, **how)


def test_the_same_article_is_told_by_its_guid_or_url(tmp_path: Path) -> None:
    into = tmp_path / "corpus"
    first = {"id": "urn:x:1", "title": "Le pont", "text": _story(1, 5), "date": "2024-11-13"}
    first["url"] = "https://www.x.test/a?utm_source=rss"
    assert _ingest(_jsonl(tmp_path, "a.jsonl", first), into).new == ["fr/2024-11-13-le-pont.md"]
    again = {**first, "url": "http://x.test/a/"}
    assert _ingest(_jsonl(tmp_path, "b.jsonl", first), into).same == ["fr/2024-11-13-le-pont.md"]
    changed = {**again, "title": "Le pont rouvre", "text": _story(1, 6)}
    source = _jsonl(tmp_path, "c.jsonl", changed)
    before = (into / "fr/2024-11-13-le-pont.md").read_bytes()
    assert _ingest(source, into).updated == ["fr/2024-11-13-le-pont.md"]
    assert (into / "fr/2024-11-13-le-pont.md").read_bytes() == before
    assert _ingest(source, into, update=True).updated == ["fr/2024-11-13-le-pont.md"]
    assert b"Le pont rouvre" in (into / "fr/2024-11-13-le-pont.md").read_bytes()
    assert _ingest(source, into).same == ["fr/2024-11-13-le-pont.md"]
    assert len(list(into.rglob("*.md"))) == 1


def test_of_two_versions_in_one_run_the_later_is_taken(tmp_path: Path) -> None:
    old = {"id": "urn:x:1", "title": "Le pont", "text": _story(1, 5), "updated": "2024-11-13"}
    new = {**old, "text": _story(1, 7), "updated": "2024-11-14"}
    notes: list[str] = []
    for records in ((old, new), (new, old)):
        (made,) = ingest.make([_jsonl(tmp_path, "a.jsonl", *records)], note=notes.append)
        assert "Phrase 6" in made.text
    assert "another version of" in notes[0]


def test_strangers_with_one_title_get_paths_of_their_own(tmp_path: Path) -> None:
    into = tmp_path / "corpus"
    records = [{"id": f"urn:x:{n}", "title": "Direct", "text": _story(n, 4)} for n in (1, 2)]
    both = _jsonl(tmp_path, "a.jsonl", *records)
    assert len(_ingest(both, into).new) == 2
    assert len(_ingest(both, into).same) == 2
    third = _jsonl(tmp_path, "b.jsonl", {"id": "urn:x:3", "title": "Direct", "text": _story(3, 4)})
    assert len(_ingest(third, into).new) == 1
    assert len(_ingest(third, into).same) == 1


def test_near_duplicates_are_reported_and_linked(tmp_path: Path) -> None:
    into = tmp_path / "corpus"
    _ingest(_jsonl(tmp_path, "a.jsonl", {"id": "urn:a:1", "title": "Le pont", "text": _story(1, 12)}), into)
    copied = {"id": "urn:b:9", "title": "Un pont rouvre", "text": "Notre envoyé raconte.\n" + _story(1, 9)}
    own = {"id": "urn:b:10", "title": "Autre chose", "text": FRENCH * 3 + _story(700, 4).replace("pont", "tunnel")}
    other = _jsonl(tmp_path, "b.jsonl", copied, own)
    written = _ingest(other, into)
    ((path, like, share),) = written.near
    assert (path, like) == ("fr/un-pont-rouvre.md", "fr/le-pont.md")
    assert share > 0.8
    assert "near_duplicates: [fr/le-pont]" in (into / path).read_text("utf-8")
    assert "near_duplicates" not in (into / like).read_text("utf-8")
    again = _ingest(other, into)
    assert (len(again.same), again.near) == (2, [])


@pytest.mark.parametrize(("one", "other", "same"), [
    ({"guid": "urn:1"}, {"guid": "urn:1", "url": "http://x.test/b"}, True),
    ({"guid": "urn:1", "url": "http://x.test/a"}, {"guid": "urn:2", "url": "http://x.test/a"}, False),
    ({"url": "https://x.test/a?id=3&utm_campaign=z#top"}, {"url": "http://www.X.test/a/?id=3"}, True),
    ({"url": "https://x.test/a?id=3"}, {"url": "https://x.test/a?id=4"}, False),
    ({"url": "https://x.test/"}, {"url": "https://x.test/"}, False),
    ({"guid": "7", "publisher": "A"}, {"guid": "7", "publisher": "B"}, False),
    ({"guid": "7", "publisher": "A"}, {"guid": "7", "publisher": "A"}, True),
    ({}, {}, False),
])
def test_identities(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    from copydesk.ingest.make import is_same

    assert is_same(identity(one, "f"), identity(other, "f")) is same


def test_one_bad_article_is_reported_and_the_others_are_made(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes((SAMPLES / "records.jsonl").read_bytes())
    (tmp_path / "b.md").write_text("---\nlang: fr\nlang: fr\n---\nTexte.", "utf-8")
    reported: list[Problem] = []
    made: list[Made] = ingest.make([tmp_path], report=reported.append)
    assert len(made) == 3
    assert len(reported) == 7
    with pytest.raises(InputError) as caught:
        ingest.make([tmp_path])
    assert len(caught.value.problems) == 7


def test_a_stated_language_gives_way_to_the_texts_own(tmp_path: Path) -> None:
    (made,) = ingest.make([_jsonl(tmp_path, "a.jsonl", {"title": "Le pont", "text": FRENCH, "lang": "en-US"})])
    assert made.values["lang"] == "fr"
    (made,) = ingest.make([_jsonl(tmp_path, "a.jsonl", {"title": "Kiev", "text": "Kiev.", "lang": "en_GB"})])
    assert made.values["lang"] == "en"


# Anything at all


_NAMES = sorted(name for name in formats() if name not in (".html", ".htm", ".xhtml", ".zst", ".zstd", ".parquet", ".arrow"))


@settings(max_examples=300)
@given(st.binary(max_size=300), st.sampled_from(_NAMES))
def test_any_bytes_are_read_or_refused(data: bytes, ending: str) -> None:
    try:
        for document in read(data, f"a{ending}", report=lambda problem: None):
            assert all("\n" not in line and "\0" not in line for line in document.lines)
            "\n".join(document.lines).encode("utf-8")
    except CopydeskError:
        pass


@settings(max_examples=200)
@given(st.sampled_from(sorted(set(EXPECTED) - {"page.html"})), st.data())
def test_samples_with_bytes_changed_are_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray((SAMPLES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    try:
        for document in read(bytes(content), name, report=lambda problem: None):
            "\n".join([*document.lines, *document.meta.values(), document.name]).encode("utf-8")
    except CopydeskError:
        pass
