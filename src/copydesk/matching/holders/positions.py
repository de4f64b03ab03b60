"""Position assertions: who holds which office, against the positions that an article gives people.

Offices are compared by what their words mean, in any language (`offices`); whose an office is that an article does not
say with it ("its chief executive") is told from what stands before (`owners`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ... import terms
from ...assertions.model import Assertion
from ...findings import Finding, Statement, Verdict
from ...kinds.leader import leads, office_of
from ...kinds.portfolio import holds
from ...languages import data
from ...mentions import Mention
from ...names import akin
from ...terms import Lexicon
from ...text import Span
from ..article import told
from ..article.layout import Index
from . import compared, described, offices, owners
from .compared import Match
from .offices import Office
from .people import same

BETWEEN = 2
"""How many small words stand between a place and an office behind it at most."""
_BRACKETED = re.compile(r"(?P<head>[^(]*? )(?P<long>[^\W\d_a-zà-ÿ][^(]*) \((?P<short>[^\W\d_][\w-]+)\)")
COUNTERPARTS = 2
"""How many sentences behind an office its counterpart may be named."""
FIELD_REACH = 2
"""How many sentences before "the minister" may name the field."""
_HELD: dict[str, tuple[str, ...]] = {
    "": ("current", "acting"), "acting": ("acting", "current"), "elected": ("elected", "next"), "next": ("next", "elected"),
    "former": ("former",), "candidate": ("candidate",),
}
"""Of what holders a claim speaks, by what it says of when the office is held."""


def check(index: Index, assertion: Assertion) -> Finding:
    """What an article says about who holds an office."""
    article, lexicon = index.annotated.article, index.lexicon
    published = index.published
    if assertion.valid and published and not assertion.valid.meets(published):
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned",
            reason=f"the assertion holds for {assertion.valid}, the article is of {published}",
        )
    wanted = offices.office(assertion.position or "", assertion.claim.lang or "en", lexicon)
    found = _Found(index, assertion, wanted)
    if index.held is None:
        index.held = list(_held(index))
    for mention, office, surely in index.held:
        found.weigh(mention, office, surely=surely)
    if not found.agreeing and not found.against:
        found.describe()
    found.keep_told()
    return _finding(index, assertion, found.agreeing, found.against, found.others)


def _held(index: Index) -> Iterator[tuple[Mention, Office, bool]]:
    """The positions that an article gives people, with the office of each and whether it is that surely."""
    article = index.annotated.article
    last: tuple[Office, int] | None = None
    for mention in index.annotated.mentions:
        if mention.kind != "position" or not mention.position or not mention.person:
            continue
        office = offices.office(office_of(mention), _lang(index, mention.start) or article.lang, index.lexicon)
        if leads(mention):
            yield mention, office, True
            continue
        office = _located(index, mention, _premodified(index, mention, office))
        if _counterpart(index, mention):
            near = last is not None and _sentence(index, mention) - last[1] <= COUNTERPARTS
            if last is None or not near or not (office.owners or office.names):
                continue
            yield mention, replace(last[0], owners=office.owners, names=office.names), False
            continue
        if office.roles or office.boss:
            last = office, _sentence(index, mention)
        yield mention, office, True
        for worded in _shortened(mention.position):
            yield mention, offices.office(worded, _lang(index, mention.start) or article.lang, index.lexicon), False


def _shortened(position: str) -> tuple[str, ...]:
    """An office whose body has its abbreviation in brackets, with the one and with the other: "head of the Institute of
    Civil Protection (ICP)"."""
    found = _BRACKETED.fullmatch(position)
    return (f"{found['head']}{found['short']}", f"{found['head']}{found['long']}") if found else ()


def _located(index: Index, mention: Mention, office: Office) -> Office:
    """With the place that a town's office stands right behind: "In Gabès, the mayor", "reached Gabès, whose mayor"."""
    place = mention.position_span
    if place is None or office.owners or office.names or office.roles.isdisjoint(offices.listed("owned", "placed")):
        return office
    behind = index.word_at(place.start)
    at = behind - 1
    while at > 0 and behind - at <= BETWEEN and index.function[at] and not index.capital[at]:
        at -= 1
    text = index.annotated.article.text
    if at < 1 or not index.capital[at] or text[index.ends[at] : index.starts[at + 1]] != ", ":
        return office
    first = at
    while first > 1 and index.capital[first - 1] and text[index.ends[first - 1] : index.starts[first]] in (" ", "-"):
        first -= 1
    keys = {key for word in range(first, at + 1) for key in index.keys[word]}
    tied = index.function[first - 1] or (index.function[first] and first < at)
    if not tied or owners.personal(index, at) or any(c and c.contrast == "country" for c in map(index.lexicon.concept, keys)):
        return office
    if known := {key for key in keys if (c := index.lexicon.concept(key)) and c.kind == "place"}:
        return replace(office, owners=frozenset(known))
    words = text[index.starts[first if index.function[first - 1] else first + 1] : index.ends[at]]
    return replace(office, names=frozenset(terms.simple(word.lower()) for word in terms.words(words)))


def _premodified(index: Index, mention: Mention, office: Office) -> Office:
    """With the noun that qualifies it, where a language sets it before the head: "mission director" is no director."""
    place = mention.position_span
    first = index.word_at(place.start) if place else 0
    if not place or first == 0 or first >= len(index.starts) or not data(index.lang_of(first), "match").get("head_last"):
        return office
    before, text = first - 1, index.annotated.article.text
    word = text[index.starts[before] : index.ends[before]]
    if index.function[before] or not word.islower() or text[index.ends[before] : index.starts[first]] != " ":
        return office
    keys = index.keys[before]
    kinds = {c.kind for key in keys if (c := index.lexicon.concept(key))}
    if any(key[0] == "!" for key in keys) or kinds == {"verb"}:
        return office
    return replace(office, words=office.words | {next((key for key in keys if key[0] not in "~@"), word)})


def _sentence(index: Index, mention: Mention) -> int:
    return index.sentence_of[min(index.word_at(mention.start), len(index.sentence_of) - 1)]


def _counterpart(index: Index, mention: Mention) -> bool:
    """Whether the office is only said to be the same as one named before it, elsewhere: "his Chinese counterpart"."""
    place = mention.position_span
    if place is None:
        return False
    first = index.word_at(place.start)
    return any(
        "!counterpart" in index.keys[at] for at in range(first, min(first + 4, len(index.keys)))
        if index.starts[at] < place.end
    )


class _Found:
    """What an article's positions say about an assertion."""

    def __init__(self, index: Index, assertion: Assertion, wanted: Office) -> None:
        self.index, self.assertion, self.wanted = index, assertion, wanted
        self.agreeing: list[Mention] = []
        self.against: list[tuple[Mention, str]] = []
        self.others: list[tuple[Mention, str]] = []

    def weigh(self, mention: Mention, office: Office, *, surely: bool = True) -> None:
        """Put a position where it belongs; what is not `surely` the office only agrees."""
        match = compared.compare(self.wanted, office, self.index.lexicon)
        if not surely and match == "other":
            return
        if same(self.assertion.person or "", mention.person or ""):
            self._of_person(mention, match, office)
        elif match == "same":
            self._of_office(mention, office)

    def _of_person(self, mention: Mention, match: Match, office: Office) -> None:
        wanted, lexicon = self.wanted, self.index.lexicon
        held = mention.status in _HELD.get(wanted.status, ())
        if held and match == "open" and (
            _wider(wanted, office, lexicon) or _loosely(wanted, office)
            or (compared.within(wanted, office, lexicon) and not owners.absent(self.index, wanted))
        ):
            match = "same"
        if match == "same" and not (office.owners or office.names) and (
            (not compared.alone(wanted) and owners.absent(self.index, wanted)) if compared.as_worded(wanted, office)
            else not self._means(mention, office)
        ):
            match = "open"
        if match == "same" and held:
            self.agreeing.append(mention)
        elif match == "same":
            self.others.append((mention, f"is said of a {mention.status} holder"))
        elif match == "other" and held and _spoken_of(self.index, mention, wanted):
            self.others.append((mention, "is another office, in a sentence that speaks of this one"))
        elif match == "other" and held and compared.apart(wanted, office, lexicon) and (
            not leads(mention) or wanted.roles & office.roles
        ):
            said = f"{_said(mention)}, not {self.assertion.position}"
            self.against.append((mention, said))
        else:
            self.others.append((mention, "is another office, which does not exclude this one"))

    def _means(self, mention: Mention, office: Office) -> bool:
        """Whether an office that says less than the claim's is it: of that owner, or, of a minister, of the field told last."""
        wanted = self.wanted
        if wanted.owners or wanted.names:
            return owners.means(self.index, mention, wanted, whole=True)
        if compared.delegated(wanted, office, self.index.lexicon) or compared.akin(wanted, office):
            return True
        last = _sentence(self.index, mention)
        return any(_field_in(self.index, number, wanted) for number in range(max(0, last - FIELD_REACH), last + 1))

    def _of_office(self, mention: Mention, office: Office) -> None:
        wanted = self.wanted
        owned = bool(office.owners or office.names)
        if self.assertion.shared or compared.shared(wanted) or self._one_of_many(mention):
            self.others.append((mention, "may share the office"))
        elif mention.status not in _HELD.get(wanted.status, ()) or wanted.status in ("former", "candidate"):
            self.others.append((mention, f"is a {mention.status} holder"))
        elif wanted.status == "acting" and mention.status != "acting":
            self.others.append((mention, "may come after one who only fills in"))
        elif (self.assertion.person or "").split()[:1] == (mention.person or "").split():
            self.others.append((mention, "names only a first name"))
        elif akin(self.assertion.person or "", mention.person or ""):
            self.others.append((mention, "may be the same person"))
        elif leads(mention) and wanted.words and not office.words and not wanted.boss:
            self.others.append((mention, "leads all of it"))
        elif not (wanted.owners or wanted.names) and compared.alone(wanted) and wanted.roles & office.roles:
            self._contradict(mention)
        elif wanted.boss and "mayor" in office.roles:
            self.others.append((mention, "is a mayor, which a claim says in that word"))
        elif not owned and leads(mention) and wanted.words and wanted.words == office.words:
            self._contradict(mention)
        elif not owned and office.boss and not wanted.boss:
            self.others.append((mention, "leads something that is not named"))
        elif not owned and "president" in wanted.roles and not compared.as_worded(wanted, office) and not compared.of_body(
            wanted, self.index.lexicon
        ):
            self.others.append((mention, "presides a body"))
        elif not owned and office.roles == {"president"} and not _head_of_state(mention, office) and (
            not compared.of_body(wanted, self.index.lexicon)
            and (owners.body_near(self.index, mention) or office.words - wanted.words)
        ):
            self.others.append((mention, "may preside something else"))
        elif not owned and _head_of_state(mention, office) and (
            compared.of_body(wanted, self.index.lexicon) or wanted.words
        ):
            self.others.append((mention, "is the country's"))
        elif not owned and (wanted.roles, wanted.words) == (office.roles, office.words) and self._elsewhere():
            self._contradict(mention)
        elif not (wanted.owners or wanted.names) or (not owned and not owners.means(self.index, mention, wanted)):
            self.others.append((mention, "holds an office whose owner is not named"))
        else:
            self._contradict(mention)

    def keep_told(self) -> None:
        """Where all that agrees stands in sentences that tell something else of the person than the claim, nothing is said."""
        agreeing = [mention for mention in self.agreeing if not described.told_otherwise(self.index, self.assertion, mention)]
        if self.agreeing and not agreeing:
            self.others.extend(self.against)
            self.against = []
        self.agreeing = agreeing

    def describe(self) -> None:
        """Where no office tells, go by the words beside the names."""
        if self.wanted.status:
            return
        own, other = described.weigh(self.index, self.assertion, self.wanted)
        if own and not self._denied(own):
            self.agreeing.append(own)
        elif other and not self.assertion.shared and not compared.shared(self.wanted):
            self._contradict(other)

    def _one_of_many(self, mention: Mention) -> bool:
        """Whether an article says that somebody is one of those who hold an office: "a spokesman"."""
        place, index = mention.position_span or mention, self.index
        first = index.word_at(place.start)
        indefinite = data(index.lang_of(first), "numbers").get("rules", {}).get("articles", ())
        return 0 < first <= len(index.starts) and index.text(first - 1, first).lower() in indefinite

    def _denied(self, own: Mention) -> bool:
        """Whether the words that describe the claim's person are of another office: "the president's chief of staff"."""
        place = own.position_span or own
        return any(
            mention.position_span is not None and mention.position_span.start < place.end
            and place.start < mention.position_span.end and same(self.assertion.person or "", mention.person or "")
            and (self.wanted.roles & office.words or self._misplaced(office))
            for mention, office, surely in self.index.held or () if surely
        )

    def _misplaced(self, office: Office) -> bool:
        """Whether an article's office is of a town, and not known to be of the claim's."""
        told = office.names and (self.wanted.owners or self.wanted.names)
        placed = self.wanted.roles & office.roles & offices.listed("owned", "placed")
        return bool(told and placed) and compared.compare(self.wanted, office, self.index.lexicon) != "same"

    def _elsewhere(self) -> bool:
        """Whether the article gives the claim's person another office now: then it speaks of these very people."""
        wanted = self.wanted
        return any(
            same(self.assertion.person or "", mention.person or "") and mention.status in _HELD.get(wanted.status, ())
            and (office.roles - {"minister"} or office.words or office.ranks)
            and compared.compare(wanted, office, self.index.lexicon) != "same"
            for mention, office, surely in self.index.held or () if surely
        )

    def _contradict(self, mention: Mention) -> None:
        self.against.append((mention, f"{_said(mention)}, not {self.assertion.person}"))


def _portfolio(wanted: Office) -> set[str]:
    """What a minister is over, by the names of the roles."""
    return {part for role in wanted.roles if "minister" in role for part in role.split("-")} - {"minister", "prime"}


def _field_in(index: Index, sentence: int, wanted: Office) -> bool:
    """Whether a sentence names what a minister is over."""
    fields = _portfolio(wanted)
    named = {*fields, *wanted.roles, *(f"{field}-ministry" for field in fields)}
    return any(not named.isdisjoint(index.keys[at]) for at in range(*index.words(sentence)))


def _spoken_of(index: Index, mention: Mention, wanted: Office) -> bool:
    """Whether the sentence names what the claim's office is over, outside of the office that it gives the person: "At the
    Culture ministry, MP Jane Smith takes over"."""
    place = mention.position_span
    fields = _portfolio(wanted)
    if not fields or place is None:
        return False
    return any(
        not fields.isdisjoint(index.keys[at]) for at in range(*index.words(_sentence(index, mention)))
        if not place.start <= index.starts[at] < place.end
    )


def _head_of_state(mention: Mention, office: Office) -> bool:
    """Whether a title right before a name is that of a country's president: "le président Jean Martin"."""
    person, place = mention.person_span, mention.position_span
    beside = person is not None and place is not None and person.start - place.end == 1
    return beside and office.roles == {"president"} and not office.words


def _wider(wanted: Office, office: Office, lexicon: Lexicon) -> bool:
    """Whether the article only names the office more loosely: "the minister"."""
    return not wanted.ranks and office.roles == {"minister"} and (
        bool(office.words & wanted.fields) or all(word[0] in "*=" for word in office.words)
    ) and any(
        "minister" in lexicon.ancestors(role) for role in wanted.roles
    )


def _loosely(wanted: Office, office: Office) -> bool:
    """Whether one of two names for a person's office only says less: "minister" for a junior one."""
    if wanted.ranks or not office.ranks or (wanted.owners and office.owners and wanted.owners != office.owners):
        return False
    return office.roles <= {"minister", "minister-delegate"} and bool(office.words) and office.words <= wanted.fields


def _said(mention: Mention) -> str:
    verb = "leads" if leads(mention) else "holds" if holds(mention) else "is"
    return f"the article says that {mention.person} {verb} {mention.position}"


def _finding(
    index: Index, assertion: Assertion, agreeing: Sequence[Mention], against: Sequence[tuple[Mention, str]],
    others: Sequence[tuple[Mention, str]],
) -> Finding:
    article = index.annotated.article
    verdict: Verdict
    if agreeing:
        verdict, mention = "consistent", agreeing[0]
        reason = _said(mention)
    elif against:
        verdict, (mention, reason) = "contradicted", against[0]
    else:
        return Finding(
            article=article, assertion=assertion, verdict="not_mentioned",
            reason="the article gives nobody this position", others=others,
        )
    number = _sentence(index, mention)
    ties = tuple(
        (span, word) for span, word in (
            (mention.person_span, assertion.person or ""), (mention.position_span, assertion.position or "")
        ) if span is not None and (span is not mention.person_span or same(assertion.person or "", mention.person or ""))
    )
    quoted, said_by = told.of(index, mention)
    if said_by is not None and _speaks(article.text, mention, said_by):
        said_by = None
    statement = Statement(
        mention=mention, sentence=Span(*index.spans[number]), ties=ties, verdict=verdict, quoted=quoted, said_by=said_by,
        comparison=f"{mention.person} – {mention.position} against {assertion.person} – {assertion.position}",
    )
    return Finding(
        article=article, assertion=assertion, verdict=verdict, reason=reason, statement=statement,
        others=[*others, *((m, why) for m, why in against if m is not mention)],
    )


def _speaks(text: str, mention: Mention, said_by: Span) -> bool:
    """Whether words of saying are of what an office holder says, not of who says that he is one: "the minister, Jane Smith,
    said", "…”, said the minister Jane Smith"."""
    if said_by.start >= mention.end:
        return not text[mention.end : said_by.start].strip(" ,")
    opened = text[: said_by.start].rstrip()[-1:]
    return opened in tuple(",\"”»’'–—") and len(text[said_by.end : mention.start].split()) <= 1


def _lang(index: Index, offset: int) -> str:
    for passage in index.annotated.article.passages:
        if passage.start <= offset < passage.end:
            return passage.lang
    return ""
