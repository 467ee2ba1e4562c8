from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import (
    capability,
    contract,
    line,
    member,
    pool,
    rate,
    rates,
    tiny,
    years,
)

LINE = ("step", "max_steps", "step_lead_months", "host_least_share", "min_rate", "host")


def making(*units: int, lot: int = 1, **records: Any) -> Scenario:
    """Line L with whole units a year."""
    fields = {name: records.pop(name) for name in LINE if name in records}
    return tiny(
        periods=years(len(units)),
        capabilities=(capability(lot=lot),),
        lines=(line(**fields),),
        line_rates=rates("L", *units),
        **records,
    )


def delivering(*lots: int, **decisions: Any) -> Any:
    return plan(delivered=over_years(("A", "L"), *lots), **decisions)


def test_a_period_delivers_what_it_makes() -> None:
    assert broken(making(3), delivering(3)) == set()
    assert subjects(making(3), delivering(4)) == [("L", "2026", "2026")]
    assert broken(making(3), delivering(4)) == {"capacity"}


def test_idle_capacity_is_not_stored() -> None:
    """3 a year with lots of 1: nothing in 2026 does not make 4 in 2027."""
    assert broken(making(3, 3), delivering(0, 3)) == set()
    assert broken(making(3, 3), delivering(0, 4)) == {"capacity"}


def test_work_in_progress_is_less_than_a_lot() -> None:
    """2 a year, lots of 3: one in 2027 (4 made), a second in 2028 (6 made).

    Two in 2028 alone would need 6, but 2 and 2 carried are there. At the very start nothing is
    carried: a lot in 2026 needs 3.
    """
    scenario = making(2, 2, 2, lot=3)
    assert broken(scenario, delivering(0, 1, 2)) == set()
    assert broken(scenario, delivering(0, 0, 2)) == {"capacity"}
    assert broken(scenario, delivering(1, 1, 1)) == {"capacity"}


@pytest.mark.parametrize(("lots", "holds"), [((0, 1, 1, 2), True), ((0, 1, 2, 2), False)])
def test_half_a_unit_a_year_delivers_every_other_year(lots: Any, holds: bool) -> None:
    """0.5 a year, lots of 1: half a unit may be carried, so one lot in any two years."""
    scenario = tiny(
        periods=years(4),
        lines=(line(),),
        line_rates=tuple(rate("L", 500, str(year)) for year in range(2026, 2030)),
    )
    assert (broken(scenario, delivering(*lots)) == set()) == holds


def test_steps_of_half_a_unit_let_half_a_unit_be_in_progress() -> None:
    """1.5 a year with a step of 0.5: one lot, then two, for the half left over; never three."""
    scenario = making(1, 1, step=500, max_steps=1)
    grown = {
        "expansion": over_years(("L",), 1, 1),
        "funding": over_years(("A", "L"), 10, 10),
    }
    assert broken(scenario, delivering(1, 3, **grown)) == set()
    assert broken(scenario, delivering(1, 4, **grown)) == {"capacity"}
    assert broken(scenario, delivering(2, 2, **grown)) == {"capacity"}
    assert broken(scenario, delivering(1, 3)) == {"capacity"}


def test_the_least_fraction_is_common_to_all_rates() -> None:
    """0.75 and 0.5 come in quarters: three quarters may be carried; halves would allow one half.

    2027 alone: 0.5 + 0.75 is a lot; 2026 and 2027: 1.25 is one lot, not two.
    """
    scenario = tiny(
        periods=years(2), lines=(line(),), line_rates=(rate("L", 750), rate("L", 500, "2027"))
    )
    assert broken(scenario, delivering(0, 1)) == set()
    assert broken(scenario, delivering(1, 1)) == {"capacity"}
    assert broken(scenario, delivering(0, 2)) == {"capacity"}
    quarters = tiny(
        periods=years(3),
        lines=(line(),),
        line_rates=(rate("L", 750), rate("L", 250, "2027"), rate("L", 1_000, "2028")),
    )
    assert broken(quarters, delivering(0, 1, 2)) == set()
    assert broken(quarters, delivering(0, 0, 2)) == {"capacity"}


def test_nearly_a_unit_is_no_unit() -> None:
    scenario = tiny(lines=(line(),), line_rates=(rate("L", 999),))
    assert broken(scenario, delivering(1)) == {"capacity"}


def test_all_customers_share_the_line() -> None:
    """A 1, B 1 and a pool 1 of 3; contracts of a state and a pool count as well."""
    records: dict[str, Any] = {"pools": (pool(),), "pool_members": (member("P", "A"),)}
    everybody = plan(
        delivered={("A", "L", "2026"): 1, ("B", "L", "2026"): 1},
        pool_delivered={("P", "L", "2026"): 1},
        pool_shares={("A", "P", "L", "2026"): 10},
        open={("P",): 1},
        join={("A", "P"): 1},
        lead={("A", "P"): 1},
        operating={("P", "2026"): 1},
    )
    assert broken(making(3, **records), everybody) == set()
    assert broken(making(2, **records), everybody) == {"capacity"}
    booked = (contract("A", 1, line="L"), contract("P", 1, line="L"))
    assert broken(making(5, order_book=booked, **records), everybody) == set()
    assert broken(making(4, order_book=booked, **records), everybody) == {"capacity"}


def test_contracts_beyond_the_line_leave_room_for_nothing_but_expansions() -> None:
    """5 contracted of 3 a year break nothing by themselves; a new lot does; a step makes room."""
    booked = (contract("A", 5, line="L"),)
    assert broken(making(3, order_book=booked), plan()) == set()
    assert broken(making(3, order_book=booked), delivering(1)) == {"capacity"}
    growing = making(3, order_book=booked, step=1_000, max_steps=1)
    grown = {"expansion": {("L", "2026"): 1}, "funding": {("A", "L", "2026"): 10}}
    assert broken(growing, delivering(1, **grown)) == set()
    assert broken(growing, delivering(2, **grown)) == {"capacity"}


def test_minimum_rate_binds_where_anything_new_is_delivered() -> None:
    """At least 2.5: 3 new hold, 2 do not, 2 with a contract for 1 do; nothing new is fine."""
    assert broken(making(5, min_rate=2_500), delivering(3)) == set()
    assert broken(making(5, min_rate=2_500), delivering(2)) == {"capacity"}
    booked = (contract("B", 1, line="L"),)
    assert broken(making(5, min_rate=2_500, order_book=booked), delivering(2)) == set()
    assert broken(making(5, min_rate=2_500, order_book=booked), plan()) == set()
    assert broken(making(5, min_rate=2_000), delivering(2)) == set()
    assert broken(making(5, 5, min_rate=2_000), delivering(2, 2)) == set()
    assert broken(making(5, min_rate=2_000), delivering(1)) == {"capacity"}


def expanding(*steps: int, host_tenths: int = 10, **fields: Any) -> tuple[Scenario, Any]:
    """A hosts L; what the host does not pay of a step B does."""
    scenario = making(*[1] * len(steps), step=1_000, max_steps=2, **fields)
    return scenario, plan(
        expansion=over_years(("L",), *steps),
        funding={
            **over_years(("A", "L"), *(host_tenths * number for number in steps)),
            **over_years(("B", "L"), *((10 - host_tenths) * number for number in steps)),
        },
    )


def test_steps_stay_within_their_number_and_are_not_undone() -> None:
    assert broken(*expanding(1, 2)) == set()
    assert broken(*expanding(1, 3)) == {"capacity"}
    scenario, falling = expanding(2, 1)
    assert {("L", "2027"), ("A", "L", "2027")} == set(subjects(scenario, falling))


def test_steps_add_to_the_rate_once_their_lead_has_passed() -> None:
    scenario, expanded = expanding(1, 1, step_lead_months=12)
    later = plan(
        delivered=over_years(("A", "L"), 1, 3),
        expansion=expanded.expansion,
        funding=expanded.funding,
    )
    at_once = plan(
        delivered=over_years(("A", "L"), 2, 3),
        expansion=expanded.expansion,
        funding=expanded.funding,
    )
    assert broken(scenario, later) == set()
    assert broken(scenario, at_once) == {"capacity"}


def test_steps_too_late_to_be_there_are_not_decided() -> None:
    assert broken(*expanding(1, 1, step_lead_months=12)) == set()
    scenario, late = expanding(0, 1, step_lead_months=12)
    assert subjects(scenario, late) == [("L", "2027")]
    assert broken(*expanding(1, 2, step_lead_months=12)) == {"capacity"}
    assert broken(*expanding(1, 1, step_lead_months=13)) == {"capacity"}


def test_every_step_is_paid_in_full() -> None:
    scenario = making(1, step=1_000, max_steps=2)
    paid = plan(expansion={("L", "2026"): 1}, funding={("B", "L", "2026"): 10})
    short = plan(expansion={("L", "2026"): 1}, funding={("B", "L", "2026"): 9})
    over = plan(expansion={("L", "2026"): 1}, funding={("B", "L", "2026"): 11})
    idle = plan(funding={("B", "L", "2026"): 1})
    assert broken(scenario, paid) == set()
    assert broken(scenario, short) == broken(scenario, over) == {"capacity"}
    assert broken(scenario, idle) == {"capacity"}
    assert violations(scenario, short)[0].message == "9 tenths of expansion steps paid, 10 decided"


def test_lines_are_paid_for_one_by_one() -> None:
    """A step of L and two of M; what is paid for one is not paid for the other."""
    grows = {"step": 1_000, "max_steps": 2}
    scenario = tiny(lines=(line("L", **grows), line("M", **grows)))
    steps = {("L", "2026"): 1, ("M", "2026"): 2}

    def paying(first: int, second: int) -> Any:
        return plan(
            expansion=steps,
            funding={("A", "L", "2026"): first, ("A", "M", "2026"): second},
        )

    assert broken(scenario, paying(10, 20)) == set()
    assert subjects(scenario, paying(20, 10)) == [("L", "2026"), ("M", "2026")]


def test_the_host_pays_its_least_share() -> None:
    """25 % of one step is 2.5 tenths: 3 hold, 2 do not; of two steps 5 hold."""
    assert broken(*expanding(1, host_tenths=3, host_least_share=2_500)) == set()
    assert broken(*expanding(1, host_tenths=2, host_least_share=2_500)) == {"capacity"}
    scenario, expanded = expanding(1, host_tenths=2, host_least_share=2_500)
    assert violations(scenario, expanded)[0].message == (
        "the host pays 2 tenths of expansion steps, its least share is 2.500 tenths"
    )
    scenario, expanded = expanding(2, host_tenths=2, host_least_share=2_000)
    assert broken(scenario, expanded) == set()
    outside = making(1, step=1_000, max_steps=1, host="USA", host_least_share=2_500)
    theirs = plan(expansion={("L", "2026"): 1}, funding={("B", "L", "2026"): 10})
    assert broken(outside, theirs) == set()
