"""The large path as a whole: the same plan for any number of processes, even if some are killed,
and a plan that holds whenever the search is ended.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from allocator.domain.digest import plan_digest
from allocator.domain.outcome import Solved, Undecided
from allocator.domain.scenario import Scenario
from allocator.engine import solve as engine
from allocator.engine.effort import BUDGETS, Budget
from allocator.engine.solve import solve
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.verify.aims import aim_violations
from allocator.verify.verify import violations

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"
linux_only = pytest.mark.skipif(
    not Path("/proc/self/task").exists(),
    reason="/proc is missing: the test finds its child processes there",
)


@pytest.fixture(scope="module")
def baltic() -> Scenario:
    return read_scenario(BALTIC).scenario


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A twentieth of the quick budget: what is compared is plans, not their worth."""
    quick = BUDGETS["quick"]
    search = {aim: part / 20 for aim, part in quick.search.items()}
    budget = Budget(quick.whole, search, quick.step, quick.block, quick.relaxed)
    monkeypatch.setattr(engine, "BUDGETS", {"quick": budget})


def large(scenario: Scenario, workers: int) -> Solved:
    outcome = solve(build(scenario), effort="quick", workers=workers, way="large")
    assert isinstance(outcome, Solved)
    assert outcome.reproducible
    return outcome


def children() -> list[int]:
    """Processes that were started from here and live."""
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        found += [int(pid) for pid in (task / "children").read_text().split()]
    return found


@contextmanager
def killing(times: int) -> Iterator[list[int]]:
    """Kill a child process now and then; the list of those that were killed."""
    done, killed = Event(), list[int]()

    def kill() -> None:
        while len(killed) < times and not done.wait(0.7):
            for pid in children()[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    thread = Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        done.set()
        thread.join()


def test_one_process_and_two_give_the_same_plan(baltic: Scenario) -> None:
    alone, together = large(baltic, 1), large(baltic, 2)
    assert plan_digest(alone.plan) == plan_digest(together.plan)
    assert [(a.value, a.bound) for a in alone.aims] == [(a.value, a.bound) for a in together.aims]


@linux_only
def test_killed_processes_cost_time_and_nothing_else(baltic: Scenario) -> None:
    undisturbed = large(baltic, 1)
    with killing(3) as killed:
        disturbed = large(baltic, 2)
    assert killed
    assert plan_digest(disturbed.plan) == plan_digest(undisturbed.plan)


def test_what_it_claims_is_verified(baltic: Scenario) -> None:
    outcome = large(baltic, 1)
    assert violations(baltic, outcome.plan) == ()
    claimed = {aim.name: aim.value for aim in outcome.aims}
    assert aim_violations(baltic, outcome.plan, claimed) == ()
    assert all(
        aim.bound <= aim.least <= aim.value or aim.least >= aim.value for aim in outcome.aims
    )


@pytest.mark.parametrize("after", [0, 120, 160])
def test_an_end_at_any_moment_leaves_a_plan(baltic: Scenario, after: int) -> None:
    """Or nothing, where it comes before the first plan: the status quo breaks a floor here."""
    looks = 0

    def stop() -> bool:
        nonlocal looks
        looks += 1
        return looks > after

    outcome = solve(build(baltic), effort="quick", workers=2, way="large", stop=stop)
    assert not outcome.reproducible
    assert isinstance(outcome, Solved if after else Undecided)
    if isinstance(outcome, Solved):
        assert violations(baltic, outcome.plan) == ()
