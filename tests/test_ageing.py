"""Facts that grow old, and the commands that look at an assertion from all sides: stale, explain, try."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from copydesk.__main__ import main
from copydesk.ageing import aged, span
from copydesk.errors import CopydeskError
from copydesk.session import Desk

ROOT = Path(__file__).resolve().parent.parent
FACTS = """\
- ATACMS range 300 km
- claim: Tunnel length 50 km
  valid: 2024-06/2024-11
  checked: {by: the desk, on: 2024-11-14}
- claim: US aid remaining 9.2 billion USD
  source: {name: Pentagon, on: 2024-11}
  valid: 2024-11/..
- claim: North Korean troops in Russia 10,000
  checked: {by: the desk, on: 2025-06}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "assertions").mkdir()
    (tmp_path / "assertions" / "facts.yaml").write_text(FACTS, "utf-8")
    return tmp_path


def _signs(root: Path, today: str, older_than: str = "180d") -> dict[str, list[str]]:
    day = date.fromisoformat(today)
    desk = Desk(root=root, corpus=root / "corpus", assertions=root / "assertions", today=day)
    return {a.id: [one.sign for one in aged(desk, a, span(older_than))] for a in desk.loaded.require().assertions}


def test_signs_of_age(root: Path) -> None:
    assert _signs(root, "2024-11-30") == {
        "atacms-range": ["unchecked"], "tunnel-length": ["unmatched"], "us-aid-remaining": [],
        "north-korean-troops-russia": [],
    }
    assert _signs(root, "2024-12-01")["tunnel-length"] == ["ended", "unmatched"]
    assert _signs(root, "2025-05-13")["tunnel-length"] == ["ended", "unmatched"]  # 180 days
    assert _signs(root, "2025-05-14")["tunnel-length"] == ["ended", "unchecked", "unmatched"]
    assert _signs(root, "2025-05-29")["us-aid-remaining"] == []
    assert _signs(root, "2025-05-30")["us-aid-remaining"] == ["unchecked"]
    assert _signs(root, "2025-05-30", "2y")["us-aid-remaining"] == []


def test_what_happened_on_a_day_does_not_grow_old(root: Path) -> None:
    facts = root / "assertions" / "facts.yaml"
    facts.write_text("""\
- claim: ATACMS range 300 km
  valid: 2024-05-30
- claim: US aid remaining 9.2 billion USD
  valid: 2024-11
- position: NATO secretary general
  person: Jens Stoltenberg
  valid: 2024-05-31
""", "utf-8")
    signs = _signs(root, "2025-06-01")
    assert not signs["atacms-range"] and not signs["us-aid-remaining"]
    assert signs["nato-secretary-general-jens-stoltenberg"][:2] == ["ended", "unchecked"]  # an office passes on
    assert _signs(root, "2024-05-30")["atacms-range"] == ["unchecked"]


def test_stretches_of_time() -> None:
    assert [span(text).days for text in ("180d", "26w", "6m", "6mo", "2y", " 3 d ")] == [180, 182, 180, 180, 730, 3]
    assert span("0d") == timedelta(0)
    for text in ("", "180", "d", "-3d", "1.5y", "9999999d"):
        with pytest.raises(CopydeskError, match="no stretch of time"):
            span(text)


def test_stale_lists_by_sign(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", "--root", str(root), "--today", "2025-05-30"]) == 0
    out = capsys.readouterr().out
    assert "1 of 4 assertions: their validity ended\n  assertions/facts.yaml:2: tunnel-length: held until 2024-11-30" in out
    assert "us-aid-remaining: never checked, its source is of 2024-11, 181 days ago" in out
    assert out.endswith("3 of 4 assertions show signs of age on 2025-05-30\n")
    assert main(["stale", "--root", str(root), "--today", "2025-05-30", "--only", "unmatched"]) == 0
    assert "validity" not in capsys.readouterr().out
    assert main(["stale", "--root", str(root), "--older-than", "soon"]) == 1


def test_explain_an_article_and_a_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = "fr/2024-05-31-kharkiv"
    assert main(["explain", article, "--root", str(root)]) == 0
    out = capsys.readouterr().out
    assert "length: up to 300 km" in out and "[fr." in out and "answers atacms-range" in out
    assert "consistent: ATACMS range 300 km (atacms-range, assertions/facts.yaml:1)" in out
    assert "tied by  " in out and "comparison  up to 300 km against 300 km: equal" in out
    line = next(n for n, text in enumerate((root / "corpus" / f"{article}.md").read_text("utf-8").splitlines(), 1)
                if "300 km" in text)
    assert main(["explain", f"corpus/{article}.md:{line}", "--root", str(root)]) == 0
    short = capsys.readouterr().out
    assert "consistent: ATACMS" in short and len(short) < len(out)
    assert main(["explain", f"{article}:1", "--root", str(root)]) == 1
    assert "there is no 1" in capsys.readouterr().err
    assert main(["explain", "fr/kharkov", "--root", str(root)]) == 1
    assert "did you mean" in capsys.readouterr().err


def test_explain_says_why_others_lost(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "fr/2024-11-13-blinken-bruxelles", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    part = out[out.index("US aid remaining 9.2 billion USD (") :]
    assert "also read   7,1 milliards de dollars (60:15): stands farther from “remaining”" in part
    assert not re.search(r"\d\.\d\d\b", part)  # no scores


def test_explain_of_a_line_puts_what_it_answers_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "assertions" / "facts.yaml").write_text(
        "- US aid for contracts 2.1 billion USD\n- US aid remaining 9.2 billion USD\n"
        "- US budget for the aid approved in spring 2024\n", "utf-8")
    assert main(["explain", "fr/2024-11-13-blinken-bruxelles:58", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    full, _, brief = out.partition("  answered on other lines:\n")
    assert "US aid remaining" in full and "il reste (remaining)" in full and "contracts" not in full
    assert brief.startswith("      consistent at 60:")
    assert "not 9,2 milliards de dollars: stands farther from “contracts”" in brief
    assert "comparison  printemps against spring 2024: equal" in full and "date: spring 2024" in full


def test_try_shows_verdicts_before_a_claim_is_merged(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["try", "--root", str(root)]
    assert main([*command, "North Korean soldiers deployed in Russia 8,000"]) == 1
    out = capsys.readouterr().out
    assert "read as 8,000" in out and "contradicted  corpus/fr/2024-11-13-soldats" in out and "^^" in out
    assert main([*command, "North Korean soldiers deployed in Russia: more than 10,000", "--valid", "2024-11"]) == 0
    out = capsys.readouterr().out
    assert "0 contradicted" in out and "consistent    corpus/fr/2024-11-13-soldats" in out
    assert not list((root / "assertions").glob("*claim*"))


@pytest.mark.parametrize(("claim", "said"), [
    ("ATACMS range 500 km", "problem: 'ATACMS range 500 km' contradicts 'ATACMS range 300 km' at assertions/facts.yaml:1"),
    ("Blorp", "problem: no value can be read in 'Blorp'"),
    ("tall snibs 3 km", "problem: no term gives"),
    ("{position: NATO secretary general}", "problem: a position has no `person`"),
    ("{", "problem: this is not YAML"),
])
def test_try_says_what_lint_would(root: Path, claim: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", claim, "--root", str(root)]) == 1
    assert said in capsys.readouterr().out


def test_try_takes_a_whole_entry(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = "{position: NATO secretary general, person: Mark Rutte, valid: 2024-10-01/..}"
    assert main(["try", entry, "--root", str(root)]) == 0
    assert "consistent" in capsys.readouterr().out
