"""The curators' pages are true: every worked example gets the verdict it says, every message is in the reference."""

import re
from pathlib import Path

import pytest

from copydesk.annotate import annotate
from copydesk.assertions import Assertion, load_assertions
from copydesk.commands import commands
from copydesk.matching.check import check_all
from copydesk.matching.preselect import select
from copydesk.terms import lexicon
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "curators.md").read_text("utf-8")
_EXAMPLE = re.compile(r"^### (\d+)\. (.+?)\n+```yaml\n(.*?)```\n(.*?)(?=^##|\Z)", re.M | re.S)
_LINE = re.compile(r"^\* (\w\w)(?: (\S+))? · ([a-z ]+) · (.+)$", re.M)
EXAMPLES = _EXAMPLE.findall(PAGE)


def test_there_are_twenty() -> None:
    assert [int(number) for number, *_ in EXAMPLES] == list(range(1, 21))
    assert all(_LINE.search(rest) for *_, rest in EXAMPLES)
    assert PAGE.count("\n* ") == sum(len(_LINE.findall(rest)) for *_, rest in EXAMPLES)


def _load(folder: Path, text: str, languages: tuple[str, ...]) -> tuple[Assertion, ...]:
    (folder / "assertions").mkdir()
    (folder / "assertions" / "topic.yaml").write_text(text, "utf-8")
    return load_assertions(folder / "assertions", languages=languages).require().assertions


@pytest.mark.parametrize(("number", "title", "text", "rest"), EXAMPLES, ids=[title for _, title, *_ in EXAMPLES])
def test_a_worked_example_holds(number: str, title: str, text: str, rest: str, tmp_path: Path) -> None:
    cases = _LINE.findall(rest)
    made = _load(tmp_path, text, tuple(sorted({lang for lang, *_ in cases})))
    for lang, day, verdict, sentence in cases:
        article = Article(id=f"{lang}/a", text=sentence, lang=lang, published=day or None)
        asked = select(made, article, lexicon())
        found = [f.verdict.replace("_", " ") for f in check_all(annotate(article), asked)] or ["not asked"]
        if verdict in ("not mentioned", "not asked"):
            assert {*found} <= {verdict, "not asked"}, (sentence, found)
        elif verdict == "contradicted":
            assert found.count("contradicted") == 1, (sentence, found)
        else:
            assert {*found} <= {verdict, "not mentioned"} and verdict in found, (sentence, found)


def test_every_command_that_is_named_is_there() -> None:
    named = {word for page in ("curators", "limits", "messages", "assertions") for word in re.findall(
        r"(?:`|^ {4})copydesk ([a-z]+)", (ROOT / "docs" / f"{page}.md").read_text("utf-8"), re.M
    )}
    assert {"suggest", "try", "lint", "explain", "stale", "sheet"} <= named <= {*commands()}


_MESSAGES = (ROOT / "docs" / "messages.md").read_text("utf-8")
_PATTERNS = list(re.findall(r"^### (.+)$", _MESSAGES, re.M))


def _matcher(pattern: str) -> re.Pattern[str]:
    """A heading as a pattern: what stands in ‹…› is anything."""
    parts = re.split(r"‹[^›]*›", pattern)
    return re.compile(".+?".join(map(re.escape, parts)) + r"\Z", re.S)


def _golden() -> list[str]:
    files = sorted((ROOT / "tests" / "golden").glob("*.txt"))
    return [line.split(": ", 1)[1] for path in files for line in path.read_text("utf-8").splitlines()]


def _is(matcher: re.Pattern[str], line: str) -> bool:
    """Whether the part before the remedy is such a message; a remedy, and a text that is quoted, may have a semicolon."""
    return bool(matcher.match(line.split("; ")[0]) or matcher.match(line.rpartition("; ")[0]))


def test_every_message_is_in_the_reference() -> None:
    matchers = [_matcher(pattern) for pattern in _PATTERNS]
    assert [line for line in _golden() if not any(_is(matcher, line) for matcher in matchers)] == []


@pytest.mark.parametrize("pattern", _PATTERNS)
def test_the_reference_has_no_message_that_is_gone(pattern: str) -> None:
    matcher = _matcher(pattern)
    assert any(_is(matcher, line) for line in _golden())
