"""pytest itself on a big corpus: collection, a first run, a second one with a warm cache, two processes, memory."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.text import Article
from scale import ROOT, environment, real

SYLLABLES = ("ba", "do", "ka", "lu", "mi", "no", "ra", "su", "te", "vo")
SAYS = {
    "fr": "Le missile {name} a une portée de {km} km.", "en": "The {name} missile has a range of {km} km.",
    "es": "El misil {name} tiene un alcance de {km} km.", "de": "Die Rakete {name} hat eine Reichweite von {km} km.",
    "it": "Il missile {name} ha una gittata di {km} km.",
}
WRONG = 20
"""Every so many articles one says another figure than the assertion does."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of pytest took: processor seconds with its workers', seconds, MB of the biggest process, its output."""

    cpu: float
    wall: float
    memory: float
    said: str


def names() -> Iterator[str]:
    """Names of things that there are not, each once."""
    for number in range(len(SYLLABLES) ** 4):
        told = f"{number:04}"
        yield "".join(SYLLABLES[int(digit)] for digit in told[::-1]).capitalize()


def make(folder: Path, articles: int, facts: int) -> int:
    """A desk: real articles in turn, each with a sentence of its own about one of many things. Gives the assertions."""
    (folder / "assertions").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    known = 0
    for path in sorted((ROOT / "assertions").rglob("*.yaml")):
        if path.name not in ("waivers.yaml", "terms.yaml"):
            # evidence stands in the corpus of the checkout
            text = re.sub(r"\n  evidence:\s*\n(?:    .*\n)+", "\n", path.read_text("utf-8"))
            text = re.sub(r"\n  evidence: \{[^}]*\}", "", text)
            (folder / "assertions" / path.name).write_text(text, "utf-8")
            known += len(re.findall(r"^- ", text, re.MULTILINE))
    things = [name for name, _ in zip(names(), range(max(0, facts - known)), strict=False)]
    claims = "".join(f"- The {name} missile has a range of {300 + number} km\n" for number, name in enumerate(things))
    (folder / "assertions" / "missiles.yaml").write_text(claims or "[]\n", "utf-8")
    kept = real()
    for number in range(articles):
        _write(folder / "corpus", kept[number % len(kept)], number, things)
    return known + len(things)


def _write(corpus: Path, article: Article, number: int, things: list[str]) -> None:
    text = article.text
    if things and article.lang in SAYS:
        thing = number % len(things)
        km = 300 + thing + (100 if number % WRONG == WRONG - 1 else 0)
        text += "\n" + SAYS[article.lang].format(name=things[thing], km=km)
    path = corpus / article.lang / f"{article.published}-v{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: V {number}\nlang: {article.lang}\npublished: {article.published}\n---\n{text}\n", "utf-8")


def run(folder: Path, granularity: str, *options: str) -> Run:
    """One run of pytest there. Raises SystemExit when it breaks down."""
    kept = folder / "said.txt"
    begin = time.perf_counter()
    with kept.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", f"copydesk_granularity={granularity}",
             *options, "corpus", "assertions"],
            cwd=folder, stdout=said, stderr=subprocess.STDOUT, env={**environment(), "COLUMNS": "120", "CI": ""},
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begin
    told = kept.read_text("utf-8", "replace")
    if process.returncode not in (0, 1):
        raise SystemExit(f"pytest ended with {process.returncode}: {told[-2000:]}")
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, told)


def measure_pytest(root: Path, articles: int, facts: int, workers: int, granularity: str) -> int:
    """Make the desk and print what pytest takes."""
    folder = root / "desk"
    held = make(folder, articles, facts)
    print(f"{articles:,} articles, {held:,} assertions, one item a{'n' * (granularity == 'article')} {granularity}; "
          "processor time is user and system time of all processes")
    print(f"{'':24}{'cpu s':>8}{'wall s':>8}{'MB':>7}{'lines said':>12}  result", flush=True)
    for title, options in (
        ("collection", ("--collect-only",)), ("first run", ()), ("second run, warm cache", ()),
        (f"warm cache, -n {workers}", ("-n", str(workers))),
    ):
        made = run(folder, granularity, *options)
        lines = made.said.rstrip().splitlines()
        print(f"{title:24}{made.cpu:8.1f}{made.wall:8.1f}{made.memory:7.0f}{len(lines):12,}  {lines[-1] if lines else ''}",
              flush=True)
    return 0
