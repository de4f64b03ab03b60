"""How strong the assertions are: figures are altered one by one, and what would still pass is counted.

An alteration changes the article as a slip of the pen would, and nothing else: the same words, another number. Which
ones are tried is fixed, so that two runs say the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from . import coverage
from .annotate import Annotated, annotate
from .assertions import Assertion
from .findings import Finding
from .internal import observe
from .matching.check import check_all
from .mentions import Mention
from .session import Desk
from .text import Article, Passage

_DIGIT = re.compile(r"[1-9]")
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f\u2009 ]*\d|\d")
_GROUPED = re.compile(r"\d{1,3}([.,\u00a0\u202f\u2009 ])\d{3}(?:\1\d{3})*")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One figure of an article with another number in its place."""

    start: int
    end: int
    how: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of altering one figure: `survived` are the alterations that nothing noticed, `caught` maps the others
    to the check that failed. `asked` says whether an assertion speaks of the figure as it stands."""

    article: Article
    start: int
    end: int
    asked: bool
    caught: tuple[tuple[Mutant, str], ...] = ()
    survived: tuple[Mutant, ...] = ()

    @property
    def total(self) -> int:
        """How many alterations were tried."""
        return len(self.caught) + len(self.survived)


def try_article(desk: Desk, article: Article) -> Iterator[Trial]:
    """Alter every figure of an article, in order of place."""
    annotated = desk.annotated(article)
    facts = desk.selected(article)
    findings = [desk.finding(article, assertion) for assertion in facts]
    spoken = {at for finding in findings for at in coverage.covered(annotated, finding)}
    by_start = {m.start: m for m in annotated.mentions}
    for start, end in coverage.figures(annotated):
        near = [f.assertion for f in findings if _considers(f, start)]
        caught: list[tuple[Mutant, str]] = []
        survived: list[Mutant] = []
        for mutant, altered in mutants(article, by_start[start]):
            check = _caught(desk, annotated, altered, mutant, near)
            if check is None:
                survived.append(mutant)
            else:
                caught.append((mutant, check))
        yield Trial(
            article=article, start=start, end=end, asked=start in spoken, caught=tuple(caught), survived=tuple(survived)
        )


def mutants(article: Article, mention: Mention) -> Iterator[tuple[Mutant, Annotated]]:
    """The alterations of a figure, each with the altered article: another first digit, a nought too many (or a decimal
    sign forgotten), two digits swapped. Each reads as another number of the same unit."""
    said = article.text[mention.start : mention.end]
    done: set[str] = set()
    for how, written in _of_digits(said) if _DIGIT.search(said) else _of_words(mention, said):
        if how in done or written == said:
            continue
        mutant = Mutant(start=mention.start, end=mention.end, how=how, written=written)
        altered = annotate(_altered(article, mutant))
        found = next((m for m in altered.mentions if m.start == mutant.start), None)
        if found and (found.unit, found.kind) == (mention.unit, mention.kind) and _ends(found) != _ends(mention):
            done.add(how)
            yield mutant, altered


def _ends(mention: Mention) -> tuple[Decimal | None, Decimal | None]:
    return mention.low, mention.high


def _of_digits(said: str) -> Iterator[tuple[str, str]]:
    """A figure in digits, its last number altered where it stands: "entre 40 et 45 %" keeps its first."""
    *_, number = _NUMBER.finditer(said)
    text = number.group()
    first = _DIGIT.search(text)
    if first is None:
        return

    def put(written: str) -> str:
        return said[: number.start()] + written + said[number.end() :]

    at = first.start()
    digit = int(text[at])
    yield "digit", put(text[:at] + str(digit + 3 if digit < 7 else digit - 3) + text[at + 1 :])
    grouped = _GROUPED.fullmatch(text)
    if grouped:
        sign = grouped[1]
        bare = text.replace(sign, "") + "0"
        yield "tenfold", put(f"{int(bare):,}".replace(",", sign))
    else:
        # a decimal sign forgotten, or a nought too many
        yield "tenfold", put(re.sub(r"[.,]", "", text))
        yield "tenfold", put(f"{text}0")
    for i in range(at, len(text) - 1):
        if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]:
            swapped = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
            if not swapped.lstrip().startswith("0"):
                yield "swapped", put(swapped)
                return


def _of_words(mention: Mention, said: str) -> Iterator[tuple[str, str]]:
    """A figure in words becomes another one in digits before what is left of it: "cinq frappes", "8 frappes"."""
    value = mention.low if mention.low is not None else mention.high
    if value is None:
        return
    words = [m.start() for m in _WORD.finditer(said)]
    for how, changed in (("digit", _other_digit(value)), ("tenfold", value * 10)):
        number = format(changed.normalize(), "f")
        # as much of the writing as may be a unit stays; the first that reads as a number of that unit is taken
        for start in words[1:]:
            yield how, f"{number} {said[start:]}"
        if mention.unit is None:
            yield how, number


def _other_digit(value: Decimal) -> Decimal:
    text = format(value, "f")
    first = _DIGIT.search(text)
    if first is None:
        return value + 3
    at, digit = first.start(), int(first.group())
    return Decimal(text[:at] + str(digit + 3 if digit < 7 else digit - 3) + text[at + 1 :])


def _considers(finding: Finding, start: int) -> bool:
    """Whether a finding weighed the figure that begins there."""
    decided = finding.statement.mention.start if finding.statement else None
    agreeing = [m.start for m in finding.agreeing]
    return start == decided or start in agreeing or any(m.start == start for m, _ in finding.others)


def _caught(
    desk: Desk, annotated: Annotated, altered: Annotated, mutant: Mutant, near: Sequence[Assertion]
) -> str | None:
    """The check that fails on the altered article and names the figure; None when none does."""
    for finding in check_all(altered, near, lexicon=desk.lexicon):
        severity = desk.gravity(annotated.article, finding)
        statement = finding.statement
        if severity is None or not desk.settings.fails(severity) or statement is None:
            continue
        if finding.verdict == "contradicted" and statement.mention.start == mutant.start:
            return finding.assertion.id
    for check in desk.internals(annotated.article):
        severity = desk.settings.of_check(check, annotated.article.id)
        if severity is None or not desk.settings.fails(severity):
            continue
        before = {seen.value for seen in observe(annotated, check)}
        for seen in observe(altered, check):
            spans = [span for span in (seen.span, seen.other) if span is not None]
            if seen.value not in before and any(span.start <= mutant.start < span.end for span in spans):
                return f"internal.{check}"
    return None


def _altered(article: Article, mutant: Mutant) -> Article:
    """The article with the alteration; passages behind it move along."""
    grown = len(mutant.written) - (mutant.end - mutant.start)

    def moved(at: int) -> int:
        return at + grown if at >= mutant.end else at

    passages = [
        Passage(start=moved(p.start), end=moved(p.end), role=p.role, lang=p.lang) for p in article.passages
    ]
    text = article.text[: mutant.start] + mutant.written + article.text[mutant.end :]
    return replace(article, text=text, passages=passages)
