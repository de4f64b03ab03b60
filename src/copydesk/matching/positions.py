"""Position assertions: who holds which office, against the positions that an article gives people.

Offices are compared by what their words mean, in any language: the offices that the table knows ("chef du Pentagone"
is a defence minister), the fields they have, and the places or organisations they belong to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .. import terms
from ..assertions.model import Assertion
from ..findings import Finding, Statement, Verdict
from ..mentions import Mention
from ..periods import Period
from ..terms import Concept, Lexicon
from ..text import Span
from . import attribution
from . import query as _query
from .layout import Index
from .people import same

Match = Literal["same", "other", "open"]
_BOSS = "!boss"
"""A word for whoever leads a body, whatever the office is called there: chief, head."""
_NOT_NOW = ("former", "next", "elected", "candidate")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its meaning: offices that the table knows, other words, and whose it is."""

    roles: frozenset[str]
    words: frozenset[str]
    owners: frozenset[str]
    ranks: frozenset[str] = frozenset()
    """Words that make it a lower one: vice, deputy."""
    names: frozenset[str] = frozenset()
    """Whose it is, by names that the table does not have: a company, a club."""


EXCLUSIVE = frozenset({
    "minister", "president", "vice-president", "prime-minister", "deputy-prime-minister", "governor", "mayor", "king",
    "ambassador", "secretary-general", "chief-executive", "spokesperson", "central-bank-governor", "premier-regional",
})
"""Roles (by concept) that a person holds one of at a time; whoever is one of them is not also another."""


@lru_cache(maxsize=4096)
def _office(text: str, lang: str, lexicon: Lexicon) -> Office:
    texts = terms.words(text)
    roles, words, owners, ranks, names = _parts(texts, lang, lexicon)
    if names:
        # "ministre ukrainien de la Défense": without the owner, the words of the office stand together
        more = _parts([t for at, t in enumerate(texts) if at not in names], lang, lexicon)
        roles, words = roles | more[0], more[1] if more[0] else words
    wider = {above for role in roles for above in lexicon.ancestors(role)}
    known = frozenset() if owners else _unknown_names(texts, lang, lexicon)
    words -= {key for word in known for key in (f"*{word}", f"={lang}:{word}", f"@{word}")}
    words = {word for word in words if not any(word.startswith("*") and name.startswith(word[1:]) for name in known)}
    return Office(frozenset(roles - wider), frozenset(words - {""}), frozenset(owners), frozenset(ranks), known)


def _unknown_names(texts: Sequence[str], lang: str, lexicon: Lexicon) -> frozenset[str]:
    """The capitalised words, after the first, that the table does not know as words of any office."""
    readings = lexicon.read(lang, texts)
    return frozenset(
        terms.simple(text.lower()) for text, reading in list(zip(texts, readings, strict=True))[1:]
        if text[:1].isupper() and not reading.function and not any(
            (concept := lexicon.concept(key)) and concept.kind == "role"
            for key in reading.keys if key[0] not in "!*=#@~"
        )
    )


def _parts(
    texts: Sequence[str], lang: str, lexicon: Lexicon
) -> tuple[set[str], set[str], set[str], set[str], set[int]]:
    """Roles, other words, owners and ranks of an office, and which of its words name the owner alone."""
    roles: set[str] = set()
    words: set[str] = set()
    owners: set[str] = set()
    ranks: set[str] = set()
    names: set[int] = set()
    inside = -1
    nested = False
    for at, reading in enumerate(lexicon.read(lang, texts)):
        found = [key for key in reading.keys if key[0] not in "!*=#@~"]
        entity = [key.lstrip("~") for key in reading.keys if key[0] not in "!*=#@" and lexicon.is_entity(key)]
        role = [key for key in found if (c := lexicon.concept(key)) and c.kind == "role"]
        if "!ranks" in reading.keys:
            ranks.add("lower")
            continue
        if "!bosses" in reading.keys and not role:
            words.add(_BOSS)
            continue
        owners.update(entity)
        if entity and not role:
            names.update(range(at, at + reading.length))
        if "!prepositions" in reading.keys and (words or roles):
            nested = True
        if role and at >= inside:
            # "chief of staff of the president" is no president
            (words if nested else roles).add(role[-1])
            inside = at + reading.length
        elif not reading.function and at >= inside and at not in names:
            words.add(found[0] if found else next((k for k in reading.keys if k[0] in "*="), ""))
    return roles, words, owners, ranks, names


def compare(one: Office, other: Office, lexicon: Lexicon) -> Match:
    """Whether two offices are one, two, or cannot be told."""
    if one.ranks != other.ranks:
        return "other" if one.roles and other.roles else "open"
    if any(_of_one_body(role, lexicon) for role in one.roles & other.roles):
        return "same"
    if one.owners and other.owners and not _owned_alike(one, other, lexicon):
        return "other"
    if one.names and other.names and not one.names & other.names:
        return "open"
    if one.roles and other.roles:
        if one.roles & other.roles:
            alike = one.words & other.words or one.names & other.names
            return "open" if one.words and other.words and not alike else "same"
        wider = _related(one, other, lexicon)
        if wider:
            # a country's own name for an office is that office; "minister" alone is any of them
            # and "industry and tourism minister" is the tourism minister
            return "same" if wider.contrast or (one.words & other.words) else "open"
        return "other" if not one.words & other.words else "open"
    if one.words and (one.words <= other.words or (other.words and other.words <= one.words)):
        return "same" if one.roles == other.roles else "open"
    return "open"


def _wider(wanted: Office, office: Office, lexicon: Lexicon) -> bool:
    """Whether the article only names the office more loosely: "the minister"."""
    return office.roles == {"minister"} and any("minister" in lexicon.ancestors(role) for role in wanted.roles)


def _loosely(wanted: Office, office: Office, lexicon: Lexicon) -> bool:
    """Whether one of two names for a person's office only says less: "agency chief", "minister" for a junior one."""
    owned = bool(wanted.owners and office.owners and _owned_alike(wanted, office, lexicon)) or bool(
        wanted.names & office.names
    )
    if owned and (_BOSS in wanted.words | office.words) and (wanted.roles | office.roles):
        return True
    if wanted.ranks or not office.ranks or (wanted.owners and office.owners and not owned):
        return False
    fields = {word for role in wanted.roles for word in role.split("-")} | wanted.words
    return office.roles == {"minister"} and bool(office.words) and office.words <= fields


def _of_one_body(role: str, lexicon: Lexicon) -> bool:
    """Whether a role says by itself whose it is: "ECB president", not "president" nor "defence minister"."""
    concept = lexicon.concept(role)
    return role not in EXCLUSIVE and "-" in role and concept is not None and not concept.contrast


def _related(one: Office, other: Office, lexicon: Lexicon) -> Concept | None:
    for a in sorted(one.roles):
        for b in sorted(other.roles):
            if a in lexicon.ancestors(b):
                return lexicon.concept(a)
            if b in lexicon.ancestors(a):
                return lexicon.concept(b)
    return None


def _owned_alike(one: Office, other: Office, lexicon: Lexicon) -> bool:
    return any(
        a == b or a in lexicon.ancestors(b) or b in lexicon.ancestors(a) for a in one.owners for b in other.owners
    )


def _exclusive(office: Office, lexicon: Lexicon) -> bool:
    """Whether nobody who holds the office holds another such one."""
    for role in office.roles:
        concept = lexicon.concept(role)
        if role in EXCLUSIVE or EXCLUSIVE.intersection(lexicon.ancestors(role)) or (concept and concept.contrast):
            return True
    return bool(office.roles) and bool(office.owners) and any("-" in role for role in office.roles)


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
            _of_person(mention, match, wanted, office, assertion, lexicon, agreeing, against, others)
        elif match == "same":
            _of_office(index, mention, wanted, office, assertion, against, others)
    return _finding(index, assertion, agreeing, against, others)


def _of_person(
    mention: Mention, match: Match, wanted: Office, office: Office, assertion: Assertion, lexicon: Lexicon,
    agreeing: list[Mention], against: list[tuple[Mention, str]], others: list[tuple[Mention, str]],
) -> None:
    now = mention.status not in _NOT_NOW
    wider = match == "open" and not wanted.ranks and _wider(wanted, office, lexicon)
    if now and match != "same" and (wider or _loosely(wanted, office, lexicon)):
        match = "same"
    if match == "same" and now:
        agreeing.append(mention)
    elif match == "same":
        others.append((mention, f"is said of a {mention.status} holder"))
    elif match == "other" and now and _exclusive(wanted, lexicon) and _exclusive(office, lexicon):
        against.append((mention, f"the article says that {mention.person} is {mention.position}, not {assertion.position}"))
    else:
        others.append((mention, "is another office, which does not exclude this one"))


def _understood(index: Index, wanted: Office) -> bool:
    """Whether an article means the claim's country or body where it names none: its readers' own, or its topic's."""
    if _query.home(index.annotated.article.lang) & wanted.owners:
        return True
    if wanted.names:
        return all(_leads(index, name) for name in wanted.names)
    counts: dict[str, int] = {}
    for at, kind, _ in (entity for entities in index.entities for entity in entities):
        if kind in ("place", "org"):
            for key in index.keys[at]:
                if key[0] not in "!*=#@~" and index.lexicon.is_entity(key):
                    counts[key] = counts.get(key, 0) + 1
    most = max(counts.values(), default=0)
    return any(counts.get(owner, 0) == most for owner in wanted.owners) and most > 0


def _leads(index: Index, name: str) -> bool:
    """Whether a name stands in the headline or the lead."""
    text = index.annotated.article.text
    return any(
        terms.simple(text[index.starts[at] : index.ends[at]].lower()) == name
        for number in sorted(index.topics) for at in range(*index.words(number))
    )


def _of_office(
    index: Index, mention: Mention, wanted: Office, office: Office, assertion: Assertion,
    against: list[tuple[Mention, str]], others: list[tuple[Mention, str]],
) -> None:
    if assertion.shared:
        others.append((mention, "may share the office"))
    elif mention.status in _NOT_NOW:
        others.append((mention, f"is a {mention.status} holder"))
    elif not (wanted.owners or wanted.names) or (
        not office.owners and not (wanted.names & office.names) and not _understood(index, wanted)
    ):
        others.append((mention, "holds an office whose owner is not named"))
    else:
        said = f"the article says that {mention.person} is {mention.position}, not {assertion.person}"
        against.append((mention, said))


def _finding(
    index: Index, assertion: Assertion, agreeing: Sequence[Mention], against: Sequence[tuple[Mention, str]],
    others: Sequence[tuple[Mention, str]],
) -> Finding:
    article = index.annotated.article
    verdict: Verdict
    if agreeing:
        verdict, mention = "consistent", agreeing[0]
        reason = f"the article says that {mention.person} is {mention.position}"
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
    quoted, said_by = attribution.of(index, mention)
    statement = Statement(
        mention=mention, sentence=Span(*index.spans[number]), ties=ties, verdict=verdict, quoted=quoted, said_by=said_by,
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
