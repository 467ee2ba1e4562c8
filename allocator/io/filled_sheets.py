"""Rows that were read -> what each sheet holds, free of any file."""

from collections.abc import Mapping

from allocator.io.layout import SCENARIO_SHEETS, SETTING_BY_NAME, all_columns
from allocator.io.layout_columns import EVIDENCE
from allocator.io.layout_settings import SETTINGS, SETTINGS_SHEET
from allocator.io.sheet_rows import SheetRows
from allocator.tables.filled_sheet import SETTING, VALUE, FilledRow, FilledSheet
from allocator.tables.frame import column_letters


def filled_sheets(read: Mapping[str, SheetRows]) -> Mapping[str, FilledSheet]:
    """By name, in the order of the layout, those that were read without problems.

    A setting without a row is there with its default.
    """
    return {
        sheet.name: _filled(read[sheet.name]) for sheet in SCENARIO_SHEETS if sheet.name in read
    }


def _filled(found: SheetRows) -> FilledSheet:
    judged = found.sheet.name == SETTINGS_SHEET.name
    rows = tuple(FilledRow(row.number, row.values) for row in found.rows)
    return FilledSheet(
        name=found.sheet.name,
        columns=all_columns(found.sheet),
        evidence=frozenset(column.name for column in EVIDENCE),
        letters={name: column_letters(place) for name, place in found.positions.items()},
        rows=(*rows, *_absent_settings(rows)) if judged else rows,
        settings=SETTING_BY_NAME if judged else {},
    )


def _absent_settings(rows: tuple[FilledRow, ...]) -> tuple[FilledRow, ...]:
    stated = {row.values[SETTING] for row in rows}
    blank = {column.name: column.default for column in EVIDENCE}
    return tuple(
        FilledRow(0, {**blank, SETTING: setting.name, VALUE: setting.default})
        for setting in SETTINGS
        if setting.name not in stated
    )
