"""Which figure answers a claim, class by class: an article, a claim, and the verdict that an editor would give."""

import io
import json
import pickle
import sys

import pytest

from copydesk.__main__ import main
from copydesk.annotate import annotate
from copydesk.matching.article.index import index as lay_out
from copydesk.matching.check import check, claim_assertion
from copydesk.matching.claims.query import of as query_of
from copydesk.matching.decision import decide, weigh
from copydesk.matching.doubts.changes import arrived
from copydesk.matching.judge import Value, judge
from copydesk.matching.later import Later
from copydesk.matching.links import match
from copydesk.matching.links.field import LEAST, Fields
from copydesk.text import Article

C, X, N, U = "consistent", "contradicted", "not_mentioned", "unclear"

FLOOD = (
    "Inondations en Valdanie : le bilan s'alourdit\n\n"
    "Les inondations qui frappent la Valdanie depuis lundi ont fait 47 morts et 312 blessés, a annoncé mardi le "
    "gouvernement. Parmi les victimes, neuf enfants ont été recensés. Plus de 12 000 personnes ont été évacuées dans "
    "le nord du pays. À Port-Lisse, 2 300 maisons ont été détruites, contre 800 à Brénac. Les dégâts sont estimés à "
    "1,4 milliard d'euros, soit 3 % du produit intérieur brut. L'aide européenne devrait atteindre 200 millions "
    "d'euros."
)
PLANES = (
    "Airbus delivered 766 planes in 2024, against 735 the year before. Boeing delivered 348 jets. The European plane "
    "maker employs 157,000 people and plans to hire 13,000 more. Its order book stands at 8,658 aircraft. Revenue rose "
    "6% to 69.2 billion euros. The price of an engine went up from 12 to 15 million euros."
)
VOTE = (
    "Elecciones en Navalia. La izquierda obtuvo el 31 % de los votos y la derecha el 27 %. La participación alcanzó el "
    "64,5 %, frente al 58 % de 2019. El paro bajó al 11,2 % en marzo. El salario mínimo subirá de 1.080 a 1.134 euros. "
    "El Gobierno enviará 1.200 policías a la frontera, entre ellos 300 mujeres."
)
PRISON = (
    "Cárceles de Navalia\n\nLas cárceles de Navalia tienen 84.951 presos, 6.442 más que hace un año. El descarrilamiento "
    "de un tren en Ortela dejó 83 heridos, nueve de ellos en estado crítico. El maquinista, de 44 años, fue condenado a "
    "quince años de prisión. El agua de la presa de Ortela ha subido del 30,2 % al 41,9 %."
)
CASES = [
    # an increment is no total, "nine of them" are not all, an age is no sentence, what a rise came to is the level
    ("es", PRISON, "Navalia: 84.951 presos", C),
    ("es", PRISON, "Navalia: 6.442 presos", X),
    ("es", PRISON, "Ortela: 83 heridos", C),
    ("es", PRISON, "Ortela: 38 heridos", X),
    ("es", PRISON, "El maquinista tiene 44 años", C),
    ("es", PRISON, "Presa de Ortela: agua al 41,9 %", C),
    # the dead, the injured, the displaced: each its own figure
    ("fr", FLOOD, "Inondations en Valdanie : 47 morts", C),
    ("fr", FLOOD, "Inondations en Valdanie : 57 morts", X),
    ("fr", FLOOD, "Inondations en Valdanie : 312 morts", X),
    ("fr", FLOOD, "Inondations en Valdanie : 312 blessés", C),
    ("fr", FLOOD, "Inondations en Valdanie : 47 blessés", X),
    ("fr", FLOOD, "Valdania floods: 312 injured", C),
    ("fr", FLOOD, "Inondations en Valdanie : 120 disparus", N),
    ("fr", FLOOD, "Valdania floods killed 47 people", C),
    ("fr", FLOOD, "Valdania floods killed 74 people", X),
    ("fr", FLOOD, "Inundaciones en Valdania: 47 muertos", C),
    ("fr", FLOOD, "Inundaciones en Valdania: 77 muertos", X),
    ("fr", FLOOD, "Plus de 12 000 personnes évacuées en Valdanie", C),
    ("fr", FLOOD, "Plus de 22 000 personnes évacuées en Valdanie", X),
    ("fr", FLOOD, "Inondations en Valdanie : 12 000 sans-abri", N),
    # places take their own figures, comparisons lose
    ("fr", FLOOD, "2 300 maisons détruites à Port-Lisse", C),
    ("fr", FLOOD, "800 maisons détruites à Port-Lisse", X),
    ("fr", FLOOD, "5 000 maisons construites à Port-Lisse", N),
    # a measure needs its own words
    ("fr", FLOOD, "Dégâts des inondations en Valdanie : 1,4 milliard d'euros", C),
    ("fr", FLOOD, "Dégâts des inondations en Valdanie : 2,4 milliards d'euros", X),
    ("fr", FLOOD, "Budget de la défense de la Valdanie : 1,4 milliard d'euros", N),
    ("fr", FLOOD, "Inflation en Valdanie : 3 %", N),
    ("fr", FLOOD, "Aide européenne à la Valdanie : 300 millions d'euros", X),
    ("fr", FLOOD, "Inondations au Bélistan : 47 morts", N),
    # subjects and years in one text
    ("en", PLANES, "Airbus delivered 766 planes in 2024", C),
    ("en", PLANES, "Airbus delivered 735 planes in 2024", X),
    ("en", PLANES, "Airbus delivered 348 planes in 2024", X),
    ("en", PLANES, "Boeing delivered 348 planes", C),
    ("en", PLANES, "Boeing delivered 384 planes", X),
    ("en", PLANES, "Airbus a livré 766 avions en 2024", C),
    ("en", PLANES, "Airbus a livré 676 avions en 2024", X),
    ("en", PLANES, "Airbus entregó 766 aviones en 2024", C),
    ("en", PLANES, "Airbus employs 157,000 people", C),
    ("en", PLANES, "Airbus employs 175,000 people", X),
    ("en", PLANES, "Airbus revenue: 69.2 billion euros", C),
    ("en", PLANES, "Airbus revenue: 96.2 billion euros", X),
    ("en", PLANES, "Airbus profit: 4.2 billion euros", N),
    ("en", PLANES, "Engine price: 15 million euros", C),
    ("en", PLANES, "Embraer delivered 73 planes", N),
    # shares of a vote, levels before and after
    ("es", VOTE, "La izquierda obtuvo el 31 % de los votos en Navalia", C),
    ("es", VOTE, "La izquierda obtuvo el 27 % de los votos en Navalia", X),
    ("es", VOTE, "La derecha obtuvo el 27 % de los votos en Navalia", C),
    ("es", VOTE, "La derecha obtuvo el 31 % de los votos en Navalia", X),
    ("es", VOTE, "Participación en las elecciones de Navalia: 64,5 %", C),
    ("es", VOTE, "Participación en las elecciones de Navalia: 58 %", X),
    ("es", VOTE, "Salario mínimo en Navalia: 1.134 euros", C),
    ("es", VOTE, "Navalia turnout: 64.5%", C),
    ("es", VOTE, "Navalia turnout: 74.5%", X),
    ("es", VOTE, "1.200 policías enviados a la frontera de Navalia", C),
    ("es", VOTE, "2.100 policías enviados a la frontera de Navalia", X),
    ("es", VOTE, "300 policías enviados a la frontera de Navalia", X),
    ("es", VOTE, "Inflación en Navalia: 3,1 %", N),
]


@pytest.mark.parametrize(("lang", "text", "claim", "verdict"), CASES, ids=[case[2] for case in CASES])
def test_verdict(lang: str, text: str, claim: str, verdict: str) -> None:
    annotated = annotate(Article(id="a", text=text, lang=lang, published="2025-01-15"))
    finding = check(annotated, claim_assertion(claim))
    assert finding.verdict == verdict, f"{finding.reason}\n" + "\n".join(
        f"{text[m.start:m.end]}: {why}" for m, why in finding.others
    )


OFFICES = (
    "Le ministre ukrainien de la Défense, Roustem Oumerov, a reçu le chef du Pentagone, Lloyd Austin. "
    "Le secrétaire général de l'Otan, Mark Rutte, les rejoindra. "
    "Le vice-ministre de l'Intérieur Anton Guerachtchenko a démenti."
)


@pytest.mark.parametrize(("claim", "verdict"), [
    ("Rustem Umerov, Ukrainian defence minister", C), ("Rustem Umerov, Ukrainian foreign minister", X),
    ("Lloyd Austin is US defence secretary", C), ("NATO secretary general: Mark Rutte", C),
    ("NATO secretary general: Jens Stoltenberg", X), ("Anton Guerachtchenko, vice-ministre de l'Intérieur", C),
    ("Anton Guerachtchenko, gouverneur de Kharkiv", X), ("Boris Pistorius, German defence minister", N),
])
def test_positions(claim: str, verdict: str) -> None:
    assert check(annotate(Article(id="a", text=OFFICES, lang="fr")), claim_assertion(claim)).verdict == verdict


def test_a_finding_explains_itself() -> None:
    annotated = annotate(Article(id="a", text="La portée des ATACMS est de 500 km. Le S-300 atteint 200 km.", lang="fr"))
    finding = check(annotated, claim_assertion("ATACMS range 300 km"))
    assert finding.reason == "the article says 500 km, ATACMS range is 300 km"
    assert finding.statement is not None
    text = annotated.article.text
    assert {text[span.start : span.end] for span, _ in finding.statement.ties} == {"ATACMS", "portée"}
    assert [text[mention.start : mention.end] for mention, _ in finding.others] == ["200 km"]


def test_records_in_and_out(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    article = {"id": "a", "text": "La portée des ATACMS est de 500 km.", "lang": "fr", "published": "2024-05-31"}
    claim = {"id": 1, "claim": "ATACMS range 300 km", "article": article}
    mapping = {"id": 2, "assertion": {"claim": "ATACMS range 500 km"}, "article": article}
    lines = [json.dumps(record).encode() for record in (claim, mapping, {"id": 3, "article": article})]
    source = io.TextIOWrapper(io.BytesIO(b"\n".join([*lines, b"{"])))
    monkeypatch.setattr(sys, "stdin", source)
    assert main(["check", "--format", "jsonl", "-"]) == 1
    out = capsys.readouterr()
    answers = [json.loads(line) for line in out.out.splitlines()]
    assert [(a["id"], a["verdict"]) for a in answers] == [(1, X), (2, C)]
    assert list(answers[0]) == ["id", "verdict", "reason", "mention"] and answers[0]["mention"]["low"] == "500"
    assert len(out.err.splitlines()) == 2


@pytest.mark.parametrize(("claim", "lang"), [
    ("Moulins : 2 600 salariés", "fr"),  # without its accent it would be English for wages
    ("Astra+ lancé le 12 novembre 2019", "fr"),
    ("Vall : 12 heridos", "es"),
    ("Norvik employees: 2,600", "en"),
])
def test_the_language_of_a_bare_claim(claim: str, lang: str) -> None:
    assert claim_assertion(claim).claim.lang == lang


@pytest.mark.parametrize(("claim", "value"), [
    ("Les Corsaires 2 dans 726 salles", 726),
    ("Les Corsaires 2 : 241 000 entrées", 241_000),
    ("Corsairs 3 sold 310,000 tickets", 310_000),
    ("Vega 19", 19),
])
def test_a_number_that_ends_a_name_is_not_the_value(claim: str, value: int) -> None:
    expected = claim_assertion(claim).claim.expected
    assert expected is not None
    assert expected.low == value


@pytest.mark.parametrize("claim", [
    "Nadia Ferrand, directrice générale de Norvik", "Nadia Ferrand, chief executive of Norvik",
    "Nadia Ferrand, directora general de Norvik",
])
def test_a_bare_claim_about_an_office(claim: str) -> None:
    assert claim_assertion(claim).kind == "position"


def _verdict(text: str, claim: str) -> str:
    article = Article(id="a", text=text, lang="fr", published="2024-06-10")
    return check(annotate(article), claim_assertion(claim)).verdict


@pytest.mark.parametrize(("text", "claim", "verdict"), [
    # brackets behind a name say what it is, they do not take its figure
    ("Nadia Ferrand (PS), 30,8 % des voix, devance Paul Oriol, 16,8 %.", "Nadia Ferrand : 30,8 % des voix", "consistent"),
    ("Nadia Ferrand (PS), 30,8 % des voix, devance Paul Oriol, 16,8 %.", "Nadia Ferrand : 38,8 % des voix", "contradicted"),
    # a loss that is asked for is no change of something
    ("Norvik a essuyé en 2023 une perte nette de 141 millions d'euros.", "Norvik net loss in 2023: 141 million euros",
     "consistent"),
    # a share of trains is none of strikers
    ("Un TGV sur huit circulait mardi. La grève à la SNCF était suivie par 48 % des cheminots.",
     "Grève à la SNCF : 48 % des cheminots", "consistent"),
    # an exact figure of the article says more than a bound that the asserted one happens to fit
    ("La barre des 10.000 morts est franchie en Valdorie : plus de 10.000 morts.\n\nAu total, 10.328 morts sont "
     "recensés en Valdorie.", "Valdorie : 10 832 morts", "contradicted"),
    ("La barre des 10.000 morts est franchie en Valdorie : plus de 10.000 morts.", "Valdorie : 10 832 morts", "consistent"),
    # the place of the claim stands beside the one figure, and the whole country's beside the other
    ("Norvik compte 167 millions d'abonnés dans le monde.\n\nNorvik a recruté aux États-Unis, où le groupe a 61 millions "
     "d'abonnés.", "Norvik : 61 millions d'abonnés aux États-Unis", "consistent"),
    # an unknown word that opens a claim may be the name of another thing
    ("Les missiles Korvan ont une portée de 300 km.", "Dabaka missile range 305 km", "not_mentioned"),
    ("Les missiles Korvan ont une portée de 300 km.", "Korvan missile range 305 km", "contradicted"),
    # each year belongs to its own verb
    ("Fondé en 1976 dans un garage, Norvik avait failli disparaître en 1997.", "Norvik fondé en 1976", "consistent"),
    # a part counts what its whole counts
    ("L'épidémie a tué plus de 80.000 personnes, dont 17.127 en Italie et 13.798 en Espagne.",
     "Épidémie : 13 798 morts en Espagne", "consistent"),
])
def test_whose_figure_it_is(text: str, claim: str, verdict: str) -> None:
    assert _verdict(text, claim) == verdict


@pytest.mark.parametrize(("lang", "text", "claim", "verdict"), CASES, ids=[case[2] for case in CASES])
def test_figures_that_are_passed_over_would_decide_nothing(lang: str, text: str, claim: str, verdict: str) -> None:
    index = lay_out(annotate(Article(id="a", text=text, lang=lang, published="2025-01-15")))
    query = query_of(claim_assertion(claim), index.lexicon)
    within = Fields(index).of(query)
    if within is None or query.expected is None:
        assert verdict == N
        return
    every = [
        (link, judge(arrived(index, link.figure), query.expected))
        for link in match.links(within) if link.lost is None and link.score >= LEAST
    ]
    decided, chosen, *_ = decide(within, query.expected, every)
    quickly, also, *_ = decide(within, query.expected, weigh(within, Value(query.expected), None))
    assert (quickly, also and also.figure.mention) == (decided, chosen and chosen.figure.mention)
    assert quickly == verdict


def test_why_the_others_lost_is_worked_out_once_and_travels() -> None:
    made: list[int] = []
    found: Later[int] = Later(lambda: made.append(1) or [3, 4])  # type: ignore[func-returns-value]
    assert not made
    assert (len(found), found[1], list(found), found[:1]) == (2, 4, [3, 4], [3])
    assert found == [3, 4]
    assert pickle.loads(pickle.dumps(found)) == [3, 4]
    assert made == [1]
