"""What the commands share: two consoles, exit codes, and errors in the planner's words."""

import json
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table

from allocator.cli.streams import DEFECT, STOPPED, UNWRITTEN
from allocator.domain.scenario import Scenario
from allocator.errors import (
    AllocatorError,
    InputError,
    ModelError,
    OutputError,
    PlanError,
    ProcessError,
    RequestError,
    SizeError,
    VerificationError,
)

DONE, FINDINGS, USAGE, INPUT, INFEASIBLE = 0, 1, 2, 3, 4
UNDECIDED, BROKEN, KILLED = 5, 6, 71
UNLIMITED = 100_000
"""More characters than any table is wide."""

REFUSALS: tuple[tuple[type[AllocatorError], int, str], ...] = (
    (RequestError, USAGE, "wrong usage"),
    (InputError, INPUT, "problems in the input"),
    (SizeError, INPUT, "figures too large to be exact"),
    (ModelError, DEFECT, "a defect of allocator, please report it"),
    (PlanError, BROKEN, "the plan cannot be read"),
    (VerificationError, BROKEN, "verification failed"),
    (OutputError, UNWRITTEN, "output cannot be written"),
    (ProcessError, KILLED, "the search cannot keep its processes; nothing was written"),
)
"""Exit code and headline by class, subclasses before their bases."""


def talk() -> Console:
    """Standard error: progress and remarks."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def result() -> Console:
    """Standard output: results."""
    return _Whole(highlight=False, soft_wrap=True)


class _Whole(Console):
    """A console that rather lets a table run beyond its width than cut a figure or a name."""

    def print(self, *objects: Any, **options: Any) -> None:
        """As any console; of tables the words stay whole."""
        for table in objects:
            if isinstance(table, Table):
                self._widen(table)
        super().print(*objects, **options)

    def _widen(self, table: Table) -> None:
        wide = self.options.update(width=UNLIMITED, max_width=UNLIMITED)
        for column in table.columns:
            texts = (column.header, *column.cells)
            sizes = [Measurement.get(self, wide, text) for text in texts]
            least = max(each.maximum if column.no_wrap else each.minimum for each in sizes)
            column.min_width = max(least, column.min_width or 0)
        least = Measurement.get(self, wide, table).minimum
        if least > self.width:
            table.width = least


def print_what_if(scenario: Scenario) -> None:
    """What the scenario's policy leaves out, where it is a what-if."""
    if scenario.policy.what_if:
        result().print(f"[bold yellow]{escape(scenario.policy.what_if)}[/]")


def print_json(content: Mapping[str, object]) -> None:
    """One object on standard output."""
    print(json.dumps(content, indent=2))


class Failure(Exception):  # noqa: N818 - carries an exit code to the command, not an error
    """A refused request: exit code and lines for the user."""

    def __init__(self, code: int, kind: str, lines: Sequence[str]) -> None:
        self.code, self.kind, self.lines = code, kind, tuple(lines)
        super().__init__(kind)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn allocator's errors, and Ctrl-C, into a Failure with the right exit code."""
    # Here Ctrl-C unwinds what it meets, so that no draft of a file stays behind.
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise Failure(STOPPED, "stopped by Ctrl-C", ()) from None
    except AllocatorError as error:
        code, kind = next((code, kind) for of, code, kind in REFUSALS if isinstance(error, of))
        raise Failure(code, kind, _lines(error)) from error
    finally:
        signal.signal(signal.SIGINT, previous)


def report_failure(failure: Failure, *, as_json: bool) -> int:
    """Print a refusal and return its exit code."""
    if as_json:
        print_json({"verdict": failure.kind, "messages": list(failure.lines)})
    console = talk()
    count = f" ({len(failure.lines)})" if failure.lines else ""
    console.print(f"[bold red]{failure.kind}[/]{count}")
    for line in failure.lines:
        console.print(f"  {escape(line)}")
    return failure.code


def _lines(error: AllocatorError) -> list[str]:
    if isinstance(error, InputError | PlanError):
        return [str(problem) for problem in error.problems]
    if isinstance(error, VerificationError):
        return [str(violation) for violation in error.violations]
    return [str(error)]
