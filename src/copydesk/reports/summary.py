"""What a run came to: counts gathered from the checks' records, wherever they ran."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..coverage import Coverage

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


@dataclass(slots=True)
class Tally:
    """The counts of a run."""

    verdicts: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    assertions: set[str] = field(default_factory=set)
    unmatched: set[str] = field(default_factory=set)
    internal: Counter[str] = field(default_factory=Counter)
    waived: int = 0
    idle: int = 0
    coverage: Coverage = field(default_factory=Coverage)

    def add(self, record: Mapping[str, Any]) -> None:
        """Take in one check's record."""
        article = record.get("article")
        if article is not None:
            self.articles.add(article)
            if "figures" in record:
                self.coverage.add(article, record["figures"], record.get("covered", ()))
        if "assertion" in record:
            self.asked.add(record["assertion"])
            self.verdicts[record["verdict"]] += 1
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
        verdicts = ", ".join(f"{self.verdicts[v]} {v.replace('_', ' ')}" for v in VERDICTS)
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


def _some(names: list[str], verbose: bool) -> str:
    shown = names if verbose else names[:8]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more (-v lists them)" if more else "")
