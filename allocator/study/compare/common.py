"""What two plans have in common, so that figures of both compare, and what stands apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.report.view import Codes, View

Trait = tuple[str, tuple[object, ...]]
"""A name, and what must agree for figures of two things with one code to compare."""
WHY = {
    "period": "another stretch of time",
    "capability": "counted in another unit",
    "line": "lots of another capability or size",
    "pool": "lots or shares of another kind",
}
"""Why things with one code may not compare."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What one of two plans knows alone, or both know in ways that do not compare."""

    what: str
    code: str
    name: str
    why: str
    """Empty where one of them knows it alone."""
    after: bool = False
    """Whether it is the second that knows it alone."""


@dataclass(frozen=True)
class Common:
    """Codes of both plans that mean the same, in the order of the first."""

    codes: Mapping[str, Codes]
    """By what they name; hosts are those of components."""
    apart: tuple[Apart, ...]

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The same codes, to be looked up."""
        return {what: frozenset(codes) for what, codes in self.codes.items()}

    def complete(self, what: str) -> bool:
        """Whether both plans know the same codes of a kind and mean the same by them."""
        return all(each.what != what for each in self.apart)


def common(first: View, other: View) -> Common:
    """Codes that both know, but for those that name different things."""
    codes: dict[str, Codes] = {}
    apart: list[Apart] = []
    theirs = _traits(other)
    for what, ours in _traits(first).items():
        shared = [code for code in ours if code in theirs[what]]
        agree = [code for code in shared if ours[code][1] == theirs[what][code][1]]
        codes[what] = tuple(agree)
        apart += (
            *(Apart(what, code, ours[code][0], "") for code in ours if code not in shared),
            *(
                Apart(what, code, theirs[what][code][0], "", after=True)
                for code in theirs[what]
                if code not in shared
            ),
            *(Apart(what, code, ours[code][0], WHY[what]) for code in shared if code not in agree),
        )
    return Common(codes, tuple(each for each in apart if each.what != "host"))


def measured_alike(aim: AimName, first: View, other: View) -> bool:
    """Whether the aim's values in two plans are in the same unit, so that one is the less.

    The tie-break never is: it says nothing beyond which plan is chosen among equals.
    """
    unit = UNITS.get(aim)
    if unit is None:
        return False
    one, two = first.scenario, other.scenario
    return same_horizon(one, two) and unit(one) == unit(two)


def same_horizon(one: Scenario, two: Scenario) -> bool:
    """Whether both count over the same periods."""
    return _horizon(one) == _horizon(two)


def _horizon(scenario: Scenario) -> object:
    return [(period.code, period.start, period.months) for period in scenario.periods]


def _prices(scenario: Scenario) -> object:
    """What decides the price of a missing unit."""
    weights = [period.weight for period in scenario.periods]
    priorities = {record.code: record.priority for record in scenario.capabilities}
    return scenario.policy.shortfall_steps, weights, priorities, scenario.required


def _key(scenario: Scenario) -> object:
    """What burdens are measured by and against."""
    return scenario.policy.burden_key, scenario.policy.burden_measure


def _return_terms(scenario: Scenario) -> object:
    """What of the aim cost is no money."""
    policy = scenario.policy
    priced = policy.return_rule == "elastic" and policy.holds("footprint") and policy.return_rate
    return (policy.return_price, policy.return_rate) if priced else None


def _in_force(scenario: Scenario) -> object:
    return scenario.plan_in_force


def _worths(scenario: Scenario) -> object:
    """What decides how much a change of the plan in force counts."""
    return (
        scenario.plan_in_force,
        scenario.lines,
        scenario.access,
        scenario.pools,
        scenario.components,
        scenario.capabilities,
    )


UNITS: Mapping[AimName, Callable[[Scenario], object]] = {
    "shortfall": _prices,
    "spread": _key,
    "cost": _return_terms,
    "reliance": _prices,
    "even_call": _prices,
    "changes": _in_force,
    "change_size": _worths,
}
"""What two scenarios must share for the values of an aim to be in one unit."""


def _traits(view: View) -> Mapping[str, Mapping[str, Trait]]:
    scenario = view.scenario
    lines, pools = scenario.line_by_code, scenario.pool_by_code

    def kind(code: str) -> tuple[object, ...]:
        record = scenario.capability_by_code[code]
        return code, record.unit, record.lot

    def shares(code: str) -> int:
        return scenario.capability_by_code[code].shares_per_lot

    return {
        "period": {each.code: (each.code, (each.start, each.months)) for each in scenario.periods},
        "state": {code: (view.state_name(code), ()) for code in view.states},
        "capability": {
            code: (view.capability_name(code), kind(code)[1:2]) for code in view.capabilities
        },
        "line": {code: (lines[code].name, kind(lines[code].capability)) for code in view.lines},
        "pool": {
            code: (
                pools[code].name,
                (*kind(pools[code].capability), shares(pools[code].capability)),
            )
            for code in view.pools
        },
        "fund": {code: (code, ()) for code in view.funds},
        "component": {code: (code, ()) for code in view.components},
        "host": {code: (code, ()) for code in view.hosts},
    }
