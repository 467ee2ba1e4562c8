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
from allocator.domain.outcome import AimResult, Outcome, Solved
from allocator.domain.policy import AIMS, AimName
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
    """The points of one principle, the cheapest first or as the rates rise."""

    principle: Principle
    points: tuple[Point, ...]

    @property
    def base(self) -> Point | None:
        """The plan that the others are measured against: the first that there is."""
        return next((point for point in self.points if point.cost is not None), None)

    def factor(self, point: Point) -> Fraction | None:
        """Cost of a point over that of the base; None where one of them costs nothing or is no
        plan."""
        base = self.base
        if base is None or not base.cost or point.cost is None:
            return None
        return Fraction(point.cost, base.cost)


def price(principle: Principle, scenario: Scenario, solved: Solver) -> Price:
    """The price of a principle; RequestError where the scenario has nothing to price."""
    points = {"fairness": _fairness, "return": _returns, "stability": _stability}[principle]
    return Price(principle, tuple(points(scenario, solved)))


def _fairness(scenario: Scenario, solved: Solver) -> Iterator[Point]:
    """From the cheapest plan with the least shortfall to the fairest, by the burden allowed.

    The cheapest leaves burdens to chance; the fairest settles them before money counts. Between
    them every state's burden ceiling comes down from the one to the other.
    """
    cheapest = _point("cheapest", None, _ordered(scenario, "shortfall", "cost"), solved)
    fairest = _point("fairest", None, _ordered(scenario, "shortfall", "spread", "cost"), solved)
    yield cheapest
    if cheapest.largest is not None and fairest.largest is not None:
        for level in _between(cheapest.largest, fairest.largest):
            limited = _limited(_ordered(scenario, "shortfall", "cost"), level)
            label = f"no burden above {level / 100:.2f} %"
            yield _point(label, level, limited, solved)
    yield fairest


def _returns(scenario: Scenario, solved: Solver) -> Iterator[Point]:
    """The cheapest plan with the least shortfall under hard return rules, from none to all."""
    ordered = _ordered(scenario, "shortfall", "cost")
    for rate in RATES:
        ruled = _with(ordered, return_rate=rate, return_rule="hard")
        label = f"{rate // 100} % of the money back as work" if rate else "no return rule"
        yield _point(label, rate, ruled, solved)


def _stability(scenario: Scenario, solved: Solver) -> Iterator[Point]:
    """The plan with steadiness nowhere, where the policy has it, and right after the shortfall."""
    if not scenario.plan_in_force:
        raise RequestError("no plan is in force: give a workbook with the sheet plan_in_force")
    free = _ordered(scenario, "shortfall", "spread", "cost")
    yield _point("as if no plan were in force", None, free, solved)
    yield _point("aims as in the workbook", None, scenario, solved, last=scenario.aims[-2])
    steady = _ordered(scenario, "shortfall", "changes", "change_size", "spread", "cost")
    yield _point("fewest changes before fairness and money", None, steady, solved)


def _point(
    label: str, level: int | None, scenario: Scenario, solved: Solver, last: AimName = "cost"
) -> Point:
    outcome = solved(scenario, last)
    if not isinstance(outcome, Solved):
        return Point(label, level, outcome, None, None, None, None, None)
    ledger = Ledger(scenario, outcome.plan)
    steady = bool(scenario.plan_in_force)
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
    """The scenario with these aims first, in this order; the others follow as usual."""
    rest = [aim for aim in AIMS if aim not in first]
    return _with(scenario, aims=(*first, *rest))


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
