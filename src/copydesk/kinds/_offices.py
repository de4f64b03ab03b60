"""The grammar of an office in one language, made from its data: where a position begins and ends in a text."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from ..languages import data
from ._person import SPACE, Name, People, any_of, people

_LOWER: Final = "[^\\W\\d_A-ZÀ-ÖØ-Þ]"
_LONGEST_LIST: Final = 120
_MOST_STEPS: Final = 8
_MOST_BEFORE: Final = 6
_HYPHENS: Final = "-\u2010\u2011"
_OWN_NAME: Final = re.compile(r"[ \u00a0][A-ZÀ-Þ][\w-]{1,20}(?![\w'’.-])(?![ \u00a0][^\W\d_a-zà-ÿ])")
_ABBREVIATION: Final = re.compile(r"(?:\w\.)+")


class Phrase:
    """A position to the right of its head: where it ends, its status if it names one, and what follows within it.

    `name` is a person whose name follows a complement without a comma; `nested` is where an office inside the last
    complement begins, or -1; `complement`: "" without one, "noun" when the last is in lower case, else "capital".
    """

    __slots__ = ("complement", "end", "head", "name", "nested", "status")

    def __init__(self, head: int, end: int, status: str, name: Name | None, nested: int, complement: str) -> None:
        self.head = head
        self.end = end
        self.status = status
        self.name = name
        self.nested = nested
        self.complement = complement


def _list(value: str) -> list[str]:
    return [word.strip() for line in value.strip().splitlines() for word in line.split("|") if word.strip()]


class Offices:
    """Heads, statuses and patterns of one language."""

    def __init__(self, lang: str) -> None:
        raw = data(lang, "positions")
        words = raw["words"]
        self.people: People = people(lang)
        self._read_heads(raw)
        self._read_words(words)
        self._read_patterns(words)
        self.premodified: bool = raw["grammar"]["premodified"]
        self.heads |= self.leading

    def _read_heads(self, raw: Mapping[str, Any]) -> None:
        """The words that name an office, and what a prefix or an ending says of it ("ex-", "elect")."""
        self.acronyms = frozenset(_list(raw["heads"].get("acronyms", "")))
        self.heads = frozenset(word for group in raw["heads"].values() for word in _list(group))
        self.status = {word: status for status, group in raw["status"].items() for word in _list(group)}
        self.head_status = {word: status for status, group in raw["head_status"].items() for word in _list(group)}
        prefixes: dict[str, str] = raw["grammar"].get("prefixes", {})
        suffixes: dict[str, str] = raw["grammar"].get("suffixes", {})
        ended = {
            head + suffix: status for suffix, status in suffixes.items() for head in self.heads if head not in self.acronyms
        }
        self.heads |= frozenset(ended)
        self.head_status = {**ended, **self.head_status}
        self.prefixed = {
            prefix + head: (len(prefix), status) for prefix, status in prefixes.items()
            for head in self.heads if " " not in head and head not in self.acronyms and prefix + head not in self.heads
        }

    def _read_words(self, words: dict[str, Any]) -> None:
        self.before = frozenset(_list(words["before"]))
        self.joiners = frozenset(_list(words.get("joiners", "")))
        self.joined = frozenset(_list(words["joined"]))
        self.stop = frozenset(_list(words["stop"]))
        self.openers = frozenset(_list(words["openers"])) | frozenset(_list(words["prepositions"]))
        self.prepositions = frozenset(_list(words["prepositions"]))
        self.agents = frozenset(_list(words.get("agents", "")))
        self.bodies = frozenset(_list(words.get("bodies", "")))
        self.of_body = tuple(f" {body}" for body in sorted(self.bodies))
        self.portfolios = frozenset(_list(words["portfolios"])) | self.people.places
        self.successions = frozenset(_list(words["successions"]))
        self.copulas: dict[str, str] = words["copulas"]
        self.posts = tuple(f" {word} " if word[-1] not in "'’" else f" {word}" for word in _list(words.get("posts", "")))
        self.leading = frozenset(_list(words.get("leading", "")))
        self.handover: dict[str, str] = words.get("handover", {})
        self.moments = any_of(_list(words.get("moments", ""))) if words.get("moments") else ""
        self.left_first = frozenset(copula.replace("'", "' ").split(" ")[0] for copula in self.copulas)

    def _read_patterns(self, words: dict[str, Any]) -> None:
        """What stands around an office, and between it and a name."""
        asides = any_of({*_list(words["adjectives"]), *(head for head in self.heads if head not in self.acronyms)})
        self.aside = re.compile(rf"{_opening(_list(words.get('definite', '')))}{asides}{SPACE}")
        present = [c for c, status in self.copulas.items() if status == "current"]
        self.said = re.compile(rf"{SPACE}{any_of(present)}{SPACE}")
        # "the job of finance director goes to Jane Smith"
        self.given = re.compile(rf"{SPACE}{any_of(_list(words.get('given', '')))}{SPACE}")
        self.head = re.compile(rf"{any_of(self.heads)}(?!\w)")
        self.joint = re.compile(rf"{SPACE}{any_of(_list(words.get('joint', '')))}{SPACE}(?P<head>{any_of(self.heads)})(?!\w)")
        article = rf"(?:{_opening(_list(words.get('definite', '')))})?"
        self.handed = re.compile(rf"{SPACE}{any_of(_list(words.get('as', '')))}{SPACE}{article}\Z")
        self.succeeds = re.compile(rf"{SPACE}(?P<verb>{any_of(self.handover)}){SPACE}\Z")
        # "le fils du président, Paul Martin": the name is the son's
        self.kin = re.compile(rf"(?<!\w){any_of(_list(words.get('kin', '')))}{SPACE}{_opening(_list(words['links']))}\Z")
        self.kinship = re.compile(rf"(?<!\w){any_of(_list(words.get('kin', '')))}(?!\w)")
        self.step = re.compile(self._step(words))
        self.more = re.compile(self._more(words))
        self.listed = re.compile(self._listed(words))
        self.qualified = re.compile(rf"(?:{SPACE}{_LOWER}[\w'’-]*){{1,2}}(?=,{SPACE}[^\W\d_a-zà-ÿ])")
        self.ended = re.compile(self._ended(words))
        self.left = re.compile(self._left(_list(words["articles"]), words.get("aged", "")))
        # "named as prime minister the former judge Jane Smith"
        self.appoints = re.compile(rf"(?<!\w){any_of(_list(words.get('appoints', '')))}{SPACE}\Z")
        self.appointee = re.compile(
            rf"{SPACE}(?:{_opening(_list(words['articles']))})(?:{_LOWER}[\w'’-]*{SPACE}){{1,5}}(?=[^\W\d_a-zà-ÿ])"
        )
        # "Jane Smith, until now a professor at Leeds, becomes the": what is said of the name stands between
        self.apposed = re.compile(
            rf",{SPACE}(?P<copula>{any_of(self.copulas)})(?:{SPACE}|(?<=['’]))(?:{_opening(_list(words['articles']))})?\Z"
        )

    def _step(self, words: dict[str, str]) -> str:
        links, capital_links = _list(words["links"]), _list(words["capital_links"])
        endings = any_of(_list(words["adjective_endings"]))
        adjectives = sorted({*_list(words["adjectives"]), *(w for w in self.status if " " in w)})
        noun = rf"(?!{any_of(self.stop)}(?![\w'’-])){_LOWER}\w*(?:['’-]\w+)*"
        inner = any_of(_list(words["inner"]))
        capitals = self.people.capitals.pattern
        return (
            rf"{SPACE}(?:(?P<adjective>(?:{any_of(adjectives)}|{_LOWER}\w{{2,24}}{endings})(?![\w'’-]))"
            rf"|(?P<party>\([A-Z][A-Za-z]{{1,7}}\)|[A-Z][A-Z]{{1,5}}(?![\w.'’-])(?=,?{SPACE}[^\W\d_]))"
            rf"|{_opening(links)}(?P<inner>(?:{inner}{SPACE})*)(?:(?P<noun>{noun})|(?P<capitals>{capitals}))"
            rf"|{_opening(capital_links)}(?:(?P<noun2>{any_of(_list(words['link_nouns']))}(?![\w'’-]))|(?P<capitals2>{capitals})))"
        )

    def _more(self, words: dict[str, str]) -> str:
        """What goes on only after a complement: "et des Affaires étrangères", ", des Finances"."""
        capitals = self.people.capitals.pattern
        coordinated = [w for w in _list(words["coordinated"]) if " " in w]
        noun = rf"(?!{any_of(self.stop)}(?![\w'’-])){_LOWER}\w*(?:['’-]\w+)*"
        return (
            rf"{SPACE}{_opening(_list(words['coordinated']))}(?P<capitals>{capitals})"
            rf"|{SPACE}{_opening(coordinated)}(?P<noun>{noun})"
            rf"|,{SPACE}{_opening(_list(words['list_links']))}(?P<capitals2>{capitals})"
        )

    def _ended(self, words: dict[str, str]) -> str:
        """The rest of a body's name before a comma and a name: "… d'études spatiales (Cnes), Jean Martin"."""
        tied = _opening(sorted({*_list(words["links"]), *_list(words["capital_links"])}, key=len, reverse=True))
        noun = rf"(?!{any_of(self.stop)}(?![\w'’-])){_LOWER}[\w-]*"
        return (
            rf"(?:{SPACE}(?:{tied})?{noun}){{0,3}}(?:{SPACE}\([A-Z][A-Za-z-]{{1,9}}\))?(?=,{SPACE}[^\W\d_a-zà-ÿ])"
        )

    def _listed(self, words: dict[str, str]) -> str:
        """The rest of a long portfolio, up to the comma before the name: "…, Seguridad Social y Migraciones"."""
        some, capital = rf"(?:{SPACE}{_LOWER}[\w'’-]*)", r"[^\W\d_a-zà-ÿ][\w’'-]+"
        item = rf"(?P<first>{capital})(?:{SPACE}[\w'’-]+){{0,4}}?"
        links = _opening([*_list(words["links"]), *_list(words["list_links"])])
        more = item.replace("(?P<first>", "(?:")
        both = _opening(sorted(_list(words["coordinated"]), key=len, reverse=True))
        return (
            rf"{some}{{0,2}}(?:,{SPACE}(?:{links})?{item}(?:,{SPACE}(?:{links})?{more}){{0,2}})?"
            rf"{SPACE}{both}(?:{links})?{capital}(?:{SPACE}[\w'’-]+){{0,4}}?(?=,{SPACE}[^\W\d_a-zà-ÿ])"
        )

    def _left(self, articles: list[str], aged: str) -> str:
        """What stands between a name and its office: a comma, a bracket or a verb, behind an age or a party if any."""
        article = rf"(?P<article>(?:{_opening(articles)})?)"
        copula = any_of(self.copulas)
        aside = rf"(?:(?P<age>,{SPACE}{aged}(?=,))|{SPACE}\([A-Za-zÀ-ÿ-]{{2,12}}\))?" if aged else ""
        said = rf"(?P<copula>{copula})(?:{SPACE}|(?<=['’]))" + (rf"(?:{self.moments}{SPACE})?" if self.moments else "")
        verb = rf"(?(age),|,?){SPACE}{said}" if aged else rf",?{SPACE}{said}"
        return rf"{aside}(?:(?P<comma>,{SPACE}|{SPACE}?\()|{verb})(?={article}\Z)"

    def right(self, text: str, folded: str, head: int, start: int, end: int) -> Phrase:
        """The adjectives and complements that follow the head at `head`..`start`."""
        at, status, nested, complement, several = start, "", -1, "", False
        if folded.endswith(self.of_body, head, start) and (own := _OWN_NAME.match(text, start, end)):
            at, complement = own.end(), "capital"  # "le président du groupe LFI"
        for _ in range(_MOST_STEPS):
            found = self.step.match(text, at, end)
            if not found and complement:
                found = self.more.match(text, at, end)
                several = several or found is not None
            if not found and complement == "noun" and (named := self._apposed(text, folded, at, end)):
                at, name = self.split(text, named, self._capitals_end(text, named, end), end)
                if name:
                    return Phrase(head, at, status, name, nested, "capital")
                complement = "capital"
                continue
            if not found:
                break
            kind = found.lastgroup or ""
            place = found.start(kind)
            if kind == "capitals2" and text[place:found.end()].split(" ", 1)[0] in self.people.common:
                break  # "in May", "at Christmas"
            if kind.startswith("capitals"):
                nested = place if self.head.match(folded, place) else nested
                at, name = self.split(text, place, found.end(), end)
                if name:
                    return Phrase(head, at, status, name, nested, "capital")
                inner = self.head.match(folded, at + 1) if self.premodified and folded[at:at + 1] == " " else None
                if inner and inner.end() <= end:  # "for the French president"
                    at = nested = inner.end()
                complement = "capital"
                continue
            if kind == "adjective":
                word = folded[place:found.end()]
                status = self.status.get(word, status)
            elif kind.startswith("noun"):
                nested = place if self.head.match(folded, place) else nested
                complement = "noun"
            at = found.end()
        if complement:
            rest = self.listed.match(text, at, min(end, at + _LONGEST_LIST))
            if rest and not (rest["first"] and self.people.is_first(rest["first"])):
                at = rest.end()
            elif several and (last := self.qualified.match(text, at, end)):
                at = last.end()
            elif not self.premodified and (last := self.ended.match(text, at, end)):
                at = last.end() if self._is_person(text, last.end() + 2, end) else at
        return Phrase(head, at, status, None, nested, complement)

    def _is_person(self, text: str, start: int, end: int) -> bool:
        """Whether what stands at `start` begins with a first name."""
        name = self.people.read(text, start, end)
        return name is not None and name.known and name.words > 1 and self.people.could_be(text, name)

    def _apposed(self, text: str, folded: str, at: int, end: int) -> int:
        """Where the name of a body follows the kind of body it is ("de la région Occitanie", "du groupe Renault"), or 0."""
        if at + 1 >= end or folded[at] != " " or not text[at + 1].isupper():
            return 0
        start = at
        while start and folded[start - 1].isalnum():
            start -= 1
        return at + 1 if folded[start:at] in self.bodies else 0

    def _capitals_end(self, text: str, start: int, end: int) -> int:
        found = self.people.capitals.match(text, start, end)
        return found.end() if found else start

    def split(self, text: str, start: int, stop: int, end: int) -> tuple[int, Name | None]:
        """Where a capitalised complement ends, and the person whose name follows it in the same run."""
        places = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:stop])]
        words = [text[start + a:start + b] for a, b in places]
        who = self.people
        skip = 2 if who.is_first(words[0]) and words[0] not in who.places else 1
        for i in range(skip, len(words)):
            if who.is_first(words[i]) and words[i] not in self.portfolios:
                name = who.read(text, start + places[i][0], end)
                if name and name.words > 1 and who.could_be(text, name):
                    return start + places[i - 1][1], name
        if len(words) > 2 and words[0] in self.portfolios:
            name = who.read(text, start + places[1][0], end)
            if name and name.words > 1 and who.could_be(text, name) and not self.is_head(text, name):
                return start + places[0][1], name
        return stop, None

    def is_head(self, text: str, name: Name) -> bool:
        """Whether the run begins with an office of its own ("Premier Ministre")."""
        return text[name.start:name.end].split()[0].lower() in self.heads

    def before_head(self, text: str, folded: str, start: int, floor: int) -> tuple[int, int, str] | None:
        """Where the position and its words of status begin, and the status; None where the head is part of a word."""
        phrase = edge = start
        status = ""
        if start > floor and text[start - 1] in _HYPHENS:
            at = start - 1
            while at > floor and (text[at - 1].isalnum() or text[at - 1] == "."):
                at -= 1
            word = folded[at:start - 1]
            if word not in self.joined and word not in self.status and not (self.premodified and text[at].isupper()):
                return None
            status = self.status.get(word, "")
            edge = at
            phrase = phrase if status else at
        for _ in range(_MOST_BEFORE):
            if edge - 1 <= floor or folded[edge - 1] != " ":
                break
            at = edge - 1
            while at > floor and not text[at - 1].isspace() and text[at - 1] not in "'’\"«“(":
                at -= 1
            if self.premodified and text[edge - 3:edge - 1] in ("'s", "’s"):
                at = _word_start(text, at, floor)
            word = folded[at:edge - 1]
            if self.premodified and _first_words(text, at, phrase) in self.people.multiword_places:
                phrase = edge = at
            elif word in self.joiners and phrase == edge and text[edge].isupper() and (
                earlier := self._joined_place(text, folded, at, floor)
            ) is not None:
                phrase = edge = earlier
            elif word in self.status:
                status, edge = self.status[word], at
            elif word in self.before or self._premodifies(text, word, at, edge - 1):
                phrase = edge = at
            else:
                break
        return phrase, edge, status

    def _joined_place(self, text: str, folded: str, at: int, floor: int) -> int | None:
        """Where the capitalised word before a joiner begins ("Bank" in "Bank of England")."""
        start = at - 1
        while start > floor and not text[start - 1].isspace():
            start -= 1
        return start if start < at - 1 and self._premodifies(text, folded[start:at - 1], start, at - 1) else None

    def _premodifies(self, text: str, word: str, start: int, end: int) -> bool:
        if not self.premodified or not word or not text[start].isupper():
            return False
        if not word[-1].isalpha() and not _ABBREVIATION.fullmatch(word):
            return False
        if text[start:end].isupper() and end - start > 1:  # "WHO", "IT" and "US" are no words of grammar
            return True
        return text[start:end] not in self.people.common and word not in self.stop


def _first_words(text: str, start: int, second: int) -> str:
    """The word at `start` and the one at `second`."""
    return f"{text[start:start + 16].split(' ', 1)[0]} {text[second:second + 16].split(' ', 1)[0]}"


def _word_start(text: str, at: int, floor: int) -> int:
    while at > floor and not text[at - 1].isspace() and text[at - 1] not in "\"«“(":
        at -= 1
    return at


def _opening(words: list[str]) -> str:
    """Any of the words with the space after it; elided ones ("l'") take none."""
    elided = [w for w in words if w.endswith("'")]
    plain = [w for w in words if not w.endswith("'")]
    return rf"(?:{any_of(elided)}|{any_of(plain)}{SPACE})"


@cache
def offices(lang: str) -> Offices:
    """The language's grammar of offices, made once."""
    return Offices(lang)
