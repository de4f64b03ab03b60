"""Paragraphs with the claims that they answer: what the tests of verdicts read from `alarms.yaml` and `sisters.yaml`."""

from functools import cache
from typing import Any

import pytest
from tests import rows

from copydesk.annotate import Annotated, annotate
from copydesk.text import Article


@cache
def paragraphs(file: str) -> list[dict[str, Any]]:
    """The rows of a file beside the tests; every value is a string."""
    return list(rows.strings(rows.HERE / file))


@cache
def article(file: str, number: int) -> Annotated:
    """One row's text, annotated."""
    row = paragraphs(file)[number]
    return annotate(Article(id=f"p{number}", text=row["text"].strip(), lang=row["lang"], published=row["published"]))


def claims(file: str, kind: str) -> list[Any]:
    """The claims of a kind, each with the number of its row; those that a row calls open are expected to fail."""
    return [
        pytest.param(
            number, claim, id=f"{row['class']}: {claim}",
            marks=[pytest.mark.xfail(reason="open")] if claim in row.get("open", []) else [],
        )
        for number, row in enumerate(paragraphs(file)) for claim in row.get(kind, [])
    ]
