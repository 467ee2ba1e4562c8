"""A task made ready for another process: everything it needs, and what is large only once.

Tasks of one search refer to the same program, which is far larger than they are. So what was shared
stands in a task's pickle as a key, and travels to each process once.
"""

import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True, slots=True)
class Shared:
    """Something large that many tasks refer to, and its pickle for other processes."""

    thing: object
    image: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """A task ready to be sent; shared things stand in it by their keys."""

    image: bytes
    needed: Mapping[int, Shared]
    """The shared things it refers to."""
    live: frozenset[int]
    """Keys of all that was shared at the time; a worker forgets the rest."""


def image_of(thing: object) -> bytes:
    """The pickle of a thing."""
    return pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)


def job_of(task: object, shared: Mapping[int, Shared]) -> Job:
    """The job of a task, with everything in it as it is now."""
    image = io.BytesIO()
    packer = _Packer(image, shared)
    packer.dump(task)
    return Job(image.getvalue(), {key: shared[key] for key in packer.used}, frozenset(shared))


def task_of(job: Job) -> object:
    """A copy of the task of a job, to be carried out in this process."""
    return unpacked(job.image, {key: item.thing for key, item in job.needed.items()})


class _Packer(pickle.Pickler):
    """Writes keys in the place of shared things, and notes which."""

    def __init__(self, file: IO[bytes], shared: Mapping[int, Shared]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.used: set[int] = set()
        self._keys = {id(item.thing): key for key, item in shared.items()}

    def persistent_id(self, obj: object) -> int | None:
        key = self._keys.get(id(obj))
        if key is not None:
            self.used.add(key)
        return key


class _Unpacker(pickle.Unpickler):
    """Puts shared things in the place of their keys."""

    def __init__(self, file: IO[bytes], things: Mapping[int, object]) -> None:
        super().__init__(file)
        self._things = things

    def persistent_load(self, pid: int) -> object:
        return self._things[pid]


def unpacked(image: bytes, things: Mapping[int, object]) -> object:
    """The task of a job's image, given what it refers to by key."""
    return _Unpacker(io.BytesIO(image), things).load()
