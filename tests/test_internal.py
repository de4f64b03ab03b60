"""Checks that need no assertion: what they find, and what they leave alone."""

from pathlib import Path

import pytest

from copydesk.annotate import annotate
from copydesk.corpus import load_corpus
from copydesk.errors import CopydeskError
from copydesk.internal import CHECKS, enabled, observe
from copydesk.languages import available, data
from copydesk.text import Article, Passage, Role, fold

ROOT = Path(__file__).resolve().parent.parent


def _seen(
    check: str, text: str, head: str = "", published: str | None = "2024-05-03", lang: str = "fr",
    role: Role = "headline",
) -> list[tuple[str, str]]:
    whole = f"{head}\n{text}" if head else text
    passages = [
        Passage(start=0, end=len(head), role=role, lang=lang),
        Passage(start=len(head) + 1, end=len(whole), role="body", lang=lang),
    ]
    article = Article(id="a", text=whole, lang=lang, published=published, passages=passages if head else ())
    found = observe(annotate(article), check)
    assert all(whole[o.span.start : o.span.end] == o.value or check == "names" for o in found)
    return [(o.value, o.what) for o in found]


@pytest.mark.parametrize(("text", "seen"), [
    ("Il arrive lundi 1er mai 2024.", [("lundi 1er mai 2024", "2024-05-01 was a Wednesday")]),
    ("Il arrive mercredi 1er mai 2024.", []),
    ("Il arrive mercredi 1er mai.", []),
    ("Il était venu samedi 4 novembre.", []),  # of 2023
    ("Il viendra lundi 4 novembre.", []),  # of 2024
    ("Il était venu jeudi 11 avril.", []),
    ("Il était venu vendredi 11 avril.", [("vendredi 11 avril", "2024-04-11 was a Thursday")]),  # 2025 is too far
    ("Il arrive samedi 13 mai.", [("samedi 13 mai", "2024-05-13 was a Monday")]),  # 2023 is too far
    ("L'accident de juin 2011 avait tué deux ouvriers le mercredi 22 juin.", []),
    ("C'était en 1999. Le mardi 13 avril, il partait.", []),
    ("Parti le jeudi 6 avril 1944, il revint le jeudi 11 mai.", []),
    ("L'élection du mardi 13 avril, jour de pluie de cette année 1999, fut annulée.", []),
    ("Parti en 1999, il revient le mercredi 1er mai, pas le jeudi 2 juin.", [("jeudi 2 juin", "2024-06-02 was a Sunday")]),
    ("Il arrive lundi.", []),
    ("Le 1er mai 2024 au matin, lundi fut évoqué.", []),
    ("Rendez-vous du lundi 6 au mercredi 8 mai 2024.", []),
])
def test_weekday_against_date(text: str, seen: list[tuple[str, str]]) -> None:
    assert _seen("weekday", text) == seen


def test_a_weekday_that_fits_no_year_nearby() -> None:
    ((value, what),) = _seen("weekday", "Il arrive jeudi 13 mai.")
    assert value == "jeudi 13 mai"
    assert what.startswith("2024-05-13 was a Monday") or "05-13" in what


@pytest.mark.parametrize(("head", "text", "seen"), [
    ("Une attaque de 200 drones", "L'attaque a compté 145 drones.", ["200"]),
    ("Une attaque de 145 drones", "L'attaque a compté 145 drones.", []),
    ("Une attaque de plus de 100 drones", "L'attaque a compté 145 drones.", []),
    ("Une attaque de 145 drones", "Après 30 drones lundi, l'attaque a compté 145 drones.", []),
    ("Une attaque de 200 drones", "L'attaque a coûté 145 millions d'euros.", []),
    ("Une attaque de 200 drones", "L'attaque a été repoussée par 145 soldats.", []),
    ("", "L'attaque a compté 145 drones, puis 200 drones.", []),
])
def test_headline_against_body(head: str, text: str, seen: list[str]) -> None:
    assert [value for value, _ in _seen("headline", text, head)] == seen


@pytest.mark.parametrize(("text", "seen"), [
    ("L'aide de 9,2 milliards d'euros est votée. Ces 9,2 millions d'euros partiront.", ["9,2 millions d'euros"]),
    ("L'aide de 9,2 milliards d'euros est votée. Ces 9,3 millions d'euros partiront.", []),
    ("L'aide de 9,2 milliards d'euros est votée, dont 9,2 millions de dollars.", []),
    ("L'aide de 2 milliards d'euros est votée, dont 2 millions d'euros demain.", []),
])
def test_jumps_by_a_thousand(text: str, seen: list[str]) -> None:
    assert [value for value, _ in _seen("thousand", text)] == seen


@pytest.mark.parametrize(("text", "seen"), [
    ("Le ministre Andrii Sybiha parle. Andrii Sybiga répond. Andrii Sybiha conclut.", ["Andrii Sybiga"]),
    ("Selon Mark Rutte, rien ne presse. Selon Mark Rute, si.", ["Mark Rute"]),
    ("Volodymyr Zelensky parle. Volodimir Zelenski répond.", ["Volodimir Zelenski"]),
    ("Andrii Sybiha parle. Andriï Sybiha répond.", []),
    ("Kim Jong Un parle. Kim Yo Jong répond.", []),
    ("Emmanuel Macron parle. Brigitte Macron répond.", []),
    ("Louis Martin parle. Louise Martin répond.", []),
    ("Mark Rutte parle. M. Rutte répond. Rutte conclut.", []),
    ("Joe Biden parle. Joe Walden répond.", []),
])
def test_one_name_spelled_two_ways(text: str, seen: list[str]) -> None:
    assert [value for value, _ in _seen("names", text)] == seen


def _values(check: str, lang: str, text: str) -> list[str]:
    return [value for value, _ in _seen(check, text, lang=lang)]


@pytest.mark.parametrize("role", ["headline", "key_point", "subhead", "caption"])
@pytest.mark.parametrize(("lang", "head", "body"), [
    ("fr", "Tempête : 12 blessés", "La tempête a fait 15 blessés dans le port."),
    ("en", "Storm: 12 injured", "The storm left 15 injured in the port."),
    ("es", "Temporal: 12 heridos", "El temporal dejó 15 heridos en el puerto."),
])
def test_heads_against_body(role: Role, lang: str, head: str, body: str) -> None:
    assert [value for value, _ in _seen("headline", body, head, lang=lang, role=role)] == ["12"]


@pytest.mark.parametrize(("lang", "head", "body"), [
    ("fr", "Séisme : 300 morts", "Trois cents personnes ont péri. En 1999, un séisme avait fait 40 morts."),
    ("fr", "Séisme : 300 morts", "On compte 298 morts."),
    ("fr", "Séisme : 20 morts", "Il y a 12 morts dans le port et 8 morts en ville."),
    ("fr", "Hausse de 3 % des salaires", "Les salaires ont progressé de 3,2 %."),
    ("fr", "Séisme : 20 morts par an", "Le dernier a fait 12 morts."),
    ("en", "Quake: 300 dead", "The toll stands at 298 dead."),
    ("en", "Quake: 20 dead", "There are 12 dead in the port and 8 dead in town."),
    ("en", "Over 200 drones launched", "The attack counted 245 drones."),
    ("en", "Court frees 12 prisoners", "The jail holds 600 people."),
    ("es", "Terremoto: 300 muertos", "El balance es de 298 muertos."),
    ("es", "Terremoto: 20 muertos", "Hay 12 muertos en el puerto y 8 muertos en la ciudad."),
    ("es", "Más de 200 drones", "El ataque contó con 245 drones."),
])
def test_heads_that_a_body_may_mean(lang: str, head: str, body: str) -> None:
    assert _seen("headline", body, head, lang=lang) == []


@pytest.mark.parametrize(("lang", "text", "what"), [
    ("fr", "Le séisme a fait 290 morts, dont 150 femmes et 160 enfants.", "150 + 160 = 310 is more than 290 morts"),
    ("fr", "290 gens ont été tués, dont 150 femmes et 160 enfants.", "150 + 160 = 310 is more than 290 gens"),
    ("fr", "L'explosion a fait 12 blessés (dont 15 enfants).", "15 is more than 12 blessés"),
    ("fr", "Ils ont tiré 145 drones, dont 90 à Kiev et 70 à Odessa.", "90 + 70 = 160 is more than 145 drones"),
    ("fr", "L'aide vaut 9,2 milliards d'euros. Sur ce total, 7,1 milliards sont des prêts et 3,1 milliards des dons.",
     "7,1 milliards + 3,1 milliards = 10.2 billion is more than 9,2 milliards d'euros"),
    ("fr", "Le plan pèse 9 milliards d'euros, dont 7 milliards pour l'eau et 3 milliards pour le rail.",
     "7 milliards + 3 milliards = 10 billion is more than 9 milliards d'euros"),
    ("fr", "Le bilan est de 12 morts : 5 Français, 4 Italiens et 2 Belges.", "5 + 4 + 2 = 11 should be 12 morts"),
    ("fr", "150 femmes et 160 enfants, soit 290 personnes au total, sont rentrés.",
     "150 + 160 = 310 should be 290 personnes"),
    ("fr", "Sur les 290 morts, on compte 50 hommes, 150 femmes et 160 enfants.",
     "50 + 150 + 160 = 360 is more than 290 morts"),
    ("en", "Of the 290 dead, police counted 150 women and 160 children.", "150 + 160 = 310 is more than 290 dead"),
    ("en", "290 people were killed, including 150 women and 160 children.", "150 + 160 = 310 is more than 290 people"),
    ("en", "The blast left 12 dead, including 15 children.", "15 is more than 12 dead"),
    ("en", "The toll is 12 dead: 5 Germans, 4 Italians and 2 Belgians.", "5 + 4 + 2 = 11 should be 12 dead"),
    ("en", "The plan costs $9 billion, including $7 billion for water and $3 billion for rail.",
     "$7 billion + $3 billion = 10 billion is more than $9 billion"),
    ("es", "El seísmo dejó 290 muertos, de ellos 150 mujeres y 160 niños.", "150 + 160 = 310 is more than 290 muertos"),
    ("es", "El plan suma 9.000 millones de euros, de los cuales 7.000 millones para agua y 3.000 millones para trenes.",
     "7.000 millones + 3.000 millones = 10 billion is more than 9.000 millones de euros"),
])
def test_parts_that_do_not_fit_their_total(lang: str, text: str, what: str) -> None:
    assert [seen for _, seen in _seen("parts", text, lang=lang)] == [what]


@pytest.mark.parametrize(("lang", "text"), [
    ("fr", "Le séisme a fait 290 morts, dont 150 femmes et 130 enfants."),
    ("fr", "Le séisme a fait plus de 290 morts, dont 150 femmes et 160 enfants."),
    ("fr", "Le séisme a fait environ 300 morts, dont 150 femmes et 160 enfants."),
    ("fr", "Le séisme a fait 290 blessés et 12 morts, dont 15 enfants."),
    ("fr", "L'aide vaut 9,2 milliards d'euros. Sur ce total, 7,1 milliards sont des prêts et 2,1 milliards des dons."),
    ("fr", "Le séisme a fait deux morts, dont un enfant, et trois blessés."),
    ("fr", "Le séisme a tué deux personnes, dont une femme et trois hommes blessés sont soignés."),
    ("en", "Two people were killed, including one woman and one child, and three hurt."),
    ("en", "Two people were killed, including a child, and three hurt."),
    ("fr", "Sur les 290 morts, on compte 150 femmes et 130 enfants."),
    ("fr", "Sur les 12 morts de lundi, il y avait 3 enfants ; 40 femmes sont blessées."),
    ("fr", "Parmi les 12 ministres, 20 enfants ont défilé."),
    ("en", "Of the 40 lawmakers, 12 voted and 30 left."),
    ("es", "De los 290 muertos, 150 son mujeres y 130 niños."),
    ("fr", "Les soldats de 12 pays, dont 300 Français, défilent."),
    ("fr", "Il a livré 300 chars à 12 pays, dont 40 à la Pologne."),
    ("fr", "Un homme a tué ses enfants, dont trois filles."),
    ("fr", "Le lycée compte 200 élèves, dont 120 filles et 90 étrangers."),
    ("fr", "Le bilan est de 12 morts : 5 Français, 4 Italiens et 3 Belges."),
    ("fr", "Le bilan est de 12 morts : 5 Français, 4 Italiens, 2 Belges."),
    ("fr", "Trois personnes, dont une femme et ses deux enfants, sont indemnes."),
    ("fr", "Le budget atteint 9 milliards d'euros, soit 2 milliards de plus et 3 milliards de trop."),
    ("en", "290 people were killed, including 150 women and 130 children."),
    ("en", "Soldiers from 12 countries, including 300 Germans, parade."),
    ("en", "The storm killed 12 people and injured 40, including 15 children."),
    ("en", "12 died in clashes with police, including 20 officers."),
    ("en", "Police held 40 people, including 25 students and 20 foreigners."),
    ("es", "El seísmo dejó 290 muertos, de ellos 150 mujeres y 130 niños."),
    ("es", "Hay 12 muertos y 40 heridos, entre ellos 15 niños."),
    ("es", "Un total de 20 heridos: 12 hombres y 8 mujeres."),
])
def test_parts_that_fit_or_may_be_of_something_else(lang: str, text: str) -> None:
    assert _values("parts", lang, text) == []


@pytest.mark.parametrize(("lang", "text", "value"), [
    ("fr", "12 des 40 députés, soit 25 %, ont voté.", "25 %"),
    ("fr", "12 des 40 députés (25 %) ont voté.", "25 %"),
    ("fr", "12 députés sur 40 (25 %) ont voté.", "25 %"),
    ("fr", "Il reste 312 candidats sur 1 200 (16 %).", "16 %"),
    ("fr", "Sur les 40 députés, 12 (25 %) ont voté.", "25 %"),
    ("fr", "25 % des députés (12 sur 40) ont voté.", "25 %"),
    ("en", "12 of the 40 lawmakers, or 25 percent, voted.", "25 percent"),
    ("en", "12 out of 40 (25%) voted.", "25%"),
    ("en", "Of the 40 lawmakers, 12, or 25 percent, voted.", "25 percent"),
    ("en", "25% of the lawmakers (12 of 40) voted.", "25%"),
    ("es", "12 de los 40 diputados, es decir, el 25 %, votaron.", "25 %"),
    ("es", "12 de los 40 diputados (25 %) votaron.", "25 %"),
])
def test_a_percentage_that_is_not_its_counts(lang: str, text: str, value: str) -> None:
    assert _values("percentage", lang, text) == [value]


@pytest.mark.parametrize(("lang", "text"), [
    ("fr", "12 des 40 députés, soit 30 %, ont voté."),
    ("fr", "12 des 41 députés, soit 29 %, ont voté."),
    ("fr", "20 des 30 députés (66 %) ont voté."),
    ("fr", "13 des 40 députés, soit près de 30 %, ont voté."),
    ("fr", "13 des 40 députés, soit plus de 30 %, ont voté."),
    ("fr", "12 des 40 députés (25 % en 2019) ont voté."),
    ("fr", "12 des 40 députés (contre 25 % en 2019) ont voté."),
    ("fr", "12 des 40 députés (25 % des femmes) ont voté."),
    ("fr", "Un Français sur quatre (23 %) part en hiver."),
    ("fr", "7 Français sur 10 (68 %) partent en été."),
    ("fr", "Adopté par 312 voix contre 200, soit 60 % des suffrages."),
    ("fr", "L'action a gagné 2 euros à 40 euros (5,3 %)."),
    ("en", "12 of the 40 lawmakers, or 30 percent, voted."),
    ("en", "12 of the 40 seats (25 percent in 2019) fell vacant."),
    ("en", "One in four (23 percent) travels in winter."),
    ("en", "Sales rose by 12 to 40 (25 percent)."),
    ("es", "12 de los 40 diputados, es decir, el 30 %, votaron."),
    ("es", "12 de los 40 escaños (frente al 25 % de 2019) quedan libres."),
])
def test_a_percentage_of_its_counts_or_of_something_else(lang: str, text: str) -> None:
    assert _values("percentage", lang, text) == []


@pytest.mark.parametrize(("lang", "text", "value"), [
    ("fr", "Né en 1961, il a 42 ans.", "42 ans"),
    ("fr", "Anne Durand, 42 ans, née le 3 mai 1961, dirige le port.", "42 ans"),
    ("fr", "Elle est née en 1961 à Lyon. Elle a 42 ans.", "42 ans"),
    ("fr", "Marc Petit, 42 ans, ouvre. Le soir, Marc Petit (43 ans) ferme.", "43 ans"),
    ("en", "Jane Miller, 42, was born in 1961.", "42"),
    ("en", "Jane Miller, 42, opens. Later, Jane Miller, 43, closes.", "43"),
    ("en", "Jane Miller, aged 42, was born in 1961.", "42"),
    ("es", "Ana López, de 42 años, nacida en 1961, dirige el puerto.", "42 años"),
    ("es", "Ana López, de 42 años, abre. Después Ana López (43 años) cierra.", "43 años"),
])
def test_an_age_that_does_not_fit(lang: str, text: str, value: str) -> None:
    assert _values("age", lang, text) == [value]


@pytest.mark.parametrize(("lang", "text"), [
    ("fr", "Né en 1961, il a 62 ans."),
    ("fr", "Né en 1961, il a 63 ans."),
    ("fr", "Né en 1961 à Lyon, il est élu maire à 42 ans."),
    ("fr", "Né en 1961, il avait 42 ans lors du vote."),
    ("fr", "Né en 1961 et marié en 2003, il a 42 ans de service."),
    ("fr", "Né en 1961, il vit avec Anne Durand, 42 ans."),
    ("fr", "Anne Durand, 42 ans, mariée à un maire né en 1950, dirige le port."),
    ("fr", "Il est né en 1961 et sa fille a 12 ans."),
    ("fr", "Né en 1961, il a une fille qui a 12 ans."),
    ("fr", "Il est né en 1961. Sa fille a 12 ans."),
    ("fr", "Né vers 1961, il a environ 42 ans."),
    ("fr", "Marc Petit, 42 ans, et Anne Durand, 43 ans, ouvrent."),
    ("fr", "Marc Petit, 42 ans, ouvre. Marc Petit, alors âgé de 20 ans, fermait."),
    ("fr", "Marc Petit, 5 ans de prison. Anne Durand, 3 ans."),
    ("en", "Born in 1961, he died at 42."),
    ("en", "Jane Miller, 62, was born in 1961."),
    ("en", "Jane Miller, then 42, was born in 1951."),
    ("en", "Jane Miller, 42, and John Smith, 43, open."),
    ("es", "Nacida en 1961, murió a los 42 años."),
    ("es", "Ana López, de 62 años, nacida en 1961, dirige el puerto."),
])
def test_an_age_that_fits_or_is_of_another_time(lang: str, text: str) -> None:
    assert _values("age", lang, text) == []


def test_a_birth_year_says_nothing_where_the_article_has_no_date() -> None:
    assert _seen("age", "Né en 1961, il a 42 ans.", published=None) == []


@pytest.mark.parametrize(("lang", "text", "value"), [
    ("fr", "Le taux varie entre 45 et 40 %.", "45 et 40 %"),
    ("fr", "Le taux varie entre 45 % et 40 %.", "45 % et 40 %"),
    ("fr", "On attend entre 1.200 et 900 soldats.", "1.200 et 900"),
    ("fr", "Il faut entre 45 et 40 kilomètres de câble.", "45 et 40 kilomètres"),
    ("en", "The rate lies between 45 and 40 percent.", "45 and 40 percent"),
    ("en", "It costs between $45 million and $40 million.", "$45 million and $40 million"),
    ("en", "It needs between 45 and 40 miles of cable.", "45 and 40 miles"),
    ("es", "La tasa oscila entre 45 y 40 %.", "45 y 40 %"),
    ("es", "La tasa oscila entre el 45 % y el 40 %.", "45 % y el 40 %"),
])
def test_a_range_written_backwards(lang: str, text: str, value: str) -> None:
    assert _values("range", lang, text) == [value]


@pytest.mark.parametrize(("lang", "text"), [
    ("fr", "Le taux varie entre 40 et 45 %."),
    ("fr", "Le taux est passé de 45 à 40 %."),
    ("fr", "L'écart entre 45 et 40 % se creuse."),
    ("fr", "Le port ferme entre 22 heures et 6 heures."),
    ("fr", "Il fera entre 8 °C et 3 °C."),
    ("fr", "On attend entre 500 000 et 1 million de personnes."),
    ("fr", "Entre 45 % des hommes et 40 % des femmes, rien de commun."),
    ("fr", "Il y a entre dix et cinq ans, tout allait bien."),
    ("fr", "Entre 2024 et 2020, tout a changé."),
    ("en", "The rate lies between 40 and 45 percent."),
    ("en", "The rate fell from 45 to 40 percent."),
    ("en", "The gap between 45 and 40 percent widens."),
    ("en", "Between 10 and 5 years ago, all was well."),
    ("es", "La tasa oscila entre el 40 % y el 45 %."),
    ("es", "La brecha entre el 45 % y el 40 % crece."),
    ("es", "La tasa bajó del 45 al 40 %."),
])
def test_a_range_that_may_stand(lang: str, text: str) -> None:
    assert _values("range", lang, text) == []


@pytest.mark.parametrize(("lang", "text", "value"), [
    ("fr", "Le phare est à sept miles (14 km) de la côte.", "14 km"),
    ("fr", "Il a fait 86 °F (20 °C) lundi.", "20 °C"),
    ("fr", "Le réservoir tient 10 gallons (60 litres).", "60 litres"),
    ("fr", "Le parc couvre 10 hectares (1 km2).", "1 km2"),
    ("en", "A 30-mile (80-kilometer) front.", "80-kilometer"),
    ("en", "Winds of 100 mph (260 kph) hit the coast.", "260 kph"),
    ("en", "The farm has 100 acres (90 hectares).", "90 hectares"),
    ("en", "The bag weighs 10 pounds (9 kilograms).", "9 kilograms"),
    ("es", "El faro está a siete millas (20 kilómetros).", "20 kilómetros"),
])
def test_a_conversion_that_does_not_convert(lang: str, text: str, value: str) -> None:
    assert _values("conversion", lang, text) == [value]


@pytest.mark.parametrize(("lang", "text"), [
    ("fr", "Le phare est à sept miles (11 km) de la côte."),
    ("fr", "Le phare est à 12 milles (22 km) de la côte."),
    ("fr", "Il a fait 86 °F (30 °C) lundi."),
    ("fr", "Le réservoir tient 10 gallons (45 litres)."),
    ("fr", "Le tunnel fait 3 km (200 m sous la mer)."),
    ("fr", "Le tunnel et le pont font 3 km (200 m)."),
    ("fr", "L'aide vaut 30 millions de dollars (20 millions d'euros)."),
    ("fr", "Il reste quinze jours (deux semaines)."),
    ("en", "A 30-mile (50-kilometer) front."),
    ("en", "A warming of 1.5 degrees Celsius (2.7 degrees Fahrenheit)."),
    ("en", "The ship lies 12 miles (22 km) off the coast."),
    ("en", "Winds of 100 mph (160 kph) hit the coast."),
    ("en", "It runs five to six miles (8 to 10 km)."),
    ("es", "El faro está a siete millas (11 kilómetros)."),
    ("es", "Pesa diez libras (4,5 kilogramos)."),
])
def test_a_conversion_within_rounding(lang: str, text: str) -> None:
    assert _values("conversion", lang, text) == []


@pytest.mark.parametrize(("lang", "text", "value"), [
    ("fr", "Il part le 31 juin 2024.", "31 juin 2024"),
    ("fr", "Il part le 29 février 2023, dit-on.", "29 février 2023"),
    ("fr", "Il reste jusqu'au 31 septembre.", "31 septembre"),
    ("fr", "Il part mardi 31 avril.", "31 avril"),
    ("en", "He leaves on June 31, 2024.", "June 31, 2024"),
    ("en", "He leaves on 31 April.", "31 April"),
    ("en", "He stays until November 31st.", "November 31st"),
    ("es", "Se va el 31 de junio de 2024.", "31 de junio de 2024"),
    ("es", "Se queda hasta el 30 de febrero.", "30 de febrero"),
])
def test_a_day_that_no_calendar_has(lang: str, text: str, value: str) -> None:
    assert _values("dates", lang, text) == [value]


@pytest.mark.parametrize(("lang", "text"), [
    ("fr", "Il part le 30 juin 2024."),
    ("fr", "Il part le 31 août."),
    ("fr", "Il part le 29 février 2024."),
    ("fr", "Il part le 29 février."),
    ("fr", "En juin 31 bateaux sont partis."),
    ("fr", "Le 31, juin sera fini."),
    ("en", "In June 31 ships left."),
    ("en", "He leaves on June 30, 2024."),
    ("en", "He leaves on 31 May."),
    ("en", "He left on February 29."),
    ("es", "Se va el 30 de abril."),
    ("es", "Se va el 31 de mayo de 2024."),
])
def test_a_day_that_is(lang: str, text: str) -> None:
    assert _values("dates", lang, text) == []


@pytest.mark.parametrize(("lang", "text"), [
    ("en", "A plan of $9.2 billion passed. The $9.2 million will flow."),
    ("es", "Se aprueba un plan de 9,2 millones de euros. Esos 9.200 euros llegarán."),
])
def test_jumps_by_a_thousand_in_other_languages(lang: str, text: str) -> None:
    assert len(_values("thousand", lang, text)) == 1


def test_checks_can_be_switched_off() -> None:
    annotated = annotate(Article(id="a", text="Le taux varie entre 45 et 40 %."))
    assert len(observe(annotated, "range")) == 1
    for disabled in (["range"], ["internal.range"], ["*"]):
        assert observe(annotated, "range", disabled=disabled) == []
    assert len(observe(annotated, "range", disabled=["names"])) == 1
    assert enabled(["names"]) == tuple(name for name in CHECKS if name != "names")
    assert enabled(["*"]) == ()


def test_an_unknown_check_is_refused_by_name() -> None:
    with pytest.raises(CopydeskError, match=r"no internal check called nmaes; the checks are age, "):
        enabled(["nmaes"])


def test_the_checks_are_the_modules() -> None:
    assert list(CHECKS) == [
        "age", "change", "conversion", "dates", "headline", "names", "parts", "percentage", "range", "thousand", "weekday",
    ]
    assert all(callable(CHECKS[name]) for name in CHECKS)
    with pytest.raises(KeyError):
        CHECKS["_reading"]


def test_the_words_of_the_checks_are_folded_and_complete() -> None:
    """A cue that is not folded never matches; a language with words for the checks has them for all."""
    tables = {lang: data(lang, "internal") for lang in available() if data(lang, "internal")}
    assert {"fr", "en", "es"} <= set(tables)
    shapes = {
        tuple((check, *sorted(table[check])) for check in sorted(table) if isinstance(table[check], dict))
        for table in tables.values()
    }
    assert len(shapes) == 1

    def phrases(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        items = value.values() if isinstance(value, dict) else value
        return [phrase for item in items for phrase in phrases(item)]  # type: ignore[attr-defined]

    for table in tables.values():
        assert all(phrase and phrase == fold(phrase).strip() for phrase in phrases(table))


@pytest.mark.parametrize("text", [
    "dont 3, dont 4 et 5 et 6 : 7, soit 8 (9 %) entre 4 et 3", "(" * 50 + "12 %" + ")" * 50, "12 des 40 (30 %", "né en",
    "entre 1,2,3 et 4,5.6 %", "0 sur 0 (0 %)", "9" * 400 + " % (" + "9" * 400 + " sur 3)", "12 miles (",
    "le 31 juin 0000",
])
def test_nothing_crashes(text: str) -> None:
    for lang in ("fr", "en", "es"):
        annotated = annotate(Article(id="a", text=text, lang=lang, published="2024-05-03"))
        for check in CHECKS:
            observe(annotated, check)


def test_what_the_corpus_says_against_itself() -> None:
    found = [
        (article.id, seen.check, seen.value)
        for article in load_corpus(ROOT / "corpus") for check in CHECKS for seen in observe(annotate(article), check)
    ]
    assert found == [("fr/2024-11-13-blinken-bruxelles", "names", "Andrii Sybiga")]
