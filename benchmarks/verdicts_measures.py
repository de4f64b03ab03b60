"""Claims and articles of `verdicts/`, the measures over them, and tables of the results."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benchmarks" / "verdicts"
VERDICTS = ("consistent", "contradicted", "not_mentioned")
PARTS = {
    "tuned": "tuned part", "tuned2": "tuned, second set", "desks": "tuned, by seven desks", "untouched": "untouched part",
    "fresh": "untouched, by another desk", "wires": "tuned, by seven wire desks",
    "wires_fresh": "untouched, by four more",
}
UNREAD = frozenset({"untouched", "fresh", "wires_fresh"})
"""The parts whose misses nobody looks at while rules are worked on."""

Row = dict[str, Any]


def load(name: str) -> list[Row]:
    """The rows of one file of claims."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def article_path(identifier: str, lang: str) -> Path:
    """Where an article lies: ours beside the claims, those with a slash in `corpus/`."""
    if "/" in identifier:
        return ROOT / "corpus" / f"{identifier}.md"
    return FOLDER / "articles" / lang / f"{identifier}.md"


def article_form(identifier: str, lang: str) -> Row:
    """An article as `copydesk check --format jsonl -` takes it."""
    matter, _, text = article_path(identifier, lang).read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in matter.splitlines() if ": " in line)
    return {"id": identifier, "text": text, "lang": fields["lang"], "published": fields["published"]}


def check_records(rows: Iterable[Row]) -> list[Row]:
    """The claims as records to check."""
    articles: dict[str, Row] = {}
    records = []
    for row in rows:
        name = row["article"]
        if name not in articles:
            articles[name] = article_form(name, row["article_lang"])
        records.append({"id": row["id"], "claim": row["claim"], "article": articles[name]})
    return records


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Shares from 0 to 1; None where there is nothing to count."""

    n: int
    macro_f1: float | None
    detected: float | None
    detected_hard: float | None
    alarm_consistent: float | None
    alarm_not_mentioned: float | None
    alarm_silent: float | None
    coverage: float | None
    unclear: float | None


COLUMNS = (
    ("macro-F1", "macro_f1"), ("detected", "detected"), ("hard", "detected_hard"), ("alarm ok", "alarm_consistent"),
    ("alarm nm", "alarm_not_mentioned"), ("alarm silent", "alarm_silent"), ("coverage", "coverage"),
    ("unclear", "unclear"),
)


def share(flags: Iterable[bool]) -> float | None:
    """How many of the flags are set, as a share."""
    found = list(flags)
    return sum(found) / len(found) if found else None


def macro_f1(rows: Sequence[Row], got: Mapping[str, str]) -> float | None:
    """The mean of the three verdicts' F1."""
    if not rows:
        return None
    scores = []
    for verdict in VERDICTS:
        both = sum(row["verdict"] == verdict == got.get(row["id"]) for row in rows)
        either = sum((row["verdict"] == verdict) + (got.get(row["id"]) == verdict) for row in rows)
        scores.append(2 * both / either if either else 0.0)
    return sum(scores) / len(scores)


def measure(rows: Sequence[Row], silent: Sequence[Row], got: Mapping[str, str]) -> Measures:
    """The measures over claims and silent claims; claims that a logician could dispute are left out."""
    rows = [row for row in rows if row.get("strict", True)]
    by = {verdict: [row for row in rows if row["verdict"] == verdict] for verdict in VERDICTS}

    def said(verdict: str, among: Iterable[Row]) -> float | None:
        return share(got.get(row["id"]) == verdict for row in among)

    return Measures(
        n=len(rows) + len(silent), macro_f1=macro_f1(rows, got), detected=said("contradicted", by["contradicted"]),
        detected_hard=said("contradicted", [row for row in by["contradicted"] if "hard" in row["tags"]]),
        alarm_consistent=said("contradicted", by["consistent"]),
        alarm_not_mentioned=said("contradicted", by["not_mentioned"]), alarm_silent=said("contradicted", silent),
        coverage=said("consistent", by["consistent"]),
        unclear=share(got.get(row["id"], "unclear") not in VERDICTS for row in [*rows, *silent]),
    )


def percent(value: float | None) -> str:
    """A share in percent, or a dash."""
    return "–" if value is None else f"{100 * value:.1f}"


def table(first: str, lines: Iterable[tuple[str, Measures]]) -> str:
    """A Markdown table, one line of measures each."""
    out = [f"| {first} | n | " + " | ".join(title for title, _ in COLUMNS) + " |", "|---" * (len(COLUMNS) + 2) + "|"]
    for name, measures in lines:
        cells = " | ".join(percent(getattr(measures, field)) for _, field in COLUMNS)
        out.append(f"| {name} | {measures.n} | {cells} |")
    return "\n".join(out)


def slices(rows: Sequence[Row], silent: Sequence[Row], got: Mapping[str, str]) -> list[tuple[str, Measures]]:
    """The measures by pair of languages and by kind."""
    keys: tuple[Callable[[Row], str], ...] = (
        lambda row: f"claim {row['claim_lang']}, article {row['article_lang']}", lambda row: f"kind {row['kind']}",
    )
    return [
        (name, measure([r for r in rows if key(r) == name], [r for r in silent if key(r) == name], got))
        for key in keys for name in sorted({key(row) for row in rows})
    ]


def confusion(rows: Sequence[Row], got: Mapping[str, str]) -> str:
    """What was said of which verdict."""
    rows = [row for row in rows if row.get("strict", True)]
    said = (*VERDICTS, "unclear")
    out = ["| gold \\ said | " + " | ".join(said) + " |", "|---" * (len(said) + 1) + "|"]
    for verdict in VERDICTS:
        counts = [
            sum(row["verdict"] == verdict and got.get(row["id"], "unclear") == answer for row in rows)
            for answer in said
        ]
        out.append(f"| {verdict} | " + " | ".join(map(str, counts)) + " |")
    return "\n".join(out)
