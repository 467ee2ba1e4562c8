"""A plan as it goes on from its past, before anybody looks at what lines can make."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from allocator.accounts.decisions import Codes, Decisions
from allocator.domain.in_force import LASTING, PERIODLESS, STEADY
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.held.remains import given, with_lots
from allocator.study.track.past import Past


def following(scenario: Scenario, plan: Plan, past: Past) -> Plan:
    """The plan with its past as it is: what never falls goes on from there, shares follow the lots
    of their pool, contributions what is there. Rows may be broken."""
    left = going_on(scenario, plan, past)
    decisions = Decisions(scenario, left)
    return given(
        with_lots(left, scenario, dict(decisions.delivered), dict(decisions.pool_delivered)),
        scenario,
    )


def going_on(scenario: Scenario, plan: Plan, past: Past) -> Plan:
    """Every decision by itself: as the past has it, then as planned, but never less than there was.

    Contributions, too, go on at least as they are.
    """
    changed: dict[str, Any] = {
        decision: _followed(scenario, getattr(plan, decision), past, decision)
        for decision in STEADY
    }
    return replace(plan, **changed)


def _followed(
    scenario: Scenario, stated: Mapping[Codes, int], past: Past, decision: str
) -> dict[Codes, int]:
    told = {codes: value for (name, codes), value in past.known.items() if name == decision}
    told |= {codes: value for (name, codes), value in past.planned.items() if name == decision}
    if decision in PERIODLESS:
        return {codes: value for codes, value in {**stated, **told}.items() if value}
    so_far = {codes: value for (name, codes), value in past.so_far.items() if name == decision}
    found: dict[Codes, int] = {}
    for head in sorted({codes[:-1] for codes in (*stated, *told, *so_far)}):
        low = 0
        for period in scenario.periods:
            codes = (*head, period.code)
            value = told.get(codes, max(stated.get(codes, 0), so_far.get(codes, 0)))
            if decision in LASTING:
                low = value = max(low, value)
            elif codes in told:
                low = value
            else:
                value = max(low, value)
            if value:
                found[codes] = value
    return found


def is_as_planned(plan: Plan, past: Past) -> bool:
    """Whether the plan itself has the past."""
    return (
        all(getattr(plan, name).get(codes, 0) == value for (name, codes), value in _rows(past))
        and all(
            getattr(plan, name).get(codes, 0) >= value
            for (name, codes), value in past.so_far.items()
        )
        and all(plan.crews.get(key, 0) <= most for key, most in past.crews.items())
    )


def _rows(past: Past) -> list[tuple[tuple[str, Codes], int]]:
    return [*past.known.items(), *past.planned.items()]
