"""The measure of burdens: new money alone, or the effort of the horizon with it.

By hand: A, B and C have a GDP of EUR 100 m each, so 10 kEUR are a basis point. Over 18 months their
baseline efforts of 200, 101 and 0 kEUR a year come to 300, 151.5 rounded up to 152, and nothing.
Four tanks at 1,000 kEUR are to be found by A and B; C may buy none.

By new money two each is fairest: 200, 200, 0 basis points. By effort that is 230, 216 (from 215.2)
and 0; one for A and three for B would be 130 and 316, three and one 330 and 116: two each again.
With 1,000 kEUR a year more A starts at 180. Two each is 380 and 216, one and three 280 and 316,
none and four 180 and 416: one for A and three for B is fairest.
"""

from typing import Any

import pytest

from allocator.accounts.burden import burdens, falling_burdens
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Solved
from allocator.domain.policy import KeyPart
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.engine.way import Way
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.plans import plan
from tests.scenarios import MILLION, line, period, policy, rates, requirement, state, tiny


def scenario(measure: str = "effort", extra: int = 0, **settings: Any) -> Scenario:
    """The example; `extra` is a year of A's, and settings may change the policy."""
    fields = {"gdp": 100 * MILLION, "burden_ceiling": 350}
    return tiny(
        policy=policy(burden_measure=measure, **settings),
        periods=(period(months=18),),
        states=(
            state("A", baseline_effort=200 + extra, **fields),
            state("B", baseline_effort=101, **fields),
            state("C", **fields),
        ),
        requirements=(requirement(4),),
        lines=(line(),),
        line_rates=rates("L", 9),
    )


def buying(a: int, b: int) -> Any:
    bought = {("A", "L", "2026"): a, ("B", "L", "2026"): b}
    return plan(delivered={key: lots for key, lots in bought.items() if lots})


@pytest.mark.parametrize(
    ("measure", "extra", "bought", "falling"),
    [
        ("new_money", 0, (2, 2), (200, 200, 0)),
        ("effort", 0, (2, 2), (230, 216, 0)),
        ("effort", 0, (1, 3), (316, 130, 0)),
        ("effort", 1_000, (2, 2), (380, 216, 0)),
        ("effort", 1_000, (1, 3), (316, 280, 0)),
        ("new_money", 1_000, (1, 3), (300, 100, 0)),
    ],
)
def test_what_is_set_against_the_key(
    measure: str, extra: int, bought: tuple[int, int], falling: tuple[int, ...]
) -> None:
    """Model and accounts agree on the aims, and the ceiling is on new money alone."""
    example = scenario(measure, extra)
    assert falling_burdens(Ledger(example, buying(*bought))) == falling
    just_holds(example, buying(*bought))
    just_fails(example, buying(4, 0), "burden")


def test_both_measures_stand_beside_each_other() -> None:
    for measure in ("new_money", "effort"):
        account = burdens(Ledger(scenario(measure), buying(1, 3)))["B"]
        assert (account.new_money, account.effort) == (3_000, 3_152)
        assert account.measured == (account.effort if measure == "effort" else 3_000)
        assert account.of_key(account.effort) == account.of_key(3_000) + account.of_key(152)


@pytest.mark.parametrize(
    ("extra", "settings", "rounds"),
    [
        (0, {}, [(230, 1), (216, 2), (0, 3)]),
        (1_000, {}, [(316, 1), (280, 2), (0, 3)]),
        (10_000, {"leximin_rounds": 0}, [(1_530, 1), (416, 2), (0, 3)]),
    ],
)
def test_the_fairest_plan_by_effort(
    extra: int, settings: dict[str, Any], rounds: list[tuple[int, int]]
) -> None:
    """With 10,000 more a year A is at the top whoever buys: B takes all four, within a ceiling of
    its own."""
    example = scenario(extra=extra, **settings)
    free = tuple(each.model_copy(update={"burden_ceiling": None}) for each in example.states)
    outcome = solved(example.replaced(states=free))
    (leximin,) = (aim.leximin for aim in outcome.aims if aim.leximin is not None)
    assert [(each.level, each.states) for each in leximin.rounds] == rounds
    assert leximin.exact


def solved(example: Scenario, way: Way = "auto") -> Solved:
    outcome = solve(build(example), way=way)
    assert isinstance(outcome, Solved)
    return outcome


def test_a_state_that_buys_nothing_may_stand_at_the_top() -> None:
    """C spends 6,000 a year, 900 basis points, and has no part in it; without a key it has none."""
    alone = state("C", gdp=100 * MILLION, baseline_effort=6_000)
    for way in ("auto", "large"):
        example = scenario()
        states = (*example.states[:2], alone)
        spread = solved(example.replaced(states=states), way).aims[1]
        assert (spread.name, spread.least, spread.bound) == ("spread", 900, 900)
    keyless = scenario(burden_key=(KeyPart(key="column", weight=1),))
    keyed = tuple(
        each.model_copy(update={"burden_key": None if each.code == "C" else 1})
        for each in (*keyless.states[:2], alone)
    )
    just_holds(keyless.replaced(states=keyed), buying(1, 1))
