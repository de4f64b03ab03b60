"""`copydesk mutate [ARTICLE…]`: alter figures one by one, and say which alterations nothing would notice."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..mutation import Trial
    from ..session import Desk
    from ..text import Article

NAME = "mutate"
HELP = "say how strong the assertions are: which figures could be altered unnoticed"
EXAMPLES = """\
  copydesk mutate corpus/fr/2024-05-31-kharkiv.md --fail-under 60"""


def add_arguments(parser: ArgumentParser) -> None:
    """The articles, the folders, the form of the answer, and the share that must be caught."""
    parser.add_argument("articles", nargs="*", type=Path, metavar="ARTICLE", help="files of the corpus (default: all)")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="folder of the articles")
    parser.add_argument("--assertions", type=Path, default=Path("assertions"), metavar="DIR", help="folder of facts")
    parser.add_argument("--format", choices=("text", "jsonl"), default="text", help="jsonl: one JSON object a figure")
    parser.add_argument("--fail-under", type=float, metavar="N", help="exit with 1 when less than N%% are caught")


def run(namespace: Namespace) -> int:
    """0, or 1 when less is caught than must be."""
    from ..gate import Gate, Options
    from ..mutation import try_article

    gate = Gate(Path.cwd(), namespace.corpus.absolute(), namespace.assertions.absolute(), Options())
    desk = gate.desk
    trials: list[Trial] = []
    try:
        desk.loaded.require()
        articles = _articles(desk, namespace.articles)
        for number, article in enumerate(articles, 1):
            _progress(number, len(articles), article)
            for trial in try_article(desk, article):
                trials.append(trial)
                if namespace.format == "jsonl":
                    print(json.dumps(_form(trial), ensure_ascii=False))
        _progress(0, 0, None)
    finally:
        gate.close()
    if namespace.format == "text":
        for line in _lines(trials):
            print(line)
    tried, caught = sum(t.total for t in trials), sum(len(t.caught) for t in trials)
    if namespace.fail_under is not None and tried and 100 * caught / tried < namespace.fail_under:
        print(f"{100 * caught / tried:.1f}% is under {namespace.fail_under:g}%", file=sys.stderr)
        return 1
    return 0


def _articles(desk: "Desk", files: Sequence[Path]) -> "list[Article]":
    from ..errors import CopydeskError

    if not files:
        return list(desk.articles())
    found: list[Article] = []
    for file in files:
        path = file.absolute()
        if not path.is_relative_to(desk.corpus):
            raise CopydeskError(f"{file} is not in {desk.shown(desk.corpus)}; name a file of the corpus")
        article = desk.article(path)
        if article is None:
            raise CopydeskError(f"{file} is no article; it lacks the front matter that `copydesk ingest` writes")
        found.append(article)
    return found


def _progress(number: int, total: int, article: "Article | None") -> None:
    """On a terminal, which article is being altered."""
    if sys.stderr.isatty():
        shown = f"{number} of {total}: {article.id}" if article else ""
        print(f"\r\x1b[K{shown}", end="", file=sys.stderr, flush=True)


def _lines(trials: "Iterable[Trial]") -> list[str]:
    """The figures that could be altered unnoticed, by article, and the shares."""
    lines: list[str] = []
    tried = caught = figures = safe = blind = asked = 0
    of_asked = [0, 0]
    for trial in trials:
        if not trial.total:
            continue
        tried, caught, figures = tried + trial.total, caught + len(trial.caught), figures + 1
        safe += not trial.survived
        blind += not trial.caught
        if trial.asked:
            asked += 1
            of_asked = [of_asked[0] + len(trial.caught), of_asked[1] + trial.total]
        if trial.survived:
            article = trial.article
            line, column = article.place(trial.start)
            said = " ".join(article.text[trial.start : trial.end].split())
            others = ", ".join(mutant.written for mutant in trial.survived)
            why = "" if trial.asked else " (no assertion speaks of it)"
            share = f"{len(trial.survived)} of {trial.total}"
            lines.append(
                f"{article.path or article.id}:{line}:{column}: {said} could be {others} unnoticed, {share}{why}"
            )
    if not figures:
        return ["there is no figure to alter"]
    lines.append(f"altered      {figures} figures in {tried} ways")
    lines.append(f"caught       {caught} of {tried} ({caught / tried:.0%})")
    if asked:
        share = f"{of_asked[0]} of {of_asked[1]} ({of_asked[0] / of_asked[1]:.0%})"
        lines.append(f"asked about  {asked} of {figures} figures, of them {share}")
    lines.append(f"figures      {safe} guarded in full, {figures - safe - blind} in part, {blind} not at all")
    return lines


def _form(trial: "Trial") -> dict[str, Any]:
    article = trial.article
    line, column = article.place(trial.start)
    return {
        "article": article.id, "file": article.path, "line": line, "column": column, "start": trial.start,
        "end": trial.end, "text": article.text[trial.start : trial.end], "asked": trial.asked,
        "caught": [{"how": m.how, "written": m.written, "by": by} for m, by in trial.caught],
        "survived": [{"how": m.how, "written": m.written} for m in trial.survived],
    }
