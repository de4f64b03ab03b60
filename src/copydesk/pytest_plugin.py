"""The pytest plugin: flat, thin hooks over `copydesk.session`, which is not imported before a file of ours is met.

`corpus/fr/x.md::<assertion>` and `corpus/fr/x.md::internal.<check>` judge an article, `assertions/x.yaml::<assertion>`
an assertion. `-p no:copydesk` turns all of it off. What every option does stands in docs/ci.md.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .assertions import Assertion, Waiver
    from .session import Desk, Outcome
    from .text import Article

PROPERTY = "copydesk"
MANY = 20_000


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
    group.addoption(
        "--changed-since", metavar="REV",
        help="check articles that changed since a git revision, and all articles against assertions that changed",
    )
    group.addoption(
        "--fail-on", choices=("error", "warning", "info"), help="the mildest severity that fails (default: error)"
    )
    group.addoption("--no-copydesk-cache", action="store_true", help="read every article again")
    group.addoption("--fact-coverage", action="store_true", help="list the figures that no assertion covers")
    group.addoption(
        "--fact-coverage-fail-under", metavar="N", type=float, help="fail when less than N%% of the figures are covered"
    )
    group.addoption("--copydesk-sarif", metavar="FILE", help="write discrepancies as SARIF 2.1.0")
    group.addoption("--copydesk-jsonl", metavar="FILE", help="write every finding as JSON Lines")
    group.addoption("--copydesk-github", action="store_true", help="print discrepancies as GitHub annotations")


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


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """Who has articles and no folder of assertions yet wonders why nothing was run."""
    if exitstatus != pytest.ExitCode.NO_TESTS_COLLECTED or config.pluginmanager.is_blocked("copydesk"):
        return
    corpus, assertions = (_folder(config, name) for name in ("corpus", "assertions"))
    if corpus.is_dir() and not assertions.is_dir() and any(map(_is_article, corpus.glob("*/*.md"))):
        terminalreporter.write_line(
            f"copydesk: {corpus.name}/ has articles, and there is no folder {assertions.name}/ beside it; make it, for facts"
        )


def _folder(config: pytest.Config, name: str) -> Path:
    return config.rootpath / str(config.getini(f"copydesk_{name}"))


class CopydeskRun:
    """One run: which files are ours, and what came of the checks. Raises UsageError for settings that make no sense."""

    def __init__(self, config: pytest.Config, corpus: Path, assertions: Path) -> None:
        from .errors import CopydeskError
        from .gate import Gate, Options

        self.config, self.corpus, self.assertions = config, corpus, assertions
        self.worker: dict[str, Any] | None = getattr(config, "workerinput", None)
        self.checks = 0
        self.trouble = ""
        option = config.getoption
        options = Options(
            today=option("copydesk_today"), since=option("changed_since"), fail_on=option("fail_on"),
            coverage_under=option("fact_coverage_fail_under"), strict_unmatched=option("strict_unmatched") or None,
            no_cache=option("no_copydesk_cache"), cache=(self.worker or {}).get(PROPERTY),
            list_uncovered=option("fact_coverage"), sarif=option("copydesk_sarif"), jsonl=option("copydesk_jsonl"),
            github=option("copydesk_github"),
        )
        try:
            self.gate = Gate(config.rootpath, corpus, assertions, options)
        except CopydeskError as error:
            raise pytest.UsageError(str(error)) from None

    def desk(self) -> Desk:
        """The desk, made when the first file of ours is collected."""
        return self.gate.desk

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Before workers start: read what they will ask for, once."""
        option = self.config.getoption
        if self.worker is not None or option("dist", "no") == "no" or option("collectonly"):
            return
        start = self.config.invocation_params.dir
        if not self.gate.meets([(start / str(arg).split("::")[0]).resolve() for arg in self.config.args]):
            return
        reporter: Any = self.config.pluginmanager.get_plugin("terminalreporter")
        shown = reporter is not None and reporter.isatty and reporter.verbosity >= 0
        for done, total in self.desk().read_ahead():
            if shown and (done % 50 == 0 or done == total):
                reporter.rewrite(f"copydesk: read {done:,} of {total:,} articles", erase=True)
        if shown:
            reporter.write_line("")

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """A worker reads from the same cache."""
        node.workerinput[PROPERTY] = self.gate.settings.cache

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker's share of what was read."""
        for i, count in enumerate(getattr(node, "workeroutput", {}).get(PROPERTY, ())):
            self.gate.read[i] += count

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Articles below the corpus folder, YAML files below the assertions folder."""
        if file_path.suffix == ".md" and file_path.is_relative_to(self.corpus):
            if not _is_article(file_path) or not self._affected(file_path):
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
        if self.worker is not None or not any(name == PROPERTY for name, _ in report.user_properties):
            return
        from .reports.summary import clarify

        records = clarify(report, PROPERTY)
        if report.when == "call":
            for record in records:
                self.gate.tally.add(record)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what is wrong with files of ours, and head it with the files that it is about."""
        path = self.config.rootpath / report.nodeid
        if report.failed and self.worker is None and self.gate.meets([path]):
            text = str(getattr(report.longrepr, "longrepr", report.longrepr))
            self.gate.problems.append(text)
            report.nodeid = self.gate.heading(text) or report.nodeid

    def _affected(self, path: Path) -> bool:
        from .errors import CopydeskError

        try:
            return self.gate.affected(path)
        except CopydeskError as error:
            raise pytest.UsageError(str(error)) from None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Close the cache, write the reports, and say whether too little is covered or nothing had to be checked."""
        self.gate.close()
        if self.worker is not None:
            self.config.workeroutput[PROPERTY] = self.gate.read  # type: ignore[attr-defined]
            return
        option = self.config.getoption
        try:
            self.gate.write()
        except OSError as error:
            self.trouble = f"copydesk: {error.filename}: {error.strerror}; write the report somewhere else"
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
        nothing = session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED
        if nothing and self.gate.diff is not None and not option("keyword") and not option("markexpr"):
            session.exitstatus = pytest.ExitCode.OK
        if session.exitstatus == pytest.ExitCode.OK and self.gate.too_little:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """What was checked, what came of it, and what share of the articles' figures it covered."""
        show = terminalreporter.write_line
        if self.checks > MANY:
            show(f"copydesk: {self.checks:,} checks; one check an article is faster: copydesk_granularity = article")
        for number, line in enumerate(self.gate.lines(verbose=terminalreporter.verbosity > 0)):
            if number == 0:
                terminalreporter.section("copydesk")
            show(line)
        for line in self.gate.annotations():
            show(line)
        if self.trouble:
            show(self.trouble, red=True)
        if self.gate.started:
            from .reports.summary import shorten

            shorten(terminalreporter.stats.get("failed", ()))


def _is_article(path: Path) -> bool:
    """Whether the file begins as ours do; the rest is read later."""
    try:
        with path.open("rb") as file:
            return file.read(7).removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r"))
    except OSError:
        return False


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
            if desk.facts(article) or desk.internals(article):
                yield ArticleCheck.from_parent(self, name="article", desk=desk, article=article)
            return
        for assertion in desk.facts(article):
            yield FactCheck.from_parent(self, name=assertion.id, desk=desk, article=article, assertion=assertion)
        for check in desk.internals(article):
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


class OfArticle(Check):
    """A check of one article."""

    def __init__(self, *, article: Article, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.article = article


class FactCheck(OfArticle):
    """One assertion in one article."""

    def __init__(self, *, assertion: Assertion, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.assertion = assertion

    def judge(self) -> list[Outcome]:
        return [self.desk.check_fact(self.article, self.assertion)]


class InternalCheck(OfArticle):
    """One article against itself or the calendar."""

    def judge(self) -> list[Outcome]:
        return [self.desk.check_internal(self.article, self.name.removeprefix("internal."))]


class ArticleCheck(OfArticle):
    """Everything that is asked about one article."""

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
        if shown and not (report.passed and isinstance(item, ArticleCheck)):  # reports are kept to the end of big runs
            report.sections.append(("copydesk evidence", "\n\n".join(shown)))
        item.outcomes = []
    return report
