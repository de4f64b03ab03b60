"""Files of cases, beside the tests and beside the language data: read by libyaml, once in a process."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@cache
def strings(path: Path) -> Any:
    """A file in which every value is a string."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)


@cache
def values(path: Path) -> Any:
    """A file with numbers and yes and no among its values."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
