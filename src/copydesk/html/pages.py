"""The pages of a site, by path; the same for the report on disk and for the review."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from ..errors import MissingExtra
from ..periods import Period
from .view import LABELS, SEVERITIES, STATES, ArticlePage, AssertionPage, Entry, Site

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
STATIC = HERE / "static"
ROWS = 1000
"""How many rows a page of a list has: longer ones open slowly."""
FEW = 12
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)


def environment() -> "Environment":
    """Jinja2 with everything escaped and nothing undefined. Raises MissingExtra."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise MissingExtra("the report", "report") from None
    from . import charts

    made = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    made.filters.update(day=day, href=safe_url, anchor=anchor, plural=plural, label=lambda state: LABELS[state])
    made.globals.update(stacked=charts.stacked, states=STATES, severities=SEVERITIES, article_path=article_path,
                        assertion_path=assertion_path)
    return made


class Book:
    """Every page of a site. `review` is what the review adds to a page; None in the report."""

    def __init__(self, site: Site, *, review: Any = None) -> None:
        self.site, self.review = site, review
        self._environment = environment()
        self._known = {page.article.id for page in site.articles}
        self._asserted = {page.assertion.id for page in site.assertions}
        self._pages: dict[str, Callable[[str], str]] = {"index.html": self._overview, "waivers.html": self._waivers}
        self._pages["conflicts.html"] = self._conflicts
        self._listed("findings", site.entries)
        self._listed("articles", site.articles)
        self._listed("assertions", site.assertions)
        for article in site.articles:
            self._pages[f"articles/{article.article.id}.html"] = self._article(article)
        for assertion in site.assertions:
            self._pages[f"assertions/{assertion.assertion.id}.html"] = self._assertion(assertion)

    def paths(self) -> list[str]:
        """Every page's path below the root, with slashes, as on disk (not quoted)."""
        return list(self._pages)

    def render(self, path: str) -> str | None:
        """One page; None when there is none of that path."""
        page = self._pages.get(path)
        return page(path) if page else None

    def fill(self, template: str, path: str, **values: Any) -> str:
        """A template, with what every page has; `path` tells how deep it lies."""
        return self._environment.get_template(f"{template}.html.j2").render(
            site=self.site, review=self.review, root="../" * path.count("/"), here=template, known=self._known,
            asserted=self._asserted, **values
        )

    def _listed(self, name: str, rows: Sequence[Any]) -> None:
        """A list, over as many pages as it takes."""
        count = max(1, -(-len(rows) // ROWS))
        paths = [f"{name}.html", *(f"{name}-{number}.html" for number in range(2, count + 1))]
        for number, path in enumerate(paths):
            part = rows[number * ROWS : (number + 1) * ROWS]
            self._pages[path] = lambda path, part=part, number=number: self.fill(  # type: ignore[misc]
                name, path, rows=part, number=number + 1, pages=paths, total=len(rows)
            )

    def _overview(self, path: str) -> str:
        site = self.site
        pages = [page for page in site.articles if page.figures]
        least = sorted(pages, key=lambda p: (p.covered / p.figures, -p.figures, p.article.id))[:FEW]
        topics: dict[str, Counter[str]] = {}
        for entry in site.open:
            topics.setdefault(entry.topic, Counter())[entry.severity] += 1
        ranked = sorted(topics.items(), key=lambda pair: (-pair[1].total(), pair[0]))[:FEW]
        return self.fill(
            "overview", path, least=least, topics=ranked, most=max((c.total() for _, c in ranked), default=0),
            first=site.open[:FEW], covered=site.coverage.all(), troubled=[w for w in site.waivers if w.problem],
            weak=[p for p in site.assertions if p.problem],
        )

    def _waivers(self, path: str) -> str:
        return self.fill("waivers", path)

    def _conflicts(self, path: str) -> str:
        return self.fill("conflicts", path)

    def _article(self, page: ArticlePage) -> Callable[[str], str]:
        heads = [p for p in page.paragraphs if p.role == "headline"]
        return lambda path: self.fill(
            "article", path, page=page, head=heads[0] if heads else None,
            runs=_runs([p for p in page.paragraphs if not heads or p is not heads[0]]),
        )

    def _assertion(self, page: AssertionPage) -> Callable[[str], str]:
        return lambda path: self.fill("assertion", path, page=page, values=_said(page.spoken))


def _runs(paragraphs: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Neighbouring paragraphs of one role together, so that key points make one list."""
    made: list[tuple[str, list[Any]]] = []
    for paragraph in paragraphs:
        if made and made[-1][0] == paragraph.role == "key_point":
            made[-1][1].append(paragraph)
        else:
            made.append((paragraph.role, [paragraph]))
    return made


def _said(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """The different words in which articles give the value, the most frequent first."""
    counted = Counter(entry.reading for entry in entries if entry.reading)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def article_path(identifier: str) -> str:
    """The address of an article's page."""
    return quote(f"articles/{identifier}.html")


def assertion_path(identifier: str, article: str | None = None) -> str:
    """The address of an assertion's page, or of what one article says there."""
    return quote(f"assertions/{identifier}.html") + (f"#{quote(anchor(article))}" if article else "")


def anchor(identifier: str) -> str:
    """An id within a page: no white space."""
    return re.sub(r"\s", "_", identifier)


def decide_path(entry: Entry) -> str:
    """The address at which a discrepancy is decided."""
    asked = {"article": entry.article.id, "check": entry.check, "value": entry.said or ""}
    return f"decide?{urlencode(asked)}"


def safe_url(address: str | None) -> str | None:
    """The address when a page may link to it; None for everything that is not plain http."""
    try:
        return address if address and urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 article", "1,200 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(value: str | date | Period | None) -> str:
    """A date in words: "13 November 2024", "July 2025", "30–31 May 2024"; what cannot be read stays as written."""
    if value is None:
        return ""
    if isinstance(value, date):
        return _day(value)
    try:
        period = Period.parse(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    first, last, written = period.first, period.last, str(period)
    if first is None or last is None:
        return f"since {_day(first)}" if first else f"until {_day(last)}" if last else written
    if first == last:
        return _day(first)
    if re.fullmatch(r"\d{4}", written):
        return written
    if re.fullmatch(r"\d{4}-\d\d", written):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
