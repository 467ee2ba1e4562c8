from typing import Any

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, plan, subjects
from tests.scenarios import contract, in_force, line, policy, rates, state, tiny


def charged(protected: int | None = None, **fields: Any) -> Scenario:
    """A's key money is 100,000; a lot costs 101, so 10.1 basis points."""
    return tiny(
        policy=policy(small_state_burden_ceiling=protected),
        states=(state("A", gdp=100_000, **fields), state("B", gdp=100_000)),
        lines=(line(unit_price=101),),
        line_rates=rates("L", 9),
        order_book=(contract("A", 1, unpaid=500),),
    )


ONE = plan(delivered={("A", "L", "2026"): 1})


def test_ceilings_hold_exactly() -> None:
    """10 bp are 100, 11 are 110; old contracts are no burden."""
    assert broken(charged(burden_ceiling=11), ONE) == set()
    assert subjects(charged(burden_ceiling=10), ONE) == [("A",)]
    assert broken(charged(burden_ceiling=10), ONE) == {"burden"}
    assert broken(charged(burden_ceiling=0), plan()) == set()


def test_a_ceiling_may_be_used_up() -> None:
    ten = charged(burden_ceiling=101)
    assert broken(ten, plan(delivered={("A", "L", "2026"): 9})) == set()
    exact = tiny(
        states=(state("A", gdp=100_000, burden_ceiling=10), state("B")),
        lines=(line(unit_price=100),),
        line_rates=rates("L", 9),
        policy=policy(burden_key=policy().burden_key),
    )
    assert broken(exact, ONE) == set()


def test_floors_hold_exactly() -> None:
    assert broken(charged(burden_floor=10), ONE) == set()
    assert subjects(charged(burden_floor=11), ONE) == [("A",)]
    assert broken(charged(burden_floor=0), plan()) == set()


def test_small_states_are_protected() -> None:
    assert broken(charged(protected=10), ONE) == set()
    assert broken(charged(protected=10, small_state=True), ONE) == {"burden"}
    assert broken(charged(protected=11, small_state=True), ONE) == set()
    assert broken(charged(protected=None, small_state=True), ONE) == set()


def test_without_a_key_there_is_nothing_to_pay() -> None:
    keyless = tiny(
        states=(state("A", gdp=0), state("B")), lines=(line(),), line_rates=rates("L", 9)
    )
    assert broken(keyless, plan()) == set()
    assert subjects(keyless, ONE) == [("A",)]


def test_the_message_says_what_it_would_cost_alone() -> None:
    """Half of two tanks for A, at 1 kEUR each; C has no key, and no share to reach."""
    scenario = tiny(
        policy=policy(stand_alone_limit=True),
        states=(state("A"), state("B"), state("C", gdp=0)),
        required=2,
        lines=(line(unit_price=1, customers=("A", "B", "C")),),
        line_rates=rates("L", 9),
    )
    assert broken(scenario, plan(delivered={(code, "L", "2026"): 1 for code in "AB"})) == set()
    (violation,) = violations(scenario, plan(delivered={("A", "L", "2026"): 2}))
    assert str(violation) == (
        "burden[A]: pays EUR 0.002 m of new money; alone it would reach its key share of every "
        "requirement for EUR 0.001 m"
    )
    assert len(violations(scenario, plan(delivered={("C", "L", "2026"): 1}))) == 2


def test_the_message_says_what_the_plan_in_force_asks_for() -> None:
    scenario = charged().replaced(
        policy=policy(burden_limit_in_force=True),
        plan_in_force=(
            in_force("delivered", "A", "GONE", "2026", value=9),
            in_force("delivered", "A", "L", "2026", value=2),
        ),
    )
    assert broken(scenario, plan(delivered={("A", "L", "2026"): 2})) == set()
    (violation,) = violations(scenario, plan(delivered={("A", "L", "2026"): 3}))
    assert violation.message == (
        "pays EUR 0.303 m of new money; the plan in force asks for EUR 0.202 m"
    )
    assert subjects(scenario, plan(delivered={("B", "L", "2026"): 1})) == [("B",)]
