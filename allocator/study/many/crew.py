"""Who carries errands out: what a run asks of processes of this machine and of clusters alike."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, Self

from allocator.study.many.parcel import Answer, Parcel


@dataclass(frozen=True, slots=True)
class Return:
    """A parcel that is back."""

    number: int
    answers: tuple[Answer, ...] = ()
    """One for each errand; none where the parcel was lost or went wrong as a whole."""
    error: BaseException | None = None
    """What went wrong: mostly that every process that took the parcel ended over it."""


class Crew(Protocol):
    """Workers that take parcels in any order. To be used from one thread, within a `with` block."""

    @property
    def workers(self) -> int:
        """Errands that can be carried out side by side now."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def sharing(self, *things: object) -> AbstractContextManager[None]:
        """Within the block, each worker gets these things once, not with every errand.

        Fields of errands just refer to them; they are recognised by identity and must not change.
        A block begins and ends while no parcel is under way, and blocks may be nested.
        """

    def give(self, number: int, parcel: Parcel) -> None:
        """Have a parcel carried out; `returned` names it by its number."""

    def returned(self, timeout: float) -> list[Return]:
        """Parcels that came back, as soon as there is one or so many seconds are over.

        An `AllocatorError` among them that is no PoisonError is of the crew itself: StrangerError
        for a worker of other versions, ProcessError where none starts, ClusterError where the
        cluster is lost (raised where nothing comes back).
        """

    def end(self) -> None:
        """End what is being carried out, at once. The crew takes no more parcels."""
