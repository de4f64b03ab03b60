"""Findings for a terminal: one line that says where, what and against which assertion, and the evidence below it."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..assertions.model import Assertion
from ..assertions.waivers import Waiver
from ..errors import visible
from ..findings import Finding
from ..internal import Observation
from ..matching.judge import judge
from ..matching.links.match import UNTIED
from ..mentions import Mention
from ..shown import value
from ..text import Article, fold
from .wording import underlined

_LABEL = 12
_FEW = 3
"""So many figures that did not decide are shown as evidence; `--explain` shows all."""


def said(finding: Finding) -> str | None:
    """The words of the article that answer the assertion."""
    statement = finding.statement
    if statement is None:
        return None
    mention = statement.mention
    if mention.kind in ("position", "name") and mention.person:
        return mention.person
    return finding.article.text[mention.start : mention.end]


def expected(assertion: Assertion) -> str:
    """The asserted value as the claim writes it."""
    if assertion.kind == "position":
        return assertion.person or ""
    if assertion.kind == "name":
        return assertion.name or ""
    found = assertion.claim.expected
    return assertion.claim.text[found.start : found.end] if found else assertion.claim.text


def place(finding: Finding) -> str:
    """`file:line:column` of the words that answer, else the file."""
    article = finding.article
    if finding.statement is None:
        return article.path or article.id
    line, column = article.place(finding.statement.mention.start)
    return f"{article.path or article.id}:{line}:{column}"


def line(finding: Finding) -> str:
    """The finding in one line."""
    verdict = finding.verdict.replace("_", " ")
    return visible(f"{place(finding)}: {verdict}: {_reason(finding)} ({finding.assertion.place})")


def skipped(finding: Finding) -> str:
    """The same without the place, which pytest puts before the reason of a skip."""
    verdict = finding.verdict.replace("_", " ")
    return visible(f"{verdict}: {_reason(finding)} ({finding.assertion.place})")


def _reason(finding: Finding) -> str:
    """The reason; of a discrepancy also how the article tells it."""
    told = f"; {finding.told}" if finding.told and finding.verdict == "contradicted" else ""
    return f"{_one_line(finding.reason)}{told}"


def observation(article: Article, seen: Observation) -> dict[str, Any]:
    """An internal discrepancy as plain data."""
    return {**where(article, seen.span), "value": _one_line(seen.value), "reason": seen.what}


def waiver_record(waiver: Waiver) -> dict[str, str]:
    """A waiver as plain data."""
    return {
        "verdict": waiver.verdict, "reason": _one_line(waiver.reason), "by": waiver.by, "until": str(waiver.until),
        "place": str(waiver.place),
    }


def waived(text: str, waiver: Waiver) -> str:
    """A discrepancy's line with the waiver that accepts it."""
    return f"waived by {waiver.by} until {waiver.until}: {_one_line(waiver.reason)} ({waiver.place}) – {text}"


def evidence(finding: Finding, waivers: str) -> str:
    """The sentence with the mention underlined, both values, the comparison, the source, and what to do."""
    article, assertion, statement = finding.article, finding.assertion, finding.statement
    lines: list[str] = []
    if statement:
        mention = statement.mention
        lines.append(place(finding))
        lines.extend(_sentence(finding))
        read = "" if mention.kind == "name" else f" ({mention.kind}: {value(mention)})"
        lines.append(_row("article", f"{said(finding)}{read}"))
    lines.append(_row("assertion", f"{assertion.claim.text} ({assertion.place}{_valid(assertion)})"))
    lines.extend(_grounds(finding))
    lines.extend(_sources(assertion))
    lines.extend(_others(finding, considered(finding)))
    if finding.verdict == "contradicted":
        words = said(finding)
        first = f"correct the article, or the assertion at {assertion.place}"
        lines.extend(_remedy(first, article, assertion.id, words, waivers))
    return "\n".join(lines)


def explanation(finding: Finding) -> str:
    """The sentence, what ties the figure to the claim, and the other figures with why they did not decide."""
    return "\n".join([*_sentence(finding), *(f"    {row}" for row in grounds(finding, finding.others))])


def grounds(finding: Finding, others: Iterable[tuple[Mention, str]]) -> Iterator[str]:
    """What ties a figure to its claim, and each of `others` with why it did not decide; those that no word ties counted."""
    yield from _grounds(finding)
    others = list(others)
    tied = [(mention, why) for mention, why in others if why != UNTIED]
    yield from _others(finding, tied)
    left = len(others) - len(tied)
    if left:
        counted = f"{left} more, which" if tied else f"{left} figure{'' if left == 1 else 's'} that"
        yield _row("" if tied else "also read", f"{counted} stand{'s' if left == 1 else ''} by none of the claim's words")


def _sentence(finding: Finding) -> list[str]:
    """The sentence that decides, with its figure underlined."""
    statement = finding.statement
    if statement is None:
        return []
    mark = statement.mention.start, statement.mention.end
    return [f"    {row}" for row in underlined(finding.article.text, *statement.sentence, mark)]


def _grounds(finding: Finding) -> Iterator[str]:
    """Both values compared, how the article tells its own, and the words that tie it to the claim."""
    article, statement = finding.article, finding.statement
    if statement and statement.comparison:
        yield _row("comparison", statement.comparison)
    if finding.told:
        yield _row("told", finding.told)
    if statement and statement.ties:
        yield _row("tied by", ", ".join(_tie(article.text[s.start : s.end], term) for s, term in statement.ties))


def _tie(words: str, term: str) -> str:
    """The article's words, with those of the claim where they differ."""
    words = _one_line(words)
    return words if fold(words) == fold(term) else f"{words} ({term})"


def _others(finding: Finding, others: Iterable[tuple[Mention, str]]) -> Iterator[str]:
    """What else was read: where the same value stands once more, and why others did not decide."""
    article = finding.article
    for mention, why in others:
        row, column = article.place(mention.start)
        words = f"{article.text[mention.start : mention.end]} ({row}:{column})"
        yield _row("says again", words) if again(finding, mention) else _row("also read", f"{words}: {why}")


def considered(finding: Finding) -> list[tuple[Mention, str]]:
    """The first of the other figures that words of the claim tie, with why they did not decide."""
    return [other for other in finding.others if other[1] != UNTIED][:_FEW]


def again(finding: Finding, mention: Mention) -> bool:
    """Whether another mention says what the one says that decides; what is counted need not be said twice."""
    if finding.statement is None or mention.low is None:
        return False
    chosen = finding.statement.mention
    values = {(one.low, one.high, one.unit) for one in (mention, chosen)}
    return len(values) == 1 and (mention.counted == chosen.counted or not (mention.counted and chosen.counted))


def observed(article: Article, seen: Observation) -> str:
    """An internal discrepancy in one line."""
    row, column = article.place(seen.span.start)
    return visible(f"{article.path or article.id}:{row}:{column}: {seen.check}: “{_one_line(seen.value)}”: {seen.what}")


def observed_evidence(article: Article, observations: Iterable[Observation], check: str, waivers: str) -> str:
    """Each observation with its place underlined, and what to do."""
    lines: list[str] = []
    last = None
    for seen in observations:
        lines.append(observed(article, seen))
        for span in (seen.span, seen.other):
            if span is not None:
                start = article.text.rfind("\n", 0, span.start) + 1
                end = article.text.find("\n", span.end)
                end = len(article.text) if end < 0 else end
                lines.extend(f"    {row}" for row in underlined(article.text, start, end, span))
        last = seen
    if last:
        lines.extend(_remedy("correct the article", article, check, last.value, waivers))
    return "\n".join(lines)


def record(finding: Finding) -> dict[str, Any]:
    """The finding as plain data for reports that travel between processes."""
    from ..jsonl import mention_form

    article, statement = finding.article, finding.statement
    made: dict[str, Any] = {
        "article": article.id,
        "assertion": finding.assertion.id,
        "topic": finding.assertion.topic,
        "claim": finding.assertion.claim.text,
        "verdict": finding.verdict,
        "severity": finding.assertion.severity,
        "reason": finding.reason,
        "told": finding.told,
        "place": place(finding),
        **where(article, (statement.mention.start, statement.mention.end) if statement else None),
        "value": said(finding),
        "source": str(finding.assertion.place),
        "mention": mention_form(statement.mention, article.text) if statement else None,
    }
    return made


def where(article: Article, span: tuple[int, int] | None) -> dict[str, Any]:
    """A stretch of an article as records place it; lines and columns from 1, the end one past the last character."""
    start = article.place(span[0]) if span else (None, None)
    end = article.place(span[1]) if span else (None, None)
    return {
        "file": article.path or article.id, "line": start[0], "column": start[1], "end_line": end[0],
        "end_column": end[1],
    }


def agrees(mention: Mention, assertion: Assertion) -> bool:
    """Whether a mention's value is the asserted one."""
    wanted = assertion.claim.expected
    compared = judge(mention, wanted, assertion.tolerance) if wanted else None
    return compared is not None and compared.verdict == "consistent"


def _row(label: str, text: str) -> str:
    return f"{label:<{_LABEL}}{visible(_one_line(text))}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _valid(assertion: Assertion) -> str:
    return f", valid {assertion.valid}" if assertion.valid else ""


def _sources(assertion: Assertion) -> list[str]:
    source = assertion.source
    lines = []
    if source:
        parts = (source.name, source.url, str(source.on) if source.on else None)
        lines.append(_row("source", ", ".join(part for part in parts if part)))
    if assertion.checked_by:
        on = f" on {assertion.checked_on}" if assertion.checked_on else ""
        lines.append(_row("checked", f"by {assertion.checked_by}{on}"))
    if assertion.note:
        lines.append(_row("note", assertion.note))
    return lines


def _remedy(first: str, article: Article, check: str, words: str | None, waivers: str) -> list[str]:
    """What an editor can do, with a waiver ready to be filled in."""
    shown = f', value: "{visible(_one_line(words))}"' if words else ""
    return [
        _row("what to do", f"{first}; if it is to stay, add to {waivers}:"),
        f"    - {{article: {article.id}, assertion: {check}{shown}, verdict: accepted, reason: …, by: …, until: …}}",
    ]
