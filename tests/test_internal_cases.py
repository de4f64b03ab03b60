"""The cases of internal.yaml: what each check finds and, beside it, what looks alike and is right."""

from typing import Any

import pytest
from tests import rows

from copydesk.annotate import annotate
from copydesk.internal import CHECKS, observe
from copydesk.text import Article, Passage

CASES: list[dict[str, Any]] = rows.values(rows.HERE / "internal.yaml")


def _article(case: dict[str, Any]) -> Article:
    lang, head = case.get("lang", "fr"), case.get("head", "")
    text = f"{head}\n\n{case['text']}" if head else case["text"]
    passages = [
        Passage(start=0, end=len(head), role=case.get("role", "headline"), lang=lang),
        Passage(start=len(head) + 2, end=len(text), role="body", lang=lang),
    ]
    return Article(
        id="a", text=text, lang=lang, published=case.get("published", "2024-05-03"), title=case.get("title"),
        passages=passages if head else (),
    )


@pytest.mark.parametrize("case", CASES, ids=[f"{c['check']}: {c.get('title') or c['text']}"[:70] for c in CASES])
def test_a_check_finds_what_it_should_and_nothing_else(case: dict[str, Any]) -> None:
    article = _article(case)
    found = observe(annotate(article), case["check"])
    assert [seen.value for seen in found] == case.get("seen", [])
    assert all(article.text[seen.span.start:seen.span.end] == seen.value for seen in found)
    assert all(case.get("what", "") in seen.what for seen in found)


def test_every_check_with_cases_has_both_sorts() -> None:
    """A check with findings alone would pass with one that reports everything."""
    for check in {case["check"] for case in CASES}:
        assert check in CHECKS
        assert {bool(case.get("seen")) for case in CASES if case["check"] == check} == {True, False}
