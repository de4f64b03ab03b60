"""What a figure is about: the noun phrase that its clause ties it to, found by the words around it, without a parser.

"Revenue rose to $7.4 billion" → Revenue; "turnover of 1.3 billion" → turnover; "Fiat makes 60 per cent of its sales
abroad" → sales Fiat.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .languages import data
from .mentions import Mention
from .text import fold

_TOKEN = re.compile(r"[^\W_][\w'’.&/-]*[^\W_]|[^\W_]|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]")
_END = re.compile(r"[.!?;](?=\s+[^a-z])|\n|[;](?=\s)|(?<=\s)[—–-](?=\s)|--")
_FULL_END = re.compile(r"[.!?](?=\s+[^a-z])|\n")  # where not even a list goes on
_CONVERTED = re.compile(r"[^\s()]*\d[^()]{0,30} ?\([^()]{0,12}\Z")
_OWNED = re.compile(r"(?<=\w)['’]s\Z")
_GLUED = re.compile(r"-\w+(?:-\w+)*")
_REACH = 400


class _Words(NamedTuple):
    """One language's words that shape a clause."""

    of: frozenset[str]
    breakers: frozenset[str]
    relatives: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    of_money: frozenset[str]
    leads: frozenset[str]
    moves: frozenset[str]
    aims: frozenset[str]
    links: frozenset[str]
    elisions: frozenset[str]
    personal: frozenset[str]
    numbers: frozenset[str]
    function: frozenset[str]
    verbs: frozenset[str]
    not_verbs: frozenset[str]
    adverbs: frozenset[str]
    joins: frozenset[str]
    endings: tuple[str, ...]

    def is_verb(self, word: str) -> bool:
        return word not in self.not_verbs and (word in self.verbs or (len(word) > 3 and word.endswith(self.endings)))


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    word: str


@cache
def _words(lang: str) -> _Words | None:
    table = data(lang, "concepts")
    if not table:
        return None
    return _Words(
        **{key: frozenset(table.get(key, ())) for key in _Words._fields if key != "endings"},
        endings=tuple(table.get("verb_endings", ())) or ("\0",),
    )


def concept_words(text: str, mention: Mention) -> list[str]:
    """The content words that a figure is about, as far as its sentence says it, in order; [] where it does not."""
    words = _words(mention.rule.partition(".")[0])
    if words is None:
        return (mention.counted or "").split()
    if mention.low == mention.high == 1 and mention.kind == "count":
        return []  # "one of the largest"
    low, high = _sentence(text, mention)
    found = _about(text, mention, low, high, words)
    wide = low if found else _sentence(text, mention, _FULL_END)[0]
    if wide == low:
        return found
    opening = _tokens(text, wide, low, words)  # "Homes up to $1 million stay 70 days; to $2 million, 99 days"
    while opening and opening[0].word in words.articles:
        opening.pop(0)
    return _content(_phrase(opening, words), words)


def _about(text: str, mention: Mention, low: int, high: int, words: _Words) -> list[str]:
    end = mention.counted_span.end if mention.counted_span and mention.unit is None else mention.end
    start = mention.start
    if converted := _CONVERTED.search(text, low, start):  # "7 miles (11 km) of tunnels"
        start, end = converted.start(), end + (text[end:end + 1] == ")")
    elif glued := _GLUED.match(text, end, high):  # "a 50-year-old man"
        end = glued.end()
    before, after = _tokens(text, low, start, words), _tokens(text, end, high, words)
    if after and after[0].text == "(":  # "a 1.8 billion-mile (2.8bn km) journey"
        after = after[next((i for i, t in enumerate(after[:9]) if t.text == ")"), -1) + 1:]
    if mention.per and len(after) > 2 and (after[0].word in words.articles or after[0].word in words.function):
        after = after[2:]
    joined = mention.kind != "percent" or (bool(before) and before[-1].word in words.articles)
    qualified = _qualifiers(before, words)
    adjoined = _adjoined(mention, after, words) if joined or qualified else []
    adjoined = _content(qualified, words) + adjoined if adjoined else []
    if owner := _owner(before, words):
        return list(dict.fromkeys([*owner, *_subject(before[:_owner_start(before, words)], words)]))
    if before and before[-1].text == "(" and (named := _bracketed(before[:-1], words)):
        return named
    nearest = _share_of(mention, after, words) or adjoined or _object(before, words)
    if not nearest and not before and after and after[0].word in words.of:  # "Five new seasons of the programme"
        return _content(_phrase(after[1:], words), words)
    return list(dict.fromkeys([*nearest, *(_mover(before, words) or _subject(before, words))]))


def _mover(before: Sequence[_Token], words: _Words) -> list[str]:
    """ "such as Blackmores up 9.4 per cent": the name right before a word of rise or fall."""
    if len(before) < 2 or before[-1].word not in words.moves:
        return []
    name: list[_Token] = []
    stop = -2 if before[-2].text == "," else -1
    for token in reversed(before[:stop]):
        if not token.text[:1].isupper() and not (name and token.text.isdigit()):
            break
        name.insert(0, token)
    return _content(name, words)


def _sentence(text: str, mention: Mention, end: re.Pattern[str] = _END) -> tuple[int, int]:
    low = max(0, mention.start - _REACH)
    starts = [m.end() for m in end.finditer(text, low, mention.start)]
    following = _END.search(text, mention.end, mention.end + _REACH)
    return (starts[-1] if starts else low), (following.start() if following else min(len(text), mention.end + _REACH))


def _tokens(text: str, start: int, end: int, words: _Words) -> list[_Token]:
    tokens = []
    for found in _TOKEN.finditer(text, start, end):
        at, stop, written = found.start(), found.end(), found.group()
        cut = fold(written).find("'") + 1 if words.elisions else 0
        if cut and fold(written[:cut]) in words.elisions:  # "l'économie"
            tokens.append(_Token(at, at + cut, written[:cut], fold(written[:cut])))
            at, written = at + cut, written[cut:]
        tokens.append(_Token(at, stop, written, fold(written)))
    return tokens


def _content(tokens: Sequence[_Token], words: _Words) -> list[str]:
    """The words that name something."""
    return [_OWNED.sub("", t.text) for i, t in enumerate(tokens) if _names(t, tokens[i - 1] if i else None, words)]


def _names(token: _Token, before: _Token | None, words: _Words) -> bool:
    """Whether a word names something; a number does behind a capital ("Fortune 100")."""
    if token.text.isdigit():
        return before is not None and any(c.isupper() for c in before.text) and before.word not in words.function
    if token.word in words.numbers and not token.text[:1].isupper():
        return False
    if not _WORD.search(token.text) or token.word in words.elisions:
        return False
    if len(token.text) > 1 and token.text.isupper():
        return True
    return not (
        token.word in words.function or token.word in words.articles or token.word in words.pronouns
        or (len(token.text) == 1 and token.text.islower())
    )


def _phrase(tokens: Sequence[_Token], words: _Words) -> list[_Token]:
    """The noun phrase that opens `tokens`: up to a verb, a preposition, punctuation."""
    phrase: list[_Token] = []
    for token in tokens:
        if token.word in words.of and phrase:
            phrase.append(token)
            continue
        if token.text.isdigit() and phrase and any(c.isupper() for c in phrase[-1].text):
            phrase.append(token)
            continue
        if not _WORD.search(token.text) or (token.word in words.function and token.word not in words.of):
            break
        if token.word in words.breakers or (token.word in words.relatives and phrase):
            break
        if words.is_verb(token.word) and phrase and token.text.islower():
            break
        phrase.append(token)
        if len(phrase) > 7:
            break
    return phrase


def _share_of(mention: Mention, after: Sequence[_Token], words: _Words) -> list[str]:
    """ "60 per cent of its revenue", "a third of the population"."""
    if mention.unit is None or not after or not (
        after[0].word in words.of or (mention.kind == "money" and after[0].word in words.of_money)
    ):
        return []
    phrase = _phrase(after[1:], words)
    if after[0].word in words.of_money and (
        not phrase or not phrase[0].text[0].islower() or phrase[0].word in words.articles  # "$5 million in January"
    ):
        return []
    return _content(phrase, words)


def _owner(before: Sequence[_Token], words: _Words) -> list[str]:
    """ "turnover of 1.3 billion": the phrase in front of the link."""
    tokens = list(before)
    while tokens and (tokens[-1].word in words.function or tokens[-1].word in words.articles) and (
        tokens[-1].word not in words.of
    ):
        tokens.pop()
    if not tokens or tokens[-1].word not in words.of:
        return []
    tokens.pop()
    phrase: list[_Token] = []
    for token in reversed(tokens):
        if not _WORD.search(token.text) or words.is_verb(token.word) or token.word in words.breakers:
            break
        if token.word in words.function and token.word not in words.of:
            break
        phrase.insert(0, token)
        if token.word in words.articles:
            break
    return _content(phrase, words)


def _owner_start(before: Sequence[_Token], words: _Words) -> int:
    """Where the link behind the owning phrase stands."""
    return next((i for i in range(len(before) - 1, -1, -1) if before[i].word in words.of), 0)


def _adjoined(mention: Mention, after: Sequence[_Token], words: _Words) -> list[str]:
    """ "10kW solar capacity", "a $150,000 contract": the phrase that the measure stands in front of."""
    if mention.unit is None or not after:
        return []
    phrase = _phrase(after, words)
    if not phrase or words.is_verb(phrase[0].word) or phrase[0].word in words.articles:
        return []
    return _content(phrase, words) + _content(_purpose(after[len(phrase):], words), words)


def _purpose(after: Sequence[_Token], words: _Words) -> list[_Token]:
    """ "a 25% tax on imported vehicles": what the noun behind a measure is for or on."""
    if len(after) < 2 or after[0].word not in words.aims or not after[1].text.islower() or after[1].word in words.articles:
        return []
    return _phrase(after[1:], words)


def _qualifiers(before: Sequence[_Token], words: _Words) -> Sequence[_Token]:
    """The adjectives between an article and a measure: "a sharp 3 percent drop", "a turbocharged 1.6 liter engine"."""
    for i in range(len(before) - 1, max(-1, len(before) - 4), -1):
        token = before[i]
        if token.word in words.articles:
            return before[i + 1:]
        if not token.text.isalpha() or not token.text.islower() or token.word in words.function or token.word in words.verbs:
            break
    return ()


def _bracketed(before: Sequence[_Token], words: _Words) -> list[str]:
    """ "Jane Roe (0.5 points), John Doe (0.4 points)": the name in front of the bracket."""
    phrase: list[_Token] = []
    for token in reversed(before):
        if not _WORD.search(token.text) or words.is_verb(token.word) or token.word in words.breakers:
            break
        phrase.insert(0, token)
    return _content(phrase, words) if phrase and phrase[-1].text[:1].isupper() else []


def _object(before: Sequence[_Token], words: _Words) -> list[str]:
    """ "cut its growth forecast to 5 per cent", "bought a house for £1 million": what the verb does it to."""
    at = len(before)
    while at and (before[at - 1].word in words.function or before[at - 1].word in words.articles) and (
        before[at - 1].word not in words.leads
    ):
        at -= 1
    if not at or before[at - 1].word not in words.leads:
        return []
    phrase: list[_Token] = []
    for token in reversed(before[:at - 1]):
        if words.is_verb(token.word) and token.text[:1].islower():
            return _content(phrase, words)
        if not _WORD.search(token.text) or token.word in words.breakers or (token.word in words.pronouns and not phrase) or (
            token.word in words.function and token.word not in words.of
        ):
            break
        phrase.insert(0, token)
        if token.word in words.articles or len(phrase) > 7:
            done = before[at - len(phrase) - 2] if at > len(phrase) + 1 else None  # the verb, known or not, or its "up"
            acted = done is not None and done.text.isalpha() and done.text.islower() and done.word not in words.leads
            return _content(phrase, words) if acted and done and done.word not in words.links else []
    return []


def _subject(before: Sequence[_Token], words: _Words) -> list[str]:
    """The phrase in front of the nearest verb before the figure; where that names nothing, of the verb before it."""
    at = len(before) - 1
    while at > 0:
        while at > 0 and not (words.is_verb(before[at].word) and before[at].text[:1].islower()):
            at -= 1
        if at <= 0:
            break
        first = at
        while first > 0 and (words.is_verb(before[first - 1].word) or before[first - 1].word in words.adverbs):
            first -= 1
        phrase = _before_verb(before, first, words)
        if phrase and phrase[-1].word in words.pronouns and phrase[-1].word not in words.personal and (
            len(_content(phrase, words)) == 0
        ):
            return []
        if found := _content(phrase, words):
            return found
        at = first - 1
    return _content(_last_run(before), words) if not any(words.is_verb(t.word) for t in before) else []


def _last_run(before: Sequence[_Token]) -> list[_Token]:
    """The last words without a verb among them: "Dow +0.2% S&P 500 +0.3%" speaks of the S&P 500."""
    run: list[_Token] = []
    for i in range(len(before) - 1, max(-1, len(before) - 9), -1):
        token = before[i]
        named = token.text.isdigit() and i > 0 and before[i - 1].text[:1].isupper()
        if run and not named and token.text not in ("(", ")", '"', ",", "-", "&", "'") and not _WORD.search(token.text):
            break
        run.insert(0, token)
    return run


def _around_insertion(before: Sequence[_Token], verb: int, words: _Words) -> int:
    """Where the subject ends in front of the verb: brackets and what stands between two commas are stepped over.

    "Acme (ACM) peaked", "Frankel, an investor in real estate, acquired", "The steel, which is new, reached".
    """
    last = before[verb - 1].text if verb else ""
    if last == ")":
        return next((i for i in range(verb - 2, max(-1, verb - 12), -1) if before[i].text == "("), verb)
    if last == ",":
        for i in range(verb - 2, max(-1, verb - 24), -1):
            if before[i].text == ",":
                after = before[i + 1]
                inserted = after.word in words.relatives or after.word in words.articles or after.text.isdigit()
                return i if inserted and i > 0 else verb
    return verb


def _closes_clause(before: Sequence[_Token], join: int, words: _Words) -> bool:
    """Whether an "and" stands behind a whole clause and not inside a subject ("said that people and families own")."""
    if before[join - 1].text.isdigit() and before[join + 1:] and before[join + 1].text.isdigit():
        return False  # "between 2014 and 2017"
    for token in reversed(before[:join]):
        if (words.is_verb(token.word) and token.text[:1].islower()) or any(c.isdigit() for c in token.text):
            return True
        if token.word in words.breakers or token.word in words.relatives or not _WORD.search(token.text):
            return False
    return False


def _before_verb(before: Sequence[_Token], verb: int, words: _Words) -> list[_Token]:
    """The words that end in front of the verb, back to what closes a clause."""
    phrase: list[_Token] = []
    verb = _around_insertion(before, verb, words)
    skipped = len(before)
    for i in range(verb - 1, -1, -1):
        token = before[i]
        if not phrase and (token.text == "," or token.word in words.relatives or token.text.isdigit()):
            continue
        if not phrase and token.text == ")" and i < verb - 1:  # "Ford (F) which has"
            skipped = next((j for j in range(i - 1, max(-1, i - 6), -1) if before[j].text == "("), i)
            continue
        if not phrase and skipped <= i:
            continue
        if token.word in words.breakers or token.word in words.relatives or (
            not _WORD.search(token.text) and token.text not in ("'", "&", '"') and not token.text[:1].isalnum()
        ):
            break
        if words.is_verb(token.word) and token.text[:1].islower():
            break
        if token.word in words.joins and _closes_clause(before, i, words):
            break
        phrase.insert(0, token)
    return phrase
