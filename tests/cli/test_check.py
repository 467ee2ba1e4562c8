"""`allocator check` tells what no plan can hold from what merely stays short."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import BALTIC, allocator


@pytest.fixture
def hopeless(tmp_path: Path) -> Path:
    """The example with a pledge of 99 brigades."""
    book = openpyxl.load_workbook(BALTIC)
    (column,) = [cell.column for cell in book["pledges"][1] if cell.value == "quantity"]
    book["pledges"].cell(2, column).value = 99
    book.save(tmp_path / "hopeless.xlsx")
    return tmp_path / "hopeless.xlsx"


def test_a_hopeless_row_is_told_first_and_by_its_name(hopeless: Path) -> None:
    done = allocator("check", hopeless)
    first, second, *others = done.stdout.splitlines()
    assert done.returncode == 0
    assert first.startswith("hopeless.xlsx is readable, but no plan can hold it: 5 member states")
    assert second.startswith("no plan pledges!")
    assert any(line.startswith("finding requirements!") for line in others)
    assert allocator("check", hopeless, "--strict").returncode == 1
    assert allocator("solve", hopeless, "-o", hopeless.with_name("plan.xlsx")).returncode == 4


def test_json_says_it_of_each_finding(hopeless: Path) -> None:
    told = json.loads(allocator("check", hopeless, "--json").stdout)
    assert told["verdict"] == "readable"
    assert told["hopeless"] == 1
    assert [finding["hopeless"] for finding in told["findings"][:2]] == [True, False]
    assert told["findings"][0]["check"] == "pledges"
    assert json.loads(allocator("check", BALTIC, "--json").stdout)["hopeless"] == 0
    assert allocator("check", BALTIC).stdout.startswith("baltic.xlsx can be solved: 5 member")
