"""The reports of a run that go into files."""

from collections.abc import Sequence
from pathlib import Path

from .. import writing
from . import findings_jsonl, sarif
from .notices import prefix
from .summary import Tally


def write(tally: Tally, problems: Sequence[str], root: Path, sarif_file: str | None, jsonl_file: str | None) -> None:
    """Write the files that are asked for; folders are made. Raises OSError."""
    if sarif_file:
        _write(sarif_file, sarif.dumps(tally.discrepancies, problems=problems, prefix=prefix(root)))
    if jsonl_file:
        _write(jsonl_file, findings_jsonl.dumps(tally.records))


def _write(file: str, text: str) -> None:
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    # a lone surrogate, which UTF-8 cannot carry, leaves as the escape that JSON has for it
    writing.write(path, text.encode("utf-8", "backslashreplace"), durable=False)
