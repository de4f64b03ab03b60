"""A run of the fact checks, whatever runs it: a desk's files, its articles, and the outcome of every check.

Nothing here knows pytest. All is read on first use and once.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from . import coverage
from .annotate import Annotated, annotate
from .assertions import Assertion, Assertions, Waiver, find, load_assertions
from .assertions.claims import slug
from .cache import Cache
from .changes import Changes, Diff, changes
from .corpus import read_article
from .errors import InputError
from .findings import Finding
from .internal import CHECKS, Observation, observe
from .languages import available
from .matching.preselect import select
from .mentions import Mention
from .reports import terminal
from .settings import Settings, Severity
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
    settings: Settings = field(default_factory=Settings)
    cache: Cache | None = None
    diff: Diff | None = None
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
        with self.reading():
            return load_assertions(self.assertions, languages=self.languages, root=self.root)

    @cached_property
    def changes(self) -> Changes | None:
        """What changed, when only that is asked. Raises ChangesError."""
        if self.diff is None:
            return None
        return changes(
            self.diff, corpus=self.corpus, folder=self.assertions, loaded=lambda: self.loaded,
            topics=bool(self.settings.topics),
        )

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
        """The assertions of one file whose hygiene is asked about."""
        here = [a for a in self.loaded.assertions if a.place.file == self.shown(path)]
        return here if self.changes is None else [a for a in here if self.changes.examines(a)]

    def waivers_in(self, path: Path) -> Iterator[tuple[str, Waiver]]:
        """The waivers of one file that are asked about, each with a name for its check."""
        seen: dict[str, int] = {}
        for waiver in self.loaded.waivers:
            if waiver.place.file == self.shown(path):
                name = slug(f"{waiver.article} {waiver.assertion} {waiver.value or ''}") or "waiver"
                seen[name] = seen.get(name, 0) + 1
                if self.changes is None or self.changes.examines_waiver(waiver):
                    yield name + (f"-{seen[name]}" if seen[name] > 1 else ""), waiver

    def affected(self, path: Path) -> bool:
        """Whether anything may be asked of the article in a file: told without opening it."""
        asked = self.changes
        return asked is None or asked.whole(self.shown(path)) or bool(asked.assertions or asked.waivers)

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

    def named(self, identifier: str) -> Article | None:
        """The article of that id; None when there is none that can be read."""
        path = self.corpus / f"{identifier}.md"
        if ".." in path.parts or not path.is_file():
            return None
        try:
            return self.article(path)
        except (InputError, OSError):
            return None

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

    def read_ahead(self) -> Iterator[tuple[int, int]]:
        """Fill the cache with every article that may be asked about; gives how many are done, and of how many."""
        if self.cache is None or self.loaded.problems:
            return
        paths = [path for path in sorted(self.corpus.rglob("*.md")) if self.affected(path)]
        for done, path in enumerate(paths, 1):
            try:
                article = self.article(path)
            except (InputError, OSError):
                article = None
            if article and not self.cache.holds(article) and (self.facts(article) or self.internals(article)):
                self.annotated(article)
            yield done, len(paths)
        self.cache.flush()

    def annotated(self, article: Article) -> Annotated:
        """The article with its mentions."""
        if article.id not in self._annotated:
            _make_room(self._annotated)
            with self.reading():
                self._annotated[article.id] = annotate(article)
        return self._annotated[article.id]

    def reading(self) -> AbstractContextManager[None]:
        """Inside, what was read before is not read again."""
        return nullcontext() if self.cache is None else self.cache.used()

    def selected(self, article: Article) -> list[Assertion]:
        """The assertions that the article is asked about."""
        if article.id not in self._asked:
            with self.reading():
                found = select(self.loaded.assertions, article, self.lexicon)
            self._asked[article.id] = [a for a in found if self.severity(article, a)]
        return self._asked[article.id]

    def severity(self, article: Article, assertion: Assertion) -> Severity | None:
        """How grave a discrepancy between the two is; None when it is not asked."""
        return self.settings.of_fact(assertion.severity, assertion.topic, article.id)

    def gravity(self, article: Article, finding: Finding) -> Severity | None:
        """How grave a discrepancy is that was found; None when it is not asked."""
        severity = self.severity(article, finding.assertion)
        if severity is None or finding.statement is None or not finding.statement.reported:
            return severity
        return self.settings.of_reported(severity, finding.assertion.quoted)

    def facts(self, article: Article) -> list[Assertion]:
        """The assertions that this run asks the article about."""
        found = self.selected(article)
        asked = self.changes
        if asked is None or asked.whole(article.path):
            return found
        return [a for a in found if asked.asks(article.path, article.id, a.id)]

    def internals(self, article: Article) -> list[str]:
        """The internal checks that this run makes of the article."""
        found = [check for check in CHECKS if self.settings.of_check(check, article.id)]
        asked = self.changes
        if asked is None or asked.whole(article.path):
            return found
        return [check for check in found if asked.asks(article.path, article.id, f"internal.{check}")]

    def finding(self, article: Article, assertion: Assertion) -> Finding:
        """The verdict on one assertion in one article."""
        from .matching.check import check_all

        if article.id not in self._findings:
            _make_room(self._findings)
        known = self._findings.setdefault(article.id, {})
        if assertion.id not in known:
            # an article is laid out once for all that it is asked about
            asked = [a for a in self.selected(article) if a.id not in known]
            asked = asked if assertion in asked else [assertion]
            annotated = self.annotated(article)
            with self.reading():
                try:
                    found = check_all(annotated, asked, lexicon=self.lexicon)
                except Exception:
                    # a fault of ours in one assertion must not look like a fault in all of them
                    found = check_all(annotated, [assertion], lexicon=self.lexicon)
            known.update({finding.assertion.id: finding for finding in found})
            self._spoken.update(finding.assertion.id for finding in found if finding.verdict != "not_mentioned")
        return known[assertion.id]

    def spoken_of(self, assertion: Assertion) -> bool:
        """Whether an article that was judged before says something about it."""
        return assertion.id in self._spoken

    def waiver(
        self, article: Article, check: str, value: str | None, mention: Mention | None = None
    ) -> Waiver | None:
        """The waiver that covers a discrepancy, expired or not."""
        return find(self.loaded.waivers, article.id, check, value, path=article.path, mention=mention)

    # -- checks

    def check_fact(self, article: Article, assertion: Assertion) -> Outcome:
        """One assertion in one article."""
        finding = self.finding(article, assertion)
        severity = self.gravity(article, finding) or assertion.severity
        line = terminal.line(finding)
        evidence = terminal.evidence(finding, self.waiver_file)
        record = {**terminal.record(finding), "severity": severity, **self._coverage(article, finding)}

        def outcome(status: Status, line: str, **more: Any) -> Outcome:
            made = {**record, "status": status, "message": line, **more}
            return Outcome(status=status, line=line, evidence=evidence, record=made)

        if finding.verdict == "contradicted":
            mention = finding.statement.mention if finding.statement else None
            waiver = self.waiver(article, assertion.id, terminal.said(finding), mention)
            if waiver and not waiver.expired(self.today):
                more = {"waived": True, "waiver": terminal.waiver_record(waiver)}
                return outcome("xfailed", terminal.waived(line, waiver), **more)
            if waiver:
                line = f"{line} [the waiver at {waiver.place} expired with {waiver.until}]"
            elif not self.settings.fails(severity):
                return outcome("skipped", f"{severity}: {terminal.skipped(finding)}")
            return outcome("failed", line)
        idle = self.exact_waiver(article, assertion.id)
        if idle and finding.verdict == "consistent":
            line = f"{idle.place}: idle waiver: {article.path} agrees with {assertion.id} now; delete the waiver"
            return outcome("failed", line, **_idle(idle))
        if finding.verdict == "consistent":
            return outcome("passed", line)
        return outcome("skipped", terminal.skipped(finding))

    def _coverage(self, article: Article, finding: Finding | None = None) -> dict[str, Any]:
        """What a record says of the article's figures; nothing where only a part of the assertions is asked."""
        if self.changes is not None and not self.changes.whole(article.path):
            return {}
        annotated = self.annotated(article)
        figures = coverage.figures(annotated)
        if finding is None:
            return {"figures": len(figures)}
        return {"figures": len(figures), "covered": coverage.covered(annotated, finding)}

    def check_internal(self, article: Article, check: str) -> Outcome:
        """One check that needs no assertion."""
        name = f"internal.{check}"
        severity = self.settings.of_check(check, article.id) or "error"
        open_ones: list[Observation] = []
        waived: list[str] = []
        seen_ones: list[dict[str, Any]] = []
        for seen in observe(self.annotated(article), check):
            waiver = self.waiver(article, name, seen.value)
            kept = terminal.observation(article, seen)
            if waiver and not waiver.expired(self.today):
                waived.append(terminal.waived(terminal.observed(article, seen), waiver))
                kept["waiver"] = terminal.waiver_record(waiver)
            else:
                open_ones.append(seen)
            seen_ones.append(kept)
        record: dict[str, Any] = {
            "article": article.id, "check": name, "severity": severity, **terminal.where(article, None),
            **(seen_ones[0] if seen_ones else {}), "observations": seen_ones, **self._coverage(article),
        }

        def outcome(status: Status, line: str, evidence: str = "", **more: Any) -> Outcome:
            made = {**record, "status": status, "message": line, **more}
            return Outcome(status=status, line=line, evidence=evidence, record=made)

        if open_ones:
            lines = [terminal.observed(article, seen) for seen in open_ones]
            line = lines[0] + (f" (and {len(lines) - 1} more)" if len(lines) > 1 else "")
            evidence = terminal.observed_evidence(article, open_ones, name, self.waiver_file)
            if self.settings.fails(severity):
                return outcome("failed", line, evidence, verdict="contradicted")
            return outcome("skipped", f"{severity}: {line}", evidence, verdict="contradicted")
        if waived:
            return outcome("xfailed", "; ".join(waived), waived=True)
        idle = self.exact_waiver(article, name)
        if idle:
            line = f"{idle.place}: idle waiver: {name} finds nothing of it in {article.path} now; delete the waiver"
            return outcome("failed", line, **_idle(idle))
        return outcome("passed", f"{article.path}: {name} finds nothing")

    def check_article(self, article: Article) -> list[Outcome]:
        """Everything that this run asks about one article."""
        facts = [self.check_fact(article, assertion) for assertion in self.facts(article)]
        return facts + [self.check_internal(article, check) for check in self.internals(article)]

    def exact_waiver(self, article: Article, check: str) -> Waiver | None:
        """A waiver that names this article (no pattern) and this check."""
        return next((
            w for w in self.loaded.waivers
            if w.article in (article.id, article.path) and w.assertion == check and w.value is None
        ), None)


def _idle(waiver: Waiver) -> dict[str, Any]:
    """What a record says of a waiver that is not needed."""
    return {"idle": True, "source_file": waiver.place.file, "source_line": waiver.place.line}


def _make_room(kept: dict[str, Any]) -> None:
    """Drop the oldest entry when there are too many."""
    if len(kept) >= KEPT:
        del kept[next(iter(kept))]
