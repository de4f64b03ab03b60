"""Whose an office is that an article does not say with it: "its chief executive", "the minister", "the region's president"."""

from collections.abc import Iterator

from ... import terms
from ...mentions import Mention
from ..article.layout import Index
from ..claims import query as _query
from .compared import alike, kinds_of_owner
from .offices import Office

REACH = 3
"""How many sentences back an owner may have been named."""


def means(index: Index, mention: Mention, wanted: Office, *, whole: bool = False) -> bool:
    """Whether the article means the claim's owner by an office that it gives without one.

    What was named last and may own such an office decides, other offices left aside: in the sentence as far as the office
    (or in the `whole` of it), in those before it, in the headline; where one names several, the one that the article names
    most. Countries need not be named in their own newspapers, unless the article is about another.
    """
    kinds = kinds_of_owner(wanted, index.lexicon)
    here = index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]
    if _home(index, wanted):
        return _at_home(index, mention, wanted, kinds, here)
    for sentence in _sentences(index, here):
        found = _owners(index, mention, sentence, wanted, kinds, whole=whole and sentence == here)
        if not found and sentence == here and "place" not in kinds and any(
            _is(index, at, wanted) for at in _owners(index, mention, sentence, wanted, kinds, whole=True)
        ):
            return True
        fitting = [at for at in found if _is(index, at, wanted)]
        if found and not fitting:
            return sentence != here and bool(wanted.names) and _leads(index, wanted)
        if fitting and _placed(index, wanted) and not (sentence in index.topics and len(fitting) == len(found)):
            return _most(index, wanted)
        if fitting and sentence != here and "place" not in kinds and _headed_by_another(index, wanted):
            return _most(index, wanted)
        if fitting:
            return len(fitting) == len(found) or fitting[0] == found[0] or _most(index, wanted)
    return False


def absent(index: Index, wanted: Office) -> bool:
    """Whether the claim's owner is nowhere in the article, which is not of that country either."""
    if not (wanted.owners or wanted.names) or _home(index, wanted):
        return False
    return not any(_is(index, at, wanted) for at in range(len(index.keys)))


def _placed(index: Index, wanted: Office) -> bool:
    """Whether a place owns the claim's office."""
    return any((c := index.lexicon.concept(owner)) and c.kind == "place" for owner in wanted.owners)


def _at_home(index: Index, mention: Mention, wanted: Office, kinds: frozenset[str], here: int) -> bool:
    """Whether an office without a country is that of the readers' own."""
    near = _owners(index, mention, here, wanted, kinds)
    if near:
        return any(_is(index, at, wanted) for at in near) or not _abroad(index, near)
    heads = [at for number in sorted(index.topics) for at in _owners(index, mention, number, wanted, kinds, whole=True)]
    return any(_is(index, at, wanted) for at in heads) or not _abroad(index, heads)


def body_near(index: Index, mention: Mention) -> bool:
    """Whether the sentences before an office, or the headline, name a body that may have it: "the president, Jane Smith"."""
    here = index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]
    return any(
        entity.kind != "place" and not personal(index, entity.at)
        for sentence in _sentences(index, here) for entity in index.entities[sentence]
    ) or any(_unknown(index, index.first_word[sentence]) for sentence in _sentences(index, here))


def _unknown(index: Index, at: int) -> bool:
    """Whether the first word of a sentence is none that a table knows: it may be a name."""
    if at >= len(index.keys) or index.function[at] or not index.capital[at] or personal(index, at):
        return False
    return all(key[0] in "*=@" for key in index.keys[at])


def personal(index: Index, at: int) -> bool:
    """Whether a word is in the name of a person."""
    start = index.starts[at]
    return any(m.person_span is not None and m.person_span[0] <= start < m.person_span[1] for m in index.annotated.mentions)


def _leads(index: Index, wanted: Office) -> bool:
    """Whether a name is the first that the headline or the lead gives."""
    for number in sorted(index.topics):
        named = next((at for at in range(*index.words(number)) if _named(index, at, wanted)), None)
        if named is not None and not any(entity.at < named and entity.kind != "place" for entity in index.entities[number]):
            return True
    return False


def headline_bodies(index: Index) -> list[int]:
    """Where the headline names bodies."""
    return [entity.at for entity in index.entities[min(index.topics)] if entity.kind == "org"] if index.topics else []


def _headed_by_another(index: Index, wanted: Office) -> bool:
    """Whether the headline names a body, and not the claim's."""
    bodies = headline_bodies(index)
    return bool(bodies) and not any(_is(index, at, wanted) for at in bodies)


def _sentences(index: Index, here: int) -> Iterator[int]:
    near = list(range(here, max(-1, here - REACH), -1))
    yield from near
    yield from (number for number in sorted(index.topics) if number not in near)


def _owners(
    index: Index, mention: Mention, sentence: int, wanted: Office, kinds: frozenset[str], *, whole: bool = False
) -> list[int]:
    """The words of a sentence that name what may own an office, as far as the mention or in the `whole`; no persons."""
    # "Ontario Premier Jane Smith met Prime Minister John Brown": what another office is of
    placed = _placed(index, wanted)
    people = [
        span for m in index.annotated.mentions for span in (m.person_span, m.position_span if placed else None)
        if span is not None and span != mention.position_span
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
    wide = "place" if _placed(index, wanted) else "org"
    counts: dict[str, int] = {}
    for at, kind, _ in (entity for entities in index.entities for entity in entities):
        if kind == wide:
            for key in index.keys[at]:
                if key[0] not in "!*=#@~" and index.lexicon.is_entity(key):
                    counts[key] = counts.get(key, 0) + 1
    most = max(counts.values(), default=0)
    return any(counts.get(owner, 0) == most for owner in wanted.owners) and most > 0
