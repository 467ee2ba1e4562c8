"""Tasks carried out by several processes, with results that do not depend on how many.

    with Processes(workers, watch) as processes, processes.sharing(matrix):
        results = processes.results([Decide(matrix, vector, free, seed) for free in lanes])

A task is a frozen record that can be called with a `Watch` and makes the same of the same fields
every time: it looks at no clock and draws from generators whose seeds are among its fields. Then
neither the number of processes, nor their speed, nor the death of one of them reaches a result.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar, cast

from allocator.engine.job import Job, Shared, image_of, job_of, task_of
from allocator.engine.watch import GLANCE, Watch
from allocator.engine.worker import Worker
from allocator.errors import PoisonError, ProcessError

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)
LIVES = 3
"""So many processes may die over one task before it is given up."""


def cores() -> int:
    """As many processes as this machine carries out side by side."""
    return os.cpu_count() or 1


class Task(Protocol[Result_co]):
    """A record that has a pickle, of a class that a new interpreter can import."""

    def __call__(self, watch: Watch, /) -> Result_co:
        """The result. `watch` may end the search early; in another process it never does."""


@dataclass(eq=False, slots=True)
class Ticket(Generic[Result]):
    """Stands for the result of a task that was submitted."""

    job: Job
    future: "Future[Result | None]" = field(default_factory=Future)


class Processes:
    """Carries out tasks in `workers` processes, or in this one where that is 1 and not `apart`.

    Processes start when there is a task for them and end with the `with` block, or as soon as the
    watch is found to be over. Use from one thread; it need not be the main one.
    """

    def __init__(self, workers: int, watch: Watch, *, apart: bool = False) -> None:
        self._watch = watch
        self._threads = ThreadPoolExecutor(workers) if apart or workers > 1 else None
        self._workers: list[Worker] = []
        self._idle: list[Worker] = []
        self.ended = False
        """Whether no more processes are started."""
        self._starting = Lock()
        self._shared: dict[int, Shared] = {}
        self._keys = count()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        if self._threads is not None:
            self._threads.shutdown()
        for worker in self._workers:
            worker.close()

    @contextmanager
    def sharing(self, *things: object) -> Iterator[None]:
        """Within the block, each process gets these things at most once, not with every task.

        A task just refers to them; it is recognised by identity. They must not change meanwhile.
        """
        added = {
            next(self._keys): Shared(thing, image_of(thing) if self._threads else b"")
            for thing in things
        }
        self._shared.update(added)
        try:
            yield
        finally:
            for key in added:
                del self._shared[key]

    def submit(self, task: Task[Result]) -> Ticket[Result]:
        """Have a task carried out: at once in another process, or here when its result is due.

        Its fields are copied now, so what changes later does not reach it.
        """
        ticket = Ticket[Result](job_of(task, self._shared))
        if self._watch.over():
            self.end()
        if self._threads is not None:
            work = self._threads.submit(self.carried_out, ticket.job)
            ticket.future = cast("Future[Result | None]", work)
        return ticket

    def result(self, ticket: Ticket[Result]) -> Result | None:
        """What the task returned, None where the search ended before; raises what it raised.

        PoisonError where every process that took it ended over it, `LIVES` in all.
        """
        if self._threads is None and not ticket.future.done():
            ticket.future.set_result(self._here(ticket))
        while not ticket.future.done():
            wait((ticket.future,), GLANCE)
            if self._watch.over():
                self.end()
        return ticket.future.result()

    def results(self, tasks: Iterable[Task[Result]]) -> list[Result | None]:
        """The results of tasks, in the order of the tasks."""
        tickets = [self.submit(task) for task in tasks]
        return [self.result(ticket) for ticket in tickets]

    def _here(self, ticket: Ticket[Result]) -> Result | None:
        if self._watch.over():
            return None
        task = cast(Task[Result], task_of(ticket.job))
        return task(self._watch)

    def carried_out(self, job: Job) -> object:
        """The result of a job, in another process; `result` says the rest.

        Runs in a thread of the executor, of which there are as many as processes.
        """
        codes = []
        for _ in range(LIVES):
            worker = self._worker()
            if worker is None:
                return None
            reply = worker.reply(job)
            if reply is not None:
                self._idle.append(worker)
                return reply.content()
            codes.append(worker.close())
        if self.ended:
            return None
        listed = ", ".join(str(code) for code in codes)
        raise PoisonError(
            f"{LIVES} processes ended one after the other over the same task, with "
            f"exit codes {listed}; -9 mostly means that memory ran out"
        )

    def _worker(self) -> Worker | None:
        """A process without a task, started where there is none; None when the search ended.

        ProcessError where the system starts none.
        """
        with self._starting:
            if self.ended:
                return None
            if self._idle:
                return self._idle.pop()
            try:
                self._workers.append(Worker())
            except OSError as error:
                raise ProcessError(f"no process can be started: {error.strerror}") from error
            return self._workers[-1]

    def end(self) -> None:
        """End all processes now; tasks without a result get None. Any thread may call it."""
        with self._starting:
            self.ended = True
            for worker in self._workers:
                worker.kill()
