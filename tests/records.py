"""One factory per record, every field with a harmless default.

Each takes its key first and the rest by the record's own field names, in the record's own units
(kEUR, basis points, thousandths, lots, units, posts, shares). `tests.scenarios` puts them
together.
"""

from typing import Any, Literal, TypeVar

from allocator.domain.capability import (
    Capability,
    Contract,
    Enabler,
    Holding,
    OutsideSupport,
    Requirement,
    Retirement,
)
from allocator.domain.fund import Fund, FundLimit
from allocator.domain.member_state import Budget, BudgetWindow, MemberState, Personnel
from allocator.domain.period import Period
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import AIMS, KeyPart, Policy, ShortfallStep
from allocator.domain.record import Record
from allocator.domain.rule import Pledge, PledgeObject, Relation, Rule

R = TypeVar("R", bound=Record)
JANUARY_2026 = 2026 * 12
MILLION = 1_000
"""EUR million in kEUR."""


def made(kind: type[R], defaults: dict[str, Any], fields: dict[str, Any]) -> R:
    """A record of the fields, with the defaults where they say nothing."""
    return kind(**{**defaults, **fields})


def policy(**fields: Any) -> Policy:
    """No return rule, no cap below the whole requirement, the usual shortfall steps."""
    defaults: dict[str, Any] = {
        "title": "tiny",
        "schema_version": 1,
        "classification": "",
        "price_base_year": 2026,
        "deadline_period": "2026",
        "aims": AIMS,
        "tolerances": (),
        "leximin_rounds": 3,
        "burden_key": (KeyPart(key="gdp", weight=1),),
        "shortfall_steps": steps((2_000, 1), (5_000, 2), (10_000, 4)),
        "concentration_cap": 10_000,
        "dependence_cap": 10_000,
        "return_rate": 0,
        "return_rule": "hard",
        "return_price": 0,
        "small_state_pool_limit": None,
        "small_state_burden_ceiling": None,
        "burden_measure": "new_money",
        "stand_alone_limit": False,
        "burden_limit_in_force": False,
        "families_off": (),
    }
    return made(Policy, defaults, fields)


def steps(*parts: tuple[int, int]) -> tuple[ShortfallStep, ...]:
    """Shortfall steps from (end in basis points of the requirement, price)."""
    return tuple(made(ShortfallStep, {}, {"end": end, "price": price}) for end, price in parts)


def period(code: str = "2026", **fields: Any) -> Period:
    """A year; a code that is a year starts in its January."""
    start = int(code) * 12 if code.isdigit() else JANUARY_2026
    defaults = {"code": code, "start": start, "months": 12, "weight": 1}
    return made(Period, defaults, fields)


def years(count: int) -> tuple[Period, ...]:
    """2026, 2027, ..."""
    return tuple(period(str(2026 + offset)) for offset in range(count))


def state(code: str, **fields: Any) -> MemberState:
    """A state with a GDP of EUR 100 billion that counts as large."""
    defaults: dict[str, Any] = {
        "code": code,
        "name": code,
        "region": "",
        "gdp": 100_000 * MILLION,
        "population": 10_000,
        "nato_cost_share": 50_000,
        "burden_key": None,
        "baseline_effort": 0,
        "burden_floor": None,
        "burden_ceiling": None,
        "small_state": False,
        "groups": (),
    }
    return made(MemberState, defaults, fields)


def budget(state: str, period: str = "2026", **fields: Any) -> Budget:
    """EUR 1 billion, nothing that must be spent, nothing carried."""
    defaults = {"ceiling": 1_000 * MILLION, "floor": 0, "carry_over_limit": 0}
    return made(Budget, defaults, {"state": state, "period": period, **fields})


def personnel(state: str, period: str = "2026", **fields: Any) -> Personnel:
    """No free posts, no limit, no training: give what you need."""
    defaults: dict[str, Any] = {"posts_free": 0, "posts_limit": None, "pipeline": 0}
    return made(Personnel, defaults, {"state": state, "period": period, **fields})


def capability(code: str = "TANK", **fields: Any) -> Capability:
    """Bought one at a time, ten shares a lot, no operating cost, no posts, no caps of its own."""
    defaults: dict[str, Any] = {
        "code": code,
        "name": code,
        "domain": "land",
        "unit": "unit",
        "lot": 1,
        "priority": 1,
        "kind": "platform",
        "large_system": False,
        "sensitive": False,
        "operating_cost": 0,
        "readiness_cost": 0,
        "posts": 0,
        "shares_per_lot": 10,
        "concentration_cap": None,
        "dependence_cap": None,
        "host_cap": None,
        "second_source_from": None,
    }
    return made(Capability, defaults, fields)


def requirement(units: int, capability: str = "TANK", period: str = "2026") -> Requirement:
    fields = {"capability": capability, "period": period, "units": units}
    return made(Requirement, {}, fields)


def support(units: int, capability: str = "TANK", period: str = "2026") -> OutsideSupport:
    """Offered by the United States."""
    fields = {"provider": "USA", "capability": capability, "period": period, "units": units}
    return made(OutsideSupport, {}, fields)


def holding(state: str, units: int, capability: str = "TANK", **fields: Any) -> Holding:
    """All of it available."""
    defaults = {"state": state, "capability": capability, "units": units}
    return made(Holding, {**defaults, "available_share": 10_000}, fields)


def retirement(
    state: str, units: int, capability: str = "TANK", period: str = "2026"
) -> Retirement:
    fields = {"state": state, "capability": capability, "period": period, "units": units}
    return made(Retirement, {}, fields)


def contract(holder: str, units: int, **fields: Any) -> Contract:
    """TANK for 2026 from an outside supplier, paid already."""
    defaults: dict[str, Any] = {
        "row": 2,
        "line": None,
        "capability": "TANK",
        "period": "2026",
        "unpaid": 0,
    }
    return made(Contract, defaults, {"holder": holder, "units": units, **fields})


def fund(code: str = "F", **fields: Any) -> Fund:
    """Lends to A and B for anything at all."""
    defaults: dict[str, Any] = {
        "code": code,
        "states": ("A", "B"),
        "min_inside_share": 0,
        "needs_design_authority": False,
        "joint_from_period": None,
        "legal_basis": "",
    }
    return made(Fund, defaults, fields)


def fund_limit(state: str, amount: int, fund: str = "F") -> FundLimit:
    return made(FundLimit, {}, {"fund": fund, "state": state, "amount": amount})


def enabler(combat: str, enabling: str, per_unit: int = 1_000, *, shared: bool = False) -> Enabler:
    """`per_unit` in thousandths."""
    fields = {"combat_capability": combat, "enabler_capability": enabling}
    return made(Enabler, {"per_unit": per_unit, "shared": shared}, fields)


def window(state: str, first: str = "2026", last: str = "2026", **fields: Any) -> BudgetWindow:
    """No ceiling, no floor."""
    defaults: dict[str, Any] = {"ceiling": None, "floor": 0}
    named = {"state": state, "first_period": first, "last_period": last}
    return made(BudgetWindow, {**defaults, **named}, fields)


def in_force(decision: str, *codes: str, value: int, announced: bool = False) -> PlanRow:
    fields = {"decision": decision, "codes": codes, "value": value, "announced": announced}
    return made(PlanRow, {}, fields)


def rule(code: str, effect: Literal["forbid", "cap", "floor"], **fields: Any) -> Rule:
    """Binds A on TANK; `value` in thousandths of a unit, or in kEUR for scope domain."""
    defaults: dict[str, Any] = {
        "code": code,
        "binds": "A",
        "on": "TANK",
        "kind": "law",
        "states": ("A",),
        "scope": "capability",
        "capabilities": ("TANK",),
        "line": None,
        "effect": effect,
        "value": 0,
        "legal_basis": "",
    }
    return made(Rule, defaults, fields)


def pledge(
    object: PledgeObject, code: str, relation: Relation, quantity: int, **fields: Any
) -> Pledge:
    """By the end of 2026; give `state` for contribution, order and pool_join."""
    defaults: dict[str, Any] = {
        "row": 2,
        "state": None,
        "period": "2026",
        "announced": False,
        "basis": "",
    }
    named = {"object": object, "code": code, "relation": relation, "quantity": quantity}
    return made(Pledge, defaults, {**named, **fields})
