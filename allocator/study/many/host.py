"""A dask cluster on this machine, in a process of its own.

The host process has the scheduler and looks after the workers. It reads its pipe as workers of the
pool do: when that ends, so does the cluster, whatever became of the caller. Nothing listens but on
the loopback address, and there are no pages for browsers.
"""

import asyncio
import os
import subprocess
import sys
from typing import IO, Self, TextIO, cast

from distributed import Nanny, Scheduler, Worker

from allocator.engine.watch import GLANCE
from allocator.engine.worker import OWN_GROUP
from allocator.errors import ClusterError

BOOT = (
    "import sys; sys.path[:] = sys.argv[2:]; from allocator.study.many.host import serve; serve()"
)
LOOPBACK = "127.0.0.1"
LEAVING_SECONDS = 3.0
"""So long the host may take to end its workers and to remove their folders."""
SETTINGS = {
    "DASK_LOGGING__DISTRIBUTED": "critical",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
}
"""For the host and its workers: workers that die are replaced without a word."""


class Host:
    """The caller's end. `address` is that of the scheduler."""

    def __init__(self, workers: int) -> None:
        """ClusterError where no cluster comes about."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", BOOT, str(workers), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            creationflags=OWN_GROUP,
            env=os.environ | SETTINGS,
        )
        self.pid = self._process.pid
        self.address = cast(IO[bytes], self._process.stdout).readline().decode().strip()
        if not self.address:
            code = self._end()
            raise ClusterError(f"no cluster starts on this machine, exit code {code}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> int:
        with self._process as process:
            cast(IO[bytes], process.stdin).close()
            try:
                return process.wait(LEAVING_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                return process.wait()


class SilentScheduler(Scheduler):
    """A scheduler without pages for browsers."""

    def start_http_server(self, *_: object, **__: object) -> None:
        """Not started."""


class SilentWorker(Worker):
    """A worker without pages for browsers."""

    def start_http_server(self, *_: object, **__: object) -> None:
        """Not started."""


def serve() -> None:
    """The host's end: a cluster until standard input ends; never returns."""
    addresses = os.fdopen(os.dup(1), "w")
    # What dask prints must not be taken for an address.
    os.dup2(2, 1)
    asyncio.run(_cluster(int(sys.argv[1]), addresses))
    os._exit(0)


async def _cluster(workers: int, addresses: TextIO) -> None:
    """A scheduler with workers; its address is written once they are all there."""
    async with SilentScheduler(host=LOOPBACK, dashboard=False) as scheduler:
        seats = [asyncio.create_task(_seat(scheduler.address)) for _ in range(workers)]
        while len(scheduler.workers) < workers:
            await asyncio.sleep(GLANCE)
        print(scheduler.address, file=addresses, flush=True)
        await asyncio.to_thread(sys.stdin.buffer.read)
        for seat in seats:
            seat.cancel()
        await asyncio.wait(seats)


async def _seat(scheduler: str) -> None:
    """A worker, again and again: a nanny replaces one that dies, unless that was still starting."""
    while True:
        nanny = asyncio.create_task(_worker(scheduler))
        try:
            # Whatever ends it, there is to be another.
            await asyncio.wait([nanny])
        finally:
            nanny.cancel()
            await asyncio.wait([nanny])
        await asyncio.sleep(GLANCE)


async def _worker(scheduler: str) -> None:
    async with Nanny(
        scheduler,
        worker_class=SilentWorker,
        host=LOOPBACK,
        nthreads=1,
        memory_limit=0,
        dashboard=False,
    ) as nanny:
        await nanny.finished()
