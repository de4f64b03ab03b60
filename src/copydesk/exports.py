"""What people decided, for other programs: ClaimReview (schema.org) and the W3C Web Annotation model.

Only discrepancies that somebody decided are exported: a verdict of the program alone is not a review. What the parser
misread is nobody's claim, so it is annotated and not reviewed.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from .assertions import Waiver
from .html.view import Entry, Site
from .reports import terminal

RATINGS = {"article": (1, "Contradicted"), "accepted": (3, "Accepted as published"), "assertion": (5, "Stands")}
"""Who is wrong, and what that makes of the article's statement, from 1 (wrong) to 5 (right)."""
JUDGED = {
    "article": "The article is wrong.", "assertion": "The assertion is wrong; the article stands.",
    "parser": "The parser misread the article.", "accepted": "Both may stand.",
}
CONTEXT = 60


def decided(site: Site) -> Iterator[tuple[Entry, Waiver]]:
    """Every discrepancy that a waiver in force decides, in the order of the site."""
    for entry in site.entries:
        if entry.state == "waived" and entry.waiver:
            yield entry, entry.waiver


def claim_reviews(site: Site) -> list[dict[str, Any]]:
    """ClaimReview objects for the articles' statements that somebody judged."""
    return [_review(entry, waiver) for entry, waiver in decided(site) if waiver.verdict in RATINGS]


def annotations(site: Site) -> dict[str, Any]:
    """One AnnotationPage with an annotation on the article's words for each decision."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:copydesk:annotations", "type": "AnnotationPage",
        "items": [_annotation(entry, waiver) for entry, waiver in decided(site)],
    }


def _review(entry: Entry, waiver: Waiver) -> dict[str, Any]:
    article = entry.article
    value, name = RATINGS[waiver.verdict]
    news: dict[str, Any] = {"@type": "NewsArticle", "headline": article.title or article.id, "inLanguage": article.lang}
    if article.url:
        news["url"] = article.url
    day = _day(article.published)
    if day:
        news["datePublished"] = day
    if article.publisher:
        news["publisher"] = {"@type": "Organization", "name": article.publisher}
    made: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "ClaimReview",
        "@id": f"urn:copydesk:review:{_name(entry)}",
        "claimReviewed": " ".join("".join(entry.sentence).split()) or entry.said or entry.title,
        "itemReviewed": {"@type": "Claim", "appearance": news},
        "reviewRating": {
            "@type": "Rating", "ratingValue": value, "worstRating": 1, "bestRating": 5, "alternateName": name,
        },
        "author": {"@type": "Organization", "name": waiver.by},
        "reviewBody": waiver.reason,
    }
    if article.url:
        made["url"] = article.url
    if waiver.on and waiver.on.first:
        made["datePublished"] = waiver.on.first.isoformat()
    source = entry.assertion.source if entry.assertion else None
    if source:
        made["citation"] = {
            "@type": "CreativeWork", "name": source.name, **({"url": source.url} if source.url else {})
        }
    return made


def _annotation(entry: Entry, waiver: Waiver) -> dict[str, Any]:
    against = (
        f"{entry.assertion.id}: {terminal.expected(entry.assertion)}" if entry.assertion else entry.check
    )
    made: dict[str, Any] = {
        "id": f"urn:copydesk:annotation:{_name(entry)}", "type": "Annotation", "motivation": "assessing",
        "creator": {"type": "Organization", "name": waiver.by},
        "body": [
            {
                "type": "TextualBody", "purpose": "assessing", "format": "text/plain", "language": "en",
                "value": f"{JUDGED[waiver.verdict]} {waiver.reason}",
            },
            {"type": "TextualBody", "purpose": "tagging", "value": waiver.verdict},
            {"type": "TextualBody", "purpose": "identifying", "value": against},
        ],
        "target": _target(entry),
    }
    if waiver.on and waiver.on.first:
        made["created"] = f"{waiver.on.first.isoformat()}T00:00:00Z"
    return made


def _target(entry: Entry) -> dict[str, Any]:
    article, span = entry.article, entry.span
    target: dict[str, Any] = {"source": article.url or f"urn:copydesk:article:{article.id}"}
    if span is not None:
        text = article.text
        target["selector"] = [
            {
                "type": "TextQuoteSelector", "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - CONTEXT) : span.start],
                "suffix": text[span.end : span.end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ]
    return target


def _day(published: str | None) -> str | None:
    """The first day of publication."""
    from .periods import Period

    first = Period.parse(published).first if published else None
    return first.isoformat() if first else None


def _name(entry: Entry) -> str:
    """A name of the decision that stays as long as article, check and words do."""
    words = "\n".join((entry.article.id, entry.check, entry.said or ""))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
