"""Checks that need no assertion: what they find, and what they leave alone."""

from pathlib import Path

import pytest

from copydesk.annotate import annotate
from copydesk.corpus import load_corpus
from copydesk.internal import CHECKS, observe
from copydesk.text import Article, Passage

ROOT = Path(__file__).resolve().parent.parent


def _seen(check: str, text: str, head: str = "", published: str | None = "2024-05-03") -> list[tuple[str, str]]:
    whole = f"{head}\n{text}" if head else text
    passages = [
        Passage(start=0, end=len(head), role="headline", lang="fr"),
        Passage(start=len(head) + 1, end=len(whole), role="body", lang="fr"),
    ]
    article = Article(id="a", text=whole, published=published, passages=passages if head else ())
    found = observe(annotate(article), check)
    assert all(whole[o.span.start : o.span.end] == o.value or check == "names" for o in found)
    return [(o.value, o.what) for o in found]


@pytest.mark.parametrize(("text", "seen"), [
    ("Il arrive lundi 1er mai 2024.", [("lundi 1er mai 2024", "2024-05-01 was a Wednesday")]),
    ("Il arrive mercredi 1er mai 2024.", []),
    ("Il arrive mercredi 1er mai.", []),
    ("Il était venu samedi 13 mai.", []),  # of 2023
    ("Il arrive mardi 13 mai.", []),  # of 2025
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


def test_what_the_corpus_says_against_itself() -> None:
    found = [
        (article.id, seen.check, seen.value)
        for article in load_corpus(ROOT / "corpus") for check in CHECKS for seen in observe(annotate(article), check)
    ]
    assert found == [("fr/2024-11-13-blinken-bruxelles", "names", "Andrii Sybiga")]
