"""From source documents to corpus files: what stays of each, what it is, and what is known about it by hand."""

import hashlib
import os
import re
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .corpus import render_article
from .errors import InputError, Problem
from .frontmatter import Value
from .furniture import roles, strip_furniture
from .language import detect
from .periods import Period
from .readers import Document, formats, read
from .text import Role

CURATED = "sources.toml"
_KEYS = ("slug", "lang", "title", "published", "reason", "publisher", "url")
_TITLE = 80
_SLUG_WORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One corpus file as ingest makes it: its place below the corpus folder, its bytes, and what to look at."""

    path: str
    source: str
    content: bytes
    notes: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Written:
    """What came of writing: paths that are new, that were there already, that differ (and were replaced or left)."""

    new: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


def make(sources: Iterable[Path], curated: Path | None = None) -> list[Made]:
    """The corpus files of some source files and folders, by path. Raises InputError with every mistake found.

    `curated` is the file with what was found out by hand; by default `sources.toml` beside the source.
    """
    made: dict[str, Made] = {}
    problems: list[Problem] = []
    for folder, files in _groups(sources).items():
        table_file = curated or folder / CURATED
        table = _curated(table_file, problems)
        for name in sorted(table.keys() - {p.name for p in folder.iterdir()}):
            problems.append(_problem(table_file, table[name].line, f"there is no file {name}", "correct the name"))
        for file in files:
            data = file.read_bytes()
            try:
                documents = list(read(data, file.name))
            except InputError as error:
                problems.extend(error.problems)
                continue
            for document in documents:
                entry = table.get(file.name + document.name) or table.get(file.name) or _Entry({}, 1)
                result = _make(document, file.name, data, entry.values)
                if result.path in made:
                    what = f"{result.source} and {made[result.path].source} both make {result.path}"
                    problems.append(_problem(table_file, entry.line, what, "give one of them a slug of its own"))
                made[result.path] = result
    if problems:
        raise InputError(problems)
    return [made[path] for path in sorted(made)]


def write(made: Iterable[Made], into: Path, *, replace: bool = False, dry_run: bool = False) -> Written:
    """Put the files below `into`, each at once and whole. A file that differs is left alone unless `replace`.

    `dry_run` writes nothing and says what would come of it.
    """
    written = Written()
    for item in made:
        target = into / item.path
        if not target.exists():
            written.new.append(item.path)
        elif target.read_bytes() == item.content:
            written.same.append(item.path)
            continue
        else:
            written.differing.append(item.path)
            if not replace:
                continue
        if dry_run:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, item.content)
    return written


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside the target, then rename: a reader sees the old file or the new one, never half of one."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class _Entry:
    values: Mapping[str, str]
    line: int


def _groups(sources: Iterable[Path]) -> dict[Path, list[Path]]:
    """The files to read by folder, in order; only formats that a reader is there for."""
    groups: dict[Path, list[Path]] = {}
    for source in sources:
        if source.is_dir():
            files = sorted(p for p in source.iterdir() if p.suffix.lower() in formats() and p.is_file())
            groups.setdefault(source, []).extend(files)
        elif source.suffix.lower() in formats():
            groups.setdefault(source.parent, []).append(source)
        else:
            remedy = f"formats that can be read: {' '.join(sorted(formats()))}"
            raise InputError([_problem(source, 1, f"no reader for {source.suffix or 'a file without suffix'}", remedy)])
    return groups


def _curated(file: Path, problems: list[Problem]) -> dict[str, _Entry]:
    """What was found out by hand about each source file."""
    if not file.is_file():
        return {}
    text = file.read_text("utf-8")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        problems.append(_problem(file, int(place[1]) if place else 1, str(error), "correct the TOML"))
        return {}
    lines = text.split("\n")
    entries = {}
    for name, table in tables.items():
        line = next((n for n, written in enumerate(lines, 1) if written.strip() in (f'["{name}"]', f"[{name}]")), 1)
        if not isinstance(table, dict):
            problems.append(_problem(file, line, f"{name} stands outside a table", 'write ["file name"] above it'))
            continue
        for key, value in table.items():
            if key not in _KEYS or not isinstance(value, str):
                what = f"{name}: {key} = {value!r} is not known"
                problems.append(_problem(file, line, what, f"give strings for: {', '.join(_KEYS)}"))
        try:
            Period.parse(str(table.get("published", "2000")))
        except ValueError as error:
            problems.append(_problem(file, line, f"{name}: {error}", "correct `published`"))
            del table["published"]
        if "published" in table and not table.get("reason"):
            what = f"{name}: a date of publication without a reason"
            problems.append(_problem(file, line, what, "say in `reason` how it is known"))
        entries[name] = _Entry({k: str(v) for k, v in table.items()}, line)
    return entries


def _make(document: Document, file: str, data: bytes, curated: Mapping[str, str]) -> Made:
    known = {**document.meta, **curated}
    lines, hints = _tidy(document)
    lang = known.get("lang") or detect("\n".join(lines)) or "fr"
    marked = roles(lines, hints)
    spoken = [(detect(line) or lang) if role else lang for role, line in zip(marked, lines, strict=True)]
    headline = next((line.strip() for role, line in zip(marked, lines, strict=True) if role == "headline"), None)
    title = known.get("title") or headline or _opening(lines)
    published = known.get("published")
    undated = f"{file}: no date of publication; give it in {CURATED}, or relative dates stay unread"
    day = _day(published)
    slug = known.get("slug") or slugify(title) or slugify(file.rsplit(".", 1)[0]) or "article"
    path = f"{lang}/{f'{day}-' if day else ''}{slug}.md"
    values: dict[str, Value] = {"id": path.removesuffix(".md"), "lang": lang, "title": title}
    values.update({key: known[key] for key in ("published", "publisher", "url") if known.get(key)})
    values["source"] = {"file": file, "sha256": hashlib.sha256(data).hexdigest()}
    marks = [(role, "" if code == lang else code) for role, code in zip(marked, spoken, strict=True)]
    content = render_article(values, lines, marks).encode("utf-8")
    return Made(path=path, source=file + document.name, content=content, notes=() if published else (undated,))


def _tidy(document: Document) -> tuple[list[str], dict[int, Role]]:
    """The lines that stay, without blank ones at the ends and with one at most between two, and their stated roles."""
    lines: list[str] = []
    hints: dict[int, Role] = {}
    for number in strip_furniture(document.lines):
        line = document.lines[number]
        if not line.strip():
            if lines and lines[-1]:
                lines.append("")
            continue
        if number in document.roles:
            hints[len(lines)] = document.roles[number]
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines, hints


def _opening(lines: Sequence[str]) -> str:
    """The first words of an article that has no headline."""
    first = " ".join(next((line for line in lines if line), "").split())
    return first if len(first) <= _TITLE else first[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _day(published: str | None) -> str | None:
    """The last day on which it may have been published."""
    if not published:
        return None
    period = Period.parse(published)
    return str(period.last or period.first)


def slugify(title: str) -> str:
    """Lower-case ASCII words joined by hyphens, safe in a path and in a test's id."""
    plain = unicodedata.normalize("NFKD", title.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return "-".join(words[:_SLUG_WORDS])


def _problem(file: Path, line: int, what: str, remedy: str) -> Problem:
    return Problem(file=file.as_posix(), line=line, column=1, what=what, remedy=remedy)
