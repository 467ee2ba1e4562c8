"""The way in: what has to stand before anything that takes time to load."""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType, TracebackType

from allocator.cli.streams import DEFECT, STOPPED, UNWRITTEN, Unprintable, take_streams

TRACEBACK = "ALLOCATOR_TRACEBACK"
"""Variable of the environment that asks for the way to a defect."""


def run() -> None:
    """The `allocator` command."""
    sys.excepthook = _tell_defect
    signal.signal(signal.SIGINT, _leave)
    take_streams()
    from typer.main import get_command  # noqa: PLC0415

    from allocator.cli.commands import app  # noqa: PLC0415

    try:
        # Called as it is, the app would put a hook for exceptions of its own in place of ours.
        get_command(app)()
    except Unprintable as error:
        print(f"output cannot be written: {error}", file=sys.stderr)
        sys.exit(UNWRITTEN)


def _tell_defect(
    kind: type[BaseException], error: BaseException, way: TracebackType | None
) -> None:
    """Of an exception that nobody foresaw, one line, and an exit code of its own.

    The hook of the interpreter: whatever was under way has been unwound by now.
    """
    wanted = os.environ.get(TRACEBACK, "") not in ("", "0")
    if wanted:
        sys.__excepthook__(kind, error, way)
    hint = "" if wanted else f"; set {TRACEBACK}=1 to see where"
    told = " ".join(f"{kind.__name__}: {error}".split())
    print(f"{told}: a defect of allocator, please report it{hint}", file=sys.stderr)
    raise SystemExit(DEFECT)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Ctrl-C where nothing is under way that would have to be undone: no module that is being
    loaded gets an exception to misread, and no buffer is touched that may be in use."""
    with suppress(OSError):
        os.write(2, b"stopped by Ctrl-C\n")
    os._exit(STOPPED)
