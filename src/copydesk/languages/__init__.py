"""Languages are folders of data: `languages/<code>/<file>.toml`. No list of them is kept; a new folder is a new language."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


@cache
def available() -> tuple[str, ...]:
    """Codes (ISO 639-1) of the languages that copydesk has data for, sorted."""
    return tuple(sorted(
        folder.name for folder in files(__package__).iterdir() if folder.is_dir() and not folder.name.startswith("_")
    ))


@cache
def data(code: str, name: str) -> dict[str, Any]:
    """The contents of `languages/<code>/<name>.toml`; {} when the language has no such file."""
    file: Traversable = files(__package__).joinpath(code, f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
