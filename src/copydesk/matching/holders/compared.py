"""Whether two offices are one, and what else one tells of the other."""

from dataclasses import replace
from functools import cache, lru_cache
from itertools import takewhile
from typing import Literal

from ... import terms
from ...languages import available, data
from ...terms import Lexicon
from .offices import LOWER, Office, chancellor, families, listed, table

Match = Literal["same", "other", "open"]
_MANAGING = frozenset({"manager", "chief-executive", "secretary-general", "coach-trainer"})
"""What "director" and "manager" may be short for."""
_SEVERAL = 2
_STEM, _LONG = 5, 7
"""How many letters two forms of a name share at least, and how many where one has a longer ending: "federación"."""


@lru_cache(maxsize=4096)
def _general(made: Office) -> frozenset[str]:
    """The roles, each by what it is whatever body it leads."""
    return frozenset(families().get(role, role) for role in made.roles)


@lru_cache(maxsize=1 << 14)
def compare(one: Office, other: Office, lexicon: Lexicon) -> Match:
    """Whether two offices are one, two, or cannot be told; whose they are counts only where both say so."""
    if "chancellor" in one.roles | other.roles:
        one, other = (
            replace(made, roles=frozenset({chancellor((*one.owners, *other.owners))})) if "chancellor" in made.roles else made
            for made in (one, other)
        )
    if delegated(one, other, lexicon):
        return "same" if _owned(one, other, lexicon) == "same" else "open"
    if one.ranks != other.ranks:
        return "other" if one.roles and other.roles else "open"
    if _tiers(one, other, lexicon):
        return "other"
    owned = _owned(one, other, lexicon)
    if owned == "other":
        return "other" if _told(one) and _told(other) else "open"
    if owned == "same" and _told(one) and _told(other) and _regional(one, other):
        return "other"
    found = _roles(one, other, owned == "same" or not (_told(one) and _told(other)), lexicon)
    return "open" if owned == "open" and found == "same" else found


def _tiers(one: Office, other: Office, lexicon: Lexicon) -> bool:
    """Whether they preside places of two kinds: a region, and one of its islands."""
    kinds = [_tier(made, lexicon) for made in (one, other)]
    return all(kinds) and kinds[0] != kinds[1]


def _regional(one: Office, other: Office) -> bool:
    """Whether one directs a region of a body only, and the other all of it: "regional director", "director-general"."""
    heads = {"chief-executive", "secretary-general", "president"}
    return any(
        "regional" in part.words and part.roles == {"manager"} and not whole.words and bool(_general(whole) & heads)
        for part, whole in ((one, other), (other, one))
    )


def _tier(made: Office, lexicon: Lexicon) -> str:
    """What kind of place an office presides, if any."""
    found = sorted(made.roles & frozenset(table()["callings"]["territory"]))
    region = any((c := lexicon.concept(owner)) is not None and c.contrast == "region" for owner in made.owners)
    tier = found[0] if found else "regional-president" if made.roles == {"president"} and region and not made.words else ""
    return "regional-president" if tier == "generalitat-president" else tier


def _told(made: Office) -> bool:
    """Whether it says whose it is."""
    return bool(made.owners or made.names)


def as_worded(one: Office, other: Office) -> bool:
    """Whether two offices are one by their wording, and not only if they are of one body."""
    return bool(one.roles & other.roles) or not (one.roles and other.roles)


def akin(one: Office, other: Office) -> bool:
    """Whether two names of offices are of one family: "rector", the head of an education authority; presidents are too many."""
    return bool(_general(one) & _general(other) - {"president"})


def _roles(one: Office, other: Office, led: bool, lexicon: Lexicon) -> Match:
    """The same by the roles alone; `led`: the body that they lead may be one."""
    mine, theirs = _general(one), _general(other)
    presiding = {table()["presiding"].get(owner) for owner in one.owners | other.owners} - {None}
    if presiding and "president" in mine ^ theirs and presiding & (mine ^ theirs):
        return "same" if not one.words and not other.words else "open"  # "el presidente Sánchez"
    fields, alike = _fields(one, mine, other, theirs), one.words & other.words
    if mine & theirs:
        if not one.roles & other.roles and listed("owned", "chambers") & (one.roles | other.roles) and not (
            _told(one) and _told(other)
        ):
            return "open"  # who presides a chamber or a region is not the country's president
        return "open" if (fields and not alike) or _over(one, other) or _inside(one, other, lexicon) else "same"
    if led and (one.boss or other.boss) and _inside(one, other, lexicon):
        return "open"
    if led and (one.boss or other.boss):
        leading = listed("leading", "offices")
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
        if _other_field(one, other) or _other_field(other, one):
            return "other"
        return "same" if (concept and concept.contrast) or alike else "open"
    if mine and theirs:
        return "other" if not alike and not {"manager"} & (mine | theirs) else "open"
    if not mine and not theirs and one.words and other.words:
        # an office that no table knows: as it is worded
        return "same" if one.words <= other.words or other.words <= one.words else "open"
    return "open"


def _other_field(plain: Office, other: Office) -> bool:
    """Whether a minister whose field no table has as an office is of other things than one whose field it has."""
    return plain.roles == {"minister"} and bool(plain.words) and plain.words.isdisjoint(other.fields) and all(
        word[0] not in "*=" for word in plain.words
    )


def _fields(one: Office, mine: frozenset[str], other: Office, theirs: frozenset[str]) -> bool:
    """Whether both say what the office is over, and it matters: who leads a named body leads all of it."""
    if not (one.words and other.words):
        return False
    return not (mine & theirs & {"president", "chief-executive", "secretary-general", "prosecutor", "mayor", "governor"})


def _inside(one: Office, other: Office, lexicon: Lexicon) -> bool:
    """Whether one presides something that words name, maybe in a country, and the other the country or a body by its name:
    "president of the hospitals' federation of France", "the French president"."""
    for worded, plain in ((one, other), (other, one)):
        shared = {owner for owner in worded.owners & plain.owners if (c := lexicon.concept(owner)) and c.kind != "place"}
        heads = _general(worded) & _general(plain) <= {"president", "chief-executive"} or plain.boss or worded.boss
        if worded.words and not plain.words and _told(plain) and not shared and not worded.names and heads:
            return bool(worded.owners) or of_body(plain, lexicon)
    return False


def _over(one: Office, other: Office) -> bool:
    """Whether each of two bodies says what it is over that the other does not: "the bakers' federation", "the butchers'"."""
    return bool(one.words - other.words and other.words - one.words) and bool(
        one.roles & other.roles & {"president", "chief-executive", "secretary-general"}
    ) and bool(one.names & other.names) and one.names & other.names <= _bodies()


@cache
def _bodies() -> frozenset[str]:
    """The words by which languages say what kind of body one is: "federation"."""
    lists = (
        words.get("bodies", "") for lang in available() for raw in (data(lang, "positions"),)
        for words in (raw.get("words", {}), raw.get("leaders", {}))
    )
    return frozenset(terms.simple(word.strip()) for value in lists for word in value.replace("\n", "|").split("|"))


def _wider_of(one: str, other: str, lexicon: Lexicon) -> str | None:
    if one in lexicon.ancestors(other):
        return one
    return other if other in lexicon.ancestors(one) else None


def delegated(one: Office, other: Office, lexicon: Lexicon) -> bool:
    """Whether one is the minister of a field and the other a delegate for it: newspapers call both the minister."""
    for delegate, minister in ((one, other), (other, one)):
        if delegate.roles == {"minister"} and LOWER in minister.ranks and delegate.words & minister.roles:
            return True  # "state secretary under the interior minister"
        if "minister-delegate" in delegate.roles and (not minister.ranks or "minister-delegate" not in minister.roles) and (
            delegate.words and delegate.words <= minister.fields
        ):
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
    """Whether `other` is an office in a place said with the country only: "the US judge" of one in Chicago."""
    return bool(one.roles & other.roles & listed("owned", "local")) and bool(one.owners) and any(
        owner in other.owners for mine in one.owners for owner in lexicon.ancestors(mine)
    )


def alike(one: str, other: str) -> bool:
    """Whether two names are one as two languages end it: "Ligurie", "Liguria"."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= _STEM and max(len(one), len(other)) - shared <= (_SEVERAL if shared < _LONG else _SEVERAL + 1)


def _near(a: str, b: str, one: Office, other: Office, lexicon: Lexicon) -> int:
    """2: one owner; 1: one is within the other; 0: two."""
    same = table()["same_owner"]
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


@lru_cache(maxsize=1 << 14)
def apart(one: Office, other: Office, lexicon: Lexicon) -> bool:
    """Whether nobody holds two offices at once: a judge is no lawyer, a minister no governor; but mayors may be ministers."""
    mine, theirs = _general(one), _general(other)
    if _tiers(one, other, lexicon) or _regional(one, other):
        return True
    if mine & theirs and LOWER in one.ranks ^ other.ranks and (one.owners & other.owners or one.names & other.names):
        return True  # the president and the vice-president of one body
    if mine & theirs:
        return not listed("apart", "one").isdisjoint((mine & theirs) | _wider(mine & theirs, lexicon))
    if "minister-delegate" in mine ^ theirs and {"minister"} & _wider(mine, lexicon) & _wider(theirs, lexicon):
        return False  # newspapers call a delegate the minister
    if any(mine & {*joint} and theirs & {*joint} for joint in table()["apart"]["joint"]):
        return False  # "minister for ecology and energy"
    aides = listed("apart", "aides")
    if any(aides & roles and made.words & led for roles, made, led in ((mine, one, theirs), (theirs, other, mine))):
        return True  # "the president's chief of staff" is not the president
    kinds = [_callings(made, lexicon) for made in (one, other)]
    within, pairs = listed("apart", "within"), table()["apart"]["pairs"]
    return bool(kinds[0] & kinds[1] & within) or any(
        (a in kinds[0] and b in kinds[1]) or (b in kinds[0] and a in kinds[1]) for a, b in pairs
    )


def _callings(made: Office, lexicon: Lexicon) -> frozenset[str]:
    """What callings an office is of, as far as nobody has two."""
    roles = frozenset({*made.roles, *_general(made), *_wider(made.roles, lexicon)})
    head = "president" in made.roles and any(
        (c := lexicon.concept(owner)) is not None and c.contrast == "country" for owner in made.owners
    )
    roles |= {_tier(made, lexicon)}
    found = {
        calling for calling, offices in table()["callings"].items()
        if not roles.isdisjoint(offices) and not (calling == "head" and made.ranks)
    }
    if "spokesperson" in roles and made.words & listed("apart", "voices"):
        found.add("voice")
    bench = "president" in made.roles and not made.words.isdisjoint(listed("apart", "benches"))
    return frozenset({*found, *(["head"] if head else ()), *(["court"] if bench else ())})


def _wider(roles: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(wider for role in roles for wider in lexicon.ancestors(role))


def shared(made: Office) -> bool:
    """Whether an office has many holders: a lawyer, a member of a parliament; but one councillor is for finance."""
    return bool(made.roles) and made.roles <= listed("owned", "many") and not (
        made.roles <= listed("owned", "fields") and (made.words or made.names)
    )


def of_body(made: Office, lexicon: Lexicon) -> bool:
    """Whether a body owns it rather than a place."""
    return bool(made.names) or any((c := lexicon.concept(owner)) and c.kind == "org" for owner in made.owners)


def alone(made: Office) -> bool:
    """Whether it says by itself which body it is of: "House speaker"."""
    return bool(made.roles & listed("owned", "alone"))


def kinds_of_owner(made: Office, lexicon: Lexicon) -> frozenset[str]:
    """What may own the office: "place", "org" (a body), or both."""
    roles = {*_general(made), *(wider for role in made.roles for wider in lexicon.ancestors(role))}
    if roles & listed("owned", "places"):
        return frozenset({"place"})
    if roles & listed("owned", "bodies") or made.names:
        return frozenset({"org", "name"})
    return frozenset({"place", "org", "name"})
