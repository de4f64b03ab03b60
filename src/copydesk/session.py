"""A run of the fact checks, whatever runs it: a desk's files, its articles, and the outcome of every check.

Nothing here knows pytest. All is read on first use and once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from . import coverage
from .annotate import Annotated, annotate
from .assertions import Assertion, Assertions, Waiver, find, load_assertions
from .assertions.claims import slug
from .corpus import read_article
from .errors import InputError
from .findings import Finding
from .internal import CHECKS, Observation, observe
from .languages import available
from .preselect import select
from .reports import terminal
from .terms import Lexicon, lexicon
from .text import Article

KEPT = 500
Status = Literal["passed", "failed", "skipped", "xfailed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one check: a status, one line, the evidence below it, and a record that JSON can carry."""

    status: Status
    line: str
    evidence: str = ""
    record: dict[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class Desk:
    """A desk's folders and what they hold. `today` is the day on which waivers are still good or not."""

    root: Path
    corpus: Path
    assertions: Path
    today: date
    strict_unmatched: bool = False
    internal_checks: Sequence[str] = tuple(CHECKS)
    _said: bool = False
    _articles: dict[Path, Article | None] = field(default_factory=dict)
    _asked: dict[str, list[Assertion]] = field(default_factory=dict)
    _spoken: set[str] = field(default_factory=set)
    # of a big corpus only the latest articles are kept laid out
    _annotated: dict[str, Annotated] = field(default_factory=dict)
    _findings: dict[str, dict[str, Finding]] = field(default_factory=dict)

    # -- what the folders hold

    @cached_property
    def loaded(self) -> Assertions:
        """The assertions folder, problems included."""
        if not self.assertions.is_dir():
            return Assertions(assertions=(), waivers=(), problems=())
        return load_assertions(self.assertions, languages=self.languages, root=self.root)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The corpus's languages, by its folders."""
        names = {p.name for p in self.corpus.iterdir() if p.is_dir()} if self.corpus.is_dir() else set()
        return tuple(sorted(names & set(available()))) or ("fr",)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The term table with the desk's own terms. Raises InputError."""
        return lexicon(self.loaded.terms)

    def problems_for(self, path: Path) -> str | None:
        """What is wrong with the assertions: all of it for the first file that asks, "" after that; None if nothing."""
        if not self.loaded.problems:
            return None
        if self._said:
            return ""
        self._said = True
        return "\n".join(map(str, self.loaded.problems))

    def assertions_in(self, path: Path) -> list[Assertion]:
        """The assertions of one file."""
        return [a for a in self.loaded.assertions if a.place.file == self.shown(path)]

    def waivers_in(self, path: Path) -> Iterator[tuple[str, Waiver]]:
        """The waivers of one file, each with a name for its check."""
        seen: dict[str, int] = {}
        for waiver in self.loaded.waivers:
            if waiver.place.file == self.shown(path):
                name = slug(f"{waiver.article} {waiver.assertion} {waiver.value or ''}") or "waiver"
                seen[name] = seen.get(name, 0) + 1
                yield name + (f"-{seen[name]}" if seen[name] > 1 else ""), waiver

    def article(self, path: Path) -> Article | None:
        """The article in a file of the corpus; None when it is none. Raises InputError, OSError."""
        if path not in self._articles:
            self._articles[path] = read_article(path, self.corpus, self.shown(path))
        return self._articles[path]

    def articles(self) -> Iterator[Article]:
        """Every article that can be read, by path; what is wrong with the others is said where they are collected."""
        for path in sorted(self.corpus.rglob("*.md")):
            try:
                article = self.article(path)
            except (InputError, OSError):
                continue
            if article:
                yield article

    def shown(self, path: Path) -> str:
        """The path as messages name it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    @property
    def waiver_file(self) -> str:
        """The file of waivers, as messages name it."""
        return self.shown(self.assertions / "waivers.yaml")

    # -- what is read and found in an article

    def annotated(self, article: Article) -> Annotated:
        """The article with its mentions."""
        if article.id not in self._annotated:
            _make_room(self._annotated)
            self._annotated[article.id] = annotate(article)
        return self._annotated[article.id]

    def selected(self, article: Article) -> list[Assertion]:
        """The assertions that the article is asked about."""
        if article.id not in self._asked:
            self._asked[article.id] = select(self.loaded.assertions, article, self.lexicon)
        return self._asked[article.id]

    def finding(self, article: Article, assertion: Assertion) -> Finding:
        """The verdict on one assertion in one article."""
        from .check import check_all

        if article.id not in self._findings:
            _make_room(self._findings)
        known = self._findings.setdefault(article.id, {})
        if assertion.id not in known:
            # an article is laid out once for all that it is asked about
            asked = [a for a in self.selected(article) if a.id not in known]
            asked = asked if assertion in asked else [assertion]
            try:
                found = check_all(self.annotated(article), asked, lexicon=self.lexicon)
            except Exception:
                # a fault of ours in one assertion must not look like a fault in all of them
                found = check_all(self.annotated(article), [assertion], lexicon=self.lexicon)
            known.update({finding.assertion.id: finding for finding in found})
            self._spoken.update(finding.assertion.id for finding in found if finding.verdict != "not_mentioned")
        return known[assertion.id]

    def spoken_of(self, assertion: Assertion) -> bool:
        """Whether an article that was judged before says something about it."""
        return assertion.id in self._spoken

    def waiver(self, article: Article, check: str, value: str | None) -> Waiver | None:
        """The waiver that covers a discrepancy, expired or not."""
        return find(self.loaded.waivers, article.id, check, value, path=article.path)

    # -- checks

    def check_fact(self, article: Article, assertion: Assertion) -> Outcome:
        """One assertion in one article."""
        finding = self.finding(article, assertion)
        line = terminal.line(finding)
        evidence = terminal.evidence(finding, self.waiver_file)
        figures = coverage.figures(self.annotated(article))
        decided = finding.statement.mention.start if finding.statement else -1
        covered = [start for start, _ in figures if start == decided]
        record = {**terminal.record(finding), "figures": len(figures), "covered": covered}
        if finding.verdict == "contradicted":
            value = terminal.said(finding)
            waiver = self.waiver(article, assertion.id, value)
            if waiver and not waiver.expired(self.today):
                line = terminal.waived(line, waiver)
                return Outcome(status="xfailed", line=line, evidence=evidence, record={**record, "waived": True})
            if waiver:
                line = f"{line} [the waiver at {waiver.place} expired with {waiver.until}]"
            elif assertion.severity != "error":
                line = f"{assertion.severity}: {terminal.skipped(finding)}"
                return Outcome(status="skipped", line=line, evidence=evidence, record=record)
            return Outcome(status="failed", line=line, evidence=evidence, record=record)
        idle = self.exact_waiver(article, assertion.id)
        if idle and finding.verdict == "consistent":
            line = f"{idle.place}: idle waiver: {article.path} agrees with {assertion.id} now; delete the waiver"
            return Outcome(status="failed", line=line, evidence=evidence, record={**record, "idle": True})
        status: Status = "passed" if finding.verdict == "consistent" else "skipped"
        if status == "skipped":
            line = terminal.skipped(finding)
        return Outcome(status=status, line=line, evidence=evidence, record=record)

    def check_internal(self, article: Article, check: str) -> Outcome:
        """One check that needs no assertion."""
        name = f"internal.{check}"
        figures = coverage.figures(self.annotated(article))
        record: dict[str, Any] = {"article": article.id, "check": name, "figures": len(figures)}
        open_ones: list[Observation] = []
        waived: list[str] = []
        for seen in observe(self.annotated(article), check):
            waiver = self.waiver(article, name, seen.value)
            if waiver and not waiver.expired(self.today):
                waived.append(terminal.waived(terminal.observed(article, seen), waiver))
            else:
                open_ones.append(seen)
        if open_ones:
            lines = [terminal.observed(article, seen) for seen in open_ones]
            more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
            evidence = terminal.observed_evidence(article, open_ones, name, self.waiver_file)
            record["verdict"] = "contradicted"
            return Outcome(status="failed", line=lines[0] + more, evidence=evidence, record=record)
        if waived:
            return Outcome(status="xfailed", line="; ".join(waived), record={**record, "waived": True})
        idle = self.exact_waiver(article, name)
        if idle:
            line = f"{idle.place}: idle waiver: {name} finds nothing of it in {article.path} now; delete the waiver"
            return Outcome(status="failed", line=line, record={**record, "idle": True})
        return Outcome(status="passed", line=f"{article.path}: {name} finds nothing", record=record)

    def check_article(self, article: Article) -> list[Outcome]:
        """Everything that is asked about one article."""
        facts = [self.check_fact(article, assertion) for assertion in self.selected(article)]
        return facts + [self.check_internal(article, check) for check in CHECKS]

    def exact_waiver(self, article: Article, check: str) -> Waiver | None:
        """A waiver that names this article (no pattern) and this check."""
        return next((
            w for w in self.loaded.waivers
            if w.article in (article.id, article.path) and w.assertion == check and w.value is None
        ), None)


def _make_room(kept: dict[str, Any]) -> None:
    """Drop the oldest entry when there are too many."""
    if len(kept) >= KEPT:
        del kept[next(iter(kept))]
