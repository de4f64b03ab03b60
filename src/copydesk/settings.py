"""What a project sets in `[tool.copydesk]` of its pyproject.toml: what fails, by topic and by folder."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, get_args

from .errors import CopydeskError, InputError, Problem

Severity = Literal["error", "warning", "info"]
Quoted = Literal["count", "warn"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""
OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What holds for topics, folders or internal checks that match `pattern`: `severity` is the gravest that counts
    there, None that nothing is asked; `internal` whether an article's own checks run."""

    pattern: str
    severity: Severity | None = "error"
    internal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A project's settings. `cache` is a path, or None for none; `coverage_under` a percentage;
    `quoted` what discrepancies in quotations and from sources are: "count" like any other, or "warn" at most."""

    fail_on: Severity = "error"
    quoted: Quoted = "count"
    coverage_under: float | None = None
    strict_unmatched: bool = False
    cache: str | None = ".copydesk/cache.sqlite"
    topics: tuple[Limit, ...] = ()
    folders: tuple[Limit, ...] = ()
    checks: tuple[Limit, ...] = ()

    def fails(self, severity: Severity) -> bool:
        """Whether a discrepancy of that severity fails."""
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_on)

    def of_fact(self, stated: Severity, topic: str, article: str) -> Severity | None:
        """How grave a discrepancy is: the mildest of what assertion, topic and folder say; None: it is not asked."""
        limits = [x for x in self.topics if fnmatchcase(topic, x.pattern)]
        return _mildest(stated, [*limits, *self._folders(article)])

    def of_reported(self, severity: Severity, quoted: Quoted | None) -> Severity:
        """How grave a discrepancy of that severity is that the article quotes or gives to a source."""
        warns = (quoted or self.quoted) == "warn"
        return max(severity, "warning", key=SEVERITIES.index) if warns else severity

    def of_check(self, check: str, article: str) -> Severity | None:
        """The same of an internal check."""
        folders = self._folders(article)
        if not all(folder.internal for folder in folders):
            return None
        return _mildest("error", [*(x for x in self.checks if fnmatchcase(check, x.pattern)), *folders])

    def _folders(self, article: str) -> list[Limit]:
        return [
            x for x in self.folders if fnmatchcase(article, x.pattern) or fnmatchcase(article, f"{x.pattern}/*")
        ]


def _mildest(stated: Severity, limits: list[Limit]) -> Severity | None:
    found = stated
    for limit in limits:
        if limit.severity is None:
            return None
        found = max(found, limit.severity, key=SEVERITIES.index)
    return found


def today(given: str | None = None) -> date:
    """The day on which waivers are judged: the only place where a clock is read. Raises CopydeskError."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return date.fromisoformat(given)
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        name = "--copydesk-today" if given else "SOURCE_DATE_EPOCH"
        remedy = "write a day, as 2024-11-13" if given else "write seconds since 1970"
        raise CopydeskError(f"{name} is {given or epoch!r}; {remedy}") from None
    return date.today()


def read_settings(root: Path, corpus: str = "corpus") -> Settings:
    """The settings in `pyproject.toml` of a project; the defaults where it has none. Raises InputError."""
    path = root / "pyproject.toml"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([_problem("", 1, f"the file cannot be read ({error})", "save it as UTF-8")]) from None
    try:
        tools = tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError([_problem("", 1, f"this is not TOML: {error}", "correct it")]) from None
    table = tools.get("copydesk", {}) if isinstance(tools, Mapping) else {}
    return _Reader(text, corpus).settings(table)


def section(data: bytes) -> Any:
    """`[tool.copydesk]` in the bytes of a pyproject.toml, to compare two; None where there is none."""
    try:
        return tomllib.loads(data.decode("utf-8-sig")).get("tool", {}).get("copydesk")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, RecursionError):
        return None


def _problem(text: str, line: int, what: str, remedy: str) -> Problem:
    return Problem(file="pyproject.toml", line=line, column=1, what=what, remedy=remedy)


class _Reader:
    """Reads the table, gathering what is wrong with it."""

    def __init__(self, text: str, corpus: str) -> None:
        self.text, self.corpus = text, corpus
        self.problems: list[Problem] = []

    def settings(self, table: Any) -> Settings:
        values: dict[str, Any] = {}
        for key, value in self.fields(table, "tool.copydesk", (
            "fail-on", "quoted", "fact-coverage-fail-under", "strict-unmatched", "cache", "topics", "folders", "internal"
        )):
            if key == "fail-on":
                values["fail_on"] = self.choice(key, value, SEVERITIES) or "error"
            elif key == "quoted":
                values["quoted"] = self.choice(key, value, get_args(Quoted)) or "count"
            elif key == "fact-coverage-fail-under":
                values["coverage_under"] = self.percent(key, value)
            elif key == "strict-unmatched":
                values["strict_unmatched"] = self.truth(key, value)
            elif key == "cache":
                values["cache"] = self.path(key, value)
            elif key == "internal":
                values["checks"] = tuple(
                    Limit(pattern=name, severity=self.severity(name, given))
                    for name, given in self.fields(value, "tool.copydesk.internal")
                )
            else:
                values[key] = tuple(self.limits(key, value))
        if self.problems:
            raise InputError(self.problems)
        return Settings(**values)

    def limits(self, key: str, value: Any) -> Iterator[Limit]:
        """The tables below `topics` and `folders`."""
        known = ("severity", "internal") if key == "folders" else ("severity",)
        for name, table in self.fields(value, f"tool.copydesk.{key}"):
            found: dict[str, Any] = {"pattern": name}
            if key == "folders":
                found["pattern"] = name.strip("/").removeprefix(f"{self.corpus}/")
            for field, given in self.fields(table, f"tool.copydesk.{key}.{name}", known):
                found[field] = self.severity(field, given) if field == "severity" else self.truth(field, given)
            yield Limit(**found)

    def fields(self, table: Any, where: str, known: tuple[str, ...] | None = None) -> Iterator[tuple[str, Any]]:
        if not isinstance(table, Mapping):
            self.say(where.rpartition(".")[2], f"`{where}` is no table", f"write [{where}]")
            return
        for key, value in table.items():
            if known is not None and key not in known:
                like = get_close_matches(key, known, 1)
                remedy = f"did you mean `{like[0]}`?" if like else f"write one of {', '.join(known)}"
                self.say(key, f"unknown key `{key}` in [{where}]", remedy)
            else:
                yield key, value

    def say(self, key: str, what: str, remedy: str) -> None:
        found = re.search(rf"(?m)^.*[\[\".' ]?{re.escape(key)}\b", self.text)
        line = self.text.count("\n", 0, found.end()) + 1 if found else 1
        self.problems.append(_problem(self.text, line, what, remedy))

    def choice(self, key: str, value: Any, choices: tuple[Any, ...]) -> Any:
        if value in choices:
            return value
        self.say(key, f"`{key}` is {value!r}", f"write one of {', '.join(choices)}")
        return None

    def severity(self, key: str, value: Any) -> Severity | None:
        """A severity; None when it is turned off."""
        if value is False or self.choice(key, value, (*SEVERITIES, OFF)) == OFF:
            return None
        return value if value in SEVERITIES else "error"

    def truth(self, key: str, value: Any) -> bool:
        if not isinstance(value, bool):
            self.say(key, f"`{key}` is {value!r}", "write true or false")
        return value is True

    def percent(self, key: str, value: Any) -> float | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
            return float(value)
        self.say(key, f"`{key}` is {value!r}", "write a number from 0 to 100")
        return None

    def path(self, key: str, value: Any) -> str | None:
        if value is False:
            return None
        if isinstance(value, str) and value:
            return value
        self.say(key, f"`{key}` is {value!r}", "write a path, or false for no cache")
        return None
