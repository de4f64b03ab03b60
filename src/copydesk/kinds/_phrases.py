"""What stands around a figure: modifiers, rises and falls, the noun phrase that is counted."""

import re
from typing import Final

from ..mentions import Mention
from ..text import Span
from ..units import family
from ..values import Modifier
from . import View
from ._tables import Tables

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'](?=[^\W\d_])[^\W\d_]+)*'?")
_TOKEN: Final = re.compile(r" ?([^\W\d_]+(?:-[^\W_]+)*'?)")
_NEXT: Final = re.compile(r'[ ]{0,2}["(]?([^\W\d_]+(?:-[^\W_]+)*\'?)')
_LOOK_BACK: Final = 40
_LONGEST_WORD: Final = 64
_MAX_WORDS: Final = 5
_SENTENCE_END: Final = re.compile(r"\n|[.!?] ")
_SENTENCE: Final = 300
_CLAUSE: Final = 40
_PHRASE: Final = 80
_BRACKET: Final = 32
RAIN: Final = frozenset({"mm", "cm", "L"})
"""Units of so much rain or snow."""


class Counted:
    """The counted noun phrase and its place; None where its head was carried over from an earlier figure."""

    __slots__ = ("phrase", "span")

    def __init__(self, phrase: str, span: Span | None) -> None:
        self.phrase = phrase
        self.span = span


def span(start: int, end: int) -> Span:
    """A span, made three times faster than by name."""
    return tuple.__new__(Span, (start, end))


def last_word(folded: str, low: int, at: int) -> tuple[str, int]:
    """The word that ends at `at` (spaces skipped) and where it starts; ("", at) if there is none after `low`."""
    stop = at
    low = max(low, at - _LONGEST_WORD)
    while stop > low and folded[stop - 1] == " ":
        stop -= 1
    start = folded.rfind(" ", low, stop) + 1 or low
    word = folded[start:stop]
    if word.isalnum():
        return word, start
    start = stop - 1 if stop > low and folded[stop - 1] == "'" else stop
    while start > low and (folded[start - 1].isalnum() or folded[start - 1] == "-"):
        start -= 1
    return folded[start:stop], start


def word_before(view: View, at: int, low: int) -> tuple[str, int]:
    """`last_word` of the passage; the answer is kept, since most rules ask about the same place."""
    known, first, word = view.behind
    if known != at:
        word, first = last_word(view.folded, view.start, at)
        view.behind = at, first, word
    return (word, first) if first >= low else last_word(view.folded, low, at)


def modifier_before(view: View, at: int, tables: Tables) -> tuple[Modifier | None, int]:
    """The modifier phrase that ends where the figure begins, and where the phrase starts."""
    folded = view.folded
    low = max(view.cursor, at - _LOOK_BACK)
    stop = at
    if at > low and (sign := tables.modifier_signs.get(folded[at - 1] if folded[at - 1] != " " else folded[at - 2])):
        return sign, at - 1
    for _ in range(3):  # step over an article or a pronoun between phrase and figure: "plus de ces 30"
        word, word_start = word_before(view, stop, low) if stop == at else last_word(folded, low, stop)
        if not word:
            return None, at
        key = word.rstrip("'")
        rows = tables.before.get(key)
        tail = folded[low:stop].rstrip(" ") if rows else ""
        for phrase, group in rows if rows and tail.endswith(tables.before_phrases[key]) else ():
            if tail.endswith(phrase):
                first = low + len(tail) - len(phrase)
                if first == 0 or not folded[first - 1].isalnum():
                    if phrase in tables.reached and _reached(view, low, first, tables):
                        return None, first  # "sube hasta 1,53 euros": a level that was reached
                    if stop != at and tables.noun_last:
                        return None, at  # "centres around the 37m skeleton", "less than the 329 million of the year before"
                    return group, first  # type: ignore[return-value]
        if word not in tables.link_articles and word not in tables.bound_articles:
            return None, at
        stop = word_start
    return None, at


def _reached(view: View, low: int, at: int, tables: Tables) -> bool:
    """Whether a level was reached at `at`: behind a word of change that did take place ("peut grimper jusqu'à" is a bound)."""
    word, first = last_word(view.folded, low, at)
    if word in tables.change:
        return last_word(view.folded, view.start, first)[0] not in tables.able
    return _changed(view, at)


def _changed(view: View, at: int) -> bool:
    """Whether a rise or a fall stands right before `at`: "subió un 4,2 % hasta los 1.842 euros"."""
    folded = view.folded
    for last in reversed(view.found[-2:]):
        if last.change is not None:
            return at - last.end < _CLAUSE and not _SENTENCE_END.search(folded, last.end, at) and ";" not in folded[last.end:at]
    return False


def modifier_after(view: View, at: int, tables: Tables) -> Modifier | None:
    """The modifier that follows a figure: "30 environ", "12 or more"."""
    found = tables.after.match(view.folded, at, view.end)
    if found is None:
        return None
    following = _NEXT.match(view.folded, found.end(), view.end)
    if following and following.group(1) in tables.links:  # "trois jours et plus de 12 000 habitants"
        return None
    if following and following.group(1) in tables.after_not:  # "au plus bas"
        return None
    if found.group(1) in tables.sums and view.folded[found.start()] == ",":  # "$454 million, plus $112,000 a day"
        return None
    modifier: Modifier = tables.after_names[found.group(1)]
    return modifier


def change(view: View, start: int, end: int, tables: Tables, unit: str | None = "%") -> str | None:
    """ "up" or "down" when a word shortly before the figure (or right behind it) says so.

    Some words are a rise only before a percentage: "suma un 2 %", but "suma 120 casos". Of rain and snow some say that it fell,
    and behind a length none says so: "130 km off the coast".
    """
    folded = view.folded
    if unit and tables.distant and folded.startswith(tables.distant, end) and family(unit) == family("m"):
        return None
    low = max(_read_until(view, start), start - 48)
    if view.changed > low:
        window = folded[low:start]
        cut = max(window.rfind(". "), window.rfind(";"), window.rfind("\n"), window.rfind("("), window.rfind(", "))
        last = window[cut + 1:].replace("'", " ").split()[-6:]
        if last and last[-1] in tables.levels and len(last) > 1 and last[-2] in tables.level_behind:
            return None  # "closed 0.4% higher at 8,231"
        for i in range(len(last) - 1, max(-1, len(last) - 6), -1):
            if (unit in RAIN and last[i] in tables.rained) or (
                unit is None and last[i] in tables.clauses and i and last[i - 1] not in tables.change
            ):
                return None
            if last[i] in tables.change and not (i and last[i] in tables.particles and last[i - 1] in tables.no_change) and (
                unit == "%" or last[i] not in tables.totals
            ):
                return tables.change[last[i]]
    if folded[end:end + 1] != " ":
        return None
    behind = _NEXT.match(folded, end, min(view.end, end + 24))
    return tables.change.get(behind.group(1)) if behind else None


def _read_until(view: View, at: int) -> int:
    """Where the figures read before `at` end; dates are stepped over ("fell on Monday by 2%")."""
    for mention in reversed(view.found[-3:]):
        if mention.kind != "date" and mention.unit != "times":
            return mention.end
    return view.start


def counted_after(view: View, at: int, tables: Tables, *, measure: bool, single: bool) -> Counted | None:
    """The noun phrase behind a figure that ends at `at`.

    `measure`: the figure has a unit or is a share, so only a phrase with a link counts ("tonnes de blé").
    A link behind a bare number is stepped over ("9 millions de personnes").
    """
    folded = view.folded
    sign = folded[at:at + 1]
    if measure and (sign != " " or folded[at + 1:at + 2] not in tables.of_measure_first):
        return None
    limit = min(view.end, at + _PHRASE)
    opening = _TOKEN.match(folded, at, limit)
    if opening is not None and opening.group(1) in tables.of_measure and sign == " ":
        return _noun_phrase(
            view, opening.end(), limit, None, tables, after_link=not measure, measure=measure, single=False
        )
    if measure:
        return None
    if at < limit and sign == "-":
        return _hyphened(view, at, tables)
    return _noun_phrase(view, at, limit, opening, tables, after_link=False, measure=False, single=single)


def linked(view: View, at: int, tables: Tables) -> bool:
    """Whether a link stands right behind a figure: "six millions *de* voyageurs"."""
    following = _TOKEN.match(view.folded, at, view.end)
    return following is not None and following.group(1) in tables.of_measure


def _noun_phrase(
    view: View, at: int, limit: int, ahead: re.Match[str] | None, tables: Tables, *,
    after_link: bool, measure: bool, single: bool,
) -> Counted | None:
    """The noun phrase that begins at `at`, word by word; `ahead` is its first word where that is known.

    `after_link`: a link was stepped over; `single`: the figure is 1, so no plural shows where the head ends.
    """
    folded = view.folded
    first = stop = -1
    words = 0
    head_done = plural = False
    while words < _MAX_WORDS:
        if words == 0 and at < limit and folded[at] == '"':
            at += 1
        found, ahead = ahead or _TOKEN.match(folded, at, limit), None
        if found is None or (folded[at] != " " and at > 0 and folded[at - 1].isalnum()):
            break
        word = found.group(1)
        if word in tables.links and words:
            if after_link or (tables.noun_last and not head_done):
                break
            after_link, at = True, found.end()
            continue
        if word in tables.link_articles:
            if not after_link and (first >= 0 or not measure):
                break
            at = found.end()
            continue
        if (head_done and not after_link and tables.noun_last) or (after_link and word in tables.articles):
            break
        if _ends_phrase(folded, found, tables, opening=first < 0):
            break
        if words == 1 and not after_link and _counts_more(word, tables) and word not in tables.links:
            return None  # a verb stands between: "magnitud 6,3 deja once muertos"
        if first < 0:
            if word in tables.skips and not _counts_more(word, tables):
                at = found.end()
                continue
            if not _opens(word, tables, plain=not single and not measure and not after_link):
                break
            first = found.start(1)
        elif not after_link and _verbal(view, found, tables, plural, measured=measure and words == 1):
            break
        if tables.agreement and (after_link or not words):
            plural = word[-1] in "sxz"
        stop, at = found.end(1), found.end()
        words += 1
        after_link = False
        if tables.capital_nouns and view.text[found.start(1)].isupper():
            head_done = True
            break
        if tables.noun_last and ((single and words >= 2) or is_plural(word, tables)):
            head_done = True
    if first < 0 or (tables.capital_nouns and not head_done):
        return None
    return Counted(view.text[first:stop], span(first, stop))


def _ends_phrase(folded: str, found: re.Match[str], tables: Tables, *, opening: bool) -> bool:
    """Whether a word stands behind the phrase and not in it; `opening`: none of the phrase was read yet."""
    word = found.group(1)
    if (word in tables.stops or word.rstrip("'") in tables.stops) and not (
        opening and (word in tables.elliptic or word in tables.skips)  # "12 more people"
    ):
        return True
    # "1.9 million of Gaza's 2.3 million people"
    return tables.noun_last and word.endswith("'") and folded.startswith("s ", found.end())


def _opens(word: str, tables: Tables, *, plain: bool) -> bool:
    """Whether a phrase may begin with a word; `plain`: behind a bare number above 1, where no adverb counts."""
    return not _counts_more(word, tables) and not word.endswith(tables.verb_first_endings) and not (
        plain and word.endswith(tables.adverb_endings)
    )


def _counts_more(word: str, tables: Tables) -> bool:
    """Whether a word says that the figure is one of others: "cuatro de los seis detenidos"."""
    return word in tables.links or (word in tables.numeral_words and word not in tables.articles)


def _verbal(view: View, found: re.Match[str], tables: Tables, plural: bool, *, measured: bool) -> bool:
    """Whether a word behind a noun is a verb or participle: by its ending, or because it does not agree in number."""
    word = found.group(1)
    return word.endswith(tables.verb_endings) or (
        plural and word[-1] not in "sxz" and view.text[found.start(1)].islower()
    ) or (measured and not plural and word[-1] == "s" and word.endswith(tables.participles))


def _hyphened(view: View, at: int, tables: Tables) -> Counted | None:
    """ "three-storey", "four-, five- and six-cylinder engines": the noun that hyphens tie to the number."""
    found = tables.hyphen_noun.match(view.folded, at, view.end)
    if found is None:
        found = tables.hyphen_chain.match(view.folded, at, min(view.end, at + 48))
    if found is None or found.group(1) in tables.stops:
        return None
    return Counted(view.text[found.start(1):found.end(1)], span(found.start(1), found.end(1)))


def per(view: View, at: int, tables: Tables) -> tuple[str | None, int]:
    """What a figure that ends at `at` is a rate over, and where that ends. The same in another currency may stand between in
    brackets: "30 crowns (2.60 dollars) a litre"."""
    folded = view.folded
    if folded.startswith(" (", at) and (closed := folded.find(")", at, min(view.end, at + _BRACKET))) > 0:
        one, end = per(view, closed + 1, tables)
        return one, at if one is None else end
    first = folded[at:at + 1]
    if (folded[at + 1:at + 2] if first == " " else first) not in tables.per_first:
        return None, at
    limit = min(view.end, at + 40)
    if not tables.per_any.match(folded, at, limit):
        return None, at
    one, end = _rate(view, at, limit, tables)
    if one is None or end == at:
        return one, end
    joined = tables.per_join.match(folded, end, min(view.end, end + 8))
    second = joined.end() if joined and not tables.per.match(folded, end, limit) else end
    if folded[second:second + 1] != " " or not tables.per_any.match(folded, second, min(view.end, second + 40)):
        return one, end
    other, stop = _rate(view, second, min(view.end, second + 40), tables)
    if other is None or stop == second or other == one:
        return one, end
    return f"{one}.{other}", stop  # "par habitant et par an", "per square metre per month"


def _rate(view: View, at: int, limit: int, tables: Tables) -> tuple[str | None, int]:
    folded = view.folded
    found = tables.per.match(folded, at, limit)
    if found and not tables.per_not_before.match(folded, found.end()):
        return tables.per_names[found.group(1)], found.end()
    found = tables.per_unit.match(folded, at, limit)
    if found:
        return tables.unit_names[found.group(1)][0].id, found.end()
    found = tables.per_number.match(folded, at, limit)
    if found:
        written = found.group(1) or found.group(3)
        count = tables.per_counts.get(written) or int("".join(filter(str.isdigit, written)))
        return f"{count} {view.text[found.start(2):found.end(2)]}" if found.group(2) else str(count), at
    found = tables.per_noun.match(folded, at, limit)
    return (found.group(1), found.end()) if found else (None, at)


def is_plural(word: str, tables: Tables) -> bool:
    """Whether the word looks like a plural (in a language that ends them in "s")."""
    return (word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in tables.singulars_in_s) or (
        word in tables.plurals
    )


def elided(view: View, counted: Counted | None, tables: Tables) -> Counted | None:
    """The phrase with the head of an earlier figure of the sentence, for "Trois personnes … et 23 blessées"."""
    if counted is not None:
        first = _WORD.match(counted.phrase.lower())
        if first is None or first.group() not in tables.elliptic or (tables.noun_last and " " in counted.phrase):
            return counted  # "six missing hikers"
    if counted is None or counted.span is None:
        return counted
    earlier = last_count(view, counted.span.start)
    if earlier is None or earlier.counted is None:
        return counted
    head = earlier.counted.split(" ")[0]
    if head.lower() == counted.phrase.split(" ")[0].lower():
        return counted
    return Counted(f"{head} {counted.phrase}", counted.span)


def last_count(view: View, at: int) -> Mention | None:
    """The count that was read last in the sentence that `at` stands in, if any."""
    for mention in reversed(view.found[-4:]):
        if mention.kind == "count":
            near = at - mention.end < _SENTENCE and not _SENTENCE_END.search(view.folded, mention.end, at)
            return mention if near else None
    return None
