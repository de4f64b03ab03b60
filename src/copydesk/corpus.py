"""The corpus on disk: `<root>/<lang>/<date>-<slug>.md`, front matter and the text, to the letter."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from . import frontmatter
from .errors import InputError, Problem, visible
from .frontmatter import FrontMatter, Value
from .periods import Period
from .readers._fit import unfit
from .text import Article, Passage, Role

_PASSAGE = re.compile(r"(\w+) (\d+)(?:-(\d+))?(?: ([a-z]{2,3}))?\Z")
_DATED = re.compile(r"(\d{4}(?:-\d\d){0,2})-(?=\D)")
LARGEST = 16 << 20
"""Bytes of one corpus file."""
_OURS = ("id", "lang", "published")


def parse_article(data: bytes, file: str, identifier: str | None) -> Article | None:
    """The article in a corpus file, or None when the file is not one. Raises InputError.

    `file` is how messages name it, `identifier` the id that its place in the corpus gives it (None: any).
    What the front matter leaves out is taken from there: the language from the folder, the date from the name.
    """
    if not data.removeprefix(codecs.BOM_UTF8).startswith(b"---"):
        return None
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError([_problem(file, line, "this is not UTF-8", "save the file as UTF-8")]) from None
    matter = frontmatter.split(text, file)
    if matter is None or not any(key in matter.values for key in _OURS):
        return None
    problems: list[Problem] = []
    values = {key: value for key, value in matter.values.items() if isinstance(value, str) and value}
    stated = values.get("id")
    if identifier is None:
        identifier = stated or Path(file).stem
    if stated and stated != identifier:
        what = f"the id {stated} is not the file's place in the corpus"
        problems.append(_problem(file, matter.lines["id"], what, f"write {identifier}, or move the file"))
    folder, _, name = identifier.rpartition("/")
    dated = _DATED.match(name)
    published = values.get("published") or (dated[1] if dated else None)
    try:
        if published:
            Period.parse(published)
    except ValueError as error:
        line = matter.lines.get("published", 1)
        problems.append(_problem(file, line, str(error), "give the day, the month or the period of publication"))
    lang = values.get("lang") or (folder.split("/")[0] if re.match(r"[a-z]{2}(/|\Z)", folder) else "fr")
    body = text[matter.start :]
    body = body[:-1] if body.endswith("\n") else body
    passages = _passages(body, matter, lang, file, problems)
    if (found := unfit(body, file, matter.first_line)) is not None:
        problems.append(found)
    if problems:
        raise InputError(problems)
    source = matter.values.get("source")
    return Article(
        id=identifier, text=body, lang=lang, published=published, title=values.get("title"),
        publisher=values.get("publisher"), url=values.get("url"),
        source=source.get("file") if isinstance(source, dict) else values.get("source"),
        passages=passages, path=file, first_line=matter.first_line,
    )


def read_article(path: Path, root: Path, shown: str | None = None) -> Article | None:
    """The article in one file of the corpus at `root`, or None when it is no article. Raises InputError, OSError."""
    name = shown or path.as_posix()
    identifier = path.relative_to(root).with_suffix("").as_posix()
    if path.is_dir():
        return None
    if visible(identifier) != identifier or "\n" in identifier or "\t" in identifier:
        raise InputError([_problem(name, 1, "the file's name holds characters that no name should", "rename the file")])
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        raise InputError([_problem(name, 1, "this link leads out of the corpus", "put the file itself here")])
    if not path.is_file() and path.exists():
        raise InputError([_problem(name, 1, "this is neither a file nor a folder", "give a regular file")])
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError([_problem(name, 1, f"the file has more than {LARGEST >> 20} MB", "give one article a file")])
    return parse_article(data, name, identifier)


def load_corpus(root: Path) -> list[Article]:
    """Every article below `root`, by id. Raises InputError with the mistakes of all files."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for path in sorted(root.rglob("*.md")):
        try:
            article = read_article(path, root)
        except InputError as error:
            problems.extend(error.problems)
        else:
            articles.extend([article] if article else [])
    if problems:
        raise InputError(problems)
    return articles


def render_article(values: dict[str, Value], lines: Sequence[str], marks: Sequence[tuple[Role | None, str]]) -> str:
    """A corpus file. `marks` gives each line's role (None for a blank one) and its language where it is another one."""
    listed = _listed(marks)
    return frontmatter.render({**values, **({"passages": listed} if listed else {})}) + "\n".join(lines) + "\n"


def _listed(marks: Iterable[tuple[Role | None, str]]) -> list[str]:
    """The passages that are not body in the article's own language: `role lines language`, lines counted from 1."""
    runs: list[tuple[Role, str, int, int]] = []
    for number, (role, lang) in enumerate(marks, 1):
        if role is None:
            continue
        if runs and runs[-1][:2] == (role, lang):
            runs[-1] = (role, lang, runs[-1][2], number)
        else:
            runs.append((role, lang, number, number))
    return [
        f"{role} {first}" + (f"-{last}" if last > first else "") + (f" {lang}" if lang else "")
        for role, lang, first, last in runs
        if role != "body" or lang
    ]


def _passages(text: str, matter: FrontMatter, lang: str, file: str, problems: list[Problem]) -> list[Passage]:
    """Body runs as one passage each, every other line as its own."""
    marked: dict[int, tuple[Role, str]] = {}
    for entry in _entries(matter.values.get("passages")):
        found = _PASSAGE.match(entry)
        if not found or found[1] not in get_args(Role) or int(found[3] or found[2]) < int(found[2]):
            remedy = f"write a role ({', '.join(get_args(Role))}), lines and a language, as `caption 4 es`"
            problems.append(_problem(file, matter.lines["passages"], f"{entry!r} is not a passage", remedy))
            continue
        role: Role = found[1]  # type: ignore[assignment]
        last = min(int(found[3] or found[2]), text.count("\n") + 1)
        marked.update(dict.fromkeys(range(int(found[2]), last + 1), (role, found[4] or lang)))
    passages: list[Passage] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        role, spoken = marked.get(number, ("body", lang))
        before = passages[-1] if passages else None
        if not line.strip():
            pass
        elif before and before.role == role == "body" and before.lang == spoken:
            passages[-1] = Passage(start=before.start, end=start + len(line), role=role, lang=spoken)
        else:
            passages.append(Passage(start=start, end=start + len(line), role=role, lang=spoken))
        start += len(line) + 1
    return passages


def _entries(value: Value | None) -> list[str]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) and value else []


def _problem(file: str, line: int, what: str, remedy: str) -> Problem:
    return Problem(file=file, line=line, column=1, what=what, remedy=remedy)
