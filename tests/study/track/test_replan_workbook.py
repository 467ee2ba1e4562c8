"""Re-planning from workbook to workbook, on the small scenario that uses every sheet."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from allocator.app.actuals_template import actuals_book
from allocator.app.replan_workbook import ReplanReport, Wanted, replan_workbook
from allocator.app.saved_plan import proven_saved_plan
from allocator.app.solve_workbook import Search, solve_workbook
from allocator.app.verify_workbook import verify_workbook
from allocator.domain.outcome import Solved
from allocator.errors import InputError, OutputError, RequestError
from allocator.io.actuals_writer import write_actuals
from allocator.io.plan_reader import read_plan
from allocator.tables.actuals_book import PlannedRow, Told

BALTIC = Path(__file__).parents[3] / "inputs" / "baltic.xlsx"
SEARCH = Search("normal", None, 0, 1)
AS_OF, LATE = "2028-01", ("CUAS_SYS", "DNK_CUAS")
Telling = Callable[[PlannedRow], Told]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    solve_workbook(BALTIC, target, SEARCH)
    return target


def actuals(plan: Path, target: Path, telling: Telling) -> Path:
    """Two years of the plan, told row by row."""
    empty = actuals_book(proven_saved_plan(plan).view, plan.name, AS_OF)
    rows = tuple(
        (row, telling(row) if row.begins and row.begins < AS_OF else told)
        for row, told in empty.rows
    )
    return write_actuals(target, replace(empty, rows=rows))


def as_planned(row: PlannedRow) -> Told:
    return Told(row.planned)


def a_line_late(row: PlannedRow) -> Told:
    """Nothing came from a Danish line; what Denmark gives of it nobody says."""
    if row.key[1] == "order" and row.key[2] == LATE[1]:
        return Told(0)
    if row.key[1] == "contribution" and row.key[2] == LATE[0]:
        return Told()
    return Told(row.planned)


@pytest.fixture(scope="module")
def late(plan: Path) -> Path:
    return actuals(plan, plan.parent / "late.xlsx", a_line_late)


@pytest.fixture(scope="module")
def replanned(plan: Path, late: Path) -> ReplanReport:
    return replan_workbook(BALTIC, plan, late, plan.parent / "new.xlsx", Wanted(), SEARCH)


def test_actuals_as_planned_give_the_same_plan_row_by_row(plan: Path, tmp_path: Path) -> None:
    told = actuals(plan, tmp_path / "same.xlsx", as_planned)
    report = replan_workbook(BALTIC, plan, told, tmp_path / "new.xlsx", Wanted(), SEARCH)
    assert report.stays
    assert report.changes == ()
    assert report.output is not None
    before, after = read_plan(plan), read_plan(report.output)
    assert after.plan == before.plan
    assert after.provenance.previous_plan == before.provenance.plan_digest
    assert isinstance(report.outcome, Solved)
    assert report.outcome.aims[0].proven
    assert verify_workbook(None, report.output).violations == ()


def test_a_late_line_changes_what_must_and_says_why(plan: Path, replanned: ReplanReport) -> None:
    assert replanned.output is not None
    assert isinstance(replanned.outcome, Solved)
    assert replanned.outcome.verdict == "optimal"
    assert verify_workbook(None, replanned.output).violations == ()
    new = read_plan(replanned.output)
    assert new.provenance.previous_plan == read_plan(plan).provenance.plan_digest
    assert ("DNK", LATE[1], "2027") not in new.plan.delivered
    values = {aim.name: aim.value for aim in replanned.outcome.aims}
    assert len(replanned.changes) == values["changes"]
    assert sum(each.size for each in replanned.changes) == values["change_size"]
    first = next(each for each in replanned.changes if each.codes == ("DNK", LATE[1]))
    assert first.cause == "its own past"
    assert "0 instead of 1 had come by 2027 (actuals!I" in first.sentence
    assert any(each.cause == "shortfall elsewhere" for each in replanned.changes)
    price = replanned.price
    assert price is not None
    assert price.proven
    assert price.shortfall.price >= 0
    sheet = openpyxl.load_workbook(replanned.output)["explain_replan"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {each.sentence for each in replanned.changes} <= texts


def test_a_free_plan_is_no_worse_and_has_no_plan_in_force(
    plan: Path, late: Path, replanned: ReplanReport, tmp_path: Path
) -> None:
    found = replan_workbook(BALTIC, plan, late, tmp_path / "f.xlsx", Wanted(free=True), SEARCH)
    assert found.output is not None
    assert isinstance(found.outcome, Solved)
    assert isinstance(replanned.outcome, Solved)
    assert found.outcome.aims[0].value <= replanned.outcome.aims[0].value
    assert found.scenario.plan_in_force == ()
    assert found.price is None
    first = next(each for each in found.changes if each.codes == ("DNK", LATE[1]))
    assert first.cause == "its own past"
    sheet = openpyxl.load_workbook(found.output)["explain_replan"]
    texts = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert f"{len(found.changes)} decisions differ from the plan in force" in texts
    assert "stays as it is" not in texts
    assert verify_workbook(None, found.output).violations == ()


def test_a_state_that_is_kept_keeps_its_plans(
    plan: Path, late: Path, replanned: ReplanReport, tmp_path: Path
) -> None:
    """Lithuania would otherwise make good what Denmark has not, and the price says so: the plan
    that is free of the old one keeps nobody."""
    wanted = Wanted(keep=("LTU",))
    found = replan_workbook(BALTIC, plan, late, tmp_path / "kept.xlsx", wanted, SEARCH)
    assert found.output is not None
    assert not [each for each in found.changes if each.codes[0] == "LTU"]
    assert found.price is not None
    assert replanned.price is not None
    assert found.price.shortfall.free == replanned.price.shortfall.free
    assert found.price.shortfall.price > 0
    assert verify_workbook(None, found.output).violations == ()


def test_figures_that_no_plan_can_have_are_refused_by_cell(plan: Path, tmp_path: Path) -> None:
    """Denmark has three sites of its own and none was delivered."""

    def telling(row: PlannedRow) -> Told:
        late = a_line_late(row)
        given = row.key[:3] == ("DNK", "contribution", LATE[0]) and row.key[4] == "2027"
        return Told(row.planned) if given else late

    target = tmp_path / "new.xlsx"
    told = actuals(plan, tmp_path / "wrong.xlsx", telling)
    with pytest.raises(InputError) as refused:
        replan_workbook(BALTIC, plan, told, target, Wanted(), SEARCH)
    (problem,) = refused.value.problems
    assert problem.address.startswith("actuals!I")
    assert "DNK has 3 of CUAS_SYS in 2027" in problem.message
    assert not target.exists()


def test_a_workbook_of_later_periods_is_refused(plan: Path, late: Path, tmp_path: Path) -> None:
    """Everything a year later: the rows of the past are none of this workbook."""
    book = openpyxl.load_workbook(BALTIC)
    later = {str(year): str(year + 1) for year in range(2026, 2029)}
    for row in (row for sheet in book for row in sheet.iter_rows(min_row=2)):
        for cell in row:
            if cell.value in later:
                cell.value = later[str(cell.value)]
    target, moved = tmp_path / "new.xlsx", tmp_path / "moved.xlsx"
    book.save(moved)
    with pytest.raises(InputError) as refused:
        replan_workbook(moved, plan, late, target, Wanted(), SEARCH)
    (problem,) = refused.value.problems
    assert problem.address == "periods!A2"
    assert 'reads "2027" where the plan has the period "2026"' in problem.message
    assert not target.exists()


def test_periods_that_the_old_plan_does_not_have_are_no_changes(
    plan: Path, late: Path, tmp_path: Path
) -> None:
    """A year is added to the workbook: nothing in it is more or less than in the old plan."""
    book = openpyxl.load_workbook(BALTIC)
    book["periods"].append(["2029", "2029", 12, 4])
    for name in ("requirements", "budgets", "personnel", "line_rates", "outside_support"):
        sheet = book[name]
        at = [cell.value for cell in sheet[1]].index("period")
        for row in list(sheet.iter_rows(min_row=2, values_only=True)):
            if str(row[at]) == "2028":
                sheet.append([*row[:at], "2029", *row[at + 1 :]])
    source = tmp_path / "longer.xlsx"
    book.save(source)
    quick = Search("quick", None, 0, 1)
    found = replan_workbook(source, plan, late, tmp_path / "new.xlsx", Wanted(), quick)
    assert found.output is not None
    assert found.changes
    assert not [each for each in found.changes if "2029" in {**each.before, **each.after}]
    assert not [each for each in found.changes if " in 2029" in each.sentence]
    told = openpyxl.load_workbook(found.output)["explain_replan"]
    series = [cell.value for row in told.iter_rows() for cell in row[2:4] if cell.value]
    assert len([each for each in series if str(each).endswith("  –")]) == 2 * len(found.changes)


def test_files_and_states_that_cannot_be(plan: Path, late: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="another file of this command"):
        replan_workbook(BALTIC, plan, late, plan, Wanted(), SEARCH)
    wanted = Wanted(keep=("LTUU",))
    with pytest.raises(RequestError, match='did you mean "LTU"'):
        replan_workbook(BALTIC, plan, late, tmp_path / "new.xlsx", wanted, SEARCH)
