"""`copydesk sheet export FILE` and `copydesk sheet import FILE`: assertions as a spreadsheet, out and in."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import report

if TYPE_CHECKING:
    from ..assertions.model import Assertion
    from ..errors import Problem
    from ..session import Desk

LARGEST = 64 << 20
NAME = "sheet"
HELP = "assertions out to a spreadsheet (CSV, XLSX), and in again"
EXAMPLES = """\
  copydesk sheet export facts.xlsx
  copydesk sheet import facts.xlsx --into assertions --replace"""


def add_arguments(parser: ArgumentParser) -> None:
    """What to do, the spreadsheet, and where the YAML is to go."""
    parser.add_argument("action", choices=("export", "import"), help="export: YAML to spreadsheet; import: the way back")
    parser.add_argument("file", metavar="FILE", help="a .csv or .xlsx file; - for CSV on standard output or input")
    parser.add_argument("--topic", action="append", help="export only this topic; may be repeated")
    parser.add_argument(
        "--into", type=Path, metavar="FOLDER",
        help="import: write a YAML file for each topic into this folder, below --root (default: print the YAML)",
    )
    parser.add_argument("--replace", action="store_true", help="write over files; comments in them are lost")
    report.add_folders(parser)


def run(namespace: Namespace) -> int:
    """0 when all is written; 1 when there are mistakes, all of which are then named."""
    from ..errors import CopydeskError

    kind = Path(namespace.file).suffix.lower()
    if namespace.file != "-" and kind not in (".csv", ".xlsx"):
        raise CopydeskError(f"{namespace.file}: name a file that ends in .csv or .xlsx")
    desk = report.desk(namespace)
    return _export(desk, namespace) if namespace.action == "export" else _import(desk, namespace)


def _export(desk: "Desk", namespace: Namespace) -> int:
    from ..errors import CopydeskError, InputError
    from ..spreadsheet import write_csv, write_xlsx
    from ._curating import write

    if desk.loaded.problems:
        raise InputError(desk.loaded.problems)
    topics = namespace.topic or [a.topic for a in desk.loaded.assertions]
    chosen = [a for a in desk.loaded.assertions if a.topic in topics]
    file = Path(namespace.file)
    if namespace.file == "-":
        sys.stdout.write(write_csv(chosen).removeprefix("\ufeff"))
        return 0
    if file.exists() and not namespace.replace:
        raise CopydeskError(f"{file} is there already; name another file, or add --replace")
    if file.suffix.lower() == ".csv":
        write(file, write_csv(chosen))
    else:
        write_xlsx(chosen, file)
    print(f"{file}: {len(chosen)} assertions (comments stay in the YAML)")
    return 0


def _import(desk: "Desk", namespace: Namespace) -> int:
    from ..assertions.write import topic_file
    from ..errors import InputError
    from ..spreadsheet import read_csv, read_xlsx

    data = _data(namespace.file)
    name = "<stdin>" if namespace.file == "-" else namespace.file
    made = read_xlsx(data, name) if name.lower().endswith(".xlsx") else read_csv(data, name)
    topics = {topic: [a for a in made if a.topic == topic] for topic in dict.fromkeys(a.topic for a in made)}
    problems = [*_unknown_words(desk, made), *_clashes(desk, made, {f"{topic}.yaml" for topic in topics})]
    if problems:
        raise InputError(problems)
    if namespace.into is None:
        for topic, entries in topics.items():
            print(f"# {topic}.yaml\n\n{topic_file(entries)}")
        return 0
    return _into(desk, namespace, {topic: topic_file(entries) for topic, entries in topics.items()})


def _data(file: str) -> bytes:
    """The spreadsheet's bytes, no more than one may have. Raises CopydeskError, OSError."""
    from ..errors import CopydeskError

    if file == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(file).open("rb") as source:
            data = source.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise CopydeskError(f"{file}: more than {LARGEST >> 20} MB; split it by topic")
    return data


def _into(desk: "Desk", namespace: Namespace, texts: dict[str, str]) -> int:
    """Every topic's file, or none of them."""
    from ..errors import CopydeskError
    from ._curating import write

    folder = desk.root / namespace.into
    if not folder.is_dir():
        raise CopydeskError(f"{namespace.into}: there is no such folder; make it, or name another")
    files = {folder / f"{topic}.yaml": text for topic, text in texts.items()}
    there = sorted(desk.shown(path.absolute()) for path in files if path.exists())
    if there and not namespace.replace:
        raise CopydeskError(f"{', '.join(there)}: there already; import into another folder, or add --replace")
    for path, text in files.items():
        write(path, text)
        print(f"{desk.shown(path.absolute())}: {text.count(chr(10) + '- ') + text.startswith('- ')} assertions")
    return 0


def _unknown_words(desk: "Desk", made: Iterable["Assertion"]) -> Iterable["Problem"]:
    """Claims whose words no table renders in a language of the corpus."""
    from ..assertions.load import unknown_terms
    from ..spreadsheet import CellProblem

    for assertion in made:
        for claim in () if assertion.kind == "name" else (assertion.claim, *assertion.parts):
            for word, code in dict.fromkeys(unknown_terms(claim, desk.languages, desk.loaded.terms)):
                yield CellProblem(
                    file=assertion.place.file, line=assertion.place.line, column=assertion.place.column, header="fact",
                    what=f"no term gives {word!r} in the language `{code}`",
                    remedy="add it to terms.yaml, or give the articles' words as subject and attribute",
                )


def _clashes(desk: "Desk", made: Sequence["Assertion"], replaced: set[str]) -> Iterable["Problem"]:
    """What the rows exclude among the assertions that stay."""
    from ..assertions import _checks
    from ..spreadsheet import CellProblem

    stay = [a for a in desk.loaded.assertions if Path(a.place.file).name not in replaced]
    for problem in _checks.check([*stay, *made]):
        if made and problem.file == made[0].place.file:
            yield CellProblem(
                file=problem.file, line=problem.line, column=problem.column, header="fact", what=problem.what,
                remedy=problem.remedy,
            )
