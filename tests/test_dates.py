"""Dates: every examples file of every language, and what holds for all of them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import rows

from copydesk import languages
from copydesk.annotate import annotate
from copydesk.mentions import Mention
from copydesk.periods import Period
from copydesk.text import Article

_FOLDER = Path(languages.__file__).parent
_LANGUAGES = [f.parent.name for f in sorted(_FOLDER.glob("*/dates.toml"))]


def dates(text: str, lang: str = "fr", published: str | None = None) -> list[Mention]:
    found = annotate(Article(id="a", text=text, lang=lang, published=published)).mentions
    return [m for m in found if m.kind == "date"]


def read(text: str, lang: str = "fr", published: str | None = None) -> list[tuple[str, str | None]]:
    return [(text[m.start:m.end], m.date) for m in dates(text, lang, published)]


def examples(lang: str) -> list[dict[str, Any]]:
    return list(rows.strings(_FOLDER / lang / "dates.examples.yaml"))


def _positive() -> list[Any]:
    return [
        pytest.param(lang, e, id=f"{lang}-{i}")
        for lang in _LANGUAGES for i, e in enumerate(examples(lang)) if "text" in e
    ]


def _negative() -> list[Any]:
    return [
        pytest.param(lang, text, id=f"{lang}-nothing-{i}")
        for lang in _LANGUAGES for e in examples(lang) for i, text in enumerate(e.get("nothing", []))
    ]


@pytest.mark.parametrize(("lang", "example"), _positive())
def test_example_is_read(lang: str, example: dict[str, Any]) -> None:
    wanted = [(d["text"], d["date"]) for d in example["dates"]]
    assert read(example["text"], lang, example.get("published")) == wanted


@pytest.mark.parametrize(("lang", "text"), _negative())
@pytest.mark.parametrize("published", [None, "2024-11-13"])
def test_nothing_is_read(lang: str, text: str, published: str | None) -> None:
    assert read(text, lang, published) == []


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_examples_are_many(lang: str) -> None:
    assert len([e for e in examples(lang) if "text" in e]) >= 60
    assert sum(len(e.get("nothing", [])) for e in examples(lang)) >= 25


def test_every_language_has_both_files() -> None:
    assert {"fr", "en", "es", "de"} <= set(_LANGUAGES)
    for lang in _LANGUAGES:
        assert (_FOLDER / lang / "dates.examples.yaml").is_file()


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_every_month_and_day_is_read(lang: str) -> None:
    """Each written-out month makes "2 <month> 2023", and each weekday resolves to that day of the week."""
    slots = languages.data(lang, "dates")["slots"]
    joint = {"es": "2 de {} de 2023", "de": "2. {} 2023"}.get(lang, "2 {} 2023")
    for number, names in slots["month"].items():
        for name in names:
            assert read(joint.format(name.capitalize()), lang)[0][1] == f"2023-{int(number):02}-02"
    for number, names in slots["weekday"].items():
        for name in names:
            word = name if lang == "es" else name.capitalize()
            found = dates(word, lang, "2024-11-13")[0].date
            assert found is not None and Period.parse(found).first is not None
            assert Period.parse(found).first.isoweekday() == int(number)  # type: ignore[union-attr]


def test_rule_and_modifier() -> None:
    one, both = dates("Le 13 novembre 2024, puis du 3 au 9 mars 2024.")
    assert (one.rule, one.modifier) == ("fr.dates.day", "exact")
    assert (both.rule, both.modifier) == ("fr.dates.day_range", "range")


def test_without_publication_only_what_the_text_says() -> None:
    assert read("Mardi, hier, la semaine dernière, en août, cet été.") == []
    assert read("Le 4 août et en août 2020.") == [("4 août", "XXXX-08-04"), ("août 2020", "2020-08")]


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2024-11-13", "2024-11-12"),
        ("2024-11-12", "2024-11-12"),
        ("2024-11-14/2024-11-15", "2024-11-12"),
        ("2024-11-11/2024-11-12", "2024-11-05/2024-11-12"),
    ],
)
def test_weekday_against_publication(published: str, date: str) -> None:
    assert read("Il a parlé mardi.", published=published) == [("mardi", date)]


def test_leap_days() -> None:
    assert read("Le 29 février 2024 et le 30 février 2024.") == [("29 février 2024", "2024-02-29")]
    assert read("Le 29 février.", published="2023-06-01") == [("29 février", "2024-02-29")]


def test_passage_has_its_own_language() -> None:
    from copydesk.text import Passage

    text = "Vu le 3 mars 2024. El 4 de marzo de 2024."
    article = Article(
        id="a", text=text, lang="fr", passages=(Passage(start=0, end=19), Passage(start=19, end=len(text), lang="es"))
    )
    assert [m.date for m in annotate(article).mentions if m.kind == "date"] == ["2024-03-03", "2024-03-04"]


_WORDS = st.sampled_from([
    "3", "13", "2024", "2000", "20h50", "1er", "mars", "mai", "nuit", "de", "du", "au", "lundi", "à", "dimanche", "fin",
    "début", "été", "l'", "l'an", "dernier", "et", "-", "/", "2016-17", "29", "février", "31",
    "avril", "hier", "XXe", "siècle", "T3", "\n",
    "entre", "99", "0", "00", "24", "h", ".", "la", "semaine", "années", "90",
    "trimestre", "premier", "an", "en", "–", "25:61",
])


_PUBLISHED = st.sampled_from([None, "2024-11-13", "2024-02", "0001", "9999-12-31"])


@given(st.lists(_WORDS, max_size=14).map(" ".join), _PUBLISHED)
def test_dates_are_edtf_and_in_place(text: str, published: str | None) -> None:
    last = 0
    for mention in dates(text, published=published):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        date = mention.date
        assert date
        if "T" in date and "-" not in date:
            assert all(part.startswith("T") and int(part[1:3]) <= 24 and int(part[4:]) < 60 for part in date.split("/"))
        elif not date.startswith("XXXX"):
            Period.parse(date)


@given(st.text(max_size=60), st.sampled_from(["fr", "en", "es", "de"]))
def test_no_text_breaks_it(text: str, lang: str) -> None:
    for mention in dates(text, lang, "2024-11-13"):
        assert text[mention.start:mention.end]
