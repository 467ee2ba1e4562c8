"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from allocator.errors import OutputError

ATTEMPTS = 99
"""Names `file (2).xlsx` .. `file (99).xlsx` tried when the file is open elsewhere."""


def write_atomically(path: Path, content: bytes) -> Path:
    """Write `content` to `path` and return where it went, see `stream_atomically`."""
    return stream_atomically(path, (content,))


def stream_atomically(path: Path, pieces: Iterable[bytes]) -> Path:
    """Write `pieces` one after the other to `path` and return where they went.

    The bytes go to a temporary file in the same folder first, so a reader sees the old file or the
    new one, never a half. Where another program keeps `path` open (Excel on Windows), the result is
    kept as `name (2).xlsx`. Raises OutputError when it can be written nowhere.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")
        _write_draft(draft, pieces)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    try:
        return _put_in_place(draft, path)
    except OSError as error:
        raise OutputError(f"{path} cannot be replaced: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)


def _write_draft(draft: Path, pieces: Iterable[bytes]) -> None:
    # Created with the mode the user's umask gives, as any other new file.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(draft, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        # Whatever ends it, Ctrl-C and the maker of the pieces included: no half stays behind.
        draft.unlink(missing_ok=True)
        raise


def _put_in_place(draft: Path, path: Path) -> Path:
    try:
        draft.replace(path)
    except PermissionError:
        if path.is_dir():
            raise
        return _put_beside(draft, path)
    return path


def _put_beside(draft: Path, path: Path) -> Path:
    for number in range(2, ATTEMPTS + 1):
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            draft.replace(other)
        except PermissionError:
            continue
        return other
    raise PermissionError(f"{path.name} and its {ATTEMPTS - 1} substitutes are open elsewhere")
