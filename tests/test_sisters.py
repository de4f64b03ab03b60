"""A number that an article says of something else confirms no claim; what it says is still confirmed."""

import pytest
from tests.paragraphs import article, claims

from copydesk.matching.check import check, claim_assertion

FILE = "sisters.yaml"


@pytest.mark.parametrize(("number", "claim"), claims(FILE, "ok"))
def test_what_is_said_is_confirmed(number: int, claim: str) -> None:
    assert check(article(FILE, number), claim_assertion(claim)).verdict == "consistent"


@pytest.mark.parametrize(("number", "claim"), claims(FILE, "sister"))
def test_a_sister_confirms_nothing(number: int, claim: str) -> None:
    found = check(article(FILE, number), claim_assertion(claim))
    assert found.verdict != "consistent", found.reason
