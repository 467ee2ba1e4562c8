"""Sheet `milestones`: what must happen, in codes and in words."""

from typing import Any

from allocator.report.milestones import milestones
from allocator.report.numbers import month
from allocator.report.release.extract import Extract
from allocator.report.release.sheets_of_limits import milestones as released
from allocator.report.state.decisions import decisions as decisions_of
from allocator.report.state.view import Alliance, StateView
from tests.plans import over_years
from tests.report.quartet import quartet
from tests.report.reading import row, rows, sheets
from tests.report.scenes import scene
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
