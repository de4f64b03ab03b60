"""One language's tables for figures, compiled once from its TOML files."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from .. import _trie
from ..languages import data
from ..text import fold
from ..units import unit


def unaccented(word: str) -> str:
    """The word without accents, as hurried writers write it."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def with_unaccented(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table with an unaccented twin of each key, where that is not another word of it."""
    twins = {unaccented(key): value for key, value in table.items()}
    return {**twins, **table}


def decimal(text: str) -> Decimal:
    """A Decimal from "1/3" or "2.5"; fractions to 28 digits."""
    exact = Fraction(text)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


@dataclass(frozen=True, slots=True)
class UnitName:
    """A written unit: `symbol` is its exact spelling where case matters, else None; `cents` means hundredths.

    `cued`: another unit shares the name, and this one needs a word beside it that says so.
    """

    id: str
    symbol: str | None = None
    cents: bool = False
    cued: bool = False


@cache
def symbols() -> dict[str, Any]:
    """The signs that all languages share."""
    return tomllib.loads(files("copydesk").joinpath("symbols.toml").read_text("utf-8"))


def _unit_names(tables: Mapping[str, Any], currencies: Mapping[str, list[str]]) -> dict[str, list[UnitName]]:
    """Folded form → what it may name, the surest first."""
    names: dict[str, list[UnitName]] = {}

    def add(form: str, entry: UnitName) -> None:
        rows = names.setdefault(fold(form), [])
        if entry not in rows:
            rows.append(entry)

    for name, forms in tables.get("shared", {}).get("names", {}).items():
        for form in forms:
            add(form, UnitName(name, cued=True))
    for name, forms in tables.get("names", {}).items():
        if unit(name) is None:
            raise ValueError(f"units.toml names an unknown unit {name!r}")
        for form in forms:
            add(form, UnitName(name))
    for code, forms in tables.get("currencies", {}).items():
        for form in forms:
            add(form, UnitName(code))
    for code, forms in tables.get("cents", {}).items():
        for form in forms:
            add(form, UnitName(code, cents=True))
    for code, forms in tables.get("cent_symbols", {}).items():
        for form in forms:
            add(form, UnitName(code, form, cents=True))
    for code, forms in currencies.items():
        for form in forms:
            if fold(form) not in names:
                add(form, UnitName(code))
    shared = symbols()
    for name, forms in {**shared["units"], **tables.get("symbols", {})}.items():
        for form in forms:
            add(form, UnitName(name, form))
    for sign, code in shared["currencies"].items():
        add(sign, UnitName(code, sign))
    for code in shared["codes"]["codes"]:
        add(code, UnitName(code, code))
    for code in shared["codes"]["lower"]:
        add(code, UnitName(code.upper(), code))
    for form in list(names):
        names.setdefault(unaccented(form), names[form])
    return names


def _by_last_word(groups: Mapping[str, Iterable[str]]) -> dict[str, list[tuple[str, str]]]:
    """Last word of each phrase → [(phrase, group)], longest phrase first."""
    index: dict[str, list[tuple[str, str]]] = {}
    for group, phrases in groups.items():
        for phrase in phrases:
            for form in dict.fromkeys((phrase, unaccented(phrase))):
                last = form.rstrip("'").replace("'", " ").split(" ")[-1]
                index.setdefault(last, []).append((form, group))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return index


class Tables:
    """Everything that the figure readers need to know of one language."""

    def size(self, word: str) -> Decimal:
        """What a scale word or a collective multiplies by."""
        if word in self.several_sizes:
            return Decimal(self.several_sizes[word])
        if word in self.scales:
            return Decimal(1).scaleb(self.scales[word])
        return Decimal(self.collectives.get(word) or self.thousands.get(word) or self.hundreds[word])

    def __init__(self, lang: str) -> None:
        numbers, units = data(lang, "numbers"), data(lang, "units")
        modifiers, counted = data(lang, "modifiers"), data(lang, "counted")
        rules = numbers.get("rules", {})
        self.lang = lang
        self.decimal: str = numbers["decimal"]
        self.group: str = numbers["group"]
        # numerals in words
        self.small: dict[str, int] = with_unaccented(numbers["words"])
        self.hundreds: dict[str, int] = with_unaccented(numbers.get("hundreds", {}))
        self.thousands: dict[str, int] = with_unaccented(numbers.get("thousands", {}))
        self.scales: dict[str, int] = with_unaccented(numbers.get("scales", {}))
        self.short_scales: dict[str, int] = {k: v for k, v in numbers.get("short_scales", {}).items() if v}
        self.collectives: dict[str, int] = with_unaccented(numbers.get("collectives", {}))
        self.several: frozenset[str] = frozenset(numbers.get("several", {}).get("words", ()))
        self.several_sizes: dict[str, int] = numbers.get("several_sizes", {})
        vague = numbers.get("vague", {})
        self.vague_openers: frozenset[str] = frozenset(vague.get("openers", ()))
        self.scale_needs_number: bool = vague.get("scale_needs_number", False)
        self.scale_alone = frozenset(vague.get("words", ()))
        self.prefixes: frozenset[str] = frozenset(numbers.get("prefixes", {}).get("words", ()))
        self.several_openers: frozenset[str] = frozenset(numbers.get("several", {}).get("openers", ()))
        self.vigesimal: frozenset[int] = frozenset(rules.get("vigesimal", ()))
        self.articles: frozenset[str] = frozenset(rules.get("articles", ()))
        self.pronouns: frozenset[str] = frozenset(rules.get("pronouns", ()))
        self.pronouns_not_behind: frozenset[str] = frozenset(rules.get("pronouns_not_behind", ()))
        self.year_before_noun: bool = rules.get("year_before_noun", False)
        self.units_first: bool = rules.get("units_first", False)
        self.thousand_then_digits: bool = rules.get("thousand_then_digits", False)
        self.hundreds_below: int = rules.get("hundreds_below", 100)
        self.compound: bool = rules.get("compound", False)
        joiners = "|".join(re.escape(j) for j in numbers.get("joiners", ()) if j != "-")
        self.numeral_words = {**self.small, **self.hundreds, **self.thousands, **self.scales}
        word = _trie.pattern(self.numeral_words)
        space = r"(?:-| ?-? ?)" if self.compound else r"(?:[ ]{1,2}|-)"
        join = rf"(?:{space}(?:(?:{joiners}){space})?)" if joiners else space
        edge = "" if self.compound else r"(?!\w)"
        halved = _trie.pattern(numbers.get("halves", {}))
        stop = rf"(?:(?!\w)|(?={halved}(?!\w)))" if self.compound else r"(?!\w)"  # "zweieinhalb"
        self.word_run = re.compile(rf"{word}{edge}(?:{join}{word}{edge}){{0,24}}{stop}")
        self.stems = frozenset(self.numeral_words) if self.compound else frozenset()
        self.word = re.compile(word if self.compound else rf"{word}(?!\w)")
        self.joiners = frozenset(j for j in numbers.get("joiners", ()) if j != "-")
        self.joined = re.compile(rf"(?:{joiners}){edge}") if joiners else re.compile("(?!)")
        scale_words = {**self.scales, **self.thousands, **self.hundreds}
        self.scale_word = re.compile(rf"[ -]{{0,2}}({_trie.pattern(scale_words)})(?!\w)")
        self.collective_word = re.compile(rf"[ ]?({_trie.pattern(self.collectives)})(?!\w)")
        codes = _trie.pattern(symbols()["codes"]["codes"])
        ends = rf"(?:(?![^\W\d_])|(?={codes}(?!\w)))"
        self.short_scale = re.compile(rf"[^\S\n]?({_trie.pattern(self.short_scales)}){ends}")
        linkers_of_scale = "|".join(re.escape(x) for x in units.get("linkers", ())) or "(?!)"
        higher = {**self.scales, **self.thousands, **self.collectives}
        self.linked_scale = re.compile(rf"[ -](?:{linkers_of_scale})?({_trie.pattern(higher)})(?!\w)")
        self.unit_like_scales = frozenset(self.short_scales) & {
            form for forms in symbols()["units"].values() for form in forms
        }
        self._read_signs()
        self.currency_signs = frozenset(sign[0] for sign in symbols()["currencies"] if not sign[0].isalpha())
        halves = with_unaccented(numbers.get("halves", {}))
        self.halves = {form: decimal(value) for form, value in halves.items()}
        self.half = re.compile(rf"[ -]?({_trie.pattern(halves)})(?!\w)")
        self.fractions: dict[str, int] = with_unaccented(numbers.get("fractions", {}))
        self.fraction_word = re.compile(rf"[ -]({_trie.pattern(self.fractions)})(?!\w)")
        space_join = rf"[ -]+(?:{joiners})[ -]+" if joiners else "(?!)"
        self.mixed = re.compile(
            rf"{space_join}({_trie.pattern(self.small)})[ -]({_trie.pattern(self.fractions)})(?!\w)"
        )
        spoken = "|".join(re.escape(w) for w in numbers.get("spoken_decimal", ()))
        extending = {*scale_words, *self.collectives, *(f.strip() for f in halves)}
        opened = "|".join(["[a-z½¼¾⅓⅔⅛⅜⅝⅞]", *(rf"[ -]+{re.escape(j)}\b" for j in numbers.get("joiners", ()) if j != "-")])
        self.extendable = re.compile(
            rf"(?:{opened})|[ -]{{1,2}}{_trie.pattern(extending)}|[ -](?:{_trie.pattern({fold(w) for w in self.short_scales})})(?![a-z]{{4}})"
            rf"|[ ](?:{'|'.join(re.escape(w) for w in numbers.get('spoken_decimal', ())) or '(?!)'}) |[ ]\d"
        )
        self.spoken_decimal = re.compile(rf" (?:{spoken}) " if spoken else "(?!)")
        negative = numbers.get("negative", {})
        self.negative = frozenset(negative.get("words", ()))
        self.negative_of_degrees = frozenset(negative.get("of_degrees", ()))
        self.portions = {f: decimal(v) for f, v in with_unaccented(numbers.get("portions", {})).items()}
        self.portions_of_scale = frozenset(with_unaccented(numbers.get("portions_of_scale", {})))
        self.portions |= {f: decimal(v) for f, v in with_unaccented(numbers.get("portions_of_scale", {})).items()}
        self.portions_not_behind = frozenset(numbers.get("portion_rules", {}).get("not_behind", ()))
        self.portion_word = re.compile(rf"{_trie.pattern(self.portions)}(?!\w)")
        ratios = numbers.get("ratios", {})
        ratio = "|".join(re.escape(w) for w in ratios.get("words", ()))
        self.ratio = re.compile(rf"(?P<noun>(?: [^\W\d]+){{0,2}}?) (?:{ratio}) " if ratio else "(?!)")
        self.ratio_cues = tuple(f" {w} " for w in ratios.get("words", ()))
        self.ratio_noun_of_one: bool = ratios.get("noun_of_one", False)
        self.level_cues = frozenset(ratios.get("level_cues", ()))
        self.scale_cues = tuple(ratios.get("scale_cues", ()))
        ranges = numbers.get("ranges", {})
        self.between: list[tuple[str, str]] = [(a, b) for a, b in ranges.get("between", ())]
        self.from_to: list[tuple[str, str]] = [(a, b) for a, b in ranges.get("from_to", ())]
        self.change_cues = frozenset(ranges.get("change_cues", ()))
        joins = sorted({j for j in ranges.get("joins", ()) if j not in "-–"}, key=len, reverse=True)
        seconds = sorted({b for _, b in self.between + self.from_to} | set(joins), key=len, reverse=True)
        second = "|".join(re.escape(s) for s in seconds) or "(?!)"
        articles = "|".join(re.escape(a) for a in ranges.get("articles", ())) or "(?!)"
        self.range_join = re.compile(rf"[ ]?([-–])[ ]?|,? ({second}) (?:(?:{articles}) )?")
        self.range_joins = frozenset(joins)
        self.range_not_behind = frozenset(ranges.get("not_behind", ()))
        self.loose_joins = frozenset(ranges.get("loose_joins", ()))
        # units
        self.unit_names = _unit_names(units, data(lang, "currencies"))
        self.linkers: tuple[str, ...] = tuple(units.get("linkers", ()))
        linkers = "|".join(re.escape(x) for x in self.linkers)
        form = _trie.pattern(self.unit_names)
        self.unit = re.compile(rf"[ ]{{0,2}}-?({form})(?!\w)")
        self.linked_unit = re.compile(rf"[ ]{{0,2}}-?(?:{linkers})?({form})(?!\w)" if linkers else self.unit.pattern)
        per = {fold(f): u for u, forms in units.get("per", {}).items() for f in forms}
        self.per_names = with_unaccented(per)
        self.per = re.compile(rf"[ ]?-?({_trie.pattern(self.per_names)})(?!\w)")
        over = "|".join(re.escape(w) for w in units.get("per_unit", {}).get("words", ()))
        self.per_first = frozenset(w.lstrip(" ")[:1] for w in self.per_names) | frozenset("/-") | frozenset(
            w[:1] for kind in ("per_unit", "per_number") for w in units.get(kind, {}).get("words", ()))
        self.per_unit = re.compile(rf"(?: (?:{over}) | ?/ ?)({form})(?!\w)" if over else "(?!)")
        numbered = units.get("per_number", {})
        over = "|".join(re.escape(w) for w in numbered.get("words", ()))
        self.per_counts: dict[str, int] = numbered.get("counts", {})
        self.per_number = re.compile(
            rf" (?:{over}) (10{{0,2}}[ .,]?000(?:[ .,]?000)?|100|{_trie.pattern(self.per_counts)}) ([^\W\d_]+)"
            if over else "(?!)"
        )
        age = units.get("age", {})
        self.age_behind = tuple(sorted(age.get("behind", ()), key=len, reverse=True))
        self.age_nouns = frozenset(age.get("nouns", ()))
        self.age_links = frozenset(age.get("links", ()))
        self.age_ahead = tuple(age.get("ahead", ()))
        bare = units.get("bare_article", {})
        self.bare_units = re.compile(rf" ({_trie.pattern(bare.get('units', ()))})(?!\w)")
        self.bare_nouns = frozenset(bare.get("nouns", ()))
        ahead = {
            *bare.get("units", ()), *self.bare_nouns, *self.numeral_words, *self.collectives, *self.fractions, *self.halves,
            *self.several,
        }
        cues = "|".join(re.escape(w) for w in ratios.get("words", ())) or "(?!)"
        self.article_ahead = re.compile(
            rf"(?:[ -]{{1,2}}{_trie.pattern(ahead)}(?!\w)|(?: [^\W\d]+){{0,2}} (?:{cues}) |[^ ])"
        )
        self.bare_not_behind = frozenset(bare.get("not_behind", ()))
        self.bare_behind = frozenset(bare.get("behind", ()))
        self.age_suffixes = tuple(age.get("suffixes", ()))
        linked = "|".join(re.escape(w) for w in units.get("compound_joins", ()))
        self.compound_join = re.compile(rf"[ ]?(?:(?:{linked}) )?" if linked else r"[ ]?")
        self.hyphen_nouns: bool = units.get("hyphen_nouns", False)
        self.hyphen_noun = re.compile(r"-([^\W\d_]{3,})" if self.hyphen_nouns else "(?!)")
        self.hyphen_chain = re.compile(
            r"-,?(?: ?[^\W_]+-,?){0,3}(?: [^\W\d_]{2,3})? [^\W_]+-([^\W\d_]{3,})" if self.hyphen_nouns else "(?!)"
        )
        self.bare_ages: bool = age.get("bare", False)
        shared = units.get("shared", {})
        self.mass_cues: tuple[str, ...] = tuple(shared.get("cues", ()))
        self.mass_of: tuple[str, ...] = tuple(shared.get("of", ()))
        self.not_of_duration: dict[str, Any] = modifiers.get("not_of_duration", {})
        # modifiers
        self.before = _by_last_word(modifiers.get("before", {}))
        after = {fold(f): m for m, forms in modifiers.get("after", {}).items() for f in forms}
        self.after_names = with_unaccented(after)
        self.after = re.compile(rf",? \(?({_trie.pattern(self.after_names)})(?!\w)")
        change = modifiers.get("change", {})
        self.change = dict.fromkeys(change.get("up", ()), "up") | dict.fromkeys(change.get("down", ()), "down")
        self.article_behind = frozenset(self.before) | frozenset(f"{w}'" for w in self.before) | self.negative
        # what is counted
        self.stops = frozenset(counted.get("stops", ()))
        self.links = frozenset(counted.get("links", ()))
        self.link_articles = frozenset(counted.get("articles", ()))
        self.skips = frozenset(counted.get("skips", ()))
        self.spaced = None if counted.get("noun_last") else re.compile(rf" {_trie.pattern(self.skips)} ")
        self.elliptic = frozenset(counted.get("elliptic", ()))
        self.of_measure = frozenset(counted.get("of_measure", ()))
        self.coordination = frozenset(counted.get("coordination", ()))
        self.article_behind |= self.coordination
        names = counted.get("names", {})
        self.name_heads = frozenset(with_unaccented(dict.fromkeys(names.get("heads", ()), 1)))
        self.name_tails = frozenset(names.get("tails", ()))
        self.models = frozenset(symbols()["models"]["numbers"])
        self.year_behind = frozenset(names.get("year_behind", ()))
        self.uninflected = frozenset(names.get("uninflected", ()))
        self.folk_endings: tuple[str, ...] = tuple(names.get("folk_endings", ())) or ("\0",)
        streets = counted.get("streets", {})
        self.streets = frozenset(streets.get("words", ()))
        self.street_first: bool = streets.get("first", False)
        self.street = re.compile(rf"(?: ?bis| ?ter)?,? (?:{_trie.pattern(self.streets)}) ")
        self.plurals = frozenset(counted.get("plurals", ()))
        self.verb_endings: tuple[str, ...] = tuple(counted.get("verb_endings", ()))
        self.agreement: bool = counted.get("agreement", False)
        self.noun_last: bool = counted.get("noun_last", False)
        # ordinals
        self.ordinals: dict[str, int] = with_unaccented(numbers.get("ordinals", {}))
        ordinal_rules = numbers.get("ordinal_rules", {})
        suffixes = {fold(suffix) for suffix in ordinal_rules.get("suffixes", ())}
        self.ordinal_suffix = re.compile(rf"(?:{_trie.pattern(suffixes)})(?!\w)")
        self.ordinal_endings: dict[str, int] = with_unaccented(ordinal_rules.get("endings", {}))
        # words that end in an ordinal: whole ("vingt-troisième", hyphened) or the first of several ("one hundred …")
        tails = {**self.ordinals, **self.ordinal_endings}
        self.ordinal_tail = re.compile(rf"(?:[ -]+(?:(?:{joiners})[ -]+)?)({_trie.pattern(tails)})(?!\w)")
        self.ordinal_compounds: dict[str, tuple[int, bool | None]] = dict.fromkeys(self.numeral_words, (0, True))
        self.ordinal_signs = frozenset(ordinal_rules.get("signs", ()))
        self.ordinal_weak = frozenset(ordinal_rules.get("weak", ()))
        self.ordinal_not_before = frozenset(ordinal_rules.get("not_before", ()))
        self.ordinal_not_behind = frozenset(ordinal_rules.get("not_behind", ()))


    def _read_signs(self) -> None:
        """The signs that all languages share."""
        shared = symbols()
        self.currencies: dict[str, str] = shared["currencies"]
        self.codes = frozenset(shared["codes"]["codes"])
        self.weak_codes = frozenset(shared["codes"]["weak"])
        self.agency_signs: dict[str, str] = shared["agency"]
        self.last_signs = frozenset(sign[-1] for sign in {**self.currencies, **self.agency_signs})
        marks = shared["dollar_marks"]
        self.dollar_signs = frozenset(marks["signs"])
        self.spaced_marks = frozenset(marks["spaced"])
        self.dollar_marks: dict[str, str] = {**{c: c for c in self.codes}, **marks["marks"]}
        self.modifier_signs: dict[str, Any] = {sign: m for m, signs in shared["modifiers"].items() for sign in signs}
        self.smaller_symbol = re.compile(rf" ?(?:{_trie.pattern(shared['smaller']['inch'])})(?!\w)")
        self.conversion_gaps = frozenset(shared["conversions"]["gaps"])


@cache
def tables(lang: str) -> Tables | None:
    """The tables of a language, or None when it has no numbers file."""
    return Tables(lang) if data(lang, "numbers") else None
