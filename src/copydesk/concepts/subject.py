"""The subject of a verb: the noun phrase in front of it, whatever stands between."""

import re
from collections.abc import Sequence

from .clause import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    BREAK,
    FIGURE,
    INFINITIVE,
    JOIN,
    NOUN,
    NUMBER,
    OF,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    VERB,
    Token,
    content,
    phrase_after,
    phrase_before,
)
from .words import Words

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DEEPEST = 12
_RUNS_ON = (NOUN, NUMBER, ARTICLE, OF, PREPOSITION, ADVERB, FIGURE, "&", "/")


def subject_of(found: Sequence[Token], verb: int, words: Words, depth: int = 0) -> list[Token]:
    """The words of the subject of the verb at `verb`; [] where the sentence does not say it."""
    at = verb
    infinitive = False
    while at > 0 and (found[at - 1].acts or found[at - 1].kind in (ADVERB, INFINITIVE)):
        at -= 1
        infinitive = found[at].kind == INFINITIVE or (infinitive and not found[at].acts)
    if depth > _DEEPEST:
        return []
    participle = bool(words.present_endings) and found[at].word.endswith(words.present_endings)
    finite = found[at].form != "past" and not participle and not infinitive
    at = _over_insertion(found, at, words)
    if at == 0:
        return _behind(found, verb) if not finite else []
    left = found[at - 1]
    if left.kind == RELATIVE:
        return _antecedent(found, at - 1, words, depth)
    if left.kind == PRONOUN and not (at > 2 and found[at - 2].kind == PREPOSITION and found[at - 3].kind == NOUN):
        if at > 1 and found[at - 2].kind == NOUN and depth:  # "the brand it bought last year was"
            return list(found[phrase_before(found, at - 1):at - 1])
        return _earlier(found, at - 1, words, depth) if left.word in words.personal else []
    if left.kind in (NOUN, NUMBER, PRONOUN, ")"):
        if infinitive and not _rises(found, at, words):
            return _earlier(found, at, words, depth)
        phrase, opening = _run(found, at, words, participle)
        if participle and opening and found[opening - 1].acts and found[verb].word not in words.nearest and (
            found[opening - 1].word not in words.raising
        ):
            return _earlier(found, opening, words, depth)  # "the firm opened a plant in May creating 400 jobs"
        return phrase if content(phrase, words) else _earlier(found, at - 1, words, depth)
    if left.kind == "," and found[verb].word in words.nearest and (first := phrase_before(found, at - 1)) < at - 1:
        return list(found[first:at - 1])  # "claims, ranging from"
    if left.kind in (BREAK, RELATIVE) and finite:
        return []
    return _earlier(found, at - 1, words, depth) or ([] if finite else _behind(found, verb))


def _earlier(found: Sequence[Token], end: int, words: Words, depth: int) -> list[Token]:
    """The subject of the nearest verb before `end`."""
    tries = 3 if depth == 0 else 1
    for at in range(end - 1, 0, -1):
        if found[at].acts and not found[at - 1].acts:
            said = subject_of(found, at, words, depth + 1)
            tries -= 1
            if content(said, words) or not tries:
                return said
    last = phrase_after(found, 0)
    return list(found[:last]) if 0 < last < end else []


def _behind(found: Sequence[Token], verb: int) -> list[Token]:
    """ "After falling 3% on Monday, the shares rose": the phrase behind the comma."""
    for at in range(verb + 1, min(len(found), verb + 16)):
        if found[at].kind == ",":
            last = phrase_after(found, at + 1)
            return list(found[at + 1:last])
    return []


def _antecedent(found: Sequence[Token], relative: int, words: Words, depth: int) -> list[Token]:
    """What "which" stands for."""
    at = relative
    if at and found[at - 1].kind == PREPOSITION:  # "for which"
        at -= 1
    if at and found[at - 1].kind == ",":
        at -= 1
    closed, at = at, _before_bracket(found, at)
    first = phrase_before(found, at)
    if first > 1 and found[first - 1].kind == "," and found[first].kind == NOUN and not found[first].small:
        outer = phrase_before(found, first - 1)  # "a package for the head, Ann Roe, which"
        if outer < first - 1 and outer and found[outer - 1].kind == PREPOSITION:
            inner = phrase_before(found, outer - 1)
            return list(found[inner:outer - 1]) or list(found[outer:first - 1])
    if first == at:
        return _earlier(found, at, words, depth) if at else []
    return [*found[first:at], *(found[at:closed] if closed - at == 3 and found[at + 1].text.isupper() else ())]


def _before_bracket(found: Sequence[Token], at: int) -> int:
    """Where a bracket opens that closes in front of `at`."""
    if at and found[at - 1].kind == ")":
        return next((i for i in range(at - 2, max(-1, at - 12), -1) if found[i].kind == "("), at)
    return at


def _over_insertion(found: Sequence[Token], verb: int, words: Words) -> int:
    """Where the subject ends: what stands in brackets or between two commas is stepped over.

    "Acme (of Leeds) peaked", "Frankel, an investor in real estate, acquired", "The steel, which is new, reached".
    """
    at = verb
    if at and found[at - 1].kind == ",":
        for i in range(at - 2, max(-1, at - 24), -1):
            if found[i].kind == ",":
                after = found[i + 1]
                inserted = after.kind in (RELATIVE, ARTICLE, NUMBER, ADVERB) or after.form == "past" or (
                    after.word in words.empty or after.text[:1].isdigit())
                return i if inserted and i > 0 else at
            if found[i].kind == BREAK:
                return at
    return at


def _rises(found: Sequence[Token], at: int, words: Words) -> bool:
    """Whether the noun before an infinitive does it: "could cause sea levels to rise", "a firm to spend"."""
    first = phrase_before(found, at)
    return first == 0 or found[first - 1].word in words.raising or not any(t.acts for t in found[:first])


def _closes_clause(found: Sequence[Token], join: int) -> bool:
    """Whether an "and" stands behind a whole clause and not inside a subject ("people and families own")."""
    if found[join - 1].kind == NUMBER and found[join + 1:] and found[join + 1].kind == NUMBER:
        return False  # "between 2014 and 2017"
    for i in range(join - 1, -1, -1):
        token = found[i]
        if token.acts or token.kind in (NUMBER, FIGURE):
            return True
        if token.kind in (BREAK, RELATIVE, ",", ":", ";", "("):
            return False
        if token.kind == NOUN and not token.small and i and found[i - 1].kind == NOUN and found[i - 1].small:
            return False  # "the brain Lewis and her team"
    return False


def _run(found: Sequence[Token], end: int, words: Words, participle: bool) -> tuple[list[Token], int]:
    """The subject that ends before `end`: back to what closes a clause, without what opens it ("In May the price")."""
    at = end
    while at > 0:
        token = found[at - 1]
        if token.kind == ")":
            opened = _before_bracket(found, at)
            if opened == at or any(t.kind in (VERB, AUXILIARY, FIGURE) for t in found[opened:at]):
                break
            at = opened
        elif participle and token.word in words.absolute:  # "with the broker setting a target"
            break
        elif _runs_on(found, at - 1, end, words):
            at -= 1
        else:
            break
    return _trimmed(list(found[at:end]), at > 0 and found[at - 1].kind == BREAK, words), at


def _runs_on(found: Sequence[Token], at: int, end: int, words: Words) -> bool:
    """Whether the word at `at` belongs to the subject that ends before `end`."""
    token, before = found[at], found[at - 1].kind if at else ""
    if token.kind == JOIN:
        return not _closes_clause(found, at)
    if token.kind == ",":  # "Acme, Norwell and Delta"
        return before == NOUN and any(t.kind == JOIN for t in found[at + 1:end]) and _is_item(found, at)
    if token.kind == BREAK:  # "profits before tax"
        return token.word in words.prepositions and before == NOUN and at + 1 < end and not any(t.acts for t in found[:at])
    if token.kind == PRONOUN:  # "the voltage across it"
        return at + 1 < end and before == PREPOSITION
    if token.kind == VERB:  # "the charge stored in the cell"
        reduced = token.form == "present" or (token.form == "past" and found[at + 1].kind == PREPOSITION)
        return reduced and before == NOUN and at + 1 < end and not any(t.kind == JOIN for t in found[at + 1:end])
    return token.kind in _RUNS_ON


def _is_item(found: Sequence[Token], comma: int) -> bool:
    """Whether what stands before a comma is a member of a list and no phrase of place or time."""
    first = phrase_before(found, comma)
    alike = found[comma + 1].text[:1].isupper() == found[comma - 1].text[:1].isupper()
    return alike and (first == 0 or found[first - 1].kind in (",", BREAK, RELATIVE))


def _trimmed(run: list[Token], behind: bool, words: Words) -> list[Token]:
    while run and run[0].kind in (ADVERB, JOIN, "/"):
        run.pop(0)
    first = 0
    for i in range(1, len(run)):
        if run[i].kind == ARTICLE and run[i - 1].kind in (NOUN, NUMBER):
            first = i
    if first == 0 and run and (behind or run[0].kind in (PREPOSITION, OF)):
        meets = [
            i for i in range(2, len(run))
            if run[i].kind == NOUN and (
                (run[i - 1].kind == NOUN and run[i - 1].small and not run[i].small) or YEAR.fullmatch(run[i - 1].text)
            )
        ]
        if meets:
            first = meets[0]
        elif run[0].kind == PREPOSITION:
            return run[1:] if run[0].word in words.absolute else []
    return run[first:]


def told_apart(run: Sequence[Token], index: int) -> list[Token]:
    """ "A and B rose 3% and 4% respectively": the member that belongs to the figure with that index."""
    members: list[list[Token]] = [[]]
    for token in run:
        if token.kind in (JOIN, ","):
            if members[-1]:
                members.append([])
        else:
            members[-1].append(token)
    return members[index] if index < len(members) else list(run)

