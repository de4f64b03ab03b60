"""`copydesk ingest SOURCE… --into corpus/`"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

NAME = "ingest"
HELP = "make corpus files from source documents: front matter, the text without the page around it"


def add_arguments(parser: ArgumentParser) -> None:
    """Sources, target, and what to do with files that differ."""
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="a document or a folder of documents")
    parser.add_argument("--into", type=Path, default=Path("corpus"), metavar="FOLDER", help="default: corpus")
    parser.add_argument(
        "--curated", type=Path, metavar="FILE", help="what is known by hand (default: sources.toml beside the source)"
    )
    parser.add_argument("--replace", action="store_true", help="overwrite corpus files that differ")
    parser.add_argument("--dry-run", action="store_true", help="write nothing, say what would be written")


def run(namespace: Namespace) -> int:
    """Write what is new; files that differ are named and left, unless `--replace`."""
    from ..ingest import make, write

    made = make(namespace.sources, namespace.curated)
    for item in made:
        for note in item.notes:
            print(note, file=sys.stderr)
    written = write(made, namespace.into, replace=namespace.replace, dry_run=namespace.dry_run)
    for path in written.new:
        print(f"new        {(namespace.into / path).as_posix()}")
    for path in written.differing:
        print(f"{'replaced' if namespace.replace else 'differs'}   {(namespace.into / path).as_posix()}")
    new, same, differing = len(written.new), len(written.same), len(written.differing)
    print(f"{len(made)} articles: {new} new, {same} unchanged, {differing} differing")
    if written.differing and not namespace.replace:
        print("files that differ were left as they are; --replace overwrites them", file=sys.stderr)
        return 1
    return 0
