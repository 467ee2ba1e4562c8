"""`allocator explain conflict` as a planner runs it."""

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from allocator.app.explain_conflict import Listener, Request, explain_conflict
from tests.cli.test_commands import DUO, allocator, edited


@pytest.fixture(scope="module")
def overspent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both must spend 29 of their 30 million in the only period; all there is to buy costs less.

    A pledge with markup in its words stands beside; it is harmless.
    """
    book = openpyxl.load_workbook(DUO)
    page = book["budgets"]
    header = [cell.value for cell in page[1]]
    for row in range(2, page.max_row + 1):
        page.cell(row, header.index("floor") + 1).value = 29
        page.cell(row, header.index("note") + 1).value = "[bold]ours[/]"
    path = tmp_path_factory.mktemp("conflict") / "over[red]spent.xlsx"
    book.save(path)
    return path


def explain(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return allocator("explain", "conflict", *words)


def test_a_workbook_with_a_plan_has_no_conflict(tmp_path: Path) -> None:
    done = explain(DUO, "--apply", tmp_path / "out.xlsx", "-o", tmp_path / "answer.xlsx")
    assert done.returncode == 0, done.stderr
    assert "feasible: the workbook has a plan" in done.stdout
    assert not list(tmp_path.iterdir())


def test_conflicts_and_repair_are_told_by_cell(overspent: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.xlsx"
    done = explain(overspent, "-o", answer)
    assert done.returncode == 4, done.stderr
    assert "infeasible: no plan holds the whole workbook" in done.stdout
    assert "conflict 1" in done.stdout
    assert "budgets!" in done.stdout
    assert "yours to change" in done.stdout
    assert "Proven: no plan holds these" in done.stdout
    assert "proven to be the least that helps" in done.stdout
    assert openpyxl.load_workbook(answer).sheetnames[:2] == ["explain_conflict", "explain_repair"]


def test_json_has_sets_repair_and_proofs(overspent: Path) -> None:
    done = explain(overspent, "--json", "--count", "1")
    assert done.returncode == 4, done.stderr
    told = json.loads(done.stdout)
    (conflict,) = told["conflicts"]
    assert conflict["minimal"] is True
    assert any(cell["address"].startswith("budgets!") for cell in conflict["cells"])
    assert {"address", "says", "authority", "value", "basis"} <= set(conflict["cells"][0])
    repair = told["repair"]
    assert (repair["verdict"], repair["least"]) == ("found", True)
    assert repair["cost"] == pytest.approx(sum(cell["change"] for cell in repair["cells"]))
    assert told["applied"] is None


def test_the_applied_repair_has_a_plan_and_keeps_the_rest(overspent: Path, tmp_path: Path) -> None:
    target, before = tmp_path / "repaired.xlsx", overspent.read_bytes()
    done = explain(overspent, "--apply", target, "--json")
    assert done.returncode == 0, done.stderr
    assert overspent.read_bytes() == before
    moved = json.loads(done.stdout)["repair"]["cells"]
    book = openpyxl.load_workbook(target)
    for cell in moved:
        sheet, _, place = cell["address"].partition("!")
        assert book[sheet][place].value == pytest.approx(cell["new_value"] / 1_000)
    notes = [cell.value for line in book["budgets"].iter_rows() for cell in line]
    assert any("floor was 29, changed by allocator" in str(note) for note in notes)
    assert any(str(note).startswith("[bold]ours[/]") for note in notes)
    assert explain(target).returncode == 0
    assert allocator("solve", target, "-o", tmp_path / "plan.xlsx").returncode == 0


def test_what_is_kept_does_not_move(overspent: Path, tmp_path: Path) -> None:
    moved = json.loads(explain(overspent, "--json").stdout)["repair"]["cells"]
    first = moved[0]["address"]
    other = json.loads(explain(overspent, "--json", "--keep", first.lower()).stdout)["repair"]
    assert first not in {cell["address"] for cell in other.get("cells", ())}
    target = tmp_path / "none.xlsx"
    done = explain(overspent, "--keep", "budgets", "--apply", target)
    assert done.returncode == 4
    assert "No repair: even with all figures out of the way" in done.stdout
    assert not target.exists()


@pytest.mark.parametrize("word", ["pledges!ZZ99", "buckets", "[red]x[/]"])
def test_a_cell_to_keep_that_is_none_is_named(overspent: Path, word: str) -> None:
    done = explain(overspent, "--keep", word)
    assert done.returncode == 2
    assert "wrong usage" in done.stderr
    assert f"{word}: no cell or sheet" in done.stderr


def test_nothing_is_overwritten(overspent: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"mine")
    assert explain(overspent, "--apply", there).returncode == 7
    assert there.read_bytes() == b"mine"
    assert explain(overspent, "--apply", overspent).returncode == 7
    assert explain(overspent, "-o", overspent).returncode == 7
    twice = tmp_path / "twice.xlsx"
    assert explain(overspent, "--apply", twice, "-o", twice).returncode == 7
    assert not twice.exists()


def test_input_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    assert explain(tmp_path / "absent.xlsx").returncode == 3
    text = tmp_path / "text.xlsx"
    text.write_text("no workbook")
    assert explain(text).returncode == 3
    broken = edited(DUO, tmp_path / "broken.xlsx", "budgets", "C2", "much")
    done = explain(broken, "--json")
    assert done.returncode == 3
    assert "budgets!C2" in done.stdout
    assert explain(DUO, "--count", "4").returncode == 2


def test_an_early_stop_tells_what_is_known(overspent: Path, tmp_path: Path) -> None:
    """Before the first answer that is nothing; after it the verdict stands without conflicts."""
    request = Request(overspent, tmp_path / "never.xlsx")
    report = explain_conflict(request, Listener(stop=lambda: True))
    assert report.repair is None
    assert report.applied is None
    heard: list[str] = []
    stopping = Listener(doing=lambda what, _: heard.append(what), stop=lambda: bool(heard))
    report = explain_conflict(request, stopping)
    assert report.verdict == "infeasible"
    assert report.conflicts is not None
    assert report.conflicts.ended
    assert not (tmp_path / "never.xlsx").exists()
