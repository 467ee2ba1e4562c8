"""Sheets of states as they are drawn: nothing overlaps, pages break well, names stay texts."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from allocator.io.saved_sheets import saved_sheets
from allocator.io.workbook_writer import write_plan
from allocator.report.state.book import state_book
from allocator.report.state.grid import COLUMNS, Section
from allocator.report.state.sheet import PAGE, _breaks
from allocator.tables.column import Formula, shown
from allocator.tables.table import Table, plain
from allocator.tables.text import UNPRINTABLE
from tests.plans import over_years
from tests.report.reading import texts
from tests.report.scenes import scene
from tests.report.state_books import baltic, hostile, sheet
from tests.report.test_recomputation import FILTER, SOFFICE, without_values
from tests.report.views import QUARTET
from tests.scenarios import holding


def test_nothing_stands_beyond_the_page() -> None:
    for table in state_book(baltic(), baltic().states)[1:]:
        for block in table.blocks:
            assert block.frame.starts[-1] <= COLUMNS
        for label in table.labels:
            assert label.column + label.columns <= COLUMNS


def test_no_two_things_stand_in_one_cell() -> None:
    for table in state_book(baltic(), baltic().states)[1:]:
        taken: set[tuple[int, int]] = set()
        for label in table.labels:
            reach = range(label.column, label.column + label.columns)
            cells = {(label.row, column) for column in reach}
            assert not cells & taken
            taken |= cells
        for block in table.blocks:
            frame = block.frame
            cells = {
                (line, column)
                for line in range(frame.row, frame.row + block.height)
                for column in range(frame.starts[0], frame.starts[-1])
            }
            assert not cells & taken
            taken |= cells


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((100.0, 100.0), []),
        # Hardly more than a page is fitted onto one.
        ((PAGE - 60, 200.0), []),
        ((PAGE - 60, 300.0), [1]),
        # A long section begins where some rows still fit, and goes on overleaf.
        ((PAGE - 300, 600.0), [30]),
        ((PAGE - 100, 600.0), [1]),
    ],
)
def test_pages_break_between_sections(points: tuple[float, ...], expected: list[int]) -> None:
    first, second = points
    parts = (Section(0, 1, heights={0: first}), Section(1, 60, heights=_even(second)))
    assert list(_breaks(parts)) == expected


def _even(points: float) -> Mapping[int, float]:
    return {1 + at: points / 60 for at in range(60)}


def test_a_long_plan_takes_several_pages() -> None:
    book = state_book(baltic(), baltic().states)
    assert any(table.breaks for table in book[1:])
    for table in book[1:]:
        starts = {label.row for label in table.labels if label.style == "heading"}
        assert all(at > 0 for at in table.breaks)
        assert starts & set(table.breaks) or not table.breaks


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Table, ...]:
    view = hostile(tmp_path_factory.mktemp("hostile"))
    return state_book(view, view.states)


def test_nasty_names_are_texts(nasty: tuple[Table, ...], tmp_path: Path) -> None:
    path = write_plan(tmp_path / "states.xlsx", nasty)
    with ZipFile(path) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))
    saved = saved_sheets(path)
    for table in nasty:
        for cell in table.cells():
            there = saved[table.name].get((cell.row, cell.column))
            value = plain(cell.value)
            if isinstance(value, str) and value:
                assert there is not None
                assert there.value == shown(cell.kind, value)
                assert (there.formula is not None) == isinstance(cell.value, Formula)
                assert not UNPRINTABLE.search(str(there.value))


def test_names_that_are_too_long_are_cut_where_it_shows(nasty: tuple[Table, ...]) -> None:
    everything = " ".join(text for table in nasty for text in texts(table))
    assert "x" * 61 not in everything
    assert "x…" in everything


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_formulas_computed_elsewhere_equal_their_stored_values(
    nasty: tuple[Table, ...], tmp_path: Path
) -> None:
    books = {
        "quartet": state_book(QUARTET, QUARTET.states),
        "baltic": state_book(baltic(), baltic().states),
        "hostile": nasty,
    }
    written = {name: write_plan(tmp_path / f"{name}.xlsx", book) for name, book in books.items()}
    blank = {name: without_values(path) for name, path in written.items()}
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = tmp_path / "computed"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", FILTER, "--outdir", str(target)]
    command += map(str, blank.values())
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name, path in written.items():
        stored, computed = saved_sheets(path), saved_sheets(target / blank[name].name)
        found = 0
        for code, cells in stored.items():
            for place, cell in cells.items():
                if cell.formula is not None:
                    found += 1
                    value: object = cell.value
                    if isinstance(value, float):
                        value = pytest.approx(value, rel=1e-9, abs=1e-9)
                    assert computed[code][place].value == value, (code, place)
        assert found > 50, name


def test_a_quiet_state_is_one_page() -> None:
    view = scene({"contribution": over_years(("A", "TANK"), 1)}, holdings=(holding("A", 1),))
    assert sheet(view, "A").breaks == ()
