"""Pre-selection: an article is asked what it may speak of, and never less than it does speak of."""

import json
from datetime import date
from pathlib import Path

import pytest

from copydesk.annotate import annotate
from copydesk.assertions import Assertion
from copydesk.assertions.claims import read_claim
from copydesk.assertions.model import Claim, Place
from copydesk.corpus import parse_article
from copydesk.matching.check import check, check_all, claim_assertion
from copydesk.matching.preselect import select
from copydesk.periods import Period
from copydesk.session import Desk
from copydesk.terms import lexicon
from copydesk.text import Article, Passage

ROOT = Path(__file__).resolve().parent.parent
PLACE = Place("a.yaml", 1, 1)


def _asked(text: str, assertion: Assertion, published: str | None = "2024-05-03") -> bool:
    article = Article(id="a", text=text, lang="fr", published=published)
    return select([assertion], article, lexicon()) == [assertion]


@pytest.mark.parametrize(("text", "asked"), [
    ("La portée des ATACMS est connue.", True),
    ("Les ATACMS sont arrivés.", False),
    ("La portée du canon est connue.", False),
    ("Le pont fait 300 km.", False),
    ("", False),
])
def test_a_claim_is_asked_where_its_words_occur(text: str, asked: bool) -> None:
    assert _asked(text, claim_assertion("ATACMS range 300 km")) is asked


@pytest.mark.parametrize(("text", "claim", "asked"), [
    ("Le déficit public atteindra 4,8 % du PIB.", "France's public deficit in 2026: 4.8% of GDP", True),  # at home
    ("Le déficit public atteindra 4,8 % du PIB.", "Spain's public deficit in 2026: 4.8% of GDP", False),
    ("Bresson a investi 5 millions d'euros.", "Camille Bresson invested 5 million euros", True),  # the family name
    ("Camille a investi 5 millions d'euros.", "Camille Bresson invested 5 million euros", True),
    ("Durand a investi 5 millions d'euros.", "Camille Bresson invested 5 million euros", False),
    ("Le film Marées a vendu 800 000 billets.", "\"Las Marées\" sold 812,000 tickets", True),  # without its article
    ("Le film Rochers a vendu 800 000 billets.", "\"Las Marées\" sold 812,000 tickets", False),
])
def test_a_name_may_be_said_otherwise(text: str, claim: str, asked: bool) -> None:
    assert _asked(text, claim_assertion(claim)) is asked


def test_a_total_is_asked_where_a_part_of_it_occurs() -> None:
    parts = (read_claim("military stocks 7.1 billion USD"), read_claim("training contracts 2.1 billion USD"))
    total = Assertion(id="a", kind="total", claim=read_claim("US aid 9.2 billion USD"), place=PLACE, parts=parts)
    assert _asked("Les contrats de formation valent 2,1 milliards de dollars.", total)
    assert not _asked("Les chars valent 2,1 milliards de dollars.", total)


def test_a_passage_in_another_language_counts() -> None:
    text = "Rien.\nEl alcance de los ATACMS es conocido."
    article = Article(id="a", text=text, passages=[
        Passage(start=0, end=5, lang="fr"), Passage(start=6, end=len(text), role="caption", lang="es"),
    ])
    assertion = claim_assertion("ATACMS range 300 km")
    assert select([assertion], article, lexicon()) == [assertion]


@pytest.mark.parametrize(("text", "asked"), [
    ("Le secrétaire général de l'Otan est arrivé.", True),
    ("Le secrétaire général de l'ONU est arrivé.", False),
    ("Mark Rutte est arrivé.", False),
])
def test_a_position_is_asked_where_it_is_named(text: str, asked: bool) -> None:
    claim = Claim(text="NATO secretary general: Mark Rutte", lang="en")
    assertion = Assertion(
        id="a", kind="position", claim=claim, place=PLACE, person="Mark Rutte", position="NATO secretary general"
    )
    assert _asked(text, assertion) is asked


@pytest.mark.parametrize(("claim", "asked"), [
    ("Claire Verdon, French environment minister", True),  # the readers' own country need not be named
    ("Claire Verdon, German environment minister", False),
    ("Claire Verdon, French judo coach", False),
])
def test_an_office_of_the_own_country_is_asked_where_the_office_is_named(claim: str, asked: bool) -> None:
    assert _asked("La ministre de l'Écologie, Claire Verdon, a parlé mardi.", claim_assertion(claim)) is asked


@pytest.mark.parametrize(("text", "asked"), [
    ("Andrii Sybiga est arrivé.", True),
    ("M. Sybiha est arrivé.", True),
    ("La syrienne est arrivée.", False),
    ("La route sibérienne est longue.", False),
])
def test_a_name_is_asked_where_it_or_one_like_it_stands(text: str, asked: bool) -> None:
    claim = Claim(text="Andriï Sybiga", lang="fr")
    assertion = Assertion(id="a", kind="name", claim=claim, place=PLACE, name="Andriï Sybiga", also=("Andrii Sybiha",))
    assert _asked(text, assertion) is asked


@pytest.mark.parametrize(("published", "asked"), [
    ("2024-05-03", True), ("2023", False), ("2023-12/2024-01", True), (None, True),
])
def test_validity(published: str | None, asked: bool) -> None:
    assertion = Assertion(
        id="a", kind="claim", claim=read_claim("ATACMS range 300 km"), place=PLACE, valid=Period.parse("2024")
    )
    assert _asked("La portée des ATACMS est connue.", assertion, published) is asked


def test_nothing_that_an_article_speaks_of_is_left_out() -> None:
    desk = Desk(root=ROOT, corpus=ROOT / "corpus", assertions=ROOT / "assertions", today=date(2026, 1, 1))
    lost = [
        (article.id, assertion.id) for article in desk.articles() for assertion in desk.loaded.assertions
        if article.published
        and (assertion.valid is None or assertion.valid.meets(Period.parse(article.published)))
        and check(desk.annotated(article), assertion, lexicon=desk.lexicon).verdict != "not_mentioned"
        and assertion not in desk.selected(article)
    ]
    assert lost == []


def test_no_claim_with_a_verdict_is_left_out() -> None:
    """Claims with a value, against every article that they were not written for too."""
    folder, words = ROOT / "benchmarks" / "verdicts", lexicon()
    rows = [json.loads(line) for line in (folder / "tuned.jsonl").read_text("utf-8").splitlines()]
    asked = [one for one in map(claim_assertion, dict.fromkeys(row["claim"] for row in rows)) if one.kind == "claim"]
    names = {row["article"] for row in rows}
    found = lost = 0
    for path in sorted((folder / "articles").rglob("*.md")):
        article = parse_article(path.read_bytes(), path.name, None) if path.stem in names else None
        if article is None:
            continue
        chosen = set(map(id, select(asked, article, words)))
        for finding in check_all(annotate(article), asked, lexicon=words):
            if finding.verdict != "not_mentioned":
                found += 1
                lost += id(finding.assertion) not in chosen
    assert found > len(asked) / 2
    assert lost == 0
