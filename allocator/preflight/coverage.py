"""Requirements above everything that can be there in time."""

from collections.abc import Iterator

from allocator.accounts.delivery import first_delivery
from allocator.accounts.dependence import dependence_cap
from allocator.domain.capability import Capability
from allocator.domain.problem import Finding
from allocator.domain.quantity import of_unit
from allocator.preflight.reach import Reach


def coverage_findings(reach: Reach) -> Iterator[Finding]:
    """Requirements that stay short whatever is paid: stock, support and all output are too little.

    Counts every line at its rate with every expansion step, from its first possible delivery on,
    as far as there are parts for it alone, and leaves money, crews and caps aside: what it finds
    short is short in every plan.
    """
    for capability in reach.ledger.scenario.capabilities:
        required = reach.ledger.required(capability.code)
        for position, most in enumerate(most_there(reach, capability)):
            if most < required[position]:
                yield _finding(reach, capability, position, required[position], most)


def _finding(
    reach: Reach, capability: Capability, position: int, required: int, most: int
) -> Finding:
    scenario = reach.ledger.scenario
    period = scenario.periods[position]
    key = (capability.code, period.code)
    why, remedy = _why(reach, capability, position)
    return Finding(
        check="coverage",
        address=scenario.book.address("requirements", key, "units"),
        message=(
            f"{of_unit(required, capability.unit)} of {capability.code} are required in "
            f"{period.code}, at most {most:,} can be there: {required - most:,} stay short in "
            f"every plan{why}"
        ),
        remedy=f"lower it, move it to a later period, or {remedy}",
    )


def _why(reach: Reach, capability: Capability, position: int) -> tuple[str, str]:
    """What keeps every line from delivering anything new by then, and what would help."""
    scenario, lines = reach.ledger.scenario, reach.ledger.scenario.lines_of[capability.code]
    selling = [line for line in lines if line.code in reach.ledger.rights.selling_lines]
    if not lines:
        return " (there is no line for it)", "give a line that makes it"
    if not selling:
        return (
            " (customers, access and rules leave no line that may sell it to anybody)",
            "open a line to some state",
        )
    soonest = min(first_delivery(scenario, line.code) for line in selling)
    if position >= soonest:
        return "", "give more lines, steps or shorter leads"
    months = min(line.lead_months for line in selling)
    late = scenario.periods[0].start + months - scenario.periods[position].start
    when = f", in {reach.period(soonest)}" if soonest <= reach.last else ", after the last period"
    return (
        f" (orders take {months} months at least: the first new one is there {late} months after "
        f"{reach.period(position)} begins{when})",
        "shorten a lead time",
    )


def most_there(reach: Reach, capability: Capability) -> list[int]:
    """Units by period: what states and pools have, the support allowed, and all new output."""
    ledger = reach.ledger
    lines = [
        line.code
        for line in ledger.scenario.lines_of[capability.code]
        if line.code in ledger.rights.selling_lines
    ]
    most = []
    for position in ledger.periods:
        held = sum(
            reach.held(state.code, capability.code, position)
            for state in ledger.scenario.states
            if ledger.rights.may_contribute(state.code, capability.code)
        )
        new = sum(reach.outputs.new_units(line, position) for line in lines)
        most.append(held + beside_states(reach, capability, position) + new)
    return most


def beside_states(reach: Reach, capability: Capability, position: int) -> int:
    """Units that no state has by itself: in pools without new lots, and the support allowed."""
    pooled = sum(
        reach.ledger.stock.pool_stock[pool.code][position]
        for pool in reach.ledger.scenario.pools_of[capability.code]
    )
    return capability.lot * pooled + _support_allowed(reach, capability, position)


def _support_allowed(reach: Reach, capability: Capability, position: int) -> int:
    """Units of outside support that may be relied on in a period."""
    scenario, period = reach.ledger.scenario, reach.period(position)
    offered = scenario.offered.get((capability.code, period), 0)
    deadline = scenario.period_index[scenario.policy.deadline_period]
    if position < deadline or not scenario.policy.holds("dependence"):
        return offered
    return min(offered, dependence_cap(scenario, capability.code, period))
