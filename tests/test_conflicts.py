"""Across articles: pairs that disagree, and as many that look alike and do not. Every figure in them is made up."""

import json
from pathlib import Path

import pytest

from copydesk.__main__ import main
from copydesk.annotate import annotate
from copydesk.conflicts import Conflict, conflicts
from copydesk.corpus import load_corpus
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent


def _article(name: str, said: str) -> Article:
    """An article in one line: `2024-11-13 fr text`."""
    published, lang, text = said.split(" ", 2)
    return Article(id=f"{lang}/{published}-{name}", text=text, lang=lang, published=published)


def _run(one: str, other: str, *, updates: bool = False, days: int = 7) -> list[Conflict]:
    pair = [_article("a", one), _article("b", other)]
    return conflicts((annotate(article) for article in pair), updates=updates, days=days)


FIGURES = [
    ("toll, same day",
     "2024-11-13 fr Une frappe russe sur Kharkiv a fait trois morts mercredi, selon les autorités.",
     "2024-11-13 fr Cinq personnes ont été tuées mercredi dans une frappe russe sur Kharkiv.", "trois", "Cinq"),
    ("toll across languages",
     "2024-11-13 en A Russian strike killed three people in Kharkiv on Wednesday.",
     "2024-11-13 fr Une frappe russe a tué cinq personnes mercredi à Kharkiv.", "three", "cinq"),
    ("toll that shrinks",
     "2024-11-13 en The earthquake in Agadir killed 48 people, officials said.",
     "2024-11-14 en The earthquake in Agadir killed 31 people, officials said.", "48", "31"),
    ("injured, in Spanish",
     "2024-11-13 es El incendio en Valencia dejó 12 heridos el martes.",
     "2024-11-13 es El incendio de Valencia dejó 17 heridos el martes, según los bomberos.", "12", "17"),
    ("range of a weapon",
     "2024-11-10 fr Les missiles ATACMS ont une portée de 300 km.",
     "2024-11-13 fr La portée des missiles ATACMS est de 500 km.", "300 km", "500 km"),
    ("range across units and languages",
     "2024-11-10 en ATACMS missiles have a range of 190 miles.",
     "2024-11-12 fr Les missiles ATACMS ont une portée de 500 km.", "190 miles", "500 km"),
    ("money",
     "2024-11-13 fr L'Allemagne a promis une aide militaire de 500 millions d'euros à l'Ukraine.",
     "2024-11-13 fr L'Allemagne a promis à l'Ukraine une aide militaire de 650 millions d'euros.",
     "500 millions d'euros", "650 millions d'euros"),
    ("a slip of the scale",
     "2024-11-13 fr L'Allemagne a promis une aide militaire de 500 millions d'euros à l'Ukraine.",
     "2024-11-14 en Germany pledged military aid of 500 billion euros to Ukraine.",
     "500 millions d'euros", "500 billion euros"),
    ("percentage of one month",
     "2024-11-13 en Inflation in France was 2.1% in October 2024.",
     "2024-11-15 en Inflation in France was 2.6% in October 2024.", "2.1%", "2.6%"),
    ("count of objects in a night",
     "2024-11-12 fr Dans la nuit de samedi à dimanche, l'Ukraine a été visée par une attaque de 145 drones russes.",
     "2024-11-13 fr L'Ukraine a été visée par 115 drones russes dans la nuit de samedi à dimanche.", "145", "115"),
    ("temperature",
     "2024-07-10 es La temperatura alcanzó el lunes 46 grados en Sevilla.",
     "2024-07-10 es La temperatura en Sevilla alcanzó el lunes los 43 grados.", "46 grados", "43 grados"),
    ("deliveries of a year",
     "2025-01-10 en Airbus delivered 766 aircraft in 2024.",
     "2025-01-12 fr Airbus a livré 735 avions en 2024.", "766", "735"),
    ("area burnt",
     "2024-08-13 fr Le feu de forêt près de Narbonne a détruit 2 000 hectares mardi.",
     "2024-08-13 fr Près de Narbonne, le feu de forêt a détruit mardi 3 500 hectares.",
     "2 000 hectares", "3 500 hectares"),
    ("a subject carried over",
     "2024-11-13 fr Un incendie a ravagé mercredi un entrepôt de Marseille. Douze pompiers ont été blessés.",
     "2024-11-13 fr Mercredi à Marseille, 17 pompiers ont été blessés dans l'incendie d'un entrepôt.", "Douze", "17"),
    ("jobs",
     "2024-11-05 fr Michelin va supprimer 1 250 emplois à Cholet et à Vannes.",
     "2024-11-05 fr Michelin supprimera 1 520 emplois à Vannes et à Cholet.", "1 250", "1 520"),
]

ALIKE = [
    ("dead and injured",
     "2024-11-13 fr Une frappe russe sur Kharkiv a fait trois morts mercredi.",
     "2024-11-13 fr Une frappe russe sur Kharkiv a fait 23 blessés mercredi."),
    ("two towns",
     "2024-11-13 fr Une frappe russe a fait trois morts mercredi à Kharkiv.",
     "2024-11-13 fr Une frappe russe a fait cinq morts mercredi à Odessa."),
    ("two days",
     "2024-11-13 fr Une frappe russe sur Kharkiv a fait trois morts mardi 12 novembre.",
     "2024-11-13 fr Une frappe russe sur Kharkiv a fait cinq morts lundi 11 novembre."),
    ("a bound that fits",
     "2024-11-13 fr La Corée du Nord a envoyé plus de 10 000 soldats en Russie.",
     "2024-11-13 fr La Corée du Nord a envoyé 12 000 soldats en Russie."),
    ("announced, and sent",
     "2024-11-10 fr La Corée du Nord a décidé d'envoyer jusqu'à 12.000 soldats pour aider la Russie.",
     "2024-11-13 fr Plus de 10 000 soldats nord-coréens ont été envoyés en Russie."),
    ("rounded",
     "2024-11-13 en The quake in Agadir injured about 300 people.",
     "2024-11-13 en The quake in Agadir injured 312 people."),
    ("units",
     "2024-11-13 en ATACMS missiles have a range of 190 miles.",
     "2024-11-13 fr Les missiles ATACMS ont une portée de 300 km."),
    ("two weapons",
     "2024-11-13 fr Les missiles ATACMS ont une portée de 300 km.",
     "2024-11-13 fr Les missiles Storm Shadow ont une portée de 250 km."),
    ("two years",
     "2025-01-10 en Airbus delivered 766 aircraft in 2024.",
     "2025-01-12 en Airbus delivered 735 aircraft in 2023."),
    ("delivered and ordered",
     "2025-01-10 en Airbus delivered 766 aircraft in 2024.",
     "2025-01-12 en Airbus won 878 orders for aircraft in 2024."),
    ("two makers",
     "2025-01-10 en Airbus delivered 766 aircraft in 2024.",
     "2025-01-12 en Boeing delivered 348 aircraft in 2024."),
    ("a rise and a level",
     "2024-11-13 en Unemployment in Spain rose 0.4% in October 2024.",
     "2024-11-13 en Unemployment in Spain was 11.2% in October 2024."),
    ("per year and in total",
     "2024-11-13 fr La France verse 3 milliards d'euros par an à l'Ukraine.",
     "2024-11-13 fr La France a versé 9 milliards d'euros à l'Ukraine."),
    ("the former toll",
     "2024-11-13 en The quake in Agadir killed 48 people, officials said.",
     "2024-11-13 en The quake in Agadir killed 61 people, up from 48."),
    ("a part",
     "2024-11-13 en The quake in Agadir killed 48 people.",
     "2024-11-13 en The quake in Agadir killed 48 people, including 9 children."),
    ("a supposed figure",
     "2024-11-13 en The quake in Agadir killed 48 people.",
     "2024-11-13 en The quake in Agadir could reach a toll of 60 people killed."),
    ("too far apart",
     "2024-05-13 fr Les missiles ATACMS ont une portée de 300 km.",
     "2024-11-13 fr La portée des missiles ATACMS est de 500 km."),
    ("prices of two days",
     "2024-11-11 en Oil from Norway cost $85 a barrel in London.",
     "2024-11-13 en Oil from Norway cost $83 a barrel in London."),
    ("marchers and arrests",
     "2024-11-13 fr Quelque 300 manifestants ont défilé mercredi à Lyon.",
     "2024-11-13 fr Vingt manifestants ont été arrêtés mercredi à Lyon."),
    ("two nationalities",
     "2024-11-13 fr Quarante soldats russes ont été tués mercredi à Koursk.",
     "2024-11-13 fr Soixante soldats ukrainiens ont été tués mercredi à Koursk."),
    ("a month and its year",
     "2024-11-13 es España recibió 9 millones de turistas en octubre de 2024.",
     "2024-11-13 es España recibió 82 millones de turistas en 2024."),
    ("two institutes",
     "2024-11-13 fr Selon l'Ifop, Emmanuel Macron recueille 28 % d'opinions favorables en novembre.",
     "2024-11-13 fr Selon Ipsos, Emmanuel Macron recueille 22 % d'opinions favorables en novembre."),
    ("a country and one of its regions",
     "2024-11-13 fr Les inondations ont fait 12 morts mercredi en Espagne.",
     "2024-11-13 fr Les inondations ont fait sept morts mercredi en Espagne, dans la région de Murcie."),
    ("two articles on nothing in common",
     "2024-11-13 fr Le musée de Lyon a reçu 4 000 visiteurs mercredi.",
     "2024-11-13 fr À Lyon, 300 emplois seront supprimés mercredi."),
    ("two stages of one plan",
     "2024-11-13 en Germany pledged 500 million euros of military aid to Ukraine.",
     "2024-11-13 en Germany delivered 120 million euros of military aid to Ukraine in 2023."),
    ("another town, where the first one was spoken of before",
     "2024-11-13 fr La maire de Lyon a parlé mercredi. Un incendie a fait 12 blessés mercredi à Marseille.",
     "2024-11-13 fr La maire de Marseille a parlé mercredi. Un incendie a fait 17 blessés mercredi à Lyon."),
    ("one town hit twice in a week",
     "2024-11-08 fr Une frappe russe a fait 12 morts à Kharkiv, selon la mairie.",
     "2024-11-13 fr Une frappe russe a fait trois morts à Kharkiv, selon la mairie."),
    ("a number of an earlier article told again",
     "2024-11-12 en The quake in Agadir killed 48 people, officials said.",
     "2024-11-13 en The quake in Agadir killed 41 people. Officials had given a toll of 48 on Tuesday."),
    ("a denial",
     "2024-11-13 en A strike killed three people in Kharkiv on Wednesday.",
     "2024-11-13 en The mayor denied that a strike killed five people in Kharkiv on Wednesday."),
]


@pytest.mark.parametrize(("one", "other", "a", "b"), [case[1:] for case in FIGURES], ids=[case[0] for case in FIGURES])
def test_figures_that_disagree(one: str, other: str, a: str, b: str) -> None:
    (found,) = _run(one, other)
    assert found.kind == "figure"
    assert found.a.article.text[slice(*found.a.span)] == a
    assert found.b.article.text[slice(*found.b.span)] == b


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in ALIKE], ids=[case[0] for case in ALIKE])
def test_figures_that_only_look_alike(one: str, other: str) -> None:
    assert _run(one, other, updates=True) == []
    assert _run(other, one, updates=True) == []


def test_a_toll_that_grows_is_an_update_and_shown_when_asked() -> None:
    one = "2024-11-13 en The earthquake in Agadir killed 31 people, officials said."
    other = "2024-11-14 en The earthquake in Agadir killed 48 people, officials said."
    assert _run(one, other) == []
    (found,) = _run(other, one, updates=True)
    assert found.kind == "update"
    assert found.a.article.published == "2024-11-13"
    assert "later" in found.reason


def test_the_days_between_are_a_setting() -> None:
    one = "2024-11-01 fr Les missiles ATACMS ont une portée de 300 km."
    other = "2024-11-13 fr La portée des missiles ATACMS est de 500 km."
    assert _run(one, other) == []
    assert len(_run(one, other, days=12)) == 1


PEOPLE = [
    ("one office, two holders", "office",
     "2024-11-13 fr Le secrétaire général de l'Otan, Mark Rutte, a reçu le ministre.",
     "2024-11-13 fr Le secrétaire général de l'Otan, Jens Stoltenberg, était à Bruxelles."),
    ("across languages", "office",
     "2024-11-13 fr Le ministre ukrainien de la Défense Roustem Oumerov était à Kiev.",
     "2024-11-14 en Ukraine's defence minister Oleksii Reznikov was in Kyiv."),
    ("one person, two offices", "person",
     "2024-11-13 fr Le ministre allemand de la Défense, Boris Pistorius, était à Kiev.",
     "2024-11-13 fr Le ministre allemand des Affaires étrangères, Boris Pistorius, était à Kiev."),
    ("one person, two ages", "age",
     "2024-11-13 fr Joe Biden, 81 ans, quittera la Maison Blanche en janvier.",
     "2024-11-13 fr Joe Biden, 84 ans, a reçu Donald Trump."),
    ("one name, two spellings", "spelling",
     "2024-11-13 fr Le président ukrainien Volodimir Zelenski est à Kiev.",
     "2024-11-13 fr Selon Volodymyr Zelensky, l'alerte a duré cinq heures."),
    ("a slip in a name", "spelling",
     "2024-11-13 fr La réunion avec Mark Rute a commencé.",
     "2024-03-13 fr Mark Rutte était à Bruxelles."),
]

PEOPLE_ALIKE = [
    ("a former holder",
     "2024-11-13 fr Le secrétaire général de l'Otan, Mark Rutte, a reçu le ministre.",
     "2024-11-13 fr L'ancien secrétaire général de l'Otan, Jens Stoltenberg, était à Bruxelles."),
    ("two countries",
     "2024-11-13 fr Le ministre ukrainien de la Défense Roustem Oumerov était à Kiev.",
     "2024-11-13 fr Le ministre allemand de la Défense Boris Pistorius était à Kiev."),
    ("two fields",
     "2024-11-13 fr Le ministre allemand de la Défense, Boris Pistorius, était à Kiev.",
     "2024-11-13 fr La ministre allemande des Affaires étrangères, Annalena Baerbock, était à Kiev."),
    ("an office with many holders",
     "2024-11-13 fr Vedant Patel, porte-parole du département d'Etat américain, a parlé mardi.",
     "2024-11-13 fr Matthew Miller, porte-parole du département d'Etat américain, a parlé mercredi."),
    ("an office with its owner left out",
     "2024-11-13 fr Le président Emmanuel Macron est à Paris.",
     "2024-11-13 fr Le président Joe Biden est à Washington."),
    ("after a handover",
     "2024-09-13 fr Le secrétaire général de l'Otan, Jens Stoltenberg, était à Bruxelles.",
     "2024-11-13 fr Le secrétaire général de l'Otan, Mark Rutte, a reçu le ministre."),
    ("the elected and the outgoing",
     "2024-11-13 fr Le président américain Joe Biden est à Washington.",
     "2024-11-13 fr Le président américain élu Donald Trump est en Floride."),
    ("a birthday",
     "2024-11-18 fr Joe Biden, 81 ans, quittera la Maison Blanche en janvier.",
     "2024-11-22 fr Joe Biden, 82 ans, a reçu Donald Trump."),
    ("two people of one family name",
     "2024-11-13 fr Joe Biden est à Washington.",
     "2024-11-13 fr Jill Biden est à Washington."),
    ("accents",
     "2024-11-13 fr Andriï Sybiga est à Kiev.",
     "2024-11-13 fr Andrii Sybiga est à Bruxelles."),
    ("two languages, two spellings",
     "2024-11-13 en Volodymyr Zelenskyy met the minister.",
     "2024-11-13 fr Selon Volodymyr Zelensky, l'alerte a duré cinq heures."),
    ("an initial",
     "2024-11-13 fr Donald J. Trump est en Floride.",
     "2024-11-13 fr Donald Trump est en Floride."),
]


@pytest.mark.parametrize(("kind", "one", "other"), [c[1:] for c in PEOPLE], ids=[c[0] for c in PEOPLE])
def test_people_that_disagree(kind: str, one: str, other: str) -> None:
    assert [found.kind for found in _run(one, other)] == [kind]


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in PEOPLE_ALIKE], ids=[c[0] for c in PEOPLE_ALIKE])
def test_people_that_only_look_alike(one: str, other: str) -> None:
    assert _run(one, other) == []


def test_accepted_spellings_are_no_conflict() -> None:
    pair = [_article("a", PEOPLE[4][2]), _article("b", PEOPLE[4][3])]
    accepted = [("Volodymyr Zelensky", "Volodimir Zelenski")]
    assert conflicts(map(annotate, pair), accepted=accepted) == []


def test_the_order_of_the_articles_does_not_matter() -> None:
    said = [(f"{n}{side}", text) for n, case in enumerate(FIGURES) for side, text in zip("ab", case[1:3], strict=True)]
    articles = [_article(*one) for one in said]
    one = [(c.kind, c.a.article.id, c.b.article.id, c.reason) for c in conflicts(map(annotate, articles))]
    other = [(c.kind, c.a.article.id, c.b.article.id, c.reason) for c in conflicts(map(annotate, articles[::-1]))]
    assert one == other
    assert one


def test_the_corpus_disagrees_on_spellings_only() -> None:
    found = conflicts(map(annotate, load_corpus(ROOT / "corpus")))
    texts = [{c.a.mention.person, c.b.mention.person} for c in found]
    assert {c.kind for c in found} == {"spelling"}
    assert {"Volodimir Zelenski", "Volodymyr Zelensky"} in texts
    assert {"Mark Rute", "Mark Rutte"} in texts


def test_the_command_lists_both_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, said in zip("ab", FIGURES[0][1:3], strict=True):
        (tmp_path / f"{name}.md").write_text(f"---\nlang: fr\npublished: 2024-11-13\n---\n{said[14:]}\n", "utf-8")
    files = [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    assert main(["conflicts", *files]) == 1
    shown = capsys.readouterr().out
    assert "a.md:5:37" in shown
    assert "b.md:5:1" in shown
    assert "^^^^^" in shown
    assert main(["conflicts", "--format", "jsonl", *files]) == 1
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(row) == ["kind", "a", "b", "reason"]
    assert list(row["a"]) == ["article", "start", "end", "text", "sentence"]
    assert row["a"]["text"] == "trois"
    assert main(["conflicts", files[0]]) == 0


def test_an_article_without_a_date_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Une frappe sur Kharkiv a fait trois morts.", "utf-8")
    assert main(["conflicts", str(tmp_path / "a.txt"), "--lang", "fr"]) == 0
    assert "without a publication date" in capsys.readouterr().err
