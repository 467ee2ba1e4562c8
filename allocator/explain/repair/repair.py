"""The least weighted change of figures that makes a scenario feasible, found and proven."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.outcome import Infeasible, Undecided
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.effort import Effort
from allocator.engine.feasible import feasible
from allocator.engine.least_change import LeastChange, least_change
from allocator.engine.watch import Watch
from allocator.errors import VerificationError
from allocator.explain.bare import bare
from allocator.explain.repair.figures import figures, movable, values
from allocator.explain.stipulations.all import altered, stipulations, without
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.model.build import build
from allocator.verify.verify import violations

EXACT = Fraction(1, 1_000_000)
"""A change is called the least where no other is less by more than such a part of it."""


@dataclass(frozen=True, slots=True)
class Move:
    """A figure and what it becomes."""

    stipulation: Stipulation
    value: int

    @property
    def part(self) -> Fraction:
        """How much of its own size it moves by."""
        return self.stipulation.change(self.value)


@dataclass(frozen=True, slots=True)
class Repair:
    """Figures with which the scenario has a plan that was verified."""

    moves: tuple[Move, ...]
    """Those easiest to change first."""
    bound: Fraction
    """No repair costs less."""
    scenario: Scenario
    """With the figures changed."""
    plan: Plan
    """That holds in it: any plan, not a good one."""
    reproducible: bool

    @property
    def cost(self) -> Fraction:
        """The sum of all parts; 1 stands for a figure that moves by its own size."""
        return sum((move.part for move in self.moves), Fraction(0))

    @property
    def gap(self) -> Fraction:
        """By how much a repair may cost less, as a part of the cost."""
        return (self.cost - self.bound) / self.cost if self.cost else Fraction(0)

    @property
    def least(self) -> bool:
        """Whether it is proven that no repair costs less."""
        return self.gap <= EXACT


@dataclass(frozen=True, slots=True)
class Irreparable:
    """Proven: with all figures that may move out of the way, there is still no plan."""


Answer = Repair | Irreparable | Undecided


@dataclass(frozen=True, slots=True)
class Found:
    """A change, in a form that has a pickle."""

    values: tuple[tuple[int, int], ...]
    """Place among the figures that may move, and what the figure becomes."""
    bound: Fraction
    plan: Plan
    ended: bool


@dataclass(frozen=True, slots=True)
class FindRepair:
    """The task of finding the least change of the figures of a scenario that may move."""

    scenario: Scenario
    kept: tuple[str, ...] = ()
    """Cells and sheets that may not."""
    effort: Effort = "normal"
    seed: int = 0

    def __call__(self, watch: Watch) -> Found | Irreparable | Undecided:
        """Found within the effort, or until `watch` ends it; Undecided where no change was.

        RequestError for a cell that is none.
        """
        scenario = bare(self.scenario)
        moving = movable(stipulations(scenario), self.kept)
        model = build(scenario, movable=True)
        by_move = figures(model, moving)

        def changed(near: Plan | None) -> LeastChange | None:
            return least_change(
                model,
                list(by_move.values()),
                near=near,
                effort=self.effort,
                seed=self.seed,
                stop=watch.over,
            )

        found = changed(None)
        if found is None:
            # Law asks for more than the status quo: begin with a plan that mends it.
            free = self._feasible(without(scenario, moving), None, watch)
            if isinstance(free, Infeasible):
                return Irreparable()
            found = changed(free) if isinstance(free, Plan) else None
        if found is None:
            return Undecided((), not watch.ended)
        changes = values(list(by_move), found.amounts)
        plan = self._feasible(altered(scenario, changes), found.plan, watch)
        if not isinstance(plan, Plan):
            return Undecided(plan.rows, not watch.ended)
        return Found(
            tuple((place, changes[one]) for place, one in enumerate(moving) if one in changes),
            found.bound,
            plan,
            found.ended,
        )

    def _feasible(
        self, scenario: Scenario, near: Plan | None, watch: Watch
    ) -> Plan | Infeasible | Undecided:
        model = build(scenario)
        return feasible(model, near=near, effort=self.effort, seed=self.seed, stop=watch.over)


def repair(
    scenario: Scenario,
    moving: Sequence[Stipulation],
    found: Found | Irreparable | Undecided,
) -> Answer:
    """What was found, in the figures of the scenario that may move.

    VerificationError where the plan that it allows breaks a row.
    """
    if not isinstance(found, Found):
        return found
    moves = tuple(Move(moving[place], value) for place, value in found.values)
    mended = altered(scenario, {move.stipulation: move.value for move in moves})
    broken = violations(mended, found.plan)
    if broken:
        raise VerificationError(broken)
    return Repair(moves, found.bound, mended, found.plan, not found.ended)
