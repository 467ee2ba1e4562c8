"""When lots can be there, by hand.

The years start 0, 12 and 24 months from now. With a lead time of 12 months lots are there in 2027,
with 13 in 2028. A delay of the state adds to it: 6 + 6 = 12, 2027; 12 + 1 = 13, 2028. A pool waits
for the 12 months of the line, a member with a delay of 12 has shares after 24, in 2028.
"""

import pytest

from allocator.domain.plan import Plan
from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import access, line, member, period, pool, rates, tiny, years


@pytest.mark.parametrize(
    ("lead", "delay", "holds", "fails"),
    [
        (12, 0, (0, 1, 1), (1, 1, 1)),
        (13, 0, (0, 0, 1), (0, 1, 1)),
        (6, 6, (0, 1, 1), (1, 1, 1)),
        (12, 1, (0, 0, 1), (0, 1, 1)),
    ],
)
def test_a_lot_is_there_after_lead_time_and_delay(
    lead: int, delay: int, holds: tuple[int, ...], fails: tuple[int, ...]
) -> None:
    scenario = tiny(
        periods=years(3),
        lines=(line(lead_months=lead),),
        line_rates=rates("L", 5, 5, 5),
        access=(access("L", "A", delay_months=delay),),
    )
    just_holds(scenario, plan(delivered=over_years(("A", "L"), *holds)))
    just_fails(scenario, plan(delivered=over_years(("A", "L"), *fails)), "lead_time")


def test_time_is_read_at_period_starts() -> None:
    """Half-years: 6 months after January 2026 is the second of them."""
    halves = (period("H1", start=24_312, months=6), period("H2", start=24_318, months=6))
    scenario = tiny(
        periods=halves,
        lines=(line(lead_months=6),),
        line_rates=tuple(
            rate.model_copy(update={"period": code})
            for rate, code in zip(rates("L", 5, 5), ("H1", "H2"), strict=True)
        ),
    )
    just_holds(scenario, plan(delivered={("A", "L", "H2"): 1}))
    just_fails(scenario, plan(delivered={("A", "L", "H1"): 1, ("A", "L", "H2"): 1}), "lead_time")


def test_a_pool_waits_for_the_line_and_each_buyer_for_its_delay() -> None:
    """The lot comes in 2027; A may have shares then, B only in 2028."""
    scenario = tiny(
        periods=years(3),
        lines=(line(lead_months=12),),
        line_rates=rates("L", 5, 5, 5),
        access=(access("L", "B", delay_months=12),),
        pools=(pool(),),
        pool_members=(member("P", "A"), member("P", "B")),
    )
    operating = over_years(("P",), 0, 1, 1)
    members = {
        "open": {("P",): 1},
        "operating": operating,
        "lead": {("A", "P"): 1},
        "join": {("A", "P"): 1, ("B", "P"): 1},
    }

    def sharing(lots: tuple[int, ...], a: tuple[int, ...], b: tuple[int, ...]) -> Plan:
        shares = over_years(("A", "P", "L"), *a) | over_years(("B", "P", "L"), *b)
        return plan(pool_delivered=over_years(("P", "L"), *lots), pool_shares=shares, **members)

    just_holds(scenario, sharing((0, 1, 2), (0, 10, 10), (0, 0, 10)))
    just_fails(scenario, sharing((0, 1, 2), (0, 9, 10), (0, 1, 10)), "lead_time")
    members["operating"] = over_years(("P",), 1, 1, 1)
    just_holds(scenario, sharing((0, 1, 1), (0, 10, 10), (0, 0, 0)))
    just_fails(scenario, sharing((1, 1, 1), (10, 10, 10), (0, 0, 0)), "lead_time")
