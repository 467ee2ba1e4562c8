"""Aim: what changes of the plan in force changes by little, and late."""

from allocator.domain.in_force import ANNOUNCED
from allocator.domain.scenario import Scenario
from allocator.model.basis import Basis
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms
from allocator.model.steadiness import HeldSeries, difference, held_series


def change_size(draft: Draft) -> Terms:
    """sum of near[t] x announced x worth x |value[t] - value in force[t]|, in kEUR.

    near[t] = T - t (T where the decision has no periods); 5 for what is announced, else 1.
    """
    value = Terms()
    for series in held_series(draft):
        price = worth(draft.basis, series)
        for point in series.points:
            weight = ANNOUNCED if point.announced else 1
            near = draft.basis.length - point.period
            value.include(near * weight * price, difference(draft, series, point))
    return value


def worth(basis: Basis, series: HeldSeries) -> int:
    """kEUR, at least 1: what one more in the series is worth at the scenario's prices."""
    return max(1, _price(basis, series))


def _price(basis: Basis, series: HeldSeries) -> int:
    scenario, prices = basis.scenario, basis.prices
    match series.decision, series.codes:
        case "delivered", (state, line):
            price = prices.lot_price(state, scenario.line_by_code[line])
        case "contribution", (_, capability):
            price = _least_price(scenario, capability)
        case "pool_delivered", (_, line):
            record = scenario.line_by_code[line]
            price = record.unit_price * scenario.capability_by_code[record.capability].lot
        case "pool_shares", (state, pool, line):
            owned = scenario.pool_by_code[pool]
            price = prices.share_price(state, owned, scenario.line_by_code[line])
        case "join", (_, pool):
            price = scenario.pool_by_code[pool].entry_fee
        case ("lead", (_, pool)) | ("operating", (pool,)):
            price = scenario.pool_by_code[pool].startup_cost
        case "expansion", (line,):
            price = scenario.line_by_code[line].step_cost
        case "funding", (_, line):
            price = prices.tenth_cost(scenario.line_by_code[line])
        case "component_expansion", (component, host):
            price = scenario.component_by_key[component, host].step_cost
        case _:
            maker = scenario.component_by_key[series.codes[1], series.codes[2]]
            price = prices.tenth_cost(maker)
    return price


def _least_price(scenario: Scenario, capability: str) -> int:
    """Of a unit from any line of the capability; nothing where no line makes it."""
    return min((line.unit_price for line in scenario.lines_of[capability]), default=0)
