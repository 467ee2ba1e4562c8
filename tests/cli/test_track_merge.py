"""`allocator template --actuals` and `allocator track merge` as planners run them."""

import json
import shutil
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
import typer
from typer.testing import CliRunner

from allocator.app.merge_actuals import labels
from allocator.cli.track_commands import PROGRESS, TrackGroup
from allocator.errors import RequestError
from allocator.io.plan_reader import read_plan
from tests.cli.invoked import invoked as allocator
from tests.cli.test_commands import DUO, edited
from tests.io.saved import with_number, with_text


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example: A orders 2 launchers and B 6 in 2026."""
    path = tmp_path_factory.mktemp("duo") / "duo-plan.xlsx"
    assert allocator("solve", DUO, "-o", path, "--effort", "quick").returncode == 0
    return path


@pytest.fixture(scope="module")
def template(plan: Path) -> Path:
    path = plan.with_name("template.xlsx")
    done = allocator("template", "--actuals", plan, "-o", path)
    assert done.returncode == 0, done.stderr
    assert "4 rows to fill in, as of 2027-01" in done.stdout
    return path


@pytest.fixture(scope="module")
def files(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Three states' files of one name: all know the first row, two of them otherwise."""
    folder = tmp_path_factory.mktemp("files")
    paths = []
    for state, value in (("a", 1), ("b", 2), ("c", 2)):
        (folder / state).mkdir()
        path = folder / state / "actuals.xlsx"
        edited(template, path, "actuals", "I2", value)
        paths.append(edited(path, path, "actuals", "M2", f"ministry of {state.upper()}"))
    edited(paths[0], paths[0], "actuals", "L3", 17.5)
    return paths[0], paths[1], paths[2]


def test_a_template_is_not_overwritten_and_fits_the_plan(plan: Path, template: Path) -> None:
    before = template.read_bytes()
    assert allocator("template", "--actuals", plan, "-o", template).returncode == 7
    assert allocator("template", "--actuals", plan, "-o", plan).returncode == 7
    assert template.read_bytes() == before
    for words, code in (
        (("--as-of", "2026-07", "--state", "A"), 0),
        (("--as-of", "2031"), 2),
        (("--state", "Z"), 2),
        (("--example",), 2),
    ):
        path = plan.with_name("other.xlsx")
        path.unlink(missing_ok=True)
        assert allocator("template", "--actuals", plan, "-o", path, *words).returncode == code
        assert path.exists() == (code == 0)
    assert allocator("template", "--as-of", "2027").returncode == 2


def test_an_input_in_the_place_of_a_plan_is_refused(tmp_path: Path) -> None:
    done = allocator("template", "--actuals", DUO, "-o", tmp_path / "a.xlsx")
    assert done.returncode in (3, 6)
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_a_plan_counts_by_its_decisions_and_not_by_its_pages(plan: Path, tmp_path: Path) -> None:
    """A page that reads otherwise, as of another version; a changed order; changed input."""
    copy = tmp_path / "copy.xlsx"
    shutil.copy(plan, copy)
    older = with_text(copy, "contents!A1", "Contents of older days")
    assert allocator("verify", older).returncode == 6
    assert allocator("template", "--actuals", older, "-o", tmp_path / "a.xlsx").returncode == 0
    address = next(iter(read_plan(plan).addresses.values()))
    changed = with_number(copy, address, 1)
    done = allocator("template", "--actuals", changed, "-o", tmp_path / "b.xlsx")
    assert done.returncode == 6
    assert "[edited-copy.xlsx]" in done.stderr
    assert not (tmp_path / "b.xlsx").exists()


def test_conflicts_are_told_by_cell_and_nothing_is_lost(
    files: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    target = tmp_path / "merged.xlsx"
    done = allocator("track", "merge", *files, "-o", target)
    assert done.returncode == 1, done.stderr
    said = done.stdout
    assert "one conflict: these cells stay blank" in said
    assert "order, A, LINE_B, 2026, actual:" in said
    for state, value in (("a", 1), ("b", 2), ("c", 2)):
        who = f"ministry of {state.upper()}"
        assert f"[{state}/actuals.xlsx]actuals!I2 says {value} ({who})" in said
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["read_me", "actuals", "conflicts", "settings"]
    assert book["actuals"]["I2"].value is None
    assert book["actuals"]["L3"].value == 17.5
    assert [row[6:8] for row in book["conflicts"].iter_rows(min_row=2, values_only=True)] == [
        (1, "ministry of A"),
        (2, "ministry of B"),
        (2, "ministry of C"),
    ]
    assert allocator("track", "merge", *files, "-o", target).returncode == 7
    assert allocator("track", "merge", *files, "-o", files[0]).returncode == 7


def test_the_order_of_files_changes_no_byte(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """Two orders through the command line; all six are tried without it."""
    contents = set()
    for number, order in enumerate(list(permutations(files))[::5]):
        target = tmp_path / f"{number}.xlsx"
        assert allocator("track", "merge", *order, "-o", target).returncode == 1
        contents.add(target.read_bytes())
    assert len(contents) == 1


def test_json_and_files_without_conflicts(
    files: tuple[Path, Path, Path], template: Path, tmp_path: Path
) -> None:
    done = allocator("track", "merge", *files, "-o", tmp_path / "m.xlsx", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["verdict"]) == (1, "conflicts")
    assert [claim["says"] for claim in answer["conflicts"]] == [1, 2, 2]
    calm = allocator("track", "merge", files[1], files[2], template, "-o", tmp_path / "n.xlsx")
    assert calm.returncode == 0, calm.stderr
    assert "one figure of 3 files" in calm.stdout


def test_bad_files_are_told_by_cell_and_nothing_is_written(
    files: tuple[Path, Path, Path], plan: Path, tmp_path: Path
) -> None:
    wrong = edited(files[0], tmp_path / "wrong.xlsx", "actuals", "I3", -1)
    target = tmp_path / "merged.xlsx"
    done = allocator("track", "merge", wrong, files[1], plan, "-o", target)
    assert done.returncode == 3
    assert "this is a plan written by allocator" in done.stderr
    done = allocator("track", "merge", wrong, files[1], "-o", target)
    assert done.returncode == 3
    assert "[wrong.xlsx]actuals!I3: -1 is below 0" in done.stderr
    assert not target.exists()
    assert allocator("track", "merge", files[0], "-o", target).returncode == 2
    assert allocator("track", "merge", files[0], files[0], "-o", target).returncode == 2


def test_files_are_called_by_what_tells_them_apart() -> None:
    paths = [Path("/x/nor/a.xlsx"), Path("/x/swe/a.xlsx"), Path("/x/b.xlsx")]
    for order in permutations(paths):
        named = labels(order)
        assert [named[path] for path in paths] == ["nor/a.xlsx", "swe/a.xlsx", "b.xlsx"]
    with pytest.raises(RequestError):
        labels([Path(f"/x/{'a' * 90}{number}.xlsx") for number in (1, 2)])


def test_a_plan_and_its_actuals_need_no_name_of_a_command() -> None:
    """The form `track PLAN ACTUALS`, beside commands that have names."""
    told: list[tuple[str, ...]] = []
    group = typer.Typer(cls=TrackGroup)

    @group.command(name=PROGRESS)
    def progress(plan: str, actuals: str, output: str = typer.Option("", "-o")) -> None:
        told.append((plan, actuals, output))

    @group.command()
    def merge(files: list[str]) -> None:
        told.append(("merge", *files))

    for words in (
        ["p.xlsx", "a.xlsx", "-o", "r.xlsx"],
        ["-o", "r.xlsx", "p.xlsx", "a.xlsx"],
        [PROGRESS, "p.xlsx", "a.xlsx", "-o", "r.xlsx"],
        ["merge", "a.xlsx", "b.xlsx"],
        ["./merge", "a.xlsx"],
    ):
        assert CliRunner().invoke(group, words).exit_code == 0
    assert told == [
        *[("p.xlsx", "a.xlsx", "r.xlsx")] * 3,
        ("merge", "a.xlsx", "b.xlsx"),
        ("./merge", "a.xlsx", ""),
    ]
    assert CliRunner().invoke(group, ["--help"]).exit_code == 0
    assert CliRunner().invoke(group, ["p.xlsx"]).exit_code == 2
