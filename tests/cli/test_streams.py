"""Results that cannot be printed, talk that nobody hears, and Ctrl-C before the search."""

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from allocator.cli.streams import STOPPED, UNWRITTEN, Stream, Unprintable, take_streams
from allocator.cli.terminal import Failure, refusals
from tests.cli.test_commands import COMMAND, DUO, ROOT, environment

FULL = Path("/dev/full")
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs a shell")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")


def in_shell(redirection: str, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a command with its streams redirected; the exit code is the command's own."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'"$@" {redirection}', "-", *COMMAND, *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )


@posix_only
@pytest.mark.parametrize(
    "redirection", ["2>&-", pytest.param("2>/dev/full", marks=needs_full), "2>&1 >/dev/null | :"]
)
@pytest.mark.parametrize("way", [["--workers", "1"], ["--json"]])
def test_talk_that_nobody_hears_costs_no_plan(
    tmp_path: Path, redirection: str, way: list[str]
) -> None:
    plan = tmp_path / "plan.xlsx"
    done = in_shell(redirection, "solve", DUO, "-o", plan, *way)
    assert done.returncode == 0, done.stderr
    assert plan.stat().st_size > 10_000
    assert done.stderr == ""


@posix_only
@pytest.mark.parametrize("redirection", [">&-", pytest.param(">/dev/full", marks=needs_full)])
@pytest.mark.parametrize(
    "words", [["solve"], ["solve", "--json"], ["check"], ["check", "--json"], ["--help"]]
)
def test_a_result_that_cannot_be_printed_exits_with_7_and_a_line(
    tmp_path: Path, redirection: str, words: list[str]
) -> None:
    plan = tmp_path / "plan.xlsx"
    named = {"solve": [DUO, "-o", plan], "check": [DUO]}.get(words[0], [])
    done = in_shell(redirection, *words, *named)
    assert done.returncode == UNWRITTEN
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("output cannot be written: standard output: ")
    assert plan.exists() == (words[0] == "solve")


@posix_only
@needs_full
def test_with_nobody_to_tell_the_exit_code_still_tells() -> None:
    assert in_shell(">/dev/full 2>/dev/full", "check", DUO).returncode == UNWRITTEN
    assert in_shell(">/dev/full 2>&-", "check", ROOT / "absent.xlsx", "--json").returncode == 7
    assert in_shell("2>/dev/full", "check", ROOT / "absent.xlsx").returncode == 3


@needs_full
@pytest.mark.parametrize("counts", [True, False])
def test_a_stream_fails_once_or_never(*, counts: bool) -> None:
    with FULL.open("w") as target:
        stream = Stream(target, counts=counts)
        if counts:
            with pytest.raises(Unprintable, match="No space left"):
                stream.write(b"result")
        assert stream.write(b"more") == 4
        assert (stream.fileno(), stream.isatty()) == (target.fileno(), False)


def test_streams_that_are_not_the_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    own = StringIO()
    monkeypatch.setattr(sys, "stdout", own)
    monkeypatch.setattr(sys, "stderr", own)
    take_streams()
    assert sys.stdout is sys.stderr is own


INTERRUPTED = """
import os, signal, sys

class Interrupt:
    def find_spec(self, name, path, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

module = sys.argv.pop(1)
from allocator.cli.main import run
assert module not in sys.modules
sys.meta_path.insert(0, Interrupt())
run()
"""
"""Ctrl-C at the very moment at which a module is looked for."""


@posix_only
@pytest.mark.parametrize(
    ("module", "command"),
    [
        ("typer", "solve"),
        ("rich.live", "solve"),
        ("numpy", "solve"),
        ("ortools.sat.python.cp_model_helper", "solve"),
        ("pydantic", "check"),
        ("allocator.cli.verify", f"verify {DUO.name}"),
    ],
)
def test_ctrl_c_while_modules_load_leaves_at_once(module: str, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module, *command.split(), str(DUO)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert (done.returncode, done.stdout) == (STOPPED, "")
    assert done.stderr == "stopped by Ctrl-C\n"


def test_ctrl_c_while_a_command_works_unwinds_it() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(Failure) as caught, refusals():
        signal.raise_signal(signal.SIGINT)
    assert (caught.value.code, caught.value.lines) == (STOPPED, ())
    assert signal.getsignal(signal.SIGINT) is before
