"""Conflicts in big corpora: articles sorted by day within each shard, compared a window of days at a time.

Two articles conflict only when they appeared within a few days of each other, so a window of days is compared with
itself and with the days that reach into it from before. Names spelled two ways, which need no day, are told within a
window as well. What is in memory is one window.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..annotate import annotate
from ..conflicts import Conflict, Side, conflicts
from ..periods import Period
from ..text import Article
from .engine import Row, Step, head, uncarried
from .forms import line
from .job import Job
from .plan import Shard

WINDOW = 4000
"""How many articles a window has, those of one day at least: about 100 MB."""
UNDATED = 1 << 30
_WIDE = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Articles of one sorted shard, from byte to byte: those of some days."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days from `first` to `last`, with the articles of the days before that reach into them."""

    first: int
    last: int
    stretches: tuple[Stretch, ...]
    digest: str

    @property
    def told(self) -> tuple[Any, ...]:
        """What decides the conflicts that come out of it."""
        return self.first, self.last, [(s.start, s.end) for s in self.stretches], self.digest


def day(published: str | None) -> int:
    """The first day of a publication as a number that sorts; those without one come last."""
    first = Period.parse(published).first if published else None
    return first.toordinal() if first else UNDATED


def by_day(rows: Iterator[Row]) -> tuple[bytes, list[list[int]]]:
    """A shard of articles as lines sorted by day, and [day, articles, start, end] for each."""
    lines = sorted((day(row["published"]), row["id"], line(row).encode("utf-8")) for row in rows)
    days: list[list[int]] = []
    at = 0
    for published, _, written in lines:
        if not days or days[-1][0] != published:
            days.append([published, 0, at, at])
        at += len(written)
        days[-1][1] += 1
        days[-1][3] = at
    return b"".join(written for _, _, written in lines), days


def plan(shards: Sequence[tuple[Path, Mapping[str, Any]]], days: int) -> list[Shard]:
    """The windows over sorted shards and their records."""
    counts: dict[int, int] = {}
    for _, record in shards:
        for published, articles, _, _ in record["days"]:
            counts[published] = counts.get(published, 0) + articles
    spans: list[list[int]] = []
    held = 0
    for published in sorted(counts):
        if not spans or held + counts[published] > WINDOW or published == UNDATED:
            spans.append([published, published])
            held = 0
        spans[-1][1] = published
        held += counts[published]
    reach = days + _WIDE
    return [_window(number, first, last, shards, reach) for number, (first, last) in enumerate(spans)]


def _window(
    number: int, first: int, last: int, shards: Sequence[tuple[Path, Mapping[str, Any]]], reach: int
) -> Shard:
    stretches: list[Stretch] = []
    told = hashlib.blake2b(digest_size=16)
    begin = first - reach if first != UNDATED else first
    for path, record in shards:
        inside = [entry for entry in record["days"] if begin <= entry[0] <= last]
        if inside:
            stretches.append(Stretch(path=path.as_posix(), start=inside[0][2], end=inside[-1][3]))
            told.update(record["sha256"].encode())
    window = Window(first=first, last=last, stretches=tuple(stretches), digest=told.hexdigest())
    return Shard(number=number, units=(window,), size=sum(s.end - s.start for s in stretches))


def rows(window: Window, job: Job, step: Step, count: Callable[[], None]) -> Iterator[Row]:
    """The conflicts whose later article is of the window's days."""
    accepted = [(a.name, *a.also) for a in job.assertions if a.name]
    articles = _articles(window, step, count)
    for conflict in conflicts(
        (annotate(article) for article in articles), days=job.days, updates=job.updates, accepted=accepted,
        lexicon=job.lexicon,
    ):
        if max(day(conflict.a.article.published), day(conflict.b.article.published)) >= window.first:
            yield _form(conflict)


def _articles(window: Window, step: Step, count: Callable[[], None]) -> Iterator[Article]:
    """Each id once, in the order of days and ids."""
    lines: list[tuple[int, str, bytes]] = []
    for stretch in window.stretches:
        with Path(stretch.path).open("rb") as file:
            file.seek(stretch.start)
            for written in file.read(stretch.end - stretch.start).splitlines(keepends=True):
                row = json.loads(written)
                lines.append((day(row["published"]), row["id"], written))
    seen: set[str] = set()
    for number, (published, identifier, written) in enumerate(sorted(lines), 1):
        if identifier not in seen:
            seen.add(identifier)
            if published >= window.first:
                count()
            article = uncarried(written)
            if step(number, f"{article.path}:{article.first_line}"):
                yield article


def _form(conflict: Conflict) -> Row:
    return {"kind": conflict.kind, "a": _side(conflict.a), "b": _side(conflict.b), "reason": conflict.reason}


def _side(side: Side) -> Row:
    text = side.article.text
    return {
        **head(side.article), "start": side.span.start, "end": side.span.end,
        "text": text[side.span.start : side.span.end], "sentence": text[side.sentence.start : side.sentence.end],
    }
