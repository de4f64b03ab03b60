"""Curated facts: strict YAML, claims read by the articles' own parsers, waivers, and a remedy for every mistake."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .claims import read_claim
    from .load import Assertions, load_assertions, load_files, read_assertions
    from .model import Assertion
    from .waivers import Waiver, find

_PUBLIC = {
    "Assertion": "model",
    "Assertions": "load",
    "Waiver": "waivers",
    "find": "waivers",
    "load_assertions": "load",
    "load_files": "load",
    "read_assertions": "load",
    "read_claim": "claims",
}
__all__ = [
    "Assertion", "Assertions", "Waiver", "find", "load_assertions", "load_files", "read_assertions", "read_claim",
]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PUBLIC[name]}"), name)
