"""Workers and coordinators that are killed: every result, none twice, none lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from threading import Event, Thread

import psutil
import pytest

from allocator.engine.journal import Journal
from allocator.study.many.crews import crew_of
from allocator.study.many.errand import Errand, Results
from allocator.study.many.host import Host
from allocator.study.many.run import run
from tests.engine.presence import gone
from tests.study.many.coordinator import IDENTITY, TASKS, naps
from tests.study.many.errands import Nap, Poison

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="needs the signals of POSIX to end processes"
)


def keys_of(path: Path) -> list[str]:
    """Of the results in a journal, one for each line."""
    lines = [json.loads(line) for line in path.read_text().splitlines()[1:]]
    return [line["of"]["errand"] for line in lines]


def require_everything(results: Results, folder: Path) -> None:
    assert results.finished
    assert results.failures == ()
    assert list(results.found) == [f"nap {k}" for k in range(TASKS)]
    assert all(results.found[f"nap {k}"] == {"square": k**2} for k in range(TASKS))
    assert Counter(keys_of(folder / "journal.jsonl")) == Counter(results.found.keys())


def offspring(host: Host | None) -> list[psutil.Process]:
    """Processes that carry errands out, and workers of the cluster."""
    root = psutil.Process(host.pid if host else None)
    found = []
    for process in root.children(recursive=True):
        try:
            words = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if "engine.worker" in words or "spawn_main" in words:
            found.append(process)
    return found


def kill_now_and_then(host: Host | None, over: Event, killed: list[int]) -> None:
    chance = Random(4)
    # A worker of dask takes a second or two to be replaced.
    while not over.wait(2.0 if host else 1.5):
        alive = offspring(host)
        if alive:
            victim = chance.choice(alive)
            killed.append(victim.pid)
            victim.kill()


def test_workers_that_are_killed_lose_nothing(
    cluster: str | None, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    host = request.getfixturevalue("host") if cluster else None
    over, killed = Event(), list[int]()
    killer = Thread(target=kill_now_and_then, args=(host, over, killed))
    killer.start()
    try:
        results = naps(tmp_path, cluster)
    finally:
        over.set()
        killer.join()
    require_everything(results, tmp_path)
    assert len(killed) >= 2
    assert gone(killed)


def test_a_coordinator_that_is_killed_is_gone_on_from(cluster: str | None, tmp_path: Path) -> None:
    journal, log = tmp_path / "journal.jsonl", tmp_path / "log"
    before = 0
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.study.many.coordinator", str(tmp_path), cluster or ""]
        )
        while not journal.exists() or len(keys_of_torn(journal)) < before + 25:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        before = len(keys_of_torn(journal))
        assert before < TASKS
        assert cluster or gone([int(line.split()[1]) for line in log.read_text().splitlines()])
    with journal.open("ab") as torn:
        torn.write(b'{"found": {"squ')
    results = naps(tmp_path, cluster)
    require_everything(results, tmp_path)
    started = Counter(line.split()[0] for line in log.read_text().splitlines())
    assert len(started) == TASKS
    # At most what was under way at the two ends was begun again.
    assert started.total() <= TASKS + 2 * 4


def keys_of_torn(path: Path) -> list[bytes]:
    """Whole lines with results, while somebody writes."""
    return path.read_bytes().split(b"\n")[1:-1]


def test_poison_is_set_aside_and_tried_again(cluster: str | None, tmp_path: Path) -> None:
    path, antidote = tmp_path / "journal.jsonl", tmp_path / "antidote"
    errands: list[Errand] = [
        *map(Nap, range(6)),
        Poison(antidote=antidote),
        *map(Nap, range(6, 12)),
    ]
    with crew_of(2, cluster) as crew:
        results = run(errands, crew, Journal(IDENTITY, path), batch=5)
        assert results.finished
        assert [failure.key for failure in results.failures] == ["poison"]
        told = "3 processes ended one after the other over the same task, with exit codes 17, 17"
        assert results.failures[0].error.startswith(told)
        assert list(results.found) == [f"nap {k}" for k in range(12)]
        again = run(errands, crew, Journal(IDENTITY, path))
        assert again == results
        lines = path.read_text().splitlines()
        assert len(lines) == 1 + 12 + 1
        assert sum('"failed": "poison"' in line for line in lines) == 1
        antidote.touch()
        cured = run(errands, crew, Journal(IDENTITY, path))
    assert cured.failures == ()
    assert list(cured.found)[6] == "poison"
    assert len(cured.found) == 13
