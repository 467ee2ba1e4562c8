"""Loans, windows and readiness against every plan: what can be paid for, and what it comes to."""

from collections import Counter
from collections.abc import Callable

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import loans
from allocator.accounts.windows import windows
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.least_money import least_carry, least_loans
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration
from tests.properties.flow import greatest_flow
from tests.properties.trait_origin import Financed, with_funds

EXAMPLES = 80


def every_plan(seed: int) -> Enumeration:
    return Financed(with_funds(drawn(seed), seed), most_plans=2_500)


def test_loans_agree_with_every_plan() -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits)
    assert seen["solved"] >= 0.50 * EXAMPLES
    assert seen["borrows"] >= 0.25 * EXAMPLES
    assert seen["drawn whole"] >= 0.15 * EXAMPLES
    assert seen["window binds"] >= 0.15 * EXAMPLES
    assert seen["kept ready"] >= 0.05 * EXAMPLES
    assert seen["bought jointly"]
    assert seen["all lent for"]


def test_the_large_way_with_loans_never_leaves_what_every_plan_allows() -> None:
    large_way_agrees(every_plan, examples=12, also=check_least)


def check_least(scenario: Scenario, outcome: Outcome) -> None:
    """No loan and nothing carried could be less."""
    if isinstance(outcome, Solved):
        ledger = Ledger(scenario, outcome.plan)
        assert dict(least_loans(ledger)) == outcome.plan.loan
        carry = {key: amount for key, amount in least_carry(ledger).items() if amount}
        assert carry == outcome.plan.carry


def doubled(scenario: Scenario) -> Scenario:
    """Every fund has twice as much."""
    limits = (row.model_copy(update={"amount": 2 * row.amount}) for row in scenario.fund_limits)
    return scenario.replaced(fund_limits=tuple(limits))


def easier(scenario: Scenario) -> Scenario:
    """Funds lend for anything, bought jointly or not."""
    asked = {"min_inside_share": 0, "joint_from_period": None}
    funds = (row.model_copy(update=asked) for row in scenario.funds)
    return scenario.replaced(funds=tuple(funds))


def wider(scenario: Scenario) -> Scenario:
    """Windows have no ceilings."""
    windows = (row.model_copy(update={"ceiling": None}) for row in scenario.budget_windows)
    return scenario.replaced(budget_windows=tuple(windows))


@pytest.mark.parametrize("change", [doubled, easier, wider])
def test_more_to_pay_with_never_leaves_more_short(change: Callable[[Scenario], Scenario]) -> None:
    """And now and then it leaves less."""
    better = 0
    for seed in range(60):
        scenario = with_funds(drawn(seed), seed)
        before, after = (solve(build(one)) for one in (scenario, change(scenario)))
        if isinstance(before, Solved):
            assert isinstance(after, Solved), f"seed {seed}"
            assert after.aims[0].least <= before.aims[0].least, f"seed {seed}"
            better += after.aims[0].least < before.aims[0].least
    assert better


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having."""
    if not isinstance(outcome, Solved):
        return Counter()
    ledger = Ledger(scenario, outcome.plan)
    accounts = loans(ledger).values()
    cheapest = min(line.unit_price for line in scenario.lines)
    found: Counter[str] = Counter()
    found["borrows"] = bool(outcome.plan.loan)
    found["drawn whole"] = any(account.drawn and account.left < cheapest for account in accounts)
    found["all lent for"] = any(
        account.drawn and account.drawn == account.payments for account in accounts
    )
    found["window binds"] = any(
        account.window.ceiling is not None and account.window.ceiling - account.own < cheapest
        for account in windows(ledger)
    )
    found["kept ready"] = any(charge.kind == "readiness" for charge in ledger.charges)
    found["bought jointly"] = any(
        account.drawn and account.joint and scenario.fund_by_code[account.fund].joint_from_period
        for account in accounts
    )
    return found


def test_a_flow_goes_round_what_is_full() -> None:
    """The short way through (a, d) has to be given back for both to be full."""
    edges = {("s", "a"): 3, ("s", "c"): 2, ("a", "d"): 2, ("a", "b"): 2, ("c", "d"): 2}
    edges |= {("b", "t"): 2, ("d", "t"): 3}
    flow = greatest_flow({((x,), (y,)): room for (x, y), room in edges.items()}, ("s",), ("t",))
    assert sum(amount for (_, head), amount in flow.items() if head == ("t",)) == 5
