"""A scenario cut down to a few capabilities: questions about these are answered sooner."""

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import NamedTuple

from allocator.domain.plan import Plan
from allocator.domain.rule import Rule
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.stipulation import Stipulation

WEIGHED_TOGETHER = frozenset({"components", "footprint"})
"""Families that weigh what is done in one capability against what is done in others."""


class Scope(NamedTuple):
    """What is looked at: all that states do in some capabilities, and all that some states do."""

    capabilities: frozenset[str]
    states: frozenset[str]


def part(scenario: Scenario, capabilities: Set[str]) -> Scenario:
    """The scenario with all that is about other capabilities left out.

    Where nothing is asked of the others, a plan of the part is a plan of the whole.
    """
    lines = {line.code for line in scenario.lines if line.capability in capabilities}
    pools = {pool.code for pool in scenario.pools if pool.capability in capabilities}
    uses = tuple(use for use in scenario.component_use if use.line in lines)
    parts = {use.component for use in uses}
    kept: dict[str, object] = {
        "capabilities": tuple(row for row in scenario.capabilities if row.code in capabilities),
        "pledges": tuple(
            row for row in scenario.pledges if row.code in {*capabilities, *lines, *pools}
        ),
        "components": tuple(row for row in scenario.components if row.code in parts),
        "component_use": uses,
        "enablers": tuple(
            row
            for row in scenario.enablers
            if {row.combat_capability, row.enabler_capability} <= capabilities
        ),
        "rules": _rules(scenario, capabilities, lines),
        "plan_in_force": (),
    }
    for field in ("requirements", "outside_support", "holdings", "retirements", "order_book"):
        kept[field] = tuple(r for r in getattr(scenario, field) if r.capability in capabilities)
    for field in ("line_rates", "work_shares", "price_bands", "access"):
        kept[field] = tuple(row for row in getattr(scenario, field) if row.line in lines)
    for field in ("pool_members", "calls"):
        kept[field] = tuple(row for row in getattr(scenario, field) if row.pool in pools)
    for field, codes in (("lines", lines), ("pools", pools)):
        kept[field] = tuple(row for row in getattr(scenario, field) if row.code in codes)
    return scenario.replaced(**kept)


def decides(scenario: Scenario, scope: Scope, kept: Iterable[Stipulation]) -> bool:
    """Whether no plan of a part means no plan of the whole, where nothing is asked of the rest.

    What a plan of the whole does in the part alone holds what is kept, for less money, posts and
    output. Except where what it does elsewhere helps: a rebate in the last period, work in progress
    that has its parts already and customers who pay for more parts, purchases for which a fund
    lends because they are joint ones. What is made or owed elsewhere counts nowhere in a part, and
    where states that are idle in it might have helped nothing is decided.
    """
    if scope.states:
        return False
    elsewhere = any(
        scenario.line_by_code[band.line].capability not in scope.capabilities
        for band in scenario.price_bands
    )
    last = scenario.periods[-1].code
    joint = {
        state
        for fund in scenario.funds
        if fund.joint_from_period is not None
        for state in fund.states
    }
    for one in kept:
        if one.family in WEIGHED_TOGETHER:
            return False
        if one.sheet in ("budgets", "budget_windows"):
            state, *_, final = one.key
            if state in joint or (elsewhere and final == last):
                return False
    return True


def restated(plan: Plan, scenario: Scenario) -> Plan:
    """The plan without units counted of what needs no enablers: all of them count."""
    counted = {key: units for key, units in plan.counted.items() if key[0] in scenario.enablers_of}
    return replace(plan, counted=counted)


def idle(scenario: Scenario, scope: Scope) -> Scenario:
    """The scenario in which states outside the scope neither have, buy nor pool anything but in
    its capabilities: a plan of it is one of the whole."""

    def inside(state: str, capability: str) -> bool:
        return state in scope.states or capability in scope.capabilities

    lines = tuple(
        line
        if line.capability in scope.capabilities
        else line.model_copy(
            update={"customers": tuple(s for s in line.customers if s in scope.states)}
        )
        for line in scenario.lines
    )
    pools, states = scenario.pool_by_code, scenario.state_by_code
    return scenario.replaced(
        lines=lines,
        holdings=tuple(row for row in scenario.holdings if inside(row.state, row.capability)),
        pool_members=tuple(
            row for row in scenario.pool_members if inside(row.state, pools[row.pool].capability)
        ),
        order_book=tuple(
            row
            for row in scenario.order_book
            if row.holder not in states or inside(row.holder, row.capability)
        ),
    )


def _rules(scenario: Scenario, capabilities: Set[str], lines: Set[str]) -> tuple[Rule, ...]:
    rules = []
    for rule in scenario.rules:
        named = tuple(code for code in rule.capabilities if code in capabilities)
        if named or rule.line in lines:
            rules.append(rule.model_copy(update={"capabilities": named}))
    return tuple(rules)
