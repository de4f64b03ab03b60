"""Fuzzing in the long: mutated inputs for every reader and grammar, the executions counted, the faults kept elsewhere.

    python benchmarks/fuzz.py [--executions N] [--seconds S] [--seed N] [--only TARGET]… [--keep FOLDER] [--atheris]

The same seed makes the same inputs. A fault is an exception that no function documents, a broken promise (a span that
does not slice back, a message of two lines), a process that ends, or an input that takes more than SLOW seconds. Its
input is written to FOLDER (default: a folder for temporary files), never into the checkout. With --atheris inputs are led
by the branches they reach (`pip install atheris`); without it they are mutated blindly.
"""

import argparse
import faulthandler
import hashlib
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SLOW = 5.0
MOST = 40

Report = Callable[[bytes, str], None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--executions", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--seconds", type=float, default=500, metavar="S", help="stop after that long")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--only", action="append", metavar="TARGET", help="may be repeated")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "copydesk-fuzz", metavar="FOLDER")
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.keep.resolve().is_relative_to(ROOT):
        parser.error("--keep lies in the checkout; name a folder elsewhere")
    options.keep.mkdir(parents=True, exist_ok=True)
    from tests.fuzz.targets import targets

    chosen = {name: target for name, target in targets().items() if not options.only or name in options.only}
    if not chosen:
        parser.error(f"no such target; there are: {', '.join(targets())}")
    total = sum(target.weight for target in chosen.values())
    run, faults = Counter[str](), Counter[str]()
    begun = time.monotonic()
    first = options.seed * 7 % len(chosen)  # runs that are cut off do not always leave the same ones out
    for name in [*chosen, *chosen][first : first + len(chosen)]:
        target = chosen[name]
        share = max(1, round(options.executions * target.weight / total))
        left = options.seconds - (time.monotonic() - begun)
        if left <= 0:
            break
        took = time.process_time() + sum(os.times()[2:4])
        run[name], faults[name] = _apart(target, share, left, options)
        took = time.process_time() + sum(os.times()[2:4]) - took
        print(f"{name:<16}{run[name]:>10,} executions  {run[name] / max(took, 0.01):>9,.0f} a second"
              f"  {faults[name]:>3} faults", flush=True)
    print(f"{'in all':<16}{run.total():>10,} executions  {time.monotonic() - begun:>9,.0f} seconds "
          f"  {faults.total():>3} faults; seed {options.seed}" + (f"; inputs in {options.keep}" if faults.total() else ""))
    return int(faults.total() > 0)


def _apart(target: Any, count: int, seconds: float, options: argparse.Namespace) -> tuple[int, int]:
    """Run a target in a process of its own: how many executions, how many faults. One that ends the process is a fault."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        code = 1
        try:
            code = _child(target, count, seconds, options, writing)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        lines = told.read().splitlines()
    _, status = os.waitpid(child, 0)
    done = json.loads(lines[-1]) if lines else [0, 0]
    if status:
        done[1] += 1
        kept = f"; its input is {options.keep / _name(target, 'now')}" if target.risky else ""
        print(f"{target.name}: the process ended with status {status} after {done[0]} executions{kept}", flush=True)
    return done[0], done[1]


def _name(target: Any, end: str) -> str:
    return f"{target.name.strip('.').replace(' ', '-').replace('--', '')}-{end}"


def _child(target: Any, count: int, seconds: float, options: argparse.Namespace, writing: int) -> int:
    seen: set[str] = set()
    done = [0, 0]
    until = time.monotonic() + seconds
    now = options.keep / _name(target, "now") if target.risky else None

    def report(data: bytes, said: str) -> None:
        """Keep the first input of each kind of fault."""
        kind = said.rstrip().rsplit("\n", 1)[-1][:80] + _where(said)
        if kind in seen or len(seen) >= MOST:
            return
        seen.add(kind)
        done[1] += 1
        kept = options.keep / _name(target, hashlib.sha256(data).hexdigest()[:12])
        kept.write_bytes(data)
        kept.with_suffix(".txt").write_text(said, "utf-8", errors="backslashreplace")
        print(f"{target.name}: {ascii(kind)[:300]}: {kept}", flush=True)

    def once(data: bytes) -> None:
        from tests.fuzz.targets import run

        if now is not None:
            now.write_bytes(data)
        done[0] += 1
        begun = time.thread_time()
        faulthandler.dump_traceback_later(100 * SLOW, exit=True)  # for what no signal ends
        signal.setitimer(signal.ITIMER_PROF, 10 * SLOW)
        try:
            run(target, data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:
            report(data, traceback.format_exc())
        signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.thread_time() - begun
        if took > SLOW:
            report(data, f"{took:.0f} s for {len(data):,} bytes")
        if done[0] % 200 == 0:
            os.write(writing, json.dumps(done).encode() + b"\n")

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, _overdue)
    if options.atheris:
        _guided(target, once, min(count, 1 << 31), max(1, int(seconds)), options.seed, lambda: os.write(
            writing, json.dumps(done).encode() + b"\n"
        ))
    else:
        from tests.fuzz.mutants import mutants

        for data in mutants(target.seeds, target.words, Random(f"{options.seed} {target.name}")):
            if done[0] >= count or time.monotonic() > until:
                break
            once(data)
    faulthandler.cancel_dump_traceback_later()
    os.write(writing, json.dumps(done).encode() + b"\n")
    if now is not None:
        now.unlink(missing_ok=True)
    return 0


class _Overdue(BaseException):
    """An input takes far too long; nothing but the fuzzer catches it."""


def _overdue(number: int, frame: Any) -> None:
    raise _Overdue(f"more than {10 * SLOW:g} s of processor time")


def _where(said: str) -> str:
    """The last line of the package that a traceback names: the same fault has the same."""
    rows = [row.strip() for row in said.splitlines() if "copydesk/" in row]
    return f" ({rows[-1].rpartition('copydesk/')[2]})" if rows else ""


def _guided(
    target: Any, once: Callable[[bytes], None], count: int, seconds: int, seed: int, tell: Callable[[], Any]
) -> None:
    """libFuzzer's loop with the branches of our modules; it ends the process itself."""
    import atexit
    from importlib import import_module

    atheris: Any = import_module("atheris")
    _instrument(atheris)
    folder = Path(tempfile.mkdtemp(prefix="copydesk-fuzz-"))
    for number, data in enumerate(target.seeds):
        (folder / str(number)).write_bytes(data)
    (folder / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in target.words if word), "ascii")
    words = folder / "words"
    corpus = folder / "corpus"
    corpus.mkdir()
    for path in folder.iterdir():
        if path.name.isdigit():
            path.rename(corpus / path.name)
    flags = [f"-runs={count}", f"-max_total_time={seconds}", f"-seed={seed}", f"-dict={words}", "-max_len=4000", "-verbosity=0",
             "-print_final_stats=0", "-rss_limit_mb=4000"]
    atexit.register(tell)
    atheris.Setup([sys.argv[0], *flags, str(corpus)], once)
    atheris.Fuzz()


def _instrument(atheris: Any) -> None:
    """Let every function of ours that is loaded count its branches."""
    import types

    for name, module in sorted(sys.modules.items()):
        if not name.startswith("copydesk"):
            continue
        for value in vars(module).values():
            for made in (value, *(vars(value).values() if isinstance(value, type) else ())):
                if isinstance(made, types.FunctionType) and made.__module__ == name:
                    atheris.instrument_func(made)


def _escaped(word: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    sys.exit(main())
