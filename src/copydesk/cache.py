"""What the parsers read, kept between runs: by content, and by the version of the rules and data that read it.

A cache never decides whether a run works: where it is locked, broken or not writable, the text is read again.
Rows are JSON, so a foreign file can do no more than be wrong. Several processes may use one file (SQLite, WAL).
"""

import hashlib
import json
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from .annotate import Annotated, Reading, through
from .mentions import Kind, Mention
from .text import Article, Span, fold
from .values import Modifier

T = TypeVar("T")
FOLDER = ".copydesk"
NAME = "cache.sqlite"
VERSIONS = 3
"""How many versions of the rules and data keep their rows: switching between branches reads nothing again."""
PATIENCE = 2.0
"""Seconds to wait for another process that writes."""
_TOGETHER = 200
_RULES = (".py", ".toml", ".tsv")
_DECIMALS = frozenset(i for i, t in enumerate(Mention.__annotations__.values()) if "Decimal" in str(t))
_TYPES = dict.fromkeys((0, 1), int) | {Mention._fields.index("collective"): bool}
_NEEDED = Mention._fields.index("rule")
_KINDS, _MODIFIERS = frozenset(get_args(Kind)), frozenset(get_args(Modifier))
_SPANS = frozenset(i for i, t in enumerate(Mention.__annotations__.values()) if "Span" in str(t))


@cache
def version() -> str:
    """One name for the rules and data of this package and of the Python that runs them."""
    root = Path(__file__).parent
    made = hashlib.blake2b(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode(), digest_size=16)
    for path in sorted(p for p in root.rglob("*") if p.suffix in _RULES):
        data = path.read_bytes()
        made.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
        made.update(data)
    return made.hexdigest()


def key(article: Article, terse: bool = False) -> bytes:
    """The name of what an article says: its text, and what decides how it is read. Its id and place do not."""
    passages = [(p.start, p.end, p.lang) for p in article.passages]
    head = json.dumps([article.lang, article.published, passages, terse])
    data = f"{head}\n{article.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=20).digest()


class Cache:
    """One cache file. `hits` and `misses` count what it gave and what had to be read; `problem` says why it is off."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hits = self.misses = 0
        self.problem: str | None = None
        self._new: dict[bytes, str] = {}
        self._db: sqlite3.Connection | None = None
        self._start()

    @contextmanager
    def used(self) -> Iterator[None]:
        """Everything that is read inside goes through this cache."""
        token = through.set(self.annotated)
        try:
            yield
        finally:
            through.reset(token)

    def annotated(self, article: Article, terse: bool, read: Reading) -> Annotated:
        """The article as it was read before, else read now and kept."""
        name = key(article, terse)
        written = self._new.get(name) or self._ask(lambda db: self._row(db, name))
        mentions = None if written is None else _mentions(written, len(article.text))
        if mentions is not None:
            self.hits += 1
            return Annotated(article, fold(article.text), mentions)
        self.misses += 1
        annotated = read(article, terse)
        if self._db is not None:
            self._new[name] = json.dumps([_plain(m) for m in annotated.mentions], separators=(",", ":"))
            if len(self._new) >= _TOGETHER:
                self.flush()
        return annotated

    def holds(self, article: Article) -> bool:
        """Whether the article was read before."""
        name = key(article)
        return name in self._new or self._ask(lambda db: self._row(db, name)) is not None

    def flush(self) -> None:
        """Write what was read since the last time."""
        rows = [(name, version(), written) for name, written in self._new.items()]
        self._new = {}
        if rows:
            self._ask(lambda db: self._write(db, rows))

    def close(self) -> None:
        """Write what is left, and let go of the file."""
        self.flush()
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _start(self, *, again: bool = True) -> None:
        """Open the file; one that is no database is made anew, once."""
        try:
            self._db = self._connect()
            self._prepare(self._db)
            self.problem = None
        except (sqlite3.Error, OSError) as error:
            # only this very class says that the file is broken; its subclasses say locked, full, not writable
            if self._stop(error) and again:
                self._start(again=False)

    def _ask(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `act` gives; on trouble None, and no cache from then on."""
        if self._db is None:
            return None
        try:
            return act(self._db)
        except (sqlite3.Error, OSError) as error:
            self._stop(error)
            return None

    def _stop(self, error: Exception) -> bool:
        """Do without a cache from now on. True when the file was broken and is gone."""
        self.problem = f"{self.path}: {error}"
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None
        return type(error) is sqlite3.DatabaseError and self._removed()

    def _removed(self) -> bool:
        """Whether a broken file could be taken away."""
        try:
            for end in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        ignore = self.path.parent / ".gitignore"
        if self.path.parent.name == FOLDER and not ignore.exists():
            ignore.write_text("# made by copydesk\n*\n", "utf-8")
        return sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("CREATE TABLE IF NOT EXISTS versions(version TEXT PRIMARY KEY, turn INTEGER) WITHOUT ROWID")
        db.execute(
            "CREATE TABLE IF NOT EXISTS articles(version TEXT, name BLOB, mentions TEXT, PRIMARY KEY (version, name))"
            " WITHOUT ROWID"
        )
        last = db.execute("SELECT version FROM versions ORDER BY turn DESC LIMIT 1").fetchone()
        if last != (version(),):
            db.execute("BEGIN IMMEDIATE")
            db.execute(
                "INSERT OR REPLACE INTO versions SELECT ?, 1 + ifnull(max(turn), 0) FROM versions", (version(),)
            )
            kept = "SELECT version FROM versions ORDER BY turn DESC LIMIT ?"
            db.execute(f"DELETE FROM articles WHERE version NOT IN ({kept})", (VERSIONS,))
            db.execute(f"DELETE FROM versions WHERE version NOT IN ({kept})", (VERSIONS,))
            db.execute("COMMIT")

    def _row(self, db: sqlite3.Connection, name: bytes) -> str | None:
        row = db.execute("SELECT mentions FROM articles WHERE version = ? AND name = ?", (version(), name)).fetchone()
        return row[0] if row and isinstance(row[0], str) else None

    def _write(self, db: sqlite3.Connection, rows: list[tuple[bytes, str, str]]) -> None:
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT OR REPLACE INTO articles(name, version, mentions) VALUES (?, ?, ?)", rows)
        db.execute("COMMIT")


def _plain(mention: Mention) -> list[Any]:
    """A mention's fields as JSON has them, the empty ones at the end left out."""
    fields = [str(v) if i in _DECIMALS and v is not None else v for i, v in enumerate(mention)]
    while fields and fields[-1] is None:
        fields.pop()
    return fields


def _mentions(written: str, size: int) -> list[Mention] | None:
    """The mentions of a row; None when it is not what was written."""
    try:
        made = [_mention(fields) for fields in json.loads(written)]
        return made if all(_is_sound(mention, size) for mention in made) else None
    except (ValueError, TypeError, LookupError, InvalidOperation, RecursionError):
        return None


def _is_sound(mention: Mention, size: int) -> bool:
    """Whether every field holds what it may hold."""
    value: Any
    for i, value in enumerate(mention):
        if value is None:
            sound = i > _NEEDED
        elif i in _DECIMALS:
            sound = value.is_finite()
        elif i in _SPANS:
            sound = 0 <= value.start <= value.end <= size
        else:
            sound = type(value) is _TYPES.get(i, str)
        if not sound:
            return False
    return 0 <= mention.start < mention.end <= size and mention.kind in _KINDS and mention.modifier in _MODIFIERS


def _mention(fields: list[Any]) -> Mention:
    for i in _DECIMALS:
        if i < len(fields) and fields[i] is not None:
            fields[i] = Decimal(fields[i])
    for i in _SPANS:
        if i < len(fields) and fields[i] is not None:
            fields[i] = Span(*fields[i])
    return Mention(*fields)
