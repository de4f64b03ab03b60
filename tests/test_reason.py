"""The one line of a finding: what the article says against what the assertion says, in words that read well."""

import pytest

from copydesk.annotate import annotate
from copydesk.assertions.load import read_assertions
from copydesk.matching.check import check, claim_assertion
from copydesk.matching.judge import judge
from copydesk.matching.reason import reason as reason_of
from copydesk.reports import terminal
from copydesk.terms import lexicon
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
    (
        "Le tunnel du Fréjus, long de 25 miles, a rouvert.", "Fréjus tunnel length 60 km",
        "the article says 25 miles (40.23 km), Fréjus tunnel length is 60 km",
    ),
    (
        "À Zaporijjia, entre 45 et 50 villages ont été évacués.", "Zaporizhzhia: 60 villages evacuated",
        'the article says entre 45 et 50 villages, the assertion says 60 villages: "Zaporizhzhia: 60 villages evacuated"',
    ),
    (
        "La tempête Edda a apporté des rafales de 130 km/h.", "Storm Edda gusts 150 km/h",
        "the article says 130 km/h, Storm Edda gusts are 150 km/h",
    ),
    ("Un pont.", "ATACMS range 300 km", "the article does not speak of it"),
])
def test_a_claim_and_a_value(text: str, claim: str, reason: str) -> None:
    assert _said(text, claim) == reason


@pytest.mark.parametrize(("text", "claim", "comparison"), [
    ("Des dizaines de soldats sont à Koursk.", "85 soldiers in Kursk", "dizaines against 85: the article's covers it"),
    ("Le tunnel mesure 186 miles.", "Tunnel length 300 km", "186 miles (299.3 km) against 300 km: equal"),
    ("L'alerte a duré deux heures.", "Alert lasted 5 hours", "deux heures against 5 hours: no value in common"),
    ("L'alerte a duré une journée.", "Alert lasted 1 day", "une journée against 1 day: equal"),
    ("À Golfech, la Garonne a atteint 28,4 °C.", "Garonne at Golfech 24.8 °C", "28,4 °C against 24.8°C: no value in common"),
    (
        "Il reste 9,2 milliards de dollars d'aide.", "Aid remaining 6.2 billion USD",
        "9,2 milliards de dollars against 6.2 billion USD: no value in common",
    ),
    (
        "Antony Blinken s'est rendu mercredi en visite à Bruxelles.", "Blinken visits Brussels on 13 November 2024",
        "mercredi (2024-11-13) against 2024-11-13: equal",
    ),
])
def test_a_comparison_in_units_that_people_write(text: str, claim: str, comparison: str) -> None:
    article = Article(id="a", text=text, lang="fr", published="2024-11-13")
    statement = check(annotate(article), claim_assertion(claim)).statement
    assert statement is not None and statement.comparison == comparison


def _others(text: str, claim: str) -> dict[str, str]:
    article = Article(id="a", text=text, lang="fr", published="2024-11-13")
    found = check(annotate(article), claim_assertion(claim))
    return {text[mention.start : mention.end]: why for mention, why in found.others}


def test_why_others_lost_is_said_in_the_words_of_the_claim() -> None:
    text = "Le Maroc a acheté 1,6 million de tonnes de blé. L'Égypte a pris 650 000 tonnes de maïs. Le port a reçu 12 tonnes."
    others = _others(text, "Morocco bought 1.6 million tonnes of wheat")
    assert others["650 000 tonnes"] == "counts something else (“maïs”)"
    assert others["12 tonnes"] == "stands by none of the claim's words"
    assert not any(char.isdigit() for why in others.values() for char in why)
    text = "La frappe sur Kharkiv a fait 7 morts. La frappe sur Kharkiv a fait 9 morts."
    assert _others(text, "Kharkiv strike 7 dead") == {"9": "differs, but one that agrees stands as near"}
    text = "Il reste 9,2 milliards de dollars d'aide. L'aide en stocks est de 7,1 milliards de dollars."
    assert _others(text, "Aid remaining 9.2 billion USD") == {"7,1 milliards de dollars": "stands farther from “remaining”"}


def test_figures_that_no_word_ties_are_counted() -> None:
    text = "Le Maroc a acheté 1,6 million de tonnes de blé. L'Égypte a pris 650 000 tonnes de maïs. Le port a reçu 12 tonnes."
    article = Article(id="a", text=text, lang="fr", published="2024-11-13")
    found = check(annotate(article), claim_assertion("Morocco bought 1.6 million tonnes of wheat"))
    far = [other for other in found.others if other[1] == "stands by none of the claim's words"]
    last = [list(terminal.grounds(found, others))[-1].split(None, 2) for others in (found.others, far, [*far, *far])]
    assert last == [
        ["1", "more,", "which stands by none of the claim's words"],
        ["also", "read", "1 figure that stands by none of the claim's words"],
        ["also", "read", "2 figures that stand by none of the claim's words"],
    ]


def test_a_tie_shows_the_words_as_the_claim_writes_them() -> None:
    article = Article(id="a", text="Le nouveau plafond de l'Union européenne est de 47 dollars.", lang="fr")
    statement = check(annotate(article), claim_assertion("Nouveau plafond de l'UE : 47 dollars")).statement
    assert statement is not None and "l UE" not in str(statement.ties)


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


def test_an_unclear_finding_names_both_figures() -> None:
    text = "The film was shown in 684 cinemas, then in 702 cinemas."
    said, other = (m for m in annotate(Article(id="a", text=text, lang="en")).mentions if m.kind == "count")
    claim = claim_assertion("The film was shown in 684 cinemas").claim
    assert claim.expected is not None
    compared = judge(said, claim.expected)
    assert compared is not None
    line = reason_of(text, said, claim, compared, lexicon=lexicon(), other=other)
    assert "says 684 cinemas and, as clearly, 702 cinemas;" in line
