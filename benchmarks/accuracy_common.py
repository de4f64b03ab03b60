"""What the evaluation suites share: reading their files, reading a text, shares in percent."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from copydesk.annotate import annotate
from copydesk.mentions import Mention
from copydesk.text import Article, Passage

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def share(part: float, whole: float) -> str:
    """A percentage with one decimal."""
    return f"{100 * part / whole:.1f}" if whole else "–"


def f1(right: int, said: int, gold: int) -> str:
    """F1 in percent."""
    return share(2 * right, said + gold)


def read(text: str, lang: str, published: str | None = None, passages: Iterable[Passage] = ()) -> list[Mention]:
    """The figures and dates of a text."""
    article = Article(id="x", text=text, lang=lang, published=published, passages=tuple(passages))
    return [m for m in annotate(article).mentions if m.kind not in ("name", "position")]
