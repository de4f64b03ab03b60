"""How well copydesk reads: every evaluation suite, beside the best known figures of other tools.

    python benchmarks/accuracy.py [--eval DIR] [--suite NAME] [--misses]

The evaluation data is not part of the project (default: ../shared/eval); without it the benchmark says so and stops.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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


if __name__ == "__main__":
    sys.exit(main())
