"""The value of each aim, drawn from the plan alone."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from hashlib import sha256

from allocator.accounts.burden import largest_burden
from allocator.accounts.footprint import missing_return
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls, unit_price
from allocator.accounts.steadiness import changed_series
from allocator.domain.policy import AimName
from allocator.domain.quantity import MILLE, ceil_div

UNWEIGHTED = frozenset({"crews", "carry", "loan", "counted"})
"""Decisions that follow from the others and take no part in the tie-break, and what counts, of
which the rest does."""


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


def changes(ledger: Ledger) -> int:
    """Series that differ from the plan in force, those with an announced row five times."""
    return sum(series.weight for series in changed_series(ledger))


def change_size(ledger: Ledger) -> int:
    """kEUR of differences from the plan in force, near periods and announced rows weighing more."""
    return sum(change.size for series in changed_series(ledger) for change in series.changes)


def tie_break(ledger: Ledger) -> int:
    """Every decision by a weight that only its name and codes decide; of what counts, the units
    that are required and do not."""
    uncounted = sum(
        weight("counted", key) * (required - ledger.plan.counted.get(key, 0))
        for key, required in ledger.scenario.required.items()
        if key[0] in ledger.scenario.enablers_of
    )
    decided: int = sum(
        weight(decision.name, codes) * value
        for decision in fields(ledger.plan)
        if decision.name not in UNWEIGHTED
        for codes, value in getattr(ledger.plan, decision.name).items()
    )
    return decided + uncounted


def weight(name: str, codes: tuple[str, ...]) -> int:
    """1 .. 65,536 from a hash: neutral between states and the same for every order of rows."""
    return 1 + int.from_bytes(sha256("|".join((name, *codes)).encode()).digest()[:2], "big")


AIM_VALUES: Mapping[AimName, Callable[[Ledger], int]] = {
    "shortfall": shortfall,
    "spread": spread,
    "cost": cost,
    "reliance": reliance,
    "even_call": even_call,
    "changes": changes,
    "change_size": change_size,
    "tie_break": tie_break,
}


def _available_of_all(ledger: Ledger) -> Mapping[tuple[str, int], int]:
    everybody: dict[tuple[str, int], int] = {}
    for (_, capability), units in ledger.stock.available.items():
        for position, there in enumerate(units):
            key = (capability, position)
            everybody[key] = everybody.get(key, 0) + there
    return everybody
