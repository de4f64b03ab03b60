"""What an office is, in any language: its role, what it is over, whose it is; and whether two offices are one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, Literal

from ... import terms
from ...kinds._offices import offices as grammar
from ...languages import data
from ...terms import Lexicon, Reading
from ...text import fold

Match = Literal["same", "other", "open"]
LOWER = "lower"
"""The rank of a vice, deputy or assistant."""
_MANAGING = frozenset({"manager", "chief-executive", "secretary-general", "coach-trainer"})
"""What "director" and "manager" may be short for."""
_SEVERAL = 2
_STEM = 5
"""How many letters two forms of a name share at least."""


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
    status: str = ""
    """What the wording says of when it is held: former, acting, elected, next, candidate; empty for now."""
    boss: bool = False
    """Whether the wording only says that it leads: "head", "chief"."""
    sent: tuple[str, ...] = ()
    """Of an ambassador whose, and where: "French ambassador to Russia"."""


EXCLUSIVE = frozenset({
    "minister", "president", "vice-president", "prime-minister", "deputy-prime-minister", "governor", "mayor", "king",
    "ambassador", "secretary-general", "chief-executive", "spokesperson", "central-bank-governor", "premier-regional",
})
"""Roles (by concept) that a person holds one of at a time; whoever is one of them is not also another."""


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    import tomllib

    table: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        files(terms.__name__).joinpath("data", "offices.toml").read_text("utf-8")
    )
    return table


@cache
def _families() -> Mapping[str, str]:
    return {role: family for family, roles in _table()["families"].items() for role in roles}


@cache
def _listed(table: str, key: str) -> frozenset[str]:
    return frozenset(_table()[table][key])


@lru_cache(maxsize=4096)
def office(text: str, lang: str, lexicon: Lexicon) -> Office:
    """The office that a wording names."""
    status, text = _status(_ministry(text, lang, lexicon), lang)
    texts = terms.words(text)
    readings = lexicon.read(lang, texts)
    read = _Reader(readings, lexicon)
    read.look_inside(texts, lang)
    named = [] if read.owners or read.loose else _named(texts, readings, read.phrased, lexicon)
    if read.owned or named:
        # "ministre ukrainien de la Défense": without the owner, the words of the office stand together
        rest = [t for at, t in enumerate(texts) if at not in read.owned and at not in named]
        more = _Reader(lexicon.read(lang, rest), lexicon)
        read.roles |= more.roles
        read.words = more.words if more.roles or more.boss or named else read.words
    wider = {above for role in read.roles for above in lexicon.ancestors(role)}
    if "chancellor" in read.roles:
        read.roles = {_chancellor(read.owners, lang)}
    return Office(
        roles=frozenset(read.roles - wider), words=frozenset(read.words - {""}),
        owners=_owners(read.owners, read.loose, lexicon), ranks=frozenset({LOWER} if read.lower else ()),
        names=frozenset(terms.simple(texts[at].lower()) for at in named), status=status,
        boss=read.boss and not read.roles, sent=tuple(read.order) if "ambassador" in read.roles else (),
    )


def _ministry(text: str, lang: str, lexicon: Lexicon) -> str:
    """The minister of a field that is all of a wording: "Culture"."""
    ways = _ministers(lang)
    if not ways or fold(text) not in ways[0]:
        return text
    worded = [way.format(text) for way in ways[1]]
    return next((made for made in worded if any(
        (c := lexicon.concept(key)) is not None and c.contrast == "portfolio"
        for reading in lexicon.read(lang, terms.words(made)) for key in reading.phrase
    )), worded[0])


@cache
def _ministers(lang: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The fields that newspapers name a ministry by, and how a minister of one is called."""
    raw = data(lang, "positions").get("portfolios")
    if not raw:
        return None
    fields = frozenset(fold(field.strip()) for field in raw["fields"].strip().split("|"))
    return fields, tuple(raw["minister"].split("|"))


def _status(text: str, lang: str) -> tuple[str, str]:
    """What a wording says of when the office is held, and the wording without it."""
    status = ""
    folded = fold(text)
    known = grammar(lang).status
    for words in sorted(known, key=lambda words: (-len(words), words)):
        if words not in folded:
            continue
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded)
        alone = len(terms.words(folded)) <= len(terms.words(words))
        if found and not alone and (not found.start() or text[found.start()].islower()):
            status = status or known[words]
            text = f"{text[: found.start()]} {text[found.end() :]}".strip(" -")
            folded = fold(text)
    return "" if status == "current" else status, text


def _chancellor(owners: Iterable[str], lang: str = "") -> str:
    """What a chancellor is: a German head of government, a British minister, a foreign minister in Latin America."""
    table = _table()["chancellor"]
    found = [table[owner] for owner in owners if owner in table]
    return found[0] if found else _table()["chancellor_elsewhere"].get(lang, "chancellor") if owners else "chancellor"


def _named(texts: Sequence[str], readings: Sequence[Reading], phrased: set[int], lexicon: Lexicon) -> list[int]:
    """The capitalised words that the table does not know, outside the offices that it knows."""
    covered = {n for at, reading in enumerate(readings) if reading.phrase for n in range(at, at + reading.length)} | phrased
    return [
        at for at, (text, reading) in enumerate(zip(texts, readings, strict=True))
        if text[:1].isupper() and not reading.function and len(text) > 1 and len(texts) > 1 and at not in covered
        and not any(key[0] not in "*=#@" and (key[0] == "!" or lexicon.concept(key)) for key in reading.keys)
    ]


def _owners(strict: set[str], loose: set[str], lexicon: Lexicon) -> frozenset[str]:
    """Whose it is: what names a body, else places; a word that only stands for another (Paris for France) when alone."""
    found = strict or loose
    kinds = {key: concept.kind for key in found if (concept := lexicon.concept(key))}
    bodies = {key for key, kind in kinds.items() if kind != "place"}
    if not bodies:
        return frozenset(found)
    own = {key for key in found if kinds.get(key) == "place"}
    above = {wider for key in bodies for wider in lexicon.ancestors(key)}
    return frozenset(bodies | {key for key in own if key not in above and len(bodies) == 0})


class _Reader:
    """Roles, other words and owners of an office, and which of its words name the owner alone."""

    def __init__(self, readings: Sequence[Reading], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.roles: set[str] = set()
        self.words: set[str] = set()
        self.owners: set[str] = set()
        self.loose: set[str] = set()
        self.order: list[str] = []
        self.owned: set[int] = set()
        self.phrased: set[int] = set()
        self.lower = self.boss = False
        self._inside = -1
        self._nested = False
        for at, reading in enumerate(readings):
            self._word(at, reading)

    def look_inside(self, texts: Sequence[str], lang: str) -> None:
        """Take the body from the inside of an office that the table knows as a whole: "Bank of England governor"."""
        if len(self.phrased) < 3:
            return
        first, last = min(self.phrased), max(self.phrased) + 1
        for part in (texts[first + 1 : last], texts[first : last - 1]):
            for reading in self.lexicon.read(lang, part):
                bodies = [key for key in reading.phrase if key[0] != "~" and self.lexicon.is_entity(key)]
                if bodies:
                    self.owners = {*bodies}

    def _word(self, at: int, reading: Reading) -> None:
        keys = [key for key in reading.keys if key[0] not in "!*=#@"]
        strict = [key for key in keys if key[0] != "~" and self.lexicon.is_entity(key)]
        loose = [key.lstrip("~") for key in keys if key[0] == "~" and self.lexicon.is_entity(key)]
        role = [key for key in keys if key[0] != "~" and (c := self.lexicon.concept(key)) and c.kind == "role"]
        if "!ranks" in reading.keys:
            self.lower = True
            return
        self.owners.update(strict)
        self.order += strict[:1]
        self.loose.update(loose)
        if (strict or loose) and not role:
            self.owned.update(range(at, at + reading.length))
        if "!bosses" in reading.keys and at >= self._inside and (not role or reading.length == 1):
            self.boss = self.boss or not self._nested
            return
        if "!prepositions" in reading.keys and (self.words or self.roles or self.boss):
            self._nested = True
        if "chancellor" in role:
            role = ["chancellor"]
        if role and at >= self._inside:
            # "chief of staff of the president" is no president
            (self.words if self._nested else self.roles).add(role[-1])
            self._inside = at + reading.length
            if reading.length > 1:
                self.phrased.update(range(at, at + reading.length))
        elif not reading.function and at >= self._inside and at not in self.owned:
            plain = [key for key in keys if key[0] != "~"]
            self.words.add(plain[0] if plain else next((k for k in reading.keys if k[0] in "*="), ""))


@lru_cache(maxsize=4096)
def _general(made: Office) -> frozenset[str]:
    """The roles, each by what it is whatever body it leads."""
    return frozenset(_families().get(role, role) for role in made.roles)


@lru_cache(maxsize=1 << 14)
def compare(one: Office, other: Office, lexicon: Lexicon) -> Match:
    """Whether two offices are one, two, or cannot be told; whose they are counts only where both say so."""
    if "chancellor" in one.roles | other.roles:
        one, other = (
            replace(made, roles=frozenset({_chancellor((*one.owners, *other.owners))})) if "chancellor" in made.roles else made
            for made in (one, other)
        )
    if delegated(one, other, lexicon):
        return "same" if _owned(one, other, lexicon) == "same" else "open"
    if one.ranks != other.ranks:
        return "other" if one.roles and other.roles else "open"
    owned = _owned(one, other, lexicon)
    if owned == "other":
        return "other" if _told(one) and _told(other) else "open"
    found = _roles(one, other, owned == "same" or not (_told(one) and _told(other)), lexicon)
    return "open" if owned == "open" and found == "same" else found


def _told(made: Office) -> bool:
    """Whether it says whose it is."""
    return bool(made.owners or made.names)


def as_worded(one: Office, other: Office) -> bool:
    """Whether two offices are one by their wording, and not only if they are of one body."""
    return bool(one.roles & other.roles) or not (one.roles and other.roles)


def _roles(one: Office, other: Office, led: bool, lexicon: Lexicon) -> Match:
    """The same by the roles alone; `led`: the body that they lead may be one."""
    mine, theirs = _general(one), _general(other)
    presiding = {_table()["presiding"].get(owner) for owner in one.owners | other.owners} - {None}
    if presiding and "president" in mine ^ theirs and presiding & (mine ^ theirs):
        return "same" if not one.words and not other.words else "open"  # "el presidente Sánchez"
    fields, alike = _fields(one, mine, other, theirs), one.words & other.words
    if mine & theirs:
        if not one.roles & other.roles and _listed("owned", "chambers") & (one.roles | other.roles) and not (
            _told(one) and _told(other)
        ):
            return "open"  # who presides a chamber or a region is not the country's president
        return "open" if fields and not alike else "same"
    if led and (one.boss or other.boss):
        leading = _listed("leading", "offices")
        if (one.boss and other.boss) or (mine | theirs) <= leading:
            said = any(made.boss and made.words for made in (one, other))
            return "open" if (said or (one.words and other.words)) and not alike else "same"
        return "open"
    if led and "manager" in mine | theirs and (mine | theirs) <= _MANAGING:
        return "open" if one.words or other.words else "same"
    wider = next((c for a in sorted(mine) for b in sorted(theirs) if (c := _wider_of(a, b, lexicon))), None)
    if wider:
        # a country's own name for an office is that office; "minister" alone is any of them
        concept = lexicon.concept(wider)
        return "same" if (concept and concept.contrast) or alike else "open"
    if mine and theirs:
        return "other" if not alike and not {"manager"} & (mine | theirs) else "open"
    if not mine and not theirs and one.words and other.words:
        # an office that no table knows: as it is worded
        return "same" if one.words <= other.words or other.words <= one.words else "open"
    return "open"


def _fields(one: Office, mine: frozenset[str], other: Office, theirs: frozenset[str]) -> bool:
    """Whether both say what the office is over, and it matters: who leads a named body leads all of it."""
    if not (one.words and other.words):
        return False
    return not (mine & theirs & {"president", "chief-executive", "secretary-general", "prosecutor", "mayor", "governor"})


def _wider_of(one: str, other: str, lexicon: Lexicon) -> str | None:
    if one in lexicon.ancestors(other):
        return one
    return other if other in lexicon.ancestors(one) else None


def delegated(one: Office, other: Office, lexicon: Lexicon) -> bool:
    """Whether one is the minister of a field and the other a delegate for it: newspapers call both the minister."""
    for delegate, minister in ((one, other), (other, one)):
        if "minister-delegate" in delegate.roles and not minister.ranks:
            over = {part for role in minister.roles for part in role.split("-")}
            if delegate.words and delegate.words <= over | minister.words:
                return True
    return False


def _owned(one: Office, other: Office, lexicon: Lexicon) -> Match:
    """Whether two offices are of the same place or body; "same" too where one does not say."""
    if len(one.sent) == len(other.sent) == _SEVERAL:
        ends = [_near(a, b, one, other, lexicon) for a, b in zip(one.sent, other.sent, strict=True)]
        return "same" if all(ends) else "other"
    if one.owners and other.owners:
        few, many = sorted((one.owners, other.owners), key=len)
        near = [max((_near(a, b, one, other, lexicon) for b in many), default=0) for a in few]
        if few == many or all(score == _SEVERAL for score in near):
            return "same"
        # "Poland's ambassador" and "the ambassador in Minsk" may be one
        return "open" if all(near) or len(one.sent) == len(other.sent) == 1 else "other"
    if one.names and other.names:
        if one.names & other.names or any(alike(a, b) for a in one.names for b in other.names):
            return "same"
        return "other"
    if (one.owners and other.names) or (one.names and other.owners):
        return "open"
    return "same"


def within(one: Office, other: Office, lexicon: Lexicon) -> bool:
    """Whether `other` is a town's office said with the country only: "the mayor of Valdoria's second city"."""
    return bool(one.roles & other.roles & _listed("owned", "local")) and bool(one.owners) and any(
        owner in other.owners for mine in one.owners for owner in lexicon.ancestors(mine)
    )


def alike(one: str, other: str) -> bool:
    """Whether two names are one as two languages end it: "Ligurie", "Liguria"."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= _STEM and max(len(one), len(other)) - shared <= _SEVERAL


def _near(a: str, b: str, one: Office, other: Office, lexicon: Lexicon) -> int:
    """2: one owner; 1: one is within the other; 0: two."""
    same = _table()["same_owner"]
    if same.get(a, a) == same.get(b, b):
        return _SEVERAL
    if a not in lexicon.ancestors(b) and b not in lexicon.ancestors(a):
        # "the Senate" may be any country's
        return int(bool({word for word in a.split("-") if len(word) > 3} & set(b.split("-"))))
    if {a.removesuffix("-oblast"), a} & {b.removesuffix("-oblast"), b}:
        return _SEVERAL
    ministers = all(
        any(
            role == "minister" or any((c := lexicon.concept(one)) and c.contrast for one in (role, *lexicon.ancestors(role)))
            for role in made.roles
        )
        for made in (one, other)
    )
    return _SEVERAL if ministers else 1


def exclusive(made: Office, lexicon: Lexicon) -> bool:
    """Whether nobody who holds the office holds another such one."""
    for role in made.roles:
        concept = lexicon.concept(role)
        if role in EXCLUSIVE or EXCLUSIVE.intersection((*lexicon.ancestors(role), *_general(made))) or (
            concept and concept.contrast
        ):
            return True
    return bool(made.roles) and bool(made.owners) and any("-" in role for role in made.roles)


def of_body(made: Office, lexicon: Lexicon) -> bool:
    """Whether a body owns it rather than a place."""
    return bool(made.names) or any((c := lexicon.concept(owner)) and c.kind == "org" for owner in made.owners)


def alone(made: Office) -> bool:
    """Whether it says by itself which body it is of: "House speaker"."""
    return bool(made.roles & _listed("owned", "alone"))


def kinds_of_owner(made: Office, lexicon: Lexicon) -> frozenset[str]:
    """What may own the office: "place", "org" (a body), or both."""
    roles = {*_general(made), *(wider for role in made.roles for wider in lexicon.ancestors(role))}
    if roles & _listed("owned", "places"):
        return frozenset({"place"})
    if roles & _listed("owned", "bodies") or made.names:
        return frozenset({"org", "name"})
    return frozenset({"place", "org", "name"})
