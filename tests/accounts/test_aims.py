from allocator.accounts.aims import (
    even_call,
    fair_call,
    reliance,
    shortfall,
    tie_break,
    weight,
)
from allocator.accounts.ledger import Ledger
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    contract,
    enabler,
    holding,
    line,
    requirement,
    support,
    tiny,
    years,
)


def test_shortfall_adds_up_capabilities_and_periods() -> None:
    """4 required and missing in three of four rows: 1 at 250,000, 1 at 500,000, 2 at a million."""
    scenario = tiny(
        periods=years(2), capabilities=(capability("SHIP"), capability("TANK")), required=4
    )
    ledger = Ledger(scenario, plan(contribution=over_years(("A", "SHIP"), 4)))
    assert shortfall(ledger) == 3 * (250_000 + 500_000 + 2_000_000)


def test_reliance_prices_support_as_the_first_missing_unit() -> None:
    """2 of 8 tanks at 125,000, one ship of which none is required at nothing."""
    scenario = tiny(
        capabilities=(capability("SHIP"), capability("TANK")),
        requirements=(requirement(0, "SHIP"), requirement(8, "TANK")),
        outside_support=(support(5, "SHIP"), support(5, "TANK")),
    )
    ledger = Ledger(scenario, plan(support={("SHIP", "2026"): 1, ("TANK", "2026"): 2}))
    assert reliance(ledger) == 250_000


def test_fair_call() -> None:
    """5 of 9 where all have 9 and 5 are wanted: 25 / 9, so 3; all of it where all is too little."""
    assert fair_call(5, 5, 9) == 3
    assert fair_call(4, 5, 9) == 3
    assert fair_call(5, 9, 9) == 5
    assert fair_call(5, 20, 9) == 5
    assert fair_call(5, 0, 9) == 0


def test_units_beyond_the_fair_call_count() -> None:
    """A has 4 and 1 under contract, B 4; 5 wanted; A gives 5 of its stock, 2 beyond its fair 3.

    What A has bought is not called from idle stock.
    """
    scenario = tiny(
        required=5,
        lines=(line(),),
        holdings=(holding("A", 4), holding("B", 4)),
        order_book=(contract("A", 1),),
    )
    called = plan(contribution={("A", "TANK", "2026"): 5})
    assert even_call(Ledger(scenario, called)) == 2 * 200_000
    bought = plan(contribution={("A", "TANK", "2026"): 5}, delivered={("A", "L", "2026"): 1})
    assert even_call(Ledger(scenario, bought)) == 200_000
    even = plan(contribution={("A", "TANK", "2026"): 3, ("B", "TANK", "2026"): 3})
    assert even_call(Ledger(scenario, even)) == 0


def test_nothing_required_is_nothing_uneven() -> None:
    scenario = tiny(holdings=(holding("A", 4),))
    assert even_call(Ledger(scenario, plan(contribution={("A", "TANK", "2026"): 4}))) == 0


def test_contributions_without_any_stock_are_even() -> None:
    scenario = tiny(required=5, lines=(line(),))
    ordered = plan(contribution={("A", "TANK", "2026"): 4}, delivered={("A", "L", "2026"): 4})
    assert even_call(Ledger(scenario, ordered)) == 0


def test_weights_are_hashes_of_name_and_codes() -> None:
    """`printf 'delivered|A|L|2026' | sha256sum` begins 34b7; 'open|P' begins 48a8."""
    assert weight("delivered", ("A", "L", "2026")) == 1 + 0x34B7
    assert weight("open", ("P",)) == 1 + 0x48A8


def test_tie_break_leaves_out_crews_and_carry() -> None:
    scenario = tiny(lines=(line(),))
    decided = plan(
        delivered={("A", "L", "2026"): 2},
        open={("P",): 1},
        crews={("A", "2026"): 7},
        carry={("A", "2026"): 7},
    )
    value = 2 * weight("delivered", ("A", "L", "2026")) + weight("open", ("P",))
    assert tie_break(Ledger(scenario, decided)) == value


def test_tie_break_weighs_what_does_not_count() -> None:
    """2 of 5 required tanks count; of the fuel they need nothing is said."""
    scenario = tiny(
        capabilities=(capability(), capability("FUEL")),
        required=5,
        enablers=(enabler("TANK", "FUEL"),),
    )
    none, two = (Ledger(scenario, plan(counted=counted)) for counted in ({}, {("TANK", "2026"): 2}))
    assert tie_break(none) == 5 * weight("counted", ("TANK", "2026"))
    assert tie_break(two) == 3 * weight("counted", ("TANK", "2026"))
