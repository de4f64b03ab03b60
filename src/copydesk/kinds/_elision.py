"""Units that the text leaves out because the figure before has them."""

import re
from functools import cache
from typing import Final, NamedTuple

from ..languages import data
from ..mentions import Kind, Mention
from . import View
from . import _phrases as phrases
from ._figures import Figure, NamedUnit, number
from ._numerals import Numeral
from ._tables import Tables

_CARRIED: Final = frozenset({"money", "percent", "length", "area", "mass", "speed", "temperature", "volume"})
_BESIDE: Final = frozenset({"date", "ordinal", "position", "name", "age", "duration"})
_MEASURED: Final = frozenset({"area", "length", "mass", "volume"})
_NEAR: Final = 60
_FEW: Final = 20
"""Speeds that leave their unit out are higher."""
_NAME_IN_LIST: Final = re.compile(
    r"(?:,|,?[^\S\n][a-z]{1,3})(?:[^\S\n][a-z]{1,3})?[^\S\n](?:[A-Z]\w{1,2}[’'][^\S\n]?|[a-zA-Z][’'])?"
    r"[^\W\d_a-z][\w'’.-]+(?:[^\S\n][^\W\d_a-z][\w'’.-]+){0,2}[^\S\n]"
)
_NAME_FARTHER: Final = re.compile(rf"[^\S\n][^\W\dA-Z][^.,;:()\n\d]{{1,28}}(?=,){_NAME_IN_LIST.pattern}")
"""The same behind a few words more: "buts cette saison, Mbappé "."""
BRACKETED: Final = re.compile(r"\)(?:,| \w{1,3}){1,3} [^(),;]{2,40}")  # "(27), the Netherlands (": from one bracket to the next
_SPACE: Final = r"[^\S\n]"
_FAR: Final = 200
_HUNDRED: Final = 100
_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000
_GAP: Final = 8


def carried_unit(view: View, figure: Figure, begin: int, words: Tables) -> str | None:
    """The unit of the figure before, for a bare number that takes it over; `begin` is where its modifier starts.

    Large numbers are money where money was spoken of ("32,3 milliards d'euros … 50 milliards"); any number is what it is
    compared with ("10.000 euros, contre 9.500 un an plus tôt").
    """
    numeral = figure.numeral
    if numeral.collective or numeral.fraction or numeral.several is not None:
        return None
    large = numeral.exponent >= 6
    if not large and (part := _part_of_span(view, figure, begin, words)):
        return part
    earlier = _earlier(view)
    joined = earlier is not None and view.folded[earlier.end:begin].strip(" ") in words.range_joins
    if large and not joined and _counting(view, begin):
        return None
    if large and not (joined and earlier and earlier.kind != "percent"):  # "de 22 % à 5,5 milliards" is money
        if measured := _measured_before(view, begin, words):
            return measured
        earlier = _money_before(view)
    if earlier is None or earlier.unit is None or earlier.kind not in _CARRIED:
        return None
    gap = view.folded[earlier.end:begin]
    if "\n" in gap and not large:
        return None
    if gap.strip(" ") in words.range_joins - words.loose_joins and earlier.kind != "percent":
        return earlier.unit  # "208 pounds to 193"
    if large:
        near = len(gap) < _FAR and gap.count(". ") < 2 and "\n" not in gap and not _many_between(view, earlier)
        return earlier.unit if near or _paid(view, begin, words) else None
    if earlier.kind == "speed" and _gusts(view, figure, earlier, begin, words):
        return earlier.unit
    if len(gap) >= _NEAR or ". " in gap or ";" in gap:
        return None
    if earlier.kind == "percent" and _share_goes_on(view, figure, earlier, begin, words):
        return earlier.unit
    gap = gap.rstrip(" ")
    fewer = earlier.kind == "money" and numeral.grouped and earlier.high is not None and (
        earlier.high / _MILLION < figure.high < earlier.high  # "5.400 millones, de los que 1.900"
    )
    return earlier.unit if gap.endswith(words.compared) or (fewer and gap.endswith(words.parts)) else None


def _gusts(view: View, figure: Figure, last: Mention, begin: int, words: Tables) -> bool:
    """Whether a bare number is one more speed of its sentence: "winds of 130 mph and gusts of up to 160", "the limit is
    50 km/h, and the bus was doing 84"."""
    found = _again(words.lang)
    return found is not None and figure.high > _FEW and found.closed.match(view.folded, figure.end, view.end) is not None and (
        found.more.fullmatch(view.folded, last.end, begin) is not None
        or found.driven.fullmatch(view.folded, last.end, begin) is not None
    )


def _share_goes_on(view: View, figure: Figure, last: Mention, begin: int, words: Tables) -> bool:
    """Whether a bare number is another's share of the same: "31 % des voix, la gauche 27", "2.7% in Italy and 1.9 in Spain"."""
    found = _again(words.lang)
    if found is None or figure.high > _HUNDRED:
        return False
    behind = found.place.match(view.folded, figure.end, view.end)
    if behind is not None:
        place = found.place.search(view.folded, last.end, begin)
        return place is not None and place.group(1) == behind.group(1) and (
            found.joined.fullmatch(view.folded, place.start(), begin) is not None
        )
    return not last.change and found.closed.match(view.folded, figure.end, view.end) is not None and (
        found.shared.fullmatch(view.text, last.end, begin) is not None
    )


def _measured_before(view: View, begin: int, words: Tables) -> str | None:
    """The unit of what was measured last in so large a number: "consumes 35 million tonnes of cereals and has to import 17
    million"."""
    last = _last_large(view)
    if last is None or last.kind not in _MEASURED or begin - last.end > 2 * _NEAR:
        return None
    gap = view.folded[last.end:begin]
    return None if ". " in gap or "\n" in gap or _paid(view, begin, words) else last.unit


def _last_large(view: View) -> Mention | None:
    return next((m for m in reversed(view.found[-5:]) if m.low is not None and m.low >= _MILLION), None)


def _money_before(view: View) -> Mention | None:
    """The sum spoken of last; behind "20,8 millions de dollars (15,3 millions d'euros)" those are dollars."""
    sums = [m for m in view.found[-40:] if m.kind == "money"]
    if len(sums) > 1 and sums[-1].unit != sums[-2].unit and view.folded[sums[-2].end:sums[-1].start] in (" (", " (soit "):
        return sums[-2]
    return sums[-1] if sums else None


def _many_between(view: View, money: Mention) -> bool:
    """Whether millions of something else were counted behind the sum of money spoken of last."""
    return any(
        m.kind == "count" and m.counted is not None and m.low is not None and m.low >= _MILLION
        for m in view.found[-8:] if m.start > money.start
    )


def _paid(view: View, begin: int, words: Tables) -> bool:
    """Whether the words before a number of millions say that it is money: "la fédération réclame 400 millions"."""
    window = view.folded[max(view.start, begin - _NEAR // 2):begin]
    return words.paid.search(window[max(window.rfind(". "), window.rfind("\n"), window.rfind(";")) + 1:]) is not None


def _earlier(view: View) -> Mention | None:
    return next((m for m in reversed(view.found[-5:]) if m.kind not in _BESIDE and m.unit != "times"), None)


def _counting(view: View, begin: int) -> bool:
    """Whether what was spoken of last in so large a number is counted: "83 million passengers, twice as many as in 2021
    (44.7 million)"."""
    last = _last_large(view)
    return last is not None and last.kind == "count" and last.counted is not None and begin - last.end < _NEAR * 2 and (
        ". " not in view.folded[last.end:begin] and "\n" not in view.folded[last.end:begin]
    )


def _part_of_span(view: View, figure: Figure, begin: int, words: Tables) -> str | None:
    """The unit of a part of a span of time, or of what that is compared with: "cinq ans de prison dont deux avec sursis"."""
    last = view.found[-1] if view.found else None
    if last is None or last.kind != "duration" or last.high is None:
        return None
    gap = view.folded[last.end:begin]
    if len(gap) > _NEAR or ". " in gap or "\n" in gap:
        return None
    gap = gap.rstrip(" ")
    if gap.endswith(words.compared):  # "127 jours, contre 141"
        return last.unit
    if figure.high >= last.high:
        return None
    told = gap.endswith(words.parts) or view.folded.startswith(words.parts_behind, figure.end)
    return last.unit if told else None


def counted_elsewhere(view: View, figure: Figure, begin: int, words: Tables) -> phrases.Counted | None:
    """What a bare number counts of which the noun stands elsewhere: "62 des 73 lots", "1.500 postes, dont 600 en France"."""
    numeral = figure.numeral
    if numeral.decimals or numeral.fraction or numeral.several is not None:
        return None
    if of := words.of_number.match(view.folded, figure.end, view.end):
        whole = number(view, of.end(), words)
        if whole is not None and whole.value >= figure.high and not whole.decimals:
            return phrases.counted_after(view, whole.end, words, measure=False, single=False)
        return None
    return _carried_noun(view, figure, begin, words)


def _carried_noun(view: View, figure: Figure, begin: int, words: Tables) -> phrases.Counted | None:
    """What the figure before counts, for a bare number that is a part of it or compared with it."""
    last = view.found[-1] if view.found else None
    if last is not None and last.kind == "date" and len(view.found) > 1:  # "1.500 postes depuis janvier, dont 600"
        last = view.found[-2]
    if last is None or last.kind != "count" or last.counted is None or last.high is None:
        return None
    if bracketed(view, last, begin - 1) or listed_host(view, begin, figure.end, words):
        return phrases.Counted(last.counted, None)
    gap = view.folded[last.end:begin].rstrip(" ")
    if _others(view, figure, last, begin, words) or _same_place(view, figure, last, begin, words):
        return phrases.Counted(last.counted, None)
    if len(gap) > _NEAR or ". " in gap or "\n" in gap or ";" in gap:
        return None
    part = figure.high < last.high and (
        gap.endswith(words.parts) or view.folded.startswith(words.parts_behind, figure.end)
    )
    return phrases.Counted(last.counted, None) if part or gap.endswith(words.compared) else None


def _others(view: View, figure: Figure, last: Mention, begin: int, words: Tables) -> bool:
    """ "Five people died and 20 others were hurt", "murieron siete personas y otras 20 resultaron heridas"."""
    found = _again(words.lang)
    gap = view.folded[last.end:begin]
    if found is None or len(gap) > _FAR or gap.count(". ") > 1 or "\n" in gap:
        return False
    if found.before.search(gap) is not None or found.pronoun.search(gap) is not None:
        return True
    return found.behind.match(view.folded, figure.end, view.end) is not None


def _same_place(view: View, figure: Figure, last: Mention, begin: int, words: Tables) -> bool:
    """ "20 schools in the north and ten in the south", "35 centros: 20 en la capital, diez en el norte"."""
    found = _again(words.lang)
    if found is None or begin - last.end > _NEAR:
        return False
    behind = found.place.match(view.folded, figure.end, view.end)
    if behind is None or last.high is None:
        return False
    end = last.counted_span.end if last.counted_span else last.end
    gap = view.folded[end:begin]
    if gap == ": ":
        return figure.high < last.high
    place = found.place.match(view.folded, end, begin)
    return place is not None and place.group(1) == behind.group(1) and found.joined.fullmatch(gap) is not None


class _Again(NamedTuple):
    """What tells that a bare number counts what the figure before counts."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    pronoun: re.Pattern[str]
    """A pronoun for what was counted, before the number's verb: "ils en ont reçu 38"."""
    place: re.Pattern[str]
    joined: re.Pattern[str]
    closed: re.Pattern[str]
    """Where the clause of a bare number ends."""
    more: re.Pattern[str]
    """What may stand between two speeds: "and gusts of up to"."""
    driven: re.Pattern[str]
    """The same, up to the word behind which a speed stands: ", and the bus was doing"."""
    shared: re.Pattern[str]
    """What may stand between two shares of one thing: the next one's name, or its noun with an article."""
    standing: re.Pattern[str]
    """A pronoun that stands for a noun before it, and a name: "employs 955 people, the one in Vannes 299"."""


@cache
def _again(lang: str) -> _Again | None:
    table = data(lang, "counted").get("again")
    if not table:
        return None
    before, behind, places, joins, verbs, standing, pronouns, speeds = (
        "|".join(re.escape(word) for word in table.get(name, ())) or "(?!)"
        for name in ("before", "behind", "places", "joins", "verbs", "standing", "pronouns", "speeds")
    )
    articles = "|".join(re.escape(word) for word in sorted(data(lang, "counted").get("articles", ())) if word) or "(?!)"
    return _Again(
        re.compile(rf"(?<!\w)(?:{before}) \Z"),
        re.compile(rf" (?:{behind})(?: (?:{verbs})(?!\w)|[,.;](?!\w))"),
        re.compile(rf"(?<![\w])(?:{pronouns}) (?:[^\W\d]+ ){{1,3}}\Z"),
        re.compile(rf" ({places})(?![\w'])"),
        re.compile(rf" [^.,;:()\n\d]{{2,40}}(?:,|,? (?:{joins})) "),
        re.compile(rf"[,.;)](?!\d)| (?:{joins})(?!\w)|\s*\Z"),
        re.compile(rf"(?: [^.,;:()\n\d]{{1,24}})?,? (?:{joins}) (?:[^\W\d]+ ){{2,5}}"),
        re.compile(rf",? [^.;:()\n\d]{{2,100}} (?:{speeds}) "),
        re.compile(
            rf"(?:{_SPACE}[^.,;:()\n\d]{{2,40}})?(?:,|,?{_SPACE}(?:{joins}))(?:{_SPACE}(?:{joins}))?{_SPACE}"
            rf"(?:(?:{articles}){_SPACE}?[^\W\d]|[^\W\d_a-z])[\w'’.-]*(?:{_SPACE}[\w'’.-]+)?{_SPACE}"
        ),
        re.compile(rf"(?:,|,? (?:{joins})) (?:{standing})[^\W\d_a-z][\w'’.-]+(?: [^\W\d_a-z][\w'’.-]+){{0,2}} "),
    )


def bracketed(view: View, last: Mention, at: int) -> bool:
    """Whether a count stands in brackets, and its list goes on to the bracket at `at`: "la Lombardie (531 morts) et le
    Piémont (175)"."""
    return view.folded[last.start - 1] == "(" and last.counted_span is not None and (
        BRACKETED.fullmatch(view.folded, last.counted_span.end, at) is not None
    )


def listed_host(view: View, start: int, stop: int, words: Tables) -> Mention | None:
    """The count or share whose noun or sign a bare number takes over behind a name in its list: "19 gold medals, China 21 and
    France 12", "12 buts cette saison, Mbappé 8"."""
    last = next((mention for mention in view.found[:-3:-1] if mention.kind != "date"), None)
    if last is None or not (last.kind == "percent" or (last.kind == "count" and last.counted is not None)) or (
        not view.folded[last.start].isdecimal()
    ):
        return None  # "two missiles, Iskander 500"
    end = last.counted_span.end if last.counted_span else last.end
    if start - end >= _NEAR:
        return None
    found = _again(words.lang)
    listed = _NAME_IN_LIST.fullmatch(view.text, end, start) or (found and (
        found.standing.fullmatch(view.text, end, start)
        or (found.closed.match(view.folded, stop, view.end) and _NAME_FARTHER.fullmatch(view.text, end, start))
    ))
    return last if listed and (last.kind == "count" or not last.change) else None


def listed_before(view: View, start: int, words: Tables) -> int:
    """How many of the last mentions are bare numbers of a list that the figure at `start` closes: "1,8, 1,9 et 2,1 kilos"."""
    count, digits, end = 0, view.folded[start].isdecimal(), start
    for mention in reversed(view.found[-6:]):
        if mention.kind != "count" or mention.unit or mention.counted or mention.per or mention.several or (
            mention.modifier != "exact" or view.folded[mention.start].isdecimal() != digits
        ):
            break
        gap = view.folded[mention.end:start].strip(" ,")
        if start - mention.end > _GAP or (gap not in words.name_links if count == 0 else gap != ""):
            break
        count, start = count + 1, mention.start
    return 0 if count == 1 and "," in view.folded[view.found[-1].end:end] else count  # "12, or 25 percent"


def pass_on(
    view: View, listed: int, figure: Figure, begin: int, kind: Kind, name: str | None, words: Tables
) -> None:
    """Give the unit of a figure to the bare numbers of the list that it closes, and to the number that is so many of it:
    "40 of the 164 kilometres", "12 of the 45 million euros"."""
    for i in range(-listed, 0):
        view.found[i] = _scaled(view.found[i], figure.numeral)._replace(kind=kind, unit=name)
    last = view.found[-1] if view.found and not listed else None
    if last is None or begin - last.end > _GAP or view.folded[last.end:begin].strip(" ") not in words.wholes:
        return
    bare, low = last.kind == "count" and last.unit is None, last.low
    if not ((bare and name) or (last.kind == kind and last.unit == name)) or last.per or last.several:
        return
    if low is None or low != last.high or low <= 1:
        return  # "one of the 300 million"
    digits, scale = view.folded[last.end - 1].isdecimal(), figure.numeral.exponent
    size = low.scaleb(scale)
    if scale >= 6 and low < _THOUSAND and size < figure.high and (digits or name):
        last = last._replace(low=size, high=size)
    elif not (bare and name and digits and low < figure.high):
        return
    if name:
        last = last._replace(kind=kind, unit=name, counted=None, counted_span=None)
    view.found[-1] = last


def _scaled(mention: Mention, numeral: Numeral) -> Mention:
    """A bare number of a list in the scale of the figure that closes it: "278 et 155 milliards de tonnes"."""
    low = mention.low
    if numeral.exponent < 6 or low is None or low != mention.high or not 0 < low < _THOUSAND:
        return mention
    size = low.scaleb(numeral.exponent)
    return mention._replace(low=size, high=size)


def cents_of(view: View, start: int, code: str) -> str:
    """The currency whose hundredths are named at `start`: that of the money just spoken of ("$82.45 …, down 63 cents")."""
    for mention in reversed(view.found[-4:]):
        if mention.kind == "money" and mention.unit and start - mention.end < _FAR:
            return mention.unit if "\n" not in view.folded[mention.end:start] else code
    return code


def millions_again(view: View, numeral: Numeral, unit: NamedUnit, words: Tables) -> bool:
    """Whether a letter that was a scale just before is one again, and no unit: "8.9m visitors, above a target of 7.7m"."""
    exponent = words.short_scales.get(unit.name.symbol or "")
    if not exponent or numeral.exponent or unit.end - numeral.end > 1:
        return False
    last = next((m for m in reversed(view.found[-3:]) if m.kind in ("count", "money")), None)
    if last is None or view.text[last.end - 1] != unit.name.symbol or numeral.start - last.end > _NEAR + 20:
        return False
    if "\n" in view.folded[last.end:numeral.start]:
        return False
    numeral.value, numeral.exponent, numeral.end = numeral.value.scaleb(exponent), exponent, unit.end
    return True


def shared_change(view: View, figure: Figure, begin: int, words: Tables) -> str | None:
    """The rise or fall that a percentage takes over in its list: "exports fell by 3.2% in May and imports by 4.1%"."""
    if figure.unit != "%":
        return None
    last = next((mention for mention in reversed(view.found[-3:]) if mention.kind != "date"), None)
    if last is None or last.change is None or last.unit != "%" or begin - last.end > _FAR // 2:
        return None
    between = _between(words.lang)
    found = between.fullmatch(view.text, last.end, begin) if between else None
    if found is None:
        return None
    if not found.group("intro"):
        subject = found.group("subject")
        if subject is None:
            if found.group() == ", ":
                return None
            return None if phrases.linked(view, figure.end, words) else last.change
        tail = subject.rpartition(" ")[2]
        if not (tail[0].isupper() or tail.isdecimal()):
            return None
    return last.change


@cache
def _between(lang: str) -> "re.Pattern[str] | None":
    """What stands between two figures that one word of change tells of."""
    parts = data(lang, "modifiers").get("change", {}).get("shared")
    if not parts:
        return None
    joins, intros, heads, never = (
        "|".join(re.escape(word).replace("'", "['’]") for word in parts[name]) for name in ("joins", "intros", "heads", "never")
    )
    word, name = rf"(?!(?:{never}) )[\w'’.-]{{1,24}}", r"[^\W\d_a-z][\w'’.&-]{0,24}"
    bare = rf"(?!(?:{never}) )[^\W\d_]{{2,24}}(?: {word}){{0,2}}?|" if parts.get("bare") else ""
    return re.compile(
        rf"[^.,;:()\n]{{0,40}}?(?:, ?(?:(?:{joins}) )?| (?:{joins}) )"
        rf"(?:(?P<subject>{bare}(?:{heads})(?:(?<=['’])| ){word}(?: {word}){{0,3}}?|{name}(?: {word}){{0,3}}?) )??"
        rf"(?P<intro>(?:{intros})(?:(?<=['’])| ))?"
    )


def points(view: View, figure: Figure, words: Tables) -> int | None:
    """Where "0,3 point" ends, when the points are of a percentage: a small decimal, or a percentage stands near."""
    found = words.points.match(view.folded, figure.end, view.end)
    numeral = figure.numeral
    if numeral.fraction and figure.unit is None and numeral.value < 1:  # "un quart de point", "half a percentage point"
        part = words.point_parts.match(view.folded, figure.end, view.end)
        return part.end() if part else None
    if found is None:
        return None
    if numeral.decimals and abs(figure.high) < 10:
        return found.end()
    earlier = _earlier(view)
    reach = _NEAR if phrases.change(view, figure.start, figure.end, words) is None else 2 * _NEAR
    near = earlier is not None and earlier.kind == "percent" and figure.start - earlier.end < reach and (
        ". " not in view.folded[earlier.end:figure.start]
    )
    return found.end() if near and abs(figure.high) < 30 else None
