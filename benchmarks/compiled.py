"""Whether reading that is compiled gives the same mentions, and how much sooner.

    python benchmarks/compiled.py [--built FOLDER] [--rounds 10]

Compiles a copy of the source (some two minutes; needs a C compiler, mypy and setuptools 77 or later in this environment),
reads every article and example sentence of the repository with it and without, in turns, and compares what is read to the
last field. Ends with 1 where anything differs. `--built` keeps the compiled copy there, and takes the one that is there.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("setup.py", "pyproject.toml", "README.md", "LICENSE")


def texts() -> Iterator[tuple[str, str]]:
    """Language and text of everything there is to read here."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield "fr", path.read_text("utf-8")
    for path in sorted((ROOT / "benchmarks" / "verdicts" / "articles").glob("*/*.md")):
        yield path.parent.name, path.read_text("utf-8")
    for path in sorted((ROOT / "src" / "copydesk" / "languages").glob("*/*.yaml")):
        yield from ((path.parent.name, line) for line in path.read_text("utf-8").splitlines())


def work() -> int:
    """Reads everything once for each line that comes in; tells what it cost, and at first what was read."""
    from copydesk import annotate as module
    from copydesk.text import Article

    articles = [Article(id="x", text=text, lang=lang, published="2024-11-13") for lang, text in texts()]
    read = hashlib.sha256()
    for article in articles:
        read.update(repr([tuple(mention) for mention in module.annotate(article).mentions]).encode())
    print(json.dumps({"read": read.hexdigest(), "compiled": not str(module.__file__).endswith(".py")}), flush=True)
    for _ in sys.stdin:
        begin = time.process_time()
        for article in articles:
            module.annotate(article)
        print(time.process_time() - begin, flush=True)
    return 0


def build(folder: Path) -> bool:
    """Compiles a copy of the source into `folder`; False when that fails."""
    for name in NEEDED:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd", "*.egg-info"))
    made = subprocess.run(
        [sys.executable, "setup.py", "-q", "build_ext", "--inplace"], cwd=folder, capture_output=True, text=True,
        env={**os.environ, "COPYDESK_COMPILE": "1"},
    )
    if made.returncode or not any(folder.glob("src/copydesk/annotate.*[!y]")):
        print(f"not compiled: {made.stderr.strip()[-2000:]}", file=sys.stderr)
        return False
    return True


def worker(source: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, __file__, "--work"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )


def ask(process: "subprocess.Popen[str]") -> float:
    assert process.stdin and process.stdout
    process.stdin.write("\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def compare(built: Path, rounds: int) -> int:
    workers = [worker(ROOT / "src"), worker(built / "src")]
    try:
        plain, compiled = (json.loads(w.stdout.readline()) for w in workers if w.stdout)
        if not compiled["compiled"]:
            print(f"{built}: nothing is compiled there", file=sys.stderr)
            return 2
        costs = [[ask(w) for w in workers] for _ in range(rounds)]
    finally:
        for process in workers:
            process.kill()
            process.communicate()
    slow, fast = (min(cost[i] for cost in costs) for i in (0, 1))
    print(f"read plainly in {slow:.3f} s, compiled in {fast:.3f} s: {slow / fast:.2f} times as fast")
    same = plain["read"] == compiled["read"]
    print("the same mentions, to the last field" if same else "the mentions DIFFER")
    return 0 if same else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--built", type=Path, metavar="FOLDER", help="where the compiled copy is, or is to be")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        return work()
    with tempfile.TemporaryDirectory() as folder:
        built = options.built or Path(folder)
        built.mkdir(parents=True, exist_ok=True)
        if not (built / "src").exists() and not build(built):
            return 2
        return compare(built, options.rounds)


if __name__ == "__main__":
    sys.exit(main())
