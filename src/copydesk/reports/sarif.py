"""Discrepancies as SARIF 2.1.0, for code scanning and editors."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .. import __version__
from .notices import Notice, notices

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(records: Iterable[Mapping[str, Any]], *, problems: Sequence[str] = (), prefix: str = "") -> dict[str, Any]:
    """The log of a run, made of its checks' records. `prefix` leads from the repository to the project."""
    found = notices(records, problems)
    names = sorted({notice.rule for notice in found})
    about = {notice.rule: notice for notice in reversed(found)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "copydesk", "version": __version__, "semanticVersion": __version__,
                "rules": [_rule(about[name]) for name in names],
            }},
            "columnKind": "unicodeCodePoints",
            "results": [_result(notice, names.index(notice.rule), prefix) for notice in found],
        }],
    }


def dumps(records: Iterable[Mapping[str, Any]], *, problems: Sequence[str] = (), prefix: str = "") -> str:
    """The same as a file."""
    return json.dumps(sarif(records, problems=problems, prefix=prefix), ensure_ascii=False, indent=1) + "\n"


def _rule(notice: Notice) -> dict[str, Any]:
    text = notice.about or notice.rule
    made: dict[str, Any] = {
        "id": notice.rule, "shortDescription": {"text": text},
        "defaultConfiguration": {"level": _LEVELS[notice.severity]},
    }
    if notice.source:
        made["help"] = {"text": f"{text} ({notice.source})"}
    return made


def _result(notice: Notice, index: int, prefix: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": notice.rule,
        "ruleIndex": index,
        "level": _LEVELS[notice.severity],
        "message": {"text": notice.message},
        "locations": [{"physicalLocation": _location(_file(notice.file, prefix), _region(notice))}],
        "partialFingerprints": {"copydesk/v1": _fingerprint(notice)},
        "properties": {"verdict": notice.verdict, **({"value": notice.value} if notice.value else {})},
    }
    if notice.source:
        file, _, line = notice.source.rpartition(":")
        made["relatedLocations"] = [{
            "message": {"text": notice.about},
            "physicalLocation": _location(_file(file, prefix), {"startLine": int(line)}),
        }]
    if notice.waiver:
        waiver = dict(notice.waiver)
        made["suppressions"] = [{
            "kind": "external", "status": "accepted",
            "justification": f"{waiver['reason']} ({waiver['by']}, until {waiver['until']}; {waiver['place']})",
        }]
    return made


def _location(file: dict[str, str], region: dict[str, int]) -> dict[str, Any]:
    return {"artifactLocation": file, "region": region}


def _file(name: str, prefix: str) -> dict[str, str]:
    return {"uri": quote(prefix + name, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _region(notice: Notice) -> dict[str, int]:
    region = {"startLine": notice.line}
    if notice.column is not None:
        region["startColumn"] = notice.column
        if notice.end_line is not None and notice.end_column is not None:
            region |= {"endLine": notice.end_line, "endColumn": notice.end_column}
    return region


def _fingerprint(notice: Notice) -> str:
    """A discrepancy's name that rewording and moving the sentence leave as it is."""
    said = "\n".join((notice.article or notice.file, notice.rule, notice.value))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
