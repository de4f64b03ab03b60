"""Check the term tables: format of every cell, unique concepts, known broader concepts, doubled strict forms.

    python tools/check_terms.py [--hidden] [FILE.tsv ...]

Without files every table of the package is checked. Errors end the run with status 1; a strict form that stands in
two concepts of one file is a warning, because both concepts would claim the same words. `--hidden` also lists words
that hide an inflected form of another concept.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "copydesk" / "terms" / "data"
NAMES = "transliteration.tsv"
"""A table of another shape: names, not concepts."""
HEADER = ["concept", "class", "fr", "en", "es", "contrast", "broader"]
LANGUAGES = ("fr", "en", "es")
CLASSES = frozenset({"noun", "verb", "adj", "place", "org", "person", "role", "event", "measure"})
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One concept, with the file and line it stands in."""

    path: Path
    line: int
    cells: dict[str, str]

    @property
    def concept(self) -> str:
        return self.cells["concept"]

    def forms(self, language: str) -> list[str]:
        cell = self.cells[language]
        return cell.split("; ") if cell else []


def read_rows(path: Path, errors: list[str]) -> Iterator[Row]:
    """Well-shaped rows of one table; a line of another shape becomes an error."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[-1]:
        errors.append(f"{path.name}:{len(lines)}: no newline at the end of the file")
    else:
        lines.pop()
    if not lines or lines[0].split("\t") != HEADER:
        errors.append(f"{path.name}:1: the header is not {' '.join(HEADER)}")
        return
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(HEADER):
            errors.append(f"{path.name}:{number}: {len(cells)} columns instead of {len(HEADER)}")
            continue
        yield Row(path=path, line=number, cells=dict(zip(HEADER, cells, strict=True)))


def check_row(row: Row) -> Iterator[str]:
    """What is wrong inside one row."""
    cells = row.cells
    for name, cell in cells.items():
        if cell != cell.strip() or "  " in cell:
            yield f"space too many in {name}: {cell!r}"
        if unicodedata.normalize("NFC", cell) != cell:
            yield f"{name} is not NFC: {cell!r}"
    for name in ("concept", "contrast", "broader"):
        if (cells[name] or name == "concept") and not IDENTIFIER.fullmatch(cells[name]):
            yield f"{name} is not a kebab-case id: {cells[name]!r}"
    if cells["class"] not in CLASSES:
        yield f"unknown class {cells['class']!r}"
    if not any(cells[language] for language in LANGUAGES):
        yield "no form in any language"
    for language in LANGUAGES:
        forms = row.forms(language)
        for form in forms:
            bare = form.removeprefix("~")
            if not bare or bare != bare.strip() or ";" in bare or "~" in bare:
                yield f"{language} has a form that is not one: {form!r}"
        bare_forms = [form.removeprefix("~") for form in forms]
        for form in sorted({form for form in bare_forms if bare_forms.count(form) > 1}):
            yield f"{language} has {form!r} twice"


def check_references(rows: Iterable[Row]) -> Iterator[str]:
    """Concepts that stand twice, broader concepts that do not exist, circles of broader concepts."""
    first: dict[str, Row] = {}
    for row in rows:
        if row.concept in first:
            other = first[row.concept]
            yield f"{row.path.name}:{row.line}: {row.concept} stands already at {other.path.name}:{other.line}"
        first.setdefault(row.concept, row)
    for row in first.values():
        seen = {row.concept}
        broader = row.cells["broader"]
        while broader:
            if broader not in first:
                yield f"{row.path.name}:{row.line}: {row.concept}: unknown broader concept {broader}"
                break
            if broader in seen:
                yield f"{row.path.name}:{row.line}: {row.concept}: circle of broader concepts through {broader}"
                break
            seen.add(broader)
            broader = first[broader].cells["broader"]


def folded(form: str) -> str:
    """A form without its accents; case stays, because a capital in a form counts."""
    return "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c))


def doubled_forms(rows: Iterable[Row]) -> Iterator[str]:
    """Strict forms that stand in more than one concept of the same file."""
    owners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows:
        for language in LANGUAGES:
            for form in row.forms(language):
                if not form.startswith("~"):
                    owners[row.path.name, language, folded(form)].add(row.concept)
    for (name, language, form), concepts in sorted(owners.items()):
        if len(concepts) > 1:
            yield f"{name}: {language} {form!r} in {', '.join(sorted(concepts))}"


def hidden_forms(rows: Iterable[Row]) -> Iterator[str]:
    """Words of one concept that are an inflected form of another's too ("actifs", assets and workers): the table's own
    word wins, and the other concept is never seen in it. Nothing is wrong with most of them; each is for a reader to judge.
    """
    from copydesk.terms._inflection import inflection, simple

    rows = list(rows)
    for language in LANGUAGES:
        owners: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for form in row.forms(language):
                if form == form.lower() and form.isalpha():
                    owners[simple(form)].add(row.concept)
        for word, concepts in sorted(owners.items()):
            for base in sorted({*inflection(language).bases(word)} & owners.keys() - {word}):
                if not owners[base] & concepts:
                    one, other = (", ".join(sorted(names)) for names in (concepts, owners[base]))
                    yield f"{language} {word!r} ({one}) hides a form of {base!r} ({other})"


def main(arguments: list[str]) -> int:
    hidden = "--hidden" in arguments
    arguments = [argument for argument in arguments if argument != "--hidden"]
    tables = sorted(path for path in DATA.glob("*.tsv") if path.name != NAMES)
    chosen = [Path(argument).resolve() for argument in arguments] or tables
    errors: list[str] = []
    rows = [row for path in sorted({*tables, *chosen}) for row in read_rows(path, errors)]
    errors += [f"{row.path.name}:{row.line}: {what}" for row in rows for what in check_row(row)]
    errors += check_references(rows)
    names = {path.name for path in chosen}
    errors = [error for error in errors if error.split(":", 1)[0] in names]
    warnings = list(doubled_forms(row for row in rows if row.path in chosen))
    for error in errors:
        print(f"error: {error}")
    for warning in warnings:
        print(f"warning: {warning}")
    for note in hidden_forms(rows) if hidden else ():
        print(f"note: {note}")
    count = sum(row.path in chosen for row in rows)
    print(f"{count} concepts in {len(chosen)} files, {len(errors)} errors, {len(warnings)} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
