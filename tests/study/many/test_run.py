"""A run on both kinds of crew: order, resuming, reading ahead, messages, failures, stopping."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from allocator.engine.journal import Journal
from allocator.errors import RequestError
from allocator.study.many.crews import crew_of
from allocator.study.many.errand import Errand, Standing
from allocator.study.many.local import LocalCrew
from allocator.study.many.pace import LARGEST, Pace
from allocator.study.many.run import AHEAD, run
from tests.engine.presence import gone
from tests.engine.tasks import Large
from tests.study.many.coordinator import IDENTITY, TASKS
from tests.study.many.errands import Faulty, Nap, Peek, Siesta


def test_results_stand_in_the_order_of_the_errands(cluster: str | None) -> None:
    standings: list[Standing] = []
    with crew_of(2, cluster) as crew:
        naps = [Nap(k, 0.1 if k % 3 == 0 else 0.0) for k in range(12)]
        results = run(naps, crew, Journal(IDENTITY), observer=standings.append, batch=2)
    assert results.finished
    assert list(results.found) == [nap.key for nap in naps]
    assert [found["square"] for found in results.found.values()] == [k**2 for k in range(12)]
    last = standings[-1]
    assert (last.done, last.known, last.failed, last.running, last.workers) == (12, 0, 0, 0, 2)
    assert [each.done for each in standings] == sorted(each.done for each in standings)


def test_what_the_journal_has_is_not_done_again(tmp_path: Path) -> None:
    path, log = tmp_path / "journal.jsonl", tmp_path / "log"
    with LocalCrew(2) as crew:
        run([Nap(k, log=log) for k in range(0, 10, 2)], crew, Journal(IDENTITY, path))
        before = path.read_bytes()
        standings: list[Standing] = []
        errands = [Nap(k, log=log) for k in range(10)]
        results = run(errands, crew, Journal(IDENTITY, path), observer=standings.append)
    assert list(results.found) == [f"nap {k}" for k in range(10)]
    assert path.read_bytes().startswith(before)
    assert sorted(int(line.split()[0]) for line in log.read_text().splitlines()) == [*range(10)]
    assert standings[-1].known == 5
    assert standings[-1].done == 10


def test_a_result_is_on_the_disk_before_it_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"

    def look(standing: Standing) -> None:
        assert len(path.read_bytes().splitlines()) - 1 >= standing.done
        seen.append(standing.done)

    seen: list[int] = []
    with LocalCrew(2) as crew:
        run([Nap(k, 0.05) for k in range(12)], crew, Journal(IDENTITY, path), observer=look)
    assert len(seen) > 2


def test_errands_are_read_only_as_workers_get_free(cluster: str | None) -> None:
    read = [0]

    def naps() -> Iterator[Nap]:
        for k in range(40):
            read[0] = k + 1
            yield Nap(k, 0.02)

    def look(standing: Standing) -> None:
        assert read[0] <= standing.done + AHEAD * 2 + 1
        assert standing.running <= AHEAD * 2

    with crew_of(2, cluster) as crew:
        assert len(run(naps(), crew, Journal(IDENTITY), observer=look, batch=1).found) == 40


def test_short_errands_travel_together_and_long_ones_alone() -> None:
    pace = Pace(None)
    assert pace.size(2) == 1
    pace.learn(0.01)
    assert pace.size(2) == 25
    for _ in range(100):
        pace.learn(0.0)
    assert pace.size(2) == LARGEST
    pace.learn(60.0)
    assert pace.size(2) == 1
    fixed = Pace(7)
    fixed.learn(60.0)
    assert fixed.size(2) == 7


def test_many_workers_send_no_more_messages_than_a_scheduler_takes() -> None:
    pace = Pace(None)
    pace.learn(1.25)
    assert pace.size(100) == 1
    assert pace.size(1000) == 8


@pytest.mark.parametrize("batch", [1, 4])
def test_errands_that_raise_are_told_and_hold_up_nobody(batch: int, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    faulty = [Faulty(kind) for kind in ("purpose", "defect", "exit", "object")]
    errands: list[Errand] = [Nap(1), *faulty, Nap(2)]
    with LocalCrew(2) as crew:
        results = run(errands, crew, Journal(IDENTITY, path), batch=batch)
    assert results.finished
    assert list(results.found) == ["nap 1", "nap 2"]
    assert {failure.key: failure.error for failure in results.failures} == {
        "purpose": "RequestError: no such state",
        "defect": "ZeroDivisionError: division by nobody",
        "exit": "SystemExit: 3",
        "object": "TypeError: Object of type object is not JSON serializable",
    }
    stories = {failure.key: failure.story for failure in results.failures}
    assert stories["purpose"] == ""
    assert "errands.py" in stories["defect"]
    kept = Journal(IDENTITY, path)
    assert kept[{"failed": "exit"}] == {"error": "SystemExit: 3"}


def test_two_errands_of_one_name_are_refused() -> None:
    with LocalCrew(1) as crew, pytest.raises(RequestError, match="the same name: nap 3"):
        run([Nap(3), Nap(4), Nap(3)], crew, Journal(IDENTITY))


def test_the_journal_of_other_inputs_is_refused_with_the_difference(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with LocalCrew(1) as crew:
        run([Nap(3)], crew, Journal(IDENTITY | {"ortools": "9.15"}, path))
    with pytest.raises(RequestError, match=r"ortools 9\.15 there, 9\.16 here"):
        Journal(IDENTITY | {"ortools": "9.16"}, path)


def test_two_runs_at_one_journal_are_refused(tmp_path: Path) -> None:
    """And who comes after another has ended sees what that one found."""
    path, log = tmp_path / "journal.jsonl", tmp_path / "log"
    late = Journal(IDENTITY, path)
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.study.many.coordinator", str(tmp_path), ""]
    )
    with LocalCrew(1) as crew:
        while not log.exists():
            assert program.poll() is None
        with pytest.raises(RequestError, match="in use by another program"):
            run([Nap(0)], crew, late)
        assert program.wait() == 0
        run([Nap(k, log=log) for k in range(TASKS + 1)], crew, late)
    assert len(path.read_bytes().splitlines()) == 1 + TASKS + 1


def test_a_run_that_is_stopped_keeps_what_it_has(cluster: str | None, tmp_path: Path) -> None:
    """Within a second, solver or not, and its processes end too."""
    path, log = tmp_path / "journal.jsonl", tmp_path / "log"
    stopped: list[float] = []

    def stop() -> bool:
        lines = log.read_text().splitlines() if log.exists() else []
        if not stopped and sum(line.startswith("10") for line in lines) == 2:
            stopped.append(time.monotonic())
        return bool(stopped)

    errands = [*(Nap(k, log=log) for k in range(6)), *(Nap(100 + k, 60, log) for k in range(4))]
    with crew_of(2, cluster) as crew:
        results = run(errands, crew, Journal(IDENTITY, path), stop=stop, batch=1)
        assert time.monotonic() - stopped[0] < 1.0
        assert gone([int(line.split()[1]) for line in log.read_text().splitlines()[-2:]], 3.0)
    assert not results.finished
    assert list(results.found) == [f"nap {k}" for k in range(6)]
    assert len(path.read_text().splitlines()) == 1 + 6


def test_errands_may_have_processes_of_their_own(cluster: str | None, tmp_path: Path) -> None:
    """They end with the run, too."""
    log = tmp_path / "log"

    def stop() -> bool:
        return log.exists() and len(log.read_text().splitlines()) == 4

    errands = [
        Siesta((Nap(2, log=log), Nap(3, log=log))),
        Siesta((Nap(0, 60, log), Nap(1, 60, log)), "long"),
    ]
    with crew_of(1, cluster) as crew:
        results = run(errands, crew, Journal(IDENTITY), stop=stop)
        assert gone([int(line.split()[1]) for line in log.read_text().splitlines()], 3.0)
    assert dict(results.found) == {"siesta": {"naps": [{"square": 4}, {"square": 9}]}}


def test_shared_things_reach_a_worker_once(cluster: str | None, tmp_path: Path) -> None:
    first, second = Large(1, tmp_path / "log"), Large(2, tmp_path / "log")
    with crew_of(2, cluster) as crew:
        with crew.sharing(first), crew.sharing(second):
            peeks = [Peek(k, first if k % 2 else second) for k in range(16)]
            results = run(peeks, crew, Journal(IDENTITY), batch=1)
        third = Large(3, tmp_path / "log")
        with crew.sharing(third):
            results_of_third = run([Peek(99, third)], crew, Journal(IDENTITY))
    assert [found["value"] for found in results.found.values()] == [2, 1] * 8
    assert results_of_third.found["peek 99"] == {"value": 3, "pair": [1, 2]}
    received = (tmp_path / "log").read_text().splitlines()
    assert len(received) == len(set(received))
    assert 3 <= len(received) <= 5
