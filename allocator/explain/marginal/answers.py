"""Questions carried out by processes, their answers kept in a journal."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from allocator.engine.area import Area
from allocator.engine.journal import Journal
from allocator.engine.processes import Processes, Task
from allocator.engine.watch import Watch
from allocator.explain.marginal.trial import NOTHING_KNOWN, Stand, Trial

Asked = Trial | Area | tuple[Trial, ...]
"""A figure, things as they are in an area, or several figures at once."""
Job = tuple[tuple[Asked, ...], Task[tuple[Stand, ...]]]
"""What a task answers, in the order of its stands."""


class Told(NamedTuple):
    """How far a search has come: questions answered, and questions known to be asked."""

    done: int
    planned: int


@dataclass
class Answers:
    """What is known so far. Neither the number of processes nor an interruption reaches it."""

    journal: Journal
    watch: Watch
    workers: int
    observer: Callable[[Told], None]
    known: dict[Asked, Stand] = field(default_factory=dict)
    done: int = 0
    planned: int = 0
    stopped: bool = False
    """A clock or the user ended the search before everything was answered."""

    def of(self, asked: Asked) -> Stand:
        """The answer, as far as there is one."""
        return self.known.get(asked, NOTHING_KNOWN)

    def seek(self, processes: Processes, jobs: Iterable[Job]) -> None:
        """Have the jobs done of which the journal does not know all answers."""
        undone: list[Job] = []
        for job in () if self.stopped else jobs:
            self.planned += len(job[0])
            if not self._recalled(job[0]):
                undone.append(job)
        self._tell()
        tickets = [(asked, processes.submit(task)) for asked, task in undone]
        for asked, ticket in tickets:
            stands = processes.result(ticket)
            if stands is None or (self.workers == 1 and self.watch.over()):
                self.stopped = True
                return
            for each, stand in zip(asked, stands, strict=True):
                self.journal.add(content(each), stand.content())
            self._take(asked, stands)
            self._tell()

    def _recalled(self, asked: Sequence[Asked]) -> bool:
        """Take the answers from the journal; whether all of them are there."""
        found = [self.journal[content(each)] for each in asked]
        known = [Stand.read(each) for each in found if each is not None]
        if len(known) == len(found):
            self._take(asked, known)
        return len(known) == len(found)

    def _take(self, asked: Sequence[Asked], stands: Sequence[Stand]) -> None:
        self.known.update(zip(asked, stands, strict=True))
        self.done += len(asked)

    def _tell(self) -> None:
        self.observer(Told(self.done, self.planned))


def content(asked: Asked) -> dict[str, object]:
    """What a journal calls it."""
    if isinstance(asked, tuple):
        return {"together": [content(trial) for trial in asked]}
    if isinstance(asked, Trial):
        return {"kind": asked.kind, "key": list(asked.key), "figure": asked.figure}
    return {
        "capabilities": list(asked.capabilities),
        "components": list(asked.components),
        "states": list(asked.states),
    }
