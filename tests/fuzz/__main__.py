"""`python -m tests.fuzz TARGET FILE…`: one target on given inputs, the traceback as it comes."""

import sys
from pathlib import Path

from .targets import run, targets


def main() -> int:
    name, *files = sys.argv[1:] or [""]
    if name not in targets() or not files:
        print(f"{__doc__}\nTARGET is one of: {', '.join(targets())}", file=sys.stderr)
        return 2
    for file in files:
        run(targets()[name], Path(file).read_bytes())
        print(f"{file}: no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
