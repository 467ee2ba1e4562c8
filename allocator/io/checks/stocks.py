"""Retirements against holdings, and the order book against its lines and pools."""

from collections.abc import Iterator, Sequence
from math import gcd

from allocator.domain.capability import Contract, Retirement
from allocator.domain.problem import Problem
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE
from allocator.domain.scenario import Scenario
from allocator.io.numbers import shown
from allocator.io.problems import problem
from allocator.io.unread import Unread


def retirement_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """More units leaving service than a state holds."""
    by_pair: dict[tuple[str, str], list[Retirement]] = {}
    for retirement in scenario.retirements:
        by_pair.setdefault((retirement.state, retirement.capability), []).append(retirement)
    for pair, retirements in by_pair.items():
        holding = scenario.holding_by_key.get(pair)
        if holding is None and unread.hides("holdings", state=pair[0], capability=pair[1]):
            continue
        held = 0 if holding is None else holding.units
        gone = 0
        for retirement in sorted(retirements, key=lambda row: scenario.period_index[row.period]):
            gone += retirement.units
            if gone > held:
                yield problem(
                    scenario.book.address("retirements", (*pair, retirement.period), "units"),
                    f"{gone:,} units of {pair[1]} leave {pair[0]} by {retirement.period}, "
                    f"but it holds {held:,}",
                    "lower the units, or correct holdings",
                )
                break


def contract_problems(scenario: Scenario) -> Iterator[Problem]:
    """Contracts for the wrong thing, in parts of lots, or owed by a pool."""
    for contract in scenario.order_book:
        key = (str(contract.row),)
        line = scenario.line_by_code.get(contract.line or "")
        if line is not None and line.capability != contract.capability:
            yield problem(
                scenario.book.address("order_book", key, "capability"),
                f"{contract.capability}, but the line {line.code} makes {line.capability}",
                f"write {line.capability}, or another line",
            )
        pooled = contract.holder in scenario.pool_by_code
        if pooled and contract.holder not in scenario.state_by_code:
            yield from _pool_contract_problems(scenario, contract)


def _pool_contract_problems(scenario: Scenario, contract: Contract) -> Iterator[Problem]:
    key = (str(contract.row),)
    pool = scenario.pool_by_code[contract.holder]
    lot = scenario.capability_by_code[pool.capability].lot
    if pool.capability != contract.capability:
        yield problem(
            scenario.book.address("order_book", key, "capability"),
            f"{contract.capability}, but the pool {pool.code} is for {pool.capability}",
            f"write {pool.capability}, or another pool",
        )
    elif contract.units % lot:
        yield problem(
            scenario.book.address("order_book", key, "units"),
            f"{contract.units:,} units are no whole lots: {pool.capability} comes in lots of {lot}",
            f"write a multiple of {lot}",
        )
    if contract.unpaid:
        yield problem(
            scenario.book.address("order_book", key, "unpaid"),
            f"a pool owes {shown(contract.unpaid, 3)}, but pools have no budget",
            "leave it blank, and lower the ceilings of the members that pay",
        )


def capacity_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Contracts that a line cannot deliver in some stretch of periods (see the family capacity)."""
    by_line: dict[str, list[Contract]] = {}
    for contract in scenario.order_book:
        if contract.line is not None:
            by_line.setdefault(contract.line, []).append(contract)
    for code, contracts in by_line.items():
        line = scenario.line_by_code[code]
        stretch = _overfull_stretch(scenario, line, contracts)
        unknown = unread.hides("line_rates", line=code) or unread.lacks(
            "capabilities", "lot", capability=line.capability
        )
        if stretch is not None and not unknown:
            yield _capacity_problem(scenario, line, contracts, *stretch)


def _overfull_stretch(
    scenario: Scenario, line: ProductionLine, contracts: Sequence[Contract]
) -> tuple[int, int, int, int] | None:
    """First and last period, units due and thousandths possible, of the shortest stretch."""
    count = len(scenario.periods)
    due = [0] * count
    for contract in contracts:
        due[scenario.period_index[contract.period]] += contract.units
    rates = [scenario.rate_by_key.get((line.code, p.code), 0) for p in scenario.periods]
    # Work in progress comes in steps of the largest part of a unit that divides every rate.
    part = gcd(MILLE, line.step, *rates)
    carried = scenario.capability_by_code[line.capability].lot * MILLE - part
    for length in range(1, count + 1):
        for first in range(count - length + 1):
            units = sum(due[first : first + length])
            possible = sum(rates[first : first + length]) + (carried if first else 0)
            if units * MILLE > possible:
                return first, first + length - 1, units, possible
    return None


def _capacity_problem(
    scenario: Scenario,
    line: ProductionLine,
    contracts: Sequence[Contract],
    first: int,
    last: int,
    units: int,
    possible: int,
) -> Problem:
    codes = [period.code for period in scenario.periods[first : last + 1]]
    row = max(contract.row for contract in contracts if contract.period in codes and contract.units)
    when = codes[0] if first == last else f"{codes[0]} to {codes[-1]}"
    return problem(
        scenario.book.address("order_book", (str(row),), "units"),
        f"{units:,} units of {line.code} are due in {when}, but it can deliver "
        f"{shown(possible, 3)}",
        "raise line_rates, lower the units, or move them to a later period",
    )
