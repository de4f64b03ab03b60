"""Name assertions: a person's name as it may be spelled, against how an article spells it."""

from ...assertions.model import Assertion
from ...findings import Finding, Statement
from ...mentions import Mention
from ...text import Span, fold
from .. import attribution
from ..article.layout import Index
from .people import parts, same


def check(index: Index, assertion: Assertion) -> Finding:
    """Consistent when an accepted spelling stands there, contradicted when another one of the same person does."""
    article = index.annotated.article
    accepted = [assertion.name or "", *assertion.also]
    whole = {_plain(name) for name in accepted}
    surnames = {_plain(parts(name)[-1]) for name in accepted if parts(name)}
    right: Mention | None = None
    wrong: list[Mention] = []
    for mention in _persons(index):
        written = mention.person or ""
        if not any(same(name, written) for name in accepted):
            continue
        if _accepted(written, accepted, whole, surnames):
            right = right or mention
        else:
            wrong.append(mention)
    if wrong:
        mention = wrong[0]
        reason = f"the article writes {mention.person}, the accepted spelling is {' or '.join(accepted)}"
        return Finding(
            article=article, assertion=assertion, verdict="contradicted", reason=reason,
            statement=_statement(index, mention, assertion, "contradicted"),
            others=[(m, "is spelled otherwise too") for m in wrong[1:]],
        )
    if right:
        return Finding(
            article=article, assertion=assertion, verdict="consistent", reason=f"the article writes {right.person}",
            statement=_statement(index, right, assertion, "consistent"),
        )
    return Finding(
        article=article, assertion=assertion, verdict="not_mentioned", reason="the article does not name this person"
    )


def _persons(index: Index) -> list[Mention]:
    """Every person that is named: by a name, or by an office where its name is not read by itself."""
    named = {
        (mention.start, mention.end, mention.person) for mention in index.annotated.mentions if mention.kind == "name"
    }
    return [
        mention for mention in index.annotated.mentions
        if mention.person and (mention.kind == "name" or (
            mention.kind == "position" and (*(mention.person_span or ()), mention.person) not in named
        ))
    ]


def _accepted(written: str, accepted: list[str], whole: set[str], surnames: set[str]) -> bool:
    if _plain(written) in whole:
        return True
    words = parts(written)
    return _plain(words[-1]) in surnames and (len(words) == 1 or _first_fits(written, accepted))


def _first_fits(written: str, accepted: list[str]) -> bool:
    """Whether the first name is an accepted one or its initial; a middle name more or less is no other spelling."""
    first = _plain(parts(written)[0])
    return any(_plain(parts(name)[0]).startswith(first) for name in accepted if parts(name))


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())


def _statement(index: Index, mention: Mention, assertion: Assertion, verdict: str) -> Statement:
    number = index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]
    span = mention.person_span or Span(mention.start, mention.end)
    quoted = attribution.quoted(index.annotated.article.text, mention.start)
    return Statement(
        mention=mention, sentence=index.spans[number],
        ties=((span, assertion.name or ""),) if verdict == "consistent" else (),
        comparison=f"{mention.person} against {assertion.name}",
        verdict="contradicted" if verdict == "contradicted" else "consistent", quoted=quoted,
    )
