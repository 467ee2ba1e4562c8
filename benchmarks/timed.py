"""Errands that say what they took; other interpreters must be able to import them."""

import time
from dataclasses import dataclass

from allocator.engine.journal import Content
from allocator.engine.watch import Watch
from allocator.study.many.errand import Errand


@dataclass(frozen=True, slots=True)
class Timed:
    """An errand, and the seconds that it took by the clock and of the processor."""

    errand: Errand

    @property
    def key(self) -> str:
        """That of the errand."""
        return self.errand.key

    def __call__(self, watch: Watch, /) -> Content:
        """What the errand finds is kept too: results are not measured without their weight."""
        begin, busy = time.perf_counter(), time.process_time()
        found = self.errand(watch)
        seconds, processor = time.perf_counter() - begin, time.process_time() - busy
        return {"found": found, "seconds": seconds, "processor": processor}


@dataclass(frozen=True, slots=True)
class Rest:
    """Sleeps."""

    number: int
    seconds: float

    @property
    def key(self) -> str:
        """Its number."""
        return f"rest {self.number}"

    def __call__(self, watch: Watch, /) -> Content:  # noqa: ARG002 - as errands are called
        """Its number."""
        time.sleep(self.seconds)
        return {"number": self.number}
