"""A desk as its pages show it: articles, assertions and discrepancies as plain data, in a fixed order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from .. import shown
from ..assertions import Assertion, Waiver
from ..assertions.model import Severity
from ..conflicts import Conflict, conflicts
from ..coverage import Coverage
from ..coverage import figures as figures_of
from ..errors import InputError
from ..findings import Finding
from ..hygiene import check_assertion, check_waiver
from ..internal import Observation, observe
from ..reports import terminal
from ..session import Desk
from ..text import Article, Span
from .marks import Paragraph, Piece, excerpt, paragraphs

STATES = ("contradicted", "unclear", "waived", "consistent", "not_mentioned")
"""What became of a check, the gravest first: a verdict, or `waived` for a discrepancy that was accepted."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
LABELS = {
    "contradicted": "contradicted", "unclear": "unclear", "waived": "waived", "consistent": "consistent",
    "not_mentioned": "not mentioned", "uncovered": "not covered",
}
INTERNAL = "article against itself"
"""The topic of checks that need no assertion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What came of one check of one article.

    `said` are the article's words, `span` their place, None when it has none; `covered` is where the figures begin that
    the assertion answers for, that one and others that say the same; `told` how the article tells it, in a quotation or
    by a source; `others` what else was read of a discrepancy, and why it did not decide.
    """

    article: Article
    check: str
    state: str
    severity: str
    topic: str
    reason: str
    place: str
    assertion: Assertion | None = None
    said: str | None = None
    reading: str | None = None
    span: Span | None = None
    sentence: Sequence[str] = ()
    comparison: str = ""
    told: str = ""
    ties: Sequence[tuple[str, str]] = ()
    others: Sequence[tuple[str, str]] = ()
    waiver: Waiver | None = None
    expired: bool = False
    covered: Sequence[int] = ()

    @property
    def open(self) -> bool:
        """Whether somebody has to decide."""
        return self.state == "contradicted"

    @property
    def title(self) -> str:
        """What it is measured against, in words."""
        if self.assertion is None:
            return f"{self.topic}: {self.check.removeprefix('internal.')}"
        return titled(self.assertion)

    @property
    def rank(self) -> tuple[int, int, str, int, str]:
        """The gravest first, then by article and place."""
        severity = SEVERITIES.index(self.severity) if self.severity in SEVERITIES else 0
        start = self.span.start if self.span else -1
        return STATES.index(self.state), severity, self.article.id, start, self.check


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article: its text with the figures marked, and everything that was asked."""

    article: Article
    paragraphs: Sequence[Paragraph]
    entries: Sequence[Entry]
    covered: int
    figures: int

    @property
    def title(self) -> str:
        """Its headline, else its id."""
        return self.article.title or self.article.id

    @property
    def counts(self) -> Counter[str]:
        """How many checks came to each state."""
        return Counter(entry.state for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertionPage:
    """One assertion and what every article says about it; `problem` is what is wrong with the assertion itself."""

    assertion: Assertion
    entries: Sequence[Entry]
    problem: str | None = None

    @property
    def spoken(self) -> list[Entry]:
        """The articles that say something about it."""
        return [e for e in self.entries if e.state != "not_mentioned"]

    @property
    def counts(self) -> Counter[str]:
        """How many articles came to each state."""
        return Counter(entry.state for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRow:
    """One waiver; `problem` says why it no longer holds."""

    waiver: Waiver
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """Two articles that disagree, each with its sentence in three pieces: before, the words, after."""

    conflict: Conflict
    sides: Sequence[tuple[Article, Span, Sequence[str], str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that the pages show. `day` is the one on which waivers were judged."""

    day: date
    articles: Sequence[ArticlePage]
    assertions: Sequence[AssertionPage]
    waivers: Sequence[WaiverRow]
    conflicts: Sequence[ConflictRow]
    coverage: Coverage
    problems: Sequence[str] = ()
    unread: Sequence[str] = ()
    entries: Sequence[Entry] = field(default=())

    @property
    def open(self) -> list[Entry]:
        """The discrepancies that nobody has decided."""
        return [entry for entry in self.entries if entry.open]

    @property
    def counts(self) -> Counter[str]:
        """How many checks came to each state."""
        return Counter(entry.state for page in self.articles for entry in page.entries)

    @property
    def topics(self) -> list[str]:
        """Every topic, in order; the articles' own checks last."""
        names = {entry.topic for entry in self.entries} | {page.assertion.topic for page in self.assertions}
        return sorted(names - {INTERNAL}) + ([INTERNAL] if INTERNAL in names else [])


def titled(assertion: Assertion) -> str:
    """An assertion in words; a total with its parts, which tell it from a claim of the same words."""
    parts = " + ".join(part.text for part in assertion.parts)
    return f"{assertion.claim.text} = {parts}" if parts else assertion.claim.text


def gather(desk: Desk, articles: Iterable[Article] | None = None) -> Site:
    """Judge everything and lay it out. Problems in the assertions are shown, and then nothing is judged by them.

    `articles` are the desk's own, as whoever watches them gives them.
    """
    problems = [str(problem) for problem in desk.loaded.problems]
    coverage = Coverage()
    pages = [article_page(desk, article, coverage, judged=not problems) for article in articles or desk.articles()]
    by_check: dict[str, list[Entry]] = {}
    for page in pages:
        for entry in page.entries:
            by_check.setdefault(entry.check, []).append(entry)
    assertions = [
        AssertionPage(
            assertion=assertion, problem=_wrong(desk, assertion) if not problems else None,
            entries=sorted(by_check.get(assertion.id, ()), key=lambda e: e.rank),
        )
        for assertion in desk.loaded.by_id.values()
    ]
    waivers = [_waiver(desk, waiver, judged=not problems) for waiver in desk.loaded.waivers]
    entries = sorted((e for page in pages for e in page.entries if e.state != "not_mentioned"), key=lambda e: e.rank)
    return Site(
        day=desk.today, articles=pages, waivers=waivers, coverage=coverage, problems=problems, entries=entries,
        unread=list(_unread(desk)),
        assertions=sorted(assertions, key=lambda p: (p.assertion.topic, p.assertion.place)),
        conflicts=[] if problems else list(_conflicts(desk)),
    )


def _unread(desk: Desk) -> Iterator[str]:
    """What is wrong with the articles that cannot be read."""
    for path in sorted(desk.corpus.rglob("*.md")):
        try:
            desk.article(path)
        except InputError as error:
            yield from map(str, error.problems)
        except OSError as error:
            yield f"{desk.shown(path)}: {error.strerror or error}"


def article_page(desk: Desk, article: Article, coverage: Coverage | None = None, *, judged: bool = True) -> ArticlePage:
    """One article with all that it is asked about."""
    counted = coverage if coverage is not None else Coverage()
    entries: list[Entry] = []
    for assertion in desk.selected(article) if judged else ():
        outcome = desk.check_fact(article, assertion)
        counted.add(article.id, outcome.record.get("figures", 0), outcome.record.get("covered", ()))
        entries.append(_fact(desk, desk.finding(article, assertion), outcome.status, outcome.record))
    annotated = desk.annotated(article)
    for check in desk.internals(article) if judged else ():
        entries.extend(_internal(desk, article, seen) for seen in observe(annotated, check))
    entries.sort(key=lambda e: e.rank)
    counted.add(article.id, len(figures_of(annotated)), ())
    covered, figures = counted.of(article.id)
    return ArticlePage(
        article=article, paragraphs=paragraphs(annotated, entries), entries=entries, covered=covered, figures=figures
    )


def _fact(desk: Desk, finding: Finding, status: str, record: dict[str, object]) -> Entry:
    article, assertion, statement = finding.article, finding.assertion, finding.statement
    said = terminal.said(finding)
    mention = statement.mention if statement else None
    waiver = desk.waiver(article, assertion.id, said, mention) if finding.verdict == "contradicted" else None
    state: str = "waived" if status == "xfailed" else finding.verdict
    covered = record.get("covered")
    span = Span(mention.start, mention.end) if mention else None
    return Entry(
        article=article, check=assertion.id, assertion=assertion, state=state, topic=assertion.topic,
        severity=str(record.get("severity") or assertion.severity), reason=_short(finding.reason, assertion),
        place=terminal.place(finding), said=said, reading=shown.value(mention) if mention else None,
        span=span, sentence=excerpt(article, span, statement.sentence) if span and statement else (),
        comparison=statement.comparison if statement else "", told=finding.told,
        ties=[(article.text[s.start : s.end], term) for s, term in statement.ties] if statement else (),
        others=[
            (article.text[m.start : m.end], "says the same" if terminal.again(finding, m) else why)
            for m, why in (terminal.considered(finding) if finding.verdict in ("contradicted", "unclear") else ())
        ],
        waiver=waiver, expired=waiver is not None and waiver.expired(desk.today),
        covered=tuple(covered) if isinstance(covered, list) else (),
    )


def _short(reason: str, assertion: Assertion) -> str:
    """The reason without the claim at its end: pages name it beside the reason."""
    return reason.removesuffix(f': "{assertion.claim.text}"')


def _internal(desk: Desk, article: Article, seen: Observation) -> Entry:
    check = f"internal.{seen.check}"
    waiver = desk.waiver(article, check, seen.value)
    expired = waiver is not None and waiver.expired(desk.today)
    line, column = article.place(seen.span.start)
    return Entry(
        article=article, check=check, state="waived" if waiver and not expired else "contradicted", topic=INTERNAL,
        severity=desk.settings.of_check(seen.check, article.id) or "error", reason=seen.what,
        place=f"{article.path or article.id}:{line}:{column}", said=seen.value,
        span=seen.span, sentence=excerpt(article, seen.span), waiver=waiver, expired=expired,
    )


def _wrong(desk: Desk, assertion: Assertion) -> str | None:
    """What is wrong with an assertion's evidence, or that nothing matches it."""
    outcome = check_assertion(desk, assertion)
    if outcome.status == "failed" or outcome.record.get("matched") is False:
        return outcome.line.removeprefix(f"{assertion.place}: {assertion.id}: ")
    return None


def _waiver(desk: Desk, waiver: Waiver, *, judged: bool) -> WaiverRow:
    if not judged:
        return WaiverRow(waiver=waiver)
    outcome = check_waiver(desk, waiver)
    problem = None
    if outcome.status == "failed":
        problem = outcome.line.removeprefix(f"{waiver.place}: ")
    elif waiver.expired(desk.today):
        problem = f"expired with {waiver.until}; what it covered is open again"
    return WaiverRow(waiver=waiver, problem=problem)


def _conflicts(desk: Desk) -> Iterator[ConflictRow]:
    spellings = [
        (assertion.name or "", *assertion.also) for assertion in desk.loaded.assertions if assertion.kind == "name"
    ]
    found = conflicts(
        (desk.annotated(article) for article in desk.articles()), accepted=spellings, lexicon=desk.lexicon
    )
    for conflict in found:
        sides = [
            (side.article, side.span, excerpt(side.article, side.span, side.sentence), shown.value(side.mention))
            for side in (conflict.a, conflict.b)
        ]
        yield ConflictRow(conflict=conflict, sides=sides)


__all__ = [
    "LABELS", "SEVERITIES", "STATES", "ArticlePage", "AssertionPage", "ConflictRow", "Entry", "Paragraph", "Piece",
    "Site", "WaiverRow", "article_page", "gather",
]
