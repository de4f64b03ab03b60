"""`copydesk ingest SOURCE… --into corpus/`"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..ingest import Written

NAME = "ingest"
HELP = "make corpus files from source documents: front matter, the text without the page around it"
EXAMPLES = """\
  copydesk ingest story.txt pages/ --dry-run
  copydesk ingest seeds --into corpus --update"""
_DATES = """\
without it "on Monday" is no date, and facts are asked whatever their `valid`; say it in sources.toml beside the source:
    ["story.txt"]
    published = "2025-03-14"
    reason = "print edition of that day"
or add `published: 2025-03-14` to the front matter of the article in the corpus"""


def add_arguments(parser: ArgumentParser) -> None:
    """Sources, target, and what to do with files that differ."""
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help="a document, a folder of documents or a quoted pattern"
    )
    parser.add_argument("--into", type=Path, default=Path("corpus"), metavar="FOLDER", help="default: corpus")
    parser.add_argument(
        "--curated", type=Path, metavar="FILE", help="what is known by hand (default: sources.toml beside the source)"
    )
    parser.add_argument(
        "--columns", default="", metavar="FIELD=COLUMN,…",
        help="which columns of tables and JSON records are text, title, lead, published, url, guid …",
    )
    parser.add_argument("--update", action="store_true", help="overwrite articles whose source has changed")
    parser.add_argument("--replace", action="store_true", help="overwrite corpus files that were edited, too")
    parser.add_argument("--dry-run", action="store_true", help="write nothing, say what would be written")


def run(namespace: Namespace) -> int:
    """Write what is new; what has changed is named and left, unless `--update`. 1 when anything was bad or left."""
    from ..errors import Problem, counted
    from ..ingest import make, write
    from ..ingest.make import UNDATED

    bad: list[Problem] = []

    def report(problem: Problem) -> None:
        bad.append(problem)
        print(problem, file=sys.stderr)

    def note(message: str) -> None:
        print(message, file=sys.stderr)

    made = make(namespace.sources, namespace.curated, report=report, note=note, columns=_columns(namespace.columns))
    notes = [message for item in made for message in item.notes]
    for message in notes:
        note(message)
    if any(message.endswith(UNDATED) for message in notes):
        note(_DATES)
    written = write(
        made, namespace.into, update=namespace.update, replace=namespace.replace, dry_run=namespace.dry_run
    )
    _show(written, namespace)
    counts = f"{len(written.new)} new, {len(written.same)} unchanged, {len(written.differing)} differing"
    more = [(len(written.updated), "updated"), (len(written.near), "near-duplicates"), (len(bad), "not read")]
    print(f"{counted(len(made), 'article')}: {counts}" + "".join(f", {count} {what}" for count, what in more if count))
    left = [] if namespace.replace else written.differing + ([] if namespace.update else written.updated)
    if left:
        note("what differs was left as it is; --update overwrites articles whose source has changed, --replace all")
    return 1 if left or bad else 0


def _show(written: "Written", namespace: Namespace) -> None:
    shown = {
        "new": written.new,
        "updated" if namespace.update or namespace.replace else "update": written.updated,
        "replaced" if namespace.replace else "differs": written.differing,
    }
    for word, paths in shown.items():
        for path in paths:
            print(f"{word:<10} {(namespace.into / path).as_posix()}")
    for path, other, share in written.near:
        pair = " is like ".join((namespace.into / one).as_posix() for one in (path, other))
        print(f"{'near':<10} {pair}: {share:.0%}")


def _columns(written: str) -> dict[str, str]:
    """The mapping of `--columns`. Raises CopydeskError."""
    from ..errors import CopydeskError
    from ..readers._records import FIELDS

    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in written.split(","))):
        field, _, column = pair.partition("=")
        if field.strip() not in FIELDS or not column.strip():
            raise CopydeskError(f"--columns {pair!r}: write FIELD=COLUMN, with FIELD one of {', '.join(FIELDS)}")
        found[field.strip()] = column.strip()
    return found
