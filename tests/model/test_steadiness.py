"""Aims changes and change_size, by hand.

Three years, one pool: in force are 1, 2 and 3 lots of L for A (2027 announced), a contribution of 4
tanks throughout, A and B in the pool P with A leading it from 2027 on, and a step of L paid by A.
The plan delivers 1, 1 and 3 lots, gives 4, 3 and 4 tanks, leaves the pool, and has no step.

series         changes          change_size, kEUR: near x announced x worth x difference
delivered      5 (announced)    2 x 5 x 1,100 x 1              = 11,000  (A's own price, lots of 1)
contribution   1                2 x 1,000 x 1                  =  2,000  (the cheapest line)
join A, B      1 + 1            3 x 7 + 3 x 7                  =     42  (entry fee)
lead A         1                3 x 50                         =    150  (start-up cost)
operating      1                (2 + 1) x 50                   =    150
expansion      1                (3 + 2 + 1) x 95               =    570  (the step)
funding        1                (3 + 2 + 1) x 10 x 10          =    600  (a tenth, rounded up)
"""

from typing import Any

import pytest

from allocator.accounts.aims import change_size, changes
from allocator.accounts.in_force import standing_rows, vanished
from allocator.accounts.ledger import Ledger
from allocator.accounts.steadiness import changed_series, worth
from allocator.domain.plan import Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.edges import just_holds
from tests.plans import over_years, plan
from tests.scenarios import (
    access,
    capability,
    component,
    component_use,
    holding,
    in_force,
    line,
    member,
    pool,
    rates,
    retirement,
    rule,
    state,
    tiny,
    years,
)

YEARS = ("2026", "2027", "2028")


def over(decision: str, *codes: str, values: tuple[int, ...], announced: str = "") -> list[PlanRow]:
    """Rows of a series from 2026 on; zeros are left out."""
    return [
        in_force(decision, *codes, year, value=value, announced=year == announced)
        for year, value in zip(YEARS, values, strict=False)
        if value
    ]


ROWS = (
    *over("delivered", "A", "L", values=(1, 2, 3), announced="2027"),
    *over("contribution", "A", "TANK", values=(4, 4, 4)),
    in_force("join", "A", "P", value=1),
    in_force("join", "B", "P", value=1),
    in_force("lead", "A", "P", value=1),
    in_force("open", "P", value=1),
    *over("operating", "P", values=(0, 1, 1)),
    *over("expansion", "L", values=(1, 1, 1)),
    *over("funding", "A", "L", values=(10, 10, 10)),
)
CHANGED = plan(
    delivered=over_years(("A", "L"), 1, 1, 3), contribution=over_years(("A", "TANK"), 4, 3, 4)
)
IN_FORCE = plan(
    delivered=over_years(("A", "L"), 1, 2, 3),
    contribution=over_years(("A", "TANK"), 4, 4, 4),
    join={("A", "P"): 1, ("B", "P"): 1},
    lead={("A", "P"): 1},
    open={("P",): 1},
    operating=over_years(("P",), 0, 1, 1),
    expansion=over_years(("L",), 1, 1, 1),
    funding=over_years(("A", "L"), 10, 10, 10),
)


def steady(*rows: PlanRow, **records: Any) -> Scenario:
    """The scenario of the docstring, with the rows given in force, or its own."""
    return tiny(
        **{
            "periods": years(3),
            "required": 20,
            "holdings": (holding("A", 4),),
            # Less stock asks for less later on, so that a contribution may fall.
            "retirements": (retirement("A", 1, period="2027"),),
            "lines": (
                line("L", customers=("A", "B"), step=1_000, step_cost=95, max_steps=2),
                line("M", host="B", unit_price=1_300),
            ),
            "line_rates": rates("L", 9, 9, 9) + rates("M", 5, 5, 5),
            "access": (access("L", "A", price=1_100),),
            "pools": (pool(lines=("L",), entry_fee=7, startup_cost=50),),
            "pool_members": (member("P", "A"), member("P", "B", role="member")),
            "plan_in_force": rows or ROWS,
            **records,
        }
    )


def both(scenario: Scenario, candidate: Plan) -> tuple[int, int]:
    """Changes and their size, on which the model and the accounts agree."""
    just_holds(scenario, candidate)
    ledger = Ledger(scenario, candidate)
    return changes(ledger), change_size(ledger)


def test_the_worked_example() -> None:
    assert both(steady(), CHANGED) == (5 + 1 + 2 + 1 + 1 + 1 + 1, 14_512)


def test_what_is_in_force_is_no_change() -> None:
    assert both(steady(), IN_FORCE) == (0, 0)


@pytest.mark.parametrize(
    ("lots", "size"),
    [
        ((1, 2, 3), 0),
        ((2, 2, 3), 3 * 1_100),
        ((0, 2, 3), 3 * 1_100),
        ((1, 2, 4), 1 * 1_100),
        ((1, 3, 3), 2 * 5 * 1_100),
        ((1, 1, 3), 2 * 5 * 1_100),
        ((0, 0, 0), (3 * 1 + 2 * 5 * 2 + 1 * 3) * 1_100),
    ],
)
def test_more_and_less_count_alike(lots: tuple[int, ...], size: int) -> None:
    """Each is one change, which counts five times: a row of the series is announced."""
    scenario = steady(*over("delivered", "A", "L", values=(1, 2, 3), announced="2027"))
    candidate = plan(delivered=over_years(("A", "L"), *lots))
    assert both(scenario, candidate) == (5 if size else 0, size)


def test_what_is_not_in_force_is_zero_throughout() -> None:
    """A new series is one change; every lot of it counts in every period that has it."""
    scenario = steady(*over("contribution", "A", "TANK", values=(0, 0, 4)))
    bought = plan(delivered=over_years(("B", "M"), 0, 2, 2))
    assert both(scenario, bought) == (2, (2 * 2 + 1 * 2) * 1_300 + 4 * 1_000)


def test_periods_after_those_in_force_are_not_compared() -> None:
    """In force until 2027: what is ordered and given in 2028 is no change."""
    scenario = steady(*over("contribution", "A", "TANK", values=(4, 3)))
    candidate = plan(
        contribution=over_years(("A", "TANK"), 4, 3, 3),
        delivered=over_years(("B", "M"), 0, 0, 5),
    )
    assert both(scenario, candidate) == (0, 0)
    assert both(scenario, plan(contribution=over_years(("A", "TANK"), 3, 3, 3))) == (1, 3 * 1_000)


def test_joins_alone_compare_no_period() -> None:
    scenario = steady(in_force("join", "A", "P", value=1))
    candidate = plan(delivered=over_years(("B", "M"), 1, 2, 5))
    assert both(scenario, candidate) == (1, 3 * 7)


def test_a_value_that_is_out_of_reach_is_a_change() -> None:
    """In force are 60 lots, of which L can make 9; and lots of M before any can be delivered."""
    scenario = steady(
        *over("delivered", "A", "L", values=(60, 60, 60)),
        *over("delivered", "B", "LATE", values=(0, 2, 2)),
        lines=(line("L", customers=("A", "B")), line("LATE", host="B", lead_months=99)),
        line_rates=rates("L", 9, 9, 9) + rates("LATE", 9, 9, 9),
        pools=(),
        pool_members=(),
    )
    least = 1_100 * (3 * (60 - 9) + 2 * (60 - 18) + (60 - 27)) + 1_000 * (2 * 2 + 2)
    assert both(scenario, plan(delivered=over_years(("A", "L"), 9, 18, 27))) == (2, least)
    model = build(scenario)
    (size,) = (form for name, form in model.aims.items() if name == "change_size")
    assert size.least(model.program.lower, model.program.upper) == least


def test_steps_decided_too_late_share_a_variable() -> None:
    """A step takes a year, so 2028 decides as 2027 does: each period is compared with its own."""
    scenario = steady(
        *over("expansion", "L", values=(0, 1, 2)),
        lines=(
            line("L", step=1_000, step_cost=95, max_steps=2, step_lead_months=12),
            line("M", host="B"),
        ),
    )
    one = plan(expansion=over_years(("L",), 0, 1, 1), funding=over_years(("A", "L"), 0, 10, 10))
    paid = 10 * 10 * (2 + 1)
    assert both(scenario, one) == (2, 95 * 1 + paid)
    assert both(scenario, plan()) == (1, 95 * (2 * 1 + 1 * 2))


def test_components_count_by_step_and_by_tenth() -> None:
    scenario = steady(
        *over("component_expansion", "K", "A", values=(0, 1, 1)),
        *over("component_funding", "A", "K", "A", values=(0, 10, 10)),
        components=(component("K", 9, 9, 9, step=1_000, step_cost=31, max_steps=1),),
        component_use=(component_use(line="L"),),
    )
    assert both(scenario, plan()) == (2, (2 + 1) * 31 + (2 + 1) * 10 * 4)


def test_a_pool_has_the_price_of_its_line_and_shares_their_own() -> None:
    scenario = steady(
        *over("pool_delivered", "P", "L", values=(0, 1, 1)),
        *over("pool_shares", "A", "P", "L", values=(0, 10, 10)),
        capabilities=(capability(lot=2),),
        pools=(pool(lines=("L",), price_factor=900),),
    )
    ledger = Ledger(scenario, plan())
    assert worth(ledger, "pool_delivered", ("P", "L")) == 2 * 1_000
    assert worth(ledger, "pool_shares", ("A", "P", "L")) == 198
    assert both(scenario, plan()) == (2, 3 * 2_000 + 3 * 10 * 198)


def test_what_is_free_is_worth_one() -> None:
    scenario = steady(
        in_force("join", "A", "P", value=1, announced=True),
        pools=(pool(lines=("L",), entry_fee=0),),
    )
    assert both(scenario, plan()) == (5, 3 * 5 * 1)


def test_what_has_vanished_takes_no_part() -> None:
    """Unknown codes, and what rights no longer allow; each row with its reason."""
    rows = (
        in_force("delivered", "A", "OLD", "2026", value=3),
        in_force("delivered", "C", "L", "2026", value=3),
        in_force("delivered", "A", "L", "2025", value=3),
        in_force("delivered", "B", "L", "2026", value=3),
        in_force("delivered", "S", "M", "2026", value=3),
        in_force("contribution", "B", "SHIP", "2026", value=3),
        in_force("pool_delivered", "P", "M", "2026", value=1),
        in_force("pool_shares", "S", "P", "L", "2026", value=1),
        in_force("join", "S", "P", value=1),
        in_force("lead", "B", "P", value=1),
        in_force("funding", "B", "L", "2026", value=1),
        in_force("component_funding", "S", "K", "A", "2026", value=1),
        in_force("component_expansion", "K", "B", "2026", value=1),
    )
    scenario = steady(
        *rows,
        states=(state("A"), state("B"), state("S", small_state=True)),
        capabilities=(capability(large_system=True), capability("SHIP")),
        lines=(line("L", customers=("A", "B"), step=1_000, max_steps=1), line("M", host="B")),
        access=(access("L", "B", permitted=False, legal_basis="licence"),),
        pool_members=(member("P", "A"), member("P", "B", framework_eligible=False)),
        rules=(rule("R", "forbid", binds="B", states=("B",), on="SHIP", capabilities=("SHIP",)),),
        components=(component("K", 9, 9, 9, host="A", max_steps=1),),
        component_use=(component_use(line="L"),),
    )
    assert [each.why for each in sorted(vanished(scenario), key=lambda e: rows.index(e.row))] == [
        'unknown line "OLD"',
        'unknown state "C"',
        'unknown period "2025"',
        "B may not order from L",
        "S may not order from M",
        "B may give no SHIP",
        "P does not buy from M",
        "S may not share lots of L in P",
        "S may not be in P",
        "B may not lead P",
        "B may not fund L",
        "S may not fund K in A",
        "K is not made in B",
    ]
    assert standing_rows(scenario) == ()
    assert both(scenario, plan()) == (0, 0)


def test_series_are_told_with_their_periods() -> None:
    (series,) = changed_series(
        Ledger(
            steady(*over("delivered", "A", "L", values=(1, 2, 3), announced="2028")),
            plan(delivered=over_years(("A", "L"), 1, 4, 4)),
        )
    )
    assert (series.decision, series.codes, series.announced) == ("delivered", ("A", "L"), True)
    assert [(c.period, c.before, c.after, c.announced) for c in series.changes] == [
        ("2027", 2, 4, False),
        ("2028", 3, 4, True),
    ]
    assert [c.money for c in series.changes] == [2_200, 1_100]


def test_nothing_is_compared_where_no_plan_is_in_force() -> None:
    scenario = tiny(holdings=(holding("A", 4),))
    ledger = Ledger(scenario, plan(contribution={("A", "TANK", "2026"): 4}))
    assert (changes(ledger), change_size(ledger)) == (0, 0)
    assert not {"changes", "change_size"} & {*build(scenario).aims}
