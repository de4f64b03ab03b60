"""What words mean in any language: a curated table of news concepts, and rules for the words it does not hold.

A lexicon turns each word of a text into keys. Two words, of one language or two, mean the same when they share a key:

- `concept`    the table has the word, or an inflection of it, as a form of the concept
- `~concept`   the same by a loose form: a metonym or a wider word in use ("Washington" for the United States)
- `*spelling`  a word outside the table by its international spelling ("compensation", "compensación")
- `=stem`      a short word outside the table by its stem, for one language
- `#737`       digits; `@key` a name, whatever its transliteration
- `!cue`       a word that steers matching (`languages/<code>/match.toml`)
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from ..languages import available
from ._forms import WORD, Form, Language, Reading, Word, split, words
from ._inflection import inflection, plain, simple
from ._table import CLASSES, Concept, ConceptClass, extra, shipped

__all__ = ["CLASSES", "WORD", "Concept", "ConceptClass", "Lexicon", "Reading", "lexicon", "plain", "simple", "words"]

_ENTITIES = ("place", "org", "person")
_NEVER_NAMES = ("role", "measure", "verb", "adj")


def _proper(concept: Concept) -> bool:
    """Whether a concept is one place, organisation or person rather than a kind of them.

    English writes such names and what is derived from them with a capital, whatever the sentence.
    """
    forms = [form.lstrip("~") for form in concept.forms.get("en") or next(iter(concept.forms.values()), ())]
    if concept.kind not in _ENTITIES:
        # "GDP" and "Covid-19" have common names too
        return bool(forms) and all(form != form.lower() for listed in concept.forms.values() for form in listed)
    return bool(forms) and forms[0] != forms[0].lower()


def _capital_fits(form: Form, text: str, function: bool) -> bool:
    if form.capital == "initial":
        return text[:1].isupper()
    # "Otan" and "Nato" are written so by many newspapers; two letters must be capitals
    return text.isupper() or (len(text) >= 3 and text[:1].isupper() and not function)


class Lexicon:
    """The table, ready for every language that has data."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: dict[str, Concept] = {}
        for concept in concepts:
            self.concepts[concept.id] = concept
        contrasts: dict[str, set[str]] = {}
        for concept in self.concepts.values():
            if concept.contrast:
                contrasts.setdefault(concept.contrast, set()).add(concept.id)
        self._contrasts = {name: frozenset(members) for name, members in contrasts.items()}
        self._languages: dict[str, Language] = {}
        self._narrower: dict[str, list[str]] = {}
        self._entities = {c.id for c in self.concepts.values() if c.kind not in _NEVER_NAMES and _proper(c)}
        for concept in self.concepts.values():
            if concept.broader:
                self._narrower.setdefault(concept.broader, []).append(concept.id)

    def _language(self, lang: str) -> Language:
        made = self._languages.get(lang)
        if made is None:
            made = self._languages[lang] = Language(lang, self.concepts.values())
        return made

    def concept(self, key: str) -> Concept | None:
        """The concept behind a key, loose or not; None for other keys."""
        return self.concepts.get(key[1:] if key[0] == "~" else key)

    def own_name(self, key: str, text: str, lang: str) -> bool:
        """Whether a word is the name itself ("Brazil") and not what is derived from it ("Brazilian")."""
        if not text[:1].isupper():
            return False
        endings = self._language(lang).derived
        if not endings or not text.endswith(endings):
            return True
        concept = self.concept(key)
        return concept is not None and simple(text) in {w for f in concept.forms.get(lang, ())[:1] for w in split(f)}

    def contrast(self, name: str) -> frozenset[str]:
        """The concepts of which a thing can be but one."""
        return self._contrasts.get(name, frozenset())

    def ancestors(self, concept: str) -> list[str]:
        """The broader concepts, nearest first."""
        found: list[str] = []
        current = self.concepts.get(concept)
        while current and current.broader and current.broader not in found:
            found.append(current.broader)
            current = self.concepts.get(current.broader)
        return found

    def narrower(self, concept: str) -> Sequence[str]:
        """The concepts right below one."""
        return self._narrower.get(concept, ())

    def descendants(self, concept: str) -> list[str]:
        """Every narrower concept, in the table's order."""
        found: list[str] = []
        waiting = list(self._narrower.get(concept, ()))
        while waiting:
            one = waiting.pop(0)
            if one not in found:
                found.append(one)
                waiting.extend(self._narrower.get(one, ()))
        return found

    def read(self, lang: str, texts: Sequence[str], words: Sequence[str] | None = None) -> list[Reading]:
        """What each word means; `texts` as written, `words` the same through `simple` (made when not given).

        Where several words make a concept the first of them carries its key and `length`. Names made of several words
        take the meanings of places, organisations and people away from their parts ("Washington Post").
        """
        if words is None:
            words = [simple(text) for text in texts]
        language = self._language(lang)
        readings: list[Reading] = []
        alone, begun = language.alone, language.begun
        muted = 0
        last = len(words) - 1
        for at, text in enumerate(texts):
            word = words[at]
            known = alone.get(text)
            if known is None or known[0] != word:
                known = self._alone(language, text, word)
            phrases = known[2]
            forms = begun(phrases, words[at + 1]) if phrases and at < last else ()
            apart = 0
            if word in language.reflexives and (told := language.compound(words, at)) and not any(
                language.fits(form, words, texts, at) for form in forms if form.kind != "cue"
            ):
                forms, apart = (*told, *forms), 1
            if at >= muted and not forms:
                readings.append(known[1])
                continue
            reading, muted = self._within(language, forms, texts, words, at, muted, apart)
            readings.append(reading)
        return readings

    def _alone(
        self, language: Language, text: str, word: str
    ) -> tuple[str, Reading, dict[str, tuple[Form, ...]] | None]:
        """What a word means outside every phrase, remembered."""
        known = language.told(text, word)
        keys = self._cased(known, text)
        capital = text[:1].isupper()
        if capital and not known.function and word.isalpha():
            keys += (f"@{known.sound}",)
        made = (word, Reading(keys + known.rest, known.function, 1, capital), known.phrases or None)
        language.alone[text] = made
        return made

    @staticmethod
    def _cased(known: Word, text: str) -> tuple[str, ...]:
        keys = known.plain_forms
        if known.cased_forms:
            keys += tuple(
                f.key for f in known.cased_forms if _capital_fits(f, text, known.function) and f.key not in keys
            )
        return keys

    def _within(
        self, language: Language, forms: Sequence[Form], texts: Sequence[str], words: Sequence[str], at: int, muted: int,
        apart: int = 0,
    ) -> tuple[Reading, int]:
        """What a word means that may begin one of `forms`, or stands in a name up to word `muted`; and where that ends."""
        word, text = words[at], texts[at]
        known = language.told(text, word)
        keys = self._cased(known, text)
        if at < muted:
            keys = tuple(k for k in keys if not self.is_entity(k))
        length = 1
        longest = 0
        free = at >= muted
        phrase: tuple[str, ...] = ()
        for form in forms:
            if len(form.words) < longest and form.kind != "cue":
                continue
            if free and language.fits(form, words, texts, at, 0 if form.kind == "cue" else apart):
                keys += (form.key,)
                if form.kind == "cue":
                    length = max(length, len(form.words)) if form.key == "!function" else length
                    continue
                if not longest and self.is_entity(form.key) and text[:1].isupper():
                    muted = at + len(form.words)
                    keys = (*(k for k in keys[:-1] if not self.is_entity(k)), form.key)
                longest = len(form.words)
                length = max(length, longest + apart)
                phrase += (form.key,)
        capital = text[:1].isupper() and (at >= muted or length > 1)
        if text[:1].isupper() and not known.function and word.isalpha():
            keys += (f"@{known.sound}",)
        return Reading(keys + known.rest, known.function, length, capital, phrase), muted

    def is_entity(self, key: str) -> bool:
        """Whether a key stands for one place, organisation or person: its forms are written with capitals."""
        return key.lstrip("~") in self._entities

    def is_body(self, key: str) -> bool:
        """Whether a key stands for one organisation."""
        if key[0] in "!*=#@":
            return False
        concept = self.concept(key.lstrip("~"))
        return concept is not None and concept.kind == "org"

    def unrenderable(self, given: Iterable[str], lang: str, targets: Iterable[str]) -> list[tuple[str, str]]:
        """The words of a claim that no rule carries into a target language: (word, language) pairs, in order.

        Names, figures, words of the table with a form in the target and international words carry over.
        """
        texts = [text for word in given for text in words(word)]
        readings = self.read(lang, texts)
        covered: dict[int, list[Concept]] = {}
        for at, reading in enumerate(readings):
            for key in reading.keys:
                concept = self.concept(key) if key[0] not in "!*=#@" else None
                if concept:
                    span = reading.length if len(reading.keys) > 1 else 1
                    for index in range(at, at + span):
                        covered.setdefault(index, []).append(concept)
        missing: list[tuple[str, str]] = []
        for target in targets:
            for at, (text, reading) in enumerate(zip(texts, readings, strict=True)):
                if target == lang or reading.function or text[:1].isupper() or not text.isalpha():
                    continue
                if any(target in c.forms for c in covered.get(at, ())) or any(k[0] == "!" for k in reading.keys):
                    continue
                if not self._international(text, target):
                    missing.append((text, target))
        return missing

    def _international(self, text: str, target: str) -> bool:
        """Whether the word's own spelling is likely to be that of the other language too."""
        word = simple(text)
        return len(word) >= 8 and word != inflection(target).cognate(word)

    def likeliest(self, text: str) -> tuple[str, ...]:
        """The languages that know most of the text's words, best first; ties in alphabetical order."""
        known = self.familiarity(text)
        return tuple(sorted(known, key=lambda lang: (-known[lang], lang)))

    def familiarity(self, text: str) -> dict[str, float]:
        """How many of a text's words each language knows; names count half."""
        texts = words(text)
        scores: dict[str, float] = {}
        for lang in self.languages():
            known = 0.0
            for reading in self.read(lang, texts):
                if reading.function:
                    known += 1
                elif any(k[0] not in "*=#@!" for k in reading.keys):
                    known += 0.5 if any(self.is_entity(k) for k in reading.keys) else 1
            scores[lang] = known
        return scores

    def languages(self) -> tuple[str, ...]:
        """The languages that the table has forms in, sorted."""
        return tuple(sorted({lang for c in self.concepts.values() for lang in c.forms} & set(available())))


@cache
def _lexicon(path: str | None) -> Lexicon:
    concepts = list(shipped())
    if path:
        concepts.extend(extra(Path(path)))
    return Lexicon(concepts)


def lexicon(extra_terms_path: str | Path | None = None) -> Lexicon:
    """The lexicon, with a desk's own terms if a file is given; made once for each file. Raises InputError."""
    return _lexicon(str(extra_terms_path) if extra_terms_path else None)
