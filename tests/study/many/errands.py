"""Errands: quick to import, each with one habit."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from allocator.engine.journal import Content
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.errors import RequestError
from tests.engine.tasks import Large


@dataclass(frozen=True, slots=True)
class Nap:
    """Takes its time, and says where it was at work."""

    number: int
    seconds: float = 0.0
    log: Path | None = None

    @property
    def key(self) -> str:
        return f"nap {self.number}"

    def __call__(self, watch: Watch) -> Content:
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{self.number} {os.getpid()}\n")
        time.sleep(self.seconds)
        return {"square": self.number**2}


@dataclass(frozen=True, slots=True)
class Siesta:
    """Two naps at once, in processes of its own."""

    naps: tuple[Nap, Nap]
    key: str = "siesta"

    def __call__(self, watch: Watch) -> Content:
        with Processes(2, watch) as processes:
            return {"naps": processes.results(self.naps)}


@dataclass(frozen=True, slots=True)
class Poison:
    """Ends its process, as long as there is no antidote."""

    key: str = "poison"
    antidote: Path | None = None

    def __call__(self, watch: Watch) -> Content:
        if self.antidote is not None and self.antidote.exists():
            return {"survived": True}
        os._exit(17)


@dataclass(frozen=True, slots=True)
class Faulty:
    """Raises, or returns what no journal can hold."""

    kind: str

    @property
    def key(self) -> str:
        return self.kind

    def __call__(self, watch: Watch) -> Content:
        if self.kind == "purpose":
            raise RequestError("no such state")
        if self.kind == "defect":
            raise ZeroDivisionError("division by nobody")
        if self.kind == "exit":
            raise SystemExit(3)
        return {"content": object()}


@dataclass(frozen=True, slots=True)
class Peek:
    """The value of a shared thing."""

    number: int
    large: Large
    seconds: float = field(default=0.02)

    @property
    def key(self) -> str:
        return f"peek {self.number}"

    def __call__(self, watch: Watch) -> Content:
        time.sleep(self.seconds)
        return {"value": self.large.value, "pair": (1, 2)}
