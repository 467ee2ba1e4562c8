"""Sheet `milestones`: what must happen, in codes and in words."""

from typing import Any

import pytest

from allocator.accounts.decisions import increases
from allocator.accounts.slips.gaps import Gaps
from allocator.domain.period import month
from allocator.report.milestones.milestone import KINDS
from allocator.report.milestones.milestones import every_milestone, milestones
from allocator.report.release.extract import Extract
from allocator.report.release.sheets_of_dates import milestones as released
from allocator.report.state.decisions import decisions as decisions_of
from allocator.report.state.view import Alliance, StateView
from allocator.report.view import View
from tests.plans import over_years
from tests.report.quartet import quartet
from tests.report.reading import row, rows, sheets
from tests.report.scenes import scene
from tests.report.state_books import baltic
from tests.report.views import QUARTET
from tests.scenarios import line, member, pool, rates, years

MADE = sheets()["milestones"]


def test_orders_of_states_in_words() -> None:
    order = row(MADE, what="order", who="BBB", item="TANK_B")
    assert order["words"] == "http://b.example orders 4 × unit of Tanks from TANK_B."
    assert (order["quantity"], order["unit"]) == (4, "unit")


def test_orders_of_pools_in_words() -> None:
    order = row(MADE, what="pool order")
    assert order["words"] == "The pool Sky pool orders 2 × satellite of Satellites from SAT_C."


def test_expansions_in_words() -> None:
    steps = {
        (line["item"], line["decide_by"]): line["words"]
        for line in rows(MADE)
        if line["what"] == "expansion"
    }
    assert steps == {
        ("TANK_A", "2027-01"): "The line TANK_A grows by one step.",
        ("TANK_A", "2028-01"): "The line TANK_A grows by one step.",
        ("CHIP", "2027-01"): "CHIP in =SUM(A1:A9) grows by one step.",
    }


def test_pools_in_words() -> None:
    assert row(MADE, what="pool")["words"] == "The pool Sky pool starts with 2 members."


def test_a_line_with_a_name_is_called_by_it() -> None:
    scenario = quartet()
    lines = tuple(
        each.model_copy(update={"name": "Main works" if each.code == "TANK_B" else each.name})
        for each in scenario.lines
    )
    made = sheets(scenario.replaced(lines=lines))["milestones"]
    assert "from Main works." in str(row(made, what="order", item="TANK_B")["words"])


def test_the_most_urgent_come_first() -> None:
    months = [str(line["decide_by"]) for line in rows(MADE)]
    assert months == sorted(months)


def test_every_order_delivery_contribution_and_crew_of_the_plan_is_there() -> None:
    """What is new of each series, and nothing besides; cumulative is what the plan says."""
    ledger = QUARTET.ledger
    lots = {each.code: each.lot for each in ledger.scenario.capabilities}
    made = {each.code: each.capability for each in ledger.scenario.lines}
    decisions = ledger.decisions
    expected = {
        "order": {
            (*codes, at): (new * lots[made[codes[1]]], lot * lots[made[codes[1]]])
            for codes, series in decisions.delivered.items()
            for at, new, lot in steps(series)
        },
        "pool order": {
            (*codes, at): (new * lots[made[codes[1]]], lot * lots[made[codes[1]]])
            for codes, series in decisions.pool_delivered.items()
            for at, new, lot in steps(series)
        },
        "delivery": {
            (*codes, at): (new * lots[codes[1]], lot * lots[codes[1]])
            for codes, series in (
                *decisions.own_lots.items(),
                *((("SKY", "SAT"), series) for series in decisions.pool_lots.values()),
            )
            for at, new, lot in steps(series)
        },
        "contribution": {
            (*codes, at): (new, held)
            for codes, series in decisions.contribution.items()
            for at, new, held in steps(series)
        },
        "crews": {
            (*codes, "posts", at): (new, held)
            for codes, series in decisions.crews.items()
            for at, new, held in steps(series)
        },
    }
    for what, wanted in expected.items():
        listed = {
            (line["who"], line["item"], line["period"]): (line["quantity"], line["cumulative"])
            for line in rows(MADE)
            if line["what"] == what
        }
        assert listed == wanted
        assert wanted
    assert {line["what"] for line in rows(MADE)} == {*expected, "expansion", "pool"} == {*KINDS}


def steps(series: tuple[int, ...]) -> list[tuple[str, int, int]]:
    """(period, what is new, what there is by then) wherever anything is new."""
    found = zip(QUARTET.periods, increases(series), series, strict=True)
    return [(period, new, held) for period, new, held in found if new > 0]


def test_owners_are_states_framework_nations_and_hosts() -> None:
    assert {
        (line["who"], line["owner"]) for line in rows(MADE) if line["who"] != line["owner"]
    } == {("SKY", "AAA"), ("TANK_A", "AAA")}
    assert row(MADE, what="expansion", item="CHIP")["owner"] == "AAA"


def test_what_is_at_stake_in_units_and_weighted() -> None:
    """All of BBB's four tanks are given and count, at 50,000 each in the first two steps. Without
    SKY's two satellites, 24 tanks of 31 count: four to each of the six that are left.
    """
    pooled = row(MADE, what="delivery", who="SKY")
    assert (pooled["stake_units"], pooled["tolerance"], pooled["needed"]) == (9, 0, "2027")
    gaps = Gaps(QUARTET.ledger)
    expected = gaps.added(1, {"SAT": 2})
    assert pooled["stake"] == expected.value > 0
    assert pooled["stake_in"] == ", ".join(f"{units} {code}" for code, units in expected.units)
    later = row(MADE, what="delivery", who="BBB")
    assert (later["stake_units"], later["stake"], later["needed"]) == (4, 200_000, "2027")


@pytest.mark.parametrize("view", [QUARTET, baltic()], ids=["quartet", "baltic"])
def test_what_is_at_stake_at_once_may_not_be_late(view: View) -> None:
    """And what nothing rests on may be late to the end of the horizon."""
    periods = view.scenario.periods
    starts = {period.code: period.start for period in periods}
    horizon = periods[-1].start + periods[-1].months
    seen = set()
    for each in every_milestone(view):
        needed = each.slip.needed
        if each.slip.stake.units:
            assert (each.tolerance, needed) == (0, view.scenario.period_index[each.period])
        if each.period and needed is None:
            assert each.tolerance == horizon - starts[each.period]
        if needed is not None and each.what not in {"order", "pool order"}:
            assert each.tolerance == periods[needed].start - starts[each.period]
        seen.add((each.what, bool(each.slip.stake.units)))
    assert {what for what, _ in seen} >= {"pool", "expansion", "order", "delivery", "contribution"}
    assert len(seen) > 5


def test_a_state_without_limits_on_crews_risks_nothing_by_them() -> None:
    scenario = quartet().replaced(personnel=())
    made = sheets(scenario)["milestones"]
    crew = row(made, what="crews", period="2027")
    assert (crew["stake_units"], crew["stake"], crew["needed"]) == (0, 0, "")


def test_a_pool_is_joined_before_its_shares_are_ordered() -> None:
    """It starts in 2028; its lots are ordered two years before, its fees are due in 2027."""

    def due(fee: int = 0, **decisions: Any) -> list[tuple[str, int]]:
        view = scene(
            {
                "open": {("P",): 1},
                "join": {("A", "P"): 1},
                "operating": {("P", "2028"): 1},
                **decisions,
            },
            periods=years(3),
            pools=(pool("P", start="2027", entry_fee=fee),),
            pool_members=(member("P", "A"),),
            lines=(line(lead_months=24),),
            line_rates=rates("L", 9, 9, 9),
        )
        state_due = [(each.verb, each.by) for each in decisions_of(StateView(Alliance(view), "A"))]
        milestone = next(row for row in milestones(view).blocks[0].rows if row[1] == "pool")
        assert milestone[0] == month(dict(state_due)["join"])
        assert milestone[4] == "2028-01"
        told = released(Extract(StateView(Alliance(view), "A"))).blocks[0].rows
        assert [row[0] for row in told if row[1] == "join a pool"] == [milestone[0]]
        return state_due

    january = 12 * 2026
    assert due() == [("join", january + 24)]
    assert due(fee=5) == [("join", january + 12)]
    ordered = {
        "pool_delivered": over_years(("P", "L"), 0, 0, 1),
        "pool_shares": over_years(("A", "P", "L"), 0, 0, 10),
    }
    assert due(fee=5, **ordered) == [("join", january), ("take", january)]
