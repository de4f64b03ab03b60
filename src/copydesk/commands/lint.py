"""copydesk lint [--fix]: every mistake in the assertion files, as `file:line:column: what; remedy`."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..assertions import Assertion
    from ..session import Desk

NAME = "lint"
HELP = "report every mistake in assertion files, with its place and remedy"
EXAMPLES = """\
  copydesk lint                       every file of assertions/
  copydesk lint --fix assertions/us-aid.yaml"""
FOLDER = "assertions"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", default=[Path(FOLDER)],
        help=f"folders of assertions, or files in them (default: {FOLDER})",
    )
    parser.add_argument(
        "--language", action="append", dest="languages", metavar="CODE",
        help="a language that claims must have terms in; may be repeated (default: those of the corpus, else fr)",
    )
    parser.add_argument(
        "--corpus", type=Path, default=Path("corpus"), metavar="FOLDER",
        help="where the articles are that evidence quotes (default: corpus)",
    )
    parser.add_argument("--ids", action="store_true", help="also list the id and the place of every assertion")
    parser.add_argument(
        "--fix", action="store_true",
        help="put right what is safe (spaces at line ends, a missing last line end, quotation marks around a claim with a "
        "colon), and show the change",
    )
    parser.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")


def run(arguments: Namespace) -> int:
    """Print the problems; 0 when there are none, 1 otherwise. A file is judged with the rest of its folder."""
    from ..assertions.load import load_assertions, shown
    from ..errors import counted

    if arguments.fix or arguments.diff:
        _fix(arguments.paths, write=not arguments.diff)
    problems: dict[str, None] = {}
    count = 0
    root = Path.cwd()
    for folder, only in _folders(arguments.paths):
        desk = _desk(root, arguments.corpus, folder)
        loaded = load_assertions(folder, languages=tuple(arguments.languages or desk.languages), root=root)
        names = None if only is None else {shown(path, root) for path in only}
        found = [str(p) for p in loaded.problems if names is None or p.file in names]
        missing = sorted(set(names or ()) - {shown(path, root) for path in folder.rglob("*.yaml")})
        found.extend(f"{name}:1:1: there is no such file; name a .yaml file" for name in missing)
        for assertion in loaded.assertions:
            if names is None or assertion.place.file in names:
                count += 1
                found.extend(_evidence(desk, assertion))
                if arguments.ids:
                    print(f"{assertion.place.file}:{assertion.place.line}: {assertion.id}")
        problems.update(dict.fromkeys(found))
    for problem in problems:
        print(problem)
    print(f"{counted(count, 'assertion')}, {counted(len(problems), 'problem')}", file=sys.stderr)
    return 1 if problems else 0


def _desk(root: Path, corpus: Path, folder: Path) -> "Desk":
    """The desk as far as lint asks it: the languages of its corpus, and the articles that evidence names."""
    from ..session import Desk

    return Desk(root=root, corpus=root / corpus, assertions=root / folder, today=date.min)


def _evidence(desk: "Desk", assertion: "Assertion") -> Iterator[str]:
    """What is wrong with the words that an assertion quotes, where there is a corpus to look in."""
    from ..hygiene import quotation_problem

    wrong = quotation_problem(desk, assertion) if desk.corpus.is_dir() else None
    if wrong:
        place = assertion.place
        yield f"{place.file}:{place.line}:{place.column}: {assertion.id}: {wrong}"


def _fix(paths: list[Path], *, write: bool) -> None:
    """Put right what is safe in every file asked for, and show it."""
    from ..assertions.fix import diff, fixed
    from ..assertions.load import shown
    from . import _curating

    for folder, only in _folders(paths):
        files = [folder] if folder.is_file() else sorted(folder.rglob("*.yaml"))
        names = None if only is None else {path.absolute() for path in only}
        for path in files:
            parts = path.relative_to(folder).parts
            linked = path.is_symlink() or any(part.startswith(".") for part in parts)
            if linked or not path.is_file() or (names is not None and path.absolute() not in names):
                continue
            before = path.read_bytes()
            after = fixed(before, path.name)
            if after != before:
                print(diff(before, after, shown(path, Path.cwd())), end="")
                if write:
                    _curating.write(path, after.decode("utf-8"))


def _folders(paths: list[Path]) -> Iterator[tuple[Path, set[Path] | None]]:
    """Each folder once, with the files asked for in it (None: all). A file belongs to the assertions folder above."""
    asked: dict[Path, set[Path] | None] = {}
    for path in paths:
        if path.is_dir() or path.suffix not in (".yaml", ".yml"):
            asked[path] = None
            continue
        above = [parent for parent in path.absolute().parents if parent.name == FOLDER]
        folder = above[-1] if above else path.parent
        files = asked.setdefault(folder, set())
        if files is not None:
            files.add(path)
    yield from asked.items()
