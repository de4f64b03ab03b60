"""The records of a WARC file, told from its own lines, so that a wrong length costs its record and not the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import Source
from ._text import one_line

_LINE = 1 << 16
_FIELDS = 200
_CHUNK = 1 << 16
_MARK = b"WARC/1."
_REMEDY = "fetch or make the archive again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One whole record; header names in lower case. `number` counts from 1."""

    number: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def url(self) -> str:
        """What the record is of, "" when it does not say."""
        return one_line(self.headers.get("warc-target-uri", "")).strip("<>")


class Records:
    """Reads on and on; what is damaged is reported, and the next line that begins a record is looked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pending = b""
        self.number = 0

    def __iter__(self) -> Iterator[Record]:
        while line := self._line():
            if not line.strip():
                continue
            if not line.startswith(_MARK):
                self._bad("here a record should begin")
                if not self._resume(b""):
                    return
                continue
            self.number += 1
            record = self._record()
            if record is not None:
                yield record

    def _record(self) -> Record | None:
        headers = self._headers()
        if headers is None:
            self._bad("its headers are cut off or far too many")
            self._resume(b"")
            return None
        written = headers.get("content-length", "")
        length = int(written) if written.isascii() and written.isdigit() and len(written) < 20 else -1
        if not 0 <= length <= self._source.limits.record:
            if length < 0 or headers.get("warc-type") in ("response", "resource", "conversion"):
                self._bad(f"a length of {one_line(written)[:40] or 'nothing'} bytes")
            self._resume(b"")
            return None
        body = self._read(length)
        after = self._after()
        if len(body) < length or (after and not after.startswith(_MARK)) or b"\r\n\r\n" + _MARK in body:
            self._bad(f"it says {length:,} bytes, and another number stands there")
            self._resume(body + (b"\r\n\r\n" + after if after else b""))
            return None
        self._pending = after + self._pending
        return Record(number=self.number, headers=headers, body=body)

    def _headers(self) -> dict[str, str] | None:
        headers: dict[str, str] = {}
        last = ""
        for _ in range(_FIELDS):
            line = self._line()
            if not line.endswith(b"\n"):
                return None
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if not text:
                return headers
            if text[0] in " \t" and last:
                headers[last] += " " + text.strip()
            else:
                last, _, value = text.partition(":")
                last = last.strip().lower()
                headers.setdefault(last, value.strip())
        return None

    def _after(self) -> bytes:
        """The first line behind a record's two blank ones (or more), b"" at the end of the file."""
        while line := self._line():
            if line.strip():
                break
        return line

    def _resume(self, behind: bytes) -> bool:
        """Go on where the next record begins, looking through `behind` first. False at the end of the file."""
        window = behind + self._pending
        self._pending = b""
        while True:
            at = window.find(b"\n" + _MARK)
            if at >= 0:
                self._pending = window[at + 1 :]
                return True
            chunk = self._source.stream.read(_CHUNK)
            if not chunk:
                return False
            window = window[-len(_MARK) :] + chunk

    def _line(self) -> bytes:
        if not self._pending:
            return self._source.stream.readline(_LINE)
        end = self._pending.find(b"\n") + 1
        if not end:
            line, self._pending = self._pending + self._source.stream.readline(_LINE), b""
            return line
        line, self._pending = self._pending[:end], self._pending[end:]
        return line

    def _read(self, length: int) -> bytes:
        taken, self._pending = self._pending[:length], self._pending[length:]
        return taken + self._source.stream.read(length - len(taken)) if len(taken) < length else taken

    def _bad(self, what: str) -> None:
        self._source.report(self._source.problem(f"record {self.number}: {what}", _REMEDY))
