"""`--changed-since`: what git says changed, and what is asked because of it."""

import os
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import yaml.cyaml  # noqa: F401

import copydesk
from copydesk import annotate as reading
from copydesk.annotate import Annotated
from copydesk.changes import ChangesError, changed_since
from copydesk.internal import CHECKS
from copydesk.text import Article

pytest_plugins = ["pytester"]

# inner runs forget the modules that they load; all are loaded here, so that the language data are compiled once
for _module in walk_packages(copydesk.__path__, "copydesk."):
    if not _module.name.endswith("__main__"):
        import_module(_module.name)

ALL = 2 + len(CHECKS)
FACTS = "- ATACMS range 300 km\n- id: plant\n  claim: Zaporizhzhia nuclear plant has 6 reactors\n"
TEXT = "Les missiles ATACMS ont une portée de 300 km.\nLa centrale nucléaire de Zaporijjia compte six réacteurs.\n"
Project = Callable[..., pytest.Pytester]


def _git(where: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run([*command, *arguments], cwd=where, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _write(where: Path, name: str, text: str) -> None:
    path = where / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _article(where: Path, name: str, text: str = TEXT) -> None:
    _write(where, f"corpus/fr/2024-05-03-{name}.md", f"---\nlang: fr\npublished: 2024-05-03\n---\n{text}")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Three articles and two assertions, committed."""
    for name in ("CI", "PRE_COMMIT", "GIT_DIR", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    pytester.makeini("[pytest]\ntestpaths = corpus assertions\nfilterwarnings = error\n")
    for name in "abc":
        _article(pytester.path, name)
    _write(pytester.path, "assertions/facts.yaml", FACTS)
    _git(pytester.path, "init", "-q", "-b", "main")
    _commit(pytester)
    return pytester


def _commit(project: pytest.Pytester) -> str:
    _git(project.path, "add", "-A")
    _git(project.path, "commit", "-q", "--allow-empty", "-m", "x")
    return _git(project.path, "rev-parse", "HEAD")


def _run(project: pytest.Pytester, rev: str = "HEAD", *arguments: str) -> pytest.RunResult:
    return project.runpytest(
        "-p", "no:cacheprovider", "--copydesk-today=2024-06-01", f"--changed-since={rev}", *arguments
    )


def _ids(project: pytest.Pytester, rev: str = "HEAD") -> list[str]:
    result = _run(project, rev, "--collect-only", "-q")
    assert "Traceback" not in result.stdout.str()
    return [line for line in result.outlines if "::" in line and "internal." not in line]


def _asked(name: str) -> list[str]:
    return [f"corpus/fr/2024-05-03-{name}.md::{fact}" for fact in ("atacms-range", "plant")]


def test_nothing_changed_nothing_is_asked_and_the_gate_is_open(project: pytest.Pytester) -> None:
    result = _run(project)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["changes      since HEAD: no article and no assertion"])
    assert _run(project, "HEAD", "-k", "no_such_check").ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.parametrize("state", ["edited", "staged", "committed"])
def test_a_changed_article_is_asked_everything(project: pytest.Pytester, state: str) -> None:
    _article(project.path, "b", TEXT.replace("300", "500"))
    if state != "edited":
        _git(project.path, "add", "-A")
    rev = "HEAD"
    if state == "committed":
        _commit(project)
        rev = "HEAD~1"
    assert _ids(project, rev) == _asked("b")
    result = _run(project, rev)
    result.assert_outcomes(failed=1, passed=1 + len(CHECKS))
    result.stdout.fnmatch_lines([f"changes      since {rev}: 1 article", "articles     1"])


def test_a_new_article_is_asked_before_git_knows_it(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    _article(project.path, "d é")
    assert _ids(project) == _asked("d é")
    # what is not committed must not stop a commit
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert _ids(project) == []
    _git(project.path, "add", "-A")
    assert _ids(project) == _asked("d é")


def test_a_changed_assertion_is_asked_of_every_article(project: pytest.Pytester) -> None:
    _write(project.path, "assertions/facts.yaml", FACTS.replace("300", "400"))
    ids = _ids(project)
    assert ids == [*(f"corpus/fr/2024-05-03-{name}.md::atacms-range" for name in "abc"),
                   "assertions/facts.yaml::atacms-range"]
    _run(project).assert_outcomes(failed=3, passed=1)


@pytest.mark.parametrize("text", [
    "# a comment\n\n" + FACTS, FACTS.replace("- id: plant\n  claim: Z", "- claim: Z") + "  id: plant\n",
])
def test_where_an_assertion_stands_does_not_matter(project: pytest.Pytester, text: str) -> None:
    _write(project.path, "assertions/facts.yaml", text)
    assert _ids(project) == []


def test_an_assertion_that_moved_to_another_file_is_the_same(project: pytest.Pytester) -> None:
    first, second = FACTS.split("\n", 1)
    _write(project.path, "assertions/facts.yaml", second)
    _write(project.path, "assertions/weapons.yaml", first + "\n")
    assert _ids(project) == []
    _git(project.path, "mv", "assertions/facts.yaml", "assertions/plants.yaml")
    assert _ids(project) == []


def test_a_renamed_article_is_asked_under_its_new_name(project: pytest.Pytester) -> None:
    _git(project.path, "mv", "corpus/fr/2024-05-03-b.md", "corpus/fr/2024-05-03-d.md")
    _article(project.path, "d", TEXT + "Fin.\n")
    assert _ids(project) == _asked("d")


def test_evidence_in_a_changed_or_deleted_article_is_looked_at(project: pytest.Pytester) -> None:
    evidence = "- claim: ATACMS range 300 km\n  evidence: {article: fr/2024-05-03-a, quote: portée de 300 km}\n"
    _write(project.path, "assertions/facts.yaml", evidence)
    _commit(project)
    (project.path / "corpus/fr/2024-05-03-a.md").unlink()
    result = _run(project)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["assertions/facts.yaml:1: atacms-range: there is no article fr/2024-05-03-a*"])


def test_a_changed_waiver_is_asked_where_it_waives(project: pytest.Pytester) -> None:
    _article(project.path, "b", TEXT.replace("300", "500"))
    waiver = (
        "- {article: fr/2024-05-03-b, assertion: atacms-range, value: 500 km, verdict: article, reason: r, by: d, "
        "until: 2025}\n"
    )
    _write(project.path, "assertions/waivers.yaml", waiver)
    _commit(project)
    _run(project, "HEAD~1").assert_outcomes(xfailed=1, passed=2 + len(CHECKS))
    (project.path / "assertions/waivers.yaml").unlink()
    assert _ids(project) == ["corpus/fr/2024-05-03-b.md::atacms-range"]
    _run(project).assert_outcomes(failed=1)


@pytest.mark.parametrize(("file", "text"), [
    ("assertions/terms.yaml", "drone: {en: drone, fr: drone}\n"),
    ("pyproject.toml", "[tool.copydesk]\nfail-on = \"info\"\n"),
])
def test_terms_and_settings_may_matter_anywhere(project: pytest.Pytester, file: str, text: str) -> None:
    _write(project.path, file, text)
    assert len(_ids(project)) == 3 * 2 + 2


def test_other_files_matter_nowhere(project: pytest.Pytester) -> None:
    for file in ("pyproject.toml", "notes.md", "corpus/picture.png", "src/assertions/x.yaml"):
        _write(project.path, file, "[tool.other]\n")
    assert _ids(project) == []


def test_only_what_changed_is_read(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    _article(project.path, "b", TEXT + "Fin.\n")
    texts: list[str] = []
    read = reading._annotate

    def counted(article: Article, terse: bool) -> Annotated:
        texts.append(article.id)
        return read(article, terse)

    monkeypatch.setattr(reading, "_annotate", counted)
    _run(project, "HEAD", "--no-copydesk-cache").assert_outcomes(passed=ALL)
    assert [id for id in texts if id != "claim"] == ["fr/2024-05-03-b"]


def test_a_branch_is_compared_with_where_it_left(project: pytest.Pytester) -> None:
    _git(project.path, "checkout", "-q", "-b", "work")
    _article(project.path, "a", TEXT + "Fin.\n")
    _commit(project)
    _git(project.path, "checkout", "-q", "main")
    _article(project.path, "c", TEXT + "Suite.\n")
    _commit(project)
    _git(project.path, "checkout", "-q", "work")
    assert _ids(project, "main") == _asked("a")


def test_a_project_in_a_folder_of_the_repository(project: pytest.Pytester) -> None:
    inner = project.path / "desk"
    inner.mkdir()
    for name in ("corpus", "assertions", "tox.ini"):
        _git(project.path, "mv", name, f"desk/{name}")
    _commit(project)
    _article(inner, "b", TEXT + "Fin.\n")
    os.chdir(inner)
    assert _ids(project) == _asked("b")


def test_the_first_commit_is_all_new(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ntestpaths = corpus assertions\n")
    _article(pytester.path, "a")
    _write(pytester.path, "assertions/facts.yaml", FACTS)
    _git(pytester.path, "init", "-q")
    _run(pytester).assert_outcomes(passed=ALL + 2)


@pytest.mark.parametrize(("rev", "said"), [
    ("no-such-branch", "git knows no revision 'no-such-branch'; fetch it*"),
    ("--output=x", "'--output=x' is no revision; name a branch*"), ("", "'' is no revision*"),
    ("HEAD:corpus", "git knows no revision 'HEAD:corpus'*"),
])
def test_a_revision_that_is_none_is_refused(project: pytest.Pytester, rev: str, said: str) -> None:
    result = _run(project, rev)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: {said}"])
    assert not (project.path / "x").exists()


def test_outside_git_it_says_so(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.path / ".git").rename(project.path / "git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.path.parent))
    result = _run(project)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: * is in no git repository; leave out --changed-since, or run `git init`"])


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ChangesError, match="there is no git here"):
        changed_since("HEAD", tmp_path)


def test_workers_ask_the_same(project: pytest.Pytester) -> None:
    _article(project.path, "b", TEXT.replace("300", "500"))
    _run(project, "HEAD", "-n", "2").assert_outcomes(failed=1, passed=1 + len(CHECKS))
