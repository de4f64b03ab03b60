"""The evaluation suites and how each is scored; one table maps what a suite calls things to what copydesk calls them."""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from copydesk.annotate import annotate
from copydesk.mentions import Mention
from copydesk.text import Article, Passage

Row = dict[str, Any]

# Publication dates of the seeds, as seeds/sources.toml has them.
PUBLISHED = {
    "000": "2024-10-21", "001": "2024-11-13", "002": "2024-11-13", "003": "2025-07-08/2025-07-12",
    "004": "2024-05-30/2024-05-31",
}
# What the suites call a unit → ours. Money is spelled by name there. "" is a count without a unit.
UNITS = {
    "percentage": "%", "basis point": "bp", "mile": "[mi_i]", "year": "a", "year of age": "a", "month of age": "mo",
    "mile per hour": "[mi_i]/h", "yard": "[yd_i]", "kilometre": "km", "degree": "deg", "day": "d", "celsius": "Cel",
    "metre": "m", "kilometre per hour": "km/h", "foot": "[ft_i]", "fahrenheit": "[degF]", "kilowatt": "kW",
    "horsepower": "[HP]", "brake horsepower": "[HP]", "second": "s", "inch": "[in_i]", "parts-per-billion": "[ppb]",
    "litre": "L", "month": "mo", "watt": "W", "minute": "min", "pound-mass": "[lb_av]", "gigabyte": "GBy", "hertz": "Hz",
    "kilogram": "kg", "gigapascal": "GPa", "micrometre": "um", "square metre": "m2", "milliampere-hour": "mAh",
    "gigawatt": "GW", "hour": "h", "kilowatt hour": "kWh", "decibel": "dB", "nanometre": "nm", "square mile": "[smi_us]",
    "millimetre": "mm", "millilitre": "mL", "cubic foot": "[cft_i]", "megawatt": "MW", "milligram": "mg",
    "gigawatt hour": "GWh", "ounce": "[oz_av]", "pint": "[pt_us]", "gallon": "[gal_us]", "volt": "V", "bit": "bit",
    "gram": "g", "newton metre": "N.m", "pound-foot": "[lbf].[ft_i]", "foot pound-force": "[lbf].[ft_i]",
    "revolutions per minute": "rpm", "farad": "F", "barrel": "[bbl_us]", "square kilometre": "km2", "tonne": "t",
    "century": "100.a", "week": "wk", "decade": "decade",
    "dollar": "USD", "united states dollar": "USD", "japanese yen": "JPY", "australian dollar": "AUD",
    "pound sterling": "GBP", "shekel": "ILS", "euro": "EUR", "malaysian ringgit": "MYR", "hong kong dollar": "HKD",
    "mile per gallon": "[mi_i]/[gal_us]", "age": "a", "danish krone": "DKK", "croatian kuna": "HRK",
}
CENTS = {"cent": "USD", "cent per share": "USD", "pence": "GBP", "penny": "GBP"}
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


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def share(part: float, whole: float) -> str:
    """A percentage with one decimal."""
    return f"{100 * part / whole:.1f}" if whole else "–"


def f1(right: int, said: int, gold: int) -> str:
    """F1 in percent."""
    return share(2 * right, said + gold)


def read(text: str, lang: str, published: str | None = None, passages: Iterable[Passage] = ()) -> list[Mention]:
    """The figures and dates of a text."""
    article = Article(id="x", text=text, lang=lang, published=published, passages=tuple(passages))
    return [m for m in annotate(article).mentions if m.kind not in ("name", "position")]


# --- seeds ------------------------------------------------------------------------------------------------------------


def seeds(folder: Path, misses: list[str]) -> str:
    """The five seeds: value, unit, modifier and date all right; nothing that a careful reader would reject."""
    gold: dict[str, list[Row]] = {}
    for row in rows(folder / "seeds_gold.jsonl"):
        gold.setdefault(row["article"], []).append(row)
    right = total = said = extra = 0
    for name, items in gold.items():
        text = (folder.parent / "seeds" / name).read_text("utf-8")
        passages: list[Passage] = []
        if name.startswith("002"):  # its caption is Spanish
            first = text.index("El secretario")
            last = text.index("\n", first)
            passages = [Passage(start=0, end=first, lang="fr"), Passage(start=first, end=last, lang="es"),
                        Passage(start=last, end=len(text), lang="fr")]
        mentions = read(text, "fr", PUBLISHED[name[:3]], passages)
        said += len(mentions)
        for item in items:
            if item["tier"] != "core":
                continue
            total += 1
            if any(m.start < item["end"] and item["start"] < m.end and _same_seed(item, m) for m in mentions):
                right += 1
            else:
                misses.append(f"seeds {name} {item['text']!r} {item['kind']}")
        for m in mentions:
            if not any(m.start < item["end"] and item["start"] < m.end for item in items):
                extra += 1
                misses.append(f"seeds {name} extra {text[m.start:m.end]!r}")
    return (f"seeds (French): {right} of {total} core items all right; {said} read, {extra} outside the annotation "
            f"(precision {share(said - extra, said)})   [Recognizers-Text: 65 of 77 values at 50 % precision]")


def _same_seed(item: Row, m: Mention) -> bool:
    if m.kind != item["kind"]:
        return False
    if m.kind == "date":
        meant = re.sub("T(MO|NI)$", "", item["date"]).replace("-SP", "-21")
        return m.date in (meant, item["written"])
    return (
        m.low is not None and m.low == Decimal(item["low"]) and m.high == Decimal(item["high"])
        and m.unit == item["unit"] and m.modifier == item["modifier"]
    )


# --- news -------------------------------------------------------------------------------------------------------------


def news(folder: Path, misses: list[str]) -> str:
    """French news articles, by the scorer that comes with them."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "news"
        subprocess.run(
            [sys.executable, str(folder / "news" / "score.py"), "--adapter", "copydesk", "--python", sys.executable,
             "--split", "dev", "--tasks", "extract", "--out", str(out)], check=False, capture_output=True,
        )
        result = json.loads(out.with_suffix(".json").read_text("utf-8"))
    fr = result["extraction"]["languages"]["fr"]
    core = fr["scopes"]["core"]
    value, unit, modifier = (100 * core[k]["f1"] for k in ("v", "vu", "vum"))
    return (f"news gold (dev), French: value {value:.1f} / +unit {unit:.1f} / +modifier {modifier:.1f}; "
            f"traps hit {fr['trapped']} of {fr['traps']}   [Recognizers-Text on comparable articles: 75.6 / 69.4 / 57.6]")


# --- NewsQuant --------------------------------------------------------------------------------------------------------


def newsquant(folder: Path, misses: list[str]) -> str:
    """295 English sentences: value, unit, change, concept, as CQE was measured."""
    counts: Counter[str] = Counter()
    for row in rows(folder / "newsquant_dev.jsonl"):
        text = row["text"]
        said = [m for m in read(text, "en") if m.kind not in ("date", "ordinal")]
        gold = row["quantities"]
        counts["gold"] += len(gold)
        left = list(said)
        for quantity in gold:
            candidates = [m for m in left if _same_value(quantity, m)]
            if not candidates:
                misses.append(f"newsquant MISSED {quantity['value']} {quantity['unit']} in {text!r}")
                continue
            best = max(candidates, key=lambda m: (_same_unit(quantity, m, text), _same_change(quantity, m)))
            left.remove(best)
            counts["value"] += 1
            unit, change = _same_unit(quantity, best, text), _same_change(quantity, best)
            partial, complete = _same_concept(quantity, best, text)
            counts["unit"] += unit
            counts["change"] += change
            counts["partial"] += partial
            counts["complete"] += complete
            if not unit:
                misses.append(f"newsquant UNIT {quantity['unit']} / {quantity['normalized_unit']}: read {best.unit} "
                              f"{best.counted!r} in {text!r}")
            if not change:
                misses.append(f"newsquant CHANGE {quantity['change']} {quantity['value']}: read {best.modifier} {best.change} in "
                              f"{text!r}")
        unmatched = len(left)
        left = [m for m in left if not _left_out(m, text)]
        counts["said"] += len(said) - unmatched + len(left)
        for m in left:
            misses.append(f"newsquant SPURIOUS {text[m.start:m.end]!r} {m.kind} in {text!r}")
    cells = [f1(counts[k], counts["said"], counts["gold"]) for k in ("value", "unit", "change", "partial", "complete")]
    return (f"NewsQuant dev, English: value {cells[0]} / +unit {cells[1]} / +change {cells[2]} / concept partial "
            f"{cells[3]} / complete {cells[4]}   [CQE 2.0.3: 89.5 / 83.2 / 85.0 / 70.9 / 50.2; quantulum3: 72.0 / 46.3]")


def _left_out(m: Mention, text: str) -> bool:
    """What NewsQuant's annotators leave out by convention: "a century", and the age in "Dupont, 42,"."""
    return (m.low == 1 and text[m.start:m.end].lower().startswith(("a ", "an "))) or (
        m.kind == "age" and text[m.start:m.end].isdigit()
    )


def _same_value(quantity: Row, m: Mention) -> bool:
    low, high = m.low, m.high
    if m.several is not None:  # "dozens": written 12-120 there
        low, high = m.several, m.several * 10
    assert low is not None and high is not None
    cents = quantity["normalized_unit"] in CENTS or quantity["unit"] == "p"  # pence are "point" there
    factor = Decimal(100) if cents and m.kind == "money" else Decimal(1)
    try:
        found = re.fullmatch(r"(-?[\d.]+) ?- ?(-?[\d.]+)", quantity["value"])
        if found:
            ends = {Decimal(found[1]), Decimal(found[2])}
            return ends == {low * factor, high * factor}
        value = abs(Decimal(quantity["value"]))
    except InvalidOperation:
        return False
    return all(abs(abs(x * factor) - value) <= abs(value) / 1000000 for x in (low, high))


def _singular(word: str) -> str:
    word = word.lower()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _same_unit(quantity: Row, m: Mention, text: str) -> bool:
    name = quantity["normalized_unit"]
    if name in CENTS:
        return m.unit == CENTS[name]
    if quantity["unit"] == "p":
        return m.unit == "GBP"
    if name.startswith("%"):  # a share in words has "%" there, with the noun it is a share of
        return m.unit in ("%", "1")
    known = UNITS.get(name) or UNITS.get(name.split(" per ")[0].split(" of ")[0])
    if known:
        return m.unit == known
    if name in ("point",):
        return (m.counted or "").lower().startswith("point") or m.unit == "pp"
    if name == "-":
        return m.unit in (None, "1")
    if m.unit not in (None, "1"):
        return False
    gold = {_singular(w) for w in re.findall(r"[\w-]+", quantity["unit"]) + re.findall(r"[\w-]+", name)}
    return any(_singular(w) in gold for w in re.findall(r"[\w-]+", m.counted or ""))


def _same_change(quantity: Row, m: Mention) -> bool:
    said = {"approx": "~", "more_than": ">", "at_least": ">", "less_than": "<", "at_most": "<"}.get(m.modifier, "=")
    gold = quantity["change"]
    if gold in ("up", "down"):
        return m.change == gold
    if m.several is not None:  # "dozens" is a range there, so no "~"
        return gold in ("=", "~")
    return gold == said


def _same_concept(quantity: Row, m: Mention, text: str) -> tuple[bool, bool]:
    from copydesk.concepts import concept_words

    gold_text = quantity["referred_concepts"]
    gold = {_singular(w) for w in re.findall(r"[\w&'-]+", gold_text)} - {"-", ""}
    said = {_singular(w) for w in concept_words(text, m)}
    if not gold:
        return not said, not said
    return bool(gold & said), gold == said


# --- Recognizers-Text -------------------------------------------------------------------------------------------------

SPECS = ("number", "ordinal", "percent", "numberrange", "currency", "dimension", "temperature", "age")

# Cases that we read otherwise on purpose: why, and how such an input looks.
OTHERWISE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("exponents and arithmetic are no newspaper notation", re.compile(r"\d\s*\^|\de[+-]?\d|\d\^|\*\s*\d|\d\s?/\s?-", re.I)),
    ("a dotted quad is an address", re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b")),
    ("relative ordinals (last, next) are no number", re.compile(
        r"\b(last|next|previous|antepenultimate|penultimate|current|dernier|derni[eè]re|prochain|prochaine|pr[eé]c[eé]dent\w*|suivant\w*|"
        r"pr[eé]c[eé]dente|actuel\w*|final|avant-dernier)\b", re.I)),
)


def recognizers(folder: Path, misses: list[str]) -> str:
    """The specs of Recognizers-Text: share of cases in which every expected value is read."""
    lines = []
    for lang, language in (("fr", "French"), ("en", "English")):
        cells = []
        for spec in SPECS:
            path = folder / f"recognizers_{lang}_{spec}.jsonl"
            right = total = apart = 0
            for row in rows(path):
                if any(pattern.search(row["Input"]) for _, pattern in OTHERWISE):
                    apart += 1
                    continue
                total += 1
                wrong = _spec_errors(row, spec, lang)
                if wrong:
                    misses.append(f"recognizers {lang} {spec} {row['Input']!r}: {wrong}")
                else:
                    right += 1
            cells.append(f"{spec} {right}/{total} {share(right, total)} % ({apart} apart)")
        lines.append(f"Recognizers specs, {language}: " + "; ".join(cells))
    return "\n".join(lines)


def _spec_errors(row: Row, spec: str, lang: str) -> str:
    said = read(row["Input"], lang)
    for expected in row["Results"]:
        if not any(_same_spec(expected, m, spec) for m in said):
            return f"expected {expected['Text']!r} {expected['Resolution']}, read " + ", ".join(
                f"{row['Input'][m.start:m.end]!r} {m.low} {m.unit}" for m in said)
    if not row["Results"]:
        wrong = [m for m in said if m.kind not in ("date", "duration") and (spec != "numberrange" or m.modifier == "range")]
        if spec in ("currency", "percent", "age", "temperature"):
            wrong = [m for m in wrong if m.kind == {"currency": "money"}.get(spec, spec)]
        if spec == "ordinal":
            wrong = [m for m in wrong if m.kind == "ordinal"]
        if wrong:
            return "expected nothing, read " + ", ".join(repr(row["Input"][m.start:m.end]) for m in wrong)
    return ""


def _number(text: str) -> Decimal | None:
    text = text.rstrip("%").strip()
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _same_spec(expected: Row, m: Mention, spec: str) -> bool:
    start, end = expected.get("Start", 0), expected.get("End", 10**6)
    if not (m.start <= end and start < m.end):
        return False
    resolution = expected["Resolution"]
    value = resolution.get("value")
    if spec == "numberrange":
        found = re.fullmatch(r"([\[(])(.*),(.*)([\])])", value or "")
        if not found:
            return False
        low, high = _number(found[2]), _number(found[3])
        interval = m.interval
        if low is None or high is None:
            return (interval.low == low or low is None) and (interval.high == high or high is None) \
                or (m.low is not None and m.low == (low if low is not None else high) and m.modifier != "exact")
        return m.low == low and m.high == high
    if value is None:
        return True
    number = _number(value)
    if number is None or m.low is None or m.high is None:
        return False
    cents = SPEC_CENTS.get((resolution.get("unit") or "").lower()) if spec == "currency" else None
    low = m.low * 100 if cents and m.kind == "money" else m.low
    if m.unit == "1" and spec == "percent":
        low = low * 100
    if abs(low - number) > abs(number) / 1000000:
        return False
    if spec == "ordinal":
        return m.kind == "ordinal"
    if spec == "percent":
        return m.unit in ("%", "1", "pp")
    if spec in ("currency", "dimension", "temperature", "age"):
        unit = (resolution.get("unit") or "").lower()
        if cents:
            return m.unit == cents
        known = SPEC_UNITS.get(unit)
        return m.unit == known if known else m.unit is not None
    return True


SUITES = {"seeds": seeds, "news": news, "newsquant": newsquant, "recognizers": recognizers}
