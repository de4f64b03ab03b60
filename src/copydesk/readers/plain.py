"""Plain text: one article a file, a line a paragraph."""

from collections.abc import Iterator

from . import Document, Source
from ._text import decode

SUFFIXES = (".txt", ".text")


def read(source: Source) -> Iterator[Document]:
    """The one article."""
    yield Document(lines=decode(source.data(), source.charset).split("\n"))
