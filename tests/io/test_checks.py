"""Checks across rows: what just holds, what just fails, and silence where a row is unreadable."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.errors import InputError
from allocator.io.checks.stocks import capacity_problems
from allocator.io.scenario_reader import read_scenario
from allocator.io.unread import Unread
from tests.scenarios import capability, contract, line, rate, tiny, years
from tests.workbooks.broken import FILE, edited, put

Edits = dict[str, object]


def _addresses(tmp_path: Path, edits: Edits) -> list[str]:
    def edit(workbook: Workbook) -> None:
        for address, value in edits.items():
            put(workbook, address, value)

    (tmp_path / FILE).write_bytes(edited(edit))
    try:
        read_scenario(tmp_path / FILE)
    except InputError as error:
        return [problem.address for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("holds", "fails", "address"),
    [
        ({"retirements!D3": 5}, {"retirements!D3": 6}, "retirements!D3"),
        (
            {"capabilities!J4": 100_000, "line_rates!C8": 4078},
            {"capabilities!J4": 100_000, "line_rates!C8": 4079},
            "capabilities!J4",
        ),
        ({"lines!K2": 0, "lines!L2": 0}, {"lines!K2": None, "lines!L2": 0}, "lines!K2"),
        ({"lines!M2": None, "lines!K2": None}, {"lines!M2": 1, "lines!K2": None}, "lines!K2"),
        ({"work_shares!C3": 0.4}, {"work_shares!C3": 0.4001}, "work_shares!C3"),
        ({"order_book!E3": 3}, {"order_book!E3": 4}, "order_book!E3"),
        ({"pool_members!E2": 20}, {"pool_members!E2": 21}, "pools!K2"),
        ({"pools!G2": 5}, {"pools!G2": 6}, "pools!G2"),
        ({"pools!I2": 6}, {"pools!I2": 7}, "pools!I2"),
        ({"pool_members!F4": 10}, {"pool_members!F4": 11}, "pool_members!F4"),
        ({"budgets!D3": 197}, {"budgets!D3": 197.001}, "budgets!D3"),
        ({"budget_windows!E2": 2350}, {"budget_windows!E2": 2350.001}, "budget_windows!E2"),
        (
            {"budget_windows!D3": None, "budget_windows!E3": 1070},
            {"budget_windows!D3": None, "budget_windows!E3": 1070.001},
            "budget_windows!E3",
        ),
        ({"member_states!I2": 0.005}, {"member_states!I2": 0.0051}, "member_states!I2"),
        ({"periods!B3": "2027-01"}, {"periods!B3": "2027-02"}, "periods!B3"),
        ({"pledges!F3": 0}, {"pledges!F3": 2}, "pledges!F3"),
        ({"rules!F4": 3}, {"rules!F4": 3.001}, "rules!F4"),
        ({"lines!Q4": "0:99.99;1:0.01"}, {"lines!Q4": "0:99.99"}, "lines!Q4"),
    ],
    ids=lambda part: next(iter(part)) if isinstance(part, dict) else part,
)
def test_just_holds_and_just_fails(
    tmp_path: Path, holds: Edits, fails: Edits, address: str
) -> None:
    assert _addresses(tmp_path, holds) == []
    assert address in _addresses(tmp_path, fails)


def test_a_small_state_answers_to_the_protected_ceiling(tmp_path: Path) -> None:
    edits: Edits = {"member_states!I2": 0.004, "settings!B25": 0.004}
    assert _addresses(tmp_path, edits) == []
    assert _addresses(tmp_path, {**edits, "settings!B25": 0.0039}) == ["member_states!I2"]


@pytest.mark.parametrize(
    ("thousandths", "due", "fits"),
    [
        (2_000, (2, 2, 2), True),
        (2_000, (3, 0, 0), False),
        (2_000, (2, 3, 0), False),
        (2_000, (0, 0, 5), True),
        (2_000, (0, 0, 6), False),
        (2_500, (0, 0, 6), True),
        (2_500, (0, 0, 7), False),
        (1_750, (0, 0, 5), True),
        (1_750, (0, 0, 6), False),
        (1_750, (0, 5, 0), False),
    ],
)
def test_contracts_within_the_work_a_line_can_have_in_progress(
    thousandths: int, due: tuple[int, int, int], fits: bool
) -> None:
    """Lot 4: 4 - 1/q units may be in progress when a later period starts.

    Rate 2: q = 1, and 2 + 3 = 5 fit into one later period. Rate 2.5: q = 2, 2.5 + 3.5 = 6. Rate
    1.75: q = 4, 1.75 + 3.75 = 5.5, but only 3.5 over the first two periods.
    """
    scenario = tiny(
        periods=years(3),
        capabilities=(capability("TANK", lot=4),),
        lines=(line("L"),),
        line_rates=tuple(rate("L", thousandths, str(year)) for year in (2026, 2027, 2028)),
        order_book=tuple(
            contract("A", units, line="L", period=str(2026 + offset), row=2 + offset)
            for offset, units in enumerate(due)
        ),
    )
    assert (not list(capacity_problems(scenario, Unread()))) is fits


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ({"member_states!A2": None}, ["member_states!A2"]),
        ({"capabilities!A3": 5}, ["capabilities!A3"]),
        ({"lines!A2": "A;B"}, ["lines!A2"]),
        ({"pools!A2": None}, ["pools!A2"]),
        ({"periods!A3": None}, ["periods!A3"]),
        ({"outside_support!A2": 1}, ["outside_support!A2"]),
        ({"holdings!C4": None, "retirements!D3": 9}, ["holdings!C4"]),
        ({"line_rates!C2": "3"}, ["line_rates!C2"]),
        ({"budgets!A3": "ETS"}, ["budgets!A3"]),
        ({"pool_members!C2": "mebmer"}, ["pool_members!C2"]),
        ({"order_book!E5": "1", "pool_members!E2": 20}, ["order_book!E5"]),
        ({"periods!B3": "2027-13", "retirements!D3": 6}, ["periods!B3", "retirements!D3"]),
        ({"periods!D2": 0, "pools!G2": 9}, ["periods!D2", "pools!G2"]),
        (
            {"capabilities!E2": 0, "capabilities!E3": 0, "capabilities!E4": 0, "rules!D3": "all"},
            ["capabilities!E2", "capabilities!E3", "capabilities!E4"],
        ),
    ],
    ids=lambda part: next(iter(part)) if isinstance(part, dict) else "",
)
def test_an_unreadable_cell_is_told_once_and_not_again_in_what_depends_on_it(
    tmp_path: Path, edits: Edits, told: list[str]
) -> None:
    assert _addresses(tmp_path, edits) == told
