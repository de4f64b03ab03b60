"""Which mentions of an article answer an assertion: how closely its words tie each figure to the claim.

Every candidate gets a score between 0 and 1: the share of the claim's terms that the article links to the figure, each
weighted by how near it stands (`places.NEAR`). What disqualifies a candidate is named in `Link.lost`.
"""

from collections.abc import Sequence

from ..article import ballots as _ballots
from ..article import told as _told
from ..article.layout import Figure, Index, holding
from ..claims.model import GENERIC, LOOSE, Query, Term
from ..claims.query import home
from . import ages as _ages
from . import averages as _averages
from . import bearers as _bearers
from . import counting as _counting
from . import fit as _fit
from . import moves as _moves
from . import when as _when
from . import wholes as _wholes
from .field import LEAST, Field, implied, levels, near_to
from .link import Link
from .places import NEAR, Places, nearest
from .rivals import of_other_place, only_code, part_of, rival, sibling

UNTIED = "stands by none of the claim's words"
"""Why most figures of an article answer nothing."""
RIVAL = 0.5
"""What remains of a name's tie where another name of its class stands beside the figure."""

WHOLE = 0.85
"""What remains of a figure's tie where it is the whole that another is a part of ("26 of the 35 seats")."""

ADDED = 0.8
"""How closely the claim's words must tie what comes on top, to be all that the claim asks for."""

ABSENT, ABSENT_OF_MEASURE = 0.4, 0.5
"""An article that lacks more of the claim's words than this speaks of something else; a unit says much by itself."""

NAMED = 0.8
"""Unless the rest, mostly its names, ties the figure as closely as this."""

HALF_TOLD = 0.5
"""How closely words tie at least an age that stands by the noun that says whose it is."""

TOLD = 0.95
"""How closely the words and names of a claim tie a sum that they tell of in full."""

NAMED_AGE = 0.9
"""How closely an age right behind somebody's name is tied, whatever else the claim says of them."""

RARE = 2
"""A term in so few sentences of the article tells the figures beside it from all others."""


def links(within: Field) -> list[Link]:
    """All figures with their ties to the claim, best first."""
    return _ranked(within, [
        _link(within, figure) if figure.sentence in within.near
        else Link(figure, lost=UNTIED)
        for figure in within.figures
    ])


def link_of(within: Field, figure: Figure) -> Link:
    """How a candidate is tied to the claim, but for what the others say of it."""
    known = within.known.get(figure.number)
    if known is None:
        known = within.known[figure.number] = _link(within, figure)
    return known


def live(within: Field) -> list[Link]:
    """The candidates that may decide something, best first, each with what the others say of it."""
    if within.live is None:
        made = _ranked(within, [link_of(within, figure) for _, figure in within.candidates])
        within.live = [link for link in made if is_live(link)]
    return within.live


def is_live(link: Link) -> bool:
    """Whether a figure may decide something."""
    return link.lost is None and link.score >= LEAST


def _ranked(within: Field, made: list[Link]) -> list[Link]:
    """Links, best first, each with what the others say of it."""
    _part_terms(within.query, made, within.found)
    made.sort(key=lambda link: (link.lost is not None, -link.score, link.figure.first))
    return made


def _part_terms(query: Query, made: Sequence[Link], found: Sequence[Places]) -> None:
    """A figure is doubtful where a term of the claim that is rare in the article stands far from it, beside another."""
    live = [link for link in made if is_live(link)]
    rare: list[Term] = []
    for term, places in zip(query.terms, found, strict=True):
        if term.weight <= GENERIC or not places.sentences or len(places.sentences) > RARE or levels(term):
            for link in live:
                if term in link.own:
                    link.own.remove(term)
        elif not term.verb:
            rare.append(term)
    for term in rare:
        owners = [link for link in live if term in link.own and not link.miscounted and not other_number(query, link.figure)]
        for link in live if owners else ():
            if term not in link.far or any(_same(link.figure, owner.figure) for owner in owners):
                continue
            if term.kind != "name" and all(_apart(link, owner) for owner in owners):
                link.contested = True
            else:
                link.doubted = True


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures are one number, told again."""
    first, second = one.mention, other.mention
    return first.low is not None and (first.low, first.high, first.unit) == (second.low, second.high, second.unit)


def other_number(query: Query, figure: Figure) -> bool:
    """Whether the figure says what another number of the claim does: "nine of the 16 boroughs"."""
    mention = figure.mention
    return mention.low is not None and mention.low == mention.high and (mention.low, mention.unit) in query.numbers


def _apart(link: Link, owner: Link) -> bool:
    """Whether a rare term stands beside one figure and far from another."""
    return any(term in owner.far for term in link.own)


def _link(within: Field, figure: Figure) -> Link:
    query, index, found = within.query, within.index, within.found
    link = Link(figure)
    link.lost = _fit.unfit(query, index, figure)
    if link.lost and not ("earlier" in figure.cues and _fit.named_behind(query, index, found, figure)):
        link.misread = link.lost in _fit.BY_WORDING
        return link
    _tie_names(within, link)
    heads, head = _tie_words(within, link)
    if "increment" in figure.cues and "increment" not in query.cues and not query.change:
        link.doubted = True  # so many more may not be all
        if link.words < ADDED:
            link.lost, link.misread = _fit.MORE, True
            return link
    if link.score < LEAST:
        return link
    if heads and not head:
        link.miscounted = True
    if "part" in figure.cues and "part" not in query.cues and not _fit.of_part(query, index, found, figure):
        link.lost = "is a part of another figure"
    else:
        link.lost = _fit.contrasted(query, index, figure)
        link.misread = link.lost is not None
        if link.lost is None and _wholes.of_all(query, index, found, figure):
            link.lost = "is a part of what the claim tells of"
        if link.lost is None:
            link.lost = _counting.mentioned(query, index, found, figure) or of_other_place(query, index, figure)
        if link.lost is None and not link.beside:
            link.lost = _counting.other(query, index, found, figure)
            link.misread = link.lost is not None
    if link.lost is None and _ballots.other_side(query, index, figure):
        link.lost = "is another side of the vote"
    if link.lost is None and query.words and not _moves.change_named(query, index, found, figure):
        link.lost, link.misread = _fit.CHANGE, True
    if link.lost is None and _ages.of_another(query, index, figure):
        link.lost, link.misread = "is the age of another", True
    if link.lost is None and _bearers.of_another(query, index, figure):
        link.lost = "is the age of another"
    if link.lost is None and _told.instead(query, index, figure, within.figures):
        link.lost, link.misread = "is told by another source", True
    return link


def tied(within: Field, figure: Figure) -> Link:
    """How closely the claim's words tie a figure, whatever it is out for."""
    link = Link(figure)
    _tie_names(within, link)
    _tie_words(within, link)
    return link


def doubtful(within: Field, link: Link) -> bool:
    """Whether a figure is good enough to agree with, not to contradict: it may well be another one than the claim's (of a
    time long past or longer, or counting another thing), though its words stand near."""
    if link.strange is None:
        link.strange = _strange(within, link)
    return link.doubted or link.strange


def unlike(within: Field, link: Link) -> bool:
    """Whether a figure says, by what stands beside it, another thing than the claim's."""
    if link.foreign is None:
        link.foreign = _foreign(within, link)
    return link.foreign


def anchored(within: Field, link: Link) -> bool:
    """Whether more than one word or name of the claim ties the figure, and it speaks of the claim's time and thing."""
    if link.firm is None:
        ties = _distinct(within.index, link)
        ties += bool(ties) and (
            (within.query.aged and not within.query.words and (bool(link.own) or link.weakest >= NEAR["own"][1]))
            or _of_home(within, link)
            or any(implied(term, within.query) for term in within.query.words)
        )
        link.firm = ties > 1 and not doubtful(within, link)
    return link.firm


def _distinct(index: Index, link: Link) -> int:
    """How many words of the article tie a figure; one word that answers two terms is one: "dead", where a claim tells of
    victims and of murders."""
    most: dict[int, int] = {}
    said: dict[int, set[str]] = {}
    for at, term in link.ties:
        parts, keys = max(1, len(term.parts)), {key for key in index.keys[at] if key in term.keys}
        another = index.lengths[at] > 1 and keys.isdisjoint(said.get(at, ()))  # "lost their roof": people, homeless
        most[at] = most.get(at, 0) + parts if another else max(most.get(at, 0), parts)
        if term.weight > GENERIC:
            said.setdefault(at, set()).update(keys)
    return sum(most.values())


def _of_home(within: Field, link: Link) -> bool:
    """Whether the claim is of the readers' own country, which the article need not name, and neither its headline, its lead
    nor the figure's sentence names a place elsewhere."""
    index, query = within.index, within.query
    if len(within.names) == len(query.names):
        return False
    own = home(index.annotated.article.lang)
    return not any(
        entity.kind == "place" and own.isdisjoint(holding(index, entity.at))
        for number in {*index.topics, link.figure.sentence} for entity in index.entities[number]
    )


def _strange(within: Field, link: Link) -> bool:
    query = within.query
    counts = query.expected is not None and query.expected.kind == "count"
    return aside(within, link) or (
        within.absent > (ABSENT if counts else ABSENT_OF_MEASURE) and link.score < NAMED
    )


def aside(within: Field, link: Link) -> bool:
    """Whether a figure is, whatever words of the claim the article lacks, of another time or thing than the claim's."""
    figure, query, index = link.figure, within.query, within.index
    loose = link.names <= NEAR["before1"][1] or (not query.names and _when.opened(index, figure))
    return (
        (loose and _when.historic(query, index, within.found, figure))
        or _when.narrower_time(query, index, figure)
        or unlike(within, link)
    )


def _foreign(within: Field, link: Link) -> bool:
    figure, query, index = link.figure, within.query, within.index
    return (
        _when.wider_time(query, index, figure)
        or (_fit.of_other(query, index, within.found, figure) and not _in_full(within, link))
        or _fit.rated(query, index, figure)
        or _fit.sizes(query, index, within.found, figure)
        or _fit.governed(query, index, within.found, figure)
        or _ages.of_age(query, index, figure)
        or _ages.is_age(query, index, figure)
        or _moves.of_any_verb(query, index, within.found, figure)
        or (query.aged and not _ages.aged(index, figure))
        or (query.share and not figure.cues & {"part", "share"})
    )


def _in_full(within: Field, link: Link) -> bool:
    """Whether all that a claim says stands beside the only sum of a sentence, which says besides what the sum is: "the pirates
    demand 700,000 euros in ransom"."""
    figure = link.figure
    return (
        figure.mention.kind == "money" and min(link.words, link.names) >= TOLD and len(link.own) > 1
        and any(term.act for term in link.own)
        and not any(
            other is not figure and other.mention.kind == "money" for other in within.index.figures[figure.sentence]
        )
    )


def _tie_names(within: Field, link: Link) -> None:
    figure, index, query = link.figure, within.index, within.query
    tied = 0.0
    for term, places, weight, which, at_home, _ in within.names:
        near, at, place = nearest(places, figure, index, which)
        rivalled = not (query.aged and _bearers.told(query, index, figure)) and (
            rival(query, term, index, figure, at, place) or (place != "own" and sibling(term, index, figure, at))
        )
        if near and rivalled:
            near *= RIVAL
            link.rivalled = True
        elif at_home or (0 < near < NEAR["topic"][1] and only_code(index, term, at)):
            near = max(near, NEAR["topic"][1])
        if place not in ("own", "shared") and term.entity == "place" and part_of(query, term, index, figure):
            link.doubted = True
        if near > 0.3:
            link.ties.append((at, term))
        _note(index, link, term, place, near)
        tied += weight * near
        link.weakest = min(link.weakest, near)
    link.names = tied / within.of_names if within.of_names else 1.0
    link.score = tied


def _tie_words(within: Field, link: Link) -> tuple[bool, bool]:
    """Tie the words and finish the score; whether the claim counts something, and whether the figure counts that."""
    figure, index, query = link.figure, within.index, within.query
    tied = 0.0
    heads = head = headless = besides = acted = told = bare = False
    base = figure.family == "ratio"  # a share is of what it is of, and counts nothing
    paid = figure.mention.kind == "money"
    for term, places, weight, which, _, _ in within.words:
        near, at, place = near_to(within, term, places, figure, which)
        if near < NEAR["shared"][0]:
            word = _fit.employs(term, index, figure) if term.head else None
            word = _averages.meant(term, index, figure) if word is None else word
            if word is not None:
                near, at, place = NEAR["shared"][0], word, "own"
        if places.parts and near < 1.0:
            near, at, place = max((near, at, place), _in_parts(places, index, figure))
        if place not in ("own", "shared") and not (paid and "victims" in term.contrasts) and sibling(term, index, figure, at):
            near *= RIVAL
            link.rivalled = link.doubted = True
        if which and place in ("opening", "other") and rival(query, term, index, figure, at, place):
            near *= RIVAL
            link.rivalled = True
        if near > 0.3:
            link.ties.append((at, term))
        tied += weight * near
        carried = places.passed_on(figure, index) and not (
            places.parts and term.verb and figure.counted is not None  # "diverted flights", where 100 are delayed
        )
        _note(index, link, term, "shared" if carried and place != "own" else place, near)
        if term.weight <= GENERIC:
            continue
        if term.head and near < 0.4 and not (
            carried and figure.carried and places.means(index.sentence_of[figure.carried[0]], *figure.carried)
        ):
            headless = True
        acted = acted or (term.verb and not term.counted and _counts(places, figure))
        bare = bare or (paid and figure.counted is None and term.verb and place == "own" and near >= NEAR["shared"][0])
        if term.counted and not term.head and place == "own" and near >= LOOSE:
            besides = True
        told = told or (term.verb and place == "own" and near >= NEAR["shared"][0])  # "employs 80,000 people": workers
        if term.counted and not base and (term.head or not query.headed or (figure.counted is None and figure.carried is None)):
            heads = True
            # "27 people died" are migrants where the claim's "dead" stands there too
            least = 0.4 if place in ("topic", "before1", "other") or (figure.generic and besides) else 0.6
            head = head or carried or (near >= least and _counting.heads(term, places, figure, index, at, place))
            if not head and told and figure.generic and near >= 0.4 and _counting.heads(term, places, figure, index, at, place):
                head = link.doubted = True  # people of any kind: good to agree with
            of_kind = not head and term.head and besides and not figure.generic and near >= 0.4
            if of_kind and _counting.fated(index, figure, loosely=True):
                head = True  # "19 victims", where the claim says that women are killed
                link.doubted = link.doubted or place not in ("own", "shared") or not _counting.fated(index, figure)
            acts = term.verb and place == "own" and near >= NEAR["shared"][0]
            if acts and not head and _counting.befell(term, index, figure):
                head, link.doubted = True, link.doubted or term.act
        if place == "own" or carried:
            link.beside += 1
            if carried and place != "own":
                tied += weight * (NEAR["shared"][0] - near)
    _score(within, link, tied)
    return heads, (head or acted or bare) and not (headless and not base and not bare)


def _score(within: Field, link: Link, tied: float) -> None:
    """Finish the score from how closely the words are tied; the names' share of it stands in the link."""
    figure, index, query = link.figure, within.index, within.query
    names, total = within.of_names, within.of_words
    link.words = tied / total if total else 1.0
    if names and ((query.aged and not query.telling) or (
        within.words and all(implied(wanted.term, query) for wanted in within.words)
    )):
        link.words = max(link.words, link.names)  # "is 64 years old" and "area: 21 km²" say no more than that
    if link.weakest > RIVAL and (
        (not link.rivalled and _ages.of_person(query, index, figure, link.ties))
        or (link.words >= HALF_TOLD and _bearers.told(query, index, figure))
    ):
        tied, link.words = max(tied, total * NAMED_AGE), max(link.words, NAMED_AGE)
    if not query.telling and len(query.names) > 1 and query.expected is not None and query.expected.kind == "length":
        link.words = max(link.words, link.names)  # "Brest lies 590 km from Paris"
    if within.deeds_only:
        link.words = link.names  # "operates 61 Boeing 737s": all but the deed is names
    link.score = (tied + link.score) / (total + names) if total + names else 0.0
    if "whole" in figure.cues and (figure.counted is not None or any(term.verb and not term.head for term in query.words)):
        link.score *= WHOLE


def _counts(places: Places, figure: Figure) -> bool:
    """Whether a figure counts the very deeds that a claim tells of: "1,475 cuts", where a claim says that jobs are cut."""
    return figure.counted is not None and places.within(figure.sentence, figure.counted[0], figure.counted[0] + 1)


def _note(index: Index, link: Link, term: Term, place: str, near: float) -> None:
    if place == "own":
        link.own.append(term)
        if term.entity == "place":
            link.sites.append(term)
    if place in ("own", "shared") or (place == "opening" and not (term.kind == "word" and link.figure.family == "date")):
        link.near.append(term)
    elif near < NEAR["before1"][0] and place != "topic":
        link.far.append(term)


def _in_parts(places: Places, index: Index, figure: Figure) -> tuple[float, int, str]:
    """A phrase by its words, wherever each stands ("medical aid" in "aid, above all medical")."""
    spots = [nearest(part, figure, index, 0) for part in places.parts]
    best = max(spots)
    return sum(spot[0] for spot in spots) / len(spots) * 0.95, best[1], best[2]
