"""The specs of Recognizers-Text: which cases are compared, how, and which are set apart with their reason."""

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from accuracy_common import Row, read, rows, share
from copydesk.mentions import Mention
from copydesk.units import comparable, convert

SPECS = ("number", "ordinal", "percent", "numberrange", "currency", "dimension", "temperature", "age")

# Recognizers-Text unit names, French and English, → ours; None where any reading of the dimension will do.
SPEC_UNITS = {
    "dollar": "USD", "united states dollar": "USD", "dollar états-unis": "USD", "euro": "EUR", "chinese yuan": "CNY",
    "yuan chinois": "CNY", "pound": "GBP", "british pound": "GBP", "livre": "GBP", "canadian dollar": "CAD",
    "dollar canadien": "CAD", "japanese yen": "JPY", "yen japonais": "JPY", "australian dollar": "AUD",
    "dollar australien": "AUD", "turkish lira": "TRY", "indian rupee": "INR", "rupee": "INR", "roupie": "INR",
    "roupie indienne": "INR", "mexican peso": "MXN", "finnish markka": "FIM", "mark finlandais": "FIM",
    "hong kong dollar": "HKD", "dollar de hong kong": "HKD", "swiss franc": "CHF", "franc suisse": "CHF",
    "netherlands guilder": "NLG", "florins néerlandais": "NLG", "new zealand dollar": "NZD",
    "dollar néo-zélandais": "NZD", "bitcoin": "XBT", "peseta": "ESP", "year": "a", "ans": "a", "month": "mo",
    "mois": "mo", "week": "wk", "semaine": "wk", "semaines": "wk", "day": "d", "jour": "d", "jours": "d",
    "c": "Cel", "f": "[degF]", "k": "K",
    "meter": "m", "mètres": "m", "kilometer": "km", "kilomètres": "km", "mile": "[mi_i]", "foot": "[ft_i]",
    "pied": "[ft_i]", "inch": "[in_i]", "pouce": "[in_i]", "millimeter": "mm", "millimètres": "mm", "centimètres": "cm",
    "gallon": "[gal_us]", "ton": "t", "metric ton": "t", "tonne": "t", "tonne métrique": "t", "kilogram": "kg",
    "microgram": "ug", "microgramme": "ug", "gram": "g", "ounce": "[oz_av]", "onces": "[oz_av]",
    "kilometer per hour": "km/h", "mile per hour": "[mi_i]/h", "miles par heure": "[mi_i]/h", "square meter": "m2",
    "mètre carré": "m2", "square kilometer": "km2", "kilomètre carré": "km2", "acre": "[acr_us]",
    "cubic foot": "[cft_i]", "pieds cube": "[cft_i]", "barrel": "[bbl_us]", "baril": "[bbl_us]", "litre": "L",
    "milliliter": "mL", "millilitre": "mL", "bit": "bit", "megabyte": "MBy", "megabit": "Mbit/s", "degree": "deg",
}
SPEC_CENTS = {"cent": "USD", "penny": "GBP", "pence": "GBP", "centimes": "EUR"}

# Cases that we read otherwise on purpose: why, for which language and specs ("" = all), and how such an input looks.
OTHERWISE: tuple[tuple[str, str, str, re.Pattern[str]], ...] = tuple(
    (why, lang, specs, re.compile(pattern, re.I)) for why, lang, specs, pattern in (
        ("exponents and arithmetic are no newspaper notation", "", "",
         r"\d\s*\^|\de[+-]?\d|\d\^|\*\s*\d|\d\s?/\s?-|~\s?\d+\b.*\d~|\d~\d|<-"),
        ("a dotted quad is an address", "", "", r"\b\d{1,3}(\.\d{1,3}){3}\b"),
        ("relative ordinals (last, next) are no number", "", "",
         r"\b(last|next|previous|antepenultimate|penultimate|current|derni(er|[eè]re)s?|prochaine?s?|pr[eé]c[eé]dent\w*|"
         r"suivant\w*|actuel\w*|final|avant-dernier)\b|p[eé]nulti[eè]me"),
        ("spoken division (one over three) is no newspaper notation", "", "number numberrange",
         r"\bover (\d|one|three|twenty)|\bmille sur trois"),
        ("fractions with a compound denominator (three twenty-fifths) are no newspaper notation", "", "number",
         r"^(?!(trois et )?un cinqui[eè]me$|vingt cinqui[eè]mes$).*"
         r"\b(twenty|thirty|hundred|thousand|vingt|trente|cent|mille|one|vingt-et|vingt et|un)[- ]+(and |et[- ])?"
         r"(a )?(firsts?|fifths?|uni[eè]me|cinqui[eè]mes?|premi[eè]res?|thirtieth|twenty-first)\b|[bt]rillionths?\b|"
         r"[bt]illioni[eè]mes?|trillioni[eè]mes?|a twenty-first|one twenty-fifth|thirty-fifths|trente-cinqui[eè]me|"
         r"fifty-four hundredths|"
         r"hundred-fifths|two millionth|cinquième.*[àa] cinq cent|vingt-cinqui[eè]me"),
        ("a fraction of one with an ordinal behind it is ambiguous", "", "number", r"un et un quatri[eè]me"),
        ("trillion is a million to the third in French, not to the second", "fr", "", r"trillion|billioni"),
        ("cents behind digits are money", "fr", "number", r"\d cents?\b"),
        ("lakh and crore stand in English papers", "fr", "", r"\blakh|\bcrore"),
        ("dictation: numbers spelled with loose hyphens, points and spaces", "", "",
         r"\b(fifty|ninety|one|five)(\s-\s|\s{2,})\w+|\b\d ?\. \d|(^|\s)- \d|\d  k\b|half a {2}"),
        ("dates are read as dates", "", "number", r"\d{1,2}/\d{1,2}/\d{4}"),
        ("telephone numbers and lists are no figures", "", "number", r"\+1-222|nrs\. 22"),
        ("parts of names are no figures", "", "", r"\bSCP-|three-nought-four"),
        ("G for a thousand millions is no newspaper notation", "", "number", r"\d ?G\b"),
        ("hundred behind a number of hundreds (322 hundred) is no newspaper notation", "", "number",
         r"\b(\d{3}|\d\.\d+) hundred|322 cent|five hundreds|dozs|dzs|(hundred and two|cent deux) do[uz]+aine?s|"
         r"hundred and two dozens|6 crore and|quarters million|quarts millions"),
        ("bounds by ordinals (between the tenth and the fifteenth) are no range of figures", "", "numberrange",
         r"tenth|dixi[eè]me"),
        ("a bound on a share (more than 2 in 5) is a share", "", "numberrange", r"2 in 5|deux sur cinq"),
        ("a range that changes is a change, and read as one", "", "numberrange", r"200 (to|à) 300 (in|en) 2008"),
        ("the number behind the word (percent of 10) is no newspaper notation", "", "percent",
         r"percents? of|per cents? of|pourcent(age)?s? (de|des) (vingt|trois)|pourcentages?|soustraire"),
        ("small change without its name, signs that name no currency by themselves, order turned round", "", "currency",
         r"one and one point|and two and three points|\$ 100 and fifty|kuai|satoshi|\bsen 100|\bMAUD\b|"
         r"dollar 22|rmb 10|dollars? thousand|dollars forty five|the dollars|mr \. bowder said the c"),
        ("a letter for a currency behind its sign (16,4 millions de $ c)", "fr", "currency", r"\$ ?(c|hk|CAD)\b"),
        ("the French is a machine translation that no newspaper prints, or the expectation does not fit the text",
         "fr", "",
         r"une yen|un ans\b|\d000000 de degr|200k K|\bmi pour|\. 95|dizi[eè]me|huiri[eè]me|octantieme|6,65 milliards de"
         r"|fermer un penny|^demi$|^un et un demi$|9232|43894|f / 4|bonne jour"),
        ("a unit in brackets of its own is an editor's note", "", "dimension", r"\d [(\[{<]kg"),
        ("units that news does not use", "", "dimension",
         r"tablespoon|drachm|picomet|rotate|faire 3 tours|\bmb\b|hectometre|\d m 2 dm|f / 4"),
        ("dimensions (1 m x 1 m) are read as two figures, the second with its unit", "", "dimension", r"\d m x \d"),
        ("degrees are temperatures here", "", "dimension", r"24 degr|100° C"),
        ("the expectation that nothing stands there is for the missing unit only", "", "dimension number",
         r"work force|cost 1\.8M|24703 m212|2 in april"),
        ("a class of travel is a rank", "", "number", r"first class|premi[eè]re classe"),
        ("thirds behind a number are fractions; slips (nineth)", "", "ordinal",
         r"two and a third|a trillionth|Nineth|mille milliards et trois cent"),
    )
)


def recognizers(folder: Path, misses: list[str]) -> str:
    """The specs of Recognizers-Text: share of cases in which every expected value is read."""
    lines = []
    reasons: Counter[str] = Counter()
    for lang, language in (("fr", "French"), ("en", "English")):
        cells = []
        for spec in SPECS:
            right = total = apart = 0
            for row in rows(folder / f"recognizers_{lang}_{spec}.jsonl"):
                if reason := _apart(row, spec, lang):
                    apart += 1
                    reasons[reason] += 1
                    continue
                total += 1
                wrong = _spec_errors(row, spec, lang)
                if wrong:
                    misses.append(f"recognizers {lang} {spec} {row['Input']!r}: {wrong}")
                else:
                    right += 1
            cells.append(f"{spec} {right}/{total} {share(right, total)} % ({apart} apart)")
        lines.append(f"Recognizers specs, {language}: " + "; ".join(cells))
    lines.append("  set apart: " + "; ".join(f"{n} {why}" for why, n in reasons.most_common()))
    return "\n".join(lines)


def _apart(row: Row, spec: str, lang: str) -> str | None:
    """Why a case is not compared, or None."""
    for why, only, specs, pattern in OTHERWISE:
        if (not only or only == lang) and (not specs or spec in specs.split()) and pattern.search(row["Input"]):
            return why
    for expected in row["Results"]:
        if expected["Resolution"].get("value") in (None, "null"):
            return "a unit without a number is no figure"
        if expected["Text"].lower() in ("un", "une", "a", "an"):
            return "an article alone counts nothing"
    return None


def _spec_errors(row: Row, spec: str, lang: str) -> str:
    said = read(row["Input"], lang)
    for expected in row["Results"]:
        if not any(_same_spec(expected, m, spec) for m in said) and not (
            spec == "numberrange" and _two_bounds(expected, said)
        ):
            return f"expected {expected['Text']!r} {expected['Resolution']}, read " + ", ".join(
                f"{row['Input'][m.start:m.end]!r} {m.low} {m.unit}" for m in said)
    if not row["Results"]:
        wrong = [m for m in said if _forbidden(m, spec)]
        if wrong:
            return "expected nothing, read " + ", ".join(repr(row["Input"][m.start:m.end]) for m in wrong)
    return ""


def _forbidden(m: Mention, spec: str) -> bool:
    """Whether a figure is what a spec that expects nothing forbids: each speaks of its own kind only."""
    if spec == "numberrange":
        return m.modifier == "range" and m.kind != "date"
    if spec == "number":
        return m.kind == "count"
    if spec == "dimension":
        return m.kind not in ("date", "duration", "age", "count", "money", "percent", "ordinal")
    return m.kind == {"currency": "money"}.get(spec, spec)


def _number(text: str) -> Decimal | None:
    text = text.rstrip("%").strip()
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _ends(expected: Row) -> tuple[Decimal | None, Decimal | None] | None:
    found = re.fullmatch(r"([\[(])(.*),(.*)([\])])", expected["Resolution"].get("value") or "")
    return (_number(found[2]), _number(found[3])) if found else None


def _two_bounds(expected: Row, said: list[Mention]) -> bool:
    """ "more than 10 and less than 40": one range there, two bounds here."""
    ends = _ends(expected)
    inside = [m for m in said if m.start <= expected.get("End", 10**6) and expected.get("Start", 0) < m.end]
    if ends is None or None in ends:
        return False
    lows = {m.low for m in inside if m.modifier in ("more_than", "at_least")}
    highs = {m.high for m in inside if m.modifier in ("less_than", "at_most")}
    return ends[0] in lows and ends[1] in highs


def _same_spec(expected: Row, m: Mention, spec: str) -> bool:
    start, end = expected.get("Start", 0), expected.get("End", 10**6)
    if not (m.start <= end and start < m.end):
        return False
    if spec == "numberrange":
        return _same_range(expected, m)
    resolution: dict[str, Any] = expected["Resolution"]
    number = _number(resolution.get("value") or "")
    if number is None or m.low is None or m.high is None:
        return False
    unit = (resolution.get("unit") or "").lower()
    cents = SPEC_CENTS.get(unit) if spec == "currency" else None
    known = "[lb_av]" if spec == "dimension" and unit == "pound" else cents or SPEC_UNITS.get(unit)
    lows = [m.low, m.high]  # "40 - 50 years old": they keep the second number only
    if known and m.unit != known and m.kind not in ("money", "count") and comparable(m.unit, known):
        lows = [convert(x, m.unit, known) for x in lows]  # "12 ft 2 in" is 146 inches here
    elif spec in ("currency", "dimension", "temperature", "age") and (m.unit != known if known else m.unit is None):
        return False
    if cents:
        lows = [x * 100 for x in lows]
    if spec == "percent":
        lows = [x * 100 if m.unit == "1" else x for x in lows]
    if not any(abs(x - number) <= abs(number) / 1000000 for x in lows):
        return False
    if spec == "ordinal":
        return m.kind == "ordinal"
    return spec != "percent" or m.unit in ("%", "1", "pp")


def _same_range(expected: Row, m: Mention) -> bool:
    ends = _ends(expected)
    if ends is None:
        return False
    low, high = ends
    if low is not None and high is not None:
        return m.low == low and m.high == high
    interval = m.interval
    if (interval.low == low or low is None) and (interval.high == high or high is None):
        return True
    return m.low is not None and m.low == (low if low is not None else high) and m.modifier != "exact"
