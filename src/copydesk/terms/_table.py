"""The concept table: TSV files shipped in `terms/data/`, and a desk's own additions in YAML or TSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast

from ..errors import InputError, Problem

ConceptClass = Literal["noun", "verb", "adj", "place", "org", "person", "role", "event", "measure"]
CLASSES: tuple[str, ...] = ("noun", "verb", "adj", "place", "org", "person", "role", "event", "measure")
_FIXED = ("concept", "class", "contrast", "broader")


@dataclass(frozen=True, slots=True)
class Concept:
    """One row: what a word means in any language. `forms` maps a language to its base forms ("~" marks loose ones)."""

    id: str
    kind: ConceptClass
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contrast: str | None = None
    broader: str | None = None


def rows(text: str, name: str) -> Iterator[Concept]:
    """The concepts of one TSV file. Raises InputError with every mistake in it."""
    problems: list[Problem] = []
    found: list[Concept] = []
    reader = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(reader, [])
    langs = [column for column in header if column not in _FIXED]
    if header[:2] != ["concept", "class"]:
        remedy = "begin the file with the header concept, class, languages, contrast, broader"
        raise InputError([Problem(file=name, line=1, column=1, what="no header", remedy=remedy)])
    for number, cells in enumerate(reader, 2):
        if not any(cells) or cells[0].startswith("#"):
            continue
        row = dict(zip(header, [*cells, *[""] * len(header)], strict=False))
        kind = row["class"].strip()
        if kind not in CLASSES:
            problems.append(Problem(file=name, line=number, column=1, what=f"unknown class {kind!r}",
                                    remedy=f"write one of {', '.join(CLASSES)}"))
            continue
        forms = {lang: tuple(form for part in row[lang].split(";") if (form := part.strip())) for lang in langs}
        found.append(Concept(
            row["concept"].strip(), cast(ConceptClass, kind), {k: v for k, v in forms.items() if v},
            row.get("contrast", "").strip() or None, row.get("broader", "").strip() or None,
        ))
    if problems:
        raise InputError(problems)
    yield from found


def shipped() -> Iterator[Concept]:
    """The concepts that come with copydesk, file by file in order of name."""
    folder = files(__package__).joinpath("data")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name):
        text = file.read_text("utf-8")
        if text.startswith("concept\t"):
            yield from rows(text, file.name)


def extra(path: Path) -> Iterator[Concept]:
    """A desk's own concepts: a TSV file like the shipped ones, or YAML `concept: {class, fr, en, es, …}`."""
    text = path.read_text("utf-8")
    if path.suffix == ".tsv":
        yield from rows(text, str(path))
        return
    import yaml

    try:
        table = yaml.load(text, Loader=yaml.BaseLoader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise InputError([Problem(file=str(path), line=line, column=column, what="not YAML",
                                  remedy=str(getattr(error, "problem", error)))]) from None
    problems = []
    for name, entry in table.items() if isinstance(table, dict) else ():
        kind = entry.get("class", "noun") if isinstance(entry, dict) else ""
        if kind not in CLASSES:
            problems.append(Problem(file=str(path), line=1, column=1, what=f"term {name!r} is not understood",
                                    remedy="write a mapping with class and the languages' forms"))
            continue
        forms = {}
        for lang, value in entry.items():
            if lang not in _FIXED:
                listed = value if isinstance(value, list) else str(value).split(";")
                forms[lang] = tuple(form for part in listed if (form := str(part).strip()))
        yield Concept(str(name), cast(ConceptClass, kind), forms, entry.get("contrast"), entry.get("broader"))
    if problems or not isinstance(table, dict):
        raise InputError(problems or [Problem(file=str(path), line=1, column=1, what="not a mapping of terms",
                                              remedy="write concept: {class: noun, fr: …, en: …}")])
