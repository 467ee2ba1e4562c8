"""What a plan promises row by row: every decision that is followed up, and what it costs when."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from allocator.accounts.charges import Charge
from allocator.accounts.decisions import Codes, Series
from allocator.accounts.ledger import Ledger
from allocator.domain.in_force import PERIODLESS, STEADY

FOLLOWED = (*STEADY, "crews")
"""Decisions of which actuals are told."""
PAID = frozenset(
    {"delivered", "contribution", "pool_shares", "join", "funding", "component_funding"}
)
"""Those of them that somebody pays for."""


class Promise(NamedTuple):
    """One row: a decision of one period, or one that holds for the whole horizon."""

    decision: str
    codes: Codes
    """Its key in the plan; the period last, where it has one."""
    value: int
    """In the decision's own unit; 0 in a period in which its series has nothing."""
    money: int | None
    """kEUR that fall due in the period; None where nobody pays for the decision."""


def promises(ledger: Ledger) -> tuple[Promise, ...]:
    """A row for every period of every series that the plan has, sorted by codes and time.

    Every charge of the plan is in exactly one row, but for rebates of price bands: they come back
    at the end of the horizon, and nobody can report them before.
    """
    due = _due(ledger)
    return tuple(row for decision in FOLLOWED for row in _rows(ledger, decision, due))


def _rows(
    ledger: Ledger, decision: str, due: Mapping[tuple[str, Codes, int], int]
) -> Iterator[Promise]:
    paid = decision in PAID
    if decision in PERIODLESS:
        taken: Mapping[Codes, int] = getattr(ledger.plan, decision)
        for codes, value in sorted(taken.items()):
            fees = sum(due.get((decision, codes, at), 0) for at in ledger.periods)
            yield Promise(decision, codes, value, fees if paid else None)
        return
    series: Mapping[Codes, Series] = getattr(ledger.decisions, decision)
    for codes, values in series.items():
        for at, (period, value) in enumerate(zip(ledger.scenario.periods, values, strict=True)):
            money = due.get((decision, codes, at), 0) if paid else None
            yield Promise(decision, (*codes, period.code), value, money)


def _due(ledger: Ledger) -> Mapping[tuple[str, Codes, int], int]:
    """kEUR by decision, series and position of the period."""
    due: dict[tuple[str, Codes, int], int] = {}
    for charge in ledger.charges:
        if charge.kind != "rebates":
            key = (*_series(charge), charge.period)
            due[key] = due.get(key, 0) + charge.amount
    return due


def _series(charge: Charge) -> tuple[str, Codes]:
    """The decision that an amount is paid for."""
    match charge.kind:
        case "fees":
            return "join", (charge.state, charge.pool)
        case "readiness":
            return "contribution", (charge.state, charge.capability)
        case "funding":
            return "funding", (charge.state, charge.line)
        case "components":
            return "component_funding", (charge.state, charge.component, charge.host)
    if charge.pool:
        return "pool_shares", (charge.state, charge.pool, charge.line)
    return "delivered", (charge.state, charge.line)
