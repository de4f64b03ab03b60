"""Whose age a figure is, by the noun that it stands by: "the victim, a father of 43", "a 34-year-old nurse"."""

from ..article.epithets import GENITIVE
from ..article.layout import Figure, Index
from ..claims.asked import PEOPLE
from ..claims.model import Query, Term

BINDING = frozenset({"!ages", *GENITIVE})
JOINING = frozenset({"!prepositions", "!coordinators"})
"""Cues of the words that bind an age to whose it is, and of those that do not."""
KINDS = frozenset({"sex", "age-group", "age-decade", "child-sex"})
"""Contrasts of the nouns that say no more than what kind of person somebody is."""
FAR = 6
"""How many words from its noun an age stands at most."""
OPENING = 4
"""How many words into its clause an apposition has its noun."""


def asked(query: Query) -> list[Term]:
    """Whose age a claim gives, where nouns say so."""
    return [term for term in query.words if term.bearer] if query.aged and "averages" not in query.cues else []


def told(query: Query, index: Index, figure: Figure) -> bool | None:
    """Whether a figure is the age of whom a claim speaks of; None where one of the two does not say whose."""
    terms = asked(query)
    if not terms or figure.mention.unit != "a":
        return None
    found = _bearers(index, figure)
    return any(key in term.keys for at in found for key in index.keys[at] for term in terms) if found else None


def of_another(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a figure is the age of others than the claim's, and another figure of the article is that of theirs."""
    return told(query, index, figure) is False and any(
        other is not figure and told(query, index, other) for other in index.families.get(figure.family, ())
    )


def of_somebody(query: Query, index: Index, figure: Figure) -> bool:
    """Whether a figure may well be the age of others than the claim's: of somebody of another kind or trade, or of a man
    where the claim's stands in another part of the sentence, or is another one by their noun."""
    if told(query, index, figure) is not False:
        return False
    found = _bearers(index, figure)
    if any(_telling(index, at) for at in found):
        return True
    own = {index.segment_of[at] for at in found}
    return any(
        at not in found and any(key in term.keys for key in index.keys[at] for term in asked(query))
        and (index.segment_of[at] not in own or _someone(index, at))
        for at in range(*index.words(figure.sentence))
    )


def _bearers(index: Index, figure: Figure) -> list[int]:
    """The nouns and names that a number of years is said of."""
    text, low = index.annotated.folded, index.first_word[figure.sentence]
    if "-" in text[index.starts[figure.first] : index.ends[figure.last - 1] + 1]:
        ahead = range(figure.last, min(figure.last + FAR, index.words(figure.sentence)[1]))
        noun = [at for at in ahead if index.segment_of[at] == index.segment_of[figure.last] and _someone(index, at)][:1]
        return [*noun, *_apposed(index, figure.first, low)]
    at = figure.first - 1
    while at >= low and (
        not BINDING.isdisjoint(index.keys[at]) or (index.function[at] and JOINING.isdisjoint(index.keys[at]))
    ):
        at -= 1
    head = _head(index, at, low)
    return [head, *_apposed(index, head, low)] if head >= 0 else []


def _apposed(index: Index, head: int, low: int) -> list[int]:
    """Who is called so, besides: "the victim, a father of", "the victim was a"."""
    segment, start = index.segment_of, head
    while start > low and segment[start - 1] == segment[head]:
        start -= 1
    at = head - 1
    if head - start <= OPENING and start > low and "," in index.annotated.folded[index.ends[start - 1] : index.starts[start]]:
        at = start - 1
    else:
        while at >= start and index.function[at] and "!prepositions" not in index.keys[at]:
            at -= 1
        if at < start or not _someone(index, at):
            return []
    found = _head(index, at, low)
    return [found, *_apposed(index, found, low)] if found >= 0 else []


def _head(index: Index, at: int, low: int) -> int:
    """The noun of a phrase that ends at a word: "the sister" in "the sister of the victim"; -1 where it names nobody."""
    segment, least, head = index.segment_of[at], max(low, at - FAR), -1
    while at >= least and index.segment_of[at] == segment:
        if _someone(index, at):
            head, at = at, at - 1
            while at >= least and index.function[at] and GENITIVE.isdisjoint(index.keys[at]):
                at -= 1
            if at < least or GENITIVE.isdisjoint(index.keys[at]):
                break
        elif head >= 0:
            break
        elif at > least and index.function[at - 1] and not index.function[at] and index.segment_of[at - 1] == segment and (
            GENITIVE.isdisjoint(index.keys[at - 1])
        ):
            phrases = (one for one in range(least, at) if one + index.lengths[one] > at and _someone(index, one))
            return next(phrases, at)  # "the head of state"; or the noun itself, which the table lacks
        at -= 1
    return head


def _someone(index: Index, at: int) -> bool:
    """Whether a word names people, or may be a person's name."""
    keys = [key for key in index.keys[at] if key[0] not in "!*=#@~"]
    if not keys:
        return index.capital[at] and not index.function[at] and any(key[0] == "@" for key in index.keys[at])
    return any((concept := index.lexicon.concept(key)) is not None and concept.kind in PEOPLE for key in keys)


def _telling(index: Index, at: int) -> bool:
    """Whether a word says more of somebody than a name or what kind of person they are."""
    known = [concept for key in index.keys[at] if key[0] not in "!*=#@~" and (concept := index.lexicon.concept(key))]
    return any(
        concept.kind in PEOPLE and concept.contrast not in KINDS and concept.id != "person" for concept in known
    ) and not any(concept.contrast in KINDS for concept in known)
