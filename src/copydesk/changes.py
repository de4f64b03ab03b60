"""What changed since a revision, asked of git: files by name, then assertions and waivers one by one."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from .assertions import Assertion, Assertions, Waiver
from .assertions._entries import read_topic
from .assertions._fields import Sheet
from .assertions._yaml import parse
from .assertions.load import TERMS, WAIVERS
from .assertions.model import Place
from .assertions.waivers import read_waivers
from .errors import CopydeskError, counted
from .settings import section

_NOWHERE = Place("", 0, 0)
_SECONDS = 120
# what git tells its hooks would make our own calls look elsewhere
_HOOKS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX")


class ChangesError(CopydeskError):
    """git cannot say what changed; the text says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The files below `root` that are not as they were: `now` by the name they had (None: they are new), and `gone`."""

    root: Path
    base: str | None
    now: dict[str, str | None]
    gone: tuple[str, ...] = ()

    def before(self, name: str) -> bytes | None:
        """What a file held; None when it was not there."""
        if self.base is None:
            return None
        done = _git(self.root, "cat-file", "blob", f"{self.base}:./{name}")
        return done.stdout if done.returncode == 0 else None


def changed_since(rev: str, root: Path) -> Diff:
    """Every file below `root` that is not as in `rev`, or as where this branch left it: committed, staged, edited, new.

    Inside a pre-commit hook (PRE_COMMIT is set) files that git does not follow are left out: they are not committed.
    Raises ChangesError.
    """
    base = _base(rev, root)
    now: dict[str, str | None] = {}
    gone: list[str] = []
    if base is not None:
        # no colours, no external programs, whatever the user's configuration says
        done = _git(
            root, "diff", "--name-status", "-z", "-M", "--relative", "--no-color", "--no-ext-diff", "--no-textconv",
            "--ignore-submodules", base, "--",
        )
        _require(done, "git diff")
        for status, old, new in _statuses(done.stdout):
            if status == "D":
                gone.append(old)
            else:
                now[new] = None if status == "A" else old
                if status == "R":
                    gone.append(old)
    asked = ["--cached"] if base is None else []
    if not os.environ.get("PRE_COMMIT"):
        asked.append("--others")
    if asked:
        done = _git(root, "ls-files", "-z", *asked, "--exclude-standard")
        _require(done, "git ls-files")
        now.update({os.fsdecode(name): None for name in done.stdout.split(b"\0") if name})
    return Diff(root=root, base=base, now=now, gone=tuple(gone))


def _base(rev: str, root: Path) -> str | None:
    """The commit to compare with; None is the empty beginning: HEAD where nothing was committed yet."""
    if _git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise ChangesError(f"{root} is in no git repository; leave out --changed-since, or run `git init`")
    if rev.startswith("-") or not rev.strip() or "\0" in rev:
        raise ChangesError(f"{rev!r} is no revision; name a branch, a tag or a commit, as --changed-since main")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    commit = found.stdout.decode("ascii", "replace").strip()
    if found.returncode or not commit:
        if rev == "HEAD":
            return None
        remedy = "fetch it (a shallow clone lacks it: fetch-depth 0), or name another"
        raise ChangesError(f"git knows no revision {rev!r}; {remedy}")
    merged = _git(root, "merge-base", commit, "HEAD")
    return merged.stdout.decode("ascii", "replace").strip() or commit


def _statuses(output: bytes) -> Iterator[tuple[str, str, str]]:
    """Status, old name and new name of each entry."""
    fields = iter([os.fsdecode(part) for part in output.split(b"\0")])
    for status in fields:
        if status:
            old = next(fields)
            yield status[0], old, next(fields) if status[0] in "RC" else old


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _HOOKS}
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotepath=off", *arguments]
    try:
        return subprocess.run(
            command, cwd=root, env={**environment, "LC_ALL": "C"}, stdin=subprocess.DEVNULL, capture_output=True,
            check=False, timeout=_SECONDS,
        )
    except FileNotFoundError:
        raise ChangesError("there is no git here; install it, or leave out --changed-since") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ChangesError(f"git did not answer ({error}); leave out --changed-since") from None


def _require(done: subprocess.CompletedProcess[bytes], what: str) -> None:
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise ChangesError(f"{what} failed: {said[-1]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a run since a revision asks: changed articles about all, changed assertions and waivers of all.

    `articles` are paths below the root, `gone` the ids of articles that are no more, `waivers` those that were added,
    edited or deleted. `everything` is set where a change may matter anywhere: the desk's terms, its settings.
    """

    articles: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    assertions: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    everything: bool = False
    _covering: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def nothing(self) -> bool:
        """Whether nothing of the corpus or the assertions changed."""
        return not (self.articles or self.gone or self.assertions or self.waivers or self.everything)

    def whole(self, path: str | None) -> bool:
        """Whether all is asked of the article at that path."""
        return self.everything or path in self.articles

    def asks(self, path: str | None, article: str, check: str) -> bool:
        """Whether a check (an assertion's id, `internal.…`) runs on the article."""
        return self.whole(path) or check in self.assertions or any(
            w.covers(article, check, w.value, path) for w in self.waivers
        )

    def examines(self, assertion: Assertion) -> bool:
        """Whether an assertion's own hygiene is looked at."""
        evidence = assertion.evidence.article if assertion.evidence else None
        return self.everything or assertion.id in self.assertions or evidence in self.ids or evidence in self.gone

    def examines_waiver(self, waiver: Waiver) -> bool:
        """Whether a waiver may have become idle."""
        if self.everything or waiver in self.waivers or waiver.assertion in self.assertions:
            return True
        touched = [*((name, None) for name in (*self.ids, *self.gone)), *((path, path) for path in self.articles)]
        return any(waiver.covers(name, waiver.assertion, waiver.value, path) for name, path in touched)

    def line(self, rev: str) -> str:
        """What changed, in a line."""
        if self.nothing:
            return f"since {rev}: no article and no assertion"
        if self.everything:
            return f"since {rev}: terms or settings, so everything is checked"
        counts = (counted(len(self.articles), "article"), counted(len(self.gone), "article", " gone"),
                  counted(len(self.assertions), "assertion"), counted(len(self.waivers), "waiver"))
        return f"since {rev}: " + ", ".join(count for count in counts if not count.startswith("0 "))


def changes(
    diff: Diff, *, corpus: Path, folder: Path, loaded: Callable[[], Assertions], topics: bool = False
) -> Changes:
    """What changed in a project with these folders; the assertions are loaded only when their files changed.

    `topics` says that an assertion's file matters, not only its words. Raises ChangesError.
    """
    root = diff.root
    news, facts = _below(corpus, root), _below(folder, root)
    articles = {name for name in diff.now if name.startswith(news) and name.endswith(".md")}
    ids = frozenset(_id(name, news) for name in articles)
    gone = frozenset(_id(n, news) for n in diff.gone if n.startswith(news) and n.endswith(".md")) - ids
    names = [n for n in (*diff.now, *diff.gone) if n.startswith(facts) and n.endswith(".yaml")]
    everything = any(name.endswith(f"/{TERMS}") for name in names) or _settings_changed(diff)
    waivers: tuple[Waiver, ...] = ()
    assertions: frozenset[str] = frozenset()
    if names:
        old_facts, old_waivers = _before(diff, names, topics)
        here = loaded()
        now = {a.id: _bare(a, topics) for a in here.assertions if a.place.file in diff.now}
        assertions = frozenset(id for id, a in now.items() if old_facts.get(id) != a)
        # an id that moved to a file that did not change, or is gone, takes its waivers along
        mine = [w for w in here.waivers if w.place.file in diff.now]
        old = [replace(w, place=_NOWHERE) for w in old_waivers]
        bare = [replace(w, place=_NOWHERE) for w in mine]
        waivers = (
            *(w for w, b in zip(mine, bare, strict=True) if b not in old), *(w for w in old if w not in bare),
        )
    return Changes(
        articles=frozenset(articles), ids=ids, gone=gone, assertions=assertions, waivers=waivers, everything=everything
    )


def _below(folder: Path, root: Path) -> str:
    try:
        return f"{folder.relative_to(root).as_posix()}/"
    except ValueError:
        raise ChangesError(f"{folder} lies outside {root}; leave out --changed-since") from None


def _bare(assertion: Assertion, topics: bool) -> Assertion:
    """The assertion without its place."""
    return replace(assertion, place=_NOWHERE, topic=assertion.topic if topics else "")


def _id(name: str, folder: str) -> str:
    return name.removeprefix(folder).removesuffix(".md")


def _settings_changed(diff: Diff) -> bool:
    name = "pyproject.toml"
    if name not in diff.now and name not in diff.gone:
        return False
    path = diff.root / name
    now = section(path.read_bytes()) if path.is_file() else None
    before = diff.before(diff.now.get(name) or name)
    return now != (section(before) if before is not None else None)


def _before(diff: Diff, names: list[str], topics: bool) -> tuple[dict[str, Assertion], list[Waiver]]:
    """The assertions and waivers that changed files held; a file that could not be read held none."""
    facts: dict[str, Assertion] = {}
    waivers: list[Waiver] = []
    for name in dict.fromkeys((diff.now.get(name) or name) if name in diff.now else name for name in names):
        data = diff.before(name)
        path = Path(name)
        if data is None or path.name == TERMS:
            continue
        sheet = Sheet(name)
        tree, problems = parse(data, name)
        if problems:
            continue
        if path.name == WAIVERS:
            waivers.extend(read_waivers(sheet, tree))
        else:
            facts.update({a.id: _bare(a, topics) for a in read_topic(sheet, tree, path.stem)})
    return facts, waivers
