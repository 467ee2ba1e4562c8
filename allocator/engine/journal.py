"""What a long task has found so far, kept so that it can be taken up again.

A journal is a text file of JSON objects, one a line. The first says of what it is; each later one
is a finding with its checksum. Lines are only ever added, and a line counts once it is whole and on
the disk: whatever ends the program, at most the last line is torn, and that one is dropped before
the next is added. Whole lines that are not as they were written are refused.
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
SEALED = re.compile(rb', "checksum": "([0-9a-f]{16})"}\n\Z')


class Journal:
    """Findings by their key: on the disk where there is a file, else in memory.

    Of what is on the disk only the places are in memory, so that findings may be millions.
    """

    def __init__(self, identity: Mapping[str, str], path: Path | None = None) -> None:
        """Open or begin a journal of what `identity` says.

        RequestError where the file is none, or is of something else; OutputError where it cannot be
        read or written.
        """
        self._found: dict[str, Content] = {}
        self._places: dict[str, int] = {}
        """Where the lines of findings begin in the file."""
        self._identity = identity
        self._path = path
        self._whole: int | None = None
        """Bytes to keep of a file whose last line is torn."""
        if path is not None:
            with _told(path):
                self._open(path)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within the block no other program holds it; what others added before is read.

        RequestError where one does. It ends with the program, whatever ends that.
        """
        if self._path is None:
            yield
            return
        with _told(self._path):
            file = self._path.open("rb")
        with file:
            if not _locked(file.fileno()):
                raise RequestError(f"{self._path} is in use by another program that adds to it")
            with _told(self._path):
                self._open(self._path)
            yield

    def _open(self, path: Path) -> None:
        """Read all of it; only what is known to be a journal of this is touched."""
        path.parent.mkdir(parents=True, exist_ok=True)
        place, line = 0, b""
        if path.exists():
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if line.endswith(b"\n"):
                        self._learn(path, number, line, place)
                        place += len(line)
        torn = b"" if line.endswith(b"\n") else line
        if not place and not json_line(self._identity).startswith(torn):
            raise RequestError(f"{path} is no journal")
        self._whole = place if torn else None
        if not place:
            self._write(path, [json_line(self._identity)])

    def _learn(self, path: Path, number: int, line: bytes, place: int) -> None:
        record = _parsed(path, number, line)
        if number == 1:
            _require_same(path, record, self._identity)
        else:
            self._places[key_of(record["of"])] = place

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
            lines.append(_sealed(json_line({"of": of, "found": found})))
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


def _sealed(line: bytes) -> bytes:
    """The line of a finding with its checksum."""
    return line.removesuffix(b"}\n") + b', "checksum": "' + _checksum(line) + b'"}\n'


def _intact(line: bytes) -> bool:
    """Whether the line of a finding is as it was written."""
    seal = SEALED.search(line)
    return seal is not None and seal[1] == _checksum(line[: seal.start()] + b"}\n")


def _checksum(line: bytes) -> bytes:
    return sha256(line).hexdigest()[:16].encode()


def _parsed(path: Path, number: int, line: bytes) -> Any:
    if number > 1 and not _intact(line):
        raise RequestError(
            f"{path} is damaged in line {number}, or was changed there by hand: without that line "
            "it can be gone on from, and what it held is done again"
        )
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
