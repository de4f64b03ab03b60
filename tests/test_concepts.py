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
    # a noun or a verb: the words around tell
    ("en", "Wheat exports from Norwell totalled 3.5 million tonnes.", ["Wheat", "exports", "Norwell"]),
    ("en", "Norwell exports 3.5 million tonnes.", ["Norwell"]),
    ("en", "The cost increases hit 5%.", ["cost", "increases"]),
    ("en", "The cost increases to 5%.", ["cost"]),
    ("fr", "La baisse des prix atteint 5 %.", ["baisse", "prix"]),
    ("fr", "Le prix baisse de 5 %.", ["prix"]),
    # the subject: not what opens the sentence, not an insertion, not the last noun
    ("en", "In 2019 the price of bread rose to 3 euros.", ["price", "bread"]),
    ("en", "Since the start of the war Norwell has sold 300 cows.", ["Norwell"]),
    ("en", "The mill, completed last year, carries 400 sacks.", ["mill"]),
    ("en", "The brand it bought last year was expected to grow sales by 35 per cent.", ["sales", "brand"]),
    ("en", "The charge stored in the cell reached 12 volts.", ["charge", "stored", "cell"]),
    ("en", "After falling on Monday, the shares rose 5%.", ["shares"]),
    ("en", "The plan could cause sea levels to rise 3 metres.", ["sea", "levels"]),
    ("en", "The firm announced plans to lay off 300 workers.", ["firm"]),
    ("en", "The firm opened a plant in Norwell, creating 400 jobs.", ["firm"]),
    ("en", "The index closed with the broker setting a target of 200p.", ["target", "broker"]),
    # the object and the complement
    ("en", "The union led the index 0.7 percent lower.", ["index"]),
    ("en", "The strike cost the town $3 million.", ["strike"]),
    ("en", "The firm leased the mill at a rate of $80.", ["rate"]),
    ("en", "The firm has leased at a rate of $80.", ["rate", "firm"]),
    ("en", "They hit customers including over 60% of the farms.", ["farms"]),
    ("en", "The phone has a larger battery, 4500 mAh.", ["larger", "battery", "phone"]),
    ("en", "The house, in light of a cost of $3 million, was sold.", ["cost"]),
    ("en", "The village lies 30 km north of the lake.", ["village"]),
    ("en", "The wheat is worth $4 million.", ["wheat"]),
    ("en", "The bakers with a fortune of $4 million left.", ["fortune", "bakers"]),
    ("en", "The plant closed on turnover of $4 million.", ["turnover", "plant"]),
    ("en", "The plant closed, on turnover of $4 million.", ["turnover"]),
    ("en", "The voltage across it was 5 volts.", ["voltage"]),
    ("en", "The probe will pass within 40 km of Norwell.", ["probe"]),
    ("en", "Profits before tax slipped to 5 million euros.", ["Profits", "tax"]),
    ("en", "The mine shut before wages rose to 5 million euros.", ["wages"]),
    ("fr", "Le tribunal l'a condamné à une amende de 30 000 euros.", ["amende", "tribunal"]),
    ("en", "The May price rose to 5 euros.", ["May", "price"]),
    ("en", "In May the price rose to 5 euros.", ["price"]),
    ("en", "Acme, Norwell and Delta lost 5 million.", ["Acme", "Norwell", "Delta"]),
    ("en", "In London, Norwell and Delta lost 5 million.", ["Norwell", "Delta"]),
    ("fr", "Le gouvernement a porté le budget à 50 milliards d'euros.", ["budget", "gouvernement"]),
    ("fr", "Selon lui, une région où 300 personnes ont voté.", []),
    ("es", "El Gobierno elevó el presupuesto a 15.000 millones de euros.", ["presupuesto", "Gobierno"]),
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


def test_respectively_tells_the_subjects_apart() -> None:
    assert about("Wages and prices rose 3% and 4% respectively.", "en") == [["Wages"], ["prices"]]
    assert about("Wages and prices rose 3% and 4%.", "en") == [["Wages", "prices"]] * 2


def test_a_clause_without_its_verb_has_its_own_subject() -> None:
    assert about("Acme fell 2% and Norwell by 3%.", "en") == [["Acme"], ["Norwell"]]
    assert about("Acme fell 2% and by 3% in May.", "en") == [["Acme"]] * 2


def test_a_list_names_its_items() -> None:
    assert about("Sales: Leeds 4 tonnes, York 5 tonnes.", "en") == [["Leeds"], ["York"]]


def test_the_passengers_of_whom_some_are_children_share_the_subject() -> None:
    assert about("L'avion transportait 180 passagers, dont 12 enfants.", "fr") == [["avion"]] * 2
