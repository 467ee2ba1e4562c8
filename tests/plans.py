"""Plans by hand, and what the verifier says of them."""

from typing import Any

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.scenarios import Variant


def over_years(codes: tuple[str, ...], *values: int) -> dict[tuple[str, ...], int]:
    """Decisions of 2026, 2027, ... under `codes`; zeros are left out as plans want it."""
    return {(*codes, str(2026 + year)): value for year, value in enumerate(values) if value}


def plan(**decisions: Any) -> Plan:
    """A plan of the given decisions."""
    return Plan(**decisions)


def aim_values(ledger: Ledger) -> dict[AimName, int]:
    """What a plan comes to in every aim, by the accounts, in the order of the policy."""
    return {aim: AIM_VALUES[aim](ledger) for aim in ledger.scenario.aims}


def broken(scenario: Scenario, candidate: Plan) -> set[str]:
    """Names of the families that a plan breaks."""
    return {violation.family for violation in violations(scenario, candidate)}


def subjects(scenario: Scenario, candidate: Plan) -> list[tuple[str, ...]]:
    """Codes of the rows that a plan breaks."""
    return [violation.subject for violation in violations(scenario, candidate)]


def duo_plan(variant: Variant = "base") -> Plan:
    """The optimal plan of `tests.scenarios.duo`; who contributes is who has bought."""
    orders = {
        "base": {("A", "B1"): 2, ("B", "B1"): 6},
        "i": {("A", "B1"): 2, ("B", "B1"): 6},
        "ii": {("A", "B1"): 2, ("B", "B1"): 5, ("B", "A1"): 1},
        "iii": {("A", "A1"): 1, ("A", "B1"): 1, ("B", "B1"): 6},
        "iv": {("A", "B1"): 2, ("B", "B1"): 6},
    }[variant]
    contribution: dict[tuple[str, str, str], int] = {}
    for (state, _), lots in orders.items():
        key = (state, "TANK", "2026")
        contribution[key] = contribution.get(key, 0) + lots
    return Plan(
        delivered={(state, line, "2026"): lots for (state, line), lots in orders.items()},
        contribution=contribution,
    )
