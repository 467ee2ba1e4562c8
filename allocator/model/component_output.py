"""What there is of each component: output of all hosts, order book and growth."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import SupplyChain, supply_chains
from allocator.model.access_map import AccessMap
from allocator.model.calendar import Calendar


@dataclass(frozen=True, slots=True)
class ComponentOutput:
    """A component in thousandths of a part; output is one stock, expansions are by host."""

    chain: SupplyChain
    use: Mapping[str, int]
    """What a lot takes, by line that can deliver new lots."""
    made: tuple[int, ...]
    """By all hosts, before expansions."""
    book: tuple[int, ...]
    """What deliveries of the order book take, of all lines."""
    deciding: Mapping[str, tuple[int | None, ...]]
    """By host: for each period, the period whose decided steps are available in it."""

    def room(self, first: int, last: int) -> int:
        """Left for new lots in `first .. last` before expansions; never negative.

        Work in progress of less than a lot may have its parts already. What is under contract is
        not undone: it takes at most what is there.
        """
        progress = sum(parts - 1 for parts in self.use.values()) if first > 0 else 0
        span = slice(first, last + 1)
        return max(0, sum(self.made[span]) - sum(self.book[span]) + progress)


def component_outputs(
    scenario: Scenario, calendar: Calendar, access: AccessMap
) -> Mapping[str, ComponentOutput]:
    """By component."""
    return {
        chain.component: _output(scenario, chain, calendar, access)
        for chain in supply_chains(scenario)
    }


def _output(
    scenario: Scenario, chain: SupplyChain, calendar: Calendar, access: AccessMap
) -> ComponentOutput:
    made = [0] * len(scenario.periods)
    for maker in chain.makers:
        for period, parts in maker.output:
            made[scenario.period_index[period]] += parts
    book = [0] * len(scenario.periods)
    per_unit = {use.line: use.per_unit for use in chain.uses}
    for record in scenario.order_book:
        if record.line in per_unit:
            book[scenario.period_index[record.period]] += per_unit[record.line] * record.units
    use = {}
    for code, parts in per_unit.items():
        line = scenario.line_by_code[code]
        if code in access.open_lines and calendar.first_delivery(line, None) < len(made):
            use[code] = parts * scenario.capability_by_code[line.capability].lot
    return ComponentOutput(
        chain=chain,
        use=use,
        made=tuple(made),
        book=tuple(book),
        deciding={maker.host: calendar.deciding(maker) for maker in chain.makers},
    )
