"""Which spans of time and bare numbers are somebody's age, and which modifiers do not bind a span of time."""

import re
from typing import Final

from . import View
from . import _phrases as phrases
from ._figures import NEXT_WORD, Figure
from ._tables import Tables

_FULL_NAME: Final = re.compile(r"[^\W\d_a-z][\w'’-]+[^\S\n](?:[a-z]{2,3} )?[^\W\d_a-z][\w'’-]+\Z")
_INITIAL: Final = re.compile(r"[^\W\d_a-z][\w'’-]+ [^\W\d_a-z]\.,\Z")
_DIGITS: Final = re.compile(r"\d{2,3}(?=[^\S\n])")
_GROWN, _OLDEST = 14, 110
_CLAUSE: Final = 90
"""How many characters before a bare number an age is spoken of at most."""
_ONE_NAME: Final = re.compile(r"(?:\A|[^\w'’.-] ?)([^\W\d_a-z][^\W\d_]+)\Z")


def is_age(view: View, start: int, begin: int, end: int, words: Tables) -> bool:
    """Whether a span of years or months is somebody's age."""
    folded = view.folded
    low = max(view.start, begin - 24)
    before = folded[low:begin].rstrip(" ")
    for phrase, _ in words.between if begin == start else ():  # "detenidos, de entre 20 y 35 años,"
        if before.endswith(f" {phrase}"):
            before = before[:-len(phrase)].rstrip(" ")
            begin = low + len(before) + 1
            break
    if folded.endswith(words.age_written, start, end) or behind_age_cue(before, words):
        return True
    if folded.startswith(words.age_suffixes + words.age_ahead, end):
        return True
    if _said_of_age(view, start, begin, end, before, words):
        return True
    if any(cue in folded[max(view.start, begin - 48):begin] for cue in words.age_cues):
        return True
    return _of_person(view, start, begin, end, before, low, words)


def _said_of_age(view: View, start: int, begin: int, end: int, before: str, words: Tables) -> bool:
    """Whether the words right before the span, or around it, say an age of it: groups, "have", "her own", "at"."""
    folded = view.folded
    word, first = phrases.last_word(folded, max(view.start, begin - 24), begin)
    if word in words.age_groups and (begin < start or "-" in folded[start:end]):  # "les moins de 60 ans", "les 5-11 ans"
        return True
    if begin == start and (held := next((cue for cue in words.age_over if before.endswith(f" {cue}")), None)):
        verb, first = phrases.last_word(folded, max(view.start, begin - 40), begin - len(held) - 1)
        if verb in words.age_have and not _of(folded, end, words) and (
            phrases.last_word(folded, view.start, first)[0] not in words.age_not_have
        ):
            return True  # "les ouvriers ont en moyenne 51 ans"
    if _ends_in(before, words.age_own) and not _of(folded, end, words):
        return True  # "à ses 37 ans"
    if word in words.age_have and (end == view.end or folded[end] in ".,;)\n") and (
        phrases.last_word(folded, view.start, first)[0] not in words.age_not_have
    ):
        return True  # "un élu sur deux a plus de 60 ans."
    if word in words.age_at and folded.startswith(words.age_at_ahead, end) and view.text[first].isupper():  # "A 57 ans, elle …"
        return True
    # "sa dernière course, à 32 ans."
    return word in words.age_at and folded[first - 2:first] == ", " and folded[end:end + 1] in (",", ".", ";", ")", "")


def _of_person(view: View, start: int, begin: int, end: int, before: str, low: int, words: Tables) -> bool:
    """Whether the span stands behind somebody, as an aside or linked: "Jane Smith, 46 years," "a woman of 63 years".

    `before`, without the spaces behind it, stands at `low`.
    """
    folded = view.folded
    closed = folded[end:end + 1] in (",", ")", ".", ";")
    name = None if closed or not before.endswith(",") else _FULL_NAME.search(view.text, low, low + len(before) - 1)
    if name is not None and name[0].split()[0].lower() not in words.stops:
        following = NEXT_WORD.match(folded, end, view.end)  # "Yoann Le Bihan, 35 ans et 311 matches"
        return following is not None and following.group(1) in words.coordination
    if closed and _INITIAL.search(view.text, low, low + len(before)):
        return True  # "William R., 46 ans,"
    if closed and before.endswith(",") and before[:-1][-1:].isalpha():
        word, first = phrases.last_word(folded, max(view.start, low - 24), low + len(before) - 1)
        return bool(word) and (view.text[first].isupper() or word in words.age_nouns or folded[end] == ",")
    if before.endswith("(") and folded[end:end + 1] == ")":
        return True
    word, first = phrases.last_word(folded, view.start, begin)
    if word in words.age_links:
        if folded[first - 2:first] == ", " and folded[end:end + 1] in (",", ".", ";"):  # "une femme, de 63 ans, …"
            return True
        for _ in range(3):  # "une mercenaire américaine de 28 ans", "un médico de familia de 59 años"
            word, first = phrases.last_word(folded, max(view.start, first - 24), first)
            if word in words.age_nouns or (
                len(word) > 5 and word.endswith(words.age_endings.get(phrases.last_word(folded, view.start, first)[0], ()))
            ):
                return True
        return _of_somebody(view, start, begin, words)
    return False


def parts(view: View, start: int, end: int, second: int, fallen: bool, words: Tables) -> bool:
    """Whether the years that end at `end` are somebody's age and those that end at `second` are not, so that both are no range:
    "condamné cet homme de 34 ans à 22 ans", "une femme de 24 ans à 30 ans de prison"."""
    low = max(view.start, start - 24)
    before = view.folded[low:start].rstrip(" ")
    if behind_age_cue(before, words) or not _of_person(view, start, start, end, before, low, words):
        return False
    following = NEXT_WORD.match(view.folded, second)
    behind = NEXT_WORD.match(view.folded, following.end()) if following else None
    return fallen or (_of(view.folded, second, words) and (behind is None or behind.group(1) not in words.link_articles))


def _of_somebody(view: View, start: int, begin: int, words: Tables) -> bool:
    """ "un maçon de 38 ans", "Ana Gil, ganadera de 36 años": who is of so many years is of that age, but for what lasts ("un
    bail de 99 ans")."""
    number = _DIGITS.match(view.folded, start, view.end)
    if number is None or not _GROWN <= int(number.group()) < _OLDEST:
        return False
    at = begin
    for _ in range(5):
        word, at = phrases.last_word(view.folded, max(view.start, at - 24), at)
        if word in words.age_articles:
            return True
        if not word or word in words.spans_of_years or word.endswith(words.span_endings):
            return False
        if view.folded[at - 2:at] == ", ":  # "Mathilde Cabrol, éleveuse de 36 ans"
            return _FULL_NAME.search(view.text, max(view.start, at - 40), at - 2) is not None
    return False


def _of(folded: str, at: int, words: Tables) -> bool:
    """Whether the span that ends at `at` is one of something: "à ses dix ans de règne"."""
    following = NEXT_WORD.match(folded, at)
    return following is not None and (
        following.group(1) in words.of_measure or folded[following.end():following.end() + 1] == "'"
    )


def is_span(view: View, start: int, begin: int, end: int, words: Tables) -> bool:
    """Whether the modifier at `begin` does not bind a span of time: "agreed over five years", "higher than a year ago"."""
    phrase = view.folded[begin:start].rstrip(" ")
    if phrase in words.never_of_span:
        return True
    if phrase.partition(" ")[0] not in words.span_words or view.folded.startswith(words.span_ahead, end):
        return False
    return phrases.last_word(view.folded, max(view.start, begin - 24), begin)[0] not in words.span_behind


def is_course(view: View, start: int, begin: int, words: Tables) -> bool:
    """Whether the modifier before a length does not bind it, but says where a speed or a time was made: "64 km/h over 4 km"."""
    last = view.found[-1] if view.found else None
    return last is not None and last.kind in ("speed", "duration") and begin - last.end < 2 and (
        view.folded[begin:start].rstrip(" ") in words.span_words
    )


def behind_age_cue(before: str, words: Tables) -> bool:
    """Whether the words before a figure say that it is an age ("aged", "âgé de")."""
    return _ends_in(before, words.age_behind)


def _ends_in(before: str, cues: tuple[str, ...]) -> bool:
    """Whether whole words of `cues` stand last."""
    return before.endswith(cues) and any(before.endswith(cue) and not before[:-len(cue)][-1:].isalnum() for cue in cues)


def is_bare_age(view: View, figure: Figure, begin: int, words: Tables) -> bool:
    """ "Jamie Dupont, 25, said", "aged 18 to 24": a bare number that is an age."""
    numeral, text = figure.numeral, view.text
    if words.bare_ages and not numeral.exponent and _age_named(view, figure, begin, words):
        return True
    if numeral.decimals or numeral.exponent or not 1 <= numeral.value < 120:
        return False
    if words.bare_ages and behind_age_cue(view.folded[max(view.start, begin - 24):begin].rstrip(" "), words):
        return True
    if _people_of_age(view, figure, begin, words) or _stated(view, figure, begin, words):
        return True
    if not numeral.digits or figure.end - figure.start > 3:
        return False
    if words.bare_link and begin == figure.start:  # "una anciana de 82"
        word, first = phrases.last_word(view.folded, max(view.start, begin - 24), begin)
        if word in words.age_links and phrases.last_word(view.folded, view.start, first)[0] in words.age_nouns:
            return phrases.counted_after(view, figure.end, words, measure=False, single=False) is None
    after, start = text[figure.end:figure.end + 1], figure.start
    for aside in words.age_asides:  # "the offender, now 52, was"
        if text.endswith(f", {aside} ", start - len(aside) - 3, start):
            start -= len(aside) + 1
    if after == ")" and text[figure.start - 1:figure.start] == "(" and text[figure.start - 2:figure.start - 1] == " ":
        name = _FULL_NAME.search(text, max(view.start, figure.start - 40), figure.start - 2)
        return words.bare_ages and name is not None and 10 <= numeral.value < 110
    if after not in (",", ")") or text[start - 2:start] != ", ":
        return False
    low, stop = max(view.start, start - 40), start - 2
    if _FULL_NAME.search(text, low, stop):
        return True
    following = NEXT_WORD.match(text, figure.end + 1, view.end)
    if 10 <= numeral.value < 105 and words.bare_ages:
        noun, first = phrases.last_word(view.folded, low, stop)
        if noun in words.age_nouns and text[first].islower():
            return True
    return (
        words.bare_ages and 15 <= numeral.value < 105 and following is not None and following.group(1)[0].islower()
        and _ONE_NAME.search(text, low, stop) is not None
    )


def _age_named(view: View, figure: Figure, begin: int, words: Tables) -> bool:
    """ "the average age of mothers is 29.9", "lowered the age of the first test to 45": a bare number behind an age that is
    spoken of in the same clause, with no other number between."""
    if begin != figure.start or not 5 <= figure.numeral.value < _OLDEST or figure.numeral.decimals > 1:
        return False
    low = max(view.start, begin - _CLAUSE, view.found[-1].end if view.found and view.found[-1].kind != "ordinal" else 0)
    before = view.folded[low:begin].rstrip(" ")
    clause = before[max(before.rfind(sign) for sign in ".,;:()") + 1:]
    if not (_ends_in(clause, words.age_reached) and any(cue in clause for cue in words.age_named)) and not (
        _ends_in(clause, words.age_events_at) and any(cue in clause for cue in words.age_events)
    ):
        return False  # "women have their first child at 29.9 on average"
    following = view.folded[figure.end:figure.end + 1]
    return following in ("", ".", ",", ";", "\n") or view.folded.startswith(words.age_closes, figure.end)


def _stated(view: View, figure: Figure, begin: int, words: Tables) -> bool:
    """ "Malala, who was 17 when she won", "She is 25.": a bare number that is said of somebody."""
    if begin != figure.start or not 10 <= figure.numeral.value < _OLDEST:
        return False
    before = view.folded[max(view.start, begin - 24):begin].rstrip(" ")
    return _ends_in(before, words.age_stated) and (
        figure.end == view.end or view.folded.startswith(words.age_closes, figure.end)
    )


def _people_of_age(view: View, figure: Figure, begin: int, words: Tables) -> bool:
    """ "women over 50 had", "aged 21 and 34": a number behind people and a bound, or one more age."""
    if not words.bare_ages or not 5 <= figure.numeral.value < 110:
        return False
    if view.found and view.found[-1].kind == "age" and view.found[-1].unit == "a" and (
        view.folded[view.found[-1].end:figure.start].strip(" ,") in words.name_links
    ):
        return phrases.counted_after(view, figure.end, words, measure=False, single=False) is None
    if begin == figure.start:
        return False
    word, _ = phrases.last_word(view.folded, view.start, begin)
    return word in words.people and phrases.counted_after(
        view, figure.end, words, measure=False, single=False
    ) is None
