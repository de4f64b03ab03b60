"""The assertion that a bare claim makes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ... import terms
from ...assertions._language import DEFAULT, own_letters, ranked
from ...assertions.claims import claim_id, read_claim
from ...assertions.model import Assertion, Claim, Place
from ...kinds.leader import office_of
from ...languages import available, data
from ...mentions import Mention
from .times import MONTH, period, undated


def claim_assertion(claim: str, lang: str | None = None) -> Assertion:
    """The assertion that a bare claim makes: a value, or a person in a position."""
    read = _read(claim, lang)
    place = Place("<claim>", 1, 1)
    if read.expected is None:
        held = _held(read)
        if held:
            return Assertion(
                id=claim_id(read) or "claim", kind="position", claim=read, place=place, person=held[0], position=held[1]
            )
        read = _monthly(read)
    return Assertion(id=claim_id(read) or "claim", kind="claim", claim=read, place=place)


def _monthly(claim: Claim) -> Claim:
    """The claim with the month that it names, where that is all of its value: "the offensive began in August"."""
    months = [
        mention for mention in undated(claim, claim.lang)
        if (spoken := period(mention)) is not None and 28 <= (spoken.days or 0) <= MONTH and len(mention.date or "") == 7
    ]
    if not months:
        return claim
    month = months[-1]
    return replace(claim, expected=month._replace(date=f"XXXX-{(month.date or '')[5:]}"))


def _held(claim: Claim) -> tuple[str, str] | None:
    """The person and the office that a claim speaks of: in a phrase, as "Office: Name", or by a verb of leading."""
    for mention in claim.mentions:
        if mention.kind == "position" and mention.person and mention.position:
            if mention.position != (office := office_of(mention)) and mention.position_span:  # "dirige le groupe Norvik"
                noun = office.removesuffix(mention.position)
                return mention.person, noun + _named(claim.text[mention.position_span.start :].rstrip(" ."), claim.lang or "en")
            return mention.person, _apposed(claim.text, mention) or _whole(claim.text, mention)
    office, colon, person = claim.text.partition(":")
    if colon and _NAME.match(person.strip()) and _office_lang(claim.text) is not None:
        return person.strip(" ."), office.strip()
    lang = claim.lang or "en"
    apposed = _APPOSED.match(claim.text)
    if apposed and _office_in(apposed["office"], lang):
        return apposed["name"], _at(apposed["office"].strip(" ."), lang)
    found = _LEADS.fullmatch(claim.text.strip(" ."))
    if found and _leading(" ".join(found["office"].split()[:HEADED]), lang):
        return found["name"], _at(found["office"], lang)
    if found and _office_in(found["verb"], lang):
        noun, rest = _leads(lang).get(found["verb"], found["verb"]), found["office"][len(found["verb"]) + 1 :]
        return found["name"], f"{noun} {_named(rest, lang)}"
    return None


def _at(office: str, lang: str) -> str:
    """What leading comes to and the body, where an office is told as that: "at the head of the union"."""
    at: Mapping[str, str] = data(lang, "positions").get("leaders", {}).get("at", {})
    phrase = next((phrase for phrase in at if office.startswith(f"{phrase} ")), "")
    links = data(lang, "positions").get("words", {}).get("links", "").split("|")
    rest = office[len(phrase) + 1 :]
    link = max((link for link in links if rest.startswith(link if link[-1] == "'" else f"{link} ")), key=len, default="")
    return f"{at[phrase]} {rest[len(link) :].strip()}" if phrase and link else office


def _named(body: str, lang: str) -> str:
    """A body without what it is, where its name follows: "le constructeur de camions Norvik"."""
    name = _CAPITAL.search(body)
    links = data(lang, "positions").get("words", {}).get("links", "").replace("'", "|").replace(" ", "|").split("|")
    last = body[: name.start()].rstrip(" '’").rpartition(" ")[2] if name else ""
    return body[name.start() :] if name and last not in links else body


def _apposed(text: str, mention: Mention) -> str:
    """All that a claim gives somebody to be, where that is all that it says of him or her: "X, judge at the court in Y"."""
    apposed = _APPOSED.match(text)
    if apposed is None or apposed.end() < len(text) or apposed["name"] != mention.person or mention.status != "current":
        return ""
    whole = apposed["office"].strip(" .")
    return whole if whole.startswith(mention.position or text) else ""


def _whole(text: str, mention: Mention) -> str:
    """The office with what says that it is over, or to come: "former Estonian prime minister"."""
    position = mention.position or ""
    before = text[: mention.position_span.start].rstrip() if mention.position_span else ""
    if mention.status == "current" or not before or before.endswith((mention.person or ",", ",")):
        return position  # "Jane Smith, head by interim": said inside
    word = before.rpartition(" ")[2].strip(",;:(")
    return f"{word} {position}" if word else position


def _office_lang(claim: str) -> str | None:
    """The language that knows best the words before a colon, or a verb of leading; None: they name no office."""
    office, colon, person = claim.partition(":")
    leads = _LEADS.fullmatch(claim.strip(" ."))
    if not leads and not (colon and _NAME.match(person.strip())):
        return None
    known = _known(claim if leads else office)
    found = [code for code in sorted(known) if _office_in(leads["verb"] if leads else office, code)]
    return max(found, key=lambda code: known[code] + _punctuated(claim, code), default=None)


def _leads(lang: str) -> Mapping[str, str]:
    """What leading comes to, by the verb: whoever presides is president."""
    leads: Mapping[str, str] = data(lang, "positions").get("leaders", {}).get("leads", {})
    return leads


def _office_in(text: str, lang: str) -> bool:
    lexicon = terms.lexicon()
    return text in _leads(lang) or any(
        key == "!bosses" or ((concept := lexicon.concept(key)) is not None and concept.kind == "role")
        for reading in lexicon.read(lang, terms.words(text)) for key in reading.keys
    )


def _leading(text: str, lang: str) -> bool:
    """Whether words without a verb say that somebody leads: "à la tête de"."""
    readings = terms.lexicon().read(lang, terms.words(text))
    return bool(readings) and readings[0].function and any("!bosses" in reading.keys for reading in readings)


HEADED = 3
"""How many words say that somebody leads: "à la tête"."""
NAMED = 0.3
"""How much a word within a name of several words tells of a claim's language."""

_SPACED = re.compile(r" :|\d[ \u00a0\u202f]\d{3}(?!\d)")
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]\w+")
_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w'’-]+(?: [\w'’.-]+){1,4}\Z")
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]")
_FULL = r"(?P<name>[^\W\d_a-zà-ÿ][\w'’-]+(?: [^\W\d_a-zà-ÿ][\w'’.-]+){1,3})"
"""A name in full."""
_APPOSED = re.compile(rf"{_FULL}, (?P<office>[a-zà-ÿ][^,:\d]{{3,80}})(?:,|\.?\Z)")
"""Somebody, and between commas or at the end who that is."""
_LEADS = re.compile(rf"{_FULL} (?P<office>(?P<verb>[a-zà-ÿ]+) .{{3,80}})")


def _read(claim: str, lang: str | None) -> Claim:
    """The claim in the language that knows most of its words, among those that find a value in it.

    Letters and words of figures and dates count too, a unit or a currency like two words: "72,8 milliards d'euros" is a
    value in French only.
    """
    lang = lang or _office_lang(claim)
    if lang:
        return read_claim(claim, lang)
    known = _known(claim)
    likeliest = {code: -place for place, code in enumerate(ranked(claim))} | {DEFAULT: 1}  # of equals: by endings
    readings = [
        (
            known[code] + _spelled(claim, code) + sum(_worded(claim, m, code) for m in read.mentions),
            likeliest.get(code, -len(known)), read,
        )
        for code, read in ((code, read_claim(claim, code)) for code in sorted(known))
    ]
    valued = [(score + 2 * bool(read.expected.unit), place, read) for score, place, read in readings if read.expected]
    return max(valued or readings, key=lambda entry: entry[:2])[2] if readings else read_claim(claim, lang)


def _known(claim: str) -> dict[str, float]:
    """How many of a claim's words each language knows. A name of several words tells little: a bank in Madrid is called
    "Banco" in every language."""
    lexicon = terms.lexicon()
    rest = _long_name().sub(lambda name: " " * len(name[0]), claim)
    known = lexicon.familiarity(rest)
    if rest != claim:
        whole = lexicon.familiarity(claim)
        known = {lang: count + NAMED * (whole[lang] - count) for lang, count in known.items()}
    return known


@cache
def _long_name() -> re.Pattern[str]:
    """A name of several words, with the small words of any language inside it."""
    small = {word for code in available() for word in data(code, "names").get("particles", ())}
    capital = r"[^\W\d_a-zà-ÿ][\w'’-]+"
    return re.compile(rf"(?<!\w){capital}(?: (?:(?:{'|'.join(sorted(map(re.escape, small)))}) )?{capital}){{1,4}}")


def _spelled(claim: str, code: str) -> int:
    """What letters and signs tell: those that few languages have, in words that are no names."""
    return own_letters(_CAPITALISED.sub("", claim), code) + _punctuated(claim, code)


def _punctuated(claim: str, code: str) -> int:
    """How many signs have a space before or within them as the language writes them: a colon, a number's thousands."""
    return len(_SPACED.findall(claim)) if data(code, "claims").get("spaced_colon", False) else 0


def _worded(claim: str, mention: Mention, code: str) -> int:
    """How many words stand in a figure or a date; a position with its holder counts like two. A word that the language
    hardly uses ("billion" in French) counts against it."""
    if mention.kind in ("name", "position"):
        return 2 * bool(mention.person and mention.position)
    unlikely = data(code, "claims").get("unlikely", "").split()
    return sum(-1 if word in unlikely else 1 for word in _LETTERS.findall(claim[mention.start : mention.end]))


_LETTERS = re.compile(r"[^\W\d_]{3,}")
