"""Any number in any newspaper notation reads back: words, groups, decimals, scale words, currency signs, ranges."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st
from tests.number_words import english, french, german, grouped, spanish
from tests.test_figures import figures

_LARGE = st.one_of(st.integers(2, 10**4), st.integers(2, 10**7), st.integers(2, 10**12 - 1))
_SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
_SEPARATORS = {"fr": [*_SPACES, ".", "'", "’"], "en": [*_SPACES, ",", "'"], "es": [*_SPACES, ".", "'"]}
_POINT = {"fr": ",", "en": ".", "es": ","}
_BILLION = {"fr": "milliards", "en": "billion", "es": "mil millones"}
_EUROS = {"fr": " d'euros", "en": " euros", "es": " de euros"}
_LANGS = st.sampled_from(["fr", "en", "es"])


def single(text: str, lang: str) -> tuple[Decimal | None, Decimal | None, str | None, str]:
    found = figures(text, lang)
    assert len(found) == 1, (text, found)
    return found[0].low, found[0].high, found[0].unit, text[found[0].start:found[0].end]


@given(_LARGE, st.booleans())
@example(71, False)
@example(80000, False)
@example(1000000, True)
def test_french_words_read_back(n: int, new: bool) -> None:
    words = french(n, new=new)
    assert single(f"On compte {words} euros.", "fr")[:1] == (Decimal(n),)


@given(_LARGE, st.booleans())
@example(1001, True)
def test_english_words_read_back(n: int, linked: bool) -> None:
    words = english(n, linked=linked)
    assert single(f"They count {words} euros.", "en")[:1] == (Decimal(n),)


@given(_LARGE)
@example(21000)
@example(101)
def test_spanish_words_read_back(n: int) -> None:
    assert single(f"Son {spanish(n)} euros.", "es")[:1] == (Decimal(n),)


@given(_LANGS, st.integers(1000, 10**14), st.data())
def test_groups_of_three_read_back(lang: str, n: int, data: st.DataObject) -> None:
    written = grouped(n, data.draw(st.sampled_from(_SEPARATORS[lang])))
    low, high, unit, span = single(f"Total {written} kg.", lang)
    assert (low, high, unit, span) == (Decimal(n), Decimal(n), "kg", f"{written} kg")


@given(_LANGS, st.integers(1000, 10**12), st.integers(0, 99), st.data())
def test_groups_with_decimals_read_back(lang: str, n: int, cents: int, data: st.DataObject) -> None:
    written = grouped(n, data.draw(st.sampled_from(_SEPARATORS[lang]))) + f"{_POINT[lang]}{cents:02}"
    assert single(f"Total {written} €.", lang)[0] == Decimal(f"{n}.{cents:02}")


@given(_LANGS, st.integers(0, 999), st.integers(1, 9))
def test_scale_words_read_back(lang: str, whole: int, tenth: int) -> None:
    written = f"{whole}{_POINT[lang]}{tenth} {_BILLION[lang]}{_EUROS[lang]}"
    low, _, unit, span = single(f"Total {written}.", lang)
    assert (low, unit, span) == (Decimal(f"{whole}.{tenth}") * 10**9, "EUR", written)


@given(
    st.integers(1, 999), st.integers(0, 9), st.sampled_from(["€", "$", "£", "¥"]),
    st.sampled_from(["bn", "m", "tn", "k"]),
)
def test_signs_and_short_scales_read_back(whole: int, tenth: int, sign: str, scale: str) -> None:
    written = f"{sign}{whole}.{tenth}{scale}"
    power = {"k": 3, "m": 6, "bn": 9, "tn": 12}[scale]
    unit = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}[sign]
    value = Decimal(f"{whole}.{tenth}").scaleb(power)
    assert single(f"It cost {written} then.", "en") == (value, value, unit, written)


@given(_LANGS, st.integers(2, 900), st.integers(1, 90))
def test_ranges_read_back(lang: str, low: int, more: int) -> None:
    opener, join = {"fr": ("entre", "et"), "en": ("between", "and"), "es": ("entre", "y")}[lang]
    low_, high, unit, span = single(f"Ok {opener} {low} {join} {low + more} km.", lang)
    assert (low_, high, unit, span) == (Decimal(low), Decimal(low + more), "km", f"{low} {join} {low + more} km")


@given(_LANGS, st.integers(0, 10**6), st.integers(0, 99))
def test_percentages_read_back(lang: str, whole: int, part: int) -> None:
    written = f"{whole}{_POINT[lang]}{part:02} %"
    assert single(f"Ok {written}.", lang) == (*[Decimal(f"{whole}.{part:02}")] * 2, "%", written)


@given(st.integers(2, 999_999))
@example(21)
@example(250_000)
def test_german_words_read_back(n: int) -> None:
    assert single(f"Es sind {german(n)} Euro.", "de")[:1] == (Decimal(n),)
