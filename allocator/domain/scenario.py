"""The aggregate: everything one solve is fed."""

from collections.abc import Mapping
from functools import cached_property

from pydantic import ConfigDict

from allocator.domain.address_book import AddressBook
from allocator.domain.capability import (
    Capability,
    Contract,
    Holding,
    OutsideSupport,
    Requirement,
    Retirement,
)
from allocator.domain.member_state import Budget, MemberState, Personnel
from allocator.domain.period import Period
from allocator.domain.policy import Policy
from allocator.domain.pool import Pool, PoolMember
from allocator.domain.production_line import (
    Access,
    Component,
    ComponentUse,
    LineRate,
    ProductionLine,
    WorkShare,
)
from allocator.domain.record import Record
from allocator.domain.rule import Pledge, Rule


class Scenario(Record):
    """Records sorted by code (periods by start), so that no order of rows can reach a plan.

    `make` sorts; the reader and the tests use it. Codes that records name are known to exist: the
    assembler has refused the workbook otherwise.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    policy: Policy
    periods: tuple[Period, ...]
    states: tuple[MemberState, ...]
    budgets: tuple[Budget, ...]
    personnel: tuple[Personnel, ...]
    capabilities: tuple[Capability, ...]
    requirements: tuple[Requirement, ...]
    outside_support: tuple[OutsideSupport, ...]
    holdings: tuple[Holding, ...]
    retirements: tuple[Retirement, ...]
    order_book: tuple[Contract, ...]
    lines: tuple[ProductionLine, ...]
    line_rates: tuple[LineRate, ...]
    work_shares: tuple[WorkShare, ...]
    access: tuple[Access, ...]
    components: tuple[Component, ...]
    component_use: tuple[ComponentUse, ...]
    pools: tuple[Pool, ...]
    pool_members: tuple[PoolMember, ...]
    rules: tuple[Rule, ...]
    pledges: tuple[Pledge, ...]
    book: AddressBook

    @classmethod
    def make(
        cls,
        policy: Policy,
        periods: tuple[Period, ...],
        states: tuple[MemberState, ...],
        capabilities: tuple[Capability, ...],
        *,
        budgets: tuple[Budget, ...] = (),
        personnel: tuple[Personnel, ...] = (),
        requirements: tuple[Requirement, ...] = (),
        outside_support: tuple[OutsideSupport, ...] = (),
        holdings: tuple[Holding, ...] = (),
        retirements: tuple[Retirement, ...] = (),
        order_book: tuple[Contract, ...] = (),
        lines: tuple[ProductionLine, ...] = (),
        line_rates: tuple[LineRate, ...] = (),
        work_shares: tuple[WorkShare, ...] = (),
        access: tuple[Access, ...] = (),
        components: tuple[Component, ...] = (),
        component_use: tuple[ComponentUse, ...] = (),
        pools: tuple[Pool, ...] = (),
        pool_members: tuple[PoolMember, ...] = (),
        rules: tuple[Rule, ...] = (),
        pledges: tuple[Pledge, ...] = (),
        book: AddressBook | None = None,
    ) -> "Scenario":
        """A scenario from records in any order."""
        return cls(
            policy=policy,
            periods=tuple(sorted(periods, key=lambda r: (r.start, r.code))),
            states=tuple(sorted(states, key=lambda r: r.code)),
            budgets=tuple(sorted(budgets, key=lambda r: (r.state, r.period))),
            personnel=tuple(sorted(personnel, key=lambda r: (r.state, r.period))),
            capabilities=tuple(sorted(capabilities, key=lambda r: r.code)),
            requirements=tuple(sorted(requirements, key=lambda r: (r.capability, r.period))),
            outside_support=tuple(
                sorted(outside_support, key=lambda r: (r.capability, r.period, r.provider))
            ),
            holdings=tuple(sorted(holdings, key=lambda r: (r.state, r.capability))),
            retirements=tuple(sorted(retirements, key=lambda r: (r.state, r.capability, r.period))),
            order_book=tuple(
                sorted(
                    order_book,
                    key=lambda r: (
                        r.holder,
                        r.capability,
                        r.line or "",
                        r.period,
                        r.units,
                        r.unpaid,
                        r.row,
                    ),
                )
            ),
            lines=tuple(sorted(lines, key=lambda r: r.code)),
            line_rates=tuple(sorted(line_rates, key=lambda r: (r.line, r.period))),
            work_shares=tuple(sorted(work_shares, key=lambda r: (r.line, r.state))),
            access=tuple(sorted(access, key=lambda r: (r.line, r.state))),
            components=tuple(sorted(components, key=lambda r: (r.code, r.host))),
            component_use=tuple(sorted(component_use, key=lambda r: (r.line, r.component))),
            pools=tuple(sorted(pools, key=lambda r: r.code)),
            pool_members=tuple(sorted(pool_members, key=lambda r: (r.pool, r.state))),
            rules=tuple(sorted(rules, key=lambda r: (r.code, r.binds, r.on))),
            pledges=tuple(
                sorted(
                    pledges,
                    key=lambda r: (
                        r.object,
                        r.code,
                        r.state or "",
                        r.period,
                        r.relation,
                        r.quantity,
                        r.row,
                    ),
                )
            ),
            book=book or AddressBook(),
        )

    @cached_property
    def period_index(self) -> Mapping[str, int]:
        """Position of each period, from 0."""
        return {period.code: index for index, period in enumerate(self.periods)}

    @cached_property
    def state_by_code(self) -> Mapping[str, MemberState]:
        return {record.code: record for record in self.states}

    @cached_property
    def capability_by_code(self) -> Mapping[str, Capability]:
        return {record.code: record for record in self.capabilities}

    @cached_property
    def line_by_code(self) -> Mapping[str, ProductionLine]:
        return {record.code: record for record in self.lines}

    @cached_property
    def pool_by_code(self) -> Mapping[str, Pool]:
        return {record.code: record for record in self.pools}

    @cached_property
    def budget_by_key(self) -> Mapping[tuple[str, str], Budget]:
        """By state and period; every pair is there."""
        return {(record.state, record.period): record for record in self.budgets}

    @cached_property
    def personnel_by_key(self) -> Mapping[tuple[str, str], Personnel]:
        """By state and period; a state has all periods or none (none: its crews have no limit)."""
        return {(record.state, record.period): record for record in self.personnel}

    @cached_property
    def required(self) -> Mapping[tuple[str, str], int]:
        """Units by capability and period; every pair is there."""
        return {(record.capability, record.period): record.units for record in self.requirements}

    @cached_property
    def offered(self) -> Mapping[tuple[str, str], int]:
        """Units of all outside providers by capability and period; absent pairs offer nothing."""
        total: dict[tuple[str, str], int] = {}
        for record in self.outside_support:
            key = (record.capability, record.period)
            total[key] = total.get(key, 0) + record.units
        return total

    @cached_property
    def holding_by_key(self) -> Mapping[tuple[str, str], Holding]:
        """By state and capability; an absent pair holds none."""
        return {(record.state, record.capability): record for record in self.holdings}

    @cached_property
    def access_by_key(self) -> Mapping[tuple[str, str], Access]:
        """By line and state; an absent pair may buy at the line's price."""
        return {(record.line, record.state): record for record in self.access}

    @cached_property
    def rate_by_key(self) -> Mapping[tuple[str, str], int]:
        """Thousandths of a unit by line and period; an absent pair delivers nothing."""
        return {(record.line, record.period): record.units for record in self.line_rates}

    @cached_property
    def member_by_key(self) -> Mapping[tuple[str, str], PoolMember]:
        """By pool and state; an absent pair cannot be in the pool."""
        return {(record.pool, record.state): record for record in self.pool_members}

    @cached_property
    def work_share_by_line(self) -> Mapping[str, Mapping[str, int]]:
        """Basis points by line and member state.

        A line without rows in `work_shares` gives all its work to its host; work of a host that is
        an outside provider, and what the shares leave open, falls to no member state.
        """
        stated: dict[str, dict[str, int]] = {}
        for record in self.work_shares:
            stated.setdefault(record.line, {})[record.state] = record.share
        default = {
            line.code: {line.host: 10_000} if line.host in self.state_by_code else {}
            for line in self.lines
        }
        return {**default, **stated}

    @cached_property
    def lines_of(self) -> Mapping[str, tuple[ProductionLine, ...]]:
        """Lines by capability, sorted."""
        return {
            capability.code: tuple(
                line for line in self.lines if line.capability == capability.code
            )
            for capability in self.capabilities
        }

    @cached_property
    def pools_of(self) -> Mapping[str, tuple[Pool, ...]]:
        """Pools by capability, sorted."""
        return {
            capability.code: tuple(
                pool for pool in self.pools if pool.capability == capability.code
            )
            for capability in self.capabilities
        }
