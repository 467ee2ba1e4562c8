"""What a principle costs: the same scenario solved with more and with less of it.

Each point is a solve of its own, verified by whoever solves it; nothing is read off a dual price.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from allocator.accounts.aims import change_size, changes
from allocator.accounts.burden import baselines, key_money, largest_burden
from allocator.accounts.footprint import missing_return
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import AimResult, Infeasible, Outcome, Solved, Undecided
from allocator.domain.policy import AimName
from allocator.domain.quantity import WHOLE, ceil_div
from allocator.domain.scenario import Scenario
from allocator.errors import RequestError

Principle = Literal["fairness", "return", "stability"]
Solver = Callable[[Scenario, AimName], Outcome]
"""The outcome of a scenario, its aims improved up to the named one."""
LEVELS = 5
"""Points of the curve of fairness, its two ends included."""
RATES = (0, 5_000, 9_000, 10_000)
"""Return rates, in basis points, at which a hard rule is priced."""


@dataclass(frozen=True, slots=True)
class Point:
    """A solve: what was different, and what came of it."""

    label: str
    level: int | None
    """Largest burden allowed or return rate asked for, in basis points; None where neither."""
    outcome: Outcome
    cost: int | None
    """New money, kEUR; None where there is no plan. So for the following."""
    largest: int | None
    """Largest burden, basis points."""
    missing: int | None
    """Return that is missing, kEUR."""
    changes: int | None
    """Weighted number of series that differ from the plan in force."""
    change_size: int | None
    """By how much, in weighted kEUR."""

    @property
    def shortfall(self) -> AimResult | None:
        """What was reached and proven of the aim shortfall."""
        return self.result("shortfall")

    def result(self, aim: AimName) -> AimResult | None:
        """An aim's result; None where there is no plan or the aim was not improved."""
        aims = self.outcome.aims if isinstance(self.outcome, Solved) else ()
        return next((result for result in aims if result.name == aim), None)


@dataclass(frozen=True, slots=True)
class Price:
    """The points of one principle, the cheapest first or as the rates rise.

    No other is held to less than the first: where that is infeasible, it stands alone.
    """

    principle: Principle
    points: tuple[Point, ...]

    @property
    def base(self) -> Point | None:
        """The plan that the others are measured against: the first that there is."""
        return next((point for point in self.points if point.cost is not None), None)

    @property
    def unsolved(self) -> Infeasible | Undecided | None:
        """Why no point has a plan; None where one has."""
        first = self.points[0].outcome
        return None if self.base is not None or isinstance(first, Solved) else first

    def beyond(self, point: Point) -> int | None:
        """Weighted shortfall of a point less that of the base; None where there is no plan."""
        first = None if self.base is None else self.base.shortfall
        if first is None or point.shortfall is None:
            return None
        return point.shortfall.value - first.value

    @property
    def alike(self) -> bool:
        """Whether all plans leave the same shortfall, so that their costs compare."""
        return not any(self.beyond(point) for point in self.points)

    def factor(self, point: Point) -> Fraction | None:
        """Cost of a point over that of the base; None where one of them costs nothing or is no
        plan."""
        base = self.base
        if base is None or not base.cost or point.cost is None:
            return None
        return Fraction(point.cost, base.cost)


def price(principle: Principle, scenario: Scenario, solved: Solver) -> Price:
    """The price of a principle; RequestError where the scenario has nothing to price."""
    family = {"fairness": "burden", "return": "footprint"}.get(principle)
    if family is not None and not scenario.policy.holds(family):
        raise RequestError(f"families_off leaves out {family}: there is no {principle} to price")
    points = {"fairness": _fairness, "return": _returns, "stability": _stability}[principle]
    others = points(scenario, solved)
    first = next(others)
    alone = isinstance(first.outcome, Infeasible)
    return Price(principle, (first,) if alone else (first, *others))


def _fairness(scenario: Scenario, solved: Solver) -> Iterator[Point]:
    """From the cheapest plan with the least shortfall to the fairest, by the burden allowed.

    The cheapest leaves burdens to chance; the fairest settles them before money counts. Between
    them every state's burden ceiling comes down from the one to the other.
    """
    thrifty = _exact(_ordered(scenario, "shortfall", "cost"), "shortfall")
    fair = _exact(_ordered(scenario, "shortfall", "spread", "cost"), "shortfall", "spread")
    cheapest = _point("cheapest", None, thrifty, solved)
    fairest = _point("fairest", None, fair, solved)
    yield cheapest
    if cheapest.largest is not None and fairest.largest is not None:
        for level in _between(cheapest.largest, fairest.largest):
            label = f"no burden above {level / 100:.2f} %"
            yield _point(label, level, _limited(thrifty, level), solved)
    yield fairest


def _returns(scenario: Scenario, solved: Solver) -> Iterator[Point]:
    """The cheapest plan with the least shortfall under hard return rules, from none to all."""
    ordered = _exact(_ordered(scenario, "shortfall", "cost"), "shortfall")
    for rate in RATES:
        ruled = _with(ordered, return_rate=rate, return_rule="hard")
        label = f"{rate // 100} % of the money back as work" if rate else "no return rule"
        yield _point(label, rate, ruled, solved)


def _stability(scenario: Scenario, solved: Solver) -> Iterator[Point]:
    """The plan with steadiness nowhere, where the policy has it, and right after the shortfall.

    Aims and tolerances are the workbook's, those of steadiness first apart: the rows differ in
    nothing else. What changes is counted against the plan in force in all of them.
    """
    if not scenario.plan_in_force:
        raise RequestError("no plan is in force: give a workbook with the sheet plan_in_force")
    free = _with(scenario, burden_limit_in_force=False).replaced(plan_in_force=())
    steady = _ordered(scenario, "shortfall", "changes", "change_size")
    for label, variant in (
        ("as if no plan were in force", free),
        ("aims as in the workbook", scenario),
        ("fewest changes before fairness and money", _exact(steady, "changes", "change_size")),
    ):
        yield _point(label, None, variant, solved, last=variant.aims[-2], counted=scenario)


def _point(
    label: str,
    level: int | None,
    scenario: Scenario,
    solved: Solver,
    *,
    last: AimName = "cost",
    counted: Scenario | None = None,
) -> Point:
    """A solve of `scenario`, its figures drawn from `counted` where that is another."""
    outcome = solved(scenario, last)
    if not isinstance(outcome, Solved):
        return Point(label, level, outcome, None, None, None, None, None)
    ledger = Ledger(counted or scenario, outcome.plan)
    steady = bool(ledger.scenario.plan_in_force)
    return Point(
        label,
        level,
        outcome,
        sum(ledger.new_money.values()),
        largest_burden(ledger),
        missing_return(ledger),
        changes(ledger) if steady else None,
        change_size(ledger) if steady else None,
    )


def _ordered(scenario: Scenario, *first: AimName) -> Scenario:
    """The scenario with these aims first, in this order; the others follow as they did."""
    rest = [aim for aim in scenario.policy.aims if aim not in first]
    return _with(scenario, aims=(*first, *rest))


def _exact(scenario: Scenario, *aims: AimName) -> Scenario:
    """The scenario with nothing of these aims given up for those after them."""
    kept = [(aim, part) for aim, part in scenario.policy.tolerances if aim not in aims]
    return _with(scenario, tolerances=tuple(kept))


def _with(scenario: Scenario, **settings: object) -> Scenario:
    return scenario.replaced(policy=scenario.policy.model_copy(update=settings))


def _limited(scenario: Scenario, level: int) -> Scenario:
    """No state's burden above `level` basis points, as a ceiling of its new money."""
    keys, baseline = key_money(scenario), baselines(scenario)
    counted = scenario.policy.burden_measure == "effort"
    states = []
    for state in scenario.states:
        key = keys[state.code]
        spent = ceil_div(baseline[state.code] * WHOLE, key) if key and counted else 0
        ceiling = max(0, level - spent)
        if state.burden_ceiling is not None:
            ceiling = min(ceiling, state.burden_ceiling)
        states.append(state.model_copy(update={"burden_ceiling": ceiling}))
    return scenario.replaced(states=tuple(states))


def _between(high: int, low: int) -> Sequence[int]:
    """Levels strictly between two burdens, evenly apart, falling."""
    steps = LEVELS - 1
    levels = [high - (high - low) * step // steps for step in range(1, steps)]
    return [level for level in dict.fromkeys(levels) if low < level < high]
