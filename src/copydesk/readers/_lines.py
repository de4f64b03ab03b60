"""The lines of big files, one at a time, none longer than a record may be."""

from collections.abc import Iterator

from . import Source
from ._text import decode, likely


def text_lines(source: Source, *, whole: bool = False) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, from `source.first`, each with its line end; blank ones only with `whole`.

    One that is too long is passed over and reported, a buffer at a time; with `whole`, where lines hang together, it
    ends the reading. Raises InputError then.
    """
    head = source.stream.peek(1)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from enumerate(decode(source.data()).splitlines(keepends=True), source.first)
        return
    encoding = source.charset or likely(head)
    longest = source.limits.record
    number = source.first - 1
    while line := source.stream.readline(longest + 1):
        number += 1
        if line.isspace() and not whole:
            continue
        if len(line) <= longest:
            yield number, line.decode("ascii") if line.isascii() else decode(line, encoding)
            continue
        problem = source.problem(f"a line of more than {longest >> 20} MB", "write one article a record", number)
        if whole:
            raise source.refusal(problem.what, problem.remedy, number)
        while line and not line.endswith(b"\n"):
            line = source.stream.readline(longest)
        source.report(problem)
