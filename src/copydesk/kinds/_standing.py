"""What a number in the text may be besides a figure: part of a name, a score, a year, an article."""

import re
from typing import Final

from ..mentions import Mention
from . import View
from . import _phrases as phrases
from ._elision import BRACKETED, bracketed, listed_host
from ._figures import NEXT_WORD, Figure, number, sign_before, timer
from ._numerals import Numeral
from ._ranges import ratio
from ._tables import Tables

_PHONE: Final = re.compile(
    r"(?:\+\d{1,3}[ .-]?)?(?:\(?\d{1,4}\)?)(?:[ .-]\d{2}){4,}(?!\d)|\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|\d{3}-\d{4}(?!\d)"
    r"|\d{2,3} \d{3} \d{2} \d{2}(?!\d)|0800(?: \d{3}){2}|0(?: \d{3}){3}(?!\d)|0\d{2,4} \d{3,4} \d{3,4}(?!\d)"
)
_ABROAD: Final = re.compile(r"\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]\d{2,4}){2,}(?!\d)")
_LIST_NUMBER: Final = re.compile(r"\d{1,2}(?:\.|\)|°|/) ")
_SCORE: Final = re.compile(r"\d{1,3}[-–:]\d{1,3}(?!\d)")
_DOT_CHAIN: Final = re.compile(r"\d+(?:[.:]\d+){2,}")
_GLUED: Final = re.compile(r"[^\W\d_]\d+-\Z")
_NUMBERED: Final = re.compile(r" \d{1,4}(?:, \d{1,4}){0,6} ?\Z")
_PLURAL: Final = re.compile(r"\w*[sxzSXZ]\b")
_FEW: Final = re.compile(r"\d{1,3}(?![\d.,]\d|\d)")
_GROUPS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_POWER: Final = re.compile(r"\d+(?:[.,]\d+)? ?[×x*·] ?10(?:\^|[-–−⁻⁰¹²³⁴-⁹]|\d)[\d⁰¹²³⁴-⁹^-]*")
_GOES_ON: Final = re.compile(r"[.:]\d|\)?[ .-]\d| ?[×x*·]")  # what must follow a number of several parts
_PART: Final = re.compile(r"\((\d{1,3}(?:[ .,\u00a0\u202f]?\d{3})*)\)")
_MADE: Final = re.compile(r" [A-Z]{0,2}-?\d{2,4}(?:-\d+)?(?:s|ers?)\b")
_SMALL: Final = re.compile(r"(?<![^\W\d_])[^\W\d_A-Z][^\W\d_]{3,}")
_LETTERED: Final = re.compile(r"\([a-z]\)")
_LIST: Final = 400
_CODE: Final = 5
_TRAIL: Final = 90
_ALIKE: Final = 20
_NUMBER_GOES_ON: Final = re.compile(r"(?:[-/.]\d+)+")
_CAPITALS: Final = re.compile(r"(?: [A-Z][\w'’.-]*| [A-Z]\.?){1,4}")


def may_begin(view: View, start: int, end: int, words: Tables) -> bool:
    """Whether a figure may begin at the digits there; moves the cursor over telephone numbers and versions."""
    folded = view.folded
    before = " " if start == 0 else folded[start - 1]
    if before != " ":
        if before.isalnum() or before in "_@#\\=&%×^":
            return (before.isalpha() or before == "=") and sign_before(view, start, words) is not None
        if start > 1:
            further = folded[start - 2]
            if before in "-–" and further.isalpha():
                word, _ = phrases.last_word(folded, max(view.start, start - 12), start - 1)
                word = word.rstrip("-").rpartition("-")[2]
                return word in words.negative or word in words.prefixes
            if before == "-" and further.isdigit() and _GLUED.search(folded, max(view.start, start - 12), start):
                return False
            if before in "./:" and further.isalnum():
                return False
            if before in ",'" and further.isdigit():
                return False
    if before in "+(" or (_GOES_ON.match(folded, end, view.end)):
        if (power := _POWER.match(folded, start, view.end)) or (power := _PHONE.match(folded, start, view.end)):
            view.cursor = power.end()
            return False
        if before == "+" and (abroad := _ABROAD.match(folded, start, view.end)):
            view.cursor = abroad.end()
            return False
        chain = _DOT_CHAIN.match(folded, start, view.end)
        if chain and not _GROUPS.fullmatch(chain.group()) and not timer(view, start, words):
            view.cursor = chain.end()
            return False
    return not (
        folded[end:end + 1] in ".)°/" and _LIST_NUMBER.match(folded, start, view.end) and _opens_line(view, start)
    )


def opens_word(view: View, start: int, words: Tables) -> bool:
    """Whether a number word at `start` begins a word of its own: not in "entre-deux-tours", but in "now-two"."""
    if start < 2 or view.folded[start - 1] != "-" or not view.folded[start - 2].isalpha():
        return True
    word = phrases.last_word(view.folded, max(view.start, start - 24), start - 1)[0].rpartition("-")[2]
    return word in words.negative or word in words.prefixes or word in words.numeral_words


def is_homograph(view: View, start: int, end: int, words: Tables) -> bool:
    """Whether a number word is another word here: its neighbours tell ("tu sei", you are) or a capital ("die Elf")."""
    if words.capital_nouns and view.text[start].isupper() and view.folded[start:end] in words.small:
        return _in_sentence(view, start)
    cues = words.homographs.get(view.folded[start:end])
    if cues is None:
        return False
    if phrases.last_word(view.folded, view.cursor, start)[0] in cues[0]:
        return True
    following = NEXT_WORD.match(view.folded, end, view.end)
    return following is not None and following.group(1) in cues[1]


def _opens_line(view: View, start: int) -> bool:
    folded = view.folded
    line = folded.rfind("\n", max(0, start - 8), start) + 1 or max(view.start, start - 8)
    return not folded[line:start].strip(" *-•(\n") and (line == view.start or folded[line - 1] == "\n")


def counts(view: View, numeral: Numeral, words: Tables) -> bool:
    """Whether "un", "une", "a" is a number here and no article."""
    folded = view.folded
    following = NEXT_WORD.match(folded, numeral.end, view.end)
    if following is None and folded[numeral.end:numeral.end + 1] == " ":
        return ratio(view, numeral, words) is not None
    word, _ = phrases.word_before(view, numeral.start, view.cursor)
    if word.rstrip("-") in words.negative:
        return True
    modifier, first = phrases.modifier_before(view, numeral.start, words)
    if modifier in ("at_least", "more_than", "less_than", "at_most") and " " in folded[first:numeral.start].rstrip(" "):
        return True
    if folded[numeral.start:numeral.end] in words.pronouns and word not in words.pronouns_not_behind:
        noun = phrases.counted_after(view, numeral.end, words, measure=False, single=True)
        if noun or words.unit.match(folded, numeral.end, view.end):
            return True
    if word in words.pronouns_pointing and folded[numeral.start:numeral.end] in words.pronouns and (
        words.unit.match(folded, numeral.end, view.end)
    ):
        return True  # "that one mile"
    if words.article_or.match(folded, numeral.end, view.end):
        return True
    if words.bare_units.match(folded, numeral.end, view.end):
        return word not in words.bare_not_behind and (not words.bare_behind or word in words.bare_behind)
    if following is None:
        return False
    if following.group(1) in words.victims and word not in words.bare_noun_not_behind:
        return True
    if following.group(1) in words.bare_nouns and word not in words.bare_noun_not_behind:
        further = NEXT_WORD.match(folded, following.end(), view.end)
        if further is not None and (further.group(1) in words.elliptic or further.group(1) in words.bare_followers):
            return True
    if word in words.coordination and not folded[following.end():following.end() + 1].isalnum():
        earlier = phrases.last_count(view, numeral.start)
        if earlier is not None and earlier.low is not None and earlier.low > 1 and (
            numeral.start - earlier.end < 24 and not re.search(r"[.;:\n,]", folded[earlier.end:numeral.start])
        ):
            return True
    return ratio(view, numeral, words) is not None


def counts_in_order(view: View, at: int, words: Tables) -> bool:
    """Whether a noun follows at `at`, so that "un cinquième" is the fifth and no fraction."""
    following = NEXT_WORD.match(view.folded, at, view.end)
    if words.fraction_ahead.match(view.folded, at, view.end):
        return False  # "a third short of the goal"
    return following is not None and not (
        following.group(1) in words.stops or following.group(1) in words.of_measure
        or following.group(1) in words.links or view.folded[following.end():following.end() + 1] == "'"
    )


def is_name(view: View, figure: Figure, modified: bool, counted: phrases.Counted | None, words: Tables) -> bool:
    """Whether a bare number belongs to a name, a score, a list or a year rather than counting something."""
    folded, numeral = view.folded, figure.numeral
    if not numeral.digits and (counted is not None or view.text[figure.start].isupper()):
        return view.text[figure.start].isupper() and _capital(view, figure)
    word, first = phrases.word_before(view, figure.start, max(view.start, figure.start - 24))
    if numeral.exponent:  # "el 15M" is a day that a movement is named after
        return word in words.singulars and counted is None and not numeral.decimals and view.text[figure.end - 2].isdecimal()
    if not word and folded[figure.start - 2:figure.start] == ". ":  # "ranked No. 4"
        short, at = phrases.last_word(folded, max(view.start, figure.start - 24), figure.start - 2)
        word, first = (f"{short}.", at) if f"{short}." in words.short_heads else (word, first)
    headed = bool(word) and (word in words.short_heads or word.rstrip("°.") in words.name_heads) and (
        phrases.last_word(folded, max(view.start, first - 24), first)[0] not in words.not_before_heads
    )
    if figure.low != figure.high:
        if headed or _address(view, figure, words) or _numbered(view, figure, word, first, counted):
            view.cursor = figure.end
            return True
        return False
    if headed:
        of = words.ratio.match(folded, figure.end, min(view.end, figure.end + 48))
        if of and (limit := number(view, of.end(), words)):  # "catégorie 4 sur 5"
            view.cursor = limit.end
        elif parts := _NUMBER_GOES_ON.match(folded, figure.end, view.end):  # "article 132-71", "décret n° 2023-796"
            view.cursor = parts.end()
        return True
    if not numeral.digits:
        return False
    if view.found and figure.unit is None and figure.start - view.found[-1].end == 1 and str(numeral.value) in words.models:
        return True  # "dix 787"
    if _LETTERED.match(folded, figure.end, view.end):
        return True  # "a 401(k)"
    if word in words.singulars and numeral.value > 1 and not modified:
        view.cursor = figure.end
        return True  # "le 49.3", "el 112", "le second tour, le 18"
    if not modified and (score := _score(view, figure, counted, words)):
        view.cursor = score
        return True
    whole = numeral.decimals == 0 and not numeral.grouped
    if whole and counted is None and word in words.year_behind and 1000 <= numeral.value < 2200:
        return True
    if word in words.name_links and _goes_on(view, first, counted, numeral.grouped, words):
        return True
    if words.dialled and counted is None and numeral.decimals == 0 and (
        any(cue in folded[max(view.start, figure.start - 24):figure.start] for cue in words.dialled)
    ):
        return True
    return not modified and _labels(view, figure, word, first, counted, words)


def _capital(view: View, figure: Figure) -> bool:
    """Whether a number in words is written with a capital beside one more in a sentence: "League Two", "Two Rivers"; not in
    the headline "Blast Kills Four"."""
    word, first = phrases.last_word(view.folded, view.start, figure.start)
    if not word or figure.start - first - len(word) != 1:
        return False
    following = NEXT_WORD.match(view.text, figure.end, view.end)
    if not view.text[first].isupper() and not (following and following.group(1)[0].isupper()):
        return False
    begin = max(view.start, view.text.rfind("\n", view.start, figure.start) + 1, first - 80)
    return _SMALL.search(view.text[begin:figure.end + 80].split("\n", 1)[0]) is not None


def _numbered(view: View, figure: Figure, word: str, first: int, counted: phrases.Counted | None) -> bool:
    """Whether two numbers behind a name make a model: "un ATR 72-600"."""
    return (counted is None or not _PLURAL.match(counted.phrase)) and bool(word) and (
        "-" in view.folded[figure.start:figure.end]
    ) and (
        view.text[first].isupper() and _in_sentence(view, first)
    )


def _labels(view: View, figure: Figure, word: str, first: int, counted: phrases.Counted | None, words: Tables) -> bool:
    """Whether a number without a modifier is a year, an address, a model, an item's or a name's, behind `word` at `first`."""
    folded, numeral = view.folded, figure.numeral
    whole = numeral.decimals == 0 and not numeral.grouped
    if folded[max(view.start, figure.start - 2):figure.start].rstrip(" ")[-1:] in ("°", "º"):
        if parts := _NUMBER_GOES_ON.match(folded, figure.end, view.end):
            view.cursor = parts.end()
        return True  # "n°3", "le décret n° 2023-796"
    if whole and 1800 <= numeral.value < 2100 and (counted is None or words.year_before_noun):
        if parts := _NUMBER_GOES_ON.match(folded, figure.end, view.end):  # "décret n° 2023-796"
            view.cursor = parts.end()
        return True
    if folded[figure.end:figure.end + 1] in "-/" and folded[figure.end + 1:figure.end + 2].isalnum():
        return words.hyphen_noun.match(folded, figure.end, view.end) is None
    if whole and (_address(view, figure, words) or _postal(view, figure, words) or _model(view, figure, counted, words)):
        return True
    if _listed(folded, figure, numeral):
        return True
    proper = bool(word) and view.text[first].isupper()
    if proper and counted is None and listed_host(view, figure.start, figure.end, words):
        return False  # "19 gold medals, China 21 and France 12"
    if counted is not None:  # "France 2 évoque": no plural follows, so nothing is counted
        return words.agreement and proper and numeral.value > 1 and _in_sentence(view, first) and (
            counted.phrase[0].islower() and not _PLURAL.match(counted.phrase)
        )
    if folded[figure.start - 1:figure.start] == "(" and folded[figure.end:figure.end + 1] == ")":
        # "l'Inde (65.288), le Mexique (64.414)" goes on counting
        return not numeral.grouped and not _trails(view, figure, words)
    if view.terse or numeral.grouped:
        return False
    if "-" in word or not proper:
        return "-" in word.strip("-")  # "F-16 5", not the dash that opens an item: "- 212 des 340 emplois"
    return _in_sentence(view, first) or view.text[first:first + len(word)].isupper() or not (
        word in words.stops or word in words.link_articles or word in words.skips or word in words.openers
    )


def _trails(view: View, figure: Figure, words: Tables) -> bool:
    """ "38 médailles, devant le Japon (27)": whether a bare number in brackets is that of who comes behind or before."""
    last = next((m for m in reversed(view.found[-6:]) if m.kind == "count" and m.unit is None), None)
    if last is None or figure.start - last.end > _TRAIL or last.low is None:
        return False
    gap = view.folded[last.end:figure.start - 1]
    if ". " in gap or "\n" in gap or not (last.counted or view.folded[last.start - 1] == "("):
        return False
    if last.counted and _parts(view, last):
        return True
    if not last.low / _ALIKE <= figure.numeral.value <= last.low * _ALIKE:
        return False
    if last.counted is None:
        return BRACKETED.fullmatch(gap) is not None
    return bracketed(view, last, figure.start - 1) or any(cue in gap for cue in words.trailing)


def _parts(view: View, whole: Mention) -> bool:
    """ "80 morts en Finlande (33) et en Norvège (47)": whether the numbers in brackets behind a count add up to it."""
    behind = view.folded[whole.end:min(view.end, whole.end + _LIST)].split("\n", 1)[0].split(". ", 1)[0]
    parts = [int("".join(filter(str.isdecimal, part))) for part in _PART.findall(behind)]
    return len(parts) > 1 and sum(parts) == whole.low


def _score(view: View, figure: Figure, counted: phrases.Counted | None, words: Tables) -> int:
    """ "3-1", "28 to 24": where a score ends that begins with the number, or 0."""
    written = _SCORE.match(view.folded, figure.start, view.end)
    if written:
        return written.end()
    return _spoken_score(view, figure, words) if counted is None and figure.numeral.value < 200 else 0


def _spoken_score(view: View, figure: Figure, words: Tables) -> int:
    """ "3 à 1", "28 to 24": where a score ends that falls from its first number to its second, or 0."""
    join = words.range_join.match(view.folded, figure.end, min(view.end, figure.end + 8))
    second = _FEW.match(view.folded, join.end(), view.end) if join and join.group(2) in words.range_joins else None
    if second is None or figure.numeral.decimals or int(second.group()) >= figure.numeral.value:
        return 0
    numeral = number(view, second.start(), words)
    if numeral is None or numeral.end != second.end() or phrases.counted_after(
        view, second.end(), words, measure=False, single=False
    ) or words.unit.match(view.folded, second.end(), view.end):
        return 0
    return second.end()


def _listed(folded: str, figure: Figure, numeral: Numeral) -> bool:
    """ "… déjà. 3. Retirez", "(1, 2)": the number of an item in a list."""
    if numeral.value > 20 or numeral.decimals:
        return False
    before = folded[max(0, figure.start - 2):figure.start].rstrip(" ")[-1:]
    after = folded[figure.end:figure.end + 3]
    return (before in (".", "!", "?") and after.startswith(". ")) or (
        before in ("(", ",") and after[:1] in (",", ")") and (before == "," or after[2:].isdigit()) and "(" in folded[
            max(0, figure.start - 12):figure.start]
    )


def _goes_on(view: View, at: int, counted: phrases.Counted | None, grouped: bool, words: Tables) -> bool:
    """ "Nord Stream 1 et 2", "les articles 106 et 107 de la Charte": whether a name with its number ends at `at`."""
    number_before = _NUMBERED.search(view.folded, max(view.start, at - 42), at)
    if number_before is None or (view.found and view.found[-1].kind == "date" and view.found[-1].end >= at - 1):
        return False
    name, first = phrases.last_word(view.folded, view.start, number_before.start())
    if not name:
        return False
    return (name in words.name_heads and not grouped) or (
        counted is None and view.text[first].isupper() and _in_sentence(view, first)
    )


def _in_sentence(view: View, first: int) -> bool:
    """Whether the word at `first` stands inside a sentence, so that its capital makes it a name."""
    before = view.folded[max(view.start, first - 3):first].rstrip(' "(')
    return bool(before) and before[-1] not in ".!?\n:•-–—"


def _address(view: View, figure: Figure, words: Tables) -> bool:
    """ "575 Wilbraham Road", "22, rue de la Paix": a house number."""
    if not words.streets:
        return False
    following = view.folded[figure.end:min(view.end, figure.end + 40)]
    if words.street_first:
        return words.street.match(following) is not None
    found = _CAPITALS.match(view.text, figure.end, min(view.end, figure.end + 40))
    return found is not None and any(w.strip(".") in words.streets for w in found.group().lower().split())


def _postal(view: View, figure: Figure, words: Tables) -> bool:
    """ "rue de Rivoli, 75001 Paris", "(69003 Lyon)": five digits before a town; "15000 Belges" are people."""
    if not words.agreement or not 1000 <= figure.numeral.value < 10**5 or figure.end - figure.start != _CODE:
        return False
    town = _CAPITALS.match(view.text, figure.end, min(view.end, figure.end + 40))
    if town is None or not view.text[figure.end + 2:figure.end + 3].islower():  # "12000 SDF"
        return False
    if not _PLURAL.match(town.group().split()[0]):
        return True
    ahead = view.folded[max(view.start, figure.start - 40):figure.start]
    return ahead.endswith(", ") and not words.streets.isdisjoint(ahead.split()[:-1])


def _model(view: View, figure: Figure, counted: phrases.Counted | None, words: Tables) -> bool:
    """ "787 Dreamliner", "iPhone 11 Pro": a capitalised name without a plural goes with the number."""
    following = NEXT_WORD.match(view.text, figure.end, view.end)
    if following is None:
        return False
    name = following.group(1)
    if str(figure.numeral.value) in words.models and name[0].isupper():
        return True
    if name.lower() in words.name_tails:
        return True
    if not words.noun_last or counted is None or figure.numeral.value < 2 or not name[0].isupper():
        return False
    if _MADE.match(view.text, following.end(), view.end):
        return False  # "61 Boeing 737s", "12 Airbus A350s"
    parts = re.split(r"[ -]", counted.phrase)
    return not any(
        phrases.is_plural(part.lower(), words) or part.lower() in words.uninflected or part.endswith(words.folk_endings)
        for part in parts
    ) and all(part[:1].isupper() or part[:1].isdigit() for part in parts)


def rated_before(view: View, start: int) -> bool:
    """Whether the number at `start` is the denominator of the rate just read ("2,4 lits pour 1 000 habitants")."""
    if not view.found:
        return False
    last: Mention = view.found[-1]
    return last.per is not None and last.per[:1].isdigit() and start - last.end < 24
