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
_FEWEST = 20
_WORK = 50_000_000
"""Characters that are read again and again while a file is mended; a next run mends what is left."""
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
    """Quotation marks around every claim that has a colon. YAML that is broken is mended from one break to the next."""
    left: set[int] = set()
    for _ in range(max(_FEWEST, _WORK // (len(text) + 1))):
        broken, lines = _problems(text)
        found = {line for line, what in lines if what.startswith(_COLON)} - left
        if broken is None and not found:
            break
        if broken is None:
            text = _together(text, found, left)
            continue
        changed = _with_marks(text, {broken}, keyed=True)[0]
        after = _problems(changed)[0]
        if changed == text or (after is not None and after <= broken):
            break  # nothing below it can be read
        text = changed
    return text


def _together(text: str, numbers: Collection[int], left: set[int]) -> str:
    """Marks around the claims of those lines, but for the ones that it does not help: they go to `left`."""
    changed, made = _with_marks(text, numbers, keyed=False)
    left.update(set(numbers) - made)
    broken, lines = _problems(changed)
    wrong = made & {line for line, _ in lines}
    if not made or (broken is None and not wrong):
        return changed
    if broken is None or len(made) == 1:
        left.update(wrong or made)
        return _together(text, made - wrong, left) if made - wrong and broken is None else text
    order = sorted(made)
    text = _together(text, order[: len(order) // 2], left)
    return _together(text, order[len(order) // 2 :], left)


def _problems(text: str) -> tuple[int | None, list[tuple[int, str]]]:
    """The line where this stops being YAML (None: it does not), else what the loader says, with its lines."""
    tree, problems = parse(text.encode(), "")
    broken = next((p.line for p in problems if p.what.startswith(_BROKEN)), None)
    if broken is not None:
        return broken, []
    sheet = Sheet("")
    read_topic(sheet, tree if isinstance(tree, Items) else None, "")
    return None, [(p.line, p.what) for p in (*problems, *sheet.problems)]


def _with_marks(text: str, numbers: Collection[int], *, keyed: bool) -> tuple[str, set[int]]:
    """The text with marks in those lines, and the lines that could be given some."""
    lines = text.splitlines(keepends=True)
    made = {n: line for n in numbers if n <= len(lines) and (line := _marked(lines[n - 1], keyed))}
    return "".join(made.get(number, line) for number, line in enumerate(lines, 1)), set(made)


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
    if made and not made.endswith(("\n", "\r")):
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
