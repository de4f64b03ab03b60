"""A number that an article says of something else confirms no claim; what it says is still confirmed."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from copydesk.annotate import Annotated, annotate
from copydesk.matching.check import check, claim_assertion
from copydesk.text import Article

PARAGRAPHS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "sisters.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


@cache
def _article(number: int) -> Annotated:
    row = PARAGRAPHS[number]
    return annotate(Article(id=f"p{number}", text=row["text"].strip(), lang=row["lang"], published=row["published"]))


def _claims(kind: str) -> list[Any]:
    return [
        pytest.param(number, claim, id=f"{row['class']}: {claim}")
        for number, row in enumerate(PARAGRAPHS) for claim in row.get(kind, [])
    ]


@pytest.mark.parametrize(("number", "claim"), _claims("ok"))
def test_what_is_said_is_confirmed(number: int, claim: str) -> None:
    assert check(_article(number), claim_assertion(claim)).verdict == "consistent"


@pytest.mark.parametrize(("number", "claim"), _claims("sister"))
def test_a_sister_confirms_nothing(number: int, claim: str) -> None:
    found = check(_article(number), claim_assertion(claim))
    assert found.verdict != "consistent", found.reason
