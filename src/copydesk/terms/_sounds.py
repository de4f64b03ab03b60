"""One spelling for all transliterations of a name: Zelensky, Zelenski, Zelenskyy; Zaporijjia, Zaporizhzhia."""

import re
from functools import lru_cache

from ._inflection import simple

_SHORT = 4
"""Words of so few letters keep their spelling: their sounds would meet those of other names."""

_SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in (
    (r"tch|tsch|ch|sch|sh", "s"), (r"dj|dz", "j"), (r"zh", "j"), (r"ts|tz|cz", "z"), (r"kh|gh", "h"), (r"ph", "f"),
    (r"ou|oo|u", "u"), (r"w", "v"), (r"ck|qu|q|k|c", "k"), (r"y|ij|ii|iy|yi", "i"), (r"ei|ai|ey", "e"),
    (r"th", "t"), (r"x", "ks"), (r"g", "h"), (r"(.)\1+", r"\1"), (r"ia", "a"), (r"ie|io|iu", "e"), (r"i+\Z", ""),
    (r"e\Z", ""),
))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """What the transliterations of a name's part share."""
    made = simple(word)
    if len(made) <= _SHORT:
        return made
    for pattern, by in _SOUNDS:
        made = pattern.sub(by, made)
    return made
