"""The answer and the repaired copy never share a file, however its name is spelt."""

from pathlib import Path

import pytest

from allocator.app.repaired_workbook import require_new
from allocator.errors import OutputError


def test_one_file_by_two_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    source, target = tmp_path / "input.xlsx", tmp_path / "out.xlsx"
    for other in (target, tmp_path / "sub" / ".." / "out.xlsx"):
        with pytest.raises(OutputError, match="is asked for twice"):
            require_new(target, source, other)
    require_new(target, source, tmp_path / "sub" / "out.xlsx")
