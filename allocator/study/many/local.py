"""Errands carried out by processes of this machine."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Self

from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.study.many.crew import Return
from allocator.study.many.letterbox import Letterbox
from allocator.study.many.parcel import Answer, Parcel


class LocalCrew:
    """`workers` processes that start when there is work for them.

    One that dies is replaced, and what it was at is done again, up to `engine.processes.LIVES`
    times. They end with this process, whatever ends that.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._processes = Processes(workers, Watch(), apart=True)
        self._returns = Letterbox[Return]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.__exit__(None, None, None)

    @contextmanager
    def sharing(self, *things: object) -> Iterator[None]:
        """As `Crew.sharing`."""
        with self._processes.sharing(*things):
            yield

    def give(self, number: int, parcel: Parcel) -> None:
        """As `Crew.give`."""

        def back(future: "Future[tuple[Answer, ...] | None]") -> None:
            error = future.exception()
            answers = () if error else future.result() or ()
            self._returns.put(Return(number, answers, error))

        self._processes.submit(parcel).future.add_done_callback(back)

    def returned(self, timeout: float) -> list[Return]:
        """As `Crew.returned`."""
        return self._returns.taken(timeout)

    def end(self) -> None:
        """As `Crew.end`."""
        self._processes.end()
