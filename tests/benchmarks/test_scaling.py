"""The table of the scaling benchmark says what was measured."""

import json
from pathlib import Path

import pytest

from benchmarks.curve import AIM, FIRST, Point, read_point, table
from benchmarks.generator import REFERENCE, lay_out
from benchmarks.peers.launch import OUTPUT, RUN, require
from benchmarks.peers.ours import CHAIN, WHOLE_RUN
from benchmarks.peers.recorder import TRACE


def at(scale: int, variables: int, reached: float | None) -> Point:
    return Point(scale, variables, 1.5, reached, 90.0, 1_030, 1_000, 512.0)


def test_growth_is_per_variable_and_against_the_smallest_scale() -> None:
    report = table([at(1, 100, 10.0), at(10, 1_000, 130.0)], "normal", 2)
    assert "| 1x | 100 | 1.5 | 10.0 | 1.00 | 90 | 3.00 % | 512 |" in report
    assert "| 10x | 1,000 | 1.5 | 130.0 | 1.30 | 90 | 3.00 % | 512 |" in report


def test_a_scale_that_never_gets_there_has_no_growth() -> None:
    report = table([at(1, 100, 10.0), at(4, 400, None)], "normal", 2)
    assert "| 4x | 400 | 1.5 | never |  | 90 | 3.00 % | 512 |" in report


def test_equal_quality_is_three_per_cent_above_the_last_bound(tmp_path: Path) -> None:
    lines = [(1.0, 5_000, 0), (2.0, 1_031, 900), (3.0, 1_030, 900), (4.0, 1_020, 1_000)]
    facts = {
        FIRST: json.dumps({"seconds": 1.5}),
        CHAIN: json.dumps({"variables": 100}),
        f"{WHOLE_RUN}/{RUN}": json.dumps({"memory": 512.0}),
        f"{AIM}/ours/{TRACE}": "".join(
            json.dumps({"seconds": seconds, "value": value, "bound": bound}) + "\n"
            for seconds, value, bound in lines
        ),
    }
    for name, text in facts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_point(1, tmp_path)
    assert found == Point(1, 100, 1.5, 3.0, 4.0, 1_020, 1_000, 512.0)


def test_a_step_that_fails_says_why_and_where(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="required: workbook, target") as failure:
        require("benchmarks.peers.tasks", [], tmp_path / "tasks", 30.0)
    assert str(tmp_path / "tasks") in str(failure.value)
    assert (tmp_path / "tasks" / OUTPUT).exists()


def test_a_scenario_is_laid_out_by_its_name_or_its_file(tmp_path: Path) -> None:
    lay_out("reference", tmp_path / "named.xlsx")
    lay_out(str(REFERENCE), tmp_path / "given.xlsx")
    named, given = (tmp_path / name for name in ("named.xlsx", "given.xlsx"))
    assert named.read_bytes() == given.read_bytes() == REFERENCE.read_bytes()
