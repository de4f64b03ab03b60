"""Reading a folder of assertions: every file, every mistake, in one run."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from ..errors import InputError, Problem
from ..languages import data
from . import _checks
from ._entries import read_topic, unknown_unit
from ._fields import Sheet, meant
from ._language import is_function_word
from ._yaml import SIZE, Node, parse
from .claims import value_span
from .model import Assertion, Claim
from .waivers import INTERNAL, Waiver, read_waivers

WAIVERS = "waivers.yaml"
TERMS = "terms.yaml"


@dataclass(frozen=True, kw_only=True)
class Assertions:
    """What a folder holds: assertions and waivers in the order of their files, and the problems sorted by place.

    With problems, assertions and waivers are those that could be made out; do not judge by them.
    `terms` is the desk's own term file, if it has one that can be read.
    """

    assertions: tuple[Assertion, ...]
    waivers: tuple[Waiver, ...]
    problems: tuple[Problem, ...]
    terms: Path | None = None

    @cached_property
    def by_id(self) -> dict[str, Assertion]:
        """The assertions by id; of two with one id (a problem), the first."""
        return {assertion.id: assertion for assertion in reversed(self.assertions)}

    def require(self) -> "Assertions":
        """Itself. Raises InputError with all problems if there are any."""
        if self.problems:
            raise InputError(self.problems)
        return self


def load_assertions(folder: Path, *, languages: Sequence[str] = ("fr",), root: Path | None = None) -> Assertions:
    """Everything in `folder`, or in the one file that it names; never raises for what the files say.

    `languages` are those of the corpus: a claim's words must have terms in each. Places name files relative to `root`,
    by default the folder's parent ("assertions/us-aid.yaml").
    """
    folder = Path(folder)
    base = root if root is not None else folder.absolute().parent
    problems: list[Problem] = []
    files: list[Path] = []
    if folder.is_file():
        files = [folder]
    elif not folder.is_dir():
        problems.append(_at(shown(folder, base), "there is no such folder", "make it, or name another"))
    else:
        files = list(_files(folder, base, problems))
    return load_files(files, languages=languages, root=base, problems=problems)


def load_files(
    files: Sequence[Path], *, languages: Sequence[str] = ("fr",), root: Path | None = None,
    problems: Sequence[Problem] = (),
) -> Assertions:
    """The same for a list of files, in that order, with `problems` found before."""
    found = list(problems)
    assertions: list[Assertion] = []
    waivers: list[Waiver] = []
    terms: list[Path] = []
    broken = False
    for path in files:
        sheet = Sheet(shown(path, root))
        tree = _tree(path, sheet)
        broken |= tree is None and bool(sheet.problems)
        if path.name == WAIVERS:
            waivers.extend(read_waivers(sheet, tree))
        elif path.name == TERMS:
            if terms:
                sheet.problems.append(_at(sheet.file, f"a second {TERMS}", f"put its terms in {shown(terms[0], root)}"))
            elif not sheet.problems:
                terms.append(path)
        else:
            assertions.extend(read_topic(sheet, tree, path.stem))
        found.extend(sheet.problems)
    found.extend(_checks.check(assertions))
    found.extend(_terms(assertions, languages, terms, root))
    if not broken:  # an id may stand in the file that could not be read
        found.extend(_unknown(waivers, [a.id for a in assertions]))
    return Assertions(
        assertions=tuple(assertions), waivers=tuple(waivers), problems=tuple(sorted(found)),
        terms=terms[0] if terms else None,
    )


def read_assertions(text: str, file: str) -> tuple[Assertion, ...]:
    """The assertions of a text in the form of a topic file (JSON too); terms are not looked up. Raises InputError."""
    sheet = Sheet(file)
    tree, sheet.problems = parse(text.encode("utf-8", "replace"), file)
    made = read_topic(sheet, tree, "")
    problems = [*sheet.problems, *_checks.check(made)]
    if problems:
        raise InputError(problems)
    return tuple(made)


def unknown_terms(
    claim: Claim, languages: Sequence[str], terms: Path | None = None
) -> Sequence[tuple[str, str]]:
    """The words of a claim that no term table renders in a language of the corpus: (word, language) pairs.

    `about:` names the articles' own words, so such a claim has none; a language without `match.toml` is matched by names
    and figures alone, so nothing is asked of it. Raises InputError when `terms` has mistakes.
    """
    from ..terms import lexicon

    if claim.subject or claim.attribute:
        return ()
    start, end = value_span(claim)
    texts = [claim.text[:start], claim.text[end:]]
    matched = [code for code in languages if data(code, "match")]
    found = lexicon(terms).unrenderable(texts, claim.lang, matched)
    return [pair for pair in found if not is_function_word(pair[0], claim.lang)]


def _terms(
    assertions: Sequence[Assertion], languages: Sequence[str], terms: Sequence[Path], root: Path | None
) -> Iterator[Problem]:
    """Claims, parts and positions whose words no table renders; names carry over as they are."""
    table = terms[0] if terms else None
    try:
        for assertion in assertions:
            if assertion.kind == "name":
                continue
            place = assertion.place
            claims = (assertion.claim, *assertion.parts)
            missing = [pair for c in claims for pair in unknown_terms(c, languages, table)]
            units = {unknown_unit(c) for c in claims} if missing and assertion.kind != "position" else set()
            for word in dict.fromkeys(word for word, _ in missing if word not in units):
                codes = list(dict.fromkeys(code for one, code in missing if one == word))
                entry = f"{word}: {{{assertion.claim.lang}: {word}{''.join(f', {code}: …' for code in codes)}}}"
                yield Problem(
                    file=place.file, line=place.line, column=place.column,
                    what=f"no term gives {word!r} in the language {' or '.join(f'`{code}`' for code in codes)}",
                    remedy=f"{_meant(word, assertion.claim.lang, table)}write `{entry}` in {TERMS}, or give the articles' "
                    "words with `about:`",
                )
    except InputError as error:
        for problem in error.problems:
            yield replace(problem, file=shown(Path(problem.file), root))


def _meant(word: str, lang: str, table: Path | None) -> str:
    """A question about the word of the table that a mistyped one is nearest to, "" where none is near."""
    from ..terms import lexicon

    forms = (form.lstrip("~") for concept in lexicon(table).concepts.values() for form in concept.forms.get(lang, ()))
    alike = {form for form in forms if form[:1] == word[:1] and abs(len(form) - len(word)) <= 1 and form.isalpha()}
    close = get_close_matches(word, sorted(alike), 1, 0.82) if len(word) > 4 else []
    return f"did you mean {close[0]!r}? Else " if close else ""


def _unknown(waivers: Sequence[Waiver], ids: Sequence[str]) -> Iterator[Problem]:
    known = frozenset(ids)
    for waiver in waivers:
        if waiver.assertion not in known and not waiver.assertion.startswith(INTERNAL):
            place = waiver.place
            yield Problem(
                file=place.file, line=place.line, column=place.column,
                what=f"there is no assertion `{waiver.assertion}`",
                remedy=meant(waiver.assertion, ids, "correct the id, or delete the waiver"),
            )


def shown(path: Path, root: Path | None) -> str:
    """The path as messages name it: relative to `root` where it lies below, with slashes."""
    if root is not None:
        try:
            return path.absolute().relative_to(root.absolute()).as_posix()
        except ValueError:
            pass
    return path.as_posix()


def _at(file: str, what: str, remedy: str) -> Problem:
    return Problem(file=file, line=1, column=1, what=what, remedy=remedy)


def _files(folder: Path, root: Path | None, problems: list[Problem]) -> Iterator[Path]:
    """The YAML files below a folder, sorted; hidden ones left out, links that lead out of it refused."""
    real = folder.resolve()
    for where, folders, names in os.walk(folder):
        folders.sort()
        here = Path(where)
        for name in list(folders):
            if name.startswith(".") or (here / name).is_symlink():
                folders.remove(name)
                if not name.startswith("."):
                    problems.append(_at(shown(here / name, root), "the folder is a symbolic link", "put it here"))
        for name in sorted(names):
            path = here / name
            if name.startswith(".") or path.suffix.lower() not in (".yaml", ".yml"):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(real):
                problems.append(_at(shown(path, root), "the file is a link out of the folder", "put it here"))
            elif not path.is_file() and (path.exists() or path.is_symlink()):
                problems.append(_at(shown(path, root), "this is no file that can be read", "put the file itself here"))
            elif path.suffix != ".yaml":
                problems.append(_at(shown(path, root), f"files ending in {path.suffix} are not read", "name it .yaml"))
            else:
                yield path


def _tree(path: Path, sheet: Sheet) -> Node | None:
    """The file's tree; what is wrong with it goes to the sheet. No more is read than may be there."""
    try:
        with path.open("rb") as file:
            data = file.read(SIZE + 1)
    except OSError as error:
        sheet.problems.append(_at(sheet.file, f"the file cannot be read ({error.strerror})", "make it readable"))
        return None
    tree, problems = parse(data, sheet.file)
    sheet.problems.extend(problems)
    return tree
