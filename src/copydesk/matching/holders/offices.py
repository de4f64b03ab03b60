"""What an office is, in any language: its role, what it is over, whose it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ... import terms
from ...kinds._offices import offices as grammar
from ...kinds.portfolio import fields_of
from ...languages import data
from ...terms import Lexicon, Reading
from ...text import fold

CAPITAL = "capital-city"
"""What says of a country's name that its capital is meant: "the mayor of the Malagasy capital"."""
LOWER = "lower"
"""The rank of a vice, deputy or assistant."""


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

    @property
    def fields(self) -> frozenset[str]:
        """What it is over, by the names of its roles and its other words."""
        return self.words.union(*(role.split("-") for role in self.roles))


@cache
def table() -> Mapping[str, Mapping[str, Any]]:
    import tomllib

    table: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        files(terms.__name__).joinpath("data", "offices.toml").read_text("utf-8")
    )
    return table


@cache
def families() -> Mapping[str, str]:
    return {role: family for family, roles in table()["families"].items() for role in roles}


@cache
def listed(within: str, key: str) -> frozenset[str]:
    return frozenset(table()[within][key])


@lru_cache(maxsize=4096)
def office(text: str, lang: str, lexicon: Lexicon) -> Office:
    """The office that a wording names."""
    said, text = status(_ministry(text, lang, lexicon), lang)
    text = _plainly(text, lang)
    texts = terms.words(text)
    readings = lexicon.read(lang, texts)
    read = _Reader(readings, lexicon, texts)
    read.look_inside(texts, lang)
    if read.portfolio:  # "ministra de Empleo y Seguridad Social": what it is over besides is not whose it is
        read.owners = {key for key in read.owners if (c := lexicon.concept(key)) and c.kind == "place"}
    placed = not read.roles.isdisjoint(listed("owned", "placed"))
    named = [] if read.owners or read.loose else _named(texts, readings, read.phrased, lexicon, placed=placed)
    if read.portfolio:
        named = [at for at in named if at < min(read.phrased)]
    if read.owned or named:
        # "ministre ukrainien de la Défense": without the owner, the words of the office stand together
        rest = [t for at, t in enumerate(texts) if at not in read.owned and at not in named]
        more = _Reader(lexicon.read(lang, rest), lexicon, rest)
        read.roles |= more.roles
        read.words = more.words if more.roles or more.boss or named else read.words
    if "minister-delegate" in read.roles and (field := _field(texts, lang, lexicon)):
        read.words = set(field)
    wider = {above for role in read.roles for above in lexicon.ancestors(role)}
    if "chancellor" in read.roles:
        read.roles = {chancellor(read.owners, lang)}
    return Office(
        roles=frozenset(read.roles - wider), words=frozenset(read.words - ({"", CAPITAL} if read.owners else {""})),
        owners=_owners(read.owners, read.loose, lexicon),
        ranks=frozenset({LOWER} if read.lower else ()) | _branch(read.owners, lexicon),
        names=frozenset(terms.simple(texts[at].lower()) for at in named), status=said,
        boss=read.boss and not read.roles, sent=tuple(read.order) if "ambassador" in read.roles else (),
    )


@cache
def _charged(lang: str) -> re.Pattern[str]:
    """The words that only tie an office to what it is over."""
    words = data(lang, "positions").get("words", {}).get("charged", "").split("|")
    return re.compile(rf"(?<=\w) (?:{'|'.join(map(re.escape, words))})(?= )" if words[0] else "(?!)")


def _plainly(text: str, lang: str) -> str:
    """A wording without what only ties an office to its field: "minister in charge of transport"."""
    return _charged(lang).sub("", text)


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


def _field(texts: Sequence[str], lang: str, lexicon: Lexicon) -> frozenset[str]:
    """What a minister is over that a wording names after "delegate for", as the office of that minister has it."""
    ways = _ministers(lang)
    for text in reversed(texts if ways else ()):
        for way in ways[1] if ways and fold(text) in ways[0] else ():
            for reading in lexicon.read(lang, terms.words(way.format(text))):
                for key in reading.phrase:
                    if (concept := lexicon.concept(key)) and concept.contrast == "portfolio":
                        return frozenset(key.removesuffix("-minister").split("-"))
    return frozenset()


@cache
def _ministers(lang: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The fields that newspapers name a ministry by, and how a minister of one is called."""
    raw = data(lang, "positions").get("portfolios")
    if not raw:
        return None
    fields = frozenset(map(fold, fields_of(raw)))
    return fields, tuple(raw["minister"].split("|"))


def status(text: str, lang: str) -> tuple[str, str]:
    """What a wording says of when the office is held, and the wording without it."""
    said = ""
    folded = fold(text)
    known = grammar(lang).status
    for words in sorted(known, key=lambda words: (-len(words), words)):
        if words not in folded:
            continue
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded)
        alone = len(terms.words(folded)) <= len(terms.words(words))
        if found and not alone and (not found.start() or text[found.start()].islower()):
            said = said or known[words]
            text = f"{text[: found.start()]} {text[found.end() :]}".strip(" -")
            folded = fold(text)
    return "" if said == "current" else said, text


def chancellor(owners: Iterable[str], lang: str = "") -> str:
    """What a chancellor is: a German head of government, a British minister, a foreign minister in Latin America."""
    known = table()["chancellor"]
    found = [known[owner] for owner in owners if owner in known]
    return found[0] if found else table()["chancellor_elsewhere"].get(lang, "chancellor") if owners else "chancellor"


def _named(
    texts: Sequence[str], readings: Sequence[Reading], phrased: set[int], lexicon: Lexicon, *, placed: bool
) -> list[int]:
    """The capitalised words that the table does not know, outside the offices that it knows; where they name a place
    (`placed`), all but offices ("the mayor of Amatrice")."""
    covered = {n for at, reading in enumerate(readings) if reading.phrase for n in range(at, at + reading.length)} | phrased
    return [
        at for at, (text, reading) in enumerate(zip(texts, readings, strict=True))
        if text[:1].isupper() and not reading.function and len(text) > 1 and len(texts) > 1 and at not in covered
        and not any(
            key[0] not in "*=#@" and (key[0] == "!" or ((c := lexicon.concept(key)) and not (placed and c.kind != "role")))
            for key in reading.keys
        )
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


def _branch(owners: set[str], lexicon: Lexicon) -> frozenset[str]:
    """Where a branch of a party or a union is, whose head is not the head of it all: "president of the PP in Madrid"."""
    bodies = [
        key for key in owners if key in listed("owned", "branched") or ((c := lexicon.concept(key)) and c.contrast == "party")
    ]
    above = {wider for key in bodies for wider in lexicon.ancestors(key)}
    places = {key for key in owners - above if (c := lexicon.concept(key)) and c.kind == "place" and c.contrast != "country"}
    return frozenset(places if bodies else ())


class _Reader:
    """Roles, other words and owners of an office, and which of its words name the owner alone."""

    def __init__(self, readings: Sequence[Reading], lexicon: Lexicon, texts: Sequence[str]) -> None:
        self.lexicon, self.texts = lexicon, texts
        self.roles: set[str] = set()
        self.words: set[str] = set()
        self.owners: set[str] = set()
        self.loose: set[str] = set()
        self.order: list[str] = []
        self.owned: set[int] = set()
        self.phrased: set[int] = set()
        self.lower = self.boss = self.portfolio = False
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
        if reading.length > 1 and any((c := self.lexicon.concept(key)) and c.contrast == "portfolio" for key in reading.phrase):
            strict = [key for key in strict if (c := self.lexicon.concept(key)) and c.kind == "place"]  # "Labour minister"
            self.portfolio = True
        place = self.texts[at][:1].isupper()  # Paris may stand for France; "the metropolis" does not
        loose = [key.lstrip("~") for key in keys if key[0] == "~" and self.lexicon.is_entity(key)] if place else []
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
        if role and families().get(role[-1]) == "president" and role[-1] in listed("owned", "alone") and (
            reading.length > 1 and "".join(self.texts[at : at + reading.length]).islower()
        ):
            role = ["president"]  # "président de la commission des Finances"
        if strict and reading.length > 1 and self.boss:
            role = []  # "head of the national prosecutor's office": a body that an office is named by
        if role and at >= self._inside:
            # "chief of staff of the president" is no president
            (self.words if self._nested else self.roles).add(role[-1])
            self._inside = at + reading.length
            if reading.length > 1:
                self.phrased.update(range(at, at + reading.length))
        elif not reading.function and at >= self._inside and at not in self.owned:
            plain = [key for key in keys if key[0] != "~"]
            self.words.update(reading.phrase[:1] if plain else ())
            self.words.add(plain[0] if plain else next((k for k in reading.keys if k[0] in "*="), ""))


