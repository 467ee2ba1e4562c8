"""Yearly costs of units: what they can add up to must stay countable."""

from collections.abc import Iterator, Mapping

from allocator.domain.problem import Problem
from allocator.domain.quantity import MILLE
from allocator.domain.scenario import Scenario
from allocator.io.numbers import shown
from allocator.io.problems import problem

COUNTABLE = 2**52 // MILLE
"""kEUR. The aims count money in thousandths, below 2^53; the other half is for what is bought."""
YEARLY = ("operating_cost", "readiness_cost")


def amount_problems(scenario: Scenario) -> Iterator[Problem]:
    """The largest yearly cost, where all of them together could pass what is counted exactly.

    A capability could ask for its yearly costs, in every state and all through the horizon, for all
    that its lines can ever deliver and all that is under contract.
    """
    months = sum(period.months for period in scenario.periods) * len(scenario.states)
    units = _most_units(scenario)
    reach = {
        (getattr(record, column) * units[record.code] * months // (12 * MILLE), record.code, column)
        for record in scenario.capabilities
        for column in YEARLY
    }
    if sum(most for most, *_ in reach) > COUNTABLE:
        _, code, column = max(reach)
        cost = getattr(scenario.capability_by_code[code], column)
        yield problem(
            scenario.book.address("capabilities", (code,), column),
            f"{shown(cost, 3)} a year for each of up to {units[code] // MILLE:,} new units is too "
            "large for totals to stay exact",
            "write a lower cost, in EUR m a year for one unit",
        )


def _most_units(scenario: Scenario) -> Mapping[str, int]:
    """Thousandths by capability."""
    units = {record.code: 0 for record in scenario.capabilities}
    for line in scenario.lines:
        units[line.capability] += line.step * line.max_steps * len(scenario.periods)
    for rate in scenario.line_rates:
        units[scenario.line_by_code[rate.line].capability] += rate.units
    for contract in scenario.order_book:
        units[contract.capability] += contract.units * MILLE
    return units
