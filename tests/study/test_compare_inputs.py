"""Inputs cell by cell: copies of the teaching workbook with a few cells changed by hand."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from allocator.io.filled_sheets import filled_sheets
from allocator.io.layout import SETTING_BY_NAME, SHEET_BY_NAME
from allocator.io.scenario_reader import read_scenario
from allocator.study.compare.inputs import InputShift, input_shifts, worded
from allocator.tables.filled_sheet import FilledSheet
from allocator.tables.input_sheet import CellKind, Default, InputColumn

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"
Sheets = dict[str, FilledSheet]


@pytest.fixture(scope="module")
def baltic() -> Sheets:
    return sheets(BALTIC)


def sheets(path: Path) -> Sheets:
    return dict(filled_sheets(read_scenario(path).rows))


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Callable[[Workbook], None]], Sheets]:
    """The sheets of a copy that was changed."""

    def change(edit: Callable[[Workbook], None]) -> Sheets:
        book = openpyxl.load_workbook(BALTIC)
        edit(book)
        book.save(tmp_path / "edited.xlsx")
        return sheets(tmp_path / "edited.xlsx")

    return change


Edited = Callable[[Callable[[Workbook], None]], Sheets]


def cells(shifts: tuple[InputShift, ...]) -> list[tuple[object, ...]]:
    return [(each.sheet, each.key, each.column, each.before, each.after) for each in shifts]


def test_a_workbook_against_itself(baltic: Sheets) -> None:
    assert input_shifts(baltic, baltic) == ()


def test_a_changed_number(baltic: Sheets, edited: Edited) -> None:
    """The ceiling of Denmark's first year stands in C2: EUR 173 m."""

    def edit(book: Workbook) -> None:
        book["budgets"]["C2"] = 216.25

    (shift,) = input_shifts(baltic, edited(edit))
    assert cells((shift,)) == [("budgets", ("DNK", "2026"), "ceiling", "173", "216.25")]
    assert shift.part is not None
    assert float(shift.part) == 0.25
    assert shift.unit == "EUR m"
    assert shift.cells == ("budgets!C2", "budgets!C2")
    assert not shift.wording


def test_rows_and_columns_that_moved_are_the_same(baltic: Sheets, edited: Edited) -> None:
    def edit(book: Workbook) -> None:
        for name in ("requirements", "pledges", "order_book"):
            sheet = book[name]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            moved = [rows[0], *reversed(rows[1:])]
            for row, values in enumerate(moved, 1):
                for column, value in enumerate(reversed(values), 1):
                    sheet.cell(row, column).value = value

    assert input_shifts(baltic, edited(edit)) == ()


def test_the_cell_of_each_workbook_is_named(baltic: Sheets, edited: Edited) -> None:
    """Rows above the last budget are gone to the end, and one figure is another."""

    def edit(book: Workbook) -> None:
        sheet = book["budgets"]
        first = [cell.value for cell in sheet[2]]
        sheet.delete_rows(2)
        sheet.append(first)
        sheet.cell(sheet.max_row, 3).value = 174

    (shift,) = input_shifts(baltic, edited(edit))
    assert shift.cells == ("budgets!C2", "budgets!C16")


def test_a_row_of_one_input_alone(baltic: Sheets, edited: Edited) -> None:
    def edit(book: Workbook) -> None:
        book["holdings"].delete_rows(2)

    changed = edited(edit)
    (shift,) = input_shifts(baltic, changed)
    assert shift.row
    assert (shift.key, shift.after) == (("POL", "AMD_LR"), None)
    assert shift.before == "units 2"
    assert shift.cells == ("holdings!A2", "")
    (back,) = input_shifts(changed, baltic)
    assert (back.before, back.after) == (None, shift.before)


def test_a_sheet_of_one_input_alone(baltic: Sheets, edited: Edited) -> None:
    def edit(book: Workbook) -> None:
        del book["budget_windows"]

    found = input_shifts(baltic, edited(edit))
    assert [(each.sheet, each.row, each.after) for each in found] == [
        ("budget_windows", True, None)
    ] * 2


def test_rows_without_a_key_are_matched_by_their_codes(baltic: Sheets, edited: Edited) -> None:
    """Of two equal promises one is left, and another asks for one more."""

    def twice(book: Workbook) -> None:
        sheet = book["pledges"]
        sheet.append([cell.value for cell in sheet[2]])

    def other(book: Workbook) -> None:
        sheet = book["pledges"]
        header = [cell.value for cell in sheet[1]]
        sheet.cell(2, header.index("announced") + 1).value = "no"

    (more,) = input_shifts(baltic, edited(twice))
    assert more.row
    assert more.key[:3] == ("LTU", "contribution", "LND_LBDE")
    assert more.cells == ("", "pledges!A5")
    (changed,) = input_shifts(baltic, edited(other))
    assert (changed.column, changed.before, changed.after) == ("announced", "yes", "no")


def test_a_setting_that_takes_its_default_either_way_is_the_same(
    baltic: Sheets, edited: Edited
) -> None:
    """Baltic does not state stand_alone_limit, which is no by default."""

    def stated(book: Workbook) -> None:
        book["settings"].append(["stand_alone_limit", "no"])

    def limited(book: Workbook) -> None:
        book["settings"].append(["stand_alone_limit", "yes"])

    assert input_shifts(baltic, edited(stated)) == ()
    (shift,) = input_shifts(baltic, edited(limited))
    assert (shift.key, shift.before, shift.after) == (("stand_alone_limit",), "no", "yes")
    assert shift.cells == ("settings", "settings!B19")


def test_names_and_sources_are_wording(baltic: Sheets, edited: Edited) -> None:
    def edit(book: Workbook) -> None:
        book["settings"]["B2"] = "Another title"
        book["lines"]["B2"] = "Another name"
        book["budgets"]["G2"] = "high"
        book["member_states"]["D2"] = 407

    found = input_shifts(baltic, edited(edit))
    assert {(each.sheet, each.column): each.wording for each in found} == {
        ("settings", "value"): True,
        ("lines", "name"): True,
        ("budgets", "confidence"): True,
        ("member_states", "gdp"): False,
    }


@pytest.mark.parametrize(
    ("sheet", "column", "value", "words"),
    [
        ("lines", "lead_months", 36, "36"),
        ("lines", "unit_price", 1_234_500, "1,234.5"),
        ("lines", "inside_share", 6_500, "65 %"),
        ("lines", "inside_share", 6_525, "65.25 %"),
        ("lines", "customers", ("EU", "NOR"), "EU; NOR"),
        ("lines", "payment_profile", ((-1, 3_000), (0, 7_000)), "-1:30 %; 0:70 %"),
        ("capabilities", "large_system", True, "yes"),
        ("capabilities", "concentration_cap", None, "blank: the setting concentration_cap"),
        ("member_states", "groups", (), "none"),
        ("member_states", "gdp", 406_123_000, "406.123"),
        ("periods", "start", 24_318, "2026-07"),
        ("pools", "price_factor", 950, "0.95"),
    ],
)
def test_values_as_a_person_writes_them(
    sheet: str, column: str, value: Default, words: str
) -> None:
    columns = {each.name: each for each in SHEET_BY_NAME[sheet].columns}
    assert worded(columns[column], value) == words


def test_settings_as_a_person_writes_them() -> None:
    steps = ((2_000, 1), (10_000, 4))
    assert worded(SETTING_BY_NAME["shortfall_steps"], steps) == "20 % at 1; 100 % at 4"
    blend = (("gdp", 70), ("population", 30))
    assert worded(SETTING_BY_NAME["burden_key"], blend) == "gdp:70; population:30"
    assert worded(SETTING_BY_NAME["aims"], ("shortfall", "cost")) == "shortfall; cost"


def test_blank_text_says_so() -> None:
    assert worded(InputColumn("note", CellKind.TEXT, "Remark.", blank="nothing"), "") == "blank"
