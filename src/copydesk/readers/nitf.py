"""NITF, the IPTC's older XML for one article."""

from collections.abc import Iterator

from ..text import Role
from . import Document, Source
from ._dates import day
from ._xml import XML_LANG, Element, block_lines, parse, root_name

SUFFIXES = (".nitf", ".xml")


def sniff(head: bytes) -> bool:
    """NITF by its root element."""
    return root_name(head) == "nitf"


def read(source: Source) -> Iterator[Document]:
    """The one article. Raises InputError for XML that is not NITF or breaks off."""
    root = parse(source)
    if root.name != "nitf" or not root.ended:
        raise source.refusal(f"<{root.name}> is no whole NITF document", "give NITF, one article a file", root.line)
    yield document(root, {})


def document(root: Element, known: dict[str, str]) -> Document:
    """The document of an `nitf` element; `known` is what stands around it, and goes before."""
    head, body = root.first("head") or Element(name="head"), root.first("body") or Element(name="body")
    data = head.first("docdata") or Element(name="docdata")
    top = body.first("body.head") or Element(name="body.head")
    title = " ".join((top.text("hedline", "hl1") or head.text("title")).split())
    lines: list[str] = []
    roles: dict[int, Role] = {}

    def add(texts: list[str], role: Role | None = None) -> None:
        for text in texts:
            if role:
                roles[len(lines)] = role
            lines.append(text)

    add([title] if title else [], "headline")
    add([" ".join("".join(part.strings()).split()) for part in top.all("hedline", "hl2")], "subhead")
    for part in top.all("abstract"):
        add(block_lines(part)[0])
    add([""] if lines else [])
    if (content := body.first("body.content")) is not None:
        inner, inner_roles = block_lines(content)
        roles.update({number + len(lines): role for number, role in inner_roles.items()})
        lines.extend(inner)
    dates = ((data, "date.issue"), (data, "date.release"))
    found = [element.get("norm") for parent, name in dates for element in parent.all(name)]
    found += [element.get("date.publication") for element in head.all("pubdata")]
    given = data.first("doc-id")
    meta = {
        "guid": given.get("id-string") if given else "", "title": title,
        "lang": root.get(XML_LANG) or body.get(XML_LANG),
        "published": next((made for written in found if (made := day(written))), ""),
        "publisher": next((e.get("name") for e in head.all("pubdata") if e.get("name")), ""),
        "url": next((e.get("ex-ref") for e in head.all("pubdata") if e.get("ex-ref").startswith("http")), ""),
    }
    return Document(lines=lines, meta={**meta, **{k: v for k, v in known.items() if v}}, roles=roles, line=root.line)
