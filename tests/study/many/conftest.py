"""Crews of both kinds; the cluster is started once for the tests of a file."""

from collections.abc import Iterator

import pytest

from allocator.study.many.host import Host

KINDS = ("pool", "cluster")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with Host(2) as host:
        yield host


@pytest.fixture(params=KINDS)
def cluster(request: pytest.FixtureRequest) -> str | None:
    """What `crew_of` is given."""
    if request.param == "pool":
        return None
    host: Host = request.getfixturevalue("host")
    return host.address
