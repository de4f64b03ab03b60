"""Positions held by persons: an office beside a name, on either side, in apposition or said with a verb."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..languages import data
from ..mentions import Mention
from ..text import Span
from . import Reader, View
from ._offices import Offices, Phrase, offices
from ._person import SPACE, Name
from ._phrases import span

ORDER = 80

_CLOSED: Final = re.compile(rf"{SPACE}?(?:[,.;:!?)»”\"\n]|{SPACE}\(|\Z)")
_LINE_END: Final = re.compile(r"[ \t.]*(?:\n|\Z)")
_PUNCTUATION: Final = re.compile(r"[\n,.;:!?()]")
_BROKEN: Final = re.compile(r"[\n,;:!?()]|(?<![A-Z])(?<!\bM)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)\.")
_LEFT_REACH: Final = 40
_ASIDE: Final = 80


class _Positions:
    exclusive = False

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.offices: Offices = offices(lang)
        self.people = self.offices.people
        self.triggers: Iterable[str] = {*self.offices.heads, *self.offices.prefixed, *self.offices.successions}
        self._outer: tuple[View | None, int, int] = (None, 0, -1)

    def read(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The position whose head stands at `start`..`end` with the person that holds it; nothing without a person."""
        grammar, word = self.offices, view.folded[start:end]
        if word in grammar.successions:
            return self._succession(view, start, end)
        if word in grammar.acronyms and not any(c.isupper() for c in view.text[start:end]):
            return ()
        head, status = start, grammar.head_status.get(word, "")
        if word in grammar.prefixed:
            length, status = grammar.prefixed[word]
            head = start + length
            word = word[length:]
        phrase = self._widened(view, grammar.right(view.text, view.folded, start, end, view.end))
        before = grammar.before_head(view.text, view.folded, start, view.start)
        if before is None:
            return ()
        begin, edge, earlier = before
        begin = head if begin == start else begin
        place = span(begin, self._trim(view.folded, begin, phrase.end))
        if swapped := self._handover(view, edge, place):
            return swapped
        if word in grammar.leading:
            return ()
        inside = self._outer[0] is view and start < self._outer[1]
        if inside and start != self._outer[2]:
            return ()
        self._outer = (view, phrase.end, phrase.nested)
        if not inside and (line := self._line(view, begin, phrase)):
            return (self._mention(view, line[0], line[1], earlier or phrase.status or status or "current", "line"),)
        found = self._holder(view, edge, phrase, inside)
        if not found or self._is_street(view.folded, edge):
            return ()
        name, said = found
        status = earlier or phrase.status or status or said or "current"
        if word in grammar.head_status and status == "next" and (last := self._antecedent(view, start)):
            place = last
        return (self._mention(view, place, name, status, "succession" if place[0] != begin else "beside"),)

    def _holder(self, view: View, edge: int, phrase: Phrase, inside: bool) -> tuple[Name, str] | None:
        """Who holds the office, and the status that a verb between the two says."""
        beside = None if phrase.nested >= 0 else phrase.name or self._beside(view, phrase)
        if beside:
            return beside, ""
        after = None if inside else (
            self._after(view, phrase) or self._joint(view, phrase) or self._appointee(view, edge, phrase)
        )
        if after and self.offices.kin.search(view.folded, max(view.start, edge - _LEFT_REACH), edge):
            after = None
        before = self._before(view, edge, phrase)
        if before and after and before[2]:
            return None
        if after and not before:
            return after, ""
        return before[:2] if before else None

    def _line(self, view: View, begin: int, phrase: Phrase) -> tuple[Span, Name] | None:
        """A line that is an office, a colon and a name, whatever stands beside the office's head."""
        colon = view.folded.find(":", phrase.end, min(view.end, phrase.end + _LEFT_REACH))
        if colon < 0:
            return None
        first = view.folded.rfind("\n", max(view.start, begin - _LEFT_REACH), begin) + 1 or max(view.start, begin - _LEFT_REACH)
        if first != view.start and view.folded[first - 1] != "\n":
            return None
        stop = colon - 1 if view.folded[colon - 1] == " " else colon
        start = colon + 2
        if _PUNCTUATION.search(view.text, first, stop) or start >= view.end or not view.text[start].isupper():
            return None
        name = self.people.read(view.text, start, view.end)
        if not name or not self._fits(view.text, name) or not _LINE_END.match(view.text, name.end, view.end):
            return None
        return Span(first, stop), name

    def _widened(self, view: View, phrase: Phrase) -> Phrase:
        """The office with capitals of its own before a known first name ("Président Russe Vladimir Poutine")."""
        if phrase.name or view.folded[phrase.end:phrase.end + 1] != " ":
            return phrase
        run = self.people.capitals.match(view.text, phrase.end + 1, view.end)
        if not run or self.people.is_first(run.group().split(" ", 1)[0]):
            return phrase
        end, name = self.offices.split(view.text, *run.span(), view.end)
        if name and end > phrase.end + 1:
            phrase.end, phrase.name = end, name
        return phrase

    def _beside(self, view: View, phrase: Phrase) -> Name | None:
        """A name right after the office ("le président ukrainien Volodymyr Zelensky")."""
        text, at = view.text, phrase.end
        if at + 2 >= view.end or view.folded[at] != " ":
            return None
        if not text[at + 1].isupper():
            return None
        name = self.people.read(text, at + 1, view.end)
        if not name or not self._fits(text, name):
            return None
        if name.words < 2 and not name.titled:
            alone = text[name.start:name.end] in self.people.famous or not phrase.complement
            return name if alone and text[phrase.head:at] not in self.people.first else None
        return name if name.known or name.titled or phrase.complement != "noun" else None

    def _after(self, view: View, phrase: Phrase) -> Name | None:
        """A name set off after the office: ", Name,", " (Name)", ": Name" at the end of a line, or said ("is Name")."""
        text, at = view.text, phrase.end
        said = self.offices.said.match(view.folded, at, view.end) or self._given(view, phrase)
        if said:
            name = self.people.read(text, said.end(), view.end) if text[said.end():said.end() + 1].isupper() else None
            good = name and self._fits(text, name) and (name.known or name.words > 1)
            return name if name and good and _CLOSED.match(text, name.end, view.end) else None
        opening = view.folded[at:at + 3]
        if opening[:2] == ", " or opening[:2] == " (" or opening[:2] == ": ":
            start = at + 2
        elif opening == " : ":
            start = at + 3
        else:
            return None
        aside = self.offices.aside.match(view.folded, start, view.end) if opening[0] == "," else None
        start = aside.end() if aside else start
        if start >= view.end or not text[start].isupper():
            return None
        name = self.people.read(text, start, view.end)
        if not name or not self._fits(text, name) or (name.words < 2 and not name.titled and opening[0] != ":"):
            return None
        if ":" in opening:
            return name if _LINE_END.match(text, name.end, view.end) else None
        if opening[1] == "(":
            return name if text[name.end:name.end + 1] == ")" else None
        return name if _CLOSED.match(text, name.end, view.end) else None

    def _appointee(self, view: View, edge: int, phrase: Phrase) -> Name | None:
        """Who is told, with what he or she was, behind the office: "named as prime minister the former judge Jane Smith"."""
        grammar = self.offices
        said = grammar.appointee.match(view.text, phrase.end, view.end)
        if not said or not grammar.appoints.search(view.folded, max(view.start, edge - _LEFT_REACH), edge):
            return None
        name = self.people.read(view.text, said.end(), view.end)
        if not name or name.words < 2 or not self._fits(view.text, name):
            return None
        return None if grammar.kinship.search(view.folded, said.start(), said.end()) else name

    def _given(self, view: View, phrase: Phrase) -> re.Match[str] | None:
        """The verb by which a post goes to somebody: "the job of finance director goes to Jane Smith"."""
        posts = self.offices.posts
        before = " " + view.folded[max(view.start, phrase.head - _LEFT_REACH):phrase.head]
        return self.offices.given.match(view.folded, phrase.end, view.end) if posts and before.endswith(posts) else None

    def _joint(self, view: View, phrase: Phrase) -> Name | None:
        """The holder of two offices at once: "the mayor and presidential candidate, Jane Smith"."""
        joint = self.offices.joint.match(view.folded, phrase.end, view.end)
        if not joint:
            return None
        second = self.offices.right(view.text, view.folded, joint.start("head"), joint.end("head"), view.end)
        if self.offices.premodified:  # "the prime minister and president Jane Smith" are two
            return self._after(view, second)
        return second.name or (None if second.nested >= 0 else self._beside(view, second)) or self._after(view, second)

    def _before(self, view: View, edge: int, phrase: Phrase) -> tuple[Name, str, bool] | None:
        """A name before the office, set off, in brackets or with a verb; and whether an article stands between."""
        text = view.text
        floor = max(view.start, edge - _LEFT_REACH)
        window = view.folded[floor:edge]
        if "," not in window and "(" not in window and self.offices.left_first.isdisjoint(window.replace("'", "' ").split()):
            return None  # most: neither set off nor tied by a verb
        tie = self.offices.left.search(window)
        name = self._ending_at(view, floor + tie.start()) if tie else None
        if tie is None or name is None:
            return self._apposed(view, edge, window)
        said = self.offices.copulas.get(tie["copula"] or "", "")
        last = phrase.name.end if phrase.name else phrase.end
        if phrase.nested >= 0 and (inner := self._beside(view, phrase)):
            last = inner.end
        definite = bool(tie["article"]) and not said
        if definite and not _CLOSED.match(text, last, view.end):
            return None
        preceding = _word_before(view.folded, name.start, view.start)
        if said and tie.group()[:1] == "," and self._agent(view, name):
            return self._apposed(view, edge, window)
        if preceding in self.offices.prepositions or (definite and preceding in self.offices.openers):
            return None
        return name, said, definite

    def _agent(self, view: View, name: Name) -> bool:
        """Whether a name before a comma and a verb is in what is said of another: "Jane Smith, backed by John Brown, is"."""
        before = view.folded[max(view.start, name.start - _LEFT_REACH):name.start].split()
        while before and name.titled and before[-1] not in self.offices.agents and len(before[-1]) < 5:
            before.pop()
        return bool(before) and before[-1] in self.offices.agents

    def _apposed(self, view: View, edge: int, window: str) -> tuple[Name, str, bool] | None:
        """A name with something said of it between commas, and a verb: "Jane Smith, once of the Post, becomes its head"."""
        tie = self.offices.apposed.search(window)
        if not tie:
            return None
        stop = edge - len(window) + tie.start()
        comma = view.folded.rfind(", ", max(view.start, stop - _ASIDE), stop)
        if comma < 0 or _BROKEN.search(view.text, comma + 1, stop) or not view.text[comma + 2].islower():
            return None
        name = self._ending_at(view, comma)
        if name is None or _word_before(view.folded, name.start, view.start) in self.offices.prepositions:
            return None
        return name, self.offices.copulas[tie["copula"]], False

    def _ending_at(self, view: View, stop: int) -> Name | None:
        """The name that ends at `stop`."""
        text = view.text
        guess: Name | None = None
        for name in self.people.ending(text, stop, view.start):
            if not self._fits(text, name):
                continue
            if name.titled or (name.known and name.words > 1):
                return name
            if guess is None and (name.words > 1 or text[name.start:name.end] in self.people.famous):
                guess = name
        return guess

    def _fits(self, text: str, name: Name) -> bool:
        return self.people.could_be(text, name) and not self.offices.is_head(text, name)

    def _is_street(self, folded: str, edge: int) -> bool:
        """Whether the office is in the name of a street or a school ("rue du Général Leclerc")."""
        return not self.people.streets.isdisjoint(folded[max(0, edge - 24):edge].split()[-2:])

    def _trim(self, folded: str, start: int, end: int) -> int:
        """The position's end without words of status at its edge."""
        at = folded.rfind(" ", start, end)
        while at > start:
            known = folded[at + 1:end] in self.offices.status
            if not known and (earlier := folded.rfind(" ", start, at)) > start:
                known = folded[earlier + 1:end] in self.offices.status
                at = earlier if known else at
            if not known:
                break
            end, at = at, folded.rfind(" ", start, at)
        return end

    def _succession(self, view: View, start: int, end: int) -> Sequence[Mention]:
        """The one who comes next, after the office and holder named just before."""
        if view.folded[start - 2:start] not in (", ", "; "):
            return ()
        name = self._ending_at(view, start - 2)
        place = self._antecedent(view, start)
        if not name or not place or (name.start < place.end and name.end > place.start):
            return ()
        return (self._mention(view, place, name, "next", "succession"),)

    def _handover(self, view: View, edge: int, place: Span) -> Sequence[Mention]:
        """Who comes and who goes, where both stand before the office: "Jane Smith succeeded John Brown as mayor of Leeds"."""
        grammar, floor = self.offices, max(view.start, edge - _LEFT_REACH)
        tie = grammar.handed.search(view.folded, floor, edge)
        old = self._ending_at(view, tie.start()) if tie else None
        verb = grammar.succeeds.search(view.folded, max(view.start, old.start - _LEFT_REACH), old.start) if old else None
        new = self._ending_at(view, verb.start()) if verb else None
        if old is None or new is None or verb is None:
            return ()
        status = grammar.handover[verb["verb"]]
        return (
            self._mention(view, place, new, status, "handover"),
            self._mention(view, place, old, "former" if status == "current" else "current", "handover"),
        )

    def _antecedent(self, view: View, start: int) -> Span | None:
        """The office named last in the same sentence."""
        for mention in reversed(view.found[-24:]):
            if mention.kind == "position" and mention.position_span:
                between = view.text[mention.position_span.end:start]
                whole = len(between) < 200 and not re.search(r"[.!?]\s|\n", between)
                return mention.position_span if whole else None
        return None

    def _mention(self, view: View, place: Span, name: Name, status: str, rule: str) -> Mention:
        return tuple.__new__(Mention, (  # three times faster than by name
            min(place.start, name.start), max(place.end, name.end), "position", f"{self.lang}.positions.{rule}",
            None, None, None, "exact", None, False, None, None, None, None, None, None,
            view.text[name.start:name.end], span(name.start, name.end), view.text[place.start:place.end], place, status,
        ))

    def finish(self, view: View) -> Sequence[Mention]:
        """Nothing is left to do after the pass."""
        self._outer = (None, 0, -1)
        return ()


def _word_before(folded: str, at: int, floor: int) -> str:
    stop = at - 1
    if stop <= floor or folded[stop] not in " '":
        return ""
    start = max(floor, folded.rfind(" ", floor, stop) + 1, folded.rfind("\n", floor, stop) + 1)
    return folded[start:at].rstrip()


def reader(lang: str) -> Reader | None:
    """Reads positions in `lang`, or None where the language has no data for them."""
    return _Positions(lang) if data(lang, "positions") else None
