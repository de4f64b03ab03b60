"""Assertions: the forms, the ids, the chosen value, the messages, waivers, the schema, `copydesk lint`."""

import json
import os
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.assertions import find, load_assertions, read_assertions, read_claim
from copydesk.assertions._entries import COMMON, FORMS
from copydesk.assertions._language import detect
from copydesk.assertions._yaml import Items, Mapping, Node, Scalar, parse
from copydesk.assertions.claims import claim_id, slug
from copydesk.assertions.load import Assertions, unknown_terms
from copydesk.assertions.model import Place
from copydesk.assertions.waivers import KEYS, Waiver
from copydesk.commands import lint
from copydesk.errors import InputError
from copydesk.periods import Period

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


def load(tmp_path: Path, text: str, name: str = "topic.yaml", **more: str) -> Assertions:
    folder = tmp_path / "assertions"
    folder.mkdir(exist_ok=True)
    for file, content in {name: text, **{f"{key}.yaml": value for key, value in more.items()}}.items():
        (folder / file).write_text(content, "utf-8")
    return load_assertions(folder)


@pytest.mark.parametrize("case", CASES)
def test_messages(case: str) -> None:
    """Every mistake in tests/golden/<case>/ comes out as in <case>.txt (UPDATE_GOLDEN=1 writes it anew)."""
    said = "".join(f"{problem}\n" for problem in load_assertions(GOLDEN / case).problems)
    golden = GOLDEN / f"{case}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")


def test_all_forms(tmp_path: Path) -> None:
    loaded = load(tmp_path, """\
# yaml-language-server: $schema=assertions.schema.json
- ATACMS range 300 km
- id: aid
  claim: US aid remaining 9.2 billion USD
  valid: 2024-11
  tolerance: 2,5 %
  evidence: {article: fr/2024-11-13-a, quote: "il reste environ 9,2 milliards de dollars"}
  source: {name: Pentagon, url: "https://example.org/a", on: 2024-11-13}
  checked: {by: the desk, on: 2024-11-14}
  severity: warning
  note: >
    Two
    lines.
  about: {subject: US aid, attribute: [remaining, left]}
- position: NATO secretary general
  person: Mark Rutte
  valid: 2024-10-01/..
  shared: No
- name: Andriï Sybiga
  also: [Andrii Sybiha, Andriy Sybiha]
- total: US aid remaining 9.2 billion USD
  parts: [stocks 7.1 billion USD, contracts 2.1 billion USD]
""").require()
    bare, aid, rutte, sybiga, total = loaded.assertions
    assert [a.id for a in loaded.assertions] == [
        "atacms-range", "aid", "nato-secretary-general-mark-rutte", "andrii-sybiga", "us-aid-remaining-total",
    ]
    assert [a.kind for a in loaded.assertions] == ["claim", "claim", "position", "name", "total"]
    assert (bare.place, str(bare.place)) == (Place("assertions/topic.yaml", 2, 3), "assertions/topic.yaml:2")
    assert bare.topic == "topic" and bare.severity == "error" and bare.valid is None
    assert bare.claim.expected and (bare.claim.expected.low, bare.claim.expected.unit) == (Decimal(300), "km")
    assert aid.claim.expected and (aid.claim.expected.low, aid.claim.expected.unit) == (Decimal("9.2e9"), "USD")
    assert aid.valid == Period.parse("2024-11") and aid.tolerance == Decimal("0.025") and aid.severity == "warning"
    assert aid.evidence and aid.evidence.quote.startswith("il reste")
    assert aid.source and aid.source.on == Period.parse("2024-11-13") and aid.source.url == "https://example.org/a"
    assert (aid.checked_by, aid.checked_on) == ("the desk", Period.parse("2024-11-14"))
    assert (aid.claim.subject, aid.claim.attribute) == (("US aid",), ("remaining", "left"))
    assert aid.note == "Two lines."
    assert (rutte.person, rutte.position, rutte.shared) == ("Mark Rutte", "NATO secretary general", False)
    assert (sybiga.name, sybiga.also) == ("Andriï Sybiga", ("Andrii Sybiha", "Andriy Sybiha"))
    assert [p.expected.low for p in total.parts if p.expected] == [Decimal("7.1e9"), Decimal("2.1e9")]
    assert loaded.by_id["aid"] is aid


def test_values_stay_as_written(tmp_path: Path) -> None:
    """YAML 1.1 makes a boolean of `no`, a number of 9.20 and sexagesimals of 12:30."""
    loaded = load(tmp_path, "- {name: Jonas Gahr, also: [no, 9.20, 12:30, 2024-11-13, 0o17, null]}\n").require()
    assert loaded.assertions[0].also == ("no", "9.20", "12:30", "2024-11-13", "0o17", "null")


def test_require_raises_every_problem(tmp_path: Path) -> None:
    loaded = load(tmp_path, "- nothing here\n- nor here\n")
    with pytest.raises(InputError) as caught:
        loaded.require()
    assert caught.value.problems == loaded.problems
    assert [p.line for p in loaded.problems if "no value" in p.what] == [1, 2]


def test_one_text() -> None:
    (made,) = read_assertions(json.dumps([{"claim": "Portée 300 km", "valid": 2024, "tolerance": "2%"}]), "stdin")
    assert (made.id, made.valid, made.place) == ("portee", Period.parse("2024"), Place("stdin", 1, 2))
    with pytest.raises(InputError, match=r"stdin:1:25: there is no key `clam` in a name; "):
        read_assertions('[{"name": "Mark Rutte", "clam": "x"}]', "stdin")


def test_one_file(tmp_path: Path) -> None:
    load(tmp_path, "- ATACMS range 300 km\n", more="- nothing\n")
    loaded = load_assertions(tmp_path / "assertions" / "topic.yaml")
    assert [a.id for a in loaded.require().assertions] == ["atacms-range"]
    assert str(loaded.assertions[0].place) == "topic.yaml:1"


def test_outside_the_root(tmp_path: Path) -> None:
    load(tmp_path, "- nothing\n")
    (problem, *_) = load_assertions(tmp_path / "assertions", root=tmp_path / "elsewhere").problems
    assert problem.file == (tmp_path / "assertions" / "topic.yaml").as_posix()


@pytest.mark.parametrize(("claim", "made"), [
    ("ATACMS range 300 km", "atacms-range"),
    ("US aid remaining 9.2 billion USD", "us-aid-remaining"),
    ("Gusts of the storm up to 285 km/h", "gusts-storm"),
    ("Portée des missiles : 300 km", "portee-missiles"),
    ("Plus de 10 000 soldats à Koursk", "soldats-koursk"),
    ("Alcance de los misiles: 300 km", "alcance-misiles"),
])
def test_ids_leave_the_value_out(claim: str, made: str) -> None:
    assert claim_id(read_claim(claim)) == made


def test_slugs() -> None:
    assert slug("Straße Łódź œuvre Đà Nẵng ı") == "strasse-lodz-oeuvre-da-nang-i"
    assert slug("Київ") == ""
    assert len(slug("word " * 50)) <= 80 and not slug("word " * 50).endswith("-")
    assert len(slug("w" * 500)) == 80


@pytest.mark.parametrize(("claim", "value", "kind"), [
    ("Airbus delivered 766 planes in 2024", "766", "count"),
    ("34 of 145 drones shot down", "34", "count"),
    ("145 drones launched in 24 hours", "145", "count"),
    ("Civilians killed in 2024: 2,064", "2,064", "count"),
    ("Drones launched: 145, at 3 cities", "145", "count"),
    ("Three aircraft carriers, each of 100,000 tonnes", "100,000 tonnes", "mass"),
    ("Aid package of 500 million euros for 3 years", "500 million euros", "money"),
    ("Aide de 500 millions d'euros à 3 pays", "500 millions d'euros", "money"),
    ("24-hour blackout, up to 12,000 homes", "12,000", "count"),
    ("Two banks lost 3 billion euros", "3 billion euros", "money"),
    ("Ouverture le 3 juillet 1983", "3 juillet 1983", "date"),
    ("80th anniversary of the landings", "80th", "ordinal"),
    ("In 2024, fourth visit of the minister", "fourth", "ordinal"),
    ("La pauvreté touche 14 % de la population (9 millions de personnes)", "14 %", "percent"),
    ("34 des 145 drones ont été abattus", "34", "count"),
    ("S-300 range 150 km", "150 km", "length"),
])
def test_the_value_of_a_claim(claim: str, value: str, kind: str) -> None:
    read = read_claim(claim)
    assert read.expected is not None
    assert (read.text[read.expected.start:read.expected.end], read.expected.kind) == (value, kind)


@pytest.mark.parametrize("claim", ["The general is tired", "Mark Rutte", "Airbus A320", ""])
def test_no_value(claim: str) -> None:
    assert read_claim(claim).expected is None


@pytest.mark.parametrize(("claim", "lang"), [
    ("ATACMS range 300 km", "en"),
    ("ATACMS 300 km", "en"),
    ("US aid remaining 9.2 billion USD", "en"),
    ("Aide restante 9,2 milliards de dollars", "fr"),
    ("Portée des missiles 300 km", "fr"),
    ("Drones russes abattus 34", "fr"),
    ("Alcance de los misiles 300 km", "es"),
    ("Fuerzas norcoreanas 12.000", "es"),
    ("Déficit public 2020 : 2,2 % du PIB", "fr"),
    ("Pétrole 90 dollars le baril", "fr"),
    ("Pékin aid 9 billion USD", "en"),
    ("Oriel bridge length 412 m", "en"),
    ("Ligne C du métro de Lussac longueur 27 km", "fr"),
    ("Longitud del puente Oriel 412 m", "es"),
])
def test_the_language_of_a_claim(claim: str, lang: str) -> None:
    assert detect(claim) == lang


AGREE = [
    "- Tunnel length 50 km\n- {id: metres, claim: Tunnel length 50000 m}\n",
    "- {claim: Troops at Kursk 8000, valid: 2024-09}\n- {id: later, claim: Troops at Kursk 12000, valid: 2024-10/..}\n",
    "- up to 12,000 troops at Kursk\n- {id: more, claim: 'more than 10,000 troops at Kursk'}\n",
    "- Tunnel length 50 km\n- {id: speed, claim: Tunnel length 50 km/h}\n",
    "- {claim: Tunnel length 50 km, tolerance: 10%}\n- {id: other, claim: Tunnel length 54 km}\n",
    "- Exports from China to Russia 5 tonnes\n- Exports from Russia to China 9 tonnes\n",
    "- Russian losses in May 500\n- Russian losses in June 900\n",
    "- {position: US president, person: Joe Biden, valid: 2021-01-20/2025-01-20}\n"
    "- {position: US president, person: Donald Trump, valid: 2025-01-20/..}\n",
    "- {position: European Commissioner, person: Kaja Kallas, shared: yes}\n"
    "- {position: European Commissioner, person: Maroš Šefčovič, shared: yes}\n",
    "- Ceasefire 15 January\n- {id: later, claim: Ceasefire 16 January}\n",
    "- Ceasefire 15 January 2025\n- {id: hours, claim: Ceasefire 24 km}\n",
    "- {total: Grain 9.2 tonnes, parts: [wheat 7.1 tonnes, maize 2.1 tonnes]}\n",
    "- {total: Grain 9 tonnes, parts: [wheat 7.1 tonnes, maize 2.1 tonnes]}\n",
    "- {total: Grain 10 tonnes, tolerance: 10%, parts: [wheat 7.1 tonnes, maize 2100 kg]}\n",
    "- {total: Grain 10 tonnes, parts: [wheat 7.1 tonnes, more than 1 tonne of maize]}\n",
]


@pytest.mark.parametrize("text", AGREE)
def test_no_contradiction(tmp_path: Path, text: str) -> None:
    assert [str(p) for p in load(tmp_path, text).problems if "no term" not in p.what] == []


def test_nothing_is_asked_of_a_language_that_is_matched_by_names_and_figures_alone(tmp_path: Path) -> None:
    (loaded,) = load(tmp_path, "- Kharkiv snibs 12\n").assertions
    assert unknown_terms(loaded.claim, ["fr", "it"]) == [("snibs", "fr")]


def test_terms_of_the_desk(tmp_path: Path) -> None:
    text = "- Kharkiv snibs 12\n"
    missing = load(tmp_path, text).problems
    assert [p.what for p in missing] == ["no term gives 'snibs' in the language `fr`"]
    loaded = load(tmp_path, text, terms="snib: {class: noun, en: snib, fr: secousse}\n")
    assert loaded.problems == () and loaded.terms == tmp_path / "assertions" / "terms.yaml"


def test_links_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("- ATACMS range 300 km\n")
    (tmp_path / "more").mkdir()
    folder = tmp_path / "assertions"
    folder.mkdir()
    (folder / "a.yaml").write_text("- Tunnel length 50 km\n")
    (folder / "b.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "more").symlink_to(tmp_path / "more")
    loaded = load_assertions(folder)
    assert [a.id for a in loaded.assertions] == ["tunnel-length"]
    assert [str(p) for p in loaded.problems] == [
        "assertions/b.yaml:1:1: the file is a link out of the folder; put it here",
        "assertions/more:1:1: the folder is a symbolic link; put it here",
    ]


def test_missing_and_unreadable(tmp_path: Path) -> None:
    assert [str(p) for p in load_assertions(tmp_path / "nowhere").problems] == [
        "nowhere:1:1: there is no such folder; make it, or name another"
    ]
    (tmp_path / "assertions" / "a.yaml").mkdir(parents=True)
    (tmp_path / "assertions" / "gone.yaml").symlink_to(tmp_path / "assertions" / "nothing")
    problems = load_assertions(tmp_path / "assertions").problems
    assert [p.what for p in problems] == ["this is no file that can be read"]


# Waivers

def waiver(**fields: Any) -> Waiver:
    made: dict[str, Any] = {
        "article": "fr/a", "assertion": "atacms-range", "verdict": "article", "reason": "a slip", "by": "the desk",
        "until": Period.parse("2025-06"), "place": Place("waivers.yaml", 1, 3),
    }
    return Waiver(**{**made, **fields})


def test_waivers_are_read(tmp_path: Path) -> None:
    loaded = load(tmp_path, "- ATACMS range 300 km\n", waivers="""\
- article: corpus/fr/a.md
  assertion: atacms-range
  value: 500 km
  verdict: article
  reason: a slip of the agency
  by: the desk
  on: 2024-11-14
  until: 2025-06
""").require()
    assert loaded.waivers == (waiver(
        article="corpus/fr/a.md", value="500 km", on=Period.parse("2024-11-14"), reason="a slip of the agency",
        place=Place("assertions/waivers.yaml", 1, 3),
    ),)


def test_an_id_may_stand_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    loaded = load(tmp_path, '- "open\n', waivers="- {article: '*', assertion: atacms-range, verdict: parser, "
                  "reason: r, by: b, until: 2025}\n")
    assert [p.file for p in loaded.problems] == ["assertions/topic.yaml"]


@pytest.mark.parametrize(("fields", "covered"), [
    ({}, True),
    ({"article": "*"}, True),
    ({"article": "fr/*"}, True),
    ({"article": "corpus/fr/a.md"}, True),
    ({"article": "fr/b"}, False),
    ({"article": "fr/[ab]"}, False),
    ({"value": "500 KM"}, True),
    ({"value": "500\u00a0km"}, True),
    ({"value": "50 km"}, False),
    ({"assertion": "atacms"}, False),
    ({"assertion": "*"}, False),
])
def test_what_a_waiver_covers(fields: dict[str, str], covered: bool) -> None:
    found = find([waiver(**fields)], "fr/a", "atacms-range", "500 km", path="corpus/fr/a.md")
    assert (found is not None) is covered


def test_internal_checks_are_waived_by_pattern() -> None:
    assert find([waiver(assertion="internal.*")], "fr/a", "internal.names", "Rute")
    assert not find([waiver(assertion="internal.names")], "fr/a", "internal.weekday")
    assert not find([waiver(value="Rute")], "fr/a", "atacms-range")


def test_the_closest_waiver_is_found_expired_or_not() -> None:
    wide, narrow = waiver(), waiver(value="500 km")
    assert find([wide, narrow], "fr/a", "atacms-range", "500 km") is narrow
    assert find([wide, narrow], "fr/a", "atacms-range", "600 km") is wide
    assert not wide.expired(date(2025, 6, 30)) and wide.expired(date(2025, 7, 1))


# The JSON Schema accepts what the loader accepts

def plain(node: Node | None) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return None if node is None else [plain(entry) for entry in node.entries]


def schema(name: str) -> Any:
    return json.loads(files("copydesk").joinpath("schema", f"{name}.schema.json").read_text("utf-8"))


def test_the_schema_knows_every_key() -> None:
    defined = schema("assertions")["$defs"]
    for form, own in FORMS.items():
        assert set(defined[form]["properties"]) == {form, *own, *COMMON}
    assert set(schema("waivers")["items"]["properties"]) == set(KEYS)


def _entries(case: str, name: str) -> list[tuple[Any, bool]]:
    """Each entry of a golden file as plain data, and whether a problem is said on its lines."""
    path = GOLDEN / case / name
    tree, _ = parse(path.read_bytes(), name)
    assert isinstance(tree, Items)
    lines = [p.line for p in load_assertions(GOLDEN / case).problems if p.file.endswith(name)]
    starts = [entry.line for entry in tree.entries] + [10**9]
    return [
        (plain(entry), any(start <= line < after for line in lines))
        for entry, start, after in zip(tree.entries, starts, starts[1:], strict=False)
    ]


# What a schema cannot say: months, order of days, ids, claims' values, other entries.
BEYOND = (
    "2024-13", "../..", "2024-02-01/2024-01-01", "200%", "Зеленський", "Andriï Sybiga", "very", "atacms-rnage",
    "nothing-like-it", "2025-01-01/..", "Many Cartridges",
)


@pytest.mark.parametrize(("case", "name", "which"), [
    ("forms", "forms.yaml", "assertions"), ("fields", "fields.yaml", "assertions"),
    ("waivers", "waivers.yaml", "waivers"),
])
def test_the_schema_refuses_what_the_loader_refuses(case: str, name: str, which: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(schema(which))
    refused = 0
    for entry, wrong in _entries(case, name):
        says = not checker.is_valid([entry])
        refused += says
        if wrong and not says:
            assert any(word in json.dumps(entry, ensure_ascii=False) for word in BEYOND), entry
        assert wrong or not says, entry
    assert refused > 5 or which == "waivers"


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(schema("assertions"))
    names = ["- {name: A, valid: 202X, source: Survey}\n", "- {name: A, valid: ../2024, also: B}\n"]
    for text in [*AGREE, *names, "# nothing\n"]:
        tree, problems = parse(text.encode(), "a.yaml")
        assert not problems
        checker.validate(plain(tree))
    checker.validate([{"claim": "Tunnel length 50 km", "valid": 2024}])


# copydesk lint

def run_lint(*arguments: str) -> int:
    parser = ArgumentParser()
    lint.add_arguments(parser)
    return lint.run(parser.parse_args(arguments))


def test_lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    load(tmp_path, "- ATACMS range 300 km\n", more="- Tunnel length 50 km\n")
    assert run_lint() == 0
    assert capsys.readouterr() == ("", "2 assertions, 0 problems\n")
    assert run_lint("--ids", "assertions/more.yaml") == 0
    assert capsys.readouterr().out == "assertions/more.yaml:1: tunnel-length\n"
    load(tmp_path, "- ATACMS range 300 km\n", more="- ATACMS range 300 km\n- x: {\n")
    assert run_lint() == 1
    assert capsys.readouterr().out.startswith("assertions/more.yaml:3:1: this is not YAML (")
    load(tmp_path, "- ATACMS range 300 km\n", more="- ATACMS range 300 km\n")
    assert run_lint("assertions/topic.yaml") == 1
    assert run_lint("assertions/more.yaml", "assertions/none.yaml", "nowhere") == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "assertions/none.yaml:1:1: there is no such file; name a .yaml file",
        "nowhere:1:1: there is no such folder; make it, or name another",
    ]


# Nothing crashes

@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120))
def test_any_claim_is_read(text: str) -> None:
    claim = read_claim(text)
    assert claim.text == text and claim_id(claim) == slug(claim_id(claim))


def test_a_mistyped_word_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(
        "- claim: Oriel bridge lenght 412 m\n- claim: Tunnel length 30 metrs\n  valid: 12/05/2025\n", "utf-8")
    found = load_assertions(tmp_path).problems
    assert [(p.line, p.what.split(" in ")[0]) for p in found] == [
        (1, "no term gives 'lenght'"), (2, "the unit 'metrs'"), (3, "`valid`: '12/05/2025' is not a date"),
    ]
    assert found[0].remedy.startswith("did you mean 'length'? Else write `lenght: {en: lenght, fr: …}`")
