"""HTML pages: trafilatura tells which blocks are the article; their text is taken from the page itself, to the letter.

Headline, date, language and publisher come from JSON-LD, OpenGraph, microdata and meta elements.
"""

import re
from collections.abc import Iterator
from typing import Any

from ..text import Role
from . import Document, Source, _page
from ._blocks import Block, blocks_of, key
from ._extra import load
from ._text import decode, lines_of

SUFFIXES = (".html", ".htm", ".xhtml")
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_HEAD = 8192
_MISSES = 50
_PIECE = 15
_PARAGRAPH = 60
_SHORTEST = 140
_LINKED = 0.5


def sniff(head: bytes) -> bool:
    """A page by its doctype or its root element."""
    return bool(_BEGINS.match(head))


def read(source: Source) -> Iterator[Document]:
    """The one article. Raises InputError where there is none, or where the page is too big or nested too deep."""
    document = page(source)
    if document is None:
        raise source.refusal("no article is found in this page", "give the page of an article, or its text")
    yield document


def page(source: Source) -> Document | None:
    """The article in a page, or None. Raises InputError, MissingExtra."""
    data = source.data()
    if len(data) > source.limits.record:
        raise source.refusal(f"a page of more than {source.limits.record >> 20} MB", "give the article's text")
    found = _CHARSET.search(data, 0, _HEAD) or _XML.match(data)
    text = decode(data, source.charset or (found[1].decode("ascii") if found else ""))
    tree = _tree(text, source)
    if tree is None:
        return None
    if sum(1 for _ in tree.iter()) > source.limits.tags:
        raise source.refusal(f"a page of more than {source.limits.tags:,} elements", "give the article's text")
    known = _page.about(tree)
    blocks = blocks_of(tree)
    kept = _kept(blocks, _extracted(tree))
    body, stated = known.pop("body", ""), known.pop("article", "")
    if not kept:
        return _plain(known, body) if body else None
    if not stated and sum(len(blocks[number].text) for number in kept) < _SHORTEST:
        return None
    return _document(blocks, kept, known)


def _load(module: str) -> Any:
    return load(module, "reading HTML", "html")


def _tree(text: str, source: Source) -> Any:
    lxml, etree = _load("lxml.html"), _load("lxml.etree")
    parser = lxml.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            what = f"this page is built too deep ({entry.message.split(',')[0]})"
            raise source.refusal(what, "give the article's text", entry.line)
    return tree


def _extracted(tree: Any) -> list[str]:
    """What trafilatura takes for the article, in pieces without white space."""
    found = _load("trafilatura").bare_extraction(
        tree, include_comments=False, include_tables=True, include_images=False, include_links=False,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    if body is None:
        return []
    pieces: list[str] = [body.text or ""]
    for child in body:
        whole = "".join(child.itertext())
        pieces.append(whole)
        pieces.append(child.tail or "")
    return [made for piece in pieces if (made := key(piece))]


def _kept(blocks: list[Block], pieces: list[str]) -> set[int]:
    """Numbers of the blocks that the pieces come from: more than half of their letters are in them."""
    page, starts = "", []
    for block in blocks:
        starts.append(len(page))
        page += block.key
    covered = [0] * len(blocks)
    top = next((starts[n] for n, block in enumerate(blocks) if block.role == "headline"), 0)
    place, misses = top, 0
    number = 0
    for piece in pieces:
        at = page.find(piece, place)
        if at < 0 and misses < _MISSES:
            misses += 1
            at = page.find(piece) if len(piece) >= _PIECE else -1
        if at < 0:
            continue
        place = end = at + len(piece)
        while number > 0 and starts[number] > at:
            number -= 1
        while number < len(blocks) and starts[number] < end:
            covered[number] += max(0, min(end, starts[number] + len(blocks[number].key)) - max(at, starts[number]))
            if starts[number] + len(blocks[number].key) > end:
                break
            number += 1
        number = min(number, len(blocks) - 1)
    return {n for n, block in enumerate(blocks) if block.key and 2 * covered[n] > len(block.key)}


def _document(blocks: list[Block], kept: set[int], known: dict[str, str]) -> Document:
    first, last = min(kept), max(kept)
    head = _headline(blocks, first, known)
    begin = first if head is None else min(head, first)
    container = _container([blocks[n] for n in kept])
    parents = {blocks[n].parent for n in kept}
    lead = key(known.get("description", ""))[:_PARAGRAPH]
    title = blocks[head].text if head is not None else known.get("title", "")
    lines: list[str] = [title] if title else []
    roles: dict[int, Role] = {0: "headline"} if title else {}
    for number in range(begin, len(blocks)):
        block = blocks[number]
        if number == head or (title and block.key == key(title) and number <= first):
            continue
        if block.role == "caption":
            wanted = not block.aside and (number < last or container in block.path)
        elif number in kept:
            wanted = True
        elif number < first:
            wanted = bool(lead) and block.key.startswith(lead)
        else:
            wanted = number < last and block.parent in parents and _is_paragraph(block)
        if wanted and not (block.role == "caption" and block.text in lines):
            if block.role and block.role != "headline":
                roles[len(lines)] = block.role
            lines.append(block.text)
    meta = {name: value for name, value in known.items() if name != "description"} | _title(title)
    return Document(lines=lines, meta=meta, roles=roles)


def _title(title: str) -> dict[str, str]:
    return {"title": title} if title else {}


def _headline(blocks: list[Block], first: int, known: dict[str, str]) -> int | None:
    """The block that shows the headline: the h1 that says most of what the page calls its title."""
    wanted = set(known.get("title", "").lower().split())
    best, found = 0.0, None
    for number, block in enumerate(blocks):
        if block.role != "headline" or number > first + 3:
            continue
        words = set(block.text.lower().split())
        share = len(words & wanted) / max(1, min(len(words), len(wanted))) if wanted else 0.5
        if share > best and len(words) > 1:
            best, found = share, number
    return found if best >= 0.5 else None


def _container(kept: list[Block]) -> int:
    """The innermost element that holds nearly all kept blocks."""
    counts: dict[int, int] = {}
    for block in kept:
        for element in block.path:
            counts[element] = counts.get(element, 0) + 1
    enough = 0.8 * len(kept)
    return next((e for e in reversed(kept[len(kept) // 2].path) if counts[e] >= enough), -1)


def _is_paragraph(block: Block) -> bool:
    """Running text, not a box of links."""
    return block.tag == "p" and not block.aside and len(block.text) >= _PARAGRAPH and block.linked < _LINKED


def _plain(known: dict[str, str], body: str) -> Document:
    """The article as JSON-LD has it, where the page shows none."""
    title = known.get("title", "")
    lines = [*([title, ""] if title else []), *lines_of(body)]
    meta = {k: v for k, v in known.items() if k != "description"}
    return Document(lines=lines, meta=meta, roles={0: "headline"} if title else {})
