"""What one of many tasks is, and what comes of all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from allocator.engine.journal import Content
from allocator.engine.watch import Watch


class Errand(Protocol):
    """A frozen record with a pickle, of a class that a new interpreter can import.

    It makes the same of the same fields every time: it looks at no clock, and draws from generators
    whose seeds are among its fields. Nobody stops it when it takes long; its limit is its own.
    """

    @property
    def key(self) -> str:
        """Its name: no other errand of the run has it, and a resumed run gives it again."""

    def __call__(self, watch: Watch, /) -> Content:
        """What it finds, as JSON can hold it: tuples come back as lists, keys as texts.

        Processes are ended, not asked to end, so that `watch` is never over.
        """


@dataclass(frozen=True, slots=True)
class Failure:
    """An errand that was set aside, so that the others could go on."""

    key: str
    error: str
    """What it raised, in a line; or that processes ended over it, and how."""
    story: str = ""
    """Where it was raised, in many lines, unless it is one of the errors raised on purpose."""


@dataclass(frozen=True, slots=True)
class Results:
    """What came of the errands of a run, in the order of the errands."""

    found: Mapping[str, Content]
    """By key; what the journal had already is among them. Read from it when it is looked at."""
    failures: tuple[Failure, ...]
    """Set aside; a resumed run tries them again."""
    finished: bool
    """Whether each errand was carried out or set aside; not where the run was stopped."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run has come."""

    done: int
    """Results, all of them in the journal."""
    known: int
    """Those of them that the journal had when the run began."""
    failed: int
    running: int
    """Errands that are with the workers."""
    workers: int
    seconds: float


Observer = Callable[[Standing], None]
