"""One plan for several scenarios: each by itself, the workbook's own carried over, all together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.engine.joint.answer import JointAim, Means, Together
from allocator.engine.joint.here_and_now import Stated
from allocator.engine.joint.joint import Joint
from allocator.engine.joint.recourse import recourse
from allocator.engine.joint.search import answered, possible, together
from allocator.engine.solve import solve
from allocator.study.robust.candidates import Answer, best_candidate, plans_of
from allocator.study.robust.futures import Asked, Future

Counted = Callable[[int, int], None]
"""Told of searches made, and of all that are known to be needed."""


@dataclass(frozen=True, slots=True)
class Robust:
    """What was found."""

    asked: Asked
    alone: Mapping[str, Answer]
    """The best plan of each scenario by itself, and of the workbook as it stands."""
    carried: Mapping[str, Answer]
    """The best of each scenario once the decisions of the workbook's own plan are taken."""
    found: Answer
    """All together, plans in the order of the scenarios."""
    apart: tuple[tuple[str, ...], ...]
    """Where there is none: the smallest sets of scenarios that no plan serves together."""
    small: bool
    """Whether all of it was taken as a whole, to proof."""
    finished: bool
    """False where a clock or the user ended the search."""

    def plan(self, name: str) -> Plan | None:
        """The plan of a scenario; None where there is none for all."""
        if isinstance(self.found, str):
            return None
        return self.found.plans[self.asked.names.index(name)]


@dataclass(slots=True)
class Study:
    """A search under way."""

    asked: Asked
    means: Means
    counted: Counted
    made: int = 0
    joint: Joint = field(init=False)
    """Of all scenarios."""

    def __post_init__(self) -> None:
        self.joint = self._joint(self.asked.futures)

    def run(self) -> Robust:
        """Everything; without the rest where some scenario has no plan by itself."""
        futures, base = self.asked.futures, self.asked.base
        every = {each.name: each for each in (base, *futures)}
        alone: Mapping[str, Answer] = {name: self._alone(each) for name, each in every.items()}
        hopeless = [each.name for each in futures if isinstance(alone[each.name], str)]
        if hopeless:
            sets = tuple((name,) for name in hopeless if alone[name] == "infeasible")
            return self._answer(alone, {}, "infeasible" if sets else "undecided", sets)
        carried = self._carried(alone)
        found = self._together(alone, carried)
        alone = self._bettered(alone, carried, found)
        apart = self._apart(alone) if found == "infeasible" else ()
        return self._answer(alone, carried, found, apart)

    def _answer(
        self,
        alone: Mapping[str, Answer],
        carried: Mapping[str, Answer],
        found: Answer,
        apart: tuple[tuple[str, ...], ...],
    ) -> Robust:
        small = self.means.whole(self.joint)
        return Robust(
            self.asked, alone, carried, found, apart, small, finished=not self.means.watch.ended
        )

    def _joint(self, futures: Sequence[Future]) -> Joint:
        return Joint.of([future.model for future in futures], self.asked.when)

    def _alone(self, future: Future) -> Answer:
        """The best plan of a scenario that is known beforehand."""
        means, joint = self.means, self._joint([future])
        if means.whole(joint):
            found = together(joint, means)
        else:
            outcome = solve(
                future.model,
                effort=means.effort,
                seed=means.seed,
                workers=means.workers,
                stop=means.watch.over,
                way="large",
            )
            found = _weighed(joint, outcome) if isinstance(outcome, Solved) else outcome.verdict
        self._count()
        return found

    def _carried(self, alone: Mapping[str, Answer]) -> Mapping[str, Answer]:
        """What each scenario comes to after the decisions of the workbook's own plan."""
        own = alone[self.asked.base.name]
        if isinstance(own, str):
            return {}
        stated = self.asked.when.stated(own.plans[0])
        found: dict[str, Answer] = {}
        for future in self.asked.futures:
            if future.name == self.asked.base.name:
                found[future.name] = own
            else:
                bounds = _bounds(alone, [future])
                found[future.name] = self._after(future, stated, bounds, own.plans[0], "all money")
        return found

    def _after(
        self,
        future: Future,
        stated: Stated,
        bounds: Sequence[int],
        start: Plan,
        last: JointAim,
    ) -> Answer:
        found = recourse(
            future.model,
            self.asked.when,
            stated,
            self.means,
            bounds=bounds,
            start=start,
            last=last,
        )
        self._count()
        return found

    def _together(self, alone: Mapping[str, Answer], carried: Mapping[str, Answer]) -> Answer:
        futures = self.asked.futures
        joint, bounds = self.joint, _bounds(alone, futures)
        start = plans_of(carried.values(), len(futures)) or plans_of(
            (alone[future.name] for future in futures), len(futures)
        )
        if not self.means.whole(joint):
            found = best_candidate(
                self.asked,
                alone,
                list(carried.values()),
                lambda future, stated, plan: self._after(
                    future, stated, _bounds(alone, [future]), plan, "worst shortfall"
                ),
                self.means.watch.over,
            )
            start = found or start
        answer = together(joint, self.means, bounds=bounds, start=start)
        self._count()
        return answer

    def _bettered(
        self, alone: Mapping[str, Answer], carried: Mapping[str, Answer], found: Answer
    ) -> Mapping[str, Answer]:
        """A plan that serves a scenario better than what was found for it alone takes its place."""
        best = dict(alone)
        for place, future in enumerate(self.asked.futures):
            others = [found.plans[place]] if not isinstance(found, str) else []
            others += plans_of([carried[future.name]], 1) if carried else ()
            joint = self._joint([future])
            for plan in others:
                own = best[future.name]
                if isinstance(own, str):
                    break
                bounds = {aim.name: aim.bound for aim in own.aims}
                answer = answered(joint, [plan], bounds)
                if answer.shortfalls < own.shortfalls:
                    best[future.name] = answer
        return best

    def _apart(self, alone: Mapping[str, Answer]) -> tuple[tuple[str, ...], ...]:
        """The smallest sets of scenarios that no plan serves together."""
        futures = self.asked.futures
        for size in range(2, len(futures)):
            found = []
            for chosen in combinations(futures, size):
                if self.means.watch.over():
                    break
                start = plans_of((alone[future.name] for future in chosen), size)
                if possible(self._joint(chosen), self.means, start) is False:
                    found.append(tuple(future.name for future in chosen))
            if found:
                return tuple(found)
        return (self.asked.names,)

    def _count(self) -> None:
        self.made += 1
        self.counted(self.made, max(self.made, self._needed))

    @property
    def _needed(self) -> int:
        """Searches, where every scenario has a plan."""
        count = len(self.asked.futures)
        beside = self.asked.base.name not in self.asked.names
        around = 0 if self.means.whole(self.joint) else (count + 1) * count
        return 2 * count + 2 * beside + around


def _weighed(joint: Joint, outcome: Solved) -> Together:
    """The outcome of a solve as an answer."""
    bounds = {aim.name: aim.bound for aim in outcome.aims}
    shortfall, burden = bounds["shortfall"], bounds["spread"]
    known: Mapping[JointAim, int] = {
        "worst shortfall": shortfall,
        "all shortfalls": shortfall,
        "largest burden": burden,
        "all money": 0,
    }
    return answered(joint, [outcome.plan], known)


def _bounds(alone: Mapping[str, Answer], futures: Sequence[Future]) -> list[int]:
    """What is proven of the shortfall of each scenario by itself."""
    found = [alone[future.name] for future in futures]
    return [each.aims[0].bound for each in found if not isinstance(each, str)]
