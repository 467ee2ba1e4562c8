"""Files of one command that must not be one another, or not be there already."""

from collections.abc import Sequence
from pathlib import Path

from allocator.errors import OutputError


def require_distinct(read: Sequence[Path], written: Sequence[Path | None]) -> None:
    """OutputError where a file to be written is one that is read, or is to be written twice.

    What is the same is judged by what the names lead to, not by how they are spelt.
    """
    taken = {path.resolve() for path in read}
    for path in filter(None, written):
        if path.resolve() in taken:
            raise OutputError(
                f"{path} would be written over another file of this command; give another name"
            )
        taken.add(path.resolve())


def require_absent(target: Path) -> None:
    """OutputError where a file is there that a planner may have filled in or changed."""
    if target.exists():
        raise OutputError(f"{target} exists and is not overwritten; give another name")
