"""Loans, windows and readiness against every plan: what can be paid for, and what it comes to."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import least_loans, loans
from allocator.accounts.spending import least_carry
from allocator.accounts.windows import windows
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.drawing import drawn
from tests.properties.enumeration import TooMany
from tests.properties.flow import greatest_flow
from tests.properties.test_enumeration import check_whole
from tests.properties.trait_origin import Financed, with_funds

EXAMPLES = 40
"""A shard; 80 in all."""
SETTINGS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def enumerable(seed: int) -> tuple[Scenario, Financed]:
    """The first scenario from `seed` on whose plans are few enough to try."""
    while True:
        scenario = with_funds(drawn(seed), seed)
        try:
            return scenario, Financed(scenario, most_plans=2_500)
        except TooMany:
            seed += 1_000_003


@pytest.mark.parametrize("shard", range(2))
def test_loans_agree_with_every_plan(shard: int) -> None:
    """Feasible or not, the values of all aims, and that the plan is among the best."""
    seen: Counter[str] = Counter()

    @seeded(shard)
    @SETTINGS
    @given(st.integers(min_value=0, max_value=2**40))
    def agrees(seed: int) -> None:
        scenario, enumeration = enumerable(seed)
        outcome = solve(build(scenario), effort="normal")
        check_whole(seed, scenario, enumeration, outcome)
        check_least(scenario, outcome)
        seen.update(traits(scenario, outcome))

    agrees()
    assert seen["drawn"] >= EXAMPLES * 9 // 10
    assert seen["solved"] >= 0.50 * seen["drawn"]
    assert seen["borrows"] >= 0.25 * seen["drawn"]
    assert seen["drawn whole"] >= 0.15 * seen["drawn"]
    assert seen["window binds"] >= 0.15 * seen["drawn"]
    assert seen["kept ready"] >= 0.05 * seen["drawn"]
    assert seen["bought jointly"]
    assert seen["all lent for"]


def check_least(scenario: Scenario, outcome: Outcome) -> None:
    """No loan and nothing carried could be less."""
    if isinstance(outcome, Solved):
        ledger = Ledger(scenario, outcome.plan)
        assert dict(least_loans(ledger)) == outcome.plan.loan
        carry = {key: amount for key, amount in least_carry(ledger).items() if amount}
        assert carry == outcome.plan.carry


def test_the_large_way_with_loans_never_leaves_what_every_plan_allows() -> None:
    @seeded(9)
    @settings(parent=SETTINGS, max_examples=12)
    @given(st.integers(min_value=0, max_value=2**40))
    def agrees(seed: int) -> None:
        scenario, enumeration = enumerable(seed)
        outcome = solve(build(scenario), effort="quick", way="large")
        best = enumeration.best()
        if best is None:
            assert not isinstance(outcome, Solved), f"seed {seed}"
            return
        assert isinstance(outcome, Solved), f"seed {seed}: engine: {outcome}"
        assert violations(scenario, outcome.plan) == ()
        check_least(scenario, outcome)
        first = outcome.aims[0]
        assert first.bound <= best.aims[0] <= first.value, f"seed {seed}"
        assert all(aim.bound <= aim.value for aim in outcome.aims)

    agrees()


def doubled(scenario: Scenario) -> Scenario:
    """Every fund has twice as much."""
    limits = (row.model_copy(update={"amount": 2 * row.amount}) for row in scenario.fund_limits)
    return scenario.model_copy(update={"fund_limits": tuple(limits)})


def easier(scenario: Scenario) -> Scenario:
    """Funds lend for anything, bought jointly or not."""
    asked = {"min_inside_share": 0, "joint_from_period": None}
    funds = (row.model_copy(update=asked) for row in scenario.funds)
    return scenario.model_copy(update={"funds": tuple(funds)})


def wider(scenario: Scenario) -> Scenario:
    """Windows have no ceilings."""
    windows = (row.model_copy(update={"ceiling": None}) for row in scenario.budget_windows)
    return scenario.model_copy(update={"budget_windows": tuple(windows)})


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
    found = Counter({"drawn": 1})
    if not isinstance(outcome, Solved):
        return found
    ledger = Ledger(scenario, outcome.plan)
    accounts = loans(ledger).values()
    cheapest = min(line.unit_price for line in scenario.lines)
    found["solved"] = 1
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
