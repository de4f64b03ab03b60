"""Names in a text, and names compared: transliterations are one person, neighbours are not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import rows

import copydesk
from copydesk.annotate import annotate
from copydesk.names import normalise, same_person
from copydesk.text import Article, Passage

_LANGUAGES = Path(copydesk.__file__).parent / "languages"
_FILES = sorted(_LANGUAGES.glob("*/names.examples.yaml"))
_READS = [(f.parent.name, e) for f in _FILES for e in rows.values(f)["reads"]]
_NOTHING = [(f.parent.name, t) for f in _FILES for t in rows.values(f)["nothing"]]


def names(text: str, lang: str = "fr") -> list[str]:
    return [str(m.person) for m in annotate(Article(id="x", text=text, lang=lang)).mentions if m.kind == "name"]


@pytest.mark.parametrize(("lang", "example"), _READS, ids=[f"{lang}-{e['text'][:40]}" for lang, e in _READS])
def test_reads_the_names_of_an_example(lang: str, example: dict[str, object]) -> None:
    assert names(str(example["text"]), lang) == example["names"]


@pytest.mark.parametrize(("lang", "text"), _NOTHING, ids=[f"{lang}-{t[:40]}" for lang, t in _NOTHING])
def test_reads_no_name_where_there_is_none(lang: str, text: str) -> None:
    assert names(text, lang) == []


def test_the_span_is_the_name() -> None:
    text = "M. Austin a reçu Mme Kallas. L'Otan et Mark Rutte attendent."
    found = [m for m in annotate(Article(id="x", text=text)).mentions if m.kind == "name"]
    assert [(text[m.start:m.end], m.person) for m in found] == [(n, n) for n in ("Austin", "Kallas", "Mark Rutte")]


def test_a_family_name_counts_in_every_passage() -> None:
    text = "Rutte promet\nMark Rutte a promis de l'aide."
    article = Article(id="x", text=text, passages=[
        Passage(start=0, end=12, role="headline", lang="fr"), Passage(start=13, end=len(text), lang="fr"),
    ])
    found = [m.person for m in annotate(article).mentions if m.kind == "name"]
    assert found == ["Rutte", "Mark Rutte"]


def test_reading_a_text_again_gives_the_same() -> None:
    text = "Rutte promet. Le ministre Roustem Oumerov écoute. Oumerov part."
    assert names(text) == names(text)


_PIECES = st.sampled_from(
    ["Mark ", "Rutte", "M. ", "de ", "“", "’s ", ", 45 ans", "\n", "al-", "Le ", "J.D. ", "İ", ". "],
)


@given(st.lists(_PIECES, max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_text_crashes_it(text: str) -> None:
    for m in annotate(Article(id="x", text=text)).mentions:
        assert m.kind != "name" or text[m.start:m.end] == m.person


_PAIRS = rows.values(rows.HERE / "names.yaml")


@pytest.mark.parametrize("expected", ["same", "variant", "different"])
def test_compares_names(expected: str) -> None:
    pairs = [pair.split(" / ") for pair in _PAIRS[expected]]
    wrong = {f"{a} / {b}": same_person(a, b) for a, b in pairs if same_person(a, b) != expected}
    assert wrong == {}


def test_there_are_enough_pairs() -> None:
    assert len(_PAIRS["same"]) + len(_PAIRS["variant"]) >= 80
    assert len(_PAIRS["different"]) >= 80


@pytest.mark.parametrize("expected", ["same", "variant", "different"])
def test_comparison_mirrors(expected: str) -> None:
    for pair in _PAIRS[expected]:
        a, b = pair.split(" / ")
        assert same_person(a, b) == same_person(b, a)


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None)
def test_any_two_texts_compare(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
    assert isinstance(normalise(a), tuple)
