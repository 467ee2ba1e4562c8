"""Work in a thread of its own, so that the first Ctrl-C can stop it with what there is so far."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from allocator.cli.progress_line import ProgressLine
from allocator.cli.streams import STOPPED

Result = TypeVar("Result")
POLL_SECONDS = 0.1


def interruptible(
    work: Callable[[Callable[[], bool]], Result], line: ProgressLine, told: str, lost: str
) -> Result:
    """The result of `work`, which is given what says whether to stop.

    `told` is said at the first Ctrl-C, `lost` at the second, which ends the program at once.
    """
    stopped = threading.Event()
    executor = ThreadPoolExecutor(1)
    with _first_interrupt(stopped, line, told, lost):
        running = executor.submit(work, stopped.is_set)
        try:
            return _patient(running)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _patient(work: "Future[Result]") -> Result:
    while True:
        try:
            return work.result(timeout=POLL_SECONDS)
        except TimeoutError:
            if work.done():
                raise


@contextmanager
def _first_interrupt(
    stopped: threading.Event, line: ProgressLine, told: str, lost: str
) -> Iterator[None]:
    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            # A second Ctrl-C does not wait for the solver's thread.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            line.close()
            line.say(lost)
            os._exit(STOPPED)
        stopped.set()
        line.say(told)

    previous = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
