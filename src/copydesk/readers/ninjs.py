"""ninjs, the IPTC's news in JSON: versions 1 (`headline`, `body_text`, `body_xhtml`) and 2 and 3 (lists of them)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..text import Role
from . import Document, Source
from ._dates import day
from ._fit import shown
from ._headed import headed
from ._markup import lines as markup_lines
from ._text import decode, lines_of

SUFFIXES = (".ninjs",)
_DATES = ("firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentcreated", "contentCreated")
_UPDATES = ("versioncreated", "versionCreated")
_OWN = frozenset(("headlines", "bodies", "headline", "associations", "pubstatus", "pubStatus"))
_BODY = (None, "main", "body")
_WITHDRAWN = ("canceled", "cancelled", "withheld")


def read(source: Source) -> Iterator[Document]:
    """The one item. Raises InputError for what is no JSON object."""
    try:
        item = json.loads(decode(source.data()))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise source.refusal(f"this is not JSON ({error})", "write one ninjs item", line) from None
    if not isinstance(item, dict):
        raise source.refusal("this is no ninjs item", 'write {"uri": …, "headline": …, "body_text": …}')
    yield from documents_of(item, source, "", 1)


def is_ninjs(item: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a ninjs item: an identity and a body or a headline under ninjs's own names."""
    if not isinstance(item.get("uri"), str):
        return False
    return any(key in _OWN or key.startswith(("body_", "description_")) for key in item)


def documents_of(item: Mapping[str, Any], source: Source, name: str, line: int) -> Iterator[Document]:
    """The document of an item; one that its provider has withdrawn is noted and left out."""
    status = item.get("pubstatus") or item.get("pubStatus")
    called = str(item.get("uri") or name)
    if status in _WITHDRAWN:
        source.note(f"{source.name}:{line}: {shown(called)}: {shown(status)} by its provider; left out")
        return
    title = " ".join(_best(item, "headline", "headlines").split())
    body, inner = _body(item)
    lines, roles = headed(title, body, inner, _captions(item))
    meta = {
        "guid": str(item.get("uri") or ""), "title": title, "lang": _text(item.get("language")),
        "published": _date(item, _DATES), "updated": _date(item, _UPDATES),
        "publisher": _text(item.get("source")) or _text(item.get("creditline")) or _text(item.get("copyrightholder"))
        or _text(item.get("copyrightHolder")), "url": _text(item.get("url")),
    }
    if not body:
        source.report(source.problem(f"{called}: there is no body", "give body_text, body_xhtml or bodies", line))
        return
    yield Document(lines=lines, name=name and called, meta=meta, roles=roles, line=line)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _date(item: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if (found := day(_text(item.get(key))))), "")


def _best(item: Mapping[str, Any], one: str, many: str) -> str:
    """The single value of version 1, or of version 2 the one whose role is "main" or that comes first."""
    if isinstance(item.get(one), str):
        return _text(item[one])
    listed = [entry for entry in _list(item.get(many)) if isinstance(entry, dict) and _text(entry.get("value"))]
    main = [entry for entry in listed if entry.get("role") in (None, "main", "headline")]
    return _text((main or listed)[0]["value"]) if listed else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _body(item: Mapping[str, Any]) -> tuple[list[str], dict[int, Role]]:
    bodies = [(key.removeprefix("body_"), _text(value)) for key, value in item.items() if key.startswith("body_")]
    bodies += [
        (_text(entry.get("contentType")) or _text(entry.get("contenttype")) or "text", _text(entry.get("value")))
        for entry in _list(item.get("bodies")) if isinstance(entry, dict) and entry.get("role") in _BODY
    ]
    filled = [(kind, text) for kind, text in bodies if text.strip()]
    for kind, text in filled:
        if "html" in kind:
            return markup_lines(text)
    return next((lines_of(text) for _, text in filled), []), {}


def _captions(item: Mapping[str, Any]) -> Iterator[str]:
    given = item.get("associations")
    associations = list(given.values()) if isinstance(given, dict) else _list(given)
    for entry in associations:
        if isinstance(entry, dict) and entry.get("type") in ("picture", "graphic", "video"):
            caption = _text(entry.get("description_text")) or _best(entry, "description_caption", "descriptions")
            if caption:
                yield " ".join(caption.split())
