"""Figures: every examples file of every language, and what holds for all of them."""

import cProfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import rows

from copydesk import languages
from copydesk.annotate import annotate
from copydesk.mentions import Mention
from copydesk.text import Article, fold

_FOLDER = Path(languages.__file__).parent
_LANGUAGES = [f.parent.name for f in sorted(_FOLDER.glob("*/figures.examples.yaml"))]
_OTHER_KINDS = ("date", "name", "position")


def figures(text: str, lang: str) -> list[Mention]:
    """The figures of a text, in order of place."""
    return [m for m in annotate(Article(id="a", text=text, lang=lang)).mentions if m.kind not in _OTHER_KINDS]


def described(m: Mention) -> str:
    """A figure as the examples write it: kind, value, unit, modifier."""
    if m.several is not None:
        value = f"several{m.several.normalize():f}"
    else:
        assert m.low is not None
        ends = dict.fromkeys(f"{end.normalize():f}" for end in (m.low, m.high) if end is not None)
        value = "..".join(ends)
    return f"{m.kind} {value} {m.unit or '-'}" + ("" if m.modifier == "exact" else f" {m.modifier}")


def examples(lang: str) -> list[dict[str, Any]]:
    return list(rows.strings(_FOLDER / lang / "figures.examples.yaml"))


def _wanted(figure: dict[str, Any]) -> str:
    kind, value, *rest = figure["is"].split(" ")
    if not value.startswith("several"):
        value = "..".join(f"{Decimal(end).normalize():f}" for end in value.split(".."))
    return " ".join([kind, value, *rest])


_POSITIVE = [
    pytest.param(lang, e, id=f"{lang}-{i}")
    for lang in _LANGUAGES for i, e in enumerate(examples(lang)) if "text" in e
]
_NEGATIVE = [
    pytest.param(lang, text, id=f"{lang}-nothing-{i}")
    for lang in _LANGUAGES for e in examples(lang) for i, text in enumerate(e.get("nothing", []))
]


@pytest.mark.parametrize(("lang", "example"), _POSITIVE)
def test_example_is_read(lang: str, example: dict[str, Any]) -> None:
    text = example["text"]
    found = figures(text, lang)
    assert [(text[m.start:m.end], described(m)) for m in found] == [(f["text"], _wanted(f)) for f in example["figures"]]
    for m, wanted in zip(found, example["figures"], strict=True):
        for key in ("counted", "per", "change"):
            if key in wanted:
                assert getattr(m, key) == (None if wanted[key] == "null" else wanted[key])


@pytest.mark.parametrize(("lang", "text"), _NEGATIVE)
def test_nothing_is_read(lang: str, text: str) -> None:
    assert [(text[m.start:m.end], m.kind) for m in figures(text, lang)] == []


@pytest.mark.parametrize(("lang", "example"), _POSITIVE)
def test_every_kind_of_space_reads_alike(lang: str, example: dict[str, Any]) -> None:
    text = example["text"]
    wanted = [described(m) for m in figures(text, lang)]
    for space in ("\u00a0", "\u202f", "\u2009"):
        other = "".join(
            space if c == " " and 0 < i < len(text) - 1 and text[i - 1].isdigit() else c for i, c in enumerate(text)
        )
        assert [described(m) for m in figures(other, lang)] == wanted, f"U+{ord(space):04X}"


@given(st.sampled_from(_LANGUAGES), st.text(alphabet=" 0123456789.,'-–%€$£kmMd°/()\nunedeeaoneof×", max_size=80))
def test_no_text_breaks_a_reader_and_spans_slice_back(lang: str, text: str) -> None:
    assert len(fold(text)) == len(text)
    end = 0
    for m in figures(text, lang):
        assert 0 <= m.start < m.end <= len(text)
        assert m.start >= end
        end = m.end
        if m.counted_span is not None:
            assert m.counted is not None
            assert text[m.counted_span.start:m.counted_span.end] in m.counted
        assert m.interval is not None


_HOSTILE = {
    "digits": "7", "groups": "1 000 ", "dots": "1.234.", "pairs": "01 02 ", "commas": "1,23,", "words": "mille ",
    "thousands": "thousand million ", "hundreds": "cent ", "ones": "un et un ", "hyphens": "deux-", "ranges": "5-",
    "joins": "5 à ",
    "letters": "a1", "signs": "$-", "slashes": "1/2/", "quotes": "5'2", "compounds": "einhundert", "halves": "et demi ",
    "brackets": "5 km (", "percent": "5%", "ratios": "un sur un ", "fractions": "deux tiers ", "powers": "3×10",
    "several": "des centaines de ", "capitals": "Ab 5 ", "spaces": "5 ", "phones": "+33 1 ",
}


def _calls(text: str, lang: str) -> int:
    """How many functions are called, those of the interpreter too."""
    profile = cProfile.Profile()
    profile.runcall(figures, text, lang)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("lang", _LANGUAGES)
@pytest.mark.parametrize("piece", _HOSTILE.values(), ids=_HOSTILE)
def test_work_grows_with_the_text_and_not_faster(lang: str, piece: str) -> None:
    figures(piece, lang)  # tables are made once
    small, large = _calls(piece * 200, lang), _calls(piece * 800, lang)
    assert large <= 4 * small + 4000


@pytest.mark.parametrize("lang", _LANGUAGES)
@pytest.mark.parametrize("piece", _HOSTILE.values(), ids=_HOSTILE)
def test_values_stay_small_whatever_the_text(lang: str, piece: str) -> None:
    for m in figures(piece * 500, lang):
        for end in (m.low, m.high):
            assert end is None or len(end.as_tuple().digits) <= 60


@pytest.mark.parametrize(("lang", "text"), [
    ("fr", "Ils étaient 12 000 fin décembre, 9 000 début mai."), ("en", "There were 12,000 overnight."),
    ("es", "Eran 12.000 anoche."),
])
def test_words_of_time_are_not_counted(lang: str, text: str) -> None:
    assert {m.counted for m in figures(text, lang)} == {None}
