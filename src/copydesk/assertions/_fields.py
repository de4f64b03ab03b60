"""Reading the fields of one file: each function gives the value, or says what is wrong with it and gives None."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from difflib import get_close_matches

from ..errors import Problem
from ..periods import Period
from ._yaml import Items, Mapping, Node, Scalar
from .model import Place

LONGEST_LINE = 500
LONGEST_TEXT = 5_000
_ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?) ?%\Z")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}

Fields = dict[str, Node]


def near(word: str, known: Collection[str]) -> str | None:
    """The known word that a mistyped one is nearest to, if any is near."""
    return next(iter(get_close_matches(word.lower(), sorted(known), 1, 0.6)), None)


def meant(word: str, known: Collection[str], otherwise: str) -> str:
    """A remedy: the known word that is near, else something else."""
    close = near(word, known)
    return f"did you mean `{close}`?" if close else otherwise


def listed(words: Sequence[str], last: str = "or") -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{w}`" for w in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


class Sheet:
    """One file's name and the problems found in it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def say(self, at: Node | Place, what: str, remedy: str) -> None:
        self.problems.append(Problem(file=self.file, line=at.line, column=at.column, what=what, remedy=remedy))

    def place(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def text(self, node: Node, name: str, *, longest: int = LONGEST_LINE) -> str | None:
        """One line of text, its spaces and line ends made single."""
        if not isinstance(node, Scalar):
            self.say(node, f"`{name}` is {_kind(node)}", "write one line, in quotation marks if it has `: ` in it")
            return None
        text = re.sub(r"[ \t\r\n]+", " ", node.text).strip()
        if not text:
            self.say(node, f"`{name}` is empty", "write something there, or delete the line")
            return None
        if len(text) > longest:
            self.say(node, f"`{name}` has {len(text)} characters", f"keep it under {longest}")
            return None
        return text

    def texts(self, node: Node, name: str) -> tuple[str, ...]:
        """One or more lines of text, each once."""
        if not isinstance(node, Items):
            text = self.text(node, name) if isinstance(node, Scalar) else None
            if isinstance(node, Mapping):
                self.say(node, f"`{name}` is a mapping", f"write a list: {name}: [one, another]")
            return (text,) if text else ()
        if not node.entries:
            self.say(node, f"`{name}` is empty", "write something there, or delete the line")
        found: dict[str, None] = {}
        for entry in node.entries:
            text = self.text(entry, name)
            if text is None:
                continue
            if text in found:
                self.say(entry, f"`{name}` has {text!r} twice", "keep one of them")
            found[text] = None
        return tuple(found)

    def period(self, node: Node, name: str) -> Period | None:
        text = self.text(node, name)
        if text is None:
            return None
        try:
            return Period.parse(text)
        except ValueError as error:
            said = str(error).split(" (")[0]
            self.say(node, f"`{name}`: {said}", "write a date such as 2024, 2024-11, 2024-11-13 or 2024-10-01/..")
            return None

    def share(self, node: Node, name: str) -> Decimal | None:
        text = self.text(node, name)
        if text is None:
            return None
        found = _SHARE.match(text)
        share = Decimal(found[1].replace(",", ".")) / 100 if found else None
        if share is None or share > 1:
            self.say(node, f"`{name}`: {text!r} is not a percentage up to 100", f"write it as `{name}: 2%`")
            return None
        return share

    def choice(self, node: Node, name: str, choices: Sequence[str]) -> str | None:
        text = self.text(node, name)
        if text is None or text in choices:
            return text
        self.say(node, f"`{name}`: there is no {text!r}", meant(text, choices, f"write {listed(choices)}"))
        return None

    def flag(self, node: Node, name: str) -> bool:
        text = self.text(node, name)
        if text is not None and text.lower() not in _FLAGS:
            self.say(node, f"`{name}`: {text!r} is neither yes nor no", "write `yes` or `no`")
        return text is not None and _FLAGS.get(text.lower(), False)

    def identifier(self, node: Node) -> str | None:
        text = self.text(node, "id")
        if text is None or _ID.match(text):
            return text
        from .claims import slug

        self.say(node, f"`id`: {text!r} has more than a to z, 0 to 9 and hyphens",
                 f"write `id: {slug(text)}`" if slug(text) else "write an id such as `atacms-range`")
        return None

    def fields(
        self, node: Node, name: str, keys: Sequence[str], needed: Sequence[str] = (), *, elsewhere: Collection[str] = ()
    ) -> Fields | None:
        """The values of a mapping's known keys; unknown and missing ones are problems."""
        if not isinstance(node, Mapping):
            self.say(node, f"{name} is {_kind(node)}", f"write it with the keys {listed(keys, 'and')}")
            return None
        found: Fields = {}
        for key, value in node.entries:
            if key.text in keys:
                found[key.text] = value
            elif key.text in elsewhere:
                self.say(key, f"`{key.text}` has no meaning in {name}", "delete it")
            elif isinstance(value, Scalar) and not value.text:  # {claim: about 10,000 drones}
                self.say(key, f"{key.text!r} was cut off at a comma or reads as a key",
                         "put the whole text in quotation marks")
            else:
                self.say(key, f"there is no key `{key.text}` in {name}", meant(key.text, keys, f"write {listed(keys)}"))
        for key_name in needed:
            if key_name not in found:
                self.say(node, f"{name} has no `{key_name}`", f"add `{key_name}: …`")
        return found


def _kind(node: Node) -> str:
    return {Scalar: "text", Mapping: "a mapping", Items: "a list"}[type(node)]
