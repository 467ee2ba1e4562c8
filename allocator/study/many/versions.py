"""What must be the same on every worker, so that results are the same everywhere."""

import platform
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import allocator
from allocator.errors import RequestError

DIGITS = 12
"""Of the digest of the program, enough to tell two apart."""


class StrangerError(RequestError):
    """A worker of other versions than ours."""


@cache
def stand() -> Mapping[str, str]:
    """Name and version of everything here that takes part in a result.

    `program` is a digest of allocator's own files: versions tell releases apart, not builds.
    """
    return {
        "allocator": allocator.__version__,
        "program": _digest(Path(allocator.__file__).parent),
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "numpy": version("numpy"),
        "platform": f"{platform.system()}-{platform.machine()}",
    }


def _digest(root: Path) -> str:
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:DIGITS]


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """What differs, in words; empty where nothing does."""
    return ", ".join(
        f"{name} {theirs.get(name, 'missing')} instead of {ours[name]}"
        for name in ours
        if theirs.get(name) != ours[name]
    )


def require_same(workers: Iterable[tuple[str, Mapping[str, str]]], ours: Mapping[str, str]) -> None:
    """StrangerError for workers of other versions, given with their names."""
    told = [
        f"{name} has {differing}"
        for name, theirs in workers
        if (differing := differences(theirs, ours))
    ]
    if told:
        raise StrangerError(
            f"workers of the cluster are not as this machine: {'; '.join(told)}. "
            "Results would not be the same everywhere: install the same wheel on all of them"
        )
