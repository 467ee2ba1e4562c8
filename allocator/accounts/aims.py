"""The value of each aim, drawn from the plan alone."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from hashlib import sha256

from allocator.accounts.burden import largest_burden
from allocator.accounts.footprint import missing_return
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls, unit_price
from allocator.domain.policy import AimName
from allocator.domain.quantity import MILLE, ceil_div

UNWEIGHTED = frozenset({"crews", "carry"})
"""Decisions that follow from the others and take no part in the tie-break."""


def shortfall(ledger: Ledger) -> int:
    """Missing units at the rising prices of their steps."""
    return sum(account.value for account in shortfalls(ledger).values())


def spread(ledger: Ledger) -> int:
    """The largest burden, in basis points."""
    return largest_burden(ledger)


def cost(ledger: Ledger) -> int:
    """EUR: new money, and the price set on missing return."""
    price = ledger.scenario.policy.return_price
    return MILLE * sum(ledger.new_money.values()) + price * missing_return(ledger)


def return_part(ledger: Ledger) -> int:
    """The part of `cost` that is no money but the price set on missing return."""
    return ledger.scenario.policy.return_price * missing_return(ledger)


def reliance(ledger: Ledger) -> int:
    """Outside units relied on, at the price of a missing unit in the first step."""
    return sum(
        units * unit_price(ledger.scenario, capability, period)
        for (capability, period), units in ledger.plan.support.items()
    )


def even_call(ledger: Ledger) -> int:
    """Units called from idle stock beyond the fair call, priced as in `reliance`."""
    scenario, decisions = ledger.scenario, ledger.decisions
    everybody = _available_of_all(ledger)
    value = 0
    for (state, capability), contribution in decisions.contribution.items():
        lot = scenario.capability_by_code[capability].lot
        bought = decisions.own_lots.get((state, capability), decisions.zero)
        available = ledger.stock.available.get((state, capability), decisions.zero)
        for position, period in enumerate(scenario.periods):
            required = scenario.required[capability, period.code]
            together = everybody.get((capability, position), 0)
            fair = fair_call(available[position], required, together)
            excess = contribution[position] - lot * bought[position] - fair
            if excess > 0:
                value += excess * unit_price(scenario, capability, period.code)
    return value


def fair_call(available: int, required: int, together: int) -> int:
    """Units to call from a state's stock when all states are called in the same proportion."""
    if together <= required:
        return available
    return ceil_div(available * required, together)


def tie_break(ledger: Ledger) -> int:
    """Every decision by a weight that only its name and codes decide."""
    return sum(
        weight(decision.name, codes) * value
        for decision in fields(ledger.plan)
        if decision.name not in UNWEIGHTED
        for codes, value in getattr(ledger.plan, decision.name).items()
    )


def weight(name: str, codes: tuple[str, ...]) -> int:
    """1 .. 65,536 from a hash: neutral between states and the same for every order of rows."""
    return 1 + int.from_bytes(sha256("|".join((name, *codes)).encode()).digest()[:2], "big")


AIM_VALUES: Mapping[AimName, Callable[[Ledger], int]] = {
    "shortfall": shortfall,
    "spread": spread,
    "cost": cost,
    "reliance": reliance,
    "even_call": even_call,
    "tie_break": tie_break,
}


def aim_values(ledger: Ledger) -> Mapping[AimName, int]:
    """All aims in the order of the policy."""
    return {aim: AIM_VALUES[aim](ledger) for aim in ledger.scenario.policy.aims}


def _available_of_all(ledger: Ledger) -> Mapping[tuple[str, int], int]:
    everybody: dict[tuple[str, int], int] = {}
    for (_, capability), units in ledger.stock.available.items():
        for position, there in enumerate(units):
            key = (capability, position)
            everybody[key] = everybody.get(key, 0) + there
    return everybody
