"""Packages beyond the standard library, loaded when a file asks for them."""

from importlib import import_module
from typing import Any

from ..errors import MissingExtra


def load(module: str, feature: str, extra: str) -> Any:
    """The module. Raises MissingExtra, which names the extra that brings it."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(feature, extra) from None
