"""What a run leaves behind: reports for machines, severities and settings, covered figures, the cache's account."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import jsonschema
import pytest
import yaml.cyaml  # noqa: F401

import copydesk
from copydesk import annotate as reading
from copydesk.internal import CHECKS
from copydesk.reports import findings_jsonl, github, sarif
from copydesk.reports.notices import Notice, notices, prefix

pytest_plugins = ["pytester"]

# inner runs forget the modules that they load; all are loaded here, so that the language data are compiled once
for _module in walk_packages(copydesk.__path__, "copydesk."):
    if not _module.name.endswith("__main__"):
        import_module(_module.name)

SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text("utf-8"))
GOOD = "Les missiles ATACMS ont une portée de 300 km.\n"
WRONG = GOOD.replace("300", "500")
FACTS = "- ATACMS range 300 km\n"
WAIVER = (
    "- {article: 'fr/b', assertion: atacms-range, value: 500 km, verdict: accepted, reason: \"so, it\\nis\", by: desk, "
    "until: 2024-12}\n"
)
Make = Callable[..., pytest.Pytester]


@pytest.fixture
def desk(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes a project: articles by name, assertions, waivers, settings."""
    for name in ("CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def make(*, facts: str = FACTS, waivers: str = "", settings: str = "", **articles: str) -> pytest.Pytester:
        files = {"assertions/facts.yaml": facts, **{f"corpus/fr/{n}.md": text for n, text in articles.items()}}
        files |= {"assertions/waivers.yaml": waivers} if waivers else {}
        files["pyproject.toml"] = f"[tool.pytest.ini_options]\ntestpaths = ['corpus', 'assertions']\n{settings}"
        for name, text in files.items():
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            head = "---\nlang: fr\npublished: 2024-05-03\n---\n" if name.endswith(".md") else ""
            path.write_text(head + text, "utf-8")
        return pytester

    return make


def _run(made: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return made.runpytest("-p", "no:cacheprovider", "--copydesk-today=2024-06-01", *arguments)


def _sarif(made: pytest.Pytester) -> dict[str, Any]:
    log: dict[str, Any] = json.loads((made.path / "out" / "report.sarif").read_text("utf-8"))
    jsonschema.validate(log, SCHEMA)
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return run  # type: ignore[no-any-return]


# -- SARIF


def test_sarif_places_each_discrepancy(desk: Make) -> None:
    made = desk(a="Le point.\n" + WRONG, b=WRONG, c="Il est venu lundi 1er mai 2024.\n", waivers=WAIVER)
    _run(made, "--copydesk-sarif=out/report.sarif")
    results = _sarif(made)["results"]
    places = [
        (r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
         r["locations"][0]["physicalLocation"]["region"]) for r in results
    ]
    assert places == [
        ("atacms-range", "corpus/fr/a.md", {"startLine": 6, "startColumn": 39, "endLine": 6, "endColumn": 45}),
        ("atacms-range", "corpus/fr/b.md", {"startLine": 5, "startColumn": 39, "endLine": 5, "endColumn": 45}),
        ("internal.weekday", "corpus/fr/c.md", {"startLine": 5, "startColumn": 13, "endLine": 5, "endColumn": 31}),
    ]
    related = results[0]["relatedLocations"][0]["physicalLocation"]
    assert (related["artifactLocation"]["uri"], related["region"]) == ("assertions/facts.yaml", {"startLine": 1})
    assert [r.get("suppressions", [{}])[0].get("justification") for r in results] == [
        None, "so, it is (desk, until 2024-12; assertions/waivers.yaml:1)", None,
    ]
    assert {r["level"] for r in results} == {"error"}


def test_sarif_of_a_quiet_run_is_empty(desk: Make) -> None:
    made = desk(a=GOOD)
    _run(made, "--copydesk-sarif=out/report.sarif")
    assert _sarif(made)["results"] == []


def test_sarif_knows_mistakes_in_files_and_workers(desk: Make) -> None:
    made = desk(a=WRONG, facts="- ATACMS range\n")
    _run(made, "--copydesk-sarif=out/report.sarif")
    (result,) = _sarif(made)["results"]
    assert result["ruleId"] == "input"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "assertions/facts.yaml"
    (made.path / "assertions" / "facts.yaml").write_text(FACTS)
    _run(made, "--copydesk-sarif=out/report.sarif", "-n", "2")
    assert [r["ruleId"] for r in _sarif(made)["results"]] == ["atacms-range"]


def test_a_fingerprint_stays_when_the_sentence_moves(desk: Make) -> None:
    made = desk(a=WRONG)
    prints = []
    moved = "Tout d'abord.\n\nOr les missiles ATACMS ont une portée de 500 km.\n"
    for text in (WRONG, moved, WRONG.replace("500", "600")):
        (made.path / "corpus/fr/a.md").write_text(f"---\nlang: fr\npublished: 2024-05-03\n---\n{text}", "utf-8")
        _run(made, "--copydesk-sarif=out/report.sarif")
        prints.append(_sarif(made)["results"][0]["partialFingerprints"]["copydesk/v1"])
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize("broken", [
    lambda log: log.pop("version"), lambda log: log["runs"][0]["tool"]["driver"].pop("name"),
    lambda log: log["runs"][0]["results"][0].pop("message"),
    lambda log: log["runs"][0]["results"][0].update(level="fatal"),
    lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    lambda log: log["runs"][0].update(more=1),
])
def test_the_schema_refuses_what_is_wrong(broken: Callable[[Any], None]) -> None:
    log = sarif.sarif([_record()])
    jsonschema.validate(log, SCHEMA)
    broken(log)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SCHEMA)


def _record(**more: Any) -> dict[str, Any]:
    return {
        "article": "fr/a", "assertion": "range", "verdict": "contradicted", "severity": "error",
        "file": "corpus/fr/a.md", "line": 3, "column": 7, "end_line": 3, "end_column": 9,
        "reason": "the article says 5", "source": "assertions/f.yaml:2", "claim": "range 3", "value": "5", **more,
    }


@pytest.mark.parametrize("name", ["corpus/fr/é è.md", "corpus/fr/a%20b#c?.md", "corpus/fr/\udc80.md"])
def test_file_names_are_addresses(name: str) -> None:
    log = sarif.sarif([_record(file=name)], prefix="desk/")
    jsonschema.validate(log, SCHEMA)
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii() and uri.startswith("desk/corpus/fr/") and not set(uri) & set(" #?")
    json.loads(sarif.dumps([_record(value="\udc80")]).encode("utf-8", "backslashreplace"))


# -- GitHub


def test_annotations_stand_on_the_articles_line(desk: Make) -> None:
    facts = FACTS + "- claim: Zaporizhzhia nuclear plant has 6 reactors\n  severity: warning\n"
    text = WRONG + "La centrale nucléaire de Zaporijjia compte neuf réacteurs.\n"
    made = desk(a=text, b=WRONG, facts=facts, waivers=WAIVER)
    result = _run(made, "--copydesk-github")
    assert [line for line in result.outlines if line.startswith("::")] == [
        "::error file=corpus/fr/a.md,line=5,col=39,endLine=5,endColumn=45,"
        "title=copydesk%3A contradicted%3A atacms-range"
        "::the article says 500 km, ATACMS range is 300 km (assertions/facts.yaml:1)",
        "::warning file=corpus/fr/a.md,line=6,col=44,endLine=6,endColumn=48,"
        "title=copydesk%3A contradicted%3A zaporizhzhia-nuclear-plant-reactors"
        "::the article says neuf réacteurs, the assertion says 6 reactors: "
        "\"Zaporizhzhia nuclear plant has 6 reactors\" (assertions/facts.yaml:2)",
    ]
    assert not [line for line in _run(made).outlines if line.startswith("::")]


def test_annotations_name_mistakes_in_files(desk: Make) -> None:
    result = _run(desk(a=GOOD, facts="- ATACMS range\n"), "--copydesk-github")
    (line,) = [line for line in result.outlines if line.startswith("::")]
    assert line.startswith("::error file=assertions/facts.yaml,line=1,col=")


def test_nothing_of_an_article_ends_an_annotation() -> None:
    (line,) = github.lines([_record(file="corpus/a,b:c.md", reason="50 %\r\n::error::x, y: z")])
    assert line == (
        "::error file=corpus/a%2Cb%3Ac.md,line=3,col=7,endLine=3,endColumn=9,title=copydesk%3A contradicted%3A range"
        "::50 %25%0D%0A::error::x, y: z (assertions/f.yaml:2)"
    )


def test_an_article_gives_the_runner_no_commands(desk: Make) -> None:
    result = _run(desk(a="::stop-commands::x Les missiles ATACMS ont une portée de 500 km.\n"), "--copydesk-github")
    assert [line.strip()[:7] for line in result.outlines if line.strip().startswith("::")] == ["::error"]


def test_names_lead_from_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    inner = tmp_path / "news" / "desk"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert (prefix(inner), prefix(tmp_path)) == ("news/desk/", "")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "news"))
    assert prefix(inner) == "desk/"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert prefix(inner) == ""


# -- JSON Lines and JUnit


def test_json_lines_hold_every_finding(desk: Make) -> None:
    made = desk(a=WRONG, b=WRONG, c=GOOD, waivers=WAIVER)
    outputs = []
    for more in ((), ("-n", "2")):
        _run(made, "--copydesk-jsonl=found.jsonl", *more)
        outputs.append((made.path / "found.jsonl").read_text("utf-8"))
    assert outputs[0] == outputs[1]
    records = [json.loads(line) for line in outputs[0].splitlines()]
    facts = [(r["file"], r["line"], r["verdict"], r["status"], r["value"]) for r in records if "assertion" in r]
    assert facts == [
        ("corpus/fr/a.md", 5, "contradicted", "failed", "500 km"),
        ("corpus/fr/b.md", 5, "contradicted", "xfailed", "500 km"),
        ("corpus/fr/c.md", 5, "consistent", "passed", "300 km"),
    ]
    assert next(r for r in records if r.get("waived"))["waiver"]["by"] == "desk"
    assert len(records) == 3 + 3 * len(CHECKS) + 2


def test_json_lines_are_sorted_by_place() -> None:
    records = [_record(line=9), _record(line=3), _record(file="a.md", line=20)]
    assert [json.loads(line)["line"] for line in findings_jsonl.lines(records)] == [20, 3, 9]


def test_junit_says_file_line_and_verdict(desk: Make) -> None:
    made = desk(a=WRONG, b=WRONG, waivers=WAIVER)
    _run(made, "--junitxml=report.xml")
    said = {}
    for case in ElementTree.parse(made.path / "report.xml").iter("testcase"):
        found = {p.get("name"): p.get("value") for p in case.iter("property")}
        said[f"{case.get('classname')}::{case.get('name')}"] = tuple(found.get(n) for n in ("file", "line", "verdict"))
    assert said["corpus.fr.a.md::atacms-range"] == ("corpus/fr/a.md", "5", "contradicted")
    assert said["corpus.fr.b.md::atacms-range"] == ("corpus/fr/b.md", "5", "contradicted")
    assert said["assertions.facts.yaml::atacms-range"] == ("assertions/facts.yaml", "1", "passed")


def test_an_idle_waiver_and_lost_evidence_are_notices() -> None:
    idle = {"article": "fr/a", "assertion": "x", "verdict": "consistent", "status": "failed", "idle": True,
            "source_file": "assertions/waivers.yaml", "source_line": 4, "message": "idle waiver: …"}
    lost = {"hygiene": "x", "matched": None, "status": "failed", "severity": "error", "claim": "x is 3",
            "source_file": "assertions/f.yaml", "source_line": 2, "message": "the quotation does not stand"}
    found = notices([idle, lost, {**lost, "status": "passed"}])
    assert [(n.file, n.line, n.rule, n.verdict) for n in found] == [
        ("assertions/f.yaml", 2, "x", "unsupported"), ("assertions/waivers.yaml", 4, "waiver", "idle"),
    ]
    assert all(isinstance(n, Notice) for n in found)


def test_a_report_that_cannot_be_written_says_so(desk: Make) -> None:
    result = _run(desk(a=GOOD), "--copydesk-sarif=pyproject.toml/report.sarif")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["copydesk: pyproject.toml: *; write the report somewhere else"])
    result.stdout.no_fnmatch_line("*INTERNALERROR*")


# -- severities and settings


def test_what_fails_can_be_chosen(desk: Make) -> None:
    facts = "- claim: ATACMS range 300 km\n  severity: {}\n"
    made = desk(a=WRONG, facts=facts.format("warning"))
    result = _run(made, "corpus")
    result.assert_outcomes(skipped=1, passed=len(CHECKS))
    result.stdout.fnmatch_lines([
        "warnings     1",
        "  *corpus/fr/a.md:5:39: the article says 500 km, ATACMS range is 300 km (assertions/facts.yaml:1)",
    ])
    _run(made, "corpus", "--fail-on=warning").assert_outcomes(failed=1, passed=len(CHECKS))
    (made.path / "assertions/facts.yaml").write_text(facts.format("info"))
    result = _run(made, "corpus", "--fail-on=warning")
    result.assert_outcomes(skipped=1, passed=len(CHECKS))
    result.stdout.fnmatch_lines(["info         1"])
    result.stdout.no_fnmatch_line("warnings*")
    _run(made, "corpus", "--fail-on=info").assert_outcomes(failed=1, passed=len(CHECKS))


@pytest.mark.parametrize(("settings", "outcome"), [
    ("[tool.copydesk.topics.facts]\nseverity = 'warning'\n", {"skipped": 1}),
    ("[tool.copydesk.topics.'f*']\nseverity = 'info'\n", {"skipped": 1}),
    ("[tool.copydesk.topics.other]\nseverity = 'warning'\n", {"failed": 1}),
    ("[tool.copydesk.topics.facts]\nseverity = 'off'\n", {}),
    ("[tool.copydesk.folders.fr]\nseverity = 'warning'\n", {"skipped": 1}),
    ("[tool.copydesk.folders.'corpus/fr/']\nseverity = 'warning'\n", {"skipped": 1}),
    ("[tool.copydesk.folders.'fr/a*']\nseverity = 'warning'\n", {"skipped": 1}),
    ("[tool.copydesk.folders.es]\nseverity = 'warning'\n", {"failed": 1}),
    ("[tool.copydesk]\nfail-on = 'warning'\n[tool.copydesk.folders.fr]\nseverity = 'warning'\n", {"failed": 1}),
    ("[tool.copydesk.topics.facts]\nseverity = 'error'\n", {"failed": 1}),
])
def test_topics_and_folders_have_their_own_severity(desk: Make, settings: str, outcome: dict[str, int]) -> None:
    result = _run(desk(a=WRONG, settings=settings), "corpus", "-k", "atacms-range")
    assert {k: v for k, v in result.parseoutcomes().items() if k in ("failed", "skipped", "passed")} == outcome


@pytest.mark.parametrize(("settings", "field", "outcome"), [
    ("", "", {"failed": 1}), ("[tool.copydesk]\nquoted = 'warn'\n", "", {"skipped": 1}),
    ("[tool.copydesk]\nquoted = 'warn'\n", "  quoted: count\n", {"failed": 1}),
    ("", "  quoted: warn\n", {"skipped": 1}), ("[tool.copydesk]\nquoted = 'count'\n", "", {"failed": 1}),
    ("[tool.copydesk]\nquoted = 'warn'\nfail-on = 'warning'\n", "", {"failed": 1}),
])
def test_a_discrepancy_in_a_quotation_may_only_warn(
    desk: Make, settings: str, field: str, outcome: dict[str, int]
) -> None:
    said = "Les missiles ATACMS ont une portée de 500 km"
    facts = f"- claim: ATACMS range 300 km\n{field}"
    made = desk(a=f"« {said} », a déclaré le général.\n", b=f"{said}.\n", facts=facts, settings=settings)
    result = _run(made, "corpus/fr/a.md", "-k", "atacms-range", "-rs")
    assert {k: v for k, v in result.parseoutcomes().items() if k in ("failed", "skipped", "passed")} == outcome
    result.stdout.fnmatch_lines(["*contradicted: *500 km*; in a quotation, attributed: “a déclaré le général”*"])
    plain = _run(made, "corpus/fr/b.md", "-k", "atacms-range")
    assert plain.parseoutcomes()["failed"] == 1


@pytest.mark.parametrize(("settings", "outcome"), [
    ("", {"failed": 1}), ("[tool.copydesk.internal]\nweekday = 'warning'\n", {"skipped": 1}),
    ("[tool.copydesk.internal]\nweekday = 'off'\n", {}), ("[tool.copydesk.internal]\n'*' = 'off'\n", {}),
    ("[tool.copydesk.internal]\nweekday = false\n", {}), ("[tool.copydesk.folders.fr]\ninternal = false\n", {}),
])
def test_internal_checks_can_be_turned_down(desk: Make, settings: str, outcome: dict[str, int]) -> None:
    result = _run(desk(a="Il est venu lundi 1er mai 2024.\n", settings=settings), "corpus", "-k", "weekday")
    assert {k: v for k, v in result.parseoutcomes().items() if k in ("failed", "skipped", "passed")} == outcome


@pytest.mark.parametrize(("settings", "said"), [
    ("[tool.copydesk]\nfail-om = 'error'\n", "pyproject.toml:4:1: unknown key `fail-om`*did you mean `fail-on`[?]"),
    ("[tool.copydesk]\nfail-on = 'grave'\n", "pyproject.toml:4:1: `fail-on` is 'grave'; write one of error, *, info"),
    ("[tool.copydesk]\nfact-coverage-fail-under = 120\n", "*:4:1: `fact-coverage-fail-under` is 120; *0 to 100"),
    ("[tool.copydesk]\ntopics = 3\n", "*:4:1: `tool.copydesk.topics` is no table; write [[]tool.copydesk.topics]"),
    ("[tool.copydesk.topics.x]\nseverity = 'loud'\n", "*`severity` is 'loud'; write one of error, warning, info, off"),
    ("[tool.copydesk]\nquoted = 'never'\n", "*:4:1: `quoted` is 'never'; write one of count, warn"),
    ("[tool.copydesk]\ncache = 3\n", "*`cache` is 3; write a path, or false for no cache"),
])
def test_settings_that_make_no_sense_are_refused(desk: Make, settings: str, said: str) -> None:
    result = _run(desk(a=GOOD, settings=settings))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{said}"])


# -- waivers


@pytest.mark.parametrize(("text", "outcome"), [
    ("Selon lui, la portée des missiles ATACMS est de 500 kilomètres.\n", {"xfailed": 1}),
    ("Les missiles ATACMS ont une portée de cinq cents kilomètres.\n", {"xfailed": 1}),
    ("Les missiles ATACMS ont une portée de 600 km.\n", {"failed": 1}),
])
def test_a_waiver_lasts_through_rewording_and_hides_no_other_value(
    desk: Make, text: str, outcome: dict[str, int]
) -> None:
    result = _run(desk(b=text, waivers=WAIVER), "corpus")
    assert {k: v for k, v in result.parseoutcomes().items() if k in ("failed", "xfailed")} == outcome
    idle = _run(desk(b=text, waivers=WAIVER), "assertions").parseoutcomes()
    assert idle.get("failed", 0) == outcome.get("failed", 0)


# -- fact coverage


COVERED = (
    "Il reste 9,2 milliards de dollars d'aide américaine, dont 7,1 milliards de dollars proviennent des stocks et "
    "2,1 milliards de dollars sont destinés à des contrats.\nLe pont mesure 40 mètres.\n"
)
TOTAL = "- total: US aid remaining 9.2 billion USD\n  parts: [stocks 7.1 billion USD, contracts 2.1 billion USD]\n"


def test_figures_that_no_assertion_covers_are_listed(desk: Make) -> None:
    result = _run(desk(a=COVERED, b="Le train roule à 90 km/h.\n", facts=TOTAL), "--fact-coverage")
    result.stdout.fnmatch_lines([
        "corpus/fr/a.md: 1 of 4 figures is covered by no assertion", "    6:16: 40 mètres – Le pont mesure 40 mètres.",
        "corpus/fr/b.md: 1 of 1 figure is covered by no assertion", "    5:18: 90 km/h – Le train roule à 90 km/h.",
        "fact coverage 3 of 5 figures (60%)",
    ])


def test_the_same_said_twice_is_covered_twice(desk: Make) -> None:
    text = GOOD + "La portée des missiles ATACMS est de 300 kilomètres.\n"
    result = _run(desk(a=text + "Le pont est à 300 km.\n"), "--fact-coverage")
    result.stdout.fnmatch_lines(["corpus/fr/a.md: 1 of 3 figures*", "    7:15: 300 km – Le pont*"])


@pytest.mark.parametrize(("least", "ret"), [("60", 0), ("60.1", 1)])
def test_too_little_coverage_fails(desk: Make, least: str, ret: int) -> None:
    made = desk(a=COVERED, b="Le train roule à 90 km/h.\n", facts=TOTAL)
    result = _run(made, f"--fact-coverage-fail-under={least}")
    assert result.ret == ret
    assert ("fact coverage 60% is under 60.1%" in result.outlines) == bool(ret)
    assert _run(made, f"--fact-coverage-fail-under={least}", "-n", "2").ret == ret


def test_too_little_coverage_can_be_a_setting(desk: Make) -> None:
    made = desk(a=COVERED, settings="[tool.copydesk]\nfact-coverage-fail-under = 90\n", facts=TOTAL)
    assert _run(made).ret == pytest.ExitCode.TESTS_FAILED
    assert _run(made, "--fact-coverage-fail-under=75").ret == pytest.ExitCode.OK


# -- the cache


def test_the_second_run_reads_nothing(desk: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk(a=GOOD, b=WRONG, c=GOOD + "Le 3 mai, 20 soldats sont partis.\n")
    first = _run(made)
    first.stdout.fnmatch_lines(["reading      [4-9] texts read, * known from before"])

    def refuse(lang: str) -> None:
        raise AssertionError(f"read in {lang}")

    monkeypatch.setattr(reading, "_engine", refuse)
    second = _run(made)
    second.stdout.fnmatch_lines(["reading      0 texts read, [4-9] known from before"])
    assert second.parseoutcomes() == first.parseoutcomes()
    assert [line for line in second.outlines if " km" in line] == [line for line in first.outlines if " km" in line]


def test_workers_read_what_the_controller_has_read(desk: Make) -> None:
    made = desk(a=GOOD, b=WRONG, c=GOOD + "Fin.\n")
    # in a process of its own, so that all of them load the same rules
    said = ["-p", "no:cacheprovider", "-n", "2"]
    first = made.runpytest_subprocess(*said)
    first.stdout.fnmatch_lines(["reading      [4-9] texts read, * known from before"])
    made.runpytest_subprocess(*said).stdout.fnmatch_lines(["reading      0 texts read, * known from before"])


def test_no_cache_leaves_nothing_behind(desk: Make) -> None:
    made = desk(a=GOOD)
    _run(made, "--no-copydesk-cache").assert_outcomes(passed=2 + len(CHECKS))
    assert not (made.path / ".copydesk").exists()
    (made.path / "pyproject.toml").write_text("[tool.copydesk]\ncache = false\n")
    _run(made).assert_outcomes(passed=2 + len(CHECKS))
    assert not (made.path / ".copydesk").exists()


def test_a_broken_cache_breaks_nothing(desk: Make) -> None:
    made = desk(a=GOOD)
    folder = made.path / ".copydesk"
    folder.write_text("no folder")
    result = _run(made)
    result.assert_outcomes(passed=2 + len(CHECKS))
    result.stdout.fnmatch_lines(["reading      [2-9] texts read, 0 known from before; no cache: *"])
    folder.unlink()
    folder.mkdir()
    (folder / "cache.sqlite").write_bytes(b"rubbish" * 1000)
    _run(made).stdout.fnmatch_lines(["reading      [2-9] texts read, * known from before"])
    _run(made).stdout.fnmatch_lines(["reading      0 texts read, [2-9] known from before"])
    assert (folder / ".gitignore").read_text() == "# made by copydesk\n*\n"
