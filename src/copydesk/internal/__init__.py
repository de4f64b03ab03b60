"""Checks that need no assertion: what an article says against itself, the calendar and the arithmetic.

One module a check, discovered; its name is the check's id (`internal.<name>`). A module defines
`check(annotated) -> Iterator[Observation]`; modules whose name begins with "_" hold what several checks share.
"""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module

from ..annotate import Annotated
from ..errors import CopydeskError
from ._observation import Observation

__all__ = ["CHECKS", "Check", "Observation", "enabled", "observe"]

Check = Callable[[Annotated], Iterator[Observation]]


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


class _Checks(Mapping[str, Check]):
    """The checks by name, in alphabetical order; a check is imported when it is first asked for."""

    def __getitem__(self, name: str) -> Check:
        if name not in _names():
            raise KeyError(name)
        check: Check = import_module(f"{__name__}.{name}").check
        return check

    def __iter__(self) -> Iterator[str]:
        return iter(_names())

    def __len__(self) -> int:
        return len(_names())


CHECKS: Mapping[str, Check] = _Checks()


def enabled(disabled: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of the checks that are not switched off; "*" switches off all. Raises CopydeskError for an unknown name."""
    off = {name.removeprefix("internal.") for name in disabled}
    unknown = sorted(off - set(CHECKS) - {"*"})
    if unknown:
        raise CopydeskError(
            f"there is no internal check called {', '.join(unknown)}; the checks are {', '.join(CHECKS)}"
        )
    return () if "*" in off else tuple(name for name in CHECKS if name not in off)


def observe(annotated: Annotated, check: str, disabled: Iterable[str] = ()) -> list[Observation]:
    """What one check finds, in order of place; nothing when it is among the `disabled`."""
    if disabled and check not in enabled(disabled):
        return []
    return sorted(CHECKS[check](annotated), key=lambda seen: seen.span)
