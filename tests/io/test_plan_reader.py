"""Plan -> workbook -> plan, and workbooks that are no plan."""

from dataclasses import replace
from pathlib import Path

import pytest

from allocator.domain.plan import Plan
from allocator.errors import PlanError
from allocator.io.plan_reader import SavedPlan, read_plan, unknown_codes
from allocator.io.workbook_writer import write_plan
from allocator.report.book import tables
from allocator.tables.plan_sheets import PLACES
from tests.io.saved import (
    rewritten_rows,
    saved_quartet,
    with_number,
    with_text,
    without,
    without_sheet,
)
from tests.plans import duo_plan
from tests.report.quartet import provenance, quartet, quartet_plan
from tests.scenarios import duo
from tests.workbooks.broken import example


def problems_of(path: Path) -> list[tuple[str, str]]:
    """Address and message of each problem of a workbook that must not be readable."""
    with pytest.raises(PlanError) as raised:
        read_plan(path)
    assert all(problem.remedy for problem in raised.value.problems)
    return [(problem.address, problem.message) for problem in raised.value.problems]


def saved(path: Path) -> SavedPlan:
    """The quartet, written and read."""
    return read_plan(saved_quartet(path))


def test_every_decision_comes_back(tmp_path: Path) -> None:
    plan = quartet_plan()
    assert all(getattr(plan, place.decision) for place in PLACES)
    assert saved(tmp_path).plan == plan


def test_the_provenance_comes_back(tmp_path: Path) -> None:
    scenario = quartet()
    assert saved(tmp_path).provenance == provenance(scenario, quartet_plan())


@pytest.mark.parametrize("plan", [Plan(), duo_plan()])
def test_small_plans_come_back(tmp_path: Path, plan: Plan) -> None:
    scenario = duo()
    made = tables(scenario, plan, provenance(scenario, plan))
    assert read_plan(write_plan(tmp_path / "duo.xlsx", made)).plan == plan


def test_a_decision_knows_its_cell(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    before = read_plan(path)
    key = ("AAA", "TANK", "2027")
    address = before.addresses["contribution", key]
    after = read_plan(with_number(path, address, 7))
    assert after.plan.contribution == {**before.plan.contribution, key: 7}
    assert replace(after.plan, contribution=before.plan.contribution) == before.plan


def test_each_decision_of_the_plan_has_a_cell_of_its_own(tmp_path: Path) -> None:
    read = saved(tmp_path)
    found = [
        read.addresses[place.decision, key]
        for place in PLACES
        for key in getattr(read.plan, place.decision)
    ]
    assert len(found) == len(set(found))


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    for address, edit in (
        ("orders!D2", 1.5),
        ("contributions!D3", -4),
        ("pool_shares!E2", 10.0**300),
    ):
        path = with_number(path, address, edit)
    path = with_text(path, "crews!C2", "many")
    path = without(path, "dependence!A2")
    assert problems_of(path) == [
        ("contributions!D3", "units reads -4.0"),
        ("orders!D2", "lots reads 1.5"),
        ("pool_shares!E2", "shares reads 1e+300"),
        ("crews!C2", "crews reads 'many'"),
        ("dependence!A2", "capability reads nothing"),
    ]


@pytest.mark.parametrize(
    ("address", "number", "message"),
    [
        ("pools!D2", 2, "operating reads 2.0"),
        ("pool_members!C2", 3, "in_pool reads 3.0"),
        ("spending!C2", 1.0005, "carry_out reads 1.0005"),
        ("orders!C2", 2027, "period reads 2027.0"),
    ],
)
def test_numbers_that_say_nothing(
    tmp_path: Path, address: str, number: float, message: str
) -> None:
    assert problems_of(with_number(saved_quartet(tmp_path), address, number)) == [
        (address, message)
    ]


def test_two_rows_of_one_decision(tmp_path: Path) -> None:
    path = with_text(saved_quartet(tmp_path), "orders!C3", "2027")
    assert problems_of(path) == [("orders!D3", "lots of DDD, TANK_A, 2027 stands in orders!D2 too")]


def test_a_pool_that_is_open_in_one_row_only(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    first = next(
        address
        for (name, key), address in read_plan(path).addresses.items()
        if name == "open" and key == ("SKY",)
    )
    second = f"pools!C{int(first.removeprefix('pools!C')) + 1}"
    for address in (first, second):
        assert problems_of(with_number(path, address, 0)) == [
            (address, "open of SKY differs from its other rows")
        ]


def test_a_missing_sheet(tmp_path: Path) -> None:
    path = without_sheet(saved_quartet(tmp_path), "pool_orders")
    assert problems_of(path) == [("pool_orders", "sheet is missing")]


def test_a_missing_column(tmp_path: Path) -> None:
    path = with_text(saved_quartet(tmp_path), "orders!B1", "factory")
    assert problems_of(path) == [("orders", 'column "line" is missing from row 1')]


def test_a_sheet_emptied_of_everything(tmp_path: Path) -> None:
    path = rewritten_rows(
        saved_quartet(tmp_path),
        "crews",
        lambda text: text.split("<row")[0].replace("<sheetData>", "<sheetData/></worksheet>"),
    )
    assert ("crews", 'column "crews" is missing from row 1') in problems_of(path)


@pytest.mark.parametrize(
    ("item", "message"),
    [("seed", "seed reads nothing"), ("input_sha256", "input_sha256 reads nothing")],
)
def test_provenance_without_its_items(tmp_path: Path, item: str, message: str) -> None:
    path = saved_quartet(tmp_path)
    row = next(
        row
        for (row, column), cell in read_plan(path).sheets["provenance"].items()
        if column == 0 and cell.value == item
    )
    address = f"provenance!B{row + 1}"
    assert problems_of(without(path, address)) == [(address, message)]


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("state,line,lots")
    assert [address for address, _ in problems_of(path)] == ["plan.xlsx"]


def test_an_input_workbook_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "input.xlsx"
    path.write_bytes(example())
    assert problems_of(path) == [
        ("input.xlsx", "this is an input workbook, not a plan written by allocator")
    ]


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    path.write_bytes(path.read_bytes()[:-2_000])
    assert [address for address, _ in problems_of(path)] == [path.name]


def test_a_part_that_is_no_xml(tmp_path: Path) -> None:
    path = rewritten_rows(saved_quartet(tmp_path), "orders", lambda text: text[:900])
    assert [address for address, _ in problems_of(path)] == [path.name]


def test_no_file_at_all(tmp_path: Path) -> None:
    assert [address for address, _ in problems_of(tmp_path / "none.xlsx")] == ["none.xlsx"]


def test_codes_that_the_scenario_does_not_have(tmp_path: Path) -> None:
    path = with_text(saved_quartet(tmp_path), "orders!B2", "TANK_X")
    read = read_plan(path)
    found = unknown_codes(quartet(), read)
    assert [(problem.address, problem.message) for problem in found] == [
        ("orders!B2", 'unknown line "TANK_X"')
    ]
    assert "TANK_" in found[0].remedy
    assert unknown_codes(quartet(), saved(tmp_path)) == ()


def test_a_sheet_far_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allocator.io.saved_sheets.LARGEST_SHEET", 1_000)
    assert [address for address, _ in problems_of(saved_quartet(tmp_path))] == ["quartet-plan.xlsx"]


def cell_of(path: Path, name: str, column: str) -> str:
    """The cell of a row of the sheet provenance."""
    row = next(
        row
        for (row, at), cell in read_plan(path).sheets["provenance"].items()
        if at == 0 and cell.value == name
    )
    return f"provenance!{column}{row + 1}"


@pytest.mark.parametrize(
    ("name", "column", "message"),
    [
        ("round 1", "B", "round 1 reads nothing"),
        ("round 2", "C", "round 2 reads nothing"),
        ("round 2", "D", "round 2 reads nothing"),
        ("rounds_finished", "B", "rounds_finished reads nothing"),
    ],
)
def test_rounds_of_burdens_with_holes(tmp_path: Path, name: str, column: str, message: str) -> None:
    path = saved_quartet(tmp_path)
    address = cell_of(path, name, column)
    assert problems_of(without(path, address)) == [(address, message)]


def test_a_round_whose_states_were_not_searched(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    for address in [cell_of(path, "round 2", column) for column in "DE"]:
        path = without(path, address)
    (leximin,) = (a.leximin for a in read_plan(path).provenance.aims if a.leximin is not None)
    assert (leximin.rounds[1].states, leximin.rounds[1].states_bound) == (None, None)
    assert leximin.rounds[0].states == 1


def test_a_plan_without_its_rounds(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    cells = [cell_of(path, name, "A") for name in ("round 1", "round 2")]
    for address in cells:
        path = without(path, address)
    assert problems_of(path) == [("provenance", "burdens from the top reads nothing")]


def test_a_bound_may_be_negative(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    row = next(
        row
        for (row, column), cell in read_plan(path).sheets["provenance"].items()
        if column == 0 and cell.value == "cost"
    )
    read = read_plan(with_number(path, f"provenance!D{row + 1}", -5))
    assert {aim.name: aim.bound for aim in read.provenance.aims}["cost"] == -5
