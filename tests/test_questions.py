"""Claims that differ in their number alone share what an article has to say about them; each still gets its own verdict."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from copydesk.annotate import annotate
from copydesk.assertions import Assertion
from copydesk.findings import Finding
from copydesk.matching.check import check, check_all, claim_assertion
from copydesk.matching.claims import query
from copydesk.session import Desk
from copydesk.terms import lexicon
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
TURNS = 3


@pytest.mark.parametrize(("one", "other", "shared"), [
    ("ATACMS range 300 km", "ATACMS range 500 km", True),
    ("The strike killed 9 people", "The strike killed 12,500 people", True),
    ("The strike killed 9 people", "The strike killed more than 12 people", False),
    ("The strike killed 9 people", "The strike killed 9 children", False),
    ("US aid remaining 9.2 billion USD", "US aid remaining 9.2 billion euros", False),
    ("US aid in 2023: 9.2 billion USD", "US aid in 2024: 9.2 billion USD", False),
    ("The summit took place on 3 July 2024", "The summit took place on 5 July 2024", True),
])
def test_what_two_claims_ask(one: str, other: str, shared: bool) -> None:
    words = lexicon()
    questions = [query.of(claim_assertion(text), words).question for text in (one, other)]
    assert None not in questions
    assert (questions[0] is questions[1]) is shared


def test_the_number_that_a_claim_asserts_is_not_the_others() -> None:
    text = "The ATACMS missiles have a range of 300 km. The strike killed 12 people and wounded 41 on Monday."
    annotated = annotate(Article(id="a", text=text, lang="en", published="2024-05-03"))
    asked = [claim_assertion(claim) for claim in (
        "ATACMS range 500 km", "ATACMS range 300 km", "The strike killed 12 people", "The strike killed 41 people",
    )]
    verdicts = ["contradicted", "consistent", "consistent", "contradicted"]
    assert [finding.verdict for finding in check_all(annotated, asked)] == verdicts
    assert [finding.verdict for finding in check_all(annotated, asked[::-1])] == verdicts[::-1]


def test_a_finding_is_the_same_whatever_else_was_asked() -> None:
    desk = Desk(root=ROOT, corpus=ROOT / "corpus", assertions=ROOT / "assertions", today=date(2026, 1, 1))
    asked = [turned for one in desk.loaded.assertions if one.kind == "claim" for turned in _turned(one)]
    for article in desk.articles():
        annotated = desk.annotated(article)
        together = check_all(annotated, asked, lexicon=desk.lexicon)
        for assertion, finding in zip(asked, together, strict=True):
            if finding.reason != "the article does not speak of it":
                alone = check(replace(annotated), assertion, lexicon=desk.lexicon)
                assert _told(finding) == _told(alone), (article.id, assertion.claim.text)


def _turned(assertion: Assertion) -> list[Assertion]:
    """The assertion, and the same with other numbers."""
    value = assertion.claim.expected
    made = [assertion]
    for turn in range(1, TURNS if value is not None and value.kind != "date" else 0):
        written = assertion.claim.text[value.start : value.end] if value else ""
        other = re.sub(r"\d", lambda digit, turn=turn: str((int(digit[0]) + turn - 1) % 9 + 1), written)  # type: ignore[misc]
        made.append(claim_assertion(assertion.claim.text.replace(written, other)))
    return made


def _told(finding: Finding) -> tuple[object, ...]:
    return finding.verdict, finding.reason, finding.statement, list(finding.agreeing), list(finding.others)
