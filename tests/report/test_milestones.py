"""Sheet `milestones`: what must happen, in codes and in words."""

from tests.report.quartet import quartet
from tests.report.reading import row, rows, sheets

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
