"""Reading that is compiled gives the same answers; what would be compiled is all of reading."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_every_reader_is_among_what_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, str] = {}
    monkeypatch.setattr("setuptools.setup", lambda **options: None)
    monkeypatch.delenv("COPYDESK_COMPILE", raising=False)
    exec((ROOT / "setup.py").read_text("utf-8"), given)
    files = {path for pattern in given["READING"] for path in ROOT.glob(pattern)}
    assert {ROOT / "src/copydesk/annotate.py", *(ROOT / "src/copydesk/kinds").glob("*.py")} == files


def test_without_the_variable_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, object]] = []
    monkeypatch.setattr("setuptools.setup", lambda **options: given.append(options))
    monkeypatch.delenv("COPYDESK_COMPILE", raising=False)
    exec((ROOT / "setup.py").read_text("utf-8"), {})
    assert given == [{}]


@pytest.mark.skipif(os.environ.get("COPYDESK_COMPILE") != "1", reason="compiling takes minutes; set COPYDESK_COMPILE=1")
def test_compiled_reading_gives_the_same_mentions() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "compiled.py", "--rounds", "1"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
