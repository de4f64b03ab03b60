"""What an article quotes or gives to a source: how it is told, and what a desk may make of it."""

import pytest

from copydesk.annotate import annotate
from copydesk.assertions.load import read_assertions
from copydesk.assertions.write import entry
from copydesk.errors import InputError
from copydesk.matching.attribution import quoted, source
from copydesk.matching.check import check, claim_assertion
from copydesk.reports import terminal
from copydesk.settings import Settings
from copydesk.text import Article, Span

QUOTED = [
    "« Nous avons perdu 31 soldats », a déclaré le ministre.",
    "« Il neige. Nous avons perdu\n31 soldats », a déclaré le ministre.",
    "“We have lost 31 men,” the minister said.",
    '"We have lost 31 men," the minister said.',
    "‘We have lost 31 men,’ the minister said.",
    "'We have lost 31 men, it's true,' the minister said.",
    "El ministro dijo: «Hemos perdido 31 soldados. Y no acaba aquí».",
    "—Hemos perdido 31 soldados —dijo el ministro.",
    "—Es grave —dijo el ministro—. Hemos perdido 31 soldados.",
    "Le préfet parle de « 31 disparus ».",
    "“We began at dawn.\n“We have lost 31 men.”",
]
PLAIN = [
    "Le préfet parle d'une « trentaine » de disparus, et de 31 blessés.",
    "« Les Marées » a réuni 31 spectateurs.",
    "It's the minister's view that 31 men, don't you see, were lost.",
    "The firms' workers number 31 in all, the firms' owners say.",
    "La planche mesure 5\" sur 31 pouces.",
    "«Ya basta», dijo. Después contó 31 soldados.",
    "—Es grave —dijo el ministro a 31 soldados.",
    "— 31 soldats tués\n— 5 blessés",
    "« Nous résisterons, a-t-il dit.\nLe bilan est de 31 morts.",
    "Back in the '90s the town had 31 inhabitants, the '80s fewer.",
]
SOURCES = [
    ("fr", "La police a dénombré 31 manifestants, 270 000 selon les organisateurs.", "La police a dénombré"),
    ("fr", "Selon la police, 31 personnes ont défilé.", "Selon la police"),
    ("fr", "31 personnes ont défilé, selon la préfecture de police.", "selon la préfecture de police"),
    ("fr", "Le bilan est, d'après les secours, de 31 morts.", "d'après les secours"),
    ("fr", "Le ministre a déclaré jeudi que 31 soldats étaient morts.", "Le ministre a déclaré jeudi que"),
    ("fr", "Les syndicats affirment avoir réuni 31 personnes.", "Les syndicats affirment avoir"),
    ("fr", "Trois villages sont tombés et 31 soldats sont morts, a affirmé le gouverneur.", "a affirmé le gouverneur"),
    ("fr", "L'armée fait état de 31 morts.", "L'armée fait état de"),
    ("en", "According to police, 31 people were arrested.", "According to police"),
    ("en", "At least 31 people died, officials said.", "officials said"),
    ("en", "Police said 31 people were arrested.", "Police said"),
    ("en", "The ministry puts the toll at 31.", "The ministry puts the toll at"),
    ("en", "Some 31 people died, according to the mayor's office.", "according to the mayor's office"),
    ("es", "Según la policía, 31 personas fueron detenidas.", "Según la policía"),
    ("es", "Las pérdidas suman 31 millones, según la empresa.", "según la empresa"),
    ("es", "La empresa cifra en 31 millones las pérdidas.", "La empresa cifra en"),
    ("es", "El alcalde aseguró que había 31 heridos.", "El alcalde aseguró que"),
    ("es", "Hay 31 heridos, ha confirmado el hospital.", "ha confirmado el hospital"),
]
UNSOURCED = [
    ("fr", "L'usine emploie 31 personnes."),
    ("fr", "La durée varie selon les cas : 31 personnes attendent."),
    ("fr", "50 000 selon les syndicats, et la route est coupée sur 31 km."),
    ("fr", "Le ministre a déclaré qu'il partait ; 31 élus le suivent."),
    ("fr", "L'après-midi, 31 personnes attendaient."),
    ("en", "The plant employs 31 people."),
    ("en", "The works went according to plan and 31 people were hired."),
    ("en", "Some 31 people were hired; the mayor said he was pleased."),
    ("es", "La planta emplea a 31 personas."),
    ("es", "El precio cambia según la zona y 31 personas esperan."),
    ("es", "El río arrastró a 31 personas."),
]


@pytest.mark.parametrize("text", QUOTED)
def test_a_mention_in_a_quotation_is_quoted(text: str) -> None:
    assert quoted(text, text.index("31"))


@pytest.mark.parametrize("text", PLAIN)
def test_a_mention_outside_is_not(text: str) -> None:
    assert not quoted(text, text.index("31"))


@pytest.mark.parametrize(("lang", "text", "words"), SOURCES)
def test_a_source_is_found(lang: str, text: str, words: str) -> None:
    at = text.index("31")
    found = source(text, Span(0, len(text)), at, at + 2, lang)
    assert found is not None
    assert text[slice(*found)] == words


@pytest.mark.parametrize(("lang", "text"), UNSOURCED)
def test_what_the_article_says_itself_has_no_source(lang: str, text: str) -> None:
    at = text.index("31")
    assert source(text, Span(0, len(text)), at, at + 2, lang) is None


def test_a_language_without_words_of_attribution_has_no_sources() -> None:
    assert source("Selon la police, 31 morts.", Span(0, 26), 17, 19, "xx") is None


WRONG = "« Les missiles ATACMS ont une portée de 500 km », a déclaré le général.\n"
TOLD = "in a quotation, attributed: “a déclaré le général”"


def test_a_finding_says_how_it_is_told() -> None:
    article = Article(id="a", text=WRONG, lang="fr")
    finding = check(annotate(article), claim_assertion("ATACMS range 300 km"))
    assert (finding.verdict, finding.told) == ("contradicted", TOLD)
    assert finding.statement is not None and finding.statement.reported
    assert f"; {TOLD} (" in terminal.line(finding)
    assert any(line.split(None, 1) == ["told", TOLD] for line in terminal.evidence(finding, "waivers.yaml").splitlines())
    assert terminal.record(finding)["told"] == TOLD


def test_an_agreeing_statement_is_marked_and_its_line_is_short() -> None:
    article = Article(id="a", text=WRONG.replace("500", "300"), lang="fr")
    finding = check(annotate(article), claim_assertion("ATACMS range 300 km"))
    assert (finding.verdict, finding.told) == ("consistent", TOLD)
    assert "quotation" not in terminal.line(finding)


def test_positions_and_names_are_marked() -> None:
    text = "« Le ministre de la Défense, Paul Durand, et Volodymyr Zelenskyj viendront », a déclaré le maire."
    article = annotate(Article(id="a", text=text, lang="fr"))
    position, name = read_assertions(
        '[{"position": "ministre français de la Défense", "person": "Anne Petit"}, {"name": "Volodymyr Zelensky"}]', "x"
    )
    assert check(article, position).told == "in a quotation, attributed: “a déclaré le maire”"
    assert check(article, name).told == "in a quotation"


def test_the_field_is_read_and_written() -> None:
    (made,) = read_assertions('[{"claim": "ATACMS range 300 km", "quoted": "warn"}]', "x")
    assert made.quoted == "warn"
    assert "  quoted: warn\n" in entry(made)
    assert claim_assertion("ATACMS range 300 km").quoted is None
    with pytest.raises(InputError, match=r"`quoted`: there is no 'wran'; did you mean `warn`"):
        read_assertions('[{"claim": "ATACMS range 300 km", "quoted": "wran"}]', "x")


@pytest.mark.parametrize(("setting", "field", "severity", "came"), [
    ("count", None, "error", "error"), ("warn", None, "error", "warning"), ("count", "warn", "error", "warning"),
    ("warn", "count", "error", "error"), ("warn", None, "info", "info"), ("warn", "warn", "warning", "warning"),
])
def test_how_grave_a_reported_discrepancy_is(setting: str, field: str | None, severity: str, came: str) -> None:
    assert Settings(quoted=setting).of_reported(severity, field) == came  # type: ignore[arg-type]


@pytest.mark.parametrize(("lang", "text", "claim", "told"), [
    (
        "fr", "Le ministre de la Défense allemand, Boris Pistorius, a promis jeudi un paquet d'aide.",
        "Ministre allemand de la Défense : Anna Keller", "",
    ),
    ("en", "Lumen chief executive Han Jae-won said the phone was ready.", "Lumen chief executive: Park Mi-sook", ""),
    ("en", "“We will hire 300 people,” said Lumen chief executive Han Jae-won.", "Lumen chief executive: Park Mi-sook", ""),
    (
        "en", "Police said Lumen chief executive Han Jae-won had left.", "Lumen chief executive: Park Mi-sook",
        "attributed: “Police said”",
    ),
    (
        "fr", "« Le ministre de la Défense allemand, Boris Pistorius, est arrivé », a dit un témoin.",
        "Ministre allemand de la Défense : Anna Keller", "in a quotation, attributed: “a dit un témoin”",
    ),
    (
        "fr", "Selon l'agence, le ministre de la Défense allemand, Boris Pistorius, est arrivé jeudi.",
        "Ministre allemand de la Défense : Anna Keller", "attributed: “Selon l'agence”",
    ),
])
def test_what_somebody_says_gives_nobody_his_office(lang: str, text: str, claim: str, told: str) -> None:
    found = check(annotate(Article(id="a", text=text, lang=lang)), claim_assertion(claim))
    assert (found.verdict, found.told) == ("contradicted", told)
    assert found.statement is not None and len(found.statement.ties) == 1  # the office; the person is another
