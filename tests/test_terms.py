"""The lexicon: inflected forms, phrases, names and their capitals, and words that no table holds."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from copydesk import terms
from copydesk.errors import InputError
from copydesk.terms import Lexicon, lexicon, words
from copydesk.terms._table import rows

TABLE = """concept\tclass\tfr\ten\tes\tcontrast\tbroader
dead\tverb\tmort; tuer\tdead; kill; died\tmuerto; morir; murieron\tvictims\tcasualty
injured\tverb\tblessé; blesser\tinjured; wounded\therido\tvictims\tcasualty
casualty\tnoun\tvictime\tcasualty\tvíctima\t\t
military-aid\tnoun\taide militaire\tmilitary aid\tayuda militar\t\t
north-korea\tplace\tCorée du Nord; nord-coréen\tNorth Korea; North Korean\tCorea del Norte; norcoreano\t\t
united-states\tplace\tÉtats-Unis; américain; ~Washington\tUnited States; US; ~Washington\tEstados Unidos; EE. UU.\t\t
washington-post\torg\tWashington Post\tWashington Post\tWashington Post\t\t
nato\torg\tOTAN\tNATO\tOTAN\t\t
hospital\torg\thôpital\thospital\thospital\t\t
"""


@pytest.fixture(scope="module")
def small() -> Lexicon:
    return Lexicon(rows(TABLE, "table.tsv"))


def _keys(lexicon: Lexicon, lang: str, text: str) -> set[str]:
    return {key for reading in lexicon.read(lang, words(text)) for key in reading.keys if key[0] not in "*=#@!"}


@pytest.mark.parametrize(("lang", "text", "concept"), [
    ("fr", "tuées", "dead"), ("fr", "tuent", "dead"), ("fr", "morts", "dead"), ("fr", "blessées", "injured"),
    ("en", "killed", "dead"), ("en", "killing", "dead"), ("es", "muertas", "dead"), ("es", "heridos", "injured"),
    ("fr", "aides militaires", "military-aid"), ("fr", "des troupes nord-coréennes", "north-korea"),
    ("fr", "les Etats-Unis", "united-states"), ("es", "en EE. UU.", "united-states"),
    ("fr", "américaines", "united-states"), ("fr", "à Washington", "~united-states"), ("en", "the US", "united-states"),
    ("fr", "l'Otan", "nato"), ("en", "NATO", "nato"),
    ("fr", "hôpitaux", "hospital"),
])
def test_a_form_is_known(small: Lexicon, lang: str, text: str, concept: str) -> None:
    assert concept in _keys(small, lang, text)


@pytest.mark.parametrize(("lang", "text", "concept"), [
    ("en", "they told us", "united-states"), ("fr", "armes américaines", "military-aid"),
    ("en", "Washington Post", "~united-states"),
    ("fr", "aide humanitaire", "military-aid"), ("en", "nathan", "nato"), ("fr", "la mer Noire", "dead"),
])
def test_a_form_is_not_taken_for_another(small: Lexicon, lang: str, text: str, concept: str) -> None:
    assert concept not in _keys(small, lang, text)


def test_names_are_entities_and_kinds_of_things_are_not(small: Lexicon) -> None:
    assert small.is_entity("nato") and small.is_entity("~united-states")
    assert not small.is_entity("hospital") and not small.is_entity("dead")


def test_broader_and_narrower_and_contrast(small: Lexicon) -> None:
    assert small.ancestors("dead") == ["casualty"]
    assert small.descendants("casualty") == ["dead", "injured"]
    assert small.contrast("victims") == {"dead", "injured"}


@pytest.mark.parametrize(("one", "other"), [
    (("fr", "compensation"), ("es", "compensación")), (("en", "medical"), ("fr", "médicale")),
    (("en", "evacuated"), ("fr", "évacuées")), (("en", "magnitude"), ("es", "magnitud")),
])
def test_international_words_meet(small: Lexicon, one: tuple[str, str], other: tuple[str, str]) -> None:
    left, right = ({k for r in small.read(lang, [w]) for k in r.keys if k[0] == "*"} for lang, w in (one, other))
    assert left & right


def test_different_words_do_not_meet(small: Lexicon) -> None:
    pairs = (("en", "medical"), ("fr", "mécanique"))
    left, right = ({k for r in small.read(lang, [w]) for k in r.keys} for lang, w in pairs)
    assert not left & right


def test_transliterations_meet(small: Lexicon) -> None:
    left, right = ({k for r in small.read(lang, [w]) for k in r.keys if k[0] == "@"}
                   for lang, w in (("fr", "Zaporijjia"), ("en", "Zaporizhzhia")))
    assert left & right


def test_a_word_that_no_rule_renders_is_named(small: Lexicon) -> None:
    assert small.unrenderable(["killed", "gizmo"], "en", ["fr"]) == [("gizmo", "fr")]


def test_mistakes_in_a_table_are_all_named() -> None:
    with pytest.raises(InputError) as caught:
        list(rows("concept\tclass\tfr\na\tthing\tx\nb\tstuff\ty\n", "t.tsv"))
    assert [p.line for p in caught.value.problems] == [2, 3]


def test_a_desk_adds_its_own_terms(tmp_path: Path) -> None:
    file = tmp_path / "terms.yaml"
    file.write_text("tramline:\n  class: noun\n  fr: tramway; tram\n  en: [tram, streetcar]\n", "utf-8")
    own = lexicon(file)
    assert "tramline" in _keys(own, "en", "two streetcars") and "tramline" in _keys(own, "fr", "des tramways")


def test_light_words_are_concepts_of_the_table() -> None:
    table = tomllib.loads(files(terms.__name__).joinpath("data", "light.toml").read_text("utf-8"))
    unknown = {concept for listed in table.values() for concept in listed} - set(lexicon(None).concepts)
    assert not unknown


def test_what_ships_can_be_read() -> None:
    shipped = lexicon()
    assert len(shipped.concepts) >= 3000
    for concept in shipped.concepts.values():
        assert not concept.broader or concept.broader in shipped.concepts, concept.id


def _concepts(lang: str, text: str) -> set[str]:
    return {key.lstrip("~") for key in _keys(lexicon(), lang, text)}


@pytest.mark.parametrize(("fr", "en", "es"), [
    ("mariages", "weddings", "bodas"), ("bébés nés", "babies born", "bebés nacidos"), ("décès", "deaths", "defunciones"),
    ("gelés", "frozen", "congelados"), ("immobiliser", "immobilised", "inmovilizados"),
    ("plafond", "ceiling", "tope"), ("plafond salarial", "wage cap", "límite salarial"),
    ("ensemencés", "sown", "sembradas"), ("écroués", "jailed", "encarcelados"), ("détenus", "inmates", "reclusos"),
    ("douaniers", "customs officers", "aduaneros"), ("échange", "swap", "canje"), ("matelas", "mattresses", "colchones"),
    ("affluence", "attendance", "asistencia"), ("recrue", "signing", "fichaje"), ("en prêt", "on loan", "cedidos"),
    ("travaux", "construction work", "obras"), ("bilan comptable", "balance sheet", "hoja de balance"),
    ("marché de gros", "wholesale market", "mercado mayorista"), ("panne", "outage", "apagón"),
    ("retenues d'eau", "reservoirs", "embalses"), ("bassin", "basin", "cuenca"), ("cendres", "ash", "ceniza"),
    ("perte de poids", "weight loss", "adelgazar"), ("injections", "shots", "pinchazos"),
    ("participation", "cast a ballot", "acudieron a las urnas"), ("licences", "permits", "licencias"),
    ("s'envoler", "blasted off", "despegará"), ("meublés touristiques", "holiday lets", "viviendas turísticas"),
    ("émissaire", "envoy", "enviado especial"), ("patron", "boss", "jefa"), ("maire", "mayor", "alcaldesa"),
    ("Britanniques", "Britons", "británicos"), ("Londoniens", "Londoners", "londinenses"),
    ("Néo-Écossais", "Nova Scotians", "neoescoceses"), ("foyers", "households", "hogares"),
    ("logements", "homes", "viviendas"), ("communes", "municipalities", "municipios"),
    ("boulangers", "bakers", "panaderos"), ("éboueurs", "binmen", "recolectores de basura"),
    ("baigneuses", "bathers", "bañistas"), ("monte-charge", "furniture hoist", "montacargas"),
    ("chalutiers", "fishing trawlers", "arrastreros"), ("pneus", "tyres", "llantas"),
    ("aciéries", "steelworks", "acerías"), ("ronds-points", "roundabouts", "rotondas"),
    ("gant", "gloves", "guantes"), ("péniches", "barges", "barcazas"), ("octogénaire", "in her eighties", "octogenaria"),
])
def test_the_languages_meet(fr: str, en: str, es: str) -> None:
    first, second, third = _concepts("fr", fr), _concepts("en", en), _concepts("es", es)
    assert first & second and second & third and first & third


@pytest.mark.parametrize(("one", "other"), [
    (("fr", "naissances"), ("en", "deaths")), (("es", "exportaciones"), ("en", "imports")),
    (("fr", "mer"), ("en", "mayor")), (("fr", "il ne le fait pas"), ("en", "born")), (("es", "sal"), ("fr", "salles")),
(("es", "las bolsas"), ("en", "scholarships")),
    (("en", "seats"), ("es", "camas")), (("fr", "détenus condamnés"), ("en", "awaiting trial")),
    (("fr", "boulangerie"), ("en", "bread")), (("fr", "au sein de"), ("en", "breast")),
    (("fr", "les vents"), ("en", "belly")),
    (("fr", "des jeunes"), ("es", "ayuno")), (("es", "el poste"), ("en", "poster")),
    (("en", "supply chains"), ("fr", "enchaîné")),
])
def test_other_words_do_not_meet(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not _concepts(*one) & _concepts(*other)


@pytest.mark.parametrize(("lang", "text", "concept"), [
    ("en", "homes destroyed", "destroy"), ("en", "jobless rates", "rate"), ("es", "previsto", "plan"),
    ("fr", "foyers", "household"), ("en", "seats", "seat"), ("fr", "livres", "book"), ("fr", "habitants", "resident"),
    ("es", "la presidenta", "president"), ("es", "la jefa", "manager"), ("es", "de talla mundial", "size"),
    ("fr", "les oreilles", "ear"), ("fr", "les berges", "riverbank"), ("es", "las aceras", "pavement"),
])
def test_an_inflected_form_keeps_its_word(lang: str, text: str, concept: str) -> None:
    assert concept in _concepts(lang, text)


@pytest.mark.parametrize(("kind", "people"), [
    ("surgeon", "doctor"), ("shepherd", "person"), ("bullfighter", "person"), ("octogenarian", "person"),
])
def test_a_kind_of_person_is_a_narrower_word_for_people(kind: str, people: str) -> None:
    assert people in lexicon().ancestors(kind)


@pytest.mark.parametrize(("one", "other"), [
    ("birth", "deaths-demographic"), ("pedestrian", "cyclist"), ("man", "woman"), ("detainee", "place-capacity"),
    ("pretrial-detainee", "convicted-inmate"), ("export", "import"), ("minimum", "maximum"),
    ("forecast-raised", "forecast-cut"), ("return-to-profit", "swing-to-loss"), ("buy-stake", "sell-stake"),
    ("uphold-ruling", "overturn-ruling"), ("sever-ties", "restore-ties"), ("ease-rules", "tighten-rules"),
])
def test_sister_attributes_exclude_each_other(one: str, other: str) -> None:
    known = lexicon()
    left, right = known.concepts[one], known.concepts[other]
    assert left.contrast and left.contrast == right.contrast
