"""Minimal sets of stipulations that cannot hold together, up to a few different ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from allocator.domain.outcome import ElasticRow
from allocator.domain.plan import Plan
from allocator.explain.conflict.near import hinted, rings
from allocator.explain.conflict.oracle import Kept, Oracle
from allocator.explain.quickxplain import minimal
from allocator.explain.stipulations.stipulation import Stipulation

MOST_MEMBERS = 200
"""A larger set explains nothing, and comes of questions that were not answered in time."""
MOST_TRIES = 40
"""Sets of members that are dropped, at most, in search of a conflict that differs."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Stipulations that no plan holds together, whatever else is dropped: proven."""

    members: tuple[Stipulation, ...]
    """Those easiest to change first."""
    minimal: bool
    """Whether it is proven that without any one of them there is a plan that holds the others."""


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What was found."""

    found: tuple[Conflict, ...]
    complete: bool
    """Whether it is proven that there are no others."""
    questions: int
    ended: bool
    """Whether the user ended the search."""


@dataclass(slots=True)
class Search:
    """Looks for conflicts in a scenario that has no plan."""

    oracle: Oracle
    rows: Sequence[ElasticRow] = ()
    """That gave way in the least violation found: a hint where to look."""
    found: list[Kept] = field(default_factory=list)
    complete: bool = False

    def conflicts(self, count: int) -> Conflicts:
        """Up to `count`, such as have no member in common first."""
        proven: list[Conflict] = []
        oracle = self.oracle
        while len(proven) < count and not self._stopped():
            allowed = self._other()
            if allowed is None:
                break
            members, conflict = self._proven(allowed)
            if conflict is None:
                break
            self.found.append(members)
            proven.append(conflict)
        return Conflicts(tuple(proven), self.complete, oracle.questions, self._stopped())

    def _stopped(self) -> bool:
        return self.oracle.stop is not None and self.oracle.stop()

    def _other(self) -> Kept | None:
        """Stipulations that cannot hold together and have no conflict found so far among them."""
        everything = self.oracle.everything
        if not self.found:
            return everything
        definite = True
        for dropped in self._dropped():
            allowed = everything - dropped
            answer = self.oracle.answer(allowed)
            if answer != "infeasible":
                answer = self.oracle.proof(allowed)
            if answer == "infeasible":
                return allowed
            definite = definite and isinstance(answer, Plan)
        self.complete = definite and self._all_tried()
        return None

    def _dropped(self) -> Iterator[Kept]:
        """All members of all conflicts; then one of each, those easiest to change first.

        Any other conflict misses a member of each that was found. So where no choice leaves one,
        there is none.
        """
        yield frozenset().union(*self.found)
        choices = (frozenset(chosen) for chosen in product(*map(sorted, self.found)))
        yield from (chosen for _, chosen in zip(range(MOST_TRIES), choices, strict=False))

    def _all_tried(self) -> bool:
        count = 1
        for members in self.found:
            count *= len(members)
        return count <= MOST_TRIES

    def _minimal(self, allowed: Kept) -> Kept:
        """Demands that cannot be met first, then what stands against them."""
        oracle = self.oracle
        limits = allowed - oracle.asking
        demands = self._demands(allowed & oracle.asking, limits)
        for ring in rings(oracle, demands):
            near = ring & limits
            if oracle.conflicting(demands | near):
                return demands | minimal(oracle.conflicting, demands, sorted(near))
        return demands | minimal(oracle.conflicting, demands, sorted(limits))

    def _demands(self, asking: Kept, limits: Kept) -> Kept:
        oracle = self.oracle
        hints = hinted(oracle, self.rows) & asking
        if hints and oracle.conflicting(limits | hints):
            asking = hints
        return minimal(oracle.conflicting, limits, sorted(asking))

    def _proven(self, allowed: Kept) -> tuple[Kept, Conflict | None]:
        """A conflict among these that stands up to being asked once more of the whole scenario.

        What turns out not to be needed is left out: then the rest is a conflict by itself. None
        where it cannot be proven to be one.
        """
        oracle = self.oracle
        members = self._minimal(allowed)
        if len(members) > MOST_MEMBERS:
            return members, None
        answer = oracle.proof(members)
        if answer != "infeasible":
            if not oracle.in_parts:
                return members, None
            oracle.forget()
            return self._proven(allowed)
        least = True
        for member in sorted(members, reverse=True):
            answer = oracle.proof(members - {member})
            if answer == "infeasible":
                members -= {member}
            least = least and answer != "undecided"
        stipulations = tuple(oracle.stipulations[place] for place in sorted(members))
        return members, Conflict(stipulations, least)


def conflicts(oracle: Oracle, rows: Iterable[ElasticRow] = (), count: int = 3) -> Conflicts:
    """Up to `count` different conflicts of a scenario that has no plan."""
    return Search(oracle, tuple(rows)).conflicts(count)
