"""Today's discrepancies as waivers, for a corpus that starts late. A baseline only shrinks, unless told to grow."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import writing
from .assertions import Waiver
from .assertions._fields import Sheet
from .assertions._yaml import parse
from .assertions.waivers import read_waivers
from .errors import CopydeskError
from .hygiene import check_waiver
from .internal import observe
from .reports import terminal
from .session import Desk

FILE = "waivers.yaml"
REASON = "baseline"
BEGUN = "# baseline: it only shrinks; `copydesk baseline --grow` takes in more"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Discrepancy:
    """What disagrees today: the article's id, the check, the value there, and its line for people."""

    article: str
    check: str
    value: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of the waiver file: `added` are written, `dropped` deleted, `left` are new and not taken in."""

    added: Sequence[Discrepancy]
    kept: Sequence[Waiver]
    dropped: Sequence[Waiver]
    left: Sequence[Discrepancy]


def discrepancies(desk: Desk) -> Iterator[Discrepancy]:
    """Every discrepancy that would fail and that no waiver in force covers. Raises InputError."""
    desk.loaded.require()
    for article in desk.articles():
        for assertion in desk.selected(article):
            finding = desk.finding(article, assertion)
            severity = desk.gravity(article, finding)
            if finding.verdict != "contradicted" or severity is None or not desk.settings.fails(severity):
                continue
            value, mention = terminal.said(finding), finding.statement.mention if finding.statement else None
            waiver = desk.waiver(article, assertion.id, value, mention)
            if waiver is None or waiver.expired(desk.today):
                yield Discrepancy(
                    article=article.id, check=assertion.id, value=_one_line(value or ""), line=terminal.line(finding)
                )
        for check in desk.internals(article):
            severity, name = desk.settings.of_check(check, article.id), f"internal.{check}"
            for seen in observe(desk.annotated(article), check) if severity and desk.settings.fails(severity) else ():
                waiver = desk.waiver(article, name, seen.value)
                if waiver is None or waiver.expired(desk.today):
                    line = terminal.observed(article, seen)
                    yield Discrepancy(article=article.id, check=name, value=_one_line(seen.value), line=line)


def plan(desk: Desk, *, grow: bool = False) -> Plan:
    """What a baseline of today takes in. New discrepancies join an existing baseline only if it may grow."""
    mine = [waiver for waiver in desk.loaded.waivers if waiver.reason == REASON]
    kept = [w for w in mine if not w.expired(desk.today) and check_waiver(desk, w).status == "passed"]
    found: dict[tuple[str, str, str], Discrepancy] = {}
    for discrepancy in sorted(discrepancies(desk)):
        found.setdefault((discrepancy.article, discrepancy.check, discrepancy.value), discrepancy)
    new = tuple(found.values())
    takes = grow or not (mine or BEGUN in _text(desk))
    return Plan(
        added=new if takes else (), kept=kept, dropped=[w for w in mine if w not in kept], left=() if takes else new
    )


def write(desk: Desk, made: Plan, *, by: str, until: str, on: date) -> Path:
    """Write a plan to the waiver file, all other lines as they are; the file changes at once or not at all.

    Raises CopydeskError when a baseline waiver stands in another file, or when somebody has changed the waivers since.
    """
    with writing.alone(desk.assertions):
        return _write(desk, made, by, until, on)


def _write(desk: Desk, made: Plan, by: str, until: str, on: date) -> Path:
    path, text = desk.assertions / FILE, _text(desk)
    if _waivers(desk, text) != [w for w in desk.loaded.waivers if w.place.file == desk.waiver_file]:
        raise CopydeskError(f"{desk.waiver_file}: somebody has changed it meanwhile; run this again")
    elsewhere = [w for w in made.dropped if w.place.file != desk.waiver_file]
    if elsewhere:
        raise CopydeskError(f"{elsewhere[0].place}: this baseline waiver is not needed; delete it there")
    lines = _without(text, [w.place.line for w in made.dropped], [w.place.line for w in desk.loaded.waivers])
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if made.added and BEGUN not in text:
        lines.append(f"{BEGUN}\n")
    for discrepancy in made.added:
        lines.extend(_entry(discrepancy, by, until, on))
    writing.write(path, "".join(lines).encode("utf-8"))
    return path


def _waivers(desk: Desk, text: str) -> list[Waiver]:
    """The waivers of the file as it is now."""
    sheet = Sheet(desk.waiver_file)
    return read_waivers(sheet, parse(text.encode("utf-8"), desk.waiver_file)[0])


def _text(desk: Desk) -> str:
    path = desk.assertions / FILE
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def _without(text: str, dropped: Sequence[int], starts: Sequence[int]) -> list[str]:
    """The lines without the entries that begin on the lines `dropped`; comments above the next entry stay."""
    lines = text.splitlines(keepends=True)
    for start in sorted(dropped, reverse=True):
        end = min((other - 1 for other in starts if other > start), default=len(lines))
        while end > start and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1
        del lines[start - 1 : end]
    return lines


def _entry(discrepancy: Discrepancy, by: str, until: str, on: date) -> Iterator[str]:
    fields = {
        "article": discrepancy.article, "assertion": discrepancy.check, "value": discrepancy.value,
        "verdict": "accepted", "reason": REASON, "by": by, "on": on.isoformat(), "until": until,
    }
    sign = "-"
    for name, value in fields.items():
        if value:
            plain = name in ("assertion", "verdict", "reason", "on", "until")
            yield f"{sign} {name}: {value if plain else json.dumps(value, ensure_ascii=False)}\n"
            sign = " "


def _one_line(text: str) -> str:
    return " ".join(text.split())
