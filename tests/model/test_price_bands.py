"""Rebates by hand.

L makes units at 100 kEUR, from 5 new units on at 90, from 8 on at 65. A takes 3 and B 2: both get
10 for each, A pays 270 and B 180. With 3 more of B both get 35 for each, A pays 195 and B 325.
Shares of a tenth are dealt in a pool at 80 % of the price: 8 a share, of which 35 x 0.8 / 10 = 2.8
come back, 2 in whole kEUR. Who has its own price of 20 gets no more back than that.
"""

from typing import Any

import numpy as np
import pytest

from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.model.banded import BANDS, buying, shared, sharing, volume
from tests.plans import over_years, plan
from tests.scenarios import access, capability, holding, line, price_band, rates


@pytest.mark.parametrize(
    ("lots", "paid"),
    [
        ((3, 1), (300, 100)),
        ((3, 2), (270, 180)),
        ((3, 4), (270, 360)),
        ((3, 5), (195, 325)),
        ((0, 8), (0, 520)),
    ],
)
def test_all_that_are_sold_bring_the_price_down_for_everybody(
    lots: tuple[int, int], paid: tuple[int, int]
) -> None:
    just_holds(volume(*paid), buying(*lots))
    for state_at in (0, 1):
        if paid[state_at]:
            less = tuple(money - (at == state_at) for at, money in enumerate(paid))
            just_fails(volume(*less), buying(*lots), "budget")


def test_bands_are_reached_by_whole_lots() -> None:
    """Lots of 3: four lots are 12 units, 8 are passed with the third and 5 with the second."""
    kind = (capability(lot=3),)
    just_holds(volume(300, 0, capabilities=kind), buying(1, 0))
    just_fails(volume(299, 0, capabilities=kind), buying(1, 0), "budget")
    just_holds(volume(540, 0, capabilities=kind), buying(2, 0))
    just_fails(volume(539, 0, capabilities=kind), buying(2, 0), "budget")
    just_holds(volume(585, 0, capabilities=kind), buying(3, 0))
    just_fails(volume(584, 0, capabilities=kind), buying(3, 0), "budget")


def test_each_line_has_its_own_bands() -> None:
    """Four of L at 100 and four of M at 50, of which a fourth brings 20 off, a third nothing."""
    both: dict[str, Any] = {
        "lines": (line(unit_price=100), line("M", unit_price=50)),
        "line_rates": rates("L", 20) + rates("M", 20),
        "price_bands": (*BANDS, price_band(4, 30, "M")),
    }
    fours = plan(delivered={("A", "L", "2026"): 4, ("A", "M", "2026"): 4})
    just_holds(volume(400 + 120, 0, **both), fours)
    just_fails(volume(400 + 119, 0, **both), fours, "budget")
    three = plan(delivered={("A", "L", "2026"): 5, ("A", "M", "2026"): 3})
    just_holds(volume(450 + 150, 0, **both), three)
    just_fails(volume(450 + 149, 0, **both), three, "budget")


def test_of_bands_that_one_lot_passes_the_last_holds() -> None:
    near = (price_band(4, 90), price_band(6, 65))
    scenario = volume(390, 0, capabilities=(capability(lot=3),), price_bands=near)
    just_holds(scenario, buying(2, 0))


def test_nobody_gets_back_more_than_it_paid() -> None:
    """A's own price is 20: 8 x 20 less 8 x 20."""
    own = (access("L", "A", price=20),)
    just_holds(volume(0, 0, access=own), buying(8, 0))
    just_holds(volume(80, 0, access=own), buying(8, 0))
    just_holds(volume(70, 0, access=own), buying(7, 0))
    just_fails(volume(69, 0, access=own), buying(7, 0), "budget")


def test_shares_get_back_by_the_factor_of_their_pool() -> None:
    """In the last band a share of 8 costs 6; own lots and those of pools count together."""
    just_holds(sharing(30 * 6, 50 * 6), shared(8, 30))
    just_fails(sharing(30 * 6 - 1, 50 * 6), shared(8, 30), "budget")
    just_holds(sharing(30 * 6 + 65, 40 * 6), shared(7, 30, own=1))
    just_fails(sharing(30 * 6 + 64, 40 * 6), shared(7, 30, own=1), "budget")
    just_holds(sharing(30 * 8, 40 * 8), shared(7, 30))
    just_fails(sharing(30 * 8, 40 * 8 - 1), shared(7, 30), "budget")


def test_shares_at_an_own_price_get_back_no_more_than_that() -> None:
    """A pays ceil(20 x 0.8 / 10) = 2 for a share and gets floor(1.6) = 1 back."""
    own = (access("L", "A", price=20),)
    just_holds(sharing(30, 50 * 6, access=own), shared(8, 30))
    just_fails(sharing(29, 50 * 6, access=own), shared(8, 30), "budget")


def test_what_comes_back_in_the_last_period_pays_for_what_falls_due_then() -> None:
    """Eight in 2026 for 800; 280 of it back in 2027, when a ship costs 280."""

    def later(price: int) -> Scenario:
        kinds = (capability(), capability("SHIP"))
        ship = line("S", capability="SHIP", unit_price=price)
        records = {"lines": (line(unit_price=100), ship), "capabilities": kinds}
        made = rates("L", 20, 20) + rates("S", 9, 9)
        return volume(800, 0, length=2, line_rates=made, **records)

    both = plan(delivered=over_years(("A", "L"), 8, 8) | over_years(("A", "S"), 0, 1))
    just_holds(later(280), both)
    just_fails(later(281), both, "budget")
    alone = build(later(280))
    vector = alone.vector(plan(delivered=over_years(("A", "L"), 8, 8)))
    assert alone.program.holds(vector)
    assert alone.program.lower.min() < vector.min() == -280


def test_the_last_units_count_whenever_they_come() -> None:
    """Four in 2026 at 400 and the fifth in 2027: 100 less 50."""
    two = plan(delivered=over_years(("A", "L"), 4, 5), carry={("A", "2026"): 50})
    just_holds(volume(450, 0, length=2), two)
    just_fails(volume(449, 0, length=2), two, "budget")


def test_lines_without_bands_and_bands_out_of_reach_add_nothing() -> None:
    plain = build(volume(price_bands=()))
    for idle in ((price_band(21, 90),), ()):
        program = build(volume(price_bands=idle)).program
        assert program.variables == plain.program.variables
        assert program.rows == plain.program.rows
    assert not plain.program.lower.any()


def test_in_all_nobody_pays_less_than_nothing() -> None:
    """So much is known before any search."""
    model = build(volume(800, 800, length=2))
    program = model.program
    assert program.lower.min() < 0
    assert model.aims["cost"].least(program.lower, program.upper) == 0


def test_variables_belong_to_the_block_of_their_line() -> None:
    program = build(sharing()).program
    kinds = {"reached", "in_band"}
    places = {
        name: {label: int(column[number]) for label, column in program.labels.items()}
        for number, name in enumerate(program.variables)
        if name.kind in kinds
    }
    assert {name.kind for name in places} == kinds
    assert all(place["capability"] == 0 == place["line"] for place in places.values())
    # A band at which shares get back less than a kEUR is none of theirs.
    pooled = {name.codes for name, place in places.items() if place["pool"] == 0}
    assert pooled == {(code, "P", "L", "8") for code in "AB"}


def test_nothing_can_be_said_other_than_it_is() -> None:
    """Each product and each binary is bound from both sides."""
    model = build(sharing(9_999, 9_999))
    for bought in (shared(4, 20), shared(8, 30), buying(3, 2), buying(9, 0)):
        vector = model.vector(bought)
        assert model.program.holds(vector)
        for number, name in enumerate(model.program.variables):
            if name.kind in {"reached", "in_band"}:
                for change in (-1, 1):
                    other = vector.copy()
                    other[number] += change
                    assert not model.program.holds(other), name


def test_the_status_quo_reaches_nothing() -> None:
    model = build(volume(100, 100, holdings=(holding("A", 3),)))
    vector = model.status_quo()
    assert model.program.holds(vector)
    assert not np.any(vector[[n.kind == "reached" for n in model.program.variables]])
