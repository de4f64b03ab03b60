"""`copydesk try "CLAIM"`: what an assertion would say of the whole corpus, before it is merged."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import report

if TYPE_CHECKING:
    from ..assertions.model import Assertion
    from ..errors import Problem
    from ..findings import Finding, Verdict
    from ..session import Desk

NAME = "try"
HELP = "what an assertion would say of every article, before it is merged"
EXAMPLES = """\
  copydesk try "ATACMS range 300 km"
  copydesk try "US aid remaining 9.2 billion USD" --valid 2024-11 --tolerance 2%"""
_FILE = "<claim>"
_ORDER: "tuple[Verdict, ...]" = ("contradicted", "unclear", "consistent", "not_mentioned")


def add_arguments(parser: ArgumentParser) -> None:
    """The claim, and the fields that change a verdict."""
    parser.add_argument("claim", metavar="CLAIM", help="a claim, or a whole entry in braces: {position: …, person: …}")
    parser.add_argument("--valid", metavar="EDTF", help="when it holds: 2024-11, 2024-10-01/..")
    parser.add_argument("--tolerance", metavar="SHARE", help="how far a value may lie off: 2%%")
    parser.add_argument("--all", action="store_true", help="also the articles that say nothing of it")
    report.add_folders(parser)


def run(namespace: Namespace) -> int:
    """0 when the claim is in order and nothing contradicts it; 1 otherwise."""
    from ..matching.check import check_all
    from ..matching.preselect import select
    from . import _curating

    desk = report.desk(namespace)
    assertion, problems = _claim(desk, namespace)
    for problem in problems:
        print(f"problem: {problem.what}; {problem.remedy}")
    if assertion is None:
        return 1
    _show_claim(assertion)
    found: list[Finding] = []
    asked = total = 0
    for article in _curating.articles(desk, "Asking the articles"):
        total += 1
        if select([assertion], article, desk.lexicon):
            asked += 1
            found.extend(check_all(desk.annotated(article), [assertion], lexicon=desk.lexicon))
    counts = Counter(f.verdict for f in found)
    print(", ".join(f"{counts[v]} {v.replace('_', ' ')}" for v in _ORDER) + f"; asked of {asked} of {total} articles")
    for finding in sorted(found, key=lambda f: (_ORDER.index(f.verdict), f.article.id)):
        if finding.verdict != "not_mentioned" or namespace.all:
            _show(finding)
    return 1 if problems or counts["contradicted"] else 0


def _claim(desk: "Desk", namespace: Namespace) -> tuple["Assertion | None", "list[Problem]"]:
    """The assertion and what lint would say of it among the others."""
    from ..assertions import _checks
    from ..assertions.load import read_assertions
    from ..assertions.write import scalar
    from ..errors import InputError, Problem

    text = namespace.claim.strip()
    entry = f"- {text}\n" if text.startswith("{") else f"- claim: {scalar(' '.join(text.split()))}\n"
    more = {"valid": namespace.valid, "tolerance": namespace.tolerance}
    if not text.startswith("{"):
        entry += "".join(f"  {key}: {scalar(value)}\n" for key, value in more.items() if value)
    try:
        (made,) = read_assertions(entry, _FILE)
    except InputError as error:
        return None, list(error.problems)
    except ValueError:
        return None, [Problem(file=_FILE, line=1, column=1, what="this is not one assertion", remedy="write one claim")]
    problems = [*_terms(desk, made)]
    problems += [p for p in _checks.check([*desk.loaded.assertions, made]) if p.file == _FILE]
    return made, [*problems, *desk.loaded.problems]


def _terms(desk: "Desk", made: "Assertion") -> "Iterator[Problem]":
    from ..assertions.load import unknown_terms
    from ..errors import Problem

    if made.kind == "name":
        return
    for claim in (made.claim, *made.parts):
        for word, code in dict.fromkeys(unknown_terms(claim, desk.languages, desk.loaded.terms)):
            yield Problem(
                file=_FILE, line=1, column=1, what=f"no term gives {word!r} in the language `{code}`",
                remedy="write it in terms.yaml, or give the articles' words with `about:`",
            )


def _show_claim(assertion: "Assertion") -> None:
    from ..shown import value

    expected = assertion.claim.expected
    read = f"read as {value(expected)}, in the language `{assertion.claim.lang}`" if expected else assertion.kind
    print(f"{assertion.claim.text} (id {assertion.id}): {read}")


def _show(finding: "Finding") -> None:
    """The verdict with the sentence it comes from."""
    from ..reports import terminal
    from ..reports.wording import underlined

    statement = finding.statement
    print(f"\n{finding.verdict.replace('_', ' '):<14}{terminal.place(finding)}: {finding.reason}")
    if statement:
        mark = (statement.mention.start, statement.mention.end)
        for shown in underlined(finding.article.text, *statement.sentence, mark, width=100):
            print(f"{'':<14}{shown}")
