"""One language's tables for figures, compiled once from its TOML files: its numbers, and what they count and measure."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .. import _trie
from ..languages import data
from ..text import fold
from ._forms import by_last_word, unit_names, with_unaccented
from ._number_tables import NEVER, Data, NumberTables, any_of, listed


class Tables(NumberTables):
    """Everything that the figure readers need to know of one language."""

    def __init__(self, lang: str) -> None:
        numbers, units = data(lang, "numbers"), data(lang, "units")
        modifiers, counted = data(lang, "modifiers"), data(lang, "counted")
        super().__init__(numbers, units)
        self.lang = lang
        self._read_units(units, data(lang, "currencies"))
        self._read_rates(units)
        self._read_ages(units)
        self._read_modifiers(modifiers)
        self._read_counted(counted)
        self._read_names(counted)
        self._read_articles(units.get("bare_article", {}))

    def _read_units(self, units: Data, currencies: Mapping[str, list[str]]) -> None:
        self.unit_names = unit_names(units, currencies)
        linkers = any_of(units.get("linkers", ()))
        form = _trie.pattern(self.unit_names)
        self.unit = re.compile(rf"[ ]{{0,2}}+-?+({form})(?!\w)")
        shares = _trie.pattern(form for form, rows in self.unit_names.items() if rows[0].id in ("%", "pp"))
        self.share_sign = re.compile(rf"[ ]{{0,2}}+-?+{shares}(?!\w)")
        self.verb_symbols = {form: tuple(ends) for form, ends in units.get("verb_symbols", {}).items()}
        self.linked_unit = re.compile(rf"[ ]{{0,2}}+-?+(?:{linkers})?({form})(?!\w)")
        linkers = any_of([*units.get("fraction_linkers", ()), *units.get("linkers", ())])
        self.fraction_unit = re.compile(rf"[ ]{{0,2}}+-?+(?:{linkers})?({form})(?!\w)")
        self.compound_join = re.compile(rf"[ ]?(?:(?:{any_of(units.get('compound_joins', ()))}) )?")
        spoken = any_of(units.get("hundredths", ()))
        self.hundredths = re.compile(rf"{self.compound_join.pattern}(\d\d?)(?:{spoken})(?!\w)")
        self.lasting: tuple[str, ...] = tuple(f" {cue} " for cue in units.get("lasting", ())) or ("\0",)
        self.timer_not_behind = frozenset(fold(word) for word in units.get("timer_not_behind", ()))
        self.lasting_behind: tuple[str, ...] = tuple(f" {cue}" for cue in units.get("lasting_behind", ())) or ("\0",)
        self.apart: tuple[str, ...] = tuple(f" {cue} " for cue in units.get("apart", ())) or ("\0",)
        self.apart_from: tuple[str, ...] = tuple(f" {cue}" for cue in units.get("apart_from", ())) or ("\0",)
        self.hyphen_nouns: bool = units.get("hyphen_nouns", False)
        self.hyphen_noun = re.compile(r"-([^\W\d_]{3,})" if self.hyphen_nouns else NEVER)
        self.hyphen_chain = re.compile(
            r"-,?(?: ?[^\W_]+-,?){0,3}(?: [^\W\d_]{2,3})? [^\W_]+-([^\W\d_]{3,})" if self.hyphen_nouns else NEVER
        )
        self.places: dict[str, tuple[dict[str, str], re.Pattern[str]]] = {}
        for name, codes in units.get("currency_places", {}).items():
            stems = {fold(stem): code for code, forms in codes.items() for stem in forms}
            self.places[name] = stems, re.compile(_trie.opening(stems, r"(?<!\w.)"))
        self.place_default: dict[str, str] = units.get("currency_default", {})
        self.only_placed = listed(units, "placed_only", "forms")
        self.capital_spans: bool = units.get("capital_spans", False)
        self.angle_cues: tuple[str, ...] = tuple(units.get("angles", {}).get("cues", ()))
        shared = units.get("shared", {})
        self.mass_cues: tuple[str, ...] = tuple(shared.get("cues", ()))
        self.mass_of: tuple[str, ...] = tuple(shared.get("of", ()))

    def _read_rates(self, units: Data) -> None:
        point_words = units.get("points", ())
        self.spoken_symbols = frozenset(units.get("spoken_symbols", ()))
        self.points = re.compile(rf" (?:{_trie.pattern(point_words)})(?![\w-])" if point_words else "(?!)")
        part_links = any_of(sorted([*units.get("fraction_linkers", ()), *units.get("linkers", ())], key=len, reverse=True))
        parts = _trie.pattern([*units.get("point_parts", ()), *point_words])
        self.point_parts = re.compile(rf"[ -](?:{part_links})?(?:{parts})(?!\w)")
        paid = units.get("paid", {})
        self.paid = re.compile(rf"(?<!\w)(?:{_trie.pattern(paid.get('stems', ()))})")
        self.sums_of = listed(paid, "nouns")
        self.shared_cents = listed(units, "shared_cents", "words")
        self.scaled_units: dict[str, str] = units.get("scaled_units", {})
        self.per_names = with_unaccented({fold(form): u for u, forms in units.get("per", {}).items() for form in forms})
        self.per = re.compile(rf"[ ]?-?({_trie.pattern(self.per_names)})(?!\w)")
        behind = units.get("per_rules", {}).get("not_before", ())
        self.per_not_before = re.compile(rf"\w| (?:{any_of(behind)})\b")  # "28 % l'an prochain" is no rate
        over: list[str] = units.get("per_unit", {}).get("words", [])
        form = _trie.pattern(self.unit_names)
        name = r"'|(?<= \w)\. "  # "par l'Italie", "par M. Petit"
        self.per_unit = re.compile(rf"(?: (?:{any_of(over)}) | ?/ ?)({form})(?!\w|{name})")
        numbered = units.get("per_number", {})
        self.per_counts: dict[str, int] = numbered.get("counts", {})
        counts = _trie.pattern(self.per_counts)
        links: list[str] = numbered.get("words", [])
        self.per_number = re.compile(
            rf" (?:{any_of(links)}) (?:(10{{0,2}}[ .,]?000(?:[ .,]?000)?|100|{counts}) ([^\W\d_]+)"
            r"|(10{1,2}[ .,]?000)(?![\w%]| ?[€$£]|[.,]\d| \d))"
        )
        nouns = units.get("per_nouns", {})
        other = rf"(?!(?:{any_of(nouns.get('not', ()))})(?!\w))[^\W\d_]{{3,}}"
        named = _trie.pattern(nouns["nouns"]) if "nouns" in nouns else other
        self.per_noun = re.compile(rf" (?:{any_of(nouns.get('words', ()))}) ({named})(?![\w'])")
        self.per_any = re.compile("|".join(p.pattern for p in (self.per, self.per_unit, self.per_number, self.per_noun)))
        self.per_join = re.compile(rf"(?: (?:{any_of(units.get('per_second', {}).get('joins', ()))})(?= )|,(?= ))?")
        self.per_first = frozenset("/-").union(form.lstrip(" ")[:1] for form in [*self.per_names, *over, *links])

    def _read_ages(self, units: Data) -> None:
        age = units.get("age", {})
        self.age_written: tuple[str, ...] = tuple(f" {form}" for form in age.get("written", ())) or ("\0",)
        self.age_behind = tuple(sorted(age.get("behind", ()), key=len, reverse=True))
        self.age_nouns = listed(age, "nouns")
        self.age_links = listed(age, "links")
        self.age_suffixes: tuple[str, ...] = tuple(age.get("suffixes", ()))
        self.people = listed(age, "people")
        self.age_ahead: tuple[str, ...] = tuple(f" {word}" for word in age.get("ahead", ()))
        self.age_groups, self.age_at = listed(age, "groups"), listed(age, "at")
        self.age_at_ahead: tuple[str, ...] = (",", *age.get("at_ahead", ()))
        self.age_over: tuple[str, ...] = tuple(age.get("have_over", ()))
        self.age_have, self.age_not_have = listed(age, "have"), listed(age, "have_not_behind")
        self.age_own: tuple[str, ...] = tuple(age.get("own", ())) or ("\0",)
        self.age_endings = {article: tuple(ends) for article, ends in age.get("endings", {}).items()}
        self.age_articles, self.spans_of_years = listed(age, "articles"), listed(age, "spans")
        self.span_endings: tuple[str, ...] = tuple(age.get("span_endings", ())) or ("\0",)
        self.age_cues: tuple[str, ...] = tuple(age.get("cues", ()))
        self.age_stated: tuple[str, ...] = tuple(age.get("stated", ())) or ("\0",)
        self.age_events, self.age_events_at = tuple(age.get("events", ())), tuple(age.get("events_at", ())) or ("\0",)
        self.age_asides, self.age_named = listed(age, "asides"), tuple(age.get("named", ()))
        self.age_reached: tuple[str, ...] = tuple(age.get("reached", ())) or ("\0",)
        self.age_closes: tuple[str, ...] = tuple(age.get("closes", ()))
        self.bare_link, self.bare_ages = bool(age.get("bare_link")), bool(age.get("bare"))

    def _read_modifiers(self, modifiers: Data) -> None:
        self.not_of_duration: dict[str, Any] = modifiers.get("not_of_duration", {})
        spans = modifiers.get("spans", {})
        self.span_words, self.span_behind = listed(spans, "words"), listed(spans, "behind")
        self.span_ahead: tuple[str, ...] = tuple(f" {cue}" for cue in spans.get("ahead", ())) or ("\0",)
        self.never_of_span, self.of_units = listed(spans, "never"), listed(spans, "of_units")
        self.within = listed(spans, "within")
        self.before = by_last_word(modifiers.get("before", {}))
        self.before_phrases = {last: tuple(phrase for phrase, _ in rows) for last, rows in self.before.items()}
        after = {fold(form): m for m, forms in modifiers.get("after", {}).items() for form in forms}
        after_rules = modifiers.get("after_rules", {})
        self.after_not, self.sums = listed(after_rules, "not_before"), listed(after_rules, "sums")
        self.after_names = with_unaccented(after)
        self.after = re.compile(rf",? \(?({_trie.pattern(self.after_names)})(?!\w)")
        factors = modifiers.get("factors", {}).get("behind", ())
        self.factors: tuple[str, ...] = tuple(f"{phrase} " for phrase in factors) or ("\0",)
        self.bound_articles = listed(modifiers, "articles")
        self.reached = listed(modifiers, "change", "reached")
        self.able = listed(modifiers, "change", "able")
        self.restated = frozenset(modifiers.get("change", {}).get("restated", ()))
        change = modifiers.get("change", {})
        self.change = dict.fromkeys(change.get("up", ()), "up") | dict.fromkeys(change.get("down", ()), "down")
        self.levels, self.level_behind = listed(change, "levels"), listed(change, "levels_behind")
        self.totals, self.rained = listed(change, "totals"), listed(change, "rained")
        self.clauses = listed(change, "clauses")
        self.particles, self.no_change = listed(change, "particles"), listed(change, "not_behind")
        self.change_words, self.distant = frozenset(self.change), tuple(f" {word} " for word in change.get("distant", ()))

    def _read_counted(self, counted: Data) -> None:
        self.stops = listed(counted, "stops")
        self.links = listed(counted, "links")
        self.link_articles = listed(counted, "articles")
        self.skips = listed(counted, "skips")
        self.elliptic = listed(counted, "elliptic")
        self.of_measure = listed(counted, "of_measure")
        self.of_measure_first = frozenset(word[0] for word in self.of_measure)
        self.compared: tuple[str, ...] = tuple(f" {cue}" for cue in counted.get("compared", ()))
        self.trailing: tuple[str, ...] = tuple(f" {cue} " for cue in counted.get("trailing", ()))
        self.parts: tuple[str, ...] = tuple(f" {cue}" for cue in counted.get("parts", ())) or ("\0",)
        self.parts_behind: tuple[str, ...] = tuple(f" {cue}" for cue in counted.get("parts_behind", ())) or ("\0",)
        self.coordination, self.wholes = listed(counted, "coordination"), listed(counted, "wholes")
        over, whose = any_of(sorted(self.of_measure)), any_of(sorted(self.link_articles))
        many = _trie.pattern(self.numeral_words)
        self.of_number = re.compile(rf" (?:{over})(?:(?<=')| )(?:(?:{whose}) )?(?=\d|{many}(?!\w))")
        self.plurals, self.singulars_in_s = listed(counted, "plurals"), listed(counted, "singulars_in_s")
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
        self.name_links = listed(names, "links")
        self.dialled: tuple[str, ...] = tuple(names.get("dialled", ()))
        self.openers = listed(names, "openers")
        self.singulars = listed(names, "singulars")
        self.name_tails = listed(names, "tails")
        self.year_behind = listed(names, "year_behind")
        self.uninflected = listed(names, "uninflected")
        self.folk_endings: tuple[str, ...] = tuple(names.get("folk_endings", ())) or ("\0",)
        self.streets = listed(streets, "words")
        self.street_first: bool = streets.get("first", False)
        self.street = re.compile(rf"(?: ?bis| ?ter)?,? (?:{_trie.pattern(self.streets)}) ")

    def _read_articles(self, bare: Data) -> None:
        """Where an article counts; `article_ahead` and `article_behind` tell quickly that it does not."""
        self.bare_units = re.compile(rf" ({_trie.pattern(bare.get('units', ()))})(?!\w)")
        self.bare_nouns = listed(bare, "nouns")
        self.victims = listed(bare, "victims")
        self.bare_followers = listed(bare, "followers")
        either = any_of(sorted(self.range_joins))
        self.article_or = re.compile(rf" (?:{either}) {_trie.pattern(self.small)}(?!\w)")
        self.bare_noun_not_behind = listed(bare, "noun_not_behind") | listed(bare, "not_behind")
        self.bare_not_behind = listed(bare, "not_behind")
        self.bare_behind = listed(bare, "behind")
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


@cache
def tables(lang: str) -> Tables | None:
    """The tables of a language, or None when it has no numbers file."""
    return Tables(lang) if data(lang, "numbers") else None
