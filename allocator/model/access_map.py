"""Who may buy, contribute, pool and fund what: derived from customers, access rows and rules."""

from dataclasses import dataclass
from itertools import product

from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import SupplyChain

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AccessMap:
    """Answers by code. Formulas: "Derived data" in docs/model.md."""

    scenario: Scenario
    forbidden_capabilities: frozenset[Pair]
    """(state, capability) that a rule forbids."""
    forbidden_lines: frozenset[Pair]
    """(state, line) that a rule forbids, on the line or on its capability."""
    permitted: frozenset[Pair]
    """(state, line): the state may own what the line delivers."""
    open_lines: frozenset[str]
    """Lines that somebody is permitted to buy from."""

    def may_contribute(self, state: str, capability: str) -> bool:
        """No rule forbids the state the capability."""
        return (state, capability) not in self.forbidden_capabilities

    def may_join(self, state: str, pool: str) -> bool:
        """A state that a rule forbids the capability counts as barred."""
        return self.may_contribute(state, self.scenario.pool_by_code[pool].capability)

    def may_share(self, state: str, pool: str, line: str) -> bool:
        """Member or candidate of a pool that may buy from a line permitted to the state."""
        member = self.scenario.member_by_key.get((pool, state))
        return (
            member is not None
            and member.role != "barred"
            and line in self.scenario.pool_by_code[pool].lines
            and (state, line) in self.permitted
        )

    def may_fund(self, state: str, line: str) -> bool:
        """Customers and the host pay for expansions of an open line that can grow."""
        record = self.scenario.line_by_code[line]
        return (
            record.max_steps > 0
            and (state == record.host or (state, line) in self.permitted)
            and (state, line) not in self.forbidden_lines
            and (record.host, line) not in self.forbidden_lines
        )

    def component_funders(self, chain: SupplyChain) -> frozenset[tuple[str, str, str]]:
        """(state, component, host): customers of lines that take it and the host, if it can grow.

        A state that a rule forbids all capabilities of these lines pays for nothing.
        """
        made = {self.scenario.line_by_code[use.line].capability for use in chain.uses}
        takers = {use.line for use in chain.uses}
        customers = {state for state, line in self.permitted if line in takers}
        barred = {
            state
            for state in self.scenario.state_by_code
            if made and not any(self.may_contribute(state, capability) for capability in made)
        }
        return frozenset(
            (state, maker.code, maker.host)
            for maker in chain.makers
            if maker.max_steps
            for state in self.scenario.state_by_code
            if state in customers or (state == maker.host and state not in barred)
        )


def access_map(scenario: Scenario) -> AccessMap:
    """The map of a scenario; a line whose host is forbidden it is closed to everybody.

    In a what-if without the family access everything is permitted to everybody.
    """
    if not scenario.policy.holds("access"):
        everything = frozenset(product(scenario.state_by_code, scenario.line_by_code))
        nothing: frozenset[Pair] = frozenset()
        lines_open = frozenset(scenario.line_by_code)
        return AccessMap(scenario, nothing, nothing, everything, lines_open)
    capabilities: set[Pair] = set()
    lines: set[Pair] = set()
    for rule in scenario.rules:
        if rule.effect != "forbid":
            continue
        for state in rule.states:
            if rule.line is not None:
                lines.add((state, rule.line))
            else:
                capabilities.update((state, capability) for capability in rule.capabilities)
    lines.update(
        (state, line.code)
        for state, capability in capabilities
        for line in scenario.lines_of[capability]
    )
    barred = {(row.state, row.line) for row in scenario.access if not row.permitted}
    permitted = frozenset(
        (state, line.code)
        for line in scenario.lines
        if (line.host, line.code) not in lines
        for state in line.customers
        if (state, line.code) not in lines and (state, line.code) not in barred
    )
    open_lines = frozenset(line for _, line in permitted)
    return AccessMap(scenario, frozenset(capabilities), frozenset(lines), permitted, open_lines)
