"""The pairs of stories.yaml: two articles that are known to tell one story, and what they disagree on."""

from typing import Any

import pytest
from tests import rows

from copydesk.annotate import annotate
from copydesk.conflicts import conflicts
from copydesk.text import Article

PAIRS: list[dict[str, Any]] = rows.values(rows.HERE / "stories.yaml")


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["why"] for pair in PAIRS])
def test_what_two_articles_of_one_story_disagree_on(pair: dict[str, Any]) -> None:
    articles = []
    for name in ("a", "b"):
        published, lang, text = pair[name].split(" ", 2)
        articles.append(annotate(Article(id=name, text=text, lang=lang, published=published)))
    found = conflicts(articles)
    seen = [[side.article.text[side.span.start:side.span.end] for side in (one.a, one.b)] for one in found]
    assert seen == pair.get("found", [])


def test_the_ages_of_a_person_are_told_with_the_name() -> None:
    pair = [
        Article(id="a", text="Nadia Ferrand, 42 ans, arrive.", lang="fr", published="2024-05-03"),
        Article(id="b", text="Nadia Ferrand, 45 ans, arrive.", lang="fr", published="2024-05-04"),
    ]
    (found,) = conflicts(map(annotate, pair))
    assert found.reason.startswith("Nadia Ferrand has two ages: ")
