"""What a desk copies into its repository: the pre-commit hooks and the workflows, tried."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / "docs" / "workflows").glob("*.yml"))
GOOD = "---\nlang: fr\npublished: 2024-05-03\n---\nLes missiles ATACMS ont une portée de 300 km.\n"


def _environment() -> dict[str, str]:
    """Ours, with this interpreter's programs first, and without what a hook around us was told."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "PYTEST_"))}
    names = {f"GIT_{who}_{what}": f"desk{'@example.org' * (what == 'EMAIL')}"
             for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    folder = Path(sys.executable).parent
    return {**kept, **names, "PATH": f"{folder}{os.pathsep}{kept.get('PATH', '')}", "GIT_CONFIG_GLOBAL": os.devnull}


def _run(where: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=where, env={**_environment(), **more}, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A desk's repository with one article and one fact, committed."""
    for name, text in {
        "corpus/fr/a.md": GOOD, "assertions/facts.yaml": "- ATACMS range 300 km\n",
        "pyproject.toml": "[tool.pytest.ini_options]\ntestpaths = ['corpus', 'assertions']\n",
    }.items():
        path = tmp_path / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        assert _run(tmp_path / "desk", "git", *command).returncode == 0
    return tmp_path / "desk"


def _install(repository: Path) -> None:
    """The hooks as pre-commit installs them; without pre-commit, a git hook that calls the same entries."""
    script = repository / ".git" / "hooks" / "pre-commit"
    if importlib.util.find_spec("pre_commit") is None:
        # git tells its hooks where its index is, as pre-commit passes on; files that are not staged stay where they are
        lines = [f"PRE_COMMIT=1 {hook['entry']} || exit 1" for hook in reversed(HOOKS)]
        script.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n", "utf-8")
        script.chmod(0o755)
        return
    hooks = repository.parent / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        assert _run(hooks, "git", *command).returncode == 0
    rev = _run(hooks, "git", "rev-parse", "HEAD").stdout.strip()
    config = {"repos": [{"repo": str(hooks), "rev": rev, "hooks": [{"id": hook["id"]} for hook in HOOKS]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    done = _run(repository, sys.executable, "-m", "pre_commit", "install", PRE_COMMIT_HOME=str(repository.parent / "home"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert _run(repository, "git", "add", "-A").returncode == 0


def _commit(repository: Path) -> subprocess.CompletedProcess[str]:
    return _run(repository, "git", "commit", "-m", "x", PRE_COMMIT_HOME=str(repository.parent / "home"))


def test_the_hook_stops_a_wrong_figure_and_lets_a_right_one_pass(repository: Path) -> None:
    _install(repository)
    article = repository / "corpus/fr/a.md"
    article.write_text(GOOD.replace("300", "500"), "utf-8")
    _run(repository, "git", "add", "-A")
    done = _commit(repository)
    assert done.returncode != 0
    assert "corpus/fr/a.md:5:39: contradicted: the article says 500 km" in done.stdout + done.stderr
    article.write_text(GOOD.replace("300 km", "trois cents kilomètres"), "utf-8")
    _run(repository, "git", "add", "-A")
    done = _commit(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert _run(repository, "git", "status", "--short").stdout == ""


def test_the_hook_stops_mistakes_in_assertions_but_not_for_drafts_beside(repository: Path) -> None:
    _install(repository)
    (repository / "assertions/facts.yaml").write_text("- ATACMS range\n", "utf-8")
    _run(repository, "git", "add", "-A")
    done = _commit(repository)
    assert done.returncode != 0
    assert "assertions/facts.yaml:1:" in done.stdout + done.stderr
    (repository / "assertions/facts.yaml").write_text("# one\n- ATACMS range 300 km\n", "utf-8")
    _run(repository, "git", "add", "-A")
    (repository / "corpus/fr/draft.md").write_text(GOOD.replace("300", "500"), "utf-8")
    done = _commit(repository)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_name_commands_that_exist_and_files_that_matter() -> None:
    assert {hook["id"] for hook in HOOKS} == {"copydesk", "copydesk-lint"}
    facts = next(hook for hook in HOOKS if hook["id"] == "copydesk")
    for name, runs in (("corpus/fr/a.md", True), ("assertions/x/y.yaml", True), ("src/corpus/a.md", False)):
        assert bool(re.search(facts["files"], name)) is runs


def _commands(workflow: Path) -> list[str]:
    """The pytest commands of a workflow."""
    def strings(node: Any) -> list[str]:
        if isinstance(node, dict):
            return [s for value in node.values() for s in strings(value)]
        if isinstance(node, list):
            return [s for value in node for s in strings(value)]
        return [node] if isinstance(node, str) else []

    return [text for text in strings(yaml.safe_load(workflow.read_text("utf-8"))) if text.startswith("pytest ")]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_the_workflows_commands_run(workflow: Path, repository: Path) -> None:
    commands = _commands(workflow)
    assert len(commands) == 2
    for command in commands:
        words = shlex.split(re.sub(r"\$\w+", "HEAD", command))
        done = _run(repository, sys.executable, "-m", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        assert (repository / "facts.xml").exists()


def test_every_option_of_the_plugin_is_described() -> None:
    source = (ROOT / "src" / "copydesk" / "pytest_plugin.py").read_text("utf-8")
    described = (ROOT / "docs" / "ci.md").read_text("utf-8")
    options = re.findall(r'"(--[a-z-]+)"', source)
    assert len(options) >= 10
    assert [option for option in options if option not in described] == []
