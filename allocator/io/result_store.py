"""Results of many solves in one file that any tool can question: an SQLite database."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from allocator.errors import OutputError
from allocator.io.atomic_file import write_atomically

Value = str | int | float | None
MAGIC = b"SQLite format 3\0"
"""How every database begins."""


@dataclass(frozen=True, slots=True)
class StoreTable:
    """A table: its columns with their types, the first of which are its key, and its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    """Name and type: INTEGER, REAL or TEXT."""
    key: int
    """How many columns identify a row; 0 where rows may agree."""
    rows: Iterable[Sequence[Value]]


def require_store(path: Path) -> None:
    """OutputError where something is there that is no such database: it is not replaced."""
    try:
        if path.exists() and not _is_database(path):
            raise OutputError(f"{path} is there already and is no database; give another name")
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror or error}") from error


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) in (MAGIC, b"")


def write_store(path: Path, tables: Iterable[StoreTable]) -> Path:
    """Write a database of these tables; what was there before is replaced as a whole.

    OutputError when it cannot be written; then nothing has changed.
    """
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "store.sqlite"
        try:
            _fill(draft, tables)
        except (sqlite3.Error, OSError) as error:
            raise OutputError(f"{path}: {error}") from error
        return write_atomically(path, draft.read_bytes())


def _fill(path: Path, tables: Iterable[StoreTable]) -> None:
    connection = sqlite3.connect(path)
    try:
        # The file is a draft until it is whole: no journal of its own, no waiting for the disk.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for table in tables:
            columns = [f'"{name}" {kind}' for name, kind in table.columns]
            if table.key:
                names = ", ".join(f'"{name}"' for name, _ in table.columns[: table.key])
                columns.append(f"PRIMARY KEY ({names})")
            ending = " WITHOUT ROWID" if table.key else ""
            connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}){ending}')
            marks = ", ".join("?" for _ in table.columns)
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows)
        connection.commit()
    finally:
        connection.close()
