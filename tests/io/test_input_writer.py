"""Rows of text become a workbook that Excel planners can work in."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocator.errors import InputError, OutputError
from allocator.io.input_help import HELP_SHEET
from allocator.io.input_looks import LONGEST_LIST
from allocator.io.input_writer import Rows, input_workbook_bytes, write_input_workbook
from allocator.io.layout import SCENARIO_SHEETS, SETTING_BY_NAME, SHEETS, all_columns
from allocator.io.scenario_reader import read_scenario
from allocator.io.template_writer import table_rows, template_rows, write_template
from allocator.tables.input_sheet import CellKind


def test_equal_rows_give_equal_bytes() -> None:
    rows = template_rows(example=True)
    turned = {name: rows[name] for name in sorted(rows, reverse=True)}
    assert input_workbook_bytes(rows) == input_workbook_bytes(turned)


def test_text_becomes_cells_of_the_kind_of_the_column() -> None:
    rows = {
        "lines": [
            {
                "line": "=L1",
                "unit_price": "3.850",
                "lead_months": "12",
                "inside_share": "62.5%",
                "host_least_share": "20 %",
                "payment_profile": "0:100",
                "_mine": " 007 ",
                "step": "",
            },
        ],
        "member_states": [{"small_state": "YES", "state": "12"}],
        "periods": [{"period": "2026", "start": "2026-07"}],
        "settings": [{"key": "dependence_cap", "value": "40%"}, {"key": "title", "value": "5"}],
    }
    workbook = load_workbook(BytesIO(input_workbook_bytes(rows)))

    def value(sheet: str, column: str, row: int = 2) -> tuple[object, str]:
        names = [cell.value for cell in workbook[sheet][1]]
        cell = workbook[sheet].cell(row, names.index(column) + 1)
        return cell.value, cell.number_format

    assert value("lines", "line") == ("=L1", "@")
    assert workbook["lines"]["A2"].data_type == "s"
    assert value("lines", "unit_price") == (3.85, "#,##0.0##")
    assert value("lines", "lead_months") == (12, "#,##0")
    assert value("lines", "inside_share") == (0.625, "0.0#%")
    assert value("lines", "host_least_share") == (0.2, "0.0#%")
    assert value("lines", "_mine") == ("007", "@")
    assert value("lines", "step")[0] is None
    assert value("member_states", "small_state")[0] == "yes"
    assert value("member_states", "state") == ("12", "@")
    assert value("periods", "period") == ("2026", "@")
    assert value("periods", "start") == ("2026-07", "@")
    assert value("settings", "value") == (0.4, "0.0#%")
    assert value("settings", "value", 3) == ("5", "@")


def test_every_sheet_is_a_table_with_help_and_drop_downs() -> None:
    workbook = load_workbook(BytesIO(input_workbook_bytes(template_rows(example=True))))
    assert workbook.sheetnames == [*(sheet.name for sheet in SHEETS), HELP_SHEET]
    for sheet in SHEETS:
        worksheet = workbook[sheet.name]
        columns = all_columns(sheet)
        assert [cell.value for cell in worksheet[1]] == [column.name for column in columns]
        assert [*worksheet.tables] == [f"table_{sheet.name}"]
        assert worksheet.freeze_panes is not None
        listed = " ".join(str(rule.sqref) for rule in worksheet.data_validations.dataValidation)
        for cell, column in zip(worksheet[1], columns, strict=True):
            assert column.help in str(cell.comment)
            short = len(",".join(column.choices)) <= LONGEST_LIST
            if column.kind in (CellKind.YES_NO, CellKind.CHOICE) and short:
                assert cell.coordinate.replace("1", "2:") in listed
    rules = workbook["holdings"].data_validations.dataValidation
    states = next(rule for rule in rules if str(rule.sqref).startswith("A2"))
    assert "COUNTA(member_states!$A:$A)" in str(states.formula1)


def test_every_value_that_does_not_fit_is_told(tmp_path: Path) -> None:
    rows: Rows = {
        "budgets": [{"ceiling": "1,5"}, {"ceiling": "0.0001", "floor": "5%", "sealing": "1"}],
        "holdings": [{"available_share": "80"}, {"units": "2.5"}, {"confidence": "low"}],
        "access": [{"permitted": "maybe"}],
        "bugdets": [{}],
    }
    with pytest.raises(InputError) as caught:
        write_input_workbook(tmp_path / "never.xlsx", rows)
    assert [problem.address for problem in caught.value.problems] == [
        "bugdets",
        "budgets row 2, ceiling",
        "budgets row 3, ceiling",
        "budgets row 3, floor",
        "budgets row 3",
        "holdings row 2, available_share",
        "holdings row 3, units",
        "access row 2, permitted",
    ]
    assert not (tmp_path / "never.xlsx").exists()


def test_text_that_excel_would_cut_is_refused() -> None:
    with pytest.raises(InputError, match="longer than Excel can hold"):
        input_workbook_bytes({"holdings": [{"note": "x" * 40_000}]})


def test_the_frame_passes_and_names_every_setting(tmp_path: Path) -> None:
    path = write_template(tmp_path / "frame.xlsx", example=False)
    scenario = read_scenario(path).scenario
    assert (len(scenario.states), len(scenario.periods), len(scenario.capabilities)) == (1, 1, 1)
    assert {key for (key,) in scenario.book.rows["settings"]} == set(SETTING_BY_NAME)


def test_settings_left_out_mean_what_the_template_writes(tmp_path: Path) -> None:
    rows = {**template_rows(example=False)}
    rows["settings"] = [row for row in rows["settings"] if SETTING_BY_NAME[row["key"]].required]
    short = write_input_workbook(tmp_path / "short.xlsx", rows)
    full = write_template(tmp_path / "full.xlsx", example=False)
    assert read_scenario(short).scenario.policy == read_scenario(full).scenario.policy


def test_the_example_passes_and_fills_every_sheet(tmp_path: Path) -> None:
    path = write_template(tmp_path / "deep" / "example.xlsx", example=True)
    found = read_scenario(path)
    assert all(found.scenario.book.rows[sheet.name] for sheet in SCENARIO_SHEETS)
    assert len(found.changes) == 5
    assert {one.sheet for one in found.uncertainties} == {"lines", "budgets"}
    for name in ("late_shorad", "usa_gone", "small_budget", "usa_gone+small_budget+late_shorad"):
        assert found.under(name).differences


def test_a_template_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError):
        write_template(tmp_path / "file" / "template.xlsx", example=False)


def test_tables_drawn_with_bars() -> None:
    text = "a | x | y\n  | 1 |\n  | 2 | 3\n\nb | z\n  | 4\n"
    assert table_rows(text) == {
        "a": [{"x": "1", "y": ""}, {"x": "2", "y": "3"}],
        "b": [{"z": "4"}],
    }
