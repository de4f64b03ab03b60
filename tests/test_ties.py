"""Which figure of an article answers a claim: the classes of ties, each with what must not be tied."""

import pytest

from copydesk.annotate import annotate
from copydesk.assertions.claims import read_claim
from copydesk.matching.check import check, claim_assertion
from copydesk.text import Article

C, X, N = "consistent", "contradicted", "not_mentioned"

CONVOY = (
    "The relief agency said it had 90,000 tonnes of rice waiting at the border. Its first convoy of 31 lorries carried 140 "
    "tonnes of flour to Merrow."
)
GRANT = (
    "Le musée de Valbray réclame 60 millions d'euros. L'État verserait 4 millions d'euros la première année, selon la "
    "directrice du musée."
)
FILMS = (
    "Le week-end a été bon pour le cinéma. La pluie y est pour beaucoup. "
    "« Les Vagues », film de la réalisatrice Anne Lestier, est projeté dans 512 salles. Il devance le film d'animation "
    "« Karo 3 », qui a réuni 390 000 spectateurs dans 640 salles."
)
OBESITY = (
    "The number of adults who smoke fell from 900 million in 1990 to 850 million in 2020, and is projected to reach 700 "
    "million by the middle of the century."
)
MARRIAGES = "En France, quelque 240 000 mariages ont été célébrés en 2024, dont 6 500 entre personnes de même sexe."
FLOOD = "À Port-Lisse, 2 300 maisons ont été détruites par la crue."
FLATS = "Quelque 2,4 millions de ménages attendaient un logement social en France fin juin."
JAB = "La campagne de vaccination contre la dengue vise les habitants de 18 à 65 ans en Guadeloupe."
BIRTHS = "La France a enregistré 650 000 naissances en 2024, alors que 640 000 personnes sont mortes."
SITE = "Le chantier du barrage de Corvelle a duré onze ans et coûté 2,1 milliards d'euros."

TICKET = (
    "Le château de Mérigny rouvre samedi. La fréquentation a baissé. Depuis janvier, le billet coûte 22 euros, contre 17 "
    "auparavant."
)
TURNOUT = (
    "Le second tour a eu lieu dimanche à Corvelle. La participation s'est établie à 48,7 %, en hausse par rapport au premier "
    "tour (44,9 %)."
)
FOG = "Flights were delayed at Merrow on Monday. Visibility dropped to 150 metres at the airport."
SHOTS = "Les achats de vaccins coûtent 128 millions d'euros à la Navalie, dont 83 pour la grippe et 45 pour le Covid."
WHEAT = "La récolte de blé tendre s'annonce bonne en France. Les surfaces semées ont augmenté, à 4,5 millions d'hectares."

PROFIT = (
    "Harnell said on Thursday it would cut jobs. The truck maker is based in Navalia. It has plants in three countries. "
    "Operating profit dropped to 6.1 billion euros in January-March."
)
CROWNS = (
    "Oslo said on Thursday it would double its help. Norway will give Ukraine 30 billion crowns in military aid next year."
)
LAND = "Russian troops advanced, the analysts said. They had taken 640 square kilometres in October, Russia's best month."

TOLL = (
    "Une frappe a visé un immeuble de Corvelle dans la nuit. Onze personnes ont été tuées, selon le maire de Corvelle. Un "
    "précédent bilan faisait état de sept tués."
)
FIRST_TOLL = "Une frappe a visé un immeuble de Corvelle dans la nuit. Un premier bilan fait état de sept tués à Corvelle."
JETS = "Harnell handed over 781 planes last year. That was 6 percent more than in 2023, the plane maker said on Thursday."
PARTY = "Voters in Navalia chose a new assembly. The Greens, who held 14 seats going into the vote, were reduced to nine."
TOURISTS = (
    "España recibió 10,9 millones de turistas en julio. En los siete primeros meses del año llegaron 55,5 millones de turistas."
)
ARRESTS = "La marche a eu lieu jeudi en France. Au total 57 personnes ont été interpellées, dont 34 à Paris."
WEIGHT = "Obesity caused 3.7 million deaths in 2021, including 480,000 from cancer, and cost the global economy dear."

HEAT = "La ola de calor de agosto duró 16 días en España y dejó una máxima de 45,8 grados en el sur."
POWER = "El precio medio del mercado mayorista eléctrico fue de 65,3 euros por megavatio hora en España, un 3,6 % más."
PROBE = "The 1,180-kilogram probe, named Karo 2, separated from its rocket on Monday. It will reach Venus next year."

LISTS = (
    "China, India and Brazil will have the most adults with obesity by 2050: 627 million, 450 million and 114 million. The "
    "study was published on Monday."
)
RESPECTIVELY = "Spain and Italy took in 12,400 and 18,900 migrants respectively last year, the agency said on Monday."
TWO = "Spain and Italy took in 12,400 migrants, 18,900 fewer than in 2022, the agency said on Monday."


@pytest.mark.parametrize(("lang", "text", "claim", "verdict"), [
    # a list of names and one of figures, in one order
    ("en", LISTS, "China: 627 million adults with obesity in 2050", C),
    ("en", LISTS, "Brasil: 114 millones de adultos con obesidad en 2050", C),
    ("en", LISTS, "India: 450 million adults with obesity in 2050", C),
    ("en", LISTS, "China: 450 million adults with obesity in 2050", X),
    ("en", RESPECTIVELY, "L'Italie a accueilli 18 900 migrants", C),
    ("en", RESPECTIVELY, "L'Espagne a accueilli 12 400 migrants", C),
    ("en", RESPECTIVELY, "L'Espagne a accueilli 15 900 migrants", X),
    ("en", TWO, "Spain and Italy took in 12,400 migrants", C),
    # months, units and what the unit says by itself are no names
    ("es", HEAT, "Spain's August heatwave lasted 16 days", C),
    ("es", HEAT, "Spain's August heatwave lasted 6 days", X),
    ("es", POWER, "Mercado mayorista eléctrico español: 65,3 euros por MWh de media", C),
    ("es", POWER, "Mercado mayorista eléctrico español: 63 euros por MWh de media", X),
    ("en", PROBE, "La sonde Karo 2 pèse 1 180 kg", C),
    ("en", PROBE, "La sonde Karo 2 pèse 1 810 kg", X),
    ("en", PROBE, "La sonde Vela 7 pèse 1 810 kg", N),
    # an earlier toll, and a first one that nothing updates
    ("fr", TOLL, "Corvelle: 11 muertos en un ataque", C),
    ("fr", TOLL, "Corvelle: 7 muertos en un ataque", X),
    ("fr", FIRST_TOLL, "Corvelle: 7 muertos en un ataque", C),
    # what was held before a vote
    ("en", PARTY, "Navalia assembly: Greens with 9 seats", C),
    # "handed over 735" is no bound
    ("en", JETS, "Harnell handed over 781 planes", C),
    ("en", JETS, "Harnell handed over 735 planes", X),
    # one month, and many
    ("es", TOURISTS, "10,9 millions de touristes en Espagne en juillet", C),
    ("es", TOURISTS, "55,5 millions de touristes en Espagne en juillet", X),
    ("es", TOURISTS, "55,5 millions de touristes en Espagne de janvier à juillet", C),
    # a part is told by a place within the claim's, and by nothing behind its own words
    ("fr", ARRESTS, "Marche de jeudi : 57 interpellations en France", C),
    ("fr", ARRESTS, "Marche de jeudi : 34 interpellations en France", X),
    ("fr", ARRESTS, "Marche de jeudi : 34 interpellations à Paris", C),
    ("en", WEIGHT, "L'obésité a causé 3,7 millions de morts dans le monde en 2021", C),
    ("en", WEIGHT, "L'obésité a causé 480 000 morts dans le monde en 2021", X),
    # net profit is not operating profit; profit may be either
    ("en", PROFIT, "Bénéfice net de Harnell : 4,4 milliards d'euros", N),
    ("en", PROFIT, "Bénéfice de Harnell : 4,4 milliards d'euros", X),
    ("en", PROFIT, "Bénéfice d'exploitation de Harnell : 6,1 milliards d'euros", C),
    # a currency that no country is named with counts like a unit, not like what is counted
    ("en", CROWNS, "La Norvège donne 30 milliards de couronnes d'aide militaire à l'Ukraine", C),
    ("en", LAND, "Russia captured 640 sq km in October", C),
    ("en", LAND, "Russia captured 460 sq km in October", X),
    # what the figure is compared with
    ("fr", TICKET, "La entrada al castillo de Mérigny cuesta 22 euros", C),
    ("fr", TICKET, "La entrada al castillo de Mérigny cuesta 17 euros", X),
    ("fr", TURNOUT, "Corvelle: participación del 48,7 % en la segunda vuelta", C),
    ("fr", TURNOUT, "Corvelle: participación del 44,9 % en la segunda vuelta", X),
    # the one figure of its kind, and a slip: other digits of the same size, or the same digits
    ("en", FOG, "Visibilité tombée à 130 mètres à l'aéroport de Merrow", X),
    ("en", FOG, "Visibilité tombée à 1 500 mètres à l'aéroport de Merrow", X),
    ("en", FOG, "Piste de 4 200 mètres à l'aéroport de Merrow", N),
    ("fr", WHEAT, "French farmers planted 450,000 hectares of wheat", X),
    # a unit left out
    ("fr", SHOTS, "Navalie : 83 millions d'euros pour les vaccins contre la grippe", C),
    ("fr", SHOTS, "Navalia spends €83 million on flu vaccines", C),
    # a figure of the article given to another thing
    ("en", CONVOY, "First convoy carried 140 tonnes of flour", C),
    ("en", CONVOY, "First convoy carried 90,000 tonnes of flour", X),
    ("en", CONVOY, "First convoy carried 25,000 tonnes of flour", N),
    ("fr", GRANT, "L'État verserait 60 millions d'euros la première année au musée de Valbray", X),
    ("fr", MARRIAGES, "240,000 weddings in France in 2024", C),
    ("fr", MARRIAGES, "6,500 weddings in France in 2024", X),
    # a time that is another figure's
    ("en", OBESITY, "700 millions d'adultes fumeurs en 2050", C),
    # titles in quotation marks, and numbers in them
    ("fr", FILMS, '"Karo 3" shown in 640 cinemas', C),
    ("fr", FILMS, '"Karo 3" shown in 512 cinemas', X),
    # verbs that the article puts otherwise; not the one that says what became of the thing counted
    ("fr", BIRTHS, "France recorded 650,000 births in 2024", C),
    ("fr", BIRTHS, "France recorded 640,000 births in 2024", X),
    ("fr", SITE, "La construcción de la presa de Corvelle duró 11 años", C),
    ("fr", SITE, "La construcción de la presa de Corvelle duró 7 años", X),
    ("fr", FLOOD, "5 000 maisons construites à Port-Lisse", N),
    # a phrase of a general word and what makes it special
    ("fr", FLATS, "Francia cuenta con 350.000 personas sin hogar", N),
    # ages are no durations
    ("fr", JAB, "La vacuna contra el dengue protege durante 5 años", N),
])
def test_verdict(lang: str, text: str, claim: str, verdict: str) -> None:
    annotated = annotate(Article(id="a", text=text, lang=lang, published="2025-01-15"))
    finding = check(annotated, claim_assertion(claim))
    assert finding.verdict == verdict, finding.reason


@pytest.mark.parametrize(("claim", "lang", "value"), [
    ('"Karo 3" shown in 640 French cinemas', "en", 640),
    ("Belmont : une blessée âgée de 46 ans", "fr", 46),
    ("Une blessée à Belmont", "fr", 1),
    ("Rotterdam 5, police say", "en", 5),
])
def test_which_value(claim: str, lang: str, value: int) -> None:
    expected = read_claim(claim, lang).expected
    assert expected is not None and expected.low == value


@pytest.mark.parametrize(("claim", "lang"), [
    ("Banco Meridional revenue: 57.4 billion euros", "en"),
    ("Banco Meridional : taux de créances douteuses de 3,14 %", "fr"),
    ("Atlético de la Ría pay 45 million euros for Solaun", "en"),
    ("CEO of Banco Meridional: Luis Vega", "en"),
    ("Terremoto en Hokkaido: 26 desaparecidos", "es"),
    ("Canaries : 1 931 migrants arrivés ce week-end", "fr"),
    ("Inflation en Espagne en mars : 3 %", "fr"),
    ("Bank of England raises rate to 4.5%", "en"),
])
def test_names_of_several_words_do_not_tell_the_language_of_a_claim(claim: str, lang: str) -> None:
    assert claim_assertion(claim).claim.lang == lang

CLOSURE = (
    "Orvane ferme son usine de Larmouth. Le groupe a annoncé mardi l'arrêt de son site. La direction chiffre l'opération à 337 "
    "millions d'euros. Le bâtiment, haut de 43,5 mètres, sera rasé."
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Orvane: la tour de Larmouth mesure 43,5 m", C),
        ("Orvane: la tour de Larmouth mesure 53,5 m", N),
        ("Orvane: 43,5 millions d'euros de bénéfice", N),
        ("Valdorie : la tour de Corvelle mesure 43,5 m", N),
    ],
)
def test_the_very_number_agrees_in_few_words_where_nothing_else_decides(claim: str, verdict: str) -> None:
    article = annotate(Article(id="a", text=CLOSURE, lang="fr", published="2021-05-04"))
    assert check(article, claim_assertion(claim)).verdict == verdict
