"""The order of the layers, told from the imports: each module imports only what stands before it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "copydesk"

# The order of ARCHITECTURE.md. A module belongs to the layer with the longest name that begins its own.
LAYERS = (
    ("", "errors", "writing", "_trie"),
    ("text", "periods"),
    ("values",),
    ("mentions",),
    ("units", "languages", "frontmatter", "settings"),
    ("shown",),
    ("language", "furniture", "readers", "corpus", "ingest", "kinds", "names", "terms", "sentences"),
    ("annotate", "concepts"),
    ("cache",),
    ("assertions",),
    ("spreadsheet",),
    ("changes",),
    ("findings",),
    ("matching", "matching.attribution", "matching.later"),
    ("matching.claims",),
    ("matching.article",),
    ("matching.judge",),
    ("matching.links",),
    ("matching.doubts",),
    ("matching.holders",),
    ("matching.reason", "matching.others", "matching.preselect"),
    ("matching.decision",),
    ("matching.check",),
    ("coverage",),
    ("_wording", "suggest"),
    ("internal", "jsonl"),
    ("reports",),
    ("conflicts",),
    ("session",),
    ("hygiene", "mutation", "gate", "ageing"),
    ("baseline",),
    ("html", "exports"),
    ("scale",),
    ("spark",),
    ("commands", "__main__", "pytest_plugin"),
)
MODULES = sorted(
    (".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix("__init__").rstrip("."), path)
    for path in SOURCE.rglob("*.py")
)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _layer(module: str) -> int:
    parts = module.split(".")
    for size in range(len(parts), 0, -1):
        for number, names in enumerate(LAYERS):
            if ".".join(parts[:size]) in names:
                return number
    raise AssertionError(f"{module} stands in no layer: say in ARCHITECTURE.md and here where it belongs")


def _room(module: str) -> str:
    """The package at the top that a module stands in; a room of `matching` is one of its own."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "matching" else parts[0]


def _imports(module: str, path: Path) -> set[str]:
    """The modules of copydesk that a module imports, by name below `copydesk`; those for type checkers left out."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    names = {name for name, _ in MODULES}
    found: set[str] = set()
    tree = _tree(path)
    typing_only = {
        id(node) for block in ast.walk(tree) if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or id(node) in typing_only:
            continue
        if node.level:
            above = package.split(".") if package else []
            base = ".".join([*above[: len(above) - node.level + 1], *([node.module] if node.module else [])])
        elif (node.module or "").split(".")[0] == "copydesk":
            base = (node.module or "").partition(".")[2]
        else:
            continue
        for alias in node.names:
            longer = f"{base}.{alias.name}".lstrip(".")
            found.add(longer if longer in names else base)
    return found - {module}


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[name or "copydesk" for name, _ in MODULES])
def test_a_module_imports_only_what_stands_before_it(module: str, path: Path) -> None:
    own = _room(module)
    later = sorted(other for other in _imports(module, path) if _room(other) != own and _layer(other) > _layer(module))
    assert later == []


def test_only_the_plugin_imports_pytest() -> None:
    importing = [
        name for name, path in MODULES
        for node in ast.walk(_tree(path))
        if (isinstance(node, ast.Import) and any(a.name.split(".")[0] in ("pytest", "_pytest") for a in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("pytest", "_pytest"))
    ]
    assert importing == ["pytest_plugin"]


def test_code_holds_no_words_of_french_or_spanish() -> None:
    """Words with accents are language data; the letters that folding and patterns need are single."""
    word = re.compile(r"[A-Za-z]*[à-öø-ÿœ][A-Za-zà-öø-ÿœ]+|[A-Za-zà-öø-ÿœ]+[à-öø-ÿœ][a-z]*")
    found: list[tuple[str, str]] = []
    for name, path in MODULES:
        tree = _tree(path)
        docs = {
            id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body and isinstance(node.body[0], ast.Expr)
        } | {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                words = [w for w in word.findall(node.value) if sum(c.isascii() for c in w) >= 2]
                found.extend((name, w) for w in words)
    assert found == []
