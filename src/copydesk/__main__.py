"""The command line: `copydesk COMMAND …`, the same as `python -m copydesk COMMAND …`.

Exit codes: 0 all well, 1 something was found or some input was bad, 2 the command line itself is wrong.
"""

import argparse
import gc
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from . import __version__

_CHOICE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)\Z")
_SELDOM = 50_000, 20, 100
"""How often cycles are looked for: the tables are large and stay, and each time all of them would be gone through."""
_UNKNOWN = re.compile(r"unrecognized arguments: (--[\w-]+)")


class _Parser(argparse.ArgumentParser):
    """A parser that names the command, value or option that was probably meant."""

    def error(self, message: str) -> NoReturn:
        from difflib import get_close_matches

        word, known = "", list[str]()
        if found := _CHOICE.search(message):
            word, known = found[1], [choice.strip(" '") for choice in found[2].split(",")]
        elif found := _UNKNOWN.search(message):
            word, known = found[1], sorted(self._options())
        near = get_close_matches(word, known, 1)
        super().error(f"{message}; did you mean {near[0]}?" if near else message)

    def _options(self) -> set[str]:
        """The options of this parser and of its commands."""
        parsers = [self, *(p for action in self._actions if isinstance(action.choices, dict) for p in action.choices.values())]
        return {option for parser in parsers for action in parser._actions for option in action.option_strings}


class _Help(argparse.HelpFormatter):
    """Commands and what they do in two columns."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=16)


def _parser() -> argparse.ArgumentParser:
    from .commands import commands

    parser = _Parser(
        prog="copydesk", description="A fact-consistency test suite for news corpora.", allow_abbrev=False,
        formatter_class=_Help, epilog="copydesk COMMAND --help tells more of a command; pytest runs all the checks.",
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    chosen = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, module in commands().items():
        command = chosen.add_parser(
            name, help=module.HELP, description=module.HELP, allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=f"examples:\n{module.EXAMPLES}" if hasattr(module, "EXAMPLES") else None,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    parser = _parser()
    namespace = parser.parse_args(arguments)
    if not hasattr(namespace, "run"):
        parser.print_help(sys.stderr)
        return 2
    gc.set_threshold(*_SELDOM)
    return _ended(_run(namespace))


def _ended(code: int) -> int:
    """The code, after all that was printed is where it belongs; the flush at exit has nothing left to complain of."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0
        if not code:
            print(f"copydesk: standard output: {error.strerror or error}", file=sys.stderr)
        return 1
    return code


def _run(namespace: argparse.Namespace) -> int:
    from .errors import CopydeskError

    try:
        code: int = namespace.run(namespace)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read us has had enough; the flush at exit must not complain either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except CopydeskError as error:
        print(error, file=sys.stderr)
        return 1
    except IsADirectoryError as error:
        print(f"copydesk: {error.filename} is a folder; name its files: {error.filename}/*.md", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"copydesk: {error.filename or ''}: {error.strerror or error}".replace(": :", ":"), file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
