"""How fast verdicts come: pairs a second on annotated articles, and 1,000 assertions against 1,000 articles."""

import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from copydesk.annotate import annotate
from copydesk.assertions import Assertion
from copydesk.matching.check import check_all, claim_assertion
from copydesk.matching.preselect import select
from copydesk.terms import lexicon
from copydesk.text import Article
from verdicts_measures import PARTS, article_form, load

COUNT = 1000
SAMPLE = 100
PAIRS_A_SECOND = 20_000
SECONDS = 60


def report() -> str:
    """Both figures, each with its ratio to what is asked for."""
    pairs, spent, alone = _checked(SAMPLE)
    rate, every = pairs / spent, SAMPLE * COUNT / (spent + alone)
    begin = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        asked, contradicted = map(sum, zip(*pool.map(_run, _halves()), strict=True))
    whole = time.perf_counter() - begin
    return "\n".join([
        "\n## Speed\n",
        f"{SAMPLE} annotated articles, {COUNT:,} assertions, one process: pre-selection {alone:.2f} s, then {pairs:,} "
        f"pairs checked in {spent:.2f} s.",
        f"- pairs checked a second: {rate:,.0f} ({rate / PAIRS_A_SECOND:.2f} of {PAIRS_A_SECOND:,})",
        f"- pairs decided a second, pre-selection included: {every:,.0f} ({every / PAIRS_A_SECOND:.2f} of "
        f"{PAIRS_A_SECOND:,})",
        f"{COUNT:,} assertions against {COUNT:,} articles on two processes, reading included: {whole:.1f} s "
        f"({whole / SECONDS:.2f} of the {SECONDS} s allowed; {asked:,} pairs after pre-selection, "
        f"{contradicted:,} contradicted).",
    ])


@cache
def assertions() -> Sequence[Assertion]:
    """A thousand assertions: the tuned claims, then the same with other numbers."""
    rows = [*load("tuned"), *load("tuned_silent")]
    texts = list(dict.fromkeys(row["claim"] for row in rows))
    return [claim_assertion(_varied(texts[n % len(texts)], n // len(texts))) for n in range(COUNT)]


def articles(first: int, last: int) -> Iterator[Article]:
    """Of a thousand articles, those from `first` to `last`: ours and the corpus's, each with other numbers in turn."""
    rows = [row for part in PARTS for row in load(part)]
    names = sorted({(row["article"], row["article_lang"]) for row in rows})
    forms = [article_form(*name) for name in names]
    for n in range(first, last):
        form, turn = forms[n % len(forms)], n // len(forms)
        yield Article(**{**form, "id": f"{form['id']}-{turn}", "text": _varied(form["text"], turn)})


def _varied(text: str, turn: int) -> str:
    """The text with every figure's digits turned on by `turn` (never to a leading zero); turn 0 leaves it alone."""
    def other(found: re.Match[str]) -> str:
        return "".join(
            char if not char.isdigit() else str((int(char) + turn - 1) % 9 + 1) for char in found[0]
        )
    return re.sub(r"(?<![\w-])\d{1,3}(?!\d)", other, text) if turn else text


def _checked(count: int) -> tuple[int, float, float]:
    """Pairs checked, the seconds that took, and the seconds of pre-selection, on articles whose mentions were read before.

    Pre-selection finds the words of an article and what they mean; checking lays its figures out among them.
    """
    words = lexicon()
    ready = [annotate(article) for article in articles(0, count)]
    asked = assertions()
    pairs, spent, alone = 0, 0.0, 0.0
    for annotated in ready:
        begin = time.perf_counter()
        wanted = select(asked, annotated.article, words)
        between = time.perf_counter()
        check_all(annotated, wanted, lexicon=words)
        alone += between - begin
        spent += time.perf_counter() - between
        pairs += len(wanted)
    return pairs, spent, alone


def _halves() -> list[tuple[int, int]]:
    return [(0, COUNT // 2), (COUNT // 2, COUNT)]


def _run(bounds: tuple[int, int]) -> tuple[int, int]:
    """Pairs asked and contradicted over a run of articles, from their text."""
    words, asked, pairs, contradicted = lexicon(), assertions(), 0, 0
    for article in articles(*bounds):
        wanted = select(asked, article, words)
        pairs += len(wanted)
        findings = check_all(annotate(article), wanted, lexicon=words)
        contradicted += sum(finding.verdict == "contradicted" for finding in findings)
    return pairs, contradicted


if __name__ == "__main__":
    print(report())
