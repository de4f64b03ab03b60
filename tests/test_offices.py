"""Who holds which office: claims about offices of every sort against a sentence or two, in three languages."""

from typing import Any

import pytest
from tests import rows

from copydesk import terms
from copydesk.annotate import annotate
from copydesk.matching.check import check, claim_assertion
from copydesk.matching.holders.compared import Match, compare
from copydesk.matching.holders.offices import office
from copydesk.text import Article

_CASES: list[dict[str, Any]] = rows.values(rows.HERE / "offices.yaml")["cases"]
_CLAIMS = [
    (case["lang"], case["text"], claim, verdict)
    for case in _CASES for verdict in ("consistent", "contradicted", "not_mentioned") for claim in case.get(verdict, ())
]


@pytest.mark.parametrize(("lang", "text", "claim", "verdict"), _CLAIMS, ids=[f"{c[2]}-{c[3]}" for c in _CLAIMS])
def test_an_office_and_its_holder(lang: str, text: str, claim: str, verdict: str) -> None:
    article = Article(id="x", text=text, lang=lang, published="2025-11-10")
    finding = check(annotate(article), claim_assertion(claim))
    assert finding.verdict == verdict, finding.reason


def test_there_are_examples_of_every_verdict_in_every_language() -> None:
    for lang in ("fr", "en", "es"):
        for verdict in ("consistent", "contradicted", "not_mentioned"):
            assert sum(c[0] == lang and c[3] == verdict for c in _CLAIMS) >= 5


@pytest.mark.parametrize(("one", "two", "match"), [
    (("NATO chief", "en"), ("secrétaire général de l'Otan", "fr"), "same"),
    (("mayor of Lyon", "en"), ("maire de Paris", "fr"), "other"),
    (("mayor of Lyon", "en"), ("maire", "fr"), "same"),
    (("US ambassador to France", "en"), ("ambassadeur de France aux Etats-Unis", "fr"), "other"),
    (("US ambassador to France", "en"), ("embajador de Estados Unidos en Francia", "es"), "same"),
    (("French president", "en"), ("présidente de l'Assemblée nationale", "fr"), "open"),
    (("Polish foreign minister", "en"), ("vice-ministre polonais des Affaires étrangères", "fr"), "other"),
    (("French housing minister", "en"), ("ministre déléguée au Logement", "fr"), "same"),
    (("Norvik CEO", "en"), ("PDG de Norvik", "fr"), "same"),
    (("Norvik CEO", "en"), ("PDG de Telvia", "fr"), "other"),
    (("Norvik CEO", "en"), ("directeur financier de Norvik", "fr"), "other"),
    (("acting president of South Korea", "en"), ("présidente sud-coréenne", "fr"), "same"),
    (("EU trade commissioner", "en"), ("commissaire européen au Commerce", "fr"), "same"),
    (("governor of the Bank of England", "en"), ("gouverneur de la Banque de France", "fr"), "other"),
    (("chief of staff of the president", "en"), ("président", "fr"), "other"),
])
def test_two_wordings_of_an_office(one: tuple[str, str], two: tuple[str, str], match: Match) -> None:
    lexicon = terms.lexicon()
    first, second = office(*one, lexicon), office(*two, lexicon)
    assert compare(first, second, lexicon) == match
    assert compare(second, first, lexicon) == match


def test_a_shared_office_is_no_contradiction() -> None:
    from copydesk.assertions.load import read_assertions

    text = "La coprésidente de Norvik, Anne Petit, a parlé. Le directeur général de Norvik, Paul Grand, aussi."
    article = annotate(Article(id="x", text=text, lang="fr"))
    alone, shared = read_assertions(
        '[{"position": "directeur général de Norvik", "person": "Jean Martin"},'
        ' {"position": "directeur général de Norvik", "person": "Marc Roux", "shared": "yes"}]', "x",
    )
    assert check(article, alone).verdict == "contradicted"
    assert check(article, shared).verdict == "not_mentioned"


@pytest.mark.parametrize(("claim", "lang", "person"), [
    ("Directeur général d'Iberlux : Pablo Isla", "fr", "Pablo Isla"),
    ("Director general de Iberlux: Paul Marchand", "es", "Paul Marchand"),
    ("Maja Ekholm dirige le constructeur Norvik", "fr", "Maja Ekholm"),
    ("Maja Ekholm heads the truck maker Norvik", "en", "Maja Ekholm"),
    ("Maja Ekholm preside la empresa Norvik", "es", "Maja Ekholm"),
])
def test_claims_of_an_office(claim: str, lang: str, person: str) -> None:
    made = claim_assertion(claim)
    assert (made.kind, made.claim.lang, made.person) == ("position", lang, person)


@pytest.mark.parametrize("claim", ["Score du match : Real Madrid", "Maja Ekholm visite le constructeur Norvik"])
def test_claims_of_no_office(claim: str) -> None:
    assert claim_assertion(claim).kind == "claim"
