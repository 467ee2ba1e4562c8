"""Tasks for processes: quick to import, each with one habit."""

import gc
import os
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from allocator.engine.watch import Watch
from allocator.errors import ModelError


@dataclass(frozen=True, slots=True)
class Square:
    """Takes its time, and says where it was at work."""

    number: int
    seconds: float = 0.0
    log: Path | None = None

    def __call__(self, watch: Watch) -> int:
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{os.getpid()}\n")
        time.sleep(self.seconds)
        return self.number**2


class WithLock(Exception):  # noqa: N818 - says what is wrong with it
    """An exception that no pickle can hold."""

    def __init__(self) -> None:
        super().__init__("locked")
        self.lock = Lock()


@dataclass(frozen=True, slots=True)
class Fail:
    """Raises a defect; one that cannot travel where `odd`."""

    odd: bool = False

    def __call__(self, watch: Watch) -> int:
        raise WithLock if self.odd else ModelError("row 7 is malformed")


@dataclass(frozen=True, slots=True)
class Leave:
    """Ends its process."""

    def __call__(self, watch: Watch) -> int:
        os._exit(17)


class Chatter(Square):
    """Prints where replies are expected."""

    def __call__(self, watch: Watch) -> int:
        os.write(1, b"chatter\n")
        print("more", flush=True)  # noqa: T201
        return self.number


@dataclass(frozen=True)
class Large:
    """Something to share, which logs each time that it is unpickled."""

    value: int
    log: Path

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        with self.log.open("a") as log:
            log.write(f"{os.getpid()} {self.value}\n")


@dataclass(frozen=True, slots=True)
class Look:
    """The value of a large thing, and how many of its kind are in the process."""

    large: Large
    seconds: float = 0.0

    def __call__(self, watch: Watch) -> tuple[int, int]:
        time.sleep(self.seconds)
        return self.large.value, sum(isinstance(thing, Large) for thing in gc.get_objects())
