"""What a long task has found so far, kept so that it can be taken up again.

A journal is a text file of JSON objects, one a line. The first says of what it is; each later one
is a finding with a checksum of both. Lines are only ever added, and a line counts once it is whole
and on the disk: whatever ends the program, at most the last line is torn, and that one is dropped
before the next is added. Whole lines that are not as they were written are refused.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from allocator.errors import OutputError, RequestError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Content = Mapping[str, Any]
DIGEST = re.compile(r"[0-9a-f]{40,}")
CHECKED = 16
"""Hexadecimal digits of a checksum."""
LISTED = 10
"""So many damaged lines are named."""


class Journal:
    """Findings by their key: on the disk where there is a file, else in memory.

    Of what is on the disk only the places are in memory, so that findings may be millions.
    """

    def __init__(self, identity: Mapping[str, str], path: Path | None = None) -> None:
        """Open or begin a journal of what `identity` says.

        RequestError where the file is none, is of something else, is damaged, or is in use;
        OutputError where it cannot be read or written.
        """
        self._found: dict[str, Content] = {}
        self._places: dict[str, int] = {}
        """Where the lines of findings begin in the file."""
        self._identity = identity
        self._path = path
        self._whole: int | None = None
        """Bytes to keep of a file whose last line is torn."""
        with self.held():
            pass

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within the block no other program holds it; what others added before is read.

        RequestError where one does. It ends with the program, whatever ends that.
        """
        if self._path is None:
            yield
            return
        with _told(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
            file = os.fdopen(os.open(self._path, flags, 0o666), "rb")
        with file:
            if not _locked(file.fileno()):
                raise RequestError(f"{self._path} is in use by another program that adds to it")
            with _told(self._path):
                self._open(self._path)
            yield

    def _open(self, path: Path) -> None:
        """Read all of it; only what is known to be a journal of this is touched."""
        place, number, line, damaged = 0, 0, b"", []
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    break
                if number == 1:
                    _require_same(path, _header(path, line), self._identity)
                elif not self._learn(line, place):
                    damaged.append(number)
                place += len(line)
        if damaged:
            raise RequestError(_damage(path, damaged))
        torn = b"" if line.endswith(b"\n") else line
        if not place and not json_line(self._identity).startswith(torn):
            raise RequestError(f"{path} is no journal")
        self._whole = place if torn else None
        if not place:
            self._write(path, [json_line(self._identity)])

    def _learn(self, line: bytes, place: int) -> bool:
        """Where a finding stands; false of a line that is not as it was written."""
        if line != self._sealed(line[: -len(_seal("0" * CHECKED))] + b"}\n"):
            return False
        self._places[key_of(json.loads(line)["of"])] = place
        return True

    def _sealed(self, line: bytes) -> bytes:
        """The line of a finding with its checksum, which no other journal's line has."""
        digest = sha256(json_line(self._identity) + line).hexdigest()
        return line.removesuffix(b"}\n") + _seal(digest[:CHECKED])

    def __getitem__(self, of: Content) -> Content | None:
        """What was found of something; None where nothing was. OutputError as for opening."""
        key = key_of(of)
        place = self._places.get(key)
        if self._path is None or place is None:
            return self._found.get(key)
        with _told(self._path), self._path.open("rb") as file:
            file.seek(place)
            found: Content = json.loads(file.readline())["found"]
            return found

    def __contains__(self, of: Content) -> bool:
        key = key_of(of)
        return key in self._places or key in self._found

    def __len__(self) -> int:
        return len(self._places) + len(self._found)

    def add(self, of: Content, found: Content) -> None:
        """Keep a finding. OutputError where the disk does not take it."""
        self.extend([(of, found)])

    def extend(self, findings: Iterable[tuple[Content, Content]]) -> None:
        """Keep findings, with one wait for the disk. OutputError where it does not take them."""
        if self._path is None:
            self._found.update((key_of(of), found) for of, found in findings)
            return
        keys, lines = [], []
        for of, found in findings:
            keys.append(key_of(of))
            lines.append(self._sealed(json_line({"of": of, "found": found})))
        if lines:
            with _told(self._path):
                place = self._write(self._path, lines)
            for key, line in zip(keys, lines, strict=True):
                self._places[key] = place
                place += len(line)

    def _write(self, path: Path, lines: Sequence[bytes]) -> int:
        """Add lines; where the first of them begins."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o666), "ab") as file:
            if self._whole is not None:
                file.truncate(self._whole)
            # Whatever of the lines is there when the disk refuses one goes before the next.
            place = self._whole = file.seek(0, os.SEEK_END)
            file.write(b"".join(lines))
            file.flush()
            os.fsync(file.fileno())
            self._whole = None
        return place


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """OutputError for what the disk refuses."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error


def _locked(descriptor: int) -> bool:
    """Whether a file that no other program has locked is locked from now on."""
    try:
        if sys.platform == "win32":
            # Far behind the end: a byte that is locked can be read by nobody.
            os.lseek(descriptor, 1 << 40, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def key_of(of: Content) -> str:
    """The same text for the same content."""
    return json.dumps(of, sort_keys=True)


def json_line(record: Content) -> bytes:
    """A record as a line of a journal."""
    return json.dumps(record, sort_keys=True).encode() + b"\n"


def _seal(digest: str) -> bytes:
    """The end of the line of a finding."""
    return f', "checksum": "{digest}"}}\n'.encode()


def _damage(path: Path, lines: Sequence[int]) -> str:
    """What is wrong, and the remedy."""
    named = ", ".join(map(str, lines[:LISTED]))
    more = f" and {len(lines) - LISTED:,} more" if len(lines) > LISTED else ""
    if len(lines) == 1:
        where, remedy = f"line {named}", "delete it, and what it held is done again"
    else:
        remedy = "delete them, and what they held is done again"
        where = f"{len(lines):,} lines ({named}{more})"
    return (
        f"{path} is damaged in {where}, or was changed there by hand: {remedy}; or give another "
        "file"
    )


def _header(path: Path, line: bytes) -> Any:
    """What the first line says."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        # The latter of a line of brackets within brackets, which no journal has.
        record = None
    if not isinstance(record, dict):
        raise RequestError(f"{path} is no journal")
    return record


def _named(value: object) -> str:
    """What stands in a first line, in a sentence; of a digest enough to tell it by."""
    text = "nothing" if value in (None, "", "None") else str(value)
    return f"{text[:16]}…" if DIGEST.fullmatch(text) else f"{text:.200}"


def _require_same(path: Path, stated: Any, identity: Mapping[str, str]) -> None:
    """Refuse the journal of anything else, with what differs."""
    differing = [name for name in identity if stated.get(name) != identity[name]]
    if stated.keys() != identity.keys() and not differing:
        differing = sorted(stated.keys() ^ identity.keys())
    if differing:
        told = "; ".join(
            f"{name} {_named(stated.get(name))} there, {_named(identity.get(name))} here"
            for name in differing
        )
        raise RequestError(f"{path} is the journal of something else ({told}): give another file")
