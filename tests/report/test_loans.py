"""The sheet of loans and what other sheets say of them, of windows and of readiness, by hand.

A buys two tanks of L at 100 and one of M at 100 kEUR, one of each in 2026; L is made inside, M is
not, and B buys L in 2027, too. F lends 170 to A for what is made inside, and from 2027 on for joint
buying alone. A has 2 tanks today and gives 4: two beyond them, each 25 a year to keep ready.
"""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from allocator.domain.address_book import Evidence
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.foundations import by_confidence, money_by_row
from allocator.report.limits.limit import Limit
from allocator.report.limits.limits import binding
from tests.plans import over_years, plan
from tests.report.reading import row, rows, sheets
from tests.report.views import view_of
from tests.scenarios import (
    budget,
    capability,
    fund,
    fund_limit,
    holding,
    line,
    rates,
    tiny,
    window,
    years,
)


def lending() -> Scenario:
    return tiny(
        periods=years(2),
        capabilities=(capability(readiness_cost=25),),
        required=4,
        holdings=(holding("A", 2),),
        lines=(line("L", unit_price=100), line("M", unit_price=100, inside_share=5_000)),
        line_rates=rates("L", 9, 9) + rates("M", 9, 9),
        budgets=(budget("A", ceiling=130), budget("A", "2027", ceiling=500, floor=50)),
        budget_windows=(window("A", "2026", "2027", ceiling=280),),
        funds=(fund(joint_from_period="2027", min_inside_share=6_500, legal_basis="article 16"),),
        fund_limits=(fund_limit("A", 170), fund_limit("B", 10)),
    )


DECIDED = plan(
    delivered={
        **over_years(("A", "L"), 1, 2),
        **over_years(("A", "M"), 1, 1),
        **over_years(("B", "L"), 0, 1),
    },
    contribution=over_years(("A", "TANK"), 2, 4),
    loan=over_years(("A", "F"), 100, 70),
)


def with_loans(*amounts: int) -> Plan:
    """The plan with other loans of A."""
    loan: Any = over_years(("A", "F"), *amounts)
    return replace(DECIDED, loan=loan)


def found(decided: Plan = DECIDED, kind: str = "") -> list[Limit]:
    view = view_of(lending(), decided)
    return [limit for limit in binding(view) if limit.kind == kind]


MADE = sheets(lending(), DECIDED)


def test_a_row_for_every_state_that_may_draw() -> None:
    shown = [
        (each["state"], each["period"], each["loan"], each["eligible"], each["joint"])
        for each in rows(MADE["loans"])
    ]
    assert shown == [
        ("A", "2026", 100, 100, 100),
        ("A", "2027", 70, 100, 100),
        ("B", "2026", 0, 0, 0),
        ("B", "2027", 0, 100, 100),
    ]
    last = row(MADE["loans"], state="A", period="2027")
    assert (last["drawn"], last["limit"], last["left"], last["joint_only"]) == (170, 170, 0, 1)
    first = row(MADE["loans"], state="A", period="2026")
    assert (first["drawn"], first["left"], first["joint_only"]) == (100, 70, 0)


def test_loans_stand_beside_the_ceiling() -> None:
    """200 in 2026, 100 of them lent; 100 and twice 25 in 2027, 70 of them lent."""
    first = row(MADE["spending"], state="A", period="2026")
    assert (first["new_money"], first["loans"], first["room_left"]) == (200, 100, 30)
    second = row(MADE["spending"], state="A", period="2027")
    assert (second["readiness"], second["new_money"], second["loans"]) == (50, 150, 70)
    assert (second["room_left"], second["yearly_cost_left"]) == (420, 50)


def test_the_burden_counts_loans_and_readiness_in_full() -> None:
    split = row(MADE["burden_split"], state="A")
    assert (split["orders"], split["readiness"], split["new_money"]) == (300, 50, 350)
    assert (split["loans"], split["yearly_left"]) == (170, 50)


def test_readiness_rests_on_the_capability() -> None:
    scenario = lending()
    book = replace(
        scenario.book, evidence={"capabilities": {("TANK",): Evidence(confidence="low")}}
    )
    weak = scenario.replaced(book=book)
    view = view_of(weak, DECIDED)
    tally = by_confidence(view, money_by_row(view))
    assert tally == {"high": 0, "medium": 0, "low": 50, "": 400}


def test_a_fund_that_is_drawn_whole_is_a_limit() -> None:
    (limit,) = found(kind="fund")
    assert (limit.subject, limit.period, limit.basis) == ("A F", "2027", "article 16")
    assert (limit.used, limit.most) == (Fraction(17, 100), Fraction(17, 100))
    assert limit.words == "A has drawn all it may from F."
    assert limit.cell == "fund_limits[F, A]"
    less = with_loans(100, 60)
    assert found(less, "fund") == []


def test_payments_that_are_all_lent_for_are_a_limit() -> None:
    (limit,) = found(kind="eligible payments")
    assert (limit.period, limit.used) == ("2026", Fraction(1, 10))
    assert limit.slack == 0
    assert limit.words == "F pays for all that A owes in 2026 for products it may lend for."


def test_a_window_that_is_used_up_is_a_limit() -> None:
    """350 less 170 of loans are 180; without loans they are 350."""
    assert found(kind="budget window") == []
    (limit,) = found(with_loans(72), "budget window")
    assert (limit.subject, limit.used) == ("A", Fraction(278, 1000))
    assert limit.slack == Fraction(2, 1000)
    assert limit.words == "A spends all that it may from 2026 to 2027 but for EUR 0.002 million."
    assert limit.cell == "budget_windows[A, 2026, 2027]"
