"""copydesk: a fact-consistency test suite for news corpora.

The article is on trial and the assertion is the evidence. The public names below are loaded on first use, so
that importing the package costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Article": "text",
    "CopydeskError": "errors",
    "Finding": "findings",
    "InputError": "errors",
    "Interval": "values",
    "Mention": "mentions",
    "Period": "periods",
    "Problem": "errors",
    "annotate": "annotate",
    "check": "matching.check",
    "load_assertions": "assertions",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PUBLIC[name]}"), name)
