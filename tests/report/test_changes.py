"""Sheets `changes` and `plan_in_force`: the quartet with an earlier plan in force."""

from dataclasses import replace

import pytest

from allocator.accounts.aims import change_size, changes
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.scenario import Scenario
from allocator.io.layout import SHEET_BY_NAME
from allocator.tables.table import Table
from tests.properties.trait_steadiness import rows_of
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, sheets, texts, total
from tests.scenarios import in_force, pledge

EARLIER = replace(
    quartet_plan(),
    delivered={
        **quartet_plan().delivered,
        ("AAA", "TANK_A", "2028"): 6,
        ("BBB", "TANK_B", "2027"): 3,
    },
)
"""A has had six lots in 2028 where the plan has four, B three in 2027 where it has four."""


def steady(earlier: Plan = EARLIER, *more: PlanRow, announced: str = "") -> Scenario:
    """The quartet with a plan in force, what of it is about `announced` being public."""
    found = [
        made.model_copy(update={"announced": bool(announced) and announced in made.codes})
        for made in (*rows_of(earlier), *more)
    ]
    found.sort(key=lambda made: (made.decision, made.codes))
    return quartet().replaced(plan_in_force=tuple(found))


def page(scenario: Scenario) -> Table:
    return sheets(scenario)["changes"]


def test_the_sheet_is_there_where_a_plan_is_in_force() -> None:
    assert "changes" not in sheets()
    assert list(sheets(steady())).index("changes") == list(sheets()).index("footprint")


def test_every_change_is_told_from_and_to() -> None:
    made = page(steady(announced="BBB"))
    listed = rows(made, 1)
    assert [(r["state"], r["line"], r["period"], r["before"], r["after"]) for r in listed] == [
        ("AAA", "TANK_A", "2028", 6, 4),
        ("BBB", "TANK_B", "2027", 3, 4),
    ]
    assert [r["difference"] for r in listed] == [-2, 1]
    assert [r["money"] for r in listed] == [-2 * 5_333, 4_000]
    assert [r["announced"] for r in listed] == [0, 1]
    assert [r["size"] for r in listed] == [2 * 5_333, 2 * 5 * 4_000]


def test_counts_and_sizes_add_up_to_the_aims() -> None:
    scenario = steady(announced="BBB")
    made, ledger = page(scenario), Ledger(scenario, quartet_plan())
    assert total(made, "weight") == changes(ledger) == 6
    assert total(made, "size") == change_size(ledger) == 50_666
    assert [total(made, key) for key in ("series", "announced")] == [2, 1]
    orders = row(made, decision="delivered")
    assert (orders["series"], orders["announced"], orders["weight"]) == (2, 1, 6)


def test_rows_that_are_no_decision_any_more_are_listed() -> None:
    gone = in_force("delivered", "AAA", "OLD", "2027", value=3)
    barred = in_force("delivered", "CCC", "TANK_B", "2027", value=2)
    made = page(steady(EARLIER, gone, barred, announced="OLD"))
    first, second = rows(made, 2)
    assert (first["line"], first["value"], first["announced"]) == ("OLD", 3, 1)
    assert first["why"] == 'unknown line "OLD"'
    assert (second["state"], second["why"]) == ("CCC", "CCC may not order from TANK_B")
    assert second["cell"] == "plan_in_force[delivered, CCC, , , TANK_B, , , , 2027]"


@pytest.mark.parametrize(
    ("earlier", "sentence"),
    [
        (
            EARLIER,
            "Against the plan in force 2 decisions change, 0 of them announced; "
            "new money is EUR 10.8 million less than it asks for at today's prices.",
        ),
        (
            quartet_plan(),
            "Nothing of the plan in force changes; "
            "new money is just what it asks for at today's prices.",
        ),
    ],
)
def test_the_briefing_says_how_much_changes(earlier: Plan, sentence: str) -> None:
    assert sentence in texts(sheets(steady(earlier))["briefing"])
    assert not any("plan in force" in text for text in texts(sheets()["briefing"]))


def test_the_briefing_counts_what_has_vanished() -> None:
    scenario = steady(EARLIER, in_force("join", "AAA", "OLD", value=1))
    (said,) = [t for t in texts(sheets(scenario)["briefing"]) if "plan in force" in t]
    assert said.endswith("; 1 of its rows is no decision any more.")


def test_the_plan_stands_in_the_layout_of_the_input() -> None:
    made = sheets()["plan_in_force"]
    headers = [column.header for column in made.blocks[0].frame.columns]
    assert headers == [column.name for column in SHEET_BY_NAME["plan_in_force"].columns]
    stated = {
        (r["decision"], *(r[name] for name in headers[1:9] if r[name])): r["value"]
        for r in rows(made)
    }
    assert stated == {(made.decision, *made.codes): made.value for made in rows_of(quartet_plan())}


def test_what_a_pledge_or_the_plan_in_force_announces_is_announced() -> None:
    """A's tanks by a pledge in every period; of B's deliveries those that stay as announced."""
    scenario = steady(announced="BBB")
    pledges = (
        pledge("contribution", "TANK", "at_least", 6, state="AAA", period="2027", announced=True),
        pledge("pool_open", "SKY", "at_least", 1, period="2028", announced=True),
    )
    made = sheets(scenario.replaced(pledges=pledges))["plan_in_force"]
    public = {
        (r["decision"], r["state"], r["pool"], r["period"])
        for r in rows(made)
        if r["announced"] == "yes"
    }
    years = ("2026", "2027", "2028")
    assert public == {
        *(("contribution", "AAA", None, year) for year in years),
        *(("contribution", "BBB", None, year) for year in years),
        *(("operating", None, "SKY", year) for year in years),
        ("open", None, "SKY", None),
        ("delivered", "BBB", None, "2028"),
    }


def test_a_what_if_is_marked_in_every_row() -> None:
    policy = quartet().policy.model_copy(update={"families_off": ("budget",)})
    made = sheets(quartet().replaced(policy=policy))["plan_in_force"]
    assert {r["what_if"] for r in rows(made)} == {policy.what_if}
    assert {r["what_if"] for r in rows(sheets()["plan_in_force"])} == {None}
