"""An HTTP response as archives keep it: its status, its type, its body without chunks and compression."""

import re
import zlib
from dataclasses import dataclass

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\n]{0,1000}\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a response carries. `kind` is the media type in lower case, "" when it is not said."""

    status: int
    kind: str
    charset: str
    body: bytes


def media_type(written: str) -> tuple[str, str]:
    """The media type and the charset of a Content-Type."""
    found = _CHARSET.search(written)
    return written.partition(";")[0].strip().lower(), found[1] if found else ""


def payload(data: bytes, longest: int) -> Payload:
    """The response in these bytes. Raises ValueError for what is none, or makes more than `longest` bytes."""
    start = _STATUS.match(data)
    end = _END.search(data)
    if not start or not end:
        raise ValueError("no HTTP response stands in it")
    headers: dict[str, str] = {}
    for line in data[: end.start()].split(b"\n")[1:200]:
        name, _, value = line.partition(b":")
        headers.setdefault(name.decode("latin-1").strip().lower(), value.decode("latin-1").strip())
    body = data[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    coding = headers.get("content-encoding", "").lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        body = _inflated(body, longest)
    elif coding not in ("", "identity"):
        raise ValueError(f"the content encoding {coding[:20]!r} is not read")
    kind, charset = media_type(headers.get("content-type", ""))
    return Payload(status=int(start[1]), kind=kind, charset=charset, body=body)


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; archives often keep the header and not the chunks, so what is none stays."""
    parts: list[bytes] = []
    place = 0
    while found := _CHUNK.match(body, place):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        place = found.end() + size
    return b"".join(parts) if parts and place >= len(body) else body


def _inflated(body: bytes, longest: int) -> bytes:
    if not body.startswith((b"\x1f\x8b", b"\x78")):
        return body  # archived after decoding, with the header left as it was
    decoder = zlib.decompressobj(47)
    made = decoder.decompress(body, longest + 1)
    if len(made) > longest:
        raise ValueError("it decompresses to more than a page can hold")
    return made
