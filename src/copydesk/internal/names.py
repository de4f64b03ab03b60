"""One name spelled two ways in one article."""

from collections.abc import Iterator

from ..annotate import Annotated
from ..matching.holders.people import parts
from ..mentions import Mention
from ..names import same_person
from ..terms import simple
from ..text import Span
from ._observation import Observation


def check(annotated: Annotated) -> Iterator[Observation]:
    """One person spelled two ways; the spelling that stands there less often is reported, where it stands first.

    Accents alone are no other spelling, nor is a name with more parts or fewer: those may be other people.
    """
    article = annotated.article
    spellings: dict[tuple[str, ...], list[Mention]] = {}
    for mention in annotated.mentions:
        if mention.kind == "name" and mention.person and len(parts(mention.person)) > 1:
            spellings.setdefault(tuple(map(simple, parts(mention.person))), []).append(mention)
    said: set[tuple[str, ...]] = set()
    for one, ones in spellings.items():
        for other, others in spellings.items():
            if one == other or other in said or not _one_person(one, other):
                continue
            if len(ones) > len(others) or (len(ones) == len(others) and ones[0].start < others[0].start):
                continue
            mention, usual = ones[0], others[0]
            line, column = article.place(usual.start)
            what = f"also written {usual.person} ({line}:{column})"
            said.add(one)
            yield Observation(
                check="names", span=Span(mention.start, mention.end), value=mention.person or "", what=what,
                other=Span(usual.start, usual.end),
            )
            break


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two spellings with as many words are one person's."""
    return len(one) == len(other) and same_person(" ".join(one), " ".join(other)) != "different"
