"""Whether two written names mean one person, whatever the transliteration, and how far apart two spellings are."""

import re

from .terms import simple, sound

_WORD = re.compile(r"[^\W\d_]+")
def parts(name: str) -> list[str]:
    """The words of a name as written."""
    return _WORD.findall(name)


def distance(one: str, other: str) -> int:
    """How many letters must change, at most 3 (Levenshtein)."""
    if abs(len(one) - len(other)) > 2:
        return 3
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return min(row[-1], 3)


def alike(one: str, other: str) -> bool:
    """Whether two spellings of one part are transliterations, or one letter apart in a long word."""
    if sound(one) == sound(other):
        return True
    a, b = simple(one), simple(other)
    return min(len(a), len(b)) >= 4 and a[0] == b[0] and distance(a, b) <= 1


def same(one: str, other: str) -> bool:
    """Whether two names mean one person: like surnames, and first names that do not exclude each other."""
    a, b = parts(one), parts(other)
    if not a or not b or not alike(a[-1], b[-1]):
        return False
    if len(a) == 1 or len(b) == 1:
        return sound(a[-1]) == sound(b[-1])
    return alike(a[0], b[0]) or (min(len(a[0]), len(b[0])) == 1 and simple(a[0])[0] == simple(b[0])[0])
