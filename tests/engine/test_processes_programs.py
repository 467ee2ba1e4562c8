"""Programs that use processes: started in any way, killed, interrupted."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from allocator.cli.terminal import KILLED
from tests.engine.presence import gone, pids

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX to end processes")


def script(body: str) -> str:
    lines = (
        "import sys",
        "from pathlib import Path",
        "from allocator.engine.processes import Processes",
        "from allocator.engine.watch import Watch",
        "from tests.engine.tasks import Square",
        body,
    )
    return "\n".join(lines)


def started(code: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("way", ["file", "command", "input"])
def test_a_program_needs_no_guard_to_use_processes(way: str, tmp_path: Path) -> None:
    code = script(
        "with Processes(2, Watch()) as processes:\n"
        "    print(processes.results([Square(3), Square(4)]))\n"
    )
    file = tmp_path / "unguarded.py"
    file.write_text(code)
    words = {"file": [str(file)], "command": ["-c", code], "input": ["-"]}[way]
    done = subprocess.run(
        [sys.executable, *words],
        input=code if way == "input" else None,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[9, 16]\n", "")


BUSY = script(
    "from tests.engine.solver_tasks import MarketSplit\n"
    "with Processes(2, Watch()) as processes:\n"
    "    processes.results([MarketSplit(seed, Path(sys.argv[1])) for seed in range(3)])\n"
)


@posix
def test_a_killed_program_leaves_no_process_behind(tmp_path: Path) -> None:
    log = tmp_path / "log"
    program = started(BUSY, str(log))
    busy = pids(log, 2)
    time.sleep(0.5)
    program.kill()
    program.communicate()
    assert gone(busy, 2.0)


INTERRUPTED = script(
    "import signal, threading\n"
    "stopped, heed = threading.Event(), sys.argv[2] == 'heed'\n"
    "signal.signal(signal.SIGINT, lambda *_: heed and stopped.set())\n"
    "seconds = 60 if heed else 0.5\n"
    "with Processes(2, Watch(stop=stopped.is_set)) as processes:\n"
    "    tasks = [Square(k, seconds, Path(sys.argv[1])) for k in range(3)]\n"
    "    print(processes.results(tasks))\n"
)


REFUSED = (
    "import errno, allocator.engine.processes as processes\n"
    "def refuse():\n"
    "    raise OSError(errno.ENOMEM, 'Cannot allocate memory')\n"
    "processes.Worker = refuse\n"
    "from allocator.cli.main import run\n"
    "run()\n"
)


def test_a_solve_without_processes_says_what_to_do(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    program = started(REFUSED, "solve", "-o", str(plan), "--workers", "2", "--json")
    out, error = program.communicate(timeout=120)
    message = json.loads(out)
    assert program.returncode == KILLED
    assert message["verdict"] == "the search cannot keep its processes; nothing was written"
    assert "no process can be started: Cannot allocate memory: close" in message["messages"][0]
    assert "give fewer workers" in error
    assert "Traceback" not in error
    assert not plan.exists()


@posix
@pytest.mark.parametrize(
    ("way", "printed"), [("heed", "[None, None, None]\n"), ("ignore", "[0, 1, 4]\n")]
)
def test_ctrl_c_on_a_console_is_left_to_the_program(way: str, printed: str, tmp_path: Path) -> None:
    """A console sends it to the whole group of processes: to the program's own only."""
    log = tmp_path / "log"
    program = started(INTERRUPTED, str(log), way)
    busy = pids(log, 2)
    os.killpg(program.pid, signal.SIGINT)
    out, error = program.communicate(timeout=10)
    assert (program.returncode, out, error) == (0, printed, "")
    assert len(pids(log, 2)) == (2 if way == "heed" else 3)
    assert gone(busy, 0.0)
