"""Whose age a figure is, and whether it is one at all."""

from collections.abc import Sequence

from ..article.layout import Figure, Index
from ..claims.model import Query, Term

APART = 4
"""How many words from a name its age stands at most: "Banda, who is 54"."""


def aged(index: Index, figure: Figure) -> bool:
    """Whether a number of years may be an age: it says so, or it qualifies what stands before it ("el conductor, de 49
    años") and nothing behind it says what it is years of ("14 años de antigüedad")."""
    if figure.mention.kind == "age":
        return True
    behind = figure.last
    return _behind_of(index, figure) and (behind >= len(index.keys) or "!prepositions" not in index.keys[behind])


def of_person(query: Query, index: Index, figure: Figure, ties: Sequence[tuple[int, Term]]) -> bool:
    """Whether an age stands right behind the name of the only person that the claim names: "Mme Banda, 54 ans", and not
    "la mère de Banda, 54 ans"."""
    expected = query.expected
    if figure.mention.kind != "age" or figure.mention.modifier != "exact" or expected is None or expected.kind != "age":
        return False
    people = [term for term in query.terms if _person(term)]
    at = next((at for at, term in ties if _person(term)), -1)
    name = _named(index, figure)
    if len(people) != 1 or at not in name:
        return False
    return name[0] == index.first_word[figure.sentence] or not {"!before", "!prepositions"} & set(index.keys[name[0] - 1])


def of_another(query: Query, index: Index, figure: Figure) -> bool:
    """Whether an age stands right behind the name of another than the person that the claim names."""
    if figure.mention.kind != "age" or query.expected is None or query.expected.kind != "age":
        return False
    if sum(map(_person, query.terms)) != 1:
        return False
    name = _named(index, figure)
    named = {entity.at for entity in index.entities[figure.sentence] if entity.kind == "name" and entity.noun}
    return any(at in named for at in name) and all(
        query.own.isdisjoint(index.keys[at]) and query.asked.isdisjoint(index.keys[at]) for at in name
    )


def of_named(index: Index, figure: Figure) -> bool:
    """Whether an age stands right behind somebody's name."""
    named = {entity.at for entity in index.entities[figure.sentence] if entity.kind == "name" and entity.noun}
    return figure.mention.kind == "age" and any(at in named for at in _named(index, figure))


def _named(index: Index, figure: Figure) -> range:
    """The words with capitals that an age stands right behind."""
    first = index.first_word[figure.sentence]
    for end in range(figure.first - 1, max(first, figure.first - APART) - 1, -1):
        if index.capital[end]:
            begin = end
            while begin > first and index.capital[begin - 1] and not index.function[begin - 1]:
                begin -= 1
            return range(begin, end + 1)
        if not index.function[end] and "!ages" not in index.keys[end]:
            break
    return range(0)


def _person(term: Term) -> bool:
    return not term.entity and (term.kind == "name" or (term.initial and not term.known))


def _behind_of(index: Index, figure: Figure) -> bool:
    before = figure.first - 1
    return before >= index.first_word[figure.sentence] and "!before" in index.keys[before]


def is_age(query: Query, index: Index, figure: Figure) -> bool:
    """Whether the figure is told to be an age, where the claim asks how long and speaks of none: "men live 80 years", or
    eight years in prison of somebody who is 57."""
    if query.expected is None or query.expected.kind != "duration" or figure.mention.kind != "age" or "ages" in query.cues:
        return False
    return query.telling and (
        bool(_named(index, figure)) or any("!ages" in index.keys[at] for at in index.segment(figure))
    )


def of_age(query: Query, index: Index, figure: Figure) -> bool:
    """Whether the figure is somebody's age where the claim asks how long: "les habitants de 17 à 60 ans"."""
    if query.expected is None or query.expected.kind != "duration":
        return False
    return figure.mention.modifier == "range" and figure.mention.unit == "a" and _behind_of(index, figure)
