from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import budget, contract, line, rates, tiny, years


def funded(*ceilings: int, **fields: Any) -> Scenario:
    """A pays 10 a lot from L and has these ceilings; B has none to spend."""
    return tiny(
        periods=years(len(ceilings)),
        ceiling=0,
        lines=(line(unit_price=10),),
        line_rates=rates("L", *[9] * len(ceilings)),
        budgets=tuple(
            budget("A", str(2026 + year), ceiling=ceiling, **fields)
            for year, ceiling in enumerate(ceilings)
        ),
    )


def test_the_ceiling_holds() -> None:
    two = plan(delivered={("A", "L", "2026"): 2})
    assert broken(funded(20), two) == set()
    assert broken(funded(19), two) == {"budget"}
    assert subjects(funded(19), two) == [("A", "2026")]


def test_contracts_are_paid_from_the_ceiling() -> None:
    owing: dict[str, Any] = {"order_book": (contract("A", 1, unpaid=7), contract("A", 1, unpaid=5))}
    scenario = tiny(ceiling=12, **owing)
    assert broken(scenario, plan()) == set()
    assert broken(tiny(ceiling=11, **owing), plan()) == {"budget"}


def test_what_is_carried_on_is_there_in_the_next_period_only() -> None:
    """10 of 15 spent in 2026 and 5 carried: 20 in 2027 hold with ceiling 15 and not with 14."""
    spent = plan(delivered=over_years(("A", "L"), 1, 3), carry=over_years(("A",), 5))
    assert subjects(funded(15, 15, carry_over_limit=5), spent) == []
    assert subjects(funded(15, 14, carry_over_limit=5), spent) == [("A", "2027")]
    assert subjects(funded(14, 15, carry_over_limit=5), spent) == [("A", "2026")]
    assert subjects(funded(15, 15, carry_over_limit=4), spent) == [("A", "2026")]


def test_nothing_is_carried_out_of_the_last_period() -> None:
    scenario = funded(9, 9, carry_over_limit=5)
    assert broken(scenario, plan(carry=over_years(("A",), 1, 0))) == set()
    assert subjects(scenario, plan(carry=over_years(("A",), 1, 1))) == [("A", "2027")]


def test_the_floor_is_spent() -> None:
    one = plan(delivered={("A", "L", "2026"): 1})
    assert broken(funded(20, floor=10), one) == set()
    assert broken(funded(20, floor=11), one) == {"budget"}
    owing = tiny(budgets=(budget("A", floor=10),), order_book=(contract("A", 1, unpaid=10),))
    assert broken(owing, plan()) == set()
