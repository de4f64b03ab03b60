"""The machine forms: JSON Lines in and out, stable, one answer a line, a bad line never stopping the others."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, BinaryIO

from .errors import CopydeskError, visible
from .mentions import Mention
from .periods import Period
from .text import Article

Record = Mapping[str, Any]
LONGEST_LINE = 32 << 20
"""Bytes of one record."""
LONGEST_TEXT = 2_000_000
"""Characters of one article, as in every other format (`readers.Limits`)."""


class RecordError(CopydeskError):
    """A record that cannot be answered; the text says why."""


def plain(value: Decimal | None) -> str | None:
    """A decimal without exponent; None stays None (an open end)."""
    if value is None:
        return None
    written = format(value, "f")
    whole, _, rest = written.partition(".")
    return whole if not rest.strip("0") else written


def mention_form(mention: Mention, text: str) -> dict[str, Any]:
    """A mention as `extract` and `check` write it."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "kind": mention.kind,
        "low": plain(mention.low),
        "high": plain(mention.high),
        "unit": mention.unit,
        "modifier": mention.modifier,
        "counted": mention.counted,
        "per": mention.per,
        "date": mention.date,
        "person": mention.person,
        "position": mention.position,
    }


def mention_forms(mentions: Iterable[Mention], text: str) -> list[dict[str, Any]]:
    """Every mention of a contract kind: names are none."""
    return [mention_form(mention, text) for mention in mentions if mention.kind != "name"]


def article_of(record: Record, identifier: str = "") -> Article:
    """The article in {"id", "text", "lang", "published"}. Raises RecordError."""
    if not isinstance(record, Mapping):
        raise RecordError("the article is not an object; write {\"text\": …}")
    text = record.get("text")
    if not isinstance(text, str):
        raise RecordError('there is no "text"; give the article\'s text as a string')
    if len(text) > LONGEST_TEXT:
        raise RecordError(f"a text of {len(text):,} characters; give one article a record")
    lang, published = record.get("lang"), record.get("published")
    if not isinstance(lang, str | None) or not isinstance(published, str | None):
        raise RecordError('"lang" and "published" are strings or null')
    return Article(
        id=str(record.get("id") or identifier), text=text, lang=_lang(lang, text), published=_published(published)
    )


def _lang(given: str | None, text: str) -> str:
    """The language's bare code ("fr-CA" is "fr"), told from the text where it is not given."""
    from .language import detect

    return given.replace("_", "-").split("-")[0].lower() if given else detect(text) or "fr"


def _published(given: str | None) -> str | None:
    """The day of publication; a time of day behind it does not matter. Raises RecordError."""
    if not given or not given.strip():
        return None
    day = given.strip()
    if len(day) > 10 and day[10] in "T ":
        day = day[:10]
    try:
        Period.parse(day)
    except ValueError as error:
        raise RecordError(f'"published": {error}') from None
    return day


def serve(source: BinaryIO, name: str, answer: Callable[[Record], Record]) -> int:
    """Answer each line of `source` on standard output. Returns 1 if a line was bad, else 0.

    Messages name the line. An error of our own is reported the same way: the other lines still get their answer.
    """
    code = 0
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        try:
            written = _line(answer(_record(line)))
        except BrokenPipeError:
            raise
        except CopydeskError as error:
            print(f"{name}:{number}: {visible(str(error))}", file=sys.stderr)
            code = 1
        except Exception as error:
            print(f"{name}:{number}: internal error, please report it: {error!r}", file=sys.stderr)
            code = 1
        else:
            sys.stdout.write(written)
            sys.stdout.flush()
    return code


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long as much as shows that it is."""
    while line := source.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE + 1) or b"\n"
        yield line


def _record(line: bytes) -> Record:
    if len(line) > LONGEST_LINE:
        raise RecordError(f"a line of more than {LONGEST_LINE >> 20} MB; give one article a line")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RecordError("this is not UTF-8; write the file in UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise RecordError(f"this is not JSON ({error}); write one JSON object a line") from None
    if not isinstance(record, dict):
        raise RecordError("this is no object; write one JSON object a line")
    return record


def _line(record: Record) -> str:
    """One line of JSON; lone surrogates, which UTF-8 cannot carry, leave as escapes."""
    try:
        written = json.dumps(record, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise RecordError("the \"id\" holds a number that JSON cannot write; write it as a string") from None
    if not written.isascii() and any("\ud800" <= char <= "\udfff" for char in written):
        written = json.dumps(record)
    return written + "\n"


def standard_input() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer
