"""What a figure is about: the words of its clause, in three languages."""

import pytest

from copydesk.annotate import annotate
from copydesk.concepts import concept_words
from copydesk.text import Article


def about(text: str, lang: str) -> list[list[str]]:
    mentions = annotate(Article(id="a", text=text, lang=lang)).mentions
    return [concept_words(text, m) for m in mentions if m.kind not in ("date", "name", "position", "ordinal")]


@pytest.mark.parametrize(("lang", "text", "wanted"), [
    ("en", "Revenue rose to $7.4 billion.", ["Revenue"]),
    ("en", "The yard reported a turnover of 1.3 billion euros.", ["turnover", "yard"]),
    ("en", "The bank cut its growth forecast to 5 per cent.", ["growth", "forecast", "bank"]),
    ("en", "Acme (ACM) peaked at $76.", ["Acme", "ACM"]),
    ("en", "The alloy, which is new, reached 500 degrees.", ["alloy"]),
    ("en", "The firm said it has 1,000 customers.", ["firm"]),
    ("en", "One of the largest.", []),
    ("en", "Delta (D), which has 300 workers, closed.", ["Delta", "D"]),
    ("en", "The paper said that the oldest towns and villages have 40 farms.", ["oldest", "towns", "villages"]),
    ("en", "The index saw a sharp 3 percent drop.", ["sharp", "drop", "index"]),
    ("en", "The state put a 25% tax on imported wine.", ["tax", "imported", "wine", "state"]),
    ("en", "The state put a 25% tax on the day.", ["tax", "state"]),
    ("en", "Gains came from firms such as Norwell up 9.4 per cent.", ["Norwell"]),
    ("en", "The town's hall cost $4 million.", ["town", "hall"]),
    ("fr", "L'industrie emploie 3 000 salariés.", ["industrie"]),
    ("es", "El club pagará 75 euros.", ["club"]),
    ("en", "Some 60 per cent of its exports go east.", ["exports"]),
    ("en", "The house has a 10kW heat pump.", ["heat", "pump", "house"]),
    ("en", "Bank stocks, which were up 2.8%, led the gains.", ["Bank", "stocks"]),
    ("en", "It costs 15 dollars.", []),
    ("fr", "La dette publique atteint 3 000 milliards d'euros.", ["dette", "publique"]),
    ("fr", "Le pont, qui mesure 300 m, est fermé.", ["pont"]),
    ("fr", "Il coûte 15 euros.", []),
    ("es", "El gasto en defensa subió un 12 %.", ["gasto", "defensa"]),
])
def test_the_clause_names_the_concept(lang: str, text: str, wanted: list[str]) -> None:
    assert about(text, lang) == [wanted]


def test_two_clauses_two_concepts() -> None:
    text = "Copper lost 2.7 percent as silver gained 1.1 percent."
    assert about(text, "en") == [["Copper"], ["silver"]]


def test_a_figure_and_its_conversion_have_one_concept() -> None:
    assert about("The boat made a 900-mile (1,448 km) journey.", "en") == [["journey", "boat"]] * 2


def test_an_and_between_clauses_closes_the_first() -> None:
    assert about("The mill sold 30 cows and the farm bought 12 goats.", "en") == [["mill"], ["farm"]]


def test_a_language_without_the_table_falls_back_to_what_is_counted() -> None:
    text = "Es kamen 300 Gäste."
    for words in about(text, "de"):
        assert words == ["Gäste"]
