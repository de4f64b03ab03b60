"""The curated facts against copies of the corpus: a changed value is caught, the same value said otherwise is not."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.rewriting import other_values, same_values

from copydesk.annotate import annotate
from copydesk.assertions import Assertions, load_assertions
from copydesk.assertions.model import Assertion
from copydesk.corpus import load_corpus
from copydesk.findings import Finding
from copydesk.matching.check import check
from copydesk.text import Article, Passage

ROOT = Path(__file__).resolve().parent.parent


@cache
def loaded() -> Assertions:
    return load_assertions(ROOT / "assertions", root=ROOT)


@cache
def articles() -> dict[str, Article]:
    return {article.id: article for article in load_corpus(ROOT / "corpus")}


def changed(article: Article, start: int, end: int, text: str) -> Article:
    """A copy of the article with one stretch of its text replaced; passages move along."""
    shift = len(text) - (end - start)

    def moved(offset: int) -> int:
        return offset if offset <= start else offset + shift

    passages = [Passage(start=moved(p.start), end=moved(p.end), role=p.role, lang=p.lang) for p in article.passages]
    return replace(article, text=article.text[:start] + text + article.text[end:], passages=passages)


def verdict(article: Article, assertion: Assertion) -> Finding:
    return check(annotate(article), assertion)


def stated(assertion: Assertion) -> Iterator[tuple[Article, Finding]]:
    """The articles that state the fact: the evidence article, or for a bare claim every one that agrees."""
    wanted = [assertion.evidence.article] if assertion.evidence else sorted(articles())
    for name in wanted:
        finding = verdict(articles()[name], assertion)
        if finding.verdict == "consistent" and finding.statement:
            yield articles()[name], finding


CLAIMS = [a.id for a in loaded().assertions if a.kind in ("claim", "total")]


@pytest.mark.parametrize("name", CLAIMS)
def test_every_claim_is_stated_where_its_evidence_stands(name: str) -> None:
    assert list(stated(loaded().by_id[name])), f"no article states {name}"


@pytest.mark.parametrize("name", CLAIMS)
def test_a_changed_value_is_caught(name: str) -> None:
    assertion = loaded().by_id[name]
    for article, finding in stated(assertion):
        assert finding.statement is not None
        places = sorted({finding.statement.mention, *finding.agreeing}, key=lambda m: -m.start)
        variants = [list(other_values(article.text[m.start:m.end], m)) for m in places]
        tried = min(map(len, variants))
        assert tried, "no way to change it"
        for number in range(tried):
            copy = article
            for mention, others in zip(places, variants, strict=True):
                copy = changed(copy, mention.start, mention.end, others[number])
            after = verdict(copy, assertion)
            said = [others[number] for others in variants]
            assert after.verdict == "contradicted", f"{said}: {after.verdict}, {after.reason}"


@pytest.mark.parametrize("name", CLAIMS)
def test_the_same_value_said_otherwise_is_not_flagged(name: str) -> None:
    assertion = loaded().by_id[name]
    for article, finding in stated(assertion):
        assert finding.statement is not None
        mention = finding.statement.mention
        written = article.text[mention.start:mention.end]
        for other in same_values(written, mention):
            after = verdict(changed(article, mention.start, mention.end, other), assertion)
            assert after.verdict == "consistent", f"{written!r} → {other!r}: {after.verdict}, {after.reason}"


def _atacms() -> tuple[Article, Assertion]:
    return articles()["fr/2024-05-31-kharkiv"], loaded().by_id["atacms-range"]


@pytest.mark.parametrize(("text", "expected"), [
    ("300 km", "consistent"), ("500 km", "contradicted"), ("trois cents kilomètres", "consistent"),
    ("300 000 mètres", "consistent"), ("300 000 km", "contradicted"), ("300 miles", "contradicted"),
    ("environ 300 km", "consistent"), ("186 miles", "consistent"),
])
def test_the_range_of_a_missile(text: str, expected: str) -> None:
    article, assertion = _atacms()
    start = article.text.index("300 km")
    assert verdict(changed(article, start, start + len("300 km"), text), assertion).verdict == expected


def test_a_deleted_sentence_is_not_mentioned() -> None:
    article, assertion = _atacms()
    start = article.text.index("Les ATACMS sont")
    end = article.text.index("300 km de distance.") + len("300 km de distance.")
    assert verdict(changed(article, start, end, ""), assertion).verdict == "not_mentioned"


def test_a_number_that_stands_elsewhere_proves_nothing() -> None:
    article, assertion = articles()["fr/2024-11-13-blinken-bruxelles"], loaded().by_id["us-aid-remaining"]
    start = article.text.index("9,2")
    finding = verdict(changed(article, start, start + 3, "7,1"), assertion)
    assert finding.verdict == "contradicted"
    assert "7,1 milliards" in changed(article, start, start + 3, "7,1").text[start + 10:]


@pytest.mark.parametrize(("claim", "expected"), [
    ("12,000 North Korean soldiers sent to Russia", "consistent"),
    ("8,000 North Korean soldiers sent to Russia", "contradicted"),
    ("More than 10,000 North Korean soldiers sent to Russia", "consistent"),
])
def test_a_lower_bound(claim: str, expected: str) -> None:
    from copydesk.matching.check import claim_assertion

    article = articles()["fr/2024-11-13-soldats-nord-coreens"]
    assert verdict(article, claim_assertion(claim)).verdict == expected


@pytest.mark.parametrize(("claim", "expected"), [
    ("Kharkiv strike killed 3 people", "consistent"), ("Kharkiv strike killed 5 people", "contradicted"),
    ("Kharkiv strike injured 53 people", "contradicted"), ("Kharkiv prosecutor reports 5 strikes", "consistent"),
])
def test_what_the_claim_only_mentions_is_not_what_it_counts(claim: str, expected: str) -> None:
    from copydesk.matching.check import claim_assertion

    assert verdict(articles()["fr/2024-05-31-kharkiv"], claim_assertion(claim)).verdict == expected
