from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.accounts.national import counted
from tests.plans import over_years, plan
from tests.scenarios import capability, line, member, pool, state, tiny, years


def test_shares_count_as_parts_of_lots() -> None:
    """Lots of 3 units in 10 shares: A's 5 of today are 1.5 units, with 2 more bought 2.1."""
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(lot=3),),
        states=(state("A"), state("B"), state("C"), state("D")),
        lines=(line(),),
        pools=(pool(),),
        pool_members=(
            member("P", "A", shares_today=5),
            member("P", "B"),
            member("P", "C", shares_today=1),
            member("P", "D"),
        ),
    )
    ledger = Ledger(
        scenario,
        plan(
            contribution={**over_years(("A", "TANK"), 0, 4), **over_years(("D", "TANK"), 1, 0)},
            pool_shares={**over_years(("A", "P", "L"), 0, 2), **over_years(("B", "P", "L"), 0, 8)},
        ),
    )
    accounts = counted(ledger)
    assert list(accounts) == [
        ("A", "TANK", "2026"),
        ("A", "TANK", "2027"),
        ("B", "TANK", "2027"),
        ("C", "TANK", "2026"),
        ("C", "TANK", "2027"),
        ("D", "TANK", "2026"),
    ]
    assert accounts["D", "TANK", "2026"].shares_today == 0
    assert accounts["B", "TANK", "2027"].units == Fraction(24, 10)
    first, second = accounts["A", "TANK", "2026"], accounts["A", "TANK", "2027"]
    assert (first.contribution, first.shares_today, first.shares_bought) == (0, 5, 0)
    assert first.units == Fraction(3, 2)
    assert (second.contribution, second.shares_bought) == (4, 2)
    assert second.pooled == Fraction(21, 10)
    assert second.units == Fraction(61, 10)
