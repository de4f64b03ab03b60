"""Corpus files to disk: what is new is written, what is there is recognised, nothing is overwritten unasked."""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from .. import frontmatter, writing
from ..errors import InputError
from ..frontmatter import Value
from .make import Made, apart, identity, is_same
from .near import Near

_LINKS = "near_duplicates"
_ASIDE = ("id", "source", _LINKS)
_MOST_LINKS = 5


@dataclass(slots=True, kw_only=True)
class Written:
    """What came of writing, as paths below the corpus folder.

    `updated` are articles whose source has changed, `differing` files that differ from what their unchanged source
    makes: edited by hand. Both were replaced or left, as was asked. `near` are pairs of near-duplicates with the share
    of the shorter one that both have.
    """

    new: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    near: list[tuple[str, str, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _There:
    """A corpus file that is there: what it says, None for one that is no article. `text` is the checksum of its text."""

    values: Mapping[str, Value] | None
    text: bytes
    identity: Mapping[str, str]


def write(
    made: Iterable[Made], into: Path, *, update: bool = False, replace: bool = False, dry_run: bool = False
) -> Written:
    """Put the files below `into`, each at once and whole.

    `update` replaces articles whose source has changed, `replace` also those that were edited since. `dry_run` writes
    nothing and says what would come of it. Of two processes at once the second sees what the first has written.
    """
    with closing(Near()) as near:
        if dry_run:
            return _written(made, into, near, update, replace, dry_run=True)
        into.mkdir(parents=True, exist_ok=True)
        with writing.alone(into):
            return _written(made, into, near, update, replace, dry_run=False)


def _written(made: Iterable[Made], into: Path, near: Near, update: bool, replace: bool, *, dry_run: bool) -> Written:
    written = Written()
    names = {path.relative_to(into).as_posix(): path for path in sorted(into.rglob("*.md"))}
    there = {name: _there(path, name, near) for name, path in names.items()}
    places = {key: path for path, file in there.items() for key in file.identity.items()}
    for item in made:
        path = _place(item, there, places)
        item = _at(item, path)
        before = there.get(path)
        if before is None:
            written.new.append(path)
            alike = near.like(item.text)[:_MOST_LINKS]
            written.near.extend((path, other, share) for other, share in alike)
            item = _linked(item, [other for other, _ in alike])
            near.add(path, item.text)
            there[path] = _There(item.values, _sum(item.text), item.identity)
            places.update(dict.fromkeys(item.identity.items(), path))
        elif _is_unchanged(item, before):
            written.same.append(path)
            continue
        else:
            changed = before.values is not None and _digest(before.values) != _digest(item.values)
            (written.updated if changed else written.differing).append(path)
            if not (replace or (update and changed)):
                continue
            item = _linked(item, _links(before.values))
        if not dry_run:
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            writing.write(target, item.content, durable=False)
    return written


def _place(item: Made, there: Mapping[str, _There], places: Mapping[tuple[str, str], str]) -> str:
    """Where the article stands already, else where it goes: its own path, or another if a stranger stands there."""
    for key in item.identity.items():
        path = places.get(key)
        if path and is_same(there[path].identity, item.identity):
            return path
    before = there.get(item.path)
    if before and before.identity and item.identity and not is_same(before.identity, item.identity):
        return apart(item).path
    return item.path


def _at(item: Made, path: str) -> Made:
    return item if item.path == path else replace(item, path=path)


def _linked(item: Made, others: list[str]) -> Made:
    if not others:
        return item
    values = dict(item.values)
    source = values.pop("source", None)
    values[_LINKS] = [other.removesuffix(".md") for other in others]
    return replace(item, values={**values, **({"source": source} if source else {})})


def _there(path: Path, name: str, near: Near) -> _There:
    """What a file says; its text is remembered as one that others may be near to."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        matter = frontmatter.split(text, path.as_posix())
    except (UnicodeDecodeError, InputError):
        return _There(None, b"", {})
    if matter is None:
        near.add(name, text)
        return _There(None, _sum(text), {})
    values = {key: value for key, value in matter.values.items() if isinstance(value, str)}
    source = matter.values.get("source")
    file = source.get("file", "") if isinstance(source, dict) else ""
    text = text[matter.start :].removesuffix("\n")
    near.add(name, text)
    return _There(matter.values, _sum(text), identity(values, file))


def _sum(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _is_unchanged(item: Made, before: _There) -> bool:
    """Whether the file says the same, whatever file it came from and whatever it is linked to."""
    if before.values is None or _sum(item.text) != before.text:
        return False
    now = frontmatter.split(item.content.decode("utf-8"), "")
    assert now is not None
    return _essence(now.values) == _essence(before.values)


def _essence(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if key not in _ASIDE}


def _digest(values: Mapping[str, Value]) -> str:
    """The checksum of the source that an article was made from."""
    source = values.get("source")
    return source.get("sha256", "") if isinstance(source, dict) else ""


def _links(values: Mapping[str, Value] | None) -> list[str]:
    links = (values or {}).get(_LINKS)
    return links if isinstance(links, list) else []
