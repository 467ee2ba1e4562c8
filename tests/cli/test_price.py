"""`allocator price` as a planner runs it."""

import json
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.test_commands import DUO, allocator


def test_the_price_of_a_hard_return_rule_on_the_worked_example(tmp_path: Path) -> None:
    """A has no line, is exempt, and the base plan costs EUR 24 m at every rate."""
    path = tmp_path / "price.xlsx"
    done = allocator("price", "return", DUO, "-o", path, "--json")
    assert done.returncode == 0, done.stderr
    points = json.loads(done.stdout)["points"]
    assert [point["level_basis_points"] for point in points] == [0, 5_000, 9_000, 10_000]
    assert {point["new_money_keur"] for point in points} == {24_000}
    sheet = load_workbook(path)["price_of_return"]
    assert [cell.value for cell in sheet["F"][5:9]] == [24, 24, 24, 24]


def test_a_workbook_without_any_plan_is_infeasible_as_in_a_solve(tmp_path: Path) -> None:
    """Both must spend 29 of their 30 million in the only period, and eight units cost 24."""
    book = load_workbook(DUO)
    budgets = book["budgets"]
    header = [cell.value for cell in budgets[1]]
    for row in range(2, budgets.max_row + 1):
        for name in ("floor", "ceiling"):
            budgets.cell(row, header.index(name) + 1).value = 29
    book.save(tmp_path / "conflict.xlsx")
    path = tmp_path / "price.xlsx"
    done = allocator("price", "return", tmp_path / "conflict.xlsx", "-o", path)
    assert done.returncode == 4, done.stdout + done.stderr
    assert done.stdout.startswith("infeasible: these rows had to give way in the least violation")
    assert "budgets!" in done.stdout
    assert not path.exists()
    told = allocator("price", "return", tmp_path / "conflict.xlsx", "-o", path, "--json")
    answer = json.loads(told.stdout)
    assert told.returncode == 4
    assert (answer["verdict"], answer["output"]) == ("infeasible", None)
    assert answer["rows"][0]["address"].startswith("budgets!")


def test_stability_without_a_plan_in_force_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "price.xlsx"
    done = allocator("price", "stability", DUO, "-o", path)
    assert done.returncode == 2
    assert "plan_in_force" in done.stderr
    assert not path.exists()
