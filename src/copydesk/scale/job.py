"""What is asked of every article: small, complete, the same on every machine."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Literal

from ..assertions import Assertion, load_assertions
from ..matching.check import claim_assertion
from ..terms import Lexicon, lexicon

Task = Literal["extract", "check", "articles", "conflicts"]


@dataclass(frozen=True, kw_only=True)
class Job:
    """A task with all that it needs to know; it is pickled and sent to the workers.

    `terms` is the desk's own term file as bytes. `facts` is a hash of the files and claims that were asked about.
    `silent`: findings of articles that do not speak of the assertion are written as well.
    """

    task: Task
    assertions: Sequence[Assertion] = ()
    terms: bytes | None = None
    facts: str = ""
    lang: str | None = None
    published: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    days: int = 7
    updates: bool = False

    def key(self, rules: str) -> str:
        """One name for what is asked, under the rules and data of that version."""
        told = [(f.name, getattr(self, f.name)) for f in fields(self) if f.name not in ("assertions", "terms")]
        return hashlib.blake2b(repr([rules, *told]).encode(), digest_size=16).hexdigest()

    @property
    def lexicon(self) -> Lexicon:
        """The term table, with the desk's own terms."""
        return _lexicon(self.terms)


@cache
def _lexicon(terms: bytes | None) -> Lexicon:
    """Terms come as bytes, so that they can travel; they are read from a file made for the moment."""
    if terms is None:
        return lexicon()
    handle, name = tempfile.mkstemp(suffix=".yaml")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(terms)
        return lexicon(name)
    finally:
        Path(name).unlink()


def job(
    task: Task, *, folder: Path | None = None, claims: Iterable[str] = (), lang: str | None = None,
    published: str | None = None, columns: dict[str, str] | None = None, silent: bool = False, days: int = 7,
    updates: bool = False,
) -> Job:
    """The job, with a folder (or file) of assertions and bare claims read. Raises InputError."""
    told = hashlib.blake2b(digest_size=16)
    made = [claim_assertion(claim) for claim in claims]
    for assertion in made:
        told.update(f"{assertion.claim.text}\0".encode("utf-8", "surrogatepass"))
    terms = None
    if folder is not None:
        loaded = load_assertions(folder).require()
        made.extend(loaded.assertions)
        terms = loaded.terms.read_bytes() if loaded.terms else None
        for path in sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]:
            data = path.read_bytes()
            told.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    return Job(
        task=task, assertions=tuple(made), terms=terms, facts=told.hexdigest(), lang=lang, published=published,
        columns=dict(columns or {}), silent=silent, days=days, updates=updates,
    )
