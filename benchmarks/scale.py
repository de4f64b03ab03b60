"""How the cost of a batch grows with the number of articles, whether memory stays flat, what pytest and peers take.

    python benchmarks/scale.py [--task extract|check|conflicts] [--largest 100000] [--characters N] [--assertions FOLDER]
        [--workers 2] [--rounds 3] [--into FOLDER]
    python benchmarks/scale.py --pytest [--articles 10000] [--facts 1000] [--granularity article|fact]
    python benchmarks/scale.py --peers [--peer-python PYTHON] [--articles 400]

Articles are the real ones of corpus/ and benchmarks/verdicts/articles in turn, each with other numbers and another day.
What is compared is processor time, user and system, of all processes of a run: that changes less than the clock where
other programs run beside it. The row of 1,000 articles is the base, with the start of the processes and all that is made
once; the rows below say what one article more costs from there on, and the ratio to the first of them. Sizes up to 10,000
are measured `--rounds` times, the median is taken. Prints whether an article costs the same at every size, within 10 %.
"""

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from copydesk.corpus import parse_article
from copydesk.scale.job import Task
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "corpus", ROOT / "benchmarks" / "verdicts" / "articles")
SMALLEST = 1000
SECOND = 3000
OFTEN = 10_000
SHARD = 1 << 18
LINEAR = 0.1
PER_DAY = 20
"""Articles a day where articles of one day are compared: an archive that is larger is one of more days."""
_NUMBER = re.compile(r"(?<![\d\w.,-])(?!(?:19|20)\d\d\b)\d{1,3}(?![\d\w-])")
_FIRST, _DAYS = date(2024, 1, 1), 366  # the year that most assertions are about
_OLDEST = date(1900, 1, 1)


def real() -> list[Article]:
    """The articles that others are made from."""
    found = []
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.md")):
            article = parse_article(path.read_bytes(), path.name, None)
            if article is not None:
                found.append(article)
    return found


def varied(article: Article, number: int, characters: int, *, by_day: bool = False) -> dict[str, str]:
    """The article, or its beginning, with other numbers of as many digits, on another day, under an id of its own."""
    seed = number * 2654435761 % (1 << 32)

    def other(found: re.Match[str]) -> str:
        low, high = 10 ** (len(found[0]) - 1), 10 ** len(found[0])
        return str(low + (int(found[0]) * 31 + seed + found.start()) % (high - low))

    day = _OLDEST + timedelta(days=number // PER_DAY) if by_day else _FIRST + timedelta(days=seed % _DAYS)
    text = _NUMBER.sub(other, article.text[:characters])
    return {"id": f"v{number}", "lang": article.lang, "published": day.isoformat(), "text": text}


def generated(count: int, characters: int, *, by_day: bool = False) -> Iterator[dict[str, str]]:
    """So many articles, always the same."""
    kept = real()
    for number in range(count):
        yield varied(kept[number % len(kept)], number, characters, by_day=by_day)


def write(folder: Path, count: int, characters: int, *, by_day: bool = False) -> int:
    """The articles as JSON Lines; gives their size in bytes."""
    folder.mkdir(parents=True)
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for record in generated(count, characters, by_day=by_day):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


def measure(task: Task, source: Path, into: Path, workers: int, size: int, assertions: Path) -> dict[str, float]:
    """A run in this process: processor seconds of all its processes, seconds on the clock, peak memory in MB."""
    from copydesk.scale.job import job
    from copydesk.scale.run import batch

    begin = time.perf_counter()
    made = batch(job(task, folder=assertions if task == "check" else None), [source], into, workers=workers, size=size)
    if made.failed or made.problems:
        raise SystemExit(f"{made.failed} {made.problems} problems")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "cpu": sum(u.ru_utime + u.ru_stime for u in used), "wall": time.perf_counter() - begin, "own": peak(),
        "worker": used[1].ru_maxrss / 1024, "rows": made.rows,
    }


def peak() -> float:
    """The most memory that this process has had, in MB."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", choices=("extract", "check", "conflicts"), default="extract")
    parser.add_argument("--largest", type=int, default=100_000)
    parser.add_argument("--characters", type=int, default=1_000_000, help="read no more of each article")
    parser.add_argument("--assertions", type=Path, default=ROOT / "assertions", help="check: those of this folder")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--into", type=Path, help="keep what is made here")
    parser.add_argument("--pytest", action="store_true", help="measure pytest on many articles instead")
    parser.add_argument("--peers", action="store_true", help="measure other tools on the same articles instead")
    parser.add_argument("--peer-python", default=sys.executable, help="an interpreter that has them")
    parser.add_argument("--articles", type=int, help="how many, with --pytest (10,000) or --peers (400)")
    parser.add_argument("--facts", type=int, default=1000, help="--pytest: how many assertions")
    parser.add_argument("--granularity", choices=("article", "fact"), default="article", help="--pytest: an item is one")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    namespace = parser.parse_args()
    if namespace.one:
        source, into, size = namespace.one
        print(json.dumps(measure(
            namespace.task, Path(source), Path(into), namespace.workers, int(size), namespace.assertions
        )))
        return 0
    with tempfile.TemporaryDirectory() as made:
        root = namespace.into or Path(made)
        if namespace.pytest:
            from scale_pytest import measure_pytest

            return measure_pytest(
                root, namespace.articles or 10_000, namespace.facts, namespace.workers, namespace.granularity
            )
        if namespace.peers:
            from scale_peers import measure_peers

            return measure_peers(root, namespace.articles or 400, namespace.peer_python)
        return _growth(namespace, root)


def _growth(namespace: argparse.Namespace, root: Path) -> int:
    print(f"{namespace.task}, {namespace.workers} workers; processor time is user and system time of all processes")
    print(f"{'articles':>10}{'MB':>8}{'cpu s':>9}{'ms each':>9}{'ratio':>7}{'wall s':>8}{'a second':>10}{'worker MB':>11}"
          f"{'own MB':>8}", flush=True)
    first = worst = base = 0.0
    for size in (SMALLEST, SECOND, *(10**n for n in range(4, 10))):
        if size > namespace.largest:
            break
        source = root / f"in-{size}"
        written = write(source, size, namespace.characters, by_day=namespace.task == "conflicts")
        shard = min(SHARD, written // (4 * namespace.workers))
        rounds = namespace.rounds if size <= OFTEN else 1
        runs = [_apart(namespace, source, root / f"out-{size}-{n}", shard) for n in range(rounds)]
        cpu, wall = (statistics.median(run[name] for run in runs) for name in ("cpu", "wall"))
        each = (cpu - base) / (size - SMALLEST) if base else 0.0
        first = first or each
        worst = max(worst, abs(each / first - 1)) if first else 0.0
        told = f"{each * 1000:9.3f}{each / first:7.3f}" if each else f"{'base':>9}{'':7}"
        print(f"{size:10,}{written / 1e6:8.1f}{cpu:9.1f}{told}{wall:8.1f}{size / wall:10,.0f}"
              f"{max(run['worker'] for run in runs):11.0f}{max(run['own'] for run in runs):8.0f}", flush=True)
        base = base or cpu
    print(f"linear within {LINEAR:.0%}: {'yes' if worst <= LINEAR else 'no'} (most: {worst:.1%})")
    return 0


def _apart(namespace: argparse.Namespace, source: Path, into: Path, shard: int) -> dict[str, Any]:
    """One run in a process of its own, so that its memory and its processor time are its own."""
    return answer([
        sys.executable, str(Path(__file__).resolve()), "--task", namespace.task, "--workers", str(namespace.workers),
        "--assertions", str(namespace.assertions), "--one", str(source), str(into), str(shard),
    ])


def answer(command: Sequence[str]) -> dict[str, Any]:
    """The JSON that a program's last line holds."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True, env=environment())
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def environment() -> dict[str, str]:
    """This process's environment, with the modules of this checkout."""
    given = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    paths = [str(Path(entry).resolve()) for entry in (str(ROOT / "src"), *given)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


if __name__ == "__main__":
    sys.exit(main())
