"""The arithmetic of a race: what counts, how long it took, and what is wrong."""

import json
from pathlib import Path

import numpy as np
import pytest

from allocator.model.linear_form import LinearForm
from allocator.model.program import FREE, Program
from benchmarks.best_known import Known, known_value, note_value, read_book, write_book
from benchmarks.peers.launch import RUN
from benchmarks.peers.recorder import BEST, END, TRACE, Recorder
from benchmarks.peers.task import Task
from benchmarks.runs import Moment, Run, best_value, read_run, refuted
from benchmarks.tables import Heat, heat_table, tally, tally_table


def _run(*moments: Moment, engine: str = "ours", notes: tuple[str, ...] = ()) -> Run:
    return Run(engine, moments, memory=100.0, notes=notes)


DESCENT = _run(
    Moment(1.0, 2_000, None),
    Moment(2.0, 1_099, 500),
    Moment(3.0, 1_010, 990),
    Moment(4.0, 1_000, None),
    Moment(5.0, None, 995),
)


def _task(tmp_path: Path) -> Task:
    """Minimise 5 + x + 2 y, x + y >= 3, both from 0 to 10."""
    program = Program(
        variables=(),
        lower=np.array([0, 0]),
        upper=np.array([10, 10]),
        rows=(),
        row_lower=np.array([3]),
        row_upper=np.array([FREE]),
        start=np.array([0, 2]),
        index=np.array([0, 1]),
        data=np.array([1, 1]),
        elastic=np.array([False]),
        labels={},
    )
    task = Task(program, LinearForm(np.array([0, 1]), np.array([1, 2]), 5), np.array([10, 10]))
    task.save(tmp_path)
    return Task.load(tmp_path)


@pytest.mark.parametrize(("per_mille", "seconds"), [(1_000, 1.0), (100, 2.0), (10, 3.0), (0, 4.0)])
def test_time_to_within_some_thousandths(per_mille: int, seconds: float) -> None:
    assert DESCENT.time_to(1_000, per_mille) == seconds


def test_never_there() -> None:
    assert DESCENT.time_to(900, 100) is None
    assert _run().time_to(900, 100) is None


def test_gap_of_value_and_bound() -> None:
    assert (DESCENT.value, DESCENT.bound) == (1_000, 995)
    assert DESCENT.gap == 0.005
    assert not DESCENT.proven
    assert _run(Moment(1.0, 7, 7)).proven
    assert _run(Moment(1.0, 7, None)).gap is None


def test_best_of_runs_and_of_what_was_known() -> None:
    assert best_value([DESCENT, _run(Moment(1.0, 998, None))]) == 998
    assert best_value([DESCENT, _run()], known=990) == 990
    assert best_value([_run()]) is None


def test_a_bound_above_a_plan_is_wrong() -> None:
    checked = refuted(DESCENT, 992)
    assert checked.bound == 990
    assert checked.notes == ("wrong bound: 995 where a plan has 992",)
    assert refuted(DESCENT, 995) == DESCENT


def test_a_bound_above_by_a_tolerance_is_the_value() -> None:
    checked = refuted(_run(Moment(1.0, 50_000_000, 50_000_001)), 50_000_000)
    assert (checked.bound, checked.notes) == (50_000_000, ())


def test_plans_are_checked_in_integers(tmp_path: Path) -> None:
    task = _task(tmp_path)
    recorder = Recorder(task, tmp_path)
    recorder.begin()
    recorder.found([2.9999999, 1.0])
    recorder.found([2.4, 0.6])
    recorder.found([2.4, 0.4])
    recorder.bounded(7.9999999999)
    recorder.end("optimal")
    (tmp_path / RUN).write_text(json.dumps({"memory": 7.0, "killed": False, "code": 0}))
    run = read_run(tmp_path, "highs", task, deadline=10.0)
    assert (run.value, run.bound, run.memory) == (9, 8, 7.0)
    assert run.notes == ("1 plans break a row when rounded: not counted",)
    assert np.load(tmp_path / BEST).tolist() == [2, 1]


def test_values_without_a_plan_do_not_count(tmp_path: Path) -> None:
    task = _task(tmp_path)
    recorder = Recorder(task, tmp_path)
    recorder.told(8.0)
    (tmp_path / RUN).write_text(json.dumps({"memory": 7.0, "killed": True, "code": -9}))
    killed = read_run(tmp_path, "cbc", task, deadline=10.0)
    assert killed.value is None
    assert killed.notes == (
        "told values, but left no plan to check: not counted",
        "went on after the deadline: killed",
    )
    np.save(tmp_path / BEST, np.array([3, 0]))
    assert read_run(tmp_path, "cbc", task, deadline=10.0).value == 8
    np.save(tmp_path / BEST, np.array([0, 3]))
    assert read_run(tmp_path, "cbc", task, deadline=10.0).value is None, "told 8, left 11"
    np.save(tmp_path / BEST, np.array([2, 0]))
    assert (
        "its best plan breaks a row: not counted"
        in read_run(tmp_path, "cbc", task, deadline=10.0).notes
    )


def test_what_comes_after_the_deadline_does_not_count(tmp_path: Path) -> None:
    task = _task(tmp_path)
    lines = [
        {"seconds": seconds, "value": value, "bound": None, "holds": True}
        for seconds, value in ((1.0, 20), (11.1, 19), (11.3, 18))
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines) + '{"seconds": 2.0, "val'
    (tmp_path / TRACE).write_text(text)
    (tmp_path / END).write_text('{"status": "optimal"}')
    run = read_run(tmp_path, "ours", task, deadline=10.0)
    assert run.value == 19
    assert run.notes == ("its last plans came after the deadline: not counted",)


def test_table_of_a_heat() -> None:
    other = _run(Moment(9.0, 1_500, 400), engine="highs", notes=("killed",))
    heat = Heat("spread", {"shortfall": 12_345}, 3_000, 1_000, (DESCENT, other))
    assert heat.bound == 995
    ours, highs = heat_table(heat).strip().split("\n")[-2:]
    assert ours.split(" | ")[2:8] == ["2.0", "3.0", "4.0", "1,000", "0.00 %", "995"]
    assert highs.split(" | ")[2:8] == ["never", "never", "never", "1,500", "50.00 %", "400"]
    assert "shortfall <= 12,345" in heat_table(heat)


def test_tally_of_small_tasks() -> None:
    proven = Heat("shortfall", {}, 9, 7, (_run(Moment(2.0, 7, 7)),))
    open_one = Heat("shortfall", {}, 9, 6, (_run(Moment(3.0, 7, 5)),))
    total = tally("ours", (proven, open_one), deadline=60.0)
    assert (total.proven, total.tasks, total.seconds, total.not_best) == (1, 2, 62.0, 1)
    assert "| ours | 1 of 2 | 62.0 | 1 |" in tally_table((total,), 60.0)


def test_best_known_counts_under_the_same_or_looser_holds(tmp_path: Path) -> None:
    book = read_book(tmp_path / "none.json")
    note_value(book, "digest", "spread", Known(100, "ours", {"shortfall": 50}))
    note_value(book, "digest", "spread", Known(90, "scip", {"shortfall": 60}))
    note_value(book, "digest", "spread", Known(95, "cbc", {"shortfall": 70}))
    write_book(book, tmp_path / "book.json")
    book = read_book(tmp_path / "book.json")
    assert known_value(book, "digest", "spread", {"shortfall": 49}) is None
    assert known_value(book, "digest", "spread", {"shortfall": 50}) == 100
    assert known_value(book, "digest", "spread", {"shortfall": 65}) == 90
    assert known_value(book, "digest", "spread", {}) is None
    note_value(book, "digest", "spread", Known(80, "highs", {"shortfall": 50}))
    assert [entry.value for entry in book["digest"]["spread"]] == [80]
