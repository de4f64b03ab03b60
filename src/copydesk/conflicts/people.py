"""Across articles: one office with two holders, one person with two offices or two ages, one name in two spellings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .. import terms
from ..matching.article.layout import Index
from ..matching.holders import offices
from ..matching.holders.offices import Office
from ..matching.holders.people import parts
from ..mentions import Mention
from ..names import normalise, same_person
from ..periods import Period
from ..terms import Lexicon, simple
from ..text import Span

_BESIDE = 3
"""How many characters may stand between a name and the age that is said of it: ", "."""


@dataclass(frozen=True, slots=True)
class Held:
    """A person with the office that an article gives them now."""

    article: int
    mention: Mention
    sentence: Span
    person: str
    office: Office


@dataclass(frozen=True, slots=True)
class Named:
    """A name as an article first spells it, and how often."""

    article: int
    mention: Mention
    sentence: Span
    lang: str
    spelled: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Aged:
    """A person with the age that stands beside the name."""

    article: int
    mention: Mention
    sentence: Span
    person: str


@cache
def _offices() -> frozenset[str]:
    """The offices that one person holds at a time."""
    import tomllib

    table = tomllib.loads(files(terms.__name__).joinpath("data", "offices.toml").read_text("utf-8"))
    return frozenset(table["single"])


def _sentence(index: Index, mention: Mention) -> Span:
    return index.spans[index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]]


def held(index: Index, article: int) -> Iterator[Held]:
    """The offices that the article gives to named people now, where it says whose office it is."""
    for mention in index.annotated.mentions:
        if mention.kind != "position" or mention.status != "current" or not mention.position or not mention.person:
            continue
        at = min(index.word_at(mention.start), len(index.starts) - 1)
        office = offices.office(mention.position, index.lang_of(at), index.lexicon)
        if office.ranks or len(office.roles) != 1 or len(parts(mention.person)) < 2:
            continue
        if office.owners or _is_single(office, index.lexicon, owned=False):
            yield Held(article, mention, _sentence(index, mention), mention.person, office)


def _is_single(office: Office, lexicon: Lexicon, *, owned: bool) -> bool:
    """Whether one person at a time holds an office; one that names its body by itself needs no owner."""
    for role in office.roles:
        concept = lexicon.concept(role)
        if concept is None:
            return False
        unique = role in _offices() or concept.contrast == "portfolio"
        named = any(f.lstrip("~") != f.lstrip("~").lower() for f in concept.forms.get("en", ())[:1])
        if not unique or (not owned and not named):
            return False
    return True


def one_office(one: Held, other: Held, lexicon: Lexicon) -> bool:
    """Whether two people are said to hold the one seat."""
    if not _is_single(one.office, lexicon, owned=True) or one.office.roles != other.office.roles:
        return False
    if one.office.words != other.office.words or one.office.owners != other.office.owners:
        return False
    family = normalise(one.person)[-1:] == normalise(other.person)[-1:]
    return not family and same_person(one.person, other.person) == "different"


def two_offices(one: Held, other: Held, lexicon: Lexicon) -> bool:
    """Whether one person is said to hold two offices of one body that exclude each other."""
    if one.office.roles == other.office.roles or same_person(one.person, other.person) == "different":
        return False
    if not one.office.owners or one.office.owners != other.office.owners:
        return False
    if one.office.words or other.office.words:
        return False
    sets = [{c.contrast for r in h.office.roles if (c := lexicon.concept(r))} for h in (one, other)]
    return sets[0] == sets[1] == {"portfolio"}


def named(index: Index, article: int) -> list[Named]:
    """The full names of an article, each spelling once."""
    seen: dict[tuple[str, tuple[str, ...]], list[Mention]] = {}
    for mention in index.annotated.mentions:
        if mention.kind == "name" and mention.person and len(parts(mention.person)) > 1:
            at = min(index.word_at(mention.start), len(index.starts) - 1)
            key = (index.lang_of(at), tuple(map(simple, parts(mention.person))))
            seen.setdefault(key, []).append(mention)
    return [
        Named(article, found[0], _sentence(index, found[0]), lang, spelled, len(found))
        for (lang, spelled), found in seen.items()
    ]


def spellings(names: Iterable[Named], accepted: Sequence[frozenset[str]] = ()) -> Iterator[tuple[Named, Named]]:
    """(rarer, usual) spellings of one person's name in one language, over the corpus; each spelling once.

    Accents are no other spelling, nor are more parts or fewer, nor is another first name for short. `accepted` are sets
    of spellings that a desk takes as they come.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Named]] = {}
    for name in names:
        groups.setdefault((name.lang, name.spelled), []).append(name)
    blocks: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
    for lang, spelled in sorted(groups):
        keys = normalise(" ".join(spelled))
        if len(keys) > 1:
            for first in {spelled[0], keys[0]}:
                blocks.setdefault((lang, first, keys[-1][:1]), []).append((lang, spelled))
            for last in {spelled[-1], keys[-1]}:
                blocks.setdefault((lang, last), []).append((lang, spelled))
    pairs = {(a, b) for found in blocks.values() for n, a in enumerate(found) for b in found[n + 1 :] if a != b}
    times = {key: sum(n.times for n in found) for key, found in groups.items()}
    said = set()
    for one, other in sorted({(min(pair), max(pair)) for pair in pairs}):
        if not _one_name(one[1], other[1]) or _accepted(one[1], other[1], accepted):
            continue
        rare, usual = sorted((one, other), key=lambda k: (times[k], -groups[k][0].article, k))
        if rare in said or not {n.article for n in groups[usual]} - {n.article for n in groups[rare]}:
            continue
        said.add(rare)
        begin = groups[rare][0]
        yield begin, next(n for n in groups[usual] if n.article != begin.article)


def _one_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other) or "".join(one) == "".join(other):
        return False
    if any((len(a) < 3 or len(b) < 3) and a != b for a, b in zip(one, other, strict=True)):
        return False
    firsts = same_person(" ".join((*one[:-1], one[-1])), " ".join((*other[:-1], one[-1])))
    if firsts == "different" or (firsts == "variant" and one[-1] == other[-1] and not _alike(one[0], other[0])):
        return False
    return same_person(" ".join(one), " ".join(other)) != "different"


def _alike(one: str, other: str) -> bool:
    """Whether two first names are one in two spellings rather than two forms of it ("Bill", "William")."""
    if one.startswith(other) or other.startswith(one):
        return False
    return abs(len(one) - len(other)) <= 1 and sum(a != b for a, b in zip(one, other, strict=False)) <= 2 \
        and one[-1] == other[-1]


def _accepted(one: tuple[str, ...], other: tuple[str, ...], accepted: Sequence[frozenset[str]]) -> bool:
    return any(" ".join(one) in names and " ".join(other) in names for names in accepted)


def aged(index: Index, article: int) -> Iterator[Aged]:
    """The people with their ages: "Nadia Ferrand, 42 ans", and "Ferrand, 42 ans" where she was named in full."""
    named = [m for m in index.annotated.mentions if m.kind == "name" and m.person]
    full: dict[str, set[str]] = {}
    for name in named:
        spelled = parts(name.person or "")
        if len(spelled) > 1:
            full.setdefault(simple(spelled[-1]), set()).add(name.person or "")
    names: dict[int, tuple[Mention, str]] = {}
    for name in named:
        spelled = parts(name.person or "")
        known = {name.person or ""} if len(spelled) > 1 else full.get(simple(spelled[-1]), set()) if spelled else set()
        if len(known) == 1:
            names[name.end] = name, min(known)
    text = index.annotated.folded
    for mention in index.annotated.mentions:
        if mention.kind != "age" or mention.low is None or mention.modifier != "exact":
            continue
        for start in range(mention.start - 1, mention.start - 1 - _BESIDE, -1):
            found = names.get(start)
            if found and text[start : mention.start].strip() in (",", "("):
                yield Aged(article, mention, _sentence(index, mention), found[1])


def two_ages(one: Aged, other: Aged) -> bool:
    """Whether two ages are more than a birthday apart."""
    if one.mention.low is None or other.mention.low is None or one.mention.unit != other.mention.unit:
        return False
    if same_person(one.person, other.person) != "same" or len(parts(one.person)) != len(parts(other.person)):
        return False
    return abs(one.mention.low - other.mention.low) > 1


def published(text: str | None) -> Period | None:
    """A publication period, or None when there is none that can be read."""
    try:
        return Period.parse(text) if text else None
    except ValueError:
        return None
