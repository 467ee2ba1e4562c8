"""Clusters: strangers, nobody there, a scheduler that goes away, and who can listen in."""

import gc
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import psutil
import pytest
from distributed import Client

from allocator.engine.journal import Journal
from allocator.errors import ClusterError, RequestError
from allocator.study.many import cluster as cluster_module
from allocator.study.many import crews
from allocator.study.many.cluster import ClusterCrew
from allocator.study.many.crews import crew_of
from allocator.study.many.host import Host
from allocator.study.many.run import run
from allocator.study.many.versions import StrangerError, differences, require_same, stand
from tests.engine.presence import gone
from tests.study.many.coordinator import IDENTITY
from tests.study.many.errands import Nap


def test_workers_of_other_versions_are_refused(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def require(found: Iterable[tuple[str, Mapping[str, str]]], ours: Mapping[str, str]) -> None:
        require_same(found, {**ours, "ortools": "1.0"})

    monkeypatch.setattr(cluster_module, "require_same", require)
    told = rf"has ortools {stand()['ortools']} instead of 1\.0"
    with pytest.raises(StrangerError, match=told):
        crew_of(2, host.address)


def test_a_worker_that_comes_later_is_looked_at_too(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allocator.study.many.seats.stand", lambda: {**stand(), "python": "2.7.18"})
    monkeypatch.setattr(ClusterCrew, "_require_same", lambda self: None)
    with (
        crew_of(2, host.address) as crew,
        pytest.raises(RequestError, match=r"has python .* instead of 2\.7\.18"),
    ):
        run([Nap(1)], crew, Journal(IDENTITY))


def test_differences_name_what_differs_only() -> None:
    ours = {"allocator": "1", "ortools": "9", "numpy": "2"}
    assert differences(ours, ours) == ""
    assert differences({"allocator": "1", "ortools": "8"}, ours) == (
        "ortools 8 instead of 9, numpy missing instead of 2"
    )


def test_nobody_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "ANSWER_SECONDS", 0.5)
    with pytest.raises(RequestError, match=r"no scheduler of dask answers at tcp://127\.0\.0\.1:9"):
        crew_of(2, "tcp://127.0.0.1:9")
    # One left open would wait for its own end when it is collected beside the next.
    clients = [each for each in gc.get_objects() if isinstance(each, Client)]
    assert {client.status for client in clients} <= {"closed", "newly-created"}
    with pytest.raises(RequestError, match="no scheduler of dask answers at nonsense://here"):
        crew_of(2, "nonsense://here")


def test_without_dask_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "find_spec", lambda _: None)
    with pytest.raises(RequestError, match=r"pip install 'allocator\[cluster\]'"):
        crew_of(2, "local")


def test_a_cluster_of_ones_own_listens_to_this_machine_alone_and_ends(tmp_path: Path) -> None:
    strangers = set(psutil.Process().children(recursive=True))
    with crew_of(1, "local") as crew:
        results = run([Nap(k, 0.01) for k in range(5)], crew, Journal(IDENTITY))
        family = set(psutil.Process().children(recursive=True)) - strangers
        ears = [
            each.laddr
            for process in family
            for each in process.net_connections()
            if each.status == psutil.CONN_LISTEN
        ]
    assert len(results.found) == 5
    # A scheduler, a nanny and a worker; none of them with pages for browsers.
    assert {ip for ip, _ in ears} == {"127.0.0.1"}
    assert len(ears) == 3
    assert len(family) >= 3
    assert gone([process.pid for process in family])


def test_a_scheduler_that_goes_away_ends_the_run_with_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Host(1) as host, crew_of(1, host.address) as crew:

        def look(standing: object) -> None:
            if len(path.read_bytes().splitlines()) > 5 and not killed:
                killed.append(time.monotonic())
                psutil.Process(host.pid).kill()

        killed: list[float] = []
        naps = [Nap(k, 0.05) for k in range(200)]
        with pytest.raises(ClusterError, match="goes on from there"):
            run(naps, crew, Journal(IDENTITY, path), observer=look, batch=1)
        assert time.monotonic() - killed[0] < 5.0
    assert 5 <= len(Journal(IDENTITY, path)) < 200


def test_nothing_of_a_run_stays_with_the_scheduler(host: Host) -> None:
    with crew_of(2, host.address) as crew, crew.sharing(stand()):
        run([Nap(k) for k in range(20)], crew, Journal(IDENTITY), batch=1)

    def left(dask_scheduler: object) -> list[int]:
        tasks, plugins = (getattr(dask_scheduler, name) for name in ("tasks", "worker_plugins"))
        return [len(tasks), sum(name.startswith("allocator") for name in plugins)]

    with Client(host.address, set_as_default=False) as client:
        assert client.run_on_scheduler(left) == [0, 0]


def test_workers_killed_while_they_start_are_replaced() -> None:
    """dask gives up a worker that never came up; a cluster of one's own must not run empty."""
    with Host(1) as host, Client(host.address, set_as_default=False) as client:
        first = set(client.run(os.getpid).values())
        for _ in range(5):
            for process in psutil.Process(host.pid).children():
                if "spawn_main" in " ".join(process.cmdline()):
                    process.kill()
            time.sleep(0.3)
        client.wait_for_workers(1, timeout=60)
        with crew_of(1, host.address) as crew:
            assert len(run([Nap(1)], crew, Journal(IDENTITY)).found) == 1
        assert not first & set(client.run(os.getpid).values())
