"""Formulas computed by a spreadsheet program give the values that were stored with them."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from allocator.app.solve_workbook import Search, solve_workbook
from allocator.app.verify_workbook import verify_workbook
from allocator.io.figures import figure_violations
from allocator.io.plan_reader import read_plan
from allocator.io.saved_sheets import saved_sheets
from allocator.io.workbook_writer import write_plan
from allocator.report.book import tables
from seeds.build import INPUTS
from tests.io.hostile import hostile_workbook
from tests.io.saved import saved_quartet
from tests.report.quartet import provenance, quartet, quartet_plan
from tests.report.test_changes import steady

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
FILTER = "xlsx:Calc MS Excel 2007 XML"


class Resaved(NamedTuple):
    """A plan as it was written, and copies that LibreOffice has opened and saved."""

    written: Path
    again: Path
    """There for the quartet and for baltic."""
    computed: Path
    """Its formulas had no stored values, so they had to be computed."""


def steady_quartet(folder: Path) -> Path:
    """The quartet with an earlier plan in force, effort as the measure, and every limit of money.

    Every block that only some scenarios have stands in its workbook.
    """
    scenario = steady()
    settings = {
        "burden_measure": "effort",
        "stand_alone_limit": True,
        "burden_limit_in_force": True,
    }
    scenario = scenario.replaced(policy=scenario.policy.model_copy(update=settings))
    made = tables(scenario, quartet_plan(), provenance(scenario, quartet_plan()))
    return write_plan(folder / "steady-plan.xlsx", made)


def solved(source: Path, folder: Path) -> Path:
    """The plan of an input workbook, after a short search."""
    target = folder / f"{source.stem}-plan.xlsx"
    report = solve_workbook(source, target, Search(effort="quick", workers=1))
    assert report.output is not None
    return report.output


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Resaved]:
    """Copies of four plans from one start of the program, which takes its time."""
    folder = tmp_path_factory.mktemp("libreoffice")
    written = {
        "quartet": saved_quartet(folder),
        "steady": steady_quartet(folder),
        "baltic": solved(INPUTS / "baltic.xlsx", folder),
        "hostile": solved(hostile_workbook(folder), folder),
    }
    blank = {name: without_values(path) for name, path in written.items()}
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        FILTER,
        "--outdir",
        str(folder / "resaved"),
        *map(str, (written["quartet"], written["baltic"], *blank.values())),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {
        name: Resaved(path, folder / "resaved" / path.name, folder / "resaved" / blank[name].name)
        for name, path in written.items()
    }


def without_values(path: Path) -> Path:
    """A copy whose formulas have no stored values, so that they must be computed."""
    target = path.with_name(f"blank-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f><v></v>", content)
            new.writestr(name, content)
    return target


@pytest.mark.parametrize("name", ["quartet", "steady", "baltic", "hostile"])
def test_formulas_computed_elsewhere_equal_their_stored_values(
    resaved: Mapping[str, Resaved], name: str
) -> None:
    """Every formula cell of every sheet: none is passed over, and none was left uncomputed."""
    made = resaved[name]
    stored, computed = saved_sheets(made.written), saved_sheets(made.computed)
    formulas = [
        (sheet, place)
        for sheet, cells in stored.items()
        for place, cell in cells.items()
        if cell.formula is not None
    ]
    with zipfile.ZipFile(made.written) as parts:
        sheets = [part for part in parts.namelist() if part.startswith("xl/worksheets/sheet")]
        assert sum(parts.read(part).count(b"<f>") for part in sheets) == len(formulas) > 100
    for sheet, place in formulas:
        value = stored[sheet][place].value
        assert value is not None
        expected = pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value
        assert computed[sheet][place].value == expected, (sheet, place)


def test_what_is_compared_had_to_be_computed(resaved: Mapping[str, Resaved]) -> None:
    """The copy carries no value beside a formula when it is opened."""
    blank = resaved["quartet"].written.with_name("blank-quartet-plan.xlsx")
    cells = [cell for sheet in saved_sheets(blank).values() for cell in sheet.values()]
    assert {cell.value for cell in cells if cell.formula is not None} == {None}


def test_a_plan_saved_again_is_the_same_plan(resaved: Mapping[str, Resaved]) -> None:
    again = resaved["quartet"].again
    saved = read_plan(again)
    assert saved.plan == quartet_plan()
    made = tables(quartet(), saved.plan, saved.provenance)
    assert figure_violations(made, again, saved.sheets) == []


def test_a_plan_with_its_input_saved_again_still_verifies(resaved: Mapping[str, Resaved]) -> None:
    assert verify_workbook(None, resaved["baltic"].again).violations == ()
