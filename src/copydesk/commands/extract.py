"""`copydesk extract FILE…` and `copydesk extract --format jsonl -`"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..errors import Problem
    from ..jsonl import Record
    from ..text import Article

NAME = "extract"
HELP = "show what the parsers read in articles: figures, dates, positions, names"
EXAMPLES = """\
  copydesk extract corpus/fr/*.md
  copydesk extract --published 2024-05-31 - < story.txt"""


def add_arguments(parser: ArgumentParser) -> None:
    """Files, form, and what a plain text does not say itself."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="articles; - for standard input")
    parser.add_argument(
        "--format", choices=("text", "jsonl"), default="text",
        help="jsonl: JSON Lines out; standard input and .jsonl files are then read as JSON Lines too",
    )
    parser.add_argument("--lang", help="the language of a text that does not state it (default: told from its words)")
    parser.add_argument("--published", metavar="DATE", help="when a text that does not state it was published")
    parser.add_argument("--explain", action="store_true", help="name the rule that read each mention")


def run(namespace: Namespace) -> int:
    """Read every file; a file that cannot be read is named and the others are still answered."""
    from ..errors import CopydeskError

    code = 0
    for file in namespace.files:
        try:
            code = max(code, _file(file, namespace))
        except BrokenPipeError:
            raise
        except OSError as error:
            print(f"{file}: {error.strerror or error}", file=sys.stderr)
            code = 1
        except CopydeskError as error:
            print(error, file=sys.stderr)
            code = 1
    return code


def _file(file: str, namespace: Namespace) -> int:
    from ..jsonl import serve, standard_input

    lines = namespace.format == "jsonl"
    if lines and file == "-":
        return serve(standard_input(), "<stdin>", _answer)
    if lines and file.endswith((".jsonl", ".ndjson")):
        with Path(file).open("rb") as source:
            return serve(source, file, _answer)
    bad: list[str] = []
    for article in articles(file, namespace, bad):
        if lines:
            print(json.dumps(_form(article), ensure_ascii=False))
        else:
            _show(article, namespace.explain)
    return int(bool(bad))


def _answer(record: "Record") -> "Record":
    from ..jsonl import article_of

    return {**_form(article_of(record)), "id": record.get("id")}


def _form(article: "Article") -> dict[str, Any]:
    from ..annotate import annotate
    from ..jsonl import mention_forms

    return {"id": article.id, "mentions": mention_forms(annotate(article).mentions, article.text)}


def articles(file: str, namespace: Namespace, bad: list[str]) -> Iterator["Article"]:
    """The articles of a file. What is wrong with it, or with one of its articles, is said and kept in `bad`."""
    from ..errors import CopydeskError

    def report(problem: "Problem | str") -> None:
        bad.append(str(problem))
        print(problem, file=sys.stderr)

    try:
        yield from _articles(file, namespace, report)
    except OSError as error:
        report(f"{file}: {error.strerror or error}")
    except CopydeskError as error:
        report(str(error))


def _articles(file: str, namespace: Namespace, report: Callable[["Problem"], None]) -> Iterator["Article"]:
    """A corpus file as it stands, any other format as its reader gives it. Raises CopydeskError, OSError."""
    from ..corpus import LARGEST, parse_article
    from ..errors import CopydeskError, Problem
    from ..jsonl import RecordError, article_of
    from ..readers import formats, read, read_file

    name = "-.txt" if file == "-" else file
    identifier = Path(file).with_suffix("").as_posix() if file != "-" else "-"
    data = _beginning(file)
    article = parse_article(data, file, None) if len(data) <= LARGEST else None
    if article:
        yield article
        return
    if Path(name).suffix.lower() not in formats():
        raise CopydeskError(f"{file}: no reader for this format; it reads {' '.join(sorted(formats()))}")
    for document in read(data, name, report) if file == "-" else read_file(Path(file), name, report=report):
        known = {"lang": namespace.lang, "published": namespace.published}
        meta = {key: document.meta.get(key) or value for key, value in known.items()}
        text = "\n".join(document.lines)
        try:
            yield _placed(article_of({"id": identifier + document.name, "text": text, **meta}), file)
        except RecordError as error:
            report(Problem(file=file, line=document.line, column=1, what=str(error), remedy="it is passed over"))


def _beginning(file: str) -> bytes:
    """All of standard input; of a file as much as a corpus file may have. Raises CopydeskError."""
    from ..corpus import LARGEST
    from ..errors import CopydeskError
    from ..readers import Limits

    if file != "-":
        with Path(file).open("rb") as source:
            return source.read(LARGEST + 1)
    data = sys.stdin.buffer.read(Limits().file + 1)
    if len(data) > Limits().file:
        raise CopydeskError(f"<stdin>: more than {Limits().file >> 20} MB; give it as JSON Lines (--format jsonl)")
    return data


def _placed(article: "Article", file: str) -> "Article":
    from dataclasses import replace

    return replace(article, path="<stdin>" if file == "-" else file)


def _show(article: "Article", explain: bool) -> None:
    from ..annotate import annotate
    from ..reports.wording import underlined
    from ..shown import value

    for mention in annotate(article).mentions:
        line, column = article.place(mention.start)
        rule = f"  [{mention.rule}]" if explain else ""
        print(f"{article.path}:{line}:{column}: {mention.kind}: {value(mention)}{rule}")
        start = article.text.rfind("\n", 0, mention.start) + 1
        end = article.text.find("\n", mention.end)
        end = len(article.text) if end < 0 else end
        for shown in underlined(article.text, start, end, (mention.start, mention.end), width=90):
            print(f"    {shown}")
