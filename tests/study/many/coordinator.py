"""A run in a process of its own, to be killed: `python -m tests.study.many.coordinator ...`."""

import sys
from pathlib import Path

from allocator.engine.journal import Journal
from allocator.study.many.crews import crew_of
from allocator.study.many.errand import Results
from allocator.study.many.run import run
from tests.study.many.errands import Nap

TASKS, SECONDS = 100, 0.1
IDENTITY = {"journal": "naps", "input": "abc"}


def naps(folder: Path, cluster: str | None, workers: int = 2) -> Results:
    """All naps, with the journal and the log of a folder."""
    with crew_of(workers, cluster) as crew:
        errands = (Nap(k, SECONDS, folder / "log") for k in range(TASKS))
        return run(errands, crew, Journal(IDENTITY, folder / "journal.jsonl"), batch=1)


if __name__ == "__main__":
    naps(Path(sys.argv[1]), sys.argv[2] or None)
