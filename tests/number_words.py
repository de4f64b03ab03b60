"""Numbers as words and as newspapers print them, made independently of the reader: an oracle for its tests."""


def _list(words: str) -> list[str]:
    return words.split()


_FR_SMALL = _list(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_EN_SMALL = _list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _list("- - twenty thirty forty fifty sixty seventy eighty ninety")
_ES_SMALL = _list(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis "
    "veintisiete veintiocho veintinueve"
)
_ES_TENS = _list("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _list(
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def french(n: int, *, new: bool = False) -> str:
    """`n` below 10**15 in French; `new` hyphenates everything, as the spelling of 1990 does."""
    words = " ".join(_french(n))
    return words.replace(" ", "-") if new else words


def _french(n: int) -> list[str]:
    if n < 1000:
        return _french_hundreds(n, last=True)
    parts: list[str] = []
    for size, name in ((10**12, "billion"), (10**9, "milliard"), (10**6, "million")):
        count, n = divmod(n, size)
        if count:
            parts += [*_french_hundreds(count, last=True), name + ("s" if count > 1 else "")]
    thousands, n = divmod(n, 1000)
    if thousands:
        parts += [*(_french_hundreds(thousands, last=False) if thousands > 1 else []), "mille"]
    return parts + (_french_hundreds(n, last=True) if n else [])


def _french_hundreds(n: int, *, last: bool) -> list[str]:
    hundreds, rest = divmod(n, 100)
    parts: list[str] = []
    if hundreds:
        plural = "s" if hundreds > 1 and not rest and last else ""
        parts += [*([_FR_SMALL[hundreds]] if hundreds > 1 else []), "cent" + plural]
    if rest or not hundreds:
        parts += _french_below_hundred(rest, last=last)
    return parts


def _french_below_hundred(n: int, *, last: bool) -> list[str]:
    if n < 20:
        return [_FR_SMALL[n]]
    if n < 70:
        ten, unit = n // 10 * 10, n % 10
        if unit == 0:
            return [_FR_TENS[ten]]
        return [_FR_TENS[ten], "et", "un"] if unit == 1 else [f"{_FR_TENS[ten]}-{_FR_SMALL[unit]}"]
    if n < 80:
        return ["soixante", "et", "onze"] if n == 71 else [f"soixante-{_FR_SMALL[n - 60]}"]
    if n == 80:
        return ["quatre-vingts" if last else "quatre-vingt"]
    return [f"quatre-vingt-{_FR_SMALL[n - 80]}"]


def english(n: int, *, linked: bool = True) -> str:
    """`n` below 10**15 in English; `linked` puts "and" before the last two digits."""
    if n < 1000:
        return _english_hundreds(n, linked)
    parts: list[str] = []
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        count, n = divmod(n, size)
        if count:
            parts.append(f"{_english_hundreds(count, linked)} {name}")
    if n:
        parts.append(("and " if linked and n < 100 else "") + _english_hundreds(n, linked))
    return " ".join(parts)


def _english_hundreds(n: int, linked: bool) -> str:
    hundreds, rest = divmod(n, 100)
    head = f"{_EN_SMALL[hundreds]} hundred" if hundreds else ""
    if not rest and hundreds:
        return head
    if rest < 20:
        tail = _EN_SMALL[rest]
    else:
        tail = _EN_TENS[rest // 10] + (f"-{_EN_SMALL[rest % 10]}" if rest % 10 else "")
    return f"{head} and {tail}" if head and linked else f"{head} {tail}".strip()


def spanish(n: int) -> str:
    """`n` below 10**12 in Spanish (long scale: thousands of millions)."""
    millions, rest = divmod(n, 10**6)
    parts = []
    if millions == 1:
        parts.append("un millón")
    elif millions:
        parts.append(f"{_short_one(_spanish_thousands(millions))} millones")
    if rest or not millions:
        parts.append(_spanish_thousands(rest))
    return " ".join(parts)


def _spanish_thousands(n: int) -> str:
    thousands, rest = divmod(n, 1000)
    parts = []
    if thousands == 1:
        parts.append("mil")
    elif thousands:
        parts.append(f"{_short_one(_spanish_hundreds(thousands))} mil")
    if rest or not thousands:
        parts.append(_spanish_hundreds(rest))
    return " ".join(parts)


def _short_one(words: str) -> str:
    """ "veintiuno" → "veintiún", "treinta y uno" → "treinta y un" before mil and millones."""
    if words.endswith("veintiuno"):
        return words[:-4] + "iún"
    return words[:-1] if words.endswith(" uno") or words == "uno" else words


def _spanish_hundreds(n: int) -> str:
    if n == 100:
        return "cien"
    hundreds, rest = divmod(n, 100)
    parts = [_ES_HUNDREDS[hundreds]] if hundreds else []
    if rest < 30:
        parts += [_ES_SMALL[rest]] if rest or not hundreds else []
    else:
        ten, unit = divmod(rest, 10)
        parts.append(_ES_TENS[ten] + (f" y {_ES_SMALL[unit]}" if unit else ""))
    return " ".join(parts)


_DE_SMALL = _list(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_DE_TENS = _list("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def german(n: int) -> str:
    """`n` below a million in German, one word."""
    thousands, rest = divmod(n, 1000)
    head = ("ein" if thousands == 1 else _german_hundreds(thousands)) + "tausend" if thousands else ""
    return head + (_german_hundreds(rest) if rest or not head else "")


def _german_hundreds(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    head = ("ein" if hundreds == 1 else _DE_SMALL[hundreds]) + "hundert" if hundreds else ""
    if not rest and head:
        return head
    if rest < 20:
        return head + _DE_SMALL[rest]
    ten, unit = divmod(rest, 10)
    one = "ein" if unit == 1 else _DE_SMALL[unit]
    return head + (f"{one}und" if unit else "") + _DE_TENS[ten]


def grouped(n: int, separator: str) -> str:
    """`n` in groups of three."""
    return f"{n:,}".replace(",", separator)
