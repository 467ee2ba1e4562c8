import pytest

from allocator.accounts.decisions import Decisions, increases, plus, total
from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import capability, line, member, pool, tiny, years


def scenario() -> Scenario:
    return tiny(
        periods=years(3),
        capabilities=(capability("SHIP"), capability("TANK")),
        lines=(line("L"), line("M"), line("S", capability="SHIP")),
        pools=(pool("P", lines=("L", "M")), pool("Q")),
        pool_members=(member("P", "A"), member("Q", "A")),
    )


def test_series_fill_absent_periods_with_zero() -> None:
    orders = {("B", "L", "2027"): 2, ("A", "L", "2028"): 1}
    decisions = Decisions(scenario(), plan(delivered=orders))
    assert decisions.delivered == {("A", "L"): (0, 0, 1), ("B", "L"): (0, 2, 0)}
    assert list(decisions.delivered) == [("A", "L"), ("B", "L")]
    assert decisions.support == {}
    assert decisions.zero == (0, 0, 0)


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(KeyError):
        _ = Decisions(scenario(), plan(support={("TANK", "2031"): 1})).support


def test_lots_add_up_by_capability_pool_and_line() -> None:
    decisions = Decisions(
        scenario(),
        plan(
            delivered={
                **over_years(("A", "L"), 1, 1, 2),
                **over_years(("A", "M"), 0, 3, 3),
                **over_years(("A", "S"), 5, 5, 5),
                **over_years(("B", "L"), 0, 0, 4),
            },
            pool_delivered={**over_years(("P", "L"), 0, 1, 1), **over_years(("P", "M"), 2, 2, 2)},
        ),
    )
    assert decisions.own_lots == {
        ("A", "SHIP"): (5, 5, 5),
        ("A", "TANK"): (1, 4, 5),
        ("B", "TANK"): (0, 0, 4),
    }
    assert decisions.pool_lots == {("P",): (2, 3, 3)}
    assert decisions.line_lots == {("L",): (1, 2, 7), ("M",): (2, 5, 5), ("S",): (5, 5, 5)}


def test_shares_add_up_by_pool_capability_and_line() -> None:
    decisions = Decisions(
        scenario(),
        plan(
            pool_shares={
                **over_years(("A", "P", "L"), 1, 1, 1),
                **over_years(("A", "P", "M"), 0, 2, 2),
                **over_years(("A", "Q", "L"), 0, 0, 4),
                **over_years(("B", "P", "L"), 8, 8, 8),
            },
        ),
    )
    assert decisions.shares_in_pool == {
        ("A", "P"): (1, 3, 3),
        ("A", "Q"): (0, 0, 4),
        ("B", "P"): (8, 8, 8),
    }
    assert decisions.shares_of == {("A", "TANK"): (1, 3, 7), ("B", "TANK"): (8, 8, 8)}
    assert decisions.shares_sold == {
        ("P", "L"): (9, 9, 9),
        ("P", "M"): (0, 2, 2),
        ("Q", "L"): (0, 0, 4),
    }


def test_arithmetic_of_series() -> None:
    assert plus((1, 2), (3, 4)) == (4, 6)
    assert total([(("A",), (1, 2)), (("A",), (3, 4))]) == {("A",): (4, 6)}
    assert increases((2, 2, 5)) == (2, 0, 3)
