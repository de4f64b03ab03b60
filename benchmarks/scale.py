"""How the cost of a batch grows with the number of articles, and whether memory stays flat.

    python benchmarks/scale.py [--task extract|check|conflicts] [--largest 100000] [--characters N]
        [--workers 2] [--into FOLDER]

Articles are the real ones of corpus/ and benchmarks/verdicts/articles in turn, each with other numbers and another day.
Processor time is what is compared, which a busy machine changes less than the clock. The first row is each real article
twice; what it costs, start of the workers and all, is taken from the rows below it. Prints a table, and whether the cost
of one article at every size is within 10 % of that at 1,000.
"""

import argparse
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from copydesk.corpus import parse_article
from copydesk.scale.job import Job, job
from copydesk.scale.run import batch
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "corpus", ROOT / "benchmarks" / "verdicts" / "articles")
SMALLEST = 1000
SHARD = 1 << 18
LINEAR = 0.1
_NUMBER = re.compile(r"(?<![\d\w.,-])(?!(?:19|20)\d\d\b)\d{1,3}(?![\d\w-])")
_FIRST = date(2020, 1, 1)
_DAYS = 2000


def real() -> list[Article]:
    """The articles that others are made from."""
    found = []
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.md")):
            article = parse_article(path.read_bytes(), path.name, None)
            if article is not None:
                found.append(article)
    return found


def varied(article: Article, number: int, characters: int) -> dict[str, str]:
    """The article, or its beginning, with other numbers of as many digits, on another day, under an id of its own."""
    seed = number * 2654435761 % (1 << 32)

    def other(found: re.Match[str]) -> str:
        low, high = 10 ** (len(found[0]) - 1), 10 ** len(found[0])
        return str(low + (int(found[0]) * 31 + seed + found.start()) % (high - low))

    day = _FIRST + timedelta(days=seed % _DAYS)
    text = _NUMBER.sub(other, article.text[:characters])
    return {"id": f"v{number}", "lang": article.lang, "published": day.isoformat(), "text": text}


def generated(count: int, characters: int) -> Iterator[dict[str, str]]:
    """So many articles, always the same."""
    kept = real()
    for number in range(count):
        yield varied(kept[number % len(kept)], number, characters)


def write(folder: Path, count: int, characters: int) -> int:
    """The articles as JSON Lines; gives their size in bytes."""
    folder.mkdir(parents=True)
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for record in generated(count, characters):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


def measure(asked: Job, folder: Path, into: Path, workers: int, size: int) -> tuple[float, float]:
    """Processor seconds of the workers and of their supervisor, and seconds on the clock."""
    before, begin = _spent(), time.perf_counter()
    made = batch(asked, [folder], into, workers=workers, size=size)
    if made.failed or made.problems:
        raise SystemExit(f"{made.failed} {made.problems} problems")
    return _spent() - before, time.perf_counter() - begin


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def main() -> int:
    parser = argparse.ArgumentParser(description="how the cost of a batch grows")
    parser.add_argument("--task", choices=("extract", "check", "conflicts"), default="extract")
    parser.add_argument("--largest", type=int, default=100_000)
    parser.add_argument("--characters", type=int, default=1_000_000, help="read no more of each article")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--into", type=Path, help="keep what is made here")
    namespace = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        return _growth(namespace, namespace.into or Path(made))


def _growth(namespace: argparse.Namespace, root: Path) -> int:
    asked = job(namespace.task, folder=ROOT / "assertions" if namespace.task == "check" else None)
    least = 2 * len(real())
    print(f"{namespace.task}, {namespace.workers} workers")
    print(f"{'articles':>10}{'MB':>8}{'cpu s':>9}{'ms each':>9}{'ratio':>7}{'wall s':>8}{'a second':>10}{'worker MB':>11}"
          f"{'own MB':>8}")
    size, first, worst, base = least, 0.0, 0.0, 0.0
    while size <= namespace.largest:
        written = write(root / f"in-{size}", size, namespace.characters)
        shard = min(SHARD, written // (4 * namespace.workers))
        cpu, wall = measure(asked, root / f"in-{size}", root / f"out-{size}", namespace.workers, shard)
        worker, own = (resource.getrusage(w).ru_maxrss / 1024 for w in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
        each = (cpu - base) / (size - least) if base else 0.0
        first = first or each
        worst = max(worst, abs(each / first - 1)) if first else 0.0
        told = f"{each * 1000:9.3f}{each / first:7.3f}" if each else f"{'start':>9}{'':7}"
        print(f"{size:10,}{written / 1e6:8.1f}{cpu:9.1f}{told}{wall:8.1f}{size / wall:10,.0f}{worker:11.0f}{own:8.0f}",
              flush=True)
        base = base or cpu
        size = SMALLEST if size == least else size * 10
    print(f"linear within {LINEAR:.0%}: {'yes' if worst <= LINEAR else 'no'} (most: {worst:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
