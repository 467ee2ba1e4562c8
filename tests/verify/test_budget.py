from typing import Any

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import (
    budget,
    capability,
    contract,
    fund,
    fund_limit,
    holding,
    line,
    rates,
    tiny,
    window,
    years,
)


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


def windowed(**fields: Any) -> Scenario:
    """A may spend 20 in each of three years, and has a window over the last two of them."""
    records = {"budget_windows": (window("A", "2027", "2028", **fields),)}
    return tiny(
        periods=years(3),
        ceiling=20,
        lines=(line(unit_price=10),),
        line_rates=rates("L", 9, 9, 9),
        funds=(fund(),),
        fund_limits=(fund_limit("A", 10),),
        **records,
    )


def test_a_window_holds_its_periods_together() -> None:
    bought = plan(delivered=over_years(("A", "L"), 2, 3, 5))
    assert broken(windowed(ceiling=30), bought) == set()
    assert subjects(windowed(ceiling=29), bought) == [("A", "2027", "2028")]
    assert broken(windowed(floor=30), bought) == set()
    assert subjects(windowed(floor=31), bought) == [("A", "2027", "2028")]


def test_loans_ease_ceilings_and_windows_and_count_for_floors() -> None:
    lent = plan(delivered=over_years(("A", "L"), 2, 3, 6), loan={("A", "F", "2028"): 10})
    assert broken(windowed(ceiling=30, floor=40), lent) == set()
    assert subjects(windowed(ceiling=29), lent) == [("A", "2027", "2028")]
    assert subjects(windowed(floor=41), lent) == [("A", "2027", "2028")]
    less = plan(delivered=over_years(("A", "L"), 2, 3, 6), loan={("A", "F", "2028"): 9})
    assert subjects(windowed(), less) == [("A", "2028")]


def test_what_is_kept_ready_is_paid() -> None:
    """5 a unit beyond the 3 of today."""
    records: dict[str, Any] = {
        "capabilities": (capability(readiness_cost=5),),
        "holdings": (holding("A", 3),),
        "order_book": (contract("A", 2),),
        "required": 9,
    }
    given = plan(contribution={("A", "TANK", "2026"): 5})
    assert broken(tiny(ceiling=10, **records), given) == set()
    assert subjects(tiny(ceiling=9, **records), given) == [("A", "2026")]


def test_messages_name_what_was_lent_and_the_window() -> None:
    lent = plan(delivered=over_years(("A", "L"), 2, 3, 6), loan={("A", "F", "2028"): 9})
    told = [str(violation) for violation in violations(windowed(ceiling=30), lent)]
    assert told == [
        "budget[A, 2028]: pays EUR 0.030 m (EUR 0.000 m of it under old contracts) but has "
        "EUR 0.029 m: ceiling EUR 0.020 m, carried in EUR 0.000 m, carried on EUR 0.000 m, lent "
        "EUR 0.009 m",
        "budget[A, 2027, 2028]: pays EUR 0.031 m in these periods together, beside EUR 0.009 m of "
        "loans, but has EUR 0.030 m",
    ]
