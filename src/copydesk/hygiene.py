"""The hygiene of the evidence itself: assertions that rest on what they quote, waivers that are still needed."""

import re
from typing import Any

from .assertions import Assertion, Waiver
from .internal import CHECKS, observe
from .reports import terminal
from .session import Desk, Outcome, Status
from .text import Article, fold


def check_assertion(desk: Desk, assertion: Assertion) -> Outcome:
    """Whether its evidence stands, the parsers read the value there, and some article speaks of it."""
    place = assertion.place
    record: dict[str, Any] = {
        "hygiene": assertion.id, "matched": None, "severity": assertion.severity, "topic": assertion.topic,
        "claim": assertion.claim.text, "source_file": place.file, "source_line": place.line,
    }

    def outcome(status: Status, said: str, matched: bool | None) -> Outcome:
        made = {**record, "matched": matched, "status": status, "message": said}
        return Outcome(status=status, line=f"{place}: {assertion.id}: {said}", record=made)

    wrong = _evidence_problem(desk, assertion)
    if wrong:
        return outcome("failed", wrong, None)
    if _matched(desk, assertion):
        return outcome("passed", "in order", True)
    unmatched = "unmatched: no article of the corpus speaks of it"
    return outcome("failed" if desk.strict_unmatched else "passed", unmatched, False)


def check_waiver(desk: Desk, waiver: Waiver) -> Outcome:
    """Whether it is not expired, and still needed.

    Where a check of one article says so of its own discrepancy, it is not said again here.
    """
    record: dict[str, Any] = {
        "waiver_of": waiver.assertion, "source_file": waiver.place.file, "source_line": waiver.place.line,
    }
    if any(_needed(desk, waiver, article) for article in desk.articles()):
        made = {**record, "status": "passed", "message": "in use"}
        return Outcome(status="passed", line=f"{waiver.place}: in use", record=made)
    if waiver.expired(desk.today):
        line = f"{waiver.place}: the waiver of {waiver.assertion} expired with {waiver.until}; delete it"
    else:
        line = f"{waiver.place}: idle waiver: it waives nothing in {waiver.article}; correct it, or delete it"
    message = line.removeprefix(f"{waiver.place}: ")
    return Outcome(status="failed", line=line, record={**record, "status": "failed", "message": message, "idle": True})


def _needed(desk: Desk, waiver: Waiver, article: Article) -> bool:
    """Whether it covers something in the article, or the article's own check reports it as idle."""
    if not waiver.covers(article.id, waiver.assertion, waiver.value, article.path):
        return False
    exact = "*" not in waiver.assertion and desk.exact_waiver(article, waiver.assertion) is waiver
    if waiver.assertion.startswith("internal."):
        return exact or any(
            waiver.covers(article.id, f"internal.{check}", seen.value, article.path)
            for check in CHECKS
            if waiver.covers(article.id, f"internal.{check}", waiver.value, article.path)
            for seen in observe(desk.annotated(article), check)
        )
    assertion = desk.loaded.by_id.get(waiver.assertion)
    if assertion is None or assertion not in desk.selected(article):
        return False
    finding = desk.finding(article, assertion)
    if finding.verdict == "consistent":
        return exact
    return finding.verdict == "contradicted" and waiver.covers(
        article.id, assertion.id, terminal.said(finding), article.path,
        finding.statement.mention if finding.statement else None,
    )


def _evidence_problem(desk: Desk, assertion: Assertion) -> str | None:
    """What is wrong with the evidence, and the remedy."""
    wrong = quotation_problem(desk, assertion)
    evidence = assertion.evidence
    article = desk.named(evidence.article) if evidence else None
    if wrong or evidence is None or article is None:
        return wrong
    found = _quotation(evidence.quote).search(fold(article.text))
    assert found is not None
    if assertion.claim.expected is None or assertion.kind not in ("claim", "total"):
        return None
    mentions = desk.annotated(article).mentions
    inside = [m for m in mentions if m.start < found.end() and found.start() < m.end]
    if any(terminal.agrees(m, assertion) for m in inside):
        return None
    line, column = article.place(found.start())
    return (
        f"{terminal.expected(assertion)} is not read in its evidence ({article.path}:{line}:{column}); "
        "quote the words that give the value, or correct the claim"
    )


def quotation_problem(desk: Desk, assertion: Assertion) -> str | None:
    """Whether the evidence's article stands in the corpus and has the words that are quoted; told without parsing it."""
    evidence = assertion.evidence
    if evidence is None:
        return None
    article = desk.named(evidence.article)
    if article is None:
        return f"there is no article {evidence.article}; {_likely(desk, evidence.article)}"
    if not _quotation(evidence.quote).search(fold(article.text)):
        return f"the quotation does not stand in {article.path}; quote its words as they are"
    return None


def _likely(desk: Desk, name: str) -> str:
    """The article that may be meant, else what to do."""
    from difflib import get_close_matches

    if not (desk.corpus / f"{name}.md").is_file():
        ids = [path.relative_to(desk.corpus).with_suffix("").as_posix() for path in sorted(desk.corpus.rglob("*.md"))]
        near = get_close_matches(name.removeprefix(f"{desk.corpus.name}/").removesuffix(".md"), ids, 1, 0.6)
        if near:
            return f"did you mean {near[0]}?"
    return "correct `evidence`"


def _matched(desk: Desk, assertion: Assertion) -> bool:
    """Whether some article says something about the assertion."""
    return desk.spoken_of(assertion) or any(
        desk.finding(article, assertion).verdict != "not_mentioned"
        for article in desk.articles()
        if assertion in desk.selected(article)
    )


def _quotation(quote: str) -> re.Pattern[str]:
    """The quotation in folded text; any white space stands for any other."""
    return re.compile(r"\s+".join(map(re.escape, fold(quote).split())))
