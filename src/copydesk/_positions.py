"""Position assertions: who holds which office, against the positions that an article gives people.

Offices are compared by what their words mean, in any language: the offices that the table knows ("chef du Pentagone" is a
defence minister), the fields they have, and the places or organisations they belong to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from . import terms
from ._index import Index
from ._people import same
from .assertions.model import Assertion
from .findings import Finding, Statement, Verdict
from .mentions import Mention
from .periods import Period
from .terms import Lexicon
from .text import Span

Match = Literal["same", "other", "open"]
_NOT_NOW = ("former", "next", "elected", "candidate")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its meaning: offices that the table knows, other words, and whose it is."""

    roles: frozenset[str]
    words: frozenset[str]
    owners: frozenset[str]
    ranks: frozenset[str] = frozenset()
    """Words that make it a lower one: vice, deputy."""


@lru_cache(maxsize=4096)
def _office(text: str, lang: str, lexicon: Lexicon) -> Office:
    texts = terms.words(text)
    readings = lexicon.read(lang, texts)
    roles: set[str] = set()
    words: set[str] = set()
    owners: set[str] = set()
    ranks: set[str] = set()
    inside = -1
    for at, reading in enumerate(readings):
        found = [key for key in reading.keys if key[0] not in "!*=#@~"]
        loose = [key[1:] for key in reading.keys if key[0] == "~"]
        entity = [key for key in found + loose if lexicon.is_entity(key)]
        role = [key for key in found if (c := lexicon.concept(key)) and c.kind == "role"]
        if "!ranks" in reading.keys:
            ranks.add("lower")
            continue
        if entity:
            owners.add(entity[0])
        if role and at >= inside:
            longest = role if reading.length == 1 else role[-1:]
            roles.update(longest[-1:])
            inside = at + reading.length
        elif not reading.function and at >= inside and not entity:
            words.add(found[0] if found else next((k for k in reading.keys if k[0] in "*="), ""))
    return Office(frozenset(roles), frozenset(words - {""}), frozenset(owners), frozenset(ranks))


def compare(one: Office, other: Office, lexicon: Lexicon) -> Match:
    """Whether two offices are one, two, or cannot be told."""
    if one.ranks != other.ranks:
        return "other" if one.roles and other.roles else "open"
    if one.owners and other.owners and not _owned_alike(one, other, lexicon):
        return "other"
    if one.roles and other.roles:
        shared = one.roles & other.roles
        if shared:
            if one.words and other.words and not one.words & other.words:
                return "open"
            return "same"
        related = any(
            a in lexicon.ancestors(b) or b in lexicon.ancestors(a) for a in one.roles for b in other.roles
        )
        if related:
            return "open"
        return "other" if not one.words & other.words else "open"
    if one.words and (one.words <= other.words or other.words and other.words <= one.words):
        return "same" if one.roles == other.roles else "open"
    return "open"


def _owned_alike(one: Office, other: Office, lexicon: Lexicon) -> bool:
    return any(
        a == b or a in lexicon.ancestors(b) or b in lexicon.ancestors(a) for a in one.owners for b in other.owners
    )


def check(index: Index, assertion: Assertion) -> Finding:
    """What an article says about who holds an office."""
    article, lexicon = index.annotated.article, index.lexicon
    published = _published(article.published)
    if assertion.valid and published and not assertion.valid.meets(published):
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned",
            reason=f"the assertion holds for {assertion.valid}, the article is of {published}",
        )
    wanted = _office(assertion.position or "", assertion.claim.lang or "en", lexicon)
    person = assertion.person or ""
    agreeing: list[Mention] = []
    against: list[tuple[Mention, str]] = []
    others: list[tuple[Mention, str]] = []
    lang = article.lang
    for mention in index.annotated.mentions:
        if mention.kind != "position" or not mention.position or not mention.person:
            continue
        office = _office(mention.position, _lang(index, mention.start) or lang, lexicon)
        match = compare(wanted, office, lexicon)
        if same(person, mention.person):
            _of_person(mention, match, wanted, office, assertion, agreeing, against, others)
        elif match == "same":
            _of_office(mention, wanted, office, assertion, against, others)
    return _finding(index, assertion, agreeing, against, others)


def _of_person(
    mention: Mention, match: Match, wanted: Office, office: Office, assertion: Assertion,
    agreeing: list[Mention], against: list[tuple[Mention, str]], others: list[tuple[Mention, str]],
) -> None:
    now = mention.status not in _NOT_NOW
    if match == "same" and now:
        agreeing.append(mention)
    elif match == "same":
        others.append((mention, f"is said of a {mention.status} holder"))
    elif match == "other" and now and wanted.roles and office.roles:
        against.append((mention, f"the article makes {mention.person} {mention.position}, not {assertion.position}"))
    else:
        others.append((mention, "is another office, which does not exclude this one"))


def _of_office(
    mention: Mention, wanted: Office, office: Office, assertion: Assertion,
    against: list[tuple[Mention, str]], others: list[tuple[Mention, str]],
) -> None:
    if assertion.shared:
        others.append((mention, "may share the office"))
    elif mention.status in _NOT_NOW:
        others.append((mention, f"is a {mention.status} holder"))
    elif not wanted.owners or not office.owners:
        others.append((mention, "holds an office whose owner is not named"))
    else:
        against.append((mention, f"the article says that {mention.person} is {mention.position}, not {assertion.person}"))


def _finding(
    index: Index, assertion: Assertion, agreeing: Sequence[Mention], against: Sequence[tuple[Mention, str]],
    others: Sequence[tuple[Mention, str]],
) -> Finding:
    article = index.annotated.article
    verdict: Verdict
    if agreeing:
        verdict, mention = "consistent", agreeing[0]
        reason = f"the article says {mention.person}, {mention.position}"
    elif against:
        verdict, (mention, reason) = "contradicted", against[0]
    else:
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned",
            reason="the article gives nobody this position", others=others,
        )
    number = index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]
    ties = tuple(
        (span, word) for span, word in (
            (mention.person_span, assertion.person or ""), (mention.position_span, assertion.position or "")
        ) if span is not None
    )
    statement = Statement(
        mention=mention, sentence=Span(*index.spans[number]), ties=ties, verdict=verdict,
        comparison=f"{mention.person} – {mention.position} against {assertion.person} – {assertion.position}",
    )
    return Finding(
        article=article, assertion=assertion, verdict=verdict, reason=reason, statement=statement,
        others=[*others, *((m, why) for m, why in against if m is not mention)],
    )


def _lang(index: Index, offset: int) -> str:
    for passage in index.annotated.article.passages:
        if passage.start <= offset < passage.end:
            return passage.lang
    return ""


def _published(text: str | None) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError:
        return None
