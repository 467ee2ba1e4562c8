"""One process that carries out tasks for another, and the two ends of the pipe between them.

A worker is a new interpreter, started the same way on every platform. It knows nothing of the
caller's main module, so a script needs no guard to use it and a console is not run twice. It lives
in a session of its own: Ctrl-C reaches the caller alone, who decides. And it reads its pipe even
while a solver is running: when that ends, the caller is gone, and the worker leaves at once.
"""

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import IO, cast

from allocator.engine.job import Job, image_of, unpacked
from allocator.engine.watch import Watch

BOOT = "import sys; sys.path[:] = sys.argv[1:]; from allocator.engine.worker import serve; serve()"
OWN_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""What a session of its own is called on Windows."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a task returned or raised, as a pickle."""

    failed: bool
    image: bytes

    def content(self) -> object:
        """What the task returned; raises what it raised."""
        content = pickle.loads(self.image)
        if self.failed:
            raise content
        return content


class Worker:
    """The caller's end: a process that takes one job after the other."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", BOOT, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            creationflags=OWN_GROUP,
        )
        self._jobs = cast(IO[bytes], self._process.stdin)
        self._replies = cast(IO[bytes], self._process.stdout)
        self._known: frozenset[int] = frozenset()

    def reply(self, job: Job) -> Reply | None:
        """What came of a job; None where the process died over it."""
        fresh = {k: item.image for k, item in job.needed.items() if k not in self._known}
        self._known = (self._known & job.live) | fresh.keys()
        try:
            pickle.dump((job.image, job.live, fresh), self._jobs, pickle.HIGHEST_PROTOCOL)
            self._jobs.flush()
            return Reply(*pickle.load(self._replies))
        except (EOFError, OSError, pickle.UnpicklingError):
            return None

    def kill(self) -> int:
        """End the process now, whatever it does; its exit code. May be called from any thread."""
        self._process.kill()
        return self._process.wait()

    def close(self) -> int:
        """`kill`, and give back the pipes. Nobody may be waiting for a reply."""
        code = self.kill()
        for pipe in (self._jobs, self._replies):
            with suppress(OSError):
                pipe.close()
        return code


def serve() -> None:
    """The worker's end: carry out jobs from standard input until it ends; never returns."""
    replies = os.fdopen(os.dup(1), "wb")
    # What a solver prints must not get among the replies.
    os.dup2(2, 1)
    jobs: SimpleQueue[tuple[bytes, frozenset[int], dict[int, bytes]]] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, jobs), daemon=True).start()
    things: dict[int, object] = {}
    # The executor keeps whatever a task raises.
    with ThreadPoolExecutor(1) as runner:
        while True:
            image, live, fresh = jobs.get()
            things = {key: thing for key, thing in things.items() if key in live}
            result = runner.submit(_result, image, fresh, things)
            failure = result.exception()
            content = result.result() if failure is None else _told(failure)
            pickle.dump((failure is not None, content), replies, pickle.HIGHEST_PROTOCOL)
            replies.flush()


def _receive(stream: IO[bytes], jobs: "SimpleQueue[object]") -> None:
    try:
        while True:
            jobs.put(pickle.load(stream))
    finally:
        # The end of the pipe, in the middle of a job or not. Whatever a solver does, it ends.
        os._exit(0)


def _result(image: bytes, fresh: Mapping[int, bytes], things: dict[int, object]) -> bytes:
    for key, content in fresh.items():
        things[key] = pickle.loads(content)
    task = cast(Callable[[Watch], object], unpacked(image, things))
    return image_of(task(Watch()))


def _told(failure: BaseException) -> bytes:
    """The failure as a pickle, with where it happened; only its words where it has no pickle."""
    story = "".join(traceback.format_exception(failure))
    failure.add_note(f"in a process of the search:\n{story}")
    try:
        return image_of(failure)
    except (AttributeError, TypeError, pickle.PicklingError):
        return image_of(RuntimeError(story))
