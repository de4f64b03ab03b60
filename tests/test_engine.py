"""The pass that finds triggers: as fast as it is, it sees what the plain pattern sees."""

import random

import pytest

from copydesk.annotate import _Engine, _engine, annotate
from copydesk.languages import available
from copydesk.text import Article, Passage, fold

_TEXTS = (
    "Trois ministres ont promis 1 200 euros, mardi 12 novembre, à l'une des 40 communes.",
    "deux", "12", "", "x", "½ heure", "12e", "e12 un", "un12", "un-deux,trois;l'un'une\"un", "_un_ un_ _12", "UN İun un",
    "the first 3rd of a million-and-one; £5m a\u00a0day", "٣ un ٣un", "Ã©un œun ñun ßun čun ŧ un", "dreiundzwanzig drei",
    "un" * 500, "un " * 500, "1 " * 500, "9" * 500, "1,5.2" * 200, "а1б2 президент 5 un", "un\nune\tdeux\u2009trois",
)


def _spans(engine: _Engine, folded: str, start: int, end: int, plain: bool) -> list[tuple[int, int]]:
    if plain:
        return [hit.span() for hit in engine.anywhere.finditer(folded, start, end)]
    return [(first, stop) for first, stop, _ in engine.hits(folded, start, end)]


def _soup() -> list[str]:
    """Texts put together from triggers, digits and signs, the same at every run."""
    chance = random.Random(5)
    parts = [*sorted({w for lang in available() for w in _words(lang)}), "1", "23", " ", "  ", "-", "'", ",", "\n", "é", "z"]
    return ["".join(chance.choice(parts) + chance.choice((" ", " ", "", "-")) for _ in range(40)) for _ in range(30)]


def _words(lang: str) -> list[str]:
    return [word for reader in _engine(lang).readers for word in reader.triggers]


@pytest.mark.parametrize("lang", available())
def test_the_pass_over_tokens_sees_every_trigger(lang: str) -> None:
    engine = _engine(lang)
    for text in (*_TEXTS, *_soup()):
        folded = fold(text)
        for start in {0, min(1, len(folded)), len(folded) // 2, len(folded) // 3}:
            for end in {len(folded), max(start, len(folded) - 1)}:
                assert _spans(engine, folded, start, end, plain=False) == _spans(engine, folded, start, end, plain=True)


def test_what_is_known_of_tokens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many tokens nor long ones fill the memory, and what is found does not depend on what is kept."""
    monkeypatch.setattr("copydesk.annotate._KEPT", 20)
    engine = _Engine("fr")
    for n in range(100):
        text = f"les {n} soldats n{n} et {'x' * n}12"
        assert _spans(engine, text, 0, len(text), plain=False) == _spans(engine, text, 0, len(text), plain=True)
        assert len(engine._known) <= 20
        assert max(map(len, engine._known)) <= 40


def test_a_passage_that_begins_with_a_trigger() -> None:
    text = "Prix : 12 euros. 30 personnes."
    passages = (Passage(start=0, end=7, lang="fr"), Passage(start=7, end=len(text), lang="fr"))
    found = annotate(Article(id="x", text=text, passages=passages)).mentions
    assert [text[m.start:m.end] for m in found] == ["12 euros", "30"]
