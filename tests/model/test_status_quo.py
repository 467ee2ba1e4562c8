"""What goes on if nothing is decided: a plan that holds, but for the rows that it may break."""

from allocator.model.build import build
from tests.model.busy import busy
from tests.plans import broken, over_years, plan
from tests.scenarios import (
    budget,
    capability,
    contract,
    holding,
    personnel,
    pledge,
    policy,
    retirement,
    rule,
    state,
    tiny,
    window,
    years,
)


def test_only_what_the_status_quo_may_break_gives_way() -> None:
    scenario = busy(
        pledges=(pledge("contribution", "TANK", "at_least", 7, state="A"),),
        rules=(rule("R", "cap", value=8_000), rule("F", "floor", value=1_000)),
        budgets=(budget("A", floor=100), budget("B", "2027", ceiling=200)),
        budget_windows=(
            window("A", "2026", "2027", ceiling=900, floor=300),
            window("B", "2026", "2027", ceiling=900),
        ),
        states=(state("A", burden_floor=1, burden_ceiling=50), state("B"), state("S")),
    )
    program = build(scenario).program
    soft = {
        str(row) for row, gives_way in zip(program.rows, program.elastic, strict=True) if gives_way
    }
    assert soft == {
        "pledges[contribution,TANK,A,2026,2]",
        "pledges[rule,F,A,TANK,A,2027]",
        "budget[A,2026,floor]",
        "budget[A,2026,2027,window,floor]",
        "budget[B,2027]",
        "budget[B,2026,2027,window]",
        "burden[A,floor]",
    }


def test_the_status_quo_orders_nothing_and_gives_what_there_is() -> None:
    """A has 12 and may give 8; B has 6, then 5 and a contracted one."""
    scenario = busy()
    model = build(scenario)
    vector = model.status_quo()
    assert model.program.holds(vector)
    today = model.plan(vector)
    assert today == plan(
        contribution=over_years(("A", "TANK"), 8, 8) | over_years(("B", "TANK"), 6, 6)
    )
    assert broken(scenario, today) == set()


def test_the_status_quo_gives_nothing_that_must_be_kept_ready() -> None:
    """C has a contract of 2 beyond its 4, and 1 of these 4 retires."""
    scenario = tiny(
        periods=years(2),
        required=9,
        capabilities=(capability(readiness_cost=1),),
        states=(state("A"), state("B"), state("C")),
        holdings=(holding("C", 4),),
        retirements=(retirement("C", 1, period="2027"),),
        order_book=(contract("C", 2),),
    )
    model = build(scenario)
    vector = model.status_quo()
    assert model.program.holds(vector)
    assert model.plan(vector) == plan(contribution=over_years(("C", "TANK"), 4, 4))


def test_the_status_quo_stays_within_limits_caps_and_crews() -> None:
    """Limit 4 of 5; a cap of 3; a contract of 3 of which one can be crewed, in every period."""
    scenario = tiny(
        policy=policy(deadline_period="2027", concentration_cap=8_000),
        periods=years(2),
        required=5,
        states=(state("A"), state("B"), state("C")),
        capabilities=(capability(posts=10),),
        holdings=(holding("A", 9), holding("B", 9), holding("C", 1)),
        order_book=(contract("C", 3),),
        rules=(rule("R", "cap", states=("B",), value=3_900),),
        personnel=(
            personnel("C", posts_free=20, pipeline=9),
            personnel("C", "2027", posts_free=9),
        ),
    )
    model = build(scenario)
    vector = model.status_quo()
    assert model.program.holds(vector)
    assert model.plan(vector).contribution == (
        over_years(("A", "TANK"), 4, 4)
        | over_years(("B", "TANK"), 3, 3)
        | over_years(("C", "TANK"), 2, 2)
    )


def test_the_status_quo_carries_what_contracts_need() -> None:
    budgets = (
        budget("A", ceiling=50, carry_over_limit=40),
        budget("A", "2027", ceiling=50),
    )
    scenario = tiny(
        periods=years(2),
        budgets=budgets,
        order_book=(contract("A", 1, period="2027", unpaid=80),),
    )
    model = build(scenario)
    assert model.program.holds(model.status_quo())
    assert model.plan(model.status_quo()).carry == {("A", "2026"): 30}
