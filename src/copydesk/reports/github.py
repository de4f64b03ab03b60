"""Discrepancies as annotations of GitHub's runner: `::error file=…,line=…::message`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..errors import visible
from .notices import Notice, notices

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def lines(records: Iterable[Mapping[str, Any]], *, problems: Sequence[str] = (), prefix: str = "") -> list[str]:
    """An annotation for each discrepancy that no waiver accepts. `prefix` leads from the repository to the project."""
    return [_line(notice, prefix) for notice in notices(records, problems) if not notice.waiver]


def _line(notice: Notice, prefix: str) -> str:
    fields: dict[str, str | int] = {"file": prefix + notice.file, "line": notice.line}
    # the runner refuses columns of an annotation that spans lines
    if notice.column is not None:
        fields["col"] = notice.column
        if notice.end_column is not None and notice.end_line == notice.line:
            fields |= {"endLine": notice.line, "endColumn": notice.end_column}
    fields["title"] = f"copydesk: {notice.verdict.replace('_', ' ')}: {notice.rule}"
    written = ",".join(f"{name}={_field(str(value))}" for name, value in fields.items())
    source = f" ({notice.source})" if notice.source else ""
    return f"::{_LEVELS[notice.severity]} {written}::{visible(_text(notice.message + source))}"


def _text(text: str) -> str:
    """The message with what would end it escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
