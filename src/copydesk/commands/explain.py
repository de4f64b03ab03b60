"""`copydesk explain ARTICLE[:LINE]`: what was read there, what was asked, and why each verdict came out as it did."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import report

if TYPE_CHECKING:
    from ..findings import Finding, Verdict
    from ..mentions import Mention
    from ..session import Desk
    from ..text import Article

NAME = "explain"
HELP = "what was read in an article, by which rule, which assertions were asked, and why others lost"
EXAMPLES = """\
  copydesk explain fr/2024-05-31-kharkiv:13       what was read in a line, and why"""
_ORDER: "tuple[Verdict, ...]" = ("contradicted", "unclear", "consistent", "not_mentioned")


def add_arguments(parser: ArgumentParser) -> None:
    """The article, with or without a line."""
    parser.add_argument("article", metavar="ARTICLE[:LINE]", help="an article's id or file, and a line of the file")
    report.add_folders(parser)


def run(namespace: Namespace) -> int:
    """0 when there is such an article, and such a line in it."""
    from ..errors import CopydeskError, InputError
    from . import _curating

    desk = report.desk(namespace)
    if desk.loaded.problems:
        raise InputError(desk.loaded.problems)
    found = re.fullmatch(r"(.+?):(\d+)(?::\d+)?", namespace.article)
    name, line = (found[1], int(found[2])) if found else (namespace.article, None)
    article = _curating.article(desk, name)
    last = article.place(len(article.text))[0]
    if line is not None and not article.first_line <= line <= last:
        raise CopydeskError(f"{article.path} has text on the lines {article.first_line} to {last}; there is no {line}")
    findings = [desk.finding(article, assertion) for assertion in desk.selected(article)]
    mentions = [m for m in desk.annotated(article).mentions if line in (None, article.place(m.start)[0])]
    _read(article, mentions, findings)
    _asked(desk, article, line, findings)
    return 0


def _read(article: "Article", mentions: "Sequence[Mention]", findings: "Sequence[Finding]") -> None:
    """Every mention below its line, with its value, its rule, and the assertions that it answers."""
    from ..errors import counted
    from ..reports.wording import underlined
    from ..shown import value

    print(f"{article.path}: {counted(len(mentions), 'mention')} read")
    for mention in mentions:
        line, column = article.place(mention.start)
        start = article.text.rfind("\n", 0, mention.start) + 1
        end = article.text.find("\n", mention.end)
        end = len(article.text) if end < 0 else end
        for shown in underlined(article.text, start, end, (mention.start, mention.end)):
            print(f"    {shown}")
        answers = [f.assertion.id for f in findings if f.statement and f.statement.mention == mention]
        said = f"  answers {', '.join(answers)}" if answers else ""
        print(f"  {line}:{column}  {mention.kind}: {value(mention)}  [{mention.rule}]{said}")
    print()


def _asked(desk: "Desk", article: "Article", line: int | None, findings: "Sequence[Finding]") -> None:
    """The assertions that were asked: of a line those that looked at a mention of it."""
    here = [f for f in findings if line is None or _touches(article, f, line)]
    elsewhere = [f for f in here if line is not None and f.statement and article.place(f.statement.mention.start)[0] != line]
    total = len(desk.loaded.assertions)
    where = "" if line is None else f"; {len(here)} of them looked at line {line}"
    print(f"{len(findings)} of {total} assertions asked{where}")
    for finding in sorted(here, key=lambda f: (_ORDER.index(f.verdict), f.assertion.place)):
        if finding not in elsewhere:
            _finding(article, finding, line)
    if elsewhere:
        print("\n  answered on other lines:")
    for finding in elsewhere:
        _passed_over(article, finding, line)


def _passed_over(article: "Article", finding: "Finding", line: int | None) -> None:
    """An assertion that another line answers: where, and why the mentions of this one did not."""
    assert finding.statement is not None
    row, column = article.place(finding.statement.mention.start)
    verdict = finding.verdict.replace("_", " ")
    print(f"      {verdict} at {row}:{column}: {finding.assertion.claim.text} ({finding.assertion.id})")
    for mention, why in finding.others:
        if article.place(mention.start)[0] == line:
            print(f"          not {_words(article, mention.start, mention.end)}: {why}")


def _touches(article: "Article", finding: "Finding", line: int) -> bool:
    said = [finding.statement.mention] if finding.statement else []
    return any(article.place(m.start)[0] == line for m in (*said, *(other for other, _ in finding.others)))


def _finding(article: "Article", finding: "Finding", line: int | None) -> None:
    from ..reports import terminal

    assertion = finding.assertion
    others = [(m, why) for m, why in finding.others if line is None or article.place(m.start)[0] == line]
    print(f"\n  {finding.verdict.replace('_', ' ')}: {assertion.claim.text} ({assertion.id}, {assertion.place})")
    print(f"      {finding.reason}")
    if finding.statement:
        row, column = article.place(finding.statement.mention.start)
        print(f"      said at {row}:{column}")
    for shown in terminal.grounds(finding, others):
        print(f"      {shown}")


def _words(article: "Article", start: int, end: int) -> str:
    return " ".join(article.text[start:end].split())
