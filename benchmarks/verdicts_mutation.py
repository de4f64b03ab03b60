"""Mutation: change a value inside an article and see it caught; write it otherwise and see it pass.

Only what is tied to begin with is mutated: an assertion that its article bears out. A change counts only where the new
value really lies apart from the asserted one (bounds and hedges leave room), and every place that states the value
changes with it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from copydesk.annotate import Annotated, annotate
from copydesk.assertions import Assertion, load_assertions, read_claim
from copydesk.assertions.model import Claim
from copydesk.corpus import load_corpus
from copydesk.matching.check import check, claim_assertion
from copydesk.mentions import Mention
from copydesk.sentences import sentences
from copydesk.text import Article, Passage, Span
from copydesk.units import comparable, convert
from copydesk.values import bounds
from rewrites import Figure, changes, rewrites, table, take_apart
from verdicts_measures import ROOT, article_form, load, percent

WINDOW = 8
"""How many words to each side of a figure make a claim about it."""
LONG, SAYING = 4, 2
"""A claim has at least so many words of so many letters."""
ALIKE = 12
"""How many times a neighbouring figure may exceed the one whose place it takes."""
_MARK = re.compile(r"[,;:](?!\d)|[()«»“”\"]|\s[–—-]\s")
STEM = 4
"""How many letters of a surname all its spellings share."""


@dataclass(frozen=True, slots=True)
class Target:
    """An assertion that an article bears out in one mention."""

    name: str
    annotated: Annotated
    assertion: Assertion
    mention: Mention


@dataclass(frozen=True, slots=True)
class Trial:
    """One edited article. `change` is the kind of change or rewriting."""

    change: str
    wrong: bool
    wording: str
    article: Article


@dataclass(slots=True)
class Tally:
    """How many values were asked about and borne out, and the verdicts by kind of change."""

    asked: int = 0
    uncovered: int = 0
    tied: int = 0
    outcomes: Counter[tuple[str, bool, str]] = field(default_factory=Counter)


def report(misses: list[str]) -> str:
    """The figures of every source of targets, as a table. Failures are appended to `misses`."""
    out = [
        "\n## (c) Mutation\n",
        "| what | values | uncovered | borne out | changed | caught | rewritten | flagged | still consistent |",
        "|---" * 9 + "|",
    ]
    outcomes: Counter[tuple[str, bool, str]] = Counter()
    sources = {"assertions/": _assertions(), "figures of corpus/": _figures(), "tuned claims": _claims()}
    for title, found in sources.items():
        tally = Tally()
        for name, annotated, assertion in found:
            tally.asked += 1
            if assertion is None:
                tally.uncovered += 1
            else:
                _run(name, annotated, assertion, tally, misses, title)
        out.append(_line(title, tally))
        outcomes += tally.outcomes
    return "\n".join([*out, "", *_by_kind(outcomes)])


def _by_kind(outcomes: Counter[tuple[str, bool, str]]) -> list[str]:
    out = ["| kind | n | caught | flagged | not mentioned | unclear |", "|---" * 6 + "|"]
    kinds = {(not wrong, change) for change, wrong, _ in outcomes}
    for right, change in sorted(kinds):
        said = {verdict: n for (c, wrong, verdict), n in outcomes.items() if c == change and wrong != right}
        n, contradicted = sum(said.values()), said.get("contradicted", 0)
        cells = ["", str(contradicted)] if right else [percent(contradicted / n), ""]
        cells += [percent(said.get(verdict, 0) / n) for verdict in ("not_mentioned", "unclear")]
        out.append(f"| {'rewriting' if right else 'change'}: {change} | {n} | {' | '.join(cells)} |")
    return out


def _line(title: str, tally: Tally) -> str:
    counts = {wrong: Counter[str]() for wrong in (True, False)}
    for (_, wrong, verdict), n in tally.outcomes.items():
        counts[wrong][verdict] += n
    changed, rewritten = counts[True].total(), counts[False].total()
    return (
        f"| {title} | {tally.asked} | {tally.uncovered} | {tally.tied} | {changed} | "
        f"{percent(counts[True]['contradicted'] / changed if changed else None)} | {rewritten} | "
        f"{counts[False]['contradicted']} | {percent(counts[False]['consistent'] / rewritten if rewritten else None)} |"
    )


def _run(
    name: str, annotated: Annotated, assertion: Assertion, tally: Tally, misses: list[str], source: str
) -> None:
    finding = check(annotated, assertion)
    if finding.verdict != "consistent" or finding.statement is None:
        said = f"{finding.verdict} to begin with: {finding.reason}"
        misses.append(f"(c) {source} {name} {assertion.claim.text!r}: {said}")
        return
    tally.tied += 1
    for trial in _trials(Target(name, annotated, assertion, finding.statement.mention)):
        after = check(annotate(trial.article), assertion)
        tally.outcomes[trial.change, trial.wrong, after.verdict] += 1
        if (after.verdict == "contradicted") != trial.wrong:
            what = "missed" if trial.wrong else "flagged"
            misses.append(
                f"(c) {source} {name} {assertion.claim.text!r}: {what} {trial.change} {trial.wording!r}: "
                f"{after.verdict}: {after.reason}"
            )


# -- where the values come from

Asked = Iterator[tuple[str, Annotated, Assertion | None]]


def _assertions() -> Asked:
    """Every assertion with a quotation, against the article that it quotes."""
    articles = {article.id: annotate(article) for article in load_corpus(ROOT / "corpus")}
    for assertion in load_assertions(ROOT / "assertions", root=ROOT).assertions:
        if assertion.evidence and assertion.evidence.article in articles and assertion.kind in ("claim", "position"):
            yield assertion.id, articles[assertion.evidence.article], assertion


def _figures() -> Asked:
    """Every definite figure of the corpus, asserted in the words of its part of the sentence; None where those say too
    little for an assertion."""
    for article in load_corpus(ROOT / "corpus"):
        annotated = annotate(article)
        for mention in annotated.mentions:
            if mention.kind in ("date", "ordinal", "position", "name") or not _definite(mention):
                continue
            claim = _claim_around(annotated, mention)
            assertion = replace(claim_assertion(claim.text, claim.lang), claim=claim) if claim else None
            yield f"{article.id}:{article.place(mention.start)[0]}", annotated, assertion


def _claims() -> Asked:
    """The claims of the tuned part that their article bears out, in three languages."""
    annotated: dict[str, Annotated] = {}
    for row in load("tuned"):
        if row["verdict"] != "consistent" or row["kind"] == "role":
            continue
        if row["article"] not in annotated:
            form = article_form(row["article"], row["article_lang"])
            annotated[row["article"]] = annotate(Article(**form))
        yield row["id"], annotated[row["article"]], claim_assertion(row["claim"])


def _claim_around(annotated: Annotated, mention: Mention) -> Claim | None:
    """A claim in the words around a figure that reads as the same value: within its sentence, and no further than the
    next mark or the word that joins another figure's part to its own."""
    article = annotated.article
    for span in sentences(article):
        if not span.start <= mention.start < span.end:
            continue
        begin, end = _part(annotated, mention, span)
        before = article.text[begin : mention.start].split()[-WINDOW:]
        after = article.text[mention.end : end].split()[:WINDOW]
        if sum(len(word) >= LONG for word in (*before, *after)) < SAYING:
            return None
        text = " ".join([*before, article.text[mention.start : mention.end], *after])
        claim = read_claim(text, article.lang)
        at = len(" ".join(before)) + bool(before)
        for read in claim.mentions:
            if read.start == at and (read.low, read.high, read.unit) == (mention.low, mention.high, mention.unit):
                return replace(claim, expected=read)
    return None


def _part(annotated: Annotated, mention: Mention, sentence: Span) -> tuple[int, int]:
    """Where a figure's part of its sentence begins and ends."""
    text = annotated.article.text
    begin, end = sentence.start, sentence.end
    for mark in _MARK.finditer(text, sentence.start, sentence.end):
        if mark.end() <= mention.start:
            begin = mark.end()
        elif mark.start() >= mention.end:
            end = mark.start()
            break
    joins = re.compile(rf"\b(?:{'|'.join(map(re.escape, table()[_lang(annotated.article, mention)]['joins']))})\b")
    for other in annotated.mentions:
        if other.kind in ("date", "ordinal", "position", "name"):
            continue
        if begin <= other.start < other.end <= mention.start:
            found = joins.search(text, other.end, mention.start)
            begin = found.end() if found else other.end
        elif mention.end <= other.start < end:
            joined = list(joins.finditer(text, mention.end, other.start))
            end = joined[-1].start() if joined else other.start
    return begin, end


# -- editing

@cache
def _names() -> tuple[str, ...]:
    """The persons of the position assertions."""
    found = load_assertions(ROOT / "assertions", root=ROOT).assertions
    return tuple(assertion.person for assertion in found if assertion.person)


def _definite(mention: Mention) -> bool:
    return (
        mention.several is None and not mention.collective and (mention.low or mention.high) is not None
        and (mention.low is None or mention.high is None or mention.low == mention.high)
    )


def _trials(target: Target) -> Iterator[Trial]:
    mention, article = target.mention, target.annotated.article
    if mention.kind == "position":
        if not target.assertion.shared:  # another holder of a shared office contradicts nobody
            yield from _persons(target, _names())
    elif mention.kind == "date":
        yield from _dates(target)
    elif mention.kind != "ordinal" and _definite(mention):
        yield from _values(target, article, mention)


def _values(target: Target, article: Article, mention: Mention) -> Iterator[Trial]:
    places = [
        m for m in target.annotated.mentions
        if (m.kind, m.low, m.high, m.unit) == (mention.kind, mention.low, mention.high, mention.unit)
    ]
    written = article.text[mention.start : mention.end]
    figure = _figure(article, mention)
    if figure is None or any(m not in places and _restates(m, mention) for m in target.annotated.mentions):
        return
    hedged = mention.modifier != "exact" or any(m.modifier != "exact" for m in places)
    for change, wording, value, unit in changes(figure, mention.unit):
        if value != figure.total or unit != mention.unit:
            yield from _trial(target, change, True, wording, places, value, unit)
    neighbour = _neighbour(target, mention)
    if neighbour:
        wording = article.text[neighbour.start : neighbour.end]
        yield from _trial(target, "neighbour", True, wording, places, neighbour.low or neighbour.high, neighbour.unit)
    for change, wording in rewrites(figure, mention.unit, hedged=hedged):
        if written[:1].isupper():
            wording = wording[:1].upper() + wording[1:]
        yield Trial(change, False, wording, _edit(article, [(m.start, m.end, wording) for m in places]))


def _restates(other: Mention, mention: Mention) -> bool:
    """Whether a range or a bound elsewhere holds the same value: it would go on bearing the assertion out."""
    return (other.kind, other.unit) == (mention.kind, mention.unit) and _value(mention) in (other.low, other.high)


def _trial(
    target: Target, change: str, wrong: bool, wording: str, places: Sequence[Mention], value: Decimal | None,
    unit: str | None,
) -> Iterator[Trial]:
    """The edited article, if the new value lies apart from the asserted one."""
    if value is not None and all(_apart(target, place, value, unit) for place in (target.mention, *places)):
        article = target.annotated.article
        yield Trial(change, wrong, wording, _edit(article, [(m.start, m.end, wording) for m in places]))


def _apart(target: Target, mention: Mention, value: Decimal, unit: str | None) -> bool:
    """Whether a new value, bound as the mention is, leaves no room for the asserted one."""
    expected = target.assertion.claim.expected
    if expected is None or not comparable(unit, expected.unit):
        return False
    value = convert(value, unit, expected.unit)
    asserted, room = expected.interval, target.assertion.tolerance or Decimal(0)
    now = bounds(value * (1 - room), value * (1 + room), mention.modifier, step=None, collective=mention.collective)
    return not asserted.meets(now)


def _figure(article: Article, mention: Mention) -> Figure | None:
    value = mention.low if mention.low is not None else mention.high
    lang = _lang(article, mention)
    if value is None or value < 0 or lang not in table():
        return None
    return take_apart(article.text[mention.start : mention.end], lang, value)


def _lang(article: Article, mention: Mention) -> str:
    return next((p.lang for p in article.passages if p.start <= mention.start < p.end and p.lang), article.lang)


def _neighbour(target: Target, mention: Mention) -> Mention | None:
    """The nearest figure of the same dimension that could pass for it: another value, not of quite another size."""
    def passes(other: Mention) -> bool:
        if other.kind != mention.kind or not comparable(other.unit, mention.unit) or not _definite(other):
            return False
        figure = _figure(target.annotated.article, other)
        if figure is None or (figure.spelled and figure.value == 1) or (other.unit and not figure.before and not figure.after):
            return False  # what leaves its unit to the figure before it would have none in another's place
        mine, theirs = _value(mention), convert(_value(other), other.unit, mention.unit)
        if mine == theirs or min(mine, theirs) <= 0 or (other.unit == mention.unit and theirs == _rounded(mine, theirs)):
            return False
        return max(mine, theirs) <= ALIKE * min(mine, theirs)

    others = filter(passes, target.annotated.mentions)
    return min(others, key=lambda m: abs(m.start - mention.start), default=None)


def _rounded(value: Decimal, other: Decimal) -> Decimal:
    """The value rounded to the last digit of another."""
    exponent = other.normalize().as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0))


def _value(mention: Mention) -> Decimal:
    return mention.low if mention.low is not None else mention.high or Decimal(0)


def _dates(target: Target) -> Iterator[Trial]:
    """Three days off or three years off, wherever the date is stated."""
    article, mention = target.annotated.article, target.mention
    edits: list[tuple[int, int, str]] = []
    for place in target.annotated.mentions:
        if place.kind == "date" and place.date == mention.date:
            wording = _moved(article.text[place.start : place.end], _lang(article, place))
            if wording is None:
                return
            edits.append((place.start, place.end, wording))
    if edits:
        change = "date" if any(c.isdigit() for c in edits[0][2]) else "weekday"
        yield Trial(change, True, edits[0][2], _edit(article, edits))


def _moved(written: str, lang: str) -> str | None:
    """A date three days later (earlier after the 25th), or a year three years back; None where it has neither."""
    days = table()[lang]["weekdays"] if lang in table() else []
    numbers = re.findall(r"\d+", written)
    if not numbers and not any(day in written for day in days):
        return None
    step = -3 if not numbers or int(numbers[0]) > 25 else 3
    for at, day in enumerate(days):
        if day in written:
            written = written.replace(day, days[(at + step) % 7])
            break
    return re.sub(r"\d+", lambda found: str(int(found[0]) + step), written, count=1)


def _persons(target: Target, names: Sequence[str]) -> Iterator[Trial]:
    """Somebody of whom the article does not speak, wherever the holder of the office is named."""
    article, person = target.annotated.article, target.mention.person
    other = next((name for name in names if name.split()[-1] not in article.text), None)
    if person and other:
        stem = re.escape(person.split()[-1][:STEM])
        edits = [
            (found.start(), found.end(), other if found[1] else other.split()[-1])
            for found in re.finditer(rf"({re.escape(person.split()[0])} )?\b{stem}\w*", article.text)
        ]
        yield Trial("person", True, other, _edit(article, edits))


def _edit(article: Article, edits: Sequence[tuple[int, int, str]]) -> Article:
    """The article with spans replaced; passages move along."""
    text = article.text
    passages = list(article.passages)
    for start, end, wording in sorted(edits, reverse=True):
        text = text[:start] + wording + text[end:]
        shift = len(wording) - (end - start)
        passages = [
            Passage(start=p.start + (shift if p.start >= end else 0), end=p.end + (shift if p.end >= end else 0),
                    role=p.role, lang=p.lang)
            for p in passages
        ]
    return replace(article, text=text, passages=tuple(passages))
