"""What can be put right in a file of assertions without asking: spaces at the ends of lines, a last line that does not
end, a claim whose colon YAML takes for a key. Nothing is sorted or laid out anew, and comments stay.

Every change is read again: the file must say what it said before, or one mistake less.
"""

import re
from collections.abc import Collection
from difflib import unified_diff

from ._entries import FORMS, read_topic
from ._fields import Sheet
from ._yaml import Items, Node, Scalar, parse
from .load import TERMS, WAIVERS

_COLON = "a claim with a colon"
_BROKEN = "this is not YAML"
_MOST = 1_000
_LINE = re.compile(
    rf"(?P<lead>\s*(?:-\s+)?(?P<key>(?:{'|'.join(FORMS)}|person|note|source):\s+)?)"
    r"(?P<text>[^\s\"'\[{|>&*!#%@`,\]}?-].*?)(?P<tail>\s+#.*)?\s*\Z"
)
_COLONED = re.compile(r":(?=\s|\Z)")


def fixed(data: bytes, name: str) -> bytes:
    """The file with what is safe put right; the same bytes where nothing is, or where it is no UTF-8. `name` is the
    file's own name, without folders."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    if name not in (WAIVERS, TERMS):
        text = _quoted(text)
    return _tidied(text).encode()


def diff(before: bytes, after: bytes, file: str) -> str:
    """The change as people read it."""
    old, new = (data.decode("utf-8").splitlines(keepends=True) for data in (before, after))
    shown = ""
    for line in unified_diff(old, new, fromfile=file, tofile=file, n=1):
        shown += line.replace("\r", "") if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
    return shown


def _quoted(text: str) -> str:
    """Quotation marks around every claim that has a colon, one after the other."""
    left: set[int] = set()
    for _ in range(_MOST):
        at = _colon(text, left)
        if at is None:
            return text
        number, keyed = at
        lines = text.splitlines(keepends=True)
        made = _marked(lines[number - 1], keyed) if number <= len(lines) else None
        changed = "".join([*lines[: number - 1], made, *lines[number:]]) if made else text
        after = _colon(changed, left)
        worse = after == at or (keyed and after is not None and after <= at) or (not keyed and _wrong(changed, number))
        if made and not worse:
            text = changed
        elif keyed:
            return text  # nothing below it can be read
        else:
            left.add(number)
    return text


def _colon(text: str, left: Collection[int]) -> tuple[int, bool] | None:
    """The first line with a colon that is none of YAML's, and whether it stands behind a key; None without one. Lines in
    `left` are passed over."""
    tree, problems = parse(text.encode(), "")
    broken = next((p.line for p in problems if p.what.startswith(_BROKEN)), None)
    if broken is not None:
        return broken, True
    sheet = Sheet("")
    read_topic(sheet, tree if isinstance(tree, Items) else None, "")
    lines = [p.line for p in sheet.problems if p.what.startswith(_COLON) and p.line not in left]
    return (min(lines), False) if lines else None


def _wrong(text: str, line: int) -> bool:
    """Whether the loader has anything to say of a line."""
    sheet = Sheet("")
    tree, sheet.problems = parse(text.encode(), "")
    read_topic(sheet, tree if isinstance(tree, Items) else None, "")
    return any(p.line == line for p in sheet.problems)


def _marked(line: str, keyed: bool) -> str | None:
    """The line with its text in quotation marks; None where it is not of that kind."""
    body = line.rstrip("\r\n")
    found = _LINE.match(body)
    if not found or bool(found["key"]) is not keyed or not _COLONED.search(found["text"]):
        return None
    escaped = found["text"].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["lead"]}"{escaped}"{found["tail"] or ""}{line[len(body):]}'


def _tidied(text: str) -> str:
    """Without spaces at the ends of lines and with an end to the last, where that changes nothing that is said."""
    made = re.sub(r"[ \t]+(?=\r?\n|\Z)", "", text)
    if made and not made.endswith("\n"):
        made += "\r\n" if "\r\n" in made else "\n"
    (before, problems), (after, others) = parse(text.encode(), ""), parse(made.encode(), "")
    same = not any(p.what.startswith(_BROKEN) for p in problems) and len(problems) == len(others)
    return made if same and _said(before) == _said(after) else text


def _said(node: Node | None) -> object:
    """What a tree says, its places left out and its spaces made single, as the loader makes them."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Items):
        return [_said(entry) for entry in node.entries]
    return [(key.text, _said(value)) for key, value in node.entries]
