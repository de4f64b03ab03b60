"""The one line of a finding: what the article says against what the assertion says, in words that read well."""

import pytest

from copydesk.annotate import annotate
from copydesk.assertions.load import read_assertions
from copydesk.matching.check import check, claim_assertion
from copydesk.text import Article


def _said(text: str, claim: str, lang: str = "fr") -> str:
    article = Article(id="a", text=text, lang=lang, published="2024-11-13")
    return check(annotate(article), claim_assertion(claim)).reason


@pytest.mark.parametrize(("text", "claim", "reason"), [
    (
        "Les missiles ATACMS ont une portée de 500 km.", "ATACMS range 300 km",
        "the article says 500 km, ATACMS range is 300 km",
    ),
    (
        "Les missiles ATACMS ont une portée de 500 km.", "Portée des missiles ATACMS : 300 km",
        'the article says 500 km, the assertion says 300 km: "Portée des missiles ATACMS : 300 km"',
    ),
    (
        "La centrale nucléaire de Zaporijjia compte neuf réacteurs.", "Zaporizhzhia nuclear plant has 6 reactors",
        'the article says neuf réacteurs, the assertion says 6 reactors: "Zaporizhzhia nuclear plant has 6 reactors"',
    ),
    (
        "Antony Blinken s'est rendu mercredi en visite à Bruxelles.", "Blinken visits Brussels on 13 November 2024",
        "the article says mercredi (2024-11-13), the assertion says 13 November 2024: "
        '"Blinken visits Brussels on 13 November 2024"',
    ),
    (
        "L'offensive russe a été lancée en février 2022.", "Russian offensive launched in February 2022",
        'the article says février 2022, the assertion says February 2022: "Russian offensive launched in February 2022"',
    ),
    ("Un pont.", "ATACMS range 300 km", "the article does not speak of it"),
])
def test_a_claim_and_a_value(text: str, claim: str, reason: str) -> None:
    assert _said(text, claim) == reason


def test_names_and_offices() -> None:
    name, office = read_assertions(
        "- name: Mark Rutte\n- {position: NATO secretary general, person: Mark Rutte}\n", "facts.yaml"
    )
    article = annotate(Article(id="a", text="Le secrétaire général de l'Otan, Mark Rute, a parlé.", lang="fr"))
    assert check(article, name).reason == "the article writes Mark Rute, the accepted spelling is Mark Rutte"
    assert check(article, office).reason == "the article says that Mark Rute is secrétaire général de l'Otan"


def test_a_tie_is_all_the_words_of_a_phrase() -> None:
    text = "Quant à l'aide américaine, il reste environ 9,2 milliards de dollars."
    article = Article(id="a", text=text, lang="fr", published="2024-11-13")
    statement = check(annotate(article), claim_assertion("US aid remaining 7.1 billion USD")).statement
    assert statement is not None
    assert [text[span.start : span.end] for span, term in statement.ties if term == "remaining"] == ["il reste"]
