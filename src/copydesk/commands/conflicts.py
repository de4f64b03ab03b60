"""`copydesk conflicts [FILE|FOLDER…] [--days N] [--updates] [--format jsonl]`"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..conflicts import Conflict, Side
    from ..text import Article

NAME = "conflicts"
HELP = "list what two articles say differently about the same thing at the same time"
EXAMPLES = """\
  copydesk conflicts                              the articles of corpus/ against one another
  copydesk conflicts a.md b.md --days 2"""


def add_arguments(parser: ArgumentParser) -> None:
    """Articles or corpus folders, how near in time they must be, and the form of the answer."""
    parser.add_argument("files", nargs="*", default=["corpus"], metavar="FILE", help="articles, folders (corpus)")
    parser.add_argument("--days", type=_days, default=7, help="how far apart articles may have appeared (default: 7)")
    parser.add_argument("--updates", action="store_true", help="also counts and areas that a later article gives higher")
    parser.add_argument(
        "--assertions", metavar="PATH", help="assertion file or folder: its terms, and spellings that it accepts"
    )
    parser.add_argument("--format", choices=("text", "jsonl"), default="text", help="jsonl: one JSON object a line")
    parser.add_argument("--lang", help="the language of a text that does not state it (default: told from its words)")
    parser.add_argument("--published", metavar="DATE", help="when a text that does not state it was published")


def _days(text: str) -> int:
    if not text.isdigit() or int(text) > 36500:
        raise ArgumentTypeError(f"{text!r} is not a number of days")
    return int(text)


def run(namespace: Namespace) -> int:
    """0 when no two articles disagree, 1 when two do (a count that only grew is no disagreement) or some input was bad."""
    from ..annotate import annotate
    from ..conflicts import conflicts
    from ..terms import lexicon

    undated: list[str] = []
    bad: list[str] = []
    accepted, own_terms = _desk(namespace.assertions)
    found = conflicts(
        (annotate(article) for article in _articles(namespace, undated, bad)),
        days=namespace.days, updates=namespace.updates, accepted=accepted,
        lexicon=lexicon(own_terms),
    )
    for conflict in found:
        if namespace.format == "jsonl":
            print(json.dumps(_form(conflict), ensure_ascii=False))
        else:
            _show(conflict)
    if undated:
        print(f"without a publication date, compared by names only: {', '.join(undated)}", file=sys.stderr)
    return int(bool(bad) or any(conflict.kind != "update" for conflict in found))


def _articles(namespace: Namespace, undated: list[str], bad: list[str]) -> Iterator["Article"]:
    """Every article of the files and folders, each id once."""
    from ..corpus import load_corpus
    from .extract import articles

    seen: set[str] = set()
    for file in namespace.files:
        path = Path(file)
        for article in load_corpus(path) if path.is_dir() else articles(file, namespace, bad):
            if article.id in seen:
                continue
            seen.add(article.id)
            if not article.published:
                undated.append(article.id)
            yield article


def _desk(path: str | None) -> tuple[Sequence[Sequence[str]], Path | None]:
    """The spellings that a desk's assertions accept, and its own terms."""
    if path is None:
        return (), None
    from ..assertions import load_assertions

    loaded = load_assertions(Path(path))
    loaded.require()
    return [(a.name, *a.also) for a in loaded.assertions if a.name], loaded.terms


def _form(conflict: "Conflict") -> dict[str, Any]:
    return {
        "kind": conflict.kind, "a": _side_form(conflict.a), "b": _side_form(conflict.b), "reason": conflict.reason,
    }


def _side_form(side: "Side") -> dict[str, Any]:
    text = side.article.text
    return {
        "article": side.article.id, "start": side.span.start, "end": side.span.end,
        "text": text[side.span.start : side.span.end], "sentence": text[side.sentence.start : side.sentence.end],
    }


def _show(conflict: "Conflict") -> None:
    """The two places with their sentences, the values underlined, below the line that says what disagrees."""
    from ..reports.wording import underlined
    from ..shown import value

    print(f"{conflict.kind}: {conflict.reason}")
    places = []
    for side in (conflict.a, conflict.b):
        line, column = side.article.place(side.span.start)
        day = side.article.published or "no date"
        places.append((f"{side.article.path or side.article.id}:{line}:{column}", day, value(side.mention)))
    widths = [max(len(row[column]) for row in places) for column in range(3)]
    for side, row in zip((conflict.a, conflict.b), places, strict=True):
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        for shown in underlined(side.article.text, *side.sentence, side.span, width=100):
            print(f"      {shown}")
    print()
