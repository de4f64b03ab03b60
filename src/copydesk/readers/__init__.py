"""Formats in: one module each, discovered. A format's module defines `SUFFIXES` and `read(data, name)`.

A reader decodes and takes markup away; it drops no text that a visitor of the page would read. What is furniture and
what is a headline is told later, the same way for every format, unless the markup itself says it.
"""

import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType

from ..text import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One news item as its source gives it: lines of text, what the source says about it, roles that its markup states.

    `name` tells it from others of the same file ("" for the only one). `meta` may have id, title, lang, published,
    publisher, url, slug. `roles` are by line number, from 0.
    """

    lines: Sequence[str]
    name: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[int, Role] = field(default_factory=dict)


@cache
def formats() -> dict[str, ModuleType]:
    """The reader of each file suffix."""
    modules = [import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def read(data: bytes, name: str) -> Iterable[Document]:
    """The documents in a file's bytes; its name's suffix tells the format. Raises KeyError for an unknown suffix."""
    suffix = "." + name.rsplit(".", 1)[-1].lower()
    documents: Iterable[Document] = formats()[suffix].read(data, name)
    return documents
