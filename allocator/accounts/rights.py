"""Who may buy, contribute, pool and fund what."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from allocator.domain.production_line import ProductionLine
from allocator.domain.rule import Rule
from allocator.domain.scenario import Scenario


@dataclass(frozen=True)
class Rights:
    """What law, policy and customers' lists leave open; see "Derived data" in docs/model.md."""

    scenario: Scenario
    enforced: bool = True
    """False in a what-if without the family access: everything is permitted to everybody."""

    def permitted(self, state: str, line: str) -> bool:
        """The line may deliver to the state, alone or through a pool."""
        return (state, line) in self._permitted

    def too_large(self, state: str, line: str) -> bool:
        """A large system for a small state: open to it only through pools."""
        capability = self.scenario.line_by_code[line].capability
        return (
            self.scenario.state_by_code[state].small_state
            and self.scenario.capability_by_code[capability].large_system
        )

    def may_contribute(self, state: str, capability: str) -> bool:
        """No rule forbids the state the capability."""
        return (state, capability) not in self.forbidden_capabilities

    def may_join(self, state: str, pool: str) -> bool:
        """The state is a member or candidate of the pool and not forbidden its capability."""
        member = self.scenario.member_by_key.get((pool, state))
        return (
            member is not None
            and member.role != "barred"
            and self.may_contribute(state, self.scenario.pool_by_code[pool].capability)
        )

    def must_join(self, state: str, pool: str) -> bool:
        """The state is in whenever the pool is open."""
        member = self.scenario.member_by_key.get((pool, state))
        return member is not None and member.role == "member" and self.may_join(state, pool)

    def may_lead(self, state: str, pool: str) -> bool:
        """The state may be the pool's framework nation."""
        member = self.scenario.member_by_key.get((pool, state))
        return member is not None and member.framework_eligible and self.may_join(state, pool)

    def may_share(self, state: str, pool: str, line: str) -> bool:
        """The state may buy shares in lots that the line delivers to the pool."""
        return (
            line in self.scenario.pool_by_code[pool].lines
            and self.may_join(state, pool)
            and self.permitted(state, line)
        )

    def may_fund(self, state: str, line: str) -> bool:
        """The state may pay for steps of the line: a permitted customer or the host."""
        record = self.scenario.line_by_code[line]
        return (
            record.max_steps > 0
            and (self.permitted(state, line) or state == record.host)
            and not self.forbidden(state, record)
            and not self.closed(record)
        )

    def may_fund_component(self, state: str, component: str, host: str) -> bool:
        """The state may pay for steps of the maker: its host, or a customer of lines that take it.

        Never one that a rule forbids every capability for which it is used.
        """
        if not self.scenario.component_by_key[component, host].max_steps:
            return False
        lines = [
            self.scenario.line_by_code[use.line]
            for use in self.scenario.component_use
            if use.component == component and use.per_unit
        ]
        barred = [not self.may_contribute(state, line.capability) for line in lines]
        if lines and all(barred):
            return False
        return state == host or any(self.permitted(state, line.code) for line in lines)

    def forbidden(self, state: str, line: ProductionLine) -> bool:
        """A rule forbids the state the line or its capability."""
        return (state, line.capability) in self.forbidden_capabilities or (
            state,
            line.code,
        ) in self.forbidden_lines

    def closed(self, line: ProductionLine) -> bool:
        """A rule forbids the host what the line makes: it delivers to nobody and is not funded."""
        return line.host in self.scenario.state_by_code and self.forbidden(line.host, line)

    @cached_property
    def forbidden_capabilities(self) -> frozenset[tuple[str, str]]:
        """(state, capability) that a rule on the capability or its domain forbids."""
        return frozenset(
            (state, capability)
            for rule in self._bans
            if rule.scope != "line"
            for state in rule.states
            for capability in rule.capabilities
        )

    @cached_property
    def forbidden_lines(self) -> frozenset[tuple[str, str]]:
        """(state, line) that a rule on the line forbids."""
        return frozenset(
            (state, rule.line)
            for rule in self._bans
            if rule.scope == "line" and rule.line is not None
            for state in rule.states
        )

    @cached_property
    def selling_lines(self) -> frozenset[str]:
        """Lines that some state is permitted to buy from."""
        return frozenset(line for _, line in self._permitted)

    @cached_property
    def _bans(self) -> tuple[Rule, ...]:
        rules = self.scenario.rules if self.enforced else ()
        return tuple(rule for rule in rules if rule.effect == "forbid")

    @cached_property
    def _permitted(self) -> frozenset[tuple[str, str]]:
        if not self.enforced:
            lines, states = self.scenario.line_by_code, self.scenario.state_by_code
            return frozenset(product(states, lines))
        access = self.scenario.access_by_key
        return frozenset(
            (state, line.code)
            for line in self.scenario.lines
            if not self.closed(line)
            for state in line.customers
            if not self.forbidden(state, line)
            and ((line.code, state) not in access or access[line.code, state].permitted)
        )
