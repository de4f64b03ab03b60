"""What can go wrong with what people give us, always with a place and a remedy."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One mistake in an input file. `line` and `column` count from 1; `remedy` says what to write instead."""

    file: str
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.remedy}"


class CopydeskError(Exception):
    """The base of every error that copydesk raises on purpose; its text is fit to show to a user."""


class InputError(CopydeskError):
    """Input files with mistakes: all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class MissingExtra(CopydeskError):
    """A feature needs packages that are not installed; the text says which extra brings them."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs packages that are not installed; run: pip install 'copydesk[{extra}]'")
