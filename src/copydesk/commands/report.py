"""`copydesk report [--into FOLDER]`: the static HTML report."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session import Desk

NAME = "report"
HELP = "write an HTML report: every article with its figures marked, every assertion with what articles say"


def add_arguments(parser: ArgumentParser) -> None:
    """Where the desk is, and where the report goes."""
    parser.add_argument("--into", type=Path, default=Path("report"), metavar="FOLDER", help="default: report")
    add_folders(parser)


def add_folders(parser: ArgumentParser) -> None:
    """The options that `desk` reads."""
    parser.add_argument("--root", type=Path, default=Path(), metavar="FOLDER", help="the desk's folder (default: here)")
    parser.add_argument("--corpus", default="corpus", metavar="FOLDER", help="default: corpus")
    parser.add_argument("--assertions", default="assertions", metavar="FOLDER", help="default: assertions")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the day on which waivers are judged")


def run(namespace: Namespace) -> int:
    """0 when the report stands, whatever it says; 1 when the assertions have mistakes, which it then lists."""
    from ..errors import counted
    from ..html.pages import environment

    environment()  # say that Jinja2 is missing before a big corpus has been judged
    from ..html.site import entry_page, write
    from ..html.view import gather
    from . import _curating

    found = desk(namespace)
    site = gather(found, _curating.articles(found, "Judging"))
    if found.cache:
        found.cache.close()
    write(site, namespace.into)
    articles, assertions = counted(len(site.articles), "article"), counted(len(site.assertions), "assertion")
    print(f"{articles}, {assertions}, {len(site.open)} open: {entry_page(namespace.into)}")
    for problem in site.problems:
        print(problem)
    return 1 if site.problems else 0


def desk(namespace: Namespace) -> "Desk":
    """The desk that the options name. Raises CopydeskError."""
    from ..cache import Cache
    from ..errors import CopydeskError
    from ..session import Desk
    from ..settings import read_settings

    root = namespace.root.absolute()
    corpus, assertions = root / namespace.corpus, root / namespace.assertions
    for folder in (corpus, assertions):
        if not folder.is_dir():
            raise CopydeskError(f"{folder}: there is no such folder; run this in the desk's folder or give --root")
    settings = read_settings(root, namespace.corpus.strip("./"))
    return Desk(
        root=root, corpus=corpus, assertions=assertions, today=namespace.today or _today(), settings=settings,
        cache=Cache(root / settings.cache) if settings.cache else None,
    )


def _today() -> date:
    """Today, or the day that a reproducible build gives."""
    import os
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()
