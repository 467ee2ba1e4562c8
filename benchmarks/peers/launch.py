"""Run an engine in a process of its own: hold it to its deadline and watch its memory."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.peers.recorder import LOADED

ROOT = Path(__file__).parents[2]
RUN, OUTPUT = "run.json", "output.txt"
GLANCE = 0.1
"""Seconds between two looks at a process."""
LOADING = 600.0
"""Seconds that reading the program may take: they count for nobody."""
GRACE = 15.0
"""Seconds after the deadline within which an engine must be done."""


@dataclass(frozen=True, slots=True)
class Launched:
    """How a process went."""

    memory: float
    """MB: the peaks of the process and of all that descend from it, added up. They need not have
    stood at the same time, so this is no less than what all held together at any time."""
    killed: bool
    """It went on after its deadline."""
    code: int


def launch(module: str, arguments: Sequence[str], target: Path, seconds: float) -> Launched:
    """Run `python -m module arguments` until done, or until `seconds` and a grace after loading.

    The clock starts when the process leaves the sign `LOADED` in `target`. What it writes goes to
    a file there, and so does the result.
    """
    target.mkdir(parents=True, exist_ok=True)
    loaded = target / LOADED
    loaded.unlink(missing_ok=True)
    with (target / OUTPUT).open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        peaks: dict[int, float] = {}
        limit, killed, begun = time.monotonic() + LOADING, False, False
        while process.poll() is None:
            for number in _family(process.pid):
                peaks[number] = max(peaks.get(number, 0.0), _peak(number))
            if not begun and loaded.exists():
                begun, limit = True, time.monotonic() + seconds + GRACE
            if time.monotonic() > limit:
                os.killpg(process.pid, signal.SIGKILL)
                killed = True
                process.wait()
            time.sleep(GLANCE)
    result = Launched(sum(peaks.values()), killed, process.returncode)
    (target / RUN).write_text(json.dumps(asdict(result)), encoding="utf-8")
    return result


def require(module: str, arguments: Sequence[str], target: Path, seconds: float) -> None:
    """`launch` what all else needs: SystemExit with what it wrote where it fails."""
    launched = launch(module, arguments, target, seconds)
    if launched.killed or launched.code:
        written = (target / OUTPUT).read_text(encoding="utf-8")
        raise SystemExit(f"{module} failed, see {target}:\n{written}")


def _family(number: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield number
    for children in Path(f"/proc/{number}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _peak(number: int) -> float:
    """The most memory a process has held, in MB; what ru_maxrss counts, readable while it runs."""
    for line in _text(Path(f"/proc/{number}/status")).splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):  # the process has ended
        return ""
