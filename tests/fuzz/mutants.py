"""Inputs made of others: deterministic for a seed, and no longer than a bound."""

from collections.abc import Iterator, Sequence
from random import Random

LONGEST = 8_000
NASTY = (
    b"\0", b"\xff", b"\xed\xa0\x80", "\u202e".encode(), "\u2028".encode(), "e\u0301".encode(), b"\r", b"\x1b[2J", b"\x85",
    b"%s%n", b"../", b"\xef\xbb\xbf", b"\xfe\xff", "\U0010ffff".encode(),
)


def mutants(seeds: Sequence[bytes], words: Sequence[bytes], random: Random) -> Iterator[bytes]:
    """Inputs without end, the seeds first."""
    yield from seeds
    yield b""
    dictionary = (*words, *NASTY)
    while True:
        data = random.choice(seeds)
        if len(data) > LONGEST:
            at = random.randrange(len(data) - LONGEST // 2)
            data = data[at : at + LONGEST // 2] if random.random() < 0.5 else data
        for _ in range(1 + int(random.expovariate(0.5))):
            data = _mutant(data, random.choice(seeds), dictionary, random)
        yield data[: max(LONGEST, len(data) // 2 if len(data) > 4 * LONGEST else len(data))]


def _mutant(data: bytes, other: bytes, words: Sequence[bytes], random: Random) -> bytes:
    """One change."""
    at = random.randrange(len(data) + 1)
    end = min(len(data), at + int(random.expovariate(0.05)))
    kind = random.randrange(10)
    if kind < 4:
        return data[:at] + random.choice(words) + data[at if random.random() < 0.5 else end :]
    if kind == 4:
        return data[:at] + data[end:]
    if kind == 5:
        return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
    if kind == 6:
        begin = random.randrange(len(other) + 1)
        return data[:at] + other[begin : begin + int(random.expovariate(0.02))] + data[end:]
    if kind == 7:
        return data[:at] + data[at:end] * random.randrange(2, 4) + data[end:]
    if kind == 8:
        return data[:at] if random.random() < 0.5 else data[at:]
    repeated = random.choice((random.choice(words), data[at:end]))
    times = random.choice((2, 3, 10, 100)) if random.random() < 0.9 else 1000
    return data[:at] + repeated[: LONGEST // times] * times + data[end:]
