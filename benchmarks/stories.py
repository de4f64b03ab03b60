"""Every phrasing of a fact in an article against every phrasing of it as a claim, in three languages.

    python benchmarks/stories.py [FIELD ...] [--part even|odd] [--story ID] [--misses]

`benchmarks/stories/<field>.yaml` holds invented stories (its README says how they are written). Each is six articles: three
languages, two phrasings, the second in another order. Each claim is asked with the true and with a false value; then the
sentences of its fact are taken out, and the true claim is asked again: nothing speaks of it now. Alarms and the like are
numbers of claims, the others percentages; "hard" are false values that another fact of the story has.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from accuracy_common import share
from copydesk.annotate import annotate
from copydesk.assertions.model import Assertion
from copydesk.matching.check import check_all, claim_assertion
from copydesk.text import Article

STORIES: Final = Path(__file__).parent / "stories"
LANGS: Final = ("fr", "en", "es")
PHRASINGS: Final = (0, 1)
VALUE: Final = "{v}"
SHARED: Final = "="
"""A sentence that is `= ID` stands with the one of that fact: one sentence states both."""
PARTS: Final = ("odd", "even")
RIGHT: Final = {"ok": "consistent", "ko": "contradicted", "silent": "not_mentioned"}
COLUMNS: Final = ("recognised", "alarms", "detected", "hard", "confirmed", "silent alarms", "silent confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Sentences and claims by language, two each; `v` and `ko` are the true and a false value as written there."""

    id: str
    sentences: Mapping[str, Sequence[str]]
    claims: Mapping[str, Sequence[str]]
    v: Mapping[str, str]
    ko: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What happened, how its articles open, and its facts in the order of either phrasing."""

    id: str
    published: str
    lead: Mapping[str, str]
    facts: Mapping[str, Fact]
    orders: Sequence[Sequence[str]]

    def article(self, lang: str, phrasing: int, without: str = "") -> str:
        """The lead and the sentences in order; `without` a fact, its sentence and whatever else that one states."""
        said = {fact.id: fact.sentences[lang][phrasing] for fact in self.facts.values()}
        home = {fact: text[1:].strip() if text.startswith(SHARED) else fact for fact, text in said.items()}
        gone = home.get(without)
        kept = [i for i in self.orders[phrasing] if home[i] == i and i != gone]
        return " ".join([self.lead[lang], *(said[i] for i in kept)])


class Asked(NamedTuple):
    """One claim asked of one article, and what came out."""

    fact: str
    langs: tuple[str, str]
    phrasings: tuple[int, int]
    gold: str
    hard: bool
    claim: str
    verdict: str
    reason: str


def load(path: Path) -> list[Story]:
    """The stories of a field; a ValueError names what is missing."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [_story(entry) for entry in raw]


def _story(raw: Mapping[str, Any]) -> Story:
    facts = {fact.id: fact for fact in map(_fact, raw["facts"])}
    order = list(facts)
    second = raw.get("second") or [i for a, b in zip(order[::2], [*order[1::2], ""], strict=False) for i in (b, a) if i]
    if sorted(second) != sorted(order) or len(order) != len(raw["facts"]):
        raise ValueError(f"{raw['id']}: each fact once, in either order")
    for fact in facts.values():
        for lang in LANGS:
            for phrasing in PHRASINGS:
                text = fact.sentences[lang][phrasing]
                other = facts.get(text[1:].strip()) if text.startswith(SHARED) else fact
                if not other or (other is not fact and other.sentences[lang][phrasing].startswith(SHARED)):
                    raise ValueError(f"{raw['id']}: {fact.id}: {text}: no such sentence")
    return Story(id=raw["id"], published=raw["published"], lead=_spoken(raw, raw["lead"]), facts=facts, orders=(order, second))


def _fact(raw: Mapping[str, Any]) -> Fact:
    v, ko = (_spoken(raw, dict.fromkeys(LANGS, raw[k]) if isinstance(raw[k], str) else raw[k]) for k in ("v", "ko"))
    fact = Fact(id=raw["id"], sentences=_spoken(raw, raw), claims=_spoken(raw, raw["claims"]), v=v, ko=ko)
    for lang in LANGS:
        claims, sentences = fact.claims[lang], fact.sentences[lang]
        if len(claims) != len(PHRASINGS) or len(sentences) != len(PHRASINGS) or any(VALUE not in c for c in claims):
            raise ValueError(f"{fact.id}: {lang}: two sentences and two claims, each of which holds {VALUE}")
        if fact.v[lang] == fact.ko[lang]:
            raise ValueError(f"{fact.id}: {lang}: the false value is the true one")
    return fact


def _spoken(raw: Mapping[str, Any], by_lang: Mapping[str, Any]) -> dict[str, Any]:
    missing = [lang for lang in LANGS if not by_lang.get(lang)]
    if missing:
        raise ValueError(f"{raw['id']}: not in {', '.join(missing)}")
    return {lang: by_lang[lang] for lang in LANGS}


def ask(story: Story) -> Iterator[Asked]:
    """Every claim of every fact against every article of the story."""
    read: dict[str, Assertion] = {}
    for lang in LANGS:
        for phrasing in PHRASINGS:
            yield from _asked(story, lang, phrasing, story.article(lang, phrasing), tuple(story.facts), ("ok", "ko"), read)
            for fact in story.facts:
                text = story.article(lang, phrasing, without=fact)
                yield from _asked(story, lang, phrasing, text, (fact,), ("silent",), read)


def _asked(
    story: Story, lang: str, phrasing: int, text: str, facts: Sequence[str], golds: Sequence[str], read: dict[str, Assertion]
) -> Iterator[Asked]:
    annotated = annotate(Article(id=f"{story.id}-{lang}{phrasing}", text=text, lang=lang, published=story.published))
    rows = [
        (fact, tongue, number, gold, claim.replace(VALUE, (fact.ko if gold == "ko" else fact.v)[tongue]))
        for fact in map(story.facts.__getitem__, facts) for tongue in LANGS
        for number, claim in enumerate(fact.claims[tongue]) for gold in golds
    ]
    for *_, claim in rows:
        if claim not in read:
            read[claim] = claim_assertion(claim, None)
    for (fact, tongue, number, gold, claim), found in zip(
        rows, check_all(annotated, [read[row[-1]] for row in rows]), strict=True
    ):
        hard = gold == "ko" and fact.ko[tongue] in {f.v[tongue] for f in story.facts.values()}
        yield Asked(fact.id, (lang, tongue), (phrasing, number), gold, hard, claim, found.verdict, found.reason)


def row(title: str, asked: Sequence[Asked]) -> str:
    """A line of the table."""
    said = Counter((a.gold, a.verdict) for a in asked)
    n = Counter(a.gold for a in asked)
    hard = [a.verdict == "contradicted" for a in asked if a.hard]
    cells = [
        share(said["ok", "consistent"], n["ok"]), said["ok", "contradicted"], share(said["ko", "contradicted"], n["ko"]),
        share(sum(hard), len(hard)), said["ko", "consistent"], said["silent", "contradicted"], said["silent", "consistent"],
    ]
    return f"| {title} | {n['ok']} | " + " | ".join(map(str, cells)) + " |"


def _miss(story: Story, asked: Asked) -> str:
    pair = " ".join(f"{lang}{number + 1}" for lang, number in zip(asked.langs, asked.phrasings, strict=True))
    return f"{asked.gold}→{asked.verdict} {story.id}/{asked.fact} {pair}: {asked.claim} | {asked.reason}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fields", nargs="*", metavar="FIELD", help="of benchmarks/stories; by default all")
    parser.add_argument("--part", choices=PARTS, help="only the first, third, ... or the second, fourth, ... story")
    parser.add_argument("--story", action="append", metavar="ID", help="only this one; repeatable")
    parser.add_argument("--pairs", action="store_true", help="by language of the article and of the claim")
    parser.add_argument("--misses", action="store_true", help="list those of even stories, or of --part")
    options = parser.parse_args()
    misses: list[str] = []
    everything: list[Asked] = []
    print(f"| stories | claims | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 2)}")
    for path in sorted(STORIES.glob("*.yaml")):
        if options.fields and path.stem not in options.fields:
            continue
        stories = load(path)
        for part in [options.part] if options.part else PARTS:
            told = stories[PARTS.index(part)::2]
            asked = [(story, a) for story in told if story.id in (options.story or [story.id]) for a in ask(story)]
            print(row(f"{path.stem}, {part}", [a for _, a in asked]), flush=True)
            everything += [a for _, a in asked]
            if part != "odd" or options.part:  # the odd ones are for measuring: to see their misses takes a word
                misses += [_miss(story, a) for story, a in asked if a.verdict != RIGHT[a.gold]]
    if options.pairs:
        pairs = [(said, claimed) for said in LANGS for claimed in LANGS]
        print("\n".join(row(f"{a} article, {b} claim", [x for x in everything if x.langs == (a, b)]) for a, b in pairs))
    print(row("all", everything))
    if options.misses:
        print("\n".join(["", *misses]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
