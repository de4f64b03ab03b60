"""The command line: what goes in, what comes out, and what happens with bad input."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from copydesk import __version__
from copydesk.__main__ import main
from copydesk.jsonl import mention_form, plain
from copydesk.mentions import Mention
from copydesk.reports.wording import underlined
from copydesk.shown import value
from copydesk.values import figure

ROOT = Path(__file__).resolve().parent.parent
KEYS = [
    "start", "end", "text", "kind", "low", "high", "unit", "modifier", "counted", "per", "date", "person", "position",
]


def _copydesk(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "copydesk", *arguments], input=given, capture_output=True, check=False,
        env={**os.environ, **environment}, timeout=120,
    )


def _article(**values: str | None) -> bytes:
    record = {"id": "a", "text": "Il a parcouru 300 km.", "lang": "fr", "published": "2024-05-31", **values}
    return json.dumps(record).encode()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"copydesk {__version__}\n"


def test_without_a_command_the_help_comes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "ingest" in capsys.readouterr().err


def test_json_lines_have_exactly_the_keys_of_the_contract() -> None:
    done = _copydesk("extract", "--format", "jsonl", "-", given=_article())
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert list(answer) == ["id", "mentions"]
    (mention,) = answer["mentions"]
    assert list(mention) == KEYS
    assert (mention["text"], mention["low"], mention["unit"], mention["kind"]) == ("300 km", "300", "km", "length")


def test_bad_lines_are_named_and_the_others_answered() -> None:
    lines = [b"{", b"[1]", b'{"id": "x"}', b"\xff", _article(published="soon"), b"", _article(id="last"), b"[" * 99999]
    done = _copydesk("extract", "--format", "jsonl", "-", given=b"\n".join(lines))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["last"]
    assert done.returncode == 1
    numbers = [line.split(b":")[1] for line in done.stderr.splitlines()]
    assert numbers == [b"1", b"2", b"3", b"4", b"5", b"8"]
    assert b"Traceback" not in done.stderr


def test_streams_are_utf8_whatever_the_locale() -> None:
    text = "À Nîmes, 300 km ont été parcourus – « déjà » 😀"
    given = json.dumps({"id": "é", "text": text}, ensure_ascii=False).encode()
    done = _copydesk("extract", "--format", "jsonl", "-", given=given, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["id"] == "é"
    assert all(text[m["start"] : m["end"]] == m["text"] for m in answer["mentions"])


def test_a_lone_surrogate_is_answered() -> None:
    done = _copydesk("extract", "--format", "jsonl", "-", given=b'{"id": "\\ud800", "text": "\\udfff 300 km"}')
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "\ud800"


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f'"{sys.executable}" -m copydesk extract corpus/fr/*.md | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, check=False, timeout=120)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_extract_shows_place_kind_value_and_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Premier.\nLa route fait 300 km de long.\n", "utf-8")
    assert main(["extract", "--lang", "fr", "--explain", str(file)]) == 0
    out = capsys.readouterr().out
    assert f"{file}:2:15: length: 300 km" in out
    assert "  [fr." in out
    assert "    La route fait 300 km de long.\n                  ^^^^^^\n" in out


def test_files_that_cannot_be_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xyz").touch()
    (tmp_path / "b.md").write_text("---\nlang: fr\nlang: fr\n---\n", "utf-8")
    names = [str(tmp_path / name) for name in ("a.xyz", "b.md", "c.txt")]
    assert main(["extract", *names]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.startswith(name) for line, name in zip(lines, names, strict=True)] == [True] * 3


LINES = (
    '{"text": "Les missiles ATACMS ont une portée de 300 km."}\n{"text": "a\n{"text": 3}\n'
    '{"text": "Il y a 12 ponts.", "title": "T"}\n'
)


@pytest.mark.parametrize("command", [["extract"], ["check", "--claim", "ATACMS range 300 km"], ["conflicts"]])
def test_a_bad_record_costs_itself(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(LINES, "utf-8")
    (tmp_path / "b.txt").write_text("Un pont\n\nIl y a 7 ponts à Brénac.\n", "utf-8")
    files = [(tmp_path / name).as_posix() for name in ("none.txt", "a.jsonl", "b.txt")]
    assert main([command[0], *files, *command[1:]]) == 1
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if line.startswith(tmp_path.as_posix())]
    assert [line.partition(": ")[0].rpartition("/")[2] for line in lines] == ["none.txt", "a.jsonl:2:10", "a.jsonl:3:1"]
    if command[0] == "extract":
        assert all(value in out for value in ("300 km", "12 ponts", "7 ponts"))


def test_ingest_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    into = tmp_path / "corpus"
    arguments = ["ingest", str(ROOT / "seeds"), "--into", str(into)]
    assert main([*arguments, "--dry-run"]) == 0
    assert not into.exists()
    assert main(arguments) == 0
    assert "5 articles: 5 new, 0 unchanged, 0 differing" in capsys.readouterr().out
    edited = next(into.rglob("*kharkiv.md"))
    edited.write_text("mine", "utf-8")
    assert main(arguments) == 1
    assert edited.read_text("utf-8") == "mine"
    assert "--replace" in capsys.readouterr().err
    assert main([*arguments, "--replace"]) == 0
    assert main(arguments) == 0


@pytest.mark.parametrize(("given", "written"), [
    ("9.2E+9", "9200000000"), ("300", "300"), ("0.5", "0.5"), ("9200000000.0", "9200000000"), ("2.50", "2.50"),
    ("-0.0", "-0"), ("1E-7", "0.0000001"),
])
def test_decimals_are_written_without_exponent(given: str, written: str) -> None:
    assert plain(Decimal(given)) == written
    assert plain(None) is None


def test_an_open_end_is_null() -> None:
    form = mention_form(Mention(0, 1, "count", "x", low=Decimal(3)), "3")
    assert (form["low"], form["high"]) == ("3", None)


def test_values_in_words() -> None:
    aid = Mention(0, 1, "money", "x", Decimal("9.2E9"), Decimal("9.2E9"), "USD", "approx")
    assert value(aid) == "about 9.2 billion USD"
    age = Mention(0, 1, "age", "x", Decimal("31.1"), Decimal("31.1"), unit="a")
    assert value(age) == "31.1 years" and value(age._replace(low=Decimal(1), high=Decimal(1))) == "1 year"
    third = Mention(0, 1, "percent", "x", Decimal(1) / 3, Decimal(1) / 3, unit="1")
    assert value(third) == "33.33%"
    rent = Mention(0, 1, "money", "x", Decimal(957), Decimal(957), unit="EUR", per="mo")
    assert value(rent) == "957 EUR per month"
    assert value(rent._replace(unit="%", kind="percent", per="person.a")) == "957% per person and year"
    assert value(Mention(0, 1, "count", "x", Decimal(8), Decimal(12), counted="drones")) == "8 to 12 drones"
    assert value(Mention(0, 1, "count", "x", several=Decimal(100))) == "hundreds"
    about = Mention(0, 1, "count", "x", Decimal(10), Decimal(10), modifier="approx", collective=True)
    assert value(about) == "about 10"
    assert value(Mention(0, 1, "date", "x", date="2024-05")) == "2024-05"
    assert figure(Decimal(12000)) == "12,000"
    assert figure(Decimal("0.50")) == "0.5"


def test_underlining_keeps_the_mark_below_the_words() -> None:
    text = "a" * 200 + " 日本 300\u202fkm " + "b" * 200
    start = text.index("300")
    line, carets = underlined(text, 0, len(text), (start, start + 6), width=60)
    assert carets.count("^") == 6
    assert line.startswith("…")
    assert line.endswith("…")
    assert line[carets.index("^") - 2 :].startswith("300 km")  # two wide characters before it


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk's folder with two articles, two facts, and a word of its own."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a", "Les missiles ATACMS ont une portée de 500 km."), ("b", "La foire a reçu 640 échoppes.")):
        file = tmp_path / "corpus" / "fr" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\nlang: fr\npublished: 2024-05-03\n---\n{text}\n", "utf-8")
    (tmp_path / "assertions").mkdir()
    (tmp_path / "assertions" / "facts.yaml").write_text("- ATACMS range 300 km\n- Tunnel length 50 km\n", "utf-8")
    return tmp_path


def test_check_shows_discrepancies_and_counts_the_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = "corpus/fr/a.md:5:39: contradicted: the article says 500 km, ATACMS range is 300 km (assertions/facts.yaml:1)\n"
    files = ["corpus/fr/a.md", "corpus/fr/b.md"]
    assert main(["check", *files]) == 1
    said = capsys.readouterr()
    assert said.out == line
    assert said.err == "1 contradicted, 0 unclear, 0 consistent, 3 not mentioned (all of them: -v)\n"
    assert main(["check", "-v", *files]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(line) and said.out.count(": not mentioned: ") == 3 and "-v" not in said.err
    waiver = "{article: '*fr/a*', assertion: atacms-range, value: 500 km, verdict: accepted, reason: so, by: x, until: 2024}"
    (folder / "assertions" / "waivers.yaml").write_text(f"- {waiver}\n", "utf-8")
    assert main(["check", *files]) == 1
    waived = "contradicted, waived until 2024 (assertions/waivers.yaml:1): "
    assert capsys.readouterr().out == line.replace("contradicted: ", waived)
    assert main(["check", *files, "--claim", "ATACMS range 500 km"]) == 0
    assert capsys.readouterr().out == (
        "corpus/fr/a.md:5:39: consistent: the article says 500 km, ATACMS range is 500 km (atacms-range)\n"
    )
    assert main(["check", files[1], "--claim", "ATACMS range 500 km"]) == 0
    assert capsys.readouterr().out.startswith("corpus/fr/b.md: not mentioned: ")


def test_check_reads_claims_with_the_desks_own_terms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["check", "corpus/fr/b.md", "--claim", "Fair 410 snibs"]
    assert main(asked) == 0
    (folder / "assertions" / "terms.yaml").write_text("snibs: {en: snibs, fr: échoppes}\n", "utf-8")
    assert main(asked) == 1
    assert "contradicted: the article says 640" in capsys.readouterr().out


def test_check_does_not_judge_by_assertions_with_mistakes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "assertions" / "facts.yaml").write_text("- claim: ATACMS range 300 km\n  tolerence: 2%\n", "utf-8")
    assert main(["check", "corpus/fr/a.md"]) == 1
    assert "assertions/facts.yaml:2:3: there is no key `tolerence`" in capsys.readouterr().err


def test_lint_looks_up_what_evidence_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = folder / "assertions" / "facts.yaml"
    for article, quote, said in (
        ("fr/c", "portée de 500 km", "there is no article fr/c; did you mean fr/"),
        ("en/elsewhere", "portée de 500 km", "there is no article en/elsewhere; correct `evidence`"),
        ("fr/a", "portée de 300 km", "the quotation does not stand in corpus/fr/a.md; quote its words as they are"),
        ("fr/a", "portée de 500 km", ""),
    ):
        facts.write_text(f"- claim: ATACMS range 500 km\n  evidence: {{article: {article}, quote: {quote}}}\n", "utf-8")
        assert main(["lint"]) == int(bool(said))
        out = capsys.readouterr().out
        assert out.startswith(f"assertions/facts.yaml:1:3: atacms-range: {said}") if said else not out


def test_lint_asks_for_terms_in_the_languages_of_the_corpus(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "assertions" / "facts.yaml").write_text("- The tall snibs 3 km\n", "utf-8")
    assert main(["lint"]) == 1
    assert "in the language `fr`; write `snibs: {en: snibs, fr: …}`" in capsys.readouterr().out
    (folder / "corpus" / "es").mkdir()
    assert main(["lint"]) == 1
    said = capsys.readouterr().out
    assert "in the language `es` or `fr`; write `snibs: {en: snibs, es: …, fr: …}`" in said and said.count("\n") == 1


@pytest.mark.parametrize(("arguments", "meant"), [
    (["chek"], "did you mean check?"), (["check", "x", "--clam", "y"], "did you mean --claim?"),
    (["check", "x", "--format", "json"], "did you mean jsonl?"), (["zzz"], "'try')\n"),
])
def test_what_was_probably_meant(arguments: list[str], meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.endswith(meant + "\n" * (not meant.endswith("\n")))
