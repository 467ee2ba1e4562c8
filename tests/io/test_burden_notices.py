"""What a planner hears of baseline efforts that are not there."""

from pathlib import Path

from openpyxl import Workbook

from allocator.io.scenario_reader import read_scenario
from tests.workbooks.broken import FILE, edited, put


def _notices(tmp_path: Path, **values: object) -> list[str]:
    def edit(workbook: Workbook) -> None:
        for address, value in values.items():
            put(workbook, address.replace("__", "!"), value)

    (tmp_path / FILE).write_bytes(edited(edit))
    notices = read_scenario(tmp_path / FILE).notices
    return [str(notice) for notice in notices if "baseline" in str(notice)]


def test_states_without_a_baseline_effort_are_named_where_it_counts(tmp_path: Path) -> None:
    assert _notices(tmp_path) == []
    assert _notices(tmp_path, settings__B17="effort", member_states__H2=1_390.5) == [
        "member_states: burden_measure is effort, but baseline_effort is blank or 0, and counts as "
        "0, for NOR, POL"
    ]
    assert _notices(tmp_path, settings__B17="new_money", member_states__H2=1) == []
