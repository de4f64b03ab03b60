"""The data of a language for figures: known keys only, folded words, known units, enough examples, no code that knows words."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import rows

from copydesk import languages
from copydesk.kinds import _tables
from copydesk.text import fold
from copydesk.units import unit

_FOLDER = Path(languages.__file__).parent
_LANGUAGES = sorted(f.parent.name for f in _FOLDER.glob("*/numbers.toml"))
_KEYS = {
    "numbers": {
        "decimal", "group", "spoken_decimal", "joiners", "words", "hundreds", "thousands", "scales", "short_scales", "rules",
        "collectives", "several", "several_sizes", "vague", "prefixes", "halves", "fractions", "portions", "portions_of_scale",
        "portion_rules", "fraction_rules", "homographs", "negative", "ratios", "ranges", "ordinals", "ordinal_rules",
    },
    "units": {
        "linkers", "fraction_linkers", "compound_joins", "hundredths", "lasting", "lasting_behind", "apart",
        "apart_from", "timer_not_behind",
        "words_not_symbols", "hyphen_nouns",
        "names", "shared", "symbols", "currencies",
        "cent_symbols", "cents", "shared_cents", "scaled_units", "point_parts", "per",
        "angles", "points", "spoken_symbols", "per_rules", "per_unit", "per_number", "age", "bare_article",
        "per_nouns", "per_second", "currency_places", "currency_default", "placed_only", "capital_spans", "verb_symbols",
        "paid",
    },
    "modifiers": {"articles", "before", "after", "after_rules", "not_of_duration", "spans", "change", "factors", "multiples"},
    "counted": {
        "noun_last", "capital_nouns", "stops", "links", "articles", "skips", "elliptic", "of_measure", "coordination",
        "agreement", "again", "scales_linked", "verb_endings", "verb_first_endings", "compared", "trailing", "parts",
        "parts_behind", "wholes",
        "participles", "plurals", "singulars_in_s", "names", "streets", "adverb_endings",
    },
}
_FILES = [(lang, name) for lang in _LANGUAGES for name in _KEYS]
_MODIFIERS = {"exact", "approx", "at_least", "at_most", "more_than", "less_than"}


def read(lang: str, name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / lang / f"{name}.toml").read_text("utf-8"))


def strings(value: Any) -> Iterator[str]:
    """Every word of a table: keys that are words and words in lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


@pytest.mark.parametrize(("lang", "name"), _FILES)
def test_only_known_keys(lang: str, name: str) -> None:
    assert set(read(lang, name)) <= _KEYS[name]


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_words_are_folded(lang: str) -> None:
    numbers = read(lang, "numbers")
    words = [w for key in ("words", "hundreds", "thousands", "scales", "collectives", "fractions", "ordinals", "halves")
             for w in numbers.get(key, {})]
    for name in ("modifiers", "counted"):
        words += strings(read(lang, name))
    assert [w for w in words if fold(w) != w] == []


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_units_and_currencies_are_known(lang: str) -> None:
    units = read(lang, "units")
    named = [*units["names"], *units.get("shared", {}).get("names", {}), *units["currencies"], *units.get("cents", {})]
    assert [name for name in named if unit(name) is None] == []
    for code, forms in read(lang, "currencies").items():
        found = unit(code)
        assert found is not None and found.kind == "money" and forms


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_modifiers_are_those_of_the_values(lang: str) -> None:
    modifiers = read(lang, "modifiers")
    assert set(modifiers["before"]) | set(modifiers.get("after", {})) <= _MODIFIERS
    up, down = modifiers["change"]["up"], modifiers["change"]["down"]
    assert not set(up) & set(down)


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_no_phrase_binds_in_two_ways(lang: str) -> None:
    seen: dict[str, str] = {}
    for group, phrases in read(lang, "modifiers")["before"].items():
        for phrase in phrases:
            assert seen.setdefault(phrase, group) == group, phrase


@pytest.mark.parametrize(
    ("lang", "good", "none"), [("fr", 100, 40), ("en", 100, 40), ("es", 100, 40), ("it", 60, 25), ("de", 60, 25)]
)
def test_enough_examples(lang: str, good: int, none: int) -> None:
    examples = rows.values(_FOLDER / lang / "figures.examples.yaml")
    assert sum("text" in row for row in examples) >= good
    assert sum(len(row.get("nothing", ())) for row in examples) >= none
    texts = [row["text"] for row in examples if "text" in row]
    assert len(texts) == len(set(texts))


def test_engine_code_names_no_language() -> None:
    codes = "|".join(languages.available())
    for path in sorted(Path(_tables.__file__).parent.glob("*.py")):
        assert not re.search(rf"""["'](?:{codes})["']""", path.read_text("utf-8")), path.name
