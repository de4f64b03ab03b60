"""Whether two written names mean one person, as far as an assertion is concerned."""

import re
from functools import lru_cache

from ...names import same_person

_WORD = re.compile(r"[^\W\d_]+")


def parts(name: str) -> list[str]:
    """The words of a name as written."""
    return _WORD.findall(name)


@lru_cache(maxsize=1 << 14)
def same(one: str, other: str) -> bool:
    """Whether two names mean one person, whatever the transliteration, a slip of spelling granted."""
    return same_person(one, other) != "different"
