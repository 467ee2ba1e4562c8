"""`allocator export` as a planner runs it."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import BALTIC, DUO, allocator, edited
from tests.engine.mps_reader import read

AIMS = ("shortfall", "spread", "cost", "reliance", "even_call", "tie_break")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of `baltic`, whose spread may be given up by 1 %."""
    path = tmp_path_factory.mktemp("baltic") / "plan.xlsx"
    assert allocator("solve", BALTIC, "-o", path).returncode == 0
    return path


def test_the_aim_alone_with_the_default_name(tmp_path: Path) -> None:
    done = allocator("export", DUO, "--aim", "cost", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = tmp_path / "outputs" / "duo-cost.mps"
    assert "written: outputs/duo-cost.mps" in done.stdout
    assert "minimise cost (EUR)" in done.stdout
    found = read(written.read_text("ascii"))
    assert found.objective == "cost"
    assert "* held: no other aim" in found.remarks
    assert any("Duo: two states" in remark for remark in found.remarks)


def test_values_given_as_solve_prints_them_hold_their_aims(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "duo.mps"
    done = allocator(
        *("export", DUO, "--aim", "cost", "-o", path, "--json"),
        *("--hold", "spread=634", "--hold", "shortfall=1,250,000"),
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["held"] == {"shortfall": 1_250_000, "spread": 634}
    assert (answer["output"], answer["aim"], answer["unit"]) == (str(path), "cost", "EUR")
    found = read(path.read_text("ascii"))
    row = next(row for row in found.senses if row.startswith("held.shortfall."))
    assert found.sides(row)[1] == 1_250_000
    burden = next(column for column in found.columns if column.startswith("largest_burden."))
    assert found.upper[burden] == 634
    assert answer["rows"] == len(found.senses) - 1
    assert answer["variables"] == len(found.columns)
    assert found.remarks[-2:] == ["* held: shortfall <= 1250000", "* held: spread <= 634"]


def test_a_plan_holds_every_earlier_aim_within_its_tolerance(tmp_path: Path, plan: Path) -> None:
    path = tmp_path / "reliance.mps"
    done = allocator("export", BALTIC, "--aim", "reliance", "--plan", plan, "-o", path, "--json")
    assert done.returncode == 0, done.stderr
    held = json.loads(done.stdout)["held"]
    assert tuple(held) == AIMS[:3]
    assert held["spread"] == 59 * 101 // 100
    lower = allocator(
        *("export", BALTIC, "--aim", "reliance", "--plan", plan, "-o", path, "--json"),
        *("--hold", "spread=58", "--hold", f"shortfall={held['shortfall'] + 1}"),
    )
    assert json.loads(lower.stdout)["held"] == {**held, "spread": 58}


def test_a_value_no_aim_reaches_is_told_as_the_file_states_it(tmp_path: Path) -> None:
    path, most = tmp_path / "duo.mps", 2**53
    done = allocator(
        *("export", DUO, "--aim", "cost", "-o", path, "--json", "--hold", f"shortfall={10**20}")
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["held"] == {"shortfall": most}
    found = read(path.read_text("ascii"))
    assert found.sides(next(row for row in found.senses if row.startswith("held.")))[1] == most
    assert found.remarks[-1] == f"* held: shortfall <= {most}"


def test_the_same_request_gives_the_same_bytes(tmp_path: Path, plan: Path) -> None:
    files = [tmp_path / name for name in ("one.mps", "two.mps")]
    for path in files:
        words = ("export", BALTIC, "--aim", "tie_break", "--plan", plan, "-o", path)
        assert allocator(*words).returncode == 0
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--aim", "costs"), f'did you mean "cost"? the aims of this workbook are {AIMS[0]}, '),
        (("--aim", "cost", "--hold", "budget=1"), 'unknown aim "budget"'),
        (("--aim", "cost", "--hold", "spread"), "no value; give an aim and a whole number"),
        (("--aim", "cost", "--hold", "spread=a lot"), 'read "a lot"'),
        (("--aim", "cost", "--hold", "spread=५००"), 'read "५००"'),
        (("--aim", "cost", "--hold", "spread=-1"), "never below 0; give 0 or more"),
        (("--aim", "cost", "--hold", "spread=1", "--hold", "spread=2"), "spread is given twice"),
    ],
)
def test_options_that_make_no_sense_exit_with_2(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    done = allocator("export", DUO, "-o", tmp_path / "x.mps", *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_or_written_exits_as_elsewhere(tmp_path: Path, plan: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook at all")
    target = tmp_path / "x.mps"
    words = ("--aim", "cost", "-o", target)
    assert allocator("export", broken, *words).returncode == 3
    assert allocator("export", BALTIC, *words, "--plan", broken).returncode == 6
    assert allocator("export", DUO, "--aim", "cost", "-o", tmp_path / "x.xlsx").returncode == 7
    foreign = allocator("export", DUO, *words, "--plan", plan)
    assert foreign.returncode == 6
    assert "another scenario" in foreign.stderr
    assert not target.exists()


def test_a_plan_that_does_not_verify_is_not_built_on(tmp_path: Path, plan: Path) -> None:
    changed = edited(plan, tmp_path / "changed.xlsx", "contributions", "D2", 999)
    target = tmp_path / "x.mps"
    done = allocator("export", BALTIC, "--aim", "cost", "--plan", changed, "-o", target)
    assert done.returncode == 6
    assert not target.exists()


def test_an_earlier_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "x.mps"
    target.write_text("an earlier export")
    assert allocator("export", DUO, "--aim", "cost", "-o", target).returncode == 0
    assert read(target.read_text("ascii")).objective == "cost"
    assert [path.name for path in tmp_path.iterdir()] == ["x.mps"]
