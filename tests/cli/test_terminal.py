"""Tables on a terminal that is narrower than they are."""

import pytest
from rich.table import Table

from allocator.cli.terminal import result


def test_no_table_is_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures and names stay whole on 40 columns; what fits is as wide as ever."""
    monkeypatch.setenv("COLUMNS", "40")
    wide, narrow = Table("scenario"), Table("state", "burden")
    wide.columns[0].no_wrap = True
    for head in ("shortfall", "own plan", "planned for base"):
        wide.add_column(head, justify="right")
    wide.add_row("us_gone, draw 12", *["37,722,976"] * 3)
    narrow.add_row("a long name of a state that wraps", "0.59 %")
    result().print(wide)
    result().print(narrow)
    told = capsys.readouterr().out
    assert "…" not in told
    assert told.count("37,722,976") == 3
    assert "us_gone, draw 12" in told
    assert max(map(len, told.splitlines()[-6:])) <= 40
