"""`copydesk stale [--older-than 180d] [--only SIGN]`: assertions that grow old."""

from argparse import ArgumentParser, Namespace

from . import report

NAME = "stale"
HELP = "list assertions whose validity ended, that were checked long ago, or that nothing matches"
EXAMPLES = """\
  copydesk stale --older-than 1y --only unchecked"""
SIGNS = {"ended": "their validity ended", "unchecked": "checked long ago, or never", "unmatched": "nothing matches them"}


def add_arguments(parser: ArgumentParser) -> None:
    """How old is old, and which signs of age are asked for."""
    parser.add_argument(
        "--older-than", default="180d", metavar="TIME", help="how long a check is good: 180d, 26w, 6m, 2y (default: 180d)"
    )
    parser.add_argument("--only", action="append", choices=tuple(SIGNS), help="only this sign; may be repeated")
    report.add_folders(parser)


def run(namespace: Namespace) -> int:
    """0 whatever is found: age is no mistake."""
    from ..ageing import aged, span
    from ..errors import InputError
    from . import _curating

    older_than = span(namespace.older_than)
    desk = report.desk(namespace)
    if desk.loaded.problems:
        raise InputError(desk.loaded.problems)
    signs = namespace.only or list(SIGNS)
    assertions = desk.loaded.assertions
    found = [
        one for assertion in _curating.watched(assertions, "Asking the articles", len(assertions))
        for one in aged(desk, assertion, older_than, match="unmatched" in signs)
    ]
    for sign, title in SIGNS.items():
        those = [one for one in found if one.sign == sign]
        if sign not in signs or not those:
            continue
        print(f"{len(those)} of {len(assertions)} assertions: {title}")
        for one in sorted(those, key=lambda one: (one.since is not None, one.since, one.assertion.place)):
            print(f"  {one.assertion.place}: {one.assertion.id}: {one.what}")
        print()
    old = {one.assertion.id for one in found if one.sign in signs}
    print(f"{len(old)} of {len(assertions)} assertions show signs of age on {desk.today}")
    return 0
