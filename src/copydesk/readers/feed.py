"""RSS (0.9x, 1.0, 2.0) and Atom: an item is an article; its full text where the feed has it, else its summary."""

from collections.abc import Iterator

from ..text import Role
from . import Document, Source
from ._dates import day
from ._headed import headed
from ._markup import is_markup, squeezed
from ._markup import lines as markup_lines
from ._text import lines_of
from ._xml import XML_LANG, Element, block_lines, parse, root_name

SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
_ROOTS = ("rss", "feed", "RDF")
_ABOUT = "http://www.w3.org/1999/02/22-rdf-syntax-ns# about"
_REMEDY = "give it a text, or leave it out"


def sniff(head: bytes) -> bool:
    """A feed by its root element."""
    return root_name(head) in _ROOTS


def read(source: Source) -> Iterator[Document]:
    """A document for each item. Of a feed that breaks off, the items before the break are read."""
    root = parse(source)
    if root.name not in _ROOTS:
        raise source.refusal(f"<{root.name}> is neither RSS nor Atom", "give an RSS or Atom feed", root.line)
    channel = root.first("channel") or root
    atom = root.name == "feed"
    entries = list(root.all("entry")) if atom else [*channel.all("item"), *root.all("item")]
    for number, entry in enumerate(entries, 1):
        if not entry.ended:
            continue
        document = (_atom if atom else _rss)(entry, channel, f"item {number}")
        if document is None:
            source.report(source.problem(f"item {number} has no text", _REMEDY, entry.line))
        else:
            yield document


def _rss(item: Element, channel: Element, name: str) -> Document | None:
    title = _plain(item.text("title"))
    body = item.text("encoded") or item.text("description")
    guid = item.first("guid")
    permanent = guid is not None and guid.get("isPermaLink") != "false"
    link = item.text("link") or (item.text("guid") if permanent else "")
    meta = {
        "guid": item.text("guid") or item.get(_ABOUT), "url": link if link.startswith("http") else "", "title": title,
        "lang": item.text("language") or channel.text("language"),
        "published": day(item.text("pubDate")) or day(item.text("date")) or "",
        "publisher": item.text("publisher") or _plain(channel.text("title")),
    }
    lines, roles = _body(body)
    return _made(title, lines, roles, list(_captions(item)), meta, name, item.line)


def _atom(entry: Element, feed: Element, name: str) -> Document | None:
    title = " ".join(_construct(entry.first("title"))[0])
    content = entry.first("content")
    if content is None or not any(part.strip() for part in content.strings()):
        content = entry.first("summary")
    links = [link for link in entry.all("link") if link.get("rel") in ("", "alternate")]
    lines, roles = _construct(content)
    origin = entry.first("source") or feed
    meta = {
        "guid": entry.text("id"), "url": next((link.get("href") for link in links), ""), "title": title,
        "lang": next((e.get(XML_LANG) for e in (content, entry, feed) if e is not None and e.get(XML_LANG)), ""),
        "published": day(entry.text("published")) or day(entry.text("updated")) or "",
        "updated": day(entry.text("updated")) or "",
        "publisher": " ".join(_construct(origin.first("title"))[0]),
    }
    return _made(title, lines, roles, list(_captions(entry)), meta, name, entry.line)


def _construct(element: Element | None) -> tuple[list[str], dict[int, Role]]:
    """The lines of an Atom text: plain, HTML in text, or XHTML elements."""
    if element is None:
        return [], {}
    kind = element.get("type")
    if kind == "xhtml" or (kind.endswith("xml") and any(isinstance(child, Element) for child in element.children)):
        return block_lines(element)
    text = "".join(element.strings()).strip()
    if kind in ("html", "text/html"):
        return markup_lines(text)
    return [line.strip() for line in lines_of(text) if line.strip()], {}


def _body(text: str) -> tuple[list[str], dict[int, Role]]:
    if is_markup(text):
        return markup_lines(text)
    return [squeezed(line) for line in lines_of(text) if line.strip()], {}


def _plain(text: str) -> str:
    return " ".join(markup_lines(text)[0]) if is_markup(text) else squeezed(text)


def _captions(item: Element) -> Iterator[str]:
    """What Media RSS says about pictures."""
    for element in item.walk():
        medium = element.get("medium") if element.name == "content" else element.get("type").partition("/")[0]
        if medium in ("image", "video") and (text := element.text("description")):
            yield _plain(text)


def _made(
    title: str, lines: list[str], roles: dict[int, Role], captions: list[str], meta: dict[str, str], name: str,
    line: int,
) -> Document | None:
    if not lines:
        return None
    made, known = headed(title, lines, roles, captions)
    return Document(lines=made, name=name, meta=meta, roles=known, line=line)
