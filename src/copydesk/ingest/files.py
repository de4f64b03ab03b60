"""The files that sources stand for: files, folders with all below them, patterns, data set folders."""

import glob
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import Problem
from ..readers import formats, suffix

Report = Callable[[Problem], None]
_BAD_NAME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TABLES = (".parquet", ".arrow")
_STATE = 1 << 20


def find(sources: Iterable[Path], report: Report) -> dict[Path, list[Path]]:
    """The files to read by folder, in order, each once. What must not be read is reported. Raises FileNotFoundError."""
    groups: dict[Path, list[Path]] = {}
    seen: set[Path] = set()
    for source in sources:
        for file in _files(source, report):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                groups.setdefault(file.parent, []).append(file)
        if source.is_dir():
            groups.setdefault(source, [])
    return groups


def _files(source: Path, report: Report) -> Iterator[Path]:
    if source.is_dir():
        yield from _below(source, source.resolve(), report)
    elif source.is_file():
        if _is_named_well(source, report):
            yield source
    elif glob.has_magic(str(source)):
        found = sorted(map(Path, glob.glob(str(source), recursive=True)))  # noqa: PTH207 - patterns may be absolute
        if not found:
            report(_problem(source, "no file is called so", "correct the pattern; quote it for the shell"))
        for path in found:
            yield from _below(path, path.resolve(), report) if path.is_dir() else _readable(path, report)
    elif source.exists():
        report(_problem(source, "this is neither a file nor a folder", "give a regular file"))
    else:
        raise FileNotFoundError(2, "No such file or directory", str(source))


def _below(folder: Path, root: Path, report: Report) -> Iterator[Path]:
    """The files of a folder and, after them, those of the folders in it; none that is hidden or lies elsewhere."""
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    listed = _data_set(folder, entries)
    for path in entries if listed is None else listed:
        if path.is_symlink() and not _stays(path, root):
            report(_problem(path, "this link leads out of the folder", "name what it leads to as a source"))
        elif path.is_file():
            yield from _readable(path, report)
    for path in entries:
        if path.is_dir() and not path.is_symlink():
            yield from _below(path, root, report)


def _stays(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _readable(path: Path, report: Report) -> Iterator[Path]:
    if suffix(path.name) in formats() and path.is_file() and _is_named_well(path, report):
        yield path


def _is_named_well(path: Path, report: Report) -> bool:
    if not _BAD_NAME.search(path.name):
        return True
    report(_problem(path, "the file's name holds characters that no name should", "rename the file"))
    return False


def _data_set(folder: Path, entries: list[Path]) -> list[Path] | None:
    """The data files of a Hugging Face data set's folder, None for other folders.

    As `save_to_disk` leaves it (`state.json` lists the files), or as the hub keeps it (Parquet files beside a README).
    """
    names = {path.name for path in entries}
    if {"dataset_info.json", "state.json"} <= names:
        try:
            state = json.loads((folder / "state.json").read_bytes()[:_STATE])
            listed = {file["filename"] for file in state["_data_files"]}
        except (ValueError, KeyError, TypeError, RecursionError):
            listed = {name for name in names if name.endswith(_TABLES)}
        return [path for path in entries if path.name in listed]
    if "dataset_dict.json" in names or "dataset_infos.json" in names or any(n.endswith(_TABLES) for n in names):
        return [path for path in entries if suffix(path.name) not in (".md", ".json", ".txt")]
    if "data" in names and any(p.suffix in _TABLES for p in (folder / "data").glob("*")):
        return [path for path in entries if suffix(path.name) not in (".md", ".json", ".txt")]
    return None


def _problem(path: Path, what: str, remedy: str) -> Problem:
    from ..readers._fit import shown

    return Problem(file=shown(path.as_posix()), line=1, column=1, what=what, remedy=remedy)
