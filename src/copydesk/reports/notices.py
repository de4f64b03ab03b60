"""Discrepancies as reports for machines place them, made of checks' records: one notice a discrepancy."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]
_LINE = re.compile(r"(?P<file>[^\n:]+):(?P<line>\d+):(?:(?P<column>\d+):)? (?P<what>[^\n]*)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Notice:
    """One discrepancy. Lines and columns count from 1; `end_column` is one past the last character.

    `rule` is an assertion's id or a check's (`internal.weekday`, `waiver`, `input`), `about` its wording in a line,
    `source` where the assertion stands (`assertions/us-aid.yaml:4`), `waiver` the waiver's record if it is accepted.
    """

    file: str
    line: int = 1
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    rule: str
    severity: Severity = "error"
    verdict: str = "contradicted"
    message: str
    value: str = ""
    about: str = ""
    article: str = ""
    source: str = ""
    waiver: tuple[tuple[str, str], ...] = ()


def notices(records: Iterable[Mapping[str, Any]], problems: Sequence[str] = ()) -> list[Notice]:
    """Every discrepancy of the records, sorted by place; `problems` are lines `file:line:column: what; remedy`."""
    found: set[Notice] = set()
    for record in records:
        found.update(_of(record))
    for problem in problems:
        for row in _LINE.finditer(problem):
            column = int(row["column"]) if row["column"] else None
            found.add(Notice(
                file=row["file"], line=int(row["line"]), column=column, rule="input", verdict="unreadable",
                message=row["what"], about="every file of the corpus and the assertions can be read",
            ))
    return sorted(found, key=_order)


def _order(notice: Notice) -> tuple[Any, ...]:
    return notice.file, notice.line, notice.column or 0, notice.rule, notice.message


def _of(record: Mapping[str, Any]) -> Iterable[Notice]:
    severity: Severity = record.get("severity") or "error"
    if record.get("idle") or ("hygiene" in record and record.get("status") == "failed"):
        name = "waiver" if record.get("idle") else record["hygiene"]
        yield Notice(
            file=record["source_file"], line=record["source_line"], rule=name, severity=severity,
            verdict="idle" if record.get("idle") else "unsupported", message=record["message"],
            about=record.get("claim") or "every waiver is in use", article=record.get("article") or "",
        )
    elif "assertion" in record and record["verdict"] == "contradicted":
        yield Notice(
            **_place(record), rule=record["assertion"], severity=severity, message=_reason(record),
            value=record.get("value") or "", about=record.get("claim") or "", article=record["article"],
            source=record["source"], waiver=_waiver(record),
        )
    for seen in record.get("observations", ()):
        yield Notice(
            **_place(seen), rule=record["check"], severity=severity, message=f"“{seen['value']}”: {seen['reason']}",
            value=seen["value"], about="what the article says agrees with itself and with the calendar",
            article=record["article"], waiver=_waiver(seen),
        )


def _place(record: Mapping[str, Any]) -> dict[str, Any]:
    names = ("column", "end_line", "end_column")
    return {"file": record["file"], "line": record.get("line") or 1, **{name: record.get(name) for name in names}}


def _waiver(record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((record.get("waiver") or {}).items()))


def prefix(root: Path) -> str:
    """What stands before a file's name in the repository: empty, or the project's folder in it and a slash.

    Where neither GITHUB_WORKSPACE nor CI_PROJECT_DIR says what the repository is, the nearest folder with `.git` is.
    """
    given = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    top = Path(given) if given else next((p for p in (root, *root.parents) if (p / ".git").exists()), root)
    try:
        below = root.resolve().relative_to(top.resolve()).as_posix()
    except (ValueError, OSError):
        return ""
    return "" if below == "." else f"{below}/"


def _reason(record: Mapping[str, Any]) -> str:
    """What a discrepancy is, and how the article tells it."""
    return f"{record['reason']}; {record['told']}" if record.get("told") else str(record["reason"])
