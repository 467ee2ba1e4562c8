"""Factories of `tests.records` for what is made and shared: lines, components and pools."""

from typing import Any

from allocator.domain.pool import Call, Exclusion, Pool, PoolMember
from allocator.domain.production_line import (
    Access,
    Component,
    ComponentUse,
    LineRate,
    Payment,
    PriceBand,
    ProductionLine,
    WorkShare,
)
from tests.records import MILLION, made


def line(code: str = "L", **fields: Any) -> ProductionLine:
    """In A, sells to A and B without delay, EUR 1 m a unit, paid at delivery, cannot grow."""
    defaults: dict[str, Any] = {
        "code": code,
        "name": code,
        "company": "",
        "host": "A",
        "customers": ("A", "B"),
        "capability": "TANK",
        "unit_price": MILLION,
        "lead_months": 0,
        "min_rate": 0,
        "step": 0,
        "step_cost": 0,
        "step_lead_months": 0,
        "max_steps": 0,
        "host_least_share": 0,
        "inside_share": 10_000,
        "design_authority_inside": True,
        "payment_profile": profile((0, 10_000)),
    }
    return made(ProductionLine, defaults, fields)


def profile(*parts: tuple[int, int]) -> tuple[Payment, ...]:
    """Payments from (offset in periods, share in basis points)."""
    return tuple(made(Payment, {}, {"offset": offset, "share": share}) for offset, share in parts)


def rates(line: str = "L", *units: int) -> tuple[LineRate, ...]:
    """Whole units in 2026, 2027, ..."""
    return tuple(
        rate(line, 1_000 * number, str(2026 + offset)) for offset, number in enumerate(units)
    )


def rate(line: str, thousandths: int, period: str = "2026") -> LineRate:
    return made(LineRate, {}, {"line": line, "period": period, "units": thousandths})


def work_share(line: str, state: str, share: int) -> WorkShare:
    return made(WorkShare, {}, {"line": line, "state": state, "share": share})


def access(line: str, state: str, **fields: Any) -> Access:
    """An exception that changes nothing: give what differs."""
    defaults: dict[str, Any] = {
        "permitted": True,
        "price": None,
        "posts": None,
        "delay_months": 0,
        "legal_basis": "",
    }
    return made(Access, defaults, {"line": line, "state": state, **fields})


def price_band(from_units: int, unit_price: int, line: str = "L") -> PriceBand:
    fields = {"line": line, "from_units": from_units, "unit_price": unit_price}
    return made(PriceBand, {}, fields)


def component(code: str = "K", *output: int, **fields: Any) -> Component:
    """Whole parts made in A in 2026, 2027, ...; cannot grow."""
    defaults: dict[str, Any] = {
        "code": code,
        "host": "A",
        "output": tuple((str(2026 + at), 1_000 * parts) for at, parts in enumerate(output)),
        "step": 0,
        "step_cost": 0,
        "step_lead_months": 0,
        "max_steps": 0,
        "host_least_share": 0,
    }
    return made(Component, defaults, fields)


def component_use(per_unit: int = 1_000, line: str = "L", component: str = "K") -> ComponentUse:
    """`per_unit` in thousandths."""
    return made(ComponentUse, {}, {"line": line, "component": component, "per_unit": per_unit})


def pool(code: str = "P", **fields: Any) -> Pool:
    """For TANK from 2026 on, from line L, one member at least, no fees, no stock, same price."""
    defaults: dict[str, Any] = {
        "code": code,
        "name": code,
        "capability": "TANK",
        "start": "2026",
        "startup_cost": 0,
        "entry_fee": 0,
        "min_members": 1,
        "max_members": 30,
        "min_lots": 0,
        "max_lots": 100,
        "stock_lots": 0,
        "price_factor": 1_000,
        "availability": 10_000,
        "lines": ("L",),
    }
    return made(Pool, defaults, fields)


def member(pool: str, state: str, **fields: Any) -> PoolMember:
    """A candidate that may lead and hold any number of shares up to 1,000."""
    defaults: dict[str, Any] = {
        "role": "candidate",
        "framework_eligible": True,
        "shares_today": 0,
        "least_share": 0,
        "most_share": 1_000,
        "legal_basis": "",
    }
    return made(PoolMember, defaults, {"pool": pool, "state": state, **fields})


def call(pool: str, state: str, lots: int, contingency: str = "CRISIS") -> Call:
    fields = {"contingency": contingency, "pool": pool, "state": state, "lots": lots}
    return made(Call, {}, fields)


def exclusion(state: str, state_2: str, *capabilities: str) -> Exclusion:
    """On TANK where no capability is named."""
    named = capabilities or ("TANK",)
    fields = {"state": state, "state_2": state_2, "on": named[0], "capabilities": named}
    return made(Exclusion, {"legal_basis": ""}, fields)
