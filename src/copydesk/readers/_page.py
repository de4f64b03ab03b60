"""What a page says about its article: JSON-LD, OpenGraph, microdata, meta and time elements, the surest first."""

import json
from collections.abc import Iterator
from typing import Any

from ._dates import day
from ._markup import is_markup
from ._markup import lines as markup_lines
from ._text import one_line

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date.issued",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "publish_date",
    "published_time", "publication_date", "publicationdate", "pubdate", "date", "created",
)
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
)
_MOST = 100_000
_DEPTH = 20


def about(tree: Any) -> dict[str, str]:
    """title, published, updated, lang, publisher, url, description and body (JSON-LD's articleBody), where stated.

    `article` is set when the page says that it is one.
    """
    meta = _metas(tree)
    article = _article(tree)
    props = _microdata(tree)
    title = _string(article.get("headline")) or _first(meta, _TITLES) or props.get("headline", "")
    if not title:
        title = next((one_line(e.text_content()) for e in tree.iter("title")), "")
    dates = [_string(article.get("datePublished")), *(meta.get(name, "") for name in _PUBLISHED)]
    dates += [props.get("datePublished", ""), _string(article.get("dateCreated")), *_times(tree)]
    changes = [_string(article.get("dateModified")), *(meta.get(name, "") for name in _UPDATED)]
    changes.append(props.get("dateModified", ""))
    found = {
        "title": _clean(title),
        "published": next((made for written in dates if (made := day(written))), ""),
        "updated": next((made for written in changes if (made := day(written))), ""),
        "lang": _lang(tree, article, meta),
        "publisher": _clean(_named(article.get("publisher")) or meta.get("og:site_name", "")),
        "url": _url(tree, article, meta),
        "description": _clean(_string(article.get("description")) or _first(meta, ("og:description", "description"))),
        "body": _body(article),
        "article": "yes" if article or meta.get("og:type", "").lower() == "article" else "",
    }
    return {key: value for key, value in found.items() if value}


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each meta element, by its property or name in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (called := element.get(attribute)):
                found.setdefault(called.strip().lower(), content.strip())
    return found


def _microdata(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.xpath("//*[@itemprop]"):
        called = element.get("itemprop")
        if called in ("datePublished", "dateModified", "headline"):
            value = element.get("content") or element.get("datetime") or one_line(element.text_content())
            found.setdefault(called, value)
    return found


def _times(tree: Any) -> Iterator[str]:
    """Dates of time elements, those marked as the publication first."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    yield from (element.get("datetime") for element in times if element.get("pubdate") is not None)
    yield from (element.get("datetime") for element in times[:3])


def _article(tree: Any) -> dict[str, Any]:
    """The page's news article in JSON-LD, {} without one."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            text = script.text or ""
            if len(text) <= 10 * _MOST:
                found.extend(_articles(_parsed(text), 0))
    news = [item for item in found if any("News" in kind for kind in _types(item))]
    return next((item for item in [*news, *found] if item.get("headline")), (news or found or [{}])[0])


def _parsed(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        if any(kind.endswith(("Article", "BlogPosting")) for kind in _types(value)):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _articles(value.get(key), depth + 1)


def _types(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _string(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""


def _named(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _lang(tree: Any, article: dict[str, Any], meta: dict[str, str]) -> str:
    language = article.get("inLanguage")
    stated = _string(language) or (_string(language.get("alternateName")) if isinstance(language, dict) else "")
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return str(stated or root or meta.get("og:locale", "") or meta.get("content-language", ""))


def _url(tree: Any, article: dict[str, Any], meta: dict[str, str]) -> str:
    canonical = (e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    whole = article.get("mainEntityOfPage")
    named = _string(whole.get("@id")) if isinstance(whole, dict) else _string(whole)
    candidates = [*canonical, meta.get("og:url", ""), _string(article.get("url")), named]
    return next((url for url in candidates if url.startswith(("http://", "https://"))), "")


def _body(article: dict[str, Any]) -> str:
    body = _string(article.get("articleBody"))
    return "\n".join(markup_lines(body)[0]) if is_markup(body) else body


def _clean(text: str) -> str:
    return one_line(" ".join(markup_lines(text)[0]) if is_markup(text) else text)
