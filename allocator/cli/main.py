"""The way in: what has to stand before anything that takes time to load."""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType

from allocator.cli.streams import STOPPED, UNWRITTEN, Unprintable, take_streams


def run() -> None:
    """The `allocator` command."""
    signal.signal(signal.SIGINT, _leave)
    take_streams()
    from allocator.cli.commands import app  # noqa: PLC0415

    try:
        app()
    except Unprintable as error:
        print(f"output cannot be written: {error}", file=sys.stderr)
        sys.exit(UNWRITTEN)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Ctrl-C where nothing is under way that would have to be undone: no module that is being
    loaded gets an exception to misread, and no buffer is touched that may be in use."""
    with suppress(OSError):
        os.write(2, b"stopped by Ctrl-C\n")
    os._exit(STOPPED)
