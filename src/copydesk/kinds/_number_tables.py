"""How one language writes numbers, compiled once from its TOML file: words, scales, fractions, ranges, ordinals; and signs."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from .. import _trie
from ..text import fold
from ._forms import decimal, symbols, with_unaccented

NEVER: Final = "(?!)"
Data = Mapping[str, Any]


def any_of(words: Iterable[str]) -> str:
    """An alternation of the words, or what never matches."""
    return "|".join(re.escape(word) for word in words) or NEVER


def listed(table: Data, *path: str) -> frozenset[str]:
    """The list of words at a place of a data file; empty when it has none."""
    for key in path[:-1]:
        table = table.get(key, {})
    return frozenset(table.get(path[-1], ()))


class NumberTables:
    """What reading a number takes, whatever it counts or measures."""

    def __init__(self, numbers: Data, units: Data) -> None:
        self._read_signs()
        self._read_numerals(numbers)
        self._read_runs(numbers)
        self._read_scales(numbers, units)
        self._read_fractions(numbers)
        self._read_ratios(numbers.get("ratios", {}))
        self._read_ranges(numbers.get("ranges", {}))
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
        collectives: dict[str, int] = numbers.get("collectives", {})
        self.collectives: dict[str, int] = with_unaccented(collectives | {
            f"{size} {word}": value for size in rules.get("collective_sizes", ()) for word, value in collectives.items()
        })
        self.numeral_words = {**self.small, **self.hundreds, **self.thousands, **self.scales}
        self.vigesimal: frozenset[int] = frozenset(rules.get("vigesimal", ()))
        self.articles = listed(rules, "articles")
        self.pronouns = listed(rules, "pronouns")
        self.pronouns_not_behind = listed(rules, "pronouns_not_behind")
        self.pronouns_pointing = listed(rules, "pronouns_pointing")
        self.year_before_noun: bool = rules.get("year_before_noun", False)
        self.units_first: bool = rules.get("units_first", False)
        self.thousand_then_digits: bool = rules.get("thousand_then_digits", False)
        self.hundreds_below: int = rules.get("hundreds_below", 100)
        self.compound: bool = rules.get("compound", False)
        homographs = with_unaccented(numbers.get("homographs", {}))
        self.homographs = {w: (listed(cues, "behind"), listed(cues, "before")) for w, cues in homographs.items()}
        self.prefixes = listed(numbers, "prefixes", "words")
        self.negative = listed(numbers, "negative", "words")
        self.plus_or = listed(numbers, "negative", "not_behind")
        below = numbers.get("negative", {}).get("behind_degrees", ())
        self.below_zero = re.compile(rf" (?:{_trie.pattern(below)})(?!\w)")
        self.negative_of_degrees = listed(numbers, "negative", "of_degrees")

    def _read_runs(self, numbers: Data) -> None:
        """How the words of one number follow each other."""
        self.joiners = [word for word in numbers.get("joiners", ()) if word != "-"]
        links = any_of(self.joiners)
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
        self.several = listed(numbers, "several", "words")
        self.several_openers = listed(numbers, "several", "openers")
        self.several_sizes: dict[str, int] = numbers.get("several_sizes", {})
        vague = numbers.get("vague", {})
        self.vague_openers = listed(vague, "openers")
        self.scale_alone = listed(vague, "words")
        self.scale_needs_number: bool = vague.get("scale_needs_number", False)
        scales = _trie.pattern({**self.scales, **self.thousands, **self.hundreds})
        self.scale_word = re.compile(rf"[ -]{{0,2}}+({scales})(?!\w)")
        self.collective_word = re.compile(rf"[ ]?({_trie.pattern(self.collectives)})(?!\w)")
        codes = _trie.pattern(self.codes)
        ends = rf"(?:(?![^\W\d_])|(?={codes}(?!\w)))"
        self.short_scale = re.compile(rf"[^\S\n]?({_trie.pattern(self.short_scales)}){ends}")
        linkers = any_of([*units.get("fraction_linkers", ()), *units.get("linkers", ())])
        higher = _trie.pattern({**self.scales, **self.thousands, **self.collectives})
        self.linked_scale = re.compile(rf"[ -](?:{linkers})?({higher})(?!\w)")
        forms = {form for forms in symbols()["units"].values() for form in forms}
        self.unit_like_scales = forms.intersection(self.short_scales)

    def _read_fractions(self, numbers: Data) -> None:
        self.halves = {form: decimal(value) for form, value in with_unaccented(numbers.get("halves", {})).items()}
        self.halves_behind = tuple(f" {form}" for form in self.halves if " " in form)
        self.half_times = re.compile(rf"[ -](?:{_trie.pattern(numbers.get('fraction_rules', {}).get('half_times', ()))})(?!\w)")
        self.half = re.compile(rf"[ -]?({_trie.pattern(self.halves)})(?!\w)")
        self.fractions: dict[str, int] = with_unaccented(numbers.get("fractions", {}))
        fractions = _trie.pattern(self.fractions)
        self.fraction_word = re.compile(rf"[ -]({fractions})(?!\w)")
        compared = _trie.pattern(numbers.get("fraction_rules", {}).get("ahead", ()))
        never = _trie.pattern(numbers.get("fraction_rules", {}).get("never", ()))
        self.fraction_never = re.compile(rf"[ -]{never}(?!\w)")
        self.fraction_ahead = re.compile(rf" {compared}(?!\w)")
        links = any_of(self.joiners)
        small = _trie.pattern(self.small)
        self.mixed = re.compile(rf"[ -]+(?:{links})[ -]+({small})[ -]({fractions})(?!\w)")
        spoken = any_of(numbers.get("spoken_decimal", ()))
        self.spoken_decimal = re.compile(rf" (?:{spoken}) ")
        whole, of_scale = numbers.get("portions", {}), numbers.get("portions_of_scale", {})
        self.portions = {form: decimal(v) for form, v in with_unaccented({**whole, **of_scale}).items()}
        self.portions_of_scale = frozenset(with_unaccented(of_scale))
        self.portions_not_behind = listed(numbers, "portion_rules", "not_behind")
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
        self.ratio = re.compile(rf"(?P<noun>(?: [^\W\d]+){{0,2}}?) (?:{any_of(words)}) ")
        self.ratio_cue = re.compile(f" {_trie.pattern(words)} ")
        self.ratio_noun_of_one: bool = ratios.get("noun_of_one", False)
        self.level_cues = listed(ratios, "level_cues")
        self.scale_cues: tuple[str, ...] = tuple(ratios.get("scale_cues", ()))

    def _read_ranges(self, ranges: Data) -> None:
        self.between: list[tuple[str, str]] = [(a, b) for a, b in ranges.get("between", ())]
        self.from_to: list[tuple[str, str]] = [(a, b) for a, b in ranges.get("from_to", ())]
        self.change_cues = listed(ranges, "change_cues")
        self.range_joins = frozenset(join for join in ranges.get("joins", ()) if join not in "-–")
        seconds = {second for _, second in self.between + self.from_to} | self.range_joins
        second = any_of(sorted(seconds, key=lambda word: (-len(word), word)))
        self.range_join = re.compile(rf"[ ]?([-–])[ ]?|,? ({second}) (?:(?:{any_of(ranges.get('articles', ()))}) )?")
        self.range_first = frozenset("-–").union(word[0] for word in seconds)
        self.range_not_behind = listed(ranges, "not_behind")
        self.loose_joins = listed(ranges, "loose_joins")

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
        self.ordinal_tail = re.compile(rf"(?:[ -]+(?:(?:{any_of(self.joiners)})[ -]+)?)({tails})(?!\w)")
        self.ordinal_signs = listed(rules, "signs")
        self.ordinal_dotted = listed(rules, "dotted_behind")  # "der 23. Tag"
        self.ordinal_weak = listed(rules, "weak")
        self.ordinal_not_phrases = tuple(f" {name}" for name in rules.get("not_before", ()) if " " in name)
        self.ordinal_not_before = listed(rules, "not_before")
        self.ordinal_not_behind = listed(rules, "not_behind")
