"""No false alarms: what a paragraph says, or does not speak of, is never called contradicted; true errors still are."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from copydesk.annotate import Annotated, annotate
from copydesk.matching.check import check, claim_assertion
from copydesk.text import Article

PARAGRAPHS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "alarms.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


@cache
def _article(number: int) -> Annotated:
    row = PARAGRAPHS[number]
    return annotate(Article(id=f"p{number}", text=row["text"].strip(), lang=row["lang"], published=row["published"]))


def _claims(kind: str) -> list[Any]:
    return [
        pytest.param(
            number, claim, id=f"{row['class']}: {claim}",
            marks=[pytest.mark.xfail(reason="open")] if claim in row.get("open", []) else [],
        )
        for number, row in enumerate(PARAGRAPHS) for claim in row.get(kind, [])
    ]


@pytest.mark.parametrize(("number", "claim"), [*_claims("ok"), *_claims("silent")])
def test_no_alarm(number: int, claim: str) -> None:
    found = check(_article(number), claim_assertion(claim))
    assert found.verdict != "contradicted", found.reason


@pytest.mark.parametrize(("number", "claim"), _claims("wrong"))
def test_an_error_is_found(number: int, claim: str) -> None:
    assert check(_article(number), claim_assertion(claim)).verdict == "contradicted"
