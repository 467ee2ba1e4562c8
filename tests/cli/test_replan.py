"""`allocator replan`: a new plan from an old one and what has happened."""

import json
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.test_commands import ROOT, allocator

BALTIC = ROOT / "inputs" / "baltic.xlsx"


def test_the_plan_stays_where_it_goes_on_and_bad_figures_are_named(tmp_path: Path) -> None:
    """Told is the first year: everything as planned, then one figure below what was before."""
    plan, told, target = tmp_path / "plan.xlsx", tmp_path / "told.xlsx", tmp_path / "new.xlsx"
    assert allocator("solve", BALTIC, "-o", plan, "--effort", "quick").returncode == 0
    assert allocator("template", "--actuals", plan, "-o", told).returncode == 0
    book = load_workbook(told)
    sheet = book["actuals"]
    head = {str(cell.value): column for column, cell in enumerate(sheet[1], 1)}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, head["period"]).value == "2026":
            sheet.cell(row, head["actual"]).value = sheet.cell(row, head["planned"]).value
    book.save(told)
    done = allocator("replan", BALTIC, plan, told, "-o", target, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["stays"] is True
    assert said["changes"] == []
    assert said["price_of_keeping"]["shortfall"]["steady"] >= said["aims"][0]["bound"]
    assert len(said["previous_plan"]) == 64
    assert allocator("verify", target).returncode == 0
    given = next(
        row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value == "contribution"
    )
    sheet.cell(given, head["actual"]).value = 9_999
    book.save(told)
    other = tmp_path / "other.xlsx"
    refused = allocator("replan", BALTIC, plan, told, "-o", other)
    assert refused.returncode == 3
    assert f"actuals!I{given}: contribution of" in refused.stderr
    assert not other.exists()
