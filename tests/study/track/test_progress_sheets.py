"""Sheets of a progress report against figures worked out by hand."""

from io import BytesIO

import openpyxl
import pytest

from allocator.domain.actuals import Actual
from allocator.io.workbook_writer import workbook_bytes
from allocator.study.track.sheets import Sources, track_sheets
from allocator.tables.actuals_sheets import row_key
from allocator.tables.table import Table
from tests.report.reading import row, rows
from tests.study.track.progress import FALLEN_BEHIND, SOURCE, progress, view

FOUND = progress(*FALLEN_BEHIND)
NAMES = ["progress", "chains", "forecast", "states", "variance", "not_confirmed", "figures"]


def sheets(*told: Actual) -> dict[str, Table]:
    found = progress(*told) if told else FOUND
    made = track_sheets(found, view(), Sources("plan.xlsx", "actuals.xlsx"))
    return {table.name: table for table in made}


MADE = sheets()


def test_the_page_comes_first_and_every_sheet_is_marked() -> None:
    assert list(MADE) == NAMES
    assert {table.marking for table in MADE.values()} == {"SECRET & MARKED"}
    assert [table.name for table in MADE.values() if table.page] == ["progress"]


def test_what_is_behind_comes_first_with_who_says_so() -> None:
    first, second, *rest = rows(MADE["variance"])
    assert [line["status"] for line in (first, second)] == ["behind", "behind"]
    order = row(MADE["variance"], object="order", state="A", period="2026")
    assert (order["planned"], order["actual"], order["difference"]) == (1, 0, -1)
    assert (order["light"], order["source"], order["cell"]) == ("red", SOURCE, "actuals!I2")
    assert (order["planned_money"], order["money"]) == (1_000, 0)
    assert order["unit"] == "unit, by the end of the period"
    assert all(line["status"] != "behind" for line in rest)


def test_every_row_of_the_plan_is_there_once() -> None:
    keys = ("state", "object", "code", "line_or_host", "period")
    listed = [tuple(line[key] for key in keys) for line in rows(MADE["variance"])]
    expected = [
        row_key(each.decision, each.codes)
        for each in FOUND.variances
        if each.planned or each.actual or each.forecast
    ]
    assert sorted(map(str, listed)) == sorted(map(str, expected))
    assert len(listed) == 12


def test_the_forecast_of_rows_to_come() -> None:
    """The line makes two lots in 2027: one lot of those planned by then is late."""
    lots = [
        line["forecast"]
        for line in rows(MADE["variance"])
        if line["object"] == "order" and line["period"] == "2027"
    ]
    assert sum(map(int, map(str, lots))) == 3
    late = [line["light"] for line in rows(MADE["variance"]) if line["period"] == "2027"]
    assert sorted(map(str, late)) == ["green", "green", "red", "red"]
    for state in "AB":
        end = row(MADE["variance"], object="order", state=state, period="2028")
        assert end["forecast"] == end["planned"]


def test_what_is_missing_at_the_deadline() -> None:
    (short,) = rows(MADE["forecast"])
    assert (short["capability"], short["period"], short["required"]) == ("TANK", "2027", 8)
    assert (short["planned"], short["forecast"], short["more"]) == (0, 1, 1)
    assert short["light"] == "amber"
    assert (short["planned_value"], short["forecast_value"]) == (0, 125_000)


def test_states_on_time_late_and_silent() -> None:
    late, silent = row(MADE["states"], state="A"), row(MADE["states"], state="B")
    assert (late["on_time"], late["late"], late["unknown"]) == (0, 2, 0)
    assert (silent["on_time"], silent["late"], silent["unknown"]) == (0, 0, 2)
    assert silent["light"] == "grey"
    assert (late["due"], late["reported"]) == (1_000, 0)
    assert silent["reported"] is None
    assert int(str(late["coming"])) + int(str(silent["coming"])) == 2


def test_rows_that_nobody_confirmed() -> None:
    listed = rows(MADE["not_confirmed"])
    assert [(line["state"], line["object"], line["period"]) for line in listed] == [
        ("B", "order", "2026"),
        ("B", "contribution", "2026"),
    ]
    assert [(line["planned"], line["taken"]) for line in listed] == [(1, 1), (3, 3)]


def test_the_chain_of_causes_with_what_it_adds() -> None:
    (chain,) = rows(MADE["chains"])
    assert (chain["rank"], chain["kind"], chain["code"]) == (1, "line", "L")
    assert (chain["behind"], chain["added"]) == (1, 125_000)
    said = "Main works (L) is late: @Alpha 0 of 1 lots by 2026 (actuals!I2)"
    assert said in str(chain["sentence"])


def test_figures_by_period_of_the_alliance_and_of_states() -> None:
    blocks = {str(rows(MADE["figures"], at)[0]["measure"]): at for at in range(8)}
    delivered = blocks["Units delivered, all kinds, so far"]
    assert [
        (line["plan"], line["actual"], line["forecast"])
        for line in rows(MADE["figures"], delivered)
    ] == [(2, 1, 1), (4, None, 3), (5, None, 5)]
    states = rows(MADE["figures"], 8)
    assert [(line["state"], line["label"]) for line in states[:2]] == [("A", "2026"), ("A", "2027")]
    assert (states[0]["delivered_plan"], states[0]["delivered_actual"]) == (1, 0)
    assert (states[0]["money_actual"], states[3]["money_actual"]) == (0, None)


def test_names_and_sources_stay_texts_in_the_file() -> None:
    content = workbook_bytes(tuple(MADE.values()))
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == NAMES
    kinds = {
        cell.value: cell.data_type
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.value in (SOURCE, "@Alpha")
    }
    assert kinds == {SOURCE: "s", "@Alpha": "s"}
    assert content == workbook_bytes(tuple(MADE.values()))


@pytest.mark.parametrize("name", ["variance", "forecast", "states"])
def test_lights_stand_on_their_grounds(name: str) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(tuple(MADE.values()))))
    rules = [rule for found in book[name].conditional_formatting for rule in found.rules]
    shown = {rule.formula[0] for rule in rules if rule.operator == "equal"}
    assert shown == {'"green"', '"amber"', '"red"', '"grey"'}


def test_a_plan_that_goes_on_as_it_is() -> None:
    """Nothing is known: nothing is behind, and the chains are empty."""
    made = sheets(FALLEN_BEHIND[0].model_copy(update={"value": 1}))
    assert rows(made["chains"]) == []
    assert rows(made["forecast"]) == []
    assert {line["status"] for line in rows(made["variance"])} == {
        "as planned",
        "not confirmed",
        "to come",
    }
