"""A stress test from workbook to workbook, with names that try whatever a workbook may hold."""

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocator.app.solve_workbook import Search, solve_workbook
from allocator.app.stress_workbook import Placed, StressReport, Wanted, stress_workbook
from allocator.errors import RequestError
from allocator.study.stress.sentences import sentences
from allocator.study.stress.sheets import CHARTED
from tests.io.hostile import hostile_workbook

SEARCH = Search("quick", None, 0, 1)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    source, plan = hostile_workbook(folder), folder / "plan.xlsx"
    solve_workbook(source, plan, SEARCH)
    return source, plan


@pytest.fixture(scope="module")
def stressed(files: tuple[Path, Path]) -> StressReport:
    source, plan = files
    placed = Placed(source.parent / "stress.xlsx", source.parent / "journal")
    return stress_workbook(source, plan, Wanted(), placed, SEARCH)


def charted(path: Path) -> set[tuple[int, int]]:
    """First and last row of everything that the chart draws."""
    with zipfile.ZipFile(path) as file:
        (name,) = (each for each in file.namelist() if each.startswith("xl/charts/chart"))
        text = file.read(name).decode()
    return {
        (int(first), int(last))
        for first, last in re.findall(r"stress!\$\w+\$(\d+):\$\w+\$(\d+)", text)
    }


def test_what_is_told_is_what_is_written(stressed: StressReport) -> None:
    """Ranks, figures and sentences; no name becomes a formula."""
    assert stressed.output is not None
    assert stressed.finished
    book, found = load_workbook(stressed.output), stressed.stress
    sheet = book["stress"]
    cells = [cell for each in book for row in each.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = [cell.value for cell in sheet["A"] if cell.value]
    assert (
        len([text for text in texts if str(text)[:3] in [f"{n}. "[:3] for n in range(1, 11)]]) == 10
    )
    head = next(row for row in range(1, 99) if sheet.cell(row, 1).value == "What is lost")
    headers = [str(cell.value).replace("\n", " ") for cell in sheet[head]]
    at = {header: column for column, header in enumerate(headers, 1)}
    ranked = [sheet.cell(head + 1 + n, at["Shortfall that remains"]).value for n in range(99)]
    own = [value for value in ranked if isinstance(value, int)]
    assert own == [entry.told.shortfall for entry in found.ranked]
    assert own == sorted(own, reverse=True)
    assert found.base is not None
    for n, entry in enumerate(found.ranked):
        row = head + 1 + n
        assert sheet.cell(row, at["With nothing lost"]).value == found.base.shortfall
        added = sheet.cell(row, at["More than with nothing lost"]).value
        assert added == entry.told.shortfall - found.base.shortfall
        assert sheet.cell(row, at["Proven to cost"]).value == int(
            entry.told.bound > found.base.shortfall
        )
    assert charted(stressed.output) == {(head + 1, head + min(CHARTED, len(own)))}
    kinds = {entry.loss.kind for entry in found.ranked}
    assert kinds <= set(book.sheetnames)
    assert book["unused"].max_row >= 2 + len(found.unused)


def test_ten_sentences_name_cells_and_figures(stressed: StressReport) -> None:
    ranked = [
        text for text in sentences(stressed.stress) if text[:1].isdigit() and ". " in text[:4]
    ]
    assert len(ranked) == 10
    for text in ranked:
        assert "!" in text.split("]")[0]
        assert "%" in text
        assert "\n" not in text


def test_a_journal_is_gone_on_from_with_other_kinds_too(
    files: tuple[Path, Path], stressed: StressReport
) -> None:
    source, plan = files
    placed = Placed(source.parent / "again.xlsx", source.parent / "journal")
    before = (source.parent / "journal").read_bytes()
    again = stress_workbook(source, plan, Wanted(("pools", "states")), placed, SEARCH)
    assert (source.parent / "journal").read_bytes() == before
    known = {entry.loss: entry.told for entry in stressed.stress.entries}
    assert all(known[entry.loss] == entry.told for entry in again.stress.entries)
    with pytest.raises(RequestError, match="ordered before"):
        stress_workbook(source, plan, Wanted(ordered_before="2028"), placed, SEARCH)


def test_the_worst_at_once_are_tried_and_the_others_told(
    files: tuple[Path, Path], stressed: StressReport, tmp_path: Path
) -> None:
    """Each as if all had been tried."""
    source, plan = files
    placed = Placed(tmp_path / "some.xlsx", source.parent / "journal")
    some = stress_workbook(source, plan, Wanted(most=3), placed, SEARCH)
    every = {entry.loss: entry.told for entry in stressed.stress.entries}
    used = [told.immediate for told in every.values() if told.verdict != "unused"]
    assert len(used) > 6
    tried = [entry for entry in some.stress.entries if entry.told.verdict not in ("seen", "unused")]
    assert len(tried) == 3
    assert all(every[entry.loss] == entry.told for entry in tried)
    assert sorted(entry.told.immediate for entry in tried) == sorted(used)[-3:]
    assert {entry.loss for entry in some.stress.unused} == {
        entry.loss for entry in stressed.stress.unused
    }
    assert len(some.stress.seen) == len(used) - 3
    assert all(entry.told.immediate == every[entry.loss].immediate for entry in some.stress.seen)
    assert some.output is not None
    sheet = load_workbook(some.output)["at_once"]
    figures = [row[3].value for row in sheet.iter_rows(min_row=5) if row[1].value]
    assert figures == [some.stress.immediate(entry.told) for entry in some.stress.seen]
    told = " ".join(sentences(some.stress))
    assert f"{len(used) - 3} others were only looked at" in told or "Two others" in told


def test_what_is_stopped_at_once_ranks_nothing(files: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "stress.xlsx"
    report = stress_workbook(*files, Wanted(), Placed(target), SEARCH, stop=lambda: True)
    assert not report.finished
    assert report.output is None
    assert not target.exists()
    assert "not done yet" in next(sentences(report.stress))
