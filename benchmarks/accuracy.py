"""How well copydesk reads: every evaluation suite, beside the best known figures of other tools.

    python benchmarks/accuracy.py [--eval DIR] [--suite NAME] [--misses]

The evaluation data is not part of the project (default: ../shared/eval); without it the benchmark says so and stops.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--suite", action="append", help="seeds, news, newsquant, recognizers (default: all)")
    parser.add_argument("--misses", action="store_true", help="list every miss")
    options = parser.parse_args()
    if not (options.eval / "seeds_gold.jsonl").is_file():
        print(f"no evaluation data in {options.eval}; give its folder with --eval", file=sys.stderr)
        return 2
    from accuracy_suites import SUITES

    misses: list[str] = []
    for name in options.suite or SUITES:
        print(SUITES[name](options.eval, misses))
    if options.misses:
        print("\n".join(misses))
    return 0


Suite = Callable[[Path, list[str]], str]

if __name__ == "__main__":
    sys.exit(main())
