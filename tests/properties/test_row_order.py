"""The order of rows in a workbook reaches no plan."""

from pathlib import Path
from random import Random

import numpy as np
import openpyxl
import pytest

from allocator.domain.digest import scenario_digest
from allocator.domain.outcome import Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build

INPUTS = Path(__file__).parents[2] / "inputs"


def shuffled(name: str, folder: Path, seed: int) -> Path:
    """A copy of a workbook with the rows of every sheet in another order."""
    random = Random(seed)
    book = openpyxl.load_workbook(INPUTS / f"{name}.xlsx")
    for sheet in book.worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        filled = [row for row in rows if any(value is not None for value in row)]
        random.shuffle(filled)
        for number, values in enumerate(filled, start=2):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def scenario(path: Path) -> Scenario:
    return read_scenario(path).scenario


@pytest.mark.parametrize("name", ["duo", "baltic"])
def test_shuffled_rows_give_the_same_plan(name: str, tmp_path: Path) -> None:
    plain, mixed = scenario(INPUTS / f"{name}.xlsx"), scenario(shuffled(name, tmp_path, 1))
    first, second = solve(build(plain)), solve(build(mixed))
    assert isinstance(first, Solved)
    assert isinstance(second, Solved)
    assert first.plan == second.plan
    assert [(a.name, a.value, a.bound) for a in first.aims] == [
        (a.name, a.value, a.bound) for a in second.aims
    ]


def test_shuffled_rows_give_the_same_program_of_the_reference(tmp_path: Path) -> None:
    """The search sees the program alone, so the same program is the same plan."""
    plain = scenario(INPUTS / "reference.xlsx")
    mixed = scenario(shuffled("reference", tmp_path, 2))
    assert scenario_digest(plain) == scenario_digest(mixed)
    one, other = build(plain), build(mixed)
    assert one.program.variables == other.program.variables
    for array in ("lower", "upper", "row_lower", "row_upper", "start", "index", "data"):
        assert np.array_equal(getattr(one.program, array), getattr(other.program, array))
    assert np.array_equal(one.status_quo(), other.status_quo())
