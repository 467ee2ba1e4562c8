"""The file of an extract: nothing of another state in any cell, formula, name, part or property."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from allocator.io.workbook_writer import workbook_bytes
from allocator.report.release.releasable import releasable
from allocator.report.view import View
from tests.report.extracts import alliance

STATES = ("DEU", "ISL", "LUX", "POL")
SUM = re.compile(r"=SUM\(\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+\)")
"""The only formula: the sum of a column of the state's own figures on the same sheet."""
MARKET = {
    "line_by_code": ("code", "name"),
    "pool_by_code": ("code", "name"),
    "capability_by_code": ("code", "name", "unit"),
    "component_by_key": ("code",),
}
"""Records whose names may hold that of a state without telling what it does."""


def made(name: str, code: str) -> bytes:
    of = alliance(name)
    return workbook_bytes(releasable(of.view, code, of))


def strings(file: bytes) -> set[str]:
    """Every text in every part of the file but the file's own parts of speech."""
    with ZipFile(BytesIO(file)) as parts:
        xml = [
            parts.read(part).decode()
            for part in parts.namelist()
            if part.endswith((".xml", ".rels"))
        ]
    inside = {text for part in xml for text in re.findall(r">([^<]+)<", part)}
    return inside | {text for part in xml for text in re.findall(r'"([^"]*)"', part)}


def names_of_others(view: View, code: str) -> re.Pattern[str]:
    others = [record for record in view.scenario.states if record.code != code]
    words = {re.escape(word) for record in others for word in (record.code, record.name)}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)")


def of_the_market(view: View) -> set[str]:
    found = set()
    for records, fields in MARKET.items():
        for record in getattr(view.scenario, records).values():
            found |= {str(getattr(record, name)) for name in fields}
    return found


@pytest.mark.parametrize("code", STATES)
def test_no_other_state_is_named_anywhere_in_the_file(code: str) -> None:
    view = alliance("reference").view
    allowed = {text.replace("&", "&amp;") for text in of_the_market(view)}
    pattern = names_of_others(view, code)
    found = {text for text in strings(made("reference", code)) - allowed if pattern.search(text)}
    assert found == set()


def test_names_are_found_where_they_stand() -> None:
    """The search above is no empty one: another state's extract holds this one's name."""
    view = alliance("reference").view
    found = strings(made("reference", "DEU"))
    assert any(names_of_others(view, "POL").search(text) for text in found - of_the_market(view))


@pytest.mark.parametrize("name", ["reference", "quartet"])
def test_no_exact_figure_of_another_state_is_in_the_file(name: str) -> None:
    of = alliance(name)
    for code in STATES if name == "reference" else of.view.states:
        cells = numbers(made(name, code))
        for other in set(of.view.states) - {code}:
            figures = [of.view.ledger.new_money[other], of.view.burdens[other].basis_points]
            assert not cells & {figures[0] / 1_000 or None, figures[1] / 10_000 or None}, other
        assert of.view.ledger.new_money[code] / 1_000 in cells


def numbers(file: bytes) -> set[float]:
    """Every number in a cell, true values of formulas among them."""
    workbook = load_workbook(BytesIO(file), data_only=True)
    cells = (cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return {float(value) for value in cells if isinstance(value, int | float)}


@pytest.mark.parametrize(("name", "code"), [("reference", "POL"), ("quartet", "AAA")])
def test_nothing_is_hidden_linked_or_computed_from_elsewhere(name: str, code: str) -> None:
    file = made(name, code)
    workbook = load_workbook(BytesIO(file))
    for sheet in workbook.worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet._charts
        assert not sheet._images
        hidden = (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
        assert not any(dimension.hidden for dimension in hidden)
        assert all(SUM.fullmatch(text) for text in formulas(sheet))
    assert not workbook.defined_names
    own = {"Print_Area", "Print_Titles", "_xlnm.Print_Area", "_xlnm.Print_Titles"}
    assert all(set(sheet.defined_names) <= own for sheet in workbook.worksheets)
    with ZipFile(BytesIO(file)) as parts:
        kinds = {part.split("/")[1] for part in parts.namelist() if part.startswith("xl/")}
    assert kinds <= {
        "workbook.xml",
        "worksheets",
        "styles.xml",
        "theme",
        "sharedStrings.xml",
        "_rels",
    }


def formulas(sheet: Worksheet) -> list[str]:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f"]


def test_properties_and_page_headers_tell_for_whom_it_is() -> None:
    workbook = load_workbook(BytesIO(made("reference", "POL")))
    assert workbook.properties.title == "Extract of a plan for Poland"
    for sheet in workbook.worksheets:
        assert "releasable to POL" in str(sheet.oddHeader.center.text)


def test_names_that_look_like_formulas_are_texts() -> None:
    """The quartet's state AAA is called =SUM(A1:A9)."""
    workbook = load_workbook(BytesIO(made("quartet", "AAA")))
    title = workbook["cover"]["A1"]
    assert (title.data_type, title.value) == ("s", "Extract of a plan for =SUM(A1:A9)")


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert made("quartet", "AAA") == made("quartet", "AAA")
