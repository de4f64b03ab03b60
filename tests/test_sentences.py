"""Where sentences begin and end, as newspapers print them: abbreviations, quotations, glued lines, bullets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.sentences import sentence_at, sentences
from copydesk.text import Article, Passage, Span

CASES = [
    ("fr", "M. Duval est parti. Il reviendra.", ["M. Duval est parti.", "Il reviendra."]),
    ("fr", "Le taux est de 3.5 points. Un record.", ["Le taux est de 3.5 points.", "Un record."]),
    ("fr", "L'avion est tombé en mer.Un témoin l'a vu.", ["L'avion est tombé en mer.", "Un témoin l'a vu."]),
    ("fr", "« Tout va bien. » Le maire sourit.", ["« Tout va bien. »", "Le maire sourit."]),
    ("fr", "Les gagnants- Avec 3 millions, Brénac gagne.", ["Les gagnants", "Avec 3 millions, Brénac gagne."]),
    ("fr", "Premier point\nDeuxième point", ["Premier point", "Deuxième point"]),
    ("fr", "Une ligne coupée au\nmilieu de la phrase. Fin.", ["Une ligne coupée au\nmilieu de la phrase.", "Fin."]),
    ("fr", "Les stables : l'agriculture et le travailLe budget monte.",
     ["Les stables : l'agriculture et le travail", "Le budget monte."]),
    ("fr", "Le site www.exemple.fr est fermé.", ["Le site www.exemple.fr est fermé."]),
    ("en", "Mr. Hale paid $3.5m. He left the U.S. Army.", ["Mr. Hale paid $3.5m.", "He left the U.S. Army."]),
    ("en", "It rained. 12 people left.", ["It rained.", "12 people left."]),
    ("en", "“Stop!” she said.", ["“Stop!” she said."]),
    ("es", "El Sr. Vega fue a EE. UU. en abril. Volvió.", ["El Sr. Vega fue a EE. UU. en abril.", "Volvió."]),
    ("es", "¿Cuándo? ¡Mañana! Nadie lo sabe.", ["¿Cuándo?", "¡Mañana!", "Nadie lo sabe."]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES, ids=[case[1][:30] for case in CASES])
def test_split(lang: str, text: str, expected: list[str]) -> None:
    article = Article(id="a", text=text, lang=lang)
    assert [text[s.start : s.end] for s in sentences(article)] == expected


def test_a_passage_ends_a_sentence() -> None:
    text = "Un titre sans point Un texte"
    passages = (Passage(start=0, end=19, role="headline"), Passage(start=20, end=len(text)))
    found = sentences(Article(id="a", text=text, passages=passages))
    assert [text[s.start : s.end] for s in found] == ["Un titre sans point", "Un texte"]


def test_sentence_at() -> None:
    spans = [Span(0, 5), Span(7, 9)]
    assert sentence_at(spans, 4) == spans[0]
    assert sentence_at(spans, 6) == spans[0]
    assert sentence_at(spans, 8) == spans[1]
    assert sentence_at([], 3) is None


@given(
    st.text(alphabet=st.sampled_from("aÉz .!?…\n\"«»'’-–0M\u00a0"), max_size=80),
    st.sampled_from(["fr", "en", "es", "xx"]),
)
def test_sentences_are_in_order_and_lose_only_space(text: str, lang: str) -> None:
    found = sentences(Article(id="a", text=text, lang=lang))
    last = 0
    for span in found:
        assert last <= span.start < span.end <= len(text)
        assert text[last : span.start].strip(" \n\u00a0-–•*") == ""
        last = span.end
    assert text[last:].strip() == ""
