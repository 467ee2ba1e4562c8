"""The plan in force as a workbook holds it: what is gone is told by cell and stops nothing."""

from pathlib import Path

from openpyxl import Workbook

from allocator.domain.problem import Notice
from allocator.io.scenario_reader import ReadResult, read_scenario
from tests.workbooks.broken import edited, put


def reading(path: Path, *rows: dict[str, object]) -> ReadResult:
    """The example with further rows in force."""

    def add(workbook: Workbook) -> None:
        for number, row in enumerate(rows, 6):
            for column, value in row.items():
                put(workbook, f"plan_in_force!{column}{number}", value)

    path = path / "example.xlsx"
    path.write_bytes(edited(add))
    return read_scenario(path)


def gone(found: ReadResult) -> list[Notice]:
    return [each for each in found.notices if each.address.startswith("plan_in_force")]


def test_the_rows_of_the_example(tmp_path: Path) -> None:
    found = reading(tmp_path)
    assert gone(found) == []
    assert {(r.decision, r.codes, r.value, r.announced) for r in found.scenario.plan_in_force} == {
        ("delivered", ("EST", "POL_SHORAD", "2028"), 1, True),
        ("contribution", ("EST", "AMD_SR", "2028"), 3, True),
        ("contribution", ("POL", "MUN_155", "2026"), 93, False),
        ("lead", ("NOR", "POOL_AEW"), 1, False),
    }


def test_codes_that_are_gone_are_told_once_at_their_first_cell(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        {"A": "delivered", "B": "EST", "E": "OLD", "I": "2027", "J": 1},
        {"A": "delivered", "B": "EST", "E": "OLD", "I": "2028", "J": 2},
        {"A": "contribution", "B": "EST", "C": "AMD_SR", "I": 2025, "J": 2},
        {"A": "expansion", "E": "OLDER", "I": "2028", "J": 2},
        {"A": "component_expansion", "G": "PROPELLANT", "H": "SWE", "I": "2028", "J": 2},
        {"A": "lead", "B": "EST", "D": "POOL_AEW", "J": 1},
    )
    left = "left out of the plan in force"
    assert [str(each) for each in gone(found)] == [
        f'plan_in_force!E6: unknown line "OLD": 2 rows are {left}',
        f'plan_in_force!I8: unknown period "2025": 1 row is {left}',
        f'plan_in_force!E9: unknown line "OLDER": 1 row is {left}',
        f"plan_in_force!H10: PROPELLANT is not made in SWE: 1 row is {left}",
        f"plan_in_force!B11: EST may not lead POOL_AEW: 1 row is {left}",
    ]
    assert len(found.scenario.plan_in_force) == 10


def test_the_order_of_rows_is_free(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"A": "expansion", "E": "POL_155", "I": "2027", "J": 2},
        {"A": "expansion", "E": "POL_155", "I": "2026", "J": 1},
        {"A": "expansion", "E": "POL_155", "I": "2028", "J": 2},
    ]
    one = reading(tmp_path, *rows).scenario.plan_in_force
    assert reading(tmp_path, *reversed(rows)).scenario.plan_in_force == one
