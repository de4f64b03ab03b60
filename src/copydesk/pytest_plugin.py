"""The pytest plugin: flat, thin hooks over `copydesk.session`, which is not imported before a file of ours is met.

`corpus/fr/x.md::<assertion>` and `corpus/fr/x.md::internal.<check>` judge an article, `assertions/x.yaml::<assertion>`
an assertion. `-p no:copydesk` turns all of it off. What every option does stands in docs/ci.md.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .assertions import Assertion, Waiver
    from .cache import Cache
    from .changes import Diff
    from .reports.summary import Tally
    from .session import Desk, Outcome
    from .settings import Settings
    from .text import Article

PROPERTY = "copydesk"
MANY = 20_000

_desk_key = pytest.StashKey["Desk"]()


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
        "--fact-coverage-fail-under", metavar="N", type=float, help="fail when assertions cover less than N%% of the figures"
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


def _folder(config: pytest.Config, name: str) -> Path:
    return config.rootpath / str(config.getini(f"copydesk_{name}"))


class CopydeskRun:
    """One run: which files are ours, and what came of the checks. Raises UsageError for settings that make no sense."""

    def __init__(self, config: pytest.Config, corpus: Path, assertions: Path) -> None:
        from .errors import CopydeskError

        self.config, self.corpus, self.assertions = config, corpus, assertions
        self.worker = hasattr(config, "workerinput")
        self.checks = 0
        self.problems: list[str] = []
        self.read = [0, 0]
        self._tally: Tally | None = None
        self.today = _today(config.getoption("copydesk_today"))
        try:
            self.settings = self._settings()
            self.diff = self._diff()
        except CopydeskError as error:
            raise pytest.UsageError(str(error)) from None

    def _settings(self) -> Settings:
        """pyproject.toml's, and what the command line says against them."""
        from dataclasses import replace

        from .settings import read_settings

        option = self.config.getoption
        given: dict[str, Any] = {"fail_on": option("fail_on"), "coverage_under": option("fact_coverage_fail_under")}
        given["strict_unmatched"] = option("strict_unmatched") or None
        settings = read_settings(self.config.rootpath, str(self.config.getini("copydesk_corpus")).strip("./"))
        settings = replace(settings, **{name: value for name, value in given.items() if value is not None})
        return replace(settings, cache=None) if option("no_copydesk_cache") else settings

    def _diff(self) -> Diff | None:
        rev = self.config.getoption("changed_since")
        if rev is None:
            return None
        from .changes import changed_since

        return changed_since(rev, self.config.rootpath)

    @property
    def tally(self) -> Tally:
        """The counts, gathered from reports, so that they come together from every worker."""
        if self._tally is None:
            from .reports.summary import Tally

            self._tally = Tally(keep=bool(self.config.getoption("copydesk_jsonl")))
        return self._tally

    def desk(self) -> Desk:
        """The desk, made when the first file of ours is collected."""
        if _desk_key not in self.config.stash:
            from .session import Desk

            self.config.stash[_desk_key] = Desk(
                root=self.config.rootpath, corpus=self.corpus, assertions=self.assertions, today=self.today,
                strict_unmatched=self.settings.strict_unmatched, settings=self.settings, cache=self._cache(),
                diff=self.diff,
            )
        return self.config.stash[_desk_key]

    def _cache(self) -> Cache | None:
        """The cache; a worker's is the one that the process that sends it its work has filled."""
        path = getattr(self.config, "workerinput", {}).get(PROPERTY, self.settings.cache)
        if path is None:
            return None
        from .cache import Cache

        return Cache(self.config.rootpath / path)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Before workers start: read what they will ask for, once."""
        option = self.config.getoption
        if self.worker or self.settings.cache is None or option("dist", "no") == "no" or option("collectonly"):
            return
        if not any(_meets(Path(str(arg).split("::")[0]), self.corpus, self.config) for arg in self.config.args):
            return
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        shown = reporter is not None and reporter.isatty and reporter.verbosity >= 0
        for done, total in self.desk().read_ahead():
            if shown and (done % 50 == 0 or done == total):
                reporter.rewrite(f"copydesk: read {done:,} of {total:,} articles", erase=True)
        if shown:
            reporter.write_line("")

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """A worker reads from the same cache."""
        node.workerinput[PROPERTY] = self.settings.cache

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker's share of what was read."""
        for i, count in enumerate(getattr(node, "workeroutput", {}).get(PROPERTY, ())):
            self.read[i] += count

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Articles below the corpus folder, YAML files below the assertions folder."""
        if file_path.suffix == ".md" and file_path.is_relative_to(self.corpus):
            if not _is_article(file_path) or (self.diff and not self._affected(file_path)):
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
        if self.worker or not any(name == PROPERTY for name, _ in report.user_properties):
            return
        from .reports.summary import Line, Record, properties

        ours = [value for name, value in report.user_properties if name == PROPERTY]
        records = [Record(value) for value in ours if isinstance(value, dict)]
        others = [(name, value) for name, value in report.user_properties if name != PROPERTY]
        report.user_properties = [
            *others, *((PROPERTY, record) for record in records), *properties(records, report.failed)
        ]
        if report.failed and isinstance(report.longrepr, str):
            report.longrepr = Line(report.longrepr)  # type: ignore[assignment]
        if report.when == "call":
            for record in records:
                self.tally.add(record)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what is wrong with files of ours."""
        if report.failed and not self.worker and self._ours(report.nodeid):
            self.problems.append(str(getattr(report.longrepr, "longrepr", report.longrepr)))

    def _ours(self, nodeid: str) -> bool:
        path = self.config.rootpath / nodeid
        return path.is_relative_to(self.corpus) or path.is_relative_to(self.assertions)

    def _affected(self, path: Path) -> bool:
        from .errors import CopydeskError

        try:
            return self.desk().affected(path)
        except CopydeskError as error:
            raise pytest.UsageError(str(error)) from None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Close the cache, write the reports, and say whether too little is covered or nothing had to be checked."""
        desk = self.config.stash.get(_desk_key, None)
        if desk is not None and desk.cache is not None:
            desk.cache.close()
            self.read[0] += desk.cache.hits
            self.read[1] += desk.cache.misses
        if self.worker:
            self.config.workeroutput[PROPERTY] = self.read  # type: ignore[attr-defined]
            return
        option = self.config.getoption
        if option("copydesk_sarif") or option("copydesk_jsonl"):
            from .reports.outputs import write

            write(self.tally, self.problems, self.config.rootpath, option("copydesk_sarif"), option("copydesk_jsonl"))
        nothing = session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED
        if nothing and self.diff is not None and not option("keyword") and not option("markexpr"):
            session.exitstatus = pytest.ExitCode.OK
        share, least = self.tally.coverage.share(), self.settings.coverage_under
        if session.exitstatus == pytest.ExitCode.OK and least is not None and share is not None and share < least:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """What was checked, what came of it, and what share of the articles' figures it covered."""
        show = terminalreporter.write_line
        if self.checks > MANY:
            show(f"copydesk: {self.checks:,} checks; one check an article is faster: copydesk_granularity = article")
        option = self.config.getoption
        if self._tally is not None and (self.tally.seen or self.diff):
            terminalreporter.section("copydesk")
            if self.diff is not None:
                changes = self.desk().changes
                assert changes is not None
                show(f"changes      {changes.line(option('changed_since'))}")
            for line in self.tally.lines(verbose=terminalreporter.verbosity > 0):
                show(line)
            for line in self._more_lines():
                show(line)
        if option("copydesk_github"):
            from .reports import github
            from .reports.notices import prefix

            where = prefix(self.config.rootpath)
            for line in github.lines(self.tally.discrepancies, problems=self.problems, prefix=where):
                show(line)

    def _more_lines(self) -> Iterator[str]:
        """What was read, and the figures that are not covered."""
        desk = self.config.stash.get(_desk_key, None)
        if desk is not None and desk.cache is not None:
            off = f"; no cache: {desk.cache.problem}" if desk.cache.problem else ""
            yield f"reading      {self.read[1]} texts read, {self.read[0]} known from before{off}"
        if self.config.getoption("fact_coverage"):
            from .reports.summary import uncovered

            yield from uncovered(self.desk(), self.tally.coverage)
        share, least = self.tally.coverage.share(), self.settings.coverage_under
        if least is not None and share is not None and share < least:
            yield f"fact coverage {share:.1f}% is under {least:g}%"


def _meets(path: Path, folder: Path, config: pytest.Config) -> bool:
    """Whether a path of the command line lies in a folder, or holds it."""
    path = Path(os.path.abspath(config.invocation_params.dir / path))
    return path.is_relative_to(folder) or folder.is_relative_to(path)


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
