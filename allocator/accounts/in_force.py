"""The plan in force as accounts see it: what it would cost, and what of it can no longer be."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.accounts.ledger import Ledger
from allocator.accounts.rights import Rights
from allocator.domain.in_force import plan_in_force, unknown_names
from allocator.domain.plan import NAMES
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Vanished:
    """A row of the plan in force that can be no decision of the scenario."""

    row: PlanRow
    name: str
    """What of its codes is to blame: state, line, ..."""
    why: str


def new_money_in_force(scenario: Scenario) -> Mapping[str, int]:
    """kEUR by state over the horizon; every state is there, and vanished codes cost nothing."""
    return Ledger(scenario, plan_in_force(scenario)).new_money


def vanished(scenario: Scenario) -> tuple[Vanished, ...]:
    """Rows that name what the scenario does not know, or what nobody may do any longer.

    They are listed and take no part in steadiness. What is merely impossible by now, such as a
    delivery before the line can make it, has not vanished: it is a change.
    """
    rights = Rights(scenario, enforced=scenario.policy.holds("access"))
    unknown = unknown_names(scenario)
    found = []
    for row in scenario.plan_in_force:
        name = unknown.get(row)
        if name:
            found.append(Vanished(row, name, _unknown(row, name)))
        elif why := _barred(rights, row.decision, row.codes):
            found.append(Vanished(row, "state" if "state" in NAMES[row.decision] else "line", why))
    return tuple(found)


def standing_rows(scenario: Scenario) -> tuple[PlanRow, ...]:
    """Rows that have not vanished."""
    gone = {each.row for each in vanished(scenario)}
    return tuple(row for row in scenario.plan_in_force if row not in gone)


def _unknown(row: PlanRow, name: str) -> str:
    named = dict(zip(NAMES[row.decision], row.codes, strict=True))
    if name == "host":
        return f"{named['component']} is not made in {named['host']}"
    return f'unknown {name} "{named[name]}"'


def _barred(rights: Rights, decision: str, codes: tuple[str, ...]) -> str:
    """Why nobody may do it; empty where somebody may."""
    may, why = True, ""
    match decision, codes:
        case "delivered", (state, line, _):
            may = rights.permitted(state, line) and not rights.too_large(state, line)
            why = f"{state} may not order from {line}"
        case "contribution", (state, capability, _):
            may, why = rights.may_contribute(state, capability), f"{state} may give no {capability}"
        case "pool_delivered", (pool, line, _):
            may = line in rights.scenario.pool_by_code[pool].lines
            why = f"{pool} does not buy from {line}"
        case "pool_shares", (state, pool, line, _):
            may = rights.may_share(state, pool, line)
            why = f"{state} may not share lots of {line} in {pool}"
        case "join", (state, pool):
            may, why = rights.may_join(state, pool), f"{state} may not be in {pool}"
        case "lead", (state, pool):
            may, why = rights.may_lead(state, pool), f"{state} may not lead {pool}"
        case "funding", (state, line, _):
            may, why = rights.may_fund(state, line), f"{state} may not fund {line}"
        case "component_funding", (state, component, host, _):
            may = rights.may_fund_component(state, component, host)
            why = f"{state} may not fund {component} in {host}"
    return "" if may else why
