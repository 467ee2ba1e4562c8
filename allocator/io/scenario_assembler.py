"""Rows -> records: the readable rows of a workbook become a scenario."""

from collections.abc import Sequence

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
from allocator.domain.fund import FundLimit
from allocator.domain.member_state import Budget, BudgetWindow, MemberState, Personnel
from allocator.domain.period import Period
from allocator.domain.policy import Policy
from allocator.domain.pool import Call, Pool, PoolMember
from allocator.domain.production_line import Access, ComponentUse, LineRate, PriceBand, WorkShare
from allocator.domain.rule import Pledge
from allocator.domain.scenario import Scenario
from allocator.io.draft import Draft, record
from allocator.io.fund_rows import exclusions, funds
from allocator.io.in_force_rows import plan_in_force
from allocator.io.line_rows import Members, components, lines
from allocator.io.rule_rows import rules


def assembled(draft: Draft, policy: Policy, book: AddressBook) -> Scenario:
    """The scenario of all rows that can become records.

    Sheets that declare codes come before the sheets that name them, as the draft demands. Problems
    that show only here are noted in the draft.
    """
    periods = _periods(draft)
    states = tuple(
        record(MemberState, row, code=row.values["state"]) for row in draft.rows("member_states")
    )
    members = _members(states)
    capabilities = tuple(
        record(Capability, row, code=row.values["capability"]) for row in draft.rows("capabilities")
    )
    outside_support = draft.records(OutsideSupport, "outside_support")
    made = lines(draft, members)
    return Scenario.make(
        policy,
        periods,
        states,
        capabilities,
        outside_support=outside_support,
        lines=made,
        pools=_pools(draft),
        components=components(draft),
        component_use=draft.records(ComponentUse, "component_use"),
        budgets=draft.records(Budget, "budgets"),
        budget_windows=draft.records(BudgetWindow, "budget_windows"),
        personnel=draft.records(Personnel, "personnel"),
        requirements=draft.records(Requirement, "requirements"),
        holdings=draft.records(Holding, "holdings"),
        retirements=draft.records(Retirement, "retirements"),
        order_book=draft.records(Contract, "order_book"),
        line_rates=draft.records(LineRate, "line_rates"),
        work_shares=draft.records(WorkShare, "work_shares"),
        price_bands=draft.records(PriceBand, "price_bands"),
        access=draft.records(Access, "access"),
        pool_members=draft.records(PoolMember, "pool_members"),
        calls=draft.records(Call, "calls"),
        exclusions=exclusions(draft, capabilities),
        funds=funds(draft, members),
        fund_limits=draft.records(FundLimit, "fund_limits"),
        enablers=draft.records(Enabler, "enablers"),
        rules=rules(draft, members, capabilities, made),
        pledges=draft.records(Pledge, "pledges"),
        plan_in_force=plan_in_force(draft),
        book=book,
    )


def _periods(draft: Draft) -> tuple[Period, ...]:
    """A period whose start cannot be read stands after the one in the row above it."""
    periods: list[Period] = []
    for row in draft.rows("periods"):
        values = row.values
        after = periods[-1].start + periods[-1].months if periods else 0
        start = after if values["start"] is None else values["start"]
        periods.append(record(Period, row, code=values["period"], start=start))
    return tuple(periods)


def _members(states: Sequence[MemberState]) -> Members:
    members: dict[str, list[str]] = {"all": []}
    for state in states:
        for name in ("all", state.code, *state.groups):
            members.setdefault(name, []).append(state.code)
    return {name: tuple(sorted(codes)) for name, codes in members.items()}


def _pools(draft: Draft) -> tuple[Pool, ...]:
    rows = draft.rows("pools")
    lines: dict[object, list[str]] = {}
    for row in draft.rows("pool_lines"):
        lines.setdefault(row.values["pool"], []).append(str(row.values["line"]))
    return tuple(
        record(
            Pool,
            row,
            code=row.values["pool"],
            lines=tuple(sorted(lines.get(row.values["pool"], ()))),
        )
        for row in rows
    )
