"""One name spelled two ways in one article."""

from collections.abc import Iterator

from ..annotate import Annotated
from ..matching.holders.people import parts
from ..mentions import Mention
from ..names import same_person
from ..terms import simple
from ..text import Span
from ._observation import Observation

_LONG = 5
"""Letters of a family name that one letter more, less or other still leaves the same."""


def check(annotated: Annotated) -> Iterator[Observation]:
    """One person spelled two ways; the spelling that stands there less often is reported, where it stands first.

    Accents alone are no other spelling, nor is a name with more parts or fewer: those may be other people. A family name
    alone is somebody's who was named in full before, and no other's.
    """
    spellings: dict[tuple[str, ...], list[Mention]] = {}
    alone: dict[str, list[Mention]] = {}
    for mention in annotated.mentions:
        if mention.kind == "name" and mention.person:
            spelled = tuple(map(simple, parts(mention.person)))
            if len(spelled) > 1:
                spellings.setdefault(spelled, []).append(mention)
            elif spelled:
                alone.setdefault(spelled[0], []).append(mention)
    said: set[tuple[str, ...]] = set()
    for one, ones in spellings.items():
        for other, others in spellings.items():
            if one == other or other in said or not _one_person(one, other):
                continue
            if len(ones) > len(others) or (len(ones) == len(others) and ones[0].start < others[0].start):
                continue
            said.add(one)
            yield _note(annotated, ones[0], others[0])
            break
    families = {spelled[-1]: found for spelled, found in spellings.items()}
    known = {word for spelled in spellings for word in spelled}
    for name, found in alone.items():
        like = [whole for family, whole in families.items() if _slip(name, family)]
        if name not in known and len(like) == 1 and like[0][0].start < found[0].start and len(found) <= len(like[0]) + 1:
            yield _note(annotated, found[0], like[0][0])


def _note(annotated: Annotated, mention: Mention, usual: Mention) -> Observation:
    line, column = annotated.article.place(usual.start)
    return Observation(
        check="names", span=Span(mention.start, mention.end), value=mention.person or "",
        what=f"also written {usual.person} ({line}:{column})", other=Span(usual.start, usual.end),
    )


def _slip(one: str, other: str) -> bool:
    """Whether two family names differ by a letter left out, put in, changed, or two changed about; not by an ending."""
    if one == other or min(len(one), len(other)) < _LONG or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    if not left or not right:  # "Martin", "Martins"
        return False
    if len(left) != len(right):
        return left[1:] == right or right[1:] == left
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two spellings with as many words are one person's."""
    return len(one) == len(other) and same_person(" ".join(one), " ".join(other)) != "different"
