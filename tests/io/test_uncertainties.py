"""The sheet of figures that may stray: cell by cell, or told by the cell that is wrong."""

from pathlib import Path

import pytest

from allocator.domain.stray import Stray
from allocator.errors import InputError
from allocator.io.input_writer import write_input_workbook
from allocator.io.scenario_reader import ReadResult, read_scenario
from seeds.build import tables

HEADER = ("sheet", "key", "column", "change", "distribution", "low", "mode", "high", "group")

PRICE = ("lines", "*", "unit_price", "scale")


def reading(folder: Path, *rows: tuple[str, ...]) -> ReadResult:
    asked = [dict(zip(HEADER, row, strict=True)) for row in rows]
    path = folder / "in.xlsx"
    return read_scenario(write_input_workbook(path, {**tables("baltic"), "uncertainties": asked}))


def strays(folder: Path, *rows: tuple[str, ...]) -> tuple[Stray, ...]:
    return reading(folder, *rows).uncertainties


def problems(folder: Path, *rows: tuple[str, ...]) -> list[str]:
    with pytest.raises(InputError) as error:
        reading(folder, *rows)
    return [str(problem) for problem in error.value.problems]


def test_every_figure_of_a_pattern_strays_and_groups_take_codes(tmp_path: Path) -> None:
    found = strays(
        tmp_path,
        (
            "budgets",
            "POL;EST, *",
            "ceiling",
            "scale",
            "triangular",
            "85%",
            "100%",
            "105%",
            "money {state}",
        ),
        ("lines", "LTU_155", "lead_months", "add", "uniform", "0", "", "12", ""),
        ("settings", "concentration_cap", "value", "add", "triangular", "-5%", "0%", "5%", "{key}"),
        ("pledges", "2", "quantity", "add", "uniform", "0", "", "1", "row {row}"),
    )
    money = found[:6]
    assert {(one.key, one.group) for one in money} == {
        ((state, period), f"money {state}")
        for state in ("POL", "EST")
        for period in ("2026", "2027", "2028")
    }
    assert {(one.low, one.mode, one.high, one.how) for one in money} == {
        (8_500, 10_000, 10_500, "scale")
    }
    lead, cap, pledge = found[6:]
    assert (lead.low, lead.high, lead.distribution, lead.group) == (0, 12, "uniform", "")
    assert (lead.sheet, lead.key, lead.column) == ("lines", ("LTU_155",), "lead_months")
    assert (cap.sheet, cap.key, cap.column) == ("settings", ("concentration_cap",), "value")
    assert (cap.low, cap.high, cap.group) == (-500, 500, "concentration_cap")
    assert (pledge.key, pledge.group, pledge.address) == (("2",), "row 2", "uncertainties!F5")


def test_blank_cells_do_not_stray(tmp_path: Path) -> None:
    found = strays(tmp_path, ("lines", "*", "step_cost", "scale", "uniform", "90%", "", "110%", ""))
    assert {one.key for one in found} == {("EST_CUAS",), ("POL_155",)}


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("line", "*", "unit_price", "scale", "uniform", "90%", "", "110%", ""), "A2", "lines"),
        (("lines", "NO*", "unit_price", "scale", "uniform", "90%", "", "110%", ""), "B2", "no row"),
        (("lines", "LTU_15", "unit_price", "add", "uniform", "9", "", "9", ""), "B2", "LTU_155"),
        (("lines", "*, *", "unit_price", "scale", "uniform", "9%", "", "11%", ""), "B2", "no key"),
        (("pledges", "1", "quantity", "add", "uniform", "0", "", "1", ""), "B2", "is no row"),
        (("pledges", "²", "quantity", "add", "uniform", "0", "", "1", ""), "B2", "is no row"),
        (("lines", "*", "price", "scale", "uniform", "90%", "", "110%", ""), "C2", "unit_price"),
        (("lines", "*", "line", "scale", "uniform", "90%", "", "110%", ""), "C2", "known by"),
        (("lines", "*", "company", "scale", "uniform", "90%", "", "110%", ""), "F2", "no number"),
        (("lines", "USA_*", "step_cost", "add", "uniform", "1", "", "2", ""), "C2", "blank"),
        (("lines", "*", "unit_price", "set", "uniform", "1", "", "2", ""), "D2", "scale"),
        ((*PRICE, "tringular", "90%", "", "110%", ""), "E2", "triangular"),
        ((*PRICE, "triangular", "9%", "", "11%", ""), "G2", "has one"),
        ((*PRICE, "uniform", "9%", "10%", "11%", ""), "G2", "has none"),
        ((*PRICE, "uniform", "110%", "", "90%", ""), "H2", "below low"),
        ((*PRICE, "triangular", "9%", "8%", "11%", ""), "G2", "between"),
        ((*PRICE, "triangular", "9%", "12%", "11%", ""), "G2", "between"),
        (("lines", "*", "lead_months", "add", "uniform", "1", "", "", ""), "H2", "required"),
        (("lines", "*", "lead_months", "add", "uniform", "", "", "2", ""), "F2", "required"),
        (("lines", "*", "lead_months", "add", "uniform", "-13", "", "2", ""), "F2", "below 0"),
        (("lines", "*", "inside_share", "scale", "uniform", "90%", "", "115%", ""), "H2", "above"),
        ((*PRICE, "uniform", "9%", "", "11%", "{lin}"), "I2", "line"),
        ((*PRICE, "uniform", "9%", "", "11%", "a{b"), "I2", "brace"),
        (("settings", "titel", "value", "scale", "uniform", "9%", "", "11%", ""), "B2", "title"),
        (("settings", "title", "value", "add", "uniform", "9", "", "11", ""), "F2", "no number"),
    ],
)
def test_each_mistake_is_told_by_its_cell(
    tmp_path: Path, row: tuple[str, ...], cell: str, words: str
) -> None:
    (told,) = problems(tmp_path, row)
    assert told.startswith(f"uncertainties!{cell}: "), told
    assert words in told


def test_no_figure_strays_twice(tmp_path: Path) -> None:
    (told,) = problems(
        tmp_path,
        ("lines", "LTU_*", "unit_price", "scale", "uniform", "90%", "", "110%", ""),
        ("lines", "LTU_155", "unit_price", "add", "uniform", "1", "", "2", ""),
    )
    assert told.startswith("uncertainties!F3: unit_price of LTU_155 strays already by")
    assert "uncertainties!F2" in told


def test_strays_stay_with_the_workbook_under_a_scenario(tmp_path: Path) -> None:
    found = reading(
        tmp_path, ("lines", "LTU_155", "lead_months", "add", "uniform", "0", "", "12", "")
    )
    assert found.under("small_budget").uncertainties == found.uncertainties != ()
