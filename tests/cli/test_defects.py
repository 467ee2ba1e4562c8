"""Exceptions that nobody foresaw: one line and an exit code of their own."""

import subprocess
import sys

import pytest

from tests.cli.test_commands import DUO, ROOT, environment

BREAK = """
import sys
import allocator.cli.check as check

def run_check(*_words, **_options):
    raise LookupError("nothing\\nthere")

check.run_check = run_check
sys.argv = ["allocator", "check", sys.argv[1]]
from allocator.cli.main import run
run()
"""


@pytest.mark.parametrize("wanted", ["", "1"])
def test_a_defect_is_one_line_and_exits_with_70(wanted: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BREAK, str(DUO)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**environment(), "ALLOCATOR_TRACEBACK": wanted},
    )
    assert (done.returncode, done.stdout) == (70, "")
    *way, line = done.stderr.splitlines()
    assert line.startswith("LookupError: nothing there: a defect of allocator")
    assert ("ALLOCATOR_TRACEBACK=1" in line) is (not wanted)
    assert ("Traceback" in "".join(way)) is bool(wanted)
    assert bool(way) is bool(wanted)
