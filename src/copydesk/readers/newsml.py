"""NewsML-G2, the IPTC's XML for news: items alone or in a newsMessage; their text as NITF, (X)HTML or plain text."""

from collections.abc import Iterator
from dataclasses import replace

from ..text import Role
from . import Document, Source, nitf
from ._dates import day
from ._fit import shown
from ._headed import headed
from ._markup import lines as markup_lines
from ._text import lines_of
from ._xml import XML_LANG, Element, block_lines, parse, root_name

SUFFIXES = (".newsml", ".xml")
_ROOTS = ("newsMessage", "newsItem", "packageItem")
_WITHDRAWN = ("canceled", "withheld")


def sniff(head: bytes) -> bool:
    """NewsML-G2 by its root element."""
    return root_name(head) in (*_ROOTS, "NewsML")


def read(source: Source) -> Iterator[Document]:
    """A document for each news item with a text of its own; pictures' captions too. What is withdrawn is noted."""
    root = parse(source)
    if root.name == "NewsML":
        raise source.refusal("this is NewsML 1, which is not read", "export NewsML-G2, NITF or ninjs", root.line)
    if root.name not in _ROOTS:
        raise source.refusal(f"<{root.name}> is no NewsML-G2", "give a newsMessage or a newsItem", root.line)
    items = [item for item in root.walk() if item.name == "newsItem"]
    for item in items:
        if not item.ended:
            continue
        guid = item.get("guid")
        status = (item.first("itemMeta", "pubStatus") or item).get("qcode").rpartition(":")[2]
        if status in _WITHDRAWN:
            source.note(f"{source.name}:{item.line}: {shown(guid)}: {shown(status)} by its provider; left out")
            continue
        document = _document(item, guid if len(items) > 1 else "")
        if document is None:
            source.report(source.problem(f"{guid}: no text in it", "give inlineXML or inlineData", item.line))
        else:
            yield document


def _document(item: Element, name: str) -> Document | None:
    about, content = (item.first(part) or Element(name=part) for part in ("itemMeta", "contentMeta"))
    title = " ".join(content.text("headline").split())
    language = content.first("language")
    provider = about.first("provider")
    written = (about.text("firstCreated"), about.text("versionCreated"), content.text("contentCreated"))
    meta = {
        "guid": item.get("guid"), "title": title,
        "lang": (language.get("tag") if language else "") or item.get(XML_LANG),
        "published": next((made for date in written if (made := day(date))), ""),
        "updated": day(about.text("versionCreated")) or "",
        "publisher": content.text("creditline") or (provider.text("name") if provider else "")
        or (provider.get("literal") or provider.get("qcode").rpartition(":")[2] if provider else ""),
        "url": next((link.get("href") for link in about.all("link") if link.get("rel").endswith("canonical")), ""),
    }
    kind = (about.first("itemClass") or about).get("qcode").rpartition(":")[2]
    if kind in ("picture", "graphic", "video"):
        captions = [" ".join("".join(part.strings()).split()) for part in content.all("description")]
        roles: dict[int, Role] = dict.fromkeys(range(len(captions)), "caption")
        return Document(lines=captions, name=name, meta=meta, roles=roles, line=item.line) if captions else None
    for inline in item.all("contentSet", "inlineXML"):
        if (found := next((e for e in inline.walk() if e.name == "nitf"), None)) is not None:
            inside = nitf.document(found, meta)
            lines, roles = headed(title, inside.lines, inside.roles)
            return replace(inside, lines=lines, roles=roles, name=name, line=item.line)
        body = next((e for e in inline.walk() if e.name == "body"), inline)
        return _text(title, *block_lines(body), meta, name, item.line)
    for inline in item.all("contentSet", "inlineData"):
        text = "".join(inline.strings()).strip("\n")
        if "html" in inline.get("contenttype"):
            return _text(title, *markup_lines(text), meta, name, item.line)
        return _text(title, [line.rstrip() for line in lines_of(text)], {}, meta, name, item.line)
    return None


def _text(
    title: str, lines: list[str], roles: dict[int, Role], meta: dict[str, str], name: str, line: int
) -> Document | None:
    if not any(text.strip() for text in lines):
        return None
    made, known = headed(title, lines, roles)
    return Document(lines=made, name=name, meta=meta, roles=known, line=line)
