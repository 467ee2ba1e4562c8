"""Formulas computed by a spreadsheet program give the values that were stored with them."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from allocator.io.figures import figure_violations
from allocator.io.plan_reader import read_plan
from allocator.io.saved_sheets import saved_sheets
from allocator.report.book import tables
from tests.io.saved import saved_quartet
from tests.report.quartet import quartet, quartet_plan

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
FILTER = "xlsx:Calc MS Excel 2007 XML"


class Resaved(NamedTuple):
    """A plan as it was written, and two copies that LibreOffice has opened and saved."""

    written: Path
    again: Path
    computed: Path
    """Its formulas had no stored values, so they had to be computed."""


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Resaved:
    """Both copies from one start of the program, which takes its time."""
    folder = tmp_path_factory.mktemp("libreoffice")
    written = saved_quartet(folder)
    blank = without_values(written)
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        FILTER,
        "--outdir",
        str(folder / "resaved"),
        str(written),
        str(blank),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return Resaved(written, folder / "resaved" / written.name, folder / "resaved" / blank.name)


def without_values(path: Path) -> Path:
    """A copy whose formulas have no stored values, so that they must be computed."""
    target = path.with_name("blank.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f><v></v>", content)
            new.writestr(name, content)
    return target


def test_formulas_computed_elsewhere_equal_their_stored_values(resaved: Resaved) -> None:
    stored, computed = saved_sheets(resaved.written), saved_sheets(resaved.computed)
    formulas = [
        (name, place)
        for name, sheet in stored.items()
        for place, cell in sheet.items()
        if cell.formula is not None
    ]
    assert len(formulas) > 100
    for name, place in formulas:
        value = stored[name][place].value
        expected = pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value
        assert computed[name][place].value == expected, (name, place)


def test_a_plan_saved_again_is_the_same_plan(resaved: Resaved) -> None:
    saved = read_plan(resaved.again)
    assert saved.plan == quartet_plan()
    made = tables(quartet(), saved.plan, saved.provenance)
    assert figure_violations(made, resaved.again, saved.sheets) == []
