"""Standard output and error as the commands want them: results arrive or fail, talk may get lost.

Nothing heavy is imported here, because it is needed before anything else.
"""

import errno
import os
import sys
from io import BufferedIOBase, BufferedWriter, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

UNWRITTEN, DEFECT, STOPPED = 7, 70, 130
"""Exit codes: output that cannot be written, a defect of ours, and Ctrl-C."""


class Unprintable(Exception):  # noqa: N818 - carries a remark to the user, not a traceback
    """Standard output takes no more. No OSError: libraries give those meanings of their own."""


class Stream(BufferedIOBase):
    """Bytes passed on to a stream of the system, until it fails.

    Where every byte counts, that raises `Unprintable`, once. Whatever comes later is dropped, as is
    all talk nobody can hear. Nothing is held back: a handler of Ctrl-C may write at any time.
    """

    def __init__(self, stream: TextIO | None, *, counts: bool) -> None:
        buffer = stream.buffer if stream is not None else None
        self._target = buffer.raw if isinstance(buffer, BufferedWriter) else buffer
        self._counts = counts
        self._failed = False

    def write(self, content: "ReadableBuffer", /) -> int:
        """All of it, in as many pieces as the system asks for."""
        rest = memoryview(content)
        size = rest.nbytes
        try:
            while rest and not self._failed:
                rest = rest[self._taken(rest) :]
        except OSError as error:
            self._failed = True
            if self._counts:
                raise Unprintable(f"{self.name}: {error.strerror or error}") from error
        return size

    def _taken(self, piece: memoryview) -> int:
        """How much of it the system took."""
        if self._target is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        taken = self._target.write(piece)
        if taken is None:
            # A full pipe whose reader wants nobody to wait.
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return taken

    @property
    def name(self) -> str:
        """Whose bytes these are."""
        return "standard output" if self._counts else "standard error"

    def writable(self) -> bool:
        """What a text stream asks before it writes."""
        return True

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._target is not None and self._target.isatty()

    def fileno(self) -> int:
        """The system's number; OSError where there is no stream."""
        return self._target.fileno() if self._target is not None else super().fileno()


def take_streams() -> None:
    """Have `sys.stdout` fail with `Unprintable` and `sys.stderr` never.

    A console that cannot show a name shows its escape instead of failing.
    """
    for number in range(3):
        _occupy(number)
    sys.stdout = _text(sys.stdout, counts=True)
    sys.stderr = _text(sys.stderr, counts=False)


def _occupy(number: int) -> None:
    """A closed standard stream leads nowhere: no file opened later may take its number."""
    try:
        os.fstat(number)
    except OSError:
        nowhere = os.open(os.devnull, os.O_RDWR)
        if nowhere != number:
            os.dup2(nowhere, number)
            os.close(nowhere)
        os.set_inheritable(number, True)


def _text(stream: TextIO | None, *, counts: bool) -> TextIO:
    if stream is not None and not isinstance(stream, TextIOWrapper):
        # A program that has taken the streams for itself, such as a notebook.
        return stream
    return TextIOWrapper(
        Stream(stream, counts=counts),
        encoding=stream.encoding if stream is not None else None,
        errors="backslashreplace",
        write_through=True,
    )
