"""What can go wrong with what people give us, always with a place and a remedy."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with a sign for every character that would move a terminal's cursor, change its colours, turn the words
    round or cannot be written; same length. Tabs and newlines stay."""
    return _UNSEEN.sub("\ufffd", text)


def counted(number: int, noun: str, more: str = "") -> str:
    """`1 article`, `2 articles`, `2 articles gone`: a number with its noun, and what follows both."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}{more}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One mistake in an input file. `line` and `column` count from 1; `remedy` says what to write instead."""

    file: str
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return self._shown(f"{self.file}:{self.line}:{self.column}")

    def _shown(self, place: str) -> str:
        return visible(re.sub(r"[\t\n]", " ", f"{place}: {self.what}; {self.remedy}"))


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
        self.what = f"{feature} needs packages that are not installed"
        self.remedy = f"run: pip install 'copydesk[{extra}]' (in a checkout: pip install -e '.[{extra}]')"
        super().__init__(f"{self.what}; {self.remedy}")
