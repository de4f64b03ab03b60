"""Corpus files as they should be: the article without the page, what each line is, and what is known about it."""

import hashlib
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..corpus import render_article
from ..errors import InputError, MissingExtra, Problem
from ..frontmatter import Value
from ..furniture import roles, strip_furniture
from ..language import detect
from ..periods import Period
from ..readers import Document, read_file
from ..readers._text import one_line
from ..text import Role
from .curated import CURATED, Entry, curated, problem
from .dated import named, stated
from .files import find

UNDATED = "no date of publication"
_TITLE = 80
_SLUG_WORDS = 7
_GLOBAL = re.compile(r"[:/]|.{20}")
_TRACKING = re.compile(r"utm_|fbclid\Z|gclid\Z|xtor\Z|at_|mc_|ref\Z|CMP\Z|ns_|source\Z")
_STATED = ("published", "updated", "publisher", "url", "guid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One corpus file as ingest makes it: its place below the corpus folder, what it holds, and what to look at. Text and
    roles are `packed`, since all that is ingested at once is held until the last file is read."""

    path: str
    source: str
    values: Mapping[str, Value]
    packed: bytes
    identity: Mapping[str, str]
    single: bool
    notes: Sequence[str] = ()

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        values = {**self.values, "id": self.path.removesuffix(".md")}
        return render_article(values, *_unpacked(self.packed)).encode("utf-8")

    @property
    def lines(self) -> list[str]:
        """The lines that stay."""
        return _unpacked(self.packed)[0]

    @property
    def marks(self) -> list[tuple[Role | None, str]]:
        """What each line is, and its language where that is not the article's."""
        return _unpacked(self.packed)[1]

    @property
    def text(self) -> str:
        """The article's text."""
        return "\n".join(self.lines)


def _packed(lines: Sequence[str], marks: Sequence[tuple[Role | None, str]]) -> bytes:
    return zlib.compress(json.dumps([lines, marks], ensure_ascii=False).encode("utf-8"), 1)


def _unpacked(packed: bytes) -> tuple[list[str], list[tuple[Role | None, str]]]:
    lines, marks = json.loads(zlib.decompress(packed))
    return lines, [(role, code) for role, code in marks]


def make(
    sources: Iterable[Path], table: Path | None = None, *, report: Callable[[Problem], None] | None = None,
    note: Callable[[str], None] = lambda message: None, columns: Mapping[str, str] | None = None,
) -> list[Made]:
    """The corpus files of some source files, folders and patterns, by path.

    `table` is the file with what was found out by hand; by default `sources.toml` beside each source. An article that
    cannot be read goes to `report` and the others are made; without `report`, InputError has every mistake found.
    """
    problems: list[Problem] = []
    mistakes: list[Problem] = []
    groups = find(sources, report or problems.append)
    tables = {folder: curated(table or folder / CURATED, mistakes) for folder in groups}
    for folder, entries in tables.items():
        for name in sorted(entries.keys() - {path.name for path in folder.iterdir()}):
            file = table or folder / CURATED
            mistakes.append(problem(file, entries[name].line, f"there is no file {name}", "correct the name"))
    if mistakes and report:
        raise InputError(mistakes)
    found: list[Made] = []
    for folder, files in groups.items():
        for file in files:
            found.extend(_articles(file, tables[folder], report or problems.append, note, columns or {}))
    made = _apart(_latest(found, note), report or problems.append)
    if problems or mistakes:
        raise InputError(problems + mistakes)
    return made


def _articles(
    file: Path, entries: Mapping[str, Entry], report: Callable[[Problem], None], note: Callable[[str], None],
    columns: Mapping[str, str],
) -> Iterator[Made]:
    digest = ""
    try:
        for document in read_file(file, report=report, note=note, columns=columns):
            entry = entries.get(file.name + document.name) or entries.get(file.name) or Entry({}, 1)
            if not document.name and not digest:
                with file.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
            result = _made(document, file, digest, entry.values)
            if result is None:
                called = f"{document.name}: " if document.name else ""
                report(problem(file, document.line, f"{called}nothing but page furniture", "leave it out"))
            else:
                yield result
    except InputError as error:
        for mistake in error.problems:
            report(mistake)
    except MissingExtra as error:
        report(Problem(file=file.as_posix(), line=1, column=1, what=error.what, remedy=error.remedy))
    except OSError as error:
        report(problem(file, 1, f"the file cannot be read ({error.strerror or error})", "make it readable"))


def _latest(found: Iterable[Made], note: Callable[[str], None]) -> list[Made]:
    """Of several versions of one article the one updated last, and of those the one that comes last."""
    kept: dict[tuple[str, str], Made] = {}
    alone: list[Made] = []
    for item in found:
        keys = [(name, value) for name, value in item.identity.items() if value]
        before = next((kept[key] for key in keys if key in kept and is_same(kept[key].identity, item.identity)), None)
        if before is not None:
            late = (str(item.values.get("updated", "")), 1) >= (str(before.values.get("updated", "")), 0)
            first, last = (before, item) if late else (item, before)
            if first.text != last.text:
                note(f"{first.source}: another version of {last.source}, which is taken")
            keys += [key for key, value in kept.items() if value is before]
            kept.update(dict.fromkeys(keys, last))
        elif keys:
            kept.update(dict.fromkeys(keys, item))
        else:
            alone.append(item)
    return [*{id(item): item for item in kept.values()}.values(), *alone]


def _apart(found: Iterable[Made], report: Callable[[Problem], None]) -> list[Made]:
    """Each at a path of its own, by path: records that would share one get a mark of their content or identity."""
    made: dict[str, Made] = {}
    for item in sorted(found, key=lambda item: (item.path, not item.single)):
        before = made.get(item.path)
        if before and before.single and item.single and not item.identity:
            what = f"{item.source} and {before.source} both make {item.path}"
            report(Problem(file=CURATED, line=1, column=1, what=what, remedy="give one of them a slug of its own"))
            continue
        if before:
            item = apart(item)
        made.setdefault(item.path, item)
    return [made[path] for path in sorted(made)]


def apart(item: Made) -> Made:
    """The same article at a path that only it has."""
    told = item.identity.get("guid") or item.identity.get("url") or item.text
    mark = hashlib.sha256(told.encode("utf-8")).hexdigest()[:8]
    return replace(item, path=f"{item.path.removesuffix('.md')}-{mark}.md")


def is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two identities are of one article: by guid where both have one, else by url."""
    for name in ("guid", "url"):
        if one.get(name) and other.get(name):
            return one[name] == other[name]
    return False


def identity(values: Mapping[str, str], file: str) -> dict[str, str]:
    """What tells an article again: its guid (within its publisher or file, if it is a mere number) and its url."""
    guid, url = values.get("guid", ""), values.get("url", "")
    if guid and not _GLOBAL.search(guid):
        guid = f"{values.get('publisher') or file}#{guid}"
    return {name: value for name, value in (("guid", guid), ("url", _plain_url(url))) if value}


def _plain_url(url: str) -> str:
    """The url without what varies: scheme, "www.", tracking, fragment. "" where it names no page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)])
    if not parts.netloc or not (path or query):
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{f'?{query}' if query else ''}"


def _made(document: Document, file: Path, digest: str, by_hand: Mapping[str, str]) -> Made | None:
    known = {**document.meta, **by_hand}
    told = None if known.get("published") else stated(document.lines)
    if told or (not known.get("published") and not document.name):
        known["published"] = told[0] if told else named(file.name) or ""
    lines, hints = _tidy(document, told[1] if told else None)
    if not lines:
        return None
    lang = by_hand.get("lang") or _language(document.meta.get("lang", ""), lines)
    marked = roles(lines, hints)
    spoken = [(detect(line) or lang) if role else lang for role, line in zip(marked, lines, strict=True)]
    headline = next((line.strip() for role, line in zip(marked, lines, strict=True) if role == "headline"), None)
    title = known.get("title") or one_line(headline or _opening(lines))
    published, notes = _published(known.get("published"), f"{file.name} {document.name}".strip())
    day = _day(published)
    slug = by_hand.get("slug") or slugify(known.get("slug", "")) or slugify(title) or slugify(file.stem) or "article"
    path = f"{lang}/{f'{day}-' if day else ''}{slug}.md"
    values: dict[str, Value] = {"id": path.removesuffix(".md"), "lang": lang, "title": title}
    values.update({key: known[key] for key in _STATED if known.get(key) and (key != "published" or published)})
    same = identity(known, file.name)
    if document.name:
        digest = hashlib.sha256("\n".join([title, str(published), *lines]).encode("utf-8")).hexdigest()
        values["source"] = {"file": file.name, "record": document.name, "sha256": digest}
    else:
        values["source"] = {"file": file.name, "sha256": digest}
    marks = [(role, "" if code == lang else code) for role, code in zip(marked, spoken, strict=True)]
    return Made(
        path=path, source=file.name + (f" {document.name}" if document.name else ""), values=values,
        packed=_packed(lines, marks), identity=same, single=not document.name, notes=notes,
    )


def _published(written: str | None, name: str) -> tuple[str | None, tuple[str, ...]]:
    """The date if it is one, and what there is to say about it."""
    if not written:
        return None, (f"{name}: {UNDATED}",)
    try:
        Period.parse(written)
    except ValueError as error:
        return None, (f"{name}: no date of publication: {error}",)
    return written, ()


def _language(stated: str, lines: Sequence[str]) -> str:
    """The text's own language where its words tell it, else the stated one: feeds often state their software's."""
    code = stated.replace("_", "-").split("-")[0].lower()
    return detect("\n".join(lines)) or (code if re.match(r"[a-z]{2,3}\Z", code) else "fr")


def _tidy(document: Document, dated: int | None) -> tuple[list[str], dict[int, Role]]:
    """The lines that stay, without blank ones at the ends and with one at most between two, and their stated roles.

    The line that gives the day of publication goes: the front matter has it.
    """
    lines: list[str] = []
    hints: dict[int, Role] = {}
    for number in strip_furniture(document.lines):
        line = document.lines[number]
        if number == dated:
            continue
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
    first = words[:_SLUG_WORDS]
    while len(first) < len(words) and len(first) > 1 and len(first[-1]) < 3:
        first.pop()  # "double-son-aide-a-l", of "à l'Ukraine"
    return "-".join(word[:40] for word in first)
