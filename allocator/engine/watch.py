"""The clock and the user: the two things that may end a search early, and how that reaches a
solver that runs outside Python.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

Result = TypeVar("Result")
GLANCE = 0.05
"""Seconds between two looks at the clock and the user while a solver runs."""


class Watch:
    """Seconds since the solve began, and whether it must end.

    Solvers run in a thread of their own, so that the caller's thread stays free for signals: a
    handler of Ctrl-C runs within a `GLANCE`, whether it raises or merely makes `stop` true.
    """

    def __init__(
        self, time_limit: float | None = None, stop: Callable[[], bool] | None = None
    ) -> None:
        self._begin = time.perf_counter()
        self._limit = time_limit
        self._stop = stop
        self.ended = False
        """A clock or the user ended the search: what follows is not reproducible."""

    @property
    def seconds(self) -> float:
        """By the clock, since the watch was made."""
        return time.perf_counter() - self._begin

    def over(self) -> bool:
        """Whether the search must end now; once true it stays true."""
        if not self.ended:
            late = self._limit is not None and self.seconds >= self._limit
            self.ended = late or (self._stop is not None and self._stop())
        return self.ended

    def attend(self, task: Callable[[], Result], cancel: Callable[[], None]) -> Result:
        """The result of `task`, which `cancel` makes return early when the search must end."""
        executor = ThreadPoolExecutor(1)
        work = executor.submit(task)
        try:
            while not wait([work], GLANCE).done:
                if self.over():
                    cancel()
            return work.result()
        finally:
            # After an exception of a signal handler the solver must not outlive the call.
            if not work.done():
                cancel()
            executor.shutdown()
