"""Errands carried out by the workers of a dask cluster, on this machine or on many."""

import logging
import os
from collections.abc import Iterator
from concurrent import futures
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import count
from time import monotonic, sleep
from typing import Self

from distributed import Client, Future

from allocator.engine.job import Shared, image_of, job_of
from allocator.errors import ClusterError, RequestError
from allocator.study.many.crew import Return
from allocator.study.many.host import Host
from allocator.study.many.letterbox import Letterbox
from allocator.study.many.parcel import Answer, Parcel
from allocator.study.many.seats import Seats, carry_out
from allocator.study.many.versions import StrangerError, require_same, stand

ANSWER_SECONDS = 10
"""So long a scheduler may take to answer at first."""
LOOK_SECONDS = 1.0
"""Between two looks at how many workers there are."""
Answers = tuple[Answer, ...] | None
ATTEMPTS = 10
"""To reach all workers at once."""
FETCHING = 8
"""Threads that fetch what workers found: one that waits for a lost worker holds up no other."""


class ClusterCrew:
    """The workers of a scheduler at an address, or of a cluster of its own, for `local`."""

    def __init__(self, address: str, workers: int) -> None:
        """`workers` is their number on a cluster of its own; others have what they have.

        RequestError where nobody answers, or where workers are of other versions.
        """
        self._stack = ExitStack()
        self._returns = Letterbox[Return]()
        self._name = f"allocator-{os.urandom(8).hex()}"
        self._shared: dict[int, Shared] = {}
        self._keys = count()
        self._given: dict[int, Future[Answers]] = {}
        self._ended = False
        self._looked = -LOOK_SECONDS
        self._workers = 0
        with self._stack:
            # What becomes of workers and of the connection is told by errors and standings.
            for logger in ("distributed", "distributed.client"):
                logging.getLogger(logger).setLevel(logging.CRITICAL)
            local = address == "local"
            self._address = self._stack.enter_context(Host(workers)).address if local else address
            self._client = self._stack.enter_context(_client(self._address))
            self._fetching = ThreadPoolExecutor(FETCHING)
            self._stack.callback(self._fetching.shutdown, wait=False, cancel_futures=True)
            self._require_same()
            self._lay_out()
            self._stack.callback(self._clear)
            self._stack = self._stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        self._stack.close()

    @property
    def workers(self) -> int:
        """Threads of the cluster's workers, as of the last look."""
        if monotonic() >= self._looked + LOOK_SECONDS and self._client.status == "running":
            self._looked = monotonic()
            with suppress(OSError):
                self._workers = self._client.scheduler_info(n_workers=0)["total_threads"]
        return self._workers

    @contextmanager
    def sharing(self, *things: object) -> Iterator[None]:
        """As `Crew.sharing`."""
        added = {next(self._keys): Shared(thing, image_of(thing)) for thing in things}
        self._shared.update(added)
        self._lay_out()
        try:
            yield
        finally:
            for key in added:
                del self._shared[key]

    def give(self, number: int, parcel: Parcel) -> None:
        """As `Crew.give`."""
        job = job_of(parcel, self._shared)
        future = self._client.submit(
            carry_out,
            self._name,
            job.image,
            tuple(job.needed),
            # The number may come again in another run, while dask still knows of the first.
            key=(self._name, next(self._keys)),
            pure=False,
        )
        self._given[number] = future
        future.add_done_callback(partial(self._fetch, number))

    def returned(self, timeout: float) -> list[Return]:
        """As `Crew.returned`."""
        found = self._returns.taken(timeout)
        for each in found:
            del self._given[each.number]
        if not found and self._lost:
            raise self._loss
        return found

    def end(self) -> None:
        """As `Crew.end`."""
        if not self._ended and not self._lost:
            with suppress(OSError):
                self._client.cancel(list(self._given.values()), force=True)
        self._ended = True
        self._given.clear()

    @property
    def _lost(self) -> bool:
        return self._client.status != "running"

    @property
    def _loss(self) -> ClusterError:
        return ClusterError(
            f"the scheduler of the cluster at {self._address} does not answer any more; what was "
            "found is kept, and the same command goes on from there"
        )

    def _fetch(self, number: int, future: Future[Answers]) -> None:
        """Runs in a thread of dask's, which must not wait for a worker."""
        if not self._ended:
            work = self._fetching.submit(future.result)
            work.add_done_callback(partial(self._back, number))

    def _back(self, number: int, work: "futures.Future[Answers]") -> None:
        if not work.cancelled():
            error = work.exception()
            answers = () if error else work.result() or ()
            if isinstance(error, CancelledError):
                # Nobody here cancels before the end: dask does, for a scheduler that is gone.
                error = self._loss
            self._returns.put(Return(number, answers, error))

    def _require_same(self) -> None:
        """Refuse a cluster that would not find the same; workers that come later check it too."""
        found = self._client.run(stand, on_error="return")
        # A worker that died meanwhile (OSError) has no versions.
        silent = {name: each for name, each in found.items() if isinstance(each, Exception)}
        without = [name for name, each in silent.items() if not isinstance(each, OSError)]
        if without:
            raise StrangerError(
                f"workers of the cluster have no allocator of this version: {', '.join(without)}: "
                "install the same wheel on all of them"
            )
        require_same(((name, found[name]) for name in found.keys() - silent.keys()), stand())

    def _lay_out(self) -> None:
        """Give each worker, now or when it comes, what errands share."""
        images = {key: item.image for key, item in self._shared.items()}
        for _ in range(ATTEMPTS):
            # A worker that dies at this moment fails it for all; the next attempt is without it.
            with suppress(OSError):
                self._client.register_plugin(Seats(self._name, images), name=self._name)
                return
            sleep(LOOK_SECONDS)
        raise self._loss

    def _clear(self) -> None:
        if not self._lost:
            with suppress(OSError):
                self._client.unregister_worker_plugin(self._name)


class _Client(Client):
    """A client that is closed where nobody answers.

    dask leaves that to the collection of garbage, which then may wait for itself for ever.
    """

    def start(self, **settings: object) -> None:
        """Connect."""
        with ExitStack() as stack:
            stack.callback(self.close, timeout=1)
            Client.start(self, **settings)
            stack.pop_all()


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """A connection. RequestError where nobody answers there."""
    try:
        client = _Client(address, timeout=ANSWER_SECONDS, set_as_default=False, name="allocator")
    except (OSError, ValueError, TypeError) as error:
        # TypeError: the settings of tls lack certificates.
        raise RequestError(f"no scheduler of dask answers at {address}: {error}") from error
    try:
        yield client
    finally:
        client.close(timeout=1)
