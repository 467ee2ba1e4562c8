"""What runs on the workers of a cluster.

A worker of dask carries nothing out itself: each of its threads has a process for that, as a
`LocalCrew` has. So an errand that ends its process ends no worker, and is told from the others that
the worker holds; one that nobody waits for any more is ended, which dask alone cannot do; and a
worker that builds models answers the scheduler meanwhile.
"""

from collections import deque
from collections.abc import Mapping
from threading import Lock
from time import monotonic
from typing import cast

from distributed import Worker, WorkerPlugin, get_worker
from tornado.ioloop import PeriodicCallback

from allocator.engine.job import Job, Shared
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.study.many.parcel import Answer
from allocator.study.many.versions import require_same, stand

IDLE_SECONDS = 60
"""Processes without work are ended after so long, or twice as long."""
Key = str | int | float | tuple["Key", ...]


class Seats(WorkerPlugin):
    """Processes of one worker, and the pickles of what errands share.

    dask gives it to each worker once, to those that come later too.
    """

    def __init__(self, name: str, images: Mapping[int, bytes]) -> None:
        """`name` begins the keys of its tasks; `images` are by the keys that stand in jobs."""
        self._name = name
        self._shared = {key: Shared(None, image) for key, image in images.items()}
        self._stand = stand()
        """Of whoever sent it."""

    def setup(self, worker: Worker) -> None:
        """Make ready on a worker."""
        self._address = worker.address
        self._lock = Lock()
        self._idle: deque[Processes] = deque()
        self._busy: dict[Key, Processes] = {}
        self._unwanted: set[Key] = set()
        self._closed = False
        self._latest = monotonic()
        self._tidying = PeriodicCallback(self._tidy, IDLE_SECONDS * 1000)
        self._tidying.start()

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - as dask calls it
        """End all processes."""
        self._tidying.stop()
        with self._lock:
            self._closed = True
            everybody = [*self._idle, *self._busy.values()]
        for processes in everybody:
            processes.end()

    def transition(self, key: Key, start: str, finish: str, **_: object) -> None:
        """End what the scheduler does not want any more."""
        ours = isinstance(key, tuple) and key[0] == self._name
        if ours and start == "executing" and finish in {"released", "cancelled"}:
            with self._lock:
                # Its thread may not have come to it yet.
                self._unwanted.add(key)
                processes = self._busy.get(key)
            if processes is not None:
                processes.end()

    def answers(self, key: Key, image: bytes, needed: tuple[int, ...]) -> tuple[Answer, ...] | None:
        """The answers to a parcel, given by its pickle and the keys of what it refers to.

        None where it is not wanted any more. Raises StrangerError on a worker of other versions,
        PoisonError where processes end over it.
        """
        require_same([(self._address, stand())], self._stand)
        processes = self._seated(key)
        try:
            job = Job(image, {each: self._shared[each] for each in needed}, frozenset(self._shared))
            return cast(tuple[Answer, ...] | None, processes.carried_out(job))
        finally:
            self._leave(key)

    def _seated(self, key: Key) -> Processes:
        with self._lock:
            processes = self._idle.pop() if self._idle else Processes(1, Watch(), apart=True)
            self._busy[key] = processes
            if self._closed or key in self._unwanted:
                processes.end()
        return processes

    def _leave(self, key: Key) -> None:
        with self._lock:
            processes = self._busy.pop(key)
            self._unwanted.discard(key)
            self._latest = monotonic()
            if not processes.ended:
                self._idle.append(processes)

    def _tidy(self) -> None:
        """End processes without work: whoever gave it may be gone without a word."""
        with self._lock:
            if not self._busy and monotonic() >= self._latest + IDLE_SECONDS:
                while self._idle:
                    self._idle.pop().end()


def carry_out(name: str, image: bytes, needed: tuple[int, ...]) -> tuple[Answer, ...] | None:
    """The task that dask knows of: the answers to a parcel, by the `Seats` of this name."""
    worker = get_worker()
    seats = worker.plugins[name]
    assert isinstance(seats, Seats)
    return seats.answers(worker.get_current_task(), image, needed)
