"""What is fuzzed: functions that take any bytes, and what must hold whatever the bytes are.

A target returns, or raises what its function documents (`CopydeskError`): anything else is a fault. By hand, with one's
own input:

    python -m tests.fuzz TARGET FILE…
"""

import gzip
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from copydesk import readers
from copydesk.annotate import Annotated, annotate
from copydesk.errors import CopydeskError, InputError, Problem
from copydesk.languages import available
from copydesk.periods import Period
from copydesk.text import Article, fold

from . import pieces

TURNING = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
SAMPLES = Path(__file__).resolve().parent.parent / "readers"
DAYS = (None, "2024-11-13", "2024-05-30/2024-05-31", "2024-02", "0001-01-01", "9999-12-31")
LIMITS = readers.Limits(file=1 << 20, record=1 << 18, article=100_000, line=50_000, elements=20_000, tags=5_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One function under test. `seeds` are inputs to begin with, `words` what mutation puts in; `weight` is its share of
    the executions; `risky` says that libraries in C are behind it, which could end the process."""

    name: str
    run: Callable[[bytes], None]
    seeds: Sequence[bytes]
    words: Sequence[bytes] = ()
    weight: float = 1
    risky: bool = False
    needs: Sequence[str] = field(default=())


def text_of(data: bytes) -> str:
    """Bytes as text; what is no UTF-8 becomes half surrogate pairs, as JSON may bring them."""
    return data.decode("utf-8", "surrogateescape")


def language_of(data: bytes) -> str:
    """A language that the bytes choose."""
    return available()[len(data) % len(available())]


def check_line(line: str) -> None:
    """A message is one line, and nothing in it moves the cursor or turns the text round."""
    bad = [c for c in line if (unicodedata.category(c) == "Cc" and c != "\t") or c in TURNING]
    assert not bad, f"{bad!r} in the message {line!r}"


def check_problems(problems: Iterable[Problem]) -> None:
    """Every problem is one line with a place that exists."""
    for problem in problems:
        check_line(str(problem))
        assert problem.line >= 1, problem
        assert problem.column >= 1, problem
        assert problem.what, problem
        assert problem.remedy, problem


def read_text(data: bytes) -> Annotated:
    """Any text is read in any language: mentions slice back, values are numbers, dates are EDTF."""
    from copydesk.jsonl import mention_forms

    text = text_of(data)
    assert len(fold(text)) == len(text)
    annotated = annotate(Article(id="a", text=text, lang=language_of(data), published=DAYS[len(data) // 7 % len(DAYS)]))
    for form in mention_forms(annotated.mentions, text):
        assert 0 <= form["start"] < form["end"] <= len(text), form
        assert form["text"].strip() == form["text"], form
        assert json.loads(json.dumps(form)) == form
        if form["date"] and not form["date"].startswith("T"):  # a time of no certain day
            Period.parse(form["date"].replace("XXXX", "2024"))  # a day of no certain year
    for mention in annotated.mentions:
        for value in (mention.low, mention.high):
            assert value is None or value.is_finite(), mention
        assert mention.low is None or mention.high is None or mention.low <= mention.high, mention
    return annotated


def read_any(data: bytes) -> None:
    """Any text."""
    read_text(data)


def read_claim(data: bytes) -> None:
    """Any line is a claim or none."""
    from copydesk.assertions.claims import claim_id, value_span
    from copydesk.matching.check import claim_assertion

    claim = claim_assertion(text_of(data)).claim
    claim_id(claim)
    span = value_span(claim)
    assert 0 <= span.start <= span.end <= len(claim.text)


def check_claim(data: bytes) -> None:
    """Any claim against any article: a verdict, and a line that a terminal can show."""
    from copydesk.matching.check import check, claim_assertion
    from copydesk.reports import terminal

    head, _, body = data.partition(b"\n\n")
    article = Article(id="a", text=text_of(body), lang=language_of(body), published="2024-11-13")
    finding = check(annotate(article), claim_assertion(text_of(head)))
    assert finding.verdict in ("consistent", "contradicted", "not_mentioned", "unclear")
    check_line(terminal.line(finding))
    for line in terminal.evidence(finding, "waivers.yaml").split("\n"):
        check_line(line)


def find_conflicts(data: bytes) -> None:
    """Any two articles and more, compared."""
    from copydesk.conflicts import conflicts

    parts = data.split(b"\n\n")[:4]
    found = [
        annotate(Article(id=str(number), text=text_of(part), lang=language_of(part), published=f"2024-11-{13 + number}"))
        for number, part in enumerate(parts)
    ]
    for conflict in conflicts(found, updates=True):
        for side in (conflict.a, conflict.b):
            assert 0 <= side.span.start < side.span.end <= len(side.article.text)


def check_inside(data: bytes) -> None:
    """The checks that need no assertion."""
    from copydesk.internal import CHECKS, observe

    annotated = read_text(data)
    for check in CHECKS:
        for seen in observe(annotated, check):
            assert 0 <= seen.span.start <= seen.span.end <= len(annotated.article.text)


def read_period(data: bytes) -> None:
    """What is read as a period is written as one that is read the same."""
    try:
        period = Period.parse(text_of(data))
    except ValueError as error:
        check_line(str(error))
        return
    assert Period.parse(str(period)) == period


def parse_yaml(data: bytes) -> None:
    """The strict loader's tree."""
    from copydesk.assertions._yaml import parse

    check_problems(parse(data, "a.yaml")[1])


def load_topic(data: bytes) -> None:
    """A topic file: its problems, or assertions that are written and read again as they were."""
    from copydesk.assertions.load import read_assertions
    from copydesk.assertions.write import topic_file

    try:
        made = read_assertions(data.decode("utf-8", "replace"), "a.yaml")
    except InputError as error:
        check_problems(error.problems)
        return
    again = read_assertions(topic_file(made), "a.yaml")
    bare = [replace(assertion, place=made[0].place) for assertion in made]
    assert [replace(assertion, place=made[0].place) for assertion in again] == bare


def load_waivers(data: bytes) -> None:
    """A waiver file."""
    from copydesk.assertions._fields import Sheet
    from copydesk.assertions._yaml import parse
    from copydesk.assertions.waivers import read_waivers

    sheet = Sheet("waivers.yaml")
    tree, problems = parse(data, "waivers.yaml")
    read_waivers(sheet, tree)
    check_problems([*problems, *sheet.problems])


def read_settings(data: bytes) -> None:
    """The table in pyproject.toml."""
    import tempfile

    from copydesk.settings import read_settings, section

    section(data)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pyproject.toml").write_bytes(data)
        read_settings(Path(folder))


def read_format(name: str, data: bytes) -> None:
    """A file of that name: documents fit to be stored, and problems with places."""
    problems: list[Problem] = []
    notes: list[str] = []
    source = readers.Source(
        name=name, stream=io.BufferedReader(io.BytesIO(data), readers.HEAD), report=problems.append, note=notes.append,
        limits=LIMITS,
    )
    try:
        for document in readers.documents(source):
            text = "\n".join(document.lines)
            text.encode("utf-8")
            assert "\0" not in text
            assert "\r" not in text
            assert unicodedata.is_normalized("NFC", text)
            assert all("\n" not in line for line in document.lines)
            assert all(0 <= number < len(document.lines) for number in document.roles)
            assert all(value == value.strip() and "\n" not in value for value in document.meta.values())
    except InputError as error:
        problems.extend(error.problems)
    check_problems(problems)
    for note in notes:
        check_line(note)


def through_the_corpus(name: str, data: bytes) -> None:
    """What ingest makes of a document is a corpus file that says the same."""
    from copydesk.corpus import parse_article
    from copydesk.ingest.make import _made

    source = readers.Source(
        name=name, stream=io.BufferedReader(io.BytesIO(data), readers.HEAD), report=lambda problem: None, limits=LIMITS
    )
    for document in readers.documents(source):
        made = _made(document, Path(name), "0" * 64, {})
        if made is None:
            continue
        article = parse_article(made.content, made.path, made.path.removesuffix(".md"))
        assert article is not None
        assert (article.text, article.title, article.id) == (made.text, made.values["title"], made.path[:-3])
        check_line(made.path)


def parse_corpus(data: bytes) -> None:
    """A corpus file that somebody wrote."""
    from copydesk.corpus import parse_article

    try:
        article = parse_article(data, "fr/a.md", "fr/a")
    except InputError as error:
        check_problems(error.problems)
        return
    if article:
        before = 0
        for passage in article.passages:
            assert before <= passage.start < passage.end <= len(article.text)
            before = passage.end


def answer(task: str, data: bytes) -> None:
    """A line of JSON Lines: an answer that is JSON, or an error that is meant."""
    from copydesk import jsonl
    from copydesk.commands import check, extract

    answers: dict[str, Any] = {"check": check._answer, "extract": extract._answer}
    for line in data.split(b"\n"):
        if not line.strip():
            continue
        try:
            written = jsonl._line(answers[task](jsonl._record(line)))
        except CopydeskError as error:
            for row in str(error).split("\n"):
                check_line(row)
            continue
        assert written.count("\n") == 1
        written.encode("utf-8")
        json.loads(written, parse_constant=_not_json)


def _not_json(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


def read_table(data: bytes) -> None:
    """A spreadsheet as CSV: problems by cell, or assertions that come back as they were."""
    from copydesk.spreadsheet import read_csv, write_csv

    try:
        made = read_csv(data, "a.csv")
    except InputError as error:
        for problem in error.problems:
            check_line(str(problem))
        return
    again = read_csv(write_csv(made).encode(), "a.csv")
    assert [replace(a, place=made[0].place) for a in again] == [replace(a, place=made[0].place) for a in made]


def read_workbook(data: bytes) -> None:
    """A spreadsheet as XLSX."""
    from copydesk.spreadsheet import read_xlsx

    try:
        read_xlsx(data, "a.xlsx")
    except InputError as error:
        for problem in error.problems:
            check_line(str(problem))


def read_row(data: bytes) -> None:
    """A row of the cache that is not ours: what was written, or nothing."""
    from copydesk.cache import _mentions

    for mention in _mentions(text_of(data), 500) or ():
        for value in (mention.low, mention.high):
            assert value is None or value.is_finite()
        hash(mention)


def edit_file(data: bytes) -> None:
    """Edits of the review: the file says what was meant, or the edit is refused."""
    from copydesk.html import edits

    text = data.decode("utf-8", "replace")
    line = text.count("\n", 0, len(text) // 2) + 1
    for act in (
        partial(edits.replace, text, line, None, "Kalibr range 1,500 km"), partial(edits.remove, text, line),
        partial(edits.add_spelling, text, line, "Marc: Rutte"), partial(edits.append, text, {"claim": "a # b"}),
    ):
        with suppress(CopydeskError):
            act()


def tidy_file(data: bytes) -> None:
    """`lint --fix`: once done there is nothing more to do."""
    from copydesk.assertions.fix import fixed

    once = fixed(data, "a.yaml")
    assert fixed(once, "a.yaml") == once


def make_report(data: bytes) -> None:
    """Every page of a report on any article and assertion: no script or picture of theirs, whatever they hold."""
    import tempfile
    from datetime import date

    from copydesk.html.pages import Book
    from copydesk.html.view import gather
    from copydesk.session import Desk

    head, _, body = data.partition(b"\n\n")
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        for name, content in (("corpus/fr/2024-05-01-a.md", body), ("assertions/a.yaml", head)):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        desk = Desk(root=root, corpus=root / "corpus", assertions=root / "assertions", today=date(2026, 1, 1))
        book = Book(gather(desk))
        for path in book.paths():
            page = book.render(path)
            assert page is not None
            assert page.lower().count("<script") == 1  # its own
            assert "<img" not in page.lower()


def _samples(*suffixes: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.name.endswith(suffixes)]


@cache
def _tables() -> tuple[bytes, bytes, bytes]:
    """A table as Parquet, as an Arrow file and as an Arrow stream."""
    pyarrow, ipc, parquet = (import_module(f"pyarrow{end}") for end in ("", ".ipc", ".parquet"))

    table = pyarrow.table({"text": ["Un texte de 300 km.", None], "title": ["T", "U"], "published": ["2024-11-13", "x"]})
    packed, file, stream = (io.BytesIO() for _ in range(3))
    parquet.write_table(table, packed)
    with ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    with ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return packed.getvalue(), file.getvalue(), stream.getvalue()


@cache
def _workbook() -> bytes:
    import tempfile

    from copydesk.assertions.load import read_assertions
    from copydesk.spreadsheet import write_xlsx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_xlsx(read_assertions(pieces.TOPICS[0].decode(), "a.yaml"), path)
        return path.read_bytes()


def _zstd(data: bytes) -> bytes:
    if not find_spec("zstandard"):
        return b""
    made: bytes = import_module("zstandard").compress(data)
    return made


def _installed(target: Target) -> bool:
    return all(find_spec(module) for module in target.needs)


def _of_text() -> list[Target]:
    words, claims = pieces.WORDS, [b"\n\n".join((c, t)) for c, t in zip(pieces.CLAIMS, pieces.TEXTS, strict=False)]
    return [
        Target(name="text", run=read_any, seeds=pieces.TEXTS, words=words, weight=20),
        Target(name="inside", run=check_inside, seeds=pieces.TEXTS, words=words, weight=3),
        Target(name="claim", run=read_claim, seeds=pieces.CLAIMS, words=words, weight=2),
        Target(name="check", run=check_claim, seeds=claims, words=words, weight=4),
        Target(name="conflicts", run=find_conflicts, seeds=[b"\n\n".join(pieces.TEXTS[:4]), *claims], words=words, weight=1),
        Target(name="periods", run=read_period, seeds=pieces.PERIODS, words=pieces.PERIODS, weight=30),
        Target(name="extract lines", run=partial(answer, "extract"), seeds=pieces.RECORDS, words=pieces.JSON, weight=8),
        Target(name="check lines", run=partial(answer, "check"), seeds=pieces.PAIRS, words=pieces.JSON, weight=8),
    ]


def _of_files() -> list[Target]:
    yaml, records = pieces.YAML, [*_samples(".jsonl"), *pieces.RECORDS]
    return [
        Target(name="yaml", run=parse_yaml, seeds=pieces.TOPICS, words=yaml, weight=40),
        Target(name="assertions", run=load_topic, seeds=pieces.TOPICS, words=[*yaml, *pieces.WORDS], weight=6),
        Target(name="waivers", run=load_waivers, seeds=pieces.WAIVERS, words=yaml, weight=6),
        Target(name="lint --fix", run=tidy_file, seeds=pieces.TOPICS, words=yaml, weight=2),
        Target(name="edits", run=edit_file, seeds=pieces.TOPICS, words=yaml, weight=0.2, needs=("ruamel.yaml",)),
        Target(name="settings", run=read_settings, seeds=pieces.SETTINGS, words=pieces.TOML, weight=2),
        Target(name="sheet csv", run=read_table, seeds=pieces.SHEETS, words=[*yaml, *pieces.CSV], weight=2),
        Target(
            name="sheet xlsx", run=read_workbook, seeds=[_workbook()] if find_spec("openpyxl") else [], weight=0.2,
            needs=("openpyxl",),
        ),
        Target(name="cache row", run=read_row, seeds=pieces.ROWS, words=pieces.JSON, weight=20),
        Target(name="corpus file", run=parse_corpus, seeds=[*_samples(".md"), *pieces.CORPUS], words=yaml, weight=20),
        Target(name="ingest", run=partial(through_the_corpus, "a.txt"), seeds=pieces.TEXTS, words=pieces.WORDS, weight=4),
        Target(name="ingest records", run=partial(through_the_corpus, "a.jsonl"), seeds=records, words=pieces.JSON, weight=4),
        Target(name="report", run=make_report, seeds=pieces.DESKS, words=[*yaml, *pieces.MARKUP], weight=0.1,
               needs=("jinja2",)),
    ]


def _of_readers() -> list[Target]:
    def of(name: str, seeds: Sequence[bytes], words: Sequence[bytes], weight: float, **more: Any) -> Target:
        return Target(name=name, run=partial(read_format, f"a{name}"), seeds=seeds, words=words, weight=weight, **more)

    feeds, records = _samples(".xml"), [*_samples(".jsonl"), *pieces.RECORDS]
    pages = [*_samples(".html"), *pieces.PAGES]
    markup, tables = pieces.MARKUP, _tables() if find_spec("pyarrow") else (b"", b"", b"")
    return [
        of(".txt", pieces.TEXTS, pieces.WORDS, 4), of(".md", [*_samples(".md"), *pieces.CORPUS], pieces.YAML, 6),
        of(".xml", feeds, markup, 6, risky=True), of(".rss", feeds, markup, 2, risky=True),
        of(".html", pages, markup, 0.5, risky=True, needs=("trafilatura",)),
        of(".jsonl", records, pieces.JSON, 8), of(".json", [*_samples(".json"), *records], pieces.JSON, 6),
        of(".ninjs", _samples(".json"), pieces.JSON, 4), of(".csv", [*_samples(".csv"), *pieces.SHEETS], pieces.CSV, 6),
        of(".tsv", _samples(".csv"), pieces.CSV, 2), of(".warc", pieces.WARCS, pieces.WARC, 4),
        of(".gz", [gzip.compress(seed, mtime=0) for seed in (*pieces.TEXTS[:3], *records[:2])], (), 2),
        of(".zst", [_zstd(seed) for seed in (*pieces.TEXTS[:3], *records[:2])], (), 1, risky=True, needs=("zstandard",)),
        of(".parquet", tables[:1], pieces.WORDS, 0.3, risky=True, needs=("pyarrow",)),
        of(".arrow", tables[1:], pieces.WORDS, 0.5, risky=True, needs=("pyarrow",)),
    ]


@cache
def targets() -> dict[str, Target]:
    """Every target whose libraries are installed, by name."""
    return {target.name: target for target in (*_of_text(), *_of_files(), *_of_readers()) if _installed(target)}


def run(target: Target, data: bytes) -> None:
    """One execution; what a target may raise on purpose is no fault."""
    try:
        target.run(data)
    except CopydeskError as error:
        for line in str(error).split("\n"):
            check_line(line)
