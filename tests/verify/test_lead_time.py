from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import access, contract, line, member, pool, rates, tiny, years


def slow() -> Scenario:
    """L takes a year, B waits half a year longer for its permit."""
    return tiny(
        periods=years(3),
        lines=(line(lead_months=12),),
        line_rates=rates("L", 9, 9, 9),
        access=(access("L", "B", delay_months=6),),
        pools=(pool(),),
        pool_members=(member("P", "A"), member("P", "B")),
        order_book=(contract("B", 2, line="L"),),
    )


def test_orders_wait_for_their_line() -> None:
    assert broken(slow(), plan(delivered=over_years(("A", "L"), 0, 1, 1))) == set()
    early = plan(delivered=over_years(("A", "L"), 1, 1, 1))
    assert broken(slow(), early) == {"lead_time"}
    assert subjects(slow(), early) == [("A", "L", "2026")]


def test_delays_add_to_the_lead() -> None:
    assert broken(slow(), plan(delivered=over_years(("B", "L"), 0, 0, 1))) == set()
    assert broken(slow(), plan(delivered=over_years(("B", "L"), 0, 1, 1))) == {"lead_time"}


def pooled(lots: tuple[int, ...], a: tuple[int, ...], b: tuple[int, ...]) -> Plan:
    return plan(
        pool_delivered=over_years(("P", "L"), *lots),
        pool_shares={**over_years(("A", "P", "L"), *a), **over_years(("B", "P", "L"), *b)},
        open={("P",): 1},
        join={("A", "P"): 1, ("B", "P"): 1},
        lead={("A", "P"): 1},
        operating=over_years(("P",), 1, 1, 1),
    )


def test_pool_lots_wait_for_the_line_alone() -> None:
    assert broken(slow(), pooled((0, 1, 1), (0, 10, 10), ())) == set()
    assert set(subjects(slow(), pooled((1, 1, 1), (10, 10, 10), ()))) == {
        ("P", "L", "2026"),
        ("A", "P", "L", "2026"),
    }


def test_shares_wait_for_the_delay_of_their_buyer() -> None:
    assert broken(slow(), pooled((0, 1, 2), (0, 10, 10), (0, 0, 10))) == set()
    early = pooled((0, 1, 1), (0, 5, 5), (0, 5, 5))
    assert broken(slow(), early) == {"lead_time"}
    assert subjects(slow(), early) == [("B", "P", "L", "2027")]


def test_a_line_too_slow_for_the_horizon_delivers_nothing() -> None:
    scenario = tiny(lines=(line(lead_months=12),), line_rates=rates("L", 9))
    assert broken(scenario, plan(delivered={("A", "L", "2026"): 1})) == {"lead_time"}
