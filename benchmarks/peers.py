"""Who answers the claims: copydesk, and other tools through the scorer's protocol when scorer and tool are there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from verdicts_measures import Row

PEERS = {"quantguard": "QuantGuard", "corroborate": "corroborate", "naive": "the number stands somewhere"}


@dataclass(frozen=True, slots=True)
class System:
    """A tool that reads records to check as JSON Lines and writes one verdict a line."""

    name: str
    title: str
    python: str
    command: tuple[str, ...]


class AbsentError(Exception):
    """A tool that is not there; the text says what is missing."""


def copydesk(python: str = sys.executable) -> System:
    """This project, through its command line."""
    return System("copydesk", "copydesk", python, (python, "-m", "copydesk", "check", "--format", "jsonl", "-"))


def peer(name: str, python: str, scorer: Path) -> System:
    """Another tool as the scorer serves it. Raises AbsentError."""
    if not scorer.is_file():
        raise AbsentError(f"{PEERS[name]}: not run, there is no {scorer.name} in {scorer.parent}")
    if not Path(python).is_file():
        raise AbsentError(f"{PEERS[name]}: not run, there is no interpreter {python}; name one with --peer-python")
    serve = (python, str(scorer), "--serve", name)
    version = subprocess.run([*serve, "version"], capture_output=True, text=True).stdout.strip()
    if name != "naive" and not version:
        raise AbsentError(f"{PEERS[name]}: not run, {python} has no such package")
    return System(name, version or PEERS[name], python, (*serve, "check"))


def answers(system: System, records: Sequence[Row]) -> tuple[dict[str, str], dict[str, str]]:
    """The verdict and the reason for each record's id. Raises AbsentError when the tool breaks down."""
    done = subprocess.run(
        system.command, input="".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records),
        capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    if len(rows) < len(records):
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise AbsentError(f"{system.title}: {len(records) - len(rows)} of {len(records)} claims got no answer ({last})")
    return {row["id"]: row["verdict"] for row in rows}, {row["id"]: row.get("reason") or "" for row in rows}


def scorer_report(system: System, scorer: Path, tasks: str, folder: Path) -> Row:
    """What the scorer itself says of a tool on its own material (development split). Raises AbsentError."""
    out = folder / f"{system.name}-{tasks}"
    done = subprocess.run(
        [sys.executable, str(scorer), "--adapter", system.name, "--python", system.python, "--split", "dev",
         "--tasks", tasks, "--out", str(out), "--bootstrap", "1"],
        capture_output=True, text=True, encoding="utf-8",
    )
    if not out.with_suffix(".json").is_file():
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise AbsentError(f"{system.title}: the scorer failed ({last})")
    report: Row = json.loads(out.with_suffix(".json").read_text("utf-8"))
    for problem in report["problems"]:
        lost = re.search(r"no answer for (\d+) of (\d+)", problem)
        if lost and lost[1] == lost[2]:
            raise AbsentError(f"{system.title}: no claim got an answer ({report['problems'][0]})")
    return report
