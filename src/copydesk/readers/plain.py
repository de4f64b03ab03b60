"""Plain text: one article a file, a line a paragraph."""

import unicodedata
from collections.abc import Iterable

from . import Document

SUFFIXES = (".txt", ".text")


def decode(data: bytes) -> str:
    """The text of UTF-8 (or, failing that, Windows-1252) bytes, with composed letters and plain line ends."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def read(data: bytes, name: str) -> Iterable[Document]:
    """The one article."""
    yield Document(lines=decode(data).split("\n"))
