"""What lines make, by hand.

L makes 2 units a year and sells lots of 3. Up to 2026 that is 2 units, up to 2027 4, up to 2028 6:
no lot, one, two. In 2028 by itself: 2 and at most 3 - 1 = 2 in work begun, 4 units, one lot. So 0,
1 and 2 lots by the ends of the years hold (6 of 6 units), 0, 0 and 2 do not (6 of 4), and 1 in 2026
neither (3 of 2). At 1.5 a year in lots of one 2 x 1.5 is whole, so 1 - 1/2 may be in work begun: 1
and then 2 more hold (2 of 1.5 + 0.5), 1 and then 3 more do not.
"""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import capability, contract, line, member, pool, rate, rates, tiny, years


def making(*units: int, lot: int = 1, records: Any = None, **fields: Any) -> Scenario:
    """Line L makes so many units in 2026, 2027, ..."""
    return tiny(
        periods=years(len(units)),
        capabilities=(capability(lot=lot),),
        lines=(line(**fields),),
        line_rates=rates("L", *units),
        **(records or {}),
    )


def taking(*lots: int, **decisions: Any) -> Any:
    return plan(delivered=over_years(("A", "L"), *lots), **decisions)


def grown(steps: int, years: int, *, host: int = 0) -> dict[str, Any]:
    """Steps decided at the start and paid by the customer B but for `host` tenths of A."""
    funding = over_years(("B", "L"), *[10 * steps - host] * years)
    if host:
        funding |= over_years(("A", "L"), *[host] * years)
    return {"expansion": over_years(("L",), *[steps] * years), "funding": funding}


@pytest.mark.parametrize(
    ("scenario", "holds", "fails"),
    [
        (making(3), (3,), (4,)),
        (making(3, 3), (0, 3), (0, 4)),
        (making(3, 3), (3, 6), (3, 7)),
        (making(2, 2, 2, lot=3), (0, 1, 2), (0, 0, 2)),
        (making(2, 2, 2, lot=3), (0, 1, 2), (1, 1, 2)),
    ],
)
def test_what_is_made_in_a_window(
    scenario: Scenario, holds: tuple[int, ...], fails: tuple[int, ...]
) -> None:
    """Idle capacity is lost but for work in progress of less than a lot."""
    just_holds(scenario, taking(*holds))
    just_fails(scenario, taking(*fails), "capacity")


def test_all_customers_share_a_line() -> None:
    scenario = making(3)
    both = {("A", "L", "2026"): 1, ("B", "L", "2026"): 2}
    just_holds(scenario, plan(delivered=both))
    just_fails(scenario, plan(delivered=both | {("A", "L", "2026"): 2}), "capacity")


def test_pools_share_it_too() -> None:
    scenario = making(
        3, records={"required": 9, "pools": (pool(),), "pool_members": (member("P", "B"),)}
    )
    pooled = {
        "pool_delivered": {("P", "L", "2026"): 2},
        "pool_shares": {("B", "P", "L", "2026"): 20},
        "open": {("P",): 1},
        "operating": {("P", "2026"): 1},
        "join": {("B", "P"): 1},
        "lead": {("B", "P"): 1},
    }
    just_holds(scenario, taking(1, **pooled))
    just_fails(scenario, taking(2, **pooled), "capacity")


def test_the_order_book_uses_the_line() -> None:
    scenario = making(3, records={"order_book": (contract("B", 2, line="L"),)})
    just_holds(scenario, taking(1))
    just_fails(scenario, taking(2), "capacity")


def test_an_order_book_above_the_rates_takes_just_what_there_is() -> None:
    """4 under contract where 3 are made: nothing is left, and the step makes one more."""
    book = {"order_book": (contract("B", 4, line="L"),)}
    scenario = making(3, 3, records=book, step=1_000, max_steps=1)
    just_fails(scenario, taking(1, 1), "capacity")
    just_holds(scenario, taking(1, 1, **grown(1, 2)))
    just_fails(scenario, taking(2, 2, **grown(1, 2)), "capacity")


def test_fractions_of_a_unit_are_work_in_progress() -> None:
    """1.5 a year: the half of 2026 is there in 2027, and no more."""
    scenario = tiny(
        periods=years(2),
        lines=(line(),),
        line_rates=(rate("L", 1_500), rate("L", 1_500, "2027")),
    )
    just_holds(scenario, taking(1, 3))
    just_fails(scenario, taking(1, 4), "capacity")
    just_fails(scenario, taking(2, 3), "capacity")


def test_nearly_a_unit_is_none() -> None:
    """0.999 a year: none in the first, and with what is in progress one in the second."""
    scenario = tiny(
        periods=years(2), lines=(line(),), line_rates=(rate("L", 999), rate("L", 999, "2027"))
    )
    just_holds(scenario, taking(0, 1))
    just_fails(scenario, taking(1, 1), "capacity")
    booked = tiny(
        lines=(line(),), line_rates=(rate("L", 2_999),), order_book=(contract("B", 1, line="L"),)
    )
    just_holds(booked, taking(1))
    just_fails(booked, taking(2), "capacity")


def test_steps_make_more_once_they_are_built() -> None:
    scenario = making(1, 1, step=2_000, max_steps=1, step_lead_months=12)
    just_holds(scenario, taking(1, 4, **grown(1, 2)))
    just_fails(scenario, taking(1, 5, **grown(1, 2)), "capacity")
    just_fails(scenario, taking(2, 2, **grown(1, 2)), "capacity")


def test_no_more_steps_than_the_line_has() -> None:
    scenario = making(1, step=2_000, max_steps=2)
    just_holds(scenario, taking(1, **grown(2, 1)))
    just_fails(scenario, taking(1, **grown(3, 1)), "capacity")


def test_steps_that_come_too_late_are_not_decided() -> None:
    scenario = making(1, 1, step=2_000, max_steps=2, step_lead_months=12)
    late = {
        "expansion": over_years(("L",), 0, 1),
        "funding": over_years(("B", "L"), 0, 10),
    }
    just_holds(scenario, taking(1, 1, **grown(1, 2)))
    just_fails(scenario, taking(1, 1, **late), "capacity")


def test_steps_are_never_taken_back() -> None:
    scenario = making(1, 1, step=2_000, max_steps=2)
    fewer = {
        "expansion": over_years(("L",), 2, 1),
        "funding": over_years(("B", "L"), 20, 10),
    }
    just_holds(scenario, taking(1, 1, **grown(2, 2)))
    just_fails(scenario, taking(1, 1, **fewer), "capacity")


def test_every_step_is_paid_for_in_full() -> None:
    scenario = making(1, step=2_000, max_steps=2)
    expansion = over_years(("L",), 1)
    just_holds(scenario, taking(1, expansion=expansion, funding=over_years(("B", "L"), 10)))
    for tenths in (9, 11):
        paid = over_years(("B", "L"), tenths)
        just_fails(scenario, taking(1, expansion=expansion, funding=paid), "capacity")


def test_nobody_takes_its_tenths_back() -> None:
    def paying(*host: int) -> dict[str, Any]:
        funding = over_years(("A", "L"), *host) | over_years(("B", "L"), *[10 - h for h in host])
        return {"expansion": over_years(("L",), 1, 1), "funding": funding}

    scenario = making(1, 1, step=2_000, max_steps=1)
    just_holds(scenario, taking(1, 1, **paying(5, 5)))
    just_fails(scenario, taking(1, 1, **paying(5, 4)), "capacity")


@pytest.mark.parametrize(("share", "least"), [(3_500, 4), (1_001, 2), (1_000, 1)])
def test_the_host_pays_its_least_share(share: int, least: int) -> None:
    """35 % of 10 tenths: 3 are too few, 4 will do."""
    scenario = making(1, step=2_000, max_steps=1, host_least_share=share)
    just_holds(scenario, taking(1, **grown(1, 1, host=least)))
    just_fails(scenario, taking(1, **grown(1, 1, host=least - 1)), "capacity")


def test_a_line_runs_at_its_least_rate_or_not_at_all() -> None:
    """2.5 a year at least: 3 lots, or none; the order book helps."""
    just_holds(making(5, 5, min_rate=2_500), taking(3, 3))
    just_fails(making(5, 5, min_rate=2_500), taking(3, 5), "capacity")
    just_holds(making(5, 5, min_rate=2_500), taking(0, 3))
    just_fails(making(5, min_rate=2_500), taking(2), "capacity")
    just_holds(making(5, min_rate=2_000), taking(2))
    just_fails(making(5, min_rate=2_001), taking(2), "capacity")
    book = {"order_book": (contract("B", 1, line="L"),)}
    just_holds(making(5, records=book, min_rate=2_500), taking(2))
    just_fails(making(5, records=book, min_rate=2_500), taking(1), "capacity")
