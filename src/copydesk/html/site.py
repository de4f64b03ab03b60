"""The static report: one folder that opens without network, server or script."""

import json
import shutil
from pathlib import Path

from .. import writing
from ..errors import CopydeskError
from ..exports import annotations, claim_reviews
from .pages import STATIC, Book
from .view import Site

MARK = ".copydesk-report"
"""The file that says that a folder is ours to write over."""


def write(site: Site, folder: Path) -> list[Path]:
    """Write every page, replacing an earlier report. Raises CopydeskError for a folder that holds something else."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())):
        raise CopydeskError(f"{folder}: this is no report of copydesk's; name a new folder")
    book = Book(site)
    earlier = {p for p in folder.rglob("*") if p.is_file()} if folder.is_dir() else set()
    written = [_write(folder / MARK, "")]
    for path in book.paths():
        target = folder / path
        if not target.resolve().is_relative_to(folder.resolve()):
            raise CopydeskError(f"{path}: this page would lie outside the report")
        written.append(_write(target, book.render(path) or ""))
    for name, made in (("claimreview.jsonld", claim_reviews(site)), ("annotations.jsonld", annotations(site))):
        written.append(_write(folder / name, json.dumps(made, ensure_ascii=False, indent=2) + "\n"))
    for source in sorted(STATIC.iterdir()):
        target = folder / "static" / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        written.append(target)
    for old in earlier - set(written):
        old.unlink()
    for below in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(below.iterdir()):
            below.rmdir()
    return written


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    writing.write(path, text.encode("utf-8", "replace"), durable=False)
    return path


def entry_page(folder: Path) -> str:
    """The page to open first, as an address."""
    return (folder.absolute() / "index.html").as_uri()
