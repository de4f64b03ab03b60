"""Whose an office is that an article does not say with it: "its chief executive", "the minister", "the region's president"."""

from collections.abc import Iterator

from .. import terms
from . import query as _query
from .layout import Entity, Index
from .offices import Office, alike, kinds_of_owner
from ..mentions import Mention

REACH = 3
"""How many sentences back an owner may have been named."""


def means(index: Index, mention: Mention, wanted: Office) -> bool:
    """Whether the article means the claim's owner by an office that it gives without one.

    What was named last and may own such an office decides: the sentence, then those before it, then the headline; where it
    names several, the one that the article names most. Countries need not be named in their own newspapers.
    """
    kinds = kinds_of_owner(wanted, index.lexicon)
    for sentence in _sentences(index, mention):
        found = _owners(index, mention, sentence, wanted, kinds)
        if not found and kinds.isdisjoint({"place"}):
            found = _owners(index, mention, sentence, wanted, kinds, whole=True)
        if not found:
            continue
        fitting = [at for at in found if _is(index, at, wanted)]
        if not fitting:
            return _home(index, wanted) and not _abroad(index, found)
        if len(fitting) == len(found) or fitting[0] == found[0]:
            return True
        return _most(index, wanted)
    return _home(index, wanted)


def _sentences(index: Index, mention: Mention) -> Iterator[int]:
    here = index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]
    near = list(range(here, max(-1, here - REACH), -1))
    yield from near
    yield from (number for number in sorted(index.topics) if number not in near)


def _owners(
    index: Index, mention: Mention, sentence: int, wanted: Office, kinds: frozenset[str], *, whole: bool = False
) -> list[int]:
    """The words of a sentence that name what may own an office, as far as the mention or in the `whole`; no persons."""
    people = [
        span for m in index.annotated.mentions
        if m.person and (span := m.person_span or (m.start, m.end))
    ]
    found = {entity.at for entity in index.entities[sentence] if entity.kind in kinds}
    found |= {at for at in range(*index.words(sentence)) if wanted.names and _named(index, at, wanted)}
    return sorted(
        at for at in found
        if not any(start <= index.starts[at] < end for start, end in people) and (whole or index.starts[at] < mention.start)
    )


def _is(index: Index, at: int, wanted: Office) -> bool:
    """Whether a word names the claim's owner, or a place in its country."""
    for key in index.keys[at]:
        if key[0] not in "!*=#@" and (owner := key.lstrip("~")) and (
            owner in wanted.owners or wanted.owners.intersection(index.lexicon.ancestors(owner))
        ):
            return True
    return bool(wanted.names) and _named(index, at, wanted)


def _named(index: Index, at: int, wanted: Office) -> bool:
    word = index.text(at, at + 1)
    if not word[:1].isupper():
        return False
    simple = terms.simple(word.lower())
    return any(simple == name or alike(simple, name) for name in wanted.names)


def _home(index: Index, wanted: Office) -> bool:
    return bool(_query.home(index.annotated.article.lang) & wanted.owners)


def _abroad(index: Index, found: list[int]) -> bool:
    """Whether one of the words names another country or a place in it."""
    for at in found:
        for key in index.keys[at]:
            concept = index.lexicon.concept(key) if key[0] not in "!*=#@" else None
            if concept is not None and concept.kind == "place":
                return True
    return False


def _most(index: Index, wanted: Office) -> bool:
    """Whether the article names the claim's owner more than anything else of its kind."""
    counts: dict[str, int] = {}
    for at, kind, _ in (entity for entities in index.entities for entity in entities):
        if kind in ("place", "org"):
            for key in index.keys[at]:
                if key[0] not in "!*=#@~" and index.lexicon.is_entity(key):
                    counts[key] = counts.get(key, 0) + 1
    most = max(counts.values(), default=0)
    return any(counts.get(owner, 0) == most for owner in wanted.owners) and most > 0
