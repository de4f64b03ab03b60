"""`copydesk check FILE… [--claim CLAIM] [--assertions DIR]` and `copydesk check --format jsonl -`"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..assertions.model import Assertion
    from ..findings import Finding
    from ..jsonl import Record
    from ..text import Article

NAME = "check"
HELP = "check claims against articles, without pytest"


def add_arguments(parser: ArgumentParser) -> None:
    """Articles, claims or assertion files, and the form of the answer."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="articles; - for standard input")
    parser.add_argument("--claim", action="append", default=[], metavar="CLAIM", help="a claim; may be repeated")
    parser.add_argument(
        "--assertions", default=None, metavar="FOLDER", help="assertion files (default: assertions/ when no claim)"
    )
    parser.add_argument("--format", choices=("text", "jsonl"), default="text", help="jsonl: one JSON object a line")
    parser.add_argument("--lang", help="the language of a text that does not state it (default: told from its words)")
    parser.add_argument("--published", metavar="DATE", help="when a text that does not state it was published")
    parser.add_argument("--explain", action="store_true", help="every mention considered, what tied it, why it lost")


def run(namespace: Namespace) -> int:
    """0 when nothing is contradicted, 1 when something is or some input was bad; for records, 1 means bad input."""
    if namespace.format == "jsonl" and not namespace.claim and namespace.assertions is None:
        return _serve(namespace.files)
    from ..annotate import annotate
    from ..matching.check import check_all

    assertions = _assertions(namespace)
    code = 0
    for file in namespace.files:
        for article in _articles(file, namespace):
            for finding in check_all(annotate(article), assertions):
                code = max(code, int(finding.verdict == "contradicted"))
                if namespace.format == "jsonl":
                    print(json.dumps(_form(finding.assertion.id, finding), ensure_ascii=False))
                else:
                    _show(finding, namespace.explain)
    return code


def _serve(files: Sequence[str]) -> int:
    from ..jsonl import serve, standard_input

    code = 0
    for file in files:
        if file == "-":
            code = max(code, serve(standard_input(), "<stdin>", _answer))
        else:
            with Path(file).open("rb") as source:
                code = max(code, serve(source, file, _answer))
    return code


def _answer(record: "Record") -> "Record":
    from ..annotate import annotate
    from ..jsonl import RecordError, article_of
    from ..matching.check import check

    given = record.get("article")
    if given is None:
        raise RecordError('there is no "article"; write {"id": …, "claim": …, "article": {"text": …}}')
    finding = check(annotate(article_of(given)), _assertion(record))
    return _form(record.get("id"), finding)


def _assertion(record: "Record") -> "Assertion":
    """The assertion of a record: a bare claim, or a mapping as an assertion file has it."""
    from ..errors import InputError, visible
    from ..jsonl import RecordError
    from ..matching.check import claim_assertion

    claim, assertion = record.get("claim"), record.get("assertion")
    if isinstance(assertion, str):
        claim = assertion
    if isinstance(claim, str):
        return claim_assertion(claim)
    if not isinstance(assertion, dict):
        raise RecordError('there is no "claim" and no "assertion"; give one of them')
    from ..assertions.load import read_assertions

    try:
        (made,) = read_assertions(json.dumps([assertion], ensure_ascii=False), "assertion")
    except InputError as error:
        raise RecordError(visible("; ".join(f"{p.what}; {p.remedy}" for p in error.problems))) from None
    return made


def _form(identifier: Any, finding: "Finding") -> dict[str, Any]:
    from ..jsonl import mention_form

    statement = finding.statement
    mention = mention_form(statement.mention, finding.article.text) if statement else None
    return {"id": identifier, "verdict": finding.verdict, "reason": finding.reason, "mention": mention}


def _assertions(namespace: Namespace) -> Sequence["Assertion"]:
    from ..matching.check import claim_assertion

    made = [claim_assertion(claim) for claim in namespace.claim]
    if namespace.assertions is not None or not made:
        from ..assertions import load_assertions

        made.extend(load_assertions(Path(namespace.assertions or "assertions")).assertions)
    return made


def _articles(file: str, namespace: Namespace) -> Sequence["Article"]:
    from . import extract

    return extract._articles(file, namespace)


def _show(finding: "Finding", explain: bool) -> None:
    article = finding.article
    line, column = article.place(finding.statement.mention.start if finding.statement else 0)
    told = f"; {finding.told}" if finding.told and finding.verdict == "contradicted" else ""
    print(f"{article.path or article.id}:{line}:{column}: {finding.verdict}: {finding.reason}{told} ({finding.assertion.id})")
    if not explain:
        return
    if finding.statement:
        statement = finding.statement
        print(f"    {' '.join(article.text[statement.sentence.start : statement.sentence.end].split())}")
        print(f"    {statement.comparison}{f' ({finding.told})' if finding.told else ''}")
        for span, word in statement.ties:
            print(f"    tie: {article.text[span.start : span.end]!r} answers {word!r}")
    for mention, why in finding.others:
        print(f"    not {article.text[mention.start : mention.end]!r}: {why}")
