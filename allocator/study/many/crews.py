"""Which crew is meant."""

from importlib import import_module
from importlib.util import find_spec
from typing import cast

from allocator.errors import RequestError
from allocator.study.many.crew import Crew
from allocator.study.many.local import LocalCrew

LOCAL = "local"
"""In the place of an address: a cluster on this machine."""


def crew_of(workers: int, cluster: str | None = None) -> Crew:
    """Processes of this machine; with `cluster` the workers of a scheduler's address, or `LOCAL`.

    RequestError where dask is not installed, nobody answers, or workers are of other versions.
    """
    if cluster is None:
        return LocalCrew(workers)
    if find_spec("distributed") is None:
        raise RequestError(
            "a cluster needs dask, which is not installed: pip install 'allocator[cluster]'"
        )
    # dask takes a second to import, and who has no cluster need not have it.
    return cast(Crew, import_module("allocator.study.many.cluster").ClusterCrew(cluster, workers))
