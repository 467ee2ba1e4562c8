"""Requirements above everything that can be there in time."""

from allocator.accounts.delivery import deciding_periods, first_delivery
from allocator.accounts.dependence import dependence_cap
from allocator.accounts.ledger import Ledger
from allocator.domain.capability import Capability
from allocator.domain.problem import Finding
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE
from allocator.preflight.components import most_units


def coverage_findings(ledger: Ledger) -> list[Finding]:
    """Requirements that stay short whatever is paid: stock, support and all output are too little.

    Counts every line at its rate with every expansion step, from its first possible delivery on,
    as far as there are parts for it alone, and leaves money, crews and caps aside: what it finds
    short is short in every plan.
    """
    found = []
    for capability in ledger.scenario.capabilities:
        required = ledger.required(capability.code)
        for position, most in enumerate(most_there(ledger, capability)):
            if most < required[position]:
                found.append(_finding(ledger, capability, position, required[position], most))
    return found


def _finding(
    ledger: Ledger, capability: Capability, position: int, required: int, most: int
) -> Finding:
    scenario = ledger.scenario
    period = scenario.periods[position]
    key = (capability.code, period.code)
    return Finding(
        check="coverage",
        address=scenario.book.address("requirements", key, "units"),
        message=(
            f"{required:,} {capability.unit} of {capability.code} are required in {period.code}, "
            f"at most {most:,} can be there: {required - most:,} stay short in every plan"
        ),
        remedy="lower it, move it to a later period, or give more lines, steps or shorter leads",
    )


def most_there(ledger: Ledger, capability: Capability) -> list[int]:
    """Units by period: what states and pools have, the support allowed, and all new output."""
    scenario, stock = ledger.scenario, ledger.stock
    lines = [
        new_output(ledger, line)
        for line in scenario.lines_of[capability.code]
        if line.code in ledger.rights.selling_lines
    ]
    most = []
    for position in ledger.periods:
        held = sum(
            stock.available.get((state.code, capability.code), stock.zero)[position]
            for state in scenario.states
            if ledger.rights.may_contribute(state.code, capability.code)
        )
        pooled = capability.lot * sum(
            stock.pool_stock[pool.code][position] for pool in scenario.pools_of[capability.code]
        )
        new = sum(output[position] for output in lines) // MILLE
        most.append(held + pooled + _support(ledger, capability, position) + new)
    return most


def _support(ledger: Ledger, capability: Capability, position: int) -> int:
    scenario = ledger.scenario
    period = scenario.periods[position].code
    offered = scenario.offered.get((capability.code, period), 0)
    deadline = scenario.period_index[scenario.policy.deadline_period]
    if position < deadline or not scenario.policy.holds("dependence"):
        return offered
    return min(offered, dependence_cap(scenario, capability.code, period))


def new_output(ledger: Ledger, line: ProductionLine) -> list[int]:
    """Thousandths of a unit, cumulative by period, beyond what is under contract: every step is
    counted, and what there are parts for."""
    scenario = ledger.scenario
    first = first_delivery(scenario, line.code)
    deciding = deciding_periods(scenario, line)
    contracted = ledger.stock.line_contracts.get(line.code, ledger.stock.zero)
    made, plain, grown = [], 0, 0
    for position, period in enumerate(scenario.periods):
        rate = scenario.rate_by_key.get((line.code, period.code), 0)
        plain += rate - MILLE * contracted[position]
        if deciding[position] is not None:
            grown += line.step * line.max_steps
        # Nothing new arrives before the first possible delivery; an overbooked line owes nobody.
        made.append(max(0, plain) + grown if position >= first else 0)
    parts = most_units(ledger, line)
    return made if parts is None else list(map(min, made, parts))
