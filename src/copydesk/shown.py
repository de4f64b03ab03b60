"""What a mention says, in words that an editor reads: `more than 10,000`, `31.1 years`, `9.2 billion USD`."""

from decimal import Decimal

from .mentions import Mention
from .periods import in_words
from .units import shown
from .values import figure

BOUNDS = {
    "exact": "", "range": "", "approx": "about ", "at_least": "at least ", "at_most": "up to ",
    "more_than": "more than ", "less_than": "less than ",
}
"""How a number binds, before it."""
_ONE = Decimal(1)
_MANY = {
    Decimal(10) ** power: name
    for power, name in ((0, "several"), (1, "dozens"), (2, "hundreds"), (3, "thousands"), (6, "millions"), (9, "billions"))
}


def value(mention: Mention) -> str:
    """Value, unit and modifier, per what, what is counted, which way it changed; the date; the person and the position."""
    if mention.kind == "position":
        return f"{mention.person} – {mention.position}"
    if mention.kind == "name":
        return mention.person or ""
    if mention.kind == "date":
        return amount(mention)
    per = f" per {rate(mention.per)}" if mention.per else ""
    counted = f"{' ' if mention.kind == 'count' else ', '}{mention.counted}" if mention.counted else ""
    change = f", {mention.change}" if mention.change else ""
    return f"{amount(mention)}{per}{counted}{change}"


def amount(mention: Mention) -> str:
    """A date, or a number with its unit and how it binds."""
    if mention.kind == "date":
        return in_words(mention.date or "no certain date")
    ends = [end for end in dict.fromkeys((mention.low, mention.high)) if end is not None]
    share = mention.unit == "1"
    number = " to ".join(f"{figure(round(100 * end, 2))}%" if share else figure(end) for end in ends)
    if not ends:
        number = _MANY.get(mention.several or _ONE) or f"several × {figure(mention.several or _ONE)}"
    name = shown(mention.unit, one=ends == [1]) if mention.unit else ""
    unit = f"{'' if name.startswith(('%', '°')) else ' '}{name}" if name else ""
    return f"{BOUNDS[mention.modifier] if ends else ''}{number}{unit}"


def bound(mention: Mention) -> str:
    """How a value binds, before the words that say it: vague ones ("une dizaine") are not hedged once more."""
    vague = mention.kind == "date" or mention.low is mention.high is None or mention.collective
    return "" if vague and mention.modifier == "approx" else BOUNDS[mention.modifier]


def rate(per: str) -> str:
    """What a figure is a rate over: `month`, `person and year`."""
    return " and ".join(shown(part, one=True) for part in per.split("."))
