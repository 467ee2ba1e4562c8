"""A cell that cannot be read: nothing false follows from it, and it hides no other mistake."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.errors import InputError
from allocator.io.cross_checks import cross_check_problems
from allocator.io.draft import Draft
from allocator.io.layout import SHEET_BY_NAME
from allocator.io.policy_settings import policy
from allocator.io.references import declared_codes, reference_problems
from allocator.io.scenario_assembler import assembled
from allocator.io.scenario_reader import read_scenario
from allocator.io.sheet_rows import Row, SheetRows
from allocator.io.stand_ins import STAND_INS
from allocator.io.unread import Unread
from allocator.io.workbook_file import workbook_file
from allocator.io.workbook_reader import WorkbookRows, workbook_rows
from tests.workbooks.broken import FILE, edited, put

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


def _cells(found: WorkbookRows, sheets: Iterable[str]) -> Iterator[tuple[SheetRows, Row, str]]:
    for sheet in [found.sheets[name] for name in sheets]:
        for row in sheet.rows:
            for column in sheet.sheet.columns:
                yield sheet, row, column.name


def _problems(found: WorkbookRows) -> list[str]:
    """What the checks across rows and sheets say, as the reader asks them."""
    problems = list(reference_problems(found.sheets, declared_codes(found.sheets)))
    judged_by = policy(found.sheets.get("settings"), problems)
    draft = Draft(found.sheets, problems)
    scenario = assembled(draft, judged_by, draft.book())
    return [*map(str, problems), *map(str, cross_check_problems(scenario, draft.unread()))]


@pytest.mark.parametrize("source", ["example", "baltic"])
def test_nothing_false_follows_from_a_cell_that_cannot_be_read(tmp_path: Path, source: str) -> None:
    """Cells of good workbooks, each in its turn: all of the example, what has stand-ins of Baltic.

    The cell's own problem is told where it is read, before all this.
    """
    (tmp_path / FILE).write_bytes(edited(lambda workbook: None))
    found = workbook_rows(workbook_file(BALTIC if source == "baltic" else tmp_path / FILE))
    assert _problems(found) == []
    for sheet, row, column in _cells(found, STAND_INS if source == "baltic" else found.sheets):
        value = row.values.pop(column)
        row.broken = True
        row.doubtful.add(column)
        assert _problems(found) == [], sheet.address(row, column)
        row.values[column] = value
        row.broken = False
        row.doubtful.clear()


@pytest.mark.parametrize(
    ("unreadable", "wrong", "hidden"),
    [
        ("lines!G2", {"price_bands!C3": 57.5}, "price_bands!C3"),
        ("lines!G3", {"work_shares!C3": 0.45}, "work_shares!C3"),
        ("lines!D2", {"order_book!E3": 4}, "order_book!E3"),
        ("lines!E4", {"pool_lines!B2": "NOR_155"}, "pool_lines!B2"),
        ("lines!H2", {"pledges!E4": "at_least", "pledges!F4": 3}, "pledges!F4"),
        ("lines!Q2", {"order_book!C3": "MUN_155"}, "order_book!C3"),
        ("lines!G6", {"lines!N6": 0.2}, "lines!N6"),
        ("capabilities!E3", {"retirements!D3": 6}, "retirements!D3"),
        ("capabilities!J2", {"pool_members!E2": 21}, "pools!K2"),
        ("capabilities!L2", {"exclusions!B2": "NOR"}, "exclusions!B2"),
        ("capabilities!F2", {"capabilities!E2": 2}, "order_book!E5"),
        ("member_states!D3", {"pool_members!F4": 11}, "pool_members!F4"),
        ("member_states!K2", {"budgets!D2": 155}, "budgets!D2"),
        ("member_states!L3", {"budget_windows!E3": 900.001}, "budget_windows!E3"),
        ("pools!L2", {"pools!I2": 7}, "pools!I2"),
        ("pools!L2", {"pool_members!D3": "yes"}, "pool_members!D3"),
        ("pools!D2", {"calls!C3": "POL"}, "calls!C3"),
        ("funds!C2", {"fund_limits!B3": "NOR"}, "fund_limits!B3"),
        ("pool_members!F4", {"calls!D2": 7}, "calls!D2"),
        ("holdings!H2", {"retirements!D3": 6}, "retirements!D3"),
        ("periods!D3", {"budgets!D2": 155}, "budgets!D2"),
        ("price_bands!C2", {"work_shares!C3": 0.45}, "work_shares!C3"),
    ],
)
def test_a_cell_that_cannot_be_read_hides_no_other_mistake(
    tmp_path: Path, unreadable: str, wrong: dict[str, object], hidden: str
) -> None:
    def spoil(workbook: Workbook) -> None:
        for address, value in {**wrong, unreadable: "#N/A"}.items():
            put(workbook, address, value)

    (tmp_path / FILE).write_bytes(edited(spoil))
    with pytest.raises(InputError) as caught:
        read_scenario(tmp_path / FILE)
    assert {problem.address for problem in caught.value.problems} == {unreadable, hidden}


def test_an_unread_row_hides_what_it_may_be_about() -> None:
    unread = Unread({"calls": ({"pool": "P", "state": "A"}, {"pool": "Q"})})
    assert unread.hides("calls")
    assert unread.hides("calls", pool="P", state="A")
    assert not unread.hides("calls", pool="P", state="B")
    assert unread.hides("calls", pool="Q", state="B")
    assert not unread.hides("pools", pool="P")
    assert unread.lacks("calls", "state", pool="Q")
    assert not unread.lacks("calls", "state", pool="P")


def test_stand_ins_are_for_columns_that_are_there() -> None:
    for name, stand_ins in STAND_INS.items():
        columns = {column.name: column for column in SHEET_BY_NAME[name].columns}
        assert set(stand_ins) < set(columns)
        assert not any(columns[column].key for column in stand_ins)
