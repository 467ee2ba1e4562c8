from allocator.accounts.prices import Prices, due_period, instalments
from tests.scenarios import access, capability, line, member, pool, profile, tiny


def test_instalments_always_add_up_to_the_price() -> None:
    """1,001 by 30.00, 33.33, 36.67 %: floor(300.3) = 300, floor(633.93) - 300 = 333, the rest."""
    parts = instalments(1_001, profile((-1, 3_000), (0, 3_333), (1, 3_667)))
    assert parts == ((-1, 300), (0, 333), (1, 368))


def test_instalments_outside_the_horizon_fall_due_at_its_edges() -> None:
    assert [due_period(0, offset, 3) for offset in (-2, 0, 2, 5)] == [0, 0, 2, 2]


def test_prices_round_up() -> None:
    """Lot 3 units at 7: 21. A share: 21 x 0.95 / 10 = 1.995, so 2. A tenth of 101: 11."""
    prices = Prices(
        tiny(
            capabilities=(capability(lot=3, operating_cost=5),),
            lines=(line(unit_price=7, step_cost=101, max_steps=1),),
            pools=(pool(price_factor=950),),
            pool_members=(member("P", "A"),),
        )
    )
    assert prices.lot_price("A", "L") == 21
    assert prices.share_price("A", "P", "L") == 2
    assert prices.share_instalments("A", "P", "L") == ((0, 2),)
    assert prices.tenth_cost("L") == 11


def test_operating_cost_goes_by_months() -> None:
    """5 x 3 a year for a lot: 7.5 in six months, so 8; a tenth of it 0.75, so 1."""
    prices = Prices(tiny(capabilities=(capability(lot=3, operating_cost=5),)))
    assert prices.lot_operating("TANK", 12) == 15
    assert prices.lot_operating("TANK", 6) == 8
    assert prices.share_operating("TANK", 6) == 1
    dear = Prices(tiny(capabilities=(capability(lot=3, operating_cost=130),)))
    assert dear.share_operating("TANK", 12) == 39


def test_an_access_row_sets_the_price_of_one_state() -> None:
    scenario = tiny(
        lines=(line(unit_price=7, payment_profile=profile((0, 5_000), (1, 5_000))),),
        access=(access("L", "B", price=9), access("L", "A", delay_months=6)),
    )
    prices = Prices(scenario)
    assert prices.price("A", "L") == 7
    assert prices.price("B", "L") == 9
    assert prices.lot_instalments("B", "L") == ((0, 4), (1, 5))
