"""What the curators' commands share: the article that is named, and progress for people who watch."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..session import Desk
    from ..text import Article

_T = TypeVar("_T")


def article(desk: "Desk", name: str) -> "Article":
    """The article of the corpus with that id or path. Raises CopydeskError, with the likely one."""
    from difflib import get_close_matches

    from ..errors import CopydeskError

    path = Path(name)
    for file in (path, desk.root / path, desk.corpus / path, desk.corpus / f"{name}.md"):
        if file.is_file() and file.resolve().is_relative_to(desk.corpus.resolve()):
            found = desk.article(desk.corpus / file.resolve().relative_to(desk.corpus.resolve()))
            if found is not None:
                return found
    ids = [p.relative_to(desk.corpus).with_suffix("").as_posix() for p in sorted(desk.corpus.rglob("*.md"))]
    near = [one for one in ids if path.stem in one] or get_close_matches(name.removesuffix(".md"), ids, 3, 0.5)
    remedy = f"did you mean {', '.join(near[:3])}?" if near else "name its id, such as fr/2024-11-13-title, or its file"
    raise CopydeskError(f"there is no article {name} in {desk.shown(desk.corpus)}; {remedy}")


def articles(desk: "Desk", label: str) -> Iterator["Article"]:
    """Every article of the corpus, with progress."""
    total = sum(1 for _ in desk.corpus.rglob("*.md"))
    return watched(desk.articles(), label, total)


def watched(items: Iterable[_T], label: str, total: int) -> Iterator[_T]:
    """The items; who looks on at a terminal sees how far it is, where rich is installed."""
    if total > 1 and sys.stderr.isatty():
        try:
            from rich.console import Console
            from rich.progress import track
        except ImportError:
            pass
        else:
            console = Console(stderr=True)
            yield from track(items, label, total=total, console=console, transient=True)
            return
    yield from items


def row(cells: Iterable[object], widths: Iterable[int]) -> str:
    """Cells in columns of those widths."""
    return "  ".join(f"{cell!s:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def write(path: Path, text: str) -> None:
    """The whole text or, when something fails, what was there before; the file keeps its permissions."""
    from .. import writing

    with writing.alone(path.resolve().parent):
        writing.write(path, text.encode("utf-8"))
