"""The gate: one run over a corpus with its options, gathering what came of the checks, whatever runs it."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import counted
from .settings import Severity, read_settings, today

if TYPE_CHECKING:
    from .changes import Diff
    from .reports.summary import Tally
    from .session import Desk

_PLACE = re.compile(r"(.+?):\d+:\d+: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run is asked for; None leaves it to the settings. `cache` is the path that another process hands on."""

    today: str | None = None
    since: str | None = None
    fail_on: Severity | None = None
    coverage_under: float | None = None
    strict_unmatched: bool | None = None
    no_cache: bool = False
    cache: str | None = None
    list_uncovered: bool = False
    sarif: str | None = None
    jsonl: str | None = None
    github: bool = False


class Gate:
    """One run. Raises CopydeskError for settings, dates and revisions that make no sense."""

    def __init__(self, root: Path, corpus: Path, assertions: Path, options: Options) -> None:
        self.root, self.corpus, self.assertions, self.options = root, corpus, assertions, options
        self.problems: list[str] = []
        self.read = [0, 0]
        self.today = today(options.today)
        given = {name: getattr(options, name) for name in ("fail_on", "coverage_under", "strict_unmatched", "cache")}
        settings = read_settings(root, corpus.relative_to(root).as_posix() if corpus.is_relative_to(root) else "")
        self.settings = replace(settings, **{name: value for name, value in given.items() if value is not None})
        if options.no_cache:
            self.settings = replace(self.settings, cache=None)
        self.diff = self._diff()

    def _diff(self) -> "Diff | None":
        if self.options.since is None:
            return None
        from .changes import changed_since

        return changed_since(self.options.since, self.root)

    @cached_property
    def tally(self) -> "Tally":
        """The counts, gathered from records, so that they come together from every process."""
        from .reports.summary import Tally

        return Tally(keep=self.options.jsonl is not None)

    @cached_property
    def desk(self) -> "Desk":
        """The desk, made when the first file is looked at."""
        from .cache import Cache
        from .session import Desk

        path = self.settings.cache
        return Desk(
            root=self.root, corpus=self.corpus, assertions=self.assertions, today=self.today,
            strict_unmatched=self.settings.strict_unmatched, settings=self.settings,
            cache=None if path is None else Cache(self.root / path), diff=self.diff,
        )

    def affected(self, path: Path) -> bool:
        """Whether anything may be asked of the article in a file. Raises CopydeskError."""
        return self.diff is None or self.desk.affected(path)

    def meets(self, paths: Sequence[Path]) -> bool:
        """Whether one of the paths lies in the corpus or the assertions, or holds them."""
        folders = (self.corpus, self.assertions)
        return any(p.is_relative_to(folder) or folder.is_relative_to(p) for p in paths for folder in folders)

    def heading(self, problems: str) -> str | None:
        """The file that mistakes are in, the folder of the assertions when they are in several; None without a place."""
        files = {found[1] for line in problems.split("\n") if (found := _PLACE.match(line))}
        if len(files) < 2:
            return next(iter(files), None)
        inside = self.assertions.is_relative_to(self.root)
        return self.assertions.relative_to(self.root).as_posix() if inside else self.assertions.name

    def close(self) -> None:
        """Let go of the cache, and count what it gave."""
        if "desk" in self.__dict__ and self.desk.cache is not None:
            self.desk.cache.close()
            self.read[0] += self.desk.cache.hits
            self.read[1] += self.desk.cache.misses

    def write(self) -> None:
        """The reports that go into files. Raises OSError."""
        options = self.options
        if options.sarif or options.jsonl:
            from .reports import outputs

            outputs.write(self.tally, self.problems, self.root, options.sarif, options.jsonl)

    @property
    def started(self) -> bool:
        """Whether a check was counted, or git was asked what changed."""
        return self.diff is not None or ("tally" in self.__dict__ and self.tally.seen > 0)

    @property
    def too_little(self) -> str | None:
        """What to say when assertions cover less of the figures than they must."""
        if not self.started:
            return None
        share, least = self.tally.coverage.share(), self.settings.coverage_under
        if share is None or least is None or share >= least:
            return None
        # 59.97% does not round up to the 60% that it misses
        return f"fact coverage {math.floor(share * 10) / 10:g}% is under {least:g}%"

    def lines(self, *, verbose: bool = False) -> Iterator[str]:
        """The summary; nothing where nothing was checked."""
        if not self.started:
            return
        if self.diff is not None and self.desk.changes is not None:
            yield f"changes      {self.desk.changes.line(self.options.since or '')}"
        if not self.tally.seen:
            return
        yield from self.tally.lines(verbose=verbose)
        if self.settings.cache is not None:
            cache = self.desk.cache
            off = f"; no cache: {cache.problem}" if cache and cache.problem else ""
            yield f"reading      {counted(self.read[1], 'text')} read, {self.read[0]} known from before{off}"
        if self.options.list_uncovered:
            from .reports.summary import uncovered

            yield from uncovered(self.desk, self.tally.coverage)
        if self.too_little:
            yield self.too_little

    def annotations(self) -> list[str]:
        """GitHub's annotations, when asked for."""
        if not self.options.github:
            return []
        from .reports import github
        from .reports.notices import prefix

        return github.lines(self.tally.discrepancies, problems=self.problems, prefix=prefix(self.root))
