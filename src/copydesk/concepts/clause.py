"""A sentence as words with a class each, and the noun phrases among them; no parser, only the words around a word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..text import fold
from .words import Words, verb_form

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?:(?![\w-])|(?:-[^\W\d_]+)+)|[^\W_][\w'’.&/-]*[^\W_]|[^\W_]|[^\w\s\"“”«»]")
_WORD = re.compile(r"[^\W\d_]")
_SIGNS = frozenset("$£€¥+")
_OWNED = re.compile(r"(?<=\w)['’]s\Z|(?<=s)['’]\Z")

# The classes: noun or adjective, number, the figure itself, article, pronoun, preposition, "of", verb, auxiliary, mark of
# the infinitive, adverb, "and", relative pronoun, what begins another clause; a punctuation mark is its own class.
NOUN, NUMBER, FIGURE, ARTICLE, PRONOUN, PREPOSITION, OF = "noun", "number", "figure", "article", "pronoun", "prep", "of"
VERB, AUXILIARY, INFINITIVE, ADVERB, JOIN, RELATIVE, BREAK = "verb", "aux", "to", "adverb", "and", "relative", "break"
_LINKS = (ARTICLE, PREPOSITION, OF, NUMBER, FIGURE, ADVERB, PRONOUN, INFINITIVE, BREAK, "end")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `form` is the form of a verb."""

    start: int
    end: int
    text: str
    word: str
    kind: str
    form: str = ""

    @property
    def small(self) -> bool:
        return self.text.islower()

    @property
    def acts(self) -> bool:
        return self.kind in (VERB, AUXILIARY)


def tokens(text: str, start: int, end: int, words: Words) -> list[Token]:
    """The words of a stretch with the class that each has by itself."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        at, stop, written = match.start(), match.end(), match.group()
        cut = fold(written).find("'") + 1 if words.elisions else 0
        if cut and cut < len(written) and fold(written[:cut]) in words.elisions:  # "l'économie"
            found.append(_token(at, at + cut, written[:cut], words))
            at, written = at + cut, written[cut:]
        found.append(_token(at, stop, written, words))
    return found


def _token(start: int, end: int, text: str, words: Words) -> Token:
    word = fold(text)
    return Token(start, end, text, word, _class(text, word, words))


def _class(text: str, word: str, words: Words) -> str:
    if word in words.empty and (word in words.numbers or not text.islower()):
        return NOUN  # the month of May, the first quarter
    for kind, members in (
        (OF, words.of), (JOIN, words.joins), (RELATIVE, words.relatives), (BREAK, words.breakers),
        (AUXILIARY, words.auxiliaries), (ARTICLE, words.articles), (PRONOUN, words.pronouns),
        (PREPOSITION, words.prepositions),
    ):
        if word in members and (len(text) == 1 or not text.isupper() or kind != PRONOUN):
            return kind
    if text in _SIGNS or text[0].isdigit() or (word in words.numbers and text[0].islower()):
        return NUMBER
    if not _WORD.search(text):
        return text
    if word in words.adverbs or (text[0].islower() and _is_manner(word, words)):
        return ADVERB
    return NOUN


def _is_manner(word: str, words: Words) -> bool:
    endings = words.adverb_endings
    return bool(endings) and word.endswith(endings) and "-" not in word and word not in words.not_adverbs


def tagged(found: Sequence[Token], lang: str, words: Words) -> list[Token]:
    """The same words, where verbs, mere pronouns and infinitives are told by the words around."""
    out = list(found)
    for i, token in enumerate(out):
        before, after = _beside(out, i, -1), _beside(out, i, 1)
        if token.word in words.compound and i + 1 < len(out) and out[i + 1].kind == OF and before is not None and (
            before.kind == PREPOSITION or (i > 1 and before.kind == ARTICLE and out[i - 2].kind == PREPOSITION)
        ):  # "in light of"
            out[i:i + 2] = [replace(token, kind=PREPOSITION), replace(out[i + 1], kind=PREPOSITION)]
        elif token.kind == ADVERB and _is_adjective(out, i, words):
            out[i] = replace(token, kind=NOUN)
        elif token.kind == BREAK and before is not None and after is not None and out[i - 1].kind == ADVERB and (
            after.kind in (NUMBER, FIGURE)
        ):
            out[i] = replace(token, kind=ADVERB)  # "more than"
        elif token.kind == PREPOSITION and token.word in words.particles and i and out[i - 1].kind == VERB:
            out[i] = replace(token, kind=ADVERB)  # "bring down"
        elif token.kind == ARTICLE and token.word in words.elisions and i + 1 < len(out) and out[i + 1].kind == AUXILIARY:
            out[i] = replace(token, kind=ADVERB)  # "il l'a vu"
        elif token.word in words.demonstratives and token.kind in (ARTICLE, RELATIVE):
            out[i] = replace(token, kind=_demonstrative(out, i, lang))
        elif token.word in words.infinitive and after is not None and after.small and (
            verb_form(lang, after.word)[0] in ("base", "fixed")
        ):
            out[i] = replace(token, kind=INFINITIVE)
        elif token.kind == NOUN and token.small:
            form, noun_too = verb_form(lang, token.word)
            if form and _is_verb(out, i, form, noun_too, words, lang):
                out[i] = replace(token, kind=VERB, form=form)
    return out


def _beside(found: Sequence[Token], at: int, step: int) -> Token | None:
    """The nearest word that is no adverb."""
    at += step
    while 0 <= at < len(found) and found[at].kind == ADVERB:
        at += step
    return found[at] if 0 <= at < len(found) else None


def _is_adjective(out: Sequence[Token], i: int, words: Words) -> bool:
    """ "a disorderly exit", "the Early Career award"."""
    before, after = out[i - 1] if i else None, out[i + 1] if i + 1 < len(out) else None
    if not out[i].small:
        return before is not None and before.kind == NOUN and not before.small
    if before is None or after is None or after.kind != NOUN:
        return False
    return before.kind == ARTICLE and out[i].word not in words.adverbs


def _demonstrative(out: Sequence[Token], i: int, lang: str) -> str:
    token, before, after = out[i], _beside(out, i, -1), _beside(out, i, 1)
    if after is None:
        return PRONOUN
    form, noun_too = verb_form(lang, after.word)
    acts = after.kind == AUXILIARY or (form != "" and not noun_too and form != "present")
    if token.kind == RELATIVE:
        if before is not None and before.kind == NOUN and verb_form(lang, before.word)[0] in ("", "base"):
            return RELATIVE
        if acts:
            return PRONOUN if before is None or before.kind == BREAK else RELATIVE
        return ARTICLE if before is not None and before.kind in (PREPOSITION, OF) else BREAK
    if form == "past" and token.kind == ARTICLE and i + 2 < len(out) and out[i + 2].kind == NOUN:
        return ARTICLE  # "each printed sample"
    return PRONOUN if acts or after.kind in (PREPOSITION, BREAK, RELATIVE) or (not _WORD.search(after.text) and (
        after.kind not in (NUMBER, FIGURE))) else ARTICLE


def _is_verb(out: Sequence[Token], i: int, form: str, noun_too: bool, words: Words, lang: str) -> bool:
    before, after = _beside(out, i, -1), _beside(out, i, 1)
    left = before.kind if before is not None else "start"
    right = after.kind if after is not None else "end"
    opens = right in _LINKS or not (after is not None and _WORD.search(after.text))
    ends = (opens and right not in _LINKS) or right == "end"
    if noun_too and right == OF and after is not None and after.word not in words.levels:
        return False
    if left in (ARTICLE, OF):
        return left == OF and form == "present" and right in (ARTICLE, NUMBER, PRONOUN)
    if left in (AUXILIARY, INFINITIVE):
        return True
    if left == PRONOUN:
        return form != "present" or opens or True
    if form == "present" and noun_too:
        return right in (ARTICLE, NUMBER, FIGURE, PRONOUN)
    if form == "present":
        if left in (NOUN, ")"):
            return (opens and not ends) or (not opens and before is not None and before.text.endswith("s"))
        if left == FIGURE:
            return opens or out[i].word in words.nearest
        return opens if left in (PREPOSITION, "start", NUMBER, JOIN) else left != VERB or opens
    if form in ("past", "fixed") and not noun_too:
        if left in (PREPOSITION, NUMBER, FIGURE) and form == "past":
            return right != NOUN and left != PREPOSITION
        if form == "past" and right == NOUN and left == NOUN and _owned_by_auxiliary(out, i):
            return False
        return form == "fixed" or not (left in (VERB, JOIN) and right == NOUN)
    if form in ("past", "fixed"):
        if left in (PREPOSITION, NUMBER, FIGURE):
            return form == "past" and left != PREPOSITION and right != NOUN
        return opens or (form == "past" and left in (NOUN, RELATIVE))
    if left in (NUMBER, FIGURE):
        return not noun_too or right in (ARTICLE, NUMBER, PRONOUN)
    if left in (PREPOSITION, "start"):
        return False
    if not noun_too:
        return True
    if left in (NOUN, ")", RELATIVE, ",", JOIN):
        at = next((j for j in range(i - 1, 0, -1) if out[j].kind != ADVERB), 0) + 1
        plural = left != NOUN or _head(out, at).endswith("s")
        fits = plural if form == "base" else not plural or left != NOUN
        if left in (",", JOIN) and not any(t.acts for t in out[:i]):
            return False
        if left == NOUN and _is_object(out, at):
            return False
        return fits and opens and not (left in (NOUN, ",") and _acts_later(out, i, lang))
    return left == RELATIVE


def _head(out: Sequence[Token], end: int) -> str:
    """The head of the noun phrase that ends before `end`: "figures" of "the figures for April"."""
    at = end
    while at and (first := phrase_before(out, at)) < at and first and out[first - 1].kind == PREPOSITION:
        at = first - 1
    linked = next((i for i in range(phrase_before(out, at), at) if out[i].kind == OF), at)
    return out[linked - 1].text if linked else ""


def _is_object(out: Sequence[Token], end: int) -> bool:
    """Whether the noun before `end` stands in a phrase of a verb or figure before it: "spent 3 million in data centres"."""
    first = phrase_before(out, end)
    return first > 1 and out[first - 1].kind == PREPOSITION and (out[first - 2].acts or out[first - 2].kind in (NUMBER, FIGURE))


def _owned_by_auxiliary(out: Sequence[Token], i: int) -> bool:
    """ "had maximum sustained winds": an adjective, no verb."""
    first = phrase_before(out, i)
    return first > 0 and out[first - 1].kind == AUXILIARY


def _acts_later(out: Sequence[Token], i: int, lang: str) -> bool:
    """Whether another verb stands in the clause, so that this word is a noun of its subject."""
    for at in range(i + 1, len(out)):
        token = out[at]
        if token.kind in (RELATIVE, BREAK, JOIN, INFINITIVE, FIGURE, NUMBER) or not _WORD.search(token.text):
            return False
        if token.kind == AUXILIARY:
            return True
        form, noun_too = verb_form(lang, token.word)
        if form == "fixed" and not noun_too and token.small:
            return True
        if form == "past" and at + 1 < len(out) and out[at + 1].kind in (NUMBER, FIGURE, ARTICLE, ADVERB):
            return True
    return False


def content(found: Sequence[Token], words: Words) -> list[str]:
    """The words that name something."""
    around = [None, *found, None]
    return [_OWNED.sub("", t.text) for i, t in enumerate(found) if _names(t, around[i], around[i + 2], words)]


def _names(token: Token, before: Token | None, after: Token | None, words: Words) -> bool:
    """Whether a word names something; a number does behind a capital ("Fortune 100")."""
    if token.text.isdigit():
        return before is not None and before.kind == NOUN and any(c.isupper() for c in before.text) and (
            before.word not in words.empty)
    if not _WORD.search(token.text) or token.word in words.elisions or (token.word in words.numbers and token.small):
        return False
    if len(token.text) > 1 and token.text.isupper():
        return True
    first, _, last = token.word.partition("-")
    if last and (first[0].isdigit() or (first in words.numbers and last in words.empty)):  # "a 10-year note"
        return False
    if before is not None and before.kind == NUMBER and after is not None and token.small and after.kind in (OF, ")"):
        return False  # "three tonnes of wheat"
    if len(token.text) == 1 and token.text.islower():
        return False
    if token.word in words.empty:  # "the September contract" has a name, "in September" none
        named = before is not None and before.kind == ARTICLE and not token.small
        return named and after is not None and after.kind == NOUN and after.word not in words.empty
    return token.kind in (NOUN, VERB, NUMBER)


def phrase_before(found: Sequence[Token], end: int) -> int:
    """Where the noun phrase begins that ends before `end`: "the loss of the second unit"; `end` where there is none."""
    at = end
    while at > 0 and (at == end or not _parts(found, at)) and _holds(found, at - 1, end):
        at -= 1
        if found[at].kind == ARTICLE and (at < 2 or found[at - 1].kind != OF or found[at - 2].kind != NOUN):
            break
    return at


def _parts(found: Sequence[Token], at: int) -> bool:
    """Whether a new phrase begins at `at` although a noun stands before it: "inflation the pace"."""
    return found[at].kind == ARTICLE and found[at - 1].kind != OF


def _holds(found: Sequence[Token], at: int, end: int) -> bool:
    """Whether the word at `at` can be part of the noun phrase that ends before `end`."""
    kind = found[at].kind
    if kind in (NOUN, NUMBER):
        return True
    if at + 1 >= end:
        return False
    before = found[at - 1].kind if at else ""
    if kind == ADVERB:
        return found[at + 1].kind in (NOUN, NUMBER) and before in (ARTICLE, NOUN)
    if kind == OF:
        return before in (NOUN, NUMBER)
    if kind == JOIN:
        return found[at + 1].kind == NOUN and before == NOUN
    return kind in (ARTICLE, "&")


def phrase_after(found: Sequence[Token], start: int, limit: int = 12) -> int:
    """Where the noun phrase ends that begins at `start`; `start` where there is none."""
    at = start
    while at < len(found) and at - start < limit and _goes_on(found, at, start):
        at += 1
    return at


def _goes_on(found: Sequence[Token], at: int, start: int) -> bool:
    """Whether the word at `at` can be part of the noun phrase that begins at `start`."""
    kind = found[at].kind
    after = found[at + 1] if at + 1 < len(found) else None
    if kind in (NOUN, NUMBER, "&"):
        return True
    if kind == ADVERB:
        return after is not None and after.kind == NOUN
    if kind == ARTICLE:
        return at == start or found[at - 1].kind == OF
    if kind == OF:
        return at > start
    if kind == JOIN:
        joined = at > start and found[at - 1].kind == NOUN and after is not None and after.kind == NOUN and after.small
        return joined and not any(t.acts for t in found[at + 1:at + 5])
    return kind == "%" and at == start + 1
