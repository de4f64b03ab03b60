"""`copydesk baseline --until DATE [--by NAME] [--grow]`: waive what disagrees today, so that only new errors fail."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

NAME = "baseline"
HELP = "write today's discrepancies as waivers; an existing baseline only shrinks, unless --grow"
EXAMPLES = '  copydesk baseline --until 2027-06-30 --by "foreign desk"'


def add_arguments(parser: ArgumentParser) -> None:
    """The last day of the baseline, who accepts it, and the folders."""
    parser.add_argument("--until", required=True, metavar="DATE", help="the last day on which the waivers hold (EDTF)")
    parser.add_argument("--by", metavar="NAME", help="who accepts them (default: your login name)")
    parser.add_argument("--grow", action="store_true", help="take new discrepancies into an existing baseline")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="folder of the articles")
    parser.add_argument("--assertions", type=Path, default=Path("assertions"), metavar="DIR", help="folder of facts")
    parser.add_argument("--today", metavar="DATE", help="the day on which waivers are judged (default: today)")


def run(namespace: Namespace) -> int:
    """0 when every discrepancy is waived now; 1 when new ones are left out of an existing baseline."""
    from ..baseline import plan, write
    from ..gate import Gate, Options

    options = Options(today=namespace.today)
    gate = Gate(Path.cwd(), namespace.corpus.absolute(), namespace.assertions.absolute(), options)
    until = _until(namespace.until, gate.today)
    desk = gate.desk
    try:
        desk.loaded.require()
        made = plan(desk, grow=namespace.grow)
    finally:
        gate.close()
    for discrepancy in made.added:
        print(f"waived: {discrepancy.line}")
    for waiver in made.dropped:
        print(f"dropped: {waiver.place}: {waiver.assertion} in {waiver.article} is not needed any more")
    for discrepancy in made.left:
        print(f"new, not waived: {discrepancy.line}")
    if (made.added or made.dropped) and not namespace.dry_run:
        write(desk, made, by=namespace.by or _user(), until=until, on=gate.today)
    counts = f"{len(made.added)} waived, {len(made.kept)} kept, {len(made.dropped)} dropped, {len(made.left)} left out"
    print(f"{desk.waiver_file}: {counts}" + (" (nothing written)" if namespace.dry_run else ""), file=sys.stderr)
    if made.left:
        print("a baseline only shrinks: correct these, waive them by hand, or use --grow", file=sys.stderr)
    return 1 if made.left else 0


def _until(given: str, today: date) -> str:
    from ..errors import CopydeskError
    from ..periods import Period

    try:
        period = Period.parse(given)
    except ValueError as error:
        raise CopydeskError(f"--until: {error}") from None
    if period.last is None:
        raise CopydeskError(f"--until: {given} has no end; write the last day on which the waivers hold")
    if period.last < today:
        raise CopydeskError(f"--until: {given} is over; write the last day on which the waivers hold")
    return given


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return NAME
