"""What a run came to: counts gathered from the checks' records, wherever they ran."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..coverage import Coverage, figures
from ..errors import counted
from .notices import notices
from .wording import underlined

if TYPE_CHECKING:
    from ..session import Desk

VERDICTS = ("consistent", "contradicted", "unclear", "not_mentioned")


class Record(dict[str, Any]):
    """A check's record; as text it is JSON, which is how JUnit writes it."""

    def __str__(self) -> str:
        return json.dumps(self, ensure_ascii=False, sort_keys=True)


class Line:
    """A failure in one line, as pytest's reports take it."""

    def __init__(self, text: str) -> None:
        self.reprcrash = Crash(text.split("\n", 1)[0])
        self.text = text

    def __str__(self) -> str:
        return self.text

    def toterminal(self, writer: Any) -> None:
        """Show it."""
        for line in self.text.split("\n"):
            writer.line(line, red=True, bold=True)


@dataclass(frozen=True, slots=True)
class Crash:
    """Where pytest's short summary looks for the message."""

    message: str


def clarify(report: Any, name: str) -> list[Record]:
    """The records that a check left in its report as property `name`.

    In the report they become JSON, with what JUnit says of them in plain words, and a failure one line.
    """
    records = [Record(value) for given, value in report.user_properties if given == name and isinstance(value, dict)]
    others = [(given, value) for given, value in report.user_properties if given != name]
    report.user_properties = [*others, *((name, record) for record in records), *properties(records, report.failed)]
    if report.failed and isinstance(report.longrepr, str):
        report.longrepr = Line(report.longrepr)
    return records


def shorten(reports: Iterable[Any]) -> None:
    """Leave the file out of the messages of the short summary: each line of it has named the file before."""
    for report in reports:
        if isinstance(report.longrepr, Line):
            file = report.nodeid.split("::")[0]
            report.longrepr.reprcrash = Crash(report.longrepr.reprcrash.message.removeprefix(f"{file}:"))


@dataclass(slots=True)
class Tally:
    """The counts of a run, and the records of its discrepancies; with `keep`, every record."""

    keep: bool = False
    verdicts: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    assertions: set[str] = field(default_factory=set)
    unmatched: set[str] = field(default_factory=set)
    internal: Counter[str] = field(default_factory=Counter)
    waived: int = 0
    accepted: int = 0
    """Waived discrepancies with an assertion."""
    idle: int = 0
    seen: int = 0
    coverage: Coverage = field(default_factory=Coverage)
    discrepancies: list[Mapping[str, Any]] = field(default_factory=list)
    records: list[Mapping[str, Any]] = field(default_factory=list)

    def add(self, record: Mapping[str, Any]) -> None:
        """Take in one check's record."""
        self.seen += 1
        if self.keep:
            self.records.append(record)
        if record.get("verdict") == "contradicted" or record.get("observations") or record.get("status") == "failed":
            self.discrepancies.append(record)
        article = record.get("article")
        if article is not None:
            self.articles.add(article)
            if "figures" in record:
                self.coverage.add(article, record["figures"], record.get("covered", ()))
        if "assertion" in record:
            self.asked.add(record["assertion"])
            self.verdicts[record["verdict"]] += 1
            self.accepted += bool(record.get("waived"))
        elif "check" in record:
            came = "found" if record.get("verdict") else "waived" if record.get("waived") else "clear"
            self.internal[came] += 1
        elif "hygiene" in record:
            self.assertions.add(record["hygiene"])
            if record["matched"] is False:
                self.unmatched.add(record["hygiene"])
        self.waived += bool(record.get("waived"))
        self.idle += bool(record.get("idle"))

    def lines(self, *, verbose: bool = False) -> list[str]:
        """The summary, a line a subject."""
        checks = sum(self.verdicts.values())
        accepted = {"contradicted": f" ({self.accepted} waived)"} if self.accepted else {}
        verdicts = ", ".join(f"{self.verdicts[v]} {v.replace('_', ' ')}{accepted.get(v, '')}" for v in VERDICTS)
        lines = [
            f"articles     {len(self.articles)}",
            f"assertions   {len(self.assertions | self.asked)}, {len(self.asked)} of them asked about",
            f"verdicts     {checks}: {verdicts}",
        ]
        if self.internal:
            found = self.internal
            counts = f"{found['clear']} clear, {found['found']} found, {found['waived']} waived"
            lines.append(f"internal     {found.total()}: {counts}")
        lines.append(f"waivers      {self.waived} in use" + (f", {self.idle} idle or expired" if self.idle else ""))
        lines.extend(self._warnings(verbose))
        if self.unmatched:
            lines.append(f"unmatched    {len(self.unmatched)}: {_some(sorted(self.unmatched), verbose)}")
        covered, figures = self.coverage.all()
        if figures:
            lines.append(f"coverage     {covered} of {figures} figures ({covered / figures:.0%})")
            if len(self.coverage.figures) <= 10 or verbose:
                for article in sorted(self.coverage.figures):
                    of, total = self.coverage.of(article)
                    lines.append(f"             {of:>3} of {total:<3} {article}")
        return lines

    def _warnings(self, verbose: bool) -> list[str]:
        """The discrepancies that do not fail: warnings by their lines, the rest counted."""
        mild = [r for r in self.discrepancies if r.get("status") == "skipped"]
        found = notices(r for r in mild if r.get("severity") == "warning")
        infos = len(notices(r for r in mild if r.get("severity") == "info"))
        shown = found if verbose else found[:20]
        lines = [f"warnings     {len(found)}"] if found else []
        for notice in shown:
            source = f" ({notice.source})" if notice.source else ""
            lines.append(f"             {notice.file}:{notice.line}:{notice.column or 1}: {notice.message}{source}")
        if len(found) > len(shown):
            lines.append(f"             and {len(found) - len(shown)} more (-v lists them)")
        return lines + ([f"info         {infos}"] if infos else [])


def properties(records: Sequence[Record], failed: bool) -> list[tuple[str, Any]]:
    """What JUnit says of a check in plain words: the file, the line and the verdict of what decided it."""
    found = [r for r in records if r.get("status") == ("failed" if failed else r.get("status"))]
    record = next((r for r in found if r.get("verdict") == "contradicted"), found[0] if found else None)
    if record is None:
        return []
    verdict = record.get("verdict") or ("idle" if record.get("idle") else record.get("status"))
    named = {
        "file": record.get("file") or record.get("source_file"),
        "line": record.get("line") or record.get("source_line"), "verdict": verdict,
    }
    return [(name, value) for name, value in named.items() if value is not None]


def uncovered(desk: "Desk", coverage: Coverage) -> Iterator[str]:
    """The figures of each article that no assertion covers, by place, with the words about them."""
    for name in sorted(coverage.figures):
        article = desk.named(name)
        missing: list[tuple[int, int]] = []
        if article is not None:
            covered = coverage.covered.get(name, set())
            missing = [span for span in figures(desk.annotated(article)) if span[0] not in covered]
        if article is None or not missing:
            continue
        of, total = coverage.of(name)
        are = "is" if total - of == 1 else "are"
        yield f"{article.path or article.id}: {total - of} of {counted(total, 'figure')} {are} covered by no assertion"
        for start, end in missing:
            line, column = article.place(start)
            first = article.text.rfind("\n", 0, start) + 1
            last = article.text.find("\n", end)
            said = underlined(article.text, first, len(article.text) if last < 0 else last, (start, end), width=80)
            yield f"    {line}:{column}: {' '.join(article.text[start:end].split())} – {said[0].strip()}"
    covered_ones, every = coverage.all()
    if every:
        yield f"fact coverage {covered_ones} of {every} figures ({covered_ones / every:.0%})"


def _some(names: list[str], verbose: bool) -> str:
    shown = names if verbose else names[:8]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more (-v lists them)" if more else "")
