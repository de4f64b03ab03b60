"""What was found out by hand about source files: `sources.toml` beside them, a table a file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem
from ..periods import Period

CURATED = "sources.toml"
_KEYS = ("slug", "lang", "title", "published", "reason", "publisher", "url")
_FORMS = {"slug": re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z"), "lang": re.compile(r"[a-z]{2,3}\Z")}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one file, and the line that says so."""

    values: Mapping[str, str]
    line: int


def curated(file: Path, problems: list[Problem]) -> dict[str, Entry]:
    """The entries of a curated file by source file name; {} without one. Mistakes are added to `problems`."""
    if not file.is_file():
        return {}
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        tables = tomllib.loads(text)
    except UnicodeDecodeError:
        problems.append(problem(file, 1, "this is not UTF-8", "save the file as UTF-8"))
        return {}
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        problems.append(problem(file, int(place[1]) if place else 1, str(error), "correct the TOML"))
        return {}
    lines = text.split("\n")
    entries = {}
    for name, table in tables.items():
        line = next((n for n, written in enumerate(lines, 1) if written.strip() in (f'["{name}"]', f"[{name}]")), 1)
        if not isinstance(table, dict):
            problems.append(problem(file, line, f"{name} stands outside a table", 'write ["file name"] above it'))
            continue
        problems.extend(problem(file, line, f"{name}: {what}", remedy) for what, remedy in _mistakes(table))
        entries[name] = Entry({k: str(v) for k, v in table.items()}, line)
    return entries


def _mistakes(table: dict[str, object]) -> list[tuple[str, str]]:
    found = []
    for key, value in table.items():
        if key not in _KEYS or not isinstance(value, str):
            found.append((f"{key} = {value!r} is not known", f"give strings for: {', '.join(_KEYS)}"))
        elif key in _FORMS and not _FORMS[key].match(value):
            what = f"{key} = {value!r} cannot be part of a path"
            found.append((what, "write lower-case letters, digits and hyphens"))
    try:
        Period.parse(str(table.get("published", "2000")))
    except ValueError as error:
        found.append((str(error), "correct `published`"))
    if "published" in table and not table.get("reason"):
        found.append(("a date of publication without a reason", "say in `reason` how it is known"))
    return found


def problem(file: Path, line: int, what: str, remedy: str) -> Problem:
    """A mistake in a file."""
    return Problem(file=file.as_posix(), line=line, column=1, what=what, remedy=remedy)
