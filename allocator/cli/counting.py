"""How many of many questions are answered: a bar on a terminal, now and then a line elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from allocator.cli.progress_line import ProgressLine

PAUSE = 10.0
"""Seconds between two lines."""


class CountLine(ProgressLine):
    """A line at once, then every few seconds, for files and pipes; `count` is safe in threads."""

    def __init__(
        self, console: Console, clock: Callable[[], float] = monotonic, what: str = "trials"
    ) -> None:
        super().__init__(console)
        self._what = what
        self._clock, self._begun = clock, clock()
        self._last = self._begun - PAUSE

    def count(self, done: int, planned: int) -> None:
        """So many are answered, of those known to be needed."""
        now = self._clock()
        if now - self._last >= PAUSE or done == planned:
            self._last = now
            self.say(f"[dim]{now - self._begun:7.1f} s[/]  {done:,} of {planned:,} {self._what}")


class CountBar(CountLine):
    """A bar that grows in place on a terminal."""

    def __init__(
        self, console: Console, clock: Callable[[], float] = monotonic, what: str = "trials"
    ) -> None:
        super().__init__(console, clock, what)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(*columns, TimeElapsedColumn(), console=console)
        self._task = self._bar.add_task(what, total=None)

    def open(self) -> None:
        """Draw from now on."""
        self._bar.start()

    def count(self, done: int, planned: int) -> None:
        """Take it into the bar."""
        self._bar.update(self._task, completed=done, total=planned)

    def close(self) -> None:
        """Draw what is known a last time, and leave it there."""
        self._bar.stop()


@contextmanager
def count_line(console: Console, what: str = "trials") -> Iterator[CountLine]:
    """What suits the console; `what` is counted."""
    drawn = console.is_interactive and console.file.isatty()
    line = CountBar(console, what=what) if drawn else CountLine(console, what=what)
    line.open()
    try:
        yield line
    finally:
        line.close()
