"""One language's side of a lexicon: the ways to write its concepts and cues, ready to be looked up word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ..languages import data
from ..names import normalise
from ._inflection import inflection, simple
from ._table import Concept

WORD = r"[^\W\d_]{1,5}-?\d+[^\W\d_]?(?!\w)|\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d)|[.,]\d+)*|[^\W\d_]+(?:\.[^\W\d_](?=\.))*"
"""A word, a figure or a model's name ("F-16") as the lexicon tells them apart."""
CUES = (
    "coordinators", "earlier", "part", "supposed", "negation", "only", "respectively", "generic", "before", "after",
    "moved", "shares", "prior", "counterpart", "affirming", "function", "prepositions", "ranks", "rivals", "increments",
    "aging", "ages", "demands", "bosses", "cumulative", "others", "among", "definite", "since", "summits", "sums", "thresholds",
    "usual", "locatives", "versus", "levels", "scales", "copula", "aims", "excepted", "pronouns", "forecasts", "bases",
    "averages", "demonstratives", "proforms", "idioms", "sides", "initials", "elapsed", "possessives", "pointing", "additions",
    "replaced", "that_day", "beating", "surpassed", "resuming",
    "outranked", "having", "beginning", "capacities", "relatives", "totals", "been", "abilities",
)
"""The lists of `match.toml` that steer matching; their words get the key `!cue`."""
_PERSONS = frozenset({"person", "role"})
"""Kinds of nouns that no ending of a verb leads to, but for the loose forms, which may be verbs."""
_INFLECTED = ("!beating", "!ranks", "!rivals", "!moved", "!generic", "!counterpart", "!sums", "!scales")
_ENDING = re.compile(r"[aeiou]+\Z")
_COGNATE = 5


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a concept: `key` as a lexicon gives it, and the letters' case that it asks for."""

    key: str
    words: tuple[str, ...]
    kind: str
    capital: str = ""
    """"" any, "initial" the text's word must begin with a capital, "all" it must be in capitals."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word means: keys, whether it only holds the sentence together, and how many words it begins."""

    keys: tuple[str, ...]
    function: bool = False
    length: int = 1
    capitals: bool = False
    phrase: tuple[str, ...] = ()
    """Those of the keys that stand for all `length` words together."""

    @property
    def concepts(self) -> list[str]:
        """The concepts among the keys, loose or not."""
        return [key.lstrip("~") for key in self.keys if key[0] not in "!*=#@"]


@dataclass(slots=True)
class Word:
    """Everything that holds of a word wherever it stands."""

    plain_forms: tuple[str, ...]
    cased_forms: tuple[Form, ...]
    phrases: dict[str, tuple[Form, ...]]
    """The phrases that it may begin, by their second word, the longest first."""
    rest: tuple[str, ...]
    function: bool
    bases: frozenset[str]
    sound: str


class Language:
    """The forms of one language, ready to be looked up."""

    def __init__(self, lang: str, concepts: Iterable[Concept]) -> None:
        self.lang = lang
        self.rules = inflection(lang)
        self.single: dict[str, list[Form]] = {}
        self.phrases: dict[str, list[Form]] = {}
        self.memo: dict[str, Word] = {}
        self.alone: dict[str, tuple[str, Reading, dict[str, tuple[Form, ...]] | None]] = {}
        """For each text its word, what it means outside every phrase, and the phrases that it may begin."""
        steer = data(lang, "match")
        self.derived = tuple(steer.get("derived_names", []))
        self.function = {simple(w) for w in steer.get("function", []) if " " not in w}
        self.reflexives = tuple(steer.get("reflexives", []))
        self.auxiliaries = frozenset(steer.get("auxiliaries", []))
        self.accented: dict[str, str] = steer.get("accented", {})
        """Words that an accent tells from a small word, and what they are forms of."""
        for concept in concepts:
            for form in concept.forms.get(lang, ()):
                self._add(form, concept.id, concept.kind)
        for cue in CUES:
            for form in steer.get(cue, []):
                if cue != "function" or " " in form:
                    self._add(form.lower(), f"!{cue}", "cue")

    def _add(self, form: str, concept: str, kind: str) -> None:
        loose = form.startswith("~")
        form = form.lstrip("~").strip()
        words = tuple(split(form))
        if not words:
            return
        first = next((c for c in form if c.isalpha()), "")
        capital = "initial" if first.isupper() else ""
        if len(words) == 1 and form.isupper() and len(form) > 1:
            capital = "all"
        made = Form(f"~{concept}" if loose else concept, words, kind, capital)
        if len(words) == 1:
            self.single.setdefault(words[0], []).append(made)
        else:
            self.phrases.setdefault(words[0], []).append(made)

    def told(self, text: str, word: str) -> Word:
        """What holds of a word as it is written: "bajó" is a form of "bajar", and no "bajo"."""
        return self.word(word if text.isascii() else self.accented.get(text.lower(), word))

    def word(self, word: str) -> Word:
        known = self.memo.get(word)
        if known is None:
            known = self.memo[word] = self._study(word)
        return known

    def _study(self, word: str) -> Word:
        forms = list(self.single.get(word, ()))
        bases = tuple(dict.fromkeys(self.rules.bases(word)))
        function = word in self.function or (len(word) == 1 and word.isalpha())
        listed = any(f.kind != "cue" for f in forms)
        if not any(f.kind != "cue" and f.key[0] != "~" for f in forms):
            nouns = set(self.rules.bases(word, nominal=True))
            for base in bases:
                if listed and len(base) >= len(word):
                    continue  # what is listed loosely may be told by its ending too ("versera"), where that is a verb's own
                forms.extend(
                    f for f in self.single.get(base, ())
                    if f.capital != "all" and (f.key in _INFLECTED if f.kind == "cue" else not function)
                    and (base in nouns or f.kind not in _PERSONS or f.key[0] == "~")
                )  # "para" (for) is no form of "parar", nor "mais" (but) of "maire", nor "passage" of "passager"
        rest: tuple[str, ...] = ()
        if word[0].isdigit():
            rest = (f"#{word}",)
        elif not function:
            rest = (self.other_key(word),)
        return Word(
            tuple(dict.fromkeys(f.key for f in forms if not f.capital)),
            tuple(f for f in forms if f.capital), self._phrases(word, bases), rest, function, frozenset(bases),
            _sound(word),
        )

    def _phrases(self, word: str, bases: Sequence[str]) -> dict[str, tuple[Form, ...]]:
        found = list(self.phrases.get(word, ()))
        for base in bases:
            found.extend(form for form in self.phrases.get(base, ()) if form.kind != "cue" and form not in found)
        found.sort(key=lambda form: -len(form.words))
        second: dict[str, tuple[Form, ...]] = {}
        for form in found:
            second[form.words[1]] = (*second.get(form.words[1], ()), form)
        return second

    def begun(self, phrases: dict[str, tuple[Form, ...]], following: str) -> Sequence[Form]:
        """Of a word's phrases those that the word behind it goes on with, the longest first."""
        found = phrases.get(following, ())
        bases = self.word(following).bases
        if bases and not phrases.keys().isdisjoint(bases):
            begun = phrases.keys() & bases
            more = [form for base in sorted(begun) if base != following for form in phrases[base]]
            found = tuple(sorted((*found, *more), key=lambda form: -len(form.words)))
        return found

    def other_key(self, word: str) -> str:
        """The key of a word that no table holds."""
        if any(c.isdigit() for c in word):
            return f"#{word.replace('-', '')}"
        cognate = self.rules.cognate(word)
        return f"*{cognate}" if len(word) >= _COGNATE and len(cognate) > 3 else f"={self.lang}:{self.rules.stem(word)}"

    def compound(self, words: Sequence[str], at: int) -> list[Form]:
        """The reflexive verbs that a reflexive pronoun may begin, told in a compound tense: "s'est écrasé"."""
        if at + 2 >= len(words) or words[at + 1] not in self.auxiliaries:
            return []
        verb = words[at + 2]
        return [form for pronoun in self.reflexives for form in self.begun(self.word(pronoun).phrases, verb)]

    def fits(self, form: Form, words: Sequence[str], texts: Sequence[str], at: int, apart: int = 0) -> bool:
        """Whether the phrase stands at `at`; each of its words may be inflected. `apart` is how many words stand behind the
        pronoun that begins a reflexive verb."""
        if at + len(form.words) + apart > len(words):
            return False
        for offset, wanted in enumerate(form.words):
            if apart and not offset:
                continue
            got = words[at + offset + apart]
            if got != wanted and (form.kind == "cue" or wanted not in self.word(got).bases):
                return False
        return not form.capital or texts[at][:1].isupper()


def _sound(word: str) -> str:
    """What the transliterations of a name share; names of countries lose the vowels that languages end them with."""
    sound = "".join(normalise(word)) or word
    return _ENDING.sub("", sound) if len(sound) > 5 else sound


def split(text: str) -> list[str]:
    """The words of a form or claim as the lexicon compares them; hyphens and apostrophes part words."""
    return [simple(word) for word in words(text)]


@cache
def _word_pattern() -> "re.Pattern[str]":
    return re.compile(WORD)


def words(text: str) -> list[str]:
    """The words and figures of a text as they are written."""
    return [m.group() for m in _word_pattern().finditer(text)]
