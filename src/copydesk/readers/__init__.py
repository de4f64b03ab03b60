"""Formats in: one module each, discovered. A format's module defines `SUFFIXES` and `read(source)`.

`read` yields documents, or raises InputError for a file that cannot be read at all; one bad record of many goes to
`source.report` and the next is read. A module that can tell its format from the first bytes says so in `sniff(head)`;
that goes before the suffix. Modules import what they need beyond the standard library when they read.

A reader decodes and takes markup away; it drops no text that a visitor of the page would read. What is furniture and
what is a headline is told later, the same way for every format, unless the markup itself says it.
"""

import io
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from ..errors import InputError, Problem
from ..text import Role

HEAD = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One news item as its source gives it: lines of text, what is said about it, roles that markup states.

    `name` tells it from others of the same file ("" for the only one). `meta` may have id, guid, title, lang, slug,
    published, updated, publisher, url. `roles` are by line number, from 0. `line` is where it begins in its file.
    """

    lines: Sequence[str]
    name: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[int, Role] = field(default_factory=dict)
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What no honest news file exceeds; what does is refused. Bytes, characters, times, levels."""

    file: int = 32 << 20  # a file that is read whole
    record: int = 8 << 20  # one record of a file of many
    article: int = 2_000_000  # characters of one article
    line: int = 500_000  # characters of one of its lines
    ratio: int = 200  # what decompression may make of the bytes it is given, once it has made `file`
    depth: int = 200  # elements in elements
    elements: int = 2_000_000  # elements of one XML file
    tags: int = 50_000  # elements of one page


def _raise(problem: Problem) -> None:
    raise InputError([problem])


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes to read, with all that a reader needs to know. `charset` is what the transport says, if it does.

    `columns` maps our names (text, title, published …) to those of a table or a JSON record. By default a bad record
    raises InputError; with `report` it is handed over and the next one is read. `note` is for what is no mistake.
    Of a part of a file `first` is the number that its first line or row has in the whole, `groups` the row groups of a
    Parquet file that are read (none given: all).
    """

    name: str
    stream: "io.BufferedReader[Any]"
    report: Callable[[Problem], None] = _raise
    note: Callable[[str], None] = lambda message: None
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
    charset: str = ""
    first: int = 1
    groups: Sequence[int] = ()

    def data(self) -> bytes:
        """All of the bytes. Raises InputError when there are too many."""
        data = self.stream.read(self.limits.file + 1)
        if len(data) > self.limits.file:
            what = f"the file has more than {self.limits.file >> 20} MB"
            raise self.refusal(what, "split it, or give it as JSON Lines, Parquet or WARC")
        return data

    def problem(self, what: str, remedy: str, line: int = 1, column: int = 1) -> Problem:
        """A mistake at a place of this file."""
        return Problem(file=self.name, line=line, column=column, what=what, remedy=remedy)

    def refusal(self, what: str, remedy: str, line: int = 1, column: int = 1) -> InputError:
        """The error that ends the reading of this file."""
        return InputError([self.problem(what, remedy, line, column)])

    def within(self, name: str, stream: io.RawIOBase | bytes, charset: str = "") -> "Source":
        """What stands inside this source: the same settings, other bytes."""
        return replace(self, name=name, stream=_buffered(stream), charset=charset)


def _buffered(stream: io.RawIOBase | bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(stream) if isinstance(stream, bytes) else stream, HEAD)


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every format's module, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


@cache
def formats() -> dict[str, ModuleType]:
    """A reader of each file suffix."""
    return {suffix: module for module in modules() for suffix in module.SUFFIXES}


def suffix(name: str) -> str:
    """The last suffix of a file's name in lower case ("" without one)."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + base.rsplit(".", 1)[1].lower() if "." in base else ""


def reader(name: str, head: bytes) -> ModuleType | None:
    """The format's module: told by the first bytes where they are unmistakable, else by the suffix."""
    sure = [module for module in modules() if hasattr(module, "sniff") and module.sniff(head)]
    claimed = [module for module in modules() if suffix(name) in module.SUFFIXES]
    both = [module for module in sure if module in claimed]
    if both or sure:
        return (both or sure)[0]
    return claimed[0] if len(claimed) == 1 else None


def documents(source: Source) -> Iterator[Document]:
    """The documents of a source, each fit to be stored; what is not is reported. Raises InputError, MissingExtra."""
    from ._fit import fit

    module = reader(source.name, source.stream.peek(HEAD)[:HEAD])
    if module is None:
        ending = suffix(source.name)
        if ending in formats():
            known = (m.__name__.rsplit(".", 1)[-1] for m in modules() if ending in m.SUFFIXES)
            what = f"the content is none of what {ending} files may hold"
            raise source.refusal(what, f"give one of: {', '.join(known)}")
        remedy = f"formats that can be read: {' '.join(sorted(formats()))}"
        raise source.refusal(f"no reader for {ending or 'a file without suffix'}", remedy)
    for document in module.read(source):
        checked = fit(document, source)
        if checked is not None:
            yield checked


def read(
    data: bytes, name: str, report: Callable[[Problem], None] = _raise, columns: Mapping[str, str] | None = None
) -> Iterator[Document]:
    """The documents in a file's bytes. `report` takes what is wrong with single ones. Raises InputError."""
    return documents(Source(name=name, stream=_buffered(data), report=report, columns=columns or {}))


def read_file(
    path: Path, name: str | None = None, *, report: Callable[[Problem], None] = _raise,
    note: Callable[[str], None] = lambda message: None, columns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Iterator[Document]:
    """The documents in a file, read as a stream where the format allows. Raises InputError, OSError."""
    with _buffered(path.open("rb", buffering=0)) as stream:
        yield from documents(Source(
            name=name or path.as_posix(), stream=stream, report=report, note=note, columns=columns or {},
            limits=limits or Limits(),
        ))
