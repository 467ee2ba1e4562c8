"""Rows -> records: the readable rows of a workbook become a scenario."""

from collections.abc import Mapping, Sequence
from typing import Any

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
    Payment,
    ProductionLine,
    WorkShare,
)
from allocator.domain.rule import Pledge, Rule
from allocator.domain.scenario import Scenario
from allocator.io.draft import Draft, record
from allocator.io.sheet_rows import Row

Members = Mapping[str, tuple[str, ...]]
"""States by group, by their own code, and under `all`."""


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
    outside_support = tuple(record(OutsideSupport, row) for row in draft.rows("outside_support"))
    lines = tuple(_line(draft, row, members) for row in draft.rows("lines"))
    components = _components(draft)
    pools = _pools(draft)
    return Scenario.make(
        policy,
        periods,
        states,
        capabilities,
        budgets=tuple(record(Budget, row) for row in draft.rows("budgets")),
        personnel=tuple(record(Personnel, row) for row in draft.rows("personnel")),
        requirements=tuple(record(Requirement, row) for row in draft.rows("requirements")),
        outside_support=outside_support,
        holdings=tuple(record(Holding, row) for row in draft.rows("holdings")),
        retirements=tuple(record(Retirement, row) for row in draft.rows("retirements")),
        order_book=tuple(
            record(Contract, row, row=row.number) for row in draft.rows("order_book")
        ),
        lines=lines,
        line_rates=tuple(record(LineRate, row) for row in draft.rows("line_rates")),
        work_shares=tuple(record(WorkShare, row) for row in draft.rows("work_shares")),
        access=tuple(record(Access, row) for row in draft.rows("access")),
        components=components,
        component_use=tuple(record(ComponentUse, row) for row in draft.rows("component_use")),
        pools=pools,
        pool_members=tuple(record(PoolMember, row) for row in draft.rows("pool_members")),
        rules=_rules(draft, members, capabilities, lines),
        pledges=tuple(record(Pledge, row, row=row.number) for row in draft.rows("pledges")),
        book=book,
    )


def _periods(draft: Draft) -> tuple[Period, ...]:
    """A period whose start cannot be read stands after the one in the row above it."""
    periods: list[Period] = []
    for row in draft.rows("periods", {"start": None, "months": 12, "weight": 1}):
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


def _line(draft: Draft, row: Row, members: Members) -> ProductionLine:
    values: Mapping[str, Any] = row.values
    names: tuple[str, ...] = values["customers"]
    if names == ("own",):
        customers = members.get(values["host"], ())
        if not customers:
            what = f'own customers, but the host "{values["host"]}" is no member state'
            draft.refuse("lines", row, "customers", what, "name the states it sells to, or all")
    else:
        customers = tuple(sorted({code for name in names for code in members[name]}))
    return record(
        ProductionLine,
        row,
        code=values["line"],
        customers=customers,
        design_authority_inside=values["design_authority"] == "inside",
        payment_profile=tuple(
            Payment(offset=offset, share=share) for offset, share in values["payment_profile"]
        ),
    )


CONSTANT = ("step", "step_cost", "step_lead_months", "max_steps", "host_least_share")
"""What a maker of a component has once, though it has a row for every period."""


def _components(draft: Draft) -> tuple[Component, ...]:
    makers: dict[tuple[Any, Any], list[Row]] = {}
    for row in draft.rows("components"):
        makers.setdefault((row.values["component"], row.values["host"]), []).append(row)
    for rows in makers.values():
        for row in rows[1:]:
            for column in CONSTANT:
                if row.values[column] != rows[0].values[column]:
                    what = f"{column} differs from row {rows[0].number} of the same maker"
                    remedy = "write the same value in every row of a component and host"
                    draft.refuse("components", row, column, what, remedy)
    return tuple(
        record(
            Component,
            rows[0],
            code=code,
            output=tuple(sorted((row.values["period"], row.values["output"]) for row in rows)),
        )
        for (code, _), rows in makers.items()
    )


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


def _rules(
    draft: Draft,
    members: Members,
    capabilities: Sequence[Capability],
    lines: Sequence[ProductionLine],
) -> tuple[Rule, ...]:
    by_domain: dict[str, list[str]] = {}
    for capability in capabilities:
        for name in ("all", capability.domain):
            by_domain.setdefault(name, []).append(capability.code)
    scopes: dict[str, Mapping[str, tuple[str, ...]]] = {
        "capability": {capability.code: (capability.code,) for capability in capabilities},
        "line": {line.code: () for line in lines},
        "domain": {name: tuple(sorted(codes)) for name, codes in by_domain.items()},
    }
    rules = []
    for row in draft.rows("rules"):
        values: Mapping[str, Any] = row.values
        named = [scope for scope, things in scopes.items() if values["on"] in things]
        if len(named) > 1:
            what = f'"{values["on"]}" is the name of a {" and of a ".join(named)}'
            draft.refuse("rules", row, "on", what, "give them different names")
        value = _rule_value(draft, row, named[0])
        rules.append(
            record(
                Rule,
                row,
                code=values["rule"],
                states=members[values["binds"]],
                scope=named[0],
                capabilities=scopes[named[0]][values["on"]],
                line=values["on"] if named[0] == "line" else None,
                value=value,
            )
        )
    return tuple(rules)


def _rule_value(draft: Draft, row: Row, scope: str) -> int:
    """The value of a cap or floor; forbidding needs none."""
    values: Mapping[str, Any] = row.values
    value: int | None = values["value"]
    if values["effect"] == "forbid":
        if value:
            draft.refuse("rules", row, "value", "forbid has no value", "leave it blank, or use cap")
        return 0
    if value is None:
        remedy = "write the units" if scope != "domain" else "write the money in EUR m"
        draft.refuse("rules", row, "value", f"blank, but {values['effect']} needs a value", remedy)
        return 0
    if scope != "domain" and value % 1_000:
        draft.refuse(
            "rules", row, "value", "units on a capability or line are whole", "write a whole number"
        )
    return value
