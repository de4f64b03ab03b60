"""No false alarms: what a paragraph says, or does not speak of, is never called contradicted; true errors still are."""

import pytest
from tests.paragraphs import article, claims

from copydesk.matching.check import check, claim_assertion

FILE = "alarms.yaml"


@pytest.mark.parametrize(("number", "claim"), [*claims(FILE, "ok"), *claims(FILE, "silent")])
def test_no_alarm(number: int, claim: str) -> None:
    found = check(article(FILE, number), claim_assertion(claim))
    assert found.verdict != "contradicted", found.reason


@pytest.mark.parametrize(("number", "claim"), claims(FILE, "wrong"))
def test_an_error_is_found(number: int, claim: str) -> None:
    assert check(article(FILE, number), claim_assertion(claim)).verdict == "contradicted"
