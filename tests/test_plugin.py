"""The pytest plugin, run as its users run it."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages

import pytest
import yaml.cyaml  # noqa: F401

import copydesk
from copydesk import pytest_plugin
from copydesk.internal import CHECKS

pytest_plugins = ["pytester"]

ATACMS = "Les missiles ATACMS ont une portée de 300 km.\n"
ASSERTIONS = "- ATACMS range 300 km\n"
ID = "corpus/fr/2024-05-03-a.md::atacms-range"
Desk = Callable[..., pytest.Pytester]

# inner runs forget the modules that they load; all are loaded here, so that the language data are compiled once
for _module in walk_packages(copydesk.__path__, "copydesk."):
    if not _module.name.endswith("__main__"):
        import_module(_module.name)


def _article(text: str, published: str = "2024-05-03", more: str = "") -> str:
    return f"---\nlang: fr\npublished: {published}\n{more}---\n{text}"


@pytest.fixture
def desk(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Makes a desk's project: articles by name, assertions, waivers."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def make(
        assertions: str = ASSERTIONS, waivers: str = "", ini: str = "", **articles: str
    ) -> pytest.Pytester:
        pytester.makeini(f"[pytest]\ntestpaths = corpus assertions\nfilterwarnings = error\n{ini}")
        for name, text in (articles or {"a": ATACMS}).items():
            file = pytester.path / "corpus" / "fr" / f"2024-05-03-{name}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text if text.startswith("---") else _article(text), "utf-8")
        folder = pytester.path / "assertions"
        folder.mkdir()
        (folder / "weapons.yaml").write_text(assertions, "utf-8")
        if waivers:
            (folder / "waivers.yaml").write_text(waivers, "utf-8")
        return pytester

    return make


def _run(made: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return made.runpytest("-p", "no:cacheprovider", "--copydesk-today=2024-06-01", *arguments)


def _waiver(
    until: str = "2024-12-31", more: str = "", article: str = "fr/2024-05-03-a", check: str = "atacms-range"
) -> str:
    return (
        f"- article: '{article}'\n  assertion: {check}\n  verdict: accepted\n  reason: the maker says so too\n"
        f"  by: desk\n  until: {until}\n{more}"
    )


def test_every_check_has_its_id(desk: Desk) -> None:
    result = _run(desk(waivers=_waiver()), "--collect-only", "-q")
    ids = [line for line in result.outlines if "::" in line]
    assert ids == [
        ID,
        *(f"corpus/fr/2024-05-03-a.md::internal.{name}" for name in CHECKS),
        "assertions/waivers.yaml::fr-2024-05-03-a-atacms-range",
        "assertions/weapons.yaml::atacms-range",
    ]


@pytest.mark.parametrize("written", ["300 km", "trois cents kilomètres", "300 000 mètres", "300 kilomètres"])
def test_the_fact_in_any_writing_passes(desk: Desk, written: str) -> None:
    _run(desk(a=ATACMS.replace("300 km", written)), "-k", "atacms-range").assert_outcomes(passed=2)


def test_a_discrepancy_is_one_line_and_its_evidence(desk: Desk) -> None:
    result = _run(desk(a="Le point.\n" + ATACMS.replace("300", "500")))
    result.assert_outcomes(failed=1, passed=1 + len(CHECKS))
    said = "the article says 500 km, ATACMS range is 300 km (assertions/weapons.yaml:1)"
    line = f"corpus/fr/2024-05-03-a.md:6:39: contradicted: {said}"
    result.stdout.fnmatch_lines([
        "*= FAILURES =*",
        "*_ atacms-range _*",
        line,
        "*- copydesk evidence -*",
        "    Les missiles ATACMS ont une portée de 500 km.",
        "                                          ^^^^^^",
        "assertion   ATACMS range 300 km (assertions/weapons.yaml:1)",
        "comparison  500 km against 300 km: no value in common",
        "tied by     ATACMS, portée (range)",
        "what to do  correct the article, or the assertion at assertions/weapons.yaml:1; *assertions/waivers.yaml:",
        "    - {article: fr/2024-05-03-a, assertion: atacms-range, value: \"500 km\", *",
        f"FAILED {ID} - 6:39: contradicted: {said}",
    ])
    assert "Traceback" not in result.stdout.str()
    assert "pytest_plugin.py" not in result.stdout.str()


def test_ci_does_not_repeat_the_evidence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    result = _run(desk(a=ATACMS.replace("300", "500")))
    assert result.stdout.str().count("comparison  500 km") == 1
    assert sum("500 km, ATACMS range" in line for line in result.outlines) == 2


def test_what_is_not_said_is_skipped_with_the_reason(desk: Desk) -> None:
    result = _run(desk(a="Les missiles ATACMS sont arrivés, leur portée est connue.\n"), "-rs", "-k", "atacms-range")
    result.assert_outcomes(skipped=1, passed=1)
    result.stdout.fnmatch_lines(["SKIPPED [[]1[]] corpus/fr/2024-05-03-a.md: not mentioned: *(assertions/weapons.*"])
    result.stdout.fnmatch_lines(["verdicts     1: 0 consistent, 0 contradicted, 0 unclear, 1 not mentioned"])


def test_an_article_without_the_terms_is_not_asked(desk: Desk) -> None:
    result = _run(desk(a="Le pont fait 500 km de long.\n"), "-k", "atacms-range", "corpus")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.parametrize(("valid", "asked"), [
    ("2024", True), ("2024-05-03/..", True), ("../2024-04", False), ("2025", False),
])
def test_validity_covers_the_articles_date(desk: Desk, valid: str, asked: bool) -> None:
    result = _run(desk(f"- claim: ATACMS range 300 km\n  valid: {valid}\n"), "--collect-only", "-q")
    assert (ID in result.outlines) is asked


def test_a_waived_discrepancy_is_an_expected_failure(desk: Desk) -> None:
    result = _run(desk(a=ATACMS.replace("300", "500"), waivers=_waiver()), "-rx")
    result.assert_outcomes(xfailed=1, passed=2 + len(CHECKS))
    waived = "waived by desk until 2024-12-31: the maker says so too (assertions/waivers.yaml:1)"
    result.stdout.fnmatch_lines([f"XFAIL*{waived}*"])
    result.stdout.fnmatch_lines(["verdicts     1: 0 consistent, 1 contradicted (1 waived), 0 unclear, 0 not mentioned"])
    result.stdout.fnmatch_lines(["waivers      1 in use"])


def test_an_expired_waiver_waives_nothing(desk: Desk) -> None:
    result = _run(desk(a=ATACMS.replace("300", "500"), waivers=_waiver(until="2024-05-31")))
    result.assert_outcomes(failed=1, passed=2 + len(CHECKS))
    result.stdout.fnmatch_lines(["*[[]the waiver at assertions/waivers.yaml:1 expired with 2024-05-31[]]"])


def test_an_idle_waiver_fails_where_it_stands_idle(desk: Desk) -> None:
    result = _run(desk(waivers=_waiver()))
    result.assert_outcomes(failed=1, passed=2 + len(CHECKS))
    idle = "idle waiver: corpus/fr/2024-05-03-a.md agrees with atacms-range now; delete the waiver"
    result.stdout.fnmatch_lines([f"assertions/waivers.yaml:1: {idle}"])


@pytest.mark.parametrize("waiver", [
    _waiver(article="fr/2023-*"), _waiver(article="*"), _waiver(more="  value: 400 km\n"), _waiver(check="internal.*"),
    _waiver(until="2024-05-31", article="*"),
])
def test_a_waiver_that_waives_nothing_fails(desk: Desk, waiver: str) -> None:
    result = _run(desk(waivers=waiver))
    result.assert_outcomes(failed=1, passed=2 + len(CHECKS))
    result.stdout.fnmatch_lines(["FAILED assertions/waivers.yaml::*"])


def test_a_waiver_of_another_value_does_not_help(desk: Desk) -> None:
    result = _run(desk(a=ATACMS.replace("300", "500"), waivers=_waiver(more="  value: 400 km\n")), "corpus")
    result.assert_outcomes(failed=1, passed=len(CHECKS))


@pytest.mark.parametrize("severity", ["warning", "info"])
def test_a_lesser_severity_does_not_fail(desk: Desk, severity: str) -> None:
    made = desk(f"- claim: ATACMS range 300 km\n  severity: {severity}\n", a=ATACMS.replace("300", "500"))
    result = _run(made, "-rs", "-k", "atacms-range")
    result.assert_outcomes(skipped=1, passed=1)
    result.stdout.fnmatch_lines([f"SKIPPED*a.md:5: {severity}: contradicted: the article says 500 km*"])


@pytest.mark.parametrize(("article", "quote", "message"), [
    ("fr/2024-05-03-b", "portée de 300 km", "there is no article fr/2024-05-03-b; did you mean fr/2024-05-03-a?"),
    ("fr/2024-05-03-a", "portée de 301 km", "the quotation does not stand in corpus/fr/2024-05-03-a.md; quote"),
    ("fr/2024-05-03-a", "Les missiles ATACMS", "300 km is not read in its evidence (corpus/fr/2024-05-03-a.md:5:1)"),
])
def test_evidence_that_does_not_hold(desk: Desk, article: str, quote: str, message: str) -> None:
    made = desk(f"- claim: ATACMS range 300 km\n  evidence: {{article: {article}, quote: {quote}}}\n")
    result = _run(made, "assertions")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"assertions/weapons.yaml:1: atacms-range: {message}*"])


def test_evidence_that_holds(desk: Desk) -> None:
    quote = "une\u00a0portée de  300 km"
    made = desk(f"- claim: ATACMS range 300 km\n  evidence: {{article: fr/2024-05-03-a, quote: {quote}}}\n")
    _run(made, "assertions").assert_outcomes(passed=1)


def test_unmatched_assertions_are_named_and_fail_when_asked_to(desk: Desk) -> None:
    made = desk(a="Rien.\n")
    result = _run(made)
    result.assert_outcomes(passed=1 + len(CHECKS))
    result.stdout.fnmatch_lines(["unmatched    1: atacms-range"])
    result = _run(made, "--strict-unmatched")
    result.assert_outcomes(failed=1, passed=len(CHECKS))
    unmatched = "atacms-range: unmatched: no article of the corpus speaks of it"
    result.stdout.fnmatch_lines([f"assertions/weapons.yaml:1: {unmatched}"])


def test_mistakes_in_the_assertions_are_said_once_all_together(desk: Desk) -> None:
    made = desk("- claim: ATACMS range\n- claim: ATACMS range 300 km\n  vaild: 2024\n", b=ATACMS, a=ATACMS)
    result = _run(made)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.assert_outcomes(errors=1)
    places = [line.split(" ")[0] for line in result.outlines if line.startswith("assertions/weapons.yaml:")]
    assert [place.split(":")[1] for place in places] == ["1", "2", "3"]
    assert "Traceback" not in result.stdout.str()
    result.stdout.fnmatch_lines(["*_ ERROR collecting assertions/weapons.yaml _*", "ERROR assertions/weapons.yaml"])


def test_mistakes_in_several_files_stand_under_their_folder(desk: Desk) -> None:
    made = desk("- claim: ATACMS range\n", waivers="- {article: fr/2024-05-03-a}\n")
    result = _run(made, "corpus")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*_ ERROR collecting assertions _*", "assertions/waivers.yaml:1:*", "ERROR assertions"])


def test_articles_without_a_folder_of_assertions(desk: Desk) -> None:
    made = desk()
    (made.path / "assertions" / "weapons.yaml").unlink()
    (made.path / "assertions").rmdir()
    result = _run(made)
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    result.stdout.fnmatch_lines(["copydesk: corpus/ has articles, and there is no folder assertions/ beside it; make it*"])
    (made.path / "corpus" / "fr" / "2024-05-03-a.md").write_text("# notes of some other project\n", "utf-8")
    assert "copydesk:" not in _run(made).stdout.str()


def test_mistakes_in_an_article_are_a_collection_error(desk: Desk) -> None:
    result = _run(desk(a="---\nlang: fr\npublished: soon\n---\n", b=ATACMS))
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["corpus/fr/2024-05-03-a.md:3:1: 'soon' is not a date*; give the day*"])
    assert "Traceback" not in result.stdout.str()


def test_one_check_can_be_chosen(desk: Desk) -> None:
    made = desk(a=ATACMS, b=ATACMS)
    _run(made, ID).assert_outcomes(passed=1)
    _run(made, "-k", "internal.weekday").assert_outcomes(passed=2)
    _run(made, "corpus/fr/2024-05-03-b.md").assert_outcomes(passed=1 + len(CHECKS))


def test_the_first_failure_can_stop_the_run(desk: Desk) -> None:
    wrong = ATACMS.replace("300", "500")
    result = _run(desk(a=wrong, b=wrong), "-x")
    assert result.parseoutcomes()["failed"] == 1


@pytest.mark.parametrize("name", ["copydesk", "copydesk.pytest_plugin"])
def test_the_plugin_can_be_turned_off(desk: Desk, name: str) -> None:
    made = desk()
    result = made.runpytest("-p", f"no:{name}", "-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_workers_and_junit(desk: Desk) -> None:
    made = desk(a=ATACMS.replace("300", "500"), b=ATACMS)
    result = _run(made, "-n", "2", "--junitxml=report.xml")
    result.assert_outcomes(failed=1, passed=2 + 2 * len(CHECKS))
    result.stdout.fnmatch_lines([
        "*- copydesk evidence -*",
        "verdicts     2: 1 consistent, 1 contradicted, 0 unclear, 0 not mentioned",
        f"FAILED {ID} - 5:39: contradicted: *",
    ])
    cases = {case.get("name"): case for case in ElementTree.parse(made.path / "report.xml").iter("testcase")
             if "2024-05-03-a" in str(case.get("classname"))}
    failure = cases["atacms-range"].find("failure")
    assert failure is not None
    assert str(failure.get("message")).startswith("corpus/fr/2024-05-03-a.md:5:39: contradicted: ")
    (value,) = [p.get("value") for p in cases["atacms-range"].iter("property") if p.get("name") == "copydesk"]
    record = json.loads(str(value))
    assert (record["verdict"], record["mention"]["low"], record["line"]) == ("contradicted", "500", 5)


def test_one_check_an_article(desk: Desk) -> None:
    made = desk(ini="copydesk_granularity = article\n", a=ATACMS.replace("300", "500"), b=ATACMS)
    result = _run(made, "corpus", "-rP")
    result.assert_outcomes(failed=1, passed=1)
    assert result.stdout.str().count("copydesk evidence") == 1  # none is kept of an article that passes
    result.stdout.fnmatch_lines([
        "corpus/fr/2024-05-03-a.md:5:39: contradicted: *",
        "verdicts     2: 1 consistent, 1 contradicted, 0 unclear, 0 not mentioned",
    ])


def test_an_unknown_granularity_is_refused(desk: Desk) -> None:
    result = _run(desk(ini="copydesk_granularity = word\n"))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: copydesk_granularity is 'word'; write fact or article"])


def test_a_big_run_says_how_to_make_it_faster(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytest_plugin, "MANY", 2)
    result = _run(desk(), "--collect-only")
    result.stdout.fnmatch_lines(["copydesk: * checks; one check an article is faster: copydesk_granularity = article"])


def test_the_folders_may_be_called_otherwise(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncopydesk_corpus = news\ncopydesk_assertions = facts\n")
    for name, text in (("news/fr/a.md", _article(ATACMS)), ("facts/f.yaml", ASSERTIONS)):
        (pytester.path / name).parent.mkdir(parents=True)
        (pytester.path / name).write_text(text, "utf-8")
    _run(pytester).assert_outcomes(passed=2 + len(CHECKS))


def test_coverage_counts_figures_that_an_assertion_speaks_about(desk: Desk) -> None:
    result = _run(desk(a=ATACMS + "Le 3 mai, 20 soldats sont partis.\n"))
    result.stdout.fnmatch_lines(["coverage     1 of 2 figures (50%)", "*1 of 2   fr/2024-05-03-a"])


def test_other_projects_are_left_alone(pytester: pytest.Pytester) -> None:
    (pytester.path / "corpus").mkdir()
    (pytester.path / "corpus" / "a.md").write_text(_article(ATACMS), "utf-8")
    pytester.makepyfile(test_one="def test_one():\n    pass\n")
    result = _run(pytester)
    result.assert_outcomes(passed=1)
    assert "copydesk" not in "\n".join(result.outlines[4:])


def test_other_files_in_the_folders_are_left_alone(desk: Desk) -> None:
    made = desk()
    (made.path / "corpus" / "README.md").write_text("# How to\n", "utf-8")
    (made.path / "corpus" / "notes.md").write_text("---\ntitle: notes\n---\n", "utf-8")
    (made.path / "data.yaml").write_text("a: [", "utf-8")
    _run(made).assert_outcomes(passed=2 + len(CHECKS))


def test_the_plugin_loads_nothing_until_it_is_needed(pytester: pytest.Pytester) -> None:
    code = (
        "import sys, pytest; code = pytest.main(['-q', '-p', 'no:cacheprovider']); "
        "print(sorted(m for m in sys.modules if m.startswith(('copydesk', 'yaml', 'regex'))))"
    )
    pytester.makepyfile(test_one="def test_one():\n    pass\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=pytester.path, check=True)
    assert done.stdout.splitlines()[-1] == "['copydesk', 'copydesk.pytest_plugin']"


def test_a_run_of_other_tests_loads_next_to_nothing(desk: Desk) -> None:
    made = desk()
    made.makepyfile(test_one="def test_one():\n    pass\n")
    code = (
        "import sys, pytest; code = pytest.main(['-q', '-p', 'no:cacheprovider', 'test_one.py']); "
        "print(sorted(m for m in sys.modules if m.startswith(('copydesk', 'yaml', 'sqlite3'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=made.path, check=True)
    loaded = done.stdout.splitlines()[-1]
    assert loaded == str([f"copydesk{name}" for name in ("", ".errors", ".gate", ".pytest_plugin", ".settings")])


def test_internal_checks(desk: Desk) -> None:
    text = "Une attaque de 200 drones\nLa ville a subi une attaque de 145 drones lundi 1er mai 2024.\n"
    made = desk(a=_article(text, more="passages: [headline 1]\n"))
    result = _run(made, "-k", "internal")
    assert result.parseoutcomes()["failed"] == 2
    result.stdout.fnmatch_lines([
        "corpus/fr/2024-05-03-a.md:7:*: weekday: “lundi 1er mai 2024”: 2024-05-01 was a Wednesday",
    ])
    headline = "headline: “200”: the article's body says 145 drones"
    result.stdout.fnmatch_lines([f"corpus/fr/2024-05-03-a.md:6:16: {headline}"])
    result.stdout.fnmatch_lines(["internal     *: * clear, 2 found, 0 waived"])


def test_an_internal_discrepancy_can_be_waived(desk: Desk) -> None:
    waiver = _waiver(check="internal.weekday", more="  value: lundi 1er mai 2024\n")
    made = desk(a="Il est venu lundi 1er mai 2024.\n", waivers=waiver)
    result = _run(made, "-k", "weekday")
    result.assert_outcomes(xfailed=1, passed=1)
    idle = _run(made, "-k", "weekday", "--copydesk-today=2025-01-01")
    assert idle.parseoutcomes()["failed"] >= 1
