"""Changes to a YAML file of assertions or waivers, as text: what is not changed stays as it is, to the byte.

ruamel.yaml says where each value stands and how the new one is written; the rest of the file is not written anew, since
a round trip moves comments and lists. Every change is read again by the strict loader and must say what was meant.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ..assertions._yaml import Items, Node, Scalar, parse
from ..assertions._yaml import Mapping as Fields
from ..errors import CopydeskError, MissingExtra

if TYPE_CHECKING:
    from ruamel.yaml import YAML

One = str | date | Sequence[str]
Value = One | Mapping[str, One]


class EditError(CopydeskError):
    """A change that cannot be made in this file; its text says what to do."""


def replace(text: str, line: int, key: str | None, value: str) -> str:
    """The file with another value for a key of the entry that begins in `line`; key None: the entry is a bare claim."""
    mark, body = _parts(text)
    number, entry = _entry(body, line)
    node = entry if key is None else _value(entry, key)
    if node is None or not _is(node, "scalar"):
        raise EditError(f"line {line} has no `{key}` in one line; edit the file by hand")
    start, end = node.start_mark.index, node.end_mark.index
    written = body[start:end].rstrip()
    inside = key is not None and bool(entry.flow_style)
    made = body[:start] + _scalar(value, node.style, inside=inside) + body[start + len(written) :]
    wanted = _plain(body)
    if key is None:
        wanted[number] = value
    else:
        wanted[number][key] = value
    return mark + _checked(made, wanted)


def replace_parts(text: str, line: int, parts: Sequence[str]) -> str:
    """The file with other parts of the total that begins in `line`, as many as before."""
    mark, body = _parts(text)
    number, entry = _entry(body, line)
    node = _value(entry, "parts")
    if node is None or not _is(node, "sequence") or len(node.value) != len(parts):
        raise EditError(f"the entry in line {line} has no {len(parts)} parts; edit the file by hand")
    wanted = _plain(body)
    wanted[number]["parts"] = list(parts)
    for one, part in reversed(list(zip(node.value, parts, strict=True))):
        if one.value != part:
            start, end = one.start_mark.index, one.end_mark.index
            written = body[start:end].rstrip()
            body = body[:start] + _scalar(part, one.style, inside=bool(node.flow_style)) + body[start + len(written) :]
    return mark + _checked(body, wanted)


def add_spelling(text: str, line: int, spelling: str) -> str:
    """The file with one more accepted spelling in the name that begins in `line`."""
    mark, body = _parts(text)
    number, entry = _entry(body, line)
    if not _is(entry, "mapping") or _value(entry, "name") is None:
        raise EditError(f"the entry in line {line} is no name")
    also, name, new = _value(entry, "also"), _value(entry, "name"), _scalar(spelling)
    if also is None and entry.flow_style:
        at, more = name.end_mark.index, f", also: [{new}]"
    elif also is None:
        at = body.find("\n", name.start_mark.index)
        at = len(body.rstrip("\r\n")) if at < 0 else at - (body[at - 1] == "\r")
        more = f"{_newline(body)}{' ' * entry.start_mark.column}also: [{new}]"
    elif _is(also, "sequence") and also.flow_style:
        at, more = also.end_mark.index - 1, f", {new}" if also.value else new
    elif _is(also, "sequence"):
        last = also.value[-1]
        begin = body.rfind("\n", 0, last.start_mark.index) + 1
        at = body.find("\n", last.start_mark.index)
        at = len(body) if at < 0 else at - (body[at - 1] == "\r")
        more = _newline(body) + body[begin : last.start_mark.index] + new
    else:
        raise EditError(f"the spellings in line {line} are no list; edit the file by hand")
    wanted = _plain(body)
    wanted[number]["also"] = [*wanted[number].get("also", ()), spelling]
    return mark + _checked(body[:at] + more + body[at:], wanted)


def append(text: str, fields: Mapping[str, Value]) -> str:
    """The file with one more entry at its end, laid out as the ones before it."""
    mark, body = _parts(text)
    root = _compose(body)
    entries = root.value if root is not None else []
    indent = entries[-1].start_mark.column - 2 if entries else 0
    if root is not None and (not _is(root, "sequence") or root.flow_style or indent < 0):
        raise EditError("the file is not a list with an entry a line; edit it by hand")
    newline = _newline(body)
    made = body if not body or body.endswith("\n") else body + newline
    lines = body.splitlines()
    between = lines[_last_line(entries[-2]) + 1 : entries[-1].start_mark.line] if len(entries) > 1 else []
    apart = any(not row.strip() for row in between)
    made += newline if apart and not made.endswith(newline * 2) else ""
    made += "".join(" " * indent + row + newline for row in _dumped(fields).splitlines())
    wanted = [*_plain(body), {key: _said(value) for key, value in fields.items()}]
    return mark + _checked(made, wanted)


def remove(text: str, line: int) -> str:
    """The file without the entry that begins in `line`; the comments around it stay."""
    mark, body = _parts(text)
    number, entry = _entry(body, line)
    root = _compose(body)
    if root.flow_style:
        raise EditError("the file is not a list with an entry a line; edit it by hand")
    lines = body.splitlines(keepends=True)
    first, last = entry.start_mark.line, _last_line(entry)
    after = lines[last + 1 :]
    if first and not lines[first - 1].strip() and after and not after[0].strip():
        after = after[1:]
    wanted = _plain(body)
    del wanted[number]
    return mark + _checked("".join(lines[:first] + after), wanted)


def _yaml() -> "YAML":
    try:
        from ruamel.yaml import YAML
    except ImportError:
        raise MissingExtra("the review", "review") from None
    made = YAML()
    made.indent(mapping=2, sequence=2, offset=0)
    made.preserve_quotes = True
    made.width = 1 << 20
    made.allow_unicode = True
    return made


def _parts(text: str) -> tuple[str, str]:
    """The byte order mark, if there is one, and the rest."""
    return ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _compose(text: str) -> Any:
    """ruamel's tree with the places of everything; only for what the strict loader has read without complaint."""
    _plain(text)
    yaml = _yaml()
    try:
        return yaml.compose(text)
    except Exception as error:  # of the strict loader's YAML it reads a little less: tabs inside a text
        raise EditError(f"the file cannot be edited here ({type(error).__name__}); edit it by hand") from None


def _entry(text: str, line: int) -> tuple[int, Any]:
    """The entry of the list that begins in a line (from 1), and its number."""
    root = _compose(text)
    entries = root.value if root is not None and _is(root, "sequence") else []
    for number, entry in enumerate(entries):
        if entry.start_mark.line + 1 == line:
            return number, entry
    raise EditError(f"no entry begins in line {line}; the file has changed, read the page again")


def _is(node: Any, kind: str) -> bool:
    return type(node).__name__ == f"{kind.capitalize()}Node"


def _value(entry: Any, key: str) -> Any:
    """The node of a key's value; None when it is not there."""
    pairs = entry.value if _is(entry, "mapping") else []
    return next((value for name, value in pairs if name.value == key), None)


def _last_line(node: Any) -> int:
    """The line of a node's last character; a block node's own end lies behind the comments that follow it."""
    if not _is(node, "scalar") and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.line
    return end - 1 if end > node.start_mark.line and node.end_mark.column == 0 else end


def _scalar(value: str, style: str | None = None, *, inside: bool = True) -> str:
    """A string on one line, quoted as `style` says or where it has to be; `inside` brackets more has to be."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    kinds = {'"': DoubleQuotedScalarString, "'": SingleQuotedScalarString}
    yaml = _yaml()
    yaml.default_flow_style = inside
    for given in (kinds[style](value) if style in kinds else value, DoubleQuotedScalarString(value)):
        stream = io.StringIO()
        yaml.dump([given], stream)
        written = stream.getvalue().strip()
        written = written[1:-1] if inside else written.removeprefix("- ")
        # what YAML 1.2 writes without quotes, the strict loader does not always read
        root, problems = parse(f"- {{k: {written}}}\n- {written}\n".encode(errors="surrogatepass"), "")
        if not problems and isinstance(root, Items) and _data(root.entries[not inside]) in (value, {"k": value}):
            break
    return written


def _dumped(fields: Mapping[str, Value]) -> str:
    """One entry of a list in block style; what a field holds stands in one line."""
    rows = []
    for key, value in fields.items():
        if isinstance(value, Mapping):
            shown = "{" + ", ".join(f"{name}: {_one(inner)}" for name, inner in value.items()) + "}"
        else:
            shown = _one(value, inside=False)
        rows.append(f"{key}: {shown}")
    return "- " + "\n  ".join(rows)


def _one(value: One, *, inside: bool = True) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return _scalar(value, inside=inside) if isinstance(value, str) else "[" + ", ".join(map(_scalar, value)) + "]"


def _said(value: Value) -> Any:
    """A field as the strict loader reads it: all strings."""
    if isinstance(value, Mapping):
        return {name: _said(inner) for name, inner in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else list(value)


def _plain(text: str) -> list[Any]:
    """What the strict loader reads. Raises EditError when the file has mistakes."""
    root, problems = parse(text.encode("utf-8", "surrogatepass"), "the file")
    if problems:
        raise EditError(f"{problems[0]}; correct the file first")
    made = _data(root) if root is not None else []
    if not isinstance(made, list):
        raise EditError("the file is not a list; edit it by hand")
    return made


def _data(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_data(entry) for entry in node.entries]
    assert isinstance(node, Fields)
    return {key.text: _data(value) for key, value in node.entries}


def _checked(text: str, wanted: list[Any]) -> str:
    """The text, when it says what was meant and nothing else."""
    if _plain(text) != wanted:
        raise EditError("the change cannot be made safely in this file's layout; edit it by hand")
    return text
