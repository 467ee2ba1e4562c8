"""A result is there whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from allocator.errors import OutputError
from allocator.io.atomic_file import stream_atomically, write_atomically


def left_in(folder: Path) -> dict[str, bytes]:
    """Files of a folder, hidden ones included."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def open_elsewhere(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Files of these names refuse to be replaced, as Excel makes them on Windows."""
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target.name in names:
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)


def test_a_new_file_in_a_new_folder(tmp_path: Path) -> None:
    target = tmp_path / "outputs" / "plan.xlsx"
    assert write_atomically(target, b"new") == target
    assert left_in(target.parent) == {"plan.xlsx": b"new"}


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"old")
    write_atomically(tmp_path / "plan.xlsx", b"new")
    assert left_in(tmp_path) == {"plan.xlsx": b"new"}


def test_the_mode_is_that_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    path = write_atomically(tmp_path / "plan.xlsx", b"new")
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_open_elsewhere_gets_a_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("plan.xlsx", "plan (2).xlsx"):
        (tmp_path / name).write_bytes(b"old")
    open_elsewhere(monkeypatch, "plan.xlsx", "plan (2).xlsx")
    assert write_atomically(tmp_path / "plan.xlsx", b"new") == tmp_path / "plan (3).xlsx"
    assert left_in(tmp_path) == {
        "plan.xlsx": b"old",
        "plan (2).xlsx": b"old",
        "plan (3).xlsx": b"new",
    }


def test_everything_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"old")
    names = [f"plan ({number}).xlsx" for number in range(2, 100)]
    open_elsewhere(monkeypatch, "plan.xlsx", *names)
    with pytest.raises(OutputError, match="open elsewhere"):
        write_atomically(tmp_path / "plan.xlsx", b"new")
    assert left_in(tmp_path) == {"plan.xlsx": b"old"}


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "plan.xlsx").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_atomically(tmp_path / "plan.xlsx", b"new")
    assert left_in(tmp_path) == {"plan.xlsx": b"old"}


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(OutputError, match="cannot be replaced"):
        write_atomically(tmp_path / "plan.xlsx", b"new")
    assert left_in(tmp_path) == {}


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_bytes(b"a file")
    with pytest.raises(OutputError, match="cannot be written"):
        write_atomically(tmp_path / "outputs" / "plan.xlsx", b"new")


def test_pieces_that_never_come_to_an_end_leave_the_old_file(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    (tmp_path / "plan.mps").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        stream_atomically(tmp_path / "plan.mps", pieces())
    assert left_in(tmp_path) == {"plan.mps": b"old"}


def test_pieces_are_written_in_their_order(tmp_path: Path) -> None:
    path = stream_atomically(tmp_path / "plan.mps", (str(n).encode() for n in range(4)))
    assert path.read_bytes() == b"0123"
