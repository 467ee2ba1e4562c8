"""Processes that are killed, crash, or are ended: results stay right, and nothing stays behind."""

import errno
import os
import signal
import time
from pathlib import Path
from threading import Timer

import pytest

from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.errors import ProcessError
from tests.engine.presence import gone, pids
from tests.engine.solver_tasks import MarketSplit
from tests.engine.tasks import Leave, Square

posix = pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX to end processes")


@posix
def test_a_killed_process_costs_time_only(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Processes(2, Watch()) as processes:
        tickets = [processes.submit(Square(k, 0.5, log)) for k in range(4)]
        killed = pids(log, 2)
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        assert [processes.result(ticket) for ticket in tickets] == [0, 1, 4, 9]
    everybody = pids(log, 6)
    assert len(everybody) == 6
    assert gone(everybody)


@posix
def test_processes_killed_while_they_are_idle_are_replaced(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Processes(2, Watch()) as processes:
        processes.results([Square(k, 0.2, log) for k in range(2)])
        for pid in set(pids(log, 2)):
            os.kill(pid, signal.SIGKILL)
        assert processes.results([Square(k) for k in range(4)]) == [0, 1, 4, 9]


def test_a_task_that_ends_every_process_is_refused() -> None:
    with Processes(2, Watch()) as processes:
        deadly, harmless = processes.submit(Leave()), processes.submit(Square(5))
        with pytest.raises(ProcessError, match="exit codes 17, 17, 17;"):
            processes.result(deadly)
        assert processes.result(harmless) == 25


def test_a_system_that_starts_no_process_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(errno.EAGAIN, "too many processes")

    with Processes(2, Watch()) as processes:
        monkeypatch.setattr("allocator.engine.processes.Worker", refuse)
        with pytest.raises(ProcessError, match="no process can be started: too many processes"):
            processes.results([Square(3)])
        monkeypatch.undo()
        assert processes.results([Square(4)]) == [16]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_watch_that_is_over_ends_solvers_at_once(workers: int, tmp_path: Path) -> None:
    log, stopped = tmp_path / "log", [False]
    watch = Watch(stop=lambda: stopped[0])

    def stop() -> None:
        pids(log, workers)
        time.sleep(0.3)
        stopped[0] = True
        stops.append(time.monotonic())

    stops: list[float] = []
    with Processes(workers, watch) as processes:
        Timer(0.0, stop).start()
        found = processes.results([MarketSplit(seed, log) for seed in range(5)])
        assert time.monotonic() - stops[0] < 1.0
        assert workers == 1 or gone(pids(log, 2), 0.0)
        assert processes.results([Square(3)]) == [None]
    assert found[workers:] == [None] * (5 - workers)
    assert len(pids(log, workers)) == workers
    assert time.monotonic() - stops[0] < 1.0


def test_no_process_starts_before_there_is_a_task_or_after_the_end(tmp_path: Path) -> None:
    with Processes(2, Watch(time_limit=0.0)) as processes:
        assert processes.results([Square(1, 0.0, tmp_path / "log")]) == [None]
    assert not (tmp_path / "log").exists()


@posix
def test_an_exception_in_the_block_leaves_no_process(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with pytest.raises(KeyboardInterrupt), Processes(2, Watch()) as processes:  # noqa: PT012
        for k in range(2):
            processes.submit(Square(k, 60, log))
        busy = pids(log, 2)
        raise KeyboardInterrupt
    assert gone(busy, 0.0)
