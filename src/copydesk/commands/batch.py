"""`copydesk batch extract|check|conflicts SOURCE… --into FOLDER [--workers N] [--format jsonl|parquet]`"""

import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import Any

NAME = "batch"
HELP = "extract, check or find conflicts in big inputs, in parallel, going on after an interruption"


def add_arguments(parser: ArgumentParser) -> None:
    """What to do, with what, and where the answers go."""
    parser.add_argument("task", choices=("extract", "check", "conflicts"), help="what to do with every article")
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="files, folders, patterns, of any format")
    parser.add_argument("--into", required=True, metavar="FOLDER", help="where shards and their records are written")
    parser.add_argument("--workers", type=_count, default=0, metavar="N", help="processes (default: one a processor)")
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="of the shards")
    parser.add_argument("--claim", action="append", default=[], metavar="CLAIM", help="a claim; may be repeated")
    parser.add_argument(
        "--assertions", metavar="PATH", help="assertion file or folder (check without a claim: assertions/)"
    )
    parser.add_argument(
        "--silent", action="store_true", help="check: also write the assertions that an article does not speak of"
    )
    parser.add_argument("--days", type=_count, default=7, help="conflicts: how far apart articles may have appeared")
    parser.add_argument("--updates", action="store_true", help="conflicts: also counts that a later article raises")
    parser.add_argument("--columns", type=_columns, default={}, metavar="OURS=THEIRS,…", help="names of columns, fields")
    parser.add_argument("--lang", help="the language of a text that does not state it (default: told from its words)")
    parser.add_argument("--published", metavar="DATE", help="when a text that does not state it was published")
    parser.add_argument("--part", type=_part, default=(1, 1), metavar="K/N", help="take every N-th file from the K-th")
    parser.add_argument("--shard", type=_megabytes, default=8 << 20, metavar="MB", help="how big a shard is (8)")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 36500:
        raise ArgumentTypeError(f"{text!r} is not a number")
    return int(text)


def _megabytes(text: str) -> int:
    try:
        size = float(text)
    except ValueError:
        size = 0.0
    if not 0.001 <= size <= 4096:
        raise ArgumentTypeError(f"{text!r} is not a size from 0.001 to 4096 MB")
    return round(size * (1 << 20))


def _part(text: str) -> tuple[int, int]:
    number, slash, of = text.partition("/")
    if not slash or not number.isdigit() or not of.isdigit() or not 1 <= int(number) <= int(of):
        raise ArgumentTypeError(f"{text!r} is no part; write 3/10")
    return int(number), int(of)


def _columns(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(name and equals and column for name, equals, column in pairs):
        raise ArgumentTypeError(f"{text!r} is no mapping; write text=BODY,title=HEADLINE")
    return {name.strip(): column.strip() for name, _, column in pairs}


def run(namespace: Namespace) -> int:
    """0 when all was read and nothing is contradicted, 1 otherwise; 143 when it was told to stop."""
    from ..errors import counted
    from ..scale.job import job
    from ..scale.run import batch

    folder = namespace.assertions
    if namespace.task == "check" and folder is None and not namespace.claim:
        folder = "assertions"
    asked = job(
        namespace.task, folder=Path(folder) if folder else None, claims=namespace.claim, lang=namespace.lang,
        published=namespace.published, columns=namespace.columns, silent=namespace.silent, days=namespace.days,
        updates=namespace.updates,
    )
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        made = batch(
            asked, [Path(source) for source in namespace.sources], Path(namespace.into), workers=namespace.workers,
            form=namespace.format, size=namespace.shard, share=namespace.part,
        )
    except (_Stopped, KeyboardInterrupt) as error:
        print("stopped; finished shards are whole, and the same command goes on from there", file=sys.stderr)
        return 143 if isinstance(error, _Stopped) else 130
    finally:
        signal.signal(signal.SIGTERM, before)
    counts = "".join(f", {count:,} {name}" for name, count in sorted(made.counts.items()))
    print(
        f"{counted(made.articles, 'article')}, {counted(made.rows, 'row')}{counts}, {made.problems:,} passed over; "
        f"{counted(made.shards, 'shard')}"
        f", {made.kept:,} of them from before{f', {len(made.failed):,} failed' if made.failed else ''}"
    )
    bad = made.problems or made.failed or any(made.counts.get(k) for k in ("contradicted", *_CONFLICTS))
    return int(bool(bad))


_CONFLICTS = ("figure", "office", "person", "age", "spelling")


class _Stopped(BaseException):
    """Told to stop; no handler of ordinary errors may take it."""


def _stop(number: int, frame: Any) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise _Stopped
