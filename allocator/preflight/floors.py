"""Money that states must spend, against what they can pay and what there is to pay for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allocator.accounts.burden import key_money
from allocator.accounts.windows import span_of
from allocator.domain.problem import Finding
from allocator.domain.quantity import WHOLE, ceil_div, euros
from allocator.preflight.purse import Limit
from allocator.preflight.reach import Reach
from allocator.preflight.spendable import Spendable


@dataclass(frozen=True, slots=True)
class Floor:
    """New money, before rebates, that a state must pay in some periods in every plan; kEUR."""

    check: str
    state: str
    first: int
    last: int
    amount: int
    cell: str
    words: str
    """`the floor asks A for`"""
    capabilities: tuple[str, ...] | None = None
    """Those whose lots and shares alone are meant; None: anything."""


def floor_findings(reach: Reach) -> Iterator[Finding]:
    """Floors of burdens, budgets, windows and rules that are out of reach.

    Floors of budgets and windows against ceilings are problems of the workbook, and told there.
    """
    told: set[tuple[str, str]] = set()
    for floor in (*_burden_floors(reach), *_budget_floors(reach), *_rule_floors(reach)):
        # What several floors ask for together is said where none of them is too high by itself.
        if (floor.check, floor.state) in told and floor.check == "budget floors":
            continue
        finding = _above(reach, floor)
        if finding is not None:
            told.add((floor.check, floor.state))
            yield finding


def _above(reach: Reach, floor: Floor) -> Finding | None:
    limits: list[Limit] = [*reach.purse.over_horizon.get(floor.state, ())]
    if floor.check != "budget floors":
        lines = _lines(reach, floor)
        limits += reach.purse.in_budget(floor.state, floor.first, floor.last, lines)
    limit = min(limits, key=lambda limit: limit.amount, default=None)
    if limit is not None and floor.amount > limit.amount:
        return _finding(floor, f", more than {limit}", limit.remedy)
    there = Spendable(reach, floor.state, floor.capabilities).most(floor.first, floor.last)
    if floor.amount <= there:
        return None
    words = (
        f", but all that it may buy, fund or join comes to {euros(there)}"
        if there
        else ", but there is nothing that it may buy, fund or join then"
    )
    return _finding(floor, words, "change customers, access, rules or lead times")


def _finding(floor: Floor, words: str, remedy: str) -> Finding:
    return Finding(
        check=floor.check,
        address=floor.cell,
        message=f"{floor.words} {euros(floor.amount)} of new money{words}",
        remedy=f"lower the floor, or {remedy}",
        hopeless=True,
    )


def _lines(reach: Reach, floor: Floor) -> list[str] | None:
    if floor.capabilities is None:
        return None
    lines = reach.ledger.scenario.lines
    return [line.code for line in lines if line.capability in floor.capabilities]


def _burden_floors(reach: Reach) -> Iterator[Floor]:
    scenario = reach.ledger.scenario
    bases = key_money(scenario) if scenario.policy.holds("burden") else {}
    for state in scenario.states if bases else ():
        if state.burden_floor:
            yield Floor(
                check="burden",
                state=state.code,
                first=0,
                last=reach.last,
                amount=ceil_div(state.burden_floor * bases[state.code], WHOLE),
                cell=scenario.book.address("member_states", (state.code,), "burden_floor"),
                words=f"the floor asks {state.code} for",
            )


def _budget_floors(reach: Reach) -> Iterator[Floor]:
    """What contracts do not fill: of each budget, of each window, and of all budgets together."""
    scenario = reach.ledger.scenario
    for state in scenario.states if scenario.policy.holds("budget") else ():
        floors = list(_of_budgets(reach, state.code))
        yield from floors
        yield from _of_windows(reach, state.code)
        if len(floors) > 1:
            yield Floor(
                check="budget floors",
                state=state.code,
                first=0,
                last=reach.last,
                amount=sum(floor.amount for floor in floors),
                cell=floors[0].cell,
                words=f"this and {_others(floors)} together ask {state.code} for",
            )


def _of_budgets(reach: Reach, state: str) -> Iterator[Floor]:
    scenario, owed = reach.ledger.scenario, reach.purse.unpaid[state]
    for position, period in enumerate(scenario.periods):
        key = (state, period.code)
        amount = scenario.budget_by_key[key].floor - owed[position]
        if scenario.budget_by_key[key].floor and amount > 0:
            cell = scenario.book.address("budgets", key, "floor")
            words = f"beside its contracts the floor of {period.code} asks {state} for"
            yield Floor("budget floors", state, position, position, amount, cell, words)


def _of_windows(reach: Reach, state: str) -> Iterator[Floor]:
    scenario, owed = reach.ledger.scenario, reach.purse.unpaid[state]
    for window in scenario.budget_windows:
        span = span_of(scenario, window)
        amount = window.floor - sum(owed[span])
        if window.state == state and window.floor and amount > 0:
            key = (state, window.first_period, window.last_period)
            cell = scenario.book.address("budget_windows", key, "floor")
            words = f"beside its contracts the floor of the window asks {state} for"
            yield Floor("budget floors", state, span.start, span.stop - 1, amount, cell, words)


def _rule_floors(reach: Reach) -> Iterator[Floor]:
    """On the money of a domain."""
    scenario = reach.ledger.scenario
    for rule in scenario.rules if scenario.policy.holds("pledges") else ():
        if rule.effect == "floor" and rule.scope == "domain":
            for state in rule.states:
                yield Floor(
                    check="rules",
                    state=state,
                    first=0,
                    last=reach.last,
                    amount=rule.value,
                    cell=reach.cell_of(rule, "value"),
                    words=f"rule {rule.code} asks {state} for lots and shares of {rule.on} at",
                    capabilities=rule.capabilities,
                )


def _others(floors: Sequence[Floor]) -> str:
    return " and ".join(floor.cell for floor in floors[1:])
