"""Faults of the sheet enablers: circles, rows that say nothing, capabilities nobody asks for."""

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put


def _three_in_a_circle(workbook: Workbook) -> None:
    for row, codes in enumerate((("AIR_AEW", "MUN_155"), ("MUN_155", "AMD_SR")), 3):
        _enabler(workbook, row, *codes)


def _enabler(workbook: Workbook, row: int, combat: str, enabler: str) -> None:
    for column, value in zip("ABC", (combat, enabler, 0.5), strict=True):
        put(workbook, f"enablers!{column}{row}", value)


def _nothing_required(workbook: Workbook) -> None:
    for row in (5, 6, 7):
        put(workbook, f"requirements!C{row}", 0)


ENABLERS: tuple[Broken, ...] = (
    cell("enabler of itself", "enablers!B2", "AMD_SR", "AMD_SR is its own enabler"),
    change(
        "enablers in a circle",
        lambda workbook: _enabler(workbook, 3, "AIR_AEW", "AMD_SR"),
        "enablers!B3",
        "a circle: AIR_AEW needs AMD_SR needs AIR_AEW",
    ),
    change(
        "three enablers in a circle",
        _three_in_a_circle,
        "enablers!B4",
        "a circle: MUN_155 needs AMD_SR needs AIR_AEW needs MUN_155",
    ),
    change(
        "enabler twice",
        lambda workbook: _enabler(workbook, 3, "AMD_SR", "AIR_AEW"),
        "enablers!A3",
        "AMD_SR, AIR_AEW stands already in row 2",
    ),
    cell("nothing needed for a unit", "enablers!C2", 0, "0 is below 0.001"),
    cell("unknown enabler", "enablers!B2", "AIR_AWE", 'did you mean "AIR_AEW"?'),
    change(
        "nothing required of a combat capability",
        _nothing_required,
        "enablers!A2",
        "no AMD_SR is required in any period",
    ),
)
