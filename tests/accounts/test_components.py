"""What there is of a component and what is taken of it, by hand.

K: 5 and 4 parts in A, 1 and 1 in B, where a step of 2 runs from 2027 on. A tank takes 1.5, a ship
of two hulls 4 a hull. 2026: 1 tank under contract and 2 new ones take 4.5 of 6. 2027: a ship takes
8 of 7, of which 1.499 + 7.999 may have been in work begun.
"""

from allocator.accounts.charges import Charge
from allocator.accounts.components import parts
from allocator.accounts.footprint import footprints
from allocator.accounts.ledger import Ledger
from allocator.accounts.spending import (
    SUPPLY_CHAIN,
    new_money_by_capability,
    new_money_by_domain,
    spending,
)
from allocator.domain.supply_chain import supply_chains
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    component,
    component_use,
    contract,
    line,
    rates,
    tiny,
    years,
)

SCENARIO = tiny(
    periods=years(2),
    capabilities=(capability(), capability("SHIP", lot=2)),
    lines=(line(), line("S", capability="SHIP", host="B")),
    line_rates=rates("L", 9, 9) + rates("S", 9, 9),
    components=(
        component("K", 5, 4),
        component(
            "K", 1, 1, host="B", step=2_000, step_cost=1_995, step_lead_months=12, max_steps=1
        ),
    ),
    component_use=(component_use(1_500), component_use(4_000, line="S")),
    order_book=(contract("A", 1, line="L"),),
)
LEDGER = Ledger(
    SCENARIO,
    plan(
        delivered=over_years(("A", "L"), 2, 2) | over_years(("B", "S"), 0, 1),
        component_expansion=over_years(("K", "B"), 1, 1),
        component_funding=over_years(("A", "K", "B"), 7, 7) | over_years(("B", "K", "B"), 3, 3),
    ),
)


def test_parts_made_taken_and_left() -> None:
    (chain,) = supply_chains(SCENARIO)
    account = parts(LEDGER, chain)
    assert account.made == (6_000, 5_000)
    assert account.expanded == (0, 2_000)
    assert account.output == (6_000, 7_000)
    assert account.contracted == (1_500, 0)
    assert account.new == (3_000, 8_000)
    assert account.slack == (1_500, -1_000)
    assert account.in_progress == 1_499 + 7_999
    assert account.most(0, 1) == 13_000
    assert account.asked(0, 1) == 12_500
    assert account.most(1, 1) == 7_000 + 9_498
    assert account.free == (500, 500)


def test_growth_is_a_charge_of_its_own() -> None:
    """A tenth of 1,995 is 200, rounded up."""
    assert LEDGER.charges[-2:] == (
        Charge("A", "components", "", 0, "", "", 1_400, "K", "B"),
        Charge("B", "components", "", 0, "", "", 600, "K", "B"),
    )


def test_all_reports_add_up_to_new_money() -> None:
    assert LEDGER.new_money == {"A": 3_400, "B": 2_600}
    accounts = spending(LEDGER)
    assert accounts["A", "2026"].components == 1_400
    assert accounts["A", "2026"].new_money == 3_400
    assert accounts["B", "2026"].new_money == 600
    assert new_money_by_capability(LEDGER) == {
        ("A", ""): 1_400,
        ("A", "TANK"): 2_000,
        ("B", ""): 600,
        ("B", "SHIP"): 2_000,
    }
    assert new_money_by_domain(LEDGER) == {
        ("A", "land"): 2_000,
        ("A", SUPPLY_CHAIN): 1_400,
        ("B", "land"): 2_000,
        ("B", SUPPLY_CHAIN): 600,
    }


def test_it_is_work_in_the_host() -> None:
    """B works on its ship and on the growth that A and B pay for."""
    found = footprints(LEDGER)
    assert (found["A"].money, found["A"].work) == (3_400, 2_000)
    assert (found["B"].money, found["B"].work) == (2_600, 4_000)
