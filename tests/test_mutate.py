"""Altered figures: what would be caught, what would pass; and today's discrepancies as a baseline."""

import json
from pathlib import Path

import pytest

from copydesk.__main__ import main
from copydesk.annotate import annotate
from copydesk.assertions import load_assertions
from copydesk.mutation import mutants
from copydesk.text import Article

GUARDED = "Les missiles ATACMS ont une portée de 300 km.\n"
FREE = "Le pont mesure 45 mètres.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one article, one fact."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")
    _write(tmp_path, "assertions/facts.yaml", "- ATACMS range 300 km\n")
    _article(tmp_path, GUARDED + FREE)
    return tmp_path


def _write(where: Path, name: str, text: str) -> None:
    path = where / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _article(where: Path, text: str, name: str = "a") -> None:
    _write(where, f"corpus/fr/{name}.md", f"---\nlang: fr\npublished: 2024-05-03\n---\n{text}")


# -- mutate


@pytest.mark.parametrize(("said", "written"), [
    ("300 km", ["600 km", "3000 km", ]),
    ("9,2 milliards de dollars", ["6,2 milliards de dollars", "92 milliards de dollars"]),
    ("10 000 soldats", ["40 000", "100 000"]), ("12.000 soldats", ["42.000", "120.000", "21.000"]),
    ("45 %", ["75 %", "450 %", "54 %"]),
    ("300\u202f000 dollars", ["600\u202f000 dollars", "3\u202f000\u202f000 dollars"]),
    ("cinq frappes", ["8", "50"]), ("trois cents kilomètres", ["600 kilomètres", "3000 kilomètres"]),
])
def test_a_figure_is_altered_as_a_slip_would(said: str, written: list[str]) -> None:
    article = Article(id="a", text=f"Il y a {said} ici.", published="2024-05-03")
    (mention,) = [m for m in annotate(article).mentions if m.kind not in ("name", "date")]
    found = list(mutants(article, mention))
    assert [mutant.written for mutant, _ in found] == written
    for mutant, altered in found:
        assert altered.article.text[mutant.start : mutant.start + len(mutant.written)] == mutant.written
        assert altered.article.text[: mutant.start] == article.text[: mutant.start]
        assert altered.article.text.endswith(article.text[mutant.end :])
        read = next(m for m in altered.mentions if m.start == mutant.start)
        assert read.unit == mention.unit
        assert (read.low, read.high) != (mention.low, mention.high)


def test_what_could_be_altered_unnoticed_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "corpus/fr/a.md:6:16: 45 mètres could be 75 mètres, 450 mètres, 54 mètres unnoticed, 3 of 3 "
        "(no assertion speaks of it)",
        "altered      2 figures in 5 ways", "caught       2 of 5 (40%)",
        "asked about  1 of 2 figures, of them 2 of 2 (100%)",
        "figures      1 guarded in full, 0 in part, 1 not at all",
    ]
    assert main(["mutate", "corpus/fr/a.md", "--fail-under", "40"]) == 0
    assert main(["mutate", "--fail-under", "41"]) == 1
    assert "40.0% is under 41%" in capsys.readouterr().err


def test_the_same_as_json_lines_and_the_same_again(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(2):
        assert main(["mutate", "--format", "jsonl"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    guarded, free = (json.loads(line) for line in said[0].splitlines())
    caught = [(c["written"], c["by"]) for c in guarded["caught"]]
    assert caught == [("600 km", "atacms-range"), ("3000 km", "atacms-range")]
    assert (guarded["survived"], free["caught"], free["asked"]) == ([], [], False)


def test_a_warning_catches_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(desk, "assertions/facts.yaml", "- claim: ATACMS range 300 km\n  severity: warning\n")
    main(["mutate"])
    assert "caught       0 of 5 (0%)" in capsys.readouterr().out


def test_an_articles_own_checks_catch_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "---\nlang: fr\npublished: 2024-05-03\npassages: [headline 1]\n---\n"
    _write(desk, "corpus/fr/a.md", f"{head}Une attaque de 145 drones\nLa ville a subi une attaque de 145 drones.\n")
    main(["mutate", "--format", "jsonl"])
    first, *_ = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert {caught["by"] for caught in first["caught"]} == {"internal.headline"}


def test_only_articles_of_the_corpus_are_altered(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (desk / "corpus/fr/a.md").read_bytes()
    assert main(["mutate", "assertions/facts.yaml"]) == 1
    assert "is not in corpus; name a file of the corpus" in capsys.readouterr().err
    assert main(["mutate"]) == 0
    assert (desk / "corpus/fr/a.md").read_bytes() == before


# -- baseline


WRONG = "Les missiles ATACMS ont une portée de 500 km. Il est venu lundi 1er mai 2024.\n"


def _baseline(*more: str, until: str = "2024-12") -> int:
    return main(["baseline", "--until", until, "--by", "the desk", *more])


def _waivers(where: Path) -> list[tuple[str, str, str | None, str]]:
    loaded = load_assertions(where / "assertions").require()
    return [(w.article, w.assertion, w.value, w.reason) for w in loaded.waivers]


def test_todays_discrepancies_become_waivers(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _article(desk, WRONG)
    assert _baseline("--dry-run") == 0
    assert not (desk / "assertions/waivers.yaml").exists()
    assert _baseline() == 0
    assert _waivers(desk) == [
        ("fr/a", "atacms-range", "500 km", "baseline"), ("fr/a", "internal.weekday", "lundi 1er mai 2024", "baseline"),
    ]
    text = (desk / "assertions/waivers.yaml").read_text("utf-8")
    rest = "  verdict: accepted\n  reason: baseline\n  by: \"the desk\"\n  on: 2024-06-01\n  until: 2024-12\n"
    assert text.count(rest) == 2
    assert "2 waived, 0 kept, 0 dropped, 0 left out" in capsys.readouterr().err
    assert _baseline() == 0
    assert (desk / "assertions/waivers.yaml").read_text("utf-8") == text


def test_a_run_passes_with_its_baseline(desk: Path, pytestconfig: pytest.Config) -> None:
    _article(desk, WRONG)
    assert pytest.main(["-q", "-p", "no:cacheprovider", f"--rootdir={desk}", str(desk)]) == 1
    assert _baseline() == 0
    assert pytest.main(["-q", "-p", "no:cacheprovider", f"--rootdir={desk}", str(desk)]) == 0


def test_a_baseline_only_shrinks(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _article(desk, WRONG)
    _baseline()
    _article(desk, WRONG.replace("500", "300").replace("lundi", "mercredi"))
    _article(desk, WRONG.replace("500", "600").split(". ")[0] + ".\n", "b")
    assert _baseline() == 1
    said = capsys.readouterr()
    assert "new, not waived: corpus/fr/b.md:5:39: contradicted: the article says 600 km" in said.out
    assert "a baseline only shrinks" in said.err
    assert _waivers(desk) == []
    # even when nothing is left of it
    assert _baseline() == 1
    assert _waivers(desk) == []
    assert _baseline("--grow") == 0
    assert _waivers(desk) == [("fr/b", "atacms-range", "600 km", "baseline")]


def test_another_value_is_another_discrepancy(desk: Path) -> None:
    _article(desk, WRONG)
    _baseline()
    _article(desk, WRONG.replace("500", "700"))
    assert _baseline() == 1
    assert [w[1] for w in _waivers(desk)] == ["internal.weekday"]


def test_waivers_of_people_and_comments_stay(desk: Path) -> None:
    _article(desk, WRONG)
    mine = (
        "# ours\n- article: fr/a\n  assertion: atacms-range\n  value: 500 km   # a slip\n  verdict: article\n"
        "  reason: reported\n  by: desk\n  until: 2024-12"
    )
    _write(desk, "assertions/waivers.yaml", mine)
    assert _baseline() == 0
    text = (desk / "assertions/waivers.yaml").read_text("utf-8")
    assert text.startswith(mine + "\n# baseline")
    assert [w[1] for w in _waivers(desk)] == ["atacms-range", "internal.weekday"]
    with (desk / "assertions/waivers.yaml").open("a", encoding="utf-8") as file:
        theirs = "- {article: fr/*, assertion: internal.names, verdict: parser, reason: r, by: d, until: 2025}"
        file.write(f"\n# and theirs\n{theirs}\n")
    _article(desk, WRONG.replace("lundi", "mercredi"))
    _baseline()
    text = (desk / "assertions/waivers.yaml").read_text("utf-8")
    assert text.startswith(mine) and "\n# and theirs\n- {article: fr/*" in text and "weekday" not in text


@pytest.mark.parametrize(("until", "said"), [
    ("2024-13", "--until: "), ("2024/..", "has no end"), ("2023", "2023 is over"),
])
def test_until_is_a_day_to_come(desk: Path, capsys: pytest.CaptureFixture[str], until: str, said: str) -> None:
    _article(desk, WRONG)
    assert _baseline(until=until) == 1
    assert said in capsys.readouterr().err
    assert not (desk / "assertions/waivers.yaml").exists()


def test_no_baseline_beside_mistakes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(desk, "assertions/facts.yaml", "- ATACMS range\n")
    assert _baseline() == 1
    assert "assertions/facts.yaml:1:" in capsys.readouterr().err


def test_warnings_need_no_baseline(desk: Path) -> None:
    _write(desk, "assertions/facts.yaml", "- claim: ATACMS range 300 km\n  severity: warning\n")
    _article(desk, WRONG)
    assert _baseline() == 0
    assert [w[1] for w in _waivers(desk)] == ["internal.weekday"]
