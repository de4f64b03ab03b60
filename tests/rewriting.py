"""Other values and other wordings for a mention of a French article, made without the readers' tables."""

import re
from collections.abc import Iterator
from decimal import Decimal

from copydesk.mentions import Mention

_UNITS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
          "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"]
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_SCALE = re.compile(r"(milliards?|millions?)")


def in_words(number: int) -> str:
    """A whole number below a million in French words."""
    if number < 20:
        return _UNITS[number]
    if number < 70:
        ten, unit = divmod(number, 10)
        return _TENS[ten] + ("" if not unit else " et un" if unit == 1 else "-" + _UNITS[unit])
    if number < 80:
        return "soixante et onze" if number == 71 else "soixante-" + _UNITS[number - 60]
    if number < 100:
        return "quatre-vingts" if number == 80 else "quatre-vingt-" + _UNITS[number - 80]
    if number < 1000:
        hundred, rest = divmod(number, 100)
        head = "cent" if hundred == 1 else f"{_UNITS[hundred]} cent" + ("" if rest else "s")
        return head + (f" {in_words(rest)}" if rest else "")
    thousand, rest = divmod(number, 1000)
    many = in_words(thousand)
    if thousand % 100 == 0 or thousand == 80:
        many = many.removesuffix("s")
    head = "mille" if thousand == 1 else f"{many} mille"
    return head + (f" {in_words(rest)}" if rest else "")


def other_values(written: str, mention: Mention) -> Iterator[str]:
    """The mention with another value: clearly another number, another scale word, another day."""
    if mention.kind == "date":
        yield from _other_dates(written)
        return
    found = _NUMBER.search(written)
    if found and mention.low is not None:
        digits = found.group()
        whole = Decimal(re.sub(r"[^\d,]", "", digits).replace(",", "."))
        for factor in ("1.5", "3"):
            other = whole * Decimal(factor)
            text = f"{other.normalize():f}".replace(".", ",") if "," in digits else f"{int(other) + (int(other) == int(whole))}"
            yield written[:found.start()] + text + written[found.end():]
        scale = _SCALE.search(written)
        if scale:
            word = "millions" if scale.group().startswith("milliard") else "milliards"
            yield written[:scale.start()] + word + written[scale.end():]
    elif mention.several is None and mention.low is not None:
        head = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*(?: dizaine| douzaine)?", written)
        assert head is not None
        number = int(mention.low)
        for changed in (number + max(2, number), number * 4):
            word = f"{changed}e" if mention.kind == "ordinal" else str(changed)
            yield word + written[head.end():] if not written.startswith(("une dizaine", "une douzaine")) else word
    elif mention.several is not None:
        yield re.sub(r"centaines", "milliers", written)


def _other_dates(written: str) -> Iterator[str]:
    low = written.lower()
    for names, step in ((_WEEKDAYS, 5), (_MONTHS, 5)):
        for name in names:
            if re.search(rf"\b{name}\b", low):
                other = names[(names.index(name) + step) % len(names)]
                if names is _WEEKDAYS and re.search(r"\d", low):
                    continue
                replaced = re.sub(rf"\b{name}\b", other, low)
                if names is _WEEKDAYS and len(re.findall("|".join(_WEEKDAYS), low)) > 1:
                    first, second = re.findall("|".join(_WEEKDAYS), low)
                    replaced = low.replace(first, _WEEKDAYS[(_WEEKDAYS.index(first) + step) % 7]).replace(
                        second, _WEEKDAYS[(_WEEKDAYS.index(second) + step) % 7])
                yield replaced
                return
    year = re.search(r"\d{4}", low)
    if year:
        yield low.replace(year.group(), str(int(year.group()) - 4))
    elif "printemps" in low:
        yield low.replace("printemps", "automne")


def same_values(written: str, mention: Mention) -> Iterator[str]:
    """The mention's value in other notations."""
    if mention.kind == "date" or mention.low is None or mention.kind == "ordinal":
        return
    found = _NUMBER.search(written)
    if found:
        digits = found.group()
        tail = written[found.end():]
        number = Decimal(re.sub(r"[^\d,]", "", digits).replace(",", "."))
        if number == int(number):
            whole = int(number)
            words = {"%": " pour cent", " km": " kilomètres"}
            yield in_words(whole) + words.get(tail, tail)
            if whole >= 1000:
                for space in ("\u00a0", "\u202f", " ", "."):
                    yield written[:found.start()] + f"{whole:,}".replace(",", space) + tail
        scale = _SCALE.search(tail)
        if scale and scale.group().startswith("milliard"):
            millions = f"{int(number * 1000):,}".replace(",", "\u202f")
            yield written[:found.start()] + millions + tail[:scale.start()] + "millions" + tail[scale.end():]
    elif mention.low == int(mention.low) and not mention.collective:
        head = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", written)
        assert head is not None
        if mention.low > 1:
            yield str(int(mention.low)) + written[head.end():]
