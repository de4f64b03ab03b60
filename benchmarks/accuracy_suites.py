"""The evaluation suites and how each is scored; tables map what a suite calls things to what copydesk calls them."""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

from accuracy_common import Row, f1, read, rows, share
from accuracy_specs import recognizers
from copydesk.mentions import Mention
from copydesk.text import Passage

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
    "litre": "L", "month": "mo", "watt": "W", "minute": "min", "pound-mass": "[lb_av]", "gigabyte": "GBy",
    "hertz": "Hz",
    "kilogram": "kg", "gigapascal": "GPa", "micrometre": "um", "square metre": "m2", "milliampere-hour": "mAh",
    "gigawatt": "GW", "hour": "h", "kilowatt hour": "kWh", "decibel": "dB", "nanometre": "nm",
    "square mile": "[smi_us]",
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
            f"traps hit {fr['trapped']} of {fr['traps']}   "
            f"[Recognizers-Text on comparable articles: 75.6 / 69.4 / 57.6]")


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
                misses.append(f"newsquant CHANGE {quantity['change']} {quantity['value']}: read {best.modifier} "
                              f"{best.change} in {text!r}")
        unmatched = len(left)
        left = [m for m in left if not _left_out(m, text)]
        counts["said"] += len(said) - unmatched + len(left)
        for m in left:
            misses.append(f"newsquant SPURIOUS {text[m.start:m.end]!r} {m.kind} in {text!r}")
    cells = [f1(counts[k], counts["said"], counts["gold"]) for k in ("value", "unit", "change", "partial", "complete")]
    return (f"NewsQuant dev, English: value {cells[0]} / +unit {cells[1]} / +change {cells[2]} / concept partial "
            f"{cells[3]} / complete {cells[4]}   [CQE 2.0.3: 89.5 / 83.2 / 85.0 / 70.9 / 50.2; "
            f"quantulum3: 72.0 / 46.3]")


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
    gold = str(quantity["change"])
    if gold in ("up", "down"):
        return m.change == gold
    if m.several is not None:  # "dozens" is a range there, so no "~"
        return gold in ("=", "~")
    return gold == said


def _same_concept(quantity: Row, m: Mention, text: str) -> tuple[bool, bool]:
    from copydesk.concepts import concept_words

    gold_text = quantity["referred_concepts"]
    gold = {_singular(w) for w in re.findall(r"[\w&'-]+", gold_text)} - {"-", ""}
    said = {_singular(w) for phrase in concept_words(text, m) for w in re.findall(r"[\w&'-]+", phrase)} - {"-", ""}
    if not gold:
        return not said, not said
    return bool(gold & said), gold == said


SUITES = {"seeds": seeds, "news": news, "newsquant": newsquant, "recognizers": recognizers}
