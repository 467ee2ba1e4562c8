"""The search for a front: wave after wave, each where most is undecided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from allocator.domain.plan import Plan
from allocator.engine.linear_bound import box_bound
from allocator.engine.way import is_whole
from allocator.errors import VerificationError
from allocator.study.many.errand import Failure, Results
from allocator.study.pareto.cuts import cuts
from allocator.study.pareto.errand import Common, Found, SearchCorner, found_by
from allocator.study.pareto.front import Corner, Front, Values, put
from allocator.verify.aims import aim_violations
from allocator.verify.verify import violations

WAVE = 4
"""Searches that go on side by side; so many, whatever there is to carry them out."""
HALVED = 8
"""The first searches halve regions even where all points are asked for: ended early, the list then
has points all over."""
CURVE = 9
"""Plans that are searched for in a large program where nothing else is said."""

Carry = Callable[[Sequence[SearchCorner]], Results]
"""Carries searches out."""


@dataclass(frozen=True, slots=True)
class Point:
    """A plan that no plan found is better than."""

    values: Values
    """Of the aims, as the accounts draw them from the plan."""
    plan: Plan
    proven: bool
    """No plan at all is as good in every aim and better in one."""


@dataclass(slots=True)
class Search:
    """A front under search."""

    common: Common
    carry: Carry
    most: int | None = None
    """Searches to be made; None: as many as it takes in a small program, else `CURVE`."""
    front: Front = field(init=False)
    plans: dict[Values, tuple[Plan, bool]] = field(default_factory=dict)
    """Of every plan found, and whether it is proven by itself."""
    tried: set[Corner] = field(default_factory=set)
    made: int = 0
    """Searches, whatever came of them."""
    failures: tuple[Failure, ...] = ()
    finished: bool = True
    """False where the searches were stopped."""
    whole: bool = field(init=False)

    def __post_init__(self) -> None:
        common = self.common
        self.whole = is_whole(common.model, common.way)
        if self.most is None and not self.whole:
            self.most = CURVE
        self.front = Front(common.unlimited)
        program, unlimited = common.model.program, common.unlimited
        for place, aim in enumerate(common.aims):
            least = box_bound(program, common.model.aims[aim])
            self.front.rule_out(put(unlimited, place, least))

    def run(self) -> None:
        """Search until the front is complete, or as often as was asked for.

        VerificationError for a plan that breaks a row or is not what was said of it.
        """
        self._wave(self._ends())
        while self.plans and self.finished:
            corners = self._next()
            if not corners:
                break
            order = tuple(range(len(self.common.aims)))
            self._wave([self._search(order, corner) for corner in corners])

    @property
    def complete(self) -> bool:
        """Every point there is was found, and no other is one."""
        return bool(self.plans) and not self.front.regions

    @property
    def points(self) -> tuple[Point, ...]:
        """By the first aim."""
        complete = self.complete
        return tuple(
            Point(values, plan, proven or complete)
            for values in sorted(self.front.points)
            for plan, proven in (self.plans[values],)
        )

    @property
    def beaten(self) -> tuple[Values, ...]:
        """Of plans found that others are better than."""
        return tuple(sorted(self.plans.keys() - self.front.points))

    @property
    def left(self) -> int:
        """Searches that may still be made; a wave where no limit is set."""
        return WAVE if self.most is None else self.most - self.made

    def _ends(self) -> list[SearchCorner]:
        """Each aim once before all others."""
        everything = tuple(range(len(self.common.aims)))
        orders = [(aim, *everything[:aim], *everything[aim + 1 :]) for aim in everything]
        return [self._search(order, self.common.unlimited) for order in orders]

    def _next(self) -> tuple[Corner, ...]:
        halving = self.most is not None or self.made < HALVED
        most = min(WAVE, self.left)
        chosen = cuts(self.front, most, self.tried, halving=halving)
        if chosen or not halving:
            return chosen
        return cuts(self.front, most, self.tried, halving=False)

    def _search(self, order: Sequence[int], corner: Corner) -> SearchCorner:
        first = order[0]
        fitting = [
            values
            for values in self.plans
            if all(values[aim] < corner[aim] for aim in order if aim != first)
        ]
        best = min(fitting, key=lambda values: (values[first], values), default=None)
        near = None if best is None else self.plans[best][0]
        return SearchCorner(self.common, tuple(order), corner, near)

    def _wave(self, searches: Sequence[SearchCorner]) -> None:
        results = self.carry(searches)
        self.finished = results.finished
        self.failures += results.failures
        self.made += len(searches)
        self.tried.update(search.corner for search in searches)
        for search in searches:
            if search.key in results.found:
                self._take(found_by(results.found[search.key]))

    def _take(self, found: Found) -> None:
        if found.values is not None and found.plan is not None:
            self._check(found.values, found.plan)
            plan, proven = self.plans.get(found.values, (found.plan, False))
            self.plans[found.values] = plan, proven or found.proven
            self.front.add(found.values)
        for corner in found.empty:
            self.front.rule_out(corner)

    def _check(self, values: Values, plan: Plan) -> None:
        scenario = self.common.scenario
        claimed = dict(zip(self.common.aims, values, strict=True))
        broken = (*violations(scenario, plan), *aim_violations(scenario, plan, claimed))
        if broken:
            raise VerificationError(broken)
