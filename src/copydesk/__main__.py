"""The command line: `copydesk COMMAND …`, the same as `python -m copydesk COMMAND …`.

Exit codes: 0 all well, 1 something was found or some input was bad, 2 the command line itself is wrong.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from . import __version__


def _parser() -> argparse.ArgumentParser:
    from .commands import commands

    parser = argparse.ArgumentParser(
        prog="copydesk", description="A fact-consistency test suite for news corpora.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    chosen = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, module in commands().items():
        command = chosen.add_parser(name, help=module.HELP, description=module.HELP, allow_abbrev=False)
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
