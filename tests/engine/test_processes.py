"""However many processes there are, the results are those of one."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from allocator.engine.processes import Processes, Task
from allocator.engine.watch import Watch
from allocator.errors import ModelError
from tests.engine.presence import gone, pids
from tests.engine.solver_tasks import Bound, MarketSplit
from tests.engine.tasks import Chatter, Fail, Large, Look, Square
from tests.engine.test_bounds import drawn


@dataclass(frozen=True, slots=True)
class Total:
    numbers: list[int]

    def __call__(self, watch: Watch) -> int:
        return sum(self.numbers)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_stand_in_the_order_of_the_tasks(workers: int, tmp_path: Path) -> None:
    log = tmp_path / "log"
    waits = [0.0, 0.02, 0.05, 0.1, 0.15] * 2
    Random(workers).shuffle(waits)
    with Processes(workers, Watch()) as processes:
        found = processes.results([Square(k, wait, log) for k, wait in enumerate(waits)])
    assert found == [k**2 for k in range(10)]
    used = set(pids(log, 10))
    assert len(used) <= workers
    assert (os.getpid() in used) == (workers == 1)
    assert workers == 1 or gone(list(used))


def test_solvers_make_the_same_of_a_task_anywhere(tmp_path: Path) -> None:
    tasks: list[Task[object]] = [MarketSplit(seed, tmp_path / "log", 0.05) for seed in range(4)]
    tasks += [Bound(*drawn(seed)) for seed in range(4)]
    found = []
    for workers in (1, 2):
        with Processes(workers, Watch()) as processes:
            found.append(processes.results(tasks))
    assert found[0] == found[1]
    assert None not in found[0]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_changes_after_a_task_was_submitted_does_not_reach_it(workers: int) -> None:
    numbers = [1, 2, 3]
    with Processes(workers, Watch()) as processes:
        ticket = processes.submit(Total(numbers))
        numbers.append(100)
        assert processes.result(ticket) == 6
        assert processes.result(ticket) == 6


def test_what_a_task_prints_spoils_no_reply() -> None:
    with Processes(2, Watch()) as processes:
        assert processes.results([Chatter(3), Chatter(4)]) == [3, 4]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_is_raised_here(workers: int) -> None:
    with Processes(workers, Watch()) as processes:
        failing, harmless = processes.submit(Fail()), processes.submit(Square(5))
        with pytest.raises(ModelError) as caught:
            processes.result(failing)
        assert caught.type is ModelError
        assert str(caught.value) == "row 7 is malformed"
        assert processes.result(harmless) == 25


def test_an_exception_that_cannot_travel_is_told_in_words() -> None:
    with Processes(2, Watch()) as processes, pytest.raises(RuntimeError, match="WithLock: "):
        processes.results([Fail(odd=True)])


def test_any_thread_may_use_processes() -> None:
    def squares() -> list[int | None]:
        with Processes(2, Watch()) as processes:
            return processes.results([Square(k) for k in range(4)])

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(squares).result() == [0, 1, 4, 9]


@pytest.mark.parametrize("workers", [1, 2])
def test_shared_things_reach_a_process_once_and_are_forgotten(workers: int, tmp_path: Path) -> None:
    log = tmp_path / "log"
    first, second = Large(1, log), Large(2, log)
    with Processes(workers, Watch()) as processes:
        with processes.sharing(first, second):
            looks = [Look(first, 0.02) for _ in range(8)] + [Look(second)] * 2
            found = processes.results(looks)
            assert [look[0] for look in found if look] == [1] * 8 + [2] * 2
        third = Large(3, log)
        with processes.sharing(third):
            ticket = processes.submit(Look(third))
        look = processes.result(ticket)
    received = log.read_text().splitlines() if log.exists() else []
    assert len(received) == len(set(received))
    if workers == 1:
        assert not received
    else:
        assert look == (3, 1)
        assert {line.split()[1] for line in received} == {"1", "2", "3"}
