"""What an editor can decide, each as a change to one file, and what it would come to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..assertions import Assertion, Waiver
from ..assertions.load import WAIVERS
from ..assertions.waivers import FAULTS
from ..coverage import figures
from ..errors import CopydeskError
from ..hygiene import check_assertion
from ..sentences import sentence_at, sentences
from ..session import Desk, Outcome
from ..suggest import drafts
from ..text import Article, Span
from . import edits
from .marks import excerpt
from .store import Change, Store
from .view import Entry, Site

LONGEST = 2000
Form = Mapping[str, str]
WORDS = {"failed": "fails", "passed": "passes", "xfailed": "waived", "skipped": "does not fail"}


class DecisionError(CopydeskError):
    """Something in the form has to be corrected; the text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What becomes of one check: its outcome before and after, None where it is not made."""

    article: str
    check: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The desk as a decision meets it."""

    desk: Desk
    site: Site
    store: Store

    def entry(self, form: Form) -> Entry:
        """The discrepancy that a form is about. Raises DecisionError when it is gone."""
        page = next((p for p in self.site.articles if p.article.id == form.get("article")), None)
        same = [e for e in page.entries if e.check == form.get("check")] if page else []
        found = [e for e in same if not form.get("value") or e.said == form["value"]]
        if not found:
            raise DecisionError("this discrepancy is not there any more; the article or the assertion has changed")
        return found[0]

    def assertion(self, form: Form) -> Assertion:
        """The assertion that a form is about."""
        found = self.desk.loaded.by_id.get(form.get("check", ""))
        if found is None:
            raise DecisionError("this assertion is not there any more")
        return found

    def waiver(self, form: Form) -> Waiver:
        """The waiver that a form is about."""
        wanted = tuple(form.get(key) or None for key in ("article", "check", "value"))
        for waiver in self.desk.loaded.waivers:
            if (waiver.article, waiver.assertion, waiver.value) == wanted:
                return waiver
        raise DecisionError("this waiver is not there any more")

    def change(self, kind: str, form: Form) -> Change:
        """The file as the decision would leave it. Raises CopydeskError."""
        if kind not in KINDS:
            raise DecisionError("there is no such decision")
        name, edit = KINDS[kind](self, form)
        before, content = self.store.read(name)
        after = edit(before)
        if after == before:
            raise DecisionError("this changes nothing")
        return Change(name=name, seen=content, before=before, after=after)

    def file(self, assertion: Assertion | Waiver) -> str:
        """The name of the file in which something is written, below the assertions folder."""
        shown = self.desk.shown(self.desk.assertions)
        return assertion.place.file.removeprefix(f"{shown}/")

    def consequences(self, change: Change, form: Form) -> list[Consequence]:
        """What becomes of the checks that the change is about."""
        with self.store.trial(change) as folder:
            after = replace_folder(self.desk, folder)
            before = dict(_outcomes(self.desk, after, form))
            later = dict(_outcomes(after, self.desk, form))
            keys = sorted(before.keys() | later.keys())
        return [
            Consequence(article=key[0], check=key[1], before=before.get(key), after=later.get(key)) for key in keys
        ]


def replace_folder(desk: Desk, folder: Path) -> Desk:
    """The same desk with other assertions."""
    return Desk(
        root=desk.root, corpus=desk.corpus, assertions=folder, today=desk.today,
        strict_unmatched=desk.strict_unmatched, settings=desk.settings, cache=desk.cache,
    )


def _outcomes(desk: Desk, other: Desk, form: Form) -> Iterator[tuple[tuple[str, str], str]]:
    """The checks that a decision is about; those of assertions that only one of the desks has among them."""
    check = form.get("check", "")
    if check.startswith("internal."):
        article = desk.named(form.get("article", ""))
        if article:
            yield (article.id, check), _word(desk.check_internal(article, check.removeprefix("internal.")))
        return
    mine, theirs = desk.loaded.by_id, other.loaded.by_id
    ids = {check} | (mine.keys() ^ theirs.keys())
    ids |= {one for one in mine.keys() & theirs.keys() if _worded(mine[one]) != _worded(theirs[one])}
    for identifier in sorted(ids & desk.loaded.by_id.keys()):
        assertion = desk.loaded.by_id[identifier]
        yield ("", identifier), _word(check_assertion(desk, assertion))
        for article in desk.articles():
            if assertion in desk.selected(article):
                yield (article.id, identifier), _word(desk.check_fact(article, assertion))


def _worded(assertion: Assertion) -> tuple[str, ...]:
    return assertion.claim.text, *(part.text for part in assertion.parts)


def _word(outcome: Outcome) -> str:
    verdict = str(outcome.record.get("verdict", "")).replace("_", " ")
    word = WORDS[outcome.status]
    return f"{word} ({verdict})" if verdict and outcome.status != "xfailed" else word


Edit = tuple[str, Callable[[str], str]]


def _waive(case: Case, form: Form) -> Edit:
    """A waiver for a discrepancy; one that has expired, or that said something else of it, is taken away."""
    entry = case.entry(form)
    if form.get("verdict") not in FAULTS:
        raise DecisionError("say who is wrong")
    until = _until(form, case.desk.today)
    fields: dict[str, edits.Value] = {"article": entry.article.id, "assertion": entry.check}
    if form.get("only") and entry.said:
        fields["value"] = " ".join(entry.said.split())
    fields |= {
        "verdict": form["verdict"], "reason": _text(form, "reason", "give a reason"),
        "by": _text(form, "by", "say who decides"), "on": case.desk.today, "until": until,
    }
    earlier = entry.waiver
    if earlier and (earlier.article, earlier.assertion) != (entry.article.id, entry.check):
        if not entry.expired:
            raise DecisionError(f"the waiver at {earlier.place} covers more than this; withdraw or change that one")
        earlier = None

    def edit(text: str) -> str:
        return edits.append(edits.remove(text, earlier.place.line) if earlier else text, fields)

    return WAIVERS, edit


def _withdraw(case: Case, form: Form) -> Edit:
    waiver = case.waiver(form)
    return case.file(waiver), lambda text: edits.remove(text, waiver.place.line)


def _fix(case: Case, form: Form) -> Edit:
    """Another wording of a claim, person or name, also where the same claim stands once more; other parts of a total."""
    assertion = case.assertion(form)
    text = _text(form, "claim", "write what holds")
    was, _ = _stated(assertion)
    if form.get("was") and form["was"] != was:
        raise DecisionError(f"somebody else has changed this assertion; it now says: {was}")
    found = correction(case, assertion)
    changed = (assertion, *(found.twins if form.get("twins") else ()))
    parts = tuple(_line(form, f"part{number}") or part for number, part in enumerate(found.parts))

    def edit(before: str) -> str:
        for one in changed:
            key = None if one.kind == "claim" and _bare(case, one) else _stated(one)[1]
            before = edits.replace(before, one.place.line, key, text)
            if one.parts and parts != found.parts:
                before = edits.replace_parts(before, one.place.line, parts)
        return before

    return case.file(assertion), edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a correction may change: the words, the parts of a total, and who else in the file makes the same claim."""

    stated: str
    parts: tuple[str, ...] = ()
    twins: tuple[Assertion, ...] = ()


def correction(case: Case, assertion: Assertion) -> Correction:
    """What the form of a correction begins with. Of several totals with other parts, the parts stay as they are."""
    stated, _ = _stated(assertion)
    valued = ("claim", "total")
    twins = tuple(
        other for other in case.desk.loaded.assertions
        if other.id != assertion.id and other.place.file == assertion.place.file
        and other.kind in valued and assertion.kind in valued and _stated(other)[0] == stated
    )
    parts = {tuple(part.text for part in one.parts) for one in (assertion, *twins) if one.parts}
    return Correction(stated=stated, twins=twins, parts=parts.pop() if len(parts) == 1 else ())


def _stated(assertion: Assertion) -> tuple[str, str]:
    """What an assertion states, and the key that holds it."""
    if assertion.kind == "position":
        return assertion.person or "", "person"
    if assertion.kind == "name":
        return assertion.name or "", "name"
    return assertion.claim.text, assertion.kind


def _bare(case: Case, assertion: Assertion) -> bool:
    """Whether it is a claim alone, without keys."""
    try:
        edits.replace(case.store.read(case.file(assertion))[0], assertion.place.line, "claim", assertion.claim.text)
    except edits.EditError:
        return True
    return False


def _spelling(case: Case, form: Form) -> Edit:
    assertion = case.assertion(form)
    spelling = _text(form, "spelling", "write the spelling")
    return case.file(assertion), lambda text: edits.add_spelling(text, assertion.place.line, spelling)


def _draft(case: Case, form: Form) -> Edit:
    """A new assertion with its evidence."""
    article = case.desk.named(form.get("article", ""))
    if article is None:
        raise DecisionError("this article is not there any more")
    fields: dict[str, edits.Value] = {}
    for key in ("id", "claim", "valid", "severity"):
        given = _text(form, key, "write the claim") if key == "claim" else _line(form, key)
        if given and (key, given) != ("severity", "error"):
            fields[key] = given
    quote = _line(form, "quote")
    if quote:
        fields["evidence"] = {"article": article.id, "quote": quote}
    about = {key: _listed(form, key) for key in ("subject", "attribute")}
    if any(about.values()):
        fields["about"] = {key: words for key, words in about.items() if words}
    source, url = _line(form, "source"), _line(form, "url")
    if source:
        fields["source"] = {"name": source, "url": url} if url else source
    fields["checked"] = {"by": _text(form, "by", "say who has checked it"), "on": case.desk.today}
    name = _line(form, "file")
    if name not in case.store.names():
        name = (name or "new").removesuffix(".yaml") + ".yaml"
    return name, lambda text: edits.append(text, fields)


KINDS: dict[str, Callable[[Case, Form], Edit]] = {
    "waive": _waive, "withdraw": _withdraw, "fix": _fix, "spelling": _spelling, "draft": _draft,
}


def drafted(case: Case, article: Article, start: int) -> dict[str, str]:
    """What the form for a figure that no assertion covers begins with: the best draft, else the bare figure."""
    annotated = case.desk.annotated(article)
    spans = set(figures(annotated))
    mention = next((m for m in annotated.mentions if m.start == start and (m.start, m.end) in spans), None)
    if mention is None:
        raise DecisionError("there is no such figure in this article any more")
    loaded = case.desk.loaded
    made = drafts(
        annotated, [mention], assertions=loaded.assertions, languages=case.desk.languages, terms=loaded.terms
    )
    said = article.text[mention.start : mention.end]
    if made:
        draft = made[0].assertion
        known = {
            "claim": draft.claim.text, "valid": str(draft.valid or ""), "keen": "1" if made[0].keen else "",
            "quote": draft.evidence.quote if draft.evidence else "", "source": draft.source.name if draft.source else "",
            "url": (draft.source.url if draft.source else None) or "",
            "subject": "; ".join(draft.claim.subject), "attribute": "; ".join(draft.claim.attribute),
        }
    else:
        counted = f"{mention.counted}: " if mention.counted else ""
        sentence = sentence_at(sentences(article), start)
        quote = "".join(excerpt(article, Span(mention.start, mention.end), sentence)).strip("…")
        known = {
            "claim": counted + said, "valid": "", "keen": "1", "quote": quote, "source": article.publisher or "",
            "url": "", "subject": "", "attribute": "",
        }
    return {key: " ".join(text.split()) for key, text in {**known, "said": said}.items()}


def _until(form: Form, today: date) -> date:
    try:
        until = date.fromisoformat(_line(form, "until"))
    except ValueError:
        raise DecisionError("write the last day on which it holds, as 2027-06-30") from None
    if until < today:
        raise DecisionError("the last day lies in the past")
    return until


def _line(form: Form, key: str) -> str:
    """A field on one line."""
    return " ".join(form.get(key, "").split())[:LONGEST]


def _listed(form: Form, key: str) -> list[str]:
    """A field of words with semicolons between."""
    return [words.strip() for words in _line(form, key).split(";") if words.strip()]


def _text(form: Form, key: str, missing: str) -> str:
    found = _line(form, key)
    if not found:
        raise DecisionError(missing)
    return found
