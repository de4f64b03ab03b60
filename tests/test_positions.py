"""Positions held by persons: every example beside the data, the spans, and hostile input."""

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import rows

import copydesk
from copydesk.annotate import annotate
from copydesk.mentions import Mention
from copydesk.text import Article, Passage

_LANGUAGES = Path(copydesk.__file__).parent / "languages"
_FILES = sorted(_LANGUAGES.glob("*/positions.examples.yaml"))
_EXAMPLES = [(f.parent.name, example) for f in _FILES for example in rows.values(f)["reads"]]
_NOTHING = [(f.parent.name, text) for f in _FILES for text in rows.values(f)["nothing"]]


def positions(text: str, lang: str = "fr") -> list[Mention]:
    return [m for m in annotate(Article(id="x", text=text, lang=lang)).mentions if m.kind == "position"]


@pytest.mark.parametrize(("lang", "example"), _EXAMPLES, ids=[f"{lang}-{e['text'][:48]}" for lang, e in _EXAMPLES])
def test_reads_the_positions_of_an_example(lang: str, example: dict[str, object]) -> None:
    found = positions(str(example["text"]), lang)
    assert sorted(f"{m.person} | {m.position} | {m.status}" for m in found) == sorted(example["positions"])  # type: ignore[call-overload]


@pytest.mark.parametrize(("lang", "text"), _NOTHING, ids=[f"{lang}-{t[:48]}" for lang, t in _NOTHING])
def test_reads_no_position_where_there_is_none(lang: str, text: str) -> None:
    assert [f"{m.person} | {m.position}" for m in positions(text, lang)] == []


def test_every_language_has_enough_examples() -> None:
    for lang in ("fr", "en", "es"):
        assert sum(1 for code, _ in _NOTHING if code == lang) >= 25
        assert sum(1 for code, _ in _EXAMPLES if code == lang) >= 40


@pytest.mark.parametrize(("lang", "example"), _EXAMPLES, ids=[f"{lang}-{e['text'][:48]}" for lang, e in _EXAMPLES])
def test_spans_slice_back(lang: str, example: dict[str, object]) -> None:
    text = "Avant. " + str(example["text"])
    for m in positions(text, lang):
        assert m.person_span and m.position_span
        assert text[slice(*m.person_span)] == m.person
        assert text[slice(*m.position_span)] == m.position
        assert m.start == min(m.person_span.start, m.position_span.start)
        assert m.end == max(m.person_span.end, m.position_span.end)


def test_stays_within_the_passage() -> None:
    text = "Le président\nEmmanuel Macron parle. The president, Joe Biden, left."
    cut = text.index("The")
    article = Article(id="x", text=text, lang="fr", passages=[
        Passage(start=0, end=cut, lang="fr"), Passage(start=cut, end=len(text), lang="en"),
    ])
    found = [m for m in annotate(article).mentions if m.kind == "position"]
    assert [(m.person, m.position, m.rule.split(".")[0]) for m in found] == [("Joe Biden", "president", "en")]


def test_no_break_spaces_and_curly_apostrophes() -> None:
    (found,) = positions("Le secrétaire\u00a0général de l’Otan\u202fMark\u00a0Rutte a dit non.")
    assert (found.person, found.position) == ("Mark\u00a0Rutte", "secrétaire\u00a0général de l’Otan")


_PIECES = st.sampled_from([
    "président", "ministre de la ", "Mark Rutte", "M. ", ", ", "l'", "Otan", " est ", "de ", "ex-", " (", ")", "\n",
    "Le ", "’s", "İ", "qui doit lui succéder",
])


@given(st.lists(_PIECES, max_size=30).map("".join), st.sampled_from(["fr", "en", "es", "de"]))
@settings(max_examples=150, deadline=None)
def test_no_text_crashes_it(text: str, lang: str) -> None:
    for m in islice(positions(text, lang), 50):
        assert m.person_span and text[slice(*m.person_span)] == m.person
        assert 0 <= m.start < m.end <= len(text)
