"""Which processes are at work, and which are gone."""

import os
import subprocess
import time
from pathlib import Path


def present(pid: int) -> bool:
    """Whether the process runs, or is dead and not yet waited for by us."""
    listed = subprocess.run(
        ["ps", "-o", "stat=,ppid=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    return bool(listed) and (not listed[0].startswith("Z") or int(listed[1]) == os.getpid())


def gone(pids: list[int], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while any(map(present, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(present, pids))


def pids(log: Path, count: int) -> list[int]:
    """The processes that logged themselves, once there are so many."""
    for _ in range(400):
        lines = log.read_text().splitlines() if log.exists() else []
        if len(lines) >= count:
            return [int(line) for line in lines]
        time.sleep(0.05)
    raise AssertionError(f"fewer than {count} processes at work")
