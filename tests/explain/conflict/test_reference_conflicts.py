"""The reference with three contradictions planted into it: each is named by its cells, and the
workbook that the repair writes has a plan."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from allocator.app.explain_conflict import ConflictReport, Listener, Request, explain_conflict
from allocator.domain.plan import Plan
from allocator.engine.feasible import feasible
from allocator.explain.repair.repair import Repair
from allocator.io.input_rows import TextRows, input_rows
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.verify.verify import violations

REFERENCE = Path(__file__).parents[3] / "inputs" / "reference.xlsx"


def added(book: Workbook, sheet: str, column: str, **values: Any) -> str:
    """Add a row to a sheet; the address of its cell in a column."""
    page = book[sheet]
    header = [cell.value for cell in page[1]]
    row = page.max_row + 1
    for name, value in values.items():
        page.cell(row, header.index(name) + 1).value = value
    return f"{sheet}!{get_column_letter(header.index(column) + 1)}{row}"


def pledged(book: Workbook, **values: Any) -> str:
    return added(book, "pledges", "quantity", period="2030", announced="no", **values)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, set[str]]]:
    """The workbook, and the cells of each contradiction."""
    book = openpyxl.load_workbook(REFERENCE)
    tanks = {"state": "DEU", "object": "contribution", "code": "LND_MBT"}
    ships = {"state": "DNK", "object": "contribution", "code": "MAR_DDG"}
    pools = {"object": "pool_join", "code": "POOL_EATC", "relation": "exactly", "quantity": 1}
    cells = {
        "pledges": {
            pledged(book, **tanks, relation="at_least", quantity=300),
            pledged(book, **tanks, relation="at_most", quantity=200),
        },
        "law": {
            pledged(book, **ships, relation="at_least", quantity=1),
            added(
                book,
                "rules",
                "effect",
                rule="PLANTED",
                kind="law",
                binds="DNK",
                on="MAR_DDG",
                effect="forbid",
                legal_basis="a treaty",
            ),
        },
        "pools": {
            *(pledged(book, state=state, **pools) for state in ("ESP", "ITA")),
            added(
                book, "exclusions", "capability", state="ESP", state_2="ITA", capability="LFT_STRAT"
            ),
        },
    }
    for page in book.worksheets:
        # The tables end above the new rows.
        page.tables.clear()
    path = tmp_path_factory.mktemp("reference") / "planted.xlsx"
    book.save(path)
    return path, cells


@pytest.fixture(scope="module")
def report(planted: tuple[Path, dict[str, set[str]]]) -> ConflictReport:
    path, _ = planted
    request = Request(path, path.with_name("repaired.xlsx"), path.with_name("answer.xlsx"))
    return explain_conflict(request, Listener())


def test_each_contradiction_is_named_by_its_cells(
    planted: tuple[Path, dict[str, set[str]]], report: ConflictReport
) -> None:
    found = report.conflicts
    assert report.verdict == "infeasible"
    assert found is not None
    named = [{one.cell for one in conflict.members} for conflict in found.found]
    assert sorted(map(sorted, named)) == sorted(map(sorted, planted[1].values()))
    assert all(conflict.minimal for conflict in found.found)


def test_the_repair_is_least_and_its_workbook_has_a_plan(
    planted: tuple[Path, dict[str, set[str]]], report: ConflictReport
) -> None:
    """A third off 300 tanks, a pledge that the law forbids, and one of two states in the pool."""
    answer = report.repair
    assert isinstance(answer, Repair)
    assert [move.part for move in answer.moves] == [answer.moves[0].part, 1, 1]
    assert answer.least
    assert float(answer.cost) == pytest.approx(1 / 3 + 2)
    moved = {move.stipulation.cell for move in answer.moves}
    assert all(len(moved & cells) == 1 for cells in planted[1].values())
    assert report.applied is not None
    scenario = read_scenario(report.applied).scenario
    plan = feasible(build(scenario), workers=2)
    assert isinstance(plan, Plan)
    assert violations(scenario, plan) == ()


def test_nothing_but_the_repaired_cells_changes(
    planted: tuple[Path, dict[str, set[str]]], report: ConflictReport
) -> None:
    assert isinstance(report.repair, Repair)
    assert report.applied is not None
    before, after = rows(planted[0]), rows(report.applied)
    differing = {
        (sheet, number, name)
        for sheet in before
        for number, (old, new) in enumerate(zip(before[sheet], after[sheet], strict=True), 2)
        for name in {*old, *new}
        if old.get(name, "") != new.get(name, "")
    }
    numbers = {number for _, number, _ in differing}
    assert differing == {
        ("pledges", number, name) for number in numbers for name in ("quantity", "note")
    }
    assert len(numbers) == len(report.repair.moves)
    notes = {after["pledges"][number - 2]["note"] for number in numbers}
    assert "quantity was 300, changed by allocator explain conflict" in notes


def rows(path: Path) -> TextRows:
    return input_rows(path)[0]


def test_the_answer_stands_on_sheets_of_its_own(report: ConflictReport) -> None:
    assert report.output is not None
    book = openpyxl.load_workbook(report.output)
    told = [cell.value for line in book["explain_conflict"].iter_rows() for cell in line]
    assert report.conflicts is not None
    for conflict in report.conflicts.found:
        assert all(one.cell in told and one.words in told for one in conflict.members)
    repaired = [cell.value for line in book["explain_repair"].iter_rows() for cell in line]
    assert {"300", "200"} <= set(repaired)
    assert "input_pledges" in book.sheetnames
