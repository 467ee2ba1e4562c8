"""Which way plans move when more is held, made, asked or given up; all else is as drawn."""

from collections.abc import Callable

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.outcome import Solved
from allocator.domain.policy import AIMS, STEADINESS, AimName
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.engine.way import Way
from allocator.model.build import build
from tests.properties.drawing import drawn
from tests.scenarios import holding, policy, tiny

WAYS: tuple[Way, ...] = ("whole", "large")


def holding_more(scenario: Scenario) -> Scenario:
    """Two more units of everything that is held."""
    rows = (row.model_copy(update={"units": row.units + 2}) for row in scenario.holdings)
    return scenario.replaced(holdings=tuple(rows))


def making_more(scenario: Scenario) -> Scenario:
    """A unit more of every line in every period."""
    rows = (row.model_copy(update={"units": row.units + 1_000}) for row in scenario.line_rates)
    return scenario.replaced(line_rates=tuple(rows))


def solved(scenario: Scenario, way: Way = "whole") -> Solved | None:
    outcome = solve(build(scenario), way=way)
    return outcome if isinstance(outcome, Solved) else None


@pytest.mark.parametrize("change", [holding_more, making_more])
def test_more_to_give_never_leaves_more_short(change: Callable[[Scenario], Scenario]) -> None:
    """And now and then it leaves less."""
    better = 0
    for seed in range(40):
        before, after = solved(drawn(seed)), solved(change(drawn(seed)))
        if before is not None:
            assert after is not None, f"seed {seed}"
            assert after.aims[0].least <= before.aims[0].least, f"seed {seed}"
            better += after.aims[0].least < before.aims[0].least
    assert better


@pytest.mark.parametrize("way", WAYS)
def test_the_more_is_asked_the_more_is_short(way: Way) -> None:
    """Of five tanks three can be given; from the fourth on each one that is asked is missing."""
    missing = []
    for asked in range(1, 7):
        scenario = tiny(
            policy=policy(concentration_cap=10_000),
            holdings=(holding("A", 5, available_share=6_000),),
            required=asked,
        )
        outcome = solved(scenario, way)
        assert outcome is not None
        rows = shortfalls(Ledger(scenario, outcome.plan)).values()
        missing.append(sum(row.missing for row in rows))
    assert missing == [0, 0, 0, 1, 2, 3]


def giving_up(seed: int, order: tuple[AimName, ...], *given: tuple[AimName, int]) -> dict[str, int]:
    """The least found of every aim; empty where there is no plan."""
    scenario = drawn(seed)
    settings = {"aims": order, "tolerances": given}
    outcome = solved(scenario.replaced(policy=scenario.policy.model_copy(update=settings)))
    return {aim.name: aim.least for aim in outcome.aims} if outcome is not None else {}


@pytest.mark.parametrize(
    ("aim", "following"),
    [
        ("shortfall", "spread"),
        ("shortfall", "cost"),
        ("shortfall", "reliance"),
        ("spread", "cost"),
        ("spread", "reliance"),
        ("cost", "spread"),
        ("cost", "reliance"),
    ],
)
def test_what_is_given_up_of_an_aim_never_harms_the_next(aim: AimName, following: AimName) -> None:
    """It may become twice as large; now and then the next one gains by it."""
    usual = tuple(name for name in AIMS if name not in STEADINESS)
    order = tuple(dict.fromkeys((AIMS[0], aim, following, *usual)))
    better = 0
    for seed in range(30):
        if strict := giving_up(seed, order):
            free = giving_up(seed, order, (aim, 10_000))
            assert free[following] <= strict[following], f"seed {seed}"
            better += free[following] < strict[following]
    assert better
