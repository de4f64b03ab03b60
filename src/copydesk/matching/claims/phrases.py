"""How far the phrases and the quoted titles of a claim reach."""

import re
from collections.abc import Sequence

from ...mentions import Mention
from ...terms import Lexicon, Reading

_TITLE = re.compile("[\"«“‘][^\"«»“”‘’]+[\"»”’]")
LONGEST_TITLE = 6
DIRECTION = "direction"
"""The contrast of rises and falls."""


def extent(
    lexicon: Lexicon, expected: Mention | None, hits: Sequence[re.Match[str]], readings: Sequence[Reading],
    free: Sequence[bool], at: int,
) -> int:
    """How many words the phrase has that begins at a word; 1 without one, where its last word only leads a verb that says
    what rose or fell to the value ("sube al 47%" is no "subir al autobús"), and where it only sets the other side of a vote
    beside the value ("203 voix contre 101" are not against)."""
    reading = readings[at]
    end = at + reading.length
    if not reading.phrase or not all(free[at:end]):
        return 1
    counted = expected.counted_span if expected else None
    if (
        counted and reading.length > 1 and counted.start == hits[at].start() and "!sides" in readings[end - 1].keys
        and end < len(hits) and hits[end].group()[:1].isdigit()
    ):
        return 1
    leads = expected is not None and reading.length > 1 and readings[end - 1].function and (
        hits[end - 1].end() < expected.start and (end == len(hits) or hits[end].end() > expected.start)
    )
    if leads and any(
        (concept := lexicon.concept(key)) is not None and concept.contrast == DIRECTION
        for key in reading.keys if key[0] not in "!*=#@~" and key not in reading.phrase
    ):
        return 1
    return reading.length


def behind(lexicon: Lexicon, readings: Sequence[Reading], free: Sequence[bool], at: int, length: int) -> int:
    """Where the words of a claim go on behind a term: with a phrase that begins in it and says something else beyond ("raises
    its key interest rate": the rise of a rate, and the key rate), but is no name ("final of the World Cup")."""
    end = at + length
    for within in range(at + 1, end):
        reading = readings[within]
        stop = within + reading.length
        if (
            reading.phrase and stop > end and all(free[within:stop]) and not readings[stop - 1].function
            and not any(key in readings[at].phrase or lexicon.is_entity(key) for key in reading.phrase)
        ):
            return within
    return end


def titles(
    text: str, hits: Sequence[re.Match[str]], readings: Sequence[Reading], free: Sequence[bool]
) -> dict[int, int]:
    """Titles in quotation marks that are no words of the table, by their first word: where each ends."""
    found: dict[int, int] = {}
    for title in _TITLE.finditer(text):
        inside = [n for n, hit in enumerate(hits) if title.start() < hit.start() and hit.end() < title.end()]
        if not inside or len(inside) > LONGEST_TITLE or not all(free[n] for n in inside):
            continue
        if not hits[inside[0]].group()[:1].isupper():
            continue
        if any(not readings[n].function and not readings[n].concepts for n in inside):
            found[inside[0]] = inside[-1] + 1
    return found


def follows(readings: Sequence[Reading], at: int, cue: str) -> bool:
    """Whether a cue stands before a word, or before its article."""
    return at > 0 and (
        cue in readings[at - 1].keys or (at > 1 and readings[at - 1].function and cue in readings[at - 2].keys)
    )
