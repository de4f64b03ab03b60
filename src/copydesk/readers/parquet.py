"""Parquet and Arrow: a row is an article, the fields told by their names; the files that data sets are kept in."""

from collections.abc import Iterator
from typing import Any

from . import Document, Source, _records, suffix
from ._extra import load
from ._text import one_line

SUFFIXES = (".parquet", ".arrow")
_PARQUET, _ARROW = b"PAR1", b"ARROW1"
_ROWS = 256
_THRIFT = 100_000_000


def sniff(head: bytes) -> bool:
    """Parquet or an Arrow file."""
    return head.startswith((_PARQUET, _ARROW))


def read(source: Source) -> Iterator[Document]:
    """A document for each row with a text; others are reported. Raises InputError for files that are damaged."""
    pyarrow = _load("pyarrow")
    stream = source.stream if source.stream.seekable() else source.within(source.name, source.data()).stream
    parquet = stream.peek(4)[:4] == _PARQUET
    if not parquet and suffix(source.name) == ".parquet":
        raise source.refusal("this is no Parquet file", "fetch or make the file again")
    number = source.first - 1
    try:
        columns: dict[str, str] = {}
        for names, batch in (_parquet(stream, source) if parquet else _arrow(stream)):
            columns = columns or _records.mapping(names, source)
            for record in batch.select([*dict.fromkeys(columns.values())]).to_pylist():
                number += 1
                made = _records.document(record, columns, source, f"row {number}", number)
                if made is not None:
                    yield made
    except (pyarrow.ArrowException, OSError, ValueError, UnicodeDecodeError, MemoryError, SystemError) as error:
        # a damaged Arrow file asks for sizes that no file has
        what = f"the file cannot be read after row {number} ({one_line(str(error))[:200] or type(error).__name__})"
        raise source.refusal(what, "fetch or make the file again; the rows before were read") from None


def _load(module: str) -> Any:
    return load(module, "reading Parquet and Arrow files", "parquet")


def _parquet(stream: Any, source: Source) -> Iterator[tuple[list[str], Any]]:
    file = _load("pyarrow.parquet").ParquetFile(
        stream, thrift_string_size_limit=_THRIFT, thrift_container_size_limit=_THRIFT // 100, memory_map=False,
        pre_buffer=False,
    )
    names = list(file.schema_arrow.names)
    wanted = [*dict.fromkeys(_records.mapping(names, source).values())]
    groups = list(source.groups) or None
    for batch in file.iter_batches(batch_size=_ROWS, row_groups=groups, columns=wanted, use_threads=False):
        yield names, batch


def _arrow(stream: Any) -> Iterator[tuple[list[str], Any]]:
    ipc = _load("pyarrow.ipc")
    if stream.peek(6)[:6] == _ARROW:
        file = ipc.open_file(stream)
        batches = (file.get_batch(number) for number in range(file.num_record_batches))
        names = file.schema.names
    else:
        batches = ipc.open_stream(stream)
        names = batches.schema.names
    for batch in batches:
        batch.validate(full=True)  # offsets of a stranger's file may lead anywhere in memory
        for start in range(0, batch.num_rows, _ROWS):
            yield names, batch.slice(start, _ROWS)
