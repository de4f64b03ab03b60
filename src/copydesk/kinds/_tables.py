"""One language's tables for figures, compiled once from its TOML files."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

from .. import _trie
from ..languages import data
from ..text import fold
from ._forms import by_last_word, decimal, symbols, unit_names, with_unaccented

_NEVER: Final = "(?!)"
Data = Mapping[str, Any]


def _any(words: Iterable[str]) -> str:
    """An alternation of the words, or what never matches."""
    return "|".join(re.escape(word) for word in words) or _NEVER


def _words(table: Data, *path: str) -> frozenset[str]:
    """The list of words at a place of a data file; empty when it has none."""
    for key in path[:-1]:
        table = table.get(key, {})
    return frozenset(table.get(path[-1], ()))


class Tables:
    """Everything that the figure readers need to know of one language."""

    def __init__(self, lang: str) -> None:
        numbers, units = data(lang, "numbers"), data(lang, "units")
        modifiers, counted = data(lang, "modifiers"), data(lang, "counted")
        self.lang = lang
        self._read_signs()
        self._read_numerals(numbers)
        self._read_runs(numbers)
        self._read_scales(numbers, units)
        self._read_fractions(numbers)
        self._read_ratios(numbers.get("ratios", {}))
        self._read_ranges(numbers.get("ranges", {}))
        self._read_units(units, data(lang, "currencies"))
        self._read_rates(units)
        self._read_ages(units)
        self._read_modifiers(modifiers)
        self._read_counted(counted)
        self._read_names(counted)
        self._read_articles(units.get("bare_article", {}))
        self._read_ordinals(numbers)

    def size(self, word: str) -> Decimal:
        """What a scale word or a collective multiplies by."""
        if word in self.several_sizes:
            return Decimal(self.several_sizes[word])
        if word in self.scales:
            return Decimal(1).scaleb(self.scales[word])
        return Decimal(self.collectives.get(word) or self.thousands.get(word) or self.hundreds[word])

    def _read_signs(self) -> None:
        """The signs that all languages share."""
        shared = symbols()
        self.currencies: dict[str, str] = shared["currencies"]
        self.currency_signs = frozenset(sign[0] for sign in self.currencies if not sign[0].isalpha())
        self.codes = frozenset(shared["codes"]["codes"])
        self.weak_codes = frozenset(shared["codes"]["weak"])
        self.agency_signs: dict[str, str] = shared["agency"]
        self.last_signs = frozenset(sign[-1] for sign in {**self.currencies, **self.agency_signs})
        marks = shared["dollar_marks"]
        self.dollar_signs = frozenset(marks["signs"])
        self.spaced_marks = frozenset(marks["spaced"])
        self.dollar_marks: dict[str, str] = {**{code: code for code in self.codes}, **marks["marks"]}
        self.modifier_signs: dict[str, Any] = {sign: m for m, signs in shared["modifiers"].items() for sign in signs}
        self.smaller_symbol = re.compile(rf" ?(?:{_trie.pattern(shared['smaller']['inch'])})(?!\w)")
        self.conversion_gaps = frozenset(shared["conversions"]["gaps"])
        self.models = frozenset(shared["models"]["numbers"])

    def _read_numerals(self, numbers: Data) -> None:
        rules = numbers.get("rules", {})
        self.decimal: str = numbers["decimal"]
        self.group: str = numbers["group"]
        self.two_decimals: bool = rules.get("two_decimals", False)
        self.small: dict[str, int] = with_unaccented(numbers["words"])
        self.hundreds: dict[str, int] = with_unaccented(numbers.get("hundreds", {}))
        self.thousands: dict[str, int] = with_unaccented(numbers.get("thousands", {}))
        self.scales: dict[str, int] = with_unaccented(numbers.get("scales", {}))
        self.short_scales: dict[str, int] = {k: v for k, v in numbers.get("short_scales", {}).items() if v}
        self.collectives: dict[str, int] = with_unaccented(numbers.get("collectives", {}))
        self.numeral_words = {**self.small, **self.hundreds, **self.thousands, **self.scales}
        self.vigesimal: frozenset[int] = frozenset(rules.get("vigesimal", ()))
        self.articles = _words(rules, "articles")
        self.pronouns = _words(rules, "pronouns")
        self.pronouns_not_behind = _words(rules, "pronouns_not_behind")
        self.pronouns_pointing = _words(rules, "pronouns_pointing")
        self.year_before_noun: bool = rules.get("year_before_noun", False)
        self.units_first: bool = rules.get("units_first", False)
        self.thousand_then_digits: bool = rules.get("thousand_then_digits", False)
        self.hundreds_below: int = rules.get("hundreds_below", 100)
        self.compound: bool = rules.get("compound", False)
        homographs = with_unaccented(numbers.get("homographs", {}))
        self.homographs = {w: (_words(cues, "behind"), _words(cues, "before")) for w, cues in homographs.items()}
        self.prefixes = _words(numbers, "prefixes", "words")
        self.negative = _words(numbers, "negative", "words")
        self.plus_or = _words(numbers, "negative", "not_behind")
        below = numbers.get("negative", {}).get("behind_degrees", ())
        self.below_zero = re.compile(rf" (?:{_trie.pattern(below)})(?!\w)")
        self.negative_of_degrees = _words(numbers, "negative", "of_degrees")

    def _read_runs(self, numbers: Data) -> None:
        """How the words of one number follow each other."""
        self.joiners = [word for word in numbers.get("joiners", ()) if word != "-"]
        links = _any(self.joiners)
        word = _trie.pattern(self.numeral_words)
        space = r"(?: {0,2}| ?- ?)" if self.compound else r"(?:[ ]{1,2}|-)"
        edge = "" if self.compound else r"(?!\w)"
        halved = _trie.pattern(numbers.get("halves", {}))
        stop = rf"(?:(?!\w)|(?={halved}(?!\w)))" if self.compound else r"(?!\w)"  # "zweieinhalb"
        join = rf"(?:{space}(?:(?:{links}){space})?)"
        # steps are atomic but the last: "dreizehn" is also "drei" and "zehn", and no run may be tried in all its ways
        step = rf"{join}{word}{edge}"
        self.word_run = re.compile(rf"{word}{edge}(?:(?>{step}){{0,23}}{step})?{stop}")
        self.word = re.compile(rf"{word}{edge}")
        self.joined = re.compile(rf"(?:{links}){edge}")
        self.stems = frozenset(self.numeral_words) if self.compound else frozenset()

    def _read_scales(self, numbers: Data, units: Data) -> None:
        self.several = _words(numbers, "several", "words")
        self.several_openers = _words(numbers, "several", "openers")
        self.several_sizes: dict[str, int] = numbers.get("several_sizes", {})
        vague = numbers.get("vague", {})
        self.vague_openers = _words(vague, "openers")
        self.scale_alone = _words(vague, "words")
        self.scale_needs_number: bool = vague.get("scale_needs_number", False)
        scales = _trie.pattern({**self.scales, **self.thousands, **self.hundreds})
        self.scale_word = re.compile(rf"[ -]{{0,2}}+({scales})(?!\w)")
        self.collective_word = re.compile(rf"[ ]?({_trie.pattern(self.collectives)})(?!\w)")
        codes = _trie.pattern(self.codes)
        ends = rf"(?:(?![^\W\d_])|(?={codes}(?!\w)))"
        self.short_scale = re.compile(rf"[^\S\n]?({_trie.pattern(self.short_scales)}){ends}")
        linkers = _any([*units.get("fraction_linkers", ()), *units.get("linkers", ())])
        higher = _trie.pattern({**self.scales, **self.thousands, **self.collectives})
        self.linked_scale = re.compile(rf"[ -](?:{linkers})?({higher})(?!\w)")
        forms = {form for forms in symbols()["units"].values() for form in forms}
        self.unit_like_scales = forms.intersection(self.short_scales)

    def _read_fractions(self, numbers: Data) -> None:
        self.halves = {form: decimal(value) for form, value in with_unaccented(numbers.get("halves", {})).items()}
        self.half_times = re.compile(rf"[ -](?:{_trie.pattern(numbers.get('fraction_rules', {}).get('half_times', ()))})(?!\w)")
        self.half = re.compile(rf"[ -]?({_trie.pattern(self.halves)})(?!\w)")
        self.fractions: dict[str, int] = with_unaccented(numbers.get("fractions", {}))
        fractions = _trie.pattern(self.fractions)
        self.fraction_word = re.compile(rf"[ -]({fractions})(?!\w)")
        compared = _trie.pattern(numbers.get("fraction_rules", {}).get("ahead", ()))
        never = _trie.pattern(numbers.get("fraction_rules", {}).get("never", ()))
        self.fraction_never = re.compile(rf"[ -]{never}(?!\w)")
        self.fraction_ahead = re.compile(rf" {compared}(?!\w)")
        links = _any(self.joiners)
        small = _trie.pattern(self.small)
        self.mixed = re.compile(rf"[ -]+(?:{links})[ -]+({small})[ -]({fractions})(?!\w)")
        spoken = _any(numbers.get("spoken_decimal", ()))
        self.spoken_decimal = re.compile(rf" (?:{spoken}) ")
        whole, of_scale = numbers.get("portions", {}), numbers.get("portions_of_scale", {})
        self.portions = {form: decimal(v) for form, v in with_unaccented({**whole, **of_scale}).items()}
        self.portions_of_scale = frozenset(with_unaccented(of_scale))
        self.portions_not_behind = _words(numbers, "portion_rules", "not_behind")
        self.portion_word = re.compile(rf"{_trie.pattern(self.portions)}(?!\w)")
        # whether anything may extend a number: one look instead of seven
        words = _trie.pattern({
            *self.scales, *self.thousands, *self.hundreds, *self.collectives, *(form.strip() for form in self.halves)
        })
        short = _trie.pattern({fold(form) for form in self.short_scales})
        self.extendable = re.compile(
            rf"[a-z½¼¾⅓⅔⅛⅜⅝⅞]|[ -]++(?:(?:{links})\b|{words}|{short}(?![a-z]{{4}})|(?:{spoken}) |\d)"
        )

    def _read_ratios(self, ratios: Data) -> None:
        words = ratios.get("words", ())
        self.ratio = re.compile(rf"(?P<noun>(?: [^\W\d]+){{0,2}}?) (?:{_any(words)}) ")
        self.ratio_cue = re.compile(f" {_trie.pattern(words)} ")
        self.ratio_noun_of_one: bool = ratios.get("noun_of_one", False)
        self.level_cues = _words(ratios, "level_cues")
        self.scale_cues: tuple[str, ...] = tuple(ratios.get("scale_cues", ()))

    def _read_ranges(self, ranges: Data) -> None:
        self.between: list[tuple[str, str]] = [(a, b) for a, b in ranges.get("between", ())]
        self.from_to: list[tuple[str, str]] = [(a, b) for a, b in ranges.get("from_to", ())]
        self.change_cues = _words(ranges, "change_cues")
        self.range_joins = frozenset(join for join in ranges.get("joins", ()) if join not in "-–")
        seconds = {second for _, second in self.between + self.from_to} | self.range_joins
        second = _any(sorted(seconds, key=lambda word: (-len(word), word)))
        self.range_join = re.compile(rf"[ ]?([-–])[ ]?|,? ({second}) (?:(?:{_any(ranges.get('articles', ()))}) )?")
        self.range_first = frozenset("-–").union(word[0] for word in seconds)
        self.range_not_behind = _words(ranges, "not_behind")
        self.loose_joins = _words(ranges, "loose_joins")

    def _read_units(self, units: Data, currencies: Mapping[str, list[str]]) -> None:
        self.unit_names = unit_names(units, currencies)
        linkers = _any(units.get("linkers", ()))
        form = _trie.pattern(self.unit_names)
        self.unit = re.compile(rf"[ ]{{0,2}}+-?+({form})(?!\w)")
        shares = _trie.pattern(form for form, rows in self.unit_names.items() if rows[0].id in ("%", "pp"))
        self.share_sign = re.compile(rf"[ ]{{0,2}}+-?+{shares}(?!\w)")
        self.verb_symbols = {form: tuple(ends) for form, ends in units.get("verb_symbols", {}).items()}
        self.linked_unit = re.compile(rf"[ ]{{0,2}}+-?+(?:{linkers})?({form})(?!\w)")
        linkers = _any([*units.get("fraction_linkers", ()), *units.get("linkers", ())])
        self.fraction_unit = re.compile(rf"[ ]{{0,2}}+-?+(?:{linkers})?({form})(?!\w)")
        self.compound_join = re.compile(rf"[ ]?(?:(?:{_any(units.get('compound_joins', ()))}) )?")
        spoken = _any(units.get("hundredths", ()))
        self.hundredths = re.compile(rf"{self.compound_join.pattern}(\d\d?)(?:{spoken})(?!\w)")
        self.lasting: tuple[str, ...] = tuple(f" {cue} " for cue in units.get("lasting", ())) or ("\0",)
        self.lasting_behind: tuple[str, ...] = tuple(f" {cue}" for cue in units.get("lasting_behind", ())) or ("\0",)
        self.hyphen_nouns: bool = units.get("hyphen_nouns", False)
        self.hyphen_noun = re.compile(r"-([^\W\d_]{3,})" if self.hyphen_nouns else _NEVER)
        self.hyphen_chain = re.compile(
            r"-,?(?: ?[^\W_]+-,?){0,3}(?: [^\W\d_]{2,3})? [^\W_]+-([^\W\d_]{3,})" if self.hyphen_nouns else _NEVER
        )
        self.places: dict[str, tuple[dict[str, str], re.Pattern[str]]] = {}
        for name, codes in units.get("currency_places", {}).items():
            stems = {fold(stem): code for code, forms in codes.items() for stem in forms}
            self.places[name] = stems, re.compile(_trie.opening(stems, r"(?<!\w.)"))
        self.place_default: dict[str, str] = units.get("currency_default", {})
        self.only_placed = _words(units, "placed_only", "forms")
        self.capital_spans: bool = units.get("capital_spans", False)
        self.angle_cues: tuple[str, ...] = tuple(units.get("angles", {}).get("cues", ()))
        shared = units.get("shared", {})
        self.mass_cues: tuple[str, ...] = tuple(shared.get("cues", ()))
        self.mass_of: tuple[str, ...] = tuple(shared.get("of", ()))

    def _read_rates(self, units: Data) -> None:
        point_words = units.get("points", ())
        self.spoken_symbols = frozenset(units.get("spoken_symbols", ()))
        self.points = re.compile(rf" (?:{_trie.pattern(point_words)})(?![\w-])" if point_words else "(?!)")
        part_links = _any(sorted([*units.get("fraction_linkers", ()), *units.get("linkers", ())], key=len, reverse=True))
        parts = _trie.pattern([*units.get("point_parts", ()), *point_words])
        self.point_parts = re.compile(rf"[ -](?:{part_links})?(?:{parts})(?!\w)")
        paid = units.get("paid", {})
        self.paid = re.compile(rf"(?<!\w)(?:{_trie.pattern(paid.get('stems', ()))})")
        self.sums_of = _words(paid, "nouns")
        self.shared_cents = _words(units, "shared_cents", "words")
        self.scaled_units: dict[str, str] = units.get("scaled_units", {})
        self.per_names = with_unaccented({fold(form): u for u, forms in units.get("per", {}).items() for form in forms})
        self.per = re.compile(rf"[ ]?-?({_trie.pattern(self.per_names)})(?!\w)")
        behind = units.get("per_rules", {}).get("not_before", ())
        self.per_not_before = re.compile(rf"\w| (?:{_any(behind)})\b")  # "28 % l'an prochain" is no rate
        over: list[str] = units.get("per_unit", {}).get("words", [])
        form = _trie.pattern(self.unit_names)
        self.per_unit = re.compile(rf"(?: (?:{_any(over)}) | ?/ ?)({form})(?!\w)")
        numbered = units.get("per_number", {})
        self.per_counts: dict[str, int] = numbered.get("counts", {})
        counts = _trie.pattern(self.per_counts)
        links: list[str] = numbered.get("words", [])
        self.per_number = re.compile(
            rf" (?:{_any(links)}) (?:(10{{0,2}}[ .,]?000(?:[ .,]?000)?|100|{counts}) ([^\W\d_]+)"
            r"|(10{1,2}[ .,]?000)(?![\w%]| ?[€$£]|[.,]\d| \d))"
        )
        nouns = units.get("per_nouns", {})
        other = rf"(?!(?:{_any(nouns.get('not', ()))})(?!\w))[^\W\d_]{{3,}}"
        named = _trie.pattern(nouns["nouns"]) if "nouns" in nouns else other
        self.per_noun = re.compile(rf" (?:{_any(nouns.get('words', ()))}) ({named})(?![\w'])")
        self.per_any = re.compile("|".join(p.pattern for p in (self.per, self.per_unit, self.per_number, self.per_noun)))
        self.per_join = re.compile(rf"(?: (?:{_any(units.get('per_second', {}).get('joins', ()))})(?= )|,(?= ))?")
        self.per_first = frozenset("/-").union(form.lstrip(" ")[:1] for form in [*self.per_names, *over, *links])

    def _read_ages(self, units: Data) -> None:
        age = units.get("age", {})
        self.age_written: tuple[str, ...] = tuple(f" {form}" for form in age.get("written", ())) or ("\0",)
        self.age_behind = tuple(sorted(age.get("behind", ()), key=len, reverse=True))
        self.age_nouns = _words(age, "nouns")
        self.age_links = _words(age, "links")
        self.age_suffixes: tuple[str, ...] = tuple(age.get("suffixes", ()))
        self.people = _words(age, "people")
        self.age_ahead: tuple[str, ...] = tuple(f" {word}" for word in age.get("ahead", ()))
        self.age_groups, self.age_at = _words(age, "groups"), _words(age, "at")
        self.age_at_ahead: tuple[str, ...] = (",", *age.get("at_ahead", ()))
        self.age_over: tuple[str, ...] = tuple(age.get("have_over", ()))
        self.age_have, self.age_not_have = _words(age, "have"), _words(age, "have_not_behind")
        self.age_own: tuple[str, ...] = tuple(age.get("own", ())) or ("\0",)
        self.age_endings = {article: tuple(ends) for article, ends in age.get("endings", {}).items()}
        self.age_articles, self.spans_of_years = _words(age, "articles"), _words(age, "spans")
        self.span_endings: tuple[str, ...] = tuple(age.get("span_endings", ())) or ("\0",)
        self.age_cues: tuple[str, ...] = tuple(age.get("cues", ()))
        self.age_stated: tuple[str, ...] = tuple(age.get("stated", ())) or ("\0",)
        self.age_events, self.age_events_at = tuple(age.get("events", ())), tuple(age.get("events_at", ())) or ("\0",)
        self.age_asides, self.age_named = _words(age, "asides"), tuple(age.get("named", ()))
        self.age_reached: tuple[str, ...] = tuple(age.get("reached", ())) or ("\0",)
        self.age_closes: tuple[str, ...] = tuple(age.get("closes", ()))
        self.bare_link, self.bare_ages = bool(age.get("bare_link")), bool(age.get("bare"))

    def _read_modifiers(self, modifiers: Data) -> None:
        self.not_of_duration: dict[str, Any] = modifiers.get("not_of_duration", {})
        spans = modifiers.get("spans", {})
        self.span_words, self.span_behind = _words(spans, "words"), _words(spans, "behind")
        self.span_ahead: tuple[str, ...] = tuple(f" {cue}" for cue in spans.get("ahead", ())) or ("\0",)
        self.never_of_span, self.of_units = _words(spans, "never"), _words(spans, "of_units")
        self.within = _words(spans, "within")
        self.before = by_last_word(modifiers.get("before", {}))
        self.before_phrases = {last: tuple(phrase for phrase, _ in rows) for last, rows in self.before.items()}
        after = {fold(form): m for m, forms in modifiers.get("after", {}).items() for form in forms}
        after_rules = modifiers.get("after_rules", {})
        self.after_not, self.sums = _words(after_rules, "not_before"), _words(after_rules, "sums")
        self.after_names = with_unaccented(after)
        self.after = re.compile(rf",? \(?({_trie.pattern(self.after_names)})(?!\w)")
        factors = modifiers.get("factors", {}).get("behind", ())
        self.factors: tuple[str, ...] = tuple(f"{phrase} " for phrase in factors) or ("\0",)
        self.bound_articles = _words(modifiers, "articles")
        self.reached = _words(modifiers, "change", "reached")
        self.able = _words(modifiers, "change", "able")
        self.restated = frozenset(modifiers.get("change", {}).get("restated", ()))
        change = modifiers.get("change", {})
        self.change = dict.fromkeys(change.get("up", ()), "up") | dict.fromkeys(change.get("down", ()), "down")
        self.levels, self.level_behind = _words(change, "levels"), _words(change, "levels_behind")
        self.totals, self.rained = _words(change, "totals"), _words(change, "rained")
        self.clauses = _words(change, "clauses")
        self.particles, self.no_change = _words(change, "particles"), _words(change, "not_behind")
        self.change_words, self.distant = frozenset(self.change), tuple(f" {word} " for word in change.get("distant", ()))

    def _read_counted(self, counted: Data) -> None:
        self.stops = _words(counted, "stops")
        self.links = _words(counted, "links")
        self.link_articles = _words(counted, "articles")
        self.skips = _words(counted, "skips")
        self.elliptic = _words(counted, "elliptic")
        self.of_measure = _words(counted, "of_measure")
        self.of_measure_first = frozenset(word[0] for word in self.of_measure)
        self.compared: tuple[str, ...] = tuple(f" {cue}" for cue in counted.get("compared", ()))
        self.trailing: tuple[str, ...] = tuple(f" {cue} " for cue in counted.get("trailing", ()))
        self.parts: tuple[str, ...] = tuple(f" {cue}" for cue in counted.get("parts", ())) or ("\0",)
        self.parts_behind: tuple[str, ...] = tuple(f" {cue}" for cue in counted.get("parts_behind", ())) or ("\0",)
        self.coordination, self.wholes = _words(counted, "coordination"), _words(counted, "wholes")
        over, whose = _any(sorted(self.of_measure)), _any(sorted(self.link_articles))
        many = _trie.pattern(self.numeral_words)
        self.of_number = re.compile(rf" (?:{over})(?:(?<=')| )(?:(?:{whose}) )?(?=\d|{many}(?!\w))")
        self.plurals = _words(counted, "plurals")
        self.adverb_endings: tuple[str, ...] = tuple(counted.get("adverb_endings", ())) or ("\0",)
        self.verb_first_endings: tuple[str, ...] = tuple(counted.get("verb_first_endings", ()))
        self.verb_endings: tuple[str, ...] = tuple(counted.get("verb_endings", ()))
        self.participles: tuple[str, ...] = tuple(counted.get("participles", ())) or ("\0",)
        self.agreement, self.scales_linked = bool(counted.get("agreement")), bool(counted.get("scales_linked"))
        self.noun_last: bool = counted.get("noun_last", False)
        self.capital_nouns: bool = counted.get("capital_nouns", False)
        self.spaced = None if self.noun_last else re.compile(rf" {_trie.pattern(self.skips)} ")

    def _read_names(self, counted: Data) -> None:
        """What makes a number part of a name."""
        names, streets = counted.get("names", {}), counted.get("streets", {})
        self.name_heads = frozenset(with_unaccented(dict.fromkeys(names.get("heads", ()), 1)))
        self.not_before_heads = frozenset(names.get("heads_not_behind", ()))
        self.short_heads = frozenset(head for head in self.name_heads if head.endswith("."))
        self.name_links = _words(names, "links")
        self.dialled: tuple[str, ...] = tuple(names.get("dialled", ()))
        self.openers = _words(names, "openers")
        self.singulars = _words(names, "singulars")
        self.name_tails = _words(names, "tails")
        self.year_behind = _words(names, "year_behind")
        self.uninflected = _words(names, "uninflected")
        self.folk_endings: tuple[str, ...] = tuple(names.get("folk_endings", ())) or ("\0",)
        self.streets = _words(streets, "words")
        self.street_first: bool = streets.get("first", False)
        self.street = re.compile(rf"(?: ?bis| ?ter)?,? (?:{_trie.pattern(self.streets)}) ")

    def _read_articles(self, bare: Data) -> None:
        """Where an article counts; `article_ahead` and `article_behind` tell quickly that it does not."""
        self.bare_units = re.compile(rf" ({_trie.pattern(bare.get('units', ()))})(?!\w)")
        self.bare_nouns = _words(bare, "nouns")
        self.victims = _words(bare, "victims")
        self.bare_followers = _words(bare, "followers")
        either = _any(sorted(self.range_joins))
        self.article_or = re.compile(rf" (?:{either}) {_trie.pattern(self.small)}(?!\w)")
        self.bare_noun_not_behind = _words(bare, "noun_not_behind") | _words(bare, "not_behind")
        self.bare_not_behind = _words(bare, "not_behind")
        self.bare_behind = _words(bare, "behind")
        ahead = {
            *bare.get("units", ()), *self.bare_nouns, *self.victims, *self.numeral_words, *self.collectives,
            *self.fractions, *self.halves, *self.several,
        }
        self.article_ahead = re.compile(
            rf"[^ ]|[ -]{{1,2}}+{_trie.pattern(ahead)}(?!\w)| (?:{either}) "
        )
        behind = {*self.before, *(f"{word}'" for word in self.before)}
        self.plain_articles = (self.articles - self.pronouns).difference(self.portions)
        self.article_behind = frozenset(behind) | self.negative | self.coordination

    def _read_ordinals(self, numbers: Data) -> None:
        self.ordinals: dict[str, int] = with_unaccented(numbers.get("ordinals", {}))
        rules = numbers.get("ordinal_rules", {})
        suffixes = {fold(suffix) for suffix in rules.get("suffixes", ())}
        self.ordinal_suffix = re.compile(rf"(?:{_trie.pattern(suffixes)})(?!\w)")
        self.ordinal_endings: dict[str, int] = with_unaccented(rules.get("endings", {}))
        # words that end in an ordinal: whole ("vingt-troisième", hyphened) or the first of several ("one hundred …")
        self.ordinal_values = {**self.ordinals, **self.ordinal_endings}
        tails = _trie.pattern(self.ordinal_values)
        self.ordinal_first = frozenset(suffix[0] for suffix in suffixes)
        self.ordinal_ahead = re.compile(
            rf"[ -]++(?:{_trie.pattern([*self.joiners, *self.ordinal_values, *self.numeral_words])})(?!\w)"
        )
        self.ordinal_tail = re.compile(rf"(?:[ -]+(?:(?:{_any(self.joiners)})[ -]+)?)({tails})(?!\w)")
        self.ordinal_signs = _words(rules, "signs")
        self.ordinal_dotted = _words(rules, "dotted_behind")  # "der 23. Tag"
        self.ordinal_weak = _words(rules, "weak")
        self.ordinal_not_phrases = tuple(f" {name}" for name in rules.get("not_before", ()) if " " in name)
        self.ordinal_not_before = _words(rules, "not_before")
        self.ordinal_not_behind = _words(rules, "not_behind")


@cache
def tables(lang: str) -> Tables | None:
    """The tables of a language, or None when it has no numbers file."""
    return Tables(lang) if data(lang, "numbers") else None
