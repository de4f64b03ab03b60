"""How far a run is: on terminals only, with rich where it is installed."""

import sys
import time
from typing import Any, TextIO

_SHOWN = 0.2


class Progress:
    """A line on standard error. `total` counts bytes; articles are shown with their rate."""

    def __init__(self, what: str, total: int, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._what = what
        self._total = max(total, 1)
        self._done = 0
        self._running: dict[int, int] = {}
        self._articles = 0
        self._begin = self._last = time.monotonic()
        self._rich: Any = None
        self._on = self._stream.isatty()
        if self._on:
            self._rich = _rich(what, self._total, self._stream)

    def read(self, shard: int, articles: int) -> None:
        """A shard has come so far."""
        self._running[shard] = articles
        self._show()

    def done(self, shard: int, articles: int, size: int) -> None:
        """A shard is done."""
        self._running.pop(shard, None)
        self._articles += articles
        self._done += size
        self._show(now=True)

    def lost(self, shard: int) -> None:
        """A shard begins again."""
        self._running.pop(shard, None)

    def say(self, message: str) -> None:
        """A line of its own."""
        self._clear()
        print(message, file=self._stream, flush=True)

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._rich:
            self._rich[0].stop()
            self._rich = None
        self._clear()
        self._on = False

    def _clear(self) -> None:
        if self._on and not self._rich:
            self._stream.write("\r\x1b[K")

    def _show(self, now: bool = False) -> None:
        moment = time.monotonic()
        if not self._on or (moment - self._last < _SHOWN and not now):
            return
        self._last = moment
        articles = self._articles + sum(self._running.values())
        rate = articles / max(moment - self._begin, 1e-9)
        told = f"{articles:,} articles, {rate:,.0f}/s"
        done = self._done
        if self._articles and self._running:  # what is being read counts by the size of what was read
            done = min(self._total, round(self._done * articles / self._articles))
        if self._rich:
            self._rich[0].update(self._rich[1], completed=done, told=told)
            return
        left = (moment - self._begin) * (self._total - done) / done if done else 0.0
        more = f", {clock(left)} left" if done else ""
        self._stream.write(f"\r\x1b[K{self._what}: {100 * done / self._total:.1f} %, {told}{more}")
        self._stream.flush()


def clock(seconds: float) -> str:
    """Hours, minutes and seconds: `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _rich(what: str, total: int, stream: TextIO) -> Any:
    try:
        from rich import console, progress
    except ImportError:
        return None
    columns = (
        progress.TextColumn("{task.description}"), progress.BarColumn(), progress.TaskProgressColumn(),
        progress.TextColumn("{task.fields[told]}"), progress.TimeRemainingColumn(),
    )
    bar = progress.Progress(*columns, console=console.Console(file=stream), transient=True)
    bar.start()
    return bar, bar.add_task(what, total=total, told="")
