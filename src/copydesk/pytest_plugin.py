"""The pytest plugin: flat, thin hooks over `copydesk.session`, which is not imported before a file of ours is met.

`corpus/fr/x.md::<assertion>` and `corpus/fr/x.md::internal.<check>` judge an article, `assertions/x.yaml::<assertion>`
an assertion. `-p no:copydesk` turns all of it off.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .assertions import Assertion, Waiver
    from .reports.summary import Tally
    from .session import Desk, Outcome
    from .text import Article

PROPERTY = "copydesk"
MANY = 20_000

_desk_key = pytest.StashKey["Desk"]()
_failed_key = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Folders, granularity, and what an unmatched assertion means."""
    parser.addini("copydesk_corpus", "folder of the articles", default="corpus")
    parser.addini("copydesk_assertions", "folder of the assertions", default="assertions")
    parser.addini("copydesk_granularity", "one check a `fact` or one an `article`", default="fact")
    group = parser.getgroup("copydesk", "fact checks (copydesk)")
    group.addoption(
        "--strict-unmatched", action="store_true", help="fail assertions that no article of the corpus speaks of"
    )
    group.addoption(
        "--copydesk-today", metavar="DATE", help="the day on which waivers are judged (default: today)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """In a project that has both folders, be ready to read them; elsewhere do nothing."""
    if config.pluginmanager.is_blocked("copydesk"):
        return
    corpus, assertions = (_folder(config, name) for name in ("corpus", "assertions"))
    if not corpus.is_dir() or not assertions.is_dir():
        return
    granularity = config.getini("copydesk_granularity")
    if granularity not in ("fact", "article"):
        raise pytest.UsageError(f"copydesk_granularity is {granularity!r}; write fact or article")
    config.pluginmanager.register(CopydeskRun(config, corpus, assertions), "copydesk-run")


def _folder(config: pytest.Config, name: str) -> Path:
    return config.rootpath / str(config.getini(f"copydesk_{name}"))


class CopydeskRun:
    """One run: which files are ours, and what came of the checks."""

    def __init__(self, config: pytest.Config, corpus: Path, assertions: Path) -> None:
        self.config, self.corpus, self.assertions = config, corpus, assertions
        self.checks = 0
        self._tally: Tally | None = None

    @property
    def tally(self) -> Tally:
        """The counts, gathered from reports, so that they come together from every worker."""
        if self._tally is None:
            from .reports.summary import Tally

            self._tally = Tally()
        return self._tally

    def desk(self) -> Desk:
        """The desk, made when the first file of ours is collected."""
        if _desk_key not in self.config.stash:
            from .session import Desk

            self.config.stash[_desk_key] = Desk(
                root=self.config.rootpath, corpus=self.corpus, assertions=self.assertions,
                today=_today(self.config.getoption("copydesk_today")),
                strict_unmatched=bool(self.config.getoption("strict_unmatched")),
            )
        return self.config.stash[_desk_key]

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Articles below the corpus folder, YAML files below the assertions folder."""
        if file_path.suffix == ".md" and file_path.is_relative_to(self.corpus):
            if not _is_article(file_path):
                return None
            file: Checked = ArticleFile.from_parent(parent, path=file_path)
        elif file_path.suffix == ".yaml" and file_path.is_relative_to(self.assertions):
            file = AssertionFile.from_parent(parent, path=file_path)
        else:
            return None
        file.run = self
        return file

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Count our checks."""
        self.checks = sum(isinstance(item, Check) for item in items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what a check found; give its one line to the short summary, and its record to JUnit as JSON.

        Workers leave this to the process that gathers their reports.
        """
        if hasattr(self.config, "workerinput") or not any(name == PROPERTY for name, _ in report.user_properties):
            return
        from .reports.summary import Line, Record

        ours = [value for name, value in report.user_properties if name == PROPERTY]
        records = [Record(value) for value in ours if isinstance(value, dict)]
        others = [(name, value) for name, value in report.user_properties if name != PROPERTY]
        report.user_properties = [*others, *((PROPERTY, record) for record in records)]
        if report.failed and isinstance(report.longrepr, str):
            report.longrepr = Line(report.longrepr)  # type: ignore[assignment]
        if report.when == "call":
            for record in records:
                self.tally.add(record)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """What was checked, what came of it, and what share of the articles' figures it covered."""
        if self.checks > MANY:
            terminalreporter.write_line(
                f"copydesk: {self.checks:,} checks; one check an article is faster: copydesk_granularity = article"
            )
        if self._tally is None:
            return
        terminalreporter.section("copydesk")
        for line in self._tally.lines(verbose=terminalreporter.verbosity > 0):
            terminalreporter.write_line(line)


def _is_article(path: Path) -> bool:
    """Whether the file begins as ours do; the rest is read later."""
    try:
        with path.open("rb") as file:
            return file.read(7).removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r"))
    except OSError:
        return False


def _today(given: str | None) -> Any:
    """The day on which waivers are judged: the only place where a clock may be read."""
    from datetime import UTC, date, datetime

    try:
        if given:
            return date.fromisoformat(given)
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except ValueError as error:
        raise pytest.UsageError(f"--copydesk-today: {error}") from None
    return date.today()


class Checked(pytest.File):
    """A file of ours. Mistakes in files are collection errors, `file:line:column: what; remedy`, said once."""

    run: CopydeskRun

    def collect(self) -> Iterable[pytest.Item]:
        from .errors import CopydeskError

        try:
            problems = self.run.desk().problems_for(self.path)
            if problems is None:
                return list(self.checks())
        except (CopydeskError, OSError) as error:
            problems = str(error)
        if problems:
            raise self.CollectError(problems)
        return []

    def checks(self) -> Iterator[Check]:
        """The file's checks."""
        raise NotImplementedError


class ArticleFile(Checked):
    """An article: one check for each assertion that it is asked about, and the checks that need none."""

    def checks(self) -> Iterator[Check]:
        desk = self.run.desk()
        article = desk.article(self.path)
        if article is None:
            return
        if self.config.getini("copydesk_granularity") == "article":
            yield ArticleCheck.from_parent(self, name="article", desk=desk, article=article)
            return
        for assertion in desk.selected(article):
            yield FactCheck.from_parent(self, name=assertion.id, desk=desk, article=article, assertion=assertion)
        for check in desk.internal_checks:
            yield InternalCheck.from_parent(self, name=f"internal.{check}", desk=desk, article=article)


class AssertionFile(Checked):
    """A file of assertions or waivers: one check for each."""

    def checks(self) -> Iterator[Check]:
        desk = self.run.desk()
        for assertion in desk.assertions_in(self.path):
            yield AssertionCheck.from_parent(self, name=assertion.id, desk=desk, assertion=assertion)
        for name, waiver in desk.waivers_in(self.path):
            yield WaiverCheck.from_parent(self, name=name, desk=desk, waiver=waiver)


class DiscrepancyError(Exception):
    """A check that failed; its text is the one line to show."""


class Check(pytest.Item):
    """One check. `outcomes` are its results: one, or for a whole article one for each fact."""

    def __init__(self, *, desk: Desk, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self.outcomes: list[Outcome] = []

    def judge(self) -> list[Outcome]:
        """What came of it."""
        raise NotImplementedError

    def runtest(self) -> None:
        self.outcomes = self.judge()
        self.user_properties.extend((PROPERTY, outcome.record) for outcome in self.outcomes)
        lines: dict[str, list[str]] = {}
        for outcome in self.outcomes:
            lines.setdefault(outcome.status, []).append(outcome.line)
        if "failed" in lines:
            raise DiscrepancyError("\n".join(lines["failed"]))
        if "xfailed" in lines:
            pytest.xfail("; ".join(lines["xfailed"]))
        if "skipped" in lines and "passed" not in lines:
            pytest.skip(lines["skipped"][0])

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, DiscrepancyError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name


class FactCheck(Check):
    """One assertion in one article."""

    def __init__(self, *, article: Article, assertion: Assertion, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.article, self.assertion = article, assertion

    def judge(self) -> list[Outcome]:
        return [self.desk.check_fact(self.article, self.assertion)]


class InternalCheck(Check):
    """One article against itself or the calendar."""

    def __init__(self, *, article: Article, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.article = article

    def judge(self) -> list[Outcome]:
        return [self.desk.check_internal(self.article, self.name.removeprefix("internal."))]


class ArticleCheck(Check):
    """Everything that is asked about one article."""

    def __init__(self, *, article: Article, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.article = article

    def judge(self) -> list[Outcome]:
        return self.desk.check_article(self.article)


class AssertionCheck(Check):
    """One assertion's own hygiene."""

    def __init__(self, *, assertion: Assertion, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.assertion = assertion

    def judge(self) -> list[Outcome]:
        from .hygiene import check_assertion

        return [check_assertion(self.desk, self.assertion)]


class WaiverCheck(Check):
    """One waiver's own hygiene."""

    def __init__(self, *, waiver: Waiver, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.waiver = waiver

    def judge(self) -> list[Outcome]:
        from .hygiene import check_waiver

        return [check_waiver(self.desk, self.waiver)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Evidence goes into a section of the report; a skip is placed at the article instead of in this file."""
    report = yield
    if isinstance(item, Check) and report.when == "call":
        if report.skipped and isinstance(report.longrepr, tuple):
            line = next((o.record.get("line") for o in item.outcomes if o.status == "skipped"), None)
            report.longrepr = (str(item.path), line, report.longrepr[2].removeprefix("Skipped: "))  # type: ignore[assignment]
        shown = [o.evidence for o in item.outcomes if o.evidence and (o.status == "failed" or not report.failed)]
        if shown:
            report.sections.append(("copydesk evidence", "\n\n".join(shown)))
    return report
