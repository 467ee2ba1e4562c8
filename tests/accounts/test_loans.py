"""Loans by hand: L is eligible for F, M is not; F asks for joint buying from 2027 on."""

from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import amounts, buyers, joint_payments, payments_for
from allocator.domain.scenario import Scenario
from tests.least_money import least_carry, least_loans
from tests.plans import over_years, plan
from tests.scenarios import budget, fund, fund_limit, line, profile, rates, tiny, window, years


def lending(*ceilings: int, limit: int = 0, windows: tuple[int, ...] = ()) -> Scenario:
    """A has these ceilings, and windows of the whole horizon."""
    count = len(ceilings)
    half = profile((0, 5_000), (1, 5_000))
    return tiny(
        periods=years(count),
        lines=(
            line("L", unit_price=100),
            line("M", unit_price=100, inside_share=5_000, payment_profile=half),
        ),
        line_rates=rates("L", *[9] * count) + rates("M", *[9] * count),
        budgets=tuple(
            budget("A", str(2026 + year), ceiling=ceiling, carry_over_limit=limit)
            for year, ceiling in enumerate(ceilings)
        ),
        budget_windows=tuple(
            window("A", "2026", str(2025 + count), ceiling=ceiling) for ceiling in windows
        ),
        funds=(fund("F", min_inside_share=6_000, joint_from_period="2027"), fund("G")),
        fund_limits=(fund_limit("A", 90, "F"), fund_limit("A", 50, "G")),
    )


BOUGHT = {**over_years(("A", "L"), 1, 2), **over_years(("A", "M"), 1, 1)}


def test_a_fund_lends_for_what_falls_due_to_its_lines() -> None:
    ledger = Ledger(lending(0, 0), plan(delivered=BOUGHT))
    assert payments_for(ledger, "A", {"F"}) == (100, 100)
    assert payments_for(ledger, "A", {"G"}) == (150, 150)
    assert payments_for(ledger, "A", {"F", "G"}) == (150, 150)
    assert payments_for(ledger, "B", {"G"}) == (0, 0)


def test_joint_payments_need_another_buyer() -> None:
    alone = Ledger(lending(0, 0), plan(delivered=BOUGHT))
    assert buyers(alone, "L") == {"A"}
    assert joint_payments(alone, "A", "F") == (0, 0)
    both = Ledger(lending(0, 0), plan(delivered={**BOUGHT, ("B", "L", "2027"): 1}))
    assert buyers(both, "L") == {"A", "B"}
    assert joint_payments(both, "A", "F") == (100, 100)


def test_what_may_be_drawn_is_of_members() -> None:
    assert amounts(lending(0)) == {("A", "F"): 90, ("A", "G"): 50}
    outside = lending(0).replaced(funds=(fund("F", states=("B",)), fund("G")))
    assert amounts(outside) == {("A", "G"): 50}


def test_loans_are_cut_fund_by_fund_and_period_by_period() -> None:
    """150 a year against 100 and 90: 50 and 60 are needed, and G keeps what F left it."""
    drawn = over_years(("A", "F"), 40, 50) | over_years(("A", "G"), 30, 20)
    ledger = Ledger(lending(100, 90), plan(delivered=BOUGHT, loan=drawn))
    assert least_loans(ledger) == {
        ("A", "F", "2026"): 20,
        ("A", "F", "2027"): 40,
        ("A", "G", "2026"): 30,
        ("A", "G", "2027"): 20,
    }


def test_what_can_be_carried_need_not_be_lent() -> None:
    """150 and 150 are due; 200 and 90 leave 10 to be lent where 40 may be carried."""
    drawn = over_years(("A", "F"), 30, 60)
    ledger = Ledger(lending(200, 90, limit=40), plan(delivered=BOUGHT, loan=drawn))
    assert least_loans(ledger) == {("A", "F", "2026"): 0, ("A", "F", "2027"): 20}


def test_a_window_keeps_its_loans() -> None:
    drawn = over_years(("A", "F"), 40, 50)
    ledger = Ledger(lending(200, 200, windows=(230,)), plan(delivered=BOUGHT, loan=drawn))
    assert least_loans(ledger) == {("A", "F", "2026"): 20, ("A", "F", "2027"): 50}


def test_who_cannot_pay_keeps_its_loans() -> None:
    drawn = over_years(("A", "F"), 40, 50)
    ledger = Ledger(lending(100, 500), plan(delivered=BOUGHT, loan=drawn))
    assert least_loans(ledger) == drawn


def test_what_is_lent_need_not_be_carried() -> None:
    without = Ledger(lending(200, 110, limit=40), plan(delivered=BOUGHT))
    assert least_carry(without)["A", "2026"] == 40
    lent = plan(delivered=BOUGHT, loan={("A", "F", "2027"): 25})
    assert least_carry(Ledger(lending(200, 110, limit=40), lent))["A", "2026"] == 15
