"""`copydesk check FILE… [--claim CLAIM] [--assertions DIR]` and `copydesk check --format jsonl -`"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..assertions.model import Assertion
    from ..assertions.waivers import Waiver
    from ..findings import Finding
    from ..jsonl import Record
    from ..terms import Lexicon

VERDICTS = ("contradicted", "unclear", "consistent", "not_mentioned")
NAME = "check"
HELP = "check claims against articles, without pytest"
EXAMPLES = """\
  copydesk check corpus/fr/*.md                                  the facts of assertions/
  copydesk check story.txt --claim "ATACMS range 300 km"         one claim, in English, French or Spanish"""


def add_arguments(parser: ArgumentParser) -> None:
    """Articles, claims or assertion files, and the form of the answer."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="articles; - for standard input")
    parser.add_argument(
        "--claim", action="append", default=[], metavar="CLAIM",
        help="a claim, such as 'ATACMS range 300 km'; may be repeated (default: the facts of assertions/)",
    )
    parser.add_argument(
        "--assertions", default=None, metavar="FOLDER", help="assertion files (default: assertions/ when no claim)"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="list facts that an article does not state, too")
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
    from .extract import articles

    assertions, waivers, table = _assertions(namespace)
    counts: Counter[str] = Counter()
    hidden = False
    bad: list[str] = []
    for file in namespace.files:
        for article in articles(file, namespace, bad):
            for finding in check_all(annotate(article), assertions, lexicon=table):
                counts[finding.verdict] += 1
                if namespace.format == "jsonl":
                    print(json.dumps(_form(finding.assertion.id, finding), ensure_ascii=False))
                elif _is_shown(finding, namespace):
                    _show(finding, waivers, namespace.explain)
                else:
                    hidden = True
    if namespace.format != "jsonl":
        _count(counts, hidden)
    return int(bool(bad) or counts["contradicted"] > 0)


def _is_shown(finding: "Finding", namespace: Namespace) -> bool:
    """Discrepancies always are; of a claim that is asked here also what agrees, of one article whatever came out."""
    if namespace.verbose or finding.verdict in ("contradicted", "unclear"):
        return True
    return bool(namespace.claim) and (finding.verdict == "consistent" or len(namespace.files) == 1)


def _count(counts: Counter[str], hidden: bool) -> None:
    """What came out, in one line; where other programs do not read it."""
    said = ", ".join(f"{counts[verdict]} {verdict.replace('_', ' ')}" for verdict in VERDICTS)
    print(f"{said}{' (all of them: -v)' if hidden else ''}", file=sys.stderr)


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


def _assertions(namespace: Namespace) -> tuple[Sequence["Assertion"], Sequence["Waiver"], "Lexicon | None"]:
    """What is asked, what is waived, and the term table: a desk's own terms count for its claims too. Raises InputError."""
    from ..assertions.load import TERMS, load_assertions
    from ..matching.check import claim_assertion
    from ..terms import lexicon

    made = [claim_assertion(claim) for claim in namespace.claim]
    waivers: Sequence[Waiver] = ()
    folder = Path(namespace.assertions or "assertions")
    terms: Path | None = folder / TERMS
    if namespace.assertions is not None or not made:
        # whether claims have words in every language is for lint to say
        loaded = load_assertions(folder, languages=()).require()
        made.extend(loaded.assertions)
        waivers, terms = loaded.waivers, loaded.terms
    return made, waivers, lexicon(terms) if terms and terms.is_file() else None


def _show(finding: "Finding", waivers: Sequence["Waiver"], explain: bool) -> None:
    from ..assertions.waivers import find
    from ..errors import visible
    from ..reports import terminal

    assertion, article = finding.assertion, finding.article
    source = assertion.id if assertion.place.file == "<claim>" else str(assertion.place)
    verdict = finding.verdict.replace("_", " ")
    if finding.verdict == "contradicted" and finding.statement and (waiver := find(
        waivers, article.id, assertion.id, terminal.said(finding), path=article.path, mention=finding.statement.mention
    )):
        verdict += f", waived until {waiver.until} ({waiver.place})"
    print(visible(f"{terminal.place(finding)}: {verdict}: {' '.join(finding.reason.split())} ({source})"))
    if explain and (rows := terminal.explanation(finding)):
        print(visible(rows))
