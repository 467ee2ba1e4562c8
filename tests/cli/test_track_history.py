"""`allocator track history` as planners run it."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.invoked import invoked as allocator
from tests.cli.test_commands import DUO, edited


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan, what became of it, the plan after it by `keep`, and what has nothing to do there."""
    place = tmp_path_factory.mktemp("chain") / "programme"
    place.mkdir()
    first, kept = place / "z-first.xlsx", place.parent / "kept.xlsx"
    assert allocator("solve", DUO, "-o", first, "--effort", "quick").returncode == 0
    assert allocator("keep", first, DUO, "-o", kept).returncode == 0
    done = allocator("solve", kept, "-o", place / "a-second.xlsx", "--effort", "quick")
    assert done.returncode == 0, done.stderr
    template = place.parent / "template.xlsx"
    assert allocator("template", "--actuals", first, "-o", template).returncode == 0
    edited(template, place / "told.xlsx", "actuals", "I2", 1)
    edited(template, place / "wrong.xlsx", "actuals", "I2", -5)
    shutil.copy(DUO, place / "input.xlsx")
    shutil.copy(first, place / "z-first-copy.xlsx")
    (place / "notes.txt").write_text("not looked at")
    (place / "damaged.xlsx").write_text("no workbook")
    (place / "~$told.xlsx").write_text("open in Excel")
    (place / "deeper").mkdir()
    return place


def test_the_chain_what_was_delivered_and_what_is_not_used(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "history.xlsx"
    done = allocator("track", "history", folder, "-o", target)
    assert done.returncode == 0, done.stderr
    said = done.stdout
    # The copy comes first by its name, and so it is the one that counts.
    assert "2 plans in a chain, from z-first-copy.xlsx to a-second.xlsx; actuals of one" in said
    assert "4 files of the folder are not used" in said
    assert "damaged.xlsx not used: damaged.xlsx: the file is no Excel workbook" in said
    assert "input.xlsx not used: neither a plan nor a workbook of actuals" in said
    assert "z-first.xlsx not used: it is the plan of z-first-copy.xlsx again" in said
    assert "wrong.xlsx not used: actuals!I2: -5 is below 0" in said
    assert "notes.txt" not in said
    assert "~$told.xlsx" not in said
    book = openpyxl.load_workbook(target, data_only=True)
    names = ["history", "european_share", "by_domain", "by_capability", "files"]
    assert book.sheetnames == names
    rows = [row[3:7] for row in book["by_capability"].iter_rows(min_row=5, values_only=True)]
    assert rows == [(8, 8, 7, 1)]


def test_json_names_links_and_figures(folder: Path, tmp_path: Path) -> None:
    done = allocator("track", "history", folder, "-o", tmp_path / "h.xlsx", "--json")
    answer = json.loads(done.stdout)
    first, second = answer["plans"]
    assert first["previous_plan"] is None
    assert second["previous_plan"] == first["plan_digest"]
    assert first["actuals"] == ["told.xlsx"]
    assert answer["delivered"]["2026"]["units"] == {"LAUNCHER": 7}
    assert answer["delivered"]["2026"]["rows_not_confirmed"] == 1
    assert answer["gaps"] == []
    assert {each["what"] for each in answer["files"]} == {"plan", "actuals", "other"}


def test_a_missing_plan_is_named(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "a-second.xlsx", tmp_path / "a-second.xlsx")
    shutil.copy(folder / "told.xlsx", tmp_path / "told.xlsx")
    done = allocator("track", "history", tmp_path, "-o", tmp_path / "new" / "h.xlsx")
    assert done.returncode == 0, done.stderr
    assert "a-second.xlsx goes on from a plan that is not in the folder" in done.stdout


def test_folders_without_plans_and_targets_among_the_files(folder: Path, tmp_path: Path) -> None:
    assert allocator("track", "history", tmp_path).returncode == 2
    assert allocator("track", "history", tmp_path / "nowhere").returncode == 2
    assert allocator("track", "history", folder / "told.xlsx").returncode == 2
    before = (folder / "told.xlsx").read_bytes()
    done = allocator("track", "history", folder, "-o", folder / "told.xlsx")
    assert done.returncode == 7
    assert (folder / "told.xlsx").read_bytes() == before
