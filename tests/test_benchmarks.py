"""The benchmark's own claims hold together, and its rewriting of figures says what it means."""

import json
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate import annotate
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from rewrites import changes, digits, rewrites, spell, take_apart  # noqa: E402
from verdicts_mutation import _claim_around  # noqa: E402

FOLDER = ROOT / "benchmarks" / "verdicts"
QUOTING = ("tuned", "tuned2", "untouched")
"""The parts whose claims quote their articles and give their values."""
PARTS = (*QUOTING, "desks", "fresh", "wires", "wires_fresh")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def every() -> list[Row]:
    return [row for part in PARTS for row in [*rows(part), *rows(f"{part}_silent")]]


def article(row: Row, key: str = "article") -> Path:
    name = row[key]
    return ROOT / "corpus" / f"{name}.md" if "/" in name else next((FOLDER / "articles").glob(f"*/{name}.md"))


def test_every_article_exists_in_its_language() -> None:
    for row in every():
        text = article(row).read_text("utf-8")
        assert f"\nlang: {row['article_lang']}\n" in text.split("\n---\n")[0] + "\n", row["id"]


def test_every_article_is_asked_about() -> None:
    asked = {article(row) for row in every()}
    assert set((FOLDER / "articles").rglob("*.md")) <= asked


def test_every_quotation_stands_in_its_article() -> None:
    quoted = [row for part in QUOTING for row in rows(part) if row["verdict"] != "not_mentioned"]
    assert quoted
    for row in quoted:
        assert row["evidence"] in article(row).read_text("utf-8"), row["id"]


def test_every_group_has_its_three_versions() -> None:
    for part in PARTS:
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows(part):
            groups[row["group"]].append(row)
        for name, members in groups.items():
            assert {r["id"]: r["verdict"] for r in members} == {
                f"{name}-ok": "consistent", f"{name}-ko": "contradicted", f"{name}-nm": "not_mentioned",
            }
            right, wrong, elsewhere = sorted(members, key=lambda r: ["ok", "ko", "nm"].index(r["id"][-2:]))
            assert right["claim"] == elsewhere["claim"] != wrong["claim"]
            assert part not in QUOTING or right["value"] != wrong["value"]
            assert elsewhere["article"] != right["article"] == elsewhere["source_article"] == wrong["article"]


def test_the_parts_share_no_article() -> None:
    read = {part: {row["article"] for row in [*rows(part), *rows(f"{part}_silent")]} for part in PARTS}
    assert len(set.union(*read.values())) == sum(map(len, read.values()))
    assert min(map(len, read.values())) >= 12


def test_the_second_set_is_as_large_and_mixed_as_it_says() -> None:
    claims, silent = rows("tuned2"), rows("tuned2_silent")
    wrong = [row for row in claims if row["verdict"] == "contradicted"]
    assert len(wrong) >= 110
    assert len(silent) >= 60
    assert sum("hard" in row["tags"] for row in wrong) >= len(wrong) / 2
    assert sum(row["claim_lang"] != row["article_lang"] for row in wrong) >= 0.6 * len(wrong)
    assert len({row["kind"] for row in wrong}) >= 12


def test_the_set_is_as_large_and_mixed_as_it_says() -> None:
    claims = [row for part in QUOTING for row in rows(part)]
    wrong = [row for row in claims if row["verdict"] == "contradicted"]
    elsewhere = [row for row in claims if row["verdict"] == "not_mentioned"]
    assert len(wrong) >= 110
    assert sum("hard" in row["tags"] for row in wrong) >= len(wrong) / 2
    assert sum(row["same_topic"] for row in elsewhere) >= len(elsewhere) / 2
    assert sum(row["claim_lang"] != row["article_lang"] for row in claims) >= len(claims) / 2
    assert len([row for row in every() if "silent" in row["tags"]]) >= 80
    assert len({row["id"] for row in every()}) == len(every())


@pytest.mark.parametrize(("number", "lang", "words"), [
    (21, "fr", "vingt et un"), (71, "fr", "soixante et onze"), (80, "fr", "quatre-vingts"),
    (91, "fr", "quatre-vingt-onze"), (80_000, "fr", "quatre-vingt mille"), (200, "fr", "deux cents"),
    (201, "fr", "deux cent un"), (200_000, "fr", "deux cent mille"), (1100, "fr", "mille cent"),
    (145, "en", "one hundred and forty-five"), (2001, "en", "two thousand and one"), (90, "en", "ninety"),
    (21, "es", "veintiún"), (100, "es", "cien"), (101, "es", "ciento un"), (1000, "es", "mil"),
    (45_500, "es", "cuarenta y cinco mil quinientos"),
])
def test_numbers_are_spelled(number: int, lang: str, words: str) -> None:
    assert spell(number, lang) == words


def test_spelling_refuses_what_it_cannot_write() -> None:
    with pytest.raises(ValueError, match="not spelled"):
        spell(1_000_000, "fr")


@pytest.mark.parametrize(("text", "lang", "value", "numeral", "scale"), [
    ("9,2 milliards de dollars", "fr", "9200000000", "9,2", "milliards"),
    ("$275 million", "en", "275000000", "275", "million"), ("20%", "fr", "20", "20", ""),
    ("Trente-quatre", "fr", "34", "Trente-quatre", ""), ("12.000", "fr", "12000", "12.000", ""),
    ("326.000 millones de euros", "es", "326000000000", "326.000", "millones"), ("12,000", "en", "12000", "12,000", ""),
    ("quatre millions", "fr", "4000000", "quatre", "millions"),
])
def test_figures_are_taken_apart(text: str, lang: str, value: str, numeral: str, scale: str) -> None:
    figure = take_apart(text, lang, Decimal(value))
    assert figure is not None
    assert (figure.numeral, figure.scale, figure.total) == (numeral, scale, Decimal(value))
    assert figure.written(figure.numeral) == text


def test_figures_worth_something_else_are_left_alone() -> None:
    assert take_apart("deux heures et douze minutes", "fr", Decimal(132)) is None
    assert take_apart("9,2 milliards", "fr", Decimal("9.2")) is None


def test_changes_change_the_value_and_rewrites_do_not() -> None:
    figure = take_apart("12.000", "fr", Decimal(12_000))
    assert figure
    assert [(name, wording) for name, wording, _, _ in changes(figure, None)] == [
        ("number", "36.000"), ("last digit", "13.000"), ("scale", "12"),
    ]
    written = list(rewrites(figure, None, hedged=False))
    assert ("words", "douze mille") in written
    assert ("rounding", "environ 12.000") in written
    distance = take_apart("300 km", "fr", Decimal(300))
    assert distance
    assert ("unit", "300 000 mètres") in rewrites(distance, "km", hedged=False)
    assert ("unit", "300 mètres", Decimal(300), "m") in changes(distance, "km")


def test_digits_are_grouped_as_the_language_does() -> None:
    assert digits(Decimal(1234567), "es", ".") == "1.234.567"
    assert digits(Decimal("9.25"), "fr", " ") == "9,25"
    assert digits(Decimal(9200), "fr", " ") == "9200"


@pytest.mark.parametrize(("text", "value", "changed"), [
    ("479", "479", "481"), ("480", "480", "490"), ("72,8 milliards", "72800000000", "73,1 milliards"),
    ("28,4 °C", "28.4", "28,6 °C"), ("1.999", "1999", "2.001"),
])
def test_a_changed_last_digit_is_no_rounding(text: str, value: str, changed: str) -> None:
    figure = take_apart(text, "fr", Decimal(value))
    assert figure is not None
    assert changed in [wording for change, wording, _, _ in changes(figure, None) if change == "last digit"]


def test_a_unit_in_a_compound_word_is_left_alone() -> None:
    figure = take_apart("61-year", "en", Decimal(61))
    assert figure is not None
    assert not [change for change, *_ in changes(figure, "a") if change == "unit"]


@pytest.mark.parametrize(("figure", "part"), [
    ("Trois", "Trois personnes ont été tuées"), ("23", "23 blessées lors d'une frappe"),
    ("deux", "visant les deux pays de la région"),
])
def test_a_claim_keeps_to_its_figure_s_part_of_the_sentence(figure: str, part: str) -> None:
    text = "Trois personnes ont été tuées et 23 blessées lors d'une frappe, visant les deux pays de la région : la Russie."
    annotated = annotate(Article(id="a", text=text, lang="fr"))
    mention = next(m for m in annotated.mentions if text[m.start : m.end] == figure)
    claim = _claim_around(annotated, mention)
    assert claim is not None
    assert claim.text == part


def test_a_figure_with_nothing_beside_it_makes_no_claim() -> None:
    annotated = annotate(Article(id="a", text="Il y en a 23, dit-il.", lang="fr"))
    assert [_claim_around(annotated, mention) for mention in annotated.mentions] == [None]
