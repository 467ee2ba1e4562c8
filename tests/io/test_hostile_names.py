"""Nasty names from the input workbook through a solve into every sheet of the plan."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from allocator.app.solve_workbook import Search, solve_workbook
from allocator.app.verify_workbook import verify_workbook
from allocator.io.saved_sheets import saved_sheets
from allocator.report.book import tables
from allocator.tables.column import Formula, shown
from allocator.tables.table import Table
from allocator.tables.text import REPLACEMENT, UNPRINTABLE
from tests.io.hostile import NAMES, hostile_workbook


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    report = solve_workbook(
        hostile_workbook(folder), folder / "plan.xlsx", Search(effort="quick", workers=1)
    )
    assert report.output is not None
    return report.output


@pytest.fixture(scope="module")
def made(plan: Path) -> tuple[Table, ...]:
    report = verify_workbook(None, plan)
    return tables(report.scenario, report.saved.plan, report.saved.provenance)


def test_the_plan_verifies_alone_and_against_its_input(plan: Path) -> None:
    assert verify_workbook(None, plan).violations == ()
    assert verify_workbook(plan.with_name("hostile.xlsx"), plan).violations == ()


def test_every_part_is_well_formed(plan: Path) -> None:
    with zipfile.ZipFile(plan) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))


def test_no_name_has_become_a_formula_or_a_link(plan: Path, made: tuple[Table, ...]) -> None:
    saved = saved_sheets(plan)
    ours = {
        (table.name, cell.row, cell.column)
        for table in made
        for cell in table.cells()
        if isinstance(cell.value, Formula)
    }
    live = {
        (name, *place)
        for name, sheet in saved.items()
        for place, cell in sheet.items()
        if cell.formula is not None
    }
    assert live == ours
    with zipfile.ZipFile(plan) as parts:
        related = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
        assert not any("x.example" in text for text in related)
        charts = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/charts/")]
    assert len(charts) == 12
    for chart in charts:
        for reference in re.findall(r"<c:tx><c:strRef><c:f>([^<]*)</c:f>", chart):
            pytest.fail(f"a name has become the reference {reference}")


def test_every_name_is_shown_as_text(made: tuple[Table, ...]) -> None:
    """Each as a whole where there is room for it, or its beginning with the mark of a cut."""
    texts = [
        str(text)
        for table in made
        for cell in table.cells()
        if isinstance(text := shown(cell.kind, getattr(cell.value, "value", cell.value)), str)
    ]
    assert not any(UNPRINTABLE.search(text) for text in texts)
    for name in NAMES:
        printed = str(shown("text", name))
        beginning = printed[:20]
        assert any(beginning in text for text in texts), name
    assert any(REPLACEMENT in text for text in texts)


def test_nothing_on_a_page_is_longer_than_its_place(made: tuple[Table, ...]) -> None:
    """Names of states, titles and domains are cut where it shows; rows stay within their limit."""
    briefing = made[0]
    for label in briefing.labels:
        if isinstance(label.value, str) and label.style in ("sentence", "card_note"):
            assert len(label.value) < (330 if label.style == "sentence" else 140), label.value
    split = next(table for table in made if table.name == "burden_split")
    for block in split.blocks:
        for row in block.rows:
            assert len(str(row[0])) <= 30


def test_rows_stay_within_the_height_of_a_spreadsheet(plan: Path) -> None:
    with zipfile.ZipFile(plan) as parts:
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        heights = [
            float(height)
            for name in sheets
            for height in re.findall(r'<row [^>]*\bht="([0-9.]+)"', parts.read(name).decode())
        ]
    assert max(heights) > 100
    assert max(heights) <= 409


def test_the_marking_stands_on_every_page_and_in_the_properties(plan: Path) -> None:
    with zipfile.ZipFile(plan) as parts:
        core = ElementTree.fromstring(parts.read("docProps/core.xml"))
        found = {element.tag.partition("}")[2]: element.text or "" for element in core}
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        pages = [parts.read(name).decode() for name in sheets]
    assert found["title"].startswith("=1+1 & <title>")
    for name in ("category", "keywords"):
        assert found[name].startswith("=SECRET & ")
        assert len(found[name]) <= 255
    assert all("=SECRET &amp;&amp; " in page for page in pages)
    for page in pages:
        for margin in re.findall(r"<odd(?:Header|Footer)>(.*?)</odd", page):
            assert len(margin.replace("&amp;", "&")) <= 255
