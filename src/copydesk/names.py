"""Whether two written names are one person's: across transliterations by rule and table, across slips with care."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from .languages import available, data

Sameness = Literal["same", "variant", "different"]

_SHORT = 5
"""Family names with fewer letters than this are equal only when they are spelled alike or a table says so."""

_LONG = 7
"""Family names with at least this many letters may differ by one edit beside compatible first names."""

_LONG_ALONE = 8
"""The same when a first name is missing."""

_MANY = 2
"""Of more given names than this, the first may be left out."""

_SPLIT = re.compile(r"[\s\u00a0\u202f\-\u2010\u2011]+")
_NOISE = re.compile(r"[“”\"«»'’ʼ`´.,()]")
_EXTRA = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


class _Tables(NamedTuple):
    rules: tuple[tuple[re.Pattern[str], str], ...]
    surname_rules: tuple[tuple[re.Pattern[str], str], ...]
    loose: tuple[tuple[re.Pattern[str], str], ...]
    first: dict[str, frozenset[int]]
    name: dict[str, frozenset[int]]


class _Person(NamedTuple):
    """A name in parts; `spelled` words are lower case without accents, `keys` the same after the rules."""

    spelled: tuple[str, ...]
    keys: tuple[str, ...]
    given: tuple[str, ...]
    family: str


@cache
def _tables() -> _Tables:
    rows = [
        line.split("\t") for line in
        files(__package__).joinpath("terms", "data", "transliteration.tsv").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]

    def rules(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(row[1]), row[2] if len(row) > 2 else "") for row in rows if row[0] == kind)

    def groups(kind: str) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, row in enumerate(rows):
            if row[0] == kind:
                for word in row[1].split():
                    found.setdefault(word, set()).add(number)
        return {word: frozenset(numbers) for word, numbers in found.items()}

    return _Tables(rules("rule"), rules("surname-rule"), rules("loose"), groups("first"), groups("name"))


@cache
def _known(key: str) -> frozenset[str]:
    words: set[str] = set()
    for lang in available():
        value = data(lang, "names").get(key, "")
        for word in (value if isinstance(value, str) else " ".join(value)).split():
            words.add(_spell(word))
    return frozenset(words)


def _spell(word: str) -> str:
    lower = _NOISE.sub("", word.lower().translate(_EXTRA))
    return "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def _key(word: str, last: bool) -> str:
    tables = _tables()
    for pattern, put in (*tables.rules, *(tables.surname_rules if last else ())):
        word = pattern.sub(put, word)
    return word


@lru_cache(maxsize=65536)
def _read(name: str) -> _Person:
    particles = _known("particles")
    titles = _known("courtesy")
    words = [w for w in (_spell(part) for part in _SPLIT.split(name.strip())) if w]
    while len(words) > 1 and words[0] in titles and len(words[0]) < 5:
        words.pop(0)
    spelled = tuple(words)
    kept = [w for i, w in enumerate(words) if w not in particles or i == len(words) - 1] or words
    eastern = len(kept) > 1 and kept[0] in _known("surname_first") and (
        len(kept) > 2 or kept[0] not in _known("first_names")
    )
    keys = tuple(_key(w, i == len(kept) - 1) for i, w in enumerate(kept))
    if eastern:
        return _Person(spelled, keys, ("".join(kept[1:]),), kept[0])
    return _Person(spelled, keys, tuple(kept[:-1]), kept[-1] if kept else "")


def normalise(name: str) -> tuple[str, ...]:
    """The words in a spelling that no transliteration changes; without particles and courtesy titles."""
    return _read(name).keys


def same_person(a: str, b: str) -> Sameness:
    """Whether two names as written can be one person's.

    "same": spelled alike, or the rules and tables bring both to one spelling. "variant": one is a slip of the other, or
    another form of the first name beside the same family name. "different": everything else.
    """
    one, two = _read(a), _read(b)
    if not one.family or not two.family:
        return "different"
    if one.spelled == two.spelled:
        return "same"
    family = _families(one, two)
    if family == "different":
        return "different"
    given = _given(one.given, two.given)
    if "different" in (given, family):
        return "different"
    if given == family == "variant":
        return "different"
    return "same" if given == family == "same" else "variant"


def akin(a: str, b: str) -> bool:
    """Whether two names have one family name and first names of one initial: another form of a name, for all one knows."""
    one, two = _read(a), _read(b)
    first = {person.given[0][:1] for person in (one, two) if person.given}
    return bool(one.family) and _families(one, two) == "same" and len(first) == 1


def _families(one: _Person, two: _Person) -> Sameness:
    """How the family names compare; a double family name may be cut short ("Sánchez Castejón")."""
    a, b = one.family, two.family
    near = _word(a, b, last=True)
    if near != "different":
        return near
    for short, long in ((one, two), (two, one)):
        if len(short.given) == 1 and len(long.given) == 2 and long.given[0] == short.given[0] and \
                _word(short.family, long.given[1], last=True) == "same" and long.given[1] not in _known("first_names"):
            return "same"
    if not _loosely(a, b) and not _one_edit(a, b, both=bool(one.given and two.given)):
        return "different"
    return "variant"


def _word(a: str, b: str, *, last: bool) -> Sameness:
    """"same" where spelling, table or rules agree; short words need spelling or table."""
    if a == b:
        return "same"
    table = _tables().name if last else _tables().first
    if table.get(a, frozenset()) & table.get(b, frozenset()):
        return "same"
    if min(len(a), len(b)) >= _SHORT and _key(a, last) == _key(b, last):
        return "same"
    return "different"


def _loosely(a: str, b: str) -> bool:
    """Whether only a doubled or silent letter stands between the two."""
    if min(len(a), len(b)) < 4 or a[0] != b[0] or abs(len(a) - len(b)) > 2:
        return False
    for pattern, put in _tables().loose:
        a, b = pattern.sub(put, a), pattern.sub(put, b)
    return a == b


def _one_edit(a: str, b: str, *, both: bool) -> bool:
    """Whether one letter was dropped, added, changed or swapped inside a long name; never the first nor the last."""
    if min(len(a), len(b)) < (_LONG if both else _LONG_ALONE) or abs(len(a) - len(b)) > 1:
        return False
    if a[0] != b[0] or a[-1] != b[-1]:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_a == rest_b[1:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return swapped or (both and rest_a[1:] == rest_b[1:])


def _given(one: tuple[str, ...], two: tuple[str, ...]) -> Sameness:
    """How the first names compare: a missing one agrees, initials agree with what they begin."""
    if not one or not two or one == two or "".join(one) == "".join(two):
        return "same"
    answer: Sameness = "same"
    few, many = sorted((one, two), key=len)
    if len(many) > _MANY and many[-len(few):] == few:
        return "variant"  # "Mohamed Ould Cheikh Ahmed" may be called "Cheikh Ahmed"
    if one[0] == two[0] and one[1:] and two[1:] and all(len(w) == 1 for w in (*one[1:], *two[1:])):
        return "different"
    for a, b in zip(one, two, strict=False):
        near = _first(a, b)
        if near == "different":
            return near
        answer = near if near == "variant" else answer
    return answer


def _first(a: str, b: str) -> Sameness:
    if a == b:
        return "same"
    if min(len(a), len(b)) == 1:
        return "same" if a[0] == b[0] else "different"
    if len(a) >= 3 <= len(b) and _key(a, False) == _key(b, False):
        return "same"
    table = _tables().first
    if table.get(a, frozenset()) & table.get(b, frozenset()):
        return "variant"
    if _loosely(a, b) and a[-1] == b[-1]:
        return "variant"
    return "variant" if min(len(a), len(b)) >= _LONG and _one_edit(a, b, both=True) else "different"
