"""gzip and Zstandard: what stands inside is read as its own format, under the name without the last suffix."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any

from . import Document, Source, documents, suffix
from ._extra import load

SUFFIXES = (".gz", ".zst", ".zstd")
_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_WINDOW = 1 << 27
_NESTED = 2


def sniff(head: bytes) -> bool:
    """gzip or Zstandard."""
    return head.startswith((_GZIP, _ZSTD))


def read(source: Source) -> Iterator[Document]:
    """The documents of the file inside. Raises InputError for damaged data and for decompression bombs."""
    head = source.stream.peek(4)[:4]
    if not sniff(head):
        raise source.refusal("this is neither gzip nor Zstandard data", "give the file the suffix of what it is")
    depth, layer = 1, source.stream.raw
    while isinstance(layer, _Inflated):
        depth, layer = depth + 1, layer.source.stream.raw
    if depth > _NESTED:
        raise source.refusal("this is compressed again and again", "give the file that stands inside")
    name = source.name.rsplit(".", 1)[0] if suffix(source.name) in SUFFIXES else source.name
    yield from documents(source.within(name, _Inflated(source, head.startswith(_ZSTD))))


class _Counted(io.RawIOBase):
    """A stream that counts what is taken from it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Inflated(io.RawIOBase):
    """The bytes inside, a buffer at a time. Raises InputError where they are damaged or far too many."""

    def __init__(self, source: Source, zstd: bool) -> None:
        self.source = source
        self._given = _Counted(source.stream)
        self._made = 0
        self._inner: Any = _zstd(self._given) if zstd else gzip.GzipFile(fileobj=self._given)
        self._errors: tuple[type[Exception], ...] = (EOFError, gzip.BadGzipFile, zlib.error, *_zstd_errors(zstd))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        filled = 0
        while filled < len(buffer):
            try:
                data = self._inner.read(len(buffer) - filled)
            except self._errors as error:
                what = f"the compressed data is damaged ({error})"
                raise self.source.refusal(what, "fetch or make the file again") from None
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        self._made += filled
        limits = self.source.limits
        if self._made > limits.file and self._made > limits.ratio * self._given.taken:
            what = f"{self._given.taken:,} bytes make more than {self._made:,}: this looks like a decompression bomb"
            raise self.source.refusal(what, "decompress it yourself if you trust it, and give the result")
        return filled


def _zstd(stream: _Counted) -> Any:
    whole = _load().ZstdDecompressor(max_window_size=_WINDOW)
    return whole.stream_reader(stream, read_across_frames=True)


def _zstd_errors(wanted: bool) -> tuple[type[Exception], ...]:
    return (_load().ZstdError,) if wanted else ()


def _load() -> Any:
    return load("zstandard", "reading Zstandard files", "zstd")
