"""Dates that answer a claim: which are definite enough to contradict, and which of two tells the day."""

import re

from ...mentions import Mention
from ...periods import Period
from ..article.layout import Figure, Index
from ..claims.model import Query
from ..judge import Value, clock, days
from ..links import when as _when
from ..links.field import Field
from ..links.link import Link
from . import changes
from .nature import HERE, Spots

SURE = 0.85
"""The tie that a date needs which only the day of the article places."""
CERTAIN = 0.9
"""The tie of the claim's words alone that will do as well, where a name is only paraphrased ("the capital")."""
ROOM = 0.05
"""How much less closely a date written in full may be tied than one that only may be the same day."""
BEGUN, ENDED = frozenset({"begin", "open"}), frozenset({"end-verb", "end", "close"})
"""Concepts of what a claim says of the first and of the last of some days."""
STARTS = BEGUN | {
    "appointment", "arrive", "elected-winner", "election", "foundation", "founder", "inauguration", "join", "launch",
}
"""Concepts of what makes a time begin that a claim says has lasted since."""
_FULL, _MONTH, _BARE = 10, 7, 4
TOLD = 0.7
"""How closely a claim's words must tie a date where what it says happened is told in none of them."""
HAPPENS = frozenset({"take-place", "hold", "apply-rule"})
"""Concepts of what only says that something is: "the vote is held", "the ceiling applies"."""
OF, TIMES = frozenset({"!before", "!shares"}), frozenset({"!since", "!beginning"})
"""Cues of the words that tie a year to a noun, and of those that say when."""
_NO_YEAR = "XXXX-"
_YEAR_OF = re.compile(r"\b\d{4}(?=-)")
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"\d{4}/\d{4}")


def exact_enough(index: Index, link: Link, expected: Mention) -> bool:
    """Whether a mention is definite enough to contradict: a number, or a date written in full where the claim's is."""
    mention = link.figure.mention
    if mention.kind != "date":
        return mention.several is None or expected.several is not None
    got, asked = mention.date or "", expected.date or ""
    if asked.startswith("T"):
        return _clocked(link, expected)
    if clock(mention) or not (got[:4].isdigit() and asked[:4].isdigit()):
        return False
    if days(expected) and not days(mention):
        return False  # "it opens on 9 May" says little of what lasts "from 6 to 8 May"
    if _YEARS.fullmatch(asked) and "/" not in got:
        return False  # "a former police chief who said in 2018" nothing of who was one "from 2011 to 2014"
    written = _written(index, mention)
    if _YEAR.search(written):
        return max(map(len, got.split("/"))) <= len(asked) or _closely(link)
    if abs(int(got[:4]) - int(asked[:4])) > 1:
        return False  # "on 6 June" says nothing of the year 1944
    if (len(asked) == _FULL or days(expected)) and any(c.isdigit() for c in written):
        # the year is only guessed, the day and the month are said
        return got[:4] == asked[:4] or (len(got) == len(asked) and got[5:] != asked[5:])
    # "on Monday", "in March": the article's own day tells which, so only where the sentence is clearly the claim's
    return len(got) == len(asked) and _closely(link)


def _clocked(link: Link, expected: Mention) -> bool:
    """Whether a time of day is the asserted one but for a digit, and both name the clock they go by: "12:20 GMT"."""
    got, asked = clock(link.figure.mention), clock(expected)
    zoned = any(at == link.figure.last and term.kind == "name" and not term.known for at, term in link.ties)
    return zoned and sum(one != other for one, other in zip(got, asked, strict=True)) == 1


def _closely(link: Link) -> bool:
    """Whether a date stands where the claim's words do, by more than some of them."""
    return link.score >= SURE and (link.weakest >= SURE or link.words >= CERTAIN) and link.beside > 0


def in_year(expected: Mention, published: Period | None) -> Mention:
    """A day without a year ("6 August") as the one nearest to the day of the article, or such days from one to another."""
    said = expected.date or ""
    if expected.kind != "date" or not said.startswith(_NO_YEAR) or published is None or published.first is None:
        return expected
    placed = []
    for year in range(published.first.year - 1, published.first.year + 2):
        date = _placed(said, year)
        try:
            found = Period.parse(date)
        except ValueError:
            continue  # 29 February
        if found.first is not None:
            placed.append((abs((found.first - published.first).days), date))
    return expected._replace(date=min(placed)[1]) if placed else expected


def _placed(said: str, year: int) -> str:
    """A date without a year, in a year; what goes on past its end ends in the next."""
    first, slash, last = said.partition("/")
    over = last.startswith(_NO_YEAR) and last[5:] < first[5:]
    return f"{year}{first[4:]}{slash}{last.replace(_NO_YEAR, f'{year + over}-')}"


def asked(query: Query, expected: Mention, published: Period | None) -> Value:
    """What a claim expects of an article of a day, ready to compare."""
    expected = query.expected or expected
    dated = in_year(expected, published)
    if dated is not expected:
        return Value(dated, guessed=True)
    if query.value is None:
        query.value = Value(expected)
    return query.value


def value(query: Query, index: Index, figure: Figure, asked: Value) -> Value:
    """What a figure says of what a claim asks for: of days from one to another the first, where it says when something began,
    and the last, where it says when that ended."""
    said = figure.mention.date or ""
    alike = asked.guessed and _no_year(said) == _no_year(asked.mention.date or "")
    if alike and not _YEAR.search(_written(index, figure.mention)):
        return asked  # "15 December", here and there
    if "/" not in said or "/" in (asked.mention.date or ""):
        return changes.value(index, figure)
    begun, ended = (any(not kinds.isdisjoint(term.concepts) for term in query.words) for kinds in (BEGUN, ENDED))
    begun = begun or "beginning" in query.cues
    first, _, last = said.partition("/")
    if begun == ended or len(first) != _FULL or len(last) != _FULL or first[:1] == "X":
        return changes.value(index, figure)
    return Value(figure.mention._replace(date=first if begun else last))


def of_no_event(within: Field, link: Link, spots: Spots) -> bool:
    """Whether a year, or a month of one, stands where none of the claim's words or none of its deeds do, or only tells one
    thing from others of its name: "the accounts of 2025", "the 2007 marathon"."""
    figure = link.figure
    said = figure.mention.date or ""
    if len(said) not in (_BARE, _MONTH) or relative(within.index, link):
        return False
    deeds = [tie for term, _, tie in spots if term.act and term.known]
    told = [tie for term, _, tie in spots if term.kind == "word" and term.known]
    if not any(tie[2] in HERE for tie in deeds or told or [tie for _, _, tie in spots]):
        return True
    return len(said) == _BARE and _names_thing(within, figure, bool(deeds))


def _names_thing(within: Field, figure: Figure, deeds: bool) -> bool:
    """Whether a bare year stands by a noun, and that is no deed of the claim's, or nothing of it where it has none."""
    index = within.index
    noun = figure.first - 1
    if noun <= index.first_word[figure.sentence]:
        return False
    if index.function[noun]:
        if OF.isdisjoint(index.keys[noun]) or not TIMES.isdisjoint(index.keys[noun]):
            return False
        noun -= 1
    if index.function[noun] or index.segment_of[noun] != index.segment_of[figure.first]:
        return False
    return not any(
        places.within(figure.sentence, noun - 1, noun + 1)
        for term, places in zip(within.query.terms, within.found, strict=True) if term.act or not deeds
    )


def untold(link: Link, spots: Spots) -> bool:
    """Whether the article tells in no word what a claim says happened, and the date does not stand by all the rest."""
    deeds = [places for term, places, _ in spots if term.act and term.known]
    if "/" in (link.figure.mention.date or "") or any(
        term.act and not HAPPENS.isdisjoint(term.concepts) for term, _, _ in spots
    ):
        return False
    return bool(deeds) and link.words < TOLD and not any(places.anything() for places in deeds)


def begins_nothing(within: Field, figure: Figure, spots: Spots) -> bool:
    """Whether a claim says since when, and a date neither stands behind such a word nor by what makes a time begin."""
    index = within.index
    if "since" not in within.query.cues or _when.begins(index, figure) >= 0:
        return False
    if any(term.act and tie[2] in HERE for term, _, tie in spots):
        return False
    return not any(
        (concept := index.lexicon.concept(key)) is not None and concept.id in STARTS
        for at in range(*index.words(figure.sentence)) for key in index.keys[at] if key[0] not in "!*=#@~"
    )


def _no_year(date: str) -> str:
    return _YEAR_OF.sub("", date)


def relative(index: Index, link: Link) -> bool:
    """Whether a date is told only by the day of the article ("on Friday")."""
    mention = link.figure.mention
    return mention.kind == "date" and not any(c.isdigit() for c in _written(index, mention))


def better_dated(index: Index, best: Link, worst: Link, expected: Mention) -> bool:
    """Whether a date that disagrees is written in full and tied as closely as one that may only be the same day.

    "It began on Friday … it will pass the Earth on 13 April 2029"; "in July" for the 1st of July.
    """
    said = worst.figure.mention.date or ""
    if expected.kind != "date" or len(expected.date or "") != _FULL or len(said) != _FULL:
        return False
    if relative(index, worst) or not relative(index, best):
        return False
    return worst.beside >= best.beside and worst.words >= best.words and worst.score >= best.score - ROOM


def vaguer(link: Link, expected: Mention) -> bool:
    """Whether a date is less exact than the asserted one, so that it decides nothing where another bears that out."""
    said = link.figure.mention.date or ""
    return expected.kind == "date" and "/" not in said and len(said) < len(expected.date or "")


def _written(index: Index, mention: Mention) -> str:
    return index.annotated.article.text[mention.start : mention.end]
