"""The commands, one module each, discovered. A command's module defines NAME, HELP, `add_arguments(parser)` and
`run(namespace) -> int`, and imports what it needs when it runs."""

import pkgutil
from importlib import import_module
from types import ModuleType


def commands() -> dict[str, ModuleType]:
    """Every command by name."""
    names = (m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return {module.NAME: module for module in sorted(modules, key=lambda module: str(module.NAME))}
