"""How far a solve has come: drawn live on a terminal, a line for each improvement elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from allocator.engine.progress import Progress
from allocator.report.numbers import BILLION

REFRESHES = 8
"""Times a second that a terminal is drawn anew."""
COLUMNS = {"value": 14, "bound": 14, "gap": 7, "rounds": 6, "seconds": 7}
"""Least widths, so that columns stay where they are while figures grow."""
BILLIONS_FROM = 10 * 10**9
"""Costs (EUR) from here on are told in billions; below, the digits say more."""


class ProgressLine:
    """One line per improvement, for files and pipes. `show` may be called from any thread."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told: dict[str, tuple[int, int]] = {}
        self._doing = ""

    def open(self) -> None:
        """Take the terminal, where one is drawn on."""

    def show(self, progress: Progress) -> None:
        """Tell of it, if value or bound are new."""
        if self._told.get(progress.aim) == (progress.value, progress.bound):
            return
        self._told[progress.aim] = progress.value, progress.bound
        value, bound = amounts(progress)
        rounds = f"  {progress.rounds} rounds" if progress.rounds else ""
        self._console.print(
            f"[dim]{progress.seconds:7.1f} s[/]  {progress.aim:<11} {value:>18}  "
            f"bound {bound:>18}  gap {float(progress.gap):7.2%}  [dim]{progress.phase}{rounds}[/]"
        )

    def doing(self, what: str, detail: str = "") -> None:  # noqa: ARG002 - for the terminal
        """What is done now that no aim speaks of; told once, details only where it is drawn."""
        if what != self._doing:
            self._doing = what
            self._console.print(f"[dim]{escape(what)}[/]")

    def say(self, remark: str) -> None:
        """A remark between the lines; signal handlers may make it."""
        self._console.print(remark)

    def close(self) -> None:
        """Give the terminal back; signal handlers may, and more than once."""


class LiveProgress(ProgressLine):
    """A row per finished aim and one that ticks, drawn in place on a terminal."""

    def __init__(self, console: Console, clock: Callable[[], float]) -> None:
        super().__init__(console)
        self._clock = clock
        self._begun = clock()
        self._closed = False
        self._aims: dict[str, tuple[Progress, float]] = {}
        """What was last told of each aim, and when."""
        self._spinner = Spinner("line")
        self._live = Live(
            console=console,
            get_renderable=self.drawing,
            refresh_per_second=REFRESHES,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def open(self) -> None:
        """Draw from now on."""
        self._live.start(refresh=True)

    def show(self, progress: Progress) -> None:
        """Take it into the next drawing."""
        # A new dictionary: the thread that draws never sees one that changes.
        self._aims = {**self._aims, progress.aim: (progress, self._seconds)}

    def doing(self, what: str, detail: str = "") -> None:
        """Stands beside the spinner in the next drawing."""
        self._doing = ", ".join(filter(None, (what, detail)))

    def close(self) -> None:
        """Draw what is known a last time, and leave it there."""
        self._closed = True
        self._live.stop()

    @property
    def _seconds(self) -> float:
        return self._clock() - self._begun

    def drawing(self) -> Group:
        """The aims as they stand now; without one at work, what else is going on."""
        aims = list(self._aims.values())
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("", width=1)
        table.add_column("aim", no_wrap=True, min_width=11)
        for name, width in COLUMNS.items():
            table.add_column(name, justify="right", no_wrap=True, min_width=width)
        at_work = False
        for progress, since in aims:
            at_work = progress.phase != "done" and not self._closed
            mark = self._spinner if at_work else ""
            table.add_row(mark, *cells(progress, self._seconds if at_work else since))
        if at_work or self._closed:
            return Group(table) if aims else Group()
        usual = "verifying and writing" if aims else "reading the workbook"
        doing = self._doing or usual
        below = Table.grid(padding=(0, 1))
        below.add_row(self._spinner, Text(f"{doing}, {self._seconds:.0f} s", "dim"))
        return Group(table, below) if aims else Group(below)


def cells(progress: Progress, seconds: float) -> tuple[str, ...]:
    """Aim, value, bound, gap, rounds and seconds, for people."""
    gap = f"{float(progress.gap):.2%}" if progress.gap else "proven"
    rounds = f"{progress.rounds:,}" if progress.rounds else ""
    return (progress.aim, *amounts(progress), gap, rounds, f"{seconds:.0f}")


def amounts(progress: Progress) -> tuple[str, str]:
    """Value and bound in the aim's unit, or in billions of euros."""
    large = progress.aim == "cost" and progress.value >= BILLIONS_FROM
    value, bound = (
        BILLION.words(number // 1_000) if large else f"{number:,}"
        for number in (progress.value, progress.bound)
    )
    return value, bound


@contextmanager
def progress_line(
    console: Console, clock: Callable[[], float] = monotonic
) -> Iterator[ProgressLine]:
    """What suits the console: a terminal that can be drawn on, or anything else."""
    drawn = console.is_interactive and console.file.isatty()
    line = LiveProgress(console, clock) if drawn else ProgressLine(console)
    line.open()
    try:
        yield line
    finally:
        line.close()
