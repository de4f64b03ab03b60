"""Drafts of assertions for the figures that no assertion covers. Nothing applies a draft but a person.

Only what would hold is drafted: the loader takes it, it is asked of its article, and `check` finds it consistent there
in the very figure that it was made from. Among several wordings the tersest wins that would notice another number.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from . import _wording
from .annotate import Annotated
from .assertions import _checks
from .assertions._language import is_function_word
from .assertions._yaml import _HIDDEN
from .assertions.claims import read_claim, words
from .assertions.load import read_assertions, unknown_terms
from .assertions.model import Assertion
from .assertions.write import entry
from .coverage import covered, figures
from .errors import InputError
from .findings import Finding
from .matching.check import check_all
from .matching.preselect import select, vocabulary
from .mentions import Mention
from .periods import Period
from .sentences import sentence_at, sentences
from .terms import lexicon as table
from .text import Article, Span

_QUOTE = 400
_OTHER = Decimal("1.5")
"""What a draft must notice: the figure times this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft for one figure. `covers` are the places of the figures that it answers for; `keen`: the article with
    another number there would be contradicted."""

    mention: Mention
    sentence: Span
    assertion: Assertion
    covers: Sequence[int]
    keen: bool

    def yaml(self) -> str:
        """The entry as a topic file has it."""
        return entry(self.assertion)


def uncovered(annotated: Annotated, findings: Iterable[Finding]) -> list[Mention]:
    """The article's figures that no finding answers for."""
    known = {start for finding in findings for start in covered(annotated, finding)}
    spans = {span for span in figures(annotated) if span[0] not in known}
    return [m for m in annotated.mentions if (m.start, m.end) in spans]


def drafts(
    annotated: Annotated, mentions: Sequence[Mention], *, assertions: Sequence[Assertion] = (),
    languages: Sequence[str] = ("fr",), terms: Path | None = None,
) -> list[Draft]:
    """A draft for each of the mentions that one can be made for, in their order; one draft may serve several figures.

    `assertions` are those that there are: no draft takes their ids or excludes them.
    """
    maker = _Maker(annotated, assertions, languages, terms)
    made: list[Draft] = []
    done: set[int] = set()
    for mention in mentions:
        draft = None if mention.start in done else maker.draft(mention)
        if draft:
            made.append(draft)
            maker.known.append(draft.assertion)
            done.update(draft.covers)
    return made


class _Maker:
    def __init__(
        self, annotated: Annotated, assertions: Sequence[Assertion], languages: Sequence[str], terms: Path | None
    ) -> None:
        self.annotated, self.languages, self.terms = annotated, languages, terms
        self.known = list(assertions)
        self.lexicon = table(terms)
        self.sentences = sentences(annotated.article)
        self.article = annotated.article
        self.words = vocabulary(self.article, self.lexicon)

    def draft(self, mention: Mention) -> Draft | None:
        sentence = sentence_at(self.sentences, mention.start)
        if sentence is None:
            return None
        at = self.sentences.index(sentence)
        # what the sentence dates itself is no fact of the month of publication
        for dated in (False, True):
            found = _wording.wordings(self.annotated, mention, self.sentences, at, self.lexicon, dated=dated)
            claims = [self._assertion(claim, mention, sentence, dated) for claim in found]
            draft = self._best([claim for claim in claims if claim], mention, sentence)
            if draft:
                return draft
        return None

    def _best(self, made: Sequence[Assertion], mention: Mention, sentence: Span) -> Draft | None:
        """The first that holds in this very figure, those before all that would notice another."""
        asked = select(made, self.article, self.lexicon, self.words)
        found = check_all(self.annotated, asked, lexicon=self.lexicon)
        holding = [f for f in found if _says(f, "consistent", mention)]
        altered = check_all(self.annotated, [_altered(f.assertion) for f in holding], lexicon=self.lexicon)
        keen = [_says(f, "contradicted", mention) for f in altered]
        lang = mention.rule.partition(".")[0]
        for number in sorted(range(len(holding)), key=lambda n: (not keen[n], holding[n].assertion.claim.lang != lang)):
            finding = holding[number]
            if self._fits(finding.assertion):
                return Draft(
                    mention=mention, sentence=sentence, assertion=finding.assertion, keen=keen[number],
                    covers=covered(self.annotated, finding),
                )
        return None

    def _assertion(self, claim: str, mention: Mention, sentence: Span, dated: bool) -> Assertion | None:
        """The assertion that the loader makes of a claim with its evidence; None where it has anything to say."""
        fields: dict[str, object] = {"claim": claim, **self._about(claim)}
        period = None if dated else _month(self.article)
        if period:
            fields["valid"] = str(period)
        fields["evidence"] = {"article": self.article.id, "quote": _quote(self.article.text, mention, sentence)}
        fields["source"] = _source(self.article)
        try:
            (made,) = read_assertions(json.dumps([fields], ensure_ascii=False), "draft")
        except InputError:
            return None
        wanted = made.claim.expected
        if wanted is None or (wanted.low, wanted.high, wanted.unit) != (mention.low, mention.high, mention.unit):
            return None
        return replace(made, id=self._free(made.id))

    def _about(self, claim: str) -> dict[str, object]:
        """`about:` with the article's own words, where another language of the corpus has no term for one of them."""
        read = read_claim(claim)
        if not unknown_terms(read, self.languages, self.terms):
            return {}
        content = [word for word in words(read) if not is_function_word(word, read.lang)]
        names = [word for word in content if word[:1].isupper()]
        parts = {"subject": names, "attribute": [word for word in content if word not in names]}
        return {"about": {key: list(dict.fromkeys(found)) for key, found in parts.items() if found}}

    def _free(self, wanted: str) -> str:
        """The id, with a number where it is taken."""
        taken = {assertion.id for assertion in self.known}
        number, made = 2, wanted
        while made in taken:
            made, number = f"{wanted}-{number}", number + 1
        return made

    def _fits(self, assertion: Assertion) -> bool:
        """Whether it excludes nothing that is asserted already."""
        return not any(p.file == "draft" for p in _checks.check([*self.known, assertion]))


def _says(finding: Finding, verdict: str, mention: Mention) -> bool:
    """Whether that figure of the article decided, and to that verdict."""
    said = finding.statement.mention.start if finding.statement else None
    return finding.verdict == verdict and said == mention.start


def _altered(assertion: Assertion) -> Assertion:
    """The same with another number."""
    wanted = assertion.claim.expected
    assert wanted is not None
    low, high = (None if end is None else end * _OTHER + 1 for end in (wanted.low, wanted.high))
    return replace(assertion, claim=replace(assertion.claim, expected=wanted._replace(low=low, high=high)))


def _month(article: Article) -> Period | None:
    """The month or months of publication: what a figure in the news is known to hold for."""
    if not article.published:
        return None
    try:
        found = Period.parse(article.published)
    except ValueError:
        return None
    if found.first is None or found.last is None or (found.days or 0) > 31:
        return found
    months = dict.fromkeys(f"{day:%Y-%m}" for day in (found.first, found.last))
    return Period.parse("/".join(months))


def _source(article: Article) -> dict[str, str]:
    name = article.publisher or (f"article of {article.published}" if article.published else f"article {article.id}")
    found = {"name": " ".join(_HIDDEN.sub(" ", name).split())[:400] or "article"}
    if article.url and article.url.startswith(("http://", "https://")) and len(article.url) < 400:
        found["url"] = article.url
    if article.published:
        found["on"] = article.published
    return found


def _quote(text: str, mention: Mention, sentence: Span) -> str:
    """The sentence, word for word; of a long one what stands around the figure, cut between words."""
    start, end = sentence
    for hidden in _HIDDEN.finditer(text, start, end):
        if hidden.group() != "\n":
            start, end = (hidden.end(), end) if hidden.end() <= mention.start else (start, min(end, hidden.start()))
    room = (_QUOTE - (mention.end - mention.start)) // 2
    if end - start > _QUOTE:
        if mention.start - start > room:
            start = text.find(" ", mention.start - room, mention.start) + 1 or mention.start
        if end - mention.end > room:
            end = max(text.rfind(" ", mention.end, mention.end + room), mention.end)
    return " ".join(text[start:end].split())
