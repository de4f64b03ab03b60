"""WARC archives: the pages in their response and resource records, the texts in conversion records (WET)."""

import zlib
from collections.abc import Iterator
from dataclasses import replace

from ..errors import InputError
from . import Document, Source, documents, html
from ._http import Payload, media_type, payload
from ._text import one_line
from ._warcfile import Record, Records

SUFFIXES = (".warc", ".wet")
_PAGES = ("text/html", "application/xhtml+xml")
_ENDINGS = {
    "text/html": "", "application/xhtml+xml": "", "text/plain": ".txt", "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}
_TYPES = ("response", "resource", "conversion")


def sniff(head: bytes) -> bool:
    """A WARC record's first line."""
    return head.startswith(b"WARC/")


def read(source: Source) -> Iterator[Document]:
    """A document for each page that holds an article; pages without one are counted in a note, bad ones reported."""
    seen = passed = 0
    records = Records(source)
    for record in records:
        if record.headers.get("warc-type") in _TYPES:
            found = list(_documents(record, source))
            seen, passed = seen + 1, passed + (not found)
            yield from found
    if not records.number:
        raise source.refusal("there is no record in this archive", "check that it is WARC and whole")
    if passed:
        source.note(f"{source.name}: {passed} of {seen} pages gave no article")


def _documents(record: Record, source: Source) -> Iterator[Document]:
    """The documents of one record, of a feed many, of most pages one; what is wrong with it is reported."""
    url = record.url
    name = url or f"record {record.number}"
    inner = source.within(f"{source.name} ({name})", b"")
    try:
        found = _payload(record, inner)
        if found is None:
            return
        inner = source.within(f"{inner.name}{_ENDINGS[found.kind]}", found.body, found.charset)
        made = html.page(inner) if found.kind in _PAGES else None
        inside = iter([made] if made else []) if found.kind in _PAGES else documents(inner)
        for document in inside:
            meta = {**document.meta, "url": document.meta.get("url") or url}
            yield replace(document, name=f"{name} {document.name}".strip(), meta=meta)
    except InputError as error:
        for problem in error.problems:
            source.report(problem)


def _payload(record: Record, inner: Source) -> Payload | None:
    """What the record carries, None where it is nothing to read. Raises InputError."""
    written = record.headers.get("content-type", "")
    if "application/http" not in written:
        kind, charset = media_type(written)
        found = Payload(status=200, kind=kind, charset=charset, body=record.body)
    else:
        try:
            found = payload(record.body, inner.limits.record)
        except (ValueError, zlib.error) as error:
            raise inner.refusal(f"the record is damaged: {one_line(str(error))}", "fetch the page again") from None
    return found if found.status == 200 and found.kind in _ENDINGS else None
