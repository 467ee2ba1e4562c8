from fractions import Fraction

import pytest

from allocator.accounts.footprint import footprints, missing_return, states_with_work
from allocator.accounts.ledger import Ledger
from tests.plans import over_years, plan
from tests.scenarios import (
    access,
    capability,
    line,
    member,
    policy,
    pool,
    rates,
    state,
    tiny,
    work_share,
)


def test_work_of_lots_shares_and_steps_is_not_rounded() -> None:
    """A pays 3 lots at 7, 4 shares at 1 and a tenth of 10: 26. 33.33 % of it is A's: 8.6658.

    B's 6 shares are 6: 1.9998 more for A. Half of 26 wanted: 13 - 10.6656, so 3 missing.
    """
    scenario = tiny(
        policy=policy(return_rate=5_000, return_rule="elastic"),
        capabilities=(capability(operating_cost=1_000),),
        lines=(line(unit_price=7, step=1_000, step_cost=10, max_steps=1),),
        line_rates=rates("L", 9),
        work_shares=(work_share("L", "A", 3_333),),
        pools=(pool(startup_cost=90),),
        pool_members=(member("P", "A"), member("P", "B")),
    )
    ledger = Ledger(
        scenario,
        plan(
            delivered=over_years(("A", "L"), 3),
            pool_delivered=over_years(("P", "L"), 1),
            pool_shares={("A", "P", "L", "2026"): 4, ("B", "P", "L", "2026"): 6},
            join={("A", "P"): 1, ("B", "P"): 1},
            lead={("A", "P"): 1},
            funding=over_years(("A", "L"), 1),
        ),
    )
    accounts = footprints(ledger)
    assert accounts["A"].money == 26
    assert accounts["A"].work == Fraction(106_656, 10_000)
    assert accounts["A"].required == 13
    assert accounts["A"].missing == 3
    assert accounts["B"].exempt
    assert accounts["B"].missing == accounts["B"].required == 0
    assert missing_return(ledger) == 3


def test_a_whole_return_is_not_missing() -> None:
    """A pays 10 to a line with 40 % of its work in A, 40 % wanted."""
    for rate, missing in ((4_000, 0), (4_001, 1)):
        scenario = tiny(
            policy=policy(return_rate=rate, return_rule="elastic"),
            lines=(line(unit_price=10),),
            work_shares=(work_share("L", "A", 4_000),),
        )
        ledger = Ledger(scenario, plan(delivered=over_years(("A", "L"), 1)))
        assert footprints(ledger)["A"].missing == missing


def test_nothing_is_priced_under_the_hard_rule() -> None:
    scenario = tiny(policy=policy(return_rate=10_000), lines=(line(host="A"), line("M", host="B")))
    ledger = Ledger(scenario, plan(delivered=over_years(("A", "M"), 1)))
    assert footprints(ledger)["A"].missing == 1_000
    assert missing_return(ledger) == 0


@pytest.mark.parametrize("barred", [True, False])
def test_only_lines_that_somebody_may_buy_from_give_work(barred: bool) -> None:
    scenario = tiny(
        states=(state("A"), state("B"), state("C")),
        lines=(line(customers=("B",)),),
        access=(access("L", "B", permitted=not barred),),
        work_shares=(work_share("L", "A", 5_000), work_share("L", "C", 0)),
    )
    expected = set() if barred else {"A"}
    assert states_with_work(Ledger(scenario, plan())) == expected
