"""The aggregate: everything one solve is fed."""

from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from pydantic import ConfigDict

from allocator.domain.address_book import AddressBook
from allocator.domain.capability import (
    Capability,
    Contract,
    Enabler,
    Holding,
    OutsideSupport,
    Requirement,
    Retirement,
)
from allocator.domain.fund import Fund, FundLimit
from allocator.domain.member_state import Budget, BudgetWindow, MemberState, Personnel
from allocator.domain.period import Period
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import STEADINESS, AimName, Policy
from allocator.domain.pool import Call, Exclusion, Pool, PoolMember
from allocator.domain.production_line import (
    Access,
    Component,
    ComponentUse,
    LineRate,
    PriceBand,
    ProductionLine,
    WorkShare,
)
from allocator.domain.record import Record, grouped
from allocator.domain.rule import Pledge, Rule

R = TypeVar("R", bound=Record)


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
    budget_windows: tuple[BudgetWindow, ...]
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
    price_bands: tuple[PriceBand, ...]
    access: tuple[Access, ...]
    components: tuple[Component, ...]
    component_use: tuple[ComponentUse, ...]
    pools: tuple[Pool, ...]
    pool_members: tuple[PoolMember, ...]
    calls: tuple[Call, ...]
    exclusions: tuple[Exclusion, ...]
    funds: tuple[Fund, ...]
    fund_limits: tuple[FundLimit, ...]
    enablers: tuple[Enabler, ...]
    rules: tuple[Rule, ...]
    pledges: tuple[Pledge, ...]
    plan_in_force: tuple[PlanRow, ...]
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
        budget_windows: tuple[BudgetWindow, ...] = (),
        personnel: tuple[Personnel, ...] = (),
        requirements: tuple[Requirement, ...] = (),
        outside_support: tuple[OutsideSupport, ...] = (),
        holdings: tuple[Holding, ...] = (),
        retirements: tuple[Retirement, ...] = (),
        order_book: tuple[Contract, ...] = (),
        lines: tuple[ProductionLine, ...] = (),
        line_rates: tuple[LineRate, ...] = (),
        work_shares: tuple[WorkShare, ...] = (),
        price_bands: tuple[PriceBand, ...] = (),
        access: tuple[Access, ...] = (),
        components: tuple[Component, ...] = (),
        component_use: tuple[ComponentUse, ...] = (),
        pools: tuple[Pool, ...] = (),
        pool_members: tuple[PoolMember, ...] = (),
        calls: tuple[Call, ...] = (),
        exclusions: tuple[Exclusion, ...] = (),
        funds: tuple[Fund, ...] = (),
        fund_limits: tuple[FundLimit, ...] = (),
        enablers: tuple[Enabler, ...] = (),
        rules: tuple[Rule, ...] = (),
        pledges: tuple[Pledge, ...] = (),
        plan_in_force: tuple[PlanRow, ...] = (),
        book: AddressBook | None = None,
    ) -> "Scenario":
        """A scenario from records in any order."""
        return cls(
            policy=policy,
            periods=_sorted(periods, "start", "code"),
            states=_sorted(states, "code"),
            budgets=_sorted(budgets, "state", "period"),
            budget_windows=_sorted(budget_windows, "state", "first_period", "last_period"),
            personnel=_sorted(personnel, "state", "period"),
            capabilities=_sorted(capabilities, "code"),
            requirements=_sorted(requirements, "capability", "period"),
            outside_support=_sorted(outside_support, "capability", "period", "provider"),
            holdings=_sorted(holdings, "state", "capability"),
            retirements=_sorted(retirements, "state", "capability", "period"),
            order_book=tuple(sorted(order_book, key=_contract)),
            lines=_sorted(lines, "code"),
            line_rates=_sorted(line_rates, "line", "period"),
            work_shares=_sorted(work_shares, "line", "state"),
            price_bands=_sorted(price_bands, "line", "from_units"),
            access=_sorted(access, "line", "state"),
            components=_sorted(components, "code", "host"),
            component_use=_sorted(component_use, "line", "component"),
            pools=_sorted(pools, "code"),
            pool_members=_sorted(pool_members, "pool", "state"),
            calls=_sorted(calls, "contingency", "pool", "state"),
            exclusions=_sorted(exclusions, "state", "state_2", "on"),
            funds=_sorted(funds, "code"),
            fund_limits=_sorted(fund_limits, "fund", "state"),
            enablers=_sorted(enablers, "combat_capability", "enabler_capability"),
            rules=_sorted(rules, "code", "binds", "on"),
            pledges=tuple(sorted(pledges, key=_pledge)),
            plan_in_force=_sorted(plan_in_force, "decision", "codes"),
            book=book or AddressBook(),
        )

    def replaced(self, **records: object) -> "Scenario":
        """The scenario with other records, in any order; nothing cached is carried over."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Scenario.make(**{**fields, **records})

    @property
    def aims(self) -> tuple[AimName, ...]:
        """The policy's aims; those of steadiness only where a plan is in force."""
        if self.plan_in_force:
            return self.policy.aims
        return tuple(aim for aim in self.policy.aims if aim not in STEADINESS)

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
    def component_by_key(self) -> Mapping[tuple[str, str], Component]:
        """By component and host."""
        return {(record.code, record.host): record for record in self.components}

    @cached_property
    def fund_by_code(self) -> Mapping[str, Fund]:
        return {record.code: record for record in self.funds}

    @cached_property
    def enablers_of(self) -> Mapping[str, tuple[Enabler, ...]]:
        """By combat capability; absent where a capability counts by itself."""
        return grouped(self.enablers, lambda record: record.combat_capability)

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


def _sorted(records: tuple[R, ...], *fields: str) -> tuple[R, ...]:
    return tuple(sorted(records, key=attrgetter(*fields)))


def _contract(row: Contract) -> tuple[str, str, str, str, int, int, int]:
    codes = (row.holder, row.capability, row.line or "", row.period)
    return (*codes, row.units, row.unpaid, row.row)


def _pledge(row: Pledge) -> tuple[str, str, str, str, str, int, int]:
    codes = (row.object, row.code, row.state or "", row.period, row.relation)
    return (*codes, row.quantity, row.row)
