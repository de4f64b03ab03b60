"""Every check's record as JSON Lines, sorted by place: verdicts that agree too."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_INNER = ("figures", "covered", "source_file", "source_line", "place")


def lines(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each record, without line ends."""
    for record in sorted(records, key=_order):
        kept = {key: value for key, value in record.items() if key not in _INNER}
        yield json.dumps(kept, ensure_ascii=False, sort_keys=True)


def dumps(records: Iterable[Mapping[str, Any]]) -> str:
    """The same as a file."""
    return "".join(f"{line}\n" for line in lines(records))


def _order(record: Mapping[str, Any]) -> tuple[Any, ...]:
    name = record.get("assertion") or record.get("check") or record.get("hygiene") or record.get("waiver_of") or ""
    file, line = record.get("file") or record.get("source_file"), record.get("line") or record.get("source_line")
    return (
        str(file or ""), line or 0, record.get("column") or 0, str(name), json.dumps(record, sort_keys=True),
    )
